"""The analysis of a notice: placed deadlines, fields in their text, loads, stages."""

from __future__ import annotations

import attrs
import pytest
from click.testing import CliRunner

import zhengce
from zhengce.analysis.fields import placed_fields
from zhengce.analysis.load import loads
from zhengce.analysis.placed import parts, placed_deadlines
from zhengce.analysis.stages import stages
from zhengce.cli.commands import app
from zhengce.model import Citation, Deadline, Domain, Measure, Notice, Unit
from zhengce.views import figures

NOTICE = """\
松新管发〔2024〕9号
松溪新城管理委员会关于印发便民服务提升行动方案的通知
2024年3月18日
一、工作要求
（一）加强调度。办公室每月25日前通报进度。
二、社区食堂
（领域牵头单位：商务局）
4月底前启动。
1.建好社区食堂。民政局要带头。6月底前，建成食堂3家；9月10日前，公布菜单。（牵头单位：民政局；责任单位：柳岸街道、民政局）
2.公开食堂菜价。（牵头单位：市场局、民政局）
"""


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.parse(NOTICE)


# --- deadlines in their places -----------------------------------------------


def test_every_deadline_is_placed_once(notice: Notice) -> None:
    placed = list(placed_deadlines(notice))
    assert [(each.title, each.domain and each.domain.name, each.number, each.deadline.text) for each in placed] == [
        ("加强调度", None, 1, "每月25日前"),
        ("", "社区食堂", 1, "4月底前"),
        ("建好社区食堂", "社区食堂", 1, "6月底前"),
        ("建好社区食堂", "社区食堂", 2, "9月10日前"),
    ]
    assert [each.measure.id for each in placed if each.measure] == ["1.1", "1.1"]
    assert {each.deadline for each in placed} == set(notice.deadlines)


def test_many_notices_have_their_deadlines_one_behind_the_other(notice: Notice) -> None:
    assert [each.deadline.text for each in placed_deadlines([notice, notice])] == 2 * [
        each.deadline.text for each in placed_deadlines(notice)
    ]


LEAD, WORK, HELP, HEAD = (Unit(name=name) for name in ("民政局", "白石镇", "柳岸街道", "商务局"))


@pytest.mark.parametrize(
    ("measure", "owners"),
    [
        (Measure(title="办", lead_units=[LEAD], responsible_units=[WORK], supporting_units=[HELP]), (LEAD,)),
        (Measure(title="办", responsible_units=[WORK], supporting_units=[HELP]), (WORK,)),
        (Measure(title="办", supporting_units=[HELP]), (HEAD,)),
        (Measure(title="办"), (HEAD,)),
    ],
)
def test_every_time_limit_has_an_owner(measure: Measure, owners: tuple[Unit, ...]) -> None:
    limit = Deadline(text="6月底前", kind="by")
    home = Domain(name="社区食堂", lead_units=[HEAD], measures=[attrs.evolve(measure, deadlines=[limit])])
    (found,) = placed_deadlines(Notice(domains=[home]))
    assert found.owners == owners
    assert set(found.units) == {*owners, *measure.units}


LONG = Measure(
    title="办好" * 100,
    text="6月底前办好。" * 200,
    lead_units=[Unit(name=f"第{i}居委会") for i in range(30)],
    deadlines=[Deadline(text="6月底前", kind="by")] * 200,
)


def test_a_long_measure_is_shortened_in_its_later_rows() -> None:
    notice = Notice(domains=[Domain(name="社区", measures=[LONG])])
    placed = list(placed_deadlines(notice))
    full = [each for each in placed if each.part is LONG]
    cut = placed[len(full) :]
    assert 50 < len(full) < 100
    assert [each.number for each in placed] == list(range(1, 201))
    assert {len(each.title) for each in cut} == {101}
    assert {len(each.owners) for each in cut} == {20}
    assert all(each.measure and each.measure.open_ended for each in cut)
    titles = [row["title"] for row in zhengce.rows(notice)]
    assert titles == [LONG.title] * len(full) + [f"{LONG.title[:100]}…"] * len(cut)


def test_rows_of_real_notices_are_never_shortened() -> None:
    measure = attrs.evolve(LONG, text="6月底前办好。" * 150, deadlines=LONG.deadlines[:50])
    assert all(
        each.part is measure for each in placed_deadlines(Notice(domains=[Domain(name="社区", measures=[measure])]))
    )


# --- two who must say the same ---------------------------------------------------


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("6月底前建成", True),
        ("10月份集中检查", True),
        ("许可期届满30日前提出延续", False),
        ("自印发之日起30日内报备", False),
        ("2月30日前建成", False),
        ("2024年6月底前建成", False),
    ],
)
def test_the_command_and_the_rule_say_the_same_of_a_year(words: str, lacks: bool) -> None:  # noqa: FBT001
    text = f"关于优化服务的通知\n一、优化服务\n1.开通专窗。{words}。（牵头单位：综合服务局）"
    shown = CliRunner().invoke(app, ["show", "-"], input=text.encode()).stdout
    found = zhengce.check(zhengce.parse(text), select=["ZC309"])
    assert ("no year known" in shown, len(found) > 0) == (lacks, lacks)


@pytest.mark.parametrize(
    ("words", "falls_back", "rows"),
    [
        ("6月底前，完成率达到75%；9月底前，完成率达到40%。", True, 2),
        ("6月底前完成率达到75%，9月底前达到40%。", True, 2),
        ("6月底前，完成率达到40%；9月底前，完成率达到75%。", False, 2),
        ("6月底前完成选址。完成率达到75%；9月底前建成。完成率达到40%。", False, 0),
        ("6月底前启动，每季度完成率达到75%；9月底前复查，每季度完成率达到40%。", False, 0),
        ("6月底前每户给予补贴75元；9月底前每户给予补贴40元。", False, 2),
    ],
)
def test_a_rule_finds_a_step_back_in_the_stages_that_a_chart_draws(words: str, falls_back: bool, rows: int) -> None:  # noqa: FBT001
    text = f"关于印发2024年工作要点的通知\n一、优化服务\n1.开通专窗。{words}（牵头单位：综合服务局）"
    notice = zhengce.parse(text)
    assert bool(zhengce.check(notice, select=["ZC402"])) == falls_back
    assert len(figures.stages(notice)) == rows


def test_a_share_of_what_is_completed_is_called_by_its_whole_name() -> None:
    notice = zhengce.parse("2024年要点\n1.办。6月底前完成率达到40%，9月底前完成80%。（民政局牵头）")
    assert [[stage.quantity for stage in series] for series in stages(notice.measures[0])] == [["完成率", ""]]


# --- fields in their text -----------------------------------------------------------


def test_a_unit_is_marked_in_its_clause_and_not_where_its_name_stands_before(notice: Notice) -> None:
    measure = notice.measures[0]
    found = [(each.kind, each.words, measure.text[: each.start].count("民政局")) for each in placed_fields(measure)]
    assert found == [
        ("deadline", "6月底前", 1),
        ("target", "3家", 1),
        ("deadline", "9月10日前", 1),
        ("lead", "民政局", 1),
        ("responsible", "柳岸街道", 2),
        ("responsible", "民政局", 2),
    ]
    assert all(measure.text.startswith(each.words, each.start) for each in placed_fields(measure))


def test_every_field_of_a_document_is_found_in_its_text(notice: Notice) -> None:
    for each in (notice, zhengce.sample()):
        for part, _ in parts(each):
            for placed in placed_fields(part):
                assert part.text.startswith(placed.words, placed.start)


def test_fields_named_elsewhere_have_no_place() -> None:
    carried = "以下各项工作均需各街道落实，不再单独列出"
    notice = zhengce.parse(
        f"一、食堂\n1.建好食堂。（责任单位：民政局、各街道；{carried}）\n2.告知各街道，公开菜价。（责任单位：市场局）"
    )
    found = [(each.words, each.start) for each in placed_fields(notice.measures[1])]
    assert found == [("各街道", -1), ("市场局", 19)]


def test_what_is_built_by_hand_is_placed_where_nothing_else_stands() -> None:
    measure = Measure(
        title="办",
        text="按《民政局公约》，6月底前、6月底前办好。（市民政局、民政局、税务局）",
        lead_units=[Unit(name="民政局")],
        responsible_units=[Unit(name="市民政局"), Unit(name="公安局")],
        deadlines=[Deadline(text="6月底前", kind="by")] * 3,
        citations=[Citation(title="民政局公约")],
    )
    found = [(each.words, each.start) for each in placed_fields(measure)]
    assert found == [
        ("6月底前", -1),
        ("公安局", -1),
        ("《民政局公约》", 1),
        ("6月底前", 9),
        ("6月底前", 14),
        ("市民政局", 22),
        ("民政局", 27),
    ]


# --- loads ------------------------------------------------------------------------------


def test_a_unit_is_counted_once_in_each_role_and_once_in_all(notice: Notice) -> None:
    found = {load.unit.name: load for load in loads(notice)}
    assert list(found) == ["商务局", "民政局", "柳岸街道", "市场局"]
    assert dict(found["民政局"].counts) == {"lead": 2, "responsible": 1}
    assert (found["民政局"].measures, found["民政局"].total) == (2, 3)
    assert [str(day) for day in found["民政局"].days] == ["2024-06-30", "2024-09-10"]
    assert (found["商务局"].domains, found["商务局"].measures) == (1, 0)


def test_units_of_many_notices_are_counted_together(notice: Notice) -> None:
    assert [load.measures for load in loads([notice, notice])] == [2 * load.measures for load in loads(notice)]


# --- what a text that was made to do harm might repeat ------------------------------------


def test_a_paragraph_that_is_too_long_for_a_heading_heads_nothing() -> None:
    long = "优化营商环境" * 40
    notice = zhengce.parse(f"一、{long}\n（一）食堂\n1.建好食堂。（牵头单位：民政局）\n")
    assert [(domain.name, domain.path) for domain in notice.domains] == [("食堂", ())]
    assert any(long in section.text for section in notice.sections)
