"""Formats: one module for each; the suffix of a file chooses it.

The ``dumps(notice)`` of a format returns the content of a file, as text or bytes. If the
format keeps the whole notice, its ``loads(content)`` returns the notice. A format, and the
package that it needs, are imported only when they are used.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..errors import FileError, FormatError, MissingExtraError
from ..files.save import save
from ..model import Notice

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FORMATS", "MOST_BYTES", "Format", "dump", "load", "table", "write"]


@attrs.frozen
class Format:
    """A format of files.

    Attributes:
        module: its module in this package.
        extra: the extra that it needs, if any.
        reads: true if it has a ``loads`` that reads what its ``dumps`` wrote.
        shows_findings: true if its ``dumps`` has an argument ``findings``.
        beside: the suffix of a second file that describes the first; the module's
            ``describe(name)`` returns its content.
    """

    module: str
    extra: str | None = None
    reads: bool = False
    shows_findings: bool = False
    beside: str | None = None

    def verb(self, name: str, purpose: str) -> Any:
        """Return the module's function of that name.

        Raises:
            MissingExtraError: the format needs an extra that is not installed.
        """
        try:
            return getattr(import_module(f".{self.module}", __package__), name)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("zhengce"):
                raise
            raise MissingExtraError(self.extra, purpose) from error

    def options(self, purpose: str) -> dict[str, str]:
        """Return the options of its ``dumps``, apart from ``findings``: their names, and their types as written.

        Raises:
            MissingExtraError: the format needs an extra that is not installed.
        """
        parameters = inspect.signature(self.verb("dumps", purpose)).parameters.values()
        return {p.name: str(p.annotation) for p in parameters if p.kind is p.KEYWORD_ONLY and p.name != "findings"}


FORMATS: Final[dict[str, Format]] = {
    ".arrow": Format("arrow", extra="arrow"),
    ".csv": Format("csv", beside=".schema.json"),
    ".feather": Format("arrow", extra="arrow"),
    ".ics": Format("calendar", extra="calendar"),
    ".json": Format("json", reads=True),
    ".jsonl": Format("json_lines", reads=True),
    ".md": Format("markdown"),  # read as any text is
    ".parquet": Format("parquet", extra="arrow"),
    ".xlsx": Format("xlsx", extra="xlsx", shows_findings=True),
    ".xml": Format("akoma_ntoso"),
    ".yaml": Format("yaml", extra="yaml", reads=True),
    ".yml": Format("yaml", extra="yaml", reads=True),
}
"""The formats that are written, by suffix."""


MOST_BYTES: Final = 128 * 2**20
"""The largest file that is read. The largest known notice with all its spans is a hundred times smaller."""


def dump(notice: Notice, path: Path, **options: Any) -> dict[Path, bytes]:
    """Return what :func:`write` writes: the content of each file, the one at *path* first."""
    form = _format(path)
    purpose = f"writing {path.name}"
    content = form.verb("dumps", purpose)(notice, **options)
    try:
        files = {path: content.encode() if isinstance(content, str) else content}
    except UnicodeEncodeError as error:
        raise FormatError([f"$: half a surrogate pair at {error.start:,}, which UTF-8 cannot hold"]) from error
    if form.beside:
        files[path.with_suffix(form.beside)] = form.verb("describe", purpose)(path.name).encode()
    return files


def table(notices: Notice | Iterable[Notice], *, nested: bool = False) -> pa.Table:
    """Return one notice, or many, as an Arrow table.

    ``polars.from_arrow(table(notice))``, ``table(notice).to_pandas()`` and
    ``duckdb.sql("from …")`` accept it without copying rows, and so does every tool that
    knows the Arrow PyCapsule interface (``__arrow_c_stream__``).

    Args:
        notices: a notice, or several.
        nested: make one row for each notice, with everything in it as columns of structs
            and lists. In a list, nested measures and sections follow their parent, with
            ``level`` one higher.

    Returns:
        A row for each measure and time limit, with the columns of :func:`zhengce.rows`;
        units are lists there. Two columns come first: ``notice``, the index of the notice
        from 0, and ``file``, its name.

    Raises:
        FormatError: sections or measures are nested more than a hundred deep.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> import zhengce
    >>> table = zhengce.table(zhengce.sample())
    >>> table.schema.field("due").type, table.num_rows
    (DataType(date32[day]), 52)
    """
    return FORMATS[".arrow"].verb("table", "a table of Arrow")(notices, nested=nested)


def load(content: bytes, path: Path) -> Notice:
    """Return the notice in the content of a file.

    Raises:
        FileError: the suffix names no format that keeps the whole notice.
        FormatError: the content is no notice.
        MissingExtraError: the format needs an extra that is not installed.
    """
    loads = _format(path).verb("loads", f"reading {path.name}")
    try:
        notice: Notice = loads(content)
    except FormatError as error:
        error.add_note(f"in {path}")
        raise
    return notice


def write(notice: Notice, path: str | os.PathLike[str], **options: Any) -> None:
    """Write a notice to a file, in the format that its suffix names.

    See :func:`zhengce.write`, which adds the findings where a format shows them.
    """
    path = Path(path)
    try:
        files = dump(notice, path, **options)
    except FormatError as error:
        raise FileError(path, "; ".join(error.problems)) from error
    for file, content in reversed(files.items()):  # what describes the table first: where it fails, the table stays
        save(file, content)


def _format(path: Path) -> Format:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise FileError(path, f"no format has the suffix {path.suffix!r}; known are {', '.join(sorted(FORMATS))}")
    return form
