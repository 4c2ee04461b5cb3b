r"""Signs: stretches of a text whose reading has another length.

Forms of a character with the same length are replaced before (:mod:`~zhengce.text.characters`).
All others are rows of :data:`SIGNS`: the first characters of the sign, the function that reads
it, and an example. A function yields nothing if it finds no such sign; then the text stays.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from ..lexicon import Lazy
from .characters import INVISIBLE, SOFT_HYPHEN, UNREADABLE, fold
from .edits import Edit
from .formulas import read_formula
from .tables import Tag, read_break, read_table
from .tags import POWER, TAG

_LONGEST_ROW: Final = 20_000
_DEEPEST: Final = 3  # tables drawn inside of one another, to lay out a page


class Part(NamedTuple):
    """A part of a text that is searched for signs: all of it, or the text between two tags of a table."""

    text: str
    start: int
    end: int
    in_row: bool = False
    depth: int = 0

    def cell(self, place: int) -> tuple[int, int] | None:
        """Return where the table cell at *place* begins and ends, ``None`` outside of cells."""
        if self.in_row:
            return self.start, self.end
        text, near, far = self.text, max(0, place - _LONGEST_ROW), place + _LONGEST_ROW
        line = text.rfind("\n", near, place) + 1
        if not line and near:
            return None
        while text[line] in " \t>":
            line += 1
        if text[line] != "|":
            return None
        ends = (found for mark in "|\n" if (found := text.find(mark, place, far)) >= 0)
        return text.rfind("|", line, place) + 1, min(ends, default=self.end)

    def keep_cell(self, place: int, reads: str) -> str:
        r"""Return *reads*, or a replacement inside a cell, which a "|" or a "\n" would end."""
        if (reads != "|" and reads != "\n") or (cell := self.cell(place)) is None:
            return reads
        return "｜" if reads == "|" else read_break(self.text, *cell, place)


def find_edits(part: Part) -> Iterator[Edit]:
    """Yield the edits of the signs in a part of a folded text, in text order."""
    done = part.start
    for found in (_BEGINS_IN_ROW if part.in_row else _BEGINS).finditer(part.text, part.start, part.end):
        place = found.start()
        if place < done:
            continue
        for edit in _READERS.get(found[0], _read_character)(part, place):
            yield edit
            done = edit.end


# --- characters ---------------------------------------------------------------

_INVISIBLE = Lazy(f"[{INVISIBLE}]+")
_PAIR = Lazy("[\ud800-\udbff][\udc00-\udfff]")
_UNREADABLE = Lazy(f"[{UNREADABLE}]+|(?:锟斤拷)+")
_HYPHENS = Lazy(rf"(?P<hyphens>{SOFT_HYPHEN}+)(?P<before_digit>\s?[0-9])?")
_MAY_BEGIN_RANGE = Lazy("[0-9%\u3400-\u9fff]")


def _read_character(part: Part, place: int) -> Iterable[Edit]:
    """Drop an invisible character; keep an unreadable one, and note it."""
    if run := _INVISIBLE.match(part.text, place, part.end):
        return [Edit(place, run.end(), "", "invisible")]
    if pair := _PAIR.match(part.text, place, part.end):
        return [Edit(place, pair.end(), pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), "pair")]
    if run := _UNREADABLE.match(part.text, place, part.end):
        return [Edit(place, run.end(), run[0], "unreadable")]
    return []


def _read_soft_hyphen(part: Part, place: int) -> Iterable[Edit]:
    """Read a soft hyphen between numbers as a hyphen; drop it elsewhere, where it only allows a line break."""
    run = _HYPHENS.match(part.text, place, part.end)
    if run is None:
        return []
    is_printed = run["before_digit"] is not None and place and _MAY_BEGIN_RANGE.match(part.text, place - 1)
    return [Edit(place, run.end("hyphens"), "-" if is_printed else "", "soft hyphen")]


def _read_edge(part: Part, place: int) -> Iterable[Edit]:
    """Replace a bar or a line end among the words of a cell of HTML."""
    return [Edit(place, place + 1, part.keep_cell(place, part.text[place]), "edge")]


# --- what converters leave behind ---------------------------------------------

_ENTITY = Lazy(r"&(?:amp;)*+(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DROPPED = Lazy(f"[{INVISIBLE}{SOFT_HYPHEN}]")
_ESCAPABLE = Lazy(r"[!-/:-@\[-`{-~（）【】〔〕〈〉《》，。、；：？！．·—]")
_ESCAPED_ITEM = Lazy(r"(?<![^\n：；。])\\（[0-9]{1,3}\\）(?!\s*[年月日%个])")  # \(1\) 优化服务


def _read_entity(part: Part, place: int) -> Iterable[Edit]:
    """Read an entity of HTML; ``&amp;nbsp;`` was escaped twice."""
    found = _ENTITY.match(part.text, place, part.end)
    if found is None:
        return []
    reads, once = "", found[0]
    while once != reads:
        reads, once = once, html.unescape(once)
    reads = _DROPPED.sub("", fold(reads)[0])
    return [Edit(place, found.end(), part.keep_cell(place, reads), "entity")] if len(reads) < 2 else []


def _read_dollar(part: Part, place: int) -> Iterable[Edit]:
    return read_formula(part.text, place, part.end)


def _read_backslash(part: Part, place: int) -> Iterable[Edit]:
    r"""Read ``\(9\)`` as a formula, or after a full stop as the number of an item, and ``\*`` as the sign itself."""
    is_item = _ESCAPED_ITEM.match(part.text, place, part.end)
    formula = [] if is_item else list(read_formula(part.text, place, part.end))
    if formula:
        return formula
    sign = part.text[place + 1 : min(place + 2, part.end)]
    if sign == "\n":  # breaks the line
        return [Edit(place, place + 1, "", "escape")]
    return [Edit(place, place + 2, part.keep_cell(place, sign), "escape")] if _ESCAPABLE.match(sign) else []


def _read_tag(part: Part, place: int) -> Iterable[Edit]:
    """Read a tag of HTML; other words in angle brackets stay."""
    tag = TAG.match(part.text, place, part.end)
    if tag is None:
        return []
    if tag["table"] and not part.in_row and part.depth < _DEEPEST:
        return _read_rows(part, *read_table(part.text, place, part.end))
    if tag["table"] or tag["block"]:
        return [Edit(place, tag.end(), part.keep_cell(place, "\n"), "tag")]
    if power := POWER.match(part.text, place, part.end):
        return [Edit(place, power.end(), "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(power[1])], "tag")]
    return [Edit(place, tag.end(), "", "tag")]


def _read_rows(part: Part, tags: list[Tag], end: int) -> Iterator[Edit]:
    """Yield the tags of a table that ends at *end*, and the signs between them."""
    for tag, stop in zip(tags, [*(after.start for after in tags[1:]), end], strict=True):
        yield Edit(tag.start, tag.end, tag.reads, "tag", tag.cell)
        yield from find_edits(Part(part.text, tag.end, stop, in_row=tag.in_row, depth=part.depth + 1))


# --- the table ------------------------------------------------------------------


class Kind(NamedTuple):
    """A kind of sign.

    Attributes:
        begins: the characters that it may begin with; empty for all others.
        read: the function that yields the edits of the sign at a place, or nothing.
        example: words with such a sign.
        clean: the clean reading of the example.
        why: where such signs come from.
    """

    begins: str
    read: Callable[[Part, int], Iterable[Edit]]
    example: str
    clean: str
    why: str


SIGNS: Final = (
    Kind("", _read_character, "6\u200d月", "6月", "web editors put joiners and marks of direction between characters"),
    Kind("", _read_character, "\ud842\udfb7", "𠮷", "a program that counts in UTF-16 cut a character in two"),
    Kind("", _read_character, "\ue123月", "\ue123月", "a font of its own knows what this is: it may be a number"),
    Kind(SOFT_HYPHEN, _read_soft_hyphen, "6\xad9月", "6-9月", "PDF writers name the hyphen so"),
    Kind("|\n", _read_edge, "<td>甲|乙\n丙</td>", "|甲｜乙丙|", "cells in HTML may hold any text"),
    Kind("&", _read_entity, "6&nbsp;月", "6月", "a converter left entities of HTML"),
    Kind("$", _read_dollar, r"$98\%$以上", "98%以上", "text recognition took a number for a formula"),
    Kind("\\", _read_backslash, r"1\. 优化服务", "1.优化服务", "Markdown writers escape what might be a mark"),
    Kind("<", _read_tag, "6<b>月</b>", "6月", "Markdown holds tags of HTML, tables above all"),
)

_READERS: Final = {char: sign.read for sign in SIGNS for char in sign.begins}
_BEGIN: Final = rf"&$\\<{SOFT_HYPHEN}{INVISIBLE}{UNREADABLE}锟"
_BEGINS = Lazy(f"[{_BEGIN}]")
_BEGINS_IN_ROW = Lazy(f"[{_BEGIN}|\n]")
