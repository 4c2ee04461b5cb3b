"""A notice in a terminal: a header, then a table of measures for each domain.

A table has three columns: the id of the measure, a label (the role of a unit, a due
date), and the words. Only the last column has Chinese, so the columns stay aligned
whether the terminal draws “ ” — … one column wide or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen
from rich.text import Text

from ..analysis.placed import placed_deadlines
from ..analysis.roles import names, units_by_role
from ..model import Deadline, DeadlineKind, Domain, Measure, Notice
from ..terms import count_of, term
from .wrapping import wrap

# --- lines -----------------------------------------------------------------


@frozen
class Row:
    """One row of a table, before it is wrapped: its three columns, and the style of the last."""

    head: str
    key: str
    words: str
    style: str = ""


_ID = "cyan"
_ROLE = "dim"
_DATE = "green"
TITLE = "bold"
_MISSING = "yellow"


def table(rows: Iterable[Row], width: int, heads: int, keys: int) -> Iterator[Text]:
    """Return rows as lines: columns of *heads* and *keys* characters, and the words in the rest of the width."""
    for row in rows:
        line = Text()
        if heads:
            line.append(f"{row.head:<{heads}}  ", style=_ID)
        if row.key:
            line.append(f"{row.key:<{keys}}  ", style=_DATE if row.key[0].isdigit() else _ROLE)
        margin = len(line)
        for words in wrap(row.words, max(width - margin, 2)):
            yield line.append(words, style=row.style)
            line = Text(" " * margin)


def page(notice: Notice, width: int) -> Iterator[Text]:
    """Yield the lines that show *notice* in *width* terminal columns."""
    yield from _header(notice, width)
    heads = max((len(row.head) for d in notice.domains for m in d.measures for row in _measure(m)), default=0)
    path: tuple[str, ...] = ()
    for domain in notice.domains:
        yield Text()
        if domain.path != path:
            path = domain.path
            yield from (Text(line, style="dim") for line in wrap(" › ".join(path), width))
        yield from (Text(line, style=TITLE) for line in wrap(domain.number + domain.name, width))
        rows = [*_about(domain), *(row for measure in domain.measures for row in _measure(measure))]
        yield from table(rows, width, heads, len("responsible"))
    outside = [d for top in notice.sections for section in top.walk() for d in section.deadlines]
    if outside:
        yield Text()
        yield Text("Outside the measures", style=TITLE)
        yield from table(map(_limit, outside), width, heads, len("responsible"))


# --- the header ------------------------------------------------------------


def _header(notice: Notice, width: int) -> Iterator[Text]:
    for line in wrap(notice.title or "(no title)", width):
        yield Text(line, style=TITLE)
    yield Text()
    found = {
        "document number": [str(notice.document_number)] if notice.document_number else [],
        "issuing authority": [notice.issuing_authority] if notice.issuing_authority else [],
        "issue date": [notice.issue_date.isoformat()] if notice.issue_date else [],
        "addressees": notice.addressees,
        "remarks": notice.remarks,
    }
    rows = [Row("", label, value) for label, values in found.items() for label, value in _labelled(label, values)]
    rows.append(Row("", "contains", _counts(notice)))
    if missing := not_found(notice):
        rows.append(Row("", "not found", ", ".join(missing), _MISSING))
    if any(placed.lacks_a_year for placed in placed_deadlines(notice)):
        rows.append(Row("", "no year known", "bare months have no date; --reference-date gives them one", _MISSING))
    yield from table(rows, width, 0, len("issuing authority"))


def _labelled(label: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the values with the label before the first one only."""
    for value in values:
        yield label, value
        label = " "


def _counts(notice: Notice) -> str:
    counts = {
        "domain": len(notice.domains),
        "measure": len(notice.measures),
        "deadline": len(notice.deadlines),
        "unit": len(notice.units),
    }
    return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())


def not_found(notice: Notice) -> list[str]:
    """Return the fields that a notice should have and this one lacks.

    >>> from zhengce.model import Notice
    >>> not_found(Notice(title="关于印发实施方案的通知", addressees=["各镇"]))
    ['document number', 'issuing authority', 'issue date', 'measures']
    """
    expected = {
        "title": notice.title,
        "document number": notice.document_number,
        "issuing authority": notice.issuing_authority,
        "issue date": notice.issue_date,
        "addressees": notice.addressees,
        "measures": notice.measures,
    }
    return [name for name, value in expected.items() if not value]


# --- a domain --------------------------------------------------------------


def _about(domain: Domain) -> Iterator[Row]:
    if domain.commander:
        yield Row("", "commander", domain.commander)
    if domain.lead_units:
        yield Row("", "lead", names(domain.lead_units))
    yield from map(_limit, domain.deadlines)


def _measure(measure: Measure, depth: int = 0) -> Iterator[Row]:
    """Yield the lines of a measure: title, units and time limits; then those of the measures nested in it."""
    yield Row("  " * depth + measure.id, "", measure.title, TITLE)
    roles = units_by_role(measure)
    last = list(roles)[-1:]
    for role, units in roles.items():
        yield Row("", role, names(units) + ("等" if measure.open_ended and role in last else ""))
    if measure.open_ended and not last:
        yield Row("", "units", "有关单位, not named")
    yield from map(_limit, measure.deadlines)
    for part in measure.measures:
        yield from _measure(part, depth + 1)


def _limit(deadline: Deadline) -> Row:
    """Return the cells of a time limit: its last day, or its kind if it has none; its words; its task."""
    words = deadline.text
    if deadline.kind is DeadlineKind.DURING and deadline.start:
        words += f" (from {deadline.start.isoformat()})"
    if deadline.task:
        words += f" — {deadline.task}"
    return Row("", deadline.due.isoformat() if deadline.due else deadline.kind.value, words)


# --- one time limit --------------------------------------------------------


def record(deadline: Deadline, width: int) -> Iterator[Text]:
    """Yield the lines that explain one time limit, without the fields that it lacks."""
    amount, convention = deadline.amount, deadline.convention
    fields = {
        "text": deadline.text,
        "kind": deadline.kind.value,
        "start": deadline.start,
        "due": deadline.due,
        "event": deadline.event,
        "amount": count_of(amount.value, amount.unit, "en") if amount else None,
        "recurrence": deadline.recurrence,
        "convention": f"{convention.value}: {term(convention, 'en')}" if convention else None,
        "task": deadline.task,
    }
    rows = [Row("", name, str(value)) for name, value in fields.items() if value]
    yield from table(rows, width, 0, len("recurrence"))
