"""The rules as a whole: codes, pages, selection, failures, and rules of other packages."""

from __future__ import annotations

import importlib.metadata
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhengce
from zhengce import MissingExtraError, Notice, Rule, RuleError, Severity, check, hit, parse
from zhengce.findings import Language
from zhengce.rules import FAMILIES, pages, registry

OURS = tuple(rule for rule in zhengce.known_rules() if rule.code.startswith("ZC"))
WITH_EXAMPLE = tuple(rule for rule in OURS if "Example" in rule.sections)
LETTER = "一、优化服务\n1.开通专窗，适时公布。（责任单位：税务局、公安局）"


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Remove, after a test, the rules that it registered and the packages that it pretended to have installed."""
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))
    registry.load_plugins.cache_clear()
    yield
    registry.load_plugins.cache_clear()


def codes(notice: Notice, **options: list[str]) -> list[str]:
    return [found.code for found in check(notice, **options)]


# --- their pages ------------------------------------------------------------


def test_codes_are_unique_and_sorted_within_each_family() -> None:
    written = [
        [rule.code for rule in vars(family).values() if isinstance(rule, Rule) and rule.code.startswith("ZC")]
        for family in FAMILIES
    ]
    assert written == [sorted(set(family)) for family in written]
    everywhere = [code for family in written for code in family]
    assert everywhere == sorted(set(everywhere))
    assert {*everywhere, "ZC001"} == {rule.code for rule in OURS}


def test_names_are_unique() -> None:
    names = [rule.name for rule in OURS]
    assert len(names) == len(set(names))
    assert all(name.replace("-", "").isalpha() and name == name.lower() for name in names)


def test_no_retired_code_is_in_use() -> None:
    assert not set(registry.RETIRED) & {rule.code for rule in OURS}


def test_every_rule_but_the_one_about_rules_has_an_example() -> None:
    assert {rule.code for rule in OURS} - {rule.code for rule in WITH_EXAMPLE} == {"ZC001"}


def test_every_rule_of_ours_has_a_page_of_its_name(root: Path) -> None:
    files = sorted((root / "src/zhengce/rules/pages").glob("*.md"))
    heads = [file.read_text(encoding="utf-8").partition("\n")[0] for file in files]
    assert heads == [f"# {rule.code} {rule.name}" for rule in OURS]


def test_a_rule_of_others_has_its_page_in_its_docstring() -> None:
    @zhengce.rule("OFF001", name="late", severity="info", since="1.0", en="late")
    def late(_notice: Notice) -> Iterator[zhengce.rules.Hit]:
        """Something is late.

        Why:
            What begins late
            is late.

        规则：
            太晚。
        """
        yield hit()

    assert late.sections == {"Why": "What begins late\nis late.", "规则": "太晚。"}
    assert (late.summary("en"), late.summary("zh")) == ("Something is late.", "太晚。")


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_an_example_fires_its_rule_once(rule: Rule) -> None:
    assert codes(parse(rule.sections["Example"]), select=[rule.code]) == [rule.code]


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_what_to_use_instead_is_silent(rule: Rule) -> None:
    assert codes(parse(rule.sections["Use instead"]), select=[rule.code]) == []


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_every_rule_is_explained_in_both_languages(rule: Rule) -> None:
    sections = rule.sections
    assert all(sections.get(name) for name in ("What it does", "Why", "规则", "作用", "理由"))
    assert rule.en.isascii() or "（" not in rule.en
    assert any("\u4e00" <= character <= "\u9fff" for character in rule.zh)
    assert rule.en != rule.zh
    assert rule.summary("en").isascii()
    assert rule.summary("zh").endswith("。")


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_both_languages_say_the_same_of_an_example(rule: Rule) -> None:
    notice = parse(rule.sections["Example"])
    (english,), (chinese,) = (check(notice, select=[rule.code], lang=lang) for lang in ("en", "zh"))
    assert english.message != chinese.message
    assert "{" not in english.message + chinese.message
    assert (english.span, english.severity, english.measure) == (chinese.span, chinese.severity, chinese.measure)


@pytest.mark.parametrize(("folder", "lang"), [("docs", "en"), ("docs/zh", "zh")])
def test_the_pages_are_those_that_the_rules_make(root: Path, folder: str, lang: Language) -> None:
    made = pages.pages(lang)
    written = {page.stem: page.read_text(encoding="utf-8") for page in (root / folder).glob("rules*.md")}
    assert written == made, "run python docs/rules.py"
    for rule in OURS:
        (page,) = (name for name, text in made.items() if f"## {rule.code} {rule.name}\n" in text)
        row = f"| [{rule.code}]({page}.md#{rule.code.lower()}-{rule.name}) | {rule.name} |"
        assert made["rules"].count(row) == 1


def test_a_retired_code_is_listed_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.RETIRED, "ZC299", "became part of ZC201")
    assert "- ZC299: became part of ZC201" in pages.pages("en")["rules"]
    assert "## 已停用" in pages.pages("zh")["rules"]


# --- which of them run ------------------------------------------------------

CHOICES: tuple[tuple[list[str], list[str], set[str]], ...] = (
    ([], [], {"ZC101", "ZC103", "ZC201", "ZC303", "ZC305"}),
    (["ZC2"], [], {"ZC201"}),
    (["ZC"], ["ZC1", "ZC2"], {"ZC303", "ZC305"}),
    (["ZC201", "ZC305"], [], {"ZC201", "ZC305"}),
    (["zc201, zc3"], ["ZC303"], {"ZC201", "ZC305"}),
    ([], ["ZC"], set()),
    (["ZC2"], ["ZC201"], set()),
)


@pytest.mark.parametrize(("select", "ignore", "expected"), CHOICES)
def test_rules_are_chosen_by_the_beginnings_of_their_codes(
    select: list[str], ignore: list[str], expected: set[str]
) -> None:
    assert set(codes(parse(LETTER), select=select, ignore=ignore)) == expected


@pytest.mark.parametrize("option", ["select", "ignore"])
@pytest.mark.parametrize("code", ["ZC8", "ZC2011", "201", "牵头"])
def test_a_selected_code_that_matches_no_rule_is_refused(option: str, code: str) -> None:
    with pytest.raises(RuleError, match="ZC2xx") as refused:
        check(parse(LETTER), **{option: ["ZC1", code]})
    assert repr(code.upper()) in str(refused.value)


def test_a_title_that_is_not_closed_is_shown_by_its_first_words_on_its_line() -> None:
    text = "1.落实《云州市开通专窗和精简材料以及公开事项的若干规定要求。\n2.落实《云州市办法\n"
    found = zhengce.check(zhengce.parse(text), select=["ZC403"])
    assert [each.message.partition(":")[0] for each in found] == [
        "《云州市开通专窗和精简材料以及公开事项的",
        "《云州市办法",
    ]


def test_findings_stand_in_text_order() -> None:
    places = [(found.span.start, found.span.end, found.code) for found in check(zhengce.sample())]
    assert places == sorted(places)


# --- where one fails --------------------------------------------------------


def broken(_notice: Notice) -> Iterator[registry.Hit]:
    yield hit()
    raise KeyError("专窗")


def test_a_rule_that_wants_to_end_the_process_is_a_finding() -> None:
    zhengce.rule("OFF001", name="leaving", severity="info", since="1", en="never said")(lambda _notice: sys.exit(3))
    assert codes(parse(LETTER), select=["OFF"]) == ["ZC001"]


def test_a_rule_that_raises_is_a_finding_and_the_others_still_run() -> None:
    before = codes(parse(LETTER))
    zhengce.rule("OFF001", name="broken", severity="info", since="1", en="never said")(broken)
    report = check(parse(LETTER))
    (failure,) = (found for found in report if found.code == "ZC001")
    assert failure.severity is Severity.ERROR
    assert failure.message == "OFF001 broken could not be checked: KeyError: '专窗'"
    assert sorted(found.code for found in report) == sorted([*before, "ZC001"])


def test_a_failure_shows_whatever_is_selected_unless_it_is_ignored() -> None:
    zhengce.rule("OFF001", name="broken", severity="info", since="1", en="never said")(broken)
    assert codes(parse(LETTER), select=["OFF001"]) == ["ZC001"]
    assert codes(parse(LETTER), select=["OFF"], ignore=["ZC001"]) == []
    assert codes(parse(LETTER), select=["ZC201"]) == ["ZC201"]


@pytest.mark.parametrize("message", ["{nothing}", "{", "{0}", "{title}"])
def test_a_message_that_cannot_be_filled_is_a_failure(message: str) -> None:
    zhengce.rule("OFF001", name="unfilled", severity="info", since="1", en=message)(lambda _notice: [hit()])
    assert codes(parse(LETTER), select=["OFF"]) == ["ZC001"]


@pytest.mark.parametrize("answer", [None, 3, ["no hit"]])
def test_a_rule_that_yields_something_else_is_a_failure(answer: object) -> None:
    zhengce.rule("OFF001", name="odd", severity="info", since="1", en="odd")(lambda _notice: answer)
    for lang, advice in (("en", "a rule yields zhengce.hit(…)"), ("zh", "规则应逐条 yield zhengce.hit(…)")):
        (failure,) = check(parse(LETTER), select=["OFF"], lang=lang)
        assert failure.code == "ZC001"
        assert failure.message.endswith(advice)


@pytest.mark.parametrize("name", ["Bad Name", "", "bad_name", None])
def test_a_name_is_words_joined_by_hyphens(name: str | None) -> None:
    with pytest.raises(RuleError, match="a name is words in small letters joined by hyphens"):
        zhengce.rule(
            "OFF001",
            name=name,  # type: ignore[arg-type]
            severity="info",
            since="1",
            en="odd",
        )(broken)
    zhengce.rule("OFF001", name="标题-过长-2", severity="info", since="1", en="odd")(broken)


def test_a_missing_extra_is_an_information(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(_day: object) -> bool:
        raise MissingExtraError("workdays", "counting working days")

    monkeypatch.setattr("zhengce.rules.deadlines.is_workday", without)
    notice = parse("关于印发2024年工作要点的通知\n一、优化服务\n1.开通专窗。6月底前建成。（牵头单位：综合服务局）")
    (failure,) = check(notice, select=["ZC308"])
    assert (failure.code, failure.severity) == ("ZC001", Severity.INFO)
    assert failure.message.startswith("ZC308 due-on-a-day-off could not be checked: ")
    assert "pip install 'zhengce[workdays]'" in failure.message


# --- rules of others --------------------------------------------------------


def long_title(notice: Notice) -> Iterator[registry.Hit]:
    for measure in notice.measures:
        yield hit(measure, measure=measure, length=len(measure.title))


def test_a_rule_of_ones_own_gives_its_message() -> None:
    made = zhengce.rule(
        "OFF001", name="long", severity="warning", since="1.0", en="{measure} {title}: {length}", zh="{title}太长"
    )(long_title)
    assert made in zhengce.known_rules()
    (english,), (chinese,) = (check(parse(LETTER), select=["OFF"], lang=lang) for lang in ("en", "zh"))
    assert (english.code, english.severity, english.measure) == ("OFF001", Severity.WARNING, "1.1")
    assert english.message == "1.1 开通专窗，适时公布: 9"
    assert chinese.message == "开通专窗，适时公布太长"
    assert [hit.words for hit in made(parse(LETTER))] == [{"length": 9}]


def test_a_hit_may_say_another_title_than_the_measures() -> None:
    @zhengce.rule("OFF001", name="short", severity="info", since="1", en="{measure} {title}")
    def short(notice: Notice) -> list[registry.Hit]:
        return [hit(measure=notice.measures[0], title="…")]

    assert [found.message for found in check(parse(LETTER), select=["OFF"])] == ["1.1 …"]


def test_rules_go_from_one_process_to_another() -> None:
    rules = zhengce.known_rules()
    assert pickle.loads(pickle.dumps(rules)) == rules


def test_without_a_chinese_message_the_english_one_is_given() -> None:
    zhengce.rule("OFF001", name="long", severity="info", since="1", en="{length}")(long_title)
    (found,) = check(parse(LETTER), select=["OFF"], lang="zh")
    assert found.message == "9"


@pytest.mark.parametrize("code", ["", "ZC", "off001", "O001", "OFFICES001", "OFF01", "OFF0001", "OFF-001", "OFF００１"])
def test_a_malformed_code_is_refused(code: str) -> None:
    with pytest.raises(RuleError, match="two to six capital letters and three digits"):
        zhengce.rule(code, name="long", severity="info", since="1", en="long")(long_title)


def test_a_taken_code_is_refused_and_its_holder_named() -> None:
    with pytest.raises(RuleError, match=r"ZC201 is taken by zhengce\.rules\.units\.no_lead_unit"):
        zhengce.rule("ZC201", name="long", severity="info", since="1", en="long")(long_title)
    assert "ZC201" in codes(parse(LETTER))


def test_a_retired_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.RETIRED, "OFF001", "nobody needed it")
    with pytest.raises(RuleError, match="nobody needed it"):
        zhengce.rule("OFF001", name="long", severity="info", since="1", en="long")(long_title)


def test_an_unknown_severity_is_refused() -> None:
    with pytest.raises(ValueError, match="fatal"):
        zhengce.rule("OFF001", name="long", severity="fatal", since="1", en="long")(long_title)


def test_the_cell_of_a_notebook_may_run_twice() -> None:
    cell = """
@zhengce.rule("OFF001", name="long", severity="info", since="1", en={said!r})
def my_rule(notice):
    yield zhengce.hit()
"""
    for said in ("first", "second"):
        exec(cell.format(said=said), {"zhengce": zhengce, "__name__": "__main__"})
    assert [found.message for found in check(parse(LETTER), select=["OFF"])] == ["second"]


class Point:
    """An entry point, as an installed package offers one."""

    name = "office-rules"

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error

    def load(self) -> None:
        if self.error:
            raise self.error
        zhengce.rule("OFF001", name="long", severity="info", since="1", en="long")(long_title)


def install(monkeypatch: pytest.MonkeyPatch, point: Point) -> None:
    def entry_points(*, group: str) -> list[Point]:
        return [point] if group == "zhengce.rules" else []

    monkeypatch.setattr(registry, "entry_points", entry_points)
    registry.load_plugins.cache_clear()


def test_rules_of_an_installed_package_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "OFF001" not in [rule.code for rule in zhengce.known_rules()]
    install(monkeypatch, Point())
    assert "OFF001" in [rule.code for rule in zhengce.known_rules()]
    assert codes(parse(LETTER), select=["OFF"]) == ["OFF001"]


@pytest.mark.parametrize("kind", [ImportError, SystemExit])
def test_a_package_that_cannot_be_loaded_is_named_and_the_rules_run(
    kind: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = codes(parse(LETTER))
    install(monkeypatch, Point(kind("no module named office")))
    report = check(parse(LETTER))
    assert sorted(found.code for found in report) == sorted([*before, "ZC001"])
    said = f"office-rules could not be checked: {kind.__name__}: no module named office"
    assert said in [found.message for found in report]


def test_the_name_of_the_group_is_the_documented_one() -> None:
    assert registry.ENTRY_POINTS == "zhengce.rules"
    assert callable(importlib.metadata.entry_points)
