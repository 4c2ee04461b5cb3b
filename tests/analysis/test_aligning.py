"""Aligning two levels: chains of plans written by hand, with what belongs together."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import zhengce
from zhengce.analysis.aligning import Aligned, Alignment
from zhengce.model import Notice

CHAINS = Path(__file__).resolve().parent.parent / "cases" / "align"
TOPICS = sorted({file.stem.partition("_")[0] for file in CHAINS.glob("*_*.md")})
STEPS = (("province", "city"), ("city", "zone"))
_LABELS = re.compile("(?: #[a-z][0-9]+)+$", re.MULTILINE)

Place = tuple[int, int]


def plan(topic: str, level: str) -> tuple[Notice, list[set[str]]]:
    """Return a plan, and for each of its measures the words that say what it is about."""
    text = (CHAINS / f"{topic}_{level}.md").read_text(encoding="utf-8")
    labels = [set(found[0].split()) for found in _LABELS.finditer(text)]
    notice = zhengce.parse(_LABELS.sub("", text), name=f"{topic}_{level}.md")
    assert len(notice.measures) == len(labels) == 40
    return notice, labels


def figures(topic: str, upper_level: str, lower_level: str) -> Counter[str]:
    (upper, ups), (lower, lows) = plan(topic, upper_level), plan(topic, lower_level)
    alignment = zhengce.align(upper, lower)
    gold = {(i, j) for i, one in enumerate(ups) for j, other in enumerate(lows) if one & other}
    rows, columns = Counter(i for i, _ in gold), Counter(j for _, j in gold)
    singles = {(i, j) for i, j in gold if rows[i] == columns[j] == 1}
    sure, doubtful = (places(alignment, pairs) for pairs in (alignment.pairs, alignment.doubtful))
    return Counter(
        gold=len(gold),
        sure=len(sure),
        wrong=len(sure - gold),
        singles=len(singles),
        found=len(singles & sure),
        false=len({(i, j) for i, j in sure - gold if rows[i] <= 1 and columns[j] <= 1}),
        parts=len(gold - singles),
        parts_found=len((gold - singles) & sure),
        doubtful=len(doubtful),
    )


def places(alignment: Alignment, pairs: tuple[Aligned, ...]) -> set[Place]:
    uppers, lowers = (
        {id(measure): number for number, measure in enumerate(notice.measures)}
        for notice in (alignment.upper, alignment.lower)
    )
    return {(uppers[id(pair.upper)], lowers[id(pair.lower)]) for pair in pairs}


def f1(found: int, false: int, wanted: int) -> float:
    return 2 * found / (found + false + wanted)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(("upper", "lower"), [*STEPS, ("province", "zone")])
def test_each_measure_finds_its_counterpart(topic: str, upper: str, lower: str) -> None:
    counts = figures(topic, upper, lower)
    assert f1(counts["found"], counts["false"], counts["singles"]) >= 0.9
    assert counts["doubtful"] <= 0.15 * 40


def test_hardly_any_pair_is_wrong_and_splits_are_found() -> None:
    total = sum((figures(topic, *step) for topic in TOPICS for step in STEPS), Counter[str]())
    assert total["wrong"] <= 0.01 * total["sure"]
    assert f1(total["parts_found"], 0, total["parts"]) >= 0.75


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("other", TOPICS)
def test_plans_about_other_things_have_nothing_to_do_with_each_other(topic: str, other: str) -> None:
    if topic != other:
        assert len(zhengce.align(plan(topic, "province")[0], plan(other, "city")[0]).pairs) <= 1


def test_a_plan_covers_itself() -> None:
    notice, _ = plan(TOPICS[0], "city")
    alignment = zhengce.align(notice, notice)
    assert alignment.coverage == 1
    assert places(alignment, alignment.pairs) == {(i, i) for i in range(40)}
    assert not alignment.uncovered + alignment.own
    assert not any(pair.tightened or pair.slackened for pair in alignment.pairs)


UPPER = """云岭省供水提升方案
1.改造老旧管网。2024年9月底前完成，漏损率不超过9%。（牵头单位：省水利厅）
2.推行用水联合报装。2024年6月底前完成，网上办理率力争达到90%。（牵头单位：省住建厅）
3.培训供水抢修队伍。（牵头单位：省应急厅）
"""
LOWER = """云州市供水提升方案
1.推行水气联合报装。2024年8月底前完成，网上办理率确保达到95%。（牵头单位：市政务局）
2.老旧管网更新改造。2024年6月底前完成，漏损率不超过8%，全省改造率达到90%。（牵头单位：市水务局）
3.评选节水家庭。（牵头单位：市妇联）
"""


@pytest.fixture
def alignment() -> Alignment:
    return zhengce.align(zhengce.parse(UPPER), zhengce.parse(LOWER))


def test_what_became_stricter_and_what_less_strict(alignment: Alignment) -> None:
    told = {
        pair.upper.title: [[f"{c.field} {c.kind}" for c in side] for side in (pair.tightened, pair.slackened)]
        for pair in alignment.pairs
    }
    assert told == {
        "改造老旧管网": [["limit earlier", "target lowered"], []],
        "推行用水联合报装": [["target raised", "target firmer"], ["limit later"]],
    }


def test_what_is_covered_what_is_not_and_what_is_new(alignment: Alignment) -> None:
    assert [measure.title for measure in alignment.uncovered] == ["培训供水抢修队伍"]
    assert [measure.title for measure in alignment.own] == ["评选节水家庭"]
    assert round(alignment.coverage, 2) == 0.67
    assert alignment.units == {"省水利厅": {"市水务局": 1}, "省住建厅": {"市政务局": 1}}


def test_a_number_of_the_higher_level_is_told_with_its_place(alignment: Alignment) -> None:
    (copied,) = alignment.copied
    assert copied.words.span is not None
    assert LOWER[copied.words.span.start : copied.words.span.end] == "全省改造率达到90%"


def test_rows_hold_every_measure(alignment: Alignment) -> None:
    rows = alignment.rows
    assert [row["state"] for row in rows] == ["pair", "pair", "uncovered", "own"]
    assert [row["upper_id"] for row in rows] == ["1.1", "1.2", "1.3", None]
    assert rows[0]["copied"] == "全省改造率达到90%"
    assert "老旧管网" in rows[0]["shared"]


def test_nothing_belongs_to_an_empty_notice() -> None:
    alignment = zhengce.align(Notice(), zhengce.parse(LOWER))
    assert (alignment.pairs, alignment.coverage, len(alignment.own)) == ((), 0.0, 3)
