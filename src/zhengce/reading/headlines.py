"""The lines of the head: cut a line that holds several, join a title that is set on several.

Each kind of line is recognised by itself: a red head, a document number, a title, an
authority, a date, addressees, furniture of a page. A line of no kind is cut if each piece
is of a kind; so number, title and authority may be side by side in any order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ..lexicon import NUMERAL, TITLE_ENDS, Lazy, office_endings
from ..text import Source
from .authorities import (
    DATE_LINE,
    DAY_INSIDE,
    FIGURES,
    MAX_AUTHORITIES,
    RED,
    SIGNATORY,
    SIGNED_LINE,
    is_authority,
    is_office,
    is_signer,
    red_authority,
)
from .furniture import DATELINE, SITE, is_furniture, opens_with_field, read_fields
from .lines import Line, read_lines
from .titles import (
    GRADE,
    GRADES,
    HEADING,
    LISTED,
    NUMBER,
    NUMBER_BEFORE,
    NUMBER_OF_ANNOUNCEMENT,
    PAGE_HEADING,
    TELEGRAM,
    is_head_title,
    words_before_about,
)

_SIGNED_OFF = r"(?P<signatory>签发人[：:]?.{0,12})?"
NUMBER_LINE: Final = Lazy(rf"[（【\[]?(?P<number>{NUMBER.pattern})[）】\]]?[-—_：|]{{0,3}}{_SIGNED_OFF}")
_NUMBER_BEHIND = Lazy(rf"(?:(?<=文件)|(?<=令)|(?:{'|'.join(TITLE_ENDS)}))(?P<number>{NUMBER.pattern}$)")
_RED_HEAD = Lazy(RED)
_GRADED = Lazy(f"{GRADE}+(?:·?明电)?")
_NO_CODE = Lazy(f"文件|令$|政府|委员会|办公[室厅]|关于|{GRADE}")
"""Characters before a document number that are not part of its authority code."""
_SITE_BEHIND = Lazy(rf"(?:{'|'.join(TITLE_ENDS)})(?P<site>{SITE})$")
_ANNEX = Lazy(rf"附[件表][0-9{NUMERAL}]{{0,3}}：?")
ORDER_NUMBER: Final = Lazy(rf"第[0-9{NUMERAL}]{{1,4}}号")
_TITLE_AND_CALL = Lazy(rf"[^。；：]{{4,120}}(?:{'|'.join(TITLE_ENDS)})(?=各[^。；：]{{1,200}}：)")
_CALLED = Lazy(r"(?:[^。；，：“”（]{0,6}各|有关|相关)[^。；“”]{1,300}：")
_REMARK = Lazy(r"（(?:此[件文][^（）。；]{2,40}|(?:主动|依申请|不予)公开|公开[^（）。；]{1,4}：[^（）。；]{2,8})）")
"""A remark in brackets, which may stand beside a title, a number or addressees: （此件公开发布）."""
_ANNEX_NOTE = Lazy(r"附件?：")

_MAX_HEADING: Final = 80
_MAX_CUT: Final = 400
_MOST_PIECES: Final = 16
_SHORTEST: Final = 5  # 青 政 办 发〔2023〕45号 is one number


def read_head_lines(source: Source) -> list[Line]:
    """Return the lines of *source*; in its head, each line is of one kind."""
    return _join_titles(source.clean, list(_cut_all(source, read_lines(source))))


# --- cutting ----------------------------------------------------------------


def _cut_all(source: Source, lines: Sequence[Line]) -> Iterator[Line]:
    clean = source.clean
    in_head = True
    for start, end in (cell for line in lines for cell in _cells(clean, *line)):
        in_head = in_head and clean.find("。", start, end) < 0
        if end - start <= (_MAX_CUT if in_head else _MAX_HEADING) and (in_head or clean.find("号", start, end) >= 0):
            yield from _cut(source, start, end)
        else:
            yield from _cut_at_signature(source, start, end)


def _cells(clean: str, start: int, end: int) -> Iterator[Line]:
    """Yield the line, or its cells and bars if it is an exported row that begins with a day: 2023-06-30|市民政局|…"""
    if start == 0 and (bar := clean.find("|", start, end)) > 0 and is_furniture(clean[start:bar]):
        edges = {edge for i in range(bar, end) if clean[i] == "|" for edge in (i, i + 1)}
        yield from pairwise(sorted({start, *edges, end}))
    else:
        yield start, end


def _cut_at_signature(source: Source, start: int, end: int) -> Iterator[Line]:
    """Yield the line, cut around a signature with its day: behind a full stop or a blank, before words of the page."""
    clean, blanks = source.clean, source.blanks
    may_sign = end - start <= _MAX_CUT and clean.find("日", start, end) >= 0
    if may_sign and (day := DAY_INSIDE.search(clean, start, end)):
        inside = blanks[bisect_right(blanks, start) : bisect_left(blanks, day.start())]
        begin = max([start, *inside, clean.rfind("。", start, day.start()) + 1])
        if begin == day.start() or is_signer(clean[begin : day.start()]):
            yield from pairwise(sorted({start, begin, day.end(), end}))
            return
    yield start, end


def _cut(source: Source, start: int, end: int) -> Sequence[Line]:
    """Return the lines that a line consists of, by the kinds of its pieces: the fewest that all have a kind."""
    clean, blanks = source.clean, source.blanks
    places = {*blanks[bisect_right(blanks, start) : bisect_left(blanks, end)], *_edges(clean, start, end)}
    if not places or len(places) >= _MOST_PIECES or _is_known(clean[start:end]):
        return [(start, end)]
    places -= {start, end}
    ways: dict[int, list[int]] = {start: [start]}  # the fewest cuts up to a place
    for place in (*sorted(places), end):
        befores = [before for before in ways if _is_known(clean[before:place])]
        if befores:
            ways[place] = [*min((ways[before] for before in befores), key=len), place]
    return list(pairwise(ways[end])) if end in ways else [(start, end)]


def _edges(clean: str, start: int, end: int) -> Iterator[int]:
    """Yield the end of a number that begins the line, and the start of a number or addressees that end it."""
    if graded := _GRADED.match(clean, start, end):
        yield graded.end()
    if clean.startswith("：", end - 1):
        if title := _TITLE_AND_CALL.match(clean, start, end):
            yield title.end()
        elif call := _call_behind_fields(clean[start:end]):
            yield start + call
    if remark := _REMARK.search(clean, start, end):
        yield from remark.span()
    if site := _SITE_BEHIND.search(clean, start, end):
        yield site.start("site")
    if clean.find("号", start, end) < 0:
        return
    if first := NUMBER_BEFORE.match(clean, start, end):
        yield first.end()
    if last := _NUMBER_BEHIND.search(clean, start, end):
        yield last.start("number")


def _is_known(text: str) -> bool:
    """Return whether a piece of a line is of a kind that has a line of its own in a head."""
    if len(text) < _SHORTEST:
        return any(whole.fullmatch(text) for whole in (_CALLED, GRADES, TELEGRAM)) or opens_with_field(text)
    if number := NUMBER_LINE.fullmatch(text):
        return _NO_CODE.search(number["code"]) is None
    wholes = DATE_LINE, FIGURES, _RED_HEAD, _CALLED, _REMARK, GRADES, TELEGRAM, NUMBER_OF_ANNOUNCEMENT
    return (
        any(whole.fullmatch(text) for whole in wholes)
        or is_head_title(text)
        or is_authority(text)
        or is_furniture(text)
        or (opens_with_field(text) and not _call_behind_fields(text))
    )


def _call_behind_fields(text: str) -> int:
    """Return where addressees begin behind the last field of a box: 主题词：各县人民政府：; 0 if there are none."""
    fields = read_fields(text) if text.endswith("：") else []
    return fields[-1].start if fields and _CALLED.fullmatch(fields[-1].value) else 0


# --- joining ----------------------------------------------------------------


def _join_titles(clean: str, lines: list[Line]) -> list[Line]:
    """Join a title on several lines into one line, and so addressees, and a list of annexes."""
    joined: list[Line] = []
    floor = 0  # the first line that may belong to the next title
    noted = False  # whether the line above begins a list of annexes
    for start, end in lines:
        if end - start > _MAX_HEADING and not noted and clean[start] != "附":  # most lines: no part of such a one
            joined.append((start, end))
            continue
        line = clean[start:end]
        if noted and "。" not in line and LISTED.match(line):
            joined[-1] = (joined[-1][0], end)
            continue
        if line.endswith("：") and joined and _is_cut_call(clean[slice(*joined[-1])], line):
            joined[-1] = (joined[-1][0], end)
            continue
        if line.endswith("纪要") and joined and _is_red_head_of_minutes(clean[slice(*joined[-1])], line):
            joined[-1] = (joined[-1][0], end)
            continue
        joined.append((start, end))
        noted = line[:1] == "附" and _ANNEX_NOTE.match(line) is not None
        if line.endswith(_ENDS_TITLE) and _may_be_title(line) and _ends_title(clean, joined):
            first = _first_of_title(clean, joined, floor)
            joined[first:] = [(joined[first][0], end)]
            floor = first + 1
    return joined


def _is_cut_call(above: str, line: str) -> bool:
    """Return whether addressees continue in the next printed line: 各县人民政府，各有 关单位："""
    return above[:1] == "各" and len(line) <= _MAX_HEADING and not above.endswith(_ENDS_CALL)


def _is_red_head_of_minutes(above: str, line: str) -> bool:
    """Return whether two lines name those who met, and what was written: 云溪市人民政府 above 常务会议纪要."""
    return len(line) <= _LONGEST_KIND and is_office(above) and red_authority(above + line) == above


_LONGEST_KIND: Final = 10


def _ends_title(clean: str, joined: list[Line]) -> bool:
    """Return whether a title ends in the last of *joined*; its subject may be in the line above."""
    line = clean[slice(*joined[-1])]
    above = clean[slice(*joined[-2])] if len(joined) > 1 else ""
    return is_head_title(line) or ("关于" in above and _may_be_title(above) and is_head_title(above + line))


def _first_of_title(clean: str, joined: list[Line], floor: int) -> int:
    """Return the first line of the title that ends in the last of *joined*."""
    last = len(joined) - 1
    line = clean[slice(*joined[last])]
    if words_before_about(line):
        return _first_of_joint(clean, joined, floor)
    if floor and floor == last and _breaks_off(clean[slice(*joined[last - 1])]) and line.endswith(_LETTERS):
        return last - 1
    first = last
    others = 0  # lines that do not name an authority; joint notices name any number
    while first > floor and last - first < MAX_AUTHORITIES and _may_be_title(clean[slice(*joined[first - 1])]):
        first -= 1
        others += not is_authority(clean[slice(*joined[first])])
    if others > _MAX_TITLE_LINES:  # a list, not a title
        return last
    texts = [clean[slice(*line)] for line in joined[first:]]
    while first < last and (texts[0] in texts[1:-1] or _repeats(texts[0], texts[1])):  # the head of a page, once more
        first += 1
        del texts[0]
    return first


_SIGNED_WITHIN: Final = 20_000
"""How far behind its title a notice is signed at most."""


def _first_of_joint(clean: str, joined: list[Line], floor: int) -> int:
    """Return the first line of the list of authorities whose last one a title names.

    One name above it may be that of the web site, unless it also signs.
    """
    first = last = len(joined) - 1
    title = clean[slice(*joined[last])]
    while first > floor and last - first < MAX_AUTHORITIES:
        name = clean[slice(*joined[first - 1])]
        if (
            not is_office(name)
            or name in title
            or clean.find(name, joined[last][1], joined[last][1] + _SIGNED_WITHIN) < 0
        ):
            break
        first -= 1
    return first


def _may_be_title(line: str) -> bool:
    """Return whether a line may be a part of a title."""
    return len(line) <= _MAX_HEADING and "。" not in line and HEADING.fullmatch(line) is not None and not is_apart(line)


def _breaks_off(title: str) -> bool:
    """Return whether a title continues in the next line: 关于实行优惠政策 may, 关于…的通知 does not."""
    return not title.endswith((*_CLOSES, "）", "》"))


def _repeats(name: str, line: str) -> bool:
    """Return whether the title in *line* begins with the *name* in the line above."""
    return words_before_about(line).startswith(name)


_ENDS_CALL: Final = ("：", "。", "；", *office_endings())
_ENDS_TITLE: Final = (*TITLE_ENDS, *"案报函示告议度准程书信明读知", "）")
_LETTERS: Final = ("的通知", "的意见", "的公告", "的通告", "的决定")
_CLOSES: Final = ("通知", "意见", "方案", "办法", "规定", "决定", "公告", "通告", "批复", "细则", "条例")
_MAX_TITLE_LINES: Final = 4


def is_apart(line: str) -> bool:
    """Return whether a line like a heading is certainly not part of a title."""
    wholes = (
        GRADES,
        TELEGRAM,
        DATE_LINE,
        NUMBER_LINE,
        NUMBER_OF_ANNOUNCEMENT,
        _RED_HEAD,
        ORDER_NUMBER,
        _ANNEX,
        SIGNATORY,
        PAGE_HEADING,
    )
    return (
        any(whole.fullmatch(line) for whole in wholes)
        or bool(SIGNED_LINE.match(line) or LISTED.match(line) or DATELINE.match(line))
        or is_furniture(line)
        or opens_with_field(line)
    )
