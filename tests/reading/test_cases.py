"""One layout a case: small texts with the outcome that a clerk would write down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import zhengce
from zhengce.model import Deadline, Domain, Measure, Notice, Section
from zhengce.reading.frontmatter import read_front_matter
from zhengce.reading.outline import read_style
from zhengce.text import Source

from ..outcome import differences, load

CASES = sorted((Path(__file__).parents[1] / "cases" / "reading").glob("*.json"))


def text_of(case: Path) -> str:
    [text] = (path for path in case.parent.glob(f"{case.stem}.*") if path.suffix in (".txt", ".md"))
    return text.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_layout(case: Path) -> None:
    expected = load(case)
    given = expected.get("reference_date")
    notice = zhengce.parse(text_of(case), reference_date=date.fromisoformat(given) if given else None)
    unlike = differences(expected, notice)
    assert not unlike, f"{expected['why']}\n{unlike}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_spans_lead_back_to_their_words(case: Path) -> None:
    """Line ends are ignored, since lost line breaks are inferred from the text around."""
    notice = zhengce.parse(text_of(case))
    nodes: list[Section | Measure | Deadline] = [*sections(notice), *notice.measures, *notice.deadlines]
    for node in nodes:
        assert node.span is not None
        words = Source(text=notice.source.text[node.span.start : node.span.end]).clean
        assert re.sub(r"[\n|]", "", words) == re.sub(r"[\n|]", "", node.text)  # a tab is a bar only below its header


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_character_has_one_place(case: Path) -> None:
    """It is in a section, a domain or a measure, in a line of the head, or in a heading in the path of domains."""
    notice = zhengce.parse(text_of(case))
    source, clean = notice.source, notice.source.clean
    parts: list[Section | Domain | Measure] = [*sections(notice), *notice.domains, *notice.measures]
    spans = sorted((part.span for part in parts if part.span), key=lambda span: span.start)
    assert all(a.end <= b.start for a, b in pairwise(spans)), "two parts hold the same words"
    head = [line for line, _ in read_front_matter(source).head]
    left = list(clean)
    for start, end in (*head, *(source.clean_range(span) for span in spans)):
        left[start:end] = " " * (end - start)
    above = {name.replace("——", "") for domain in notice.domains for name in (*domain.path, domain.name)}
    for words in "".join(left).split():
        titles = [title for title in above if words.endswith(title)]
        assert any(words == title or read_style(words.removesuffix(title)) for title in titles), words


def sections(notice: Notice) -> Iterator[Section]:
    return (section for top in notice.sections for section in top.walk())


def test_no_task_is_taken_from_the_item_before_on_the_same_line() -> None:
    text = "一、时间安排（一）摸底排查（5月底前）。各镇逐户排查。（二）集中整治（9月底前）。各镇限期整改。"
    assert [deadline.task for deadline in zhengce.parse(text).deadlines] == ["摸底排查", "集中整治"]


def test_a_title_that_is_printed_twice_cites_once() -> None:
    title = "云溪市民政局关于印发《云溪市助餐办法》的通知"
    notice = zhengce.parse(f"{title}\n\n索引号：7\n\n{title}\n\n各镇：\n\n请按《云溪市条例》抓好落实。")
    assert [citation.title for citation in notice.citations] == ["云溪市助餐办法", "云溪市条例"]


def test_every_case_says_why() -> None:
    assert CASES
    assert all(load(case).get("why") for case in CASES)
