"""SQLite: the second store, for many notices or several processes on a local disk; a row holds what a line does.

The columns beside ``body`` are for queries: the database works them out from it, so that they cannot differ.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from ..errors import FileError
from ..saying import say

__all__ = ["append_rows", "read_rows"]

_COLUMNS: Final = {**{name: name for name in ("id", "at", "recorded", "type", "period")}, "subject": '"on"'}
_TABLE: Final = f"""
    CREATE TABLE IF NOT EXISTS event (
        body TEXT NOT NULL,
        writer TEXT NOT NULL AS (json_extract(body, '$.writer')) STORED,
        seq INTEGER NOT NULL AS (json_extract(body, '$.seq')) STORED,
        {", ".join(f"{name} TEXT AS (json_extract(body, '$.{key}')) STORED" for name, key in _COLUMNS.items())},
        UNIQUE (writer, seq)
    )
"""


@contextmanager
def _open(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as database, database:
            yield database
    except sqlite3.Error as error:
        raise FileError(path, say("as a database: {error}", error=error)) from error


def read_rows(path: Path) -> list[tuple[int, str]]:
    """Return the rows of a ledger, as their numbers and lines, in the order in which they were written.

    Raises:
        FileError: it is no such database, or cannot be read.
    """
    with _open(path, "ro") as database:
        return database.execute("SELECT rowid, coalesce(CAST(body AS TEXT), '') FROM event ORDER BY rowid").fetchall()


def append_rows(path: Path, lines: Iterable[str]) -> None:
    """Write lines after what a database holds, all of them or none; it is made if it is not there.

    Raises:
        FileError: it is no such database, cannot be written, or another process wrote as the same writer.
    """
    with _open(path, "rwc") as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute(_TABLE)
        database.executemany("INSERT INTO event (body) VALUES (?)", ((line,) for line in lines))
