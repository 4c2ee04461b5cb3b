"""Placed: what a part has in a table that repeats it, and which deadlines repeat it in full."""

from __future__ import annotations

import pytest

from zhengce import Deadline, Domain, Measure, Notice, Section, Target, Unit
from zhengce.analysis.placed import ENOUGH, brief, parts, place_deadlines, placed_deadlines

LIMIT = Deadline(text="长期坚持", kind="standing")


@pytest.mark.parametrize(("length", "shown"), [(100, "甲" * 100), (101, "甲" * 100 + "…")])
def test_long_words_are_cut(length: int, shown: str) -> None:
    words = "甲" * length
    domain, section = brief(Domain(name=words, text=words)), brief(Section(title=words, text=words))
    measure = brief(Measure(title=words, text=words))
    assert isinstance(domain, Domain)
    assert (domain.name, domain.text) == (shown, shown)
    assert isinstance(section, Section)
    assert (section.title, section.text) == (shown, shown)
    assert isinstance(measure, Measure)
    assert (measure.title, measure.text) == (shown, shown)


@pytest.mark.parametrize(("count", "is_open"), [(20, False), (21, True)])
def test_of_many_units_the_first_are_left_and_the_list_is_open(count: int, is_open: bool) -> None:  # noqa: FBT001
    units = [Unit(name=f"第{i}分局") for i in range(count)]
    targets = [Target(text=f"{i}个", comparator="=", value=i, unit="个") for i in range(count)]
    for role in ("lead_units", "responsible_units", "supporting_units"):
        measure = brief(Measure(title="甲", targets=targets, deadlines=[LIMIT], **{role: units}))
        assert isinstance(measure, Measure)
        assert (getattr(measure, role), measure.open_ended) == (tuple(units[:20]), is_open)
        assert (measure.targets, measure.deadlines) == (tuple(targets[:20]), ())


def test_a_list_that_is_open_stays_open() -> None:
    measure = brief(Measure(title="甲", open_ended=True))
    assert isinstance(measure, Measure)
    assert measure.open_ended


@pytest.mark.parametrize(("count", "length", "in_full"), [(20, ENOUGH, 20), (21, ENOUGH, 1), (200, ENOUGH // 50, 50)])
def test_a_long_part_is_repeated_in_full_as_often_as_is_enough(count: int, length: int, in_full: int) -> None:
    section = Section(text="甲" * length, deadlines=[LIMIT] * count)
    found = list(place_deadlines(Notice(), None, section))
    assert [placed.number for placed in found] == list(range(1, count + 1))
    assert sum(placed.part is section for placed in found) == in_full
    assert {placed.part for placed in found} <= {section, brief(section)}


def test_units_count_for_the_length_of_a_measure() -> None:
    measure = Measure(title="甲", lead_units=[Unit(name="局" * ENOUGH)], deadlines=[LIMIT] * 30)
    assert sum(placed.part is measure for placed in place_deadlines(Notice(), None, measure)) == 1


def test_a_long_name_of_a_domain_is_repeated_as_often_as_is_enough() -> None:
    domain = Domain(
        name="甲" * (ENOUGH // 3), measures=[Measure(title=f"第{i}项", deadlines=[LIMIT]) for i in range(6)]
    )
    names = [home.name for _, home in parts(Notice(domains=[domain])) if home]
    assert [len(name) for name in names] == [ENOUGH // 3] * 5 + [101] * 2
    assert len({id(placed.domain) for placed in placed_deadlines(Notice(domains=[domain]))}) == 2
