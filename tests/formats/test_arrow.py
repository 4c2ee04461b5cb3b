"""Arrow and Parquet: typed tables that data tools accept directly."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

import zhengce
from zhengce import Domain, FormatError, Measure, MissingExtraError, Notice, Section, Target
from zhengce.formats import structure

from ..full import FULL

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(path for path in (ROOT / "tests/cases/reading").iterdir() if path.suffix in (".md", ".txt"))
UNITS = ("lead_units", "responsible_units", "supporting_units")


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.sample()


# --- a row for each measure and time limit -----------------------------------------


def test_a_table_has_the_rows_in_their_order(notice: Notice) -> None:
    table = zhengce.table(notice)
    table.validate(full=True)
    assert table.column_names == ["notice", *zhengce.rows(notice)[0]]
    for row, expected in zip(table.to_pylist(), zhengce.rows(notice), strict=True):
        assert (row.pop("notice"), row["file"]) == (0, "sample.md")
        assert row == expected | {name: (expected[name] or "").split("、") if expected[name] else [] for name in UNITS}


def test_its_columns_are_typed(notice: Notice) -> None:
    schema = zhengce.table(notice).schema
    term = pa.dictionary(pa.int32(), pa.string())
    types = {name: schema.field(name).type for name in schema.names}
    assert types["due"] == types["start"] == pa.date32()
    assert types["kind"] == types["convention"] == types["file"] == term
    assert [types[name].value_type for name in UNITS] == [term] * 3
    assert types["open_ended"] == pa.bool_()
    assert types["deadline_start"] == pa.int64()
    assert not schema.field("title").nullable
    assert schema.field("due").metadata[b"header"].decode() == "完成时限"
    assert schema.metadata == {b"schema": b"zhengce/2"}


def test_many_notices_make_one_table(notice: Notice) -> None:
    empty = Notice(title="没有措施")
    table = zhengce.table(each for each in (notice, empty, FULL))
    assert set(table["notice"].to_pylist()) == {0, 2}
    assert table.num_rows == len(zhengce.rows(notice)) + len(zhengce.rows(FULL))
    assert set(table["file"].to_pylist()) == {"sample.md", "notice.docx"}


@pytest.mark.parametrize("nested", [False, True])
def test_no_notice_makes_an_empty_table_of_the_same_columns(notice: Notice, *, nested: bool) -> None:
    assert zhengce.table([], nested=nested).num_rows == 0
    assert zhengce.table([], nested=nested).schema == zhengce.table(notice, nested=nested).schema


# --- a row for each notice ----------------------------------------------------------


def tree(records: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return records that have a level as nested records."""
    top: list[dict[str, Any]] = []
    open_: list[list[dict[str, Any]]] = [top]
    for record in records:
        level = record.pop("level")
        record[name] = []
        open_[level:] = [open_[level]]
        open_[level].append(record)
        open_.append(record[name])
    return top


def rebuilt(row: dict[str, Any]) -> Notice:
    """Return the notice of a row of the nested table."""

    def texts(value: Any) -> Any:
        match value:
            case dict():
                return {key: texts(held) for key, held in value.items()}
            case list():
                return [texts(held) for held in value]
            case Decimal():
                return f"{value:f}"
            case dt.date():
                return value.isoformat()
            case _:
                return value

    row["sections"] = tree(row["sections"], "sections")
    for domain in row["domains"]:
        domain["measures"] = tree(domain["measures"], "measures")
    return structure.structure({"schema": "zhengce/2", **texts(row)})


def assert_all_there(notice: Notice, row: dict[str, Any]) -> None:
    again = rebuilt(row)
    assert again == notice
    assert structure.unstructure(again)["source"] == structure.unstructure(notice)["source"]
    assert [m.span for m in again.measures] == [m.span for m in notice.measures]
    assert [d.span for d in again.deadlines] == [d.span for d in notice.deadlines]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_nested_table_holds_all_of_every_case(path: Path) -> None:
    notice = zhengce.read(path)
    table = zhengce.table(notice, nested=True)
    table.validate(full=True)
    (row,) = table.to_pylist()
    assert_all_there(notice, row)


def test_a_nested_table_holds_all_of_every_real_document(corpus: Path) -> None:
    notices = [zhengce.read(path) for path in sorted((corpus / "docs").iterdir())]
    table = zhengce.table(notices, nested=True)
    table.validate(full=True)
    for notice, row in zip(notices, table.to_pylist(), strict=True):
        assert_all_there(notice, row)
    assert zhengce.table(notices).num_rows == sum(len(zhengce.rows(notice)) for notice in notices)


def test_a_nested_table_holds_every_field() -> None:
    measure = attrs.evolve(
        FULL.measures[0], measures=(Measure(title="甲", measures=(Measure(title="乙"),)), FULL.measures[1])
    )
    notice = attrs.evolve(FULL, domains=(attrs.evolve(FULL.domains[0], measures=(measure, measure)), *FULL.domains))
    (row,) = zhengce.table(notice, nested=True).to_pylist()
    assert [held["level"] for held in row["domains"][0]["measures"]] == [0, 1, 2, 1, 0, 1, 2, 1]
    assert_all_there(notice, row)


def test_nested_columns_are_typed() -> None:
    schema = zhengce.table(FULL, nested=True).schema
    deadline = (
        schema.field("domains").type.value_type.field("measures").type.value_type.field("deadlines").type.value_type
    )
    assert schema.field("issue_date").type == deadline.field("due").type == pa.date32()
    assert deadline.field("kind").type == pa.dictionary(pa.int32(), pa.string())
    unit = schema.field("domains").type.value_type.field("lead_units").type.value_type
    assert unit.field("name").type == pa.dictionary(pa.int32(), pa.string())
    target = schema.field("sections").type.value_type.field("targets").type.value_type
    assert target.field("value").type == pa.decimal128(38, 9)


# --- other tools -----------------------------------------------------------------------


@pytest.mark.parametrize("nested", [False, True])
def test_polars_takes_it_as_it_is(notice: Notice, *, nested: bool) -> None:
    table = zhengce.table([notice, FULL], nested=nested)
    frame = pl.DataFrame(table)  # by __arrow_c_stream__
    assert frame.rows(named=True) == pl.from_arrow(table).rows(named=True)
    assert frame.height == table.num_rows
    days = frame["issue_date" if nested else "due"]
    assert days.dtype == pl.Date
    assert days.to_list() == table["issue_date" if nested else "due"].to_pylist()


def test_pandas_takes_it_as_it_is(notice: Notice) -> None:
    frame = zhengce.table(notice).to_pandas(types_mapper=pd.ArrowDtype)
    due = frame[frame["measure_id"] == "1.1"]["due"]
    assert due.astype(str).tolist() == ["2024-06-30", "2024-09-30"]
    assert frame.explode("lead_units")["lead_units"].value_counts()["政务服务局"] > 5


def test_duckdb_takes_it_as_it_is(notice: Notice) -> None:
    limits = zhengce.table(notice)
    nested = zhengce.table(notice, nested=True)
    by_unit = "select unit, count(*) from (select unnest(lead_units) as unit from limits) group by unit"
    counted = dict(duckdb.sql(by_unit).fetchall())
    expected = [unit for row in limits.to_pylist() for unit in row["lead_units"]]
    assert counted == {unit: expected.count(unit) for unit in expected}
    names = "select d.name from (select unnest(domains) as d from nested)"
    assert [name for (name,) in duckdb.sql(names).fetchall()] == [domain.name for domain in notice.domains]
    del limits, nested  # DuckDB found them by their names


# --- files -----------------------------------------------------------------------------

READ: dict[str, Callable[[bytes], pa.Table]] = {
    ".parquet": lambda content: pa.parquet.read_table(io.BytesIO(content)),
    ".arrow": lambda content: pa.ipc.open_file(content).read_all(),
    ".feather": lambda content: pa.feather.read_table(io.BytesIO(content)),
}
FRAMES: dict[str, Callable[[Path], pl.DataFrame]] = {
    ".parquet": pl.read_parquet,
    ".arrow": pl.read_ipc,
    ".feather": pl.read_ipc,
}


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("suffix", READ)
def test_what_is_written_is_read_back(suffix: str, notice: Notice, tmp_path: Path, *, nested: bool) -> None:
    path = tmp_path / f"notice{suffix}"
    zhengce.write(notice, path, nested=nested)
    table = zhengce.table(notice, nested=nested)
    again = READ[suffix](path.read_bytes())
    assert again.to_pylist() == table.to_pylist()
    assert FRAMES[suffix](path).rows(named=True) == pl.DataFrame(table).rows(named=True)


def test_a_cell_is_data_and_no_formula(tmp_path: Path) -> None:
    odd = "=HYPERLINK(1)"
    notice = Notice(domains=(Domain(name=odd, measures=(Measure(title=odd),)),))
    zhengce.write(notice, tmp_path / "notice.parquet")
    assert pl.read_parquet(tmp_path / "notice.parquet")["title"].to_list() == [odd]


@pytest.mark.parametrize("suffix", READ)
def test_without_the_extra_it_says_what_to_install(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("zhengce.formats.arrow", "zhengce.formats.parquet"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'zhengce\[arrow\]'"):
        zhengce.write(FULL, tmp_path / f"notice{suffix}")


def test_without_the_extra_the_other_names_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "zhengce.formats.arrow", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert all(getattr(zhengce, name) for name in zhengce.__all__)
    with pytest.raises(MissingExtraError, match=r"pip install 'zhengce\[arrow\]'"):
        zhengce.table(FULL)


# --- what no column can hold --------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("1.20", "1.2"),
        ("-0.123456789", "-0.123456789"),
        ("0.1234567891", "0.123456789"),
        ("0.99999999999", "1"),
        ("1E+27", "1E+27"),
        ("9" * 28, "9" * 28),
        ("1E+28", None),
        ("9" * 40, None),
    ],
)
def test_numbers_beyond_decimal128_are_rounded_or_null(value: str, held: str | None) -> None:
    notice = Notice(sections=(Section(targets=(Target(text="甲", value=Decimal(value)),)),))
    (row,) = zhengce.table(notice, nested=True).to_pylist()
    assert row["sections"][0]["targets"][0]["value"] == (None if held is None else Decimal(held))


def test_odd_text_and_serial_numbers_fit_into_a_table() -> None:
    number = zhengce.DocumentNumber(authority_code="\ud800", year=2023, serial=10**30)
    measure = Measure(title="甲\udfff", lead_units=(zhengce.Unit(name="乙\ud800"),))
    notice = Notice(title="\ud800", document_number=number, domains=(Domain(name="丙", measures=(measure,)),))
    (row,) = zhengce.table(notice).to_pylist()
    assert (row["title"], row["lead_units"]) == ("甲\ufffd", ["乙\ufffd"])
    (row,) = zhengce.table(notice, nested=True).to_pylist()
    assert row["document_number"]["serial"] == 2**63 - 1


@pytest.mark.parametrize("nested", [False, True])
def test_a_tree_too_deep_is_refused(*, nested: bool) -> None:
    measure = Measure(title="甲")
    for _ in range(10_000):
        measure = Measure(title="甲", measures=(measure,))
    with pytest.raises(FormatError, match="nested more than 100 deep"):
        zhengce.table(Notice(domains=(Domain(name="甲", measures=(measure,)),)), nested=nested)
