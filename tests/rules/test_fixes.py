"""Fixes: what they change in a text, and that everything else stays, byte for byte."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from zhengce import Edit, FileError, Fix, RuleError, Span, check, fix, fix_file, parse
from zhengce.rules.fixes import apply

from ..making import notice_texts

# --- cases ------------------------------------------------------------------

HEAD = "一、优化服务\n1.开通专窗"
LONG = "1.开通专窗，把设立登记、公章刻制、发票申领、社保登记等环节集中到一个窗口办理"

CASES = (
    # what recognition left behind
    (f"{HEAD} and 热线。（牵头单位：民政局）", f"{HEAD}和热线。（牵头单位：民政局）"),
    (f"{HEAD}and热线、取号机 etc 。（牵头单位：民政局）", f"{HEAD}和热线、取号机等。（牵头单位：民政局）"),
    (f"{HEAD} etc. 便民设施。（牵头单位：民政局）", f"{HEAD}等便民设施。（牵头单位：民政局）"),
    (f"{HEAD} And 热线 or 网上办理。（牵头单位：民政局）", f"{HEAD}和热线或网上办理。（牵头单位：民政局）"),
    (f"{HEAD}“一张网” and 《办事指南》。（牵头单位：民政局）", f"{HEAD}“一张网”和《办事指南》。（牵头单位：民政局）"),
    (f"{HEAD} the 热线（rè xiàn）\ufffd。（牵头单位：民政局）", None),  # what was meant is not known
    (f"{HEAD}，Wi-Fi and 5G全覆盖，brand and logo统一。（牵头单位：民政局）", None),  # between Latin words
    (f"{HEAD}，引进Android设备。（牵头单位：民政局）", None),
    # widths
    (f"{HEAD}。(牵头单位:民政局；责任单位：税务局)", f"{HEAD}。（牵头单位：民政局；责任单位：税务局）"),
    (f"{HEAD}。（牵头单位:民政局;责任单位:税务局,公安局）", f"{HEAD}。（牵头单位：民政局；责任单位：税务局，公安局）"),
    (f"{HEAD}。(牵头单位:民政局)", None),  # of one width throughout
    (f"{HEAD}(含热线)，3:1配比。（牵头单位：民政局）", None),  # outside the clause
    (f"{HEAD}。（牵头单位：民政局(2科)；责任单位：税务局）", f"{HEAD}。（牵头单位：民政局（2科）；责任单位：税务局）"),
    # a name twice
    (
        f"{HEAD}。（牵头单位：民政局；责任单位：税务局、公安局、税务局）",
        f"{HEAD}。（牵头单位：民政局；责任单位：税务局、公安局）",
    ),
    (
        f"{HEAD}。（牵头单位：民政局；责任单位：税务局、税务局、税务局、公安局）",
        f"{HEAD}。（牵头单位：民政局；责任单位：税务局、公安局）",
    ),
    (f"{HEAD}。（牵头单位：民政局；责任单位：民政局、税务局）", None),  # in two roles: a person decides
    # page breaks
    (
        f"一、优化服务\n{LONG}，\n\n6月底前启用。（牵头单位：民政局）",
        f"一、优化服务\n{LONG}，6月底前启用。（牵头单位：民政局）",
    ),
    (
        f"一、优化服务\r\n{LONG}，\r\n\r\n— 3 —\r\n\r\n6月底前启用。（牵头单位：民政局）\r\n",
        f"一、优化服务\r\n{LONG}，6月底前启用。（牵头单位：民政局）\r\n",
    ),
    (f"一、优化服务\n{LONG}，\n6月底前启用。（牵头单位：民政局）", None),  # a hard end of line is no page break
    (f"一、优化服务\n\n{LONG}。\n\n2.设热线。（牵头单位：民政局）", None),
    # suggestions are not carried out
    (f"关于印发2024年工作要点的通知\n{HEAD}。8月前启用。（牵头单位：民政局）", None),
    (f"{HEAD}，定期公布。（责任单位：民政局等有关部门", None),
    # several at once
    (
        f"一、优化服务\n{LONG} and 制证，\n\n6月底前启用。（牵头单位:民政局；责任单位：税务局、税务局）",
        f"一、优化服务\n{LONG}和制证，6月底前启用。（牵头单位：民政局；责任单位：税务局）",
    ),
    ("", None),
    (" \n\n ", None),
)


@pytest.mark.parametrize(("before", "after"), CASES)
def test_a_text_is_mended(before: str, after: str | None) -> None:
    assert fix(before) == (before if after is None else after)


@pytest.mark.parametrize(("before", "after"), CASES)
def test_what_was_mended_has_nothing_left_to_mend(before: str, after: str | None) -> None:
    assert not [found for found in check(parse(fix(before))) if found.fix and found.fix.safe]


def test_select_and_ignore_say_what_is_mended() -> None:
    text = f"{HEAD} and 热线。（牵头单位:民政局；责任单位：税务局）"
    assert fix(text, select=["ZC902"]) == text.replace("位:", "位：")
    assert fix(text, ignore=["ZC902"]) == text.replace(" and ", "和")
    with pytest.raises(RuleError):
        fix(text, select=["ZC8"])


@pytest.mark.parametrize(
    ("words", "plainer"),
    [
        ("8月前", "7月底前"),
        ("8月份之前", "7月底前"),
        ("1月以前", None),  # its December is not that of the notice's year
        ("国庆节前", None),  # of another convention, and no month
        ("2024年8月前", None),  # the year would be lost
    ],
)
def test_a_limit_before_a_month_may_be_said_plainer(words: str, plainer: str | None) -> None:
    text = f"关于印发2024年便民工作要点的通知\n一、优化服务\n1.开通专窗，{words}完成。（牵头单位：民政局）"
    (found,) = check(parse(text), select=["ZC306"])
    assert found.fix == (Fix(edits=[Edit(span=found.span, replacement=plainer)]) if plainer else None)


def test_without_a_place_nothing_is_suggested() -> None:
    limit = zhengce.Deadline(text="8月前", kind="by", due=date(2024, 7, 31), convention="before-it-begins")
    notice = zhengce.Notice(sections=[zhengce.Section(text="8月前", deadlines=[limit])])
    (found,) = check(notice, select=["ZC306"])
    assert found.fix is None


def test_a_mark_in_bold_that_a_page_break_cuts_stays_bold() -> None:
    before = f"一、优化服务\n{LONG}，\n\n**6月底前**启用。（牵头单位：民政局）"
    assert fix(before) == before.replace("，\n\n**", "，**")


READING = sorted(path for path in (Path(__file__).parents[1] / "cases" / "reading").iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("case", READING, ids=lambda path: path.stem)
def test_a_safe_fix_changes_nothing_that_the_notice_says(case: Path) -> None:
    """Of a unit named twice, one name is left; “and” becomes 和."""
    text = case.read_text(encoding="utf-8")
    assert said(fix(text)) == said(text)


def said(text: str) -> list[object]:
    notice = parse(text)
    heads = [notice.title, notice.document_number, notice.issue_date, [d.text for d in notice.deadlines]]
    measures = [
        [m.id, m.number, m.open_ended, *map(dict.fromkeys, (m.lead_units, m.responsible_units, m.supporting_units))]
        for m in notice.measures
    ]
    return [*heads, *measures, [(domain.name, domain.commander, domain.lead_units) for domain in notice.domains]]


# --- edits ------------------------------------------------------------------


def edits(*changes: tuple[int, int, str]) -> Fix:
    return Fix(edits=[Edit(span=Span(start=start, end=end), replacement=new) for start, end, new in changes])


APPLIED = (
    ([], "0123456789"),
    ([edits((2, 4, "ab"))], "01ab456789"),
    ([edits((8, 9, "b")), edits((0, 1, "a"))], "a1234567b9"),
    ([edits((2, 5, "a")), edits((4, 7, "b"))], "01a56789"),  # the second waits
    ([edits((2, 5, "a")), edits((5, 7, "b"))], "01ab789"),
    ([edits((2, 3, "a"), (8, 9, "c")), edits((0, 1, "x"), (2, 3, "y"))], "01a34567c9"),  # a fix is whole or not at all
    ([edits((2, 2, "a")), edits((2, 2, "b"))], "01a23456789"),
    ([edits((1, 5, "")), edits((3, 3, "b"))], "056789"),
)


@pytest.mark.parametrize(("fixes", "after"), APPLIED)
def test_a_fix_that_overlaps_another_waits(fixes: list[Fix], after: str) -> None:
    assert apply("0123456789", fixes) == after


# --- properties -------------------------------------------------------------


@given(notice_texts())
def test_fixing_twice_changes_nothing_more(text: str) -> None:
    once = fix(text)
    assert fix(once) == once


@given(notice_texts())
def test_everything_outside_the_edits_stays(text: str) -> None:
    fixes = [found.fix for found in check(parse(text)) if found.fix and found.fix.safe]
    spans = [edit.span for proposed in fixes for edit in proposed.edits]
    touched = {i for span in spans for i in range(span.start, span.end)}
    kept = "".join(character for i, character in enumerate(text) if i not in touched)
    rest = iter(apply(text, fixes))
    assert all(character in rest for character in kept), "what no edit touches is there still, in its order"


@given(st.text())
def test_no_text_makes_fixing_raise(text: str) -> None:
    fix(text)


# --- files ------------------------------------------------------------------

REST = "\r\n㐀\t末行　没有换行"
BEFORE = f"一、优化服务\r\n\r\n1.开通专窗 and 热线。（牵头单位:民政局；责任单位：税务局、税务局）{REST}"
AFTER = f"一、优化服务\r\n\r\n1.开通专窗和热线。（牵头单位：民政局；责任单位：税务局）{REST}"
ENCODINGS = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (b"", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@pytest.mark.parametrize(("mark", "encoding"), ENCODINGS)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_file_is_mended_byte_for_byte(mark: bytes, encoding: str, end: str, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(mark + BEFORE.replace("\r\n", end).encode(encoding))
    assert fix_file(file) is True
    assert file.read_bytes() == mark + AFTER.replace("\r\n", end).encode(encoding)
    assert fix_file(file) is False
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_without_faults_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "notice.md"
    file.write_text(f"{HEAD}。（牵头单位：民政局）", encoding="utf-8")
    file.chmod(0o444)
    before = file.stat()
    assert fix_file(file) is False
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_options_reach_the_file(tmp_path: Path) -> None:
    file = tmp_path / "notice.md"
    file.write_text(f"{HEAD} and 热线。（牵头单位：民政局）", encoding="utf-8")
    assert fix_file(file, ignore=["ZC9"]) is False
    assert fix_file(str(file), select=["ZC901"]) is True


OTHER = (
    (
        "notice.html",
        "<html><body><p>一、优化服务</p><p>1.开通专窗 and 热线。（牵头单位：民政局）</p></body></html>".encode(),
    ),
    ("notice.txt", b"<!DOCTYPE html><html><body><p>1.</p></body></html>"),
    ("notice.docx", b"PK\x03\x04 no document"),
    ("notice.pdf", b"%PDF-1.7 no document"),
    ("notice.json", zhengce.dumps(zhengce.sample()).encode()),
    ("notice.txt", b"\x89PNG\r\n\x1a\n\x00"),
)


@pytest.mark.parametrize(("name", "content"), OTHER)
def test_only_plain_text_is_mended(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(FileError, match=name):
        fix_file(file)
    assert file.read_bytes() == content


@pytest.mark.parametrize("suffix", [".json", ".YAML"])
def test_a_notice_written_down_is_no_text_to_mend(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"notice{suffix}"
    zhengce.write(zhengce.sample(), file)
    with pytest.raises(FileError, match="only plain text can be mended"):
        fix_file(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gone\.md"):
        fix_file(tmp_path / "gone.md")
