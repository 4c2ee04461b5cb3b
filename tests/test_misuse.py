"""What a caller mistakes says what is expected, in a TypeError or an error of the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pendulum
import pytest

import zhengce

LIMIT = "6月底前"
DAYS: tuple[Any, ...] = (
    "2023-05-01",
    date(2023, 5, 1),
    datetime(2023, 5, 1, 9, tzinfo=UTC),
    pendulum.datetime(2023, 5, 1),
)

TAKES_A_DAY: dict[str, Callable[[Any], Any]] = {
    "parse": lambda day: zhengce.parse(f"{LIMIT}完成验收。", reference_date=day).deadlines[0].due,
    "find_deadlines": lambda day: zhengce.find_deadlines(LIMIT, reference_date=day)[0].due,
    "parse_deadline": lambda day: zhengce.parse_deadline(LIMIT, reference_date=day).due,
    "next_due": lambda day: zhengce.parse_deadline("每年6月底前").next_due(day),
    "next_due of one day": lambda day: zhengce.parse_deadline("2023年6月底前").next_due(day),
}
TAKES_A_TEXT = (zhengce.parse, zhengce.find_deadlines, zhengce.parse_deadline, zhengce.fix)
TAKES_A_NOTICE: tuple[Callable[[Any], Any], ...] = (
    zhengce.check,
    zhengce.dumps,
    zhengce.rows,
    lambda notice: zhengce.agenda(notice, "2024-01"),
    lambda notice: zhengce.write(notice, "notice.json"),
)


@pytest.mark.parametrize("day", DAYS, ids=repr)
@pytest.mark.parametrize("name", TAKES_A_DAY)
def test_a_day_is_a_date_of_any_class_or_its_text(name: str, day: Any) -> None:
    assert TAKES_A_DAY[name](day) == date(2023, 6, 30)


@pytest.mark.parametrize("day", ["2023年5月1日", "2023-13-01", ""])
@pytest.mark.parametrize("name", TAKES_A_DAY)
def test_a_text_that_is_no_day_is_an_error_with_an_example(name: str, day: str) -> None:
    with pytest.raises(zhengce.CalendarError, match="expected a day such as 2023-06-30, got"):
        TAKES_A_DAY[name](day)


@pytest.mark.parametrize("day", [0, 2023, b"2023-05-01", (2023, 5, 1), []], ids=repr)
@pytest.mark.parametrize("name", TAKES_A_DAY)
def test_what_is_no_day_is_a_type_error_with_an_example(name: str, day: Any) -> None:
    with pytest.raises(TypeError, match="expected a date, or a text such as '2023-06-30', got"):
        TAKES_A_DAY[name](day)


@pytest.mark.parametrize("text", [None, b"", 0, ["6"], zhengce.sample()], ids=lambda text: type(text).__name__)
@pytest.mark.parametrize("reads", TAKES_A_TEXT)
def test_what_is_no_text_is_a_type_error_that_names_read(reads: Callable[[Any], Any], text: Any) -> None:
    with pytest.raises(TypeError, match=rf"expected a text, got {type(text).__name__}; zhengce\.read reads a file"):
        reads(text)


@pytest.mark.parametrize("given", [None, "notice.txt", b"", 0, object()], ids=lambda given: type(given).__name__)
@pytest.mark.parametrize("uses", TAKES_A_NOTICE)
def test_what_is_no_notice_is_a_type_error_that_names_parse(uses: Callable[[Any], Any], given: Any) -> None:
    with pytest.raises(TypeError, match=f"expected a notice, got {type(given).__name__}; zhengce.parse"):
        uses(given)


@pytest.mark.parametrize("month", ["2024年1月", "2024-13", "1月", ""])
def test_a_month_that_is_none_is_an_error_of_the_library(month: str) -> None:
    with pytest.raises(zhengce.ZhengceError, match="expected a month such as 2023-09 or a day such as 2023-09-15"):
        zhengce.agenda(zhengce.sample(), month)


@pytest.mark.parametrize(
    ("name", "option", "said"),
    [
        ("a.ics", "evnts", "no option 'evnts'; did you mean events?; this format has events, alarm, stamp, unit"),
        ("a.xlsx", "tody", "no option 'tody'; did you mean today?; this format has today"),
        ("a.json", "colour", "no option 'colour'; this format has "),
    ],
)
def test_an_option_that_a_format_lacks_is_an_error_that_says_which_it_has(
    tmp_path: Path, name: str, option: str, said: str
) -> None:
    with pytest.raises(zhengce.ZhengceError) as refused:
        zhengce.write(zhengce.sample(), tmp_path / name, **{option: 1})
    assert said in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_notices_among_others_are_told_apart() -> None:
    with pytest.raises(TypeError, match="expected a notice, got NoneType"):
        zhengce.agenda([zhengce.sample(), None], "2024-01")  # type: ignore[list-item]
