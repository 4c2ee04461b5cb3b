"""What holds of every time limit, whatever it says."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zhengce import Deadline, DeadlineError, find_deadlines, parse_deadline
from zhengce.testing import expressions, texts
from zhengce.text import Source

TODAY = date(2023, 6, 15)
CHINESE = dict(enumerate("〇 一 二 三 四 五 六 七 八 九 十 十一 十二".split()))
TENS = {2: "二十", 3: "三十"}

# --- words --------------------------------------------------------------------------

years = st.integers(2015, 2045)
months = st.integers(1, 12)
days = st.integers(1, 28)
ends = st.sampled_from(["底前", "末前", "底之前", "前"])


def only(words: str, reference: date = TODAY) -> Deadline:
    (limit,) = find_deadlines(f"请于{words}报送材料。", reference_date=reference)
    return limit


# --- properties ---------------------------------------------------------------------


@given(expressions())
def test_an_expression_is_found_whole_in_a_sentence(words: str) -> None:
    assert only(words).text == words


@given(expressions())
def test_what_was_found_means_the_same_by_itself(words: str) -> None:
    found = only(words)
    assert found.task == "报送材料"
    assert parse_deadline(found.text, reference_date=TODAY) == parse_deadline(words, reference_date=TODAY)
    alone = parse_deadline(found.text, reference_date=TODAY)
    assert (alone.kind, alone.start, alone.due, alone.event) == (found.kind, found.start, found.due, found.event)
    assert (alone.amount, alone.recurrence, alone.convention) == (found.amount, found.recurrence, found.convention)


@given(st.builds("{}月{}".format, months, ends), years, years)
def test_bare_dates_move_with_the_reference_year(words: str, year: int, other: int) -> None:
    one, two = only(words, date(year, 6, 15)).due, only(words, date(other, 6, 15)).due
    assert one
    assert two
    assert two.year - one.year == other - year
    assert one.month == two.month


@given(years, years, months)
def test_a_named_year_does_not_move(year: int, reference: int, month: int) -> None:
    due = parse_deadline(f"{year}年{month}月底前", reference_date=date(reference, 6, 15)).due
    assert due
    assert (due.year, due.month) == (year, month)


def meaning(words: str) -> tuple[object, ...]:
    limit = parse_deadline(words, reference_date=TODAY)
    return limit.kind, limit.start, limit.due, limit.event, limit.amount, limit.recurrence, limit.convention


@given(expressions(), st.data())
def test_width_and_spaces_do_not_change_the_meaning(words: str, data: st.DataObject) -> None:
    wide = "".join(
        chr(ord(c) + 0xFEE0) if c.isdigit() and c.isascii() and data.draw(st.booleans()) else c for c in words
    )
    halves = [False, *(one.isdigit() and two.isdigit() for one, two in pairwise(wide))]
    spaced = "".join(
        f"{' ' * data.draw(st.integers(0, 2)) if not inside else ''}{c}" for c, inside in zip(wide, halves, strict=True)
    )
    assert meaning(spaced) == meaning(words)


@given(months, days, ends)
def test_chinese_numerals_mean_the_same(month: int, day: int, end: str) -> None:
    tens, ones = divmod(day, 10)
    chinese = CHINESE.get(day) or f"{TENS.get(tens, '十')}{CHINESE[ones] if ones else ''}"
    assert meaning(f"{CHINESE[month]}月{end}") == meaning(f"{month}月{end}")
    assert meaning(f"{CHINESE[month]}月{chinese}日前") == meaning(f"{month}月{day}日前")


@given(texts())
def test_any_text_is_read_without_an_error(text: str) -> None:
    source = Source(text=text)
    found = find_deadlines(text, reference_date=TODAY)
    for limit in found:
        assert limit.span
        alone = Source(text=text[limit.span.start : limit.span.end]).clean
        assert alone.replace("\n", "") == limit.text  # where a page ends inside it, the words around tell
        assert limit.text in source.clean
        assert limit.start is None or limit.due is None or limit.start <= limit.due
    assert all(one.span.end <= two.span.start for one, two in pairwise(found) if one.span and two.span)


@given(texts())
def test_any_text_is_one_limit_or_an_error_that_shows_where(text: str) -> None:
    shown = ""
    try:
        limit = parse_deadline(text, reference_date=TODAY)
    except DeadlineError as error:
        shown = str(error)
    else:
        assert limit.text
    assert not shown or shown.endswith("^")
