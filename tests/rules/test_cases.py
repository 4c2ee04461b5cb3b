"""Notices of our own with the findings that a careful office would mark, family by family."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import zhengce

FOLDER = Path(__file__).parents[1] / "cases" / "rules"
FAMILIES = {"document": "ZC1", "units": "ZC2", "deadlines": "ZC3", "targets": "ZC4", "quality": "ZC9"}


class Case(NamedTuple):
    """A text, and the findings of one family in it, a line each."""

    family: str
    why: str
    text: str
    expected: list[str]


def cases() -> list[Case]:
    found = []
    for family in FAMILIES:
        for block in (FOLDER / f"{family}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
            why, _, rest = block.partition("\n")
            text, _, below = rest.rpartition("\n---\n")
            found.append(Case(family, why, text, below.splitlines()))
    return found


CASES = cases()


def line(found: zhengce.Finding, text: str) -> str:
    usual = next(rule.severity for rule in zhengce.known_rules() if rule.code == found.code)
    severity = "" if found.severity is usual else f" {found.severity.value}"
    words = text[found.span.start : found.span.end].replace("\n", "⏎") or "-"
    return f"{found.code}{severity} {found.measure or '-'} {' '.join(words.split())}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.family}: {case.why}")
def test_what_a_careful_office_would_mark(case: Case) -> None:
    report = zhengce.check(zhengce.parse(case.text), select=[FAMILIES[case.family]])
    assert sorted(line(found, case.text) for found in report) == sorted(case.expected)


def test_every_rule_has_cases_that_fire_and_that_are_silent() -> None:
    fired = {expected.split()[0] for case in CASES for expected in case.expected}
    assert fired | {"ZC001"} == {rule.code for rule in zhengce.known_rules() if rule.code.startswith("ZC")}
    for family in FAMILIES:
        assert any(not case.expected for case in CASES if case.family == family)
