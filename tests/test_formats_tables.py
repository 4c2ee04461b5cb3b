"""Tables: rows, CSV and the XLSX ledger, which are made of one definition of columns."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import zhengce
from zhengce import Amount, Deadline, DocumentNumber, Domain, Measure, Notice, Span, Target, Unit
from zhengce.formats.rows import COLUMNS

MINZHENG, CAIZHENG = Unit(name="民政局"), Unit(name="财政局")


@pytest.fixture(scope="module")
def notice() -> Notice:
    """A notice by hand: limits of several kinds, a nested measure, a measure without a limit."""
    nested = Measure(
        id="1.1.1",
        number="（1）",
        title="备好餐具",
        responsible_units=[CAIZHENG],
        deadlines=[
            Deadline(text="验收后3个工作日内", kind="within", event="验收", amount=Amount(value=3, unit="working_day"))
        ],
    )
    meals = Measure(
        id="1.1",
        number="1.",
        title="建好社区食堂",
        text="1.建好社区食堂。6月底前，建成3家；每月5日前，公示菜价。",
        lead_units=[MINZHENG],
        supporting_units=[CAIZHENG, Unit(name="柳岸街道")],
        open_ended=True,
        deadlines=[
            Deadline(text="6月底前", kind="by", due=dt.date(2024, 6, 30), task="建成3家", span=Span(start=10, end=14)),
            Deadline(text="每月5日前", kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=5", task="公示菜价"),
        ],
        targets=[
            Target(text="3家", value="3", unit="家"),
            Target(text="95%以上", comparator=">=", value="95", unit="%"),
        ],
        measures=[nested],
        span=Span(start=0, end=30),
    )
    plain = Measure(id="2.1", title="管好账目", lead_units=[CAIZHENG])
    return Notice(
        title="关于印发便民服务行动方案的通知",
        document_number=DocumentNumber(authority_code="松新管发", year=2024, serial=9),
        issue_date=dt.date(2024, 3, 18),
        domains=[Domain(number="一、", name="食堂", measures=[meals]), Domain(name="账目", measures=[plain])],
    )


# --- rows -------------------------------------------------------------------


def test_a_row_tells_all_that_is_known_of_a_measure_and_a_limit(notice: Notice) -> None:
    assert zhengce.rows(notice)[0] == {
        "measure_id": "1.1",
        "deadline_number": 1,
        "document_number": "松新管发〔2024〕9号",
        "domain_number": "一、",
        "domain": "食堂",
        "number": "1.",
        "title": "建好社区食堂",
        "lead_units": "民政局",
        "responsible_units": None,
        "supporting_units": "财政局、柳岸街道",
        "open_ended": True,
        "text": "1.建好社区食堂。6月底前，建成3家；每月5日前，公示菜价。",
        "kind": "by",
        "deadline": "6月底前",
        "start": None,
        "due": dt.date(2024, 6, 30),
        "event": None,
        "amount": None,
        "recurrence": None,
        "convention": None,
        "task": "建成3家",
        "targets": "3家、95%以上",
        "measure_start": 0,
        "measure_end": 30,
        "deadline_start": 10,
        "deadline_end": 14,
    }


def test_there_is_one_row_a_measure_and_limit_in_text_order(notice: Notice) -> None:
    found = [
        (row["measure_id"], row["deadline_number"], row["deadline"], row["amount"]) for row in zhengce.rows(notice)
    ]
    assert found == [
        ("1.1", 1, "6月底前", None),
        ("1.1", 2, "每月5日前", None),
        ("1.1.1", 1, "验收后3个工作日内", "3 working_day"),
        ("2.1", None, None, None),
    ]


def test_values_are_plain_and_of_the_type_that_their_column_says(notice: Notice) -> None:
    for row in [*zhengce.rows(notice), *zhengce.rows(zhengce.sample())]:
        assert list(row) == [column.name for column in COLUMNS]
        for column in COLUMNS:
            value = row[column.name]
            assert value is None or type(value) is column.type, column.name
            assert value != "", column.name
            assert value is not None or not column.required, column.name


def test_spans_lead_back_to_the_original() -> None:
    notice = zhengce.sample()
    limits = {(m.id, n): d for m in notice.measures for n, d in enumerate(m.deadlines, 1)}
    for row in zhengce.rows(notice):
        deadline = limits.get((row["measure_id"], row["deadline_number"]))
        if deadline and deadline.span:
            assert (row["deadline_start"], row["deadline_end"]) == (deadline.span.start, deadline.span.end)
            assert row["due"] == deadline.due


def test_columns_are_described_in_both_languages() -> None:
    assert len({column.name for column in COLUMNS}) == len({column.header for column in COLUMNS}) == len(COLUMNS)
    for column in COLUMNS:
        assert column.description.endswith("."), column.name
        assert column.description_zh.endswith("。"), column.name


def test_the_real_notice_has_a_row_for_every_measure_and_limit(corpus: Path) -> None:
    notice = zhengce.read(corpus / "docs" / "dongying_2023_10.md")
    table = zhengce.rows(notice)
    assert len({row["measure_id"] for row in table}) == len(notice.measures) == 144
    assert sum(row["deadline"] is not None for row in table) == sum(len(m.deadlines) for m in notice.measures)
