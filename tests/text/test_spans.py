"""Places in a text: lines and columns, spans, and what they refuse."""

from __future__ import annotations

import pytest

from zhengce.text import Lines, Place, Span, as_tuple


@pytest.mark.parametrize(
    ("text", "offset", "place", "around"),
    [
        ("一、\n6月底前", 0, (1, 1), (0, 2)),
        ("一、\n6月底前", 2, (1, 3), (0, 2)),
        ("一、\n6月底前", 3, (2, 1), (3, 7)),
        ("一、\r\n6月底前\r", 9, (3, 1), (9, 9)),
        ("", 0, (1, 1), (0, 0)),
    ],
)
def test_lines(text: str, offset: int, place: tuple[int, int], around: tuple[int, int]) -> None:
    lines = Lines(text)
    assert (lines.place(offset), lines.around(offset)) == (place, around)


@pytest.mark.parametrize("items", ["甲乙", b"ab", 7, None])
def test_several_items_are_no_text_and_no_number(items: object) -> None:
    with pytest.raises(ValueError, match="several items"):
        as_tuple(items)  # type: ignore[arg-type]


def test_several_items() -> None:
    assert as_tuple(["甲"]) == as_tuple(iter("甲")) == as_tuple(("甲",)) == ("甲",)


@pytest.mark.parametrize("wrong", [{"start": -1}, {"start": 0, "page": 0}, {"start": 0, "paragraph": 0}])
def test_a_place_that_does_not_exist(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(reversed(wrong))):
        Place(**wrong)


def test_the_first_place() -> None:
    assert Place(start=0, page=1, paragraph=1) == Place(start=0, page=1, paragraph=1)


@pytest.mark.parametrize("wrong", [(-1, 1), (2, 1), (1.0, 2), (1, None)])
def test_a_span_that_does_not_exist(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a span must satisfy"):
        Span(start=wrong[0], end=wrong[1])
