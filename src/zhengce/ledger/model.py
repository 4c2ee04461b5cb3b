"""The nouns of a ledger: what has to be done, how far it is, and on what that rests.

All are frozen, slotted, keyword-only, hashable and picklable, as those of :mod:`zhengce.model`.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs
import pendulum

from ..errors import refusing
from ..fields import as_day, check_whole, check_words, span_field
from ..files.load import as_path
from ..made import Pickled
from ..model import Amount, Target
from ..rrule import read_recurrence
from ..shown import call, quoted
from ..text import Span, as_tuple

__all__ = ["OVER", "UNDATED", "Approval", "DueDay", "Evidence", "Item", "Light", "Obligation", "Stage", "Timeliness"]

UNDATED: Final = "undated"
"""The kind of an obligation without a time limit."""


class Stage(StrEnum):
    """How far the work is (办理环节), by its events."""

    NOT_STARTED = "not_started"
    """未启动: nothing was reported yet."""
    IN_PROGRESS = "in_progress"
    """推进中."""
    SUBMITTED = "submitted"
    """待审核: the unit says that it is done."""
    CLOSED = "closed"
    """已销号: the keeper has confirmed it."""
    SUSPENDED = "suspended"
    """中止, for a time."""
    CANCELLED = "cancelled"
    """取消."""
    MERGED = "merged"
    """已合并 into another."""
    SPLIT = "split"
    """已拆分 into others."""


OVER: Final = frozenset({Stage.CLOSED, Stage.CANCELLED, Stage.MERGED, Stage.SPLIT})
"""The stages in which an item is off the books."""


class Timeliness(StrEnum):
    """What a day says about an item (时效)."""

    ON_TIME = "on_time"
    """Done no later than the day that counts."""
    LATE = "late"
    """Done later."""
    OVERDUE = "overdue"
    """Not done, and the day is over."""
    DUE_TODAY = "due_today"
    """Not done, and the day is today."""
    OPEN = "open"
    """Not done, and there is time left."""
    PAUSED = "paused"
    """Suspended."""
    EXEMPT = "exempt"
    """Cancelled, merged or split."""
    NO_DATE = "no_date"
    """No day to be late for."""
    BORN_LATE = "born_late"
    """The day was over when the notice was taken, and nobody has decided yet."""


class Light(StrEnum):
    """亮灯: what deserves attention."""

    GREY = "grey"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@attrs.frozen(kw_only=True)
class Evidence(Pickled):
    """佐证材料: a file that shows the work; its checksum, never its bytes.

    Attributes:
        name: what it is called.
        sha256: its checksum; empty where only its name is known.
        size: how many bytes it has.
        where: where it is kept.
    """

    name: str
    sha256: str = ""
    size: int = 0
    where: str = ""

    __repr__ = call

    def __attrs_post_init__(self) -> None:
        check_words(self, "name")
        check_whole(self, "size")

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> Evidence:
        """Return the evidence that a file is.

        Raises:
            FileError: it cannot be read.
        """
        path = as_path(path)
        with refusing(path), path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return cls(name=path.name, sha256=sha256, size=file.tell(), where=str(path))


@attrs.frozen(kw_only=True)
class Approval(Pickled):
    """批准依据: who allowed a change, and where that is written.

    Attributes:
        by: who: a commander (总指挥), a committee.
        reference: the number of a document, or the minutes of a meeting.
        day: of that.
    """

    by: str
    reference: str = ""
    day: pendulum.Date | None = attrs.field(default=None, converter=as_day)

    __repr__ = call

    def __attrs_post_init__(self) -> None:
        check_words(self, "by")

    def __str__(self) -> str:
        return "，".join(filter(None, (self.by, self.reference, self.day.isoformat() if self.day else "")))


@attrs.frozen(kw_only=True)
class Obligation(Pickled):
    """督办事项: work that a notice asks for, as it stood when it was taken.

    Attributes:
        id: ten characters that never change, see :func:`zhengce.ledger.obligations`.
        code: 编号, what people say: ``3.4-1`` is the first limit of measure 3.4, ``§3-1`` of section 3.
        document: 任务来源: the number of the notice, else its title.
        domain: 领域.
        commander: 总指挥; empty if none is named.
        measure_id: the id of the measure; empty in a section.
        title: that of the measure or section.
        task: the words that the time limit governs.
        text: the words of the time limit; empty without one.
        kind: one of :class:`~zhengce.DeadlineKind`, or ``undated``.
        start: the first day of a ``during``.
        due: the last day, if the words name one.
        event: of a ``within``, the event from which it is counted.
        amount: of a ``within``, how long it is.
        recurrence: of a ``recurring``, its RRULE.
        times: how often in a period; 2 of 每年至少2次.
        lead_units: 牵头单位, by name.
        responsible_units: 责任单位.
        supporting_units: 配合单位.
        targets: the quantities to be reached in its task.
        parents: the ids of those it was split from.
        span: where it stands in the original.
    """

    id: str
    code: str
    document: str = ""
    domain: str = ""
    commander: str = ""
    measure_id: str = ""
    title: str
    task: str = ""
    text: str = ""
    kind: str = UNDATED
    start: pendulum.Date | None = attrs.field(default=None, converter=as_day)
    due: pendulum.Date | None = attrs.field(default=None, converter=as_day)
    event: str | None = None
    amount: Amount | None = None
    recurrence: str | None = None
    times: int | None = None
    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    responsible_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple)
    parents: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    span: Span | None = span_field()

    def __attrs_post_init__(self) -> None:
        for name in ("id", "code", "title"):
            check_words(self, name)
        if self.recurrence is not None:
            read_recurrence(self.recurrence)
        if self.times is not None:
            check_whole(self, "times", least=1)

    def __repr__(self) -> str:
        return f"<Obligation {self.code} {quoted(self.title)}, {self.due or self.text or self.kind}>"

    @property
    def units(self) -> tuple[str, ...]:
        """All its units: lead, responsible, supporting."""
        return self.lead_units + self.responsible_units + self.supporting_units

    @property
    def kind_of_work(self) -> str:
        """The class it is counted in: ``dated``, ``undated``, ``recurring`` or ``by_case``."""
        if self.due:
            return "dated"
        return {"recurring": "recurring", "within": "by_case"}.get(self.kind, "undated")

    @property
    def comes_again(self) -> bool:
        """True if it has an item for each of its periods."""
        return self.kind == "recurring" and bool(self.recurrence) and self.due is None


@attrs.frozen(kw_only=True)
class DueDay:
    """A last day, and the event that set it."""

    day: pendulum.Date
    due: pendulum.Date | None
    event: str = ""


@attrs.frozen(kw_only=True)
class Item(Pickled):
    """台账行: an obligation on a day; a recurring one has an item a period, a reopened one an item a cycle.

    Attributes:
        obligation: what has to be done.
        period: empty; the day of a recurring obligation; the number of a case.
        cycle: 0, and one more each time it is reopened.
        kind_of_work: the class it is counted in: that of the obligation when it came on the books.
        opened: the day on which it came on the books; of a period, its first day.
        stages: how far it was since when, in order.
        dues: its last days, the first and those that replaced it, in order.
        lead_units: 牵头单位 in force.
        responsible_units: 责任单位 in force.
        supporting_units: 配合单位 in force.
        progress: in per cent, if it was ever reported.
        values: what was reached of each target, in their order.
        last_report: the day of the last report.
        text: 进展情况, what that said.
        problems: 存在问题.
        plan: 下一步打算.
        done: the day it was done: as confirmed, before that as claimed.
        evidence: 佐证材料.
        returned: how often it was returned.
        asked: the day until which an extension is asked for, as long as nobody has answered.
        history: the ids of the events that made it so.
    """

    obligation: Obligation
    period: str = ""
    cycle: int = 0
    kind_of_work: str = "undated"
    opened: pendulum.Date
    stages: tuple[tuple[pendulum.Date, Stage], ...] = ()
    dues: tuple[DueDay, ...] = ()
    lead_units: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    supporting_units: tuple[str, ...] = ()
    progress: int | None = None
    values: tuple[Decimal | None, ...] = ()
    last_report: pendulum.Date | None = None
    text: str = ""
    problems: str = ""
    plan: str = ""
    done: pendulum.Date | None = None
    evidence: tuple[Evidence, ...] = ()
    returned: int = 0
    asked: pendulum.Date | None = None
    history: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Item {self.code} {quoted(self.obligation.title)}, {self.stage}, due {self.due}>"

    @property
    def key(self) -> tuple[str, str, int]:
        """What no other item has: the obligation's id, the period, the cycle."""
        return self.obligation.id, self.period, self.cycle

    @property
    def code(self) -> str:
        """编号, with the period where there is one."""
        return f"{self.obligation.code} {self.period}".strip()

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return self.stages[-1][1] if self.stages else Stage.NOT_STARTED

    def stage_on(self, day: date) -> Stage:
        """Return how far it was on an earlier day."""
        return next((stage for since, stage in reversed(self.stages) if since <= day), Stage.NOT_STARTED)

    def is_on_books(self, day: date) -> bool:
        """Return whether it was on the books on an earlier day."""
        return self.opened <= day and self.stage_on(day) not in OVER

    @property
    def closed(self) -> pendulum.Date | None:
        """The day on which it went off the books, in whatever way."""
        return self.stages[-1][0] if self.is_over else None

    @property
    def due(self) -> pendulum.Date | None:
        """The last day in force."""
        return self.dues[-1].due if self.dues else None

    @property
    def first_due(self) -> pendulum.Date | None:
        """The first last day."""
        return self.dues[0].due if self.dues else None

    @property
    def due_that_counts(self) -> pendulum.Date | None:
        """The last day that was set no later than on the day it replaced: who is late is not made punctual.

        A day that was over when the work was taken gives way to the first that is set.
        """
        counts: pendulum.Date | None = None
        for number, set_ in enumerate(self.dues):
            if counts is None or set_.day <= counts or (number == 1 and self._was_over):
                counts = set_.due
        return counts

    @property
    def is_over(self) -> bool:
        """True if it is off the books."""
        return self.stage in OVER

    @property
    def is_born_late(self) -> bool:
        """True if its day was over when it was taken, and no other was set since."""
        return len(self.dues) == 1 and self._was_over

    @property
    def _was_over(self) -> bool:
        """True if its first day was over when it was taken."""
        due = self.first_due
        return bool(due and not self.period and not self.cycle and due <= self.opened)
