"""Storage: read a notice from a file of any kind or its bytes, write one, mend a file in place; the sample."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from . import formats
from .analysis.placed import Notices, as_notices, is_one, parted
from .analysis.selection import selected
from .errors import FileError
from .files import plain
from .files.kinds import extract, recognise
from .files.load import MOST_BYTES, UNNAMED, as_path, load, named
from .files.save import save
from .findings import Finding
from .model import Notice, Source
from .outcome import Outcome
from .reading.notice import parse, read_notice
from .saying import Language, joined, say

if TYPE_CHECKING:
    from .analysis.aligning import Alignment
    from .analysis.comparing import Difference


def read(
    source: str | os.PathLike[str] | bytes | IO[bytes],
    *,
    reference_date: dt.date | str | None = None,
    name: str | None = None,
) -> Notice:
    r"""Read a notice from a file, or from its content.

    The first bytes of the file decide its kind; if they leave a doubt, its suffix does.

    Args:
        source: a path, the bytes of a file, or a binary stream, which is read from where it
            stands. ``.txt`` and ``.md`` in UTF-8, GB18030, Big5, or UTF-16 with a byte order mark;
            ``.html``, ``.docx``, ``.xlsx``, ``.pdf`` and ``.ofd`` with the extra of that name; ``.doc``, ``.wps``,
            ``.rtf``, ``.odt`` and ``.xls`` through LibreOffice; ``.json`` and
            ``.yaml`` as :func:`write` wrote them.
        reference_date: as for :func:`parse`; not used for JSON and YAML, which hold their dates.
        name: the name of the file, where *source* has none, or one that does not tell what it
            is, such as that of an upload. Content without a name is plain text if its first
            bytes do not say otherwise.

    Returns:
        The notice. ``notice.source.place(span)`` says on which page or in which paragraph of
        the file a span is. In the text, U+FFFC stands for a picture, and U+FFFD for a
        character that could not be read.

    Raises:
        FileError: the file is missing, broken, encrypted, of no known kind, holds only
            pictures, or needs more time or memory than the limits allow.
        MissingExtraError: its kind needs an extra that is not installed.
        FormatError: the JSON or YAML is not a notice.

    >>> read("一、优化服务\n1.开通专窗。（牵头单位：税务局）".encode("gb18030"), name="税务.txt").source.name
    '税务.txt'
    """
    path = named(source, name)
    data = load(source, formats.MOST_BYTES if _is_data(path) else MOST_BYTES, path=path)
    if _is_data(path):
        return formats.load(data, path)
    extracted = extract(data, path)
    known = name or (None if path == UNNAMED else path.name)
    origin = Source(text=extracted.text, name=known, places=extracted.places)
    return read_notice(origin, reference_date=reference_date)


def _is_data(path: Path) -> bool:
    """Return whether a file holds a notice as data, not a text to be read."""
    form = formats.FORMATS.get(path.suffix.lower())
    return form is not None and form.reads


def write(
    notices: Notices | Difference | Alignment,
    path: str | os.PathLike[str],
    *,
    unit: str | None = None,
    domain: str | None = None,
    month: dt.date | str | None = None,
    **options: Any,
) -> None:
    """Write one notice, or many, or a comparison, to a file in the format that its suffix names.

    The file is written under another name and then renamed: a failed write leaves the old one in place.

    Args:
        notices: one notice, or many, or the outcomes of :func:`read_many`. ``.xlsx``, ``.html``,
            ``.csv``, ``.ics``, ``.jsonl``, ``.parquet``, ``.arrow`` and ``.feather`` hold many.
            Or what :func:`compare` or :func:`align` returned, for ``.md``, ``.html``, ``.xlsx`` or ``.json``.
        path: where to; ``.json`` and ``.yaml`` keep everything, see :func:`dumps`. ``.md`` is
            official layout: a notice that its text cannot express is an error.
        unit: the full name of a unit: write only what it leads, is responsible for or supports.
        domain: the name of a domain: write only its measures.
        month: such as ``2024-07``, or a day: write only the time limits that fall due then.
        options: the options of the format, see docs/formats.md. A format that shows
            ``findings`` gets those of :func:`check`, in Chinese if it has no other ``lang``, unless others are passed.

    Warns:
        ZhengceWarning: a table or calendar shows nothing of some of the notices, or a source
            could not be read and the format does not list it, as ``.xlsx`` and ``.html`` do.

    Raises:
        FileError: the suffix names no known format, it holds one notice and not many, or the
            file cannot be written.
        UnknownNameError: none of the notices has a unit, or a domain, of that name.
        MissingExtraError: the format needs an extra that is not installed.
    """
    if not isinstance(notices, Notice | Outcome | Iterable):  # pyright: ignore[reportGeneralTypeIssues]
        from . import comparison  # what a comparison needs is imported for one alone

        comparison.save(notices, path, **options)
        return
    files = contents(notices, as_path(path), unit=unit, domain=domain, month=month, **options)
    for file, content in reversed(files.items()):  # what describes the table first: where it fails, the table stays
        save(file, content)


def contents(
    notices: Notices,
    path: Path,
    *,
    unit: str | None = None,
    domain: str | None = None,
    month: dt.date | str | None = None,
    **options: Any,
) -> dict[Path, bytes]:
    """Return what :func:`write` writes of notices: the content of each file, the one at *path* first."""
    held = formats.arguments(path)
    if "failed" in held:
        whole, options["failed"] = parted(notices)
    else:
        whole = as_notices(notices, level=4)
    if "narrowed" in held:
        options["narrowed"] = "　".join(str(name) for name in (unit, domain, month) if name is not None)
    chosen = selected(whole, unit=unit, domain=domain, month=month)
    if "findings" in held and "findings" not in options:
        found = [_findings(*pair, options.get("lang", "zh")) for pair in zip(whole, chosen, strict=True)]
        options["findings"] = found[0] if is_one(notices) else found
    asked = "　".join(name for name in (unit, domain) if name)
    formats.warn_of_emptiness(chosen, path, whole, names=asked, when="" if month is None else str(month))
    return formats.dump(chosen[0] if is_one(notices) else chosen, path, **options)


def _findings(notice: Notice, chosen: Notice, lang: Language) -> list[Finding]:
    """Return the findings about a notice, or those about the measures that were chosen of it."""
    from .rules import check  # reading does without

    left = {measure.id for measure in chosen.measures}
    return [found for found in check(notice, lang=lang) if chosen is notice or found.measure in left]


def fix_file(
    path: str | os.PathLike[str],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    reference_date: dt.date | str | None = None,
) -> bool:
    """Apply the safe fixes to a file; every other byte of it stays the same.

    Args:
        path: a plain text, ``.txt`` or ``.md``, in any encoding that :func:`read` takes.
        select: as for :func:`check`.
        ignore: as for :func:`check`.
        reference_date: as for :func:`parse`.

    Returns:
        True if the file was changed; a file without such faults is not written.

    Raises:
        FileError: it is not plain text, or cannot be read or written.
    """
    return bool(fix_files([path], select=select, ignore=ignore, reference_date=reference_date))


def fix_files(paths: Iterable[str | os.PathLike[str]], **options: Any) -> list[Path]:
    """Apply the safe fixes to several files, see :func:`fix_file`, and return those that were changed.

    All are read before the first is written, so that a wrong argument changes none.

    Raises:
        FileError: one of them is not plain text, or cannot be read; or one cannot be
            written, and then the message names those that were.
    """
    from .rules import fix

    changes: dict[Path, bytes] = {}
    for path in map(as_path, paths):
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
            before = [say("mended before it: {files}", files=joined(map(str, written), ", "))] if written else []
            raise FileError(error.path, joined([error.reason, *before], "; ")) from error
        written.append(path)
    return written


def sample() -> Notice:
    """Return a fictional notice with the difficulties of real ones.

    >>> notice = sample()
    >>> len(notice.domains), notice.issue_date is not None
    (5, True)
    """
    return parse(resources.files("zhengce").joinpath("sample.md").read_text(encoding="utf-8"), name="sample.md")
