"""Titles: what reads like the title of an official document."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon import OfficeTag, behind_any_of, office_endings
from ..text import HAN, NUMERAL, TITLE_ENDS

_YEAR = r"(?:19|20)[0-9]{2}"

NUMBER: Final = re.compile(
    rf"(?P<code>[{HAN}A-Za-z]{{1,20}}?)[〔［\[（【](?P<year>{_YEAR})[〕］\]）】]第?(?P<serial>[0-9]{{1,5}})号"
)
"""A document number: 东港开管发〔2023〕10号; its brackets in any of their forms."""

NUMBER_BEHIND: Final = re.compile(rf"（(?:{NUMBER.pattern})）$")
"""A document number in brackets at the end of a title."""

EDITION: Final = re.compile(
    rf"（(?:试行|暂行|修订版?|{_YEAR}(?!年[0-9]{{1,2}}月[0-9]{{1,2}}日)[^）]{{0,12}}|[^）]{{0,8}}稿)）"
)
"""What may stand behind a title: （试行）, （2021-2023年）."""

HEADING: Final = re.compile(
    rf"(?!（|[〔\[【].*[〕\]】]$|附件|附：|[—|>·•●\-])(?![{NUMERAL}]{{1,3}}、|第[{NUMERAL}]{{1,4}}[编章节条])"
    r"[^。；！？：…|]{2,80}(?<![，、])"
)
"""A line that may be a title or a part of one, an authority, a heading."""

PAGE_HEADING: Final = re.compile(
    "(?:(?:政策|公文|文件|文档|通知|公告|公示|信息|政务|政府|法规|规范性|基本|主要|详细|全部|主动|依申请|重要|最新){0,3}"
    "(?:全文|正文|原文|内容|信息|公开|文件|详情|标题|名称|文本|文库|法规|公告|公示|解读|动态|资讯|要闻|列表|目录|概述)"
    "|当前位置.*|首页)"
)
"""A heading of the web page around a document: 政策全文, 基本信息, 通知公告."""

LISTED: Final = re.compile(r"[0-9]{1,2}[.、]|（[0-9一二三四五六七八九十]{1,3}）")
"""A line that begins with a number."""

_SIGNERS = office_endings(only=OfficeTag.SIGNS, without=OfficeTag.PLACE)
_ISSUES = re.compile(rf"关于|印发|转发|批转|公布|发布|下发|(?=(?:19|20)[0-9]{{2}}年){behind_any_of(_SIGNERS)}")


def is_title(line: str) -> bool:
    """Whether the line reads like the title of an official document: …的通知, …方案（试行）."""
    bare = EDITION.sub("", NUMBER_BEHIND.sub("", line))
    if not bare.endswith(TITLE_ENDS) or LISTED.match(line) or PAGE_HEADING.fullmatch(bare):
        return False
    return HEADING.fullmatch(line) is not None


def authority_named(title: str) -> str:
    """Who issues the document, by its title: all before 关于 or 印发; empty if it does not say."""
    issues = _ISSUES.search(title)
    return title[: issues.start()] if issues else ""
