"""Notices: head, letter, enclosed documents, signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import pendulum
from hypothesis import strategies as st

from ..model import Citation, DocumentNumber, Domain, Notice, Section
from .limits import Known
from .nouns import document_numbers
from .parts import BELOW, domains, make_section, measures, passages, sections
from .words import CLOSING_HEADINGS, GENERAL_HEADINGS, PLACES, PLANS

_DAYS: Final = st.dates(pendulum.Date(2015, 1, 1), pendulum.Date(2035, 12, 28)).map(
    lambda day: pendulum.Date(day.year, day.month, day.day)
)
_AUTHORITIES: Final = st.one_of(
    st.builds("{}人民政府".format, PLACES),
    st.builds("{}人民政府办公室".format, PLACES),
    st.builds("{}民政局".format, PLACES),
)
_ADDRESSEES: Final = st.lists(
    st.sampled_from("各区县人民政府 市政府各部门、各直属机构 各街道办事处 市属国有企业 各有关单位".split()),
    max_size=3,
    unique=True,
)
_REMARKS: Final = st.lists(
    st.sampled_from(["此件公开发布", "此件主动公开", "联系人：范小满，电话：12345"]), max_size=2, unique=True
)


# --- the head -----------------------------------------------------------------


@attrs.frozen
class _Head:
    """The fields around the body; ``subject`` is the plan that the notice issues."""

    title: str
    subject: str
    authorities: tuple[str, ...]
    number: DocumentNumber | None
    day: pendulum.Date | None
    citations: tuple[Citation, ...] = ()

    @property
    def known(self) -> Known:
        """What the head says about the date."""
        year = Notice(title=self.title, document_number=self.number, issue_date=self.day).year
        return Known(self.day, year)


@st.composite
def _heads(draw: st.DrawFn) -> _Head:
    subject = draw(PLANS)
    day = draw(st.none() | _DAYS)
    number = draw(st.none() | document_numbers(years=st.just(day.year) if day else None))
    authority = draw(_AUTHORITIES)
    authorities: tuple[str, ...] = (authority,)
    quoted = f"《{subject}》" if draw(st.booleans()) else ""
    about = f"关于印发{quoted or subject}的通知"
    title = authority + about
    if draw(st.booleans()):  # only the signature names the issuing authority, or the red head, or nothing
        title = about
        authorities = draw(st.sampled_from([(), authorities]))
        if day and authorities and draw(st.booleans()):
            authorities += (draw(_AUTHORITIES.filter(lambda other: other != authority)),)
    cited = (Citation(title=subject, text=quoted),) if quoted else ()
    return _Head(title, subject, authorities, number, day, cited)


# --- bodies ---------------------------------------------------------------------


@attrs.frozen
class _Body:
    """Sections and domains, and the parts of both in the order of the text."""

    sections: tuple[Section, ...] = ()
    domains: tuple[Domain, ...] = ()
    order: tuple[Section | Domain, ...] = ()


def _in_a_row(before: Sequence[Section], found: Sequence[Domain], after: Sequence[Section]) -> _Body:
    return _Body((*before, *after), tuple(found), (*before, *found, *after))


@st.composite
def _numbered(
    draw: st.DrawFn, known: Known, style: str, first: int, most: int, *, closing: bool = False
) -> list[Section]:
    """Generate sections with numbers from *first* on."""
    titles = CLOSING_HEADINGS if closing else GENERAL_HEADINGS
    count = draw(st.integers(0, most))
    return [draw(sections(known=known, style=style, value=first + i, titles=titles)) for i in range(count)]


@st.composite
def _grouped(draw: st.DrawFn, known: Known, style: str, first: int, path: tuple[str, ...] = ()) -> list[Domain]:
    """Generate domains with numbers from *first* on; the numbers of their measures continue or start again."""
    items = draw(st.sampled_from([BELOW.get(style, "arabic"), "arabic"]))
    runs_on = draw(st.booleans())
    found: list[Domain] = []
    for i in range(draw(st.integers(1, 3))):
        begin = 1 + sum(len(domain.measures) for domain in found if domain.measures[0].number) if runs_on else 1
        value = first + i if style else 0
        made = domains(known=known, style=style, value=value, place=i + 1, items=items, first=begin, path=path)
        found.append(draw(made))
    return found


@st.composite
def _flat(draw: st.DrawFn, head: _Head) -> _Body:
    """Generate measures with no heading above them; sections among them share their numbers."""
    style = draw(st.sampled_from("han bracketed_han arabic".split()))
    before = draw(_numbered(head.known, style, 1, 1))
    first, count = len(before) + 1, draw(st.integers(1, 4))
    items = [draw(measures(known=head.known, style=style, value=first + i, place=f"1.{i + 1}")) for i in range(count)]
    after = draw(_numbered(head.known, style, first + count, 1, closing=True))
    return _in_a_row(before, [Domain(name=head.title, measures=items)], after)


@st.composite
def _domains(draw: st.DrawFn, head: _Head) -> _Body:
    """Generate domains with numbers between sections."""
    style = draw(st.sampled_from("han han chapter".split()))
    before = draw(_numbered(head.known, style, 1, 2))
    found = draw(_grouped(head.known, style, len(before) + 1))
    after = draw(_numbered(head.known, style, len(before) + len(found) + 1, 1, closing=True))
    return _in_a_row(before, found, after)


@st.composite
def _enclosed(draw: st.DrawFn, head: _Head) -> _Body:
    """Generate a plan below the letter whose measures stand under its title."""
    style = draw(st.sampled_from("han arabic".split()))
    passage = draw(passages(head.known, cites=False))
    count = draw(st.integers(1, 4))
    items = [draw(measures(known=head.known, style=style, value=i, place=f"1.{i}")) for i in range(1, count + 1)]
    path = draw(st.sampled_from([(), ("附件",)]))
    domain = Domain(name=head.subject, path=path, text=passage.text, deadlines=passage.deadlines, measures=items)
    return _in_a_row([], [domain], [])


@st.composite
def _tasks(draw: st.DrawFn, head: _Head) -> _Body:
    """Generate a plan below the letter, in which one heading holds the domains."""
    before = draw(_numbered(head.known, "han", 1, 2))
    middle = len(before) + 1
    found = draw(_grouped(head.known, "bracketed_han", 1, (head.subject, "主要任务")))
    after = draw(_numbered(head.known, "han", middle + 1, 1, closing=True))
    passage = draw(passages(head.known, least=1))
    plan = make_section("", head.subject, f"{head.subject}\n", passage, [*before, *after])
    return _Body((plan,), tuple(found), (attrs.evolve(plan, sections=()), *before, *found, *after))


@st.composite
def _annexes(draw: st.DrawFn, head: _Head) -> _Body:
    """Generate an annex whose domains have no numbers, each with a line that names the commander."""
    found = draw(_grouped(head.known, "", 0, ("附件", head.subject)))
    before = [make_section("", head.subject, f"{head.subject}\n", draw(passages(head.known, least=1)))]
    return _in_a_row(before if draw(st.booleans()) else [], found, [])


@st.composite
def _without_measures(draw: st.DrawFn, head: _Head) -> _Body:
    """Generate sections only."""
    return _in_a_row(draw(_numbered(head.known, "han", 1, 4)), [], [])


_ENCLOSING: Final = (_enclosed, _tasks, _annexes)
_BODIES: Final = (_flat, _domains, _without_measures, *_ENCLOSING)


# --- the whole ------------------------------------------------------------------


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    """Generate notices of many layouts: flat, domains with and without numbers, plans, annexes, nested measures.

    ``zhengce.formats.markdown`` can write every one of them, and ``zhengce.parse`` reads an
    equal one back.
    """
    head = draw(_heads())
    kind = draw(st.sampled_from(_BODIES))
    encloses = kind in _ENCLOSING  # the letter above must say so
    letter = draw(st.lists(sections(known=head.known, style=""), min_size=int(encloses), max_size=1))
    body = draw(kind(head))
    order = (*letter, *body.order)
    return Notice(
        title=head.title,
        document_number=head.number,
        issuing_authorities=head.authorities,
        addressees=draw(_ADDRESSEES),
        issue_date=head.day,
        remarks=draw(_REMARKS),
        citations=(*head.citations, *(citation for part in order for citation in _cited(part))),
        sections=(*letter, *body.sections),
        domains=body.domains,
    )


def _cited(part: Section | Domain) -> Iterator[Citation]:
    """Return what a part cites, in text order."""
    nodes = part.walk() if isinstance(part, Section) else (m for top in part.measures for m in top.walk())
    for node in nodes:
        yield from node.citations
