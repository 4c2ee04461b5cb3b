"""Formats: the whole notice out and back, and what is said of data that is no notice."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce import FileError, FormatError, Notice


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.sample()


def test_json_is_lossless(notice: Notice) -> None:
    again = zhengce.loads(zhengce.dumps(notice))
    assert again == notice
    assert again.source == notice.source
    assert [m.span for m in again.measures] == [m.span for m in notice.measures]


def test_json_says_its_schema(notice: Notice) -> None:
    assert json.loads(zhengce.dumps(notice))["schema"] == "zhengce/1"


def test_every_real_document_comes_back(corpus: Path) -> None:
    for path in sorted((corpus / "docs").iterdir()):
        notice = zhengce.read(path)
        assert zhengce.loads(zhengce.dumps(notice, indent=None)) == notice, path.name


def test_halves_of_surrogates_come_back() -> None:
    notice = zhengce.parse("一、\ud800任务\n6月底前完成。")
    assert zhengce.loads(zhengce.dumps(notice)).source.text == notice.source.text
    zhengce.dumps(notice).encode()


PROBLEMS: list[tuple[dict[str, Any] | list[Any], str]] = [
    ({"schema": "zhengce/9"}, "$.schema: expected 'zhengce/1', got 'zhengce/9'"),
    ([], "$: expected an object, got list"),
    ({"title": None}, "$.title: expected text, got None"),
    ({"year": 2023}, "$: unknown: year"),
    ({"addressees": "各镇"}, "$.addressees: expected a list, got '各镇'"),
    ({"addressees": [5]}, "$.addressees[0]: expected text, got 5"),
    ({"issue_date": "2023-02-30"}, "$.issue_date: expected a day such as 2023-06-30, got '2023-02-30'"),
    ({"issue_date": "20230630"}, "$.issue_date: expected a day such as 2023-06-30, got '20230630'"),
    ({"domains": [{}]}, "$.domains[0].name: name is missing"),
    ({"domains": [5]}, "$.domains[0]: expected an object"),
    ({"domains": [{"name": "甲", "measures": [{"title": ""}]}]}, "$.domains[0].measures[0]: a Measure needs a title"),
    (
        {"domains": [{"name": "甲", "measures": [{"title": "乙", "open_ended": "false"}]}]},
        "$.domains[0].measures[0].open_ended: expected true or false, got 'false'",
    ),
    (
        {"document_number": {"authority_code": "甲", "year": 2023, "serial": 1.5}},
        "$.document_number.serial: expected a whole number, got 1.5",
    ),
]


@pytest.mark.parametrize(("data", "problem"), PROBLEMS)
def test_what_is_no_notice_is_named_by_its_path(data: Any, problem: str) -> None:
    if isinstance(data, dict):
        data = {"schema": "zhengce/1", **data}
    with pytest.raises(FormatError) as refused:
        zhengce.loads(json.dumps(data))
    assert any(said.startswith(problem) for said in refused.value.problems), refused.value.problems


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"schema": "zhengce/1", "title": "", "title": ""}', "NaN"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        zhengce.loads(text)


def test_all_problems_are_told_at_once() -> None:
    data = {"schema": "zhengce/1", "title": 1, "issuing_authority": 2, "remarks": 3}
    with pytest.raises(FormatError) as refused:
        zhengce.loads(json.dumps(data))
    assert len(refused.value.problems) == 3


# --- files ------------------------------------------------------------------


def test_what_is_written_is_read_back(notice: Notice, tmp_path: Path) -> None:
    path = tmp_path / ("很长的文件名" * 12 + ".json")
    zhengce.write(notice, path)
    assert zhengce.read(path) == notice
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_keeps_its_mode_and_a_link_its_aim(notice: Notice, tmp_path: Path) -> None:
    aim, link = tmp_path / "aim.json", tmp_path / "link.json"
    aim.touch(mode=0o664)
    aim.chmod(0o664)
    link.symlink_to(aim)
    zhengce.write(notice, link)
    assert link.is_symlink()
    assert stat.S_IMODE(aim.stat().st_mode) == 0o664
    assert zhengce.read(aim) == notice


def test_an_unknown_suffix_names_the_known_ones(notice: Notice, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"known are \..*\.json"):
        zhengce.write(notice, tmp_path / "ledger.odd")


@pytest.mark.parametrize("name", ["missing/ledger.json", "nul\0.json"])
def test_a_failed_write_leaves_nothing(notice: Notice, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError):
        zhengce.write(notice, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
