"""The figures of charts, from one notice and from several."""

from __future__ import annotations

from collections import Counter

import pytest

import zhengce
from zhengce.model import Domain, Measure, Notice, Unit
from zhengce.views.figures import By, cooperation, load, months, stages, timeline

NOTICE = """\
松新管发〔2024〕9号
松溪新城管理委员会关于印发便民服务提升行动方案的通知
2024年3月18日
一、社区食堂（领域牵头单位：商务局）
1.建好社区食堂。6月底前，建成食堂3家；2025年1月底前，建成5家。（牵头单位：民政局；责任单位：柳岸街道、白石镇）
2.公开食堂菜价。每月5日前公示菜价；10月份集中检查。（牵头单位：市场局、民政局；配合单位：白石镇）
二、社区医疗
3.延长门诊时间。6月20日前公布时间。（责任单位：白石镇）
"""
OTHER = """\
松新管发〔2025〕2号
松溪新城管理委员会关于印发市容提升行动方案的通知
2025年1月6日
一、社区食堂
1.清运餐厨垃圾。6月底前完成。（牵头单位：城管局；责任单位：白石镇）
"""


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.parse(NOTICE)


@pytest.fixture(scope="module")
def other() -> Notice:
    return zhengce.parse(OTHER)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "domain",
            [
                ("社区食堂", "2024-06", 1, "1.1"),
                ("社区食堂", "2025-01", 1, "1.1"),
                ("社区食堂", "2024-10", 1, "1.2"),
                ("社区医疗", "2024-06", 1, "2.1"),
            ],
        ),
        (
            "unit",
            [
                ("民政局", "2024-06", 1, "1.1"),
                ("民政局", "2025-01", 1, "1.1"),
                ("市场局", "2024-10", 1, "1.2"),
                ("民政局", "2024-10", 1, "1.2"),
                ("白石镇", "2024-06", 1, "2.1"),
            ],
        ),
        (
            "notice",
            [
                ("松新管发〔2024〕9号", "2024-06", 2, "1.1、2.1"),
                ("松新管发〔2024〕9号", "2025-01", 1, "1.1"),
                ("松新管发〔2024〕9号", "2024-10", 1, "1.2"),
            ],
        ),
    ],
)
def test_limits_are_counted_by_month(notice: Notice, by: By, expected: list[tuple[object, ...]]) -> None:
    assert [tuple(row.values()) for row in months(notice, by)] == expected


def test_domains_of_one_name_are_one_across_notices(notice: Notice, other: Notice) -> None:
    rows = {(row["row"], row["month"]): row["count"] for row in months([notice, other, other])}
    assert rows["社区食堂", "2024-06"] == 1
    assert rows["社区食堂", "2025-06"] == 2


def test_a_timeline_has_every_limit_of_a_measure_that_has_a_day(notice: Notice) -> None:
    rows = timeline(notice)
    assert [(row["measure"], row["start"], row["due"], row["units"]) for row in rows] == [
        ("1.1", "2024-06-30", "2024-06-30", "民政局"),
        ("1.1", "2025-01-31", "2025-01-31", "民政局"),
        ("1.2", "2024-10-01", "2024-10-31", "市场局、民政局"),
        ("2.1", "2024-06-20", "2024-06-20", "白石镇"),
    ]


def test_a_unit_is_counted_once_a_measure_and_role(notice: Notice) -> None:
    assert [tuple(row.values()) for row in load(notice)] == [
        ("白石镇", "responsible", 2, 3),
        ("白石镇", "supporting", 1, 3),
        ("民政局", "lead", 2, 2),
        ("市场局", "lead", 1, 1),
        ("柳岸街道", "responsible", 1, 1),
    ]


def test_units_that_a_measure_names_together_work_together(notice: Notice, other: Notice) -> None:
    units, pairs = cooperation([notice, other])
    together = {frozenset((pair["a"], pair["b"])): pair["count"] for pair in pairs}
    assert units[0] == {"unit": "白石镇", "count": 4}
    assert together == {
        frozenset(("民政局", "白石镇")): 2,
        frozenset(("民政局", "柳岸街道")): 1,
        frozenset(("柳岸街道", "白石镇")): 1,
        frozenset(("市场局", "民政局")): 1,
        frozenset(("市场局", "白石镇")): 1,
        frozenset(("城管局", "白石镇")): 1,
    }


# --- stages ----------------------------------------------------------------

STAGES = [
    ("6月底前，办结率不低于40%；9月底前，75%以上。", [("办结率", "06-30", 40), ("办结率", "09-30", 75)]),
    (
        "6月底前，窗口办结率达到40%；9月底前，办结率达到75%。",
        [("窗口办结率", "06-30", 40), ("窗口办结率", "09-30", 75)],
    ),
    ("6月底前办结率达到40%，9月底前达到75%。", [("办结率", "06-30", 40), ("办结率", "09-30", 75)]),
    ("6月底前，建成食堂3-5家；9月底前，建成食堂6家。", [("建成食堂", "06-30", 4), ("建成食堂", "09-30", 6)]),
    (
        "6月底前，满意率达到80%，办结率达到40%；9月底前，办结率达到75%，满意率达到90%。",
        [("满意率", "06-30", 80), ("满意率", "09-30", 90), ("办结率", "06-30", 40), ("办结率", "09-30", 75)],
    ),
]
NONE = [
    "6月底前，入库企业达到20家；9月底前，过会企业1家。",
    "6月底前，办结率不低于40%；9月底前，接件5件。",
    "6月底前，办结率不低于40%，办结率争取达到50%。",
    "办结率原为40%。9月底前，办结率不低于75%。",
    "6月底前，办结率不低于40%。另有办结率75%的要求。",
]


@pytest.mark.parametrize(("words", "expected"), STAGES)
def test_targets_of_one_quantity_are_stages(words: str, expected: list[tuple[str, str, float]]) -> None:
    notice = zhengce.parse(f"1.加快办结。{words}（牵头单位：民政局）", reference_date=zhengce.parse(NOTICE).issue_date)
    assert [(row["quantity"], row["due"], row["value"]) for row in stages(notice)] == [
        (quantity, f"2024-{day}", value) for quantity, day, value in expected
    ]


@pytest.mark.parametrize("words", NONE)
def test_targets_of_different_quantities_are_no_stages(words: str) -> None:
    notice = zhengce.parse(f"1.加快办结。{words}（牵头单位：民政局）", reference_date=zhengce.parse(NOTICE).issue_date)
    assert stages(notice) == []


def test_counts_add_up() -> None:
    notice = zhengce.sample()
    dated = [limit for limit in notice.deadlines if limit.due]
    outside = [d for top in notice.sections for section in top.walk() for d in section.deadlines if d.due]
    assert sum(row["count"] for row in months(notice, "notice")) == len(dated)
    assert sum(row["count"] for row in months(notice)) == len(dated) - len(outside) == len(timeline(notice))
    named = Counter(unit.name for measure in notice.measures for unit in dict.fromkeys(measure.units))
    assert {row["unit"]: row["total"] for row in load(notice)} == named


def test_a_measure_with_very_many_units_is_no_cooperation() -> None:
    named = [Unit(name=f"第{i}居委会") for i in range(101)]
    few, many = Measure(title="办", responsible_units=named[:3]), Measure(title="办", responsible_units=named)
    units, pairs = cooperation(Notice(domains=[Domain(name="社区", measures=[few, many])]))
    assert len(units) == 101
    assert [pair["count"] for pair in pairs] == [1, 1, 1]


def test_an_empty_notice_has_nothing_to_count() -> None:
    notice = Notice()
    assert [*months(notice), *timeline(notice), *load(notice), *stages(notice)] == []
    assert cooperation(notice) == ([], [])
