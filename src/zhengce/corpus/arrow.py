"""Batches: many notices as record batches of Arrow, made where they are read, on this machine or on others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from ..dates import as_date
from ..formats import FORMATS
from .reading import outcome_of
from .sources import Sources, Task, tasks
from .workers import chunked, mapped

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["SIZE", "batch_of", "batches", "in_arrow", "schema"]

SIZE: Final = 32
"""How many documents a batch has: enough to hide the cost of a batch, and few enough to wait for."""


def schema() -> pa.Schema:
    """Return the schema of the batches: ``source``, ``error``, ``error_zh``, then the columns of :func:`zhengce.rows`.

    Types are plain, so that every engine knows them: text, whole numbers, truth values, days,
    and lists of text for units. Every column may be null.

    Raises:
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> schema().names[:4], schema().field("lead_units").type
    (['source', 'error', 'error_zh', 'measure_id'], ListType(list<item: string>))
    """
    return _arrow("batch_schema")()


def batches(
    sources: Sources, *, processes: int = 1, reference_date: dt.date | str | None = None, size: int = SIZE
) -> Iterator[pa.RecordBatch]:
    r"""Yield the rows of many notices as record batches, in the order of their sources.

    Each source has at least one row: one for each measure and time limit; or, if the notice
    has no measures, one with its head alone; or, if it could not be read, one with its error.
    Batches are made by the processes that read; to send notices between processes would
    cost much more than the rows.

    Args:
        sources: as for :func:`zhengce.read_many`.
        processes: as for :func:`zhengce.read_many`.
        reference_date: as for :func:`zhengce.parse`.
        size: how many documents a batch has.

    Raises:
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> text = "一、优化服务\n1.开通专窗。（牵头单位：税务局）"
    >>> (batch,) = batches([("税务.txt", text.encode()), "无此文件.docx"])
    >>> batch.select(["source", "title", "error"]).to_pylist()[1]
    {'source': '无此文件.docx', 'title': None, 'error': '无此文件.docx: No such file or directory'}
    """
    day = None if reference_date is None else as_date(reference_date)
    made = mapped(partial(batch_of, day=day), chunked(tasks(sources), size), processes)
    schema()  # which says what is missing before anything is read, and takes its time while processes get ready
    return (batch for results in made for batch in results)


def in_arrow(
    given: Iterable[pa.RecordBatch], *, reference_date: dt.date | str | None = None
) -> Iterator[pa.RecordBatch]:
    """Turn batches of paths into batches of rows: the one function that engines call on their machines.

    It has the form that ``mapInArrow`` of Spark wants.

    Args:
        given: batches with a column ``path``, of paths or ``file:`` addresses; and, if the
            machine that reads cannot open them, a column ``content`` of bytes. Both are columns
            of the data source ``binaryFile`` of Spark.
        reference_date: as for :func:`zhengce.parse`.

    Returns:
        Batches of :func:`schema`, as :func:`batches` makes them.
    """
    day = None if reference_date is None else as_date(reference_date)
    for chunk in chunked((task for batch in given for task in _tasks(batch)), SIZE):
        yield batch_of(chunk, day)


def _tasks(batch: pa.RecordBatch) -> Iterator[Task]:
    has_content = "content" in batch.schema.names
    for number, path in enumerate(batch["path"]):
        name = _local(path.as_py())
        if has_content:
            yield Task(name, batch["content"][number].as_py())
        else:
            yield from tasks(name)


def _local(path: str) -> str:
    """Return a path, of an address ``file:``, too; Spark gives such ones."""
    return unquote(urlsplit(path).path) if path.startswith("file:") else path


def batch_of(chunk: list[Task], day: dt.date | None = None) -> pa.RecordBatch:
    """Return the rows of some documents."""
    return _arrow("batch")([outcome_of(task, day) for task in chunk])


def _arrow(name: str) -> Any:
    return FORMATS[".arrow"].verb(name, "a table of Arrow")
