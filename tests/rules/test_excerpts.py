"""Excerpts: how much of a line is shown, and the places of the carets below it."""

from __future__ import annotations

import pytest

from zhengce.rules.excerpts import excerpt
from zhengce.text import Lines, Span


@pytest.mark.parametrize(
    ("text", "span", "shown", "carets"),
    [
        ("甲\n乙丙\n丁", (2, 6), "乙丙", "^^^^"),  # what continues in the next line
        ("甲乙", (1, 1), "甲乙", "  ^"),  # a place without words
        ("a\tb\x1b甲", (3, 5), "a b 甲", "   ^^^"),  # what would steer a terminal
        ("a" * 60 + "bc" + "d" * 38, (60, 62), "a" * 60 + "bc" + "d" * 38, " " * 60 + "^^"),  # as wide as can be
        ("a" * 60 + "bc" + "d" * 39, (60, 62), "..." + "a" * 30 + "bc" + "d" * 39, " " * 33 + "^^"),
        ("甲" * 40 + "乙丙", (40, 42), "甲" * 40 + "乙丙", " " * 80 + "^^^^"),
        ("甲" * 45 + "乙丙" + "丁" * 10, (45, 47), "..." + "甲" * 15 + "乙丙" + "丁" * 10, " " * 33 + "^^^^"),
        ("甲" * 60, (0, 60), "甲" * 50 + "...", "^" * 100),
        ("a" * 120, (30, 31), "a" * 100 + "...", " " * 30 + "^"),
        ("a" * 120, (31, 32), "..." + "a" * 100 + "...", " " * 33 + "^"),
    ],
)
def test_a_line_is_shown_with_carets_below_the_words(text: str, span: tuple[int, int], shown: str, carets: str) -> None:
    assert excerpt(Lines(text), Span(start=span[0], end=span[1])) == f"  {shown}\n  {carets}"
