"""Words: the patterns of items, titles, document numbers and unit clauses for mending lines."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon import ITEM_SIGN, RoleTag, any_of, office_endings, role_words
from .characters import HAN
from .numerals import NUMERAL

ITEM: Final = (
    rf"第[{NUMERAL}]{{1,4}}[编章节条]"
    rf"|[{NUMERAL}]{{1,4}}、"
    rf"|（[{NUMERAL}]{{1,4}}）"
    r"|[0-9]{1,3}(?:[.、](?![0-9])|\.(?=20[0-9]{2}年|[0-9]{1,2}月))"
    r"|（[0-9]{1,3}）"
    r"|[0-9]{1,3}）"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.、]?[ \t\u3000]"
    rf"|{ITEM_SIGN}"
)
"""A printed number at the start of an item: 第一章 一、 （一） 1. 1.1 （1） ① ⑴"""

_YEAR_IN_BRACKETS = r"[〔［\[（【](?:19|20)[0-9]{2}[〕］\]）】]"
TITLE_ENDS: Final = tuple(
    (
        "通知 意见 方案 办法 规定 决定 措施 计划 要点 细则 规划 纲要 条例 公告 通告 分工 清单"
        " 批复 指引 指南 行动 政策 举措"
    ).split()
)
"""The endings of titles of official documents."""

NUMBER = re.compile(ITEM)
DOCUMENT_NUMBER = re.compile(rf"(?:[{HAN}]{{2,40}}文件\s*)?[{HAN}]{{2,10}}{_YEAR_IN_BRACKETS}[0-9]+号")
STARTS_LINE = re.compile(
    rf"——|附件|附：|（此[件文]|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日(?:\s*\n|$)|[{HAN}]{{2,10}}{_YEAR_IN_BRACKETS}[0-9]+号(?:\s|$)|[（〔\[]?[{HAN}]{{2,8}}[：:]"
)
CLOSES_CLAUSE = re.compile(r"(?:牵头|责任|负责|配合|落实)(?:[^。（）\n]|（[^（）\n]{0,40}）){0,400}[）〕\]]$")
_ROLES = any_of([word for role in ("lead", "responsible", "supporting") for word in role_words(role, RoleTag.OFFICE)])
CLAUSE_LINE: Final = re.compile(
    rf"(?:[{HAN}]{{0,4}}{_ROLES}(?:责任)?(?:单位|部门)[：:]|[【〔]{_ROLES}(?:单位|部门)[】〕])"
)
"""The beginning of a unit clause on a line of its own."""
ENDS_OFFICE: Final = office_endings()
OFFICE: Final = (  # 市住房和城乡 is a part of a name
    f"(?=[{HAN}（）()]{{3}})[{HAN}（）()]{{1,20}}{any_of(office_endings())}(?<!城乡)"
)
"""A line that is the name of an office, in a cell in which such names stand one under another."""
