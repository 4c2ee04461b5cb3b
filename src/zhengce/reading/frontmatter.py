"""Front matter: title, document number, addressees, signature, date, remarks.

The parts of an official document and their places are those of GB/T 9704-2012:
red head (发文机关标志), document number (发文字号), title (标题, over one line or
several), addressees (主送机关, closed by a colon), the body, then the signature
(发文机关署名), the date (成文日期) and remarks (附注, in brackets).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import attrs
import pendulum

from ..lexicon import OfficeTag, any_of, office_endings
from ..model import DocumentNumber
from ..text import HAN, NUMERAL, TITLE_ENDS, Source, read_number
from .lines import Line, read_lines
from .titles import EDITION, HEADING, LISTED, NUMBER, NUMBER_BEHIND, PAGE_HEADING, authority_named, is_title
from .units.words import LABEL, OPENERS

_YEAR = r"(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?P<year>{_YEAR}|[{NUMERAL}O0]{{4}})年(?P<month>[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})月"
    rf"(?P<day>[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})日"
)
_DATE_LINE = re.compile(rf"（?(?:{_DATE.pattern})）?")
_FIGURES_LINE = re.compile(rf"(?P<year>{_YEAR})(?P<mark>[-./])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})")
_SIGNED_LINE = re.compile(rf"(?P<authority>[{HAN}]{{2,40}}?)(?={_DATE.pattern}$)")
_REMARK_LINE = re.compile(
    r"（?(此[件文][^（）。；]{2,40})）?|（(联系人.{2,60}|信息公开.{2,30})）|信息公开(?:选项|类别|形式)：.{2,20}"
)
_BEGINS_REMARK: Final = frozenset("（此信联")
_RED = rf"(?P<authority>[{HAN}、（）]{{2,60}}?)(?:文件|令)"
_RED_HEAD = re.compile(_RED)
_ORDER_NUMBER = re.compile(r"第[0-9]{1,4}号")
_SIGNATORY = re.compile(rf"(?:代?[省市州县区部局院行署]长|主任|主席|总理|[省市州县区]委书记)[{HAN}]{{2,4}}")
_SIGNERS = any_of((*office_endings(only=OfficeTag.SIGNS), *"省市县区镇乡"))
_AUTHORITY = re.compile(rf"[{HAN}、]{{1,36}}{_SIGNERS}")
_SIGNED_OFF = r"(?P<signatory>签发人[：:]?.{0,12})?"
_BOX = (
    "标题|名称|发文字号|文号|成文日期|发文日期|发文机关|发文单位|制发机关"
    "|发布机构|发布日期|公开方式|索引号|主题分类|有效性|关键词|来源"
)
_BOX_FIELD = re.compile(rf"(?:公文)?(?P<key>{_BOX})：(?P<value>.*?)(?=(?:公文)?(?:{_BOX})：|$)")
_NUMBER_LINE = re.compile(rf"(?P<number>{NUMBER.pattern}){_SIGNED_OFF}")
_RED_HEAD_AND_NUMBER = re.compile(rf"{_RED}(?={_NUMBER_LINE.pattern}$)")
_WORDS = re.compile(rf"[{HAN}]{{4}}")
_ADDRESSED = re.compile(r"[^。；“”]{2,400}[：:]")
_OFFICES = re.compile(f"[各机]|{any_of(office_endings())}")
_ANNOUNCES = re.compile(r"(?:如下|以下|下列).{0,12}[：:]$|(?:通知|意见|要求|措施|方案|事项)[：:]$")
_ANNEX_NOTE = re.compile(r"附件?：")


class Head(StrEnum):
    """What a line says that is no part of the body."""

    TITLE = "title"
    NUMBER = "document number"
    ADDRESSEES = "addressees"
    SIGNATURE = "issuing authority"
    DATE = "issue date"
    REMARK = "remark"
    RED_HEAD = "red head"
    """The name of the authority above the document (云溪市人民政府文件), which the notice has as its authority."""
    TITLE_AGAIN = "title, again"
    """The title, printed once more: above the text on a web page, above what a letter encloses."""


@attrs.frozen
class FrontMatter:
    """What stands around the body, the lines that say it, and those of the body.

    Every line is in ``head`` or in ``body``, and in one of them only.
    """

    title: str
    document_number: DocumentNumber | None
    issuing_authority: str
    addressees: tuple[str, ...]
    issue_date: pendulum.Date | None
    remarks: tuple[str, ...]
    head: list[tuple[Line, Head]]
    body: list[Line]


def read_front_matter(source: Source) -> FrontMatter:
    """Return the front matter of *source*, and the lines of its body."""
    clean = source.clean
    lines = _join_titles(clean, list(_part_red_heads(source, read_lines(source))))
    texts = [clean[start:end].replace("\n", "") for start, end in lines]
    head = _head(texts)

    titles = [i for i in range(head) if is_title(texts[i])]
    title = _choose_title(texts, titles, head)
    number, number_line = _find_number(source, lines, texts, head)
    box = _read_box(texts[:head])
    boxed = max((i for i in range(head) if "：" in texts[i] and _BOX_FIELD.match(texts[i])), default=-1)
    addressed = _find_addressees(texts, max([*titles, number_line, boxed]) + 1)
    date, signature = _find_signature(texts)
    signers = [i for i in signature[:-1] if not _SIGNATORY.fullmatch(texts[i])]  # a person who signs stays in the body
    remarks = {i: m for i, t in enumerate(texts) if t[:1] in _BEGINS_REMARK and (m := _REMARK_LINE.fullmatch(t))}
    red_head = next((i for i in range(head) if texts[i].endswith(("文件", "令")) and _RED_HEAD.fullmatch(texts[i])), -1)
    authority = _authority(texts, signature, title, red_head)

    title_lines = [title, *_editions(texts, title)] if title >= 0 else []
    printed = "".join(_without(number, texts[i]) for i in title_lines)
    again = [i for i in titles if title >= 0 and _without(number, texts[i]) == _without(number, texts[title])]
    claimed = dict.fromkeys(remarks, Head.REMARK) | dict.fromkeys(signers, Head.SIGNATURE)
    claimed |= dict.fromkeys(signature[-1:], Head.DATE) | dict.fromkeys(again, Head.TITLE_AGAIN)
    claimed |= dict.fromkeys(title_lines, Head.TITLE) | {number_line: Head.NUMBER, addressed: Head.ADDRESSEES}
    if red_head >= 0 and _is_told(_red_authority(texts[red_head]), authority.split(" ")):
        claimed[red_head] = Head.RED_HEAD
    signed_off = _NUMBER_LINE.fullmatch(texts[number_line]) if number_line >= 0 else None
    return FrontMatter(
        title=printed or box.get("标题", box.get("名称", "")),
        document_number=number,
        issuing_authority=authority or box.get("发文机关", box.get("发文单位", "")),
        addressees=_split_addressees(texts[addressed][:-1]) if addressed >= 0 else (),
        issue_date=date or read_date(box.get("成文日期", box.get("发文日期", ""))),
        remarks=(
            *([signed_off["signatory"]] if signed_off and signed_off["signatory"] else []),
            *(m[1] or m[2] or m[0] for m in remarks.values()),
        ),
        head=[(line, claimed[i]) for i, line in enumerate(lines) if i in claimed],
        body=[line for i, line in enumerate(lines) if i not in claimed],
    )


# --- lines ----------------------------------------------------------------


def _part_red_heads(source: Source, lines: Sequence[Line]) -> Iterator[Line]:
    """Cut 云溪市人民政府文件 云政发〔2023〕10号 into the two lines that they are elsewhere."""
    clean, blanks = source.clean, source.blanks
    for start, end in lines:
        if end - start > _MAX_HEADING or clean.find("号", start, end) < 0:
            yield start, end
            continue
        red = _RED_HEAD_AND_NUMBER.match(clean, start, end)
        places = [red.end()] if red else blanks[bisect_right(blanks, start) : bisect_left(blanks, end)]
        for place in places:
            apart = place - start >= _SHORTEST_AUTHORITY and is_authority(clean[start:place])
            if red or (apart and _NUMBER_LINE.fullmatch(clean, place, end)):
                yield from ((start, place), (place, end))
                break
        else:
            yield start, end


def _join_titles(clean: str, lines: list[Line]) -> list[Line]:
    """A title set over several lines becomes one line; so does a list of annexes."""
    joined: list[Line] = []
    floor = 0  # the first line that may belong to the next title
    noted = False  # whether the line above begins a list of annexes
    for start, end in lines:
        line = clean[start:end]
        if noted and "。" not in line and LISTED.match(line):
            joined[-1] = (joined[-1][0], end)
            continue
        joined.append((start, end))
        noted = line[:1] == "附" and _ANNEX_NOTE.match(line) is not None
        if line.endswith(_ENDS_TITLE) and _may_be_title(line) and is_title(line):
            first = len(joined) - 1
            if not authority_named(line):
                first = _first_of_title(clean, joined, floor)
            joined[first:] = [(joined[first][0], end)]
            floor = first + 1
    return joined


def _first_of_title(clean: str, joined: list[Line], floor: int) -> int:
    """Which line a title begins with that ends in the last of *joined*."""
    first = last = len(joined) - 1
    others = 0  # lines that do not name an authority; joint notices name any number
    while first > floor and last - first < _MAX_AUTHORITIES and _may_be_title(clean[slice(*joined[first - 1])]):
        first -= 1
        others += not is_authority(clean[slice(*joined[first])])
    if others > _MAX_TITLE_LINES:  # a list, not a title
        return last
    texts = [clean[slice(*line)] for line in joined[first:]]
    while first < last and (texts[0] in texts[1:-1] or _repeats(texts[0], texts[1])):  # the head of a page, once more
        first += 1
        del texts[0]
    return first


def _may_be_title(line: str) -> bool:
    """Whether a line may be a part of a title."""
    return (
        len(line) <= _MAX_HEADING and "。" not in line and HEADING.fullmatch(line) is not None and not _is_apart(line)
    )


def _repeats(name: str, line: str) -> bool:
    """Whether the title in *line* begins with the *name* that stands above it already."""
    return authority_named(line).startswith(name)


_ENDS_TITLE: Final = (*TITLE_ENDS, "）")
_MAX_TITLE_LINES: Final = 4
_MAX_HEADING: Final = 80
_SHORTEST_AUTHORITY: Final = 5  # 青 政 办 发〔2023〕45号 is one number


def _is_apart(line: str) -> bool:
    """Whether a heading-like line is known to be no part of a title."""
    wholes = _DATE_LINE, _NUMBER_LINE, _RED_HEAD, _ORDER_NUMBER, _SIGNATORY, PAGE_HEADING
    return any(whole.fullmatch(line) for whole in wholes) or bool(_SIGNED_LINE.match(line) or LISTED.match(line))


def _head(texts: list[str]) -> int:
    """How many lines stand before the first paragraph or item of the body."""
    return next((i for i, t in enumerate(texts) if "。" in t or LISTED.match(t) or t.startswith("一、")), len(texts))


# --- the parts ------------------------------------------------------------


def _choose_title(texts: list[str], titles: list[int], head: int) -> int:
    """The line that is the document's title: one that names who issues it comes first."""
    issued = [i for i in titles if authority_named(texts[i])]
    if issued or titles:
        return (issued or titles)[0]
    named = (
        i for i in range(head) if HEADING.fullmatch(texts[i]) and _WORDS.search(texts[i]) and not _is_apart(texts[i])
    )
    return next(named, -1)


def _without(number: DocumentNumber | None, title: str) -> str:
    """The title without the document number in brackets behind it, if it is that of the notice."""
    behind = NUMBER_BEHIND.search(title) if title.endswith("号）") else None
    if behind and number and (behind["code"], int(behind["year"]), int(behind["serial"])) == _parts_of(number):
        return title[: behind.start()]
    return title


def _parts_of(number: DocumentNumber) -> tuple[str, int, int]:
    return number.authority_code, number.year, number.serial


def _editions(texts: list[str], title: int) -> list[int]:
    """The line below a title that belongs to it: （试行）, （2021-2023年）."""
    return [title + 1] if title + 1 < len(texts) and EDITION.fullmatch(texts[title + 1]) else []


def _is_told(red: str, names: list[str]) -> bool:
    """Whether the *names* of the authorities are all that a red head says."""
    for name in names:
        red = red.replace(name, "", 1)
    return not red.strip("、")


def _red_authority(text: str) -> str:
    red = _RED_HEAD.fullmatch(text)
    return red["authority"] if red else ""


def _find_number(source: Source, lines: list[Line], texts: list[str], head: int) -> tuple[DocumentNumber | None, int]:
    """The number that fills a line of the head; else one in brackets behind the title."""
    for i, text in enumerate(texts[:head]):
        if match := _NUMBER_LINE.fullmatch(text):
            return read_document_number(source, lines[i][0], lines[i][0] + match.end("number")), i
    for (start, end), text in zip(lines[:head], texts[:head], strict=True):
        if text.endswith("号）") and (match := NUMBER_BEHIND.search(source.clean, start, end)):
            return read_document_number(source, match.start() + 1, match.end() - 1), -1
        for field in _BOX_FIELD.finditer(text):
            if NUMBER.fullmatch(field["value"]):
                return read_document_number(source, start + field.start("value"), start + field.end("value")), -1
    return None, -1


def read_document_number(source: Source, start: int, end: int) -> DocumentNumber | None:
    """The document number that ``clean[start:end]`` is, if it is one."""
    match = NUMBER.fullmatch(source.clean, start, end)
    if match is None:
        return None
    return DocumentNumber(
        authority_code=match["code"],
        year=int(match["year"]),
        serial=int(match["serial"]),
        span=source.span(start, end),
    )


def _read_box(texts: list[str]) -> dict[str, str]:
    """The fields of a page's box of metadata: 标题：… 文号：… 成文日期：…"""
    return {m["key"]: m["value"] for text in texts for m in _BOX_FIELD.finditer(text)}


def _find_addressees(texts: list[str], begin: int) -> int:
    """The first line below title and number that is closed by a colon."""
    for i in range(begin, min(begin + 3, len(texts))):
        addressed = _ADDRESSED.fullmatch(texts[i]) and _OFFICES.search(texts[i])
        if addressed and not (_ANNOUNCES.search(texts[i]) or LISTED.match(texts[i]) or _is_labelled(texts[i])):
            return i
    return -1


def _is_labelled(text: str) -> bool:
    """Whether the line is a unit clause: 牵头单位：市水务局 is one, 各县（区）牵头部门： is none."""
    label = LABEL.search(text)
    if label is None:
        return text[0] in OPENERS
    return label.end() < len(text) or (label.start() == 0 and "各" not in text)


def _split_addressees(text: str) -> tuple[str, ...]:
    """Split at ，, but not inside brackets: 各县（市，区）."""
    return tuple(part for part in re.split(r"，(?![^（]*）)", text) if part)


def _find_signature(texts: list[str]) -> tuple[pendulum.Date | None, list[int]]:
    """The date of issue and its line, with the lines of the authorities above it."""
    dated: tuple[pendulum.Date | None, list[int]] = (None, [])
    for i, text in enumerate(texts):
        if text[-1] not in _ENDS_DATE or len(text) > _MAX_SIGNED or "。" in text:
            continue
        signed = _SIGNED_LINE.match(text)
        figures = _FIGURES_LINE.fullmatch(text)
        date = read_date(text) if signed or figures or _DATE_LINE.fullmatch(text) else None
        if date is None:
            continue
        first = i
        while first and i - first < _MAX_AUTHORITIES and _signs(texts[first - 1]):
            first -= 1
        if signed or first < i:
            return date, list(range(first, i + 1))
        if dated[0] is None and not figures:
            dated = date, [i]
    return dated


_ENDS_DATE: Final = frozenset("日）0123456789")
_MAX_AUTHORITIES: Final = 12
_MAX_SIGNED: Final = 60


def _signs(text: str) -> bool:
    return _SIGNATORY.fullmatch(text) is not None or is_authority(text)


def is_authority(text: str) -> bool:
    """Whether a line reads like the name of an authority that signs.

    >>> is_authority("云州市民政局"), is_authority("云州市民政局关于做好助餐工作的通知")
    (True, False)
    """
    return _AUTHORITY.fullmatch(text) is not None and not text.endswith((*TITLE_ENDS, "文件"))


def read_date(text: str) -> pendulum.Date | None:
    """The first calendar day in *text*: 2023年6月30日, 二〇二三年六月三十日."""
    match = _DATE.search(text) or _FIGURES_LINE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (re.sub("[O0](?=.*[^0-9])|(?<=[^0-9])[O0]", "〇", match[p]) for p in ("year", "month", "day"))
    try:
        return pendulum.date(read_number(year), read_number(month), read_number(day))
    except ValueError:  # a day that does not exist
        return None


def _authority(texts: list[str], signature: list[int], title: int, red_head: int) -> str:
    """From the signature, else from the title, else from the red head."""
    if signature:
        signed = _SIGNED_LINE.match(texts[signature[-1]])
        names = [texts[i] for i in signature[:-1] if not _SIGNATORY.fullmatch(texts[i])]
        names += [signed["authority"]] if signed else []
        if names:
            return " ".join(names)
    named = authority_named(texts[title]) if title >= 0 else ""
    red = _red_authority(texts[red_head]) if red_head >= 0 else ""
    return red if red.endswith(named) else named  # 云溪市人民政府 above 市人民政府关于…
