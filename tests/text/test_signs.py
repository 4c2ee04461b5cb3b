"""Signs: their clean readings, and their places in the original."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from zhengce.text import Source
from zhengce.text.signs import SIGNS


def clean(text: str) -> str:
    return Source(text=text).clean


def original(text: str, words: str) -> str:
    """Return the part of *text* whose clean reading is *words*."""
    source = Source(text=text)
    start = source.clean.index(words)
    span = source.span(start, start + len(words))
    assert source.clean_range(span) == (start, start + len(words))
    return text[span.start : span.end]


# --- cases ------------------------------------------------------------------

INVISIBLE = [
    ("\u200d\u200d一、修好堤防", "一、修好堤防"),
    ("20\u200b24年6\u200c月\ufeff底前", "2024年6月底前"),
    ("\u202a澄澜\u2060湾\u202c\ufe0f", "澄澜湾"),
    ("open\u200bdata", "opendata"),
    ("\ue5e5\ue5e5一、修好堤防", "一、修好堤防"),
    ("一、\u2003\u2800修好\u3164堤防", "一、修好堤防"),
]

SOFT_HYPHENS = [
    ("2024年6\xad9月", "2024年6-9月"),
    ("新建3\xad\xad5座", "新建3-5座"),
    ("2024年\xad2026年", "2024年-2026年"),
    ("澄澜\xad湾", "澄澜湾"),
    ("6\xad月底前", "6月底前"),
    ("\xad6月底前", "6月底前"),
]

LINE_ENDS = [
    (end.join(["第一件。", "第二件。"]), "第一件。\n第二件。")
    for end in ("\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c")
]

FORMS = [
    ("⼀、6⽉1⽇前", "一、6月1日前"),
    ("⺠⽣⻓廊⻔⼝", "民生长廊门口"),
    ("\uf9f7秀街道", "立秀街道"),
    ("𝟗月１日", "9月1日"),
    ("牵头单位∶澄澜镇", "牵头单位：澄澜镇"),
    ("牵头单位︰澄澜镇", "牵头单位：澄澜镇"),
    ("﹙牵头单位﹕澄澜镇﹚", "（牵头单位：澄澜镇）"),
    ("按1∶2配套", "按1:2配套"),
    ("甲｜乙", "甲｜乙"),
]

ENTITIES = [
    ("6&nbsp;月底前", "6月底前"),
    ("&emsp;&ensp;一、修好堤防", "一、修好堤防"),
    ("6&#x6708;&#24213;前", "6月底前"),
    ("&ldquo;一网&rdquo;", "“一网”"),
    ("6&amp;nbsp;月", "6月"),
    ("6&zwnj;月", "6月"),
    ("AT&T;R&D投入", "AT&T;R&D投入"),
    ("甲&unknown;B", "甲&unknown;B"),
]

FORMULAS = [
    ("$9$ 月底前", "9月底前"),
    (r"\(9\) 月底前", "9月底前"),
    (r"达到 $98\%$ 以上", "达到98%以上"),
    (r"达到$9 8 . 5 \%$以上", "达到98.5%以上"),
    (r"$\geq 98 \%$", "≥98%"),
    (r"$50\sim60\%$", "50~60%"),
    (r"$50 ~ 60 \%$", "50~60%"),
    ("${ 5 }$个", "5个"),
    (r"$10 ^ { \circ }$", "10°"),
    (r"$3 0 0 \mathrm { ~ m } ^ { 2 }$", "300m²"),
    (r"$\mathrm{PM}_{2.5}$浓度", "PM2.5浓度"),
    (r"$\textcircled { 1 }$修好堤防", "①修好堤防"),
    (r"$\pm 0.5$", "±0.5"),
    ("$9月$底前", "9月底前"),
    ("每吨$50，涨到$60。", "每吨$50，涨到$60。"),
    ("由$50-$60降到$40", "由$50-$60降到$40"),
    ("US$50和HK$ 60", "US$50和HK$ 60"),
    (r"$\unknown{5}$", r"$\unknown{5}$"),
    ("$变量$", "$变量$"),
    ("价格$", "价格$"),
]

ESCAPES = [
    (r"1\. 修好堤防", "1.修好堤防"),
    (r"\（一\）修好堤防", "（一）修好堤防"),
    (r"\(1\) 修好堤防；\(2\)清好河道", "（1）修好堤防；（2）清好河道"),
    (r"堤防\（长5公里\）", "堤防（长5公里）"),
    (r"\[附件\]", "[附件]"),
    (r"下限\-上限\_一", "下限-上限_一"),
    (r"面积3\*4", "面积3*4"),
    (r"\$5", "$5"),
    ("第一行\\\n第二行。", "第一行\n第二行。"),
    (r"C:\docs", r"C:\docs"),
]

MARKS = [
    ("- （一）修好堤防。\n- （二）清好河道。", "（一）修好堤防。\n（二）清好河道。"),
    ("* 1. 修好堤防。\n  + 2. 清好河道。", "1.修好堤防。\n2.清好河道。"),
    ("- **（一）修好堤防**", "（一）修好堤防"),
    ("- [ ] （一）修好堤防\n- [x] 2. 清好河道", "（一）修好堤防\n2.清好河道"),
    ("> 一、修好堤防\n>\n> > 二、清好河道", "一、修好堤防\n二、清好河道"),
    (">98%的堤防", ">98%的堤防"),
    ("- 修好堤防", "-修好堤防"),
    ("```markdown\n# 修好堤防\n```", "修好堤防"),
]

NUMBERS = [
    ("1 0月底前", "10月底前"),
    ("2 0 2 4 年1 2 月3 1 日", "2024年12月31日"),
    ("1 0 个工作日内", "10个工作日内"),
    ("3 0日内", "30日内"),
    ("3 5个工作日内", "3 5个工作日内"),
    ("附件1 10月底前", "附件1 10月底前"),
    ("表1 2024年", "表1 2024年"),
    ("6 30日", "6 30日"),
    ("3 5座", "3 5座"),
    ("2 200座", "2 200座"),
    ("1.1 2月", "1.1 2月"),
]

TAGS = [
    ("6<b>月</b>底<span style='color:red'>前</span>", "6月底前"),
    ("第一件。<br/>第二件。", "第一件。\n第二件。"),
    ("<p>第一件。</p><p>第二件。</p>", "第一件。\n第二件。"),
    ("10<sup>4</sup>亩", "10⁴亩"),
    ("CO<sub>2</sub>", "CO2"),
    ("甲<!-- 第3页 -->乙", "甲乙"),
    ("甲<附件>乙", "甲<附件>乙"),
    ("a<b且c>d", "a<b且c>d"),
    ("x<p y", "x<p y"),
    ("6＜b＞月", "6月"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *INVISIBLE, *SOFT_HYPHENS, *LINE_ENDS, *FORMS, *ENTITIES, *FORMULAS, *ESCAPES, *MARKS, *NUMBERS, *TAGS,
        *((sign.example, sign.clean) for sign in SIGNS),
    ],
)  # fmt: skip
def test_what_is_read(text: str, expected: str) -> None:
    assert clean(text) == expected


# --- the way back -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "stood"),
    [
        ("于6&nbsp;月底前办", "6月底前", "6&nbsp;月底前"),
        ("于$9$ 月底前办", "9月底前", "$9$ 月底前"),
        (r"达到$98\%$以上", "98%以上", r"$98\%$以上"),
        ("于6\u200d月底\u200d前\u200d办", "6月底前", "6\u200d月底\u200d前"),
        (r"甲1\. 乙", "1.乙", r"1\. 乙"),
        ("甲\ud842\udfb7乙", "𠮷", "\ud842\udfb7"),
        ("甲\ud842乙", "\ud842乙", "\ud842乙"),
        ("6<b>月</b>底", "月", "月"),
        ("2024年6\xad9月", "6-9月", "6\xad9月"),
        ("1 0月底前", "10月底前", "1 0月底前"),
        ("10<sup>4</sup>亩", "⁴", "<sup>4</sup>"),
    ],
)
def test_where_it_stood(text: str, words: str, stood: str) -> None:
    assert original(text, words) == stood


def test_what_was_dropped_or_cannot_be_read_is_named() -> None:
    signs = Source(text="6&nbsp;\u200d\u200d月\ue123\ue124底\ufffd").signs
    assert [(sign.kind, sign.reads, sign.span.start, sign.span.end) for sign in signs] == [
        ("entity", " ", 1, 7),
        ("invisible", "", 7, 9),
        ("unreadable", "\ue123\ue124", 10, 12),
        ("unreadable", "\ufffd", 13, 14),
    ]


@pytest.mark.parametrize("sign", [r"$9$ ", "9&nbsp;", "9\u200d", "9\u2060 ", r"\(9\)", "９\u00a0", "9<b></b>", "𝟗"])
def test_a_sign_before_a_month_is_part_of_the_limit(sign: str) -> None:
    (deadline,) = zhengce.find_deadlines(f"请于{sign}月底前修好堤防。", reference_date=dt.date(2024, 3, 10))
    assert str(deadline.due) == "2024-09-30"
    assert deadline.span is not None


# --- properties ---------------------------------------------------------------

PIECES = st.one_of(
    st.sampled_from([sign.example for sign in SIGNS]),
    st.sampled_from([text for text, _ in [*INVISIBLE, *ENTITIES, *FORMULAS, *ESCAPES, *MARKS, *TAGS]]),
    st.sampled_from(
        "$ $$ & &amp; \\ \\( \\) < > </ <td> </td> <tr> </tr> <table> </table> <br> | * # - \xad".split(" ")
    ),
    st.sampled_from(["\n", "\n\n", "\r", "\r\n", " ", "\u3000", "\u200d", "\ue5e5", "\ud842", "\udfb7", "\ue123"]),
    st.text(alphabet=st.sampled_from("澄澜湾修好堤防6９一、（）年月日%aA"), max_size=12),
    st.characters(),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_every_character_leads_back_to_its_own_place(text: str) -> None:
    """Characters between two places were dropped."""
    source = Source(text=text)
    end = 0
    for place in range(len(source.clean)):
        span = source.span(place, place + 1)
        assert end <= span.start < span.end
        end = span.end
    assert end <= len(text)


@given(TEXTS, st.data())
def test_a_range_leads_back_and_forth(text: str, data: st.DataObject) -> None:
    source = Source(text=text)
    start = data.draw(st.integers(0, len(source.clean)))
    end = data.draw(st.integers(start, len(source.clean)))
    span = source.span(start, end)
    if start < end:
        assert span.start == source.span(start, start + 1).start
        assert span.end == source.span(end - 1, end).end
    assert source.clean_range(span) == (start, end)


@given(TEXTS)
def test_signs_stand_in_order_and_apart(text: str) -> None:
    end = 0
    for sign in Source(text=text).signs:
        assert end <= sign.span.start <= sign.span.end <= len(text)
        end = sign.span.end
