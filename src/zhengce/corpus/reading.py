"""Reading many: an outcome for each document, in order, whatever is wrong with some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from time import perf_counter

from ..dates import as_date
from ..errors import FileError, ZhengceError
from ..outcome import Outcome
from ..saying import say
from .sources import Sources, Task, tasks
from .workers import chunked, mapped

__all__ = ["outcome_of", "read_many"]


def read_many(
    sources: Sources, *, processes: int = 1, reference_date: dt.date | str | None = None
) -> Iterator[Outcome]:
    r"""Read many notices, one after the other, in the order of their sources.

    Nothing is read before it is asked for, except a few notices that other processes read
    ahead; so memory stays the same however many there are. A source that cannot be read is an
    outcome with its error, and the others are still read.

    To send notices from one process to another costs more than half of the time it takes to
    read them. For tables use :mod:`zhengce.corpus`, which makes them where notices are read.

    Args:
        sources: one or many, from any iterable: files as :func:`read` takes them; folders,
            with all documents and archives in them and below, by name, except workbooks that zhengce
            wrote; patterns such as
            ``notices/**/*.docx``; ``.zip`` archives of documents; ``.jsonl`` as :func:`write`
            makes it, a notice a line; pairs of a name and the bytes of a file.
        processes: how many processes read. With more than one, a program of its own needs
            ``if __name__ == "__main__":`` around what it does.
        reference_date: as for :func:`parse`.

    Returns:
        An iterator of outcomes.

    Raises:
        ArgumentError: a source is none of these, or *processes* is no number from 1.
        CalendarError: *reference_date* is no day.

    Warns:
        ZhengceWarning: a workbook in a folder is passed over.

    >>> text = "一、优化服务\n1.开通专窗。（牵头单位：税务局）"
    >>> for outcome in read_many([("税务.txt", text.encode()), "无此文件.docx"]):
    ...     print(outcome.source, outcome.notice, outcome.error)
    税务.txt <Notice “”, 1 domain, 1 measure> None
    无此文件.docx None 无此文件.docx: No such file or directory
    """
    day = None if reference_date is None else as_date(reference_date)
    made = mapped(partial(_first, day=day), chunked(tasks(sources), 1), processes)
    return (outcome for outcomes in made for outcome in outcomes)


def _first(chunk: list[Task], day: dt.date | None) -> Outcome:
    (task,) = chunk
    return outcome_of(task, day)


def outcome_of(task: Task, day: dt.date | None = None) -> Outcome:
    """Return the outcome of reading one document, without whatever the error holds on to."""
    from ..storage import read  # the process that hands out work does without

    begun = perf_counter()
    notice, error = None, None
    try:
        notice = read(task.loaded(), reference_date=day, name=task.name or task.source)
    except ZhengceError as found:
        error = found
    except Exception as found:  # noqa: BLE001  # one document in a million that shows a fault must not end the others
        error = FileError(
            task.source,
            say("a fault of zhengce, please report it: {kind}: {error}", kind=type(found).__name__, error=found),
        )
    if error:
        error.__cause__ = error.__context__ = error.__traceback__ = None  # they hold the content of the file
    return Outcome(source=task.source, notice=notice, error=error, seconds=perf_counter() - begun)
