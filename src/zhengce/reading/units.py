"""Unit clauses: who leads, who is responsible, who supports.

::

    clause    = open content close | label content        (* the second to the end of the line *)
    content   = group { ("；" | "。") group }           (* at the end of a paragraph, bare names will do *)
    group     = [ label ] names [ verb ]
    label     = ("牵头" | "责任" | "配合" …) ("单位" | "部门" | "科室" …) "："
    names     = name { ("、" | "，" | "及" …) name } [ "等" [ generic ] ]
    verb      = "牵头" | "负责" | "按职责分工负责" | "配合" | "参与" | "指导" …
    open      = "（" | "〔" | "["            (* close may be of another kind, or missing *)

A verb gives its role to the names before it, a label to those behind it. A
document may state once that the first unit named leads (列第一位者为牵头单位，下同),
or that some units belong to every item (以下各项均涉及…，不再单独列出).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import attrs

from ..text import HAN


class Role(StrEnum):
    """What a unit does for a measure."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"


@attrs.frozen
class Named:
    """A unit named in a clause, with its place in the clean text."""

    role: Role
    name: str
    start: int
    end: int


@attrs.frozen
class Clause:
    """A unit clause, with its place in the clean text, brackets included."""

    start: int
    end: int
    units: tuple[Named, ...]
    open_ended: bool = False
    commander: str | None = None
    of_domain: bool = False


# --- the vocabulary -------------------------------------------------------

_OFFICE = "(?:单位|部门|科室|处室|机构|主体|局办?)"
_LABEL = re.compile(
    r"(?:主要|第一|共同|具体|各)?(?:"
    r"(?P<commander>总指挥|领域指挥|指挥长)"
    rf"|(?P<domain>领域[^：；（）]{{0,4}}{_OFFICE})"
    rf"|(?P<lead>(?:牵头|主办|主责|主管){_OFFICE}|牵头)"
    rf"|(?P<responsible>(?:责任|负责|落实|实施|承办|执行|承担){_OFFICE}|责任分工)"
    rf"|(?P<supporting>(?:配合|协助|协办|参与|参加|支持|指导|协同|会办|协作){_OFFICE}|配合)"
    r"|(?P<other>责任领导|责任人|分管领导|联系人|完成时[限间]|时限(?:要求)?|办结时限|时间节点)"
    r")[：:]"
)
_LABEL_AT_END = re.compile(_LABEL.pattern + "$")
_MAX_LABEL: Final = 12
_VERB: Final = re.compile(
    r"(?:(?P<lead>(?:共同|联合|总)?(?:牵头(?:负责|组织|实施|落实|推进|办理|指导|协调|抓总)*|主办|主责))"
    r"|(?P<supporting>(?:积极|共同|予以)?(?:配合|参与|参加|协助|协同|协办|支持|指导|督导|监督)(?:落实|实施|推进|做好|工作)*)"
    r"|(?P<responsible>(?:按照?|根据|依|各司其职|各负其责|各自|职责|职能|责任|分工|分别|共同|具体|组织|主要|统筹|协调)*"
    r"(?:负责|落实|实施|承办|办理|执行|推进|承担)(?:落实|实施|组织|推进|办理|承办|执行)*))$"
)
_ENDS_VERB: Final = frozenset("头总责办实施合与加助同持导督进好作承理行担织调")
_JOINS_BEFORE = re.compile(r"会同|会商|商(?=[国省市县区])|协同(?=[国省市县区各])")

_OPENERS: Final = "（〔［[【"
_CLOSERS: Final = "）〕］]】"
_BRACKET = re.compile(f"[{re.escape(_OPENERS + _CLOSERS)}]")
_CLOSE = re.compile(f"[{re.escape(_CLOSERS)}]")
_VERB_AT_END = re.compile(
    "(?:牵头|负责|落实|实施|配合|参与|参加|协助|指导|承办|主办|推进|执行|完成|坚持|下同|列出)[^，。；（）]{0,4}$"
)
_MAX_VERB: Final = 10

Extent = tuple[int, int]
_STRONG = re.compile(r"牵头|负责|配合|参与|协助")

_GENERIC_WORD = r"(?:部门|单位|机构|企业|方面|科室|处室|委办局|成员单位|职能部门)"
_GENERIC = re.compile(
    rf"(?:[省市县区州][直级]?)?(?:各?(?:有关|相关)|其[他它]|各相关)(?:职能|责任|成员|行政)?{_GENERIC_WORD}"
)
_BARE_GENERIC = re.compile(rf"(?:等)?(?:有关|相关)?{_GENERIC_WORD}")
_AND_OTHERS = re.compile(
    r"等(?:[^、，；等（）]{0,14}(?:部门|单位|机构|地区|企业|方面|科室|处室|街道|乡镇|委办局|公司|银行))?$"
)
_STATEMENT = re.compile(
    r"下同|[列排](?:在)?(?:第一|首)位|首位|均涉及|单独列出|不再列|不再重复|为牵头|以下各项|以上各项"
)
_FIRST_LEADS = re.compile(r"(?:第一|首)(?:位|个)[^。；）〕\n]{0,10}?(?:为|是)[^。；）〕\n]{0,4}牵头")
_CARRIED = re.compile(
    r"(?:以下|以上|其余|各项)[^。；\n]{0,12}均(?:涉及|包括|含)(?P<names>[^。；\n]{2,80}?)，?(?:不再|不单独|不另)"
)
_TIME = re.compile(r"[0-9]+年|[0-9]+月|季度|年底|年内|月底|完成$|长期|持续|立即|即日|常态化|^全年|时限|期限")

_ENDS_OFFICE = "[委局厅部办署会院行社所队校处]|中心|公司|政府|集团|机构|单位|分局|分行"
_OFFICE_NAME = re.compile(rf"各[^，。]{{1,12}}|[^，。]{{1,20}}(?:{_ENDS_OFFICE})(?:（[^（）]{{1,12}}）)?")
_AND = re.compile(
    rf"(?:(?<=[委局厅部办署会院行社所队处])|(?<=中心)|(?<=公司)|(?<=政府)|(?<=部门))(?:以及|和|及|与)(?=[{HAN}]{{3}})|(?:以及|及|和)(?=各)"
)
_PLACES = "省|自治区|直辖市|计划单列市|自治州|地级以上市|设区市|地区|州|盟|市|县|区|旗|乡镇|乡|镇|街道"
_ONE_NAME = re.compile(
    rf"各(?:{_PLACES})(?:（[^）]*）)?(?:、(?:各)?(?:{_PLACES})(?:（[^）]*）)?(?=[、（]|人民政府|政府|党委|管委会|[，；]|$))+"
    r"|各委、办、局"
)
_SEPARATOR = re.compile("[、，,；;。]")

MAX_CLAUSE: Final = 800
"""No clause is longer: where its end is missing, it is not looked for any further."""
_MAX_NAME: Final = 40


# --- finding --------------------------------------------------------------


def find_clauses(clean: str, breaks: Sequence[int]) -> tuple[Clause, ...]:
    """Every unit clause in the clean text, in text order.

    *breaks* are the sorted places where lines and items begin; no clause goes
    on past one.
    """
    finder = _Finder(clean, breaks)
    found: list[Clause] = []
    for start, end in finder.extents():
        clause = _read(clean, start, end) if not found or start >= found[-1].end else None
        if clause:
            found.append(clause)
    return _apply_document_rules(clean, found)


class _Finder:
    """Finds the stretches that may be clauses, brackets included."""

    def __init__(self, clean: str, breaks: Sequence[int]) -> None:
        self.clean = clean
        self.breaks = breaks
        self.opening_of, self.closing_of = _pair_brackets(clean, breaks)

    def extents(self) -> list[Extent]:
        """The stretches, in text order."""
        clean = self.clean
        extents: set[Extent | None] = set()
        for colon in re.finditer("：", clean):
            label = _LABEL_AT_END.search(clean[max(0, colon.start() - _MAX_LABEL) : colon.end()])
            if label:
                extents.add(self._labelled(colon.end() - len(label[0])))
        for close in _CLOSE.finditer(clean):
            place = close.start()
            if _VERB_AT_END.search(clean[max(0, place - _MAX_VERB) : place]) or self._stop(place) <= close.end():
                extents.add(self._verbal(place))
        return sorted(extent for extent in extents if extent)

    def _labelled(self, label: int) -> Extent | None:
        before = self.clean[label - 1 : label]
        if before and before in _OPENERS:
            return label - 1, self._closing(label - 1)
        if before in ("", "。", "）", "|", " ", "\n") or self._stop(label - 1) == label:
            stop = min(self._stop(label), label + MAX_CLAUSE)
            sentence = self.clean.find("。", label, stop)
            return label, stop if sentence < 0 else sentence
        return None

    def _verbal(self, close: int) -> Extent | None:
        """The bracket that is closed at *close*, if it was opened on the same line."""
        opening = self.opening_of.get(close, -MAX_CLAUSE)
        return (opening, close + 1) if close - opening < MAX_CLAUSE else None

    def _closing(self, opening: int) -> int:
        """Where the bracket ends: behind its closing one, else with its line."""
        close = self.closing_of.get(opening)
        return min(self._stop(opening) if close is None else close + 1, opening + MAX_CLAUSE)

    def _stop(self, place: int) -> int:
        """Where the line or item ends that the place stands in."""
        i = bisect_right(self.breaks, place)
        stop = self.breaks[i] if i < len(self.breaks) else len(self.clean)
        while stop > place + 1 and self.clean[stop - 1] == "\n":
            stop -= 1
        return stop


def _pair_brackets(clean: str, breaks: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Which bracket opens and which closes which, of any kinds, within each line."""
    opening_of: dict[int, int] = {}
    opened: list[int] = []
    line = 0
    for bracket in _BRACKET.finditer(clean):
        place = bracket.start()
        if (here := bisect_right(breaks, place)) != line:
            line = here
            opened.clear()
        if bracket[0] in _OPENERS:
            opened.append(place)
        elif opened:
            opening_of[place] = opened.pop()
    return opening_of, {opening: close for close, opening in opening_of.items()}


# --- reading --------------------------------------------------------------


def _read(clean: str, start: int, end: int) -> Clause | None:
    """The clause that stands in ``clean[start:end]``, or ``None`` if it is none."""
    inner = start + 1 if clean[start] in _OPENERS else start
    stop = end - 1 if inner > start and clean[end - 1] in _CLOSERS else end
    labelled = _LABEL.match(clean, inner) is not None
    bare = inner > start and clean[start - 1 : start] in ("。", "；") and not _STRONG.search(clean, inner, stop)
    if not labelled and not bare and not _STRONG.search(clean, inner, stop):
        return None
    reader = _Reader(clean)
    for piece in _pieces(clean, inner, stop):
        reader.take(*piece)
    reader.flush(None)
    if not reader.units and not reader.open_ended and reader.commander is None:
        return None
    if bare and not labelled and not all(_OFFICE_NAME.fullmatch(u.name) for u in reader.units):
        return None
    if not labelled and not ((bare or reader.verbs) and all(_is_plausible(u.name) for u in reader.units)):
        return None
    return Clause(start, end, tuple(reader.units), reader.open_ended, reader.commander, reader.of_domain)


def read_names(clean: str, start: int, end: int, role: Role) -> tuple[tuple[Named, ...], bool]:
    """The units in a cell of a table, with the role of its column where they have none of their own."""
    reader = _Reader(clean)
    reader.label = role
    for piece in _pieces(clean, start, end):
        reader.take(*piece)
    reader.flush(None)
    return tuple(reader.units), reader.open_ended


def first_leads(text: str) -> bool:
    """Whether the words say that the first unit named leads."""
    return _FIRST_LEADS.search(text) is not None


def _is_plausible(name: str) -> bool:
    return 2 <= len(name) <= _MAX_NAME and not re.search("[“”《》的了是]|[0-9]{3}", name)


def _pieces(clean: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The stretches between separators, not counting those inside brackets or one name."""
    whole = [m.span() for m in _ONE_NAME.finditer(clean, start, end)]
    depth, begin = 0, start
    for match in re.finditer(r"[（）〔〕\[\]、，,；;。]", clean[start:end]):
        i = start + match.start()
        char = clean[i]
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0 and not any(a <= i < b for a, b in whole):
            yield begin, i, char
            begin = i + 1
    yield begin, end, ""


class _Reader:
    """Takes the pieces of a clause one by one and hands out roles."""

    def __init__(self, clean: str) -> None:
        self.clean = clean
        self.units: list[Named] = []
        self.pending: list[tuple[int, int]] = []
        self.label: Role | None = None
        self.joins = False  # 会同 was read: the names that follow support
        self.stating = False  # inside a rule stated once for the document
        self.silent = False  # behind a label that names no unit
        self.verbs = 0
        self.open_ended = False
        self.commander: str | None = None
        self.of_domain = False

    def take(self, start: int, end: int, separator: str) -> None:
        """Take a piece; a label inside it begins another one."""
        for label in [*_LABEL.finditer(self.clean, start + 1, end)]:
            self._take(start, label.start(), "")
            start = label.start()
        self._take(start, end, separator)

    def _take(self, start: int, end: int, separator: str) -> None:
        start, end = self._strip(start, end)
        self.stating = self.stating or _STATEMENT.search(self.clean, start, end) is not None
        if self.stating:  # a rule for the document, up to its full stop
            self.flush(None)
            self.stating = separator not in ("；", ";", "。")
            return
        start = self._read_label(start, end)
        if self.silent:
            return
        role, verb = _verb(self.clean, start, end)
        for name_start, name_end in self._split_joined(start, verb):
            self._take_name(name_start, name_end)
        if role:
            self.verbs += 1
            self.flush(role)
        elif separator in ("；", ";", "。"):
            self.flush(None)

    def flush(self, role: Role | None) -> None:
        """Give the names that wait their role."""
        role = role or self.label or Role.RESPONSIBLE
        for start, end in self.pending:
            self.units.append(Named(role, self.clean[start:end], start, end))
        self.pending = []
        self.joins = False

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.clean[start] in " \n由：":
            start += 1
        while end > start and self.clean[end - 1] in " \n":
            end -= 1
        return start, end

    def _read_label(self, start: int, end: int) -> int:
        match = _LABEL.match(self.clean, start, end)
        if match is None:
            return start
        self.flush(None)
        kind = match.lastgroup or ""
        self.silent = kind in ("other", "commander")
        self.of_domain |= kind in ("domain", "commander")
        if kind == "commander":
            self.commander = self.clean[match.end() : end].strip()
        elif kind != "other":
            self.label = Role.LEAD if kind == "domain" else Role(kind)
        return match.end()

    def _split_joined(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut A会同B and A和B into their names; those behind 会同 support."""
        for match in [*_JOINS_BEFORE.finditer(self.clean, start, end)]:
            yield from self._split_and(start, match.start())
            self.joins = True
            start = match.end()
        yield from self._split_and(start, end)

    def _split_and(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in _AND.finditer(self.clean, start, end):
            yield start, match.start()
            start = match.end()
        yield start, end

    def _take_name(self, start: int, end: int) -> None:
        start, end = self._strip(start, end)
        others = _AND_OTHERS.search(self.clean, start, end)
        if others:
            self.open_ended = True
            end = others.start()
        name = self.clean[start:end]
        if not name or _TIME.search(name):
            return
        if _GENERIC.fullmatch(name) or (self.open_ended and _BARE_GENERIC.fullmatch(name)):
            self.open_ended = True
        elif self.joins:
            self.units.append(Named(Role.SUPPORTING, name, start, end))
        else:
            self.pending.append((start, end))


def _verb(clean: str, start: int, end: int) -> tuple[Role | None, int]:
    """The role that the end of a piece gives, and where its verb begins."""
    if end > start and clean[end - 1] in _ENDS_VERB:
        match = _VERB.search(clean[start:end])
        if match:
            return Role(match.lastgroup or ""), start + match.start()
    return None, end


# --- rules stated once for the document -----------------------------------


def _apply_document_rules(clean: str, clauses: list[Clause]) -> tuple[Clause, ...]:
    clauses = _carry_over(clean, clauses)
    stated = _FIRST_LEADS.search(clean)
    return tuple(_promote_first(c) if stated and c.end > stated.start() else c for c in clauses)


def _promote_first(clause: Clause) -> Clause:
    """The first of several units leads, where no other does."""
    if len(clause.units) < 2 or any(u.role is Role.LEAD for u in clause.units):
        return clause
    first, *others = clause.units
    return attrs.evolve(clause, units=(attrs.evolve(first, role=Role.LEAD), *others))


def _carry_over(clean: str, clauses: list[Clause]) -> list[Clause]:
    """Units that belong to every item are added to the clauses below the statement."""
    stated = _CARRIED.search(clean)
    if stated is None:
        return clauses
    pieces = [clean[a:b] for a, b, _ in _pieces(clean, *stated.span("names"))]
    home = next((c for c in clauses if c.start <= stated.start() < c.end), None)
    carried = [_carried_unit(clean, piece, stated.start("names"), home) for piece in pieces if piece]
    return [
        attrs.evolve(c, units=(*c.units, *(u for u in carried if u.name not in {n.name for n in c.units})))
        if c.start > stated.start()
        else c
        for c in clauses
    ]


def _carried_unit(clean: str, piece: str, near: int, home: Clause | None) -> Named:
    """The unit that the statement means: 各县（市、区） is 各县（市、区）政府 of its own clause."""
    for unit in home.units if home else ():
        if unit.name.startswith(piece):
            return unit
    start = clean.index(piece, near)
    return Named(Role.RESPONSIBLE, piece, start, start + len(piece))
