"""Reports: how findings are counted, placed, and shown in a terminal, in JSON, in SARIF and in a notebook."""

from __future__ import annotations

import json
import pickle
from urllib.parse import unquote

import pytest

import zhengce
from zhengce import Edit, Finding, Fix, Notice, Place, Report, Severity, Source, Span, check, parse, sarif_log
from zhengce.rules.excerpts import WIDTH, excerpt
from zhengce.text import Lines, columns

LETTER = """\
关于印发2024年便民工作要点的通知
一、优化服务
1.开通专窗，2月30日前完成。（责任单位：民政局、财政局）
2.公开事项 and 流程。（牵头单位：民政局；责任单位：税务局、税务局）
"""


@pytest.fixture
def report() -> Report:
    return check(parse(LETTER, name="要点 1.md"), select=["ZC201", "ZC203", "ZC307", "ZC901"])


# --- counts -----------------------------------------------------------------


def test_a_report_counts_by_code_and_severity(report: Report) -> None:
    assert report.by_code == {"ZC201": 1, "ZC203": 1, "ZC307": 1, "ZC901": 1}
    assert list(report.by_severity.items()) == [(Severity.ERROR, 1), (Severity.WARNING, 3), (Severity.INFO, 0)]
    assert len(report) == len(list(report)) == 4
    assert report.has_errors
    assert not check(parse("")).has_errors


def test_findings_and_reports_are_values(report: Report) -> None:
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert hash(again) == hash(report)
    assert again.text() == report.text()
    assert len({*report, *again}) == len(report)
    with pytest.raises(AttributeError):
        report.findings[0].code = "ZC999"


def test_a_fix_of_lists_is_hashable() -> None:
    edit = Edit(span=Span(start=0, end=1), replacement="")
    finding = Finding(code="OFF001", severity="info", message="long", fix=Fix(edits=[edit]))
    assert hash(finding) == hash(pickle.loads(pickle.dumps(finding)))
    assert not finding.fix.safe


# --- the terminal -----------------------------------------------------------


def test_a_report_is_read_in_a_terminal(report: Report) -> None:
    assert (
        report.text()
        == """\
要点 1.md:3:8: error ZC307 [1.1] 2月30日前: there is no such day
  1.开通专窗，2月30日前完成。（责任单位：民政局、财政局）
              ^^^^^^^^^
要点 1.md:3:17: warning ZC201 [1.1] several units are to do “开通专窗，2月30日前完成”, and none leads (牵头单位)
  1.开通专窗，2月30日前完成。（责任单位：民政局、财政局）
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
要点 1.md:4:7: warning ZC901 [1.2] “and” was left behind by text recognition
  2.公开事项 and 流程。（牵头单位：民政局；责任单位：税务局、税务局）
            ^^^^^
要点 1.md:4:34: warning ZC203 [1.2] 税务局 is named twice
  2.公开事项 and 流程。（牵头单位：民政局；责任单位：税务局、税务局）
                                                             ^^^^^^"""
    )


def test_a_report_is_read_in_chinese() -> None:
    report = check(parse(LETTER), select=["ZC307"], lang="zh")
    assert report.text().startswith("<text>:3:8: 错误 ZC307 [1.1] 2月30日前：没有这一天\n")


def test_a_report_about_a_paged_file_names_the_page() -> None:
    source = Source(text="封面\n6月底前完成", name="要点.pdf", places=[Place(start=0, page=1), Place(start=3, page=2)])
    finding = Finding(code="OFF001", severity="info", message="long", span=Span(start=3, end=5))
    report = Report(findings=[finding], source=source)
    assert report.where(finding) == "要点.pdf:2:1 (page 2)"


CARETS = (
    ("于2月30日前完成", (1, 7), "于2月30日前完成", 2, 9),
    ("\t开通 and 热线", (3, 8), " 开通 and 热线", 5, 5),
    ("开通\x1b[31m专窗", (7, 9), "开通 [31m专窗", 9, 4),
    ("第一行\r\n第二行\r\n", (6, 7), "第二行", 2, 2),
    ("开通专窗\n方便群众", (2, 7), "开通专窗", 4, 4),  # words that continue in the next line
    ("开通专窗", (0, 0), "开通专窗", 0, 1),
    ("开通专窗", (4, 4), "开通专窗", 8, 1),
    ("", (0, 0), "", 0, 1),
    ("e\u0301tat civil", (3, 6), "e\u0301tat civil", 2, 3),  # a combining accent takes no column
)


@pytest.mark.parametrize(("text", "span", "line", "margin", "carets"), CARETS)
def test_a_caret_stands_below_its_words(text: str, span: tuple[int, int], line: str, margin: int, carets: int) -> None:
    shown, below = excerpt(Lines(text), Span(start=span[0], end=span[1])).split("\n")
    assert shown == f"  {line}"
    assert below == "  " + " " * margin + "^" * carets


@pytest.mark.parametrize("before", [0, 10, 200, 5000])
@pytest.mark.parametrize("words", [1, 6, 300])
@pytest.mark.parametrize("after", [0, 5000])
@pytest.mark.parametrize("filling", "字x")
def test_a_long_line_is_cut_around_its_words(before: int, words: int, after: int, filling: str) -> None:
    text = filling * before + "标" * words + filling * after
    shown, below = excerpt(Lines(text), Span(start=before, end=before + words)).split("\n")
    assert columns(shown) <= WIDTH + 8
    margin, carets = len(below) - len(below.lstrip()), below.count("^")
    assert carets in (2 * words, WIDTH, WIDTH - 1) or words == 300
    assert columns(shown.split("标")[0]) == margin
    assert columns("标" * shown.count("标")) == carets


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_one(end: str) -> None:
    lines = Lines(f"一、{end}6月底前{end}")
    assert [lines.place(offset) for offset in (0, 1)] == [(1, 1), (1, 2)]
    assert lines.place(2 + len(end)) == (2, 1)
    assert lines.place(6 + 2 * len(end)) == (3, 1)


# --- rows -------------------------------------------------------------------


def test_rows_are_flat_and_json_says_the_same(report: Report) -> None:
    rows = report.rows()
    assert json.loads(report.json()) == json.loads(json.dumps(rows))
    (twice,) = (row for row in rows if row["code"] == "ZC203")
    start = LETTER.rindex("税务局")
    assert twice == {
        "file": "要点 1.md",
        "line": 4,
        "column": 34,
        "end_line": 4,
        "end_column": 37,
        "start": start,
        "end": start + 3,
        "code": "ZC203",
        "severity": "warning",
        "message": "税务局 is named twice",
        "measure": "1.2",
        "fix": {"edits": ({"span": {"start": start - 1, "end": start + 3}, "replacement": ""},), "safe": True},
    }


# --- SARIF ------------------------------------------------------------------


def test_a_sarif_log_has_what_the_standard_requires(report: Report) -> None:
    """SARIF 2.1.0: 3.13 sarifLog, 3.14 run, 3.18 tool, 3.27 result, 3.30 region, 3.49 reportingDescriptor."""
    log = json.loads(json.dumps(sarif_log([report])))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "zhengce"
    assert driver["version"] == zhengce.__version__
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids))
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
    assert len(run["results"]) == len(report)
    for result, finding in zip(run["results"], report, strict=True):
        assert ids[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert result["message"]["text"] == finding.message
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == "要点 1.md"
        assert " " not in place["artifactLocation"]["uri"]
        region = place["region"]
        words = LETTER.split("\n")[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert words == LETTER[finding.span.start : finding.span.end]
        assert LETTER[region["charOffset"] :][: region["charLength"]] == words


def test_a_sarif_log_offers_the_fixes(report: Report) -> None:
    results = sarif_log([report])["runs"][0]["results"]
    ((fix,),) = (result["fixes"] for result in results if result["ruleId"] == "ZC901")
    ((replacement,),) = (change["replacements"] for change in fix["artifactChanges"])
    assert replacement["insertedContent"] == {"text": "和"}
    assert (replacement["deletedRegion"]["startColumn"], replacement["deletedRegion"]["endColumn"]) == (7, 12)


def test_a_sarif_log_speaks_chinese(report: Report) -> None:
    (rule,) = (r for r in sarif_log([report], lang="zh")["runs"][0]["tool"]["driver"]["rules"] if r["id"] == "ZC201")
    assert rule["shortDescription"]["text"] == "几个单位负责而没有牵头单位。"


def test_a_sarif_log_takes_a_finding_of_a_rule_that_is_not_known_here() -> None:
    """A report may be unpickled from a machine with other packages of rules."""
    report = Report(findings=[Finding(code="OFF001", severity="info", message="long")], source=Source(text=""))
    (result,) = sarif_log([report])["runs"][0]["results"]
    assert result["ruleId"] == "OFF001"
    assert result["level"] == "note"
    assert result.get("ruleIndex", -1) == -1


@pytest.mark.parametrize(("name", "uri"), [("通知 1.md", "%E9%80%9A%E7%9F%A5%201.md"), ("\udcff.md", "%ED%B3%BF.md")])
def test_a_sarif_log_names_files_as_uris(name: str, uri: str) -> None:
    """Some file names are not text: Python represents their bytes as lone surrogates."""
    report = check(Notice(source=Source(text="", name=name)))
    (place, *_) = sarif_log([report])["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == uri


MANY = "关于印发2024年要点的通知\n一、优化服务\n" + "".join(
    f"{n}.开通第{n}个专窗。（牵头单位：民政局）\n" for n in range(1, 13)
)


def test_information_that_repeats_is_one_line_with_a_count() -> None:
    report = check(parse(MANY), select=["ZC303"], lang="zh")
    (line,) = report.text().splitlines()
    assert line.endswith("“开通第1个专窗”没有完成时限（共12处：1.1、1.2、1.3、1.4、1.5、1.6、1.7、1.8、…）")
    assert len(report.text(every=True).splitlines()) == 36
    assert len(check(parse(MANY.split("4.")[0]), select=["ZC303"]).text().splitlines()) == 9


# --- notebooks --------------------------------------------------------------


def test_a_notebook_shows_a_table(report: Report) -> None:
    html = report._repr_html_()
    assert html.count("<tr>") == 1 + len(report)
    assert "<td>ZC203</td>" in html


def test_hostile_text_stays_text_in_a_notebook() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>&\"'"
    notice = parse(f"一、优化服务\n1.开通{evil}专窗。（责任单位：税务局、公安局）\n")
    assert check(notice, select=["ZC201"]).by_code == {"ZC201": 1}
    html = check(notice)._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_report_about_a_notice_built_by_hand_is_shown() -> None:
    report = check(Notice(title="便民工作要点"))
    assert report.text().startswith("<text>:1:1: warning ZC906 ")
    assert json.loads(report.json())[0]["line"] == 1
    assert sarif_log([report])["runs"][0]["results"][0]["locations"]
