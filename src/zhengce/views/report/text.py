"""Text: the source text of each notice in paragraphs, with its fields marked and linked, for the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Final, NamedTuple

import attrs

from ...analysis.fields import fields
from ...model import Domain, Measure
from ...text import Span
from ..highlight import Mark, Stretch, marks, stretches
from .view import Document, View

__all__ = ["Block", "Line", "Piece", "blocks", "links"]

_HOMES: Final = ("domain", "measure")
"""The kinds of mark that become blocks; the others are inside lines."""

_MARKUP: Final = re.compile(r"^[ \t]*#{1,6}[ \t]+|^[ \t]*(?:-{3,}|_{3,})[ \t]*$|\*\*+", re.MULTILINE)
"""The signs of Markdown, which are shown in a faint colour."""

_HEADING: Final = re.compile(r"[ \t]*#{1,6}[ \t]")
_TABLE: Final = re.compile(r"[ \t]*\|")


class Flag(NamedTuple):
    """A sign that a finding begins here: the link to it, its message, its severity."""

    link: str
    hint: str
    severity: str


@attrs.frozen(kw_only=True)
class Piece:
    """Some words of a line, with the marks over them, the outermost first.

    Attributes:
        text: the words, as in the source; empty for a finding about no words.
        marks: the marks.
        begins: the ids of the marks that begin here.
        link: the place on the page with more about them, or ``None``.
        flags: the findings that begin here.
    """

    text: str
    marks: tuple[Mark, ...]
    begins: frozenset[str]
    link: str | None = None
    flags: tuple[Flag, ...] = ()


@attrs.frozen(kw_only=True)
class Line:
    """A line of the source: a paragraph, a heading, a row of a table."""

    pieces: list[Piece] = attrs.field(factory=list)

    @property
    def style(self) -> str:
        """``heading``, ``table`` or empty."""
        text = "".join(piece.text for piece in self.pieces)
        return "heading" if _HEADING.match(text) else "table" if _TABLE.match(text) else ""

    @property
    def is_blank(self) -> bool:
        """True if it has no words, and no finding begins in it."""
        return not any(piece.text.strip() or piece.flags for piece in self.pieces)


@attrs.frozen(kw_only=True)
class Block:
    """The lines of one measure, of the heading of a domain, or of the text between them.

    Attributes:
        home: the mark of the measure or the domain.
        link: its place in the ledger.
        first: true if it begins here; false if it continues after a nested measure.
        lines: its lines.
    """

    home: Mark | None = None
    link: str | None = None
    first: bool = False
    lines: list[Line] = attrs.field(factory=lambda: [Line()])

    @property
    def name(self) -> str:
        """The text of its link to the ledger: the id of the measure, the name of the domain."""
        return dict(self.home.data).get("measure" if self.home.kind == "measure" else "name", "") if self.home else ""

    def without_blanks(self) -> Block:
        """Return the block without blank lines."""
        return attrs.evolve(self, lines=[line for line in self.lines if not line.is_blank])


def links(view: View) -> dict[str, str]:
    """Return where the marks of the texts lead, by their ids on the page: to the ledger, the calendar, the findings."""
    found: dict[str, str] = {}
    for month in view.months:
        for place, due in enumerate(month.dues):
            if due.row is None:
                span = due.placed.deadline.span
                _link(found, due.document.link("deadline", span), f"due-{month.key}-{place}")
    for document in view.documents:
        for group in document.groups:
            _link_home(found, document, group.domain, f"domain-{group.place}")
            for row in group.rows:
                _link_home(found, document, row.measure, f"row-{row.place}")
        for number, finding in document.findings:
            _link(found, document.link(f"finding-{finding.code}", finding.span), f"finding-{number}")
    return found


def _link_home(found: dict[str, str], document: Document, home: Measure | Domain, target: str) -> None:
    _link(found, document.link("measure" if isinstance(home, Measure) else "domain", home.span), target)
    for kind, field in fields(home):
        _link(found, document.link(kind, field.span), target)


def _link(found: dict[str, str], place: str | None, target: str) -> None:
    if place:
        found.setdefault(place.removeprefix("#"), f"#{target}")


def blocks(document: Document, where: Mapping[str, str]) -> list[Block]:
    """Return the source text in blocks of lines, no word left out; a paragraph that was cut is one line.

    Args:
        document: the notice on the page.
        where: the :func:`links`.
    """
    source = document.notice.source
    signs = [_sign("markup", found.start(), found.end()) for found in _MARKUP.finditer(source.text)]
    cuts = [_sign("cut", gap.start, gap.end) for gap in source.mended]
    made: list[Block] = []
    begun: set[str] = set()
    found = marks(document.notice, (finding for _, finding in document.findings))
    shown = [*(_with_markup(mark, source.text) for mark in found), *signs, *cuts]
    for stretch in stretches(source.text, [_on_page(mark, document) for mark in shown]):
        home = next((mark for mark in reversed(stretch.marks) if mark.kind in _HOMES), None)
        if not made or made[-1].home is not home:
            made.append(_block(home, where, begun))
        for number, piece in enumerate(_pieces(stretch, where, begun)):
            if number:
                made[-1].lines.append(Line())
            made[-1].lines[-1].pieces.append(piece)
        begun.update(mark.id for mark in stretch.marks)
    return [kept for block in made if (kept := block.without_blanks()).lines]


def _on_page(mark: Mark, document: Document) -> Mark:
    """Return a mark with its id on the page."""
    return attrs.evolve(mark, id=document.prefix + mark.id) if document.prefix else mark


def _sign(kind: str, start: int, end: int) -> Mark:
    return Mark(kind=kind, span=Span(start=start, end=end), id=f"{kind}-{start}")


def _block(home: Mark | None, where: Mapping[str, str], begun: Set[str]) -> Block:
    if home is None:
        return Block()
    return Block(home=home, link=where.get(home.id), first=home.id not in begun)


def _with_markup(mark: Mark, text: str) -> Mark:
    """Return the mark of a measure or domain from the start of its line, if only Markdown signs come before it."""
    if mark.kind not in _HOMES:
        return mark
    start = mark.span.start
    while start and text[start - 1] in " \t#*":
        start -= 1
    begins_line = start == 0 or text[start - 1] == "\n"
    return attrs.evolve(mark, span=Span(start=start, end=mark.span.end)) if begins_line else mark


def _pieces(stretch: Stretch, where: Mapping[str, str], begun: Set[str]) -> Iterator[Piece]:
    """Yield the piece cut at its line ends, unless they cut a paragraph."""
    lying = tuple(mark for mark in stretch.marks if mark.kind not in _HOMES)
    link = next((where[mark.id] for mark in reversed(lying) if mark.id in where and mark.kind != "finding"), None)
    begins = frozenset(mark.id for mark in lying if mark.id not in begun)
    flags = [
        Flag(where[mark.id], mark.hint, dict(mark.data)["severity"])
        for mark in lying
        if mark.kind == "finding" and mark.id in begins
    ]
    whole = any(mark.kind == "cut" for mark in lying)
    for words in [stretch.text] if whole else stretch.text.split("\n"):
        yield Piece(text=words, marks=lying, begins=begins, link=link, flags=tuple(flags))
        begins, flags = frozenset(), []
