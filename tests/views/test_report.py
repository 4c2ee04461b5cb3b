"""The report page: its content, its links, and that it needs no other file."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result
from lxml import html

import zhengce
from zhengce import Deadline, Domain, Finding, Measure, Notice, Span, Unit
from zhengce.analysis.placed import Notices
from zhengce.cli.commands import app
from zhengce.errors import FileError
from zhengce.outcome import Outcome
from zhengce.views.report import dumps
from zhengce.views.report.labels import LABELS, labels

NOTICE = """\
松溪新城管理委员会
关于印发松溪新城便民服务提升行动方案的通知

松新管发〔2024〕9号

柳岸街道、白石镇：

现将《松溪新城便民服务提升行动方案》印发给你们。各单位每月5日前报送进展。

松溪新城管理委员会

2024年3月18日

## 一、社区食堂

1. 建好社区食堂。6月底前，建成社区食堂3家；年底前，就餐满意度达到95%以上。
（牵头单位：民政局；责任单位：柳岸街道、白石镇等有关单位）

2. 公开食堂菜价。6月底前，公示菜价。（牵头单位：市场监管局；配合单位：民政局）

## 二、口袋公园

1. 建设口袋公园。（牵头单位：园林局；完成时限：长期坚持）
"""

OTHER = """\
云州市人民政府
关于印发云州市养老服务提升方案的通知

云政发〔2024〕21号

云州市人民政府

2024年5月6日

## 一、社区食堂

1. 开设助餐点。6月底前，开设助餐点12个。（牵头单位：民政局；责任单位：云州市财政局）
"""

HOSTILE = '</script><script>alert("1")</script> <img src=x onerror=alert(2)> \' " & \u2028 {{ 7 * 7 }} --> ]]> </title>'


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.parse(NOTICE, name="notice.md")


def tree(notices: Notices, **options: Any) -> html.HtmlElement:
    return html.document_fromstring(dumps(notices, **options))


@pytest.fixture(scope="module")
def page(notice: Notice) -> html.HtmlElement:
    return tree(notice, findings=zhengce.check(notice, lang="zh").findings)


def words(found: html.HtmlElement) -> str:
    return " ".join(found.text_content().split())


def select(page: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Return the elements of a class, or the one with an id, ``#head``."""
    if selector.startswith("#"):
        return page.xpath(f"//*[@id='{selector[1:]}']")
    return page.xpath(f".//*[contains(concat(' ', @class, ' '), ' {selector} ')]")


# --- what stands on it ------------------------------------------------------


def test_the_head_says_what_document_it_is(page: html.HtmlElement) -> None:
    (head,) = select(page, "#head")
    shown = words(head)
    for expected in ("松溪新城便民服务提升行动方案的通知", "松新管发〔2024〕9号", "2024-03-18", "柳岸街道"):
        assert expected in shown
    assert "工作台账 3" in words(select(page, "parts")[0])


def test_the_ledger_says_who_does_what_by_when(page: html.HtmlElement) -> None:
    rows = [[words(cell) for cell in row] for row in select(page, "row")]
    assert rows == [
        [
            "1.1",
            "建好社区食堂 社区食堂 指标 3家 95%以上",
            "牵头 民政局",
            "责任 柳岸街道、白石镇等",
            "2024-06-30 6月底前 建成社区食堂3家 2024-12-31 年底前 就餐满意度达到95%以上",
        ],
        ["1.2", "公开食堂菜价 社区食堂", "牵头 市场监管局", "配合 民政局", "2024-06-30 6月底前 公示菜价"],
        ["2.1", "建设口袋公园 口袋公园", "牵头 园林局", "", "长期 长期坚持 完成时限"],
    ]


def test_the_calendar_counts_what_falls_due(page: html.HtmlElement) -> None:
    (heat,) = select(page, "heat")
    rows = [[words(cell) for cell in row] for row in heat.iter("tr")]
    assert rows[1:] == [
        ["领域", "6月", "12月", "合计"],
        ["社区食堂", "2", "1", "3"],
        ["口袋公园", "", "", "0"],
        ["合计", "2", "1", "3"],
    ]
    assert [words(month[0]) for month in select(page, "month")] == [
        "2024年6月 2 项",
        "2024年12月 1 项",
        "无固定日期 2 项",
    ]


def test_limits_outside_the_measures_are_in_the_calendar(page: html.HtmlElement) -> None:
    (undated,) = select(page, "#due-none")
    assert [words(item) for item in undated.iter("li")] == [
        "周期 每月5日前 报送进展 措施之外",
        "长期 长期坚持 完成时限 2.1 建设口袋公园 牵头 园林局",
    ]


def test_the_load_counts_measures_by_role(page: html.HtmlElement) -> None:
    (load,) = select(page, "#load")
    rows = {words(row[0]): [words(cell) for cell in row[2:5]] for row in load.iter("tr")}
    assert rows["民政局"] == ["1", "", "1"]
    assert rows["柳岸街道"] == ["", "1", ""]
    assert list(rows)[1] == "民政局"  # who has most to do stands first


def test_findings_say_code_message_and_place(notice: Notice) -> None:
    found = (
        Finding(code="ZC101", severity="warning", message="文件没有发文字号"),
        Finding(
            code="ZC204", severity="error", message="单位没有列全", measure="1.1", span=notice.measures[0].clauses[0]
        ),
    )
    page = tree(notice, findings=found)
    assert [[words(cell) for cell in row] for row in select(page, "findings")[0].iter("tr")][1:] == [
        ["ZC204", "单位没有列全", "1.1 原文"]
    ]
    assert [words(severity[0]) for severity in select(page, "severity")] == ["错误 1", "警告 1"]
    assert [flag.get("title") for flag in select(page, "flag") if flag.tag == "a"] == [
        "ZC101 文件没有发文字号",
        "ZC204 单位没有列全",
    ]


def test_the_text_is_the_source_word_for_word(notice: Notice, page: html.HtmlElement) -> None:
    lines = [line.text_content() for line in page.xpath("//div[@class='source']//p")]
    assert "".join("".join(lines).split()) == "".join(NOTICE.split())


def test_every_label_is_there_in_both_languages_and_used() -> None:
    templates = Path(sys.modules["zhengce.views.report"].__file__ or "").parent / "templates"
    written = "".join(path.read_text(encoding="utf-8") for path in templates.iterdir())
    for name, both in LABELS.items():
        assert all(both), name
        assert re.search(rf"\b{name.removesuffix('_about').removeprefix('any_')}\b", written), name
    for lang in ("zh", "en"):
        assert not {*labels(lang)} & {*dir(dict)}, "a template would find the method"


def test_labels_are_english_where_asked_for(notice: Notice) -> None:
    page = tree(notice, lang="en")
    assert page.get("lang") == "en"
    assert "Ledger" in words(select(page, "#ledger")[0])
    (head,) = select(page, "heat")
    labelled = {words(cell) for cell in head.iter("th")}
    assert {"Domain", "06", "12", "Total"} <= labelled


# --- links ------------------------------------------------------------------


def check_links(page: html.HtmlElement) -> None:
    ids = Counter(found.get("id") for found in page.xpath("//*[@id]"))
    assert {name: count for name, count in ids.items() if count > 1} == {}
    for link in page.iter("a"):
        assert link.get("href")[0] == "#"
        assert link.get("href")[1:] in ids, link.get("href")
    assert not page.xpath("//a//a"), "a link in a link is none"


def test_every_link_leads_to_one_place(page: html.HtmlElement) -> None:
    check_links(page)


def test_measures_and_their_fields_are_linked_both_ways(notice: Notice, page: html.HtmlElement) -> None:
    source = notice.source.text
    for row, measure in zip(select(page, "row"), notice.measures, strict=True):
        assert measure.span
        (block,) = page.xpath(f"//div[@id='measure-{measure.span.start}-{measure.span.end}']")
        assert row[0][0].get("href") == f"#{block.get('id')}"
        assert block.xpath("./a[@class='back']/@href") == [f"#{row.get('id')}"]
        kinds = {
            "lead": measure.lead_units,
            "responsible": measure.responsible_units,
            "supporting": measure.supporting_units,
            "deadline": measure.deadlines,
            "target": measure.targets,
        }
        there = {link.get("href") for link in row.iter("a")}
        for kind, field in ((kind, field) for kind, fields in kinds.items() for field in fields):
            assert field.span
            place = f"{kind}-{field.span.start}-{field.span.end}"
            assert f"#{place}" in there
            (mark,) = select(page, f"#{place}")
            assert mark.text_content() == source[field.span.start : field.span.end]
            assert mark.xpath("ancestor::a/@href") == [f"#{row.get('id')}"]


def test_real_documents_are_shown_whole(corpus: Path) -> None:
    for file in sorted((corpus / "docs").iterdir()):
        notice = zhengce.read(file)
        page = tree(notice, findings=zhengce.check(notice, lang="zh").findings)
        check_links(page)
        assert len(select(page, "row")) == len(notice.measures)
        lines = "".join(line.text_content() for line in page.xpath("//div[@class='source']//p"))
        assert "".join(lines.split()) == "".join(notice.source.text.split()), file.name


# --- several notices --------------------------------------------------------


@pytest.fixture(scope="module")
def several(notice: Notice) -> html.HtmlElement:
    notices = [notice, zhengce.parse(OTHER, name="in/云州.md"), zhengce.parse("散文一篇。", name="in/散文.txt")]
    failed = [
        Outcome(
            source="in/扫描件.pdf",
            error=FileError("in/扫描件.pdf", "empty"),
        )
    ]
    return tree(notices, findings=zhengce.check(notices, lang="zh"), failed=failed)


def test_each_row_names_its_notice(several: html.HtmlElement) -> None:
    assert words(several.find(".//h1")) == "3份文件"
    assert [[words(cell) for cell in row][:3] for row in select(several, "row")] == [
        ["松新管发〔2024〕9号", "1.1", "建好社区食堂 社区食堂 指标 3家 95%以上"],
        ["松新管发〔2024〕9号", "1.2", "公开食堂菜价 社区食堂"],
        ["松新管发〔2024〕9号", "2.1", "建设口袋公园 口袋公园"],
        ["云政发〔2024〕21号", "1.1", "开设助餐点 社区食堂 指标 12个"],
    ]
    assert several.xpath("//select[@name='notice']/option/text()") == [
        "全部文件",
        "松新管发〔2024〕9号 (3)",
        "云政发〔2024〕21号 (1)",
        "散文.txt (0)",
    ]


def test_the_calendar_of_several_has_a_line_for_each(several: html.HtmlElement) -> None:
    rows = [[words(cell) for cell in row] for row in select(several, "heat")[0].iter("tr")]
    assert rows[1:] == [
        ["文件", "6月", "12月", "合计"],
        ["松新管发〔2024〕9号", "2", "1", "3"],
        ["云政发〔2024〕21号", "1", "", "1"],
        ["散文.txt", "", "", "0"],
        ["合计", "3", "1", "4"],
    ]
    june = [words(item) for item in select(several, "#due-2024-06")[0].iter("li")]
    assert june[-1] == "2024-06-30 6月底前 开设助餐点12个 云政发〔2024〕21号 1.1 开设助餐点 牵头 民政局"


def test_the_heading_of_a_domain_of_several_notices_says_which(several: html.HtmlElement) -> None:
    rows = several.xpath("//tr[@class='domain']")
    assert [words(select(row, "called")[0]) for row in rows] == [
        "松新管发〔2024〕9号",
        "松新管发〔2024〕9号",
        "云政发〔2024〕21号",
    ]


def test_units_of_two_places_are_told_apart(several: html.HtmlElement) -> None:
    load = {words(row[0]): [words(cell) for cell in row[2:5]] for row in select(several, "#load")[0].iter("tr")}
    assert load["民政局 松溪新城管理委员会"] == ["1", "", "1"]
    assert load["民政局 云州市"] == ["1", "", ""]
    assert load["云州市财政局"] == ["", "1", ""]  # its name says where
    options = several.xpath("//select[@name='unit']/option")
    (there,) = [option.get("value") for option in options if words(option) == "民政局（云州市） (1)"]
    assert [row.get("id") for row in select(several, "row") if row.get("data-lead") == there] == ["row-3"]


def test_the_notices_are_listed_with_what_was_found_and_what_could_not_be_read(several: html.HtmlElement) -> None:
    (section,) = select(several, "#notices")
    assert [words(item) for item in section.iter("li")] == ["in/扫描件.pdf 空文件"]
    assert "未能读取 1" in words(select(several, "#head")[0])
    rows = [[words(cell) for cell in row] for row in section.iter("tr")]
    assert [row[:4] for row in rows] == [
        ["文件", "成文日期", "措施", "时限"],
        [
            "松新管发〔2024〕9号 松溪新城管理委员会关于印发松溪新城便民服务提升行动方案的通知 松溪新城管理委员会",
            "2024-03-18",
            "3",
            "5",
        ],
        [
            "云政发〔2024〕21号 云州市人民政府关于印发云州市养老服务提升方案的通知 云州市人民政府",
            "2024-05-06",
            "1",
            "1",
        ],
        ["散文.txt", "", "0", "0"],
        ["合计", "4", "6", rows[-1][3]],
    ]
    counts = [[int(count or 0) for count in row[4:]] for row in rows[1:-1]]
    assert [str(sum(column)) for column in zip(*counts, strict=True)] == rows[-1][3:]


def test_the_texts_of_several_are_whole_and_every_link_leads_to_one_place(several: html.HtmlElement) -> None:
    check_links(several)
    texts = several.xpath("//details[@class='notice']//div[@class='source']")
    assert ["".join(text.text_content().split()) for text in texts][2] == "散文一篇。"
    assert len(texts) == 3
    (row,) = select(several, "#row-3")
    (block,) = select(several, row.xpath("./th/a/@href")[0])
    assert block.xpath("./a[@class='back']/@href") == ["#row-3"]
    assert block.xpath("ancestor::details/@id") == [row.xpath(".//a[@class='called']/@href")[0][1:]]


def test_several_that_are_called_alike_are_told_apart_by_their_files(notice: Notice) -> None:
    twins = [attrs.evolve(notice, source=attrs.evolve(notice.source, name=name)) for name in ("a.md", "b.md")]
    page = tree(twins)
    check_links(page)
    called = page.xpath("//select[@name='notice']/option/text()")
    assert called[1:] == ["松新管发〔2024〕9号（a.md） (3)", "松新管发〔2024〕9号（b.md） (3)"]


@pytest.mark.parametrize("count", [1, 2])
def test_a_file_of_a_page_is_written_like_any_other(notice: Notice, tmp_path: Path, count: int) -> None:
    notices = [notice, zhengce.parse(OTHER, name="b.md")][:count]
    zhengce.write(notices, tmp_path / "all.html")
    shown = notices[0] if count == 1 else notices
    expected = dumps(shown, findings=zhengce.check(shown, lang="zh"))
    assert (tmp_path / "all.html").read_text("utf-8") == expected


def test_a_page_is_narrowed_and_says_so(notice: Notice, tmp_path: Path) -> None:
    zhengce.write([notice, zhengce.parse(OTHER)], tmp_path / "all.htm", unit="民政局", month="2024-06", lang="en")
    page = html.document_fromstring((tmp_path / "all.htm").read_text("utf-8"))
    assert "Only民政局 2024-06" in words(select(page, "#head")[0])
    assert [row.get("data-title") for row in select(page, "row")] == ["建好社区食堂", "公开食堂菜价", "开设助餐点"]
    assert "2 notices" in words(page.find(".//title"))


def test_nothing_at_all_has_a_page() -> None:
    failed = [Outcome(source=name, error=FileError(name, "empty")) for name in ("a.md", "b.md")]
    for page in (tree([]), tree(failed)):
        check_links(page)
        assert words(page.find(".//h1")) == "0份文件"


# --- one page, and no more --------------------------------------------------


def test_nothing_is_fetched_and_nothing_else_may_run(notice: Notice) -> None:
    written = dumps(notice)
    page = html.document_fromstring(written)
    assert not page.xpath("//@src | //link | //iframe | //object | //img | //@style | //@*[starts-with(name(), 'on')]")
    assert "url(" not in written
    assert "@import" not in written
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for tag in ("style", "script"):
        (element,) = page.iter(tag)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"


def test_hostile_words_are_shown_as_words() -> None:
    measure = Measure(
        id=HOSTILE,
        title=HOSTILE,
        lead_units=[Unit(name=HOSTILE)],
        deadlines=[Deadline(text=HOSTILE, kind="by", task=HOSTILE, due=zhengce.sample().issue_date)],
    )
    hostile = Notice(title=HOSTILE, remarks=[HOSTILE], domains=[Domain(name=HOSTILE, measures=[measure])])
    found = [Finding(code=HOSTILE, severity="info", message=HOSTILE)]
    failed = [Outcome(source=HOSTILE, error=FileError(HOSTILE, HOSTILE))]
    shown = " ".join(HOSTILE.split())
    page, several = tree(hostile, findings=found), tree([hostile, *failed], findings=[found])
    assert words(page.find(".//title")).startswith(shown)
    assert words(page.find(".//h1")) == shown
    assert shown in words(select(several, "#notices")[0])
    for made in (page, several):
        assert words(select(made, "title")[0]) == shown
        assert words(select(made, "message")[0]) == shown
        assert len(made.xpath("//script")) == 1
        assert not made.xpath("//img")
        assert made.xpath("//option/text()").count(f"{HOSTILE} (1)") == 2


def test_hostile_text_is_shown_as_text() -> None:
    notice = zhengce.parse(NOTICE.replace("公示菜价", HOSTILE))
    page = tree(notice)
    assert len(page.xpath("//script")) == 1
    shown = "".join("".join(line.text_content() for line in page.xpath("//div[@class='source']//p")).split())
    assert "".join(HOSTILE.split()) in shown


def test_lone_surrogates_are_replaced() -> None:
    assert "\ufffd" in dumps(Notice(title="\ud800通知"))
    dumps(zhengce.parse("一、\ud800任务\n1. 办好。（牵头单位：民政局\udfff）")).encode()


@pytest.mark.parametrize(
    "text", ["", "床前明月光，疑是地上霜。", "1.", "|a|b|\n|-|-|\n", "6月底前完成。", "\r\n一、甲\r\n"]
)
def test_any_text_has_a_page(text: str) -> None:
    notice = zhengce.parse(text)
    check_links(tree(notice, findings=zhengce.check(notice).findings))


def test_a_notice_built_by_hand_has_a_ledger_without_places() -> None:
    unit = Unit(name="民政局")
    part = Measure(id="1.1.1", title="招募厨师", lead_units=[unit])
    measure = Measure(id="1.1", title="建好社区食堂", responsible_units=[unit], measures=[part])
    page = tree(Notice(title="通知", domains=[Domain(name="社区食堂", lead_units=[unit], measures=[measure])]))
    check_links(page)
    assert [words(row[0]) for row in select(page, "row")] == ["1.1", "1.1.1"]
    assert not [row for row in select(page, "row") if row.xpath(".//a[@href]")]
    assert "没有原文" in words(select(page, "#text")[0])


def test_the_same_notice_makes_the_same_page(notice: Notice) -> None:
    assert dumps(notice) == dumps(zhengce.parse(NOTICE, name="notice.md"))


# --- the command ------------------------------------------------------------


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["report", *arguments], input=stdin, prog_name="zhengce")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notice.md"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_the_command_writes_the_page_with_what_check_finds(file: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    done = run(str(file), "-o", str(output))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    notice = zhengce.read(file)
    written = output.read_text(encoding="utf-8")
    assert written == dumps(notice, findings=zhengce.check(notice).findings, lang="en")
    assert "ZC204" in written


def test_the_command_prints_the_page_without_a_file_to_write(file: Path) -> None:
    done = run("-", "--lang", "zh", stdin=file.read_bytes())
    assert done.exit_code == 0
    assert done.stdout.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "单位没有列全" in done.stdout


def test_a_failed_write_leaves_what_was_there(file: Path, tmp_path: Path) -> None:
    done = run(str(file), "-o", str(tmp_path / "missing" / "report.html"))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notice.md"]


@pytest.mark.parametrize("suffix", ["", ".unknown", ".xlsx"])
def test_a_page_is_not_written_into_a_file_of_another_kind(file: Path, tmp_path: Path, suffix: str) -> None:
    done = run(str(file), "-o", str(tmp_path / f"report{suffix}"), "--lang", "zh")
    assert done.exit_code == 2
    assert done.stderr.endswith(f"报告网页可写成 .html 或 .htm，不能写成“{suffix}”\n")
    assert [path.name for path in tmp_path.iterdir()] == ["notice.md"]


def test_a_reference_date_fixes_the_years(file: Path) -> None:
    file.write_text("1. 建好社区食堂。6月底前，建成3家。（牵头单位：民政局）\n", encoding="utf-8")
    assert "2031-06-30" in run(str(file), "--reference-date", "2031-02-01").stdout


def test_help_has_examples() -> None:
    assert "Examples:\n    zhengce report notice.md -o report.html" in run("--help").stdout


def test_without_its_package_the_page_says_what_to_install(file: Path) -> None:
    code = "import sys; sys.modules['jinja2'] = None; from zhengce.cli import main; main()"
    command = [sys.executable, "-c", code, "report", str(file)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "zhengce: the report page needs the extra 'report': pip install 'zhengce[report]'\n"
    assert done.stdout == b""


def test_spans_beyond_the_text_do_no_harm() -> None:
    found = Finding(code="ZC204", severity="error", message="越界", span=Span(start=2, end=9_000))
    check_links(tree(zhengce.parse("办好。"), findings=[found, found]))
