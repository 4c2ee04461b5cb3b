"""The trace: what was doubted or not read is kept with the source, and computed if it was not kept."""

from __future__ import annotations

import pickle

import pytest

import zhengce
from zhengce import Notice, Source, parse
from zhengce.reading.trace import Trace, trace

TEXT = (
    "关于优化服务的通知\n一、优化服务\n1.开通专窗。（牵头单位：民政局等 有关部门）\n3.压减材料。（牵头单位：税务局\n"
    "4.公开事项。\n责任单位：\n\n| 任务 | 牵头单位 | 责任单位 |\n| --- | --- | --- |\n| 设热线 | 公安局 | 税务局等 |\n"
    "| 设信箱 | 公安局 | 各有关单位 |"
)


def words(source: Source) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Return the doubts about a source, with the words of the original."""
    found = trace(source)
    opens, unread = ([source.text[s.start : s.end] for s in spans] for spans in (found.open_ends, found.unread))
    return [(slip.before, slip.number) for slip in found.slips], opens, unread


def test_what_was_doubted_is_said_in_text_order() -> None:
    assert words(parse(TEXT).source) == (
        [("1.", "3.")],
        ["等 有关部门", "等", "各有关单位"],
        ["（牵头单位：税务局", "责任单位："],
    )


def test_a_parser_leaves_it_beside_the_source() -> None:
    source = parse(TEXT).source
    kept = source.beside[Trace]
    assert trace(source) is kept


@pytest.mark.parametrize(
    "again",
    [zhengce.loads(zhengce.dumps(parse(TEXT))), pickle.loads(pickle.dumps(parse(TEXT)))],
    ids=["JSON", "pickle"],
)
def test_it_is_found_again_once_where_it_was_not_kept(again: Notice) -> None:
    assert not again.source.beside
    assert trace(again.source) == trace(parse(TEXT).source)
    assert trace(again.source) is trace(again.source)


def test_nothing_that_is_compared_shown_or_written_has_it() -> None:
    notice, other = parse(TEXT), Source(text=TEXT)
    assert notice.source == other
    assert hash(notice.source) == hash(other)
    assert repr(notice.source) == repr(other)
    assert "beside" not in zhengce.dumps(notice)


def test_a_notice_built_by_hand_has_nothing_to_doubt() -> None:
    assert trace(Notice(title="关于优化服务的通知").source) == Trace((), (), ())


@pytest.mark.parametrize(
    ("numbers", "slips"),
    [
        ("1.甲。\n2.乙。\n3.丙。", []),
        ("1.甲。\n1.乙。", []),
        ("1.甲。\n2.乙。\n2.丙。", [("2.", "2.")]),
        ("2.甲。\n3.乙。", []),
        ("一、甲\n1.乙。\n2.丙。\n二、丁\n3.戊。\n四、己", [("二、", "四、")]),
        ("一、甲\n1.乙。\n3.丙。\n二、丁\n4.戊。", [("1.", "3.")]),
    ],
)
def test_a_slip_is_a_number_that_neither_begins_nor_goes_on(numbers: str, slips: list[tuple[str, str]]) -> None:
    assert words(Source(text=numbers))[0] == slips


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("1.甲。（牵头单位：民政局）", []),
        ("1.甲。（牵头单位：；责任单位：民政局）", ["牵头单位："]),
        ("1.甲。（牵头单位：民政局；责任单位：）", ["责任单位："]),
        ("1.甲。（牵头单位：民政局；责任单位：）（责任单位：财政局）", ["责任单位："]),
        ("1.甲。\n牵头单位：______", []),
        ("1.甲。\n牵头单位：", ["牵头单位："]),
        ("1.甲。（牵头单位：民政局\n2.乙。（牵头单位：民政局）", ["（牵头单位：民政局"]),
        ("1.甲。（联系人：赵一）（牵头单位：民政局）", []),
        ("主办单位：青禾县人民政府办公室", []),
    ],
)
def test_labels_without_names_and_open_brackets_are_not_read(text: str, unread: list[str]) -> None:
    assert words(parse(text).source)[2] == unread
