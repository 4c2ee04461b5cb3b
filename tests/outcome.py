"""Compare the reading of a notice with the outcome that was written down by hand.

A case is a text beside a JSON file. Only the keys that stand in the JSON are
compared, so a case can be as small as the point it makes. Its keys are those of
:func:`written`, and

- ``why``: the point of the case, for whoever reads it next;
- ``reference_date``: what the caller passes to the reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from typing import Any

from zhengce.model import Citation, Deadline, Domain, Measure, Notice, Section, Target

ROLES = ("lead", "responsible", "supporting")

Plain = dict[str, Any]


def load(path: Path) -> Plain:
    """Return the expected outcome in *path*; a role that it leaves out has no units."""
    expected: Plain = json.loads(path.read_text(encoding="utf-8"))
    for measure in expected.get("measures", ()):
        if "units" in measure:
            measure["units"] = {role: [] for role in ROLES} | measure["units"]
    return expected


def differences(expected: Plain, notice: Notice) -> str:
    """Return where *notice* differs from *expected*, one line each; empty if equal."""
    wanted = {key: value for key, value in expected.items() if key not in ("why", "reference_date")}
    return "\n".join(_compare("", wanted, written(notice)))


def written(notice: Notice) -> Plain:
    """Return the notice in the form of the expected outcomes."""
    inside = {id(deadline) for measure in notice.measures for deadline in measure.deadlines}
    return {
        "title": notice.title,
        "document_number": str(notice.document_number) if notice.document_number else None,
        "issuing_authority": notice.issuing_authority,
        "addressees": list(notice.addressees),
        "issue_date": _day(notice.issue_date),
        "year": notice.year,
        "remarks": list(notice.remarks),
        "sections": [[s.number, s.title] for s in _sections(notice) if s.number],
        "section_texts": [s.text for s in _sections(notice)],
        "domains": [_domain(domain) for domain in notice.domains],
        "measures": [_measure(measure, parent) for measure, parent in _measures(notice)],
        "all_units": [unit.name for unit in notice.units],
        "deadlines": [deadline.text for deadline in notice.deadlines],
        "deadlines_outside_measures": [_deadline(d) for d in notice.deadlines if id(d) not in inside],
        "citations": sorted(_citation(c) for c in _citations(notice)),
    }


# --- the nouns, one by one ------------------------------------------------


def _domain(domain: Domain) -> Plain:
    return {
        "number": domain.number,
        "name": domain.name,
        "path": list(domain.path),
        "text": domain.text,
        "commander": domain.commander,
        "lead_units": [unit.name for unit in domain.lead_units],
        "deadlines": [_deadline(deadline) for deadline in domain.deadlines],
        "measures": len(domain.measures),
    }


def _measure(measure: Measure, parent: str) -> Plain:
    units = (measure.lead_units, measure.responsible_units, measure.supporting_units)
    return {
        "id": measure.id,
        "under": parent,
        "number": measure.number,
        "title": measure.title,
        "text": measure.text,
        "units": {role: [unit.name for unit in named] for role, named in zip(ROLES, units, strict=True)},
        "open_ended": measure.open_ended,
        "deadlines": [_deadline(deadline) for deadline in measure.deadlines],
        "targets": [_target(target) for target in measure.targets],
        "citations": [_citation(citation) for citation in measure.citations],
    }


def _deadline(deadline: Deadline) -> Plain:
    return {
        "text": deadline.text,
        "kind": str(deadline.kind),
        "start": _day(deadline.start),
        "due": _day(deadline.due),
        "event": deadline.event,
        "amount": [deadline.amount.value, str(deadline.amount.unit)] if deadline.amount else None,
        "recurrence": deadline.recurrence,
        "times": deadline.times,
    }


def _target(target: Target) -> Plain:
    return {
        "text": target.text,
        "comparator": target.comparator,
        "value": _number(target.value),
        "low": _number(target.low),
        "high": _number(target.high),
        "unit": target.unit,
    }


def _citation(citation: Citation) -> list[str]:
    return [citation.title, str(citation.document_number or "")]


def _day(date: object) -> str | None:
    return str(date) if date else None


def _number(value: object) -> str | None:
    return None if value is None else str(value)


# --- walks ----------------------------------------------------------------


def _sections(notice: Notice) -> Iterator[Section]:
    for section in notice.sections:
        yield from section.walk()


def _measures(notice: Notice) -> Iterator[tuple[Measure, str]]:
    """Yield every measure with the number of the heading or measure above it."""
    for domain in notice.domains:
        for measure in domain.measures:
            yield from _nested(measure, domain.number)


def _nested(measure: Measure, parent: str) -> Iterator[tuple[Measure, str]]:
    yield measure, parent
    for child in measure.measures:
        yield from _nested(child, measure.number)


def _citations(notice: Notice) -> Iterator[Citation]:
    homes: list[Section | Measure] = [*_sections(notice), *notice.measures]
    return chain(notice.citations, *(home.citations for home in homes))


# --- the comparison -------------------------------------------------------


def _compare(path: str, expected: Any, found: Any) -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from _compare(f"{path}.{key}" if path else key, value, found[key])
    elif isinstance(expected, list) and isinstance(found, list) and any(isinstance(x, dict) for x in expected + found):
        for i, (wanted, got) in enumerate(zip(expected, found, strict=False)):
            yield from _compare(f"{path}[{i}]", wanted, got)
        for i in range(len(found), len(expected)):
            yield f"{path}[{i}]: missing {_brief(expected[i])}"
        for i in range(len(expected), len(found)):
            yield f"{path}[{i}]: not expected {_brief(found[i])}"
    elif isinstance(expected, list) and isinstance(found, list):
        wanted, got = list(map(str, expected)), list(map(str, found))
        for _, i, j, k, n in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
            if wanted[i:j] != got[k:n]:
                yield f"{path}[{i}]: expected {wanted[i:j]}, found {got[k:n]}"
    elif expected != found:
        yield f"{path}: expected {expected!r}, found {found!r}"


def _brief(item: Any) -> str:
    if not isinstance(item, dict):
        return repr(item)
    return " ".join(str(item[key]) for key in ("id", "number", "title", "name", "text") if item.get(key))
