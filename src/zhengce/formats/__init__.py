"""Formats: one module for each; the suffix of a file chooses it.

The ``dumps(notice)`` of a format returns the content of a file, as text or bytes. If the
format keeps the whole notice, its ``loads(content)`` returns the notice. A format, and the
package that it needs, are imported only when they are used.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterable
from contextlib import nullcontext
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal
from warnings import warn

import attrs

from ..analysis.placed import Notices, as_notice, as_notices, is_one
from ..analysis.selection import SELECTORS, selected
from ..errors import FileError, FormatError, ZhengceWarning, in_file, needing
from ..model import Notice
from ..saying import joined, say

__all__ = ["FORMATS", "MOST_BYTES", "Format", "arguments", "dump", "load", "table", "warn_of_emptiness"]


@attrs.frozen
class Format:
    """A format of files.

    Its ``dumps`` may have arguments for what it shows besides the notices, see :data:`SHOWN`.

    Attributes:
        module: its module in this package, or beside it: the page for a browser is ``.views.report``.
        extra: the extra that it needs, if any.
        reads: true if it has a ``loads`` that reads what its ``dumps`` wrote.
        many: true if its ``dumps`` takes many notices as well as one.
        lists: what a file of it is empty without: ``measures``, or ``days`` of time limits.
        beside: the suffix of a second file that describes the first; the module's
            ``describe(name)`` returns its content.
    """

    module: str
    extra: str | None = None
    reads: bool = False
    many: bool = False
    lists: Literal["measures", "days"] | None = None
    beside: str | None = None

    def verb(self, name: str, purpose: str) -> Any:
        """Return the module's function of that name.

        Raises:
            MissingExtraError: the format needs an extra that is not installed.
        """
        with needing(self.extra, purpose) if self.extra else nullcontext():
            return getattr(import_module(f".{self.module}", __package__), name)

    def check(self, given: Iterable[str], purpose: str) -> None:
        """Refuse the name of an option that the format lacks.

        Raises:
            FormatError: it has no such option; the message says which it has.
        """
        known = self.options(purpose)
        for name in given:
            if name not in known:
                near = get_close_matches(name, known, 1)
                hint = say("; did you mean {near}?", near=near[0]) if near else ""
                listed = joined(known, ", ") or say("none")
                raise FormatError(
                    [say("no option {name!r}{hint}; this format has {known}", name=name, hint=hint, known=listed)]
                )

    def arguments(self, purpose: str) -> dict[str, str]:
        """Return the names of the arguments of its ``dumps``, and their types as written.

        Raises:
            MissingExtraError: the format needs an extra that is not installed.
        """
        parameters = inspect.signature(self.verb("dumps", purpose)).parameters.values()
        return {p.name: str(p.annotation) for p in parameters if p.kind is p.KEYWORD_ONLY}

    def options(self, purpose: str) -> dict[str, str]:
        """Return the options of its files, apart from what they show, as :meth:`arguments` does."""
        own = self.arguments(purpose)
        return {name: kind for name, kind in own.items() if name not in SHOWN} | SELECTORS


SHOWN: Final = ("findings", "failed", "narrowed", "ledger")
"""What :func:`zhengce.write` or a command fills in: the findings, the outcomes of sources that could not be read,
to what the notices are narrowed, a ledger on a day."""

FORMATS: Final[dict[str, Format]] = {
    ".arrow": Format("arrow", extra="arrow", many=True, lists="measures"),
    ".csv": Format("csv", many=True, lists="measures", beside=".schema.json"),
    ".feather": Format("arrow", extra="arrow", many=True, lists="measures"),
    ".htm": Format(".views.report", extra="report", many=True),
    ".html": Format(".views.report", extra="report", many=True),
    ".ics": Format("calendar", extra="calendar", many=True, lists="days"),
    ".json": Format("json", reads=True),
    ".jsonl": Format("json_lines", reads=True, many=True),
    ".md": Format("markdown"),  # read as any text is
    ".parquet": Format("parquet", extra="arrow", many=True, lists="measures"),
    ".xlsx": Format("xlsx", extra="xlsx", many=True, lists="measures"),
    ".xml": Format("akoma_ntoso"),
    ".yaml": Format("yaml", extra="yaml", reads=True),
    ".yml": Format("yaml", extra="yaml", reads=True),
}
"""The formats that are written, by suffix."""


MOST_BYTES: Final = 128 * 2**20
"""The largest file that is read. The largest known notice with all its spans is a hundred times smaller."""


def arguments(path: Path) -> dict[str, str]:
    """Return the arguments of the ``dumps`` of the format of a file, see :meth:`Format.arguments`.

    Raises:
        FileError: the suffix names no known format.
        MissingExtraError: the format needs an extra that is not installed.
    """
    return _format(path).arguments(say("writing {path}", path=path.name))


def dump(notices: Notices, path: Path, **options: Any) -> dict[Path, bytes]:
    """Return the content of each file that shows notices in the format of a suffix, the one at *path* first.

    Raises:
        FileError: the suffix names no known format, it holds one notice and not many, or it has no such option.
        MissingExtraError: the format needs an extra that is not installed.
    """
    form = _format(path)
    purpose = say("writing {path}", path=path.name)
    try:
        held = form.arguments(purpose)
        form.check((name for name in options if name not in held), purpose)
        content = form.verb("dumps", purpose)(notices if form.many else _only(notices, path), **options)
        files = {path: content.encode() if isinstance(content, str) else content}
    except UnicodeEncodeError as error:
        half = say("$: half a surrogate pair at {start:,}, which UTF-8 cannot hold", start=error.start)
        raise FileError(path, half) from error
    except FormatError as error:
        raise in_file(path, error) from error
    if form.beside:
        files[path.with_suffix(form.beside)] = form.verb("describe", purpose)(path.name).encode()
    return files


def table(
    notices: Notices,
    *,
    nested: bool = False,
    unit: str | None = None,
    domain: str | None = None,
    month: dt.date | str | None = None,
) -> Any:  # a pyarrow.Table; that package has no types, and an unknown one would spread in strict checks
    """Return one notice, or many, as an Arrow table.

    ``polars.from_arrow(table(notice))``, ``table(notice).to_pandas()`` and
    ``duckdb.sql("from …")`` accept it without copying rows, and so does every tool that
    knows the Arrow PyCapsule interface (``__arrow_c_stream__``).

    Args:
        notices: one notice, or many, or the outcomes of :func:`read_many`.
        nested: make one row for each notice, with everything in it as columns of structs
            and lists. In a list, nested measures and sections follow their parent, with
            ``level`` one higher.
        unit: as for :func:`rows`.
        domain: as for :func:`rows`.
        month: as for :func:`rows`.

    Returns:
        A ``pyarrow.Table`` with a row for each measure and time limit, and the columns of :func:`zhengce.rows`;
        units are lists there. The first column is ``notice``, the index of the notice from 0.

    Raises:
        FormatError: sections or measures are nested more than a hundred deep.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> import zhengce
    >>> table = zhengce.table(zhengce.sample())
    >>> table.schema.field("due").type, table.num_rows
    (DataType(date32[day]), 52)
    """
    chosen = selected(notices, unit=unit, domain=domain, month=month)
    return FORMATS[".arrow"].verb("table", say("a table of Arrow"))(chosen, nested=nested)


def load(content: bytes, path: Path) -> Notice:
    """Return the notice in the content of a file.

    Raises:
        FileError: the suffix names no format that keeps the whole notice.
        FormatError: the content is no notice.
        MissingExtraError: the format needs an extra that is not installed.
    """
    loads = _format(path).verb("loads", say("reading {path}", path=path.name))
    try:
        notice: Notice = loads(content)
    except FormatError as error:
        error.add_note(f"in {path}")
        raise
    return notice


def _only(notices: Notices, path: Path) -> Notice:
    """Return the only notice, for a format that holds one."""
    if is_one(notices):
        return as_notice(notices)
    found = as_notices(notices)
    if len(found) != 1:
        others = ", ".join(suffix for suffix, form in sorted(FORMATS.items()) if form.many)
        raise FileError(
            path, say("such a file holds one notice, not {count}; {others} hold many", count=len(found), others=others)
        )
    return found[0]


def warn_of_emptiness(notices: Notices, path: Path, whole: Notices, *, names: str = "", when: str = "") -> None:
    """Warn of notices of which a table or calendar shows nothing; of narrowed ones only if that is so of all.

    Args:
        notices: those that are written.
        path: where to.
        whole: the same before they were narrowed.
        names: the unit and the domain to which they were narrowed.
        when: the month to which they were narrowed.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None or form.lists is None:
        return
    wanted = form.lists
    found = as_notices(notices)
    empty = [notice.source.name or notice.title or "a notice" for notice in found if not _has(notice, wanted)]
    narrowed = names or when
    if narrowed and len(empty) == len(found) and any(_has(notice, wanted) for notice in as_notices(whole)):
        of = say(" for {names}", names=names) if names else ""
        said = _NARROWED[wanted][0 if when else 1]
        warn(ZhengceWarning(say(said, path=path, when=when, names=names, of=of)), stacklevel=4)
    elif len(empty) == len(found) or (empty and not narrowed):
        listed: str = joined(empty[:_NAMED], ", ") if empty else say("no notice")
        more = say(" and {count} more", count=len(empty) - _NAMED) if len(empty) > _NAMED else ""
        all_of_it = say("; it is empty") if len(empty) == len(found) else ""
        said = _NO_MEASURES if wanted == "measures" else _NO_DAYS
        warn(ZhengceWarning(say(said, path=path, listed=listed, more=more, whole=all_of_it)), stacklevel=4)


_NAMED: Final = 5
_NO_MEASURES: Final = "{path}: no measures in {listed}{more}{whole}"
_NO_DAYS: Final = "{path}: no time limits with a day in {listed}{more}{whole}"
_NARROWED: Final = {
    "measures": (
        "{path}: no measure falls due in {when}{of}; it is empty",
        "{path}: no measure concerns {names}; it is empty",
    ),
    "days": (
        "{path}: no time limit falls due in {when}{of}; it is empty",
        "{path}: no time limit with a day concerns {names}; it is empty",
    ),
}


def _has(notice: Notice, wanted: str) -> bool:
    if wanted == "measures":
        return bool(notice.measures)
    return any(deadline.due or deadline.recurrence for deadline in notice.deadlines)


def _format(path: Path) -> Format:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise FileError(
            path,
            say(
                "no format has the suffix {suffix!r}; known are {known}",
                suffix=path.suffix,
                known=", ".join(sorted(FORMATS)),
            ),
        )
    return form
