"""The fuzzer itself: its texts have everything that notices have, and it reports a broken promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from zhengce.made import maker
from zhengce.model import Notice, Span, Unit

from .__main__ import Case, batch, tell
from .promises import ask, ask_of

TEXT = """\
云溪市民政局关于做好助餐工作的通知

云民发〔2024〕3号

各镇、街道：

请按《云溪市便民条例》抓好落实。

一、建好助餐点

1.摸清需求。6月底前，新增3家以上。（牵头单位：县民政局）

2.公布菜单。（责任单位：各镇）

云溪市民政局
2024年3月5日
"""


def test_a_seed_says_which_texts_are_made() -> None:
    assert Case(7, 1).pieces() == Case(7, 1).pieces()
    assert len({"".join(Case(7, number).pieces()) for number in range(50)}) > 45
    assert Case(7, 1).pieces() != Case(8, 1).pieces()


def test_the_texts_reach_what_notices_have() -> None:
    figures = batch(7, range(1000))
    rare = {name for name, times in figures.reached.items() if times < 5}
    assert len(figures.reached) == 11
    assert not rare
    assert figures.texts == 1000


@given(st.builds(Case, st.integers(0, 10**6), st.integers(0, 10**6)))
def test_a_text_of_any_seed_keeps_every_promise(case: Case) -> None:
    assert ask("".join(case.pieces()), day=case.day, thorough=True).broken == []


# --- promises that are broken -------------------------------------------------


def first_measure(notice: Notice, **changes: Any) -> Notice:
    """Return the notice with its first measure changed."""
    domain, *others = notice.domains
    measure, *more = domain.measures
    changed = attrs.evolve(domain, measures=[attrs.evolve(measure, **changes), *more])
    return attrs.evolve(notice, domains=[changed, *others])


def first_domain(notice: Notice, **changes: Any) -> Notice:
    return attrs.evolve(notice, domains=[attrs.evolve(notice.domains[0], **changes)])


def beyond(notice: Notice) -> Notice:
    limit = attrs.evolve(notice.deadlines[0], span=Span(start=10**6, end=10**6 + 4))
    return first_measure(notice, deadlines=[limit])


def renamed(notice: Notice) -> Notice:
    unit = attrs.evolve(notice.units[0], name="县财政局")
    return first_measure(notice, lead_units=[unit])


def nameless(notice: Notice) -> Notice:
    return first_measure(notice, lead_units=[maker(Unit)("", notice.units[0].span)])


def elsewhere(notice: Notice) -> Notice:
    return first_measure(notice, citations=notice.citations)


def twice(notice: Notice) -> Notice:
    return first_domain(notice, measures=notice.domains[0].measures * 2)


def without(notice: Notice) -> Notice:
    return attrs.evolve(notice, sections=[])


def unheaded(notice: Notice) -> Notice:
    return first_domain(notice, name="另一件事")


BROKEN: list[tuple[Callable[[Notice], Notice], str]] = [
    (beyond, "places lie in the text: Deadline"),
    (renamed, "words are the clean reading of their place: Unit"),
    (nameless, "nouns satisfy their constructors: Unit"),
    (elsewhere, "what a part holds lies in it: Citation in Measure"),
    (twice, "no words stand in two parts: Measure and Measure"),
    (without, "no words are lost: in the head"),
    (unheaded, "no words of a heading are lost: Domain"),
]


def test_nothing_is_wrong_with_the_notice_as_it_is_read() -> None:
    asked = ask(TEXT, thorough=True)
    assert asked.broken == []
    assert asked.notice
    assert len(asked.notice.measures) == 2


@pytest.mark.parametrize(("breaks", "kind"), BROKEN, ids=[breaks.__name__ for breaks, _ in BROKEN])
def test_a_broken_promise_is_reported(breaks: Callable[[Notice], Notice], kind: str) -> None:
    assert kind in {found.kind for found in ask_of(breaks(zhengce.parse(TEXT)))}


def test_a_failure_is_reported_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Iterator[object]:
        raise ValueError("no")

    monkeypatch.setattr(zhengce, "parse", fail)
    monkeypatch.setattr(zhengce, "find_deadlines", fail)
    assert [found.kind.split(" in ")[0] for found in ask(TEXT).broken] == [
        "find deadlines raises ValueError",
        "parse raises ValueError",
    ]


def test_the_smallest_text_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a reader that cannot bear 牵头."""
    parse = zhengce.parse

    def fail(text: str, **options: Any) -> Notice:
        if "牵头" in text:
            raise ValueError("no")
        return parse(text, **options)

    monkeypatch.setattr(zhengce, "parse", fail)
    figures = batch(7, range(60))
    printed = "\n".join(tell(figures, 1, show=2))
    assert Counter(kind.split(" in ")[0] for kind in figures.failures)["parse raises ValueError"]
    assert "    '牵头'" in printed
