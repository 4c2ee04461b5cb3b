"""Time limits, as tables: the meaning of expressions, other expressions, and the influence of the words around."""

from __future__ import annotations

import json
import pickle
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from zhengce import Convention, Deadline, DeadlineError, find_deadlines, parse_deadline
from zhengce.reading.deadlines import read_deadlines
from zhengce.reading.deadlines.words import YEAR_WORDS
from zhengce.text import Source

CASES = Path(__file__).parents[2] / "cases" / "deadlines"
TODAY = date(2023, 6, 15)
FEBRUARY = date(2020, 2, 20)


def rows(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def described(limit: Deadline) -> dict[str, str]:
    """Return the fields of a deadline beside its words, in the form of the tables."""
    amount = limit.amount
    said = {
        "event": limit.event,
        "amount": f"{amount.value} {amount.unit.value}" if amount else None,
        "rule": limit.recurrence,
        "times": str(limit.times) if limit.times else None,
        "convention": limit.convention.value if limit.convention else None,
    }
    return {key: value for key, value in said.items() if value is not None}


@pytest.mark.parametrize("line", rows("valid.txt"))
def test_an_expression_means_what_the_table_says(line: str) -> None:
    words, kind, start, due, *rest = cells(line)
    limit = parse_deadline(words, reference_date=TODAY)
    assert (limit.kind.value, str(limit.start or "-"), str(limit.due or "-")) == (kind, start, due)
    assert described(limit) == dict(cell.split("=", 1) for cell in rest)


@pytest.mark.parametrize("line", rows("invalid.txt"))
def test_an_error_points_at_what_is_wrong(line: str) -> None:
    words, under_caret, expected = cells(line)
    with pytest.raises(DeadlineError) as caught:
        parse_deadline(words, reference_date=TODAY)
    error = caught.value
    assert error.text == words
    assert error.text[error.position] == under_caret
    assert error.expected.startswith(expected)


@pytest.mark.parametrize("line", rows("equal.txt"))
def test_different_words_mean_the_same(line: str) -> None:
    def meaning(words: str) -> tuple[object, ...]:
        limit = parse_deadline(words, reference_date=TODAY)
        return limit.kind, limit.start, limit.due, limit.event, limit.amount, limit.recurrence

    first, *others = cells(line)
    assert [meaning(words) for words in others] == [meaning(first)] * len(others)


@pytest.mark.parametrize("line", rows("traps.txt"))
def test_a_trap_is_no_limit(line: str) -> None:
    sentence, _, *found = cells(line)
    assert [limit.text for limit in find_deadlines(sentence, reference_date=TODAY)] == found


@pytest.mark.parametrize("line", rows("sentences.txt"))
def test_a_sentence_holds_what_the_table_says(line: str) -> None:
    sentence, expected = line.replace("\\n", "\n").split(" => ")
    found = [
        f"{limit.text}, {limit.kind.value}, {limit.start or ''}..{limit.due or ''}, {limit.task}"
        for limit in find_deadlines(sentence, reference_date=TODAY)
    ]
    assert "; ".join(found) == expected


@pytest.mark.parametrize("line", rows("turns.txt"))
def test_each_word_of_a_turn_of_speech_decides_the_same(line: str) -> None:
    sentence, found, words = re.split(r" =>| \| ", line.replace("\\n", "\n"))
    read = {
        word: "; ".join(
            f"{limit.text}, {limit.kind.value}, {limit.start or ''}..{limit.due or ''}"
            for limit in find_deadlines(sentence.format(word), reference_date=date(2023, 1, 10))
        )
        for word in words.split()
    }
    assert read == {word: found.strip().format(word) for word in read}


@pytest.mark.parametrize("line", rows("field.txt"))
def test_limits_are_read_as_the_field_writes_them(line: str) -> None:
    sentence, expected = line.replace("\\n", "\n").split(" =>")
    found = []
    for limit in find_deadlines(sentence, reference_date=date(2023, 3, 10)):
        said = (f"{key}={value}" for key, value in described(limit).items() if key != "convention")
        found.append(", ".join((limit.text, limit.kind.value, f"{limit.start or ''}..{limit.due or ''}", *said)))
    assert "; ".join(found) == expected.strip()


BY_ANOTHER_HAND = [json.loads(line) for path in sorted(CASES.glob("*.jsonl")) for line in rows(path.name)]


@pytest.mark.parametrize("case", BY_ANOTHER_HAND, ids=lambda case: str(case["id"]))
def test_sentences_by_another_hand(case: dict[str, Any]) -> None:
    """Written from the specification alone. What is optional there counts neither way."""

    def plain(text: str) -> str:
        return Source(text=text).clean

    optional = {plain(text) for text in case.get("optional", ())}
    wanted = [limit for limit in case["deadlines"] if plain(limit["text"]) not in optional]
    found = [
        limit
        for limit in find_deadlines(case["sentence"], reference_date=date.fromisoformat(case["reference_date"]))
        if limit.text not in optional
    ]
    assert [limit.text for limit in found] == [plain(limit["text"]) for limit in wanted]
    for limit, want in zip(found, wanted, strict=True):
        assert limit.kind.value == want["kind"]
        assert (str(limit.due) if limit.due else None) in (want["due"], *want.get("due_alt", ()))
        if "event" in want:  # of 本方案印发之日 the last words count
            assert limit.event
            assert limit.event.endswith(want["event"]) or want["event"].endswith(limit.event)
        if want["kind"] == "during":
            assert (str(limit.start) if limit.start else None) in (want["start"], *want.get("start_alt", ()))


# --- bare periods -------------------------------------------------------------------


@pytest.mark.parametrize("line", rows("periods.txt"))
def test_a_period_is_a_time_of_action_or_names_a_thing(line: str) -> None:
    day, sentence, expected = cells(line)
    found = find_deadlines(sentence, reference_date=date.fromisoformat(day))
    assert [limit.text for limit in found] == expected.split()


def words(name: str) -> list[str]:
    return [word for line in rows(name) for word in line.split()]


@pytest.mark.parametrize(
    "sentence",
    [
        "3月份{}一批项目。",
        "该项目将于3月份{}。",
        "三季度{}到位，",
        "2020年全面{}，",
        "其他地区明年{}。",
        "下半年集中{}；",
        "市直有关部门4月{}完毕。",
    ],
)
def test_a_period_before_any_verb_is_a_time_of_action(sentence: str) -> None:
    missed = [verb for verb in words("verbs.txt") if not find_deadlines(sentence.format(verb), reference_date=FEBRUARY)]
    assert not missed


@pytest.mark.parametrize(
    "sentence",
    [
        "3月份{}低于上年同期。",
        "做好2020年{}有关事项。",
        "公布2020年{}。",
        "2020年{}已经明确。",
        "对照3月份{}，逐项整改。",
    ],
)
def test_a_period_before_what_it_names_is_none(sentence: str) -> None:
    read = [noun for noun in words("nouns.txt") if find_deadlines(sentence.format(noun), reference_date=FEBRUARY)]
    assert not read


# --- the year -----------------------------------------------------------------------


def test_without_a_reference_a_bare_month_has_no_date() -> None:
    (limit,) = find_deadlines("6月底前完成")
    assert limit.due is None
    assert str(find_deadlines("2024年6月底前完成")[0].due) == "2024-06-30"


@pytest.mark.parametrize(
    "words",
    (
        "6月底前 年底前 本月底前 下季度 本周五前 周五前 明天12时前 上半年 春节前"
        " 今年内 次年3月底前 三季度前 6月30日前 7月1日至9月30日"
    ).split(),
)
def test_without_a_reference_nothing_guesses(words: str) -> None:
    limit = parse_deadline(words)
    assert (limit.start, limit.due) == (None, None)


def test_the_year_of_a_document_whose_day_is_unknown() -> None:
    (limit, next_month) = read_deadlines(Source(text="6月底前完成，下月10日前报送"), reference=None, year=2021)
    assert str(limit.due) == "2021-06-30"
    assert next_month.due is None


def test_a_year_carried_over_stops_where_a_measure_begins() -> None:
    source = Source(text="2024年3月底前选址。6月底前开工。9月底前竣工。")
    breaks = [source.clean.index("9月")]
    found = read_deadlines(source, reference=None, year=2023, breaks=breaks)
    assert [str(limit.due) for limit in found] == ["2024-03-31", "2024-06-30", "2023-09-30"]


@pytest.mark.parametrize("words", YEAR_WORDS)
def test_a_word_for_a_year_is_read_whole(words: str) -> None:
    found = find_deadlines(f"{words}6月底前完成。", reference_date=date(2024, 3, 1))
    shift = YEAR_WORDS[words].shift
    assert [(d.text, d.due.year) for d in found if d.due] == ([(f"{words}6月底前", 2024 + shift)] if shift >= 0 else [])


def test_the_nearest_date_before_it_gives_the_year_where_nothing_else_does() -> None:
    source = Source(text="2019年5月6日动工。2021年3月4日停工。6月底前清场。2022年8月9日复工。9月底前完工。")
    found = [(limit.text, str(limit.due)) for limit in read_deadlines(source, reference=None)]
    assert found[-2:] == [("6月底前", "2021-06-30"), ("9月底前", "2022-09-30")]


def test_any_kind_of_date_is_a_reference() -> None:
    assert find_deadlines("年底前", reference_date=datetime(2023, 6, 15, 8, 30, tzinfo=UTC)) == find_deadlines(
        "年底前", reference_date=TODAY
    )


def test_working_days_from_the_issue_follow_the_official_calendar() -> None:
    (limit,) = find_deadlines("自印发之日起10个工作日内报送", reference_date=date(2023, 9, 27))
    assert str(limit.due) == "2023-10-17"


def test_working_days_of_a_year_not_announced_have_no_date() -> None:
    (limit,) = find_deadlines("自印发之日起10个工作日内报送", reference_date=date(2095, 9, 27))
    assert limit.due is None
    assert limit.amount is not None


# --- where and what -----------------------------------------------------------------


def test_spans_lead_back_to_the_original() -> None:
    text = "## 各镇要于 １２ 月 底 前 ,完成整改；\n自 印发之日起 5 个工作日内 上报。"
    limits = find_deadlines(text, reference_date=TODAY)
    spans = [limit.span for limit in limits]
    assert [text[span.start : span.end] for span in spans if span] == ["１２ 月 底 前", "自 印发之日起 5 个工作日内"]
    assert [limit.text for limit in limits] == ["12月底前", "自印发之日起5个工作日内"]


def test_an_impossible_date_is_found_and_says_so() -> None:
    for text in (
        "13月底前完成",
        "2月30日前完成",
        "2023年2月29日前完成",
        "13月底完成",
        "2023年9月1日至2023年8月1日开展",
    ):
        (limit,) = find_deadlines(text, reference_date=TODAY)
        assert (limit.due, limit.convention) == (None, Convention.IMPOSSIBLE)


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "\x00", "6月\x00底前", "9999年底前", "99999年99月99日前", "﷐6月底前\udfff"]
)
def test_odd_text_never_raises(text: str) -> None:
    for reference in (TODAY, date(9999, 12, 31), date(1, 1, 1), None):
        find_deadlines(text + "明年底前，下月底前，自印发之日起999年内，每周五前", reference_date=reference)


@pytest.mark.parametrize(
    ("sentence", "convention"),
    [
        ("完成时限：6月30日。", None),
        ("完成时限：6月。", Convention.WHOLE_PERIOD),
        ("完成时限：6月底。", Convention.LAST_DAY),
        ("到6月底完成整改。", None),
        ("不晚于6月底完成整改。", None),
        ("6月底完成整改。", Convention.LAST_DAY),
        ("6月20日左右完成整改。", Convention.ABOUT),
        ("二季度前完成整改。", Convention.WHOLE_PERIOD),
        ("三季度前完成整改。", Convention.BEFORE_IT_BEGINS),
    ],
)
def test_the_words_around_decide_by_which_convention_it_is_read(sentence: str, convention: Convention | None) -> None:
    assert [limit.convention for limit in find_deadlines(sentence, reference_date=TODAY)] == [convention]


# --- errors -------------------------------------------------------------------------


def test_the_caret_stands_under_the_character_in_a_terminal() -> None:
    with pytest.raises(DeadlineError) as caught:
        parse_deadline("于2月30日前", reference_date=TODAY)
    assert str(caught.value) == "expected a day that is in the calendar\n  于2月30日前\n    ^"


def test_the_caret_stands_on_its_own_line() -> None:
    with pytest.raises(DeadlineError) as caught:
        parse_deadline("6月底前\n9月底前", reference_date=TODAY)
    assert str(caught.value) == "expected one time limit, not two\n  9月底前\n  ^"


def test_an_error_survives_pickling() -> None:
    with pytest.raises(DeadlineError) as caught:
        parse_deadline("胡说", reference_date=TODAY)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.position, copy.expected) == (str(caught.value), 0, caught.value.expected)


def test_nothing_is_no_limit() -> None:
    for text in ("", "  ", "。", "于"):
        with pytest.raises(DeadlineError) as caught:
            parse_deadline(text, reference_date=TODAY)
        assert caught.value.position in (0, len(text))


# --- what is due when ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "after", "due"),
    [
        ("每年2月底前", date(2023, 6, 30), "2024-02-29"),
        ("每年6月底和12月底前", date(2023, 6, 30), "2023-12-31"),
        ("每季度", date(2023, 6, 29), "2023-06-30"),
        ("每季度", date(2023, 6, 30), "2023-09-30"),
        ("每季度首月10日前", date(2023, 7, 10), "2023-10-10"),
        ("每月26日前", date(2023, 6, 30), "2023-07-26"),
        ("每月底前", date(2024, 2, 1), "2024-02-29"),
        ("每月10日、25日前", date(2023, 6, 10), "2023-06-25"),
        ("每月前5个工作日内", date(2023, 6, 30), "2023-07-07"),
        ("每周二、周五", date(2023, 6, 16), "2023-06-20"),
        ("每旬", date(2023, 6, 10), "2023-06-20"),
        ("每日", date(2023, 6, 30), "2023-07-01"),
        ("每两年", date(2023, 6, 30), "2023-12-31"),
        ("年底前", date(2023, 6, 30), "2023-12-31"),
    ],
)
def test_next_due(words: str, after: date, due: str) -> None:
    assert str(parse_deadline(words, reference_date=TODAY).next_due(after)) == due


def test_nothing_is_due_after_the_last_day_or_without_a_rule() -> None:
    assert parse_deadline("6月底前", reference_date=TODAY).next_due(date(2023, 6, 30)) is None
    assert parse_deadline("每学期", reference_date=TODAY).next_due(TODAY) is None
    assert parse_deadline("立即", reference_date=TODAY).next_due(TODAY) is None


@pytest.mark.parametrize(
    ("words", "event", "due"),
    [
        ("30日内", date(2018, 11, 16), "2018-12-16"),
        ("24小时内", date(2023, 6, 30), "2023-07-01"),
        ("两周内", date(2023, 6, 30), "2023-07-14"),
        ("自收到申请之日起三个月内", date(2023, 11, 30), "2024-02-29"),
        ("3年内", date(2024, 2, 29), "2027-02-28"),
        ("10个工作日内", date(2023, 9, 27), "2023-10-17"),
        ("有效期届满30日前", date(2023, 7, 31), "2023-07-01"),
    ],
)
def test_due_after_an_event(words: str, event: date, due: str) -> None:
    assert str(parse_deadline(words, reference_date=TODAY).due_after(event)) == due


def test_only_a_length_of_time_has_a_day_after_an_event() -> None:
    with pytest.raises(ValueError, match="6月底前"):
        parse_deadline("6月底前", reference_date=TODAY).due_after(TODAY)
