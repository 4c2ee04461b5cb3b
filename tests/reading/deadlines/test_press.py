"""In a report only what obliges somebody is a time limit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import zhengce

LINES = (Path(__file__).parents[2] / "cases" / "deadlines" / "press.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [line.partition(" =>")[::2] for line in LINES if " =>" in line and not line.startswith("#")]


def limits(text: str) -> list[str]:
    return [limit.text for limit in zhengce.parse(text, reference_date=date(2023, 6, 15)).deadlines]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_report(sentence: str, expected: str) -> None:
    assert "、".join(limits(f"本报讯（记者 李某）{sentence}")) == expected.strip()


def test_a_notice_in_which_a_reporter_is_named_is_no_report() -> None:
    text = "关于做好护林工作的通知\n各乡镇：\n护林队每天巡山。请记者到场。"
    assert limits(text) == ["每天"]


def test_a_year_in_a_text_without_a_date_is_a_limit_only_as_a_goal() -> None:
    text = "县里的做法\n2021年，面对旱情，各镇抓好灌溉。2025年新建水库三座以上。到2035年，基本建成。"
    assert [limit.text for limit in zhengce.parse(text).deadlines] == ["2025年", "到2035年"]


def test_a_month_in_a_text_without_a_date_lies_in_the_year_of_the_nearest_date_before_it() -> None:
    text = "3月底前报名。\n2022年5月4日通水的渠，6月底前检修。\n2023年5月4日通水的渠，7月至8月检修。到“十四五”末换新。"
    found = [(limit.text, str(limit.due), limit.convention) for limit in zhengce.find_deadlines(text)]
    assert found == [
        ("3月底前", "None", None),
        ("6月底前", "2022-06-30", "nearest-date"),
        ("7月至8月", "2023-08-31", "nearest-date"),
        ("到“十四五”末", "2025-12-31", None),
    ]


def days(text: str) -> list[tuple[str, str, str | None]]:
    return [(limit.text, str(limit.due), limit.convention) for limit in zhengce.parse(text).deadlines]


def test_this_year_and_the_next_are_counted_from_a_year_in_figures_but_not_from_a_goal() -> None:
    text = "县里2022年5月4日部署防汛。明年要修渠，后年要验收，今年要选址。到2028年底要建成新港。今年要架桥。"
    assert days(text) == [
        ("明年", "2023-12-31", "nearest-date"),
        ("后年", "2024-12-31", "nearest-date"),
        ("今年", "2022-12-31", "nearest-date"),
        ("到2028年底", "2028-12-31", None),
        ("今年", "2022-12-31", "nearest-date"),
    ]
    assert days("2023年将修两条渠。力争到2028年底建成新港。下半年要架桥，今年要选址。") == [
        ("2023年", "2023-12-31", None),
        ("到2028年底", "2028-12-31", None),
        ("下半年", "2023-12-31", None),
        ("今年", "2023-12-31", None),
    ]
    assert days("今年要选址。") == [("今年", "None", None)]


def test_a_meeting_on_the_work_of_a_year_that_it_calls_the_next_was_held_in_the_year_before() -> None:
    assert days("会议部署2025年渔业工作。明年要修渠。明年要架桥。") == [("明年", "2025-12-31", "nearest-date")] * 2
    assert days("会议部署2025年渔业工作。今年要修渠。") == [("今年", "None", None)]
