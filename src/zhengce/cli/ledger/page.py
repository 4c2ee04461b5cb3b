"""A ledger on a day in a terminal: its items, each with its light, and the life of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from ...ledger import Event, Item, View
from ...terms import term
from ..page import TITLE, Row, table
from ..speech import counted, language, tell

__all__ = ["view_page", "word_of"]


def view_page(view: View, items: Sequence[Item], width: int, *, with_history: bool) -> Iterator[Text]:
    """Yield the lines that show items on a day, and with their history every event."""
    yield Text(tell("{items} on {day}", items=counted(len(items), "item"), day=view.day), style=TITLE)
    if view.conflicts:
        events = counted(len(view.conflicts), "event")
        yield Text(tell("{events} that do not fit: see zhengce ledger check", events=events), style=TITLE)
    rows = [row for item in items for row in (*_item(view, item), *(_history(view, item) if with_history else ()))]
    yield from table(rows, width, max((len(row.head) for row in rows), default=0), len("2024-09-30"))


_STYLES: Final = {"red": "red", "yellow": "yellow", "green": "green", "grey": "dim"}


def _item(view: View, item: Item) -> Iterator[Row]:
    lang, signal = language(), view.light(item)
    title, task = item.obligation.title, item.obligation.task
    yield Row(item.code, "", title + (f" — {task}" if task and task != title else ""))
    if source := view.source_of(item):
        yield Row("", "", f"{source} ({item.obligation.id})")
    yield Row("", str(item.due or ""), "、".join(view.owners(item)))
    light, reason = term(signal.light, lang), term(signal.reason, lang)
    words = tell("{stage}; {light}: {reason}", stage=view.label(item, lang), light=light, reason=reason)
    yield Row("", "", words, _STYLES[signal.light])


def _history(view: View, item: Item) -> Iterator[Row]:
    for event in map(view.ledger.by_id.__getitem__, item.history):
        yield Row("", str(event.at), f"{word_of(event)} {event.by} {event.note} ({event.id[:8]})")


def word_of(event: Event) -> str:
    """Return what happened, as one word."""
    return term(f"event:{event.type}", language())
