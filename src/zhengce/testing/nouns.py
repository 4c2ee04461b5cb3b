"""Units, document numbers, targets and citations: the small nouns, each with its words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from ..model import Citation, DocumentNumber, Target, Unit
from .words import OFFICES, RULES


def units() -> st.SearchStrategy[Unit]:
    """Generate offices as notices name them: 民政局, 云州市财政局, 各县（市、区）人民政府."""
    return st.builds(Unit, name=OFFICES)


def document_numbers(*, years: st.SearchStrategy[int] | None = None) -> st.SearchStrategy[DocumentNumber]:
    """Generate document numbers: 云政办发〔2024〕16号.

    Args:
        years: the years they are of; from 2015 to 2035 by default.
    """
    codes = st.builds(
        "{}{}".format, st.sampled_from("云 鹿 澄 青 望".split()), st.sampled_from("政发 政办发 发改 民发".split())
    )
    years = st.integers(2015, 2035) if years is None else years
    return st.builds(DocumentNumber, authority_code=codes, year=years, serial=st.integers(1, 300))


_SCALES: Final = {"": 1, "万": 10_000, "亿": 10**8}
_BEFORE: Final = {"不少于": ">=", "不低于": ">=", "超过": ">", "不超过": "<=", "低于": "<", "约": "~"}
_AFTER: Final = {"以上": ">=", "以内": "<=", "左右": "~"}


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Generate quantities with their words: 98%以上, 不少于5个, 3-5家, 1.2亿元左右."""
    unit = draw(st.sampled_from("% 个 家 项 处 公里 亩 元 人次".split()))
    scale = "" if unit == "%" else draw(st.sampled_from(list(_SCALES)))
    low = draw(st.decimals(1, 99, places=draw(st.integers(0, 2))))
    if draw(st.integers(0, 4)) == 0:
        high = low + draw(st.integers(1, 9))
        return Target(text=f"{low}-{high}{scale}{unit}", low=_plain(low, scale), high=_plain(high, scale), unit=unit)
    before = draw(st.sampled_from(["", *_BEFORE]))
    after = "" if before else draw(st.sampled_from(["", *_AFTER]))
    comparator = _BEFORE.get(before) or _AFTER.get(after) or "="
    text = f"{before}{low}{scale}{unit}{after}"
    return Target(text=text, comparator=comparator, value=_plain(low, scale), unit=unit)


def _plain(number: Decimal, scale: str) -> Decimal:
    """Return the number multiplied out, without needless zeros."""
    product = number * _SCALES[scale]
    return Decimal(int(product)) if product == int(product) else product.normalize()


_SOME_NUMBERS: Final = st.none() | document_numbers()


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Generate citations, with or without a number: 《云州市社区助餐点管理办法》（云政发〔2024〕16号）."""
    title = draw(RULES)
    number = draw(_SOME_NUMBERS)
    return Citation(title=title, document_number=number, text=f"《{title}》{f'（{number}）' if number else ''}")
