"""A real notice: every time limit that a careful reader finds in it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from zhengce import Deadline, DeadlineKind, find_deadlines


@pytest.fixture(scope="module")
def limits(corpus: Path) -> tuple[Deadline, ...]:
    text = (corpus / "docs" / "dongying_2023_10.md").read_text(encoding="utf-8")
    return find_deadlines(text, reference_date=date(2023, 6, 30))


def test_every_month_end_is_found_with_its_date(limits: tuple[Deadline, ...]) -> None:
    ends = [limit for limit in limits if re.fullmatch("[0-9]{1,2}月底前", limit.text)]
    assert len(ends) == 162
    for limit in ends:
        assert limit.due
        assert f"{limit.due.year}-{limit.due.month}月底前" == f"2023-{limit.text}"
        assert limit.due.add(days=1).day == 1


def test_the_other_limits_are_found_and_nothing_else(limits: tuple[Deadline, ...]) -> None:
    others = Counter(limit.text for limit in limits if not re.fullmatch("[0-9]{1,2}月底前", limit.text))
    dated = {"全年": 5, "8月前": 1, "10月份": 1, "年内": 1, "今年": 1, "2023年底": 2}
    rhythms = {"按月": 1, "每年至少组织2次": 1}
    assert {words: others.pop(words) for words in (*dated, *rhythms)} == dated | rhythms
    assert sum(others.values()) == 4  # 保持在3个工作日以内 says how long something takes
    assert all("个工作日" in words for words in others)


def test_every_limit_has_a_task_and_its_kind(limits: tuple[Deadline, ...]) -> None:
    assert all(limit.task for limit in limits)
    kinds = Counter(limit.kind for limit in limits)
    assert kinds[DeadlineKind.WITHIN] == 4
    assert kinds[DeadlineKind.DURING] == 8
