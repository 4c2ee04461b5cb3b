"""Comparison: what ``compare`` or ``align`` found of two notices, as a file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, Final

from .analysis.aligning import Alignment
from .analysis.comparing import Difference
from .errors import expect, needing
from .files.numerals import counting
from .files.save import save_as
from .formats.paper import Block, Look
from .model import Notice
from .terms import Language
from .views.comparison import label, markdown, note, page, words

__all__ = ["save"]

_Columns = tuple[tuple[str, str, float], ...]

_CHANGES: Final[_Columns] = (
    ("change", "变化", 14),
    ("old_id", "原编号", 9),
    ("new_id", "新编号", 9),
    ("title", "措施", 26),
    ("old", "原内容", 34),
    ("new", "新内容", 34),
    ("amount", "增减", 9),
    ("lead_units", "牵头单位", 20),
)
"""Key, head and width of the columns."""

_LEVELS: Final[_Columns] = (
    ("state", "对应情况", 11),
    ("upper_id", "上级编号", 9),
    ("upper_title", "上级措施", 26),
    ("upper_units", "上级牵头单位", 18),
    ("lower_id", "本级编号", 9),
    ("lower_title", "本级措施", 26),
    ("lower_units", "本级牵头单位", 18),
    ("tightened", "加码", 26),
    ("slackened", "放松", 26),
    ("copied", "疑似照搬上级", 26),
    ("score", "相似度", 8),
    ("shared", "共同文字", 26),
)


def save(found: Difference | Alignment, path: str | os.PathLike[str], *, lang: Language = "zh") -> None:
    """Write a comparison; see :func:`zhengce.write`.

    Args:
        found: what :func:`zhengce.compare` or :func:`zhengce.align` returned.
        path: ``.md``, the note that goes out with an amended notice; ``.docx``, the same; ``.html``,
            the two texts side by side; ``.xlsx``, with the heads in Chinese; ``.json``, its rows.
        lang: the language of the note and the page.

    Raises:
        FileError: the suffix is another, or the file cannot be written.
        MissingExtraError: an extra is not installed.
    """
    expect(found, (Difference, Alignment), "a notice", "zhengce.parse and zhengce.read return one")
    writers: dict[str, Callable[[], str | bytes]] = {
        ".md": lambda: markdown(found, lang=lang),
        ".html": lambda: page(found, lang=lang),
        ".docx": lambda: _docx(found, lang),
        ".xlsx": lambda: _workbook(found),
        ".json": lambda: json.dumps(found.rows, ensure_ascii=False, indent=2, default=str) + "\n",
    }
    save_as(path, "a comparison", writers)


_LOOKS: Final[dict[str, Look]] = {"#": "title", "##": "heading", "###": "subheading"}


def _docx(found: Difference | Alignment, lang: Language) -> bytes:
    """Return the note as an office sends it out."""
    with needing("bulletin", "a comparison as DOCX"):
        from .formats.docx import dumps
    new, numbers = found.new if isinstance(found, Difference) else found.lower, count(1)
    blocks = [
        Block(
            _LOOKS.get(mark, "text"),
            (f"{counting(next(numbers))}、" if mark == "##" and lang == "zh" else "") + " ".join(text.split()),
        )
        for mark, text in note(found, lang)
    ]
    return dumps(blocks, title=blocks[0].text, author=new.issuing_authority, day=new.issue_date)


def _workbook(found: Difference | Alignment) -> bytes:
    with needing("xlsx", "a comparison as XLSX"):
        from .formats.workbook import Book, Head
    old, new = (found.old, found.new) if isinstance(found, Difference) else (found.upper, found.lower)
    name = words("zh")["note" if isinstance(found, Difference) else "aligned"]
    about = f"{_named(old)} — {_named(new)}"
    book = Book(title=name, about=about, author=new.issuing_authority, day=new.issue_date)
    columns, rows = (_CHANGES, _changes(found)) if isinstance(found, Difference) else (_LEVELS, _levels(found))
    book.add(name, [Head(head, width) for _, head, width in columns], _cells(rows, columns), kept=3)
    if isinstance(found, Difference) and found.renamed:
        heads = [Head("原名称", 24), Head("疑似新名称", 24), Head("替换次数", 9), Head("原出现次数", 11)]
        book.add("疑似更名", heads, ([r.old, r.new, r.count, r.of] for r in found.renamed))
    return book.content()


def _named(notice: Notice) -> str:
    return str(notice.document_number or notice.title)


def _changes(found: Difference) -> Iterator[dict[str, Any]]:
    names = [*(label(change, "zh") for change in found.changes), *(words("zh")["doubtful"] for _ in found.doubtful)]
    yield from ({**row, "change": name} for row, name in zip(found.rows, names, strict=True))


def _levels(found: Alignment) -> Iterator[dict[str, Any]]:
    yield from ({**row, "state": words("zh")[row["state"]]} for row in found.rows)


def _cells(rows: Iterable[dict[str, Any]], columns: _Columns) -> Iterator[Sequence[str | int | None]]:
    for row in rows:
        values = (row[key] for key, _, _ in columns)
        yield [value if value is None or isinstance(value, int) else str(value) for value in values]
