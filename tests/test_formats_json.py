"""JSON: the whole notice out and back, its schema, and what is said of data that is no notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import jsonschema
import pytest
from hypothesis import given

import zhengce
from zhengce import Domain, FileError, FormatError, Measure, Notice, Section, Target
from zhengce.formats import json as json_format
from zhengce.formats import schema, structure

from .full import FULL

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted(path for path in (ROOT / "tests/cases/reading").iterdir() if path.suffix in (".md", ".txt"))
SCHEMA = schema.json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.fixture(params=["with orjson", "without"])
def _speed_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "without":
        monkeypatch.setattr(json_format, "_ORJSON", None)
    else:
        pytest.importorskip("orjson")


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.sample()


def assert_comes_back(notice: Notice, **options: Any) -> None:
    again = zhengce.loads(zhengce.dumps(notice, **options))
    assert again == notice
    assert structure.unstructure(again) == structure.unstructure(notice)  # spans and source, too


# --- out and back -------------------------------------------------------------


@pytest.mark.usefixtures("_speed_up")
@pytest.mark.parametrize("indent", [None, 0, 2, 4])
def test_json_is_lossless(notice: Notice, indent: int | None) -> None:
    assert_comes_back(notice, indent=indent)
    assert_comes_back(FULL, indent=indent)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_comes_back_and_follows_the_schema(path: Path) -> None:
    notice = zhengce.read(path)
    assert_comes_back(notice)
    VALIDATOR.validate(structure.unstructure(notice))


def test_every_real_document_comes_back_and_follows_the_schema(corpus: Path) -> None:
    for path in sorted((corpus / "docs").iterdir()):
        notice = zhengce.read(path)
        assert_comes_back(notice, indent=None)
        VALIDATOR.validate(json.loads(zhengce.dumps(notice)))


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back(text: str) -> None:
    assert_comes_back(Notice(title=text, remarks=(text,)))


@given(st.decimals(-(10**30), 10**30, places=5) | st.sampled_from([Decimal("1E+3"), Decimal("-0"), Decimal("1E-7")]))
def test_any_number_comes_back(value: Decimal) -> None:
    target = Target(text="甲", value=value)
    assert_comes_back(Notice(sections=(Section(targets=(target,)),)))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999999", "1E-999999999"])
def test_a_number_that_would_not_come_back_is_not_written(value: str) -> None:
    target = Target(text="甲", value=Decimal(value))
    with pytest.raises(FormatError, match="no number"):
        zhengce.dumps(Notice(sections=(Section(targets=(target,)),)))


@pytest.mark.usefixtures("_speed_up")
@pytest.mark.parametrize("title", ["半个\ud800字", "甲"])
def test_what_the_speed_up_refuses_is_written_all_the_same(title: str) -> None:
    number = zhengce.DocumentNumber(authority_code=title, year=2023, serial=10**30)
    assert_comes_back(Notice(title=title, document_number=number))
    zhengce.dumps(Notice(title=title)).encode()


@pytest.mark.parametrize("indent", [None, 2])
def test_the_text_is_the_same_without_the_speed_up(indent: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("orjson")
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x11000))))
    notices = (FULL, zhengce.sample(), Notice(title=every, remarks=("",)))
    fast = [zhengce.dumps(notice, indent=indent) for notice in notices]
    monkeypatch.setattr(json_format, "_ORJSON", None)
    assert [zhengce.dumps(notice, indent=indent) for notice in notices] == fast


def test_a_file_of_the_first_release_is_read() -> None:
    """Only what it could not say is missing: who issues a joint notice it kept as one text."""
    text = (ROOT / "tests/cases/formats/zhengce-1.json").read_text(encoding="utf-8")
    first = json.loads((ROOT / "docs/schema/zhengce-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(first).validate(json.loads(text))
    notice = zhengce.loads(text)
    assert notice.issuing_authorities == ("云岭市人民政府", "云岭市财政局")
    kept = json.loads(zhengce.dumps(notice).replace('"times": null', '"times": 2'))
    assert kept == structure.unstructure(FULL)


# --- the schema ---------------------------------------------------------------


def test_json_says_its_schema(notice: Notice) -> None:
    assert json.loads(zhengce.dumps(notice))["schema"] == "zhengce/2"


def test_the_published_schema_is_the_one_that_the_nouns_make(root: Path) -> None:
    published = (root / "docs/schema/zhengce-2.json").read_text(encoding="utf-8")
    assert published == schema.dumps(), "write zhengce.formats.schema.dumps() to docs/schema/zhengce-2.json"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def _places(value: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Every place in plain values."""
    yield path
    for key, held in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _places(held, *path, key)


def _with(value: Any, path: tuple[str | int, ...]) -> dict[str, Any]:
    changed: dict[str, Any] = deepcopy(PLAIN)
    *way, last = path
    holder: Any = changed
    for key in way:
        holder = holder[key]
    holder[last] = value
    return changed


def _said_by_loads(data: object) -> bool:
    try:
        zhengce.loads(json.dumps(data))
    except FormatError:
        return False
    return True


PLAIN: dict[str, Any] = json.loads(zhengce.dumps(FULL))
FIELDS = list({path[-2:]: path for path in _places(PLAIN)}.values())[1:]
"""Every field of every noun once, and every kind of list."""

ODD = (None, True, 0, -1, 1.5, "", " ", "甲", "2023-02-30", "12.5", [], [0], {}, {"odd": 0})


@pytest.mark.parametrize("path", FIELDS, ids=lambda path: ".".join(map(str, path)))
def test_the_schema_refuses_what_loads_refuses(path: tuple[str | int, ...]) -> None:
    for value in ODD:
        if path[-1] in ("start", "end", "due") and value == 0:
            continue  # no schema says that an end comes behind its start
        data = _with(value, path)
        assert VALIDATOR.is_valid(data) == _said_by_loads(data), value


# --- what is no notice ----------------------------------------------------------

PROBLEMS: list[tuple[dict[str, Any] | list[Any], str]] = [
    ({"schema": "zhengce/9"}, "$.schema: expected 'zhengce/2', got 'zhengce/9'; another version of zhengce may"),
    ({"schema": 1}, "$.schema: expected 'zhengce/2', got 1"),
    ({"schema": "zhengce/1", "issuing_authority": 5}, "$.issuing_authority: expected text, got 5"),
    ({"issuing_authority": "云岭市财政局"}, "$: unknown: issuing_authority"),
    (
        {"domains": [{"name": "甲", "deadlines": [{"text": "每年", "kind": "recurring", "times": 0}]}]},
        "$.domains[0].deadlines[0]: Deadline.times must be a whole number >= 1, got 0",
    ),
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
    (
        {"domains": [{"name": "甲"}, {"name": "乙", "measures": [{"title": "丙", "deadlines": [{"due": "6月"}]}]}]},
        "$.domains[1].measures[0].deadlines[0].due: expected a day such as 2023-06-30, got '6月'",
    ),
]


@pytest.mark.parametrize(("data", "problem"), PROBLEMS)
def test_what_is_no_notice_is_named_by_its_path(data: Any, problem: str) -> None:
    if isinstance(data, dict):
        data = {"schema": "zhengce/2", **data}
    with pytest.raises(FormatError) as refused:
        zhengce.loads(json.dumps(data))
    assert any(said.startswith(problem) for said in refused.value.problems), refused.value.problems
    assert not VALIDATOR.is_valid(data)


def test_data_without_a_schema_is_told_what_is_missing() -> None:
    with pytest.raises(FormatError, match=r"\$\.schema: missing; a notice begins with it: 'zhengce/2'"):
        zhengce.loads('{"title": "甲"}')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"schema": "zhengce/2", "title": "", "title": ""}',
        '{"schema": "zhengce/2", "domains": [{"name": "甲", "name": "乙"}]}',
        "NaN",
        "9" * 5000,
        b"\xff\xfe\xff",
    ],
)
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(FormatError):
        zhengce.loads(text)


def test_all_problems_are_told_at_once() -> None:
    measures = [{"title": "甲", "lead_units": [{"name": 5}, {"name": ""}]}, {"title": 1}]
    data = {"schema": "zhengce/2", "title": 1, "remarks": 3, "domains": [{"name": "甲", "measures": measures}]}
    with pytest.raises(FormatError) as refused:
        zhengce.loads(json.dumps(data))
    assert [said.partition(": ")[0] for said in refused.value.problems] == [
        "$.title",
        "$.remarks",
        "$.domains[0].measures[0].lead_units[0].name",
        "$.domains[0].measures[0].lead_units[1]",
        "$.domains[0].measures[1].title",
    ]


def test_of_very_many_problems_the_first_are_told() -> None:
    with pytest.raises(FormatError) as refused:
        zhengce.loads(json.dumps({"schema": "zhengce/2", "addressees": [0] * 100_000}))
    assert 1000 <= len(refused.value.problems) < 1010
    assert refused.value.problems[-1] == "$: more problems than these; the rest was not looked at"


def test_data_names_no_code() -> None:
    named = {"__class__": "os.system", "_type": "subprocess.Popen", "py/object": "os.system"}
    with pytest.raises(FormatError, match=r"unknown: __class__, _type, py/object"):
        zhengce.loads(json.dumps({"schema": "zhengce/2", **named}))


# --- too deep, too long ---------------------------------------------------------

SECTIONS = ('{"schema": "zhengce/2", "title": %s, "sections": [', "sections", "]}")
MEASURES = ('{"schema": "zhengce/2", "title": %s, "domains": [{"name": "甲", "measures": [', "measures", "]}]}")


@pytest.mark.parametrize(("head", "key", "tail"), [SECTIONS, MEASURES], ids=["sections", "measures"])
@pytest.mark.parametrize("title", ['""', "5"], ids=["else right", "else wrong"])
@pytest.mark.parametrize("depth", [101, 300, 10_000])
def test_a_tree_too_deep_is_refused(head: str, key: str, tail: str, title: str, depth: int) -> None:
    text = head % title + f'{{"title": "甲", "{key}": [' * depth + "]}" * depth + tail
    with pytest.raises(FormatError) as refused:
        zhengce.loads(text)
    assert any("nested" in said or said.startswith("$.title") for said in refused.value.problems)


@pytest.mark.parametrize("text", ["[" * 10_000 + "]" * 10_000, "[" * 100_000, '{"a":' * 10_000 + "0" + "}" * 10_000])
def test_lists_too_deep_are_refused(text: str) -> None:
    with pytest.raises(FormatError, match="nested too deeply"):
        zhengce.loads(text)


def _sections(depth: int) -> Notice:
    section = Section(title="甲")
    for _ in range(depth - 1):
        section = Section(title="甲", sections=(section,))
    return Notice(sections=(section,))


def _measures(depth: int) -> Notice:
    measure = Measure(title="甲")
    for _ in range(depth - 1):
        measure = Measure(title="甲", measures=(measure,))
    return Notice(domains=(Domain(name="甲", measures=(measure,)),))


@pytest.mark.usefixtures("_speed_up")
@pytest.mark.parametrize("made", [_sections, _measures])
def test_what_is_not_too_deep_comes_back(made: Any) -> None:
    assert_comes_back(made(100))
    assert_comes_back(made(100), indent=None)


@pytest.mark.parametrize("made", [_sections, _measures])
@pytest.mark.parametrize("depth", [101, 10_000])
def test_what_would_not_come_back_is_not_written(made: Any, depth: int) -> None:
    with pytest.raises(FormatError, match="nested more than 100 deep"):
        zhengce.dumps(made(depth))


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(FormatError, match=r"200,000,000 characters are too many for a notice"):
        zhengce.loads(" " * 200_000_000)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(FileError, match="larger than 128 MB"):
        zhengce.read(path)
