"""The monthly review: it adds up, opens to its items, and comes out again."""

from __future__ import annotations

import csv
import datetime as dt
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from tests.ledger.making import APPROVAL, PHOTO, TAKEN, day, ledger, work
from zhengce.errors import CalendarError, FileError, LedgerError
from zhengce.ledger import (
    Begun,
    Cancelled,
    Closed,
    Event,
    Extended,
    Ledger,
    Opened,
    Policy,
    Published,
    Reopened,
    Reported,
    Review,
    Ruled,
    Submitted,
    load_ledger,
    merge,
    open_ledger,
    recount,
)
from zhengce.ledger.counting import percent
from zhengce.model import Target
from zhengce.testing import ledgers

HELD = tuple(
    work(f"1.{number}-1", due, lead_units=units)
    for number, (due, units) in enumerate(
        [
            ("09-30", ("水务局",)),
            ("09-30", ("水务局", "财政局")),
            ("09-20", ("财政局",)),
            ("10-31", ()),
            (None, ("民政局",)),
        ],
        1,
    )
)


def done(code: str, at: str) -> list[Event]:
    submitted = Submitted(on=code, at=day(at), done=day(at), evidence=(PHOTO,))
    return [submitted, Closed(on=code, at=day(at), done=day(at))]


EVENTS = (
    *done("1.1-1", "09-15"),
    *done("1.3-1", "09-28"),
    Reported(on="1.2-1", at=day("09-10"), progress=40, text="正在施工", problems="资金未到位", plan="追加预算"),
)


def review(*more: Event, on: str = "10-08") -> Review:
    return ledger(*EVENTS, *more, held=HELD).as_of(day(on)).review("2024-09")


def test_the_figures_of_a_month() -> None:
    found = review()
    figures = dict(found.figures)
    assert {name: figures[name] for name in ("opening", "closed", "closing", "on_time", "late", "missed")} == {
        "opening": "5",
        "closed": "2",
        "closing": "3",
        "on_time": "1",
        "late": "1",
        "missed": "1",
    }
    assert found.rate == Fraction(1, 3)
    assert [item.code for item in found.behind("missed")] == ["1.2-1"]
    assert [item.code for item in found.behind("next_month")] == ["1.4-1"]
    assert [item.code for item in found.behind("not_reported")] == ["1.3-1", "1.4-1", "1.5-1"]
    assert [item.code for item in found.behind("reported_late")] == ["1.3-1"]
    assert "按时报送1项，迟报1项，未报送2项" in found.bulletin().markdown()
    assert [flow.name for flow in found.balance] == ["dated", "undated", "recurring", "by_case", "total"]
    with pytest.raises(LedgerError, match="no figure 'x'"):
        found.behind("x")


def test_on_the_last_day_nothing_of_that_day_is_judged() -> None:
    early = review(on="09-30")
    assert not early.final
    assert [item.code for item in early.behind("undecided")] == ["1.2-1"]
    assert "（预计）" in early.bulletin().title


def test_joint_leads_count_each_or_the_first() -> None:
    each = {row.unit: (row.judged, row.on_time, row.missed) for row in review().units}
    assert each == {"水务局": (2, 1, 1), "财政局": (2, 0, 1), "未明确": (0, 0, 0), "民政局": (0, 0, 0)}
    first = review(Ruled(at=day("09-01"), policy=Policy(share="first", least=1)))
    rows = {row.unit: (row.judged, row.rank) for row in first.units}
    assert rows == {"水务局": (2, 1), "财政局": (1, 2), "未明确": (0, None), "民政局": (0, None)}


def test_equal_units_share_a_rank() -> None:
    held = tuple(work(f"2.{n}-1", "09-10", lead_units=(unit,)) for n, unit in enumerate(("甲局", "乙局", "丙局")))
    events = [*done("2.0-1", "09-05"), *done("2.1-1", "09-05"), Ruled(at=TAKEN, policy=Policy(least=1))]
    found = ledger(*events, held=held).as_of(day("10-08")).review("2024-09")
    assert [(row.unit, row.rank) for row in found.units] == [("甲局", 1), ("乙局", 1), ("丙局", 3)]


def test_what_was_extended_too_late_is_missed_in_its_month() -> None:
    late = Extended(on="1.2-1", at=day("10-05"), until=day("11-30"), approval=APPROVAL)
    assert [item.code for item in review(late).behind("missed")] == ["1.2-1"]
    timely = Extended(on="1.2-1", at=day("09-25"), until=day("11-30"), approval=APPROVAL)
    assert not review(timely).behind("missed")
    assert [(event.type, item.code) for event, item in review(timely).changes] == [("extended", "1.2-1")]


@pytest.mark.parametrize("month", ["2024-13", "2024", "9月", "2024-09-01"])
def test_a_month_is_a_month(month: str) -> None:
    with pytest.raises(CalendarError, match="expected a month such as"):
        ledger().as_of(day("10-08")).review(month)


@pytest.mark.parametrize("month", ["2024-09", "2024-9", "2024年9月"])
def test_a_month_is_known_by_one_name(month: str) -> None:
    assert ledger().as_of(day("10-08")).review(month).month == "2024-09"


def test_a_month_that_is_to_come_has_no_review() -> None:
    with pytest.raises(LedgerError, match="has not begun"):
        ledger().as_of(day("10-08")).review("2024-11")


@given(ledgers("政务办"), ledgers("督查室"), st.integers(4, 9))
def test_it_adds_up_and_each_closing_is_the_next_opening(one: Ledger, other: Ledger, month: int) -> None:
    view = merge(one, other).as_of(day("12-31"))
    this, following = view.review(f"2024-{month:02}"), view.review(f"2024-{month + 1:02}")
    assert [flow.closing for flow in this.balance] == [flow.opening for flow in following.balance]
    leads = sum(max(1, len(view.owners(item))) for name in ("on_time", "late", "missed") for item in this.behind(name))
    assert sum(row.judged for row in this.units) == leads


# --- what went out ---------------------------------------------------------------


def published(of: Ledger) -> Ledger:
    found = of.as_of(day("10-08")).review("2024-09")
    out = Published(at=day("10-08"), month="2024-09", as_of=day("10-08"), figures=found.figures, heads=found.heads)
    return of.record(out, writer="政务办")


def test_what_was_published_comes_out_again() -> None:
    out = published(ledger(*EVENTS, held=HELD))
    late = Submitted(on="1.2-1", at=day("09-29"), recorded=day("10-12"), done=day("09-29"), evidence=(PHOTO,))
    later = out.record(late, writer="政务办")
    assert not recount(out)
    (told,) = recount(later)
    assert (told.code, told.message) == ("ZL306", "bulletin of 2024-09: 1 event entered since on days up to 2024-10-08")
    following = later.as_of(day("11-08")).review("2024-10")
    assert [event.type for event in following.late_entries] == ["submitted"]
    assert [item.code for item in following.changed_verdicts] == ["1.2-1"]
    assert "补录1条，1项的时效因此改变" in following.bulletin().markdown()


def test_a_figure_that_was_made_up_is_found() -> None:
    book = ledger(*EVENTS, held=HELD)
    heads = book.as_of(day("10-08")).review("2024-09").heads
    wrong = Published(at=day("10-08"), month="2024-09", as_of=day("10-08"), figures=(("on_time", "9"),), heads=heads)
    (finding,) = recount(book.record(wrong, writer="政务办"))
    assert finding.code == "ZL305"
    assert "on_time was published as 9, and comes to 1" in finding.message


def test_closing_out_without_its_targets_is_told() -> None:
    targets = (Target(text="不少于5个", comparator=">=", value=5), Target(text="3日以内", comparator="<=", value=3))
    held = (work(targets=targets),)
    for values, expected in (
        ((5, 3), []),
        ((4, 4), ["1.1-1: closed out with 4 of 不少于5个", "1.1-1: closed out with 4 of 3日以内"]),
        ((None, 2), []),
    ):
        told = Reported(on="1.1-1", at=day("09-01"), values=values)
        found = recount(ledger(told, *done("1.1-1", "09-10"), held=held))
        assert [(finding.code, finding.message) for finding in found] == [("ZL304", text) for text in expected]


def rich() -> Review:
    more = [
        Cancelled(on="1.4-1", at=day("09-12"), reason="政策调整", approval=APPROVAL),
        Reopened(on="1.1-1", at=day("09-20"), due=day("10-15"), reason="回头看发现反弹"),
    ]
    book = Ledger().record(Begun(at=TAKEN, keeper="区政务办"), writer="政务办")
    return merge(book, ledger(*EVENTS, *more, held=HELD)).as_of(day("10-08")).review("2024-09")


def test_the_bulletin_says_all_in_order() -> None:
    text = rich().bulletin().markdown()
    titles = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert [title[:2] for title in titles] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、"]
    for words in ("# 关于2024年9月督办事项办理情况的通报", "区政务办", "2024年10月8日", "33.3%（1/3）", "资金未到位"):
        assert words in text
    assert "八、计数口径" in text
    assert f"（校验码：{rich().seal}）" in text


def test_markdown_html_and_docx_say_the_same_in_the_same_order(tmp_path: Path) -> None:
    docx, html = pytest.importorskip("docx"), pytest.importorskip("lxml.html")
    out = rich().bulletin()
    out.save(tmp_path / "a.docx")
    lines = [line.lstrip("#　 ") for line in out.markdown().splitlines() if line and not line.startswith("|")]
    page = html.document_fromstring(out.html()).iter("h1", "h2", "p")
    assert [part.text_content().lstrip("　") for part in page] == lines
    parts = docx.Document(str(tmp_path / "a.docx")).paragraphs
    assert [part.text.lstrip("　") for part in parts if part.text] == lines


def test_the_lights_add_up_to_what_is_on_the_books() -> None:
    monthly = work("1.6-1", None, kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=-1")
    events = [*EVENTS, *done("1.2-1", "10-03")]
    found = ledger(*events, held=(*HELD, monthly)).as_of(day("10-08")).review("2024-09")
    text = found.bulletin().markdown()
    assert "月末在办9项（见附件1）。截至2024年10月8日，在办9项（月末后新增1项、减少1项），其中" in text
    assert "在办11项，其中" in ledger(held=(*HELD, monthly)).as_of(day("09-30")).review("2024-09").bulletin().markdown()


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".xlsx", ".csv", ".json"])
def test_the_same_review_is_the_same_file(suffix: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    rich().save(one)
    rich().save(other)
    assert one.read_bytes() == other.read_bytes()


def test_no_other_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"not as '.pdf'"):
        rich().save(tmp_path / "a.pdf")
    with pytest.raises(FileError, match=r"not as '.xlsx'"):
        rich().bulletin().save(tmp_path / "a.xlsx")


def test_machines_read_it(tmp_path: Path) -> None:
    rich().save(tmp_path / "a.json")
    plain = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert plain["figures"]["missed"] == "1"
    rich().save(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["编号"] for row in rows] == ["1.1-1", "1.1-1", "1.2-1", "1.3-1", "1.4-1", "1.5-1"]
    assert rows[0]["状态"] == "按期销号"


def test_signs_of_html_are_words(tmp_path: Path) -> None:
    held = (attrs.evolve(HELD[0], title="<b>改造</b>|管网"),)
    page = ledger(held=held).as_of(day("10-08")).review("2024-09").bulletin()
    assert "<b>" not in page.html()
    assert "<b>改造</b>｜管网" in page.markdown()


def test_docx_has_the_fonts_and_margins_of_the_standard(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    rich().bulletin().save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        body = archive.read("word/document.xml").decode()
    for words in ("方正小标宋简体", "仿宋_GB2312", "黑体", 'w:top="2098"', "关于2024年9月督办事项办理情况的通报"):
        assert words in body


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(1, 3, "33.3%（1/3）"), (2, 3, "66.7%（2/3）"), (1, 1, "100.0%（1/1）")]
)
def test_shares_are_printed_with_what_they_are_made_of(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


def test_what_was_over_when_it_was_taken_gives_way_to_the_first_day_that_is_set() -> None:
    held = (work(due="03-31"),)
    given = Extended(on="1.1-1", at=day("04-20"), until=day("09-30"), approval=APPROVAL)
    book = Ledger().record(Opened(at=TAKEN, obligation=held[0]), given, writer="政务办")
    assert [item.code for item in book.as_of(day("10-08")).review("2024-09").behind("missed")] == ["1.1-1"]


def test_september_of_the_real_notice_comes_out_the_same_twice(corpus: Path, tmp_path: Path) -> None:
    """A fixed log: every third dated item is done in time, every third late; the rest, with the period of what
    comes every month, is not done."""
    notice = zhengce.read(corpus / "docs/dongying_2023_10.md")
    made: list[dict[str, bytes]] = []
    for name in ("a.jsonl", "b.jsonl"):
        with open_ledger(tmp_path / name, writer="区营转办") as book:
            taken = book.take(notice, at=dt.date(2023, 7, 3))
            for number, work in enumerate(it for it in taken.opened if it.due and it.due.month == 9):
                if number % 3 < 2:
                    at = work.due if number % 3 else dt.date(2023, 10, 4)
                    book.submit(work.id, at=at, evidence=[PHOTO])
                    book.close(work.id, at=dt.date(2023, 10, 6))
        found = load_ledger(tmp_path / name).as_of(dt.date(2023, 10, 8)).review("2023-09")
        files = {"log": (tmp_path / name).read_bytes()}
        for suffix in (".json", ".md", ".csv"):
            found.save(tmp_path / f"review{suffix}")
            files[suffix] = (tmp_path / f"review{suffix}").read_bytes()
        made.append(files)
    assert made[0] == made[1]
    figures = {name: len(found.behind(name)) for name in ("on_time", "late", "missed", "undecided", "due")}
    assert figures == {"on_time": 8, "late": 8, "missed": 9, "undecided": 0, "due": 25}
    assert not found.view.conflicts
