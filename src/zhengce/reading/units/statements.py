"""Statements for a whole document: the first unit leads, some units belong to every item."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from ...lexicon import Lazy, RoleTag, any_of, role_words
from .clause import Clause, Named, Role
from .words import AND

STATEMENT: Final = Lazy(
    r"[下列排首均单不为是以](?:(?<=下)同|(?<=[列排])(?:在)?(?:第一|首)位|(?<=首)位|(?<=均)[涉需由须]|(?<=单)独列出"
    r"|(?<=不)再(?:列|重复)|(?<=为)牵头|(?<=[为是])各项|(?<=以)(?:[下上]各项|下不再))"
)
"""Words that show that a part of a clause is a statement, not a list of units."""

_OFFICE = "(?:责任)?(?:单位|部门)"
_FIRST_LEADS = Lazy(  # a class first, as the scan skips to it
    rf"[第首牵](?:(?:(?<=第)一|(?<=首))(?:(?:顺?位|[个家名的列])[^。；）〕\n]{{0,10}}?[为是][^。；）〕\n]{{0,4}}牵头"
    rf"|[个家位]?{_OFFICE}[为是]?总?牵头)"
    rf"|(?<=牵)头{_OFFICE}[为是]?(?:[列排]在?)?(?:第一|首)(?:[位个家]|{_OFFICE}))"
)
"""列第一位者为牵头单位, 第一责任单位为牵头单位, 牵头单位排首位."""
_SUPPORT = any_of(role_words("supporting", RoleTag.VERB))
_OTHERS_SUPPORT = Lazy(rf"[^。\n]{{0,16}}其[余他它][^。；\n]{{0,8}}{_SUPPORT}")
_OF_ALL = Lazy(r"(?:以下|以上|其余|各项)[^。；\n]{0,12}$")
_ALL = Lazy(r"均(?:涉及|包括|含|需|须|由)([^。；\n]{2,80}?)(?:按职责)?(?:负责|落实|抓好)*，?(?:以下|下文)?$")
"""以下各项均涉及各县（市、区）, before 不再单独列出: of all, and who."""

_EACH = Lazy(r"([^，。；：（）\n]{2,80})[为是](?:以下)?$")
_IS_OF_ALL = Lazy(r"各项[^，。；\n]{0,6}责任单位，?(?:以下|下文)?$")
"""各县（市、区）为以下各项责任单位, before 不再单独列出: who, and of all."""

_COMMA = Lazy("[、，](?![^（]*）)")
_NOT_REPEATED = Lazy("不(?:再|单独|另)")
_MAX_STATEMENT: Final = 120
_MAX_LINK: Final = 16
_IS: Final = ("为", "是", "为以下", "是以下")


class LeadRule(NamedTuple):
    """The statement that the first unit of each clause leads, and the role of the others."""

    place: int
    others: Role


def find_lead_rule(clean: str) -> LeadRule | None:
    """Return the rule, if the document states one."""
    stated = _FIRST_LEADS.search(clean)
    if stated is None:
        return None
    supports = _OTHERS_SUPPORT.match(clean, stated.end())
    return LeadRule(stated.start(), Role.SUPPORTING if supports else Role.RESPONSIBLE)


def let_first_lead(clauses: list[Clause], others: Role) -> list[Clause]:
    """Return the clauses of one measure, with its first unit as lead unit if none leads."""
    units = [unit for clause in clauses for unit in clause.units]
    first = next((unit for unit in units if unit.role is Role.RESPONSIBLE), None)
    if first is None or any(unit.role is Role.LEAD for unit in units):
        return clauses
    roles = {Role.RESPONSIBLE: others, Role.SUPPORTING: Role.SUPPORTING}
    return [
        clause._replace(units=tuple(u._replace(role=Role.LEAD if u is first else roles[u.role]) for u in clause.units))
        for clause in clauses
    ]


def carry_over(clean: str, clauses: list[Clause]) -> list[Clause]:
    """Add units that belong to every item to the clauses below the statement."""
    stated = _carried_statement(clean)
    if stated is None:
        return clauses
    home = next((c for c in clauses if c.start <= stated.start() < c.end), None)
    carried = _carried_units(stated, home)
    return [
        c._replace(units=(*c.units, *(u for u in carried if u.name not in {n.name for n in c.units})))
        if c.start > stated.start()
        else c
        for c in clauses
    ]


def _carried_statement(clean: str) -> re.Match[str] | None:
    """Return the first 以下各项均涉及…，不再单独列出 with its names, searched from 不再, which is rare."""
    for end in _NOT_REPEATED.finditer(clean):
        stop = end.start()
        low = max(0, stop - _MAX_STATEMENT)
        stated = None
        every = clean.rfind("均", low, stop)
        if every >= 0 and _OF_ALL.search(clean, max(low, every - _MAX_LINK), every):
            stated = _ALL.match(clean, every, stop)
        else:
            each = clean.rfind("各项", low, stop)
            if clean.endswith(_IS, low, max(low, each)) and _IS_OF_ALL.match(clean, each, stop):
                stated = _EACH.search(clean, low, each)
        if stated:
            return stated
    return None


def _carried_units(stated: re.Match[str], home: Clause | None) -> list[Named]:
    """Return the units of the statement: 各县（市、区） is 各县（市、区）政府 in the clause around it."""
    units: list[Named] = []
    clean, (start, end) = stated.string, stated.span(1)
    links = [link.span() for by in (_COMMA, AND) for link in by.finditer(clean, start, end)]
    for place, after in pairwise([(start, start), *sorted(links), (end, end)]):
        name = clean[place[1] : after[0]]
        known = next((u for u in home.units if u.name.startswith(name)), None) if home else None
        if name:
            units.append(known or Named(Role.RESPONSIBLE, name, place[1], after[0]))
    return units
