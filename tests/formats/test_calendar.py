"""iCalendar: a calendar program reads what the notice says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Component

import zhengce
from zhengce import Deadline, Domain, Measure, Notice, Section, Unit
from zhengce.analysis.selection import selected
from zhengce.formats.calendar import dumps

ISSUED = date(2024, 4, 28)
HOSTILE = "甲\r\nEND:VTODO\nBEGIN:VEVENT\x00\x1b\x7f\ud800;,\\\x85乙"


def read(content: bytes) -> list[Component]:
    return list(Calendar.from_ical(content).subcomponents)


def notice_of(*deadlines: Deadline, **fields: Any) -> Notice:
    """Return a notice of one measure with these deadlines."""
    measure = Measure(id="1.1", title="建好帮办队伍", lead_units=[Unit(name="政务服务局")], deadlines=deadlines)
    return Notice(**{"issue_date": ISSUED, "domains": [Domain(name="企业开办", measures=[measure])], **fields})


def written(deadline: Deadline, **options: Any) -> dict[str, Any]:
    """Return the days of the component of a deadline."""
    (component,) = read(dumps(notice_of(deadline), **options))
    return {
        name: component[name].to_ical().decode() if name == "RRULE" else component[name].dt
        for name in ("DTSTART", "DUE", "DTEND", "RRULE")
        if name in component
    }


@pytest.fixture(scope="module")
def sample() -> Notice:
    return zhengce.sample()


# --- when ---------------------------------------------------------------------

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 30)
MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=26"
WHEN: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({"kind": "by", "due": JUNE}, {"DUE": JUNE}, {"DTSTART": JUNE, "DTEND": date(2024, 7, 1)}),
    (
        {"kind": "during", "start": MAY, "due": JUNE},
        {"DTSTART": MAY, "DUE": JUNE},
        {"DTSTART": MAY, "DTEND": date(2024, 7, 1)},
    ),
    # RFC 5545 wants a DUE later than its DTSTART
    ({"kind": "during", "start": MAY, "due": MAY}, {"DUE": MAY}, {"DTSTART": MAY, "DTEND": date(2024, 5, 2)}),
    ({"kind": "by", "due": date.max}, {"DUE": date.max}, {"DTSTART": date.max}),
    (
        {"kind": "recurring", "recurrence": MONTHLY},
        {"DTSTART": date(2024, 5, 26), "RRULE": MONTHLY},
        {"DTSTART": date(2024, 5, 26), "DTEND": date(2024, 5, 27), "RRULE": MONTHLY},
    ),
    # due on the very day of issue
    (
        {"kind": "recurring", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=28"},
        {"DTSTART": ISSUED, "RRULE": "FREQ=MONTHLY;BYMONTHDAY=28"},
        {"DTSTART": ISSUED, "DTEND": date(2024, 4, 29), "RRULE": "FREQ=MONTHLY;BYMONTHDAY=28"},
    ),
    # counted from its own first day
    (
        {"kind": "recurring", "recurrence": "FREQ=WEEKLY;INTERVAL=2", "start": date(2024, 1, 5)},
        {"DTSTART": date(2024, 1, 5), "RRULE": "FREQ=WEEKLY;INTERVAL=2"},
        {"DTSTART": date(2024, 1, 5), "DTEND": date(2024, 1, 6), "RRULE": "FREQ=WEEKLY;INTERVAL=2"},
    ),
]


@pytest.mark.parametrize(("fields", "todo", "event"), WHEN)
def test_days_are_those_of_the_deadline(fields: dict[str, Any], todo: dict[str, Any], event: dict[str, Any]) -> None:
    deadline = Deadline(text="时限", **fields)
    assert written(deadline) == todo
    assert written(deadline, events=True) == event


@pytest.mark.parametrize(("events", "rings"), [(False, "2024-06-27T09"), (True, "2024-06-27T09")])
@pytest.mark.parametrize("start", [None, MAY])
def test_an_alarm_rings_at_nine_some_days_before_the_last(*, events: bool, rings: str, start: date | None) -> None:
    deadline = Deadline(text="时限", kind="during" if start else "by", start=start, due=JUNE)
    (component,) = read(dumps(notice_of(deadline), events=events, alarm=3))
    (alarm,) = component.subcomponents
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", component["SUMMARY"])
    edge = component["DTSTART" if events else "DUE"].dt
    assert alarm["TRIGGER"].params["RELATED"] == ("START" if events else "END")
    assert (datetime.combine(edge, time()) + alarm["TRIGGER"].dt).isoformat().startswith(rings)
    assert not [part for part in read(dumps(notice_of(deadline))) if part.subcomponents]


UNKNOWN = [
    Deadline(text="8月前", kind="by"),
    Deadline(text="每学期", kind="recurring"),
    Deadline(text="长期坚持", kind="standing"),
    Deadline(text="逢2月30日", kind="recurring", recurrence="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
]


@pytest.mark.parametrize("deadline", UNKNOWN, ids=lambda deadline: deadline.text)
def test_deadlines_without_a_day_are_left_out(deadline: Deadline) -> None:
    assert read(dumps(notice_of(deadline))) == []


def test_a_rule_begins_in_the_notices_year_or_with_the_stamp() -> None:
    monthly = Deadline(text="每月26日前", kind="recurring", recurrence=MONTHLY)
    (of_year,) = read(dumps(notice_of(monthly, issue_date=None, title="2023年工作要点")))
    assert of_year["DTSTART"].dt == date(2023, 1, 26)
    undated = notice_of(monthly, issue_date=None)
    assert read(dumps(undated)) == []
    (stamped,) = read(dumps(undated, stamp=datetime(2022, 3, 1, tzinfo=UTC)))
    assert stamped["DTSTART"].dt == date(2022, 3, 26)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_rule_may_begin_at_the_ends_of_the_calendar(day: date) -> None:
    daily = Deadline(text="每日", kind="recurring", recurrence="FREQ=DAILY")
    (todo,) = read(dumps(notice_of(daily, issue_date=day)))
    assert abs((todo["DTSTART"].dt - day).days) <= 1


STAMPS: list[tuple[dict[str, Any], datetime | None, datetime]] = [
    ({}, None, datetime(2024, 4, 28, tzinfo=UTC)),
    ({"issue_date": None, "title": "2023年工作要点"}, None, datetime(2023, 1, 1, tzinfo=UTC)),
    ({"issue_date": None}, None, datetime(1970, 1, 1, tzinfo=UTC)),
    ({}, datetime.fromisoformat("2024-05-06T07:08"), datetime(2024, 5, 6, 7, 8, tzinfo=UTC)),
    ({}, datetime(2024, 5, 6, 7, 8, tzinfo=timezone(timedelta(hours=8))), datetime(2024, 5, 5, 23, 8, tzinfo=UTC)),
]


@pytest.mark.parametrize(("fields", "given", "stamp"), STAMPS)
def test_the_stamp_is_given_or_of_the_notice(fields: dict[str, Any], given: datetime | None, stamp: datetime) -> None:
    (todo,) = read(dumps(notice_of(Deadline(text="6月底前", kind="by", due=JUNE), **fields), stamp=given))
    assert todo["DTSTAMP"].dt == stamp


# --- what ---------------------------------------------------------------------


def test_a_to_do_says_who_does_what() -> None:
    measure = Measure(
        id="1.2",
        title="推行一张表",
        lead_units=[Unit(name="政务服务局")],
        responsible_units=[Unit(name="税务分局"), Unit(name="公安局")],
        open_ended=True,
        deadlines=[Deadline(text="6月底前", kind="by", due=JUNE, task="并成一张")],
    )
    number = zhengce.DocumentNumber(authority_code="澄高管发", year=2024, serial=16)
    notice = Notice(document_number=number, domains=[Domain(name="企业开办, 变更", measures=[measure])])
    (todo,) = read(dumps(notice))
    assert todo["SUMMARY"] == "推行一张表（政务服务局）"
    assert todo["CATEGORIES"].cats == ["企业开办, 变更"]
    assert todo["DESCRIPTION"].splitlines() == [
        "措施：1.2 推行一张表",
        "牵头单位：政务服务局",
        "责任单位：税务分局、公安局等",
        "时限：6月底前",
        "任务：并成一张",
        "文号：澄高管发〔2024〕16号",
    ]


@pytest.mark.parametrize(
    ("limits", "names"),
    [
        ([("6月底前", "")], ["推行一张表"]),
        ([("6月底前", "并成一张"), ("9月底前", "上线运行")], ["并成一张", "上线运行"]),
        ([("6月底前", ""), ("9月底前", "")], ["6月底前：推行一张表", "9月底前：推行一张表"]),
        ([("6月底前", "并表"), ("9月底前", "并表")], ["6月底前：并表", "9月底前：并表"]),
        ([("6月底前", "并表"), ("6月底前", "并表")], ["1. 6月底前：并表", "2. 6月底前：并表"]),
        ([("6月底前", "长" * 80 + "甲"), ("9月底前", "长" * 80)], [f"{month}月底前：{'长' * 34}…" for month in (6, 9)]),
    ],
)
@pytest.mark.parametrize("events", [False, True])
def test_what_a_list_shows_tells_the_limits_of_one_measure_apart(
    limits: list[tuple[str, str]], names: list[str], *, events: bool
) -> None:
    held = [Deadline(text=text, kind="by", due=JUNE, task=task) for text, task in limits]
    notice = Notice(domains=[Domain(name="企业开办", measures=[Measure(title="推行一张表", deadlines=held)])])
    assert [str(component["SUMMARY"]) for component in read(dumps(notice, events=events))] == names


def test_deadlines_outside_of_measures_are_placed_too() -> None:
    limit = Deadline(text="6月底前", kind="by", due=JUNE, task="报送总结")
    section = Section(title="工作要求", sections=[Section(title="抓好落实", deadlines=[limit])])
    domain = Domain(name="企业开办", lead_units=[Unit(name="政务服务局")], deadlines=[limit])
    of_section, of_domain = read(dumps(Notice(sections=[section], domains=[domain])))
    assert of_section["SUMMARY"] == "报送总结"
    assert "CATEGORIES" not in of_section
    assert of_domain["SUMMARY"] == "报送总结（政务服务局）"
    assert of_domain["CATEGORIES"].cats == ["企业开办"]
    assert of_section["UID"] != of_domain["UID"]


@pytest.mark.parametrize("events", [False, True])
@pytest.mark.parametrize("words", [HOSTILE, "把企业开办的小事办快，" * 200])
def test_text_stays_text(words: str, *, events: bool) -> None:
    deadline = Deadline(text=words, kind="by", due=JUNE, task=words)
    measure = Measure(id=words, title=words, lead_units=[Unit(name=words)], deadlines=[deadline])
    content = dumps(Notice(title=words, domains=[Domain(name=words, measures=[measure])]), events=events)
    (component,) = read(content)
    clean = words.replace("\r\n", "\n").replace("\x85", "\n")
    for forbidden in "\x00\x1b\x7f\ud800":
        clean = clean.replace(forbidden, "\ufffd")
    assert component["SUMMARY"] == f"{clean}（{clean}）"
    assert component["CATEGORIES"].cats == [clean]
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75  # RFC 5545, section 3.1
    assert b"".join(lines).translate(None, bytes(range(32)) + b"\x7f") == b"".join(lines)
    assert [line for line in lines if line.startswith((b"BEGIN", b"END"))] == [
        b"BEGIN:VCALENDAR",
        *((b"BEGIN:VEVENT", b"END:VEVENT") if events else (b"BEGIN:VTODO", b"END:VTODO")),
        b"END:VCALENDAR",
    ]


# --- which --------------------------------------------------------------------


def uids(notice: Notice, **options: Any) -> list[str]:
    return [str(component["UID"]) for component in read(dumps(notice, **options))]


def test_uids_depend_on_the_words_and_not_on_their_place(sample: Notice) -> None:
    moved = zhengce.parse("\n\n" + sample.source.text.replace("。", "。 "), name="another.txt")
    assert uids(moved) == uids(sample)
    assert len({*uids(sample), *uids(sample, events=True)}) == 2 * len(uids(sample))


def test_equal_deadlines_have_different_uids_in_any_selection() -> None:
    limit = Deadline(text="6月底前", kind="by", due=JUNE)
    measures = [
        Measure(title=name, lead_units=[Unit(name=name)], deadlines=[limit, limit]) for name in ("甲局", "乙局")
    ]
    notice = Notice(domains=[Domain(name="企业开办", measures=measures)])
    every = uids(notice)
    assert len(set(every)) == 4
    assert uids(*selected(notice, unit="乙局")) == every[2:]


@pytest.mark.parametrize("role", ["lead_units", "responsible_units", "supporting_units"])
def test_the_name_of_a_calendar_says_whose_it_is(role: str, tmp_path: Path) -> None:
    limit = Deadline(text="6月底前", kind="by", due=JUNE)
    measure = Measure(title="其中一项", deadlines=[limit], **{role: [Unit(name="甲局")]})
    notice = Notice(title="关于供水的通知", domains=[Domain(name="供水", measures=[measure])])
    for unit, name in ((None, "关于供水的通知"), ("甲局", "甲局　关于供水的通知")):
        zhengce.write(notice, tmp_path / "a.ics", unit=unit)
        calendar = Calendar.from_ical((tmp_path / "a.ics").read_bytes())
        assert (calendar["X-WR-CALNAME"], calendar["NAME"]) == (name, name)


@pytest.mark.parametrize("role", ["lead_units", "responsible_units", "supporting_units"])
def test_a_unit_is_found_in_every_role(role: str) -> None:
    limit = Deadline(text="6月底前", kind="by", due=JUNE)
    nested = Measure(title="其中一项", deadlines=[limit], **{role: [Unit(name="甲局")]})
    other = Measure(title="另一项", lead_units=[Unit(name="甲局分局")], deadlines=[limit], measures=[nested])
    notice = Notice(sections=[Section(deadlines=[limit])], domains=[Domain(name="企业开办", measures=[other])])
    assert len(uids(notice)) == 3
    (todo,) = read(dumps(selected(notice, unit="甲局")))
    assert todo["SUMMARY"].startswith("其中一项")


def test_a_domain_is_found_by_its_name(sample: Notice) -> None:
    for domain in sample.domains:
        found = read(dumps(selected(sample, domain=domain.name)))
        assert found
        assert {component["CATEGORIES"].cats[0] for component in found} == {domain.name}


def known(deadlines: Iterator[Deadline]) -> list[date]:
    return sorted(limit.due for limit in deadlines if limit.due)


def test_every_dated_deadline_is_a_to_do(sample: Notice, tmp_path: Path) -> None:
    zhengce.write(sample, tmp_path / "ledger.ics")
    todos = read((tmp_path / "ledger.ics").read_bytes())
    assert sorted(todo["DUE"].dt for todo in todos if "DUE" in todo) == known(iter(sample.deadlines))
    recurring = [limit for limit in sample.deadlines if limit.recurrence]
    assert len([todo for todo in todos if "RRULE" in todo]) == len(recurring) > 3


def test_every_dated_deadline_of_real_documents_is_a_to_do(corpus: Path) -> None:
    for path in sorted((corpus / "docs").iterdir()):
        notice = zhengce.read(path)
        todos = read(dumps(notice))
        assert sorted(todo["DUE"].dt for todo in todos if "DUE" in todo) == known(iter(notice.deadlines)), path.name
        assert len(set(uids(notice))) == len(todos), path.name
