"""The body: sections, domains and measures as a hierarchy, with marks in their text.

Every word of a section or a measure appears once, in order: its number, its
heading with the stop after it, its paragraphs. What was added is ``editorial``: a
heading that repeats words of the text, and a list of what is said elsewhere.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from itertools import groupby
from typing import Final

import attrs

from ...analysis.fields import PlacedField, placed_fields
from ...analysis.placed import Part
from ...model import Citation, Deadline, Domain, Section, Source, Unit
from ...terms import term
from .markup import block, container, element, escape
from .names import Names, iri

__all__ = ["Body"]

_PARAGRAPH = re.compile("[^\n]+")
_STOPS = tuple("。！？；：")
_LABELS: Final = {"deadline": "时限", "citation": "引用文件", "commander": "总指挥"}
_ADDED: Final = {"status": "editorial"}
"""Says of words that repeat others that they were added."""


@attrs.frozen
class Body:
    """Writes the parts of a notice, and records the names given to them.

    Attributes:
        source: the text that the spans of the parts point into.
        names: the names.
    """

    source: Source
    names: Names = attrs.field(factory=Names)

    def write(self, context: str, heads: tuple[str, ...], parts: Iterable[Section | Domain]) -> str:
        """Return the body of a document with these headings; domains with the same headings above are grouped.

        Args:
            context: the eId of the document.
            heads: the headings of the document, its title last.
            parts: its parts.
        """
        written: list[str] = []
        for path, group in groupby(parts, key=lambda part: part.path if isinstance(part, Domain) else ()):
            inner, opened = context, list[tuple[str, str]]()
            for heading in path[len(heads) :] if path[: len(heads)] == heads else path:
                inner = self.names.new(inner, "hcontainer")
                opened.append((inner, heading))
            held = "".join(self._opening_or_part(inner, part, heads) for part in group)
            for eid, heading in reversed(opened):
                head = block("heading", heading, eId=f"{eid}__heading")
                held = container("hcontainer", head, held, name="part", eId=eid)
            written.append(held)
        return container("mainBody", "".join(written) or block("p"))  # the standard requires an element

    def _opening_or_part(self, context: str, part: Section | Domain, heads: tuple[str, ...]) -> str:
        """Return a part; the section under the title of its document comes without it, since the preface has it."""
        if isinstance(part, Domain) or (part.number, part.title) != ("", *heads):
            return self._part(context, part)
        text = part.text.removeprefix(part.title).lstrip("\n")
        untitled = attrs.evolve(part, title="", text=text)
        return self._text(context, untitled, "", "") + "".join(self._part(context, held) for held in part.sections)

    def _part(self, context: str, part: Part) -> str:
        held: tuple[Part, ...] = part.sections if isinstance(part, Section) else part.measures
        tag, name = ("section", "sec") if isinstance(part, Section) else ("hcontainer", "hcontainer")
        kind = {} if isinstance(part, Section) else {"name": type(part).__name__.lower()}
        eid = self.names.new(context, name, part.number)
        title = part.name if isinstance(part, Domain) else part.title
        text = self._text(eid, part, title, "intro" if held or isinstance(part, Domain) else "content")
        return container(tag, text, *(self._part(eid, each) for each in held), **kind, eId=eid)

    # --- the text ---

    def _text(self, eid: str, part: Part, title: str, place: str) -> str:
        """Return the number, heading and paragraphs of a part; these in an element of the name *place*, if any."""
        text, number = part.text, part.number
        marks = _marks(part, self.source)
        misfits: list[PlacedField] = []
        begin = len(number) if text.startswith(number) else 0
        end = begin + len(title) if title and text.startswith(title, begin) else begin
        end += end > begin and text.startswith(_STOPS, end)
        printed = "" if isinstance(part, Domain) else text  # the text of a domain is the text under its heading
        head = ""
        if number:
            head += block("num", number, **(_ADDED if not begin and number in printed else {}))
        if title:
            words = self._line(eid, text, begin, end, marks, misfits) or escape(title)
            added = _ADDED if end == begin and title in printed else {}
            head += element("heading", words, eId=f"{eid}__heading", **added) + "\n"
        lines = [line.span() for line in _PARAGRAPH.finditer(text, end)]
        body = "".join(element("p", self._line(eid, text, *line, marks, misfits)) + "\n" for line in lines)
        if misfits or marks:
            body += element("p", self._list(eid, [*misfits, *marks]), **_ADDED) + "\n"
        return head + (container(place, body, eId=f"{eid}__{place}") if place and body else body)

    def _line(
        self, eid: str, text: str, at: int, end: int, marks: deque[PlacedField], misfits: list[PlacedField]
    ) -> str:
        """Return ``text[at:end]`` with its marks; those of *marks* up to there that do not fit become misfits."""
        written: list[str] = []
        while marks and marks[0].start < end:
            mark = marks.popleft()
            if mark.start < at or mark.end > end:
                misfits.append(mark)
                continue
            while marks and (marks[0].start, marks[0].end) == (mark.start, mark.end):  # a unit in two roles
                misfits.append(marks.popleft())
            inside = self._line(eid, text, mark.start, mark.end, marks, misfits)
            written += [escape(text[at : mark.start]), self._mark(eid, mark, inside)]
            at = mark.end
        return "".join([*written, escape(text[at:end])])

    def _list(self, eid: str, misfits: list[PlacedField]) -> str:
        """Return a list of the fields named elsewhere, such as the units in a heading for all parts below it."""
        return "；".join(
            f"{_LABELS.get(kind) or term(kind, 'zh') + '单位'}："
            + "、".join(self._mark(eid, mark, escape(mark.words)) for mark in group)
            for kind, group in groupby(misfits, key=lambda mark: mark.kind)
        )

    # --- the marks ---

    def _mark(self, context: str, mark: PlacedField, words: str) -> str:
        """Return marked words: a date, a reference, a person, or an organization in its role."""
        refer = self.names.refer
        match mark.field:
            case Deadline() as deadline:
                return self._inline(context, "date" if deadline.due else "inline", words, **_when(deadline))
            case Citation() as citation:
                return self._inline(context, "ref", words, href=iri(citation))
            case _ if mark.kind == "commander":
                about = {"refersTo": refer("person", mark.words), "as": refer("role", "总指挥", "commander")}
                return self._inline(context, "person", words, **about)
            case _:
                role = refer("role", f"{term(mark.kind, 'zh')}单位", mark.kind)
                unit = self._inline(context, "organization", words, refersTo=refer("organization", mark.words))
                return self._inline(context, "role", unit, refersTo=role)

    def _inline(self, context: str, tag: str, content: str, **attributes: str) -> str:
        return element(tag, content, eId=self.names.new(context, tag), **attributes)


def _marks(part: Part, source: Source) -> deque[PlacedField]:
    """Return the fields to mark in the text of a part, in text order, preceded by those that are not in it."""
    found = [mark for mark in placed_fields(part, source) if mark.kind != "target"]
    commander = part.commander if isinstance(part, Domain) else None
    if commander and commander.strip():
        found.append(PlacedField("commander", Unit(name=commander), part.text.find(commander)))
        found.sort(key=lambda mark: mark.start)
    return deque(found)


def _when(deadline: Deadline) -> dict[str, str]:
    """Return the attributes of a deadline: its kind, its last day, its ISO 8601 interval, its recurrence rule."""
    attributes = {"class": deadline.kind.value}
    attributes |= {"date": deadline.due.isoformat()} if deadline.due else {"name": "deadline"}
    if deadline.recurrence:
        attributes["title"] = deadline.recurrence
    elif deadline.start:
        attributes["title"] = f"{deadline.start.isoformat()}/{deadline.due.isoformat() if deadline.due else '..'}"
    return attributes
