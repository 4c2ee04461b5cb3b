"""ZC2: units — who leads, who is named twice, who is not named at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..analysis.roles import names, units_by_role
from ..findings import Edit, Fix, Severity
from ..model import Domain, Measure, Notice, Section, Unit
from ..reading.units import unread
from ..text import Span, read_number
from .homes import Homes, clauses
from .names import alike, likelier
from .registry import Hit, hit, rule


@rule(
    "ZC201",
    name="no-lead-unit",
    severity=Severity.ERROR,
    since="0.1.0",
    en="“{title}” has no lead unit (牵头单位)",
    zh="“{title}”没有牵头单位",
)
def no_lead_unit(notice: Notice) -> Iterator[Hit]:
    """A measure has no lead unit.

    What it does:
        Looks for a lead unit (牵头单位) of each measure: behind a label, before 牵头, or as
        the first of its units where the notice says once that the first one leads. A unit
        that is responsible alone is no lead unit unless the notice says so: its column in
        the ledger stays empty.

    Why:
        Where several are responsible and nobody leads, everybody waits. A ledger needs one
        unit that reports progress and closes the measure out.

    Example:
        一、优化服务
        1.开通专窗。（责任单位：综合服务局、税务局）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；责任单位：税务局）

    规则：
        没有牵头单位。

    作用：
        查找每项措施的牵头单位：标签之后、“牵头”之前，或者文件统一说明“列第一位的为牵头单位”时的第一个单位。
        只有一个责任单位而没有写明牵头的，也在此列：台账的“牵头单位”一栏仍是空的。

    理由：
        几家都负责而无人牵头，就会相互等待。台账上每项任务都要有一个单位报进度、办销号。
    """
    for measure in notice.measures:
        if not measure.lead_units:
            yield hit(_clause(measure), measure=measure)


@rule(
    "ZC202",
    name="no-unit",
    severity=Severity.WARNING,
    since="0.1.0",
    en="“{words}” names no unit at all",
    zh="“{words}”没有写明任何单位",
)
def no_unit(notice: Notice) -> Iterator[Hit]:
    """An item of work names no unit.

    What it does:
        Names a measure without any unit, also where its clause says no more than 有关部门;
        and a numbered item between two measures that has no unit clause. Behind the last
        measure stand guarantees, and when the notice takes effect: they are no work.

    Why:
        It falls through the ledger: there is nobody to send it to.

    Example:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局）
        2.压减材料，精简环节。
        3.公开事项。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局）
        2.压减材料，精简环节。（牵头单位：税务局）
        3.公开事项。（牵头单位：综合服务局）

    规则：
        没有任何单位。

    作用：
        指出没有任何单位的措施（包括只写“有关部门”的），以及夹在两项措施之间、却没有责任分工的带序号事项。
        末项措施之后多为保障措施和施行日期，不在此列。

    理由：
        没有单位可派，任务就会从台账上漏掉。
    """
    for measure in notice.measures:
        if not measure.units:
            yield hit(_clause(measure), measure=measure, words=measure.title)
    for section in _among_measures(notice):
        yield hit(section, words=section.title)


@rule(
    "ZC203",
    name="unit-twice",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{unit} is named twice",
    zh="{unit}在同一措施中出现两次",
)
def unit_twice(notice: Notice) -> Iterator[Hit]:
    """A measure names the same unit twice.

    What it does:
        Looks for a unit that stands more than once in the clauses of a measure, in one role
        or in two. A second name in the same list may safely go.

    Why:
        The second name may have been meant for another unit; and a unit that both leads and
        supports does not know what is asked of it.

    Example:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；责任单位：税务局、公安局、税务局）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；责任单位：税务局、公安局）

    规则：
        单位重复。

    作用：
        查找同一措施的责任分工中重复出现的单位，不论角色是否相同。同一列表中的重复项可以安全删除。

    理由：
        重复的名称可能本应是另一个单位；既牵头又配合，也说不清究竟要做什么。
    """
    for measure in notice.measures:
        for units in units_by_role(measure).values():
            for unit in _repeated(units):
                yield hit(unit, measure=measure, unit=unit.name, fix=_without(notice, unit))
        for unit in _repeated(_distinct(measure)):
            yield hit(unit, measure=measure, unit=unit.name)


def _distinct(measure: Measure) -> list[Unit]:
    """The units of each role once, in the order in which they stand."""
    return [unit for units in units_by_role(measure).values() for unit in dict.fromkeys(units)]


def _repeated(units: Iterable[Unit]) -> Iterator[Unit]:
    seen: set[Unit] = set()
    for unit in units:
        if unit in seen:
            yield unit
        seen.add(unit)


def _without(notice: Notice, unit: Unit) -> Fix | None:
    """The list without this name, and without the mark before it."""
    span = unit.span
    if span is None or notice.source.text[span.start - 1 : span.start] != "、":
        return None
    return Fix(edits=[Edit(span=Span(start=span.start - 1, end=span.end), replacement="")], safe=True)


@rule(
    "ZC204",
    name="open-ended-units",
    severity=Severity.WARNING,
    since="0.1.0",
    en="the list of units is open: {words}",
    zh="单位没有列全：{words}",
)
def open_ended_units(notice: Notice) -> Iterator[Hit]:
    """A list of units is open-ended.

    What it does:
        Names lists that end in 等有关部门, 等单位 or the like.

    Why:
        Who is meant but not named will not feel meant; a ledger cannot have a row for
        有关部门.

    Example:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；责任单位：税务局等有关部门）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；责任单位：税务局、公安局）

    规则：
        单位没有列全。

    作用：
        指出以“等有关部门”“等单位”之类结尾的单位列表。

    理由：
        没有点名的单位不会认领任务，台账上也无法给“有关部门”列一行。
    """
    for measure in notice.measures:
        if measure.open_ended:
            place, words = _open_end(notice, measure)
            yield hit(place, measure=measure, words=words)


_WHO = (
    r"(?:[^、，；;：。（()）〕\]\s]{0,12}(?:部门|单位|机构|组织|企业|委办局|方面|地区|地方|街道|乡镇)(?:[、及和与]|$)?)"
)
_DOES = r"(?:(?:按|根据|依)\w{0,8}职[责能]\w{0,4})?(?:分别|共同|牵头|负责|配合|参与|参加|落实|实施|组织)*"
_END = r"(?=[；;，。）)〕】\]\s]|$)"
_OPEN_ENDS = (
    re.compile(rf"等{_WHO}{{0,3}}(?:单位)?{_DOES}{_END}"),
    re.compile(rf"(?:会同|各)?(?:有关|相关|其他)[^；;。）)〕\]]{{1,12}}{_END}"),
)
"""What leaves a list open: 等有关部门、单位按职责分工负责, 各有关单位, 会同有关部门负责."""


def _open_end(notice: Notice, measure: Measure) -> tuple[Measure | Span | None, str]:
    """The words that leave the list open, and where they stand."""
    text = notice.source.text
    for pattern in _OPEN_ENDS:
        for clause in measure.clauses:
            for found in pattern.finditer(text, clause.start, clause.end):
                return Span(start=found.start(), end=found.end()), "".join(found[0].split())
    return _clause(measure), "等"


@rule(
    "ZC205",
    name="two-names-for-one-unit",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{name} seems to be {likelier} (used {times}×)",
    zh="{name}与{likelier}（出现{times}次）似为同一单位",
)
def two_names_for_one_unit(notice: Notice) -> Iterator[Hit]:
    """Two names seem to be one unit.

    What it does:
        Compares the names of all units. Two seem to be one where the shorter leaves out
        characters from the middle of the longer (综保区经济发展局 and
        综合保税区经济发展局), or where a single character differs in a long name that
        otherwise is common. Names that stand side by side in one measure are two units, and
        so are an office and its centre, whose name goes on behind the office's.
        The commoner name is suggested; nothing is merged.

    Why:
        A ledger sorted by unit splits its tasks over two rows, and one of them is sent to
        nobody.

    Example:
        一、优化服务
        1.开通专窗。（牵头单位：市场监督管理局）
        2.压减材料。（牵头单位：市场监督管理局）
        3.公开事项。（牵头单位：市场监管局）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：市场监督管理局）
        2.压减材料。（牵头单位：市场监督管理局）
        3.公开事项。（牵头单位：市场监督管理局）

    规则：
        疑为同一单位的两种写法。

    作用：
        比较所有单位的名称。短名是长名从中间省去几个字（综保区经济发展局与综合保税区经济发展局），
        或者较长的名称只差一个字而另一个写法常见的，视为疑似同一单位。并列于同一措施的名称是两个单位；
        在单位名称之后续写的（如内设的中心）也是两个单位。只提示较常见的写法，不作合并。

    理由：
        台账按单位汇总时，同一单位的任务会分成两处，其中一处无人认领。
    """
    named: dict[str, list[Unit]] = {}
    for unit in _all_units(notice):
        named.setdefault(unit.name, []).append(unit)
    homes: dict[str, set[int]] = {}
    for i, measure in enumerate(notice.measures):
        for unit in measure.units:
            homes.setdefault(unit.name, set()).add(i)
    counts = Counter({name: len(units) for name, units in named.items()})
    for a, b in alike(counts):
        if homes.get(a, set()).isdisjoint(homes.get(b, set())):
            name, better = likelier(a, b, counts)
            edits = [Edit(span=unit.span, replacement=better) for unit in named[name] if unit.span]
            fix = Fix(edits=edits) if edits else None
            yield hit(named[name][0], name=name, likelier=better, times=counts[better], fix=fix)


@rule(
    "ZC206",
    name="unreadable-clause",
    severity=Severity.WARNING,
    since="0.1.0",
    en="this unit clause could not be read whole: {words}",
    zh="责任分工未能完整识别：{words}",
)
def unreadable_clause(notice: Notice) -> Iterator[Hit]:
    """A unit clause could not be read whole.

    What it does:
        Names a unit clause whose bracket is not closed, a label with no name behind it, and
        a label such as 牵头单位： outside every clause that was read.

    Why:
        The units in it, or some of them, are missing from the notice as it was read.

    Example:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；责任单位：税务局
        2.压减材料。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；责任单位：税务局）
        2.压减材料。（牵头单位：综合服务局）

    规则：
        责任分工未能完整识别。

    作用：
        指出括号没有闭合的责任分工、标签之后没有单位的，以及未被识别的“牵头单位：”等标签。

    理由：
        其中的单位没有读出来，或没有读全。
    """
    source, known = notice.source, list(clauses(notice))
    home = Homes(known)
    for start, end in unread(source.clean, (source.clean_range(clause) for clause, _ in known)):
        span = source.span(start, end)
        yield hit(span, measure=home(span), words=source.clean[start:end].replace("\n", ""))


@rule(
    "ZC207",
    name="domain-lead-leads-nothing",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{unit} leads the domain “{domain}” but none of its measures",
    zh="{unit}是“{domain}”的领域牵头单位，却没有牵头其中任何一项措施",
)
def domain_lead_leads_nothing(notice: Notice) -> Iterator[Hit]:
    """The lead unit of a domain leads none of its measures.

    What it does:
        Looks, for each lead unit of a domain (领域牵头单位), for a measure in the domain
        that it leads.

    Why:
        Either the domain or its measures name the wrong unit, or the unit's name is written
        in two ways.

    Example:
        一、优化服务
        （领域牵头单位：数据管理局）
        1.开通专窗。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        （领域牵头单位：综合服务局）
        1.开通专窗。（牵头单位：综合服务局）

    规则：
        领域牵头单位没有牵头任何措施。

    作用：
        核对每个领域牵头单位是否至少牵头该领域的一项措施。

    理由：
        要么领域或措施写错了单位，要么同一单位用了两种写法。
    """
    for domain in notice.domains:
        leads = {unit for top in domain.measures for measure in top.walk() for unit in measure.lead_units}
        for unit in domain.lead_units:
            if unit not in leads:
                yield hit(unit, unit=unit.name, domain=domain.name)


@rule(
    "ZC208",
    name="several-lead-units",
    severity=Severity.INFO,
    since="0.1.0",
    en="{count} units lead “{title}”: {units}",
    zh="“{title}”有{count}个牵头单位：{units}",
)
def several_lead_units(notice: Notice) -> Iterator[Hit]:
    """A measure has several lead units.

    What it does:
        Names measures that more than one unit leads.

    Why:
        One of them has to report progress and close the measure out; the notice does not
        say which. Where the first one is meant, a sentence should say so.

    Example:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局、税务局）

    Use instead:
        一、优化服务
        1.开通专窗。（牵头单位：综合服务局；配合单位：税务局）

    规则：
        牵头单位不止一个。

    作用：
        指出有多个牵头单位的措施。

    理由：
        总要有一家报进度、办销号，文件却没有说是哪一家。若以第一家为准，应当写明。
    """
    for measure in notice.measures:
        leads = list(dict.fromkeys(measure.lead_units))
        if len(leads) > 1:
            yield hit(leads[0], measure=measure, count=len(leads), units=names(leads))


# --- where units stand ----------------------------------------------------


def _clause(measure: Measure) -> Measure | Span:
    """Where its units should stand: its clause, or all of it."""
    return measure.clauses[0] if measure.clauses else measure


def _all_units(notice: Notice) -> list[Unit]:
    """Every naming of a unit, in domains and measures."""
    homes: list[Domain | Measure] = [*notice.domains, *notice.measures]
    return [unit for home in homes for units in units_by_role(home).values() for unit in units]


# --- items in a row with measures -----------------------------------------

_VALUE = re.compile(r"[0-9]+|[〇零一二两三四五六七八九十百千]+")


def _among_measures(notice: Notice) -> Iterator[Section]:
    """The numbered sections that count on from a measure, if another measure counts on from them, or from one again.

    Those behind the last measure of all may be guarantees, or say when the notice takes effect.
    """
    row: list[Section | Measure] = [s for top in notice.sections for s in top.walk() if s.number and s.span]
    row += [m for domain in notice.domains for m in domain.measures if m.number and m.span]
    last: dict[str, int] = {}
    rows: dict[str, list[Section]] = {}  # by style: the sections that wait for the next measure
    for item in sorted(row, key=_start):
        style, value = _style(item.number)
        waiting = rows.get(style) if last.get(style) == value - 1 else None
        if isinstance(item, Measure):
            yield from (rows.get(style, ()) if value == 1 else waiting or ())  # 1. opens the next domain
            rows[style] = []
        elif waiting is not None:
            waiting.append(item)
        else:
            rows.pop(style, None)
        last[style] = value


def _start(part: Section | Measure) -> int:
    return part.span.start if part.span else 0


def _style(number: str) -> tuple[str, int]:
    """The style of a printed number, and its value: （一） and 2 of （二）."""
    found = _VALUE.search(number)
    if found is None:
        return number, 0
    return _VALUE.sub("1" if found[0].isascii() else "一", number), read_number(found[0])
