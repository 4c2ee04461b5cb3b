"""Ledgers: logs of several writers, whose events fit together or do not."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from ..ledger import (
    Approval,
    Assigned,
    Cancelled,
    Closed,
    Event,
    Evidence,
    Extended,
    ExtensionAsked,
    ExtensionRefused,
    Ledger,
    Merged,
    Noted,
    Obligation,
    Opened,
    Reopened,
    Reported,
    Resumed,
    Returned,
    Revised,
    Split,
    Submitted,
    Suspended,
    Triggered,
    Urged,
    Voided,
)
from ..ledger.identity import id_of
from ..ledger.lines import seal
from ..model import Amount, Target, TimeUnit

FIRST_DAY: Final = dt.date(2024, 4, 1)
"""The day on which the ledgers begin; they continue for half a year."""

_UNITS: Final = ("财政局", "民政局", "水务局")
_APPROVAL: Final = Approval(by="李明", reference="专题会议纪要〔2024〕3号")
_TITLES: Final = ("改造老旧管网", "开通线上窗口", "归集就业岗位", "建设助餐点", "清理证明事项")


def days() -> st.SearchStrategy[dt.date]:
    """Generate days of half a year, from :data:`FIRST_DAY` on."""
    return st.integers(0, 182).map(lambda days: FIRST_DAY + dt.timedelta(days=days))


@st.composite
def obligations(draw: st.DrawFn) -> Obligation:
    """Generate obligations of every class: dated, undated, recurring, by case."""
    number = draw(st.integers(1, 4))
    title = draw(st.sampled_from(_TITLES))
    common: dict[str, Any] = {
        "id": id_of(title, str(number)),
        "code": f"{_TITLES.index(title) + 1}.{number}-1",
        "document": "云政办发〔2024〕16号",
        "title": title,
        "targets": draw(st.sampled_from([(), (Target(text="5个", value=5, unit="个"),)])),
        "lead_units": draw(st.lists(st.sampled_from(_UNITS), max_size=2, unique=True)),
    }
    match draw(st.sampled_from(["by", "by", "by", "during", "undated", "recurring", "within"])):
        case "by":
            return Obligation(**common, text="底前", kind="by", due=draw(days()))
        case "during":
            return Obligation(**common, text="全年", kind="during", start=FIRST_DAY, due=draw(days()))
        case "recurring":
            return Obligation(**common, text="按月", kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=-1")
        case "within":
            amount = Amount(value=5, unit=TimeUnit.DAY)
            return Obligation(**common, text="5日内", kind="within", amount=amount)
    return Obligation(**common)


@st.composite
def events(draw: st.DrawFn, held: list[Obligation]) -> Event:
    """Generate an event on one of the obligations, whether it fits or not."""
    obligation = draw(st.sampled_from(held))
    at, other = draw(days()), draw(days())
    later = max(at, other) + dt.timedelta(days=1)
    period = ""
    if obligation.kind == "recurring":
        period = draw(st.sampled_from(["", "2024-04-30", "2024-06-30"]))
    elif obligation.kind == "within":
        period = draw(st.sampled_from(["", "1号件"]))
    common: dict[str, Any] = {"on": obligation.id, "period": period, "at": at, "by": draw(st.sampled_from(_UNITS))}
    common["recorded"] = draw(st.sampled_from([at, later]))
    evidence = (Evidence(name="照片.jpg"),)
    made: list[Event] = [
        Reported(**common, progress=draw(st.integers(0, 100)), text="正在办理", values=[draw(st.integers(0, 9))]),
        Submitted(**common, done=min(at, other), evidence=evidence),
        Closed(**common, done=min(at, other)),
        Returned(**common, reason="材料不全"),
        Reopened(**common, reason="回头看发现反弹", due=later),
        Extended(**common, until=other, approval=_APPROVAL),
        ExtensionAsked(**common, until=other, reason="资金未到位"),
        ExtensionRefused(**common, reason="不符合条件"),
        Suspended(**common, reason="规划调整", approval=_APPROVAL),
        Resumed(**common, due=later, approval=_APPROVAL),
        Cancelled(**common, reason="政策调整", approval=_APPROVAL),
        Merged(**common, into=draw(st.sampled_from(held)).id, approval=_APPROVAL),
        Split(**common, into=[it.id for it in held], approval=_APPROVAL),
        Revised(**common, obligation=_revised(obligation, other), fields=["due", "title"], approval=_APPROVAL),
        Assigned(**common, lead_units=draw(st.lists(st.sampled_from(_UNITS), max_size=1)), approval=_APPROVAL),
        Urged(**common),
        Noted(**common, text="请加快"),
        Triggered(**{**common, "period": "1号件"}, since=at, due=later),
    ]
    return draw(st.sampled_from(made))


def _revised(obligation: Obligation, day: dt.date) -> Obligation:
    due = day if obligation.kind_of_work == "dated" else None
    return attrs.evolve(obligation, title="加快" + obligation.title, due=due)


@st.composite
def ledgers(draw: st.DrawFn, writer: str = "政务办") -> Ledger:
    """Generate ledgers of one writer, with events that fit and events that do not, as after a merge.

    >>> from zhengce.ledger import merge
    >>> from hypothesis import given, settings
    >>> @settings(max_examples=10, deadline=None)
    ... @given(ledgers("政务办"), ledgers("督查室"))
    ... def test_it_does_not_matter_who_comes_first(one: Ledger, other: Ledger) -> None:
    ...     assert merge(one, other) == merge(other, one)
    >>> test_it_does_not_matter_who_comes_first()
    """
    held = draw(st.lists(obligations(), min_size=1, max_size=4, unique_by=lambda it: it.id))
    taken: list[Event] = [Opened(on=it.id, at=FIRST_DAY, obligation=it) for it in held]
    made = chained([*taken, *draw(st.lists(events(held), max_size=15))], writer)
    wrong = [event.id for event in made.events[len(taken) :] if draw(st.integers(0, 9)) == 0]
    voided = [Voided(at=FIRST_DAY, event=id_, reason="误录") for id_ in wrong]
    return chained([*sorted(made.events, key=lambda event: event.seq), *voided], writer)


def chained(made: list[Event], writer: str) -> Ledger:
    """Return a ledger of events as they are, fitting or not, in a chain of one writer."""
    chain: list[Event] = []
    for number, event in enumerate(made, 1):
        prev = chain[-1].id if chain else ""
        chain.append(seal(attrs.evolve(event, writer=writer, seq=number, clock=number, prev=prev)))
    return Ledger(chain)
