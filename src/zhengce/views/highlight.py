"""Highlights: the source text of a notice with every field marked in its place, as HTML.

Marks may be nested or overlap, but HTML elements may only be nested. So the text is cut
into stretches wherever a mark begins or ends, and a mark that crosses another continues in
a second element. No character of the text is changed or moved, except that a lone
surrogate, which no page can hold, becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape as escape_html
from itertools import pairwise
from typing import Final

import attrs

from ..analysis.fields import Field, fields, placed_fields
from ..analysis.placed import parts
from ..findings import Finding
from ..model import Deadline, Domain, Measure, Notice, Section, Unit
from ..text import Span, as_tuple

__all__ = [
    "Mark",
    "Stretch",
    "anchor",
    "escape",
    "highlight",
    "mark_words",
    "marks",
    "stretches",
    "to_html",
    "without_halves",
]

_HALF: Final = re.compile("[\ud800-\udfff]")

BLOCKS: Final = ("domain", "measure", "clause")
"""The kinds of mark that contain others; they become ``<span>``, the rest ``<mark>``."""


@attrs.frozen(kw_only=True)
class Mark:
    """A place in the source text, and the field that is there.

    Attributes:
        kind: ``number`` (of the document), ``domain``, ``measure``, ``clause``, the unit roles
            ``lead`` ``responsible`` ``supporting``, ``deadline``, ``target``, ``citation``,
            ``finding``. It is the CSS class.
        span: the place.
        id: made by :func:`anchor`, unique among the marks of a notice.
        hint: the tooltip: the day on which a time limit is due, the message of a finding.
        data: names and values for scripts, without ``data-``.
    """

    kind: str
    span: Span
    id: str
    hint: str = ""
    data: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Stretch:
    """A piece of text covered by the same marks, the outermost first."""

    text: str
    marks: tuple[Mark, ...] = attrs.field(default=(), converter=as_tuple)


# --- the marks of a notice --------------------------------------------------


def anchor(kind: str, span: Span) -> str:
    """Return the id of the mark of a kind at a place, for links to it.

    >>> anchor("deadline", Span(start=12, end=16))
    'deadline-12-16'
    """
    return f"{kind}-{span.start}-{span.end}"


def marks(notice: Notice, findings: Iterable[Finding] = ()) -> tuple[Mark, ...]:
    """Return the marks of all spans of *notice* and of *findings*, in text order, the wider first.

    The fields of a measure have its id as ``measure`` in their data. A notice that was built
    by hand has no spans, and so no marks.

    >>> from zhengce import parse
    >>> notice = parse("1.开通专窗。6月底前完成。（牵头单位：综合服务局）")
    >>> for mark in marks(notice):
    ...     print(mark.kind, notice.source.text[mark.span.start : mark.span.end])
    measure 1.开通专窗。6月底前完成。（牵头单位：综合服务局）
    deadline 6月底前
    clause （牵头单位：综合服务局）
    lead 综合服务局
    """
    found: dict[str, Mark] = {}
    for mark in (*_marks(notice), *map(_finding, findings)):
        before = found.get(mark.id, mark)
        hints = dict.fromkeys((before.hint, mark.hint))  # two findings may be about the same words
        found[mark.id] = attrs.evolve(before, hint="\n".join(hints))
    return tuple(sorted(found.values(), key=_wider_first))


def _wider_first(mark: Mark) -> tuple[int, int]:
    return mark.span.start, -mark.span.end


def _marks(notice: Notice) -> Iterator[Mark]:
    if notice.document_number:
        yield from _mark("number", notice.document_number.span)
    for part, _ in parts(notice):
        about = {"measure": part.id} if isinstance(part, Measure) else {}
        if isinstance(part, Domain):
            yield from _mark("domain", part.span, name=part.name)
        elif isinstance(part, Measure):
            yield from _mark("measure", part.span, **about)
        for clause in () if isinstance(part, Section) else part.clauses:
            yield from _mark("clause", clause, **about)
        for kind, field in fields(part):
            yield from _mark(kind, field.span, _hint(field), **_data(field), **about)
    for citation in notice.citations:
        yield from _mark("citation", citation.span)


def _mark(kind: str, span: Span | None, hint: str = "", /, **data: str) -> Iterator[Mark]:
    if span:
        yield Mark(kind=kind, span=span, id=anchor(kind, span), hint=hint, data=data.items())


def _data(field: Field) -> dict[str, str]:
    match field:
        case Unit():
            return {"unit": field.name}
        case Deadline():
            return {"kind": field.kind.value} | ({"due": field.due.isoformat()} if field.due else {})
        case _:
            return {}


def _hint(field: Field) -> str:
    """Return the day of a deadline, or else its rule, or else its kind; empty for other fields."""
    if not isinstance(field, Deadline):
        return ""
    return field.due.isoformat() if field.due else field.recurrence or field.kind.value


def _finding(found: Finding) -> Mark:
    about = {"measure": found.measure} if found.measure else {}
    data = {"code": found.code, "severity": found.severity.value, **about}
    name = anchor(f"finding-{found.code}", found.span)
    return Mark(kind="finding", span=found.span, id=name, hint=f"{found.code} {found.message}", data=data.items())


def mark_words(measure: Measure) -> tuple[Mark, ...]:
    """Return the marks in the clean text of a measure."""
    found: dict[str, Mark] = {}
    for placed in placed_fields(measure):
        if placed.start >= 0:
            span = Span(start=placed.start, end=placed.end)
            found |= {mark.id: mark for mark in _mark(placed.kind, span, _hint(placed.field))}
    return tuple(found.values())


# --- from marks to HTML -----------------------------------------------------


def stretches(text: str, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """Yield *text* in pieces, cut wherever one of *marks* begins or ends.

    A mark of an empty span gets an empty stretch of its own; a place beyond the end of the
    text counts as the end.

    >>> a, b = (Mark(kind="target", span=Span(start=i, end=i + 2), id=str(i)) for i in (0, 1))
    >>> [(piece.text, [mark.id for mark in piece.marks]) for piece in stretches("一二三四", (a, b))]
    [('一', ['0']), ('二', ['0', '1']), ('三', ['1']), ('四', [])]
    """
    size = len(text)
    waiting = deque(
        (min(mark.span.start, size), min(mark.span.end, size), mark) for mark in sorted(marks, key=_wider_first)
    )
    cuts = sorted({0, size, *(cut for start, end, _ in waiting for cut in (start, end))})
    covering: list[tuple[int, Mark]] = []  # the marks over this place, each with its end
    for start, end in pairwise([*cuts, size]):  # the last pair is empty: for marks at the end of the text
        covering = [(stop, mark) for stop, mark in covering if stop > start]
        while waiting and waiting[0][0] == start:
            _, stop, mark = waiting.popleft()
            if stop == start:
                yield Stretch(text="", marks=(*(mark for _, mark in covering), mark))
            else:
                covering.append((stop, mark))
        if start < end:
            yield Stretch(text=text[start:end], marks=[mark for _, mark in covering])


def to_html(text: str, marks: Iterable[Mark], *, ids: bool = True) -> str:
    """Return *text* as HTML with *marks* in it; its text content is *text* :func:`without_halves`, line ends included.

    To show runs of blanks and line ends, put it into an element with ``white-space: pre-wrap``.

    Args:
        text: the source text.
        marks: what to mark in it.
        ids: give ids to the elements; not for a page with several texts, where ids would not be
            unique. A mark that is cut has its id on its first piece, and the others name it in
            ``data-part-of``.

    >>> to_html("于6月底前<完成>", [Mark(kind="deadline", span=Span(start=1, end=5), id="d", hint="2024-06-30")])
    '于<mark class="deadline" id="d" title="2024-06-30">6月底前</mark>&lt;完成&gt;'
    """
    written: list[str] = []
    lying: tuple[Mark, ...] = ()
    begun: set[str] = set()
    for stretch in (*stretches(text, marks), Stretch(text="")):
        kept = _shared(lying, stretch.marks)
        written += (f"</{_tag(mark)}>" for mark in reversed(lying[kept:]))
        for mark in stretch.marks[kept:]:
            written.append(_opening(mark, first=mark.id not in begun, ids=ids))
            begun.add(mark.id)
        written.append(escape(stretch.text))
        lying = stretch.marks
    return "".join(written)


def _shared(before: Sequence[Mark], after: Sequence[Mark]) -> int:
    """Return how many marks, from the outermost on, cover both of two neighbours."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((i for i, (a, b) in pairs if a is not b), min(len(before), len(after)))


def _tag(mark: Mark) -> str:
    return "span" if mark.kind in BLOCKS else "mark"


def _opening(mark: Mark, *, first: bool, ids: bool) -> str:
    name = {"id" if first else "data-part-of": mark.id} if ids else {}
    hint = {"title": mark.hint} if mark.hint else {}
    data = {f"data-{key}": value for key, value in mark.data}
    attributes = {"class": mark.kind, **name, **hint, **data}
    written = (f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{_tag(mark)} {' '.join(written)}>"


def escape(text: str) -> str:
    r"""Return *text* for HTML, in an element or in a quoted attribute.

    A carriage return is written as a reference, since HTML would read it as a line feed.

    >>> escape("6月\ud800<底前>") == "6月\N{REPLACEMENT CHARACTER}&lt;底前&gt;"
    True
    """
    return without_halves(escape_html(text).replace("\r", "&#13;"))


def without_halves(text: str) -> str:
    """Return *text* with U+FFFD for each lone surrogate, so that every encoding of Unicode can hold it.

    HTML does the same: it reads a reference to a lone surrogate as U+FFFD.
    """
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def highlight(notice: Notice, findings: Iterable[Finding] = ()) -> str:
    """Return the source text of *notice* as HTML, with every field and the *findings* marked.

    >>> from zhengce import parse
    >>> print(highlight(parse("1.开通专窗。（牵头单位：综合服务局）")))  # doctest: +ELLIPSIS
    <span class="measure" id="measure-0-19" data-measure="1.1">1.开通专窗。<span class="clause" ...
    """
    return to_html(notice.source.text, marks(notice, findings))
