"""Official layout: a bulletin as Markdown, HTML and DOCX."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

import attrs
import pendulum

from ..errors import needing
from ..files.save import save_as
from ..formats import paper
from ..formats.layout import Paragraph
from ..formats.paper import Block, Table
from ..text import as_tuple

__all__ = ["Bulletin", "words_of"]


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
        return paper.markdown(self._blocks())

    def html(self) -> str:
        """Return it as a page that needs nothing else, and prints on A4."""
        return paper.html(self._blocks(), self.title)

    def docx(self) -> bytes:
        """Return it as DOCX, by GB/T 9704-2012; the same bulletin makes the same bytes.

        Raises:
            MissingExtraError: the extra ``bulletin`` is not installed.
        """
        with needing("bulletin", "a bulletin as DOCX"):
            from ..formats.docx import dumps
        return dumps(self._blocks(), title=self.title, author=self.issuer, day=self.day)

    def _blocks(self) -> Iterator[Block]:
        """Yield it in the order of the standard; each annex begins a page."""
        yield Block("title", self.title)
        yield Block("to", f"{self.to}：")
        yield from (Block("heading" if it.level else "text", it.text) for it in self.body)
        listed = (f"{number}.{table.caption}" for number, table in enumerate(self.annexes, 1))
        yield Block("annexes", "\n".join(f"{'　　　' if n else '附件：'}{line}" for n, line in enumerate(listed)))
        yield Block("signed", f"{self.issuer}\n{words_of(self.day)}")
        yield Block("note", f"（校验码：{self.seal}）")
        for number, table in enumerate(self.annexes, 1):
            yield Block("annex", f"附件{number}")
            yield Block("caption", table.caption)
            yield Block("table", table=table)


def words_of(day: dt.date) -> str:
    """Return a day as an office writes it: 2024年7月8日."""
    return f"{day.year}年{day.month}月{day.day}日"
