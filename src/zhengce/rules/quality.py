"""ZC9: the quality of the text — what recognition, conversion and page breaks left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..findings import Edit, Fix, Severity
from ..model import Measure, Notice
from ..text import HAN, Span
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
    """Text recognition or conversion left something behind.

    What it does:
        Looks for English words such as and and etc between Chinese ones, and for pinyin in
        brackets. and and etc may safely become 和 and 等.

    Why:
        Such residue ends up in the ledger, and a word that was not recognised may have been
        the one that mattered.

    Example:
        一、优化服务
        1.开通专窗 and 热线，6月底前启用。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗和热线，6月底前启用。（牵头单位：综合服务局）

    规则：
        文字识别残留。

    作用：
        查找中文之间夹杂的and、etc等英文词和括号里的拼音。
        and、etc可以安全地改为“和”“等”。

    理由：
        残留的字符会进入台账；没有识别出来的字，也许恰恰是关键的字。
    """
    home = Homes.of(notice)
    for start, end, replacement in _residue(notice.source.text):
        place = Span(start=start, end=end)
        words = notice.source.text[start:end].strip()
        fix = Fix(edits=[Edit(span=place, replacement=replacement)], safe=True) if replacement else None
        yield hit(place, measure=home(place), words=words, fix=fix)


_ENGLISH: Final = re.compile(r"[AaEeOoTt](?<![A-Za-z].)(?:nd|tc|r|f|he)(?![A-Za-z])\.?")
_TRANSLATED: Final = {"and": "和", "etc": "等", "or": "或"}
_ENDS_CHINESE: Final = re.compile(rf"[{HAN}”》）][ ]*$")
_BEGINS_CHINESE: Final = re.compile(rf"[ ]*(?=[{HAN}“《（，。；、）0-9])")

_TONES: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE: Final = f"[bpmfdtnlgkhjqxzcsryw]{{0,2}}[aeiouü{_TONES}]{{1,3}}(?:ng?|r)?"
_PINYIN: Final = re.compile(
    rf"[（(](?<=[{HAN}].)(?=[a-zü' ]*[{_TONES}]|[a-z]+ [a-z]){_SYLLABLE}(?:[ ']?{_SYLLABLE}){{0,7}}[)）]"
)


def _residue(text: str) -> Iterator[tuple[int, int, str]]:
    """Where residue stands, and what may safely stand there instead, if anything."""
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
    en="marks of two widths in one unit clause",
    zh="同一责任分工中全角、半角标点混用",
)
def mixed_widths(notice: Notice) -> Iterator[Hit]:
    """A unit clause mixes marks of two widths.

    What it does:
        Looks for half-width ( ) : ; , in a unit clause that has full-width marks, too. They
        may safely be widened.

    Why:
        Programs that split at ； miss the ; between two roles, and a search for 牵头单位：
        does not find 牵头单位:.

    Example:
        一、优化服务
        1.开通专窗，6月底前启用。（牵头单位:综合服务局；责任单位：税务局）

    Use instead:
        一、优化服务
        1.开通专窗，6月底前启用。（牵头单位：综合服务局；责任单位：税务局）

    规则：
        全角半角混用。

    作用：
        在使用全角标点的责任分工中查找半角的( ) : ; ,，可以安全地改为全角。

    理由：
        按“；”切分的程序会漏掉“;”，搜索“牵头单位：”也找不到“牵头单位:”。
    """
    text = notice.source.text
    for clause, measure in clauses(notice):
        narrow = [m.start() for m in _NARROW.finditer(text, clause.start, clause.end)]
        if narrow and _FULL.search(text, clause.start, clause.end):
            edits = [Edit(span=Span(start=i, end=i + 1), replacement=_WIDENED[text[i]]) for i in narrow]
            yield hit(clause, measure=measure, fix=Fix(edits=edits, safe=True))


_WIDENED: Final = dict(zip("():;,", "（）：；，", strict=True))
_NARROW: Final = re.compile("[();]|[:,](?![0-9])")  # 3:1 and 1,200 stay
_FULL: Final = re.compile("[（）：；，]")


@rule(
    "ZC903",
    name="cut-by-page-break",
    severity=Severity.INFO,
    since="0.1.0",
    en="a page break cuts this paragraph",
    zh="此处段落被分页截断",
)
def cut_by_page_break(notice: Notice) -> Iterator[Hit]:
    """A page break cuts a paragraph.

    What it does:
        Names the blank lines, with or without a page number between them, behind which a
        paragraph goes on. The reader mends them; in the file they may safely be closed.

    Why:
        Other programs take the two halves for two paragraphs: a limit or a unit at the
        break is lost to them.

    Example:
        一、优化服务
        1.开通专窗，把设立登记、公章刻制、发票申领、社保登记等环节集中到一个窗口办理，

        6月底前启用。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗，把设立登记、公章刻制、发票申领、社保登记等环节集中到一个窗口办理，6月底前启用。（牵头单位：综合服务局）

    规则：
        段落被分页截断。

    作用：
        指出把一个段落截成两半的空行（中间可能有页码）。读取时会自动接续；在文件中也可以安全地合上。

    理由：
        别的程序会把前后两半当作两段，断处的时限和单位就丢了。
    """
    text, clean, home = notice.source.text, notice.source.clean, Homes.of(notice)
    for gap in notice.source.mended:
        if _BREAK.search(text, gap.start, gap.end):
            after, _ = notice.source.clean_range(Span(start=gap.end, end=gap.end))
            mark = " " if clean[after - 1 : after] == " " else ""
            bold = "".join(_BOLD.findall(text, gap.start, gap.end))
            fix = Fix(edits=[Edit(span=gap, replacement=mark + bold)], safe=True)
            yield hit(gap, measure=home(gap), fix=fix)


_BOLD: Final = re.compile(r"[*]+")
_BREAK: Final = re.compile(r"\n[ \t\r]*\n|\f|[0-9]")


@rule(
    "ZC904",
    name="unreadable-characters",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{count} of the characters here cannot be read",
    zh="此处有{count}个字符无法识读",
)
def unreadable_characters(notice: Notice) -> Iterator[Hit]:
    """Characters do not say what was printed.

    What it does:
        Counts, in every measure and outside of them, the characters that stand for something
        which could not be decoded, those for private use, which only the font of the document
        can show, halves of characters, and control characters. The place is that of the first.
        Characters without a shape, such as joiners, are left out of the reading in silence.

    Why:
        What cannot be read may have been the number of a month, or the name of a unit. It stays
        in the text, so that what stands beside it is not read as if nothing were missing.

    Example:
        一、优化服务
        1.开通专窗，�月底前启用。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗，6月底前启用。（牵头单位：综合服务局）

    规则：
        无法识读的字符。

    作用：
        分别统计每条措施内和措施以外无法识读的字符：解码失败的替代字符、只有原字体才能显示的
        私用区字符、半个字符和控制字符；位置是其中的第一个。零宽连接符等没有字形的字符，读取时
        直接略去。

    理由：
        没有识读出来的，可能是月份的数字，也可能是单位的名称。这些字符留在正文里，以免旁边的文字被
        当作完整的内容来读。
    """
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
    en="words in pictures were not read; pictures here: {count}",
    zh="图片中的文字没有识读；此处有图片{count}张",
)
def picture(notice: Notice) -> Iterator[Hit]:
    """A picture stands in the text.

    What it does:
        Names the places where a file has pictures large enough to hold words: pages that were
        scanned, tables and charts that were pasted as pictures. The reader of files leaves the
        character U+FFFC where each of them stood. A file of nothing but pictures is an error.

    Why:
        What a picture says is in no measure. A page that was scanned may hold half of them.

    Example:
        一、优化服务
        1.开通专窗，6月底前启用。（牵头单位：综合服务局）
        \ufffc

    Use instead:
        一、优化服务
        1.开通专窗，6月底前启用。（牵头单位：综合服务局）

    规则：
        正文中有图片。

    作用：
        指出文件中大到足以写有文字的图片所在的位置：扫描的页面、以图片粘贴的表格和图表。读取文件时，
        在每张图片的位置留下字符U+FFFC。全是图片的文件，读取时直接报错。

    理由：
        图片里的内容不会进入任何一条措施；一页扫描件，可能就是一半的措施。
    """
    home = Homes.of(notice)
    for found in _PICTURES.finditer(notice.source.text):
        place = Span(start=found.start(), end=found.end())
        yield hit(place, measure=home(place), count=found[0].count("\ufffc"))


_PICTURES: Final = re.compile(r"\ufffc(?:\s*\ufffc)*")


@rule(
    "ZC906",
    name="nothing-found",
    severity=Severity.WARNING,
    since="0.1.0",
    en="no measure, no date and no unit was found; it may be no notice, or was not read well",
    zh="没有找到任何措施、日期和单位；可能不是政策文件，也可能没有正确读取",
)
def nothing_found(notice: Notice) -> Iterator[Hit]:
    """Nothing was found in a document.

    What it does:
        Says so of a document that has no measure, no time limit, no issue date and no unit.

    Why:
        An empty ledger looks like one in which nothing is to be done.

    Example:
        欢迎访问本站
        首页 新闻 服务 互动

    Use instead:
        一、优化服务
        1.开通专窗，6月底前启用。（牵头单位：综合服务局）

    规则：
        什么也没有找到。

    作用：
        指出没有任何措施、时限、成文日期和单位的文件。

    理由：
        空的台账，看起来就像没有任务。
    """
    if not (notice.measures or notice.deadlines or notice.units or notice.issue_date):
        yield hit()
