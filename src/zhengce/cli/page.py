"""A notice in a terminal: a header, then a table of measures for each domain.

A table has three columns: the id of the measure, a label (the role of a unit, a due
date), and the words. Only the last column has the words of the notice, so the columns stay
aligned whether the terminal draws “ ” — … one column wide or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen
from rich.text import Text

from ..analysis.placed import lacks_a_year, placed_deadlines
from ..analysis.roles import names, units_by_role
from ..model import Deadline, DeadlineKind, Domain, Measure, Notice, Role
from ..saying import Saying, say
from ..terms import count_of, term
from ..text import columns
from .speech import counted, language, listed, tell
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


KEYS: Final = {"en": len("responsible"), "zh": len("2024-09-30")}
"""The width of the column of roles and days, by language."""


def table(rows: Iterable[Row], width: int, heads: int, keys: int) -> Iterator[Text]:
    """Return rows as lines: columns of *heads* and *keys* characters, and the words in the rest of the width."""
    for row in rows:
        line = Text()
        if heads:
            line.append(f"{row.head:<{heads}}  ", style=_ID)
        if row.key:
            gap = " " * (keys - columns(row.key) + 2)
            line.append(row.key + gap, style=_DATE if row.key[0].isdigit() else _ROLE)
        margin = columns(line.plain)
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
        yield from table(rows, width, heads, KEYS[language()])
    outside = [d for top in notice.sections for section in top.walk() for d in section.deadlines]
    if outside:
        yield Text()
        yield Text(tell("Outside the measures"), style=TITLE)
        yield from table(map(_limit, outside), width, heads, KEYS[language()])


# --- the header ------------------------------------------------------------


def _header(notice: Notice, width: int) -> Iterator[Text]:
    for line in wrap(notice.title or tell("(no title)"), width):
        yield Text(line, style=TITLE)
    yield Text()
    found = {
        say("document number"): [str(notice.document_number)] if notice.document_number else [],
        say("issuing authority"): [notice.issuing_authority] if notice.issuing_authority else [],
        say("issue date"): [notice.issue_date.isoformat()] if notice.issue_date else [],
        say("addressees"): notice.addressees,
        say("remarks"): notice.remarks,
    }
    rows = [
        Row("", head, value)
        for label, values in found.items()
        for head, value in _labelled(label.in_language(language()), values)
    ]
    rows.append(Row("", tell("contains"), _counts(notice)))
    if missing := not_found(notice):
        rows.append(Row("", tell("not found"), listed(missing), _MISSING))
    if any(placed.lacks_a_year for placed in placed_deadlines(notice)):
        advice = tell("bare months have no date; --reference-date gives them one")
        rows.append(Row("", tell("no year known"), advice, _MISSING))
    yield from table(rows, width, 0, columns(tell("issuing authority")))


def _labelled(label: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the values with the label before the first one only."""
    for i, value in enumerate(values):
        yield " " if i else label, value


def _counts(notice: Notice) -> str:
    counts = (
        counted(len(notice.domains), "domain"),
        counted(len(notice.measures), "measure"),
        counted(len(notice.deadlines), "deadline"),
        counted(len(notice.units), "unit"),
    )
    return listed(counts)


def not_found(notice: Notice) -> list[Saying]:
    """Return the fields that a notice should have and this one lacks.

    >>> from zhengce.model import Notice
    >>> not_found(Notice(title="关于印发实施方案的通知", addressees=["各镇"]))
    ['document number', 'issuing authority', 'issue date', 'measures']
    """
    expected = {
        say("title"): notice.title,
        say("document number"): notice.document_number,
        say("issuing authority"): notice.issuing_authority,
        say("issue date"): notice.issue_date,
        say("addressees"): notice.addressees,
        say("measures"): notice.measures,
    }
    return [name for name, value in expected.items() if not value]


# --- a domain --------------------------------------------------------------


def _about(domain: Domain) -> Iterator[Row]:
    if domain.commander:
        yield Row("", tell("commander"), domain.commander)
    if domain.lead_units:
        yield Row("", term(Role.LEAD, language()), names(domain.lead_units))
    yield from map(_limit, domain.deadlines)


def _measure(measure: Measure, depth: int = 0) -> Iterator[Row]:
    """Yield the lines of a measure: title, units and time limits; then those of the measures nested in it."""
    yield Row("  " * depth + measure.id, "", measure.title, TITLE)
    roles = units_by_role(measure)
    last = list(roles)[-1:]
    for role, units in roles.items():
        yield Row("", term(role, language()), names(units) + ("等" if measure.open_ended and role in last else ""))
    if measure.open_ended and not last:
        yield Row("", tell("units"), tell("有关单位, not named"))
    yield from map(_limit, measure.deadlines)
    for part in measure.measures:
        yield from _measure(part, depth + 1)


def _limit(deadline: Deadline) -> Row:
    """Return the cells of a time limit: its last day, or its kind if it has none; its words; its task."""
    words = deadline.text
    if deadline.kind is DeadlineKind.DURING and deadline.start:
        words += tell(" (from {day})", day=deadline.start.isoformat())
    if deadline.task:
        words += f" — {deadline.task}"
    return Row("", deadline.due.isoformat() if deadline.due else term(deadline.kind, language()), words)


# --- one time limit --------------------------------------------------------


def record(deadline: Deadline, width: int) -> Iterator[Text]:
    """Yield the lines that explain one time limit, without the fields that it lacks."""
    amount, convention, lang = deadline.amount, deadline.convention, language()
    fields = {
        say("text"): deadline.text,
        say("kind"): term(deadline.kind, lang),
        say("start"): deadline.start,
        say("due"): deadline.due,
        say("event"): deadline.event,
        say("amount"): count_of(amount.value, amount.unit, lang) if amount else None,
        say("recurrence"): deadline.recurrence,
        say("convention"): f"{convention.value}: {term(convention, lang)}" if convention else None,
        say("task"): deadline.task,
    }
    rows = [Row("", name.in_language(lang), str(value)) for name, value in fields.items() if value]
    if lacks_a_year(deadline):
        rows.append(Row("", tell("year"), tell("not known; --reference-date 2024-03-15 says which"), _MISSING))
    yield from table(rows, width, 0, max(columns(name.in_language(lang)) for name in fields))
