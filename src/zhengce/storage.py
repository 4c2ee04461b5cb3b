"""Storage: a notice from a file of any kind and into one, and the sample that comes along."""

from __future__ import annotations

import datetime as dt
import os
from importlib import resources
from pathlib import Path
from typing import Any

from . import files, formats
from .model import Notice, Source
from .reading.notice import parse, read_notice


def read(path: str | os.PathLike[str], *, reference_date: dt.date | None = None) -> Notice:
    """Read a notice from a file; the suffix says what kind it is.

    Args:
        path: ``.txt`` and ``.md`` in UTF-8, GB18030, or UTF-16 with its byte order mark;
            ``.html``, ``.docx`` and ``.pdf`` with the extra of that name; ``.json`` as
            :func:`write` wrote it. ``notice.source.place(span)`` says on which page or
            in which paragraph of the file a span stands.
        reference_date: as for :func:`parse`; a ``.json`` has its dates already.

    Raises:
        FileError: the file is missing, broken, encrypted, too large, or of no known type.
        MissingExtraError: its type needs an extra that is not installed.
        FormatError: the JSON is no notice.
    """
    path = Path(path)
    form = formats.FORMATS.get(path.suffix.lower())
    if form and form.reads:
        return formats.load(files.load(path), path)
    extracted = files.extract(path)
    source = Source(text=extracted.text, name=path.name, places=extracted.places)
    return read_notice(source, reference_date=reference_date)


def write(notice: Notice, path: str | os.PathLike[str], **options: Any) -> None:
    """Write a notice to a file, in the format that its suffix names.

    The file is written beside and then renamed: a failed write leaves the old one in place.

    Args:
        notice: what to write.
        path: where to; ``.json`` keeps everything, see :func:`dumps`. ``.md`` is official
            layout: what it cannot say is an error.
        options: what the format can be told, see its page.

    Raises:
        FileError: the suffix names no known format, or the file cannot be written.
        MissingExtraError: the format needs an extra that is not installed.
    """
    formats.write(notice, path, **options)


def sample() -> Notice:
    """A fictional notice that has everything that makes real ones hard.

    >>> notice = sample()
    >>> len(notice.domains), notice.issue_date is not None
    (5, True)
    """
    return parse(resources.files("zhengce").joinpath("sample.md").read_text(encoding="utf-8"), name="sample.md")
