"""The model: immutable objects that compare by their content, not by its place."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from decimal import Decimal

import attrs
import pendulum
import pytest

from zhengce import ZhengceError, parse, sample
from zhengce.made import maker
from zhengce.model import (
    Amount,
    Citation,
    Deadline,
    DeadlineKind,
    DocumentNumber,
    Domain,
    Measure,
    Notice,
    Role,
    Section,
    Source,
    Span,
    Target,
    TimeUnit,
    Unit,
)


def place(start: int) -> Span:
    return Span(start=start, end=start + 4)


def limit(text: str, month: int, start: int | None = None) -> Deadline:
    return Deadline(
        text=text, kind="by", due=pendulum.date(2024, month, 28), span=None if start is None else place(start)
    )


WATER, MONEY, TOWNS, POWER = (Unit(name=name) for name in ("水务局", "财政局", "各镇街", "供电所"))

NESTED = Measure(
    id="1.1.1", number="1.", title="更换水表", responsible_units=[TOWNS], deadlines=[limit("8月底前", 8, 60)]
)
FIRST = Measure(
    id="1.1",
    number="（一）",
    title="改造管网",
    text="（一）改造管网。6月底前，改造管网30公里。",
    lead_units=[WATER],
    responsible_units=[MONEY],
    supporting_units=[POWER],
    open_ended=True,
    deadlines=[limit("6月底前", 6, 50)],
    targets=[Target(text="30公里", value=Decimal(30), unit="公里", span=place(54))],
    citations=[Citation(title="云州市供水条例", span=place(40))],
    measures=[NESTED],
    span=place(45),
)
SECOND = Measure(id="2.1", number="1.", title="清理河道", lead_units=[WATER], deadlines=[limit("9月底前", 9, 80)])

NUMBER = DocumentNumber(authority_code="云水发", year=2024, serial=9)

NOTICE = Notice(
    title="云州市水务局关于印发供水保障方案的通知",
    document_number=NUMBER,
    issuing_authorities=["云州市水务局"],
    addressees=["各镇街", "各直属单位"],
    issue_date=pendulum.date(2024, 3, 5),
    remarks=["此件公开发布"],
    sections=[
        Section(
            number="一、",
            title="工作目标",
            deadlines=[limit("年底前", 12, 20)],
            sections=[Section(number="（一）", title="水质", deadlines=[limit("5月底前", 5, 30)])],
        ),
        Section(number="四、", title="工作要求", deadlines=[limit("10月底前", 10, 90)]),
    ],
    domains=[
        Domain(
            number="二、",
            name="供水",
            commander="水长流",
            lead_units=[POWER],
            deadlines=[limit("3月底前", 3, 40)],
            measures=[FIRST],
        ),
        Domain(number="三、", name="河道", measures=[SECOND]),
    ],
    source=Source(text="原文", name="notice.md"),
)

EVERY_NOUN = [
    Span(start=0, end=4),
    Source(text="6月底前", name="a.md"),
    Amount(value=3, unit=TimeUnit.WORKING_DAY),
    limit("6月底前", 6, 50),
    WATER,
    FIRST.targets[0],
    NUMBER,
    Citation(title="云州市供水条例"),
    FIRST,
    NOTICE.domains[0],
    NOTICE.sections[0],
    NOTICE,
]
each_noun = pytest.mark.parametrize("noun", EVERY_NOUN, ids=lambda noun: type(noun).__name__)


# --- values -----------------------------------------------------------------


@each_noun
def test_a_noun_does_not_change(noun: attrs.AttrsInstance) -> None:
    for field in attrs.fields(type(noun)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(noun, field.name, None)
    with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
        noun.remark = "新增"  # type: ignore[attr-defined]


@each_noun
def test_a_noun_goes_into_a_set_and_through_pickle(noun: attrs.AttrsInstance) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(noun, protocol))
        assert again == noun
        assert len({again, noun}) == 1


@each_noun
def test_a_copy_is_equal_in_every_field(noun: attrs.AttrsInstance) -> None:
    for again in (copy.copy(noun), copy.deepcopy(noun), pickle.loads(pickle.dumps(noun))):
        assert type(again) is type(noun)
        for field in attrs.fields(type(noun)):
            assert getattr(again, field.name) == getattr(noun, field.name)


def test_what_the_first_release_pickled_is_read() -> None:
    """Its pickles set the fields by name on an empty object."""
    again = Unit.__new__(Unit)
    again.__setstate__({"name": "水务局", "span": place(3)})  # type: ignore[attr-defined]
    assert (again, again.span) == (WATER, place(3))


@each_noun
def test_fields_are_given_by_name(noun: attrs.AttrsInstance) -> None:
    with pytest.raises(TypeError):
        type(noun)("6月底前")  # type: ignore[call-arg]


def test_places_survive_pickle_though_they_take_no_part_in_equality() -> None:
    again = pickle.loads(pickle.dumps(NOTICE))
    assert again.source == NOTICE.source
    assert [m.span for m in again.measures] == [m.span for m in NOTICE.measures]


def without_places(noun: object) -> object:
    """Return the same model as if built by hand: no spans, no source."""
    if isinstance(noun, tuple):
        return tuple(without_places(part) for part in noun)
    kind = type(noun)
    if not attrs.has(kind) or isinstance(noun, (Span, Source)):
        return noun
    fields = {f.name: getattr(noun, f.name) for f in attrs.fields(kind) if f.name not in ("span", "source")}
    return kind(**{name: without_places(value) for name, value in fields.items()})


@each_noun
def test_a_noun_built_by_hand_equals_the_one_that_was_read(noun: object) -> None:
    by_hand = without_places(noun)
    assert by_hand == noun
    assert hash(by_hand) == hash(noun)


def test_fields_take_part_in_equality() -> None:
    assert Unit(name="水务局") != Unit(name="财政局")
    assert limit("6月底前", 6) != limit("6月底前", 7)
    assert attrs.evolve(FIRST, open_ended=False) != FIRST


def test_lists_become_tuples() -> None:
    def units() -> Iterator[Unit]:
        yield WATER
        yield MONEY

    measure = Measure(title="改造管网", lead_units=units())
    assert measure.lead_units == (WATER, MONEY)
    assert NOTICE.addressees == ("各镇街", "各直属单位")


# --- mistakes of the caller -------------------------------------------------


@pytest.mark.parametrize("blank", ["", "  ", "\u3000", "\n"])
def test_an_object_without_its_words_is_refused(blank: str) -> None:
    with pytest.raises(ValueError, match="Measure needs a title"):
        Measure(title=blank)
    with pytest.raises(ValueError, match="Unit needs a name"):
        Unit(name=blank)
    with pytest.raises(ValueError, match="Domain needs a name"):
        Domain(name=blank)
    with pytest.raises(ValueError, match="Deadline needs a text"):
        Deadline(text=blank, kind="by")
    with pytest.raises(ValueError, match="Target needs a text"):
        Target(text=blank)
    with pytest.raises(ValueError, match="authority_code"):
        DocumentNumber(authority_code=blank, year=2024, serial=1)


def test_a_deadline_ends_no_earlier_than_it_starts() -> None:
    first, last = pendulum.date(2024, 7, 1), pendulum.date(2024, 7, 31)
    assert Deadline(text="7月", kind="during", start=first, due=last).start == first
    assert Deadline(text="7月1日", kind="during", start=first, due=first).due == first
    with pytest.raises(ValueError, match="must not start after it is due"):
        Deadline(text="7月", kind="during", start=last, due=first)


def test_words_that_are_not_in_the_list() -> None:
    with pytest.raises(ValueError, match="soon"):
        Deadline(text="尽快", kind="soon")
    with pytest.raises(ValueError, match="fortnight"):
        Amount(value=1, unit="fortnight")
    with pytest.raises(ValueError, match=">="):
        Amount(value=-1, unit="day")
    with pytest.raises(ValueError, match="comparator must be one of >=, <=, >, <, =, ~, got '≥'"):
        Target(text="98%以上", comparator="≥")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+40", "1E-41", "1E+999999999", "1E-999999999", "9" * 41])
def test_a_quantity_is_a_number_that_can_be_written_out(value: str) -> None:
    for name in ("value", "low", "high"):
        with pytest.raises(ValueError, match=f"{name} must be a decimal of at most 40 digits on either side"):
            Target(text="98%以上", **{name: Decimal(value)})  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, True, "九十八", "", [98]])
def test_a_quantity_is_a_decimal(value: object) -> None:
    with pytest.raises(ValueError, match="expected a decimal"):
        Target(text="98%以上", value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [98, "98", Decimal(98)])
def test_a_quantity_may_be_given_as_a_whole_number_or_a_text(value: object) -> None:
    quantity = Target(text="98%以上", value=value).value  # type: ignore[arg-type]
    assert type(quantity) is Decimal
    assert quantity == 98


@pytest.mark.parametrize("times", [0, -1, True, 1.0, "2"])
def test_times_is_a_positive_whole_number(times: object) -> None:
    with pytest.raises(ValueError, match="times must be a whole number >= 1"):
        Deadline(text="每年至少2次", kind="recurring", times=times)  # type: ignore[arg-type]
    assert Deadline(text="每年至少2次", kind="recurring", times=2).times == 2


def test_kinds_and_units_of_time_may_be_given_as_text() -> None:
    assert Deadline(text="6月底前", kind="by").kind is DeadlineKind.BY
    assert Amount(value=3, unit="working_day").unit is TimeUnit.WORKING_DAY


# --- what a notice tells ----------------------------------------------------


def test_measures_come_depth_first() -> None:
    assert [m.id for m in NOTICE.measures] == ["1.1", "1.1.1", "2.1"]
    assert [m.id for m in FIRST.walk()] == ["1.1", "1.1.1"]


def test_units_come_once_in_order_of_appearance() -> None:
    assert NOTICE.units == (POWER, WATER, MONEY, TOWNS)
    assert FIRST.units == (WATER, MONEY, POWER)
    assert [str(unit) for unit in NOTICE.units] == ["供电所", "水务局", "财政局", "各镇街"]


def unit(name: str, start: int | None = None) -> Unit:
    return Unit(name=name, span=None if start is None else place(start))


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ((50, 40, 60), "responsible财政局 lead水务局 supporting供电所 lead各镇街"),
        ((None, 40, 60), "lead水务局 lead各镇街 responsible财政局 supporting供电所"),  # no place is known of one
        ((40, 40, 40), "lead水务局 responsible财政局 supporting供电所 lead各镇街"),  # one name in several roles
    ],
)
def test_roles_come_in_text_order(starts: tuple[int | None, ...], expected: str) -> None:
    water, money, power = starts
    measure = Measure(
        title="改造管网",
        lead_units=[unit("水务局", water), unit("各镇街", 70)],
        responsible_units=[unit("财政局", money)],
        supporting_units=[unit("供电所", power)],
    )
    assert " ".join(f"{role}{member}" for role, member in measure.roles) == expected
    assert Notice(domains=[Domain(name="供水", measures=[measure])]).units == tuple(u for _, u in measure.roles)


def test_the_text_says_in_which_order_units_are_named() -> None:
    notice = parse("一、改造管网。8月底前完成。（责任单位：财政局、各镇街，牵头单位：水务局，配合单位：供电所）")
    (measure,) = notice.measures
    roles = [(Role.RESPONSIBLE, MONEY), (Role.RESPONSIBLE, TOWNS), (Role.LEAD, WATER), (Role.SUPPORTING, POWER)]
    assert measure.roles == tuple(roles)


def test_a_measure_is_found_by_its_id() -> None:
    assert NOTICE["1.1"] is FIRST
    assert NOTICE["1.1.1"] is NESTED
    assert all(found[m.id] is m for found in [sample()] for m in found.measures)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("1.1.2", "no measure has the id '1.1.2'; did you mean 1.1.1 or 1.1?"),
        ("1．1", "did you mean"),
        ("九", "no measure has the id '九'; its measures are 1.1 to 2.1"),
        ("", "no measure has the id ''; its measures are 1.1 to 2.1"),
        (1.1, "no measure has the id 1.1; did you mean 1.1"),
    ],
)
def test_the_error_for_an_unknown_id_suggests_similar_ones(wanted: object, said: str) -> None:
    with pytest.raises(KeyError) as refused:
        NOTICE[wanted]  # type: ignore[index]
    assert isinstance(refused.value, ZhengceError)
    assert said in str(refused.value)
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)


def test_a_notice_without_measures_has_none_to_be_found() -> None:
    with pytest.raises(KeyError, match="it has no measures"):
        Notice()["1.1"]


def test_a_notice_cannot_be_iterated() -> None:
    with pytest.raises(TypeError, match="not iterable"):
        list(NOTICE)  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        assert "1.1" in NOTICE  # type: ignore[operator]


def test_several_authorities_issue_a_joint_notice() -> None:
    joint = Notice(issuing_authorities=["云州市水务局", "云州市财政局"])
    assert joint.issuing_authorities == ("云州市水务局", "云州市财政局")
    assert joint.issuing_authority == "云州市水务局 云州市财政局"
    assert Notice().issuing_authority == ""
    with pytest.raises(ValueError, match="several items"):
        Notice(issuing_authorities="云州市水务局")  # type: ignore[arg-type]
    signed = parse("关于改造管网的通知\n各镇街：\n请落实。\n云州市水务局\n云州市财政局\n2024年3月5日")
    assert signed.issuing_authorities == joint.issuing_authorities


def test_deadlines_come_in_text_order_wherever_they_stand() -> None:
    texts = [d.text for d in NOTICE.deadlines]
    assert texts == ["年底前", "5月底前", "3月底前", "6月底前", "8月底前", "9月底前", "10月底前"]


def test_deadlines_of_a_notice_built_by_hand_come_part_by_part() -> None:
    by_hand = without_places(NOTICE)
    assert isinstance(by_hand, Notice)
    texts = [d.text for d in by_hand.deadlines]
    assert texts == ["年底前", "5月底前", "10月底前", "3月底前", "6月底前", "8月底前", "9月底前"]


@pytest.mark.parametrize(
    ("notice", "year"),
    [
        (NOTICE, 2024),
        (Notice(issue_date=pendulum.date(2023, 1, 5), document_number=NUMBER), 2023),
        (Notice(document_number=NUMBER), 2024),
        (Notice(title="云州市2021年防汛工作要点"), 2021),
        (Notice(title="云州市防汛规划（2021—2023年）"), None),
        (Notice(), None),
    ],
)  # fmt: skip
def test_year(notice: Notice, year: int | None) -> None:
    assert notice.year == year


def test_a_document_number_reads_as_printed() -> None:
    assert str(NOTICE.document_number) == "云水发〔2024〕9号"


def test_an_empty_notice() -> None:
    empty = Notice()
    for found in (empty.measures, empty.deadlines, empty.units, empty.addressees, empty.sections, empty.domains):
        assert found == ()
    assert empty.source.text == ""


def test_sections_walk_depth_first() -> None:
    assert [s.title for s in NOTICE.sections[0].walk()] == ["工作目标", "水质"]


def test_measures_are_walked_in_text_order() -> None:
    leaves = [Measure(id=number, title="水质") for number in ("1.1.1", "1.1.2")]
    tree = [Measure(id="1.1", title="水质", measures=leaves), Measure(id="1.2", title="水质")]
    notice = Notice(domains=[Domain(name="水质", measures=tree)])
    assert [measure.id for measure in notice.measures] == ["1.1", "1.1.1", "1.1.2", "1.2"]


def test_no_nesting_is_too_deep_to_walk() -> None:
    measure, section = Measure(title="水质", lead_units=[Unit(name="水务局")]), Section(title="水质")
    for _ in range(10_000):
        measure, section = Measure(title="水质", measures=[measure]), Section(title="水质", sections=[section])
    notice = Notice(sections=[section], domains=[Domain(name="水质", measures=[measure])])
    assert len(notice.measures) == len(list(section.walk())) == 10_001
    assert notice.units == (Unit(name="水务局"),)
    assert notice.deadlines == ()


# --- makers ----------------------------------------------------------------


@pytest.mark.parametrize("noun", [Span, Unit, Deadline, Measure])
def test_a_maker_makes_what_the_constructor_makes(noun):
    """A maker makes no checks, but the same object."""
    notice = sample()
    found = {
        Span: [unit.span for unit in notice.units],
        Unit: notice.units,
        Deadline: notice.deadlines,
        Measure: notice.measures,
    }[noun]
    names = [field.name for field in attrs.fields(noun)]
    for read in found:
        values = {name: getattr(read, name) for name in names}
        made = maker(noun)(**values)
        assert made == noun(**values)
        assert {name: getattr(made, name) for name in names} == values
