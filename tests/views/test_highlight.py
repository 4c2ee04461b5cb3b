"""The source text with its fields marked: no character is changed, and every mark is at its place."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from zhengce.findings import Finding
from zhengce.model import Notice, Source
from zhengce.text import Span
from zhengce.views.highlight import Mark, anchor, highlight, marks, to_html, without_halves

TEXT = """\
## 松溪新城管理委员会关于印发便民服务提升行动方案的通知

松新管发〔2024〕9号

## 一、社区食堂（领域牵头单位：民政局）

1. 建好  社区食堂。按照《松溪市便民条例》，6 月底前建成3家以上。
（牵头单位：民政局；责任单位：柳岸街道；配合单位：白石镇）
"""


class Page(HTMLParser):
    """What a browser would make of the HTML: its text, and the text of every element."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[tuple[str, int, dict[str, str]]] = []
        self.elements: list[tuple[dict[str, str], str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, len(self.text), {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        begun, start, attributes = self.open.pop()
        assert begun == tag
        self.elements.append((attributes, self.text[start:]))

    def handle_data(self, data: str) -> None:
        self.text += data

    def shown(self, kind: str) -> list[str]:
        return [text for attributes, text in self.elements if attributes["class"] == kind]


def mark(start: int, end: int, kind: str = "deadline", **more: str) -> Mark:
    span = Span(start=start, end=end)
    return Mark(kind=kind, span=span, id=anchor(kind, span), **more)


def finding(code: str, start: int, end: int, message: str = "…") -> Finding:
    return Finding(code=code, severity="error", message=message, span=Span(start=start, end=end))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """Generate any text, with marks that nest, overlap, are empty, or lie beyond its end."""
    text = draw(st.text(alphabet=st.one_of(st.sampled_from("<>&\"'\r\n \x85#;\ud800\udfff"), st.characters())))
    offsets = st.integers(0, len(text) + 3)
    pairs = draw(st.lists(st.tuples(offsets, offsets, st.sampled_from(["measure", "deadline", "finding"]))))
    made = {m.id: m for a, b, kind in pairs for m in [mark(min(a, b), max(a, b), kind, hint="<\"'&>")]}
    return text, list(made.values())


@given(marked_texts())
def test_the_text_content_is_the_text(case: tuple[str, list[Mark]]) -> None:
    text, made = case
    page = Page(to_html(text, made))
    assert page.text == without_halves(text)
    page.text.encode()  # any file can hold it


@given(marked_texts())
def test_every_mark_covers_its_words_once_and_has_its_id_once(case: tuple[str, list[Mark]]) -> None:
    text, made = case
    page = Page(to_html(text, made))
    pieces: dict[str, str] = dict.fromkeys((m.id for m in made), "")
    for attributes, words in page.elements:
        pieces[attributes.get("id") or attributes["data-part-of"]] += words
    assert pieces == {m.id: without_halves(text[m.span.start : m.span.end]) for m in made}
    assert Counter(attributes["id"] for attributes, _ in page.elements if "id" in attributes) == Counter(list(pieces))


def test_marks_that_nest_are_not_cut() -> None:
    html = to_html("一二三四五", [mark(1, 4, "measure"), mark(2, 3)])
    assert html == (
        '一<span class="measure" id="measure-1-4">二<mark class="deadline" id="deadline-2-3">三</mark>四</span>五'
    )


def test_marks_that_cross_are_cut_and_the_pieces_know_their_mark() -> None:
    html = to_html("一二三四五", [mark(0, 3, "target"), mark(2, 5)])
    assert html == (
        '<mark class="target" id="target-0-3">一二<mark class="deadline" id="deadline-2-5">三</mark></mark>'
        '<mark class="deadline" data-part-of="deadline-2-5">四五</mark>'
    )


def test_every_field_is_marked() -> None:
    notice = zhengce.parse(TEXT)
    page = Page(highlight(notice))
    assert page.text == TEXT
    (heading,) = page.shown("domain")
    (measure,) = page.shown("measure")
    assert heading.startswith("一、社区食堂")
    assert measure.startswith("1. 建好  社区食堂")
    assert page.shown("number") == ["松新管发〔2024〕9号"]
    assert page.shown("deadline") == ["6 月底前"]
    assert page.shown("target") == ["3家以上"]
    assert page.shown("citation") == ["《松溪市便民条例》"]
    assert page.shown("lead") == ["民政局", "民政局"]
    assert page.shown("responsible") == ["柳岸街道"]
    assert page.shown("supporting") == ["白石镇"]


def test_a_mark_says_which_measure_it_belongs_to_and_a_measure_knows_its_mark() -> None:
    notice = zhengce.parse(TEXT)
    (measure,) = notice.measures
    (limit,) = measure.deadlines
    by_id = {found.id: found for found in marks(notice)}
    assert measure.span is not None
    assert limit.span is not None
    assert dict(by_id[anchor("deadline", limit.span)].data) == {"measure": "1.1", "kind": "by", "due": "2024-06-30"}
    assert dict(by_id[anchor("measure", measure.span)].data) == {"measure": "1.1"}


def test_findings_are_marked_with_their_messages() -> None:
    notice = zhengce.parse(TEXT)
    at = TEXT.index("柳岸街道")
    about = [finding("ZC201", at, at + 4, "<b>"), finding("ZC201", at, at + 4, "again"), finding("ZC101", 0, 0)]
    elements = [a for a, _ in Page(highlight(notice, about)).elements if a["class"] == "finding"]
    assert [(a["id"], a["title"]) for a in elements] == [
        ("finding-ZC101-0-0", "ZC101 …"),
        (f"finding-ZC201-{at}-{at + 4}", "ZC201 <b>\nZC201 again"),
    ]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</span>", "&lt;"])
def test_a_hostile_text_is_shown_and_does_nothing(hostile: str) -> None:
    text = f"1.{hostile}{hostile}。6月底前完成。（牵头单位：{hostile}局）"
    notice = zhengce.parse(text)
    page = Page(highlight(notice, [finding(hostile, 0, 5, hostile)]))
    assert page.text == text
    assert {attributes["class"] for attributes, _ in page.elements} <= {
        "finding",
        "measure",
        "clause",
        "lead",
        "deadline",
    }


def test_a_lone_surrogate_can_be_written_and_shifts_no_offset() -> None:
    """As a browser reads a reference to one."""
    html = to_html("a\ud800b", [mark(2, 3)])
    assert Page(html).text == Page("a&#xd800;b").text == "a\ufffdb"
    html.encode()


def test_a_notice_built_by_hand_has_no_marks() -> None:
    assert marks(Notice(title="通知", source=Source(text="通知"))) == ()


def test_without_ids_two_texts_may_stand_on_one_page() -> None:
    assert to_html("一二", [mark(0, 1)], ids=False) == '<mark class="deadline">一</mark>二'


def test_real_notices_keep_their_text(corpus: Path) -> None:
    for file in sorted((corpus / "docs").glob("*.md")):
        notice = zhengce.read(file)
        page = Page(highlight(notice, zhengce.check(notice)))
        assert page.text == notice.source.text, file.name
        assert len(page.shown("measure")) >= len(notice.measures), file.name
