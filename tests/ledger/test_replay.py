"""What events make of an obligation, what does not fit, and what a day says of it."""

from __future__ import annotations

import re

import attrs
import pytest

from tests.ledger.making import APPROVAL, PHOTO, TAKEN, day, ledger, work
from zhengce.errors import LedgerError
from zhengce.ledger import (
    Assigned,
    Begun,
    Cancelled,
    Closed,
    Event,
    Extended,
    ExtensionAsked,
    ExtensionRefused,
    Ledger,
    Merged,
    Named,
    Noted,
    Opened,
    Policy,
    Reopened,
    Reported,
    Resumed,
    Returned,
    Revised,
    Ruled,
    Split,
    Submitted,
    Suspended,
    Triggered,
    Urged,
    Voided,
    lineage,
)
from zhengce.model import Target

ON = {"on": "1.1-1"}


def report(at: str, **said: object) -> Event:
    return Reported(**{**ON, "progress": 40, **said}, at=day(at))


def submit(at: str, done: str | None = None) -> Event:
    return Submitted(**ON, at=day(at), done=day(done or at), evidence=(PHOTO,))


def close(at: str, done: str) -> Event:
    return Closed(**ON, at=day(at), done=day(done))


def extend(at: str, until: str) -> Event:
    return Extended(**ON, at=day(at), until=day(until), approval=APPROVAL)


DONE = (submit("09-20"), close("09-25", "09-20"))
LATE = (submit("10-05"), close("10-06", "10-05"))
STOPPED = Suspended(**ON, at=day("05-01"), reason="规划调整", approval=APPROVAL)

STAGES = [
    ((), "not_started"),
    ((report("05-01"),), "in_progress"),
    ((submit("09-20"),), "submitted"),
    (DONE, "closed"),
    ((submit("09-20"), Returned(**ON, at=day("09-21"), reason="材料不全")), "in_progress"),
    ((STOPPED,), "suspended"),
    ((STOPPED, Resumed(**ON, at=day("06-01"))), "in_progress"),
    ((Cancelled(**ON, at=day("05-01"), reason="政策调整", approval=APPROVAL),), "cancelled"),
    ((Noted(**ON, at=day("05-01"), text="请加快"), Urged(**ON, at=day("05-02"))), "not_started"),
]


@pytest.mark.parametrize(("events", "stage"), STAGES)
def test_events_make_the_stage(events: tuple[Event, ...], stage: str) -> None:
    (item,) = ledger(*events).as_of(day("12-31")).items
    assert item.stage == stage


REFUSED = [
    ((report("05-01", progress=130),), "progress is a whole number from 0 to 100, not 130"),
    ((report("05-01", progress=None),), "a report that says nothing"),
    ((Submitted(**ON, at=day("05-01"), done=day("05-01")),), "at least one evidence"),
    ((submit("05-01", "05-02"),), "later than the day of the event"),
    ((close("05-01", "05-01"),), "is not started: closed does not fit"),
    ((*DONE, extend("09-26", "10-31")), "is closed .since 2024-09-25.: extended does not fit"),
    (
        (STOPPED, Resumed(**ON, at=day("06-01"), due=day("12-20"))),
        "another day needs an approval",
    ),
    ((Merged(**ON, at=day("05-01"), into="1.2-1", approval=APPROVAL),), "no obligation '1.2-1'; did you mean 1.1-1"),
    ((*DONE, report("09-24")), None),
    ((*DONE, report("09-26")), "reported does not fit"),
    ((extend("05-01", "09-30"),), "until 2024-09-30 is not later than the day in force, 2024-09-30"),
    ((ExtensionAsked(**ON, at=day("10-01"), until=day("10-31"), reason="缓"),), "after the day in force"),
    ((ExtensionRefused(**ON, at=day("05-01"), reason="不"),), "no extension was asked for"),
    ((Assigned(**ON, at=day("05-01"), lead_units=("民政局",)),), "another lead unit needs an approval"),
    ((Reopened(**ON, at=day("05-01"), due=day("12-31"), reason="反弹"),), "reopened does not fit"),
    ((*DONE, Reopened(**ON, at=day("10-01"), due=day("10-01"), reason="反弹")), "a new day later than"),
    ((Merged(**ON, at=day("05-01"), into="1.1-1", approval=APPROVAL),), "circle"),
    ((Split(**ON, at=day("05-01"), into=("A",), approval=APPROVAL),), "into two at least"),
    ((Reported(on="1.1.1", at=day("05-01"), progress=1),), "no obligation '1.1.1'; did you mean 1.1-1"),
    ((Reported(**ON, at=day("03-01"), progress=1),), "not on the books yet"),
    ((Triggered(**ON, period="1", at=day("05-01"), since=day("05-01")),), "it has no cases"),
    ((Reported(**ON, period="2024-05", at=day("05-01"), progress=1),), "has no period '2024-05'"),
    ((Voided(at=day("05-01"), event="0" * 32, reason="误"),), "no event"),
    ((Revised(**ON, at=day("05-01"), obligation=work("9.9-9"), approval=APPROVAL),), "another id"),
    ((Reported(**ON, at=day("05-02"), recorded=day("05-01"), progress=1),), "before it happened"),
]


@pytest.mark.parametrize(("events", "reason"), REFUSED)
def test_what_does_not_fit_is_refused_with_the_reason(events: tuple[Event, ...], reason: str | None) -> None:
    if reason is None:
        assert ledger(*events).as_of(day("12-31")).items[0].stage == "closed"
        return
    with pytest.raises(LedgerError, match=reason) as refused:
        ledger(*events)
    chinese = refused.value.in_language("zh")
    assert re.search("[一-鿿]", chinese)
    assert not re.search("[A-Za-z]{3}", chinese)


VERDICTS = [
    ((), "09-01", "open", "green", "on_track", "未启动"),
    ((), "09-22", "open", "yellow", "soon", "未启动"),
    ((), "09-30", "due_today", "yellow", "soon", "未启动"),
    ((), "10-01", "overdue", "red", "overdue", "逾期未启动"),
    ((report("05-01"),), "10-01", "overdue", "red", "overdue", "逾期未完成"),
    (DONE, "10-01", "on_time", "green", "closed_on_time", "按期销号"),
    (LATE, "10-31", "late", "yellow", "closed_late", "超期销号"),
    ((submit("10-05"),), "10-08", "late", "green", "on_track", "待审核"),
    ((extend("09-12", "10-31"),), "10-08", "open", "green", "on_track", "未启动"),
    ((extend("10-05", "10-31"),), "10-08", "overdue", "green", "on_track", "逾期未启动"),
    (
        (ExtensionAsked(**ON, at=day("09-20"), until=day("10-31"), reason="缓"),),
        "10-01",
        "overdue",
        "red",
        "overdue",
        "",
    ),
    ((STOPPED,), "12-31", "paused", "grey", "paused", "中止"),
    (
        (STOPPED, Resumed(**ON, at=day("06-01"), due=day("12-20"), approval=APPROVAL)),
        "10-01",
        "open",
        "green",
        "on_track",
        "推进中",
    ),
    ((report("05-01"),), "07-26", "open", "yellow", "not_reported", "推进中"),
    ((report("07-01"),), "07-26", "open", "green", "on_track", "推进中"),
    (
        (submit("09-01"), Returned(**ON, at=day("09-02"), reason="缺")),
        "09-03",
        "open",
        "yellow",
        "returned",
        "推进中",
    ),
    (
        (*DONE, Reopened(**ON, at=day("10-10"), due=day("11-30"), reason="反弹")),
        "10-12",
        "open",
        "green",
        "on_track",
        "",
    ),
]


@pytest.mark.parametrize(("events", "on", "timeliness", "light", "reason", "label"), VERDICTS)
def test_a_day_says(events: tuple[Event, ...], on: str, timeliness: str, light: str, reason: str, label: str) -> None:
    view = ledger(*events).as_of(day(on))
    item = view.items[-1]
    signal = view.light(item)
    assert (view.verdict(item).timeliness, signal.light, signal.reason) == (timeliness, light, reason)
    assert label in view.label(item)


def test_a_reopened_item_keeps_its_first_verdict() -> None:
    view = ledger(*LATE, Reopened(**ON, at=day("10-10"), due=day("11-30"), reason="反弹")).as_of(day("10-12"))
    first, second = view.items
    assert (view.verdict(first).timeliness, view.verdict(second).timeliness) == ("late", "open")
    assert second.cycle == 1


def test_what_was_over_when_it_was_taken_is_decided_by_a_person() -> None:
    book = ledger(held=(work(due="03-31"),))
    view = book.as_of(day("05-01"))
    assert view.verdict(view.items[0]).timeliness == "born_late"
    assert view.light(view.items[0]).reason == "born_late"
    strict = book.record(Ruled(at=TAKEN, policy=Policy(born_late="count")), writer="政务办").as_of(day("05-01"))
    assert strict.verdict(strict.items[0]).timeliness == "overdue"
    given = book.record(extend("04-20", "06-30"), writer="政务办").as_of(day("05-01"))
    assert given.light(given.items[0]).reason == "on_track"


def test_work_in_a_window_is_behind_when_its_progress_is() -> None:
    held = work(kind="during", start=TAKEN)
    for progress, light in ((55, "green"), (40, "yellow"), (10, "red")):
        view = ledger(report("07-01", progress=progress), held=(held,)).as_of(day("07-10"))
        assert view.light(view.items[0]).light == light


TARGETS = (Target(text="5个", value=5, unit="个"), Target(text="98%以上", comparator=">=", value=98, unit="%"))


@pytest.mark.parametrize(
    ("values", "light", "reason"),
    [
        ((), "green", "on_track"),
        ((4, 90), "green", "on_track"),
        (("2", None), "yellow", "behind"),
        ((0, 98), "red", "behind"),
        ((9, 20), "red", "behind"),
    ],
)
def test_work_with_targets_is_behind_by_what_was_reached(values: tuple[object, ...], light: str, reason: str) -> None:
    """On 10 July 100 of 182 days are over: 54 %. The target that is furthest behind decides."""
    view = ledger(report("07-01", values=values), held=(work(targets=TARGETS),)).as_of(day("07-10"))
    signal = view.light(view.items[0])
    assert (signal.light, signal.reason) == (light, reason)


def test_no_more_values_than_targets_and_none_of_older_targets() -> None:
    with pytest.raises(LedgerError, match="3 values for 2 targets"):
        ledger(report("07-01", values=(1, 2, 3)), held=(work(targets=TARGETS),))
    again = Revised(**ON, at=day("07-02"), obligation=work(targets=TARGETS[:1]), fields=("targets",), approval=APPROVAL)
    view = ledger(report("07-01", values=(1, 2)), again, held=(work(targets=TARGETS),)).as_of(day("07-10"))
    assert view.items[0].values == ()


# --- what comes again and again, and cases ------------------------------------------

MONTHLY = work(due=None, kind="recurring", text="按月", recurrence="FREQ=MONTHLY;BYMONTHDAY=-1")


def test_every_period_is_an_item() -> None:
    submitted = Submitted(**ON, period="2024-04-30", at=day("04-28"), done=day("04-28"), evidence=(PHOTO,))
    closed = Closed(**ON, period="2024-04-30", at=day("04-29"), done=day("04-28"))
    view = ledger(submitted, closed, held=(MONTHLY,)).as_of(day("06-03"))
    assert [(item.period, view.label(item)) for item in view.items] == [
        ("2024-04-30", "按期销号"),
        ("2024-05-31", "逾期未启动"),
        ("2024-06-30", "未启动"),
    ]


def test_a_report_says_for_which_period() -> None:
    with pytest.raises(LedgerError, match="say which period, such as '2024-04-30'"):
        ledger(report("04-20"), held=(MONTHLY,))
    with pytest.raises(LedgerError, match="no period '2024-05-31'"):
        ledger(report("04-20", period="2024-05-31"), held=(MONTHLY,))


def test_a_series_ends_when_it_is_cancelled() -> None:
    gone = Cancelled(**ON, at=day("05-10"), reason="政策调整", approval=APPROVAL)
    view = ledger(gone, held=(MONTHLY,)).as_of(day("09-30"))
    assert [(item.period, item.stage) for item in view.items] == [
        ("2024-04-30", "cancelled"),
        ("2024-05-31", "cancelled"),
    ]


def test_what_is_said_of_the_whole_is_said_of_each_period() -> None:
    moved = Assigned(**ON, at=day("05-10"), lead_units=("民政局",), approval=APPROVAL)
    stopped = Suspended(**ON, at=day("06-02"), reason="规划调整", approval=APPROVAL)
    view = ledger(moved, stopped, Resumed(**ON, at=day("07-10")), held=(MONTHLY,)).as_of(day("08-01"))
    assert {item.lead_units for item in view.items} == {("民政局",)}
    assert [item.stage_on(day("07-05")) for item in view.items] == [*["suspended"] * 4, "not_started"]
    assert [(item.period, item.stage, len(item.history)) for item in view.items] == [
        ("2024-04-30", "in_progress", 3),
        ("2024-05-31", "in_progress", 3),
        ("2024-06-30", "in_progress", 2),
        ("2024-07-31", "in_progress", 1),
        ("2024-08-31", "not_started", 0),
    ]


def test_work_of_another_kind_is_taken_on_anew() -> None:
    with pytest.raises(LedgerError, match="is cancelled, and taken on anew"):
        ledger(Revised(**ON, at=day("05-01"), obligation=work(), approval=APPROVAL), held=(MONTHLY,))


@pytest.mark.parametrize("fields", [{"recurrence": "每月"}, {"times": 0}, {"times": True}])
def test_no_work_that_cannot_be_followed(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"recurrence|times"):
        work(**fields)


def test_twice_a_year_is_two_items_a_year() -> None:
    twice = work(due=None, kind="recurring", recurrence="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", times=2)
    assert [item.period for item in ledger(held=(twice,)).as_of(day("05-01")).items] == ["2024-12-31#1", "2024-12-31#2"]
    often = attrs.evolve(twice, times=1000)
    assert [item.period for item in ledger(held=(often,)).as_of(day("05-01")).items] == ["2024-12-31"]


def test_a_case_has_a_day_of_its_own() -> None:
    within = work(due=None, kind="within", text="5日内")
    case = Triggered(**ON, period="热线1号", at=day("05-06"), since=day("05-06"), due=day("05-11"))
    view = ledger(case, held=(within,)).as_of(day("05-12"))
    assert [view.light(item).reason for item in view.items] == ["not_triggered", "overdue"]
    with pytest.raises(LedgerError, match="the case '热线1号' is there already"):
        ledger(case, Triggered(**ON, period="热线1号", at=day("05-07"), since=day("05-07")), held=(within,))


# --- what holds for the whole ledger ------------------------------------------------


def test_what_was_voided_never_was() -> None:
    book = ledger(report("05-01"))
    wrong = book.events[-1]
    mended = book.record(Voided(at=day("06-01"), event=wrong.id, reason="误录"), writer="政务办")
    assert mended.as_of(day("05-15")).items[0].stage == "not_started"
    assert mended.as_of(day("05-15"), known=day("05-15")).items[0].stage == "in_progress"


def test_the_same_said_twice_is_one_event() -> None:
    book = ledger(report("05-01"))
    assert book.record(report("05-01"), writer="督查室") == book


def test_what_was_entered_late_was_not_known_before() -> None:
    late = Submitted(**ON, at=day("09-28"), recorded=day("10-10"), done=day("09-28"), evidence=(PHOTO,))
    book = ledger(late)
    assert book.as_of(day("10-12")).items[0].stage == "submitted"
    assert book.as_of(day("10-12"), known=day("10-08")).items[0].stage == "not_started"


def test_only_the_keeper_closes_and_only_lead_units_report() -> None:
    book = Ledger().record(
        Begun(at=TAKEN, keeper="政务办"),
        Opened(at=TAKEN, obligation=work()),
        Named(at=TAKEN, names=("区水务局",), unit="水务局"),
        Reported(**ON, at=day("05-01"), by="区水务局", progress=10),
        writer="政务办",
    )
    with pytest.raises(LedgerError, match=r"reported is for its lead units .水务局., not for 民政局"):
        book.record(Reported(**ON, at=day("05-01"), by="民政局", progress=10), writer="民政局")
    submitted = Submitted(**ON, at=day("05-02"), by="水务局", done=day("05-02"), evidence=(PHOTO,))
    with pytest.raises(LedgerError, match=r"closed is for the keeper .政务办., not for 水务局"):
        book.record(submitted, Closed(**ON, at=day("05-03"), by="水务局", done=day("05-02")), writer="水务局")


def test_the_lineage_leads_to_what_took_its_place() -> None:
    held = tuple(work(f"1.{number}-1") for number in range(1, 5))
    merged = [
        Merged(on="1.1-1", at=day("05-01"), into="1.2-1", approval=APPROVAL),
        Merged(on="1.2-1", at=day("05-02"), into="1.3-1", approval=APPROVAL),
    ]
    book = ledger(*merged, held=held)
    assert list(lineage(book, "1.1-1")) == ["ID1.1-1", "ID1.2-1", "ID1.3-1"]
    with pytest.raises(LedgerError, match="circle"):
        book.record(Merged(on="1.3-1", at=day("05-03"), into="1.1-1", approval=APPROVAL), writer="政务办")
    with pytest.raises(LedgerError, match=r"1\.1-1 is not on the books on 2024-05-03"):
        book.record(Merged(on="1.4-1", at=day("05-03"), into="1.1-1", approval=APPROVAL), writer="政务办")
