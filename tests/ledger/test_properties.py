"""What holds for every ledger, whoever wrote it, whatever is in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhengce.ledger import Ledger, Light, Timeliness, merge
from zhengce.ledger.lines import line_of, read_line
from zhengce.ledger.replay import Conflict
from zhengce.testing import ledgers
from zhengce.testing.ledgers import days

ONE, OTHER, THIRD = ledgers("政务办"), ledgers("督查室"), ledgers("水务局")


@given(ONE, OTHER, st.randoms(use_true_random=False), days())
def test_the_order_of_lines_does_not_matter(one: Ledger, other: Ledger, random: object, day: object) -> None:
    both = merge(one, other)
    lines = list(both.events)
    random.shuffle(lines)  # type: ignore[attr-defined]
    assert Ledger(lines) == both
    assert Ledger(lines).as_of(day).items == both.as_of(day).items  # type: ignore[arg-type]


@given(ONE, OTHER, THIRD)
def test_merging_commutes_associates_and_repeats(one: Ledger, other: Ledger, third: Ledger) -> None:
    assert merge(one, merge(other, third)) == merge(merge(third, one), other)
    assert merge(one, one, other) == merge(other, one)


@given(ONE, OTHER, days(), days())
def test_what_happens_later_changes_no_earlier_day(one: Ledger, other: Ledger, first: object, second: object) -> None:
    early, late = sorted([first, second])  # type: ignore[type-var]
    both = merge(one, other)
    before, after = both.as_of(early), both.as_of(late)  # type: ignore[arg-type]
    for item in before.items:
        later = after.by_key[item.key]
        assert later.history[: len(item.history)] == item.history
    cut = Ledger(event for event in both.events if event.at <= early or event.is_of_ledger)
    assert cut.as_of(early).items == before.items  # type: ignore[arg-type]


@given(ONE, OTHER, days())
def test_every_event_is_in_a_history_or_a_conflict(one: Ledger, other: Ledger, day: object) -> None:
    both = merge(one, other)
    view = both.as_of(day)  # type: ignore[arg-type]
    told = {id_ for item in view.items for id_ in item.history} | {found.event.id for found in view.conflicts}
    told |= view.context.voided | {event.id for event in both.of_ledger}
    series = {e.id for e in both.events for o in view.items if e.on == o.obligation.id and not e.period}
    assert {event.id for event in both.events if event.at <= view.day} - told <= series
    assert all(isinstance(found, Conflict) and found.reason for found in view.conflicts)


@given(ONE, days())
def test_every_item_has_one_verdict_and_one_light(one: Ledger, day: object) -> None:
    view = one.as_of(day)  # type: ignore[arg-type]
    for item in view.items:
        assert view.verdict(item).timeliness in Timeliness
        assert view.light(item).light in Light
    assert len(view.rows()) == len(view.items) == len(view.by_key)


@given(ONE)
def test_a_line_says_all_of_an_event(one: Ledger) -> None:
    for event in one.events:
        assert read_line(line_of(event)) == event


@given(ONE, OTHER)
def test_what_is_recorded_never_conflicts_on_its_day(one: Ledger, other: Ledger) -> None:
    """The events of one ledger that the other takes fit in it."""
    grown = Ledger()
    for event in merge(one, other).events:
        try:
            grown = grown.record(event, writer="政务办")
        except ValueError:
            continue
    if grown.events:
        assert not grown.as_of(grown.last_day).conflicts
