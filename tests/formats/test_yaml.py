"""YAML: writing and reading the same document as JSON, and the parts of YAML that are refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
import yaml
from hypothesis import given

import zhengce
from zhengce import FormatError, Measure, MissingExtraError, Notice, Source
from zhengce.formats import structure
from zhengce.formats import yaml as yaml_format

from ..full import FULL
from ..making import HALVES

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(path for path in (ROOT / "tests/cases/reading").iterdir() if path.suffix in (".md", ".txt"))


def assert_comes_back(notice: Notice) -> None:
    again = yaml_format.loads(yaml_format.dumps(notice))
    assert again == notice
    assert structure.unstructure(again) == structure.unstructure(notice)  # spans and source, too


def plain(notice: Notice) -> Any:
    return json.loads(zhengce.dumps(notice))


# --- out and back -------------------------------------------------------------


@pytest.mark.parametrize("notice", [FULL, zhengce.sample(), Notice()], ids=["full", "sample", "empty"])
def test_yaml_is_lossless(notice: Notice) -> None:
    assert_comes_back(notice)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_comes_back(path: Path) -> None:
    assert_comes_back(zhengce.read(path))


def test_every_real_document_comes_back(corpus: Path) -> None:
    for path in sorted((corpus / "docs").iterdir()):
        assert_comes_back(zhengce.read(path))


@given(
    HALVES | st.text(st.characters(exclude_categories=())) | st.text(" \n\t\r#:-|>'\"\\&*!%@`{}[],?\x85\u2028\ufeff甲a")
)
def test_any_text_comes_back(text: str) -> None:
    assert_comes_back(Notice(title=text, remarks=(text, f"甲{text}"), source=Source(text=f"{text}\n{text}")))


LOOKS_LIKE_SOMETHING = (
    "2023-06-30 10:30 1_000 0x1F 0o17 017 1e3 1.5 .5 .inf -.INF .NaN +1 -1 0 190:20:30 2023-06-30T10:30:00Z "
    "yes No ON off y n true FALSE null Null ~ = << ? - -- --- ... ! & * | > % @ ` # {} [] , : a: a:b 'a \"a"
).split()


@pytest.mark.parametrize("text", [*LOOKS_LIKE_SOMETHING, "", " ", "甲 # 乙", "甲: 乙", "- 甲", "---\n甲", "\n甲\n\n"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    notice = Notice(title=text, remarks=(text,))
    assert_comes_back(notice)
    assert yaml.safe_load(yaml_format.dumps(notice)) == plain(notice)


def test_other_readers_find_the_same() -> None:
    assert yaml.safe_load(yaml_format.dumps(FULL)) == plain(FULL)
    assert yaml.safe_load(yaml_format.dumps(zhengce.sample())) == plain(zhengce.sample())


def test_people_can_read_it() -> None:
    measure = Measure(title="建好平台", text="1.建好平台。\n6月底前，“一网通办”上线。")
    lines = yaml_format.dumps(Notice(domains=(zhengce.Domain(name="服务", measures=(measure,)),))).splitlines()
    assert lines[0] == "schema: zhengce/2"
    at = lines.index("    text: |-")
    assert lines[at - 1 : at + 3] == [
        "    title: 建好平台",
        "    text: |-",
        "      1.建好平台。",
        "      6月底前，“一网通办”上线。",
    ]


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".YAML"])
def test_what_is_written_is_read_back(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"notice{suffix}"
    zhengce.write(FULL, path)
    assert zhengce.read(path) == FULL
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert zhengce.read(path) == FULL


def test_what_people_write_by_hand_is_read() -> None:
    notice = yaml_format.loads("""
        # a comment
        schema: zhengce/2
        title: 关于建好平台的通知
        issue_date: 2023-06-30
        addressees: [各镇, "各局"]
        domains:
          - name: 服务
            measures:
              - title: >
                  建好
                  平台
                open_ended: true
                targets: [{text: 98.5%, value: 98.5}]
                span: {start: 0, end: 5}
                deadlines: []
    """)
    assert str(notice.issue_date) == "2023-06-30"
    assert notice.addressees == ("各镇", "各局")
    assert notice.measures[0].title == "建好 平台\n"
    assert str(notice.measures[0].targets[0].value) == "98.5"


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "zhengce.formats.yaml")
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'zhengce\[yaml\]'"):
        zhengce.write(FULL, tmp_path / "notice.yaml")


# --- what is refused ------------------------------------------------------------

NAMED = "schema: zhengce/2\n"
LAUGHS = "a: &a [甲, 甲]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
PROBLEMS: list[tuple[str | bytes, str]] = [
    ("", "$: expected an object, got NoneType"),
    ("- 甲", "$: expected an object, got list"),
    ("{", "$: not YAML: "),
    ("title: 甲", "$.schema: missing"),
    ("schema: zhengce/9", "$.schema: expected 'zhengce/2', got 'zhengce/9'"),
    (NAMED + "title: 5", "$.title: expected a text, got 5"),
    (NAMED + "title:", "$.title: expected a text, got None"),
    (NAMED + "remarks: [yes, true]", "$.remarks[1]: expected a text, got True"),
    (NAMED + "issue_date: 2023-02-30", "$.issue_date: expected a day such as 2023-06-30, got '2023-02-30'"),
    (NAMED + "title: 甲\ntitle: 乙", "$: line 3: the key 'title' appears twice"),
    (NAMED + "5: 甲", "$: line 2: a key that is no text"),
    (NAMED + "[甲]: 甲", "$: line 2: a key that is no text"),
    (NAMED + "---\ntitle: 甲", "$: line 2: a second document"),
    (NAMED + "title: !!str 甲", "$: line 2: a tag or an anchor"),
    (NAMED + "title: !!python/object/apply:os.system [exit]", "$: line 2: a tag or an anchor"),
    (NAMED + "title: &a 乙", "$: line 2: a tag or an anchor"),
    (NAMED + "title: *a", "$: line 2: an alias"),
    (NAMED + "<<: {title: 甲}", "$: unknown: <<"),
    (LAUGHS, "$: line 1: a tag or an anchor"),
    (b"title: \xff", "$: not YAML: "),
    ("title: \x07", "$: not YAML: "),
    ("%YAML 9.9\n---\na", "$: not YAML: "),
    ("title: '\t\\ud800'\n\t- a", "$: not YAML: "),
    ("[" * 500 + "]" * 500, "$: line 1: nested too deeply"),
    ("[" * 10_000 + "]" * 10_000, "$: not YAML: "),
    ("{a: " * 10_000 + "}" * 10_000, "$: line 1: nested too deeply"),
    ("- " * 10_000, "$: line 1: nested too deeply"),
    (NAMED + "sections: [" + "{sections: [" * 10_000, "$: "),
    (NAMED + "sections: [" + "{sections: [" * 101 + "]}" * 101 + "]", "$: sections or measures are nested more"),
    (" " * 40_000_000, "$: 40,000,000 characters are too many"),
]


@pytest.mark.parametrize(("text", "problem"), PROBLEMS, ids=[problem for _, problem in PROBLEMS])
def test_data_that_is_not_a_notice_is_refused(text: str | bytes, problem: str) -> None:
    with pytest.raises(FormatError) as refused:
        yaml_format.loads(text)
    assert refused.value.problems[0].startswith(problem)


def test_one_error_lists_all_problems() -> None:
    with pytest.raises(FormatError) as refused:
        yaml_format.loads(NAMED + "title: 1\nremarks: 2\ndomains: [{}, {name: 甲, measures: [{title: [], text: 3}]}]")
    assert [said.partition(": ")[0] for said in refused.value.problems] == [
        "$.title",
        "$.remarks",
        "$.domains[0].name",
        "$.domains[1].measures[0].title",
        "$.domains[1].measures[0].text",
    ]


def test_what_would_not_come_back_is_not_written() -> None:
    measure = Measure(title="甲")
    for _ in range(10_000):
        measure = Measure(title="甲", measures=(measure,))
    with pytest.raises(FormatError, match="nested more than 100 deep"):
        yaml_format.dumps(Notice(domains=(zhengce.Domain(name="甲", measures=(measure,)),)))
