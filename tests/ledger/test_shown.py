"""A ledger on a day, shown elsewhere: as a calendar, as a table, as a card, in the report page."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import zhengce
from tests.ledger.making import APPROVAL, PHOTO, day, ledger, work
from zhengce.errors import FileError
from zhengce.ledger import (
    Cancelled,
    Closed,
    Extended,
    Ledger,
    Opened,
    Reopened,
    Reported,
    Submitted,
    Triggered,
    View,
    obligations,
)

icalendar = pytest.importorskip("icalendar")

NOTICE = """\
松溪新城管理委员会关于印发便民服务方案的通知

松新管发〔2024〕9号

一、社区食堂
1.建好社区食堂。9月底前，建成社区食堂3家；9月底前，公示名单。（牵头单位：民政局）
2.公开食堂菜价。每月20日前公示菜价。（牵头单位：市场监管局）
3.办好投诉。自收到投诉之日起5日内答复。（牵头单位：民政局）
4.做好宣传。（牵头单位：民政局）

松溪新城管理委员会
2024年4月18日
"""


def taken() -> Ledger:
    found = obligations(zhengce.parse(NOTICE))
    return Ledger().record(*(Opened(at=day("05-06"), obligation=it) for it in found), writer="政务办")


def todos(view: View, path: Path) -> list[Any]:
    view.save(path)
    found: list[Any] = icalendar.Calendar.from_ical(path.read_bytes()).walk("VTODO")
    return found


def test_a_to_do_has_the_uid_of_its_time_limit_in_the_calendar_of_the_notice(tmp_path: Path) -> None:
    zhengce.write(zhengce.parse(NOTICE), tmp_path / "notice.ics")
    of_notice = icalendar.Calendar.from_ical((tmp_path / "notice.ics").read_bytes()).walk("VTODO")
    moved = taken().record(
        Extended(on="1.1-1", at=day("06-01"), until=day("12-31"), approval=APPROVAL), writer="政务办"
    )
    mine = todos(moved.as_of(day("07-01")), tmp_path / "a.ics")
    assert {str(it["uid"]) for it in of_notice} == {str(it["uid"]) for it in mine}
    assert len({str(it["uid"]) for it in mine}) == 3


def test_what_a_list_shows_tells_the_to_dos_of_one_measure_apart(tmp_path: Path) -> None:
    twice = work("1.4-1", None, kind="recurring", recurrence="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", times=2)
    case = Triggered(on="1.3-1", period="热线7", at=day("06-01"), since=day("06-01"), due=day("06-06"))
    opened = Opened(at=day("05-06"), obligation=twice)
    found = todos(taken().record(opened, case, writer="政务办").as_of(day("06-10")), tmp_path / "a.ics")
    assert [str(it["summary"]) for it in found if "recurrence-id" not in it] == [
        "建成社区食堂3家（民政局）",
        "公示名单（民政局）",
        "公开食堂菜价（市场监管局）",
        "办好投诉 热线7（民政局）",
        "改造老旧管网 #1（水务局）",
        "改造老旧管网 #2（水务局）",
    ]


def test_a_to_do_says_how_far_it_is(tmp_path: Path) -> None:
    held = tuple(work(f"1.{n}-1", document="甲", measure_id=f"1.{n}") for n in range(1, 6))
    done = {"at": day("06-20"), "done": day("06-18")}
    book = ledger(
        Reported(on="1.2-1", at=day("06-10"), progress=40),
        Submitted(on="1.3-1", evidence=(PHOTO,), **done),  # type: ignore[arg-type]
        Closed(on="1.3-1", **done),  # type: ignore[arg-type]
        Cancelled(on="1.4-1", at=day("06-01"), reason="调整", approval=APPROVAL),
        Submitted(on="1.5-1", evidence=(PHOTO,), **done),  # type: ignore[arg-type]
        Closed(on="1.5-1", **done),  # type: ignore[arg-type]
        Reopened(on="1.5-1", at=day("06-25"), due=day("11-30"), reason="反弹"),
        held=held,
    )
    found = todos(book.as_of(day("07-01")), tmp_path / "a.ics")
    assert [(str(it["status"]), int(it.get("percent-complete", -1)), int(it["sequence"])) for it in found] == [
        ("NEEDS-ACTION", -1, 1),
        ("IN-PROCESS", 40, 2),
        ("COMPLETED", 100, 3),
        ("CANCELLED", -1, 2),
        ("IN-PROCESS", -1, 4),
    ]
    assert found[2]["completed"].dt.date() == day("06-18")
    assert found[4]["due"].dt == day("11-30")


def test_what_recurs_is_one_series_with_its_periods(tmp_path: Path) -> None:
    book = taken()
    shown = {"period": "2024-05-20", "at": day("05-18"), "done": day("05-18")}
    book = book.record(Submitted(on="1.2-1", evidence=(PHOTO,), **shown), Closed(on="1.2-1", **shown), writer="政务办")  # type: ignore[arg-type]
    found = [it for it in todos(book.as_of(day("06-25")), tmp_path / "a.ics") if "公开食堂菜价" in it["summary"]]
    series, *periods = found
    assert "FREQ=MONTHLY" in series["rrule"].to_ical().decode()
    assert series["dtstart"].dt == day("05-20")
    assert len({str(it["uid"]) for it in found}) == 1
    assert [(str(it["recurrence-id"].dt), str(it["status"])) for it in periods] == [
        ("2024-05-20", "COMPLETED"),
        ("2024-06-20", "NEEDS-ACTION"),
        ("2024-07-20", "NEEDS-ACTION"),
    ]


def test_a_case_is_a_to_do_of_its_own(tmp_path: Path) -> None:
    case = Triggered(on="1.3-1", period="热线7", at=day("06-01"), since=day("06-01"), due=day("06-06"))
    found = todos(taken().record(case, writer="政务办").as_of(day("06-02")), tmp_path / "a.ics")
    assert [str(it["uid"])[-3:] for it in found if "办好投诉" in it["summary"]] == ["热线7"]


def test_the_same_view_is_the_same_file(tmp_path: Path) -> None:
    for suffix in (".ics", ".xlsx", ".csv", ".json"):
        for name in "ab":
            taken().as_of(day("07-01")).save(tmp_path / f"{name}{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["工作任务"] == "建好社区食堂：建成社区食堂3家"
    plain = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (plain["as_of"], plain["items"][0]["state"]) == ("2024-07-01", "未启动")
    with pytest.raises(FileError, match=r"a ledger is written as \.ics, \.xlsx, \.csv, \.json, not as '\.doc'"):
        taken().as_of(day("07-01")).save(tmp_path / "a.doc")


def test_a_card_has_every_item_below_its_light() -> None:
    html = pytest.importorskip("lxml.html")
    book = taken().record(Reported(on="1.1-1", at=day("06-10"), progress=40, text="<b>选址</b>"), writer="政务办")
    view = book.as_of(day("10-08"))
    card = html.fromstring(view._repr_html_())
    folds = {fold.find("summary").text_content(): fold for fold in card.findall("details")}
    red = folds["红灯 7项"]
    assert "逾期未完成" in red.text_content()
    assert "<b>选址</b>（40%）" in red.text_content()
    assert sum(len(fold.findall("details")) for fold in folds.values()) == len(view.items)


def test_the_report_page_shows_how_far_the_work_is() -> None:
    html = pytest.importorskip("lxml.html")
    pytest.importorskip("jinja2")
    from zhengce.views.report import dumps

    book = taken().record(Extended(on="1.1-1", at=day("06-01"), until=day("12-31"), approval=APPROVAL), writer="政务办")
    for lang, words in (
        ("zh", ["未启动 现行时限 2024-12-31", "逾期未启动"]),
        ("en", ["Not started now due 2024-12-31", "Not started"]),
    ):
        page = html.document_fromstring(dumps(zhengce.parse(NOTICE), ledger=book.as_of(day("10-08")), lang=lang))
        states = [state.text_content() for state in page.find_class("state")]
        assert states[:2] == words
        assert len(states) == 5
        assert page.find_class("state")[1].find_class("red")
    other = html.document_fromstring(dumps(zhengce.sample(), ledger=book.as_of(day("10-08"))))
    assert not other.find_class("state")
