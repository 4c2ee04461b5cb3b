"""Objects as displayed: one line at a prompt, a card in a notebook."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

import zhengce
from zhengce.model import (
    Amount,
    Citation,
    Convention,
    Deadline,
    DocumentNumber,
    Domain,
    Measure,
    Notice,
    Section,
    Target,
    TimeUnit,
    Unit,
)
from zhengce.text import Source
from zhengce.views.cards import card

HOSTILE = '<script>alert("1")</script>'


class Seen(HTMLParser):
    """The text of a card by the class of the element that it stands in, and the tags it is made of."""

    def __init__(self, noun: Any) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[tuple[str, str]] = []
        self.by_class: dict[str, list[str]] = {}
        self.text = ""
        self.feed(noun._repr_html_())
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append((tag, dict(attrs).get("class") or tag))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, name = self.open[-1]
        if tag != "style":
            self.by_class.setdefault(name, []).append(data)
            self.text += data


NUMBER = DocumentNumber(authority_code="松新管发", year=2024, serial=9)
LIMIT = Deadline(text="8月前", kind="by", due=zhengce.parse_deadline("2024年8月前").due, convention="before-it-begins")
MEASURE = Measure(id="1.1", title="建好社区食堂", deadlines=[LIMIT])
LINES = [
    (Unit(name="民政局"), "Unit(name='民政局')"),
    (NUMBER, "DocumentNumber(authority_code='松新管发', year=2024, serial=9)"),
    (LIMIT, "Deadline(text='8月前', kind='by', due=Date(2024, 7, 31), convention='before-it-begins')"),
    (
        Deadline(text="30日内", kind="within", amount=Amount(value=30, unit="day"), task="办" * 60),
        f"Deadline(text='30日内', kind='within', amount=Amount(value=30, unit='day'), task='{'办' * 39}…')",
    ),
    (Target(text="3家", value=Decimal(3), unit="家"), "Target(text='3家', value=Decimal('3'), unit='家')"),
    (Citation(title="便民条例"), "Citation(title='便民条例')"),
    (MEASURE, "<Measure 1.1 “建好社区食堂”, 1 deadline>"),
    (Measure(title="一" * 50), f"<Measure “{'一' * 39}…”, 0 deadlines>"),
    (Domain(number="一、", name="社区食堂", measures=[MEASURE]), "<Domain “一、社区食堂”, 1 measure>"),
    (Section(text="按照要求，\n\x1b[31m现就有关事项通知如下"), "<Section “按照要求， [31m现就有关事项通知如下”>"),
    (
        Notice(title="通知", document_number=NUMBER, domains=[Domain(name="甲"), Domain(name="乙")]),
        "<Notice 松新管发〔2024〕9号 “通知”, 2 domains, 0 measures>",
    ),
    (Notice(), "<Notice “”, 0 domains, 0 measures>"),
    (Source(text="通知", name="notice.md"), "<Source notice.md, 2 characters>"),
]


@pytest.mark.parametrize(("noun", "line"), LINES, ids=[type(noun).__name__ for noun, _ in LINES])
def test_the_repr_of_an_object_is_one_line(noun: object, line: str) -> None:
    assert repr(noun) == line


@pytest.mark.parametrize("noun", [LIMIT, Unit(name="民政局"), NUMBER], ids=lambda noun: type(noun).__name__)
def test_the_repr_of_a_small_object_makes_it_again(noun: object) -> None:
    names = {"Deadline": Deadline, "Unit": Unit, "DocumentNumber": DocumentNumber, "Date": type(LIMIT.due)}
    assert eval(repr(noun), names) == noun


def test_a_notice_shows_its_outline_its_units_and_its_source() -> None:
    notice = zhengce.sample()
    seen = Seen(notice)
    assert seen.by_class["title"][0] == notice.title
    assert {"5个领域", "26项措施", "57个时限", "18个单位"} <= set(seen.by_class["span"])
    for measure in notice.measures:
        assert measure.title in seen.by_class["summary"]
    assert set(seen.by_class["lead"]) >= {unit.name for m in notice.measures for unit in m.lead_units}
    assert notice.source.text in seen.text


def test_a_domain_shows_who_commands_and_leads() -> None:
    seen = Seen(zhengce.sample().domains[0])
    assert seen.by_class["title"] == ["企业开办"]
    assert {"江听澜", "政务服务局"} <= set(seen.by_class["dd"])


def test_a_measure_shows_its_words_with_what_they_hold() -> None:
    (measure,) = zhengce.parse(
        "1.办好 3 件事。9月3日前报备，3日内办完 3 件。（牵头单位：民政局；责任单位：白石镇等）"
    ).measures
    seen = Seen(measure)
    assert measure.text in seen.text
    assert seen.by_class["deadline"] == ["9月3日前", "3日内"]
    assert seen.by_class["target"] == ["3件", "3件"]
    assert seen.by_class["dd"] == ["民政局", "白石镇等"]


def test_a_time_limit_shows_its_day_and_the_convention() -> None:
    seen = Seen(LIMIT)
    assert seen.by_class["title deadline"] == ["8月前"]
    assert seen.by_class["dd"] == ["截止", "2024-07-31", "到该期间开始之前为止；到其末尾应写“底前”或“末前”"]


@pytest.mark.parametrize(
    "noun",
    [
        Notice(
            title=HOSTILE,
            issuing_authorities=[HOSTILE],
            source=Source(text=HOSTILE, name=HOSTILE),
            domains=[
                Domain(number=HOSTILE, name=HOSTILE, text=HOSTILE, commander=HOSTILE, lead_units=[Unit(name=HOSTILE)])
            ],
        ),
        Measure(
            id=HOSTILE,
            title=HOSTILE,
            text=HOSTILE,
            lead_units=[Unit(name=HOSTILE)],
            deadlines=[Deadline(text=HOSTILE, kind="by")],
        ),
        Domain(name=HOSTILE, path=[HOSTILE], measures=[Measure(title=HOSTILE)]),
        Deadline(text=HOSTILE, kind="within", event=HOSTILE, task=HOSTILE),
    ],
    ids=lambda noun: type(noun).__name__,
)
def test_hostile_words_are_shown_and_do_nothing(noun: Any) -> None:
    seen = Seen(noun)
    assert "script" not in seen.tags
    assert HOSTILE in seen.text


def test_two_cards_on_one_page_do_not_touch_each_other() -> None:
    notice = zhengce.sample()
    seen = Seen(notice)
    assert "id" not in seen.attributes
    style = re.findall("<style>(.*?)</style>", notice._repr_html_(), re.DOTALL)[0]
    rules = re.findall(r"^([^{}@\n][^{}]*)\{", style, re.MULTILINE)
    assert rules
    assert all(one.strip().startswith(".zhengce-card") for rule in rules for one in rule.split(","))


@pytest.mark.parametrize("unit", TimeUnit)
def test_every_length_of_time_is_said_in_chinese(unit: TimeUnit) -> None:
    limit = Deadline(text="限期", kind="within", amount=Amount(value=3, unit=unit))
    assert re.fullmatch("3个?(小时|日|工作日|周|月|年)", Seen(limit).by_class["dd"][-1])


@pytest.mark.parametrize("convention", Convention)
def test_every_convention_is_said_in_chinese(convention: Convention) -> None:
    seen = Seen(Deadline(text="8月前", kind="by", convention=convention))
    assert re.search("[一-龥]", seen.by_class["dd"][-1])


def test_other_objects_have_no_card() -> None:
    with pytest.raises(TypeError, match="int"):
        card(5)
