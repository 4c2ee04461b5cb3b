"""Paper: what an office sends out, block by block, in the order of GB/T 9704-2012.

The order is that of the blocks; each form says only how a block looks: Markdown and HTML
here, DOCX in :mod:`.docx`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final, Literal, TypeAlias

import attrs

from ..text import columns

__all__ = ["LONG", "Block", "Look", "Table", "html", "markdown"]

Look: TypeAlias = Literal[
    "title", "to", "heading", "subheading", "text", "annexes", "signed", "note", "annex", "caption", "table"
]

LONG: Final = 18
"""A column with more half characters than this breaks into lines."""


def _as_texts(rows: Iterable[Iterable[str | int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, row)) for row in rows)


@attrs.frozen
class Table:
    """An annex: its caption, its heads, its rows of texts and numbers."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_as_texts)

    @property
    def most(self) -> list[int]:
        """How many half characters each column has at most; heads break after three characters."""
        heads = (min(columns(head), 6) for head in self.heads)
        cells = zip(*self.rows, strict=True) if self.rows else [()] * len(self.heads)
        return [max([head, *map(columns, column)]) for head, column in zip(heads, cells, strict=True)]


@attrs.frozen
class Block:
    """A part of the paper: how it looks, and its text, a paragraph a line; or a table."""

    look: Look
    text: str = ""
    table: Table | None = None


def markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown."""
    parts: list[str] = []
    for block in blocks:
        if block.table:
            rows = [_row(block.table.heads), "|" + " --- |" * len(block.table.heads), *map(_row, block.table.rows)]
            parts.append("\n".join(rows))
        else:
            parts += (_MARKS.get(block.look, "") + line for line in block.text.split("\n") if line)
    return "\n\n".join(parts) + "\n"


_MARKS: Final[dict[Look, str]] = {"title": "# ", "heading": "## ", "subheading": "### ", "caption": "# "}


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "｜").replace("\n", " ") for cell in cells) + " |"


def html(blocks: Iterable[Block], title: str) -> str:
    """Return blocks as a page that needs nothing else, and prints on A4."""
    body: list[str] = []
    for block in blocks:
        if block.table:
            body.append(_table(block.table))
        else:
            body += (_tag(_TAGS.get(block.look, "p"), line, block.look) for line in block.text.split("\n") if line)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    inside = "\n".join(body)
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n{inside}\n</body></html>\n'


_TAGS: Final[dict[Look, str]] = {"title": "h1", "heading": "h2", "subheading": "h3", "caption": "h1"}

_STYLE: Final = (
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font:16pt/28pt FangSong,仿宋,serif;max-width:156mm;margin:2em auto}"
    "h1{font:22pt/34pt SimSun,宋体,serif;text-align:center}h2{font:16pt/28pt SimHei,黑体,sans-serif}"
    "h3{font:16pt/28pt KaiTi,楷体,serif}p,h2,h3{margin:0;text-indent:2em}.to{text-indent:0}"
    ".signed{text-align:right;padding-right:2em}"
    ".annex{break-before:page;margin-top:2em;font-family:SimHei,黑体,sans-serif;text-indent:0}"
    "table{border-collapse:collapse;width:100%;font-size:10.5pt;line-height:1.4}"
    "th,td{border:1px solid #555;padding:2pt 4pt;text-align:center}.long{text-align:left}"
)


def _tag(name: str, text: str, look: str = "") -> str:
    return f"<{name}{f' class={look}' if look else ''}>{escape(text)}</{name}>"


def _table(table: Table) -> str:
    looks = ["long" if most > LONG else "" for most in table.most]
    lines = ["".join(_tag("th", head) for head in table.heads)]
    lines += ["".join(map(_tag, ["td"] * len(row), row, looks)) for row in table.rows]
    rows = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table>{rows}</table>"
