"""ZC1: the document as a whole — its number, its date, its numbering, what found no place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Severity
from ..model import Notice
from ..reading.frontmatter import read_front_matter
from ..reading.outline import Item, read_outline
from .registry import Hit, hit, rule


@rule(
    "ZC101",
    name="no-document-number",
    severity=Severity.WARNING,
    since="0.1.0",
    en="the notice has no document number (发文字号)",
    zh="没有发文字号",
)
def no_document_number(notice: Notice) -> Iterator[Hit]:
    """A notice has no document number.

    What it does:
        Looks for a document number (发文字号) such as 云政发〔2024〕5号 above or beside
        the title, by GB/T 9704-2012, 7.2.5.

    Why:
        Without its number a notice cannot be cited, filed or found again.

    Example:
        云州市人民政府关于优化服务的通知

        各县区人民政府：

        请于6月底前开通专窗。

        云州市人民政府

        2024年5月6日

    Use instead:
        云政发〔2024〕5号

        云州市人民政府关于优化服务的通知

        各县区人民政府：

        请于6月底前开通专窗。

        云州市人民政府

        2024年5月6日

    规则：
        没有发文字号。

    作用：
        查找标题上方或旁边的发文字号，如“云政发〔2024〕5号”（GB/T 9704-2012，7.2.5）。

    理由：
        没有发文字号，文件无法引用、归档和查找。
    """
    if notice.document_number is None:
        yield hit()


@rule(
    "ZC102",
    name="number-of-another-year",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{number} bears the year {year}, but the notice is dated {date}",
    zh="发文字号{number}的年份是{year}年，成文日期却是{date}",
)
def number_of_another_year(notice: Notice) -> Iterator[Hit]:
    """The document number and the issue date bear different years.

    What it does:
        Compares the year in the brackets of the document number with that of the issue
        date (成文日期).

    Why:
        Numbers are given out year by year. One of the two is a slip, and bare months
        (6月底前) are counted from that year.

    Example:
        云政发〔2023〕5号

        云州市人民政府关于优化服务的通知

        各县区人民政府：

        请于6月底前开通专窗。

        云州市人民政府

        2024年5月6日

    Use instead:
        云政发〔2024〕5号

        云州市人民政府关于优化服务的通知

        各县区人民政府：

        请于6月底前开通专窗。

        云州市人民政府

        2024年5月6日

    规则：
        发文字号与成文日期年份不一致。

    作用：
        比较发文字号中的年份与成文日期的年份。

    理由：
        发文字号按年编号，两者不一致，必有一处笔误；未写年份的月份（6月底前）又要靠它推定年份。
    """
    number, date = notice.document_number, notice.issue_date
    if number and date and number.year != date.year:
        yield hit(number, number=number, year=number.year, date=date)


@rule(
    "ZC103",
    name="no-issue-date",
    severity=Severity.WARNING,
    since="0.1.0",
    en="the notice has no issue date (成文日期)",
    zh="没有成文日期",
)
def no_issue_date(notice: Notice) -> Iterator[Hit]:
    """A notice has no issue date.

    What it does:
        Looks for the issue date (成文日期) below the signature, or in brackets below the
        title, by GB/T 9704-2012, 7.3.5.

    Why:
        Lengths of time run from that day (自印发之日起30日内), and bare months lie in its
        year.

    Example:
        云政发〔2024〕5号

        云州市人民政府关于优化服务的通知

        各县区人民政府：

        请于6月底前开通专窗。

        云州市人民政府

    Use instead:
        云政发〔2024〕5号

        云州市人民政府关于优化服务的通知

        各县区人民政府：

        请于6月底前开通专窗。

        云州市人民政府

        2024年5月6日

    规则：
        没有成文日期。

    作用：
        查找落款处或标题下括号内的成文日期（GB/T 9704-2012，7.3.5）。

    理由：
        期限从这一天起算（自印发之日起30日内），未写年份的月份也以这一年为准。
    """
    if notice.issue_date is None:
        yield hit()


@rule(
    "ZC104",
    name="numbering-out-of-sequence",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{number} follows {before}",
    zh="{before}之后是{number}，序号不连续或重复",
)
def numbering_out_of_sequence(notice: Notice) -> Iterator[Hit]:
    """The numbering of items skips or repeats.

    What it does:
        Compares the printed number of each item with that of the one before it, of the
        same style and under the same heading. Numbers that run on under the next heading
        are in sequence.

    Why:
        A number that is missing is often an item that is missing, and one that stands
        twice cannot be referred to.

    Example:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局）
        2.压减材料。（牵头单位：综合服务局）
        4.公开事项。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局）
        2.压减材料。（牵头单位：综合服务局）
        3.公开事项。（牵头单位：综合服务局）

    规则：
        序号不连续或重复。

    作用：
        把每一项的序号与同一标题下同级的上一项相比。序号跨标题连续编排的，视为连续。

    理由：
        缺了序号，往往就是漏了事项；序号重复，则无法引用。
    """
    source = notice.source
    outline = read_outline(source.clean, read_front_matter(source).body)
    for item, before in _slips(outline, {}):
        place = source.span(item.start, item.start + len(item.number))
        yield hit(place, number=item.number, before=before.number)


def _slips(items: Sequence[Item], last: dict[str, Item]) -> Iterator[tuple[Item, Item]]:
    """Each item whose number is out of sequence, with the one before it; *last* is the last of each style."""
    for item in items:
        before = last.get(item.style)
        if item.numbered:
            if before and item.value not in (1, before.value + 1):
                yield item, before
            last[item.style] = item
        yield from _slips(item.children, last)


@rule(
    "ZC105",
    name="text-without-a-place",
    severity=Severity.INFO,
    since="0.1.0",
    en="this paragraph stands among the measures but belongs to none",
    zh="这段文字夹在各项措施之间，却不属于任何一项",
)
def text_without_a_place(notice: Notice) -> Iterator[Hit]:
    """Text among the measures found no place.

    What it does:
        Names a paragraph without number or heading that stands behind the first measure
        and before the last, and is part of none.

    Why:
        Work may be hidden in it that no row of the ledger shows; or a line was torn off
        its measure when the document was converted.

    Example:
        一、优化服务

        综合服务局主要任务

        | 序号 | 任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 开通专窗 | 综合服务局 |

        各窗口要做好衔接，不得推诿。

        | 序号 | 任务 | 牵头单位 |
        | --- | --- | --- |
        | 2 | 压减材料 | 综合服务局 |

    Use instead:
        一、优化服务

        综合服务局主要任务

        | 序号 | 任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 开通专窗，各窗口做好衔接 | 综合服务局 |
        | 2 | 压减材料 | 综合服务局 |

    规则：
        文字没有归属。

    作用：
        指出位于首项措施之后、末项措施之前，既无序号又无标题，也不属于任何措施的段落。

    理由：
        其中可能藏着台账上没有的任务，也可能是转换格式时从措施中断开的文字。
    """
    places = [measure.span for measure in notice.measures if measure.span]
    if not places:
        return
    first, last = min(span.end for span in places), max(span.start for span in places)
    for section in (s for top in notice.sections for s in top.walk()):
        if not section.number and not section.title and section.span and first <= section.span.start < last:
            yield hit(section)
