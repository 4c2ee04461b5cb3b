"""Markdown: a notice in official layout is read back equal, or refused when written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

import zhengce
from zhengce import Deadline, Domain, FileError, FormatError, Measure, Notice, Section
from zhengce.formats import markdown
from zhengce.testing import notices

from ..outcome import load

CASES = sorted((Path(__file__).parents[1] / "cases" / "reading").glob("*.json"))
TITLE = "云州市人民政府关于做好社区助餐工作的通知"


NEEDS_PLACES = {
    "clause_in_minutes",
    "clause_role_without_a_name",
    "front_fields_in_a_list",
    "front_fields_in_brackets",
    "front_number_glued_to_title",
    "whole_letter_with_urgent_head",
    "whole_report_upwards",
    "whole_task_table_odd_columns",
    "whole_title_in_a_box_only",
}
"""Layouts in which only the places tell what stands around the head, after a table, or between two measures."""

REFUSED = {
    "front_fields_on_one_line",
    "front_furniture_above_addressees",
    "front_minutes",
    "front_order_above_its_number",
    "front_order_on_one_line",
    "front_row_of_an_export",
    "parts_signature_inside_a_measure",
    "whole_order_of_the_governor",
    "whole_table_in_html",
}
"""What a page prints between title and addressees, or an exported row before them; heads of minutes and orders, which
are no notices; a signature, which parts an item from what would be below it; and a row that shares a merged cell with
the row above it, which says less when it is alone."""


def by_hand(node: Any) -> Any:
    """Return the same object without spans and source."""
    if isinstance(node, tuple):
        return tuple(map(by_hand, node))
    if not attrs.has(type(node)):
        return node
    return type(node)(**{f.name: by_hand(getattr(node, f.name)) for f in attrs.fields(type(node)) if f.eq})


def test_nearly_every_real_document_comes_back(corpus: Path) -> None:
    """A document that would be read back different is refused: of 39, three as they were read, seven without places."""
    refused: dict[str, set[str]] = {"read": set(), "by hand": set()}
    for path in sorted((corpus / "docs").iterdir()):
        notice = zhengce.read(path)
        for how, written in (("read", notice), ("by hand", by_hand(notice))):
            try:
                text = markdown.dumps(written)
            except FormatError:
                refused[how].add(path.name)
            else:
                assert zhengce.parse(text) == notice, path.name
    assert len(refused["read"]) <= 3, refused
    assert len(refused["by hand"]) <= 7, refused


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_layout_comes_back(case: Path) -> None:
    [text] = (path for path in case.parent.glob(f"{case.stem}.*") if path.suffix in (".txt", ".md"))
    given_day = load(case).get("reference_date")
    day = date.fromisoformat(given_day) if given_day else None
    notice = zhengce.parse(text.read_text(encoding="utf-8"), reference_date=day)
    if case.stem in REFUSED:
        with pytest.raises(FormatError):
            markdown.dumps(notice, reference_date=day)
        return
    for written in [notice, by_hand(notice)][: 1 if case.stem in NEEDS_PLACES else 2]:
        assert zhengce.parse(markdown.dumps(written, reference_date=day), reference_date=day) == notice


@given(notices())
def test_what_official_layout_can_say_comes_back(notice: Notice) -> None:
    assert zhengce.parse(markdown.dumps(notice)) == notice


# --- the page ---------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Notice:
    return zhengce.sample()


def test_the_parts_stand_in_the_order_of_the_standard(sample: Notice) -> None:
    page = markdown.dumps(sample)
    parts = (
        *("澄高管发〔2024〕16号\n", "# 澄澜湾高新技术产业开发区管理委员会关于印发", "望澜街道、青屿镇，", "现将《"),
        *("\n澄澜湾高新技术产业开发区管理委员会\n", "\n2024年4月28日\n", "\n（此件公开发布）\n"),
        *("企业服务提质攻坚行动方案\n", "## 一、工作目标\n", "## 二、主要任务\n", "## 三、工作保障\n", "# 附件\n"),
    )
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_a_written_markdown_file_is_read_like_any_text(sample: Notice, tmp_path: Path) -> None:
    zhengce.write(sample, tmp_path / "notice.md")
    assert zhengce.read(tmp_path / "notice.md") == sample


def measure(place: str, number: str) -> Measure:
    return Measure(
        id=place,
        number=number,
        title="建好助餐点",
        text=f"{number}建好助餐点。（责任单位：民政局）",
        responsible_units=[zhengce.Unit(name="民政局")],
    )


def section(number: str, title: str) -> Section:
    return Section(number=number, title=title, text=f"{number}{title}")


def domain(number: str, name: str, *path: str, place: int = 1, item: str = "1.") -> Domain:
    return Domain(number=number, name=name, path=path, measures=[measure(f"{place}.1", item)])


HEADINGS = [
    ("before the next section's", ["一、", "三、"], [domain("（一）", "便民", "主要任务")], "二、主要任务"),
    ("behind the last section's", ["一、"], [domain("（一）", "便民", "主要任务")], "二、主要任务"),
    ("the next higher style", [], [domain("（一）", "便民", "主要任务")], "一、主要任务"),
    ("higher than one that is used", [], [domain("一、", "便民", "助餐", item="（一）")], "第一章 助餐"),
    (
        "two of them",
        [],
        [domain("1.", "便民", "主要任务", "助餐", item="（1）")],
        "一、主要任务\n\n## （一）助餐\n\n### 1.便民",
    ),
    (
        "another one",
        [],
        [domain("（一）", "便民", "甲类任务"), domain("（一）", "惠民", "乙类任务", place=2)],
        "二、乙类任务",
    ),
    ("words that are a heading by themselves", [], [domain("一、", "便民", "附件", "云州市助餐方案")], "# 附件"),
]


@pytest.mark.parametrize(("numbers", "domains", "line"), [h[1:] for h in HEADINGS], ids=[h[0] for h in HEADINGS])
def test_a_heading_of_a_path_is_given_a_number(numbers: list[str], domains: list[Domain], line: str) -> None:
    sections = [section(number, title) for number, title in zip(numbers, ("工作目标", "保障措施"), strict=False)]
    notice = Notice(title=TITLE, issuing_authorities=["云州市人民政府"], sections=sections, domains=domains)
    page = markdown.dumps(notice)
    assert f"# {line.lstrip('# ')}\n" in page
    assert zhengce.parse(page) == notice


def test_paragraphs_that_a_page_break_might_have_cut_stay_two() -> None:
    long = "围绕拿地、开工、验收三个关口理清先后次序，不让项目在部门"
    notice = zhengce.parse(f"# {TITLE}\n\n# {long}\n\n之间空转。")
    assert notice.sections[0].text == f"{long}\n之间空转。"
    assert zhengce.parse(markdown.dumps(notice)) == notice


def test_names_separated_by_a_blank_stay_two_units() -> None:
    notice = zhengce.parse(f"{TITLE}\n一、建好助餐点。\n责任单位及责任人：区文旅局　范小满")
    assert [unit.name for unit in notice.units] == ["区文旅局", "范小满"]
    assert zhengce.parse(markdown.dumps(notice)) == notice


# --- what it cannot say -----------------------------------------------------


def change(path: str, **fields: Any) -> Notice:
    """Return the sample with other values in one of its parts."""
    sample = zhengce.sample()
    if path == "notice":
        return attrs.evolve(sample, **fields)
    first, *others = sample.domains
    if path == "measure":
        fields = {"measures": [attrs.evolve(first.measures[0], **fields), *first.measures[1:]]}
    return attrs.evolve(sample, domains=[attrs.evolve(first, **fields), *others])


SILENT = [
    ("measure", {"deadlines": [Deadline(text="7月底前", kind="by")]}, "$.domains[0].measures[0].deadlines: "),
    ("measure", {"responsible_units": []}, "$.domains[0].measures[0].responsible_units: 0 items would come back as 3"),
    ("measure", {"title": "另起炉灶"}, "$.domains[0].measures[0].title: '另起炉灶' would come back as '推行企业开办"),
    ("measure", {"id": "9.9"}, "$.domains[0].measures[0].id: '9.9' would come back as '1.1'"),
    ("domain", {"commander": "叶知秋"}, "$.domains[0].commander: '叶知秋' would come back as '江听澜'"),
    ("notice", {"title": "没有这样的标题。"}, "$.title: '没有这样的标题。' would come back as "),
    ("notice", {"addressees": ["张三李四"]}, "$.addressees: 1 items would come back as 0 items"),
    ("notice", {"citations": []}, "$.citations: 0 items would come back as "),
]


@pytest.mark.parametrize(("path", "fields", "problem"), SILENT)
def test_what_the_words_do_not_say_is_refused_by_its_path(path: str, fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(FormatError) as refused:
        markdown.dumps(change(path, **fields))
    assert any(said.startswith(problem) for said in refused.value.problems), refused.value.problems


def test_days_that_a_reference_date_decided_need_it_again() -> None:
    day = date(2022, 5, 1)
    notice = zhengce.parse("一、建好助餐点。6月底前完成。（责任单位：民政局）", reference_date=day)
    with pytest.raises(FormatError, match=r"deadlines\[0\].due: Date\(2022, 6, 30\) would come back as None"):
        markdown.dumps(notice)
    assert zhengce.parse(markdown.dumps(notice, reference_date=day), reference_date=day) == notice


def test_what_is_refused_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    path.write_text("旧稿", encoding="utf-8")
    with pytest.raises(FileError, match="title"):
        zhengce.write(change("measure", title="另起炉灶"), path)
    assert path.read_text(encoding="utf-8") == "旧稿"


def test_lone_surrogates_that_utf_8_cannot_hold_are_refused(tmp_path: Path) -> None:
    notice = zhengce.parse("云州市民政局关于做好助餐工作的通知\n一、摸清需\ud800求。（责任单位：各街道）")
    with pytest.raises(FileError, match="surrogate"):
        zhengce.write(notice, tmp_path / "notice.md")
    assert not list(tmp_path.iterdir())


def test_what_is_nested_too_deeply_is_refused() -> None:
    deep = section("一、", "总体要求")
    for _ in range(5000):
        deep = attrs.evolve(deep, sections=[deep])
    with pytest.raises(FormatError, match="nested too deeply"):
        markdown.dumps(Notice(sections=[deep]))


def test_an_empty_notice_is_an_empty_text() -> None:
    assert markdown.dumps(Notice()) == ""
