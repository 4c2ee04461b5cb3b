"""Properties of every time limit."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
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
    halves = [False, *((one + two).isascii() for one, two in pairwise(words))]  # there a blank parts words: Q 3
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


# --- the ends of the calendar ---------------------------------------------------------

NUMBERS = (
    "0 1 2 3 12 15 29 30 31 99 999 一 三 十二 二十 三十一 廿三 初三 正 腊 半 几 1.5 24 2024 0001 9999 二0二四"
    " 20240630 6.30"
).split()
UNITS = "年 月 日 天 个月 个工作日 季度 周 小时 旬 半年 年底 月底 季末 月初 年终 上旬 时 点半 ：30".split()
NAMES = (
    "每 每隔 按 逐 双月 隔周 第 前 上 下 本 次 今年 明年 去年 后年 次年 同年 本月 下月 上个月 下季度 本周 下周"
    " 周五 周一至周五 今天 明天 后天 农历 农历闰 除夕 春节 国庆 重阳 腊八 即日起 立即 长期 “十四五” 十五五 期间"
    " 全年 上半年 Q4 首月 结束后 至少 次"
).split()
ENDS = (
    "前 之前 以前 内 以内 期间 左右 起 止 至 到 — 、 和 （含）前 （不含）前 （周五） （6月30日） 底前 末前 底 末 初"
).split()
AROUND = (
    "于 自 从 截至 收到申请之日 自印发之日起 届满 完成时限： 完成 已 的 了 。 ， ； \n （ ） | 免征 必须 有效期"
).split()
pieces = st.one_of(*map(st.sampled_from, (NUMBERS, UNITS, NAMES, ENDS, AROUND)))
EDGES = [date.min, date(1, 1, 2), date(1, 12, 31), date(2000, 2, 29), date(9998, 12, 31), date(9999, 1, 1), date.max]
any_day = st.none() | st.sampled_from(EDGES) | st.dates()


@given(st.lists(pieces, min_size=1, max_size=9).map("".join), any_day)
def test_no_limit_leads_out_of_the_calendar(text: str, reference: date | None) -> None:
    for limit in find_deadlines(text, reference_date=reference):
        assert limit.start is None or limit.due is None or limit.start <= limit.due
    with suppress(DeadlineError):
        assert parse_deadline(text, reference_date=reference).text


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("今年（不含）前完成", date.min),
        ("本月（不含）前完成", date.min),
        ("今年（不含）前完成", date(1, 1, 2)),
        ("上周前完成", date.min),
        ("元旦前完成", date.max),
        ("明年底前完成", date.max),
        ("下月底前完成", date.max),
        ("后天前完成", date.max),
        ("周一前完成", date.max),
        ("自印发之日起999年内完成", date.max),
        ("自9999年12月1日起60日内完成", date.min),
        ("自9999年12月1日起30个工作日内完成", date.max),
        ("即日起至去年底完成", date.min),
    ],
)
def test_a_limit_beyond_the_calendar_has_no_day(words: str, reference: date) -> None:
    assert [limit.due for limit in find_deadlines(words, reference_date=reference)] in ([None], [])


def test_no_sign_before_the_end_of_a_month_leaves_the_end_of_this_one() -> None:
    codes = (*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x2010, 0x2060), *range(0x25A0, 0x2600))
    read = set("123456789")
    open_or_close = set("“‘\"'|(（【「《〔,;:!.…、。，；：！*-•■▪◆●—–‑−⁃·")  # words, a clause, or the number of an item
    signs = [char for char in map(chr, codes) if char not in read | open_or_close and Source(text=char).clean.strip()]
    assert len(signs) > 300
    for sign in signs:
        for words in (f"请于{sign}月底前报送。", f"请于{sign} 月底前报送。", f"请于{sign}月内报送。"):
            assert not [limit for limit in find_deadlines(words, reference_date=TODAY) if limit.due], (sign, words)
