"""Two notices beside each other: a note, a page, and files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import zhengce
from zhengce.analysis.changes import Change, Kind
from zhengce.errors import FileError
from zhengce.model import Domain, Measure, Notice, Unit
from zhengce.views.comparison import described, label, markdown, page

OLD = """云州市人民政府关于做好供水工作的通知
一、供水
1.改造老旧管网。6月底前完成30公里。（牵头单位：水务局）
2.检修水泵。（牵头单位：水务局）
3.公开水价。（牵头单位：发改局）
"""
NEW = """云州市人民政府关于做好供水工作的通知
一、供水
1.改造老旧管网。9月底前完成35公里。（牵头单位：住建局）
2.公开水价。（牵头单位：发改局）
3.开通供水热线。（牵头单位：政务服务局）
"""
UPPER = """云岭省供水提升方案
1.改造老旧管网。2024年9月底前完成。（牵头单位：省水利厅）
2.培训供水抢修队伍。（牵头单位：省应急厅）
"""
LOWER = """云州市供水提升方案
1.老旧管网更新改造。2024年6月底前完成，全省改造率达到90%。（牵头单位：市水务局）
2.评选节水家庭。（牵头单位：市妇联）
"""


@pytest.fixture
def difference() -> zhengce.Difference:
    return zhengce.compare(*(zhengce.parse(text, reference_date="2024-01-01") for text in (OLD, NEW)))


@pytest.fixture
def alignment() -> zhengce.Alignment:
    return zhengce.align(zhengce.parse(UPPER), zhengce.parse(LOWER))


def test_the_note_says_what_was_added_dropped_and_changed(difference: zhengce.Difference) -> None:
    note = markdown(difference)
    for line in (
        "- 措施仍为3项",
        "## 新增措施\n\n- 1.3 开通供水热线（政务服务局）",
        "## 删除措施\n\n- 1.2 检修水泵（水务局）",
        "### 1.1 改造老旧管网",
        "- 减少单位：水务局（牵头）",
        "- 时限推后92天：6月底前 → 9月底前",
        "- 指标调高：30公里 → 35公里",
    ):
        assert line in note


def test_the_note_in_english(difference: zhengce.Difference) -> None:
    note = markdown(difference, lang="en")
    assert "## New measures" in note
    assert "- later by 92 days: 6月底前 → 9月底前" in note


def test_words_of_a_notice_are_no_markup() -> None:
    hostile = "<script>alert(1)</script> [链接](x) *星*"
    old = Notice(domains=[Domain(name="供水", measures=[Measure(title=hostile, lead_units=[Unit(name="水务局")])])])
    difference = zhengce.compare(old, Notice())
    assert "\\[链接\\]" in markdown(difference)
    assert "<script>" not in markdown(difference)
    assert "<script>" not in page(difference)


def test_the_page_has_both_texts_with_what_changed_marked(difference: zhengce.Difference) -> None:
    made = page(difference)
    assert {"6月底前", "9月底前", "30公里", "35公里", "水务局", "住建局"} == set(re.findall("<mark>(.+?)</mark>", made))
    rows = re.findall(r'<tr class="(\w+)(?: heading)?">\n<td(.*?)</td>', made, re.DOTALL)
    assert [state for state, _ in rows] == ["same", "changed", "dropped", "same", "added"]
    assert "<script" not in made
    assert not re.search("(?:src|href)=", made)


def test_the_page_of_two_levels(alignment: zhengce.Alignment) -> None:
    made = page(alignment)
    assert "加码　时限提前92天：2024年9月底前 → 2024年6月底前" in made
    assert "<mark>全省改造率达到90%</mark>" in made
    assert "自选动作" in made
    assert "未承接" in made


def test_the_note_of_two_levels(alignment: zhengce.Alignment) -> None:
    note = markdown(alignment)
    for line in (
        "上级2项措施，已承接1项",
        "## 未承接\n\n- 1.2 培训供水抢修队伍（省应急厅）",
        "## 自选动作\n\n- 1.2 评选节水家庭（市妇联）",
        "## 疑似照搬上级\n\n- 1.1 老旧管网更新改造（市水务局）：全省改造率达到90%",
    ):
        assert line in note


def test_what_is_equal_is_said_to_be() -> None:
    notice = zhengce.sample()
    assert "两份文件没有差别。" in markdown(zhengce.compare(notice, notice))
    assert '<tr class="changed"' not in page(zhengce.compare(notice, notice))


def test_every_change_has_a_name() -> None:
    for field in ("unit", "limit", "target", "citation"):
        assert label(Change(field=field, kind=Kind.ADDED), "en") != label(Change(field=field, kind=Kind.DROPPED), "en")
    assert described(Change(field="issue_date", kind=Kind.CHANGED, old="1", new="2"), "zh") == "成文日期：1 → 2"


# --- files ---------------------------------------------------------------------


def test_a_workbook_has_a_row_for_each_change(difference: zhengce.Difference, tmp_path: Path) -> None:
    zhengce.write(difference, tmp_path / "changes.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "changes.xlsx").get_sheet_by_name("修订说明").to_python()
    assert rows[0][:4] == ["变化", "原编号", "新编号", "措施"]
    assert [row[0] for row in rows[1:]] == ["减少单位", "新增单位", "时限推后", "指标调高", "新增措施", "删除措施"]


def test_a_workbook_lists_units_that_may_have_another_name(tmp_path: Path) -> None:
    old = zhengce.parse(OLD.replace("发改局", "水务局"))
    new = zhengce.parse(OLD.replace("发改局", "水务局").replace("水务局", "水利局"))
    zhengce.write(zhengce.compare(old, new), tmp_path / "changes.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "changes.xlsx").get_sheet_by_name("疑似更名").to_python()
    assert rows[1] == ["水务局", "水利局", 3.0, 3.0]


def test_a_workbook_of_two_levels(alignment: zhengce.Alignment, tmp_path: Path) -> None:
    zhengce.write(alignment, tmp_path / "levels.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "levels.xlsx").get_sheet_by_name("上下级对照").to_python()
    assert [row[0] for row in rows] == ["对应情况", "对应", "未承接", "自选动作"]


def test_the_suffix_decides(difference: zhengce.Difference, tmp_path: Path) -> None:
    for name, begins in (("a.md", "# 修订说明"), ("a.html", "<!doctype html>"), ("a.json", "[")):
        zhengce.write(difference, tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))[2]["amount"] == 92
    with pytest.raises(FileError, match="a comparison is written as"):
        zhengce.write(difference, tmp_path / "a.ics")


def test_the_note_as_docx_says_what_the_note_in_markdown_says(difference: zhengce.Difference, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    for name in ("a.docx", "b.docx"):
        zhengce.write(difference, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    lines = [line.text for line in docx.Document(str(tmp_path / "a.docx")).paragraphs if line.text]
    said = [line.lstrip("#- ").replace("\\", "") for line in markdown(difference).splitlines() if line]
    assert [
        line.partition("、")[2] if line[0] in "一二三四五六" and line[1] == "、" else line for line in lines
    ] == said
    assert lines[3] == "一、总体情况"
