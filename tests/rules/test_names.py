"""Names of units: which two seem to be one office, and which of them is likelier right."""

from __future__ import annotations

from collections import Counter

import pytest

from zhengce.rules.names import alike, likelier, seem_one


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("综保区经济发展局", "综合保税区经济发展局"),  # left out in two places
        ("县自然资源规划局", "县自然资源和规划局"),  # one character in one place
        ("县政府办", "县人民政府办"),  # what is left out as a matter of course
        ("松溪县政府", "松溪县人民政府"),
        ("卫健委员会", "卫健委"),
    ],
)
def test_a_name_with_less_of_the_same_words_is_one_unit(short: str, long: str) -> None:
    assert seem_one(short, long, {})
    assert seem_one(long, short, {})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("卫健委", "卫生健康委"),  # three characters leave out too much
        ("市政府办公室", "市政府金融办公室"),  # several in one place
        ("县公安局", "县公安分局"),  # the one that tells apart
        ("县城管局", "县城管处"),  # another end
        ("区住建局", "县住建委局"),  # another beginning
        ("县住建水利局", "县水利住建管理局"),  # another order
    ],
)
def test_other_words_are_another_unit(one: str, other: str) -> None:
    assert not seem_one(one, other, {})


@pytest.mark.parametrize(
    ("rare", "common", "times", "one"),
    [
        ("县市容管里局", "县市容管理局", 4, True),
        ("县市容管里局", "县市容管理局", 3, False),  # too near to one another
        ("县市容理局", "县市容里局", 4, False),  # too short
        ("县市荣管里局", "县市容管理局", 4, False),  # two slips
        ("县是容管理局", "县市容管理局", 4, False),  # right after the beginning
        ("县市容管理句", "县市容管理局", 4, False),  # at the end
        ("县市容管二局", "县市容管理局", 4, False),  # a number
        ("县市容管理局", "县市容管二局", 4, False),
    ],
)
def test_one_wrong_character_in_a_long_name_is_a_slip_where_the_right_one_is_common(
    rare: str,
    common: str,
    times: int,
    one: bool,  # noqa: FBT001
) -> None:
    assert seem_one(rare, common, {rare: 1, common: times}) is one
    assert seem_one(common, rare, {rare: 1, common: times}) is one


def test_pairs_are_found_in_order() -> None:
    counts = Counter(["县综保区管委会", "县综合保税区管委会", "区财政办公局", "区财政办局", "县财政局"])
    assert list(alike(counts)) == [("区财政办公局", "区财政办局"), ("县综保区管委会", "县综合保税区管委会")]


@pytest.mark.parametrize(("counts", "better"), [((1, 2), "县民政办"), ((2, 1), "民政办"), ((1, 1), "县民政办")])
def test_the_commoner_name_is_the_likelier_and_of_two_the_longer(counts: tuple[int, int], better: str) -> None:
    known = dict(zip(("民政办", "县民政办"), counts, strict=True))
    assert likelier("民政办", "县民政办", known)[1] == better
    assert likelier("县民政办", "民政办", known)[1] == better
