"""The body: sections, domains and measures as a hierarchy, with marks in their text.

Every word of a section or a measure stands there once, in order: its number, its
heading with the stop behind it, its paragraphs. What was added is ``editorial``: a
heading that repeats words of the text, and a list of what is said elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

import attrs

from ...model import Citation, Deadline, Domain, Measure, Section, Source
from .marks import Mark, place_marks
from .names import Identifiers, References, cited_document

__all__ = ["Body", "block", "container"]

_PARAGRAPH = re.compile("[^\n]+")
_STOPS = tuple("。！？；：")
_COMMANDER = "总指挥"


def block(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new element on a line of its own."""
    element = SubElement(parent, tag, attributes)
    element.text = text
    element.tail = "\n"
    return element


def container(parent: Element, tag: str, **attributes: str) -> Element:
    """A new element that holds others, each on a line of its own."""
    return block(parent, tag, "\n", **attributes)


@attrs.frozen
class Body:
    """Writes the parts of a notice, and keeps account of the names they are given."""

    source: Source
    references: References = attrs.field(factory=References)
    ids: Identifiers = attrs.field(factory=Identifiers)

    # --- the hierarchy ---

    def write(self, body: Element, context: str, heads: tuple[str, ...], parts: Iterable[Section | Domain]) -> None:
        """The parts of the document with these headings; domains under the same others stand together below them."""
        for path, group in groupby(parts, key=lambda part: part.path if isinstance(part, Domain) else ()):
            place, inner = body, context
            for heading in path[len(heads) :] if path[: len(heads)] == heads else path:
                place, inner = self._part(place, inner, "part", "")
                block(place, "heading", heading, eId=f"{inner}__heading")
            for part in group:
                if isinstance(part, Domain):
                    self._domain(place, inner, part)
                elif (part.number, part.title) == ("", *heads):
                    self._opening(place, inner, part)
                else:
                    self._section(place, inner, part)
        if not len(body):
            block(body, "p")  # the standard wants something

    def _part(self, parent: Element, context: str, name: str, number: str) -> tuple[Element, str]:
        eid = self.ids.new(context, "hcontainer", number)
        return container(parent, "hcontainer", name=name, eId=eid), eid

    def _opening(self, body: Element, context: str, section: Section) -> None:
        """The section that the title of its document heads; the title itself is in the preface."""
        text = section.text.removeprefix(section.title).lstrip("\n")
        untitled = attrs.evolve(section, title="", text=text)
        self._text(body, context, untitled, "", body)
        for each in section.sections:
            self._section(body, context, each)

    def _section(self, parent: Element, context: str, section: Section) -> None:
        eid = self.ids.new(context, "sec", section.number)
        element = container(parent, "section", eId=eid)
        self._text(element, eid, section, section.title, "intro" if section.sections else "content")
        for each in section.sections:
            self._section(element, eid, each)

    def _domain(self, parent: Element, context: str, domain: Domain) -> None:
        element, eid = self._part(parent, context, "domain", domain.number)
        self._text(element, eid, domain, domain.name, "intro")
        for each in domain.measures:
            self._measure(element, eid, each)

    def _measure(self, parent: Element, context: str, measure: Measure) -> None:
        element, eid = self._part(parent, context, "measure", measure.number)
        self._text(element, eid, measure, measure.title, "intro" if measure.measures else "content")
        for each in measure.measures:
            self._measure(element, eid, each)

    # --- the text ---

    def _text(
        self, element: Element, eid: str, part: Section | Domain | Measure, title: str, place: str | Element
    ) -> None:
        """The number, heading and paragraphs of a part; these in *place*, or in a new child of that name."""
        text, number = part.text, part.number
        placed, homeless = place_marks(text, part.span, _marks(part), self.source)
        begin = len(number) if text.startswith(number) else 0
        end = _heading_end(text, begin, title)
        within = "" if isinstance(part, Domain) else text  # the text of a domain stands under its heading
        if number:
            block(element, "num", number, **_added(not begin and number in within))
        if title:
            added = _added(end == begin and title in within)
            heading = block(element, "heading", "" if end > begin else title, eId=f"{eid}__heading", **added)
            self._line(heading, eid, text, (begin, end), placed)
        lines = [line.span() for line in _PARAGRAPH.finditer(text, end)]
        homeless += [mark for at, mark in placed if not _is_within(at, mark, [(begin, end), *lines])]
        if not lines and not homeless:
            return
        if isinstance(place, str):
            place = container(element, place, eId=f"{eid}__{place}")
        for line in lines:
            self._line(block(place, "p"), eid, text, line, placed)
        if homeless:
            self._list(block(place, "p", status="editorial"), eid, homeless)

    def _line(self, line: Element, eid: str, text: str, span: tuple[int, int], placed: list[tuple[int, Mark]]) -> None:
        """The words of one line, those marked that are."""
        at, end = span
        last: Element | None = None
        for start, mark in placed:
            if _is_within(start, mark, [span]):
                _append(line, last, text[at:start])
                last = self._mark(line, eid, mark)
                at = start + len(mark.words)
        _append(line, last, text[at:end])

    def _list(self, line: Element, eid: str, homeless: list[Mark]) -> None:
        """What is said of a part elsewhere, such as the units that a heading names for all below it."""
        last: Element | None = None
        for label, group in groupby(homeless, key=lambda mark: _label(mark.about)):
            for number, mark in enumerate(group):
                _append(line, last, "、" if number else f"；{label}：" if last is not None else f"{label}：")
                last = self._mark(line, eid, mark)

    # --- the marks ---

    def _mark(self, parent: Element, context: str, mark: Mark) -> Element:
        """The marked words: an organization in its role, a person, a date, a reference."""
        match mark.about:
            case Deadline() as deadline:
                element = self._inline(parent, context, "date" if deadline.due else "inline", **_when(deadline))
            case Citation() as citation:
                element = self._inline(parent, context, "ref", href=cited_document(citation))
            case role if role == _COMMANDER:
                person = self.references.to("person", mark.words)
                as_role = {"as": self.references.to("role", _COMMANDER)}
                element = self._inline(parent, context, "person", refersTo=person, **as_role)
            case role:
                outer = self._inline(parent, context, "role", refersTo=self.references.to("role", str(role)))
                unit = self.references.to("organization", mark.words)
                self._inline(outer, context, "organization", refersTo=unit).text = mark.words
                return outer
        element.text = mark.words
        return element

    def _inline(self, parent: Element, context: str, tag: str, **attributes: str) -> Element:
        return SubElement(parent, tag, {"eId": self.ids.new(context, tag), **attributes})


def _heading_end(text: str, begin: int, title: str) -> int:
    """Where the heading ends, its stop included; *begin* where no heading begins there."""
    if not title or not text.startswith(title, begin):
        return begin
    end = begin + len(title)
    return end + text.startswith(_STOPS, end)


def _added(repeated: object) -> dict[str, str]:
    """Says of words that repeat others that they were added."""
    return {"status": "editorial"} if repeated else {}


def _marks(part: Section | Domain | Measure) -> Iterator[Mark]:
    """What is marked in a text; what is longer comes first."""
    if not isinstance(part, Domain):
        for citation in part.citations:
            yield Mark(citation.text or f"《{citation.title}》", citation.span, citation)
    for deadline in part.deadlines:
        yield Mark(deadline.text, deadline.span, deadline)
    if isinstance(part, Domain) and part.commander:
        yield Mark(part.commander, None, _COMMANDER)
    if not isinstance(part, Section):
        yield from (Mark(unit.name, unit.span, "牵头单位") for unit in part.lead_units)
    if isinstance(part, Measure):
        yield from (Mark(unit.name, unit.span, "责任单位") for unit in part.responsible_units)
        yield from (Mark(unit.name, unit.span, "配合单位") for unit in part.supporting_units)


def _label(about: object) -> str:
    return "时限" if isinstance(about, Deadline) else "引用文件" if isinstance(about, Citation) else str(about)


def _when(deadline: Deadline) -> dict[str, str]:
    """The kind of a deadline, its last day, its first as an ISO 8601 interval, its rule."""
    attributes = {"class": deadline.kind.value}
    if deadline.due:
        attributes["date"] = deadline.due.isoformat()
    else:
        attributes["name"] = "deadline"
    if deadline.recurrence:
        attributes["title"] = deadline.recurrence
    elif deadline.start:
        attributes["title"] = f"{deadline.start.isoformat()}/{deadline.due.isoformat() if deadline.due else '..'}"
    return attributes


def _is_within(at: int, mark: Mark, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at and at + len(mark.words) <= end for start, end in spans)


def _append(line: Element, last: Element | None, words: str) -> None:
    """Words behind the last child of a line."""
    if last is None:
        line.text = (line.text or "") + words
    else:
        last.tail = words
