"""Texts: what a reader must bear, from almost a notice to no text at all."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from ..text import Place, Source
from .limits import expressions
from .pieces import BREAKS, INVISIBLE, every_piece

ALPHABET: Final = (
    "年月日底末前内至到自起每度季周旬上中下半第一二十五个工作之后、，。；和（）“”《》|0123456789 \n"
    "于在的了已应当报送完成立即长期坚持"
)
"""The letters of time limits and of the marks around them."""

_PIECES: Final = st.sampled_from(every_piece())
_BREAKS: Final = st.sampled_from(["", "", "", " ", "\n", "\n\n", *BREAKS, *INVISIBLE])


def texts() -> st.SearchStrategy[str]:
    """Generate texts of every kind, hostile ones included; no reader may fail on them.

    Marks in mixed widths, numbers that are glued to words, brackets that never
    close, pieces of tables and Markdown, and any Unicode at all.
    """
    pieces = st.one_of(_PIECES, _PIECES, expressions(), st.text(ALPHABET, max_size=6))
    mixed = st.lists(st.builds("{}{}".format, pieces, _BREAKS), max_size=40).map("".join)
    return st.one_of(mixed, st.text(ALPHABET), st.text())


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Generate originals of every kind, some from files whose pages are known."""
    text = draw(texts())
    starts = draw(st.lists(st.integers(0, len(text)), unique=True, max_size=3).map(sorted))
    places = [Place(start=start, page=page) for page, start in enumerate(starts, 1)]
    return Source(text=text, name=draw(st.none() | st.just("notice.md")), places=places)
