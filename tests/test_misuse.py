"""What a caller mistakes says what is expected, in an error of the library that is a TypeError, too."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pendulum
import pytest

import zhengce
from zhengce.ledger import Ledger, lineage, match, merge, obligations, recount, verify
from zhengce.views import charts

LIMIT = "6月底前"
DAYS: tuple[Any, ...] = (
    "2023-05-01",
    "2023-5-1",
    "2023年5月1日",
    date(2023, 5, 1),
    datetime(2023, 5, 1, 9, tzinfo=UTC),
    pendulum.datetime(2023, 5, 1),
)

TAKES_A_DAY: dict[str, Callable[[Any], Any]] = {
    "parse": lambda day: zhengce.parse(f"{LIMIT}完成验收。", reference_date=day).deadlines[0].due,
    "find_deadlines": lambda day: zhengce.find_deadlines(LIMIT, reference_date=day)[0].due,
    "parse_deadline": lambda day: zhengce.parse_deadline(LIMIT, reference_date=day).due,
    "next_due": lambda day: zhengce.parse_deadline("每年6月底前").next_due(day),
    "next_due of one day": lambda day: zhengce.parse_deadline("2023年6月底前").next_due(day),
    "due_after": lambda day: zhengce.parse_deadline("自印发之日起60日内").due_after(day),
}
TAKES_A_TEXT = (zhengce.parse, zhengce.find_deadlines, zhengce.parse_deadline, zhengce.fix)
TAKES_A_NOTICE: tuple[Callable[[Any], Any], ...] = (
    zhengce.check,
    zhengce.dumps,
    zhengce.rows,
    lambda notice: zhengce.agenda(notice, "2024-01"),
    lambda notice: zhengce.write(notice, "notice.json"),
)


@pytest.mark.parametrize("day", DAYS, ids=repr)
@pytest.mark.parametrize("name", TAKES_A_DAY)
def test_a_day_is_a_date_of_any_class_or_its_text(name: str, day: Any) -> None:
    assert TAKES_A_DAY[name](day) == date(2023, 6, 30)


@pytest.mark.parametrize("day", ["5月1日", "2023-13-01", ""])
@pytest.mark.parametrize("name", TAKES_A_DAY)
def test_a_text_that_is_no_day_is_an_error_with_an_example(name: str, day: str) -> None:
    with pytest.raises(zhengce.CalendarError, match="expected a day such as 2023-06-30 or 2023年6月30日, got"):
        TAKES_A_DAY[name](day)


@pytest.mark.parametrize("day", [0, 2023, b"2023-05-01", (2023, 5, 1), []], ids=repr)
@pytest.mark.parametrize("name", TAKES_A_DAY)
def test_what_is_no_day_is_a_type_error_with_an_example(name: str, day: Any) -> None:
    with pytest.raises(zhengce.ArgumentError, match="expected a date, or a text such as '2023-06-30', got"):
        TAKES_A_DAY[name](day)


@pytest.mark.parametrize("text", [None, b"", 0, ["6"], zhengce.sample()], ids=lambda text: type(text).__name__)
@pytest.mark.parametrize("reads", TAKES_A_TEXT)
def test_what_is_no_text_is_a_type_error_that_names_read(reads: Callable[[Any], Any], text: Any) -> None:
    with pytest.raises(
        zhengce.ArgumentError, match=rf"expected a text, got {type(text).__name__}; zhengce\.read reads a file"
    ):
        reads(text)


@pytest.mark.parametrize("given", [None, "notice.txt", b"", 0, object()], ids=lambda given: type(given).__name__)
@pytest.mark.parametrize("uses", TAKES_A_NOTICE)
def test_what_is_no_notice_is_a_type_error_that_names_parse(uses: Callable[[Any], Any], given: Any) -> None:
    with pytest.raises(zhengce.ArgumentError, match=f"expected a notice, got {type(given).__name__}; zhengce.parse"):
        uses(given)


@pytest.mark.parametrize("month", ["2024年13月", "2024-13", "1月", ""])
def test_a_month_that_is_none_is_an_error_of_the_library(month: str) -> None:
    with pytest.raises(zhengce.ZhengceError, match="expected a month such as 2023-09 or a day such as 2023-09-15"):
        zhengce.agenda(zhengce.sample(), month)


@pytest.mark.parametrize(
    ("name", "option", "said"),
    [
        ("a.ics", "evnts", "no option 'evnts'; did you mean events?; this format has events, alarm, stamp, unit"),
        ("a.xlsx", "tody", "no option 'tody'; did you mean today?; this format has today"),
        ("a.json", "colour", "no option 'colour'; this format has "),
    ],
)
def test_an_option_that_a_format_lacks_is_an_error_that_says_which_it_has(
    tmp_path: Path, name: str, option: str, said: str
) -> None:
    with pytest.raises(zhengce.ZhengceError) as refused:
        zhengce.write(zhengce.sample(), tmp_path / name, **{option: 1})
    assert said in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_notices_among_others_are_told_apart() -> None:
    with pytest.raises(zhengce.ArgumentError, match="expected a notice, got NoneType"):
        zhengce.agenda([zhengce.sample(), None], "2024-01")  # type: ignore[list-item]


TAKES_A_PATH: dict[str, Callable[[Any], Any]] = {
    "write": lambda path: zhengce.write(zhengce.sample(), path),
    "write a comparison": lambda path: zhengce.write(zhengce.compare(zhengce.sample(), zhengce.sample()), path),
    "fix_file": zhengce.fix_file,
    "load_ledger": zhengce.load_ledger,
    "open_ledger": lambda path: zhengce.open_ledger(path, writer="政务办"),
    "verify": verify,
}


@pytest.mark.parametrize("path", [None, 3, b"a.json"], ids=repr)
@pytest.mark.parametrize("name", TAKES_A_PATH)
def test_what_is_no_path_is_an_error(name: str, path: Any) -> None:
    with pytest.raises(zhengce.ArgumentError, match="expected a path, got "):
        TAKES_A_PATH[name](path)


@pytest.mark.parametrize("name", [*TAKES_A_PATH, "read"])
def test_an_empty_path_is_not_the_current_folder(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(zhengce.FileError, match=r"^the path is empty$"):
        (TAKES_A_PATH | {"read": zhengce.read})[name]("")
    assert not list(tmp_path.iterdir())


def test_an_empty_path_among_many_is_an_outcome() -> None:
    for sources in ("", [""]):
        (outcome,) = zhengce.read_many(sources)
        assert str(outcome.error) == "the path is empty"


def office_rule(check: Any = lambda _notice: (), severity: str = "info") -> zhengce.Rule:
    return zhengce.rule("OFF901", name="office", severity=severity, since="1.0", en="odd")(check)


def _book(verb: str, *values: Any, **fields: Any) -> Any:
    with TemporaryDirectory() as folder, zhengce.open_ledger(Path(folder) / "a.jsonl", writer="政务办") as book:
        return getattr(book, verb)(*values, **fields)


OTHERS: dict[str, tuple[Callable[[], Any], str]] = {
    "loads": (lambda: zhengce.loads(3), "expected the text of a notice as data, or its bytes, got int"),
    "compare": (lambda: zhengce.compare(zhengce.sample(), "b"), "expected a notice, got str"),
    "align": (lambda: zhengce.align(1, 2), "expected a notice, got int"),
    "read": (lambda: zhengce.read(3), "expected a path, bytes or a binary stream, got int"),
    "read_many": (lambda: list(zhengce.read_many(3)), "expected a path, or many, got int"),
    "bytes": (lambda: list(zhengce.read_many(b"1.")), "a pair of a name and bytes, got bytes; zhengce.read takes"),
    "writer": (lambda: zhengce.open_ledger("a.jsonl", writer=3), "expected the name of who writes, got int"),
    "append": (lambda: _book("append", "noted"), "expected events, got str"),
    "split": (lambda: _book("split", "A1", 3, approval=None, at=date(2024, 5, 1)), "expected obligations, got int"),
    "revise": (lambda: _book("revise", zhengce.sample(), approval=None, at=date(2024, 5, 1)), "zhengce.ledger.match"),
    "publish": (lambda: _book("publish", "2024-05", at=date(2024, 5, 31)), "expected a review, got str; View.review"),
    "obligations": (lambda: obligations("1."), "expected a notice, got str"),
    "select": (
        lambda: zhengce.check(zhengce.sample(), select=3),
        "codes of rules such as 'ZC2,ZC301', got int",
    ),
    "ignore": (lambda: zhengce.fix("1.", ignore=[b"ZC2"]), "expected codes of rules such as 'ZC2,ZC301', got bytes"),
    "sarif_log": (lambda: zhengce.sarif_log(None), "expected a list of reports, got NoneType; zhengce.check returns"),
    "sarif_log of a report": (lambda: zhengce.sarif_log(zhengce.check(zhengce.sample())), "a list of reports, got "),
    "indent": (lambda: zhengce.dumps(zhengce.sample(), indent=10**9), "a number of spaces up to 100, got 1000000000"),
    "indent by a text": (
        lambda: zhengce.dumps(zhengce.sample(), indent="  "),
        "number of spaces up to 100, got '  '",
    ),
    "merge": (lambda: merge(Ledger(), "a.jsonl"), "expected a ledger, got str; zhengce.load_ledger returns one"),
    "lineage": (lambda: list(lineage("a.jsonl", "1.1")), "expected a ledger, got str"),
    "recount": (lambda: recount(None), "expected a ledger, got NoneType"),
    "find": (lambda: Ledger().find(None), "expected the id or the code of an obligation, got NoneType"),
    "check in French": (lambda: zhengce.check(zhengce.sample(), lang="fr"), "expected 'en' or 'zh', got 'fr'"),
    "agenda in French": (lambda: zhengce.agenda(zhengce.sample(), "2024-07", lang="fr"), "'en' or 'zh', got 'fr'"),
    "a page in French": (lambda: zhengce.write(zhengce.sample(), "a.html", lang="fr"), "'en' or 'zh', got 'fr'"),
    "a log in French": (lambda: zhengce.sarif_log([], lang="fr"), "expected 'en' or 'zh', got 'fr'"),
    "a chart in French": (lambda: charts.load(zhengce.sample(), lang="fr"), "expected 'en' or 'zh', got 'fr'"),
    "today": (lambda: zhengce.write(zhengce.sample(), "a.xlsx", today=5), "or a text such as '2023-06-30', got int"),
    "alarm": (lambda: zhengce.write(zhengce.sample(), "a.ics", alarm=-1), "a number of days up to 3660, got -1"),
    "alarm by a text": (lambda: zhengce.write(zhengce.sample(), "a.ics", alarm="x"), "up to 3660, got 'x'"),
    "stamp": (lambda: zhengce.write(zhengce.sample(), "a.ics", stamp="x"), "expected a date with a time, got str"),
    "month": (lambda: zhengce.agenda(zhengce.sample(), 9), "expected a month such as '2024-09', or a day, got int"),
    "name": (lambda: zhengce.read(b"1.", name=5), "expected the name of a file, got int"),
    "name of a text": (lambda: zhengce.parse("1.", name=5), "expected the name of a file, got int"),
    "title": (lambda: zhengce.Notice(title=5), "expected a text, got int"),
    "coverage": (lambda: charts.coverage(None), "expected an alignment, got NoneType; zhengce.align returns one"),
    "save": (lambda: charts.save(None, "a.svg"), "expected a chart, got NoneType"),
    "hit": (lambda: zhengce.hit(5), "expected a span, or a part of a notice, got int"),
    "severity of a hit": (lambda: zhengce.hit(severity="fatal"), "'error' or 'warning' or 'info', got 'fatal'"),
    "severity": (lambda: office_rule(severity="fatal"), "expected 'error' or 'warning' or 'info', got 'fatal'"),
    "no rule": (lambda: office_rule(None), "expected a function that takes a notice, got NoneType"),
    "match": (lambda: match(zhengce.sample(), ["1.1"]), "expected a notice, or obligations, got str"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_argument_is_an_error_that_python_and_the_library_know(name: str) -> None:
    call, said = OTHERS[name]
    with pytest.raises(zhengce.ArgumentError) as refused:
        call()
    assert said in str(refused.value)
    assert isinstance(refused.value, zhengce.ZhengceError)
    assert isinstance(refused.value, TypeError)
    assert isinstance(refused.value, ValueError)
    assert pickle.loads(pickle.dumps(refused.value)).args == refused.value.args


def test_a_workbook_takes_the_text_of_a_day(tmp_path: Path) -> None:
    for day, name in (("2024-07-01", "text.xlsx"), (date(2024, 7, 1), "date.xlsx")):
        zhengce.write(zhengce.sample(), tmp_path / name, today=day)
    assert (tmp_path / "text.xlsx").read_bytes() == (tmp_path / "date.xlsx").read_bytes()


def test_a_mistake_is_told_in_chinese() -> None:
    with pytest.raises(zhengce.ArgumentError) as refused:
        zhengce.parse(b"")
    assert refused.value.in_language("zh") == "应为文本，而不是 bytes；读取文件请用 zhengce.read"
