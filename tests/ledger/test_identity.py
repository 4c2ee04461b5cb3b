"""Ids are made of words, and survive whatever does not change them."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest

import zhengce
from tests.amended import amend
from zhengce.ledger.identity import match, obligations


def widened(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() and char.isascii() else char for char in text)


NOISES: dict[str, Callable[[str], str]] = {
    "digits in full width": widened,
    "a blank ahead of every month": lambda text: text.replace("月底", " 月底"),
    "other quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "lost blank lines": lambda text: text.replace("\n\n", "\n"),
    "compatibility characters": lambda text: unicodedata.normalize("NFKC", text).replace(",", "，"),
}


def test_every_limit_and_every_measure_without_has_one() -> None:
    notice = zhengce.sample()
    taken = obligations(notice)
    without = [m for m in notice.measures if not m.deadlines and not m.measures]
    assert len(taken) == len(notice.deadlines) + len(without)
    assert len({o.id for o in taken}) == len({o.code for o in taken}) == len(taken)


@pytest.mark.parametrize("noise", NOISES)
def test_ids_survive(noise: str) -> None:
    notice = zhengce.sample()
    again = zhengce.parse(NOISES[noise](notice.source.text))
    assert [o.id for o in obligations(again)] == [o.id for o in obligations(notice)]


def test_a_moved_day_keeps_the_id() -> None:
    text = "关于优化服务的通知\n\n一、便民\n1.开通专窗。9月底前完成。（税务局牵头）\n\n某办公室\n2024年4月1日"
    (before,) = obligations(zhengce.parse(text))
    (after,) = obligations(zhengce.parse(text.replace("9月", "10月")))
    assert before.id == after.id
    assert before.due != after.due


def test_equal_words_get_ids_of_their_own() -> None:
    text = "关于优化服务的通知\n一、便民\n1.开通专窗。（税务局牵头）\n二、利企\n1.开通专窗。（税务局牵头）"
    first, second = obligations(zhengce.parse(text))
    assert first.id != second.id


def test_what_was_rewritten_from_end_to_end_is_not_cancelled_without_a_person() -> None:
    text = "关于优化服务的通知\n\n一、便民\n1.开通专窗。（税务局牵头）\n2.减少材料。（税务局牵头）"
    revision = match(zhengce.parse(text), zhengce.parse(text.replace("减少材料", "推行掌上办理")))
    assert [(pair.old.title, pair.new.title) for pair in revision.doubtful] == [("减少材料", "推行掌上办理")]
    assert not revision.removed
    assert not revision.added


def test_twenty_amended_versions_of_the_real_notice(corpus: object) -> None:
    """Nothing is matched wrongly or missed, and a person has to look at two of a hundred."""
    old = list(obligations(zhengce.read(corpus / "docs/dongying_2023_10.md")))  # type: ignore[operator]
    pairs = doubtful = 0
    for seed in range(20):
        new, became = amend(old, seed)
        revision = match(old, new)
        assert all(became.get(pair.old.id) == pair.new.id for pair in revision.kept + revision.changed)
        assert not {gone.id for gone in revision.removed} & became.keys()
        pairs += len(became)
        doubtful += len(revision.doubtful)
    assert doubtful <= 0.02 * pairs


def test_slips_of_text_recognition_keep_every_pair(corpus: object) -> None:
    """One Chinese character in 400 is another: what still has a time limit finds its counterpart."""
    text = zhengce.read(corpus / "docs/dongying_2023_10.md").source.text  # type: ignore[operator]
    old, chinese = obligations(zhengce.parse(text)), {char for char in text if "\u4e00" <= char <= "\u9fff"}
    signs = sorted(chinese)
    for seed in range(3):
        draw = random.Random(seed)
        slipped = "".join(draw.choice(signs) if char in chinese and draw.random() < 1 / 400 else char for char in text)
        new = obligations(zhengce.parse(slipped))
        revision = match(old, new)
        assert len(revision.kept) + len(revision.changed) == len(new)


def test_the_real_notice(corpus: object) -> None:
    notice = zhengce.read(corpus / "docs/dongying_2023_10.md")  # type: ignore[operator]
    taken = obligations(notice)
    counts = Counter(o.kind_of_work for o in taken)
    assert counts - Counter(by_case=counts["by_case"]) == {"dated": 173, "undated": 30, "recurring": 2}
    assert counts["by_case"] == sum(deadline.kind == "within" for deadline in notice.deadlines)
    assert sum(bool(o.due and o.due <= notice.issue_date) for o in taken) == 46
    for noise in ("digits in full width", "other quotes", "lost blank lines"):
        again = obligations(zhengce.parse(NOISES[noise](notice.source.text)))
        assert {o.id for o in again} == {o.id for o in taken}, noise
    assert not match(notice, notice).changed
