"""ZC9: the quality of the text after recognition, conversion and page breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..findings import Edit, Fix, Severity
from ..lexicon import HAN, HANZI, Lazy
from ..model import Measure, Notice
from ..text import Span
from .document import is_empty
from .homes import Homes, clauses
from .registry import Hit, hit, rule


@rule(
    "ZC901",
    name="recognition-residue",
    severity=Severity.WARNING,
    since="0.1.0",
    en="“{words}” was left behind by text recognition",
    zh="“{words}”疑为文字识别的残留",
)
def recognition_residue(notice: Notice) -> Iterator[Hit]:
    """Text recognition or conversion left something behind."""
    home = Homes.of(notice)
    for start, end, replacement in _residue(notice.source.text):
        place = Span(start=start, end=end)
        words = notice.source.text[start:end].strip()
        fix = Fix(edits=[Edit(span=place, replacement=replacement)], safe=True) if replacement else None
        yield hit(place, measure=home(place), words=words, fix=fix)


_ENGLISH: Final = Lazy(r"[AaEeOoTt](?<![A-Za-z].)(?:nd|tc|r|f|he)(?![A-Za-z])\.?")
_TRANSLATED: Final = {"and": "和", "etc": "等", "or": "或"}
_ENDS_CHINESE: Final = Lazy(rf"[{HAN}”》）][ ]*$")
_BEGINS_CHINESE: Final = Lazy(rf"[ ]*(?=[{HAN}“《（，。；、）0-9])")

_TONES: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE: Final = f"[bpmfdtnlgkhjqxzcsryw]{{0,2}}[aeiouü{_TONES}]{{1,3}}(?:ng?|r)?"
_PINYIN: Final = Lazy(
    rf"[（(](?<={HANZI}.)(?=[a-zü' ]*[{_TONES}]|[a-z]+ [a-z]){_SYLLABLE}(?:[ ']?{_SYLLABLE}){{0,7}}[)）]"
)


def _residue(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places of residue, with a safe replacement, if any."""
    for found in _ENGLISH.finditer(text):
        before = _ENDS_CHINESE.search(text[max(0, found.start() - 4) : found.start()])
        after = _BEGINS_CHINESE.match(text, found.end())
        if before and after:
            start = found.start() - len(before[0]) + 1
            yield start, after.end(), _TRANSLATED.get(found[0].strip(".").lower(), "")
    for found in _PINYIN.finditer(text):
        yield found.start(), found.end(), ""


@rule(
    "ZC902",
    name="mixed-widths",
    severity=Severity.INFO,
    since="0.1.0",
    en="punctuation of two widths in one unit clause",
    zh="同一责任分工中全角、半角标点混用",
)
def mixed_widths(notice: Notice) -> Iterator[Hit]:
    """A unit clause mixes punctuation of two widths."""
    text = notice.source.text
    for clause, measure in clauses(notice):
        if _NARROW.search(text, clause.start, clause.end) and _FULL.search(text, clause.start, clause.end):
            narrow = _NARROW.finditer(text, clause.start, clause.end)
            edits = [Edit(span=Span(start=m.start(), end=m.end()), replacement=_WIDENED[m[0]]) for m in narrow]
            yield hit(clause, measure=measure, fix=Fix(edits=edits, safe=True))


_WIDENED: Final = dict(zip("():;,", "（）：；，", strict=True))
_NARROW: Final = Lazy("[();]|[:,](?![0-9])")  # 3:1 and 1,200 stay
_FULL: Final = Lazy("[（）：；，]")


@rule(
    "ZC903",
    name="cut-by-page-break",
    severity=Severity.INFO,
    since="0.1.0",
    en="a page break divides this paragraph",
    zh="此处段落被分页截断",
)
def cut_by_page_break(notice: Notice) -> Iterator[Hit]:
    """A page break cuts a paragraph."""
    text, clean, home = notice.source.text, notice.source.clean, Homes.of(notice)
    for gap in notice.source.mended:
        if _BREAK.search(text, gap.start, gap.end):
            after, _ = notice.source.clean_range(Span(start=gap.end, end=gap.end))
            mark = " " if clean[after - 1 : after] == " " else ""
            bold = "".join(_BOLD.findall(text, gap.start, gap.end))
            fix = Fix(edits=[Edit(span=gap, replacement=mark + bold)], safe=True)
            yield hit(gap, measure=home(gap), fix=fix)


_BOLD: Final = Lazy(r"[*]+")
_BREAK: Final = Lazy(r"\n[ \t\r]*\n|\f|[0-9]")


@rule(
    "ZC904",
    name="unreadable-characters",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{count} characters here cannot be read",
    zh="此处有{count}个字符无法识读",
)
def unreadable_characters(notice: Notice) -> Iterator[Hit]:
    """Characters cannot be read."""
    home = Homes.of(notice)
    first: dict[str | None, tuple[Span, Measure | None, int]] = {}
    for sign in notice.source.signs:
        if sign.kind == "unreadable":
            measure = home(sign.span)
            key = measure.id if measure else None
            place, measure, count = first.get(key, (sign.span, measure, 0))
            first[key] = place, measure, count + len(sign.reads)
    for place, measure, count in first.values():
        yield hit(place, measure=measure, count=count)


@rule(
    "ZC905",
    name="picture",
    severity=Severity.WARNING,
    since="0.1.0",
    en="pictures are not read; pictures here: {count}",
    zh="图片中的文字没有识读；此处有图片{count}张",
)
def picture(notice: Notice) -> Iterator[Hit]:
    """The text contains a picture."""
    home = Homes.of(notice)
    for found in _PICTURES.finditer(notice.source.text):
        place = Span(start=found.start(), end=found.end())
        yield hit(place, measure=home(place), count=found[0].count("\ufffc"))


_PICTURES: Final = Lazy(r"\ufffc(?:\s*\ufffc)*")


@rule(
    "ZC906",
    name="nothing-found",
    severity=Severity.WARNING,
    since="0.1.0",
    en="no measure, no date and no unit was found; perhaps it is not a notice, or was not read well",
    zh="没有找到任何措施、日期和单位；可能不是政策文件，也可能没有正确读取",
)
def nothing_found(notice: Notice) -> Iterator[Hit]:
    """Nothing was found in a document."""
    if is_empty(notice):
        yield hit()


@rule(
    "ZC907",
    name="traditional-characters",
    severity=Severity.WARNING,
    since="0.1.0",
    en="traditional characters, in which labels, headings and numbers are not read: convert to simplified ones first",
    zh="全文用繁体字，其中的责任单位、标题和文号不能识别；请先转换成简体字",
)
def traditional_characters(notice: Notice) -> Iterator[Hit]:
    """A document is written in traditional characters."""
    if _known(notice, "big5") > _known(notice, "gb2312"):
        yield hit()


def _known(notice: Notice, encoding: str) -> int:
    """Return how many characters of the text an encoding has."""
    return len(notice.source.text.encode(encoding, "ignore").decode(encoding))
