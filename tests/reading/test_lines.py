"""Paragraphs, also in documents without line breaks."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.reading.lines import read_lines
from zhengce.text import Source

PARAGRAPH = "为方便群众办事，各单位要把窗口前移，把服务做细做实，让群众少跑腿、好办事。"
HEAD = (
    "望川市人民政府文件",
    "望政发〔2024〕5号",
    "望川市人民政府关于印发窗口前移方案的通知",
    "各县（区）人民政府，市政府各部门：",
    "现将方案印发给你们，请认真落实。",
    "望川市人民政府",
    "2024年5月6日",
    "窗口前移方案",
)


def lines(text: str) -> list[str]:
    source = Source(text=text)
    return [source.clean[start:end] for start, end in read_lines(source)]


@pytest.mark.parametrize("between", ["\n", " ", "  \u3000", ""])
def test_the_head_of_a_notice_whose_breaks_were(between: str) -> None:
    text = between.join([*HEAD, PARAGRAPH * 10])
    assert lines(text)[: len(HEAD)] == list(HEAD)


def test_blanks_in_a_line_of_several_pages_are_lost_breaks() -> None:
    ends = ["一、工作目标", "1．完善制度。", "望川市人民政府", "2024年5月6日"]
    assert lines(" ".join([*[PARAGRAPH] * 20, *ends]))[-4:] == ["一、工作目标", "1.完善制度。", *ends[2:]]


def test_blanks_in_a_short_line_are_none() -> None:
    assert lines("望川市人民政府 关于开展检查的通知") == ["望川市人民政府关于开展检查的通知"]


@pytest.mark.parametrize(
    "heading",
    """
    政策全文 公文正文 文件原文 文档内容 通知信息 公告公开 公示文件 信息详情 政务标题 政府名称 法规文本 规范性文库
    基本法规 主要公告 详细公示 全部解读 主动动态 依申请资讯 重要要闻 最新列表 通知目录 文件概述 当前位置首页
    """.split(),
)
def test_a_heading_of_the_page_is_no_title(heading: str) -> None:
    assert (
        zhengce.parse(f"{heading}\n\n社区助餐三年规则\n\n一、建好助餐点。（县民政局牵头）").title == "社区助餐三年规则"
    )
