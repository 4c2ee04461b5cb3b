"""Fields: where the words of a part's fields stand in its text, and in which order they are given."""

from __future__ import annotations

from hypothesis import given

from zhengce import Deadline, Measure, Source, Span, Target, Unit, parse
from zhengce.analysis.fields import placed_fields
from zhengce.analysis.placed import parts

from ..making import notice_texts


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


def test_of_two_that_begin_together_the_wider_comes_first() -> None:
    limit = Deadline(text="全年", kind="during", span=span(0, 2))
    target = Target(text="全年3个", comparator="=", value=3, unit="个", span=span(0, 4))
    measure = Measure(title="建站", text="全年3个站", deadlines=[limit], targets=[target], span=span(0, 5))
    assert [(placed.field, placed.start, placed.end) for placed in placed_fields(measure)] == [
        (target, 0, 4),
        (limit, 0, 2),
    ]


def test_what_stands_elsewhere_comes_ahead_in_the_order_of_roles() -> None:
    lead, other = Unit(name="县局", span=span(90, 92)), Unit(name="县税务局", span=span(93, 97))
    here = Unit(name="甲", span=span(10, 11))
    measure = Measure(
        title="甲",
        text="甲乙",
        lead_units=[lead],
        responsible_units=[other],
        supporting_units=[here],
        span=span(10, 12),
    )
    assert [(placed.field, placed.start) for placed in placed_fields(measure)] == [(lead, -1), (other, -1), (here, 0)]


def test_where_words_stand_twice_the_source_tells_which_is_meant() -> None:
    source = Source(text="甲局乙局      丙丁")
    unit = Unit(name="局", span=span(3, 4))
    measure = Measure(title="甲", text=source.clean, lead_units=[unit], span=span(0, 12))
    assert source.clean == "甲局乙局丙丁"
    assert [placed.start for placed in placed_fields(measure, source)] == [3]


def test_without_the_text_of_the_source_the_places_alone_tell() -> None:
    unit = Unit(name="局", span=span(23, 24))
    measure = Measure(title="甲", text="甲局乙局", lead_units=[unit], span=span(20, 24))
    for source in (None, Source(text="")):
        assert [placed.start for placed in placed_fields(measure, source)] == [3]


def test_added_line_ends_move_what_stands_behind_them() -> None:
    units = [Unit(name="局", span=span(1, 2)), Unit(name="局", span=span(3, 4))]
    measure = Measure(title="甲", text="甲局\n乙局", lead_units=units, span=span(0, 4))
    assert [placed.start for placed in placed_fields(measure)] == [1, 4]


def test_what_is_built_by_hand_stands_where_nothing_longer_does() -> None:
    units = [Unit(name=name) for name in ("局", "市局", "局", "局", "院")]
    measure = Measure(title="甲", text="市局局长局", lead_units=units)
    found = {(placed.field.name, placed.start) for placed in placed_fields(measure) if isinstance(placed.field, Unit)}
    assert found == {("市局", 0), ("局", 2), ("局", 4), ("局", -1), ("院", -1)}


@given(notice_texts())
def test_with_the_source_every_field_has_the_place_that_its_span_says(text: str) -> None:
    notice = parse(text)
    source = notice.source
    for part, _ in parts(notice):
        start, end = source.clean_range(part.span) if part.span else (0, 0)
        if part.text != source.clean[start:end]:
            continue  # a heading without its words, or lines whose ends were lost
        for placed in placed_fields(part, source):
            place, _ = source.clean_range(placed.field.span) if placed.field.span else (-1, -1)
            assert placed.start == (place - start if start <= place < end else -1)
