"""Storage: a notice from a file of any kind and into one, a file mended in place, the sample."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from . import formats
from .errors import FileError
from .files import plain
from .files.kinds import extract, recognise
from .files.load import load
from .files.save import save
from .model import Notice, Source
from .reading.notice import parse, read_notice
from .rules import check, fix


def read(path: str | os.PathLike[str], *, reference_date: dt.date | None = None) -> Notice:
    """Read a notice from a file; the suffix says what kind it is.

    Args:
        path: ``.txt`` and ``.md`` in UTF-8, GB18030, or UTF-16 with its byte order mark;
            ``.html``, ``.docx`` and ``.pdf`` with the extra of that name; ``.json`` and
            ``.yaml`` as :func:`write` wrote them. ``notice.source.place(span)`` says on which page or
            in which paragraph of the file a span stands. A picture leaves U+FFFC in the text, and
            a character that cannot be told U+FFFD.
        reference_date: as for :func:`parse`; those two have their dates already.

    Raises:
        FileError: the file is missing, broken, encrypted, of no known type, holds nothing but
            pictures, or asks for more time or memory than any document needs.
        MissingExtraError: its type needs an extra that is not installed.
        FormatError: the JSON or YAML is no notice.
    """
    path = Path(path)
    if _is_data(path):
        return formats.load(load(path, formats.MOST_BYTES), path)
    extracted = extract(load(path), path)
    source = Source(text=extracted.text, name=path.name, places=extracted.places)
    return read_notice(source, reference_date=reference_date)


def _is_data(path: Path) -> bool:
    """Whether a file is a notice written down, not a text to be read."""
    form = formats.FORMATS.get(path.suffix.lower())
    return form is not None and form.reads


def write(notice: Notice, path: str | os.PathLike[str], **options: Any) -> None:
    """Write a notice to a file, in the format that its suffix names.

    The file is written beside and then renamed: a failed write leaves the old one in place.

    Args:
        notice: what to write.
        path: where to; ``.json`` and ``.yaml`` keep everything, see :func:`dumps`. ``.md`` is
            official layout: what it cannot say is an error.
        options: what the format can be told, see its page. A format that shows
            ``findings`` gets those of :func:`check`, in Chinese, unless it is told others.

    Raises:
        FileError: the suffix names no known format, or the file cannot be written.
        MissingExtraError: the format needs an extra that is not installed.
    """
    form = formats.FORMATS.get(Path(path).suffix.lower())
    if form and form.shows_findings and "findings" not in options:
        options["findings"] = check(notice, lang="zh").findings
    formats.write(notice, path, **options)


def fix_file(
    path: str | os.PathLike[str],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    reference_date: dt.date | None = None,
) -> bool:
    """Mend in a file what can be mended safely; every other byte of it stays as it is.

    Args:
        path: a plain text, ``.txt`` or ``.md``, in any encoding that :func:`read` takes.
        select: as for :func:`check`.
        ignore: as for :func:`check`.
        reference_date: as for :func:`parse`.

    Returns:
        whether anything was mended; a file without such faults is not written.

    Raises:
        FileError: it is no plain text, or cannot be read or written.
    """
    return bool(fix_files([path], select=select, ignore=ignore, reference_date=reference_date))


def fix_files(paths: Iterable[str | os.PathLike[str]], **options: Any) -> list[Path]:
    """Mend several files, see :func:`fix_file`; those that were mended.

    All are read before the first is written, so that a mistake in what was asked changes none.

    Raises:
        FileError: one of them is no plain text, or cannot be read; or it cannot be
            written, and then the message names those that were.
    """
    changes: dict[Path, bytes] = {}
    for path in map(Path, paths):
        data = load(path)
        if _is_data(path) or recognise(path, data) != "plain":
            raise FileError(path, "only plain text can be mended in place (.txt, .md)")
        text = plain.decode(data, path)
        mended = fix(text, **options)
        if mended != text:
            changes[path] = plain.encode(mended, data, path)
    written: list[Path] = []
    for path, content in changes.items():
        try:
            save(path, content)
        except FileError as error:
            before = f"; mended before it: {', '.join(map(str, written))}" if written else ""
            raise FileError(error.path, error.reason + before) from error
        written.append(path)
    return written


def sample() -> Notice:
    """A fictional notice that has everything that makes real ones hard.

    >>> notice = sample()
    >>> len(notice.domains), notice.issue_date is not None
    (5, True)
    """
    return parse(resources.files("zhengce").joinpath("sample.md").read_text(encoding="utf-8"), name="sample.md")
