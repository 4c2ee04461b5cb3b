"""Parts: the outline with unit clauses assigned to its items.

Each item gets the clause that belongs to it. A stretch of text with a clause of its own
but no number becomes a part, and so does a row of a table. A part with a clause is a
measure.

A measure includes the parts below it that are not measures. Each remaining part extends to
where the next begins, so that every word is in exactly one part.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

import attrs

from ..lexicon import Lazy
from .lines import Line
from .outline import Item
from .tables import Table
from .units import Clause, LeadRule, find_lead_rule, let_first_lead

_SENTENCE = Lazy(r"(?:[^。！？“《（]++|“[^”]{0,80}”|《[^》]{0,120}》|（[^）]{0,120}）|[“《（])++")
_LEADS_IN = Lazy(r"(?:具体|主要|重点|工作)(?:措施|举措|任务|内容)：\s*")
_BEGINS_LEAD_IN = frozenset("具主重工")
_BETWEEN_CLAUSES = Lazy(r"[\s，。；、]*")
_STOPS = " \n、.，。；"
_LEADING = _STOPS + "—–•·●▪■◆-*"
_TRAILING = " \n。；：，、:;."


@attrs.define
class Part:
    """A stretch of the clean text, ``start`` to ``end``, with the parts below it.

    ``words`` is the place of its heading or first sentence: its first line after the printed
    number. ``holds_measures`` is true if it is a measure or has one below it, ``taken`` if its
    text belongs to the measure above it; ``above`` has the cells that a row of a table shares
    with the rows above it.
    """

    style: str
    number: str
    start: int
    end: int
    words: Line
    clauses: list[Clause] = attrs.Factory(list)
    parts: Sequence[Part] = ()
    is_measure: bool = False
    numbered: bool = False
    holds_measures: bool = False
    taken: bool = False
    above: Sequence[Line] = ()

    def title_place(self, clean: str) -> Line:
        """Return the place of its heading or first sentence, without the final full stop."""
        start, end = self.words
        while start < end and clean[start] in _LEADING:
            start += 1
        if self.is_measure and clean[start : start + 1] in _BEGINS_LEAD_IN:
            leads_in = _LEADS_IN.match(clean, start, end)
            start = leads_in.end() if leads_in else start
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
    """Return the tree of parts; *lines* are those of the body, *clauses* and *tables* were found in it."""
    return _Cutter(clean, lines).read(outline, clauses, tables)


class _Cutter:
    """Turns items into parts, line by line."""

    def __init__(self, clean: str, lines: list[Line]) -> None:
        self.clean = clean
        self.lines = lines
        self.starts = [start for start, _ in lines]

    def read(self, outline: Sequence[Item], clauses: Sequence[Clause], tables: Sequence[Table]) -> list[Part]:
        parts = [self._part(item) for item in outline]
        if outside := _outside(clauses, tables):
            _hand_out(parts, outside)
            self._lift_all(parts)
            parts = self._cut_all(parts, last=True)
        if tables:
            self._take_tables(parts, tables)
        self._settle(parts)
        if rule := find_lead_rule(self.clean):
            _let_first_lead(parts, rule)
        return parts

    def _settle(self, parts: list[Part]) -> None:
        """Extend each part to where the next begins, or to a line outside the body."""
        breaks = [end for (_, end), start in zip(self.lines, self.starts[1:], strict=False) if start > end + 1]
        runs = [*breaks, self.lines[-1][1] if self.lines else 0]
        kept: list[Part] = []
        _keep(parts, breaks, kept)
        stop = len(self.clean)
        for part in reversed(kept):
            start = part.start
            end = min(stop, runs[bisect_right(runs, start)]) if start < runs[-1] else start
            while end > start and self.clean[end - 1] in " \n":
                end -= 1
            if part.clauses:
                part.clauses = [clause for clause in part.clauses if clause.end <= end]
            if start == end:
                part.is_measure = False
            part.end, stop = end, start

    def _line(self, place: int) -> Line:
        """Return the line around a place."""
        i = bisect_right(self.starts, place) - 1
        return self.lines[max(i, 0)]

    def _part(self, item: Item) -> Part:
        body = item.body
        end = max(body, min(item.end, self.lines[bisect_left(self.starts, item.end) - 1][1]))
        words = body, max(body, min(end, self._line(body)[1]))
        parts = [self._part(child) for child in item.children] if item.children else ()
        return Part(item.style, item.number, item.start, end, words, [], parts, numbered=item.numbered)

    # --- clauses ------------------------------------------------------------

    def _lift_all(self, parts: list[Part]) -> None:
        """Assign a clause at the end of several parts to the whole item above them.

        It belongs there if it is on a line of its own, or if no other item of that style has a
        clause.
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
        """Return whether the last of its several parts, and no other, has exactly one clause."""
        if part.clauses or len(part.parts) < 2:
            return False
        *others, last = part.parts
        return len(self._groups(last.clauses)) == 1 and not any(p.clauses for p in _flat([*others, *last.parts]))

    # --- cutting ------------------------------------------------------------

    def _cut_all(self, parts: Sequence[Part], *, last: bool) -> list[Part]:
        """Return the parts with at most one clause each; *last* if only plain paragraphs follow them."""
        final = next((p for p in reversed(parts) if p.style != "plain"), None)
        grouping = any(len(p.clauses) > 1 and self._heads_several(p, self._groups(p.clauses)) for p in parts)
        if any(p is not final and p.clauses and self._line(p.clauses[-1].end - 1)[1] < p.end for p in parts):
            last = False  # in this document words follow the clause in every item
        return [p for part in parts for p in self._cut(part, last=last and part is final, grouping=grouping)]

    def _cut(self, part: Part, *, last: bool, grouping: bool) -> list[Part]:
        """Return the part with at most one clause, and the parts that were cut out of its own text.

        Parts that were cut out of plain paragraphs come beside them, others below. A heading
        without a number is the title of the only paragraph below it, unless other headings
        have several (*grouping*).
        """
        if part.parts:
            part.parts = self._cut_all(part.parts, last=last)
        if not part.clauses:
            return [part]
        groups = [[c for c in group if not c.of_domain] for group in self._groups(part.clauses)]
        work = [group for group in groups if group]
        if not work:
            return [part]
        if work[0][0].start >= part.end:  # they are in a part below
            part.is_measure = True
            return [part]
        part.clauses = [c for c in part.clauses if c.of_domain]
        titled = part.numbered or (part.style == "subheading" and not grouping)
        if titled and not self._heads_several(part, work):
            first, *work = work
            part.clauses += first
            part.is_measure = True
            begin = first[-1].end
        else:
            begin = self._paragraph_start(part, work[0][0].start)
        cut = self._paragraphs(begin, work)
        tail = self._tail((cut or [part])[-1], part.end) if last and not part.parts else []
        if part.style != "plain":
            part.parts = [*cut, *part.parts]
            return [part, *tail]
        if begin > part.start:
            return [part, *cut, *tail]
        cut[0].start = begin  # the first one includes the words before it
        return [*cut, *tail]

    def _groups(self, clauses: list[Clause]) -> list[list[Clause]]:
        """Group the clauses of one paragraph, with those on lines of their own below it."""
        groups: list[list[Clause]] = []
        for clause in clauses:
            if groups and self._goes_with(groups[-1][-1], clause):
                groups[-1].append(clause)
            else:
                groups.append([clause])
        return groups

    def _goes_with(self, before: Clause, clause: Clause) -> bool:
        """Return whether no new paragraph, and no 具体措施：, begins between the two."""
        if _BETWEEN_CLAUSES.fullmatch(self.clean, before.end, clause.start):
            return True
        return self._line(before.end - 1) == self._line(clause.start) and not _LEADS_IN.match(self.clean, before.end)

    def _heads_several(self, part: Part, work: list[list[Clause]]) -> bool:
        """Return whether it is a heading on a line of its own, above paragraphs with a clause each."""
        end = part.words[1]
        return len(work) > 1 and end <= work[0][0].start and "。" not in self.clean[part.start : end - 1]

    def _paragraph_start(self, part: Part, clause: int) -> int:
        """Return the start of the paragraph that the clause closes; one on a line of its own closes the line above."""
        begin = self._line(clause)[0]
        if begin == clause > part.words[0]:
            above = self._line(clause - 1)[0]
            begin = begin if self.clean[above] == "|" else above
        return max(begin, part.words[0])

    def _paragraphs(self, begin: int, work: list[list[Clause]]) -> list[Part]:
        """Return a measure for each clause, from the end of the one before."""
        measures: list[Part] = []
        for group in work:
            while self.clean[begin] in _STOPS:
                begin += 1
            end = group[-1].end
            measures.append(
                Part("paragraph", "", begin, end, (begin, min(end, self._line(begin)[1])), group, is_measure=True)
            )
            begin = end
        return measures

    def _tail(self, measure: Part, end: int) -> list[Part]:
        """Separate the closing paragraphs of a document from its last measure."""
        closed = measure.clauses[-1].end
        line_end = self._line(closed - 1)[1]
        heads_it = measure.words[1] >= closed and "。" not in self.clean[measure.start : closed]
        return [] if heads_it else self._rest(line_end, end)

    # --- tables -------------------------------------------------------------

    def _take_tables(self, parts: list[Part], tables: Sequence[Table]) -> None:
        """Make the rows of a table, and the paragraphs after it, parts below the part that contains it."""
        flat = _flat(parts)
        for at, within in groupby(tables, key=lambda table: _home(flat, table.start)):
            if at is None:
                continue
            home, inside = flat[at], list(within)
            below: list[Part] = []
            for table, stop in zip(inside, [*(t.start for t in inside[1:]), home.end], strict=True):
                below += [*self._rows(table), *self._rest(table.end, stop)]
            home.parts = [*below, *home.parts]

    def _rows(self, table: Table) -> list[Part]:
        """Return the rows; those of a group share a heading."""
        rows: list[Part] = []
        below: list[Part] = []  # the heading of a group
        group = ""
        for row in table.rows:
            part = Part("row", row.number, row.start, row.end, row.title, [*row.clauses], is_measure=True)
            part.above = row.above
            heading = self.clean[slice(*row.group)] if row.group else ""
            if not row.group:
                rows.append(part)
            elif heading == group:
                below.append(part)
            else:
                below = [part]
                rows.append(Part("heading", "", row.start, row.start, row.group, parts=below))
            group = heading
        return rows

    def _rest(self, start: int, end: int) -> list[Part]:
        """Return the plain paragraphs between *start* and *end*, if any."""
        while start < end and self.clean[start] == "\n":
            start += 1
        return [Part("plain", "", start, end, (start, end))] if start < end else []


def _flat(parts: Sequence[Part]) -> list[Part]:
    """Return the parts and all below them, depth first."""
    flat: list[Part] = []
    for part in parts:
        flat.append(part)
        if part.parts:
            flat += _flat(part.parts)
    return flat


def _outside(clauses: Sequence[Clause], tables: Sequence[Table]) -> Sequence[Clause]:
    """Return the clauses outside of all tables."""
    if not tables:
        return clauses
    starts, ends = [table.start for table in tables], [table.end for table in tables]
    return [c for c in clauses if bisect_right(starts, c.start) == bisect_right(ends, c.start)]


def _home(flat: list[Part], place: int) -> int | None:
    """Return the index in *flat* of the innermost part around a place in the text."""
    i = bisect_right(flat, place, key=lambda part: part.start) - 1
    return i if i >= 0 and place < flat[i].end else None


def _let_first_lead(parts: Sequence[Part], rule: LeadRule) -> None:
    """Apply the rule to the parts with clauses after it, or to all parts if it comes after the last of them."""
    working = [part for part in _flat(parts) if part.clauses]
    for part in [p for p in working if p.clauses[-1].end > rule.place] or working:
        part.clauses = let_first_lead(part.clauses, rule.others)


def _keep(parts: Sequence[Part], breaks: Sequence[int], kept: list[Part], *, below: bool = False) -> bool:
    """Add to *kept* the parts in text order, without those that the measure above includes, up to a break.

    Return whether there are measures among them.
    """
    holds = False
    for part in parts:
        if below and not part.is_measure:
            part.taken = bisect_right(breaks, kept[-1].start) == bisect_right(breaks, part.start)
        if not part.taken:
            kept.append(part)
        part.holds_measures = part.is_measure
        if part.parts:
            part.holds_measures |= _keep(part.parts, breaks, kept, below=below or part.is_measure)
        holds |= part.holds_measures
    return holds


def _hand_out(parts: list[Part], clauses: Sequence[Clause]) -> None:
    """Give each clause to the part around it."""
    flat = _flat(parts)
    starts = [part.start for part in flat]
    for clause in clauses:
        i = bisect_right(starts, clause.start) - 1
        if i >= 0 and clause.start < flat[i].end:
            flat[i].clauses.append(clause)
