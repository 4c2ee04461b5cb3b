"""Names: IRIs, eIds and references, by OASIS *Akoma Ntoso Naming Convention Version 1.0*."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Final

import attrs

from ...model import Citation, DocumentNumber, Notice
from ...text import read_number

__all__ = ["UNKNOWN", "Identifiers", "References", "cited_document", "work"]

UNKNOWN: Final = date.min
"""The date where the standard requires one and none is known."""

_ROLES: Final = {"牵头单位": "lead", "责任单位": "responsible", "配合单位": "supporting", "总指挥": "commander"}
_NO_NAME = re.compile(r"[^\w-]+")
_NUMERAL = re.compile("[0-9]{1,9}|[〇零一二三四五六七八九十百]{1,9}")


def _name(text: str) -> str:
    """Text as a part of an IRI; ``nn`` where nothing is left of it."""
    return _NO_NAME.sub("-", text).strip("-") or "nn"


# --- IRIs -----------------------------------------------------------------


def work(notice: Notice) -> str:
    """The IRI of a notice: its year, and its number or title.

    >>> work(Notice(title="2024年工作要点"))
    '/akn/cn/doc/2024/2024年工作要点'
    """
    number = notice.document_number
    if number:
        return _numbered(number)
    return f"/akn/cn/doc/{notice.year or UNKNOWN.year:04}/{_name(notice.title)}"


def cited_document(citation: Citation) -> str:
    """The IRI of a document that is cited: that of :func:`work` if its number is, else one of its title.

    The date of a document that is cited is not known, its year is. That is why
    the IRI of a notice names the year, too, and no day.

    >>> cited_document(Citation(title="企业服务条例"))
    '/akn/ontology/work/cn.企业服务条例'
    """
    number = citation.document_number
    if number:
        return _numbered(number)
    return f"/akn/ontology/work/cn.{_name(citation.title)}"


def _numbered(number: DocumentNumber) -> str:
    return f"/akn/cn/doc/{number.year:04}/{_name(number.authority_code)}-{number.serial}"


# --- eIds -----------------------------------------------------------------


@attrs.define
class Identifiers:
    """eIds, none of them given twice.

    >>> ids = Identifiers()
    >>> [ids.new("att_1", "sec", number) for number in ("二、", "", "二、")]
    ['att_1__sec_2', 'att_1__sec_1', 'att_1__sec_2-2']
    """

    _given: set[str] = attrs.field(factory=set)
    _counts: Counter[str] = attrs.field(factory=Counter)

    def new(self, context: str, reference: str, printed: str = "") -> str:
        """The eId of an element: the eId of its context, what it is, and its number as printed, else counted."""
        stem = f"{context}__{reference}" if context else reference
        numeral = _NUMERAL.search(printed)
        if numeral:
            stem += f"_{read_number(numeral[0])}"
        while True:
            self._counts[stem] += 1
            count = self._counts[stem]
            identifier = stem if numeral and count == 1 else f"{stem}{'-' if numeral else '_'}{count}"
            if identifier not in self._given:
                self._given.add(identifier)
                return identifier


# --- references -----------------------------------------------------------


@attrs.define
class References:
    """What the marks in the text refer to: organizations, persons and roles, in order of appearance.

    Attributes:
        items: the eId of each, by the kind of thing and its name.
    """

    items: dict[tuple[str, str], str] = attrs.field(factory=dict)

    def to(self, kind: str, name: str) -> str:
        """The reference to a thing: ``#organization_1``."""
        if (kind, name) not in self.items:
            of_kind = sum(kind == other for other, _ in self.items)
            self.items[kind, name] = _ROLES[name] if kind == "role" else f"{kind}_{of_kind + 1}"
        return f"#{self.items[kind, name]}"

    def iri(self, kind: str, name: str) -> str:
        """The IRI of a thing: ``/akn/ontology/organization/cn.财政局``."""
        return f"/akn/ontology/{kind}/cn.{_name(name)}"
