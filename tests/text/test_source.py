"""The clean reading, and the map to the original."""

from __future__ import annotations

import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.lexicon import HAN
from zhengce.text import Source, Span, columns, read_number


def clean(text: str) -> str:
    return Source(text=text).clean


# --- cases ------------------------------------------------------------------

WIDTHS = [
    ("６月底前", "6月底前"),
    ("９８％以上", "98%以上"),
    ("ＲＣＥＰ规则", "RCEP规则"),
    ("(牵头单位:市水务局;责任单位:市财政局)", "（牵头单位：市水务局；责任单位：市财政局）"),
    ("统筹推进,分步实施;按期完成!", "统筹推进，分步实施；按期完成！"),
    ("鹿政发﹝2023﹞5号", "鹿政发〔2023〕5号"),
    ("1．完善制度", "1.完善制度"),
    ("±0.000以上", "±0.000以上"),
    ("9:30至11:00", "9:30至11:00"),
    ("统筹,,A", "统筹，，A"),
    ("统筹,;:!?A", "统筹，；：！？A"),
    ("A,B;C", "A,B;C"),
    ("3·15", "3·15"),
    ("1,200盏", "1,200盏"),
]

SPACES = [
    ("6 月 底 前", "6月底前"),
    ("提升 98% 以上", "提升98%以上"),
    ("统　一　部　署", "统一部署"),
    ("网上\u200b办理\ufeff", "网上办理"),
    ("平台, 窗口: 均可", "平台，窗口：均可"),
    ("平台 , 2025年", "平台，2025年"),
    ("**发布日期**: 2025年1月", "发布日期：2025年1月"),
    ("平台 and 场所", "平台and场所"),
    ("open data 平台", "open data平台"),
    ("open  data", "open data"),
    ("  一、工作目标  ", "一、工作目标"),
    ("1. 完善制度", "1.完善制度"),
]

MARKUP = [
    ("# 一、工作目标\n\n正文。", "一、工作目标\n正文。"),
    ("### **三、保障措施**", "三、保障措施"),
    ("**牵头单位**：市教育局", "牵头单位：市教育局"),
    ("正文。\n\n---\n\n## 标题", "正文。\n标题"),
    ("正文。\n\n— 3 —\n\n正文。", "正文。\n正文。"),
    ("面积3*4", "面积3*4"),
    ("C# 开发", "C#开发"),
    ("> 1. 摸清底数", "1.摸清底数"),
    ("正文。\n>2. 补齐短板", "正文。\n2.补齐短板"),
    (">98%的企业", ">98%的企业"),
    (">=3家", ">=3家"),
]

LONG = "围绕拿地、开工、验收三个关口理清先后次序，不让项目在部门"

LINE_BREAKS = [
    (f"{LONG}\n\n之间空转。", f"{LONG}之间空转。"),
    (f"{LONG}\n\n— 7 —\n\n之间空转。", f"{LONG}之间空转。"),
    (f"{LONG}\r\n\r\n之间空转。", f"{LONG}之间空转。"),
    (f"{LONG[:24]}\n\n之间空转。", f"{LONG[:24]}之间空转。"),
    (f"{LONG[:23]}\n\n之间空转。", f"{LONG[:23]}\n之间空转。"),
    (f"{LONG}。\n\n之间空转。", f"{LONG}。\n之间空转。"),
    *(
        (f"{LONG}\n\n{begins}", f"{LONG}\n{begins}")
        for begins in (
            "——望川市经验",
            "附件1",
            "附：名单",
            "（此件公开发布）",
            "2024年5月6日",
            "望政发〔2024〕5号",
            "联系人：江听澜",
        )
    ),
    (f"{LONG}\n\n2. 实行容缺受理。", f"{LONG}\n2.实行容缺受理。"),
    (f"{LONG}\n\n（二）实行容缺受理。", f"{LONG}\n（二）实行容缺受理。"),
    (f"{LONG}\n\n## 二、主要任务", f"{LONG}\n二、主要任务"),
    (f"{LONG}\n\n1.35万个岗位。", f"{LONG}1.35万个岗位。"),
    (f"{LONG}\n\n±0.000以下部分。", f"{LONG}±0.000以下部分。"),
    (
        "完成整改。（牵头单位：市水务局；责\n\n任单位：市财政局）",
        "完成整改。（牵头单位：市水务局；责任单位：市财政局）",
    ),
    ("望川市人民政府\n\n2024年5月6日", "望川市人民政府\n2024年5月6日"),
    ("第一段。\n\n\n\n第二段。", "第一段。\n第二段。"),
]


@pytest.mark.parametrize(("original", "expected"), [*WIDTHS, *SPACES, *MARKUP, *LINE_BREAKS])
def test_clean_reading(original: str, expected: str) -> None:
    assert clean(original) == expected


def test_what_stands_before_the_first_word_leads_to_it() -> None:
    assert Source(text="  一、建点").clean_range(Span(start=0, end=3)) == (0, 1)


@pytest.mark.parametrize(("nothing", "span"), [("", Span(start=0, end=0)), (" \n\u3000\n", Span(start=4, end=4))])
def test_a_text_without_words(nothing: str, span: Span) -> None:
    source = Source(text=nothing)
    assert source.clean == ""
    assert source.span(0, 0) == span


# --- the way back -----------------------------------------------------------


@pytest.mark.parametrize(
    ("original", "words", "slice_"),
    [
        ("于 ６ 月底前,完成", "6月底前", "６ 月底前"),
        ("## **三、保障措施**\n\n正文。", "保障措施", "保障措施"),
        (f"{LONG}\n\n— 7 —\n\n之间空转。", "部门之间", "部门\n\n— 7 —\n\n之间"),
        ("(牵头单位: 市水务局)", "（牵头单位：市水务局）", "(牵头单位: 市水务局)"),
    ],
)
def test_span_of_words(original: str, words: str, slice_: str) -> None:
    source = Source(text=original)
    start = source.clean.index(words)
    span = source.span(start, start + len(words))
    assert original[span.start : span.end] == slice_


# --- properties -------------------------------------------------------------

PIECES = st.one_of(
    st.sampled_from(
        "工作目标 任务 牵头单位 2024年 6月底前 98% 1.12万个 ±0.000 and 一、 （二） 3. ① 第四条 附件".split()
    ),
    st.sampled_from("— 2 — # ## --- * **".split(" ")),
    st.sampled_from([" ", "\u3000", "\n", "\n\n", "\r\n", "\t", "\u200b", "\ufeff", "\xa0", "\u2028", "\x0c", "\x00"]),
    st.sampled_from("，。；：、,.;:()（）〔〕[]《》“”—-·|○﹝﹞"),
    st.text(alphabet=st.sampled_from("政府通知企业服务０１９ＡｚAz019"), max_size=40),
    st.characters(exclude_categories=["Cs"]),
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


@given(TEXTS)
def test_any_text_has_a_clean_reading(text: str) -> None:
    source = Source(text=text)
    lines = source.clean.split("\n")
    assert source.text == text
    assert lines == [line.strip() for line in lines]
    assert source.clean == "" or all(lines), "no empty paragraphs"


@given(TEXTS)
def test_offsets_lead_back_in_order(text: str) -> None:
    source = Source(text=text)
    spans = [source.span(i, i + 1) for i in range(len(source.clean))]
    for before, after in pairwise(spans):
        assert before.start <= after.start
        assert before.end <= after.end
    assert all(span.end <= len(text) for span in spans)


@given(TEXTS)
def test_chinese_words_stand_where_their_span_says(text: str) -> None:
    source = Source(text=text)
    for run in re.finditer(f"[{HAN}]+", source.clean):
        span = source.span(*run.span())
        original = text[span.start : span.end]
        assert clean(original[0]) == run[0][0]
        assert clean(original[-1]) == run[0][-1]
        if len(original.splitlines()) == 1:
            assert clean(original) == run[0]


@given(st.lists(st.text(alphabet="政务服务企业开办", min_size=1, max_size=12), min_size=1, max_size=8), st.data())
def test_spaces_and_widths_between_words_mean_nothing(words: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from(["", " ", "\u3000", "\u200b", "  "])
    text = words[0] + "".join(data.draw(gaps) + word for word in words[1:])
    source = Source(text=text)
    assert source.clean == "".join(words)
    start = data.draw(st.integers(0, len(source.clean) - 1))
    end = data.draw(st.integers(start + 1, len(source.clean)))
    span = source.span(start, end)
    assert clean(text[span.start : span.end]) == source.clean[start:end]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["6 月", "1 0月", "平台 , 窗口", "open  data", "（一）", "\u200d", "\xad", "——", "，", ",", ";", "1."]
            ),
            st.sampled_from([" ", "\u3000", "\n", "\n\n", "\r", "\u2028"]),
            st.text(alphabet=st.sampled_from("政府通知企业服务０１９ＡｚAz019"), max_size=20),
        ),
        max_size=30,
    ).map("".join)
)
def test_a_clean_line_reads_as_itself(text: str) -> None:
    """Except a line with an escape, an entity or the like, whose clean reading may be a sign again."""
    for line in clean(text).split("\n"):
        assert clean(line) == line


# --- numbers and columns ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("07", 7), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("一百零八", 108), ("一百二十", 120),
     ("二〇二五", 2025), ("一千二百", 1200), ("两", 2), ("〇", 0)],
)  # fmt: skip
def test_read_number(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "甲", "十甲", "一二甲", "3月"])
def test_read_number_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(text))):
        read_number(text)


@pytest.mark.parametrize(("text", "width"), [("", 0), ("6月底前", 7), ("（一）", 6), ("abc", 3), ("e\u0301", 1)])
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


# --- nouns ------------------------------------------------------------------


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_must_run_forward(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"start={start}, end={end}"):
        Span(start=start, end=end)


def test_sources_are_values() -> None:
    one, same = Source(text="六月", name="a.md"), Source(text="六月", name="a.md")
    assert one == same
    assert hash(one) == hash(same)
    assert one.clean == "六月"
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert again.clean == one.clean
