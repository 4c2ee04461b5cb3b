"""Front matter: title, document number, addressees, signature, date, remarks.

The parts of an official document and their places are those of GB/T 9704-2012:
red head (发文机关标志), document number (发文字号), title (标题, over one line or
several), addressees (主送机关, closed by a colon), the body, then the signature
(发文机关署名), the date (成文日期) and remarks (附注, in brackets).

Fields that are missing in the document are taken from the metadata box of its web page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import Final, NamedTuple

import pendulum

from ..lexicon import HANZI, ITEM, Lazy
from ..model import DocumentNumber
from ..text import Source
from .addressees import find_addressees, split_addressees
from .authorities import (
    PASSED,
    Signature,
    continues,
    find_signature,
    is_authority,
    is_office,
    is_signer,
    read_date,
    red_authority,
    split_names,
)
from .furniture import DATELINE, Box, read_box, read_fields
from .headlines import NUMBER_LINE, ORDER_NUMBER, is_apart, read_head_lines
from .lines import Line
from .titles import (
    BRACKETED,
    EDITION,
    HEADING,
    LISTED,
    NUMBER,
    NUMBER_BEHIND,
    NUMBER_OF_ANNOUNCEMENT,
    authority_named,
    is_head_title,
    is_title,
    words_before_about,
)

_REMARK_LINE = Lazy(
    r"（?(此[件文][^（）。；]{2,40})）?|（(联系人.{2,60}|信息公开.{2,30})）|信息公开(?:选项|类别|形式)：.{2,20}"
)
_ORDER = Lazy(r"(?:^|令)(第[^第]+号)$")
_BEGINS_REMARK: Final = frozenset("（此信联")
_WORDS = Lazy(rf"(?:{HANZI}[“”]?){{4}}")
_HEADLINE = Lazy(r"(?![（《“]?(?:为|据|根据|按照|近日|日前|各|（|附件))[^。；|]{6,100}(?<![：，、；])")
_CUT_SHORT: Final = ("发布", "印发", "公布", "转发", "出台", "关于")
_NUMBER = Lazy(ITEM)


class Head(StrEnum):
    """The kinds of lines outside the body."""

    TITLE = "title"
    NUMBER = "document number"
    ADDRESSEES = "addressees"
    SIGNATURE = "issuing authority"
    DATE = "issue date"
    REMARK = "remark"
    RED_HEAD = "red head"
    """The name of the issuing authority above the document (云溪市人民政府文件)."""
    TITLE_AGAIN = "title, again"
    """The title, printed again: above the text on a web page, above a document enclosed by a letter."""


class FrontMatter(NamedTuple):
    """The fields outside the body, the lines that give them, and the lines of the body.

    Every line is either in ``head`` or in ``body``.
    """

    title: str
    document_number: DocumentNumber | None
    issuing_authorities: tuple[str, ...]
    addressees: tuple[str, ...]
    issue_date: pendulum.Date | None
    remarks: tuple[str, ...]
    head: list[tuple[Line, Head]]
    body: list[Line]


def read_front_matter(source: Source) -> FrontMatter:
    """Return the front matter of *source*, and the lines of its body."""
    clean = source.clean
    lines = read_head_lines(source)
    texts = [clean[start:end].replace("\n", "") for start, end in lines]
    head = _head(texts)

    titles = [i for i in range(head) if is_head_title(texts[i]) or BRACKETED.fullmatch(texts[i])]
    title_lines = _find_title(lines, texts, titles, head)
    title = title_lines[0] if title_lines else -1
    box = read_box(texts[:head])
    number, number_line = _find_number(source, lines, texts[:head], box)
    addressed = find_addressees(texts, max([*titles, *title_lines, number_line, box.last]) + 1)
    signature = find_signature(texts)
    remarks = {i: m for i, t in enumerate(texts) if t[:1] in _BEGINS_REMARK and (m := _REMARK_LINE.fullmatch(t))}
    red = _red_names(source, lines, texts[:head])
    authorities = _authorities(source, lines, texts, signature, title, red)
    named = -1 if authorities or title < 0 else _named_below(texts[:head], title_lines[-1])
    if named >= 0:
        authorities = _split(source, lines[named], texts[named])

    passed, passed_by = _passed(texts[:head], title_lines)
    printed = "".join(_without(number, texts[i]) for i in title_lines)
    again = [i for i in titles if title >= 0 and _without(number, texts[i]) == _without(number, texts[title])]
    signers = [i for i in signature.lines if i == signature.cut or is_signer(texts[i])]  # a person stays in the body
    claimed = dict.fromkeys(remarks, Head.REMARK) | dict.fromkeys(signers, Head.SIGNATURE)
    claimed |= {named: Head.SIGNATURE, signature.dated: Head.DATE} | dict.fromkeys(again, Head.TITLE_AGAIN)
    claimed |= dict.fromkeys(title_lines, Head.TITLE) | {number_line: Head.NUMBER, addressed: Head.ADDRESSEES}
    issued_by = set(authorities)
    orders = [
        i + 1 for i in red if texts[i].endswith("令") and i + 1 < len(texts) and ORDER_NUMBER.fullmatch(texts[i + 1])
    ]
    claimed |= dict.fromkeys(orders, Head.RED_HEAD)
    claimed |= {
        i: Head.RED_HEAD for i, names in red.items() if issued_by.issuperset(names) and not texts[i].endswith("纪要")
    }
    signed_off = NUMBER_LINE.fullmatch(texts[number_line]) if number_line >= 0 else None
    return FrontMatter(
        title=printed or box.title or _enclosed(texts, signature) or _announced(number),
        document_number=number,
        issuing_authorities=authorities or passed_by or box.authorities,
        addressees=split_addressees(texts[addressed].rstrip("：:")) if addressed >= 0 else (),
        issue_date=signature.date or box.date or passed,
        remarks=(
            *(order[1] for i, kind in claimed.items() if kind is Head.RED_HEAD and (order := _ORDER.search(texts[i]))),
            *([signed_off["signatory"]] if signed_off and signed_off["signatory"] else []),
            *(m[1] or m[2] or m[0] for m in remarks.values()),
        ),
        head=[(line, claimed[i]) for i, line in enumerate(lines) if i in claimed],
        body=[line for i, line in enumerate(lines) if i not in claimed],
    )


def _head(texts: list[str]) -> int:
    """Return the number of lines before the first paragraph or item of the body."""
    return next((i for i, text in enumerate(texts) if _opens_body(text)), len(texts))


def _opens_body(text: str) -> bool:
    if len(text) > _SHORT_LINE and DATELINE.match(text):
        return True
    return "。" in text or bool(_NUMBER.match(text) or LISTED.match(text))


_SHORT_LINE: Final = 30


# --- the title --------------------------------------------------------------


def _find_title(lines: list[Line], texts: list[str], titles: list[int], head: int) -> list[int]:
    """Return the lines of the document's title; one that names the issuing authority takes precedence.

    If no line reads like a title, it is the first line of the page that is not furniture.
    """
    if titles:
        about = (i for i in titles if words_before_about(texts[i]) or texts[i][0] == "（")
        title = next(about, titles[0])
        return [title, *_editions(texts, title)]
    words = [i for i in range(head) if not is_apart(texts[i])]
    first = next((i for i in words if not _is_name(texts[i])), head)
    if first == head or not _may_head(texts[first]):
        return []
    last = first
    while last + 1 < head and last - first < _MOST_BELOW and _goes_on(lines[last : last + 2], *texts[last : last + 2]):
        last += 1
    return [*range(first, last + 1), *_editions(texts, last)]


_LONG_NAME: Final = 14
_MOST_BELOW: Final = 2


def _is_name(text: str) -> bool:
    """Return whether a line above a title is a name; a headline may end like one: 两部门要求保障车辆通行."""
    return len(text) < _LONG_NAME and "将" not in text and is_authority(text)


def _goes_on(lines: list[Line], text: str, below: str) -> bool:
    """Return whether a headline continues in *below*: on the same line, after a blank, or after a break."""
    if is_apart(below) or _is_name(below) or "，" in below or below in text or text in below:
        return False
    return (lines[0][1] == lines[1][0] or text.endswith(_CUT_SHORT)) and _HEADLINE.fullmatch(below) is not None


def _may_head(text: str) -> bool:
    """Return whether a line that does not read like a title may be the headline of a report or an article."""
    if not _WORDS.search(text) or read_fields(text):
        return False
    return (HEADING.fullmatch(text) or _HEADLINE.fullmatch(text)) is not None


def _editions(texts: list[str], title: int) -> list[int]:
    """Return the line below a title that belongs to it: （试行）, （2021-2023年）."""
    return [title + 1] if title + 1 < len(texts) and EDITION.fullmatch(texts[title + 1]) else []


def _without(number: DocumentNumber | None, title: str) -> str:
    """Return the title without the notice's document number in brackets after it, or brackets around it."""
    if bracketed := BRACKETED.fullmatch(title):
        return bracketed["title"]
    behind = NUMBER_BEHIND.search(title) if title.endswith("号）") else None
    if behind and number and (behind["code"], int(behind["year"]), int(behind["serial"])) == _parts_of(number):
        return title[: behind.start()]
    return title


def _announced(number: DocumentNumber | None) -> str:
    """Return the title that the number of an announcement begins with: 海关总署公告2021年第33号."""
    return number.authority_code if number and authority_named(number.authority_code) else ""


def _parts_of(number: DocumentNumber) -> tuple[str, int, int]:
    return number.authority_code, number.year, number.serial


def _enclosed(texts: list[str], signature: Signature) -> str:
    """Return the title of a document enclosed by a letter without a title, below the signature."""
    letter = "".join(texts[: max(signature.dated, 0)])
    below = texts[signature.dated + 1 : signature.dated + 1 + _MOST_BETWEEN]
    title = next((text for text in below if is_title(text)), "")
    return title if title in letter or any(word in letter for word in _ENCLOSES) else ""


_ENCLOSES: Final = ("印发", "公布", "发布", "转发", "下发", "发给你们")
_MOST_BETWEEN: Final = 3  # remarks, 附件


# --- number, date, authorities ------------------------------------------------


def _find_number(source: Source, lines: list[Line], texts: list[str], box: Box) -> tuple[DocumentNumber | None, int]:
    """Return the number that fills a line of the head, or else one in brackets after the title, or in the box."""
    for i, text in enumerate(texts):
        if match := NUMBER_LINE.fullmatch(text):
            start, end = match.span("number")
            return read_document_number(source, lines[i][0] + start, lines[i][0] + end), i
    for i, text in enumerate(texts):
        match = NUMBER_OF_ANNOUNCEMENT.fullmatch(source.clean, *lines[i]) if text.endswith(_ENDS_NUMBER) else None
        if match and (code := match["code"] or _kind_above(texts[:i])):
            return _number(source, match, code), i
    for (start, end), text in zip(lines, texts, strict=False):
        if text.endswith("号）") and (match := NUMBER_BEHIND.search(source.clean, start, end)):
            return read_document_number(source, match.start() + 1, match.end() - 1), -1
    if box.number:
        start = lines[box.number_line][0]
        return read_document_number(source, start + box.number.start, start + box.number.end), -1
    return None, -1


def read_document_number(source: Source, start: int, end: int) -> DocumentNumber | None:
    """Return ``clean[start:end]`` as a document number, or ``None``."""
    match = NUMBER.fullmatch(source.clean, start, end)
    return None if match is None else _number(source, match, match["code"])


_ENDS_NUMBER: Final = ("号", "期", "号）", "期）")


def _number(source: Source, match: re.Match[str], code: str) -> DocumentNumber:
    return DocumentNumber(
        authority_code=code,
        year=int(match["year"]),
        serial=int(match["serial"]),
        span=source.span(match.start("code"), match.end("serial") + 1),
    )


_KIND_ABOVE = Lazy("会议纪要|公告|通告|简报")


def _kind_above(texts: list[str]) -> str:
    """Return what the lines above a number without a code call the document: 公告, 会议纪要."""
    return next((kind[0] for text in reversed(texts) if (kind := _KIND_ABOVE.search(text))), "")


def _passed(texts: list[str], title_lines: list[int]) -> tuple[pendulum.Date | None, tuple[str, ...]]:
    """Return the day in brackets below the title on which a body adopted or issued the document, and who issued it."""
    below = texts[title_lines[-1] + 1 :][:1] if title_lines else []
    passed = PASSED.fullmatch(below[0]) if below else None
    if passed is None:
        return None, ()
    names = split_names(passed["above"] or passed["below"] or "")
    return read_date(passed[0]), names if all(map(is_office, names)) else ()


def _authorities(
    source: Source,
    lines: list[Line],
    texts: list[str],
    signature: Signature,
    title: int,
    red: dict[int, tuple[str, ...]],
) -> tuple[str, ...]:
    """Return the authorities of the signature, or else of the title, or else of the red head."""
    named = authority_named(texts[title]) if title >= 0 else ""
    names = list[str]()
    for i, signed in signature.names(texts):
        if names and continues(names[-1], signed, texts):
            names[-1] += signed
        else:
            names += _split(source, lines[i], signed)
    if names and not (len(names) == 1 and named.endswith(names[0])):  # its first half stood on the line above
        return tuple(names)
    above = tuple(name for names in red.values() for name in names)
    if "".join(above).endswith(named):  # 云溪市人民政府 above 市人民政府关于…
        return above
    return _split(source, lines[title], named) if named else ()


def _named_below(texts: list[str], title: int) -> int:
    """Return the line of the head that names authorities right below the title; -1 if there is none."""
    below = range(title + 1, min(title + 1 + _MOST_BETWEEN, len(texts)))
    return next((i for i in below if texts[i].endswith(_SURE) and all(map(is_office, split_names(texts[i])))), -1)


_SURE: Final = ("局", "委", "部", "厅", "署", "政府", "委员会", "办公室", "办公厅", "公司", "中心", "法院", "检察院")
"""The endings of names, which headlines do not have."""


def _split(source: Source, line: Line, names: str) -> tuple[str, ...]:
    """Return the *names* at the beginning of a line, one by one."""
    start, end = line
    blanks, ends = source.blanks, [i for i in range(start, end) if source.clean[i] == "\n"]
    gaps = sorted({*blanks[bisect_right(blanks, start) : bisect_left(blanks, end)], *ends})
    gone = [gap - start - bisect_left(ends, gap) for gap in gaps]  # line ends are left out of *names*
    return split_names(names, [gap for gap in gone if 0 < gap < len(names)])


def _red_names(source: Source, lines: list[Line], texts: list[str]) -> dict[int, tuple[str, ...]]:
    """Return the names in the lines of a red head, by line; 文件 may be beside one of several names."""
    found = {i: _split(source, lines[i], name) for i, text in enumerate(texts) if (name := red_authority(text))}
    red = {i: names for i, names in found.items() if all(map(is_office, names))}
    for step in (-1, 1):
        for i in list(red):
            beside = i + step
            while 0 <= beside < len(texts) and beside not in red and is_office(texts[beside]):
                if red[i][0].startswith(texts[beside]):  # the name of the site
                    break
                red[beside] = (texts[beside],)
                beside += step
    return dict(sorted(red.items()))
