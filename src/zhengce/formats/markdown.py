"""Markdown: a notice in official layout, from which the same notice is read again.

The parts are in the order of GB/T 9704-2012: document number, title, addressees, body,
signature, date, remarks. The output is read back before it is returned: a notice that
would not be read back equal is refused, never changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product
from typing import Any, Final

import attrs

from ..errors import FormatError
from ..model import Notice
from ..reading.authorities import is_authority
from ..reading.notice import parse
from ..reading.titles import authority_named
from ..text import goes_on
from .layout import Paragraph, lay_out

_MOST_PROBLEMS: Final = 50
_MOST_PLACES: Final = 4
"""The number of places that are tried for the signature, and for the head."""


def dumps(notice: Notice, *, reference_date: dt.date | str | None = None) -> str:
    r"""Return a notice as Markdown, from which ``zhengce.parse`` reads an equal one.

    Args:
        notice: what to write.
        reference_date: the ``reference_date`` with which the notice was read, if any; to
            read the output, pass it to ``parse`` again.

    Raises:
        FormatError: reading the output would give a different notice; ``problems`` lists
            what would differ, with its path (``$.domains[0].measures[1].deadlines``).

    >>> notice = parse("云州市民政局关于做好助餐工作的通知\n一、摸清需求。6月底前完成。（责任单位：各街道）")
    >>> print(dumps(notice))
    # 云州市民政局关于做好助餐工作的通知
    <BLANKLINE>
    一、摸清需求。6月底前完成。（责任单位：各街道）

    Nothing is lost silently:

    >>> notice = Notice(title="云州市民政局关于做好助餐工作的通知", issuing_authorities=["云州市财政局"])
    >>> dumps(notice)
    Traceback (most recent call last):
    zhengce.errors.FormatError: $.issuing_authorities[0]: '云州市财政局' would come back as '云州市民政局'
    $.sections: 0 items would come back as 1 items
    """
    refusals: list[list[str]] = []
    try:
        for page in (page for body in lay_out(notice) for page in _pages(notice, body)):
            text = _write(page)
            problems = _differences("$", notice, parse(text, reference_date=reference_date))
            refusals.append(list(islice(problems, _MOST_PROBLEMS)))
            if not refusals[-1]:
                return text
    except RecursionError as error:
        raise FormatError(["$: nested too deeply"]) from error
    raise FormatError(min(refusals, key=len))


# --- the page ---------------------------------------------------------------


def _pages(notice: Notice, body: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the page in each possible layout, the usual one first.

    The signature closes the letter, before any enclosed document. The head may come after
    the headings of a web page, or its lower half after a second title.
    """
    title, address = list(_title(notice)), list(_address(notice))
    signature = list(_signature(notice))
    opens = [i for i, paragraph in enumerate(body) if paragraph.opens and i][:_MOST_PLACES]
    heads = [(0, 0), *((i, i) for i in opens), *((0, i) for i in opens)]
    for (first, second), place in product(heads, [*opens, len(body)]):
        if second <= place:
            yield [*body[:first], *title, *body[first:second], *address, *body[second:place], *signature, *body[place:]]


def _title(notice: Notice) -> Iterator[Paragraph]:
    authority = notice.issuing_authority
    if authority and not notice.issue_date and authority != authority_named(notice.title):
        # the red head, if nothing else names the issuing authority
        yield Paragraph(f"{'、'.join(notice.issuing_authorities)}文件")
    if notice.document_number:
        yield Paragraph(f"{notice.document_number}{''.join(r for r in notice.remarks if _signs_off(r))}")
    if notice.title:
        yield Paragraph(notice.title, 1)


def _address(notice: Notice) -> Iterator[Paragraph]:
    if notice.addressees:
        yield Paragraph("，".join(notice.addressees) + "：")


def _signature(notice: Notice) -> Iterator[Paragraph]:
    """Yield the signing authorities, the date and the remarks."""
    if day := notice.issue_date:
        date = f"{day.year}年{day.month}月{day.day}日"
        if all(map(is_authority, notice.issuing_authorities)):
            yield from map(Paragraph, [*notice.issuing_authorities, date])
        elif notice.issuing_authority == authority_named(notice.title):
            yield Paragraph(date)
        else:
            yield Paragraph(notice.issuing_authority + date)
    yield from (Paragraph(f"（{remark}）") for remark in notice.remarks if not _signs_off(remark))


def _signs_off(remark: str) -> bool:
    return remark.startswith("签发人")


def _write(page: Sequence[Paragraph]) -> str:
    """Return the text: a blank line between paragraphs, none between the rows of a table."""
    pieces: list[str] = []
    for above, below in pairwise([None, *page]):
        if below is None:
            continue
        rows = above is not None and above.text.startswith("|") and below.text.startswith("|")
        gap = "" if above is None else "\n" if rows else "\n\n"
        level = below.level
        if above and not (above.level or level) and _would_go_on(above.text, gap, below.text):
            level = 6  # a heading begins a line, whatever is above it
        pieces.append(f"{gap}{'#' * min(level, 6)}{' ' if level else ''}{below.text}")
    return "".join(pieces) + "\n" if pieces else ""


def _would_go_on(above: str, gap: str, below: str) -> bool:
    """Return whether the reader would take the two for one paragraph that a page break cut."""
    return goes_on(f"{above}{gap}{below}\n", 0, len(above), len(above) + len(gap))


# --- the check ----------------------------------------------------------------


def _differences(path: str, was: Any, came: Any) -> Iterator[str]:
    """Yield where the two differ, as deep inside as possible."""
    if was == came:
        return
    if attrs.has(type(was)) and type(was) is type(came):
        for field in attrs.fields(type(was)):
            if field.eq:
                yield from _differences(f"{path}.{field.name}", getattr(was, field.name), getattr(came, field.name))
    elif isinstance(was, tuple) and isinstance(came, tuple) and len(was) == len(came):
        for i, (one, other) in enumerate(zip(was, came, strict=True)):
            yield from _differences(f"{path}[{i}]", one, other)
    else:
        yield f"{path}: {_brief(was)} would come back as {_brief(came)}"


def _brief(value: Any) -> str:
    if isinstance(value, tuple):
        return f"{len(value)} items"
    words = repr(value)
    return words if len(words) <= 80 else f"{words[:77]}…"
