"""View: a ledger on a day, with the verdicts and lights of that day."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import attrs
import pendulum

from ..files.save import save_as
from ..terms import Language, term
from .model import Item
from .policy import Policy
from .replay import Conflict, Context
from .verdicts import Signal, Verdict, label, light, verdict

if TYPE_CHECKING:
    from .forms import Form
    from .log import Ledger
    from .review import Review

__all__ = ["View", "code_of", "work_of"]


def code_of(item: Item) -> str:
    """Return the code of an item as it is printed: a period that is the last day itself is not said twice."""
    return f"{item.obligation.code} {item.period.removeprefix(str(item.first_due))}".strip()


def work_of(item: Item) -> str:
    """Return what an item asks for, in one line: its title, and its task if that says more."""
    title, task = item.obligation.title, item.obligation.task
    return f"{title}：{task}" if task and task != title else title


@attrs.frozen(kw_only=True, slots=False, eq=False)
class View:
    """某日台账: the state of the ledger after the events up to a day.

    Attributes:
        ledger: the ledger.
        context: the day, what was known, the rules in force, who keeps the ledger, which names are one unit.
        items: its lines, in the order in which they came on the books.
        conflicts: events that do not fit, each with the reason.
    """

    ledger: Ledger = attrs.field(repr=False)
    context: Context
    items: tuple[Item, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def __repr__(self) -> str:
        return f"<View of {self.day}, {len(self.items)} items, {len(self.conflicts)} conflicts>"

    @property
    def day(self) -> pendulum.Date:
        """The day."""
        return self.context.day

    @property
    def policy(self) -> Policy:
        """The rules in force on that day."""
        return self.context.policy

    @property
    def units(self) -> tuple[str, ...]:
        """The units that have work on the books, in the order in which it was taken."""
        return tuple(dict.fromkeys(unit for item in self.items if not item.is_over for unit in self.owners(item)))

    @property
    def others(self) -> tuple[str, ...]:
        """The units that are named in work on the books, and have none to see to: they get no form."""
        live = [item for item in self.items if not item.is_over]
        named = (name for it in live for name in (*it.lead_units, *it.responsible_units, *it.supporting_units))
        units = set(self.units)
        return tuple(unit for unit in dict.fromkeys(self.context.units(named)) if unit not in units)

    @cached_property
    def by_key(self) -> dict[tuple[str, str, int], Item]:
        """The items by their keys."""
        return {item.key: item for item in self.items}

    def of(self, name: str) -> tuple[Item, ...]:
        """Return the items of an obligation, by its id or its code.

        Raises:
            LedgerError: there is none.
        """
        on = self.ledger.find(name)
        return tuple(item for item in self.items if item.obligation.id == on)

    def verdict(self, item: Item, *, first: bool = False) -> Verdict:
        """Return the verdict on an item; with *first* by its first last day."""
        return verdict(item, self.day, self.policy, first=first)

    def light(self, item: Item) -> Signal:
        """Return the light of an item, with the reason."""
        return light(item, self.day, self.policy)

    def label(self, item: Item, lang: Language = "zh") -> str:
        """Return the word for stage and verdict together: 按期销号, 逾期未启动."""
        return label(item, self.verdict(item).timeliness, lang)

    def owners(self, item: Item) -> tuple[str, ...]:
        """Return who has to see to an item: who leads, else who is responsible; by the names that count."""
        return self.context.units(item.lead_units or item.responsible_units)

    def source_of(self, item: Item) -> str:
        """Return the notice of an item, by its number or else its title; nothing if the ledger has one notice alone."""
        return item.obligation.document if len(self._documents) > 1 else ""

    @cached_property
    def _documents(self) -> set[str]:
        return {obligation.document for obligation in self.ledger.opened.values()}

    def review(self, month: str) -> Review:
        """Return the monthly review of a month, such as ``2024-09``, with the verdicts of this day.

        Raises:
            CalendarError: it is no month.
            LedgerError: it has not begun.
        """
        from .review import Review

        return Review(self, month)

    def form(self, unit: str, month: str) -> Form:
        """Return the form of a unit that leads, or is responsible where nobody does; see :func:`read_form`."""
        from .forms import form_of

        return form_of(self, unit, month)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to ``.ics``, ``.xlsx``, ``.csv`` or ``.json``.

        In a calendar every item with a day is a to-do with its status; it has the UID of its time limit
        in the calendar of the notice, and takes its place.

        Raises:
            FileError: the suffix is another, or the file cannot be written.
            MissingExtraError: ``.ics`` needs the extra ``calendar``, ``.xlsx`` the extra ``xlsx``.
        """
        from . import sheets, todos

        makers: dict[str, Callable[[View], str | bytes]] = {
            ".ics": todos.calendar,
            ".xlsx": sheets.workbook,
            ".csv": sheets.table,
            ".json": sheets.view_json,
        }
        save_as(path, "a ledger", {suffix: partial(make, self) for suffix, make in makers.items()})

    def _repr_html_(self) -> str:
        from .card import card

        return card(self)

    def rows(self, items: Iterable[Item] | None = None) -> list[dict[str, Any]]:
        """Return the items as flat rows, in the columns of a task ledger; all of them, or those that are given.

        >>> from zhengce.ledger import Ledger, Obligation, Opened
        >>> work = Obligation(id="A1", code="1.1-1", title="改造老旧管网", due=pendulum.Date(2024, 9, 30))
        >>> ledger = Ledger().record(Opened(at=pendulum.Date(2024, 4, 1), obligation=work), writer="政务办")
        >>> (row,) = ledger.as_of(pendulum.Date(2024, 10, 8)).rows()
        >>> row["code"], row["state"], row["light"], row["reason"]
        ('1.1-1', '逾期未启动', '红灯', '逾期')
        """
        return [self._row(number, item) for number, item in enumerate(self.items if items is None else items, 1)]

    def _row(self, number: int, item: Item) -> dict[str, Any]:
        obligation, found, signal = item.obligation, self.verdict(item), self.light(item)
        of_work = ("id", "document", "domain", "measure_id", "title", "task", "commander", "text")
        of_item = ("code", "cycle", "period", "due", "first_due", "problems", "plan", "progress", "done", "closed")
        return {
            "number": number,
            **{name: getattr(obligation, name) for name in of_work},
            **{name: getattr(item, name) for name in of_item},
            "work": work_of(item),
            "lead_units": "、".join(self.context.units(item.lead_units)),
            "responsible_units": "、".join(self.context.units(item.responsible_units)),
            "report": item.text,
            "stage": str(item.stage),
            "timeliness": str(found.timeliness),
            "state": self.label(item),
            "colour": str(signal.light),
            "light": term(signal.light, "zh"),
            "reason": term(signal.reason, "zh"),
            "evidence": "、".join(evidence.name for evidence in item.evidence),
        }
