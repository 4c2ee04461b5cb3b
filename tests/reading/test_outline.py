"""The printed numbers of items, each with its style and value."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.reading.outline import read_style

NUMBERS = [
    ("第一编", "part", 1),
    ("第一百二十章", "chapter", 120),
    ("第一百二十节", "section", 120),
    ("第一百二十条", "article", 120),
    ("一百二十、", "han", 120),
    ("（一百二十）", "bracketed_han", 120),
    ("（一）、", "bracketed_han", 1),
    ("1.2", "decimal2", 2),
    ("12.34.56", "decimal3", 56),
    ("1.2.3.4、", "decimal4", 4),
    ("120.", "arabic", 120),
    ("120、", "arabic", 120),
    ("（120）", "bracketed", 120),
    ("（1）、", "bracketed", 1),
    ("120）", "half_bracketed", 120),
    *(
        (f"{word}{number}", "task", 12)
        for word in ("任务", "行动", "举措", "事项")
        for number in ("十二：", "12、", "12.")
    ),
    ("①、", "circled", 1),
    ("⒓", "arabic", 12),
    ("3", "bare", 3),
]


@pytest.mark.parametrize(("number", "style", "value"), NUMBERS)
def test_printed_numbers(number: str, style: str, value: int) -> None:
    assert read_style(number) == (style, value)


@pytest.mark.parametrize("words", ["1.2万", "第条", "一二三四五、", "1234.", "（1234）", "任务：", "1.234", "〇"])
def test_what_is_no_number_of_an_item(words: str) -> None:
    assert read_style(words) is None


@pytest.mark.parametrize(
    "number", ["云民发〔2023〕1号", "云民发〔2023〕12345号", "云民发［2023］第7号", "云民发（2023）7号"]
)
def test_numbers_of_documents(number: str) -> None:
    found = zhengce.parse(f"{number}\n\n云溪市民政局关于做好助餐工作的通知\n\n各镇：\n\n请抓好落实。").document_number
    assert found
    assert found.serial == int("".join(filter(str.isdigit, number[8:])))
