"""OFD (GB/T 33190-2016): what the parts of the archive put on the pages, as :mod:`.pages` reads it.

``OFD.xml`` names the documents, a document its pages, a page its templates and objects. Places
are in millimetres from the upper left corner of the page; each object has a box (Boundary)
there, and a matrix (CTM) for what is drawn in it. Elements are found by their local names,
since writers do not agree on the namespace.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, repeat
from math import atan2
from pathlib import Path
from typing import Final

import attrs
from lxml import etree

from ..errors import FileError
from ..saying import say
from ..text import WIDE
from .archive import Archive
from .extracted import MOST_CHARACTERS, Extracted
from .pages import text_of
from .pages.sheet import Sheet, sheet_of

_MOST_PAGES: Final = 2000
_MOST_SEGMENTS: Final = 20_000  # of the paths of a page; more are a drawing
_MOST_SEGMENTS_IN_ALL: Final = 1_000_000

_POINTS: Final = 72 / 25.4  # in a millimetre
_FAR: Final = 1e5  # no number is so large
_A4: Final = (0.0, 0.0, 210.0, 297.0)
_ABOVE: Final = 0.86  # of the size of a character: how far its box is above the baseline
_NARROW: Final = 0.5  # of the size: the width of a Latin letter

_WIDE: Final = re.compile(f"[{WIDE}]")
_STROKE: Final = re.compile(r"([MSLQBAC])([^MSLQBAC]*)")
_COUNTS: Final = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
"""How many numbers follow each letter of a path; the last two are the point at which it ends."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of an OFD, with the page that each line comes from.

    Raises:
        FileError: it is broken, encrypted, exceeds a limit, or holds pictures of pages.
    """
    return text_of(_Reader(Archive(path, data)).sheets(), path)


class _Reader:
    """Reads the pages of a file one after the other, and counts what is on them."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pages = self._characters = self._segments = 0

    def sheets(self) -> Iterator[Sheet]:
        """Yield what is on each page of each document."""
        main = self._archive.needed("OFD.xml")
        if main.find(".//{*}Encryptions") is not None or "Encryptions.xml" in self._archive:
            why = say("the document is protected by a password; save a copy without one")
            raise FileError(self._archive.path, why)
        for root in main.iterfind("{*}DocBody/{*}DocRoot"):
            yield from self._document(_target("", root.text))
        if not self._pages:
            raise self._archive.broken(say("it has no pages"))

    def _document(self, name: str) -> Iterator[Sheet]:
        root = self._archive.needed(name)
        usual = _box(root.find("{*}CommonData/{*}PageArea"), _A4)
        below = root.iterfind("{*}CommonData/{*}TemplatePage")
        templates = {each.get("ID"): _Print.of(self._part(name, each)) for each in below}
        for page in root.iterfind("{*}Pages/{*}Page"):
            part = self._part(name, page)
            shown = [each.get("TemplateID") for each in part.iterfind("{*}Template")]
            printed = [*(templates[each] for each in dict.fromkeys(shown) if each in templates), _Print.of(part)]
            self._count(printed)
            yield _sheet(_box(part.find("{*}Area"), usual), printed)

    def _part(self, source: str, element: etree._Element) -> etree._Element:
        return self._archive.needed(_target(source, element.get("BaseLoc")))

    def _count(self, printed: Iterable[_Print]) -> None:
        self._pages += 1
        self._characters += sum(each.characters for each in printed)
        self._segments += sum(each.segments for each in printed)
        for what, found, most in (
            (say("pages"), self._pages, _MOST_PAGES),
            (say("characters"), self._characters, MOST_CHARACTERS),
            (say("lines and curves"), self._segments, _MOST_SEGMENTS_IN_ALL),
        ):
            if found > most:
                why = say("refused: more than {most:,} {what}; split it", most=most, what=what)
                raise FileError(self._archive.path, why)


def _target(source: str, location: str | None) -> str:
    """Return the name of the part at a location that another part names."""
    folder, place = posixpath.dirname(source), (location or "").strip().replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/")


def _box(area: etree._Element | None, otherwise: Box) -> Box:
    """Return the left, upper, right and lower edge of a page."""
    x, y, width, height = _numbers(None if area is None else area.findtext("{*}PhysicalBox"), (0, 0, 0, 0))
    return (x, y, x + width, y + height) if width > 0 and height > 0 else otherwise


def _numbers(text: str | None, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    """Return the numbers of an attribute, or *otherwise* if they are not as many, or so large that none is meant."""
    try:
        found = tuple(map(float, (text or "").split(None, len(otherwise))))
    except ValueError:
        return otherwise
    return found if len(found) == len(otherwise) and all(abs(number) < _FAR for number in found) else otherwise


def _sheet(box: Box, printed: Iterable[_Print]) -> Sheet:
    """Return a page with what its templates and the page itself show."""
    left, top, right, bottom = (edge * _POINTS for edge in box)
    texts = [text for each in printed for text in each.texts]
    places = [place for each in printed for place in each.places]
    lines = [line for each in printed for line in each.lines]
    pictures = [picture for each in printed for picture in each.pictures]
    segments = sum(each.segments for each in printed)
    return sheet_of(
        (left, -bottom, right, -top), texts, _columns(places, 7), _columns(lines, 4), _columns(pictures, 4), segments
    )


def _columns(rows: list[tuple[float, ...]], count: int) -> list[tuple[float, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * count


# --- what is on a page ----------------------------------------------------


@attrs.define
class _Print:
    """What a page or template shows, in points, with y upwards from the upper left corner.

    Attributes:
        texts: its characters.
        places: x, y, left, bottom, right, top and rotation of each.
        lines: left, bottom, right and top of its upright and level lines.
        pictures: those of its pictures.
        segments: the number of segments of all paths, as far as they were counted.
        characters: the number of characters that were read, those off the page included.
    """

    texts: list[str] = attrs.field(factory=list)
    places: list[tuple[float, ...]] = attrs.field(factory=list)
    lines: list[tuple[float, ...]] = attrs.field(factory=list)
    pictures: list[tuple[float, ...]] = attrs.field(factory=list)
    segments: int = 0
    characters: int = 0

    @classmethod
    def of(cls, root: etree._Element) -> _Print:
        """Return what the objects of a page or template show, in the order of the file."""
        made = cls()
        for content in root.iterfind("{*}Content"):
            for thing in content.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject", "{*}CompositeObject"):
                if thing.get("Visible") != "false" and made.characters <= MOST_CHARACTERS:
                    made._add(thing)
        return made

    def _add(self, thing: etree._Element) -> None:
        x, y, width, height = _numbers(thing.get("Boundary"), (0, 0, 0, 0))
        a, b, c, d, e, f = (_POINTS * number for number in _numbers(thing.get("CTM"), (1, 0, 0, 1, 0, 0)))
        matrix = (a, -b, c, -d, e + _POINTS * x, -f - _POINTS * y)
        match etree.QName(thing).localname:
            case "TextObject":
                for code in thing.iterfind("{*}TextCode"):
                    self._write(thing, code, matrix)
            case "PathObject":
                self._draw(thing.findtext("{*}AbbreviatedData") or "", matrix)
            case _:
                corners = (x, y), (x + width, y + height)
                self.pictures.append(_around((_POINTS * right, -_POINTS * down) for right, down in corners))

    def _write(self, thing: etree._Element, code: etree._Element, matrix: Matrix) -> None:
        """Add the characters of a piece of text, each moved from the one before by DeltaX and DeltaY."""
        text = (code.text or "").strip("\r\n")[: MOST_CHARACTERS + 1]
        self.characters += len(text)
        [size], [stretch] = _numbers(thing.get("Size"), (0,)), _numbers(thing.get("HScale"), (1,))
        [x], [y] = _numbers(code.get("X"), (0,)), _numbers(code.get("Y"), (0,))
        widths = [size * stretch * (1 if _WIDE.match(char) else _NARROW) for char in text]
        right, down = (_moves(code.get(name), len(text) - 1) for name in ("DeltaX", "DeltaY"))
        widths[: len(right)] = [min(move, size * stretch) for move in right]
        right = right or ([0.0] * len(down) if down else widths)
        starts = zip(accumulate(right, initial=x), accumulate(down or repeat(0.0), initial=y), strict=False)
        turned = atan2(-matrix[1], matrix[0])
        for char, width, (left, base) in zip(text, widths, starts, strict=False):
            corners = (left, base - _ABOVE * size), (left + width, base + (1 - _ABOVE) * size)
            place = (*_at(matrix, left, base), *_around(_at(matrix, *corner) for corner in corners), turned)
            if all(abs(number) < _FAR for number in place):
                self.texts.append(char)
                self.places.append(place)

    def _draw(self, data: str, matrix: Matrix) -> None:
        """Add the upright and level segments of a path."""
        first = last = None
        for stroke in _STROKE.finditer(data):
            if self.segments > _MOST_SEGMENTS:
                self.lines.clear()
                return
            self.segments += 1
            letter = stroke[1]
            numbers = _numbers(stroke[2], (0.0,) * _COUNTS.get(letter, 0))
            here = _at(matrix, *numbers[-2:]) if numbers else first
            if letter in "MS":
                first = here
            elif letter in "LC" and last and here:
                left, bottom, right, top = _around((last, here))
                if min(right - left, top - bottom) < 1 < max(right - left, top - bottom):
                    self.lines.append((left, bottom, right, top))
            last = here


def _moves(text: str | None, count: int) -> list[float]:
    """Return by how much each character but the first is moved: ``5 g 3 4`` is 5 4 4 4.

    Where there are too few moves, the last one is repeated; where there are none, the list is empty.
    """
    moves: list[float] = []
    words = iter((text or "").split())
    while len(moves) < count and (word := next(words, None)):
        [times] = _numbers(next(words, None), (1,)) if word == "g" else (1,)
        [move] = _numbers(next(words, None) if word == "g" else word, (0,))
        moves += repeat(move, min(max(0, int(times)), count - len(moves)))
    return moves + moves[-1:] * (count - len(moves))


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: Iterable[Point]) -> Box:
    """Return the left, bottom, right and top around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
