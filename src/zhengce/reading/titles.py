"""Titles: recognise the titles of official documents."""

from __future__ import annotations

from typing import Final

from ..lexicon import (
    COUNTING,
    DIVISIONS,
    DOCUMENT_NUMBER,
    HANZI,
    LETTER,
    NUMERAL,
    TITLE_ENDS,
    Lazy,
    OfficeTag,
    behind_any_of,
    office_endings,
)
from .authorities import MINUTES, is_office, split_names

_YEAR = r"(?:19|20)[0-9]{2}"

NUMBER: Final = Lazy(DOCUMENT_NUMBER)
"""A document number: 东港开管发〔2023〕10号; its brackets in any of their forms."""

NUMBER_BEHIND: Final = Lazy(rf"（(?:{NUMBER.pattern})）$")
"""A document number in brackets at the end of a title."""

NUMBER_BEFORE: Final = Lazy(
    rf"[（【]?(?!关于|根据|按照?|依据)(?=[^〔［\[（【]{{2,12}}[〔［\[（【])(?:{NUMBER.pattern})[）】]?[-—_：|]{{0,3}}"
    rf"(?=[^。]{{0,60}}(?:关于|印发|转发|批转))"
)
"""A document number at the start of a line that continues with the title."""

NUMBER_OF_ANNOUNCEMENT: Final = Lazy(
    rf"[（【]?(?P<code>(?:(?:(?!关于){LETTER}){{2,40}}(?:公告|通告|令|纪要|简报)|公告|通告)?)[〔［\[（【]?(?P<year>{_YEAR})"
    r"(?:年第|[〕］\]）】] ?第?)(?P<serial>[0-9]{1,5})[号期][）】]?"
)
"""The number of an announcement, or of minutes, perhaps without a code: 海关总署公告2021年第33号, 〔2024〕第7期."""

GRADE: Final = r"(?:(?:绝密|机密|秘密)(?:★(?:[0-9]{1,2}(?:年|个月)|长期)?)?|特急|特提|加急|平急)"
GRADES: Final = Lazy(rf"(?:(?:密级|紧急程度|等级)：?)?{GRADE}+(?:·?明电)?|(?:份号：)?[0-9]{{6}}")
"""A line above the red head (GB/T 9704-2012, 7.2): the number of a copy, how secret or how urgent the document is."""

TELEGRAM: Final = Lazy(
    rf"(?:内部|传真|明传){{0,2}}(?:明电|电报)|(?:发电|签发)(?:单位|机关)[：:]?{HANZI}{{2,30}}|(?:签批盖章|签发)[：:]?{HANZI}{{2,4}}"
    rf"|{HANZI}{{0,6}}机发[：:]?(?:第?[0-9]{{1,6}}号)?|（?共[0-9]{{1,3}}页）?"
)
"""A line of the head of a telegram: 内部明电, 签批盖章温如玉, 云机发12号; and a part of one."""

EDITION: Final = Lazy(
    rf"（(?:试行|暂行|修订版?|第[0-9{NUMERAL}]{{1,4}}号|{_YEAR}(?!年(?:[0-9]{{1,2}}月[0-9]{{1,2}}日|第[0-9]))[^）]{{0,12}}|[^）]{{0,8}}稿)）"
)
"""Words in brackets after a title: （试行）, （2021-2023年）, （第6号）."""

HEADING: Final = Lazy(
    rf"(?!（|[〔\[【].*[〕\]】]$|附件|附：|[—|>·•●\-])(?![{NUMERAL}]{{1,3}}、|第[{NUMERAL}]{{1,4}}[{DIVISIONS}])"
    r"[^。；！？：…|]{2,80}(?<![，、])"
)
"""A line that may be a title or a part of one, an authority, a heading."""

PAGE_HEADING: Final = Lazy(
    "(?:(?:政策|公文|文件|文档|通知|公告|公示|信息|政务|政府|法规|规范性|基本|主要|详细|全部|主动|依申请|重要|最新){0,3}"
    "(?:全文|正文|原文|内容|信息|公开|文件|详情|标题|名称|文本|文库|法规|公告|公示|解读|动态|资讯|要闻|列表|目录|概述)"
    "|(?:政策|主要|具体|工作|保障|支持|重点|有关|相关){1,2}(?:措施|举措|政策|任务|要点)"
    "|(?:全文|原文|内容)如下|以下(?:为|是).{0,6}全文|当前位置.*|首页)：?"
)
"""A heading of the web page around a document, or of any part of one: 政策全文, 通知公告, 保障措施."""

LISTED: Final = Lazy(rf"[0-9]{{1,2}}[.、]|（[0-9{COUNTING}]{{1,3}}）")
"""A line that begins with a number."""

_SIGNERS = office_endings(only=OfficeTag.SIGNS, without=OfficeTag.PLACE)
_ISSUES = Lazy(rf"关于|印发|转发|批转|公布|发布|下发|(?=(?:19|20)[0-9]{{2}}年){behind_any_of(_SIGNERS)}")


_LETTER_ENDS: Final = tuple(
    "预案 通报 函 纪要 公示 报告 建议 制度 标准 章程 倡议书 公开信 说明 解读 提示 请示 决议 须知".split()
)
"""Other endings of a title with 关于: 关于…的说明."""

_SAYS_ABOUT: Final = ("关于", "印发")
_PROCLAIMED = Lazy(
    rf"(?P<authority>[^《》]{{4,40}})(?:公告|通告|通报|令)(?:{EDITION.pattern})?"
    rf"|{MINUTES}"
)
"""A title that says only who proclaims: 云州市人民政府公告（第6号）, or met: 云州市人民政府专题会议纪要."""
BRACKETED: Final = Lazy(rf"（(?P<title>关于[^（）。]{{4,80}}(?:{'|'.join(TITLE_ENDS)}))）")
"""A title in brackets, above or below the name and number of an announcement."""
_IN_BRACKETS = Lazy("^【[^】]{1,12}】")


def is_title(line: str) -> bool:
    """Return whether the line reads like the title of an official document: …的通知, …方案（试行）."""
    return _is_title(line, TITLE_ENDS)


def is_head_title(line: str) -> bool:
    """Return whether a line of the head reads like a title, or that of a letter: 关于…的说明."""
    return _is_title(line, TITLE_ENDS) or (any(a in line for a in _SAYS_ABOUT) and _is_title(line, _LETTER_ENDS))


def _is_title(line: str, ends: tuple[str, ...]) -> bool:
    bare = EDITION.sub("", NUMBER_BEHIND.sub("", line)) if line.endswith("）") else line
    if not bare.endswith(ends) or LISTED.match(line) or PAGE_HEADING.fullmatch(bare):
        return False
    if "号" in line and NUMBER_BEFORE.match(line):
        return False
    return HEADING.fullmatch(line) is not None


def words_before_about(title: str) -> str:
    """Return the words before 关于 or 印发 in a title; empty if it has neither."""
    issues = _ISSUES.search(title)
    return _IN_BRACKETS.sub("", title[: issues.start()]) if issues else ""


def authority_named(title: str) -> str:
    """Return the issuing authority in a title: the words before 关于 or 印发, if they name an office.

    >>> authority_named("云州市民政局关于做好助餐工作的通知"), authority_named("云州市关于促进消费的若干措施")
    ('云州市民政局', '')
    """
    proclaimed = None if "关于" in title else _PROCLAIMED.fullmatch(title)
    named = (proclaimed["authority"] or proclaimed["met"]) if proclaimed else words_before_about(title)
    return named if named and all(map(is_office, split_names(named))) else ""
