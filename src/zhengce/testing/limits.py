"""Time limits: the expressions of notices, and their deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pendulum
from hypothesis import reject
from hypothesis import strategies as st

from ..dates import as_date
from ..model import Amount, Deadline, TimeUnit
from ..reading.deadlines import read_deadlines
from ..text import Source
from .words import TASKS

DEFAULT_YEAR: Final = 2023


@attrs.frozen
class Known:
    """What is known of the date of a notice: its day, or its year alone, or nothing."""

    day: dt.date | None = None
    year: int | None = attrs.field(default=attrs.Factory(lambda self: self.day and self.day.year, takes_self=True))


TODAY: Final = Known(pendulum.Date(DEFAULT_YEAR, 6, 15))
"""What is known where a test says nothing."""

_MONTHS: Final = st.integers(1, 12)
_DAYS: Final = st.integers(1, 28)
_ENDS: Final = st.sampled_from(["底前", "末前", "底之前", "前"])


def amounts() -> st.SearchStrategy[Amount]:
    """Generate lengths of time: 30日, 3个工作日."""
    return st.builds(Amount, value=st.integers(1, 90), unit=st.sampled_from(TimeUnit))


def expressions(*, year: int = DEFAULT_YEAR) -> st.SearchStrategy[str]:
    """Generate the words of time limits of every kind, as a notice of that year may use them.

    Each is one limit by itself, and the whole of it: 6月底前, 自收到申请之日起30日内, 每季度末前.
    """
    return st.one_of(bare_stretches(), dated_stretches(year=year), lengths(), rhythms())


def bare_stretches() -> st.SearchStrategy[str]:
    """Generate periods without a year: 6月底前, 三季度内, 国庆节前."""
    return st.one_of(
        st.builds("{}月{}".format, _MONTHS, _ENDS),
        st.builds("{}月{}日前".format, _MONTHS, _DAYS),
        st.builds("{}月{}旬前".format, _MONTHS, st.sampled_from("上中下")),
        st.builds("{}月{}日{}前".format, _MONTHS, _DAYS, st.sampled_from(["（含）", "（周五）", "17:00", "23:59:59"])),
        st.builds("{}季度{}".format, st.sampled_from("三四"), st.sampled_from(["末前", "前", "内"])),
        st.sampled_from("年底前 年内 月底前 本月底前 下月5日前 季度末前 国庆节前 春节前".split()),
        st.sampled_from("即日起至年底 7月1日至9月30日 自8月1日起至10月底".split()),
        st.sampled_from("Q3末前 农历八月十五前 腊月廿三前 除夕前".split()),
    )


def dated_stretches(*, year: int) -> st.SearchStrategy[str]:
    """Generate periods with their year: 2024年6月底前, 到2025年, 明年3月底前."""
    years = st.integers(year - 8, year + 22)
    coming = st.integers(year + 1, year + 22)  # a window that is past is background, not a limit
    within_year = st.sampled_from("底前 年底前 内 上半年底前 三季度末前 第四季度内".split())
    return st.one_of(
        st.builds("{}年{}月{}".format, years, _MONTHS, _ENDS),
        st.builds("{}年{}月{}日前".format, years, _MONTHS, _DAYS),
        st.builds("{}年{}".format, coming, within_year),
        st.builds("{:02}年{}".format, coming.map(lambda number: number % 100), st.sampled_from(["底前", "6月底前"])),
        st.builds("到{}年".format, coming),
        st.sampled_from("明年3月底前 “十五五”期间 “十四五”末前".split()),
    )


def lengths() -> st.SearchStrategy[str]:
    """Generate lengths of time after an event: 5个工作日内, 自收到申请之日起30日内."""
    events = st.sampled_from(["", "自收到申请之日起", "变更后", "自本办法印发之日起"])
    units = st.sampled_from("日 天 个工作日 个月 年 小时 周".split())
    whole = st.builds("{}{}{}内".format, events, st.integers(1, 90), units)
    return st.one_of(whole, st.sampled_from("1.5年内 一年半内 1年零3个月内".split()))


def rhythms() -> st.SearchStrategy[str]:
    """Generate recurring time limits: 每年2月底前, 每月26日前, 按月."""
    fixed = (
        "每年 每半年 每季度 每月 每周 每日 按月 逐月 每周五前 每季度末前 每年至少开展2次"
        " 每周一三五 每周一至周五 每月第一个周五前 每年10月至次年3月"
    )
    return st.one_of(
        st.builds("每年{}月底前".format, _MONTHS),
        st.builds("每月{}日前".format, _DAYS),
        st.builds("每{}天".format, st.integers(2, 90)),
        st.sampled_from(fixed.split()),
    )


def standing() -> st.SearchStrategy[str]:
    """Generate time limits that begin now and have no end."""
    return st.sampled_from(["即日起", "立即"])


@st.composite
def deadlines(draw: st.DrawFn, *, known: Known = TODAY) -> Deadline:
    """Generate time limits of every kind, with their days and the words they govern.

    Args:
        draw: given by Hypothesis.
        known: what is known of the date of the notice; 15 June 2023 by default.
    """
    words = draw(st.one_of(expressions(year=known.year or DEFAULT_YEAR), standing()))
    found = stated(words, draw(TASKS), known)
    return reject() if found is None else found


def stated(expression: str, task: str, known: Known) -> Deadline | None:
    """Return what an expression means at the head of a sentence; ``None`` if it is no time limit there.

    The days are read, not made. A window that is past is no limit.
    """
    day = as_date(known.day) if known.day else None
    found = read_deadlines(Source(text=f"{expression}，{task}。"), reference=day, year=known.year)
    if len(found) != 1 or found[0].text != expression:
        return None
    return attrs.evolve(found[0], task=task, span=None)
