"""Parts: the outline with its unit clauses handed out.

Each item keeps the clause that speaks of it; a stretch of text that has a
clause of its own but no number becomes a part of its own. In the tree that
results, a part is a measure if, and only if, it has work to do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .frontmatter import Line
from .outline import Item
from .tables import Table
from .units import Clause

_BETWEEN_CLAUSES = re.compile(r"[\s，。；、]*")
_SENTENCE = re.compile(r"(?:[^。！？\n“《（]|“[^”\n]{0,80}”|《[^》\n]{0,120}》|（[^）\n]{0,120}）|[“《（])+")
_LEADS_IN = re.compile(r"(?:具体|主要|重点|工作)(?:措施|举措|任务|内容)：\s*")
_TRAILING = "。；：，、:;. "

_QUORUM: Final = 2 / 3
"""Where so many items of a list have a unit clause, one without is a measure that nobody was given."""


@attrs.define
class Part:
    """A stretch of the clean text, ``start`` to ``end``, with what stands below it.

    ``body`` is where the words behind its printed number begin; ``words`` is where
    its title stands, if not there.
    """

    style: str
    number: str
    start: int
    body: int
    end: int
    clauses: list[Clause] = attrs.Factory(list)
    parts: list[Part] = attrs.Factory(list)
    is_measure: bool = False
    numbered: bool = False
    words: Line = (0, 0)

    def walk(self) -> Iterator[Part]:
        """The part itself and all below it, depth first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def holds_measures(self) -> bool:
        """Whether it is a measure, or one stands below it."""
        return any(part.is_measure for part in self.walk())

    def title_place(self, clean: str) -> tuple[int, int]:
        """Where its heading or first sentence stands, without final stop."""
        start, own_end = self.words if any(self.words) else (self.body, self.end)
        while start < own_end and clean[start] in " \n、.":
            start += 1
        if leads_in := _LEADS_IN.match(clean, start, own_end):
            start = leads_in.end()
        stop = min((c.start for c in self.clauses if start < c.start < own_end), default=own_end)
        sentence = _SENTENCE.match(clean, start, stop)
        end = sentence.end() if sentence else start
        while end > start and clean[end - 1] in _TRAILING:
            end -= 1
        return start, end


def read_parts(
    clean: str, outline: Sequence[Item], lines: list[Line], clauses: Sequence[Clause], tables: Sequence[Table]
) -> list[Part]:
    """The tree of parts; *lines* are those of the body, *clauses* and *tables* what was found in it."""
    parts = [_part(item, lines) for item in outline]
    _hand_out(clean, parts, [c for c in clauses if not any(t.start <= c.start < t.end for t in tables)])
    parts = [p for part in parts for p in _cut(clean, part, last=part is parts[-1])]
    for table in tables:
        _take_rows(clean, parts, table)
    _appoint(parts)
    return parts


def _part(item: Item, lines: list[Line]) -> Part:
    last = bisect_left(lines, (item.end, 0)) - 1  # the body's last line that begins before the item ends
    end = max(item.body, min(item.end, lines[last][1]))
    parts = [_part(child, lines) for child in item.children]
    return Part(item.style, item.number, item.start, item.body, end, parts=parts, numbered=item.numbered)


# --- clauses --------------------------------------------------------------


def _flat(parts: Sequence[Part]) -> list[Part]:
    return [part for top in parts for part in top.walk()]


def _home(flat: list[Part], place: int) -> Part | None:
    """The innermost part that the place stands in."""
    i = bisect_right(flat, place, key=lambda part: part.start) - 1
    return flat[i] if i >= 0 and place < flat[i].end else None


def _hand_out(clean: str, parts: list[Part], clauses: Sequence[Clause]) -> None:
    """Give each clause to the part that it stands in."""
    flat = _flat(parts)
    for clause in clauses:
        home = _home(flat, clause.start)
        if home:
            home.clauses.append(clause)
    for part in reversed(flat):
        _lift(clean, part)


def _lift(clean: str, parent: Part) -> None:
    """A clause on a line of its own below the last of several parts speaks of them all."""
    if not parent.numbered or len(parent.parts) < 2 or parent.clauses:
        return
    *others, last = parent.parts
    if last.clauses and not any(p.clauses for o in others for p in o.walk()) and not last.parts:
        first = last.clauses[0]
        if clean[first.start - 1] == "\n":
            parent.clauses, last.clauses = last.clauses, []


# --- tables ---------------------------------------------------------------


def _take_rows(clean: str, parts: list[Part], table: Table) -> None:
    """The rows of a table become parts below the one it stands in; rows of a group share a heading."""
    home = _home(_flat(parts), table.start)
    if home is None:
        return
    rows: list[Part] = []
    for row in table.rows:
        part = Part(
            "row", row.number, row.start, row.title[0], row.end, [*row.clauses], is_measure=True, words=row.title
        )
        if row.group is None:
            rows.append(part)
        elif rows and clean[slice(*rows[-1].words)] == clean[slice(*row.group)]:
            rows[-1].parts.append(part)
        else:
            rows.append(Part("heading", "", row.group[0], row.group[0], row.group[1], parts=[part], words=row.group))
    home.parts[:0] = [*rows, *_rest(clean, table.end, home.end)]
    home.end = max(home.body, _back_over_blanks(clean, table.start))


def _rest(clean: str, start: int, end: int) -> list[Part]:
    """The plain paragraphs between *start* and *end*, if there are any."""
    while start < end and clean[start] == "\n":
        start += 1
    return [Part("plain", "", start, start, end)] if start < end else []


def _back_over_blanks(clean: str, end: int) -> int:
    while end and clean[end - 1] in " \n":
        end -= 1
    return end


# --- cutting --------------------------------------------------------------


def _cut(clean: str, part: Part, *, last: bool) -> list[Part]:
    """The part with at most one clause, and the parts that were cut out of its own text.

    What was cut out of plain paragraphs stands beside them, else below.
    """
    part.parts = [p for child in part.parts for p in _cut(clean, child, last=last and child is part.parts[-1])]
    part.is_measure = False
    work = _groups(clean, [c for c in part.clauses if not c.of_domain])
    if not work:
        return [part]
    own_end = part.end
    if part.numbered and not _is_heading_of_several(clean, part, work):
        part.clauses = [*[c for c in part.clauses if c.of_domain], *work[0]]
        part.is_measure = True
        begin, work = work[0][-1].end, work[1:]
        if work:
            part.end = begin
    else:
        part.clauses = [c for c in part.clauses if c.of_domain]
        begin = _paragraph_start(clean, part, work[0][0].start)
        part.end = max(part.body, begin)
    cut = _paragraph_measures(clean, begin, own_end, work)
    tail = _tail(clean, (cut or [part])[-1], own_end) if last and not part.parts else []
    if part.style == "plain":
        return [*([part] if clean[part.start : part.end].strip() else []), *cut, *tail]
    part.parts = [*cut, *part.parts]
    return [part, *tail]


def _groups(clean: str, clauses: list[Clause]) -> list[list[Clause]]:
    """Clauses that follow one another without words between them are one."""
    groups: list[list[Clause]] = []
    for clause in clauses:
        if groups and _BETWEEN_CLAUSES.fullmatch(clean, groups[-1][-1].end, clause.start):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _is_heading_of_several(clean: str, part: Part, work: list[list[Clause]]) -> bool:
    """A numbered heading on a line of its own, with paragraphs below that have a clause each."""
    line_end = clean.find("\n", part.start, part.end)
    return len(work) > 1 and 0 < line_end < work[0][0].start and "。" not in clean[part.start : line_end]


def _paragraph_start(clean: str, part: Part, clause: int) -> int:
    """Where the paragraph begins that the clause closes; a clause on its own line closes the one above."""
    start = clean.rfind("\n", part.body, clause) + 1
    if start == clause:
        start = clean.rfind("\n", part.body, start - 1) + 1
    return start or part.body


def _paragraph_measures(clean: str, begin: int, end: int, work: list[list[Clause]]) -> list[Part]:
    measures: list[Part] = []
    for group in work:
        while begin < end and clean[begin] in " \n，。；、":
            begin += 1
        measures.append(Part("paragraph", "", begin, begin, group[-1].end, group, is_measure=True))
        begin = group[-1].end
    if measures:
        measures[-1].end = end
    return measures


def _tail(clean: str, measure: Part, end: int) -> list[Part]:
    """The closing paragraphs of a document, below its last measure, are no part of it."""
    closed = measure.clauses[-1].end
    line_end = clean.find("\n", closed, end)
    heads_it = "。" not in clean[measure.start : closed] and "\n" not in clean[measure.start : closed]
    if line_end < 0 or heads_it:
        return []
    measure.end = line_end
    return [Part("plain", "", line_end + 1, line_end + 1, end)]


# --- measures without a clause --------------------------------------------


def _appoint(parts: list[Part]) -> None:
    """An item without a clause among items that have one is a measure all the same."""
    for part in parts:
        _appoint(part.parts)
    listed = [p for p in parts if p.numbered]
    given = [p for p in listed if p.is_measure]
    if len(given) < 2 or len(given) < _QUORUM * len(listed):
        return
    for part in listed:
        if part.style == given[0].style and not part.holds_measures:
            part.is_measure = True
