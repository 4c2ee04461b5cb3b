"""Matching an amended notice: right or in doubt, never wrong in silence."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import zhengce
from tests.amended import amend
from zhengce.analysis.matching import match
from zhengce.ledger.identity import obligations
from zhengce.ledger.model import Obligation


def one(name: str, title: str, due: date | None = None, **fields: object) -> Obligation:
    return Obligation(id=name, code=name, title=title, kind="by", text="底前", due=due, **fields)


SPRING, AUTUMN, WINTER = date(2024, 5, 31), date(2024, 11, 30), date(2024, 12, 31)


def test_a_moved_day_and_another_unit_are_changes() -> None:
    old = one("a", "改造老旧供水管网", SPRING, lead_units=("水务局",))
    revision = match([old], [one("b", "改造老旧供水管网", AUTUMN, lead_units=("住建局",))])
    (pair,) = revision.changed
    assert [change.field for change in pair.changes] == ["due", "lead_units"]
    assert not revision.kept + revision.added + revision.removed + revision.doubtful


def test_limits_with_the_same_words_are_matched_in_the_order_of_their_days() -> None:
    """5月底前 is moved to 11月底前, and 11月底前 to 12月底前: never crosswise."""
    revision = match(
        [one("a", "抽查", SPRING), one("b", "抽查", AUTUMN)], [one("d", "抽查", WINTER), one("c", "抽查", AUTUMN)]
    )
    assert {(pair.old.id, pair.new.id) for pair in revision.changed} == {("a", "c"), ("b", "d")}


def test_of_several_with_the_same_words_that_of_the_same_day_stays() -> None:
    revision = match([one("a", "抽查", SPRING), one("b", "抽查", AUTUMN)], [one("c", "抽查", AUTUMN)])
    assert [(pair.old.id, pair.new.id) for pair in revision.kept] == [("b", "c")]
    assert [gone.id for gone in revision.removed] == ["a"]


def test_where_one_was_dropped_and_the_other_moved_a_person_decides() -> None:
    revision = match([one("a", "抽查", SPRING), one("b", "抽查", AUTUMN)], [one("c", "抽查", WINTER)])
    (doubt,) = revision.doubtful
    assert "2 old limits, 1 new ones" in doubt.reasons
    decided = revision.decide("a", None)
    assert {gone.id for gone in decided.removed} == {"a", "b"}
    assert [new.id for new in decided.added] == ["c"]
    assert not decided.doubtful


def test_a_doubt_is_decided_for_another_partner() -> None:
    old = [one("a", "推进甲乙丙丁工程"), one("b", "推进戊己庚辛工程")]
    new = [one("c", "推进子丑寅卯工程"), one("d", "推进辰巳午未工程")]
    revision = match(old, new)
    assert len(revision.doubtful) == 2
    first, second = revision.doubtful
    decided = revision.decide(first.old.id, second.new.id)
    assert [(pair.old.id, pair.new.id) for pair in decided.changed] == [(first.old.id, second.new.id)]
    assert [(pair.old.id, pair.new.id) for pair in decided.doubtful] == [(second.old.id, first.new.id)]


@pytest.mark.parametrize(("old", "new"), [("z", None), ("a", "z")])
def test_what_is_not_in_doubt_cannot_be_decided(old: str, new: str | None) -> None:
    revision = match([one("a", "抽查", SPRING), one("b", "抽查", AUTUMN)], [one("c", "抽查", WINTER)])
    with pytest.raises(ValueError, match="z"):
        revision.decide(old, new)


@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_wrong_and_nothing_lost(seed: int) -> None:
    old = list(obligations(zhengce.sample()))
    new, became = amend(old, seed)
    revision = match(old, new)
    pairs = revision.kept + revision.changed
    assert all(became.get(pair.old.id) == pair.new.id for pair in pairs)
    olds = [pair.old for pair in pairs + revision.doubtful] + list(revision.removed)
    news = [pair.new for pair in pairs + revision.doubtful] + list(revision.added)
    assert sorted(o.id for o in olds) == sorted(o.id for o in old)
    assert sorted(n.id for n in news) == sorted(n.id for n in new)


def test_a_notice_equals_itself_whatever_its_number() -> None:
    old = obligations(zhengce.sample())
    new = [attrs.evolve(obligation, id=f"N{number}", document="另号") for number, obligation in enumerate(old)]
    revision = match(old, reversed(new))
    assert len(revision.kept) == len(old)


def test_of_a_real_notice_no_pair_is_wrong(corpus: object) -> None:
    notice = zhengce.read(corpus / "docs/dongying_2023_10.md")  # type: ignore[operator]
    old = list(obligations(notice))
    wrong = doubtful = missed = 0
    for seed in range(20):
        new, became = amend(old, seed)
        revision = match(old, new)
        wrong += sum(became.get(pair.old.id) != pair.new.id for pair in revision.kept + revision.changed)
        doubtful += len(revision.doubtful)
        missed += sum(gone.id in became for gone in revision.removed)
    assert not wrong
    assert doubtful <= 80
    assert missed <= 4  # a title of eight characters of which six are others, without a task of its own
