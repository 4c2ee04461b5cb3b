"""Comparing two notices: every change found, none invented, and the same from either side."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import given

import zhengce
from tests.edited import edit
from zhengce import testing
from zhengce.analysis.assigning import best_pairs
from zhengce.analysis.changes import Change
from zhengce.model import Domain, Measure, Notice, Unit

HEAD = "云州市人民政府关于做好供水工作的通知\n"


def parsed(*measures: str, head: str = HEAD, year: int = 2024) -> Notice:
    items = "\n".join(f"{number}.{measure}" for number, measure in enumerate(measures, 1))
    return zhengce.parse(f"{head}一、供水\n{items}", reference_date=f"{year}-01-01")


def told(difference: zhengce.Difference) -> list[str]:
    return [
        " ".join(map(str, (c.field, c.kind, *filter(None, c.texts), *filter(None, [c.amount]))))
        for c in difference.changes
    ]


CASES = {
    "a later day": ("改造管网。6月底前完成。", "改造管网。9月底前完成。", ["limit later 6月底前 9月底前 92"]),
    "an earlier day": ("改造管网。9月底前完成。", "改造管网。6月底前完成。", ["limit earlier 9月底前 6月底前 -92"]),
    "the same day in other words": ("改造管网。6月底前完成。", "改造管网。6月30日前完成。", []),
    "no day any more": (
        "改造管网。完成时限：12月底前。",
        "改造管网。完成时限：长期坚持。",
        ["limit changed 12月底前 长期坚持"],
    ),
    "how often": ("抽查水质。每月报告。", "抽查水质。每季度报告。", ["limit changed 每月 每季度"]),
    "how long after": (
        "受理后10个工作日内办结报装。",
        "受理后5个工作日内办结报装。",
        ["limit changed 受理后10个工作日内 受理后5个工作日内"],
    ),
    "more": ("改造管网30公里。", "改造管网35公里。", ["target raised 30公里 35公里 5"]),
    "less": ("水质达标率98%以上。", "水质达标率95%以上。", ["target lowered 98%以上 95%以上 -3"]),
    "at least, no longer exactly": (
        "改造管网30公里。",
        "改造管网不少于30公里。",
        ["target changed 30公里 不少于30公里"],
    ),
    "firmer": (
        "力争水质达标率达到98%。",
        "确保水质达标率达到98%。",
        ["target firmer 力争水质达标率达到98% 确保水质达标率达到98%", "words changed 力争 确保"],
    ),
    "another document": (
        "落实《云州市供水条例》。",
        "落实《云州市节约用水办法》。",
        ["citation changed 《云州市供水条例》 《云州市节约用水办法》"],
    ),
    "other words": ("改造老旧管网并入户检查。", "改造老旧管网并上门检查。", ["words changed 入户 上门"]),
    "more words": ("改造老旧管网。", "改造老旧管网。公开进度。", ["words changed 公开进度"]),
    "other stops and blanks": ("改造管网，公开进度。", "改造管网； 公开 进度。", []),
    "another unit": (
        "改造管网。（牵头单位：水务局）",
        "改造管网。（牵头单位：住建局）",
        ["unit dropped 水务局", "unit added 住建局"],
    ),
    "another role": (
        "改造管网。（牵头单位：水务局；责任单位：住建局）",
        "改造管网。（牵头单位：水务局、住建局）",
        ["unit changed 住建局 住建局"],
    ),
    "and others": (
        "改造管网。（责任单位：水务局）",
        "改造管网。（责任单位：水务局等有关单位）",
        ["unit added 等有关单位"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_edit_is_one_change(case: str) -> None:
    old, new, expected = CASES[case]
    others = ("检修水泵。（责任单位：水务局）", "公开水价。（责任单位：发改局）")
    assert told(zhengce.compare(parsed(old, *others), parsed(new, *others))) == expected


def test_measures_are_added_dropped_and_moved() -> None:
    old = parsed("改造管网。（责任单位：水务局）", "检修水泵。（责任单位：水务局）", "公开水价。（责任单位：发改局）")
    new = parsed("公开水价。（责任单位：发改局）", "改造管网。（责任单位：水务局）", "开通热线。（责任单位：政务局）")
    difference = zhengce.compare(old, new)
    assert [m.title for m in difference.added] == ["开通热线"]
    assert [m.title for m in difference.dropped] == ["检修水泵"]
    assert [c.part.title for c in difference.of("measure", kind="moved")] == ["改造管网"] or [
        c.part.title for c in difference.of("measure", kind="moved")
    ] == ["公开水价"]
    assert [new.title for _, new in difference.pairs if isinstance(new, Measure)] == ["公开水价", "改造管网"]


def test_a_heading_with_another_name_moves_nothing() -> None:
    text = "一、{}\n1.改造管网。（水务局负责）\n2.检修水泵。（水务局负责）\n二、供气\n1.检修管道。（住建局负责）"
    difference = zhengce.compare(*(zhengce.parse(HEAD + text.format(name)) for name in ("供水", "安全用水")))
    assert told(difference) == ["domain changed 供水 安全用水"]


def test_a_unit_with_a_new_name_is_suggested_and_not_merged() -> None:
    old = parsed(*(f"{work}。（责任单位：环保局）" for work in ("监测河水", "封堵排口", "公布结果")))
    new = parsed(*(f"{work}。（责任单位：生态环境局）" for work in ("监测河水", "封堵排口", "公布结果")))
    difference = zhengce.compare(old, new)
    assert [(r.old, r.new, r.count, r.of) for r in difference.renamed] == [("环保局", "生态环境局", 3, 3)]
    assert len(difference.of("unit")) == 6


def test_words_have_their_places_in_both_originals() -> None:
    old, new = parsed("改造 老旧 管网，入 户检查。6月底前完成。"), parsed("改造老旧管网，上门检查。9月底前完成。")
    for change in zhengce.compare(old, new).changes:
        for notice, span, text in zip((old, new), change.spans, change.texts, strict=True):
            assert span is not None
            assert notice.source.text[span.start : span.end].replace(" ", "") == text


def test_year_on_year_the_same_month_is_the_same_limit() -> None:
    head = "云州市{}年供水工作要点\n"
    old = parsed(
        "改造管网。6月底前完成2024年任务。（水务局负责）",
        "检修水泵。8月底前完成。（水务局负责）",
        head=head.format(2024),
    )
    new = parsed(
        "改造管网。6月底前完成2025年任务。（水务局负责）",
        "检修水泵。9月底前完成。（水务局负责）",
        head=head.format(2025),
        year=2025,
    )
    yearly = zhengce.compare(old, new, year_on_year=True)
    assert [line for line in told(yearly) if not line.startswith("title")] == ["limit later 8月底前 9月底前 30"]
    assert [m.title for m in yearly.unchanged] == ["改造管网"]
    assert len(zhengce.compare(old, new).of("limit")) == 2


def test_two_that_are_about_as_likely_are_left_to_a_person() -> None:
    who = "（责任单位：水务局）"
    old = parsed(f"推进甲乙丙丁工程。{who}", f"推进戊己庚辛工程。{who}")
    new = parsed(f"推进子丑寅卯工程。{who}", f"推进辰巳午未工程。{who}")
    difference = zhengce.compare(old, new)
    assert len(difference.doubtful) == 2
    assert not difference.changes
    assert difference
    assert [row["kind"] for row in difference.rows] == ["doubtful", "doubtful"]


# --- edits made by program ---------------------------------------------------


def found(difference: zhengce.Difference) -> Counter[tuple[str, str, str]]:
    parts = [(change, change.old_part or change.new_part) for change in difference.changes]
    return Counter((c.field, str(c.kind), p.name if isinstance(p, Domain) else p.title) for c, p in parts if p)


def key(change: Change) -> tuple[object, ...]:
    return change.field, change.kind, change.texts, change.amount, change.spans


def check_edits(notice: Notice, seed: int) -> int:
    """Check that every edit is found from either side, and nothing else, and return the number of edits."""
    new, expected = edit(notice, seed)
    difference = zhengce.compare(notice, new)
    assert not difference.doubtful
    assert found(difference) == Counter(expected)
    back = zhengce.compare(new, notice)
    assert Counter(map(key, difference.changes)) == Counter(key(change.turned) for change in back.changes)
    return len(expected)


@pytest.mark.parametrize("seed", range(20))
def test_every_edit_is_found_and_none_invented(seed: int) -> None:
    check_edits(zhengce.sample(), seed)


def test_every_edit_of_real_notices_is_found_and_none_invented(corpus: Path) -> None:
    edits = 0
    for file in sorted((corpus / "docs").iterdir()):
        notice = zhengce.read(file)
        assert not zhengce.compare(notice, zhengce.read(file))
        edits += sum(check_edits(notice, seed) for seed in range(4))
    assert edits > 200


@given(testing.notices())
def test_a_notice_does_not_differ_from_itself(notice: Notice) -> None:
    assert not zhengce.compare(notice, attrs.evolve(notice)).changes


@given(testing.notices(), testing.notices())
def test_the_other_way_round_it_is_the_same(old: Notice, new: Notice) -> None:
    there, back = zhengce.compare(old, new), zhengce.compare(new, old)
    assert Counter(map(key, there.changes)) == Counter(key(change.turned) for change in back.changes)
    assert {(d.old.title, d.new.title) for d in there.doubtful} == {(d.new.title, d.old.title) for d in back.doubtful}


def test_many_fields_are_paired_in_their_order() -> None:
    limits = list(range(300))
    assert best_pairs(limits, limits[:250], lambda one, other: 1.0, 1.0)[249:251] == [(249, 249), (250, None)]


def test_what_is_no_notice_is_refused() -> None:
    with pytest.raises(TypeError, match="expected a notice"):
        zhengce.compare(zhengce.sample(), "x")  # type: ignore[arg-type]


def test_a_notice_built_by_hand_has_changes_without_places() -> None:
    old = Notice(domains=[Domain(name="供水", measures=[Measure(title="改造管网", lead_units=[Unit(name="水务局")])])])
    new = Notice(domains=[Domain(name="供水", measures=[Measure(title="改造管道", lead_units=[Unit(name="水务局")])])])
    (change,) = zhengce.compare(old, new).changes
    assert (*change.texts, *change.spans) == ("网", "道", None, None)


def test_a_measure_may_stand_in_a_notice_twice() -> None:
    twice = Measure(title="改造管网", text="改造管网")
    first, second = (
        Notice(domains=[Domain(name="供水", measures=[twice, Measure(title=title), twice])])
        for title in ("检修水泵", "公开水价")
    )
    assert [str(change.kind) for change in zhengce.compare(first, second).of("measure")] == ["added", "dropped"]


def test_halves_of_characters_are_compared_like_others() -> None:
    titles = ("甲\ud800", "乙", "丙")
    first, second = (
        Notice(domains=[Domain(name="供水", measures=[Measure(title=title, text=title * 9) for title in order])])
        for order in (titles, titles[::-1])
    )
    assert [str(change.kind) for change in zhengce.compare(first, second).changes] == ["moved", "moved"]
