"""Strategies: they generate valid objects of every kind, which the reader reads from their words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import zhengce
from zhengce import Citation, Deadline, DocumentNumber, Domain, Measure, Notice, Section, Source, Target, Unit, testing
from zhengce.formats import markdown
from zhengce.ledger import Ledger
from zhengce.model import DeadlineKind

DAY = testing.TODAY.day
TITLE = "关于做好社区助餐工作的通知"

NOUNS: list[tuple[st.SearchStrategy[Any], type]] = [
    (testing.amounts(), zhengce.Amount),
    (testing.citations(), Citation),
    (testing.deadlines(), Deadline),
    (testing.document_numbers(), DocumentNumber),
    (testing.domains(), Domain),
    (testing.expressions(), str),
    (testing.ledgers(), Ledger),
    (testing.measures(), Measure),
    (testing.notices(), Notice),
    (testing.sections(), Section),
    (testing.sources(), Source),
    (testing.targets(), Target),
    (testing.texts(), str),
    (testing.units(), Unit),
]


@pytest.mark.parametrize(("strategy", "kind"), NOUNS, ids=[kind.__name__ for _, kind in NOUNS])
def test_each_makes_its_noun_and_hashes(strategy: st.SearchStrategy[Any], kind: type) -> None:
    @settings(max_examples=10)
    @given(strategy)
    def run(made: Any) -> None:
        assert type(made) is kind
        assert hash(made) == hash(made)

    run()


def test_every_strategy_is_tried_here() -> None:
    made = [name for name in testing.__all__ if name not in ("Known", "TODAY")]
    assert len(made) == len(NOUNS)


# --- what stands in the words -----------------------------------------------


@given(testing.targets())
def test_a_target_is_read_in_its_words(target: Target) -> None:
    (measure,) = zhengce.parse(f"一、建好助餐点，新增{target.text}。（责任单位：民政局）").measures
    assert measure.targets == (target,)


@given(testing.citations())
def test_a_citation_is_read_in_its_words(citation: Citation) -> None:
    assert zhengce.parse(f"一、落实{citation.text}。").citations == (citation,)


@given(testing.document_numbers())
def test_a_document_number_is_read_in_its_words(number: DocumentNumber) -> None:
    assert zhengce.parse(f"{number}\n{TITLE}\n各有关单位：\n请抓好落实。").document_number == number


@given(st.lists(testing.units(), min_size=1, max_size=5, unique=True))
def test_units_are_read_in_their_words(units: list[Unit]) -> None:
    names = "、".join(unit.name for unit in units)
    (measure,) = zhengce.parse(f"一、建好助餐点。（责任单位：{names}）").measures
    assert measure.responsible_units == tuple(units)


@given(testing.deadlines())
def test_a_deadline_is_read_in_its_words(deadline: Deadline) -> None:
    assert zhengce.find_deadlines(f"{deadline.text}，{deadline.task}。", reference_date=DAY) == (deadline,)


@given(testing.amounts())
def test_an_amount_is_counted_there_and_back(amount: zhengce.Amount) -> None:
    if amount.unit is not zhengce.TimeUnit.WORKING_DAY:
        assert amount.before(date(2023, 6, 15)) <= date(2023, 6, 15) <= amount.after(date(2023, 6, 15))


@settings(max_examples=20)
@given(testing.measures(), testing.sections(value=2))
def test_parts_stand_in_a_notice_of_their_own(measure: Measure, section: Section) -> None:
    parts = (*measure.walk(), *section.walk())
    cited = [citation for part in parts for citation in part.citations]
    domain = Domain(number="一、", name="便民服务", measures=[measure])
    notice = Notice(title=TITLE, issue_date=DAY, citations=cited, domains=[domain], sections=[section])
    assert zhengce.parse(markdown.dumps(notice)) == notice


@settings(max_examples=20)
@given(testing.domains())
def test_a_notice_of_one_domain_is_read_back_equal(domain: Domain) -> None:
    cited = [citation for top in domain.measures for measure in top.walk() for citation in measure.citations]
    notice = Notice(title=TITLE, issue_date=DAY, citations=cited, domains=[domain])
    assert zhengce.parse(markdown.dumps(notice)) == notice


# --- variety ----------------------------------------------------------------

VARIETY: dict[str, Callable[[Notice], object]] = {
    "no measures": lambda n: n.sections and not n.measures,
    "flat": lambda n: n.domains and n.domains[0].name == n.title,
    "domains without numbers": lambda n: any(d.path and not d.number for d in n.domains),
    "a path with a heading that has lost its number": lambda n: any("主要任务" in d.path for d in n.domains),
    "a commander": lambda n: any(d.commander for d in n.domains),
    "limits of a domain": lambda n: any(d.deadlines for d in n.domains),
    "measures in measures in measures": lambda n: any(m.measures for t in n.measures for m in t.measures),
    "measures without numbers": lambda n: any(not m.number for m in n.measures),
    "open ends": lambda n: any(m.open_ended for m in n.measures),
    "a clause on a line of its own": lambda n: any("\n责任" in m.text or "\n牵头" in m.text for m in n.measures),
    "a clause in verbs": lambda n: any("牵头，" in m.text and m.supporting_units for m in n.measures),
    "three roles": lambda n: any(m.lead_units and m.responsible_units and m.supporting_units for m in n.measures),
    "no date": lambda n: n.deadlines and n.year is None,
    "a year alone": lambda n: n.deadlines and n.year and n.issue_date is None,
    "joint authorities": lambda n: " " in n.issuing_authority,
    "general sections on both sides": lambda n: n.domains and sum(bool(s.number) for s in n.sections) > 1,
    "sections in sections": lambda n: any(s.sections for s in n.sections),
    **{
        f"a limit of the kind {kind}": lambda n, kind=kind: any(d.kind is kind for d in n.deadlines)
        for kind in DeadlineKind
    },
}


def test_notices_are_of_every_kind() -> None:
    made: list[Notice] = []

    @settings(max_examples=150, derandomize=True, database=None, phases=[Phase.generate])
    @given(testing.notices())
    def make(notice: Notice) -> None:
        made.append(notice)

    make()
    patient = settings(max_examples=3000, database=None, phases=[Phase.generate])
    for condition in VARIETY.values():
        if not any(condition(notice) for notice in made):  # a rare one is looked for
            find(testing.notices(), lambda notice, condition=condition: bool(condition(notice)), settings=patient)


# --- texts ------------------------------------------------------------------


@given(testing.texts())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    notice = zhengce.parse(text)
    places = [section.span for top in notice.sections for section in top.walk() if section.span]
    assert all(one.end <= other.start for one, other in pairwise(sorted(places, key=lambda span: span.start)))
    assert zhengce.loads(zhengce.dumps(notice)) == notice


@given(testing.texts())
def test_what_is_written_as_markdown_reads_the_same_or_is_refused(text: str) -> None:
    notice = zhengce.parse(text)
    try:
        page = markdown.dumps(notice)
    except zhengce.FormatError:
        return
    assert zhengce.parse(page) == notice


@given(testing.sources())
def test_sources_know_their_pages(source: Source) -> None:
    for place in source.places:
        at = source.place(zhengce.Span(start=place.start, end=place.start))
        assert at == place


def test_without_hypothesis_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; import zhengce.testing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "needs the extra 'testing': pip install 'zhengce[testing]'" in done.stderr
