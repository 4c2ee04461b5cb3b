"""Official layout: a bulletin as Markdown, HTML and DOCX, in the order and sizes of GB/T 9704-2012.

Title, addressees, body, list of annexes, issuer, date, note; then the annexes, each on
a page of its own.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from html import escape
from typing import Final

import attrs
import pendulum

from ..errors import needing
from ..files.save import save_as
from ..formats.layout import Paragraph
from ..text import as_tuple, columns

__all__ = ["LONG", "Bulletin", "Table", "words_of"]


LONG: Final = 18
"""A column with more half characters than this breaks into lines."""


@attrs.frozen
class Table:
    """An annex: its caption, its heads, its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def most(self) -> list[int]:
        """How many half characters each column has at most; heads break after three characters."""
        heads = (min(columns(head), 6) for head in self.heads)
        cells = zip(*self.rows, strict=True) if self.rows else [()] * len(self.heads)
        return [max([head, *map(columns, column)]) for head, column in zip(heads, cells, strict=True)]

    @property
    def are_long(self) -> list[bool]:
        """Which columns break into lines."""
        return [most > LONG for most in self.most]


@attrs.frozen(kw_only=True)
class Bulletin:
    """通报: what goes out.

    Attributes:
        title: 标题.
        to: 主送机关.
        body: 正文: headings of level 1, and paragraphs.
        annexes: 附件, the tables.
        issuer: 发文机关, the keeper of the ledger.
        day: 成文日期.
        seal: 校验码.
    """

    title: str
    to: str = "各有关单位"
    body: tuple[Paragraph, ...] = attrs.field(converter=as_tuple)
    annexes: tuple[Table, ...] = attrs.field(default=(), converter=as_tuple)
    issuer: str
    day: pendulum.Date
    seal: str

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file: ``.md``, ``.html`` or ``.docx``.

        Raises:
            FileError: the suffix is another, or the file cannot be written.
            MissingExtraError: ``.docx`` needs the extra ``bulletin``.
        """
        save_as(path, "a bulletin", {".md": self.markdown, ".html": self.html, ".docx": self.docx})

    def markdown(self) -> str:
        """Return it as Markdown."""
        parts = [f"# {self.title}", f"{self.to}："]
        parts += [f"{'## ' if block.level else ''}{block.text}" for block in self.body]
        parts += [f"附件：{'　'.join(self.annexed())}"] if self.annexes else []
        parts += [self.issuer, words_of(self.day), self.note]
        for number, table in enumerate(self.annexes, 1):
            lines = [_row(table.heads), "|" + " --- |" * len(table.heads), *map(_row, table.rows)]
            parts += [f"附件{number}", f"# {table.caption}", "\n".join(lines)]
        return "\n\n".join(filter(None, parts)) + "\n"

    def html(self) -> str:
        """Return it as a page that needs nothing else, and prints on A4."""
        body = [_tag("h1", self.title), _tag("p", f"{self.to}：", "to")]
        body += [_tag("h2" if block.level else "p", block.text) for block in self.body]
        body += [_tag("p", f"{'附件：' if not n else '　　　'}{line}") for n, line in enumerate(self.annexed())]
        body += [_tag("p", self.issuer, "end"), _tag("p", words_of(self.day), "end"), _tag("p", self.note)]
        for number, table in enumerate(self.annexes, 1):
            looks = ["long" if is_long else "" for is_long in table.are_long]
            lines = ["".join(_tag("th", head) for head in table.heads)]
            lines += ["".join(map(_tag, ["td"] * len(row), row, looks)) for row in table.rows]
            rows = "\n".join(f"<tr>{line}</tr>" for line in lines)
            body.append(
                f"<section>{_tag('p', f'附件{number}')}{_tag('h1', table.caption)}<table>{rows}</table></section>"
            )
        head = f'<meta charset="utf-8">{_tag("title", self.title)}<style>{_STYLE}</style>'
        inside = "\n".join(body)
        return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n{inside}\n</body></html>\n'

    def docx(self) -> bytes:
        """Return it as DOCX, by GB/T 9704-2012; the same bulletin makes the same bytes.

        Raises:
            MissingExtraError: the extra ``bulletin`` is not installed.
        """
        with needing("bulletin", "a bulletin as DOCX"):
            from .docx import set_bulletin
        return set_bulletin(self)

    def annexed(self) -> list[str]:
        """Return the lines of the list of annexes (7.3.4 of the standard)."""
        return [f"{n}.{table.caption}" for n, table in enumerate(self.annexes, 1)]

    @property
    def note(self) -> str:
        """附注: the seal."""
        return f"（校验码：{self.seal}）"


def words_of(day: dt.date) -> str:
    """Return a day as an office writes it: 2024年7月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


# --- Markdown and HTML ----------------------------------------------------------------


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "｜").replace("\n", " ") for cell in cells) + " |"


_STYLE: Final = (
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font:16pt/28pt FangSong,仿宋,serif;max-width:156mm;margin:2em auto}"
    "h1{font:22pt/34pt SimSun,宋体,serif;text-align:center}h2{font:16pt/28pt SimHei,黑体,sans-serif;text-indent:2em}"
    "p,h2{margin:0}p{text-indent:2em}.to{text-indent:0}.end{text-align:right;padding-right:2em}"
    "section{break-before:page;margin-top:2em}section p{font-family:SimHei,黑体,sans-serif;text-indent:0}"
    "table{border-collapse:collapse;width:100%;font-size:10.5pt;line-height:1.4}"
    "th,td{border:1px solid #555;padding:2pt 4pt;text-align:center}.long{text-align:left}"
)


def _tag(name: str, text: str, look: str = "") -> str:
    return f"<{name}{f' class={look}' if look else ''}>{escape(text)}</{name}>"
