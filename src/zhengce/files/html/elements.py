"""The visible lines of the elements of a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from lxml import etree

from ...lexicon import ITEM
from ...text import WIDE
from ..extracted import PICTURE, Line, tidy
from ..numerals import printed
from ..tables import Cell, render

_UNSEEN: Final = frozenset(
    "head script style noscript template iframe object embed svg canvas audio video map "
    "button input select textarea datalist nav footer del rt rp".split()
)
_BLOCKS: Final = frozenset(
    "html body address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption figure "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section summary td th ul".split()
)
_GROUPS: Final = frozenset({"table", "thead", "tbody", "tfoot"})

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|[a-z-]+)")
_ICON_SIZE: Final = 64
_ICON = re.compile("icon", re.IGNORECASE)
_STYLED_SIZE = re.compile(r"(?:width|height)\s*:\s*([0-9]{1,4})(?:\.[0-9]+)?px")
_SOURCE_BREAK = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]\s*(?=[{WIDE}])")
_STARTS_ITEM = re.compile(ITEM)

_LIST_STYLES: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital",
}


def is_unseen(element: etree._Element) -> bool:
    """Return whether a browser shows nothing of an element, or nothing that is text."""
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style", "").lower()) is not None
    )


def _is_icon(image: etree._Element) -> bool:
    """Return whether a picture is too small to hold words, or is marked as an icon, as for attachments."""
    sizes = [_number(image, name, _ICON_SIZE) for name in ("width", "height")]
    sizes += map(int, _STYLED_SIZE.findall(image.get("style", "")))
    return min(sizes) < _ICON_SIZE or _ICON.search(image.get("src", "")) is not None


class Reader:
    """Collects the words of a page line by line."""

    def __init__(self) -> None:
        """Begin without lines."""
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._label = ""  # of a list item that has no words yet
        self._preformatted = 0

    def lines(self, element: etree._Element) -> list[Line]:
        """Return the lines of an element, blank ones left out."""
        self._walk(element)
        self._break()
        return self._lines

    def _walk(self, element: etree._Element) -> None:
        tag = element.tag
        if is_unseen(element):
            return
        if tag == "br":
            self._break()
        elif tag == "img":
            self._words.append("" if _is_icon(element) else PICTURE)
        elif tag in _GROUPS or tag == "tr":
            self._break()
            self._lines += self._table(element)
        elif tag in _BLOCKS:
            self._break()
            self._inside(element)
            self._break()
        else:
            self._inside(element)

    def _inside(self, element: etree._Element) -> None:
        preformatted = element.tag == "pre" or _PREFORMATTED.search(element.get("style", "")) is not None
        self._preformatted += preformatted
        labels = _labels(element) if element.tag == "ol" else None
        self._text(element.text)
        for child in element:
            if labels and child.tag == "li":
                self._break()
                self._label = next(labels)
            self._walk(child)
            self._text(child.tail)
        if labels:
            self._label = ""
        self._preformatted -= preformatted

    def _text(self, text: str | None) -> None:
        if text and self._preformatted:
            first, *others = text.splitlines() or [""]
            self._words.append(first)
            for line in others:
                self._break()
                self._words.append(line)
        elif text:
            self._words.append(text)

    def _break(self) -> None:
        """End the line."""
        text = tidy(_SOURCE_BREAK.sub("", "".join(self._words)))
        self._words = []
        if text:
            self._lines.append(Line(text if _STARTS_ITEM.match(text) else self._label + text))
            self._label = ""

    def _table(self, table: etree._Element) -> list[Line]:
        rows = [
            [_cell(cell, left) for cell in row if cell.tag in ("td", "th") and not is_unseen(cell)]
            for row, left in _rows(table)
        ]
        captions = [line for caption in table.findall("caption") for line in Reader().lines(caption)]
        return captions + (render(rows) if any(cell.lines for row in rows for cell in row) else [])


def _rows(group: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Yield the rows of a table, not of tables inside it, each with the number of rows left in its group."""
    inside = [group] if group.tag == "tr" else group
    shown = (each for each in inside if each.tag in _GROUPS or (each.tag == "tr" and not is_unseen(each)))
    for is_row, members in groupby(shown, key=lambda each: each.tag == "tr"):
        rows = list(members)
        if is_row:
            yield from zip(rows, range(len(rows), 0, -1), strict=True)
        else:
            yield from (row for inner in rows for row in _rows(inner))


def _cell(element: etree._Element, left: int) -> Cell:
    lines = tuple(Reader().lines(element))
    rows = _number(element, "rowspan", 1) or left  # 0 is all that are left
    return Cell(lines, columns=_number(element, "colspan", 1), rows=min(rows, left))


def _labels(element: etree._Element) -> Iterator[str]:
    """Yield the numbers of an ordered list, item by item."""
    style = _LIST_STYLE.search(element.get("style", "").lower())
    name = style[1] if style else element.get("type", "1")
    kind = _LIST_STYLES.get(name, "decimal")
    step = -1 if element.get("reversed") is not None else 1
    items = element.findall("li")
    value = _number(element, "start", 1 if step > 0 else len(items))
    for item in items:
        value = _number(item, "value", value)
        label = printed(value, kind)
        yield "" if name == "none" else label + ("、" if kind == "chineseCounting" else ". ")
        value += step


def _number(element: etree._Element, name: str, default: int) -> int:
    text = element.get(name, "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else default
