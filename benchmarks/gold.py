"""The gold standard: time limits annotated by people, and words that are not time limits."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests/cases"


class Limit(NamedTuple):
    """A time limit as a person read it. Each of these days is right as an answer; without first days, any is right."""

    words: str
    last: Set[str | None]
    first: Set[str | None] = frozenset()


class Case(NamedTuple):
    """A text, its limits, expressions on which either answer is right, and the places of words that are no limit."""

    text: str
    day: str
    limits: Sequence[Limit] = ()
    doubtful: Sequence[str] = ()
    traps: Sequence[tuple[int, int]] = ()


class Answer(NamedTuple):
    """What a reader found: where, and the first and last day."""

    start: int
    end: int
    first: str | None
    last: str | None


# --- the real notice ---------------------------------------------------------------

NOTICE_DAY = "2023-06-30"
_MONTH_END = re.compile("(?<![0-9])([0-9]{1,2}) ?月 ?底 ?前")
_OTHERS = {
    "全年": ("2023-01-01", "2023-12-31"),
    "8月前": (None, "2023-07-31"),
    "10 月份": ("2023-10-01", "2023-10-31"),
    "年内": ("2023-01-01", "2023-12-31"),
    "今年": ("2023-01-01", "2023-12-31"),
}
_OTHER = re.compile("(?<!贯穿)全年|8月前|10 月份|年内|今年")
_TRAP = re.compile(
    "〔2023〕[0-9]+号|2023年版|2023 ?年度|2023年开工|2022年已|2016年以来|贯穿全年|夏季"
    "|3·15|5·15|三分之一|一刻钟|一件事一次办"
)
_NOT_ASKED = ("2023年6月30日", "2023年底", "工作日", "按月", "每年至少组织2次")
"""Limits outside the annex or without a day of their own, and the date of issue."""


def notice_cases(text: str) -> list[Case]:
    """Yield the dated time limits in the annex of the real notice, by paragraph."""
    return [
        Case(line, NOTICE_DAY, _limits_of(line), _NOT_ASKED, [trap.span() for trap in _TRAP.finditer(line)])
        for line in text.splitlines()
    ]


def _limits_of(line: str) -> list[Limit]:
    ends = [
        Limit(found[0], {f"2023-{int(found[1]):02}-{monthrange(2023, int(found[1]))[1]}"})
        for found in _MONTH_END.finditer(line)
    ]
    others = [(words, *_OTHERS[words]) for words in _OTHER.findall(line)]
    return ends + [Limit(words, {last}, {first} if first else set()) for words, first, last in others]


# --- our own texts -------------------------------------------------------------------


def sample_cases() -> list[Case]:
    gold = json.loads((CASES / "sample.json").read_text(encoding="utf-8"))
    found = [limit for measure in gold["measures"] for limit in measure.get("deadlines", ())]
    limits = [_limit(limit) for limit in found + gold["deadlines_outside_measures"]]
    text = (ROOT / "examples/sample.md").read_text(encoding="utf-8")
    return [Case(text, gold["issue_date"], limits, ("2024年4月28日",))]


def sentence_cases(file: Path) -> list[Case]:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [
        Case(line["sentence"], line["reference_date"], [_limit(d) for d in line["deadlines"]], line.get("optional", ()))
        for line in lines
    ]


def trap_cases() -> list[Case]:
    """Yield sentences without a time limit, except for the words after a second bar."""
    lines = (CASES / "deadlines/traps.txt").read_text(encoding="utf-8").splitlines()
    rows = ([*line.split(" | "), ""] for line in lines if line and not line.startswith("#"))
    return [Case(text, "2023-06-15", (), more[:1] if more[0] else (), [(0, len(text))]) for text, _, *more in rows]


def _limit(limit: dict[str, Any]) -> Limit:
    first = {limit.get("start"), *limit.get("start_alt", ())} - {None}
    return Limit(limit["text"], {limit.get("due"), *limit.get("due_alt", ())}, first)


# --- what a reader made of it --------------------------------------------------------


def judge(cases: list[Case], answers: list[list[Answer]]) -> Counter[str]:
    """Count the time limits with a day (`limits`), those with the same words (`exact`) and the right days (`dates`),
    the false finds (`besides`), and the `traps`, with those read as time (`hit`).
    """
    score: Counter[str] = Counter(limits=0, exact=0, dates=0, besides=0, traps=0, hit=0)
    for case, found in zip(cases, answers, strict=True):
        left = {answer: _plain(case.text[answer.start : answer.end]) for answer in found}
        for limit, answer in _pairs(case.limits, left):
            if not limit.last - {None} or any(_plain(limit.words) == _plain(words) for words in case.doubtful):
                continue
            score["limits"] += 1
            if answer:
                score["exact"] += _plain(case.text[answer.start : answer.end]) == _plain(limit.words)
                score["dates"] += answer.last in limit.last and (not limit.first or answer.first in limit.first)
        besides = [answer for answer, words in left.items() if not any(_alike(words, d) for d in case.doubtful)]
        score["besides"] += len(besides)
        score["traps"] += len(case.traps)
        score["hit"] += sum(any(a.start < end and start < a.end for a in besides) for start, end in case.traps)
    return score


def _pairs(limits: Sequence[Limit], left: dict[Answer, str]) -> list[tuple[Limit, Answer | None]]:
    """Yield each expected time limit with its answer, which is removed from the rest: equal words first."""
    pairs: dict[int, Answer | None] = dict.fromkeys(range(len(limits)))
    for same in (str.__eq__, _alike):
        for i, limit in enumerate(limits):
            words = _plain(limit.words)
            found = next((answer for answer, said in left.items() if same(words, said)), None)
            if pairs[i] is None and found:
                pairs[i] = found
                del left[found]
    return [(limit, pairs[i]) for i, limit in enumerate(limits)]


def _plain(words: str) -> str:
    """Return the text without spaces and punctuation, with full-width characters made narrow."""
    return re.sub(r"\W", "", normalize("NFKC", words))


def _alike(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    return bool(one) and bool(other) and (one in other or other in one)
