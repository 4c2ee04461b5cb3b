"""To-dos: a ledger on a day as iCalendar (RFC 5545), in which each item says how far it is.

An item has the UID of its time limit in the calendar of the notice, and a higher
SEQUENCE: a calendar that has both shows the state of the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Final

from ..dates import as_date
from ..errors import needing
from ..terms import term
from .model import Item, Obligation, Stage
from .view import View, work_of

if TYPE_CHECKING:
    from icalendar import Todo

__all__ = ["calendar"]

_STATUS: Final = {
    Stage.NOT_STARTED: "NEEDS-ACTION",
    Stage.IN_PROGRESS: "IN-PROCESS",
    Stage.SUBMITTED: "IN-PROCESS",
    Stage.SUSPENDED: "NEEDS-ACTION",
    Stage.CLOSED: "COMPLETED",
}
"""By stage; what is off the books in another way is CANCELLED."""


def calendar(view: View) -> bytes:
    """Return the items of a ledger that have a day, as to-dos.

    Of an item that was reopened its last cycle is written. A recurring obligation is one to-do
    that repeats, and one with a RECURRENCE-ID for each period that has begun.

    Raises:
        MissingExtraError: the extra ``calendar`` is not installed.
    """
    with needing("calendar", "a ledger as iCalendar"):
        from icalendar import vRecur

        from ..formats.calendar import begin
    made = begin("督办事项工作台账")
    uids, names = _uids(view), _names(view)
    repeated: set[str] = set()
    for item in {(it.obligation.id, it.period): it for it in view.items}.values():
        uid, name = uids[item.obligation.id], names[item.obligation.id]
        if item.due is None:
            continue
        if item.period == _first_day(item) and item.obligation.recurrence:
            if uid not in repeated:
                repeated.add(uid)
                series = _todo(view, item, uid, name, status="NEEDS-ACTION")
                series.add("dtstart", item.first_due)
                series.add("rrule", vRecur.from_ical(item.obligation.recurrence))
                made.add_component(series)
            todo = _todo(view, item, uid, name)
            todo.add("recurrence-id", item.first_due)
        else:
            one = item.period.removeprefix(_first_day(item))
            todo = _todo(view, item, f"{uid}-{item.period}" if item.period else uid, f"{name} {one}".strip())
        todo.add("due", item.due)
        made.add_component(todo)
    content: bytes = made.to_ical()
    return content


def _first_day(item: Item) -> str:
    return item.first_due.isoformat() if item.first_due else ""


def _uids(view: View) -> dict[str, str]:
    """Return the UID of each obligation: that of its time limit as it was taken, whatever was revised since."""
    from ..formats.calendar import uid

    seen, found = Counter[tuple[str, ...]](), dict[str, str]()
    for it in view.ledger.opened.values():
        title = it.title if it.measure_id or it.code.startswith("§") else ""
        content = ("VTODO", it.document, it.domain, it.measure_id, title, it.text, str(it.due or ""))
        seen[content] += bool(it.text)
        found[it.id] = uid(*content, str(seen[content]))
    return found


def _names(view: View) -> dict[str, str]:
    """Return what a list shows of each obligation, so that those of one measure are told apart."""
    from ..formats.calendar import told_apart

    measures: dict[tuple[str, ...], list[Obligation]] = {}
    for it in {item.obligation.id: item.obligation for item in view.items}.values():
        measures.setdefault((it.document, it.domain, it.measure_id, it.title), []).append(it)
    found: dict[str, str] = {}
    for held in measures.values():
        title = held[0].title if held[0].measure_id else held[0].task or held[0].title
        named = told_apart(title, [(it.task, it.text) for it in held])
        found |= dict(zip((it.id for it in held), named, strict=True))
    return found


def _todo(view: View, item: Item, uid: str, name: str, status: str = "") -> Todo:
    from icalendar import Todo, vText

    from ..formats.calendar import clean

    todo = Todo()
    todo.add("uid", uid)
    todo.add("dtstamp", dt.datetime.combine(view.day, dt.time(), dt.UTC))
    owners = "、".join(view.owners(item))
    todo.add("summary", clean(f"{name}（{owners}）" if owners else name))
    light = view.light(item)
    facts = {
        "编号": item.code,
        "工作任务": work_of(item),
        "时限": item.obligation.text,
        "状态": view.label(item),
        "亮灯": f"{term(light.light, 'zh')}（{term(light.reason, 'zh')}）",
        "进展": item.text,
        "任务来源": item.obligation.document,
    }
    todo.add("description", clean("\n".join(f"{name}：{value}" for name, value in facts.items() if value)))
    if item.obligation.domain:
        todo.add("categories", [clean(item.obligation.domain)])
    todo.add("status", vText(status or _STATUS.get(item.stage, "CANCELLED")))
    if status:
        return todo
    cycles = [it for it in view.items if (it.obligation.id, it.period) == (item.obligation.id, item.period)]
    todo.add("sequence", sum(len(it.history) for it in cycles))
    if item.stage is Stage.CLOSED:
        done = as_date(item.done or item.closed or view.day)
        todo.add("completed", dt.datetime.combine(done, dt.time(), dt.UTC))
    if item.progress is not None or item.stage is Stage.CLOSED:
        todo.add("percent-complete", 100 if item.stage is Stage.CLOSED else item.progress)
    return todo
