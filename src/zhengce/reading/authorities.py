"""Authorities: the names of the issuing authorities in the signature, the title and the red head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import pendulum

from ..lexicon import (
    BRANCHES,
    DOCUMENT_NUMBER,
    HANZI,
    NATIONAL_OFFICES,
    NUMERAL,
    TITLE_ENDS,
    Lazy,
    OfficeTag,
    any_of,
    behind_any_of,
    office_endings,
    without_names,
)
from ..text import read_number

_ENDINGS: Final = (*office_endings(only=OfficeTag.SIGNS), "机制", "中央")
_PLACES: Final = "省市县区镇乡"
_LETTER: Final = r"[^\W\x00-\x57\x59-\x7f]"  # or an X, which like × stands for a place: XX市教育局
_AUTHORITY = Lazy(rf"(?:{_LETTER}|[、×]){{1,60}}{any_of((*_ENDINGS, *_PLACES))}")
_OFFICE = Lazy(rf"×{{0,3}}{_LETTER}{{2,40}}{any_of(_ENDINGS)}|{HANZI}{{2,20}}等[0-9{NUMERAL}]{{0,3}}个?(?:部门|单位)")
_DEEDS: Final = (
    "举行 进行 执行 推行 发行 运行 实行 试行 通行 先行 同行 举办 承办 主办 协办 发布会 座谈会 专题会 机会 社会"
)
_NO_OFFICE: Final = (*TITLE_ENDS, "文件", *_DEEDS.split())
_SEAL: Final = Lazy("（(?:代章|盖章|印章|公章|印)）$")
_SEALED = Lazy(rf"（(?:{HANZI}{{4,30}}代章|代章|盖章|印章|公章|印)）")
"""A line that says who sealed the document, or that it was sealed."""
_OWN_PLACE = Lazy(rf"(?:中共)?(?P<place>(?:×{{1,3}}|{_LETTER}{{1,6}}?)(?:自治[区州县]|新区|[{_PLACES}州盟旗]))")
_HALF_NAME = Lazy(f"{HANZI}{{4,40}}")
_REST: Final = ("办公", "委员会", "工作委员会")  # 中共云州市委 above 办公室
_SEAM: Final = 4
_BEHIND_OFFICE = Lazy(behind_any_of(_ENDINGS))
_SHORTEST_NAME: Final = 3
_GOES_ON: Final = "办公"  # 中共云州市委 办公室
_BRANCH = Lazy(f"(?:{any_of(BRANCHES)}|[省市县区州]税务局)$")

RED: Final = rf"(?P<authority>(?:{_LETTER}|[、（）×]){{2,60}}?)(?:文件|令(?:第[0-9{NUMERAL}]{{1,4}}号)?)"
"""A red head, the name of the authority above a document: 云溪市人民政府文件."""
MINUTES: Final = rf"(?P<met>[^《》。|]{{4,60}}{behind_any_of(_ENDINGS)})(?!务|公会|长){HANZI}{{0,10}}会议?纪要"
"""The red head of minutes: 云溪市人民政府专题会议纪要."""
_RED_HEAD = Lazy(rf"{RED}|{MINUTES}|\|(?P<cell>{HANZI}{{3,40}})\|文件\|")

SIGNATORY: Final = Lazy(rf"(?:代?[省市州县区部局院行署]长|主任|主席|总理|[省市州县区]委书记){HANZI}{{2,4}}")
"""A person who signs: 省长温如玉."""


def is_authority(text: str) -> bool:
    """Return whether a line reads like the name of an authority that signs.

    >>> is_authority("云州市民政局"), is_authority("云州市民政局关于做好助餐工作的通知")
    (True, False)
    """
    return _AUTHORITY.fullmatch(text) is not None and not text.endswith(_NO_OFFICE)


def is_office(name: str) -> bool:
    """Return whether a name is that of an office, and not of a place, a person or a thing.

    >>> is_office("云州市民政局"), is_office("民政部等5部门"), is_office("云州市"), is_office("一图看懂")
    (True, True, False, False)
    """
    return _OFFICE.fullmatch(name) is not None and not name.endswith(_NO_OFFICE)


def split_names(text: str, gaps: Iterable[int] = ()) -> tuple[str, ...]:
    """Return the names in a list of joint authorities; *gaps* are the places in it where blanks or line ends stood.

    A name begins where the place of the first stands again or a national office does, also where no blank was left.

    >>> split_names("民政部财政部"), split_names("云州市民政局云州市财政局"), split_names("国务院", [1, 2])
    (('民政部', '财政部'), ('云州市民政局', '云州市财政局'), ('国务院',))
    """
    names: list[str] = []
    for start, end in pairwise(sorted({0, *gaps, *_begins(text), len(text)})):
        name = text[start:end].strip("、")
        is_whole = len(name) >= _SHORTEST_NAME and not name.startswith(_GOES_ON) and is_office(name)
        if names and not (is_whole and is_office(names[-1]) and not _is_branch(names[-1], name)):
            names[-1] += text[start:end]
        else:
            names.append(name)
    return tuple(names)


def _begins(text: str) -> Iterator[int]:
    """Yield the places where a name may begin in a list of names."""
    yield from (i for i, mark in enumerate(text) if mark == "、")
    own = _OWN_PLACE.match(text)
    again = (own["place"], f"中共{own['place']}") if own else ()
    for office in _BEHIND_OFFICE.finditer(text):
        place = office.start()
        if text.startswith(NATIONAL_OFFICES, place):
            yield place
        elif (
            again and text.startswith(again, place) and not text.endswith("总局", 0, place)
        ):  # 国家税务总局云州市税务局
            yield place


def _is_branch(office: str, name: str) -> bool:
    """Return whether a name is that of a branch of the national office before it: 国家税务总局 云州市税务局."""
    return office in NATIONAL_OFFICES and _BRANCH.search(name) is not None


def red_authority(text: str) -> str:
    """Return the name in a red head, or in a row of one that is laid out as a table; empty if the line is none."""
    red = _RED_HEAD.fullmatch(text) if text.endswith(("文件", "令", "号", "文件|", "纪要")) else None
    return (red["authority"] or red["met"] or red["cell"]) if red else ""


# --- dates ------------------------------------------------------------------

YEAR: Final = r"(?:19|20)[0-9]{2}"
_DATE = Lazy(
    rf"(?P<year>{YEAR}|[{NUMERAL}O0]{{4}})年(?P<month>[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})月"
    rf"(?P<day>[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})日"
)
_MONTH = Lazy(rf"(?:{YEAR}|[{NUMERAL}O0]{{4}})年(?:[0-9]{{1,2}}|[{NUMERAL}]{{1,2}})月")
DATE_LINE: Final = Lazy(rf"（?(?:{_DATE.pattern})）?")
FIGURES: Final = Lazy(rf"(?P<year>{YEAR})(?P<mark>[-./])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})")
SIGNED_LINE: Final = Lazy(rf"(?P<authority>(?:{_LETTER}|[、×]){{2,60}}?)(?<![至到于自为])(?={_DATE.pattern}$)")
"""A signature on one line: 云州市民政局2023年6月30日."""
DAY_INSIDE: Final = Lazy(
    rf"(?:{_DATE.pattern})(?=$|（此[件文]|附件[：0-9]|【?(?:扫[一描码]|打印)|责任编辑|相关(?:链接|附件)|关闭|分享|印发$)"
)
"""A day with which a signature ends inside of a line, before what only a lost line break joined to it."""
_ISSUER = rf"[^（）。]{{3,60}}?{behind_any_of(_ENDINGS)}"
PASSED: Final = Lazy(
    rf"（(?P<above>{_ISSUER})?(?:{_DATE.pattern})(?:(?P<below>{_ISSUER})?(?:{without_names(DOCUMENT_NUMBER)}文?)?(?:公布|发布|印发)"
    r"|[^（）。]{0,110}(?:通过|公布|发布|印发|修订|修正)|(?(above)|(?!)))）"
)
"""The day on which a body adopted or issued the document, below its title, and perhaps who issued it."""


def read_date(text: str) -> pendulum.Date | None:
    """Return the first calendar day in *text*: 2023年6月30日, 二〇二三年六月三十日, or a text of 2023-06-30 only."""
    match = _DATE.search(text) or FIGURES.fullmatch(text)
    if match is None:
        return None
    year, month, day = (re.sub("[O0](?=.*[^0-9])|(?<=[^0-9])[O0]", "〇", match[p]) for p in ("year", "month", "day"))
    try:
        return pendulum.date(read_number(year), read_number(month), read_number(day))
    except ValueError:  # a day that does not exist
        return None


# --- the signature ----------------------------------------------------------


class Signature(NamedTuple):
    """The lines that sign a document and date it.

    Attributes:
        date: the day, if one is given.
        lines: the indexes of the lines that name authorities, persons included, in text order.
        dated: the index of the line with the day; -1 if there is none.
        cut: the index of the line with the first half of a name; -1 if there is none.
    """

    date: pendulum.Date | None = None
    lines: tuple[int, ...] = ()
    dated: int = -1
    cut: int = -1

    def names(self, texts: Sequence[str]) -> list[tuple[int, str]]:
        """Return the index of each of its lines with the names in it."""
        named = [(i, _SEAL.sub("", texts[i])) for i in self.lines if i == self.cut or is_signer(texts[i])]
        signed = SIGNED_LINE.match(texts[self.dated]) if self.dated >= 0 else None
        return [*named, (self.dated, signed["authority"])] if signed else named


def find_signature(texts: Sequence[str]) -> Signature:
    """Return the first signature with a day, or else a day alone, or else an authority at the end of the text.

    Days in Arabic figures are often printed by web pages, so they only count if there is no other signature.
    """
    found: dict[int, Signature] = {}  # the first of each rank
    for i, text in enumerate(texts):
        if text[-1] not in _ENDS_DATE or len(text) > _MAX_SIGNED or "。" in text:
            continue
        signed, figures = SIGNED_LINE.match(text), FIGURES.fullmatch(text)
        date = read_date(text) if signed or figures or DATE_LINE.fullmatch(text) else None
        if date is None:
            continue
        first = i
        while first and i - first < _MOST_NOTES and _NOTES.fullmatch(texts[first - 1]):
            first -= 1
        if not (first and _signs(texts[first - 1])):
            first = i
        while first and i - first < MAX_AUTHORITIES and _signs(texts[first - 1]):
            first -= 1
        is_signed = signed is not None or first < i
        name = texts[first] if first < i else signed["authority"] if signed else ""
        cut = first - 1 if name and first and _HALF_NAME.fullmatch(texts[first - 1]) else -1
        if cut >= 0 and not continues(texts[cut], name, texts):
            cut = -1
        signature = Signature(date, tuple(range(cut if cut >= 0 else first, i)), i, cut)
        if is_signed and not figures:
            return signature
        if is_signed or not figures:
            found.setdefault(is_signed, signature)
    return found.get(True) or _with_closing_name(found.get(False, Signature()), texts)


_ENDS_DATE: Final = frozenset("日）0123456789")
MAX_AUTHORITIES: Final = 12
_NOTES = Lazy(r"附件[：:0-9][^。]{0,200}|（(?:联系|此[件文])[^（）。]{2,60}）")
"""Lines that may stand between a name and its day: a list of annexes, a remark."""
_MOST_NOTES: Final = 4
_MAX_SIGNED: Final = 80


def _signs(text: str) -> bool:
    return is_signer(text) or SIGNATORY.fullmatch(text) is not None or _SEALED.fullmatch(text) is not None


def continues(above: str, below: str, texts: Iterable[str]) -> bool:
    """Return whether a name continues in the line below: 云州市应对疫情 above 工作领导小组办公室.

    The words around the break stand together elsewhere in *texts*.
    """
    if below.startswith(_REST) or _is_branch(above, below):
        return True
    if is_office(above) or _OWN_PLACE.match(below):
        return False
    seam = above[-_SEAM:] + below[:_SEAM]
    return any(seam in text for text in texts)


def is_signer(text: str) -> bool:
    """Return whether a line is the name of an authority, perhaps sealed by another: 云州市民政局（代章）."""
    return is_authority(_SEAL.sub("", text)) if text[-1:] == "）" else is_authority(text)


def _with_closing_name(dated: Signature, texts: Sequence[str]) -> Signature:
    """Add the name that is alone at the end, or above a month on the cover of a plan."""
    if dated.date is None:
        months = (i for i, text in enumerate(texts) if i and text[-1] == "月" and _MONTH.fullmatch(text))
        if (month := next(months, 0)) and is_office(texts[month - 1]):
            return Signature(lines=(month - 1,))
    last = len(texts) - 1
    if (
        last > 0
        and dated.dated < last
        and is_office(texts[last])
        and (texts[last - 1].endswith("。") or texts[last - 1].startswith("附件"))
    ):
        return dated._replace(lines=(last,))
    return dated
