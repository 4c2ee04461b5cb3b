"""ZC3: time limits — past, impossible, vague, out of order, or not there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..analysis.placed import placed_deadlines
from ..dates import is_workday
from ..errors import CalendarError
from ..findings import Edit, Fix, Severity
from ..model import Convention, Deadline, DeadlineKind, Measure, Notice
from ..terms import term
from ..text import Span
from .registry import Hit, hit, rule


@rule(
    "ZC301",
    name="due-in-another-year",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{limit} is due on {due}, outside {year}",
    zh="{limit}到期日为{due}，不在{year}年内",
)
def due_in_another_year(notice: Notice) -> Iterator[Hit]:
    """A limit falls outside the notice's year.

    What it does:
        Compares the year of each due date with the notice's. Where the words name a year
        themselves (2025年3月底前, 明年, “十四五”期间), or state a length of time, it is
        information only.

    Why:
        Where the year was carried over from a limit before it (2025年3月底前…，9月底前…), it is
        worth a second look; and a yearly plan is reviewed within its year.

    Example:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。9月底前选址，2025年3月底前建成。（牵头单位：综合服务局）

    Use instead:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。9月底前选址，12月底前建成。（牵头单位：综合服务局）

    规则：
        到期日不在本年。

    作用：
        比较各时限到期日的年份与文件的年份。文字本身写明年份的（2025年3月底前、明年、“十四五”期间），
        或者写明期限长短的，只作提示。

    理由：
        年份从前一个时限沿用而来时（2025年3月底前……，9月底前……），值得再核对一遍；年度计划也应在当年调度。
    """
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.due and notice.year and deadline.due.year != notice.year:
            severity = Severity.INFO if _says_its_year(deadline) else None
            yield hit(
                deadline,
                measure=placed.measure,
                severity=severity,
                limit=deadline.text,
                due=deadline.due,
                year=notice.year,
            )


_NAMES_A_YEAR = re.compile(
    "(?:19|20)[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2}|十[一二三四五六七八九]?五|[明次后]年"
)


def _says_its_year(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.WITHIN or _NAMES_A_YEAR.search(deadline.text) is not None


@rule(
    "ZC302",
    name="already-past",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{limit} was already past on {issued}, when the notice was issued",
    zh="{limit}在成文日期（{issued}）之前已经到期",
)
def already_past(notice: Notice) -> Iterator[Hit]:
    """A limit was already past on the day of issue.

    What it does:
        Compares each due date with the issue date (成文日期).

    Why:
        A task that is overdue the day it arrives is either done, and belongs in a report, or
        cannot be done in time.

    Example:
        云州市人民政府关于优化服务的通知

        一、优化服务
        1.开通专窗。3月底前建成。（牵头单位：综合服务局）

        云州市人民政府

        2024年5月6日

    Use instead:
        云州市人民政府关于优化服务的通知

        一、优化服务
        1.开通专窗。6月底前建成。（牵头单位：综合服务局）

        云州市人民政府

        2024年5月6日

    规则：
        成文时已经到期。

    作用：
        比较各时限的到期日与成文日期。

    理由：
        文件刚到就已逾期的任务，要么已经完成，应写进总结；要么根本无法按期完成。
    """
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.due and notice.issue_date and deadline.due < notice.issue_date:
            yield hit(deadline, measure=placed.measure, limit=deadline.text, issued=notice.issue_date)


@rule(
    "ZC303",
    name="no-limit",
    severity=Severity.INFO,
    since="0.1.0",
    en="“{title}” has no time limit",
    zh="“{title}”没有完成时限",
)
def no_limit(notice: Notice) -> Iterator[Hit]:
    """A measure has no time limit.

    What it does:
        Looks for a time limit (完成时限) in the measure, in its parts, in the measure that it
        is a part of, and under the heading of its domain.

    Why:
        What has no limit does not turn up in any month's review.

    Example:
        一、优化服务
        1.开通专窗，方便群众办事。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗，方便群众办事。6月底前建成。（牵头单位：综合服务局）

    规则：
        没有完成时限。

    作用：
        在措施本身、其子项、上级措施以及领域标题之下查找完成时限。

    理由：
        没有时限的任务，哪个月的调度都不会提到它。
    """
    for measure in without_limit(notice):
        yield hit(_words(measure), measure=measure)


@rule(
    "ZC304",
    name="limits-out-of-order",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{limit} stands behind {before}, but is due earlier ({due})",
    zh="{limit}排在{before}之后，到期日却更早（{due}）",
)
def limits_out_of_order(notice: Notice) -> Iterator[Hit]:
    """The limits of a measure are out of order.

    What it does:
        Compares each limit of the kind 6月底前 with the one before it in the same measure.
        Where a sentence ends between the two, they may be tasks side by side: it is
        information only.

    Why:
        Steps are written in the order in which they are taken. One that is due before the
        step ahead of it is often a slip of the pen, or has the wrong year.

    Example:
        一、优化服务
        1.开通专窗。2024年9月底前完成选址，2024年6月底前建成启用。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗。2024年6月底前完成选址，2024年9月底前建成启用。（牵头单位：综合服务局）

    规则：
        时限先后颠倒。

    作用：
        比较同一措施中“6月底前”一类的时限与它前面的一个。两者之间隔着句号的，可能是并列的任务，只作提示。

    理由：
        步骤按先后书写，后一步反而先到期，往往是笔误，或者年份有误。
    """
    for measure in notice.measures:
        before: Deadline | None = None
        for deadline in measure.deadlines:
            if deadline.kind is not DeadlineKind.BY or deadline.due is None:
                continue
            if before and before.due and deadline.due < before.due:
                yield hit(
                    deadline,
                    measure=measure,
                    severity=Severity.INFO if _apart(notice, before, deadline) else None,
                    limit=deadline.text,
                    before=before.text,
                    due=deadline.due,
                )
            before = deadline


def _apart(notice: Notice, before: Deadline, after: Deadline) -> bool:
    """Whether a sentence ends between two limits."""
    if before.span is None or after.span is None:
        return False
    return _SENTENCE_END.search(notice.source.text, before.span.end, after.span.start) is not None


_SENTENCE_END = re.compile("[。！？]")


@rule(
    "ZC305",
    name="vague-limit",
    severity=Severity.INFO,
    since="0.1.0",
    en="“{words}” is vague, and the measure has no time limit",
    zh="“{words}”没有明确时间，该措施也没有写明完成时限",
)
def vague_limit(notice: Notice) -> Iterator[Hit]:
    """A limit is vague.

    What it does:
        Looks for 适时, 及时, 定期, 尽快 and the like in measures that have no time limit.
        The first such word is named. Other words that are written so (规定期限, 授时及时钟) and
        what was not done in time (不能及时还款) are passed over.

    Why:
        Nobody can be held to 适时: a review needs a day or a month.

    Example:
        一、优化服务
        1.开通专窗，适时向社会公布。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗，6月底前向社会公布。（牵头单位：综合服务局）

    规则：
        时限含糊。

    作用：
        在没有完成时限的措施中查找“适时”“及时”“定期”“尽快”等词，指出第一处。
        字面相同的其他词语（规定期限、授时及时钟）以及没有做到的情形（不能及时还款）不在此列。

    理由：
        “适时”无从考核，调度需要具体的日子或月份。
    """
    for measure in without_limit(notice):
        for place in _vague(notice, measure):
            yield hit(place, measure=measure, words=notice.source.text[place.start : place.end])
            break


_VAGUE = re.compile(
    "适时|(?<![不未])(?<![不未没]能)及时(?![钟间])|(?<![规固约法指限既特])不?定期(?![限间内满存])|尽快|尽早|择机"
)


def _vague(notice: Notice, measure: Measure) -> Iterator[Span]:
    if measure.span:
        for found in _VAGUE.finditer(notice.source.text, measure.span.start, measure.span.end):
            yield Span(start=found.start(), end=found.end())


@rule(
    "ZC306",
    name="convention-decided",
    severity=Severity.INFO,
    since="0.1.0",
    en="{limit} was read as due on {due}: {reading}",
    zh="{limit}的到期日按约定定为{due}：{reading_zh}",
)
def convention_decided(notice: Notice) -> Iterator[Hit]:
    """A convention decided what a limit means.

    What it does:
        Names limits that people read in more than one way, and the day that was taken: 8月前
        is 31 July, 6月30日前 counts the day named. The page on time limits has them all.

    Why:
        Who wrote 8月前 may have meant its end. Words that leave no doubt cost nothing.

    Example:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。8月前建成。（牵头单位：综合服务局）

    Use instead:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。7月底前建成。（牵头单位：综合服务局）

    规则：
        时限按约定解读。

    作用：
        指出可以有多种理解的时限及其采用的日期：“8月前”是7月31日，“6月30日前”含当日。全部约定见时限说明。

    理由：
        写“8月前”的人，心里想的也许是8月底。换个没有歧义的写法并不费事。
    """
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.convention and deadline.convention is not Convention.IMPOSSIBLE and deadline.due:
            yield hit(
                deadline,
                measure=placed.measure,
                fix=_plainer(deadline),
                limit=deadline.text,
                due=deadline.due,
                reading=term(deadline.convention, "en"),
                reading_zh=term(deadline.convention, "zh"),
            )


_BEFORE_MONTH = re.compile("[0-9]{1,2}月份?(?:之|以)?前")


def _plainer(deadline: Deadline) -> Fix | None:
    """7月底前 for 8月前."""
    if deadline.span is None or deadline.due is None or not _BEFORE_MONTH.fullmatch(deadline.text):
        return None
    if deadline.convention is not Convention.BEFORE_IT_BEGINS:
        return None
    return Fix(edits=[Edit(span=deadline.span, replacement=f"{deadline.due.month}月底前")])


@rule(
    "ZC307",
    name="impossible-date",
    severity=Severity.ERROR,
    since="0.1.0",
    en="{limit}: there is no such day",
    zh="{limit}：没有这一天",
)
def impossible_date(notice: Notice) -> Iterator[Hit]:
    """A limit names a day that is in no calendar.

    What it does:
        Names limits such as 2月30日前, 6月31日前 and 13月底前.

    Why:
        Nothing falls due on such a day, so nobody will be reminded.

    Example:
        一、优化服务
        1.开通专窗。2月30日前建成。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗。2月底前建成。（牵头单位：综合服务局）

    规则：
        日期不存在。

    作用：
        指出日历上不存在的时限，如“2月30日前”“6月31日前”“13月底前”。

    理由：
        这样的日子不会到来，也就没有人会被提醒。
    """
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.convention is Convention.IMPOSSIBLE:
            yield hit(deadline, measure=placed.measure, limit=deadline.text)


@rule(
    "ZC308",
    name="due-on-a-day-off",
    severity=Severity.INFO,
    since="0.1.0",
    en="{limit} is due on {due}, a day off",
    zh="{limit}的到期日{due}是休息日",
)
def due_on_a_day_off(notice: Notice) -> Iterator[Hit]:
    """A limit is due on a day off.

    What it does:
        Looks up each due date in the official calendar with its adjusted days (调休). Years
        whose holidays the State Council has not announced are passed over. Needs the extra
        ``workdays``.

    Why:
        What must be handed in on a Sunday will be handed in on Monday, or on Friday: better
        to know.

    Example:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。6月底前建成。（牵头单位：综合服务局）

    Use instead:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。7月底前建成。（牵头单位：综合服务局）

    规则：
        到期日为休息日。

    作用：
        按国务院公布的放假安排（含调休）核对各时限的到期日。放假安排尚未公布的年份不作核对。
        需要安装可选组件 ``workdays``。

    理由：
        到期日是星期日，材料不是星期五交就是星期一交，最好事先心中有数。
    """
    known: dict[date, bool] = {}
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.due is None:
            continue
        if deadline.due not in known:
            known[deadline.due] = _off(deadline.due)
        if known[deadline.due]:
            yield hit(deadline, measure=placed.measure, limit=deadline.text, due=deadline.due)


def _off(day: date) -> bool:
    try:
        return not is_workday(day)
    except CalendarError:
        return False


@rule(
    "ZC309",
    name="no-year-known",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{limit} has no date: nothing says which year is meant",
    zh="{limit}无法确定日期：文件没有写明是哪一年",
)
def no_year_known(notice: Notice) -> Iterator[Hit]:
    """No year is known for a limit.

    What it does:
        Names limits such as 6月底前 in a notice without issue date, document number or year
        in its title, to which no reference date was given either.

    Why:
        The clock is never asked: without a year there is no date, and the limit is in no
        calendar.

    Example:
        关于优化服务的通知
        一、优化服务
        1.开通专窗。6月底前建成。（牵头单位：综合服务局）

    Use instead:
        关于优化服务的通知
        一、优化服务
        1.开通专窗。2024年6月底前建成。（牵头单位：综合服务局）

    规则：
        年份不明。

    作用：
        文件没有成文日期、发文字号，标题中也没有年份，又没有给出参照日期时，指出“6月底前”之类的时限。

    理由：
        系统时间不作依据：没有年份就没有日期，也进不了日历。
    """
    for placed in placed_deadlines(notice):
        if placed.lacks_a_year:
            yield hit(placed.deadline, measure=placed.measure, limit=placed.deadline.text)


# --- measures without a limit ----------------------------------------------


def without_limit(notice: Notice) -> Iterator[Measure]:
    """The measures that no limit governs: none of their own, of a part, of the whole, or of their domain."""
    for domain in notice.domains:
        if not domain.deadlines:
            for measure in domain.measures:
                yield from _unlimited(measure)


def _unlimited(measure: Measure) -> Iterator[Measure]:
    if measure.deadlines:
        return
    if not any(part.deadlines for part in measure.walk()):
        yield measure
    for part in measure.measures:
        yield from _unlimited(part)


def _words(measure: Measure) -> Span | None:
    """Its first words: number and title."""
    if measure.span is None:
        return None
    length = len(measure.number) + len(measure.title)
    return Span(start=measure.span.start, end=min(measure.span.start + length, measure.span.end))
