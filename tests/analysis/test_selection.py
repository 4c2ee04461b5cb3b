"""Selections: what concerns a unit, a domain or a month, in every table and file alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce import Notice, UnknownNameError
from zhengce.analysis.load import loads
from zhengce.analysis.selection import selected

TEXT = """\
松新管发〔2024〕9号
松溪新城管理委员会关于印发便民服务提升行动方案的通知
2024年3月18日
一、工作要求
（一）加强调度。办公室9月25日前通报进度。
二、社区食堂（领域牵头单位：民政局）
1.建好社区食堂。6月底前，建成食堂3家；9月10日前，公布菜单。（牵头单位：市场局；责任单位：白石镇）
2.公开食堂菜价。每月5日前公示菜价。（配合单位：柳岸街道）
三、便民驿站（领域牵头单位：城管局）
1.布好驿站。9月底前完成。（责任单位：白石镇、财政局）
"""
OTHER = TEXT.replace("松溪", "云州").replace("松新", "云新").replace("白石镇", "青石镇")


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.parse(TEXT, name="松溪.md")


def ids(notices: Any, **options: Any) -> list[str]:
    return [measure.id for notice in selected(notices, **options) for measure in notice.measures]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"unit": "白石镇"}, ["1.1", "2.1"]),
        ({"unit": "柳岸街道"}, ["1.2"]),
        ({"unit": "民政局"}, ["1.2"]),  # it leads the domain, and 1.2 names nobody in charge
        ({"unit": "城管局"}, []),  # it leads the domain, and 2.1 names who is in charge
        ({"domain": "便民驿站"}, ["2.1"]),
        ({"month": "2024-06"}, ["1.1", "1.2"]),
        ({"month": "2024-09"}, ["1.1", "1.2", "2.1"]),
        ({"month": "2024-09-30"}, ["2.1"]),
        ({"month": "2024-09", "unit": "白石镇", "domain": "社区食堂"}, ["1.1"]),
        ({"month": "2031-01", "unit": "白石镇"}, []),
        ({}, ["1.1", "1.2", "2.1"]),
    ],
)
def test_only_what_is_asked_for_is_left(notice: Notice, options: dict[str, str], expected: list[str]) -> None:
    assert ids(notice, **options) == expected


def test_the_head_stays_and_the_time_limits_of_other_months_go(notice: Notice) -> None:
    (september,) = selected(notice, month="2024-09")
    assert (september.title, september.document_number) == (notice.title, notice.document_number)
    assert [limit.text for limit in september.measures[0].deadlines] == ["9月10日前"]
    assert [limit.text for limit in september.deadlines] == ["9月25日前", "9月10日前", "每月5日前", "9月底前"]
    assert not selected(notice, unit="白石镇")[0].sections


@pytest.mark.parametrize("options", [{"unit": "白石镇"}, {"domain": "社区食堂"}, {"month": "2024-09"}], ids=str)
def test_rows_tables_and_agendas_show_the_same(notice: Notice, options: dict[str, Any]) -> None:
    rows = zhengce.rows(notice, **options)
    assert [row["measure_id"] for row in rows] == zhengce.table(notice, **options)["measure_id"].to_pylist()
    assert list(dict.fromkeys(row["measure_id"] for row in rows)) == ids(notice, **options)
    rest = {name: value for name, value in options.items() if name != "month"}
    due = [row["measure_id"] for row in zhengce.agenda(notice, "2024-09", **rest) if row["measure_id"]]
    assert set(due) == set(ids(notice, **{**options, "month": "2024-09"}))


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".yaml", ".csv", ".ics", ".xlsx", ".parquet", ".arrow", ".xml"])
def test_every_file_is_narrowed(notice: Notice, tmp_path: Path, suffix: str) -> None:
    whole, narrow = tmp_path / f"whole{suffix}", tmp_path / f"narrow{suffix}"
    zhengce.write(notice, whole)
    zhengce.write(notice, narrow, unit="白石镇", month="2024-06")
    assert narrow.stat().st_size < whole.stat().st_size
    if suffix in (".json", ".yaml"):
        assert zhengce.read(narrow) == selected(notice, unit="白石镇", month="2024-06")[0]


def test_an_unknown_name_is_an_error_with_those_that_may_be_meant(notice: Notice, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        zhengce.write(notice, tmp_path / "a.csv", unit="白石")
    assert (caught.value.kind, caught.value.near) == ("unit", ["白石镇"])
    assert str(caught.value) == "no unit has the name '白石'; did you mean 白石镇?"
    with pytest.raises(UnknownNameError, match=r"no domain has the name '社区食品'; did you mean 社区食堂\?"):
        zhengce.rows(notice, domain="社区食品")
    with pytest.raises(UnknownNameError, match=r"no unit has the name '乙'; there are 民政局、.*…$"):
        zhengce.rows([notice, notice], unit="乙")
    with pytest.raises(UnknownNameError, match=r"no unit has the name 5; there are "):
        zhengce.rows(notice, unit=5)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_unit_of_one_notice_may_be_unknown_to_another(notice: Notice) -> None:
    assert [row["file"] for row in zhengce.rows([notice, zhengce.parse(OTHER)], unit="白石镇")] == ["松溪.md"] * 3


def test_units_of_the_same_name_in_two_places_are_two(notice: Notice) -> None:
    other = zhengce.parse(OTHER)
    assert [load.name for load in loads([notice, notice])] == [load.name for load in loads(notice)]
    apart = {load.name: load.measures for load in loads([notice, other])}
    assert apart["财政局（松溪新城管理委员会）"] == apart["财政局（云州新城管理委员会）"] == 1
    assert {load.unit.name for load in loads([notice, other])} >= {"财政局", "青石镇"}
