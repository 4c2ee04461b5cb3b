"""Texts: what a reader must bear, from almost a notice to no text at all."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from ..text import Place, Source
from .limits import expressions

ALPHABET: Final = (
    "年月日底末前内至到自起每度季周旬上中下半第一二十五个工作之后、，。；和（）“”《》|0123456789 \n"
    "于在的了已应当报送完成立即长期坚持"
)
"""The letters of time limits and of the marks around them."""

_PIECES: Final = st.sampled_from(
    (
        "一、 二、 （一） （三） 1. 1． 3、 （2） ① 第一条 第二章 附件 附件1 专栏 任务一： 1.12万个 ±0.000 "
        "（牵头单位： 责任单位： （市民政局牵头 、财政局配合） 〔责任单位：水务局） 等有关部门 按职责分工负责） 下同 "
        "《 》 （ ） 〔2024〕 [ ］ “ ” ： : ； ; 。 ， , | |---|---| <br> ** # ### --- —3— — —— … "
        "关于印发 方案》的通知 实施方案 各区人民政府，市直各部门： 云政发〔2024〕3号 云州市民政局 "
        "2024年2月30日 ２０２４年 "
        "（此件公开发布） 签发人： 98% 不少于 ３－５家 亿元 \u3000 \u200b \ufeff \t \x00 \ud800 😀 etc"
    ).split(" ")
)
_BREAKS: Final = st.sampled_from(["", "", "", " ", "\n", "\n\n", "\r\n", "\u3000"])


def texts() -> st.SearchStrategy[str]:
    """Texts of every kind, hostile ones among them: nothing in them must make a reader fail.

    Marks in mixed widths, numbers that are glued to words, brackets that never
    close, pieces of tables and Markdown, and any Unicode at all.
    """
    pieces = st.one_of(_PIECES, _PIECES, expressions(), st.text(ALPHABET, max_size=6))
    mixed = st.lists(st.builds("{}{}".format, pieces, _BREAKS), max_size=40).map("".join)
    return st.one_of(mixed, st.text(ALPHABET), st.text())


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Originals of every kind, some from files whose pages are known."""
    text = draw(texts())
    starts = draw(st.lists(st.integers(0, len(text)), unique=True, max_size=3).map(sorted))
    places = [Place(start=start, page=page) for page, start in enumerate(starts, 1)]
    return Source(text=text, name=draw(st.none() | st.just("notice.md")), places=places)
