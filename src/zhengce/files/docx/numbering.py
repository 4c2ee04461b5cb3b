"""Automatic numbering of a DOCX: the numbers are not in its text, they must be counted.

A paragraph names a list (``w:num``) and a level. A list follows a definition
(``w:abstractNum``) that says, level by level, where to start, how to print, and
when to begin anew; lists of one definition count together, unless one of them
overrides the start (ECMA-376, part 1, 17.9).
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
    """An attribute of a child element, ``None`` where either is missing."""
    found = None if element is None else element.find(W + child)
    return None if found is None else found.get(W + name)


def number(text: str | None) -> int | None:
    """A whole number of few digits; ``None`` for anything else."""
    return int(text) if text and re.fullmatch("-?[0-9]{1,6}", text) else None


@attrs.frozen
class Level:
    """How one level of a list is counted and printed.

    Attributes:
        start: its first number.
        style: how a number is printed, a name of ECMA-376.
        pattern: the words around it; ``%1`` stands for the number of the first level.
        restart: the level whose next item begins this one anew, counted from 1; 0 for none.
        legal: whether numbers of higher levels are in digits here, whatever their style.
        gap: whether a tab or a space follows.
        paragraph_style: the style whose paragraphs belong to this level.
        begun_anew: whether the list overrides the start that its definition gives.
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
            list_of_style: by style, the list that it numbers with; definitions may refer to such a style.
        """
        definitions = (
            {} if part is None else {d.get(f"{W}abstractNumId", ""): d for d in part.iterfind(f"{W}abstractNum")}
        )
        lists = {} if part is None else {n.get(f"{W}numId", ""): n for n in part.iterfind(f"{W}num")}
        self._lists: dict[str, _List] = {}
        for name, element in lists.items():
            definition = attribute(element, "abstractNumId") or ""
            style = attribute(definitions.get(definition), "numStyleLink")
            if style and (linked := lists.get(list_of_style.get(style, ""))) is not None:
                definition = attribute(linked, "abstractNumId") or ""
            self._lists[name] = _list(definition, definitions.get(definition), element)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, name: str, style: str) -> int | None:
        """The level of a list that the paragraphs of a style belong to."""
        levels = self._lists[name].levels if name in self._lists else {}
        return next((depth for depth, level in levels.items() if level.paragraph_style == style), None)

    def next(self, name: str, depth: int) -> str:
        """What is printed before the next item of list *name* at a level, counted from 0; empty for a bullet.

        A dash stays, since it is how documents of this kind open a paragraph.
        """
        found = self._lists.get(name)
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
        return f"{label} " if label and level.gap and label[-1] not in "、）" else label


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


def _list(definition: str, abstract: etree._Element | None, element: etree._Element) -> _List:
    levels = {} if abstract is None else _levels(abstract)
    for override in element.iterfind(f"{W}lvlOverride"):
        depth = number(override.get(f"{W}ilvl"))
        levels |= _levels(override)
        start = number(attribute(override, "startOverride"))
        if depth in levels and start is not None:
            levels[depth] = attrs.evolve(levels[depth], start=start, begun_anew=True)
    return _List(definition, levels)


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for element in parent.iterfind(f"{W}lvl"):
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
