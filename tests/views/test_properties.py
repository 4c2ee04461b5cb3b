"""Every notice can be displayed, whatever it contains."""

from __future__ import annotations

from datetime import date, timedelta
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from zhengce import agenda, testing
from zhengce.model import Notice
from zhengce.views import charts
from zhengce.views.highlight import highlight, without_halves


class Text(HTMLParser):
    """The text content of HTML, and whether its tags are well nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.tags.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(max_examples=30)
@given(testing.notices())
def test_any_notice_has_a_card_and_so_have_its_parts(notice: Notice) -> None:
    for noun in (notice, *notice.domains, *notice.measures, *notice.deadlines):
        page = Text(noun._repr_html_())
        assert page.tags == []
        assert "\n" not in repr(noun)


@settings(max_examples=10)
@given(testing.notices())
def test_any_notice_can_be_drawn(notice: Notice) -> None:
    for draw in (charts.heatmap, charts.timeline, charts.load, charts.network, charts.stages):
        assert draw(notice).to_dict()["title"]["text"]


@given(testing.notices(), st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.timedeltas(timedelta(), timedelta(400)))
def test_an_agenda_has_only_what_falls_due_in_its_time(notice: Notice, first: date, length: timedelta) -> None:
    last = first + length
    for row in agenda(notice, first, last):
        assert first <= row["due"] <= last


@given(testing.texts())
def test_any_text_that_is_read_is_shown_as_it_is(text: str) -> None:
    assert Text(highlight(zhengce.parse(text))).text == without_halves(text)
