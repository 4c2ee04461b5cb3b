"""The words of the field: what a new row changes for whoever reads a notice."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.files.tables import join
from zhengce.lexicon import OFFICES, OfficeTag

OFFICES_SIDE_BY_SIDE = [
    ("县档案馆", "县税务局"),
    ("县总工会", "县妇联"),
    ("市气象台", "市水务局"),
    ("市残联", "市红十字会"),
    ("市科协", "市融媒体中心"),
    ("云溪海关", "市工商联"),
    ("县消防救援大队", "县供销社"),
]


@pytest.mark.parametrize("offices", OFFICES_SIDE_BY_SIDE)
def test_offices_on_lines_of_their_own_in_a_cell_are_two(offices: tuple[str, str]) -> None:
    assert join(offices) == "、".join(offices)


@pytest.mark.parametrize("offices", OFFICES_SIDE_BY_SIDE)
@pytest.mark.parametrize("between", [" ", "和", "及", "、"])
def test_offices_in_a_clause_are_two(offices: tuple[str, str], between: str) -> None:
    notice = zhengce.parse(f"一、任务\n1.编印手册。（责任单位：{between.join(offices)}）")
    assert tuple(unit.name for unit in notice.measures[0].responsible_units) == offices


def test_lines_of_one_name_stay_one() -> None:
    assert join(["市住房和城乡", "建设局"]) == "市住房和城乡建设局"
    assert join(["开展巡查", "巡护"]) == "开展巡查巡护"


def test_no_ending_stands_twice() -> None:
    endings = [office.ending for office in OFFICES]
    assert len(set(endings)) == len(endings)
    assert OfficeTag.NONE in {office.tags for office in OFFICES}
