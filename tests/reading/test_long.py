"""A text many times as long takes about as many times as long to read, whatever its lines repeat."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Final

import pytest

from zhengce import check, dumps, parse, rows

SHORT: Final = 6_000
TIMES: Final = 10
MOST: Final = 3 * TIMES
"""A reader that compares each line with every other one takes sixty to a hundred times as long."""

LETTERS: Final = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def word(i: int) -> str:
    """Return three letters that differ from number to number."""
    size = len(LETTERS)
    return LETTERS[i % size] + LETTERS[i // size % size] + LETTERS[i // size**2 % size]


LINES: Final[dict[str, Callable[[int], str]]] = {
    "red heads": lambda i: f"{word(i)}市民政局文件\n",
    "titles": lambda i: f"{word(i)}市民政局关于做好{word(i)}工作的通知\n",
    "names above titles": lambda i: f"{word(i)}市民政局\n{word(i)}县财政局关于做好工作的通知\n",
    "numbers": lambda i: f"{word(i)}政发〔2023〕{i}号\n",
    "fields": lambda i: f"文号：{word(i)}政发〔2023〕{i}号 标题：{word(i)}\n",
    "addressees": lambda i: f"各{word(i)}局：\n",
    "signatures": lambda i: f"{word(i)}市民政局\n2023年{i % 12 + 1}月{i % 28 + 1}日\n",
    "annexes": lambda i: f"附件{i}\n{word(i)}清单\n",
    "items on one line": lambda i: f"{i}.{word(i)}服务。（责任单位：{word(i)}局）",
    "items": lambda i: f"{i % 99 + 1}.{word(i)}服务。每月{i % 28 + 1}日前报告。（责任单位：{word(i)}局）\n",
    "names in one clause": lambda i: f"{'' if i else '（责任单位：'}{word(i)}局、",
    "names without marks": lambda i: f"{'' if i else '（责任单位：'}{word(i)}局",
    "rows": lambda i: f"|{i}|{word(i)}。|{word(i)}局|6月底前|\n" if i else "|序号|任务|责任单位|时限|\n|-|-|-|-|\n",
    "cells": lambda i: f"|{word(i)}",
    "lead rules": lambda i: f"{word(i)}局为牵头单位，其余为配合单位。\n",
    "brackets": lambda i: f"（{word(i)}",
    "quotes": lambda i: f"“{word(i)}",
    "limits": lambda i: f"自{word(i)}之日起{i % 90 + 1}日内，{2000 + i % 90}年{i % 12 + 1}月底前",
    "citations": lambda i: f"《{word(i)}办法》（{word(i)}政发〔2023〕{i}号）",
    "stages": lambda i: f"从{i % 90}%提高到{i % 90 + 5}%，",
}


def text_of(line: Callable[[int], str], size: int) -> str:
    return "".join(map(line, range(size // len(line(1)))))


def seconds(text: str) -> float:
    """Return how long it takes to read a text, check it and write it."""
    begun = process_time()
    notice = parse(text)
    check(notice)
    dumps(notice)
    rows(notice)
    return process_time() - begun


@pytest.mark.parametrize("name", LINES)
def test_the_time_for_a_text_grows_with_its_length(name: str) -> None:
    short, long = (text_of(LINES[name], size) for size in (SHORT, TIMES * SHORT))
    seconds(short)  # what is worked out once is worked out
    assert seconds(long) < MOST * max(seconds(short) for _ in range(3)), name
