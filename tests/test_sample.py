"""The sample notice, compared with what was written down from it by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce.model import Citation, Deadline, Measure, Notice, Target
from zhengce.text import Source

from .outcome import differences, load

EXPECTED = load(Path(__file__).parent / "cases" / "sample.json")
MEASURES = EXPECTED["measures"]
HEADER = sorted(EXPECTED.keys() - {"why", "measures"})


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.sample()


@pytest.mark.parametrize("field", HEADER)
def test_the_notice_has(notice: Notice, field: str) -> None:
    found = differences({field: EXPECTED[field]}, notice)
    assert not found, found


@pytest.mark.parametrize("expected", MEASURES, ids=[m["id"] for m in MEASURES])
def test_measure(notice: Notice, expected: dict[str, Any]) -> None:
    found = [measure.id for measure in notice.measures]
    assert expected["id"] in found, f"no measure {expected['id']} ({expected['title']}); there are {' '.join(found)}"
    one = [{"id": measure.id} for measure in notice.measures]
    one[found.index(expected["id"])] = expected
    unlike = differences({"measures": one}, notice)
    assert not unlike, unlike


def test_there_are_no_other_measures(notice: Notice) -> None:
    assert [measure.id for measure in notice.measures] == [m["id"] for m in MEASURES]


def test_every_span_leads_back_to_its_words(notice: Notice) -> None:
    nodes: list[Deadline | Measure | Target | Citation] = [*notice.deadlines, *notice.measures]
    for measure in notice.measures:
        nodes += measure.targets
        nodes += measure.citations
    for node in nodes:
        assert node.span is not None
        original = notice.source.text[node.span.start : node.span.end]
        assert Source(text=original).clean == node.text


def test_no_word_is_lost(notice: Notice) -> None:
    """Every word of the text is in a section, a domain, or a measure of the notice."""
    for words in ("——要素更可及", "总指挥牵头会商解决", "先报备后进厂", "±0.000标高复核", "采用合同能源管理方式"):
        homes = [s.text for top in notice.sections for s in top.walk()] + [m.text for m in notice.measures]
        assert sum(words in home for home in homes) == 1, words


def test_the_year_before_carries_over_within_one_measure(notice: Notice) -> None:
    fees, jobs = (m for m in notice.measures if m.id in ("2.6", "3.1"))
    assert [str(d.due) for d in fees.deadlines if d.text == "9月底前"] == ["2025-09-30"]
    assert [str(d.due) for d in jobs.deadlines if d.text == "9月底前"] == ["2024-09-30"]
