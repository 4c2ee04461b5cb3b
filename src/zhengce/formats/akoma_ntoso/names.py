"""Names: IRIs, eIds and references, by OASIS *Akoma Ntoso Naming Convention Version 1.0*."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Final

import attrs

from ...lexicon import NUMERAL
from ...model import Citation, Notice
from ...text import read_number

__all__ = ["UNKNOWN", "Names", "iri"]

UNKNOWN: Final = date.min
"""The date where the standard requires one and none is known."""

_NO_NAME = re.compile(r"[^\w-]+")
_NUMERAL = re.compile(f"[0-9]{{1,9}}|[{NUMERAL}]{{1,9}}")


def _name(text: str) -> str:
    """Return text as a part of an IRI; ``nn`` if nothing is left of it."""
    return _NO_NAME.sub("-", text).strip("-") or "nn"


def iri(document: Notice | Citation) -> str:
    """Return the IRI of a notice, or of a cited document: its year and, if known, its number.

    A citation gives the year of a document and not the day. That is why the IRI of a notice
    has only the year, too.

    >>> iri(Notice(title="2024年工作要点")), iri(Citation(title="企业服务条例"))
    ('/akn/cn/doc/2024/2024年工作要点', '/akn/ontology/work/cn.企业服务条例')
    """
    if number := document.document_number:
        return f"/akn/cn/doc/{number.year:04}/{_name(number.authority_code)}-{number.serial}"
    if isinstance(document, Citation):
        return f"/akn/ontology/work/cn.{_name(document.title)}"
    return f"/akn/cn/doc/{document.year or UNKNOWN.year:04}/{_name(document.title)}"


@attrs.define
class Names:
    """The eIds in use, which are unique, and the things that the text refers to.

    Attributes:
        things: the organizations, persons and roles that are referred to, in order of
            appearance: the eId of each by its kind and its name.
    """

    things: dict[tuple[str, str], str] = attrs.field(factory=dict)
    _given: set[str] = attrs.field(factory=set)
    _counts: Counter[str] = attrs.field(factory=Counter)

    def new(self, context: str, reference: str, printed: str = "") -> str:
        """Return the eId of an element: the eId of its context, its name, and its printed number, or else a count.

        >>> names = Names()
        >>> [names.new("att_1", "sec", number) for number in ("二、", "", "二、")]
        ['att_1__sec_2', 'att_1__sec_1', 'att_1__sec_2-2']
        """
        stem = f"{context}__{reference}" if context else reference
        numeral = _NUMERAL.search(printed)
        if numeral:
            stem += f"_{read_number(numeral[0])}"
        while True:
            self._counts[stem] += 1
            count = self._counts[stem]
            eid = stem if numeral and count == 1 else f"{stem}{'-' if numeral else '_'}{count}"
            if eid not in self._given:
                self._given.add(eid)
                return eid

    def refer(self, kind: str, name: str, eid: str = "") -> str:
        """Return the reference to a thing, ``#organization_1``; the first reference decides its eId."""
        if (kind, name) not in self.things:
            self.things[kind, name] = eid or self.new("", kind)
        return f"#{self.things[kind, name]}"

    def describe(self) -> list[tuple[str, dict[str, str]]]:
        """Return the elements that describe the things, as tags and attributes."""
        return [
            (f"TLC{kind.capitalize()}", {"eId": eid, "href": f"/akn/ontology/{kind}/cn.{_name(name)}", "showAs": name})
            for (kind, name), eid in self.things.items()
        ]
