"""Genre: whether a text is a notice at all, or a report, an explanation, answers, an article, a law.

A notice orders. The others report what was ordered, explain it, or hold at any time and for anybody. What proves a
notice is a document number, addressees, a unit clause, or a signature with a day. Without any of them, a few signs show
another genre; each is a row, with a text that it shows to be no notice, and one that only looks so.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from ..lexicon import HANZI, NUMERAL, Lazy, any_of
from ..terms import Language, term
from .frontmatter import FrontMatter, Head
from .furniture import DATELINE
from .titles import is_head_title
from .units import Clause


class Genre(Enum):
    """What a text is that is no notice."""

    REPORT = "report"
    EXPLANATION = "explanation"
    ANSWERS = "answers"
    ARTICLE = "article"
    LAW = "law"

    def __format__(self, lang: Language) -> str:  # type: ignore[override]
        """Return its name in a language: ``f"{genre:zh}"``."""
        return term(self.value, lang)


class Where(Enum):
    """The part of a text in which a sign is looked for."""

    TITLE = "title"
    OPENING = "opening"
    """The beginning of its first paragraph."""
    TEXT = "text"


class Sign(NamedTuple):
    """What shows that a text is no notice.

    Attributes:
        genre: the genre that it shows.
        where: the part in which it is looked for.
        words: its words.
        shows: a text that it shows to be no notice.
        spares: a text with similar words that may be one.
        firm: true if it also decides about a text with the title of a notice.
        along: a word that stands in the text, too.
    """

    genre: Genre
    where: Where
    words: Lazy
    shows: str
    spares: str
    firm: bool = True
    along: str = ""


class Marked(NamedTuple):
    """A genre, with the place of the words that show it in the clean text; both ends are 0 if they are in the title."""

    genre: Genre
    start: int
    end: int


_EDITION = "(?:（[^（）]{1,20}）)?$"
_SPEAKS = any_of("说 称 表示 介绍 介绍说 指出 强调 透露 告诉 坦言 回应 认为".split())
_SPEAKER = any_of("他 她 长 任 主席 总理 书记 负责人 人士 专家 教授 记者 会议".split())
_HEADLINE = (
    rf"{any_of('出台 推出 召开 举行 举办 主持'.split())}|[到赴].{{2,20}}{any_of('调研 检查 督导 指导 慰问'.split())}"
)
_PAPER = any_of("通知 文件 公告".split())
_SAYS = any_of("称 表示 要求 指出 明确 提出 强调 规定 显示".split())
_OPENS = r"(?:(?<=[\n。？?])|(?m:^))"

SIGNS: Final = (
    Sign(
        Genre.EXPLANATION,
        Where.TITLE,
        Lazy(
            rf"(?:解读|图解|解析|释义|答记者问|(?:编制|起草)说明){_EDITION}|^(?:政策|图文|文字)?解读|一[图文][看读速]"
        ),
        shows="《云州市助餐办法》解读\n餐费每年减半。",
        spares="云州市政策解读工作方案\n餐费每年减半。",
    ),
    Sign(
        Genre.ANSWERS,
        Where.TITLE,
        Lazy(rf"(?:问答|问题解答|答问|你问我答|[0-9{NUMERAL}]{{1,3}}问){_EDITION}"),
        shows="助餐常见问题解答\n餐费每年减半。",
        spares="云州市知识问答活动方案\n餐费每年减半。",
    ),
    Sign(
        Genre.LAW,
        Where.TITLE,
        Lazy(rf"(?:条例|(?<![办方做用书])法){_EDITION}"),
        along="第一条",
        shows="云州市助餐条例\n第一条 为做好助餐，制定本条例。\n第二条 餐费每年减半。",
        spares="云州市助餐办法\n第一条 为做好助餐，制定本办法。\n第二条 餐费每年减半。",
    ),
    Sign(
        Genre.REPORT,
        Where.TITLE,
        Lazy(rf"^(?!.*关于)[^《》]{{2,24}}(?:{_HEADLINE})|[！？丨…]"),
        firm=False,
        shows="云州出台十条助餐举措\n餐费每年减半。",
        spares="云州关于出台十条助餐举措的安排\n餐费每年减半。",
    ),
    Sign(
        Genre.REPORT,
        Where.OPENING,
        Lazy("(?:[今昨前][日天]|日前|近日|连日来|眼下|(?:[0-9]{1,2}月)?[0-9]{1,2}日)[^，。]{0,12}，"),
        firm=False,
        shows="餐费减半\n近日，云州市民政局上门送餐，餐费每年减半，老人不用再出门买菜。",
        spares="餐费减半\n老人近日反映买菜不便，云州市民政局现就上门送餐作出安排，餐费每年减半。",
    ),
    Sign(
        Genre.REPORT,
        Where.TEXT,
        Lazy(rf"(?m:^){DATELINE.pattern}|（(?:本报|本网|见习)?记者[^，。（）]{{1,60}}）|(?:本报|本网|新华社)记者"),
        shows="云州市助餐新政策\n餐费每年减半。（记者李禾）",
        spares="云州市记者证年检方案\n持有记者证的，餐费每年减半。",
    ),
    Sign(
        Genre.REPORT,
        Where.TEXT,
        Lazy(
            "(?:记者|从)[^，。：；]{0,60}(?:获悉|了解到)|记者[^，。：；（）]{0,20}(?:采访[了时]|看到|走访|来到)"
            "|在[^，。]{2,40}新闻发布会上，"
        ),
        shows="云州市助餐新政策\n在市政府新闻发布会上，市民政局公布：餐费每年减半。",
        spares="云州市助餐新政策\n组织新闻发布会，餐费每年减半。",
    ),
    Sign(
        Genre.REPORT,
        Where.TEXT,
        Lazy(
            rf"据(?:悉|了解|介绍)，|{_SPEAKER}{_SPEAKS}(?:，|：“)|会议要求，"
            rf"|{_OPENS}{HANZI}{{2,3}}(?:指出|强调)，|”[^。“”，]{{2,30}}(?:说|表示|介绍)[，。]|{_SPEAKS}：“"
        ),
        firm=False,
        shows="餐费减半\n“餐费每年减半。”食堂王禾说。",
        spares="餐费减半\n以“价目表”说明为准，餐费每年减半。",
    ),
    Sign(
        Genre.REPORT,
        Where.TEXT,
        Lazy(rf"{_OPENS}(?:《[^》]{{2,20}}》|{_PAPER}){_SAYS}，"),
        firm=False,
        shows="餐费减半\n通知显示，餐费每年减半。",
        spares="餐费减半\n按通知显示，餐费每年减半。",
    ),
    Sign(
        Genre.ANSWERS,
        Where.TEXT,
        Lazy(
            rf"{_OPENS}[^。？\n]{{0,6}}(?:问|Q[0-9]{{0,2}})：[^\n]{{4,200}}[？?](?s:.{{2,1500}}?)\n[^。？\n]{{0,6}}(?:问|Q[0-9]{{0,2}})："
        ),
        firm=False,
        shows="助餐须知\n问：餐费是多少？\n答：餐费每年减半。\n问：在哪里用餐？\n答：在食堂。",
        spares="助餐须知\n有疑问：可以来电。餐费每年减半。",
    ),
    Sign(
        Genre.ARTICLE,
        Where.TEXT,
        Lazy(r"(?m:^)[【\[]?(?:参考文献|中图分类号|文献标识码|基金项目|作者简介)(?:[】\]：:]|$)"),
        shows="论助餐的若干措施\n餐费每年减半。\n参考文献：\n[1] 李禾. 助餐.",
        spares="论助餐的若干措施\n餐费每年减半。\n参考文献资料，结合实际办理。",
    ),
)
"""The signs. Those in titles come first."""

_HANDS_ON: Final = Lazy("(?:全文|主要内容)如下")
_HANDED_ON_WITHIN: Final = 600
_TELLS: Final = ("出台", "推出", "发布", "印发", "强调")
_OTHER_PAPERS: Final = ("纪要", "讲话", "公报", "决议")
_PARAGRAPH: Final = 30


def find_genre(clean: str, front: FrontMatter, clauses: Sequence[Clause]) -> Marked | None:
    """Return what a text is that is no notice; ``None`` if it is one, or may be.

    A report that hands on the words of a notice (全文如下) may.
    """
    if front.document_number or front.addressees or clauses or _HANDS_ON.search(clean, 0, _HANDED_ON_WITHIN):
        return None
    signed = bool(front.issuing_authorities) and any(part is Head.DATE for _, part in front.head)
    firm = _is_notice_title(front.title)
    opening = next((start for start, end in front.body if end - start > _PARAGRAPH), 0)
    for sign in SIGNS:
        if (firm and not sign.firm) or (signed and sign.where is not Where.TITLE) or sign.along not in clean:
            continue
        if sign.where is Where.TITLE:
            if sign.words.search(front.title):
                return Marked(sign.genre, 0, 0)
        elif found := sign.words.match(clean, opening) if sign.where is Where.OPENING else sign.words.search(clean):
            return Marked(sign.genre, *found.span())
    return None


def _is_notice_title(title: str) -> bool:
    """Return whether a title is that of a document, and not a headline: 云州出台十条举措 is one."""
    if title.endswith(_OTHER_PAPERS):
        return True
    return is_head_title(title) and ("关于" in title or not any(word in title for word in _TELLS))
