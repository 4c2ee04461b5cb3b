"""Each row of cues decides its sentence, and does not decide a similar one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from zhengce import Deadline, find_deadlines
from zhengce.reading.deadlines import decide as deciding
from zhengce.reading.deadlines.cue import Cue, Reading
from zhengce.reading.deadlines.cues import CUES
from zhengce.reading.deadlines.scan import candidates
from zhengce.text import Source

CASES = Path(__file__).parents[2] / "cases" / "deadlines"
TODAY = date(2023, 1, 10)
each_row = pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.name)


def read(sentence: str) -> tuple[Deadline, ...]:
    return find_deadlines(sentence, reference_date=TODAY)


def read_without(cue: Cue, sentence: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Deadline, ...]:
    monkeypatch.setattr(deciding, "_ROWS", deciding.ByShape(other for other in CUES if other is not cue))
    return read(sentence)


@each_row
def test_without_the_row_its_sentence_reads_otherwise(cue: Cue, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(cue.decides)
    without = read_without(cue, cue.decides, monkeypatch)
    assert found != without
    if cue.reading in (Reading.NO_LIMIT, Reading.REPORTED):
        assert len(found) < len(without)
    elif cue.reading is not Reading.SINCE:
        assert found


@each_row
def test_a_row_leaves_alone_what_only_looks_like_it(cue: Cue, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(cue.spares)
    if cue.reading in (Reading.NO_LIMIT, Reading.SINCE, Reading.REPORTED):
        assert found
    assert found == read_without(cue, cue.spares, monkeypatch)


def sentences() -> Iterator[str]:
    for cue in CUES:
        yield from (cue.decides, cue.spares)
    for path in sorted(CASES.glob("*.txt")):
        yield from path.read_text(encoding="utf-8").splitlines()


def test_a_row_holds_only_where_the_characters_stand_that_it_needs() -> None:
    tried = 0
    for text in (Source(text=sentence).clean for sentence in sentences()):
        for limit, start, end, _ in candidates(text):
            rows = deciding._ROWS[limit.shape]
            first = next((row.cue for row in rows.rows if row.holds(text, start, end)), rows.otherwise)
            found = rows.around(text, start, end)
            assert found is first, (text, start, end)
            tried += 1
    assert tried > 1000


def test_the_names_of_the_rows_differ() -> None:
    assert len({cue.name for cue in CUES}) == len(CUES)
