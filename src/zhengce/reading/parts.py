"""Parts: the outline with its unit clauses handed out.

Each item keeps the clause that speaks of it; a stretch of text that has a
clause of its own but no number becomes a part of its own, and so does a row of
a table. In the tree that results, a part is a measure if it has work to do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs

from .lines import Line
from .outline import Item
from .tables import Table
from .units import Clause

_SENTENCE = re.compile(r"(?:[^。！？“《（]|“[^”]{0,80}”|《[^》]{0,120}》|（[^）]{0,120}）|[“《（])+")
_LEADS_IN = re.compile(r"(?:具体|主要|重点|工作)(?:措施|举措|任务|内容)：\s*")
_BEGINS_LEAD_IN = frozenset("具主重工")
_BETWEEN_CLAUSES = re.compile(r"[\s，。；、]*")
_LEADING = " \n、.，。；—–•·●▪■◆-*"
_TRAILING = " \n。；：，、:;."


@attrs.define
class Part:
    """A stretch of the clean text, ``start`` to ``end``, with what stands below it.

    ``words`` is where its heading or first sentence must be looked for: its
    first line behind the printed number. ``above`` are the cells that a row of a
    table shares with those above it.
    """

    style: str
    number: str
    start: int
    end: int
    words: Line
    clauses: list[Clause] = attrs.Factory(list)
    parts: list[Part] = attrs.Factory(list)
    is_measure: bool = False
    numbered: bool = False
    above: Sequence[Line] = ()

    def walk(self) -> Iterator[Part]:
        """The part itself and all below it, depth first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def holds_measures(self) -> bool:
        """Whether it is a measure, or one stands below it."""
        return any(part.is_measure for part in self.walk())

    def title_place(self, clean: str) -> Line:
        """Where its heading or first sentence stands, without final stop."""
        start, end = self.words
        while start < end and clean[start] in _LEADING:
            start += 1
        if clean[start : start + 1] in _BEGINS_LEAD_IN and (leads_in := _LEADS_IN.match(clean, start, end)):
            start = leads_in.end()
        stop = end
        for clause in self.clauses:
            if start < clause.start < stop:
                stop = clause.start
        sentence = _SENTENCE.match(clean, start, stop)
        end = sentence.end() if sentence else start
        while end > start and clean[end - 1] in _TRAILING:
            end -= 1
        return start, end


def read_parts(
    clean: str, outline: Sequence[Item], lines: list[Line], clauses: Sequence[Clause], tables: Sequence[Table]
) -> list[Part]:
    """The tree of parts; *lines* are those of the body, *clauses* and *tables* what was found in it."""
    return _Cutter(clean, lines).read(outline, clauses, tables)


class _Cutter:
    """Turns items into parts, line by line."""

    def __init__(self, clean: str, lines: list[Line]) -> None:
        self.clean = clean
        self.lines = lines
        self.starts = [start for start, _ in lines]

    def read(self, outline: Sequence[Item], clauses: Sequence[Clause], tables: Sequence[Table]) -> list[Part]:
        parts = [self._part(item) for item in outline]
        outside = [c for c in clauses if not any(t.start <= c.start < t.end for t in tables)] if tables else clauses
        _hand_out(parts, outside)
        self._lift_all(parts)
        parts = self._cut_all(parts, last=True)
        for table in tables:
            self._take_rows(parts, table)
        return parts

    def _line(self, place: int) -> Line:
        """The line that the place stands in."""
        i = bisect_right(self.starts, place) - 1
        return self.lines[max(i, 0)]

    def _part(self, item: Item) -> Part:
        before_end = bisect_left(self.starts, item.end) - 1
        end = max(item.body, min(item.end, self.lines[before_end][1]))
        words = item.body, min(end, self._line(item.body)[1])
        while end > item.body and self.clean[end - 1] in " \n":
            end -= 1
        parts = [self._part(child) for child in item.children]
        return Part(item.style, item.number, item.start, end, words, parts=parts, numbered=item.numbered)

    # --- clauses ------------------------------------------------------------

    def _lift_all(self, parts: list[Part]) -> None:
        """Let a clause at the end of several parts speak of the whole item above them.

        It does if it stands on a line of its own, or if no other item of that
        style has a clause.
        """
        flat = _flat(parts)
        doubtful = {id(p.parts[-1]) for p in flat if p.numbered and self._closes_several(p)}
        own = {p.style for p in flat if p.clauses and id(p) not in doubtful}
        for part in reversed(flat):
            if part.numbered and self._closes_several(part):
                last = part.parts[-1]
                clause = last.clauses[0].start
                if self._line(clause)[0] == clause or last.style not in own:
                    part.clauses, last.clauses = last.clauses, []

    def _closes_several(self, part: Part) -> bool:
        """Whether the last of its several parts, and no other, has a clause, and only one."""
        if part.clauses or len(part.parts) < 2:
            return False
        *others, last = part.parts
        return len(self._groups(last.clauses)) == 1 and not any(p.clauses for p in _flat([*others, *last.parts]))

    # --- cutting ------------------------------------------------------------

    def _cut_all(self, parts: list[Part], *, last: bool) -> list[Part]:
        """The parts with at most one clause each; *last* if nothing but plain paragraphs follows them."""
        final = next((p for p in reversed(parts) if p.style != "plain"), None)
        grouping = any(self._heads_several(p, self._groups(p.clauses)) for p in parts)
        if any(p is not final and p.clauses and self._line(p.clauses[-1].end - 1)[1] < p.end for p in parts):
            last = False  # here words follow the clause in every item
        return [p for part in parts for p in self._cut(part, last=last and part is final, grouping=grouping)]

    def _cut(self, part: Part, *, last: bool, grouping: bool) -> list[Part]:
        """The part with at most one clause, and the parts that were cut out of its own text.

        What was cut out of plain paragraphs stands beside them, else below. A heading
        without a number is the title of the one paragraph below it, unless those
        beside it have several (*grouping*).
        """
        part.parts = self._cut_all(part.parts, last=last)
        work = self._groups([c for c in part.clauses if not c.of_domain])
        part.clauses = [c for c in part.clauses if c.of_domain]
        if not work:
            return [part]
        own_end = part.end
        titled = part.numbered or (part.style == "subheading" and not grouping)
        if titled and not self._heads_several(part, work):
            first, *work = work
            part.clauses += first
            part.is_measure = True
            begin = first[-1].end
            part.end = begin if work else own_end
        else:
            begin = self._paragraph_start(part, work[0][0].start)
            part.end = begin
        cut = self._paragraphs(begin, own_end, work)
        tail = self._tail((cut or [part])[-1], own_end) if last and not part.parts else []
        if part.style == "plain":
            self._trim(part)
            return [*([part] if part.start < part.end else []), *cut, *tail]
        part.parts = [*cut, *part.parts]
        self._trim(part)
        return [part, *tail]

    def _trim(self, part: Part) -> None:
        while part.end > part.start and self.clean[part.end - 1] in " \n":
            part.end -= 1

    def _groups(self, clauses: list[Clause]) -> list[list[Clause]]:
        """The clauses of one paragraph belong together, and those on lines of their own below it."""
        groups: list[list[Clause]] = []
        for clause in clauses:
            if groups and self._goes_with(groups[-1][-1], clause):
                groups[-1].append(clause)
            else:
                groups.append([clause])
        return groups

    def _goes_with(self, before: Clause, clause: Clause) -> bool:
        """Whether no new paragraph begins between the two, and no 具体措施："""
        if _BETWEEN_CLAUSES.fullmatch(self.clean, before.end, clause.start):
            return True
        return self._line(before.end - 1) == self._line(clause.start) and not _LEADS_IN.match(self.clean, before.end)

    def _heads_several(self, part: Part, work: list[list[Clause]]) -> bool:
        """Whether it is a heading on a line of its own, above paragraphs that have a clause each."""
        end = part.words[1]
        return len(work) > 1 and end <= work[0][0].start and "。" not in self.clean[part.start : end - 1]

    def _paragraph_start(self, part: Part, clause: int) -> int:
        """Where the paragraph begins that the clause closes; one on its own line closes the line above."""
        line = self._line(clause)
        if line[0] == clause > part.words[0]:
            line = self._line(clause - 1)
        return max(line[0], part.words[0])

    def _paragraphs(self, begin: int, end: int, work: list[list[Clause]]) -> list[Part]:
        """A measure for each clause, from where the one before ended."""
        measures: list[Part] = []
        for group in work:
            while begin < end and self.clean[begin] in _LEADING:
                begin += 1
            words = begin, min(group[-1].end, self._line(begin)[1])
            measures.append(Part("paragraph", "", begin, group[-1].end, words, group, is_measure=True))
            begin = group[-1].end
        if measures:
            measures[-1].end = end
        return measures

    def _tail(self, measure: Part, end: int) -> list[Part]:
        """The closing paragraphs of a document, below its last measure, are no part of it."""
        closed = measure.clauses[-1].end
        line_end = self._line(closed - 1)[1]
        heads_it = measure.words[1] >= closed and "。" not in self.clean[measure.start : closed]
        if line_end >= end or heads_it:
            return []
        measure.end = line_end
        return self._rest(line_end, end)

    # --- tables -------------------------------------------------------------

    def _take_rows(self, parts: list[Part], table: Table) -> None:
        """The rows of a table become parts below the one it stands in; rows of a group share a heading."""
        home = _home(_flat(parts), table.start)
        if home is None:
            return
        rows: list[Part] = []
        group = ""
        ends = [*(row.start for row in table.rows[1:]), table.end]  # a line that is no measure goes with the one above
        for row, end in zip(table.rows, ends, strict=True):
            part = Part("row", row.number, row.start, end, row.title, [*row.clauses], is_measure=True, above=row.above)
            self._trim(part)
            heading = self.clean[slice(*row.group)] if row.group else ""
            if not row.group:
                rows.append(part)
            elif heading == group:
                rows[-1].parts.append(part)
            else:
                place = row.group[0]
                rows.append(Part("heading", "", place, place, row.group, parts=[part]))
            group = heading
        home.parts[:0] = [*rows, *self._rest(table.end, home.end)]
        home.end = max(home.words[0], table.rows[0].start)
        self._trim(home)

    def _rest(self, start: int, end: int) -> list[Part]:
        """The plain paragraphs between *start* and *end*, if there are any."""
        while start < end and self.clean[start] == "\n":
            start += 1
        return [Part("plain", "", start, end, (start, end))] if start < end else []


def _flat(parts: Sequence[Part]) -> list[Part]:
    return [part for top in parts for part in top.walk()]


def _home(flat: list[Part], place: int) -> Part | None:
    """The innermost part that the place stands in."""
    i = bisect_right(flat, place, key=lambda part: part.start) - 1
    return flat[i] if i >= 0 and place < flat[i].end else None


def _hand_out(parts: list[Part], clauses: Sequence[Clause]) -> None:
    """Give each clause to the part that it stands in."""
    flat = _flat(parts)
    starts = [part.start for part in flat]
    for clause in clauses:
        i = bisect_right(starts, clause.start) - 1
        if i >= 0 and clause.start < flat[i].end:
            flat[i].clauses.append(clause)
