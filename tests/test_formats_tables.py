"""Tables: rows, CSV and the XLSX ledger, which are made of one definition of columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
import zhengce.formats.csv as csv_format
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
            Target(text="3家", value=Decimal(3), unit="家"),
            Target(text="95%以上", comparator=">=", value=Decimal(95), unit="%"),
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


# --- CSV --------------------------------------------------------------------


def table_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def as_written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def test_csv_holds_the_rows(notice: Notice, tmp_path: Path) -> None:
    for written in (notice, zhengce.sample()):
        zhengce.write(written, tmp_path / "ledger.csv")
        expected = [{name: as_written(value) for name, value in row.items()} for row in zhengce.rows(written)]
        assert table_of(tmp_path / "ledger.csv") == expected


@pytest.mark.parametrize(("options", "begins"), [({}, b"\xef\xbb\xbfmeasure_id,"), ({"bom": False}, b"measure_id,")])
def test_csv_begins_with_a_byte_order_mark_unless_told(
    notice: Notice, tmp_path: Path, options: dict[str, bool], begins: bytes
) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv", **options)
    assert (tmp_path / "ledger.csv").read_bytes().startswith(begins)


def test_its_schema_stands_beside_and_holds(notice: Notice, tmp_path: Path) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ledger.csv", "ledger.schema.json"]
    assert validate(tmp_path) == []
    zhengce.write(zhengce.sample(), tmp_path / "ledger.csv")
    assert validate(tmp_path) == []


def validate(folder: Path) -> list[tuple[object, ...]]:
    schema = frictionless.Schema.from_descriptor(json.loads((folder / "ledger.schema.json").read_text("utf-8")))
    table = frictionless.Resource(path="ledger.csv", basepath=str(folder), schema=schema, encoding="utf-8-sig")
    return [tuple(found) for found in table.validate().flatten(["rowNumber", "fieldName", "type"])]


MISTAKES = (
    ("2024-06-30", "六月底", (2, "due", "type-error")),
    ("true", "也许", (2, "open_ended", "type-error")),
    ("管好账目", "", (5, "title", "constraint-error")),
)


@pytest.mark.parametrize(("right", "wrong", "problem"), MISTAKES)
def test_its_schema_refuses_what_is_wrong(
    notice: Notice, tmp_path: Path, right: str, wrong: str, problem: tuple[object, ...]
) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv", bom=False)
    text = (tmp_path / "ledger.csv").read_text("utf-8")
    (tmp_path / "ledger.csv").write_text(text.replace(right, wrong, 1), "utf-8")
    assert validate(tmp_path) == [problem]


def test_its_schema_speaks_both_languages(notice: Notice, tmp_path: Path) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv")
    schema = json.loads((tmp_path / "ledger.schema.json").read_text("utf-8"))
    fields = {field["name"]: field for field in schema["fields"]}
    assert list(fields) == list(zhengce.rows(notice)[0])
    assert fields["due"]["type"] == "date"
    assert fields["due"]["title"] == "完成时限 due"
    assert "The last day" in fields["due"]["description"]
    assert "最后一天" in fields["due"]["description"]


@pytest.mark.parametrize("written", ["rows", "csv"])
def test_pandas_takes_it(notice: Notice, tmp_path: Path, written: str) -> None:
    if written == "csv":
        zhengce.write(notice, tmp_path / "ledger.csv")
        frame = pd.read_csv(tmp_path / "ledger.csv", dtype={"measure_id": str}, parse_dates=["due"])
    else:
        frame = pd.DataFrame(zhengce.rows(notice)).assign(due=lambda table: pd.to_datetime(table["due"]))
    assert list(frame["measure_id"]) == ["1.1", "1.1", "1.1.1", "2.1"]
    assert list(frame["due"].dropna()) == [pd.Timestamp(2024, 6, 30)]
    assert list(frame["open_ended"]) == [True, True, False, False]
    assert frame.loc[0, "supporting_units"] == "财政局、柳岸街道"


FORMULAS = ("=1+1", '=HYPERLINK("http://x","点我")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠甲")
TEXTS = ("1=1", "甲-乙", "a@b", "'甲", "满意度≥95%", '“甲”,"乙"\n丙', "甲\0乙")


@pytest.mark.parametrize("text", [*FORMULAS, *TEXTS])
def test_no_csv_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    measure = Measure(title=text, lead_units=[Unit(name=text)])
    zhengce.write(Notice(domains=[Domain(name=text, measures=[measure])]), tmp_path / "ledger.csv")
    (row,) = table_of(tmp_path / "ledger.csv")
    shown = "'" + text if text in FORMULAS else text
    assert (row["title"], row["lead_units"], row["domain"]) == (shown, shown, shown)


@given(st.text(st.characters(exclude_categories=()), min_size=1).filter(str.strip))
def test_csv_holds_any_text(text: str) -> None:
    notice = Notice(domains=[Domain(name="甲", measures=[Measure(title=text, text=text)])])
    content = csv_format.dumps(notice, bom=False).encode()
    (row,) = csv.DictReader(io.StringIO(content.decode(), newline=""))
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert row["title"].removeprefix("'") == expected.removeprefix("'")
    assert row["title"] == row["text"]


def test_a_notice_without_measures_has_a_header_alone() -> None:
    assert csv_format.dumps(Notice(), bom=False).count("\r\n") == 1
