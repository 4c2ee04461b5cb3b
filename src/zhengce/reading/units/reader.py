"""Read a unit clause: its pieces one by one, with the roles given by labels and verbs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from ...lexicon import ITEM_SIGN, Lazy
from ..lines import Line
from .clause import Clause, Named, Role
from .statements import STATEMENT
from .words import (
    AND,
    AND_OTHERS,
    ANY_LABEL,
    BARE_GENERIC,
    BY,
    CLOSERS,
    ENDS_GROUP,
    ENDS_LIST,
    ENDS_NAME,
    ENDS_VERB,
    GENERIC,
    GUIDES,
    INCLUDES,
    JOINS,
    LABEL,
    LEAD_SIGN,
    LEAD_SIGNS,
    LONGEST_VERB,
    NO_NAME,
    OFFICE_NAME,
    ONE_NAME,
    OPENERS,
    OPENS_LABEL,
    ROLE_AHEAD,
    ROLE_BEHIND,
    SAYS_ROLE,
    SEPARATOR,
    STRONG_VERB,
    VERB,
    is_plausible,
    label_kind,
    may_hold_label,
)


def read_clause(clean: str, start: int, end: int, blanks: Sequence[int] = ()) -> Clause | None:
    """Read the clause ``clean[start:end]``, or return ``None`` if it is not one.

    *blanks* are the sorted places of dropped blanks; a blank after a name or a verb separates the words around it.
    """
    inner = start + 1 if clean[start] in OPENERS else start
    if clean[start] in OPENS_LABEL and LABEL.match(clean, start, end):  # 【责任单位】
        inner = start
    stop = end - 1 if inner > start and clean[end - 1] in CLOSERS else end
    if inner > start and (plain := _plain_clause(clean, (start, end), inner, stop, blanks)):
        return plain
    words = clean[inner:stop]
    labelled = may_hold_label(words) and LABEL.search(clean, inner, stop) is not None
    spoken = STRONG_VERB.search(clean, inner, stop) is not None
    bare = inner > start and clean[start - 1 : start] in ("。", "；") and not spoken
    if not (labelled or spoken or bare):
        return None
    reader = _Reader(clean, blanks=blanks)
    reader.read(inner, stop)
    units = reader.in_order()
    names = [unit.name for unit in units]
    if not names and not reader.open_end and reader.commander is None:
        return None
    if not labelled:
        bare |= not reader.verbs and reader.states and "牵头" in words  # （市民政局、市财政局，排在首位的为牵头单位）
        if bare and not all(OFFICE_NAME.fullmatch(name) for name in names):
            return None
        if not (bare or reader.verbs) or not all(is_plausible(name) for name in names):
            return None
    return Clause(start, end, units, reader.open_end, reader.commander, reader.of_domain)


_IN_TAILS = LEAD_SIGNS + " \\n由请报：*>#等0-9年季半月底长持立即常全每时期限完/—\\-_…×无有相其部单机）〕］\\]】〉"
_TELLS: Final = Lazy(f"[{_IN_TAILS}]")
"""Characters of which everything but a mere name has one: a preposition, 等, 有关部门, a time limit, a role."""
_SAYS_MORE: Final = Lazy(f"[{_IN_TAILS}{re.escape(OPENERS)}{ITEM_SIGN[1:-1]}，,;。<为同商指下列排首均不是以各]")
"""The same for everything but a list of names: a separator, a link, a statement, a name with 、 in it."""


_TAIL: Final = Lazy("(?P<first>等(?:有关|相关)?(?:部门|单位))(?:、(?:有关|相关)?(?:部门|单位))*")
_ONE_NAME_MAY_END: Final = ("党委", "党工委")  # 党委、政府
_SHORTEST: Final = 2  # 县、区政府
_ENDS_MORE: Final = ENDS_VERB | {"委"}


def _plain_clause(clean: str, whole: Line, start: int, end: int, blanks: Sequence[int]) -> Clause | None:
    """Read a clause of the most common form: labels, offices joined by 、, 等有关部门; ``None`` if it may say more."""
    units: list[Named] = []
    commander, of_domain, open_end = None, False, None
    if _parting_blanks(clean, blanks, start, end):
        return None
    while start < end:
        label = LABEL.match(clean, start, end)
        if label is None:
            return None
        kind, begin = label.lastgroup, label.end()
        start = clean.find("；", begin, end) + 1 or end + 1
        stop = start - 1
        if stop == end and (others := clean.find("等", begin, end)) > begin:
            tail = _TAIL.fullmatch(clean, others, end)
            if tail is None:
                return None
            stop, open_end = others, tail.span("first")
        if begin == stop or _SAYS_MORE.search(clean, begin, stop) or AND.search(clean, begin, end):
            return None
        of_domain |= kind in _OF_DOMAIN
        names = clean[begin:stop].split("、")
        if kind == "commander" and len(names) == 1 and not open_end:
            commander = names[0]
            continue
        role = _ROLE_OF_LABEL.get(kind or "")
        if role is None or (open_end and BARE_GENERIC.fullmatch(names[-1])):  # 企业等有关部门
            return None
        for name in names:
            after = begin + len(name)
            if len(name) < _SHORTEST or (
                name[-1] in _ENDS_MORE and (name.endswith(_ONE_NAME_MAY_END) or _verb(clean, begin, after)[0])
            ):
                return None
            units.append(Named(role, name, begin, after))
            begin = after + 1
    return Clause(*whole, tuple(units), open_end, commander, of_domain) if units else None


def _parting_blanks(clean: str, blanks: Sequence[int], start: int, end: int) -> list[int]:
    """Return the places where a blank was dropped after what may be the end of a name."""
    return [
        blank
        for blank in blanks[bisect_left(blanks, start + 1) : bisect_left(blanks, end)]
        if clean[blank - 1] not in "：；、，" and ENDS_NAME.search(clean, max(start, blank - 3), blank)
    ]


_OF_DOMAIN: Final = frozenset({"domain", "commander"})
_ROLE_OF_LABEL: Final = {role.value: role for role in Role} | {"domain": Role.LEAD}
_START: Final = attrgetter("start")


def read_names(
    clean: str, start: int, end: int, role: Role, blanks: Sequence[int] = ()
) -> tuple[tuple[Named, ...], tuple[int, int] | None]:
    """Return the units in a cell of a table, by default with the role of its column, and whether the list is open."""
    reader = _Reader(clean, role=role, blanks=blanks)
    reader.read(start, end)
    return reader.in_order(), reader.open_end


class _Reader:
    """Takes the pieces of a clause one by one and assigns roles."""

    def __init__(self, clean: str, *, role: Role | None = None, blanks: Sequence[int] = ()) -> None:
        self.clean = clean
        self.blanks = blanks
        self.units: list[Named] = []
        self.pending: list[tuple[int, int]] = []
        self.before_comma = 0  # the number of those before the last ，
        self.label = role
        self.joins = False  # 会同 was read: the names that follow support
        self.opened = False  # labels are in brackets: 【责任单位】
        self.labels = self.states = self.joined = self.guided = self.linked = False  # the clause has such words
        self.stating = False  # inside a rule stated once for the document
        self.disordered = False  # the units are not in text order
        self.silent = False  # after a label that is not one of units
        self.persons = False  # after a label of persons or days: 联系人：张某；李某
        self.verbs = 0
        self.open_end: tuple[int, int] | None = None  # the first words that leave the list open
        self.commander: str | None = None
        self.of_domain = False

    def read(self, start: int, end: int) -> None:
        """Take all the pieces."""
        words = self.clean[start:end]
        self.labels = may_hold_label(words)
        self.opened = self.labels and words[:1] in OPENERS and LABEL.match(words) is not None
        self.states = _states(words)
        self.joined = ("同" in words or "商" in words) and JOINS.search(self.clean, start, end) is not None
        self.guided = "指导" in words
        self.linked = AND.search(self.clean, start, end) is not None
        for begin, stop, separator in self._pieces(start, end):
            for place, after in self._cut_at_labels(begin, stop):
                self._take(place, after, separator if after == stop else "")
        self._flush(None)

    def in_order(self) -> tuple[Named, ...]:
        """Return the units in text order; those with a role in brackets were added before those waiting for a role."""
        return tuple(sorted(self.units, key=_START) if self.disordered else self.units)

    def _cut_at_labels(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a piece at a label, unless the words before belong to it: 工程建设牵头单位："""
        if not self.labels:
            yield start, end
            return
        label = LABEL.match(self.clean, start, end)
        behind = label.end() if label else start
        if may_hold_label(self.clean[behind:end]):
            for inner in LABEL.finditer(self.clean, behind, end):
                begin = inner.start()
                if inner["opened"] and not self.opened:  # a role after a name: 市民政局[牵头]
                    continue
                is_front = start == behind and ANY_LABEL.fullmatch(self.clean, start, inner.end())
                if not is_front or ENDS_LIST.search(self.clean, start, begin):
                    yield start, begin
                    start = begin
        yield start, end

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Return the stretches between separators, except those inside brackets or names."""
        whole = [m.span() for m in ONE_NAME.finditer(self.clean, start, end)]
        depth, begin = 0, start
        for place, after, mark in self._marks(start, end):
            if mark and mark in OPENERS:
                depth += 1
            elif mark and mark in CLOSERS:
                depth = max(0, depth - 1)
            elif depth == 0 and not (whole and any(a <= place < b for a, b in whole)):
                yield begin, place, mark
                begin = after
        yield begin, end, ""

    def _marks(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the places of separators, brackets, and blanks that separate two names."""
        marks = [(m.start(), m.end(), m[0]) for m in SEPARATOR.finditer(self.clean, start, end)]
        if blanks := _parting_blanks(self.clean, self.blanks, start, end):
            labels = [m.span() for m in LABEL.finditer(self.clean, start, end)]  # 牵头部|门：
            blanks = [b for b in blanks if self.clean[b] not in "：（" and not any(a < b < z for a, z in labels)]
        return sorted([*marks, *((b, b, "") for b in blanks)]) if blanks else marks

    def _take(self, start: int, end: int, separator: str) -> None:
        start, end = self._strip(start, end)
        label = LABEL.match(self.clean, start, end) if self.labels else None
        if label is None and self.labels and self.clean.find("：", start, end) >= 0:
            label = ANY_LABEL.match(self.clean, start, end)
        says = self.states and SAYS_ROLE.search(self.clean[start:end])
        if self.states and not (label or says) and _states(self.clean[start:end]):
            self.stating = True
        if self.stating:  # a rule for the document, up to its full stop
            self._flush(None)
            self.stating = separator not in ENDS_GROUP
            return
        if label:
            self._take_label(label.lastgroup or label_kind(label[0]), self.clean[label.end() : end].strip())
            start = label.end()
        if self.silent:
            self.silent = separator not in ENDS_GROUP
            return
        if self.guided and (guides := GUIDES.search(self.clean, start, end)):
            self._take_name(start, guides.start())
            self._flush(Role.SUPPORTING)
            start = guides.end()
        role, verb = _verb(self.clean, start, end)
        for name_start, name_end in self._names(start, verb):
            self._take_name(name_start, name_end)
        if role:
            self.verbs += 1
            if self.label and self.before_comma:  # 牵头单位：市民政局，市财政局、市审计局配合
                behind, self.pending = self.pending[self.before_comma :], self.pending[: self.before_comma]
                self._flush(None)
                self.pending = behind
            self._flush(role)
        elif separator in ENDS_GROUP:
            self._flush(None)
        elif separator in ("，", ","):
            self.before_comma = len(self.pending)

    def _take_label(self, kind: str, words: str) -> None:
        self._flush(None)
        self.silent = kind in ("other", "commander")
        self.persons = kind == "other"
        self.of_domain |= kind in _OF_DOMAIN
        if kind == "commander":
            self.commander = words
        elif kind != "other":
            self.label = _ROLE_OF_LABEL[kind]

    def _flush(self, role: Role | None) -> None:
        """Give the waiting names their role."""
        role = role or self.label or (None if self.persons else Role.RESPONSIBLE)
        if role:
            for start, end in self.pending:
                self._add(role, start, end)
        self.pending = []
        self.before_comma = 0
        self.joins = False

    def _add(self, role: Role, start: int, end: int) -> None:
        self.disordered |= bool(self.units) and start < self.units[-1].start
        self.units.append(Named(role, self.clean[start:end], start, end))

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.clean[start] in " \n由请报：*>#":
            start += 1
        while end > start and self.clean[end - 1] in " \n*.":
            end -= 1
        return start, end

    def _names(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut A会同B and A和B into their names; those after 会同 support."""
        if self.joined:
            for joined in JOINS.finditer(self.clean, start, end):
                yield from self._cut_at_and(start, joined.start())
                self.joins = True
                start = joined.end()
        yield from self._cut_at_and(start, end)

    def _cut_at_and(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if self.linked:
            for match in AND.finditer(self.clean, start, end):
                yield start, match.start()
                start = match.end()
        yield start, end

    def _take_name(self, start: int, end: int) -> None:
        if start < end and not self.open_end and not _TELLS.search(self.clean, start, end):  # as most are
            if self.joins:
                self._add(Role.SUPPORTING, start, end)
            else:
                self.pending.append((start, end))
            return
        if by := BY.search(self.clean, start, end):
            start = by.end()
        start, end = self._strip(start, end)
        if (remark := INCLUDES.search(self.clean, start, end)) and remark.end() == end:
            end = remark.start()
        others = AND_OTHERS.search(self.clean, start, end)
        if others:
            self.open_end = self.open_end or (others.start(), end)
            end = others.start()
        name = self.clean[start:end]
        if signs := [sign.span() for sign in LEAD_SIGN.finditer(name)]:  # 市民政局★; 带★的 names none
            edges = {(0, signs[0][1]), (signs[-1][0], len(name))} & {*signs}
            if len(signs) == len(edges) == 1 and (bare := LEAD_SIGN.sub("", name)):
                start += name.index(bare)
                self._add(Role.LEAD, start, start + len(bare))
            return
        if not name or NO_NAME.match(name):
            return
        tail = BARE_GENERIC if self.open_end else GENERIC
        if GENERIC.fullmatch(name) or tail.fullmatch(name):
            self.open_end = self.open_end or (start, end)
        elif self.joins:
            self._add(Role.SUPPORTING, start, end)
        elif name[-1] in CLOSERS and (behind := ROLE_BEHIND.search(name)):
            self._take_role(Role(behind.lastgroup or ""), start, start + behind.start())
        elif name[0] in OPENERS and (ahead := ROLE_AHEAD.match(name)):
            self._take_role(Role(ahead.lastgroup or ""), start + ahead.end(), end)
        else:
            self.pending.append((start, end))

    def _take_role(self, role: Role, start: int, end: int) -> None:
        """Give a role in brackets to the name before it, perhaps across a punctuation mark."""
        self.verbs += 1
        if start == end and self.pending:  # 市民政局、（牵头）
            start, end = self.pending.pop()
        if start < end:
            self._add(role, start, end)


def _states(words: str) -> bool:
    """Return whether words state a rule for the document; 下同 behind whom a name includes does not."""
    return STATEMENT.search(INCLUDES.sub("", words)) is not None


def _verb(clean: str, start: int, end: int) -> tuple[Role | None, int]:
    """Return the role that the end of a piece gives, and the start of its verb."""
    if clean[end - 1 : end] in ENDS_VERB:
        match = VERB.search(clean[max(start, end - LONGEST_VERB) : end])
        if match:
            return Role(match.lastgroup or ""), max(start, end - LONGEST_VERB) + match.start()
    return None, end
