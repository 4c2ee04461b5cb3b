"""Automatic numbering of a DOCX: the numbers are not in its text and must be counted.

A paragraph names a list (``w:num``) and a level. A list refers to a definition
(``w:abstractNum``), which says for each level where to start, how to print, and when to
restart. Lists with the same definition count together, unless one of them overrides the
start (ECMA-376, part 1, 17.9).
"""

from __future__ import annotations

import re
from typing import Final

import attrs
from lxml import etree

from ..numerals import printed

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST: Final = 8
_LONGEST: Final = 64  # of the words around a number


def attribute(element: etree._Element | None, child: str, name: str = "val") -> str | None:
    """Return an attribute of a child element, ``None`` where either is missing."""
    found = None if element is None else element.find(W + child)
    return None if found is None else found.get(W + name)


def number(text: str | None, digits: int = 6) -> int | None:
    """Return a whole number of few digits, ``None`` for anything else."""
    return int(text) if text and re.fullmatch(f"-?[0-9]{{1,{digits}}}", text) else None


@attrs.frozen
class Level:
    """How one level of a list is counted and printed.

    Attributes:
        start: its first number.
        style: how a number is printed, a name of ECMA-376.
        pattern: the words around it; ``%1`` stands for the number of the first level.
        restart: the level whose next item restarts this one, counted from 1; 0 for none.
        legal: true if numbers of higher levels are printed in digits here, whatever their style.
        gap: true if a tab or a space follows.
        paragraph_style: the style whose paragraphs belong to this level.
        begun_anew: true if the list overrides the start of its definition.
    """

    start: int
    style: str
    pattern: str
    restart: int
    legal: bool
    gap: bool
    paragraph_style: str | None
    begun_anew: bool = False


@attrs.frozen
class _List:
    """A list: its definition, and its levels."""

    definition: str
    levels: dict[int, Level]


class Numbering:
    """Counts the items of all lists of a document, in text order."""

    def __init__(self, part: etree._Element | None, list_of_style: dict[str, str]) -> None:
        """Read the lists.

        Args:
            part: the root of ``numbering.xml``, ``None`` where a document has none.
            list_of_style: the list of each style; definitions may refer to such a style.
        """
        part = etree.Element("none") if part is None else part
        self._definitions = {each.get(f"{W}abstractNumId", ""): each for each in part.iterfind(f"{W}abstractNum")}
        self._elements = {each.get(f"{W}numId", ""): each for each in part.iterfind(f"{W}num")}
        self._list_of_style = list_of_style
        self._lists: dict[str, _List | None] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def _list(self, name: str) -> _List | None:
        """Return a list, ``None`` if it is not defined; read it at its first use."""
        if name not in self._lists:
            element = self._elements.get(name)
            self._lists[name] = None if element is None else self._read(element)
        return self._lists[name]

    def _read(self, element: etree._Element) -> _List:
        definition = attribute(element, "abstractNumId") or ""
        style = attribute(self._definitions.get(definition), "numStyleLink")
        if style and (linked := self._elements.get(self._list_of_style.get(style, ""))) is not None:
            definition = attribute(linked, "abstractNumId") or ""
        if definition not in self._levels:
            self._levels[definition] = _levels(self._definitions.get(definition))
        return _List(definition, _overridden(self._levels[definition], element))

    def level_of_style(self, name: str, style: str) -> int | None:
        """Return the level of a list that the paragraphs of a style belong to."""
        found = self._list(name)
        levels = found.levels if found else {}
        return next((depth for depth, level in levels.items() if level.paragraph_style == style), None)

    def next(self, name: str, depth: int) -> str:
        """Return the label of the next item of list *name* at a level, counted from 0; empty for a bullet.

        A dash is kept, since notices use it to begin a paragraph. A space separates a digit
        from the words: 1.1 推进, and 1 2个 is not 12个.
        """
        found = self._list(name)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._counts.setdefault(found.definition, {})
        if level.begun_anew and (name, depth) not in self._begun:
            self._begun.add((name, depth))
            counts.pop(depth, None)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth and (d not in found.levels or depth < found.levels[d].restart)]:
            del counts[deeper]
        label = _label(found.levels, counts, depth)
        last = label[-1:]
        is_parted = last not in "、）" and (level.gap or (last.isascii() and last.isalnum()))
        return f"{label} " if is_parted else label


def _label(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.style == "bullet":
        return level.pattern if set(level.pattern) <= set("—―─") else ""

    def value(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = levels.get(at)
        if shown is None or at > depth:
            return ""
        return printed(counts.get(at, shown.start), "decimal" if level.legal else shown.style)

    return re.sub("%([1-9])", value, level.pattern).strip()


def _overridden(levels: dict[int, Level], element: etree._Element) -> dict[int, Level]:
    """Return the levels of a definition with the changes of one list."""
    for override in element.iterfind(f"{W}lvlOverride"):
        depth = number(override.get(f"{W}ilvl"))
        levels = levels | _levels(override)
        start = number(attribute(override, "startOverride"))
        if depth in levels and start is not None:
            levels[depth] = attrs.evolve(levels[depth], start=start, begun_anew=True)
    return levels


def _levels(parent: etree._Element | None) -> dict[int, Level]:
    levels = {}
    for element in () if parent is None else parent.iterfind(f"{W}lvl"):
        depth = number(element.get(f"{W}ilvl"))
        if depth is None or not 0 <= depth <= _DEEPEST:
            continue
        start = number(attribute(element, "start"))
        restart = number(attribute(element, "lvlRestart"))
        levels[depth] = Level(
            start=0 if start is None else start,
            style=attribute(element, "numFmt") or "decimal",
            pattern=(attribute(element, "lvlText") or "")[:_LONGEST],
            restart=depth if restart is None else restart,
            legal=element.find(f"{W}isLgl") is not None,
            gap=attribute(element, "suff") != "nothing",
            paragraph_style=attribute(element, "pStyle"),
        )
    return levels
