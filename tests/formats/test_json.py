"""JSON: writing and reading a whole notice, its schema, and the errors for data that is not a notice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import hypothesis.strategies as st
import jsonschema
import pytest
from hypothesis import example, given

import zhengce
from zhengce import Domain, FileError, FormatError, Measure, Notice, Section, Target
from zhengce.formats import json as json_format
from zhengce.formats import schema, structure

from ..full import FULL
from ..making import HALVES

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(path for path in (ROOT / "tests/cases/reading").iterdir() if path.suffix in (".md", ".txt"))
SCHEMA = schema.json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.fixture(params=["with msgspec", "without"])
def _speed_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "without":
        monkeypatch.setattr(json_format, "_FAST", None)
    else:
        pytest.importorskip("msgspec")


def without_speed_up(call: Callable[[], T]) -> T:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_format, "_FAST", None)
        return call()


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


@given(st.text(st.characters(exclude_categories=())) | HALVES)
@example("\ud800\udc00")
@example("\ud800\uffff\udc00")
@example("\U00010000\uffff\udc00\\ud800")
def test_any_text_comes_back(text: str) -> None:
    notice = Notice(title=text, remarks=(text,), domains=[Domain(name=f"甲{text}")])
    for indent in (None, 2):
        assert_comes_back(notice, indent=indent)
        written = zhengce.dumps(notice, indent=indent)
        assert zhengce.loads(written.encode()) == notice
        assert without_speed_up(lambda indent=indent: zhengce.dumps(notice, indent=indent)) == written


def test_surrogates_written_by_another_program_are_read_by_the_rules_of_json() -> None:
    r"""Two escapes are one character, with or without a U+FFFF before them; in any of the forms of UTF."""
    text = '{"schema": "zhengce/2", "title": "\\ud83d\\udE00", "remarks": ["\\uD83d\\uFFFF\\ude00", "\\udE00\\ud83d"]}'
    for content in (text, text.encode(), text.encode("utf-16"), text.encode("utf-32-be")):
        notice = zhengce.loads(content)
        assert (notice.title, notice.remarks) == ("😀", ("\ud83d\ude00", "\ude00\ud83d"))


@given(st.decimals(-(10**30), 10**30, places=5) | st.sampled_from([Decimal("1E+3"), Decimal("-0"), Decimal("1E-7")]))
def test_any_number_comes_back(value: Decimal) -> None:
    target = Target(text="甲", value=value)
    notice = Notice(sections=(Section(targets=(target,)),))
    assert_comes_back(notice)
    assert without_speed_up(lambda: zhengce.dumps(notice)) == zhengce.dumps(notice)


def test_numbers_are_written_out() -> None:
    targets = [Target(text="甲", value=Decimal(value)) for value in ("1E+3", "1E-7", "1.20", "0E-9")]
    written = json.loads(zhengce.dumps(Notice(sections=[Section(targets=targets)])))
    assert [target["value"] for target in written["sections"][0]["targets"]] == [
        "1000", "0.0000001", "1.20", "0.000000000",
    ]  # fmt: skip


@pytest.mark.usefixtures("_speed_up")
@pytest.mark.parametrize("title", ["半个\ud800字", "甲"])
def test_what_the_extra_fast_cannot_write_is_still_written(title: str) -> None:
    number = zhengce.DocumentNumber(authority_code=title, year=2023, serial=10**30)
    assert_comes_back(Notice(title=title, document_number=number))
    zhengce.dumps(Notice(title=title)).encode()


def used(notice: Notice) -> Notice:
    """Return the same notice after all its cached properties have been read."""
    for noun in (notice, notice.source):
        for name in dir(noun):
            getattr(noun, name)
    return notice


EVERY = Notice(title="".join(map(chr, (*range(0xD800), *range(0xE000, 0x11000)))), remarks=("",))


@pytest.mark.parametrize("notice", [FULL, used(zhengce.sample()), EVERY, Notice()], ids=repr)
def test_the_extra_fast_writes_the_same_text(notice: Notice) -> None:
    fast = pytest.importorskip("zhengce.formats.fast")
    text = zhengce.dumps(notice)
    assert without_speed_up(lambda: zhengce.dumps(notice)) == text
    assert fast.encode(notice) == text.encode()
    again = fast.decode(text.encode())
    assert (again, structure.unstructure(again)) == (notice, structure.unstructure(notice))


def test_a_compact_text_is_one_line_with_its_version_first_and_its_keys_in_order(notice: Notice) -> None:
    text = zhengce.dumps(notice)
    assert text.startswith('{"schema":"zhengce/2","addressees":[')
    assert "\n" not in text
    (schema_, _), *fields = json.loads(text, object_pairs_hook=list)
    assert schema_ == "schema"
    for keys in (_keys(value) for _, value in fields):
        assert all(names == sorted(names) for names in keys)


def _keys(value: Any) -> Iterator[list[str]]:
    """Yield the keys of every object, where pairs stand for objects."""
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        yield [key for key, _ in value]
        value = [held for _, held in value]
    for held in value if isinstance(value, list) else ():
        yield from _keys(held)


def assert_read_alike(text: str) -> None:
    """Check that the speed-up reads a text as the plain reader does, or not at all."""
    fast = pytest.importorskip("zhengce.formats.fast")
    content = text.encode("utf-8", "surrogatepass")
    if notice := fast.decode(content):
        again = without_speed_up(lambda: zhengce.loads(content))
        assert (again, structure.unstructure(again)) == (notice, structure.unstructure(notice))


def test_a_file_of_the_first_release_is_read() -> None:
    """It lacks only what that release could not store: it had the authorities of a joint notice as one text."""
    text = (ROOT / "tests/cases/formats/zhengce-1.json").read_text(encoding="utf-8")
    first = json.loads((ROOT / "docs/schema/zhengce-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(first).validate(json.loads(text))
    notice = zhengce.loads(text)
    assert notice.issuing_authorities == ("云岭市人民政府", "云岭市财政局")
    kept = json.loads(zhengce.dumps(notice).replace('"times":null', '"times":2'))
    assert kept == structure.unstructure(FULL)


# --- the schema ---------------------------------------------------------------


@pytest.mark.parametrize("version", [1, 2])
def test_a_schema_names_no_private_class(version: int) -> None:
    written = json.loads((ROOT / f"docs/schema/zhengce-{version}.json").read_text(encoding="utf-8"))
    assert not [name for name in written["$defs"] if name.startswith("_") or not name[0].isupper()]


def test_json_says_its_schema(notice: Notice) -> None:
    assert json.loads(zhengce.dumps(notice))["schema"] == "zhengce/2"


def test_the_published_schema_is_the_one_made_from_the_model(root: Path) -> None:
    published = (root / "docs/schema/zhengce-2.json").read_text(encoding="utf-8")
    assert published == schema.dumps(), "write zhengce.formats.schema.dumps() to docs/schema/zhengce-2.json"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def _places(value: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield every place in plain values."""
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
            continue  # no schema says that an end comes after its start
        data = _with(value, path)
        assert VALIDATOR.is_valid(data) == _said_by_loads(data), value


@pytest.mark.parametrize("path", FIELDS, ids=lambda path: ".".join(map(str, path)))
def test_the_extra_fast_refuses_the_same_texts(path: tuple[str | int, ...]) -> None:
    for value in (*ODD, 10**30, -0.0, 1.0, "20230630", "1E+3", "NaN", "１", "\ud800", "BY", "FREQ=SECONDLY"):
        assert_read_alike(_canonical(_with(value, path)))


def _canonical(data: dict[str, Any]) -> str:
    """Return a notice as it is written: on one line, with the keys in order."""
    head = f'{{"schema":"{data["schema"]}",'
    fields = {key: value for key, value in data.items() if key != "schema"}
    return head + json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))[1:]


def test_a_canonical_text_is_what_is_written() -> None:
    assert _canonical(PLAIN) == zhengce.dumps(FULL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"title":"目标"', '"title":"目标","title":"目标"'),
        ('"title":"目标"', '"title":"目标","year":2024'),
        ('"title":"目标"', '"title": "目标"'),
        ('"title":"目标"', '"title":"\\u76ee标"'),
        (',"title":"目标"', ""),
        ('"serial":7', '"serial":7.0'),
        ('"serial":7', '"serial":-0'),
        ('"serial":7', '"serial":7' + "0" * 30),
        ('"serial":7', '"serial":7' + "0" * 5000),
        ('"due":"2024-07-31"', '"due":"2024-7-31"'),
        ('"due":"2024-07-31"', '"due":"2024-06-31"'),
        ('"value":"1.20"', '"value":1.20'),
        ('"value":"1.20"', '"value":"1.2E0"'),
        ('"value":"1.20"', '"value":"+1.20"'),
        ('"value":"1.20"', f'"value":"{"9" * 41}"'),
        ('"start":1', '"start":3'),
        ('{"schema"', ' {"schema"'),
        ("zhengce/2", "zhengce/3"),
    ],
)
def test_a_text_that_is_not_quite_compact_is_read_the_same(old: str, new: str) -> None:
    text = zhengce.dumps(FULL)
    assert old in text
    assert_read_alike(text.replace(old, new, 1))
    assert_read_alike(text.replace(old, new, 1) + " ")


# --- what is no notice ----------------------------------------------------------

PROBLEMS: list[tuple[dict[str, Any] | list[Any], str]] = [
    ({"schema": "zhengce/9"}, "$.schema: expected 'zhengce/2', got 'zhengce/9'; another version of zhengce may"),
    ({"schema": 1}, "$.schema: expected 'zhengce/2', got 1"),
    ({"schema": "zhengce/1", "issuing_authority": 5}, "$.issuing_authority: expected a text, got 5"),
    ({"issuing_authority": "云岭市财政局"}, "$: unknown: issuing_authority"),
    (
        {"domains": [{"name": "甲", "deadlines": [{"text": "每年", "kind": "recurring", "times": 0}]}]},
        "$.domains[0].deadlines[0]: Deadline.times must be a whole number >= 1, got 0",
    ),
    ([], "$: expected an object, got list"),
    ({"title": None}, "$.title: expected a text, got None"),
    ({"year": 2023}, "$: unknown: year"),
    ({"addressees": "各镇"}, "$.addressees: expected a list, got '各镇'"),
    ({"addressees": [5]}, "$.addressees[0]: expected a text, got 5"),
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
def test_the_error_for_wrong_data_names_its_path(data: Any, problem: str) -> None:
    if isinstance(data, dict):
        data = {"schema": "zhengce/2", **data}
    with pytest.raises(FormatError) as refused:
        zhengce.loads(json.dumps(data))
    assert any(said.startswith(problem) for said in refused.value.problems), refused.value.problems
    assert not VALIDATOR.is_valid(data)


def test_the_error_for_data_without_a_schema_names_the_key() -> None:
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
def test_text_that_is_not_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(FormatError):
        zhengce.loads(text)


def test_one_error_lists_all_problems() -> None:
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


def test_of_very_many_problems_the_first_are_reported() -> None:
    with pytest.raises(FormatError) as refused:
        zhengce.loads(json.dumps({"schema": "zhengce/2", "addressees": [0] * 100_000}))
    assert 1000 <= len(refused.value.problems) < 1010
    assert refused.value.problems[-1] == "$: there are more problems; the rest was not checked"


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
    with pytest.raises(FormatError, match=r"nested too deeply|expected an object|schema: missing"):  # 3.14 reads deeper
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
