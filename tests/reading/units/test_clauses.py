"""Unit clauses: the units that a clause names, with their roles, as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhengce

FILE = Path(__file__).parents[2] / "cases" / "units" / "clauses.txt"
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def units_of(text: str) -> list[str]:
    """Return what the measures of *text* name, in the notation of the cases: ``lead: A + B; responsible: C; open``."""
    measures = zhengce.parse(text).measures
    said: list[str] = []
    for role in zhengce.Role:
        names = [unit.name for measure in measures for known, unit in measure.roles if known is role]
        said += [f"{role}: {' + '.join(names)}"] if names else []
    return said + ["open"] * any(measure.open_ended for measure in measures)


@pytest.mark.parametrize("line", LINES)
def test_a_clause_names_its_units(line: str) -> None:
    clause, expected = (side.strip() for side in line.split("=>"))
    text = f"一、任务\n1.办好实事。{clause}\n".replace("⏎", "\n")
    assert units_of(text) == [said for said in expected.split("; ") if said]
