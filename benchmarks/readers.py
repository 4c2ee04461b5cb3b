"""The readers that are measured, each in a process of its own.

`python readers.py NAME` answers requests on standard input, one line of JSON each: `{"texts", "day", "loops"}`. Without
loops the answer is what was found in every text, as `[start, end, first day, last day]`; otherwise it is the seconds of
one loop. This file imports only what the reader needs, since its environment has nothing else.
"""

from __future__ import annotations

import functools
import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

Found = tuple[int, int, Any, Any]
Call = Callable[[str, date], Any]
Convert = Callable[[str, Any], Iterable[Found]]


def none(_text: str, _answer: object) -> list[Found]:
    """Return nothing: for readers that are measured only for speed."""
    return []


# --- zhengce -------------------------------------------------------------------


def zhengce() -> tuple[Call, Convert]:
    from zhengce import find_deadlines

    def convert(_text: str, limits: Any) -> list[Found]:
        return [(limit.span.start, limit.span.end, limit.start, limit.due) for limit in limits]

    return lambda text, day: find_deadlines(text, reference_date=day), convert


def notice(what: str) -> tuple[Call, Convert]:
    import zhengce

    read = functools.cache(zhengce.parse)
    written = functools.cache(lambda text: zhengce.dumps(read(text)))
    calls: dict[str, Call] = {
        "parse": lambda text, _day: zhengce.parse(text),
        "dumps": lambda text, _day: zhengce.dumps(read(text)),
        "loads": lambda text, _day: zhengce.loads(written(text)),
    }
    return calls[what], none


# --- peers ---------------------------------------------------------------------


def jionlp() -> tuple[Call, Convert]:
    import jionlp

    def days(hit: dict[str, Any]) -> tuple[str | None, str | None]:
        at = hit["detail"]["time"]  # of what recurs or only lasts, dicts
        first, last = (day[:10] if isinstance(day, str) else None for day in (at if isinstance(at, list) else "  "))
        return first, last

    def convert(_text: str, hits: Any) -> list[Found]:
        return [(*hit["offset"], *days(hit)) for hit in hits]

    def call(text: str, day: date) -> Any:
        return jionlp.ner.extract_time(text, time_base={"year": day.year, "month": day.month, "day": day.day})

    return call, convert


def dateparser() -> tuple[Call, Convert]:
    from dateparser.search import search_dates

    def call(text: str, day: date) -> Any:
        base = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - it takes no time zone
        prefer = {"PREFER_DAY_OF_MONTH": "last", "PREFER_DATES_FROM": "future"}
        return search_dates(text, languages=["zh"], settings={"RELATIVE_BASE": base, **prefer})

    def convert(text: str, hits: Any) -> Iterable[Found]:
        end = 0
        for words, day in hits or ():
            start = max(text.find(words, end), 0)
            end = start + len(words)
            yield start, end, day.date(), day.date()

    return call, convert


def recognizers() -> tuple[Call, Convert]:
    from recognizers_date_time import Culture, recognize_datetime

    def call(text: str, day: date) -> Any:
        base = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - it takes no time zone
        return recognize_datetime(text, Culture.Chinese, reference=base)

    def days(hit: Any) -> tuple[str | None, str | None]:
        last = (hit.resolution or {}).get("values", [{}])[-1]  # of a past and a coming day, the coming one
        after = last.get("end", "")[:10]  # the first day that does not belong to it any more
        is_day = re.fullmatch("[12][0-9]{3}-[0-9]{2}-[0-9]{2}", after)  # not 0001-01-01, its word for none
        end = date.fromisoformat(after) - timedelta(days=1) if is_day else None
        return last.get("start") or last.get("value"), str(end) if end else last.get("value")

    def convert(_text: str, hits: Any) -> list[Found]:
        return [(hit.start, hit.end + 1, *days(hit)) for hit in hits]

    return call, convert


# --- how fast one pattern is that only finds candidates ---------------------------

_YEAR = "(?:20[0-9]{2}年|[今明]年)"
_MONTH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月"
_DAY = "[0-9]{1,2}[日号]"
_ALTERNATIVES = (
    f"{_YEAR}?{_MONTH}[底末初]前?",
    f"{_YEAR}?{_MONTH}{_DAY}前?",
    f"{_YEAR}?{_MONTH}[上中下]旬前?",
    f"{_YEAR}?{_MONTH}(?:份|前|之前|以前)",
    f"{_YEAR}?年?[底内]前?",
    f"{_YEAR}?(?:第?[一二三四]季度|[上下]半年)[底末]?前?",
    f"{_YEAR}(?:[底末]?前)?",
    "全年",
    "[0-9一二三四五六七八九十]{1,3}(?:个工作日|个月|日|天|年)[之以]?内",
    f"每(?:年|季度|半年|月|周)(?:{_MONTH}?(?:底|{_DAY})前)?",
    "按(?:月|季度?|年)|长期坚持|即日起|立即",
)
_FIRST = "[0-9一二三四五六七八九十今明年第上下全每按长即立]"


def pattern(guard: str) -> tuple[Call, Convert]:
    find = re.compile(f"{guard}(?:{'|'.join(_ALTERNATIVES)})").finditer
    return lambda text, _day: [match.span() for match in find(text)], none


READERS: dict[str, Callable[[], tuple[Call, Convert]]] = {
    "zhengce": zhengce,
    "JioNLP": jionlp,
    "dateparser": dateparser,
    "Recognizers-Text": recognizers,
    "guarded": lambda: pattern(f"(?={_FIRST})"),
    "plain": lambda: pattern(""),
    **{what: functools.partial(notice, what) for what in ("parse", "dumps", "loads")},
}


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a reader prints is no answer,
    logging.disable()  # and what it logs is its own business
    call, convert = READERS[sys.argv[1]]()
    for line in sys.stdin:
        request = json.loads(line)
        texts, day, loops = request["texts"], date.fromisoformat(request["day"]), request["loops"]
        begin = time.perf_counter()
        for _ in range(loops):
            for text in texts:
                call(text, day)
        seconds = (time.perf_counter() - begin) / max(loops, 1)
        answer = seconds if loops else [list(convert(text, call(text, day))) for text in texts]
        print(json.dumps(answer, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
