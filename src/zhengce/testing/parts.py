"""Parts: measures, domains and sections, their words and their values side by side.

A part knows what is known of the date of its notice, since its time limits do;
numbers are printed by who puts the parts together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from ..formats.layout import print_number
from ..model import Citation, Deadline, Domain, Measure, Section, Target, Unit
from ..reading.titles import is_title
from .limits import TODAY, Known, bare_stretches, dated_stretches, lengths, rhythms, standing, stated
from .nouns import citations, targets, units
from .words import DEEDS, GENERAL_HEADINGS, HEADINGS, PERSONS, TASKS

# --- passages ---------------------------------------------------------------


@attrs.frozen
class Passage:
    """Some sentences, and what they hold."""

    text: str = ""
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()

    def __add__(self, other: Passage) -> Passage:
        return Passage(
            self.text + other.text,
            self.deadlines + other.deadlines,
            self.targets + other.targets,
            self.citations + other.citations,
        )


_KIND: Final = st.sampled_from([0, 0, 0, 1, 1, 2, 3])
_UNDATED: Final = st.one_of(bare_stretches(), lengths(), standing())
_RHYTHMS: Final = rhythms().filter(lambda words: not words.endswith("次"))  # 每年至少开展2次 is a target, too
_TARGETS: Final = targets()
_CITATIONS: Final = citations()


def _words(kind: int, known: Known) -> st.SearchStrategy[str]:
    """Generate the words of time limits: without a year (1), with one (2), recurring (3).

    Where the notice tells no year none is written: it would be that of the limits behind it, too.
    """
    if kind == 2 and known.year:
        return dated_stretches(year=known.year)
    return _RHYTHMS if kind == 3 else _UNDATED


def _deed(draw: st.DrawFn, *, cites: bool) -> Passage:
    """Generate one sentence of work without its full stop, with a target, a citation or neither."""
    kind = draw(st.integers(0, 2))
    if kind == 1:
        target = draw(_TARGETS)
        return Passage(f"{draw(DEEDS)}，新增{target.text}", targets=(target,))
    if kind == 2 and cites:
        citation = draw(_CITATIONS)
        return Passage(f"{draw(DEEDS)}，落实{citation.text}", citations=(citation,))
    return Passage(draw(TASKS))


@st.composite
def passages(draw: st.DrawFn, known: Known, *, least: int = 0, cites: bool = True) -> Passage:
    """Generate up to three sentences, with time limits or without.

    Those that say their year stand after those that leave it to the notice, and what
    comes again stands last: a year that was said holds for the limits after it. A
    domain keeps no citations of its own, so there it *cites* nothing.
    """
    passage = Passage()
    for kind in sorted(draw(st.lists(_KIND, min_size=least, max_size=3))):
        deed = _deed(draw, cites=cites)
        if kind == 0:
            passage += deed + Passage("。")
            continue
        words = draw(_words(kind, known))
        limit = stated(words, deed.text, known)
        if limit is None:
            reject()
        passage += Passage(f"{words}，", (limit,)) + deed + Passage("。")
    return passage


# --- clauses ----------------------------------------------------------------


@attrs.frozen
class Clause:
    """Who does the work, and the words that say so."""

    text: str
    lead: tuple[Unit, ...] = ()
    responsible: tuple[Unit, ...] = ()
    supporting: tuple[Unit, ...] = ()
    open_ended: bool = False


_UNITS: Final = units()
_LABELS: Final = (
    ("牵头单位：", "牵头部门：", "主办单位："),
    ("责任单位：", "责任部门：", "落实单位："),
    ("配合单位：", "协办单位：", "参与单位："),
)
_VERBS: Final = (("牵头",), ("负责", "按职责分工负责", "分别负责"), ("配合", "参与", "协助"))
_ROLES: Final = ((0,), (1,), (0, 1), (0, 2), (0, 1, 2), (1, 2))
_BRACKETS: Final = (("（", "）"), ("（", "）"), ("〔", "〕"), ("[", "]"), ("【", "】"))
_AND_OTHERS: Final = ("等", "等有关部门", "等单位")


@st.composite
def clauses(draw: st.DrawFn, *, own_line: bool = True) -> Clause:
    """Generate unit clauses with labels or verbs, in brackets of any kind, or on a line of their own."""
    roles = draw(st.sampled_from(_ROLES))
    names = draw(st.lists(_UNITS, min_size=len(roles), max_size=len(roles) + 3, unique_by=lambda unit: unit.name))
    cuts = [0, *range(1, len(roles)), len(names)]
    found: list[tuple[Unit, ...]] = [(), (), ()]
    said: list[str] = []
    others = draw(st.sampled_from(["", "", *_AND_OTHERS]))
    labelled = draw(st.booleans())
    for i, role in enumerate(roles):
        found[role] = tuple(names[cuts[i] : cuts[i + 1]])
        listed = "、".join(unit.name for unit in found[role]) + (others if i == len(roles) - 1 else "")
        words = draw(st.sampled_from((_LABELS if labelled else _VERBS)[role]))
        said.append(f"{words}{listed}" if labelled else f"{listed}{words}")
    text = ("；" if labelled else "，").join(said)
    bare = own_line and labelled and draw(st.booleans())
    opening, closing = ("\n", "") if bare else draw(st.sampled_from(_BRACKETS))
    if own_line and not bare and draw(st.booleans()):
        opening = f"\n{opening}"
    lead, responsible, supporting = found
    return Clause(f"{opening}{text}{closing}", lead, responsible, supporting, bool(others))


# --- measures ---------------------------------------------------------------

BELOW: Final = {
    "chapter": "article",
    "article": "bracketed_han",
    "han": "bracketed_han",
    "bracketed_han": "arabic",
    "arabic": "bracketed",
}
"""The style below each style."""


@st.composite
def measures(
    draw: st.DrawFn,
    *,
    known: Known = TODAY,
    style: str = "arabic",
    value: int = 1,
    place: str = "1.1",
) -> Measure:
    """Generate measures with units, time limits, targets and citations, some with nested measures.

    Args:
        draw: given by Hypothesis.
        known: what is known of the date of the notice; 15 June 2023 by default.
        style: how they are numbered; empty for a paragraph without a number.
        value: the number.
        place: their id.
    """
    number = print_number(style, value).strip()
    title = draw(DEEDS)
    is_heading = bool(style) and draw(st.booleans())
    passage = draw(passages(known, least=int(is_heading)))
    clause = draw(clauses(own_line=bool(style)))
    below = BELOW.get(style)
    count = draw(st.sampled_from([0, 0, 1, 2])) if below else 0
    return Measure(
        id=place,
        number=number,
        title=title,
        text=number + title + ("\n" if is_heading else "。") + passage.text + clause.text,
        lead_units=clause.lead,
        responsible_units=clause.responsible,
        supporting_units=clause.supporting,
        open_ended=clause.open_ended,
        deadlines=passage.deadlines,
        targets=passage.targets,
        citations=passage.citations,
        measures=[
            draw(measures(known=known, style=below or "", value=i, place=f"{place}.{i}")) for i in range(1, count + 1)
        ],
    )


# --- domains ----------------------------------------------------------------


@st.composite
def domains(
    draw: st.DrawFn,
    *,
    known: Known = TODAY,
    style: str = "han",
    value: int = 1,
    place: int = 1,
    items: str | None = None,
    first: int = 1,
    path: Sequence[str] = (),
) -> Domain:
    """Generate domains with measures, some with text of their own, or a line that names the commander.

    Args:
        draw: given by Hypothesis.
        known: what is known of the date of the notice; 15 June 2023 by default.
        style: how they are numbered; empty for a heading without a number, which needs that line.
        value: the number.
        place: which one it is, counted from 1: the head of its measures' ids.
        items: how its measures are numbered; drawn by default.
        first: the number of the first of them.
        path: the headings above it.
    """
    commanded = not style or draw(st.integers(0, 4)) == 0
    commander, lead = (draw(PERSONS), draw(st.lists(_UNITS, min_size=1, max_size=1))) if commanded else (None, [])
    passage = Passage() if commanded or draw(st.booleans()) else draw(passages(known, cites=False))
    below = items or draw(st.sampled_from([BELOW.get(style, "arabic"), "arabic"]))
    count = draw(st.integers(1, 3))
    unnumbered = count > 1 and style != "" and not commanded and not passage.text and draw(st.booleans())
    if unnumbered:
        below = ""
    return Domain(
        number=print_number(style, value).strip(),
        name=draw(HEADINGS if style else HEADINGS.filter(lambda name: not is_title(name))),
        path=path,
        commander=commander,
        lead_units=lead,
        text=f"（总指挥：{commander}；领域牵头单位：{lead[0]}）" if lead else passage.text,
        deadlines=passage.deadlines,
        measures=[
            draw(measures(known=known, style=below, value=first + i, place=f"{place}.{i + 1}")) for i in range(count)
        ],
    )


# --- sections ---------------------------------------------------------------


@st.composite
def sections(
    draw: st.DrawFn,
    *,
    known: Known = TODAY,
    style: str = "han",
    value: int = 1,
    titles: st.SearchStrategy[str] = GENERAL_HEADINGS,
) -> Section:
    """Generate sections: a heading over sentences, or over sections of the next lower style.

    Args:
        draw: given by Hypothesis.
        known: what is known of the date of the notice; 15 June 2023 by default.
        style: how they are numbered; empty for plain paragraphs, which have no title either.
        value: the number.
        titles: their headings.
    """
    if not style:
        return make_section("", "", "", draw(passages(known, least=1)))
    number = print_number(style, value).strip()
    title = draw(titles)
    below = BELOW.get(style)
    if below and draw(st.booleans()):
        count = draw(st.integers(1, 3))
        nested = [draw(sections(known=known, style=below, value=i, titles=DEEDS)) for i in range(1, count + 1)]
        return make_section(number, title, number + title, Passage(), nested)
    passage = draw(passages(known, least=1))
    return make_section(number, title, number + title + draw(st.sampled_from("。\n")), passage)


def make_section(number: str, title: str, head: str, passage: Passage, nested: Sequence[Section] = ()) -> Section:
    """Make a section that begins with the words *head*."""
    return Section(
        number=number,
        title=title,
        text=head + passage.text,
        deadlines=passage.deadlines,
        targets=passage.targets,
        citations=passage.citations,
        sections=tuple(nested),
    )
