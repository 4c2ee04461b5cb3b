"""Tables in HTML inside Markdown: the same rows as for the same table in a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from zhengce.text import Source

TITLE = "澄澜湾2024年重点任务分工表"
HEAD = "<tr><th>序号</th><th>重点任务</th><th>责任单位</th><th>完成时限</th></tr>"

Measures = list[tuple[str, str, list[str], list[str]]]


def measures(notice: zhengce.Notice) -> Measures:
    """Return number, title, units and days of every measure."""
    return [
        (m.number, m.title, [str(unit) for _, unit in m.roles], [str(d.due) for d in m.deadlines])
        for m in notice.measures
    ]


TABLES: dict[str, tuple[str, Measures]] = {
    "one line": (
        f"<table>{HEAD}<tr><td>1</td><td>修好堤防</td><td>水务局</td><td>6月底前</td></tr></table>",
        [("1", "修好堤防", ["水务局"], ["2024-06-30"])],
    ),
    "many lines": (
        (
            f'<html><body><table border="1">\n <thead>\n  {HEAD}\n </thead>\n <tbody>\n  <tr>\n   <td>1</td>\n'
            "   <td>修好\n堤防</td>\n   <td>水务局</td>\n   <td>6月底前</td>\n  </tr>\n"
            " </tbody>\n</table></body></html>"
        ),
        [("1", "修好堤防", ["水务局"], ["2024-06-30"])],
    ),
    "without end tags": (
        "<table><tr><td>序号<td>重点任务<td>责任单位<tr><td>1<td>修好堤防<td>水务局<tr><td>2<td>清好河道<td>城管局</table>",
        [("1", "修好堤防", ["水务局"], []), ("2", "清好河道", ["城管局"], [])],
    ),
    "merged rows": (
        (
            f"<table>{HEAD}<tr><td>1</td><td>修好堤防</td><td rowspan=2>水务局</td><td rowspan='2'>6月底前</td></tr>"
            "<tr><td>2</td><td>清好河道</td></tr><tr><td>3</td><td>种好树</td><td>园林局</td><td>9月底前</td></tr></table>"
        ),
        [
            ("1", "修好堤防", ["水务局"], ["2024-06-30"]),
            ("2", "清好河道", ["水务局"], ["2024-06-30"]),
            ("3", "种好树", ["园林局"], ["2024-09-30"]),
        ],
    ),
    "merged over three rows": (
        (
            f"<table>{HEAD}<tr><td>1</td><td>修好堤防</td><td rowspan=3>水务局</td><td>6月底前</td></tr>"
            "<tr><td>2</td><td>清好河道</td><td>7月底前</td></tr><tr><td>3</td><td>管好水闸</td><td>8月底前</td></tr>"
            "<tr><td>4</td><td>种好树</td><td>园林局</td><td>9月底前</td></tr></table>"
        ),
        [
            ("1", "修好堤防", ["水务局"], ["2024-06-30"]),
            ("2", "清好河道", ["水务局"], ["2024-07-31"]),
            ("3", "管好水闸", ["水务局"], ["2024-08-31"]),
            ("4", "种好树", ["园林局"], ["2024-09-30"]),
        ],
    ),
    "merged to the end": (
        (
            f"<table>{HEAD}<tr><td>1</td><td>修好堤防</td><td rowspan=9>水务局</td><td>6月底前</td></tr>"
            "<tr><td>2</td><td>清好河道</td><td>9月底前</td></tr></table>"
        ),
        [("1", "修好堤防", ["水务局"], ["2024-06-30"]), ("2", "清好河道", ["水务局"], ["2024-09-30"])],
    ),
    "a head of two rows": (
        (
            "<table><tr><td rowspan=2>序号</td><td rowspan=2>任务</td><td colspan=2>责任单位</td></tr>"
            "<tr><td>牵头</td><td>配合</td></tr>"
            "<tr><td>1</td><td>修好堤防</td><td>水务局</td><td>财政局</td></tr></table>"
        ),
        [("1", "修好堤防", ["水务局", "财政局"], [])],
    ),
    "a heading between rows": (
        (
            f"<table>{HEAD}<tr><td colspan=4>一、水利</td></tr>"
            "<tr><td>1</td><td>修好堤防</td><td>水务局</td><td>6月底前</td></tr></table>"
        ),
        [("1", "修好堤防", ["水务局"], ["2024-06-30"])],
    ),
    "a heading above": (
        (
            f"<table><tr><td colspan=4>任务清单</td></tr>{HEAD}"
            "<tr><td>1</td><td>修好堤防</td><td>水务局</td><td>6月底前</td></tr></table>"
        ),
        [("1", "修好堤防", ["水务局"], ["2024-06-30"])],
    ),
    "offices one under another": (
        (
            f"<table>{HEAD}<tr><td>1</td><td>修好堤防</td><td>水务局<br>财政局</td><td>6月底前</td></tr>"
            "<tr><td>2</td><td>清好<br>河道</td><td><p>水务局</p><p>财政局</p></td><td>9月<br>底前</td></tr></table>"
        ),
        [
            ("1", "修好堤防", ["水务局", "财政局"], ["2024-06-30"]),
            ("2", "清好河道", ["水务局", "财政局"], ["2024-09-30"]),
        ],
    ),
    "bars and empty cells": (
        (
            f"<table>{HEAD}<tr><td>1</td><td>修好堤防|清好河道</td><td>水务局</td><td></td></tr>"
            "<tr><td>&nbsp;</td><td></td><td></td><td></td></tr></table>"
        ),
        [("1", "修好堤防｜清好河道", ["水务局"], [])],
    ),
    "text in its place": ("<table><tr><td>第一件。<br>第二件。</td></tr><tr><td>第三件。</td></tr></table>", []),
}


def read(text: str) -> zhengce.Notice:
    return zhengce.parse(text, reference_date=dt.date(2024, 1, 5))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_in_markdown(name: str) -> None:
    table, expected = TABLES[name]
    assert measures(read(f"# {TITLE}\n\n{table}\n")) == expected


@pytest.mark.parametrize("name", TABLES)
def test_a_page_gives_the_same(name: str, tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    table, expected = TABLES[name]
    path = tmp_path / "page.html"
    path.write_text(f"<meta charset=utf-8><h1>{TITLE}</h1>{table}", encoding="utf-8")
    assert measures(zhengce.read(path, reference_date=dt.date(2024, 1, 5))) == expected


def test_rows_of_markdown_may_hold_breaks() -> None:
    rows = "| 序号 | 任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 修好<br>堤防 | 水务局<br/>（牵头）<br>财政局 |\n"
    assert measures(read(rows)) == [("1", "修好堤防", ["水务局", "财政局"], [])]


def test_text_before_and_behind_stays() -> None:
    table, _ = TABLES["one line"]
    text = f"正文第一段。\n{table}正文第二段。"
    assert Source(text=text).clean.split("\n") == [
        "正文第一段。",
        "|序号|重点任务|责任单位|完成时限|",
        "|1|修好堤防|水务局|6月底前|",
        "正文第二段。",
    ]


# --- the way back ---------------------------------------------------------------


TOLD = str.maketrans({"\n": "", "|": "｜"})
"""What the cell around tells: where a line ends, and that a bar is no edge of the cell."""


def check_places(notice: zhengce.Notice) -> None:
    """Check that the span of each object gives its words, and that the row of a measure reads as its text."""
    text = notice.source.text
    for measure in notice.measures:
        placed = [(measure.text, measure.span), *((d.text, d.span) for d in measure.deadlines)]
        placed += [(unit.name, unit.span) for _, unit in measure.roles]
        for words, span in placed:
            assert span is not None
            alone = Source(text=text[span.start : span.end]).clean
            assert alone.translate(TOLD) == words.translate(TOLD)


@pytest.mark.parametrize("name", sorted(TABLES.keys() - {"offices one under another"}))
def test_rows_lead_back(name: str) -> None:
    check_places(read(f"# {TITLE}\n\n{TABLES[name][0]}\n"))


CELLS = st.builds(
    "<td{}{}>{}</td>".format,
    st.sampled_from(["", "", "", " rowspan=2", ' rowspan="3"', " rowspan=0"]),
    st.sampled_from(["", "", "", " colspan=2", " colspan=99"]),
    st.sampled_from(["", "1", "水务局", "财政局、城管局", "6月底前", "$9$月底前", "修好堤防", "清&nbsp;河道", "甲|乙"]),
)
ROWS = st.lists(CELLS, max_size=6).map(lambda cells: f"<tr>{''.join(cells)}</tr>")


@given(st.lists(ROWS, max_size=8))
def test_any_table_is_read(rows: list[str]) -> None:
    text = f"{TITLE}\n<table>{HEAD}{''.join(rows)}</table>\n正文。"
    notice = read(text)
    check_places(notice)
    assert notice.source.clean.endswith("\n正文。")


# --- bounds -----------------------------------------------------------------------

BOMBS = {
    "columns": f"<table>{'<tr>' + '<td colspan=999999>修好堤防</td>' * 60 + '</tr>'}" * 300,
    "rows": f"<table>{HEAD}" + "<tr><td rowspan=999999>修好堤防</td></tr>" * 5000 + "</table>",
    "both": f"<table>{HEAD}" + "<tr><td rowspan=999999 colspan=999999>修好堤防</td></tr>" * 5000 + "</table>",
    "nested": "<table><tr><td>" * 5000,
    "never closed": "<table><tr><td" * 5000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_table_that_claims_to_be_large_is_not(name: str) -> None:
    text = BOMBS[name]
    source = Source(text=text)
    assert len(source.clean) <= len(text)
    assert all(0 <= taken <= 64 and 0 <= own <= 64 for taken, own in source.cells.values())


CLEAN = [
    ("<tr><td>甲</td></tr>", "|甲|"),
    ("前言\n<tr><td>只有一格</td></tr>", "前言\n只有一格"),
    (
        "<table><tr><td>任务</td><td>责任单位</td></tr><tr><td>建点</td><td>县教育局<br>县财政局</td></tr></table>",
        "|任务|责任单位|\n|建点|县教育局、县财政局|",
    ),
    ("|任务|责任单位|\n|建点|县教育局<br>县财政局<br>县妇联|", "|任务|责任单位|\n|建点|县教育局、县财政局、县妇联|"),
    ("|任务|责任单位|\n|建点<br>种树|县教育局<br>（牵头）|", "|任务|责任单位|\n|建点种树|县教育局（牵头）|"),
]


@pytest.mark.parametrize(("original", "clean"), CLEAN)
def test_the_clean_reading_of_cells(original: str, clean: str) -> None:
    assert Source(text=original).clean == clean


def frame(lines: int, length: int, beside: int = 0) -> str:
    """A table of two rows whose largest cell has so many lines and characters, and how many stand beside it."""
    words = "<br>".join(["建" * (length // lines)] * (lines - 1))
    words += "<br>" + "建" * (length - len(words) - 4)
    return f"<table><tr><td>标题</td><td>{'旁' * beside}</td></tr><tr><td>{words}</td><td>页脚</td></tr></table>"


@pytest.mark.parametrize(
    ("lines", "length", "beside", "bars"),
    [(9, 1000, 0, 0), (8, 1000, 0, 3), (9, 999, 0, 3), (9, 1000, 240, 0), (9, 1000, 260, 6)],
)
def test_a_cell_that_holds_the_text_of_the_document(lines: int, length: int, beside: int, bars: int) -> None:
    """It has eight ends of lines, a thousand characters, four fifths of all words."""
    assert Source(text=frame(lines, length, beside)).clean.count("|") == bars


@pytest.mark.parametrize(("length", "bars"), [(200, 3), (201, 0)])
def test_one_row_that_sets_text_in_columns(length: int, bars: int) -> None:
    text = f"<table><tr><td>短</td><td>{'建' * length}</td></tr></table>"
    assert Source(text=text).clean.count("|") == bars
