"""A small ledger to begin with."""

from __future__ import annotations

import datetime as dt

from zhengce.ledger import Approval, Event, Evidence, Ledger, Obligation, Opened

TAKEN = dt.date(2024, 4, 1)
APPROVAL = Approval(by="李明", reference="专题会议纪要〔2024〕3号")
PHOTO = Evidence(name="照片.jpg")


def day(text: str) -> dt.date:
    """A day of 2024, as 09-30."""
    return dt.date.fromisoformat(f"2024-{text}")


def work(code: str = "1.1-1", due: str | None = "09-30", **fields: object) -> Obligation:
    made: dict[str, object] = {"id": f"ID{code}", "code": code, "title": "改造老旧管网", "lead_units": ("水务局",)}
    if due:
        made |= {"kind": "by", "text": "底前", "due": day(due)}
    return Obligation(**{**made, **fields})


def ledger(*events: Event, held: tuple[Obligation, ...] = (work(),)) -> Ledger:
    opened = [Opened(at=TAKEN, obligation=obligation) for obligation in held]
    return Ledger().record(*opened, *events, writer="政务办")
