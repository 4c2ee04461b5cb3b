"""The page around a document: each word of its furniture, of its boxes and of its headings."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.reading.authorities import is_office
from zhengce.reading.furniture import is_furniture
from zhengce.reading.titles import PAGE_HEADING

NOTICE = "关于做好助餐工作的通知\n各乡镇人民政府：\n一、建好助餐点。（责任单位：县民政局）\n二、公布菜单。"
LABELS = """
发布时间 发布日期 发布于 发稿时间 更新时间 上网时间 录入时间 抓取时间 检索时间 采集时间 来源 文章来源 信息来源 稿件来源
文件来源 新闻来源 来源部门 浏览次数 浏览量 阅读数 点击次数 访问量
浏览 阅读 点击 访问 字体 字号 视力保护色 作者 记者 编辑
责编 责任编辑 网络编辑 信息审核 审核 打印 打印本页 关闭 关闭窗口 关闭本页 分享 分享到
收藏 保存 下载 扫一扫 扫一扫在手机打开
原文链接 网页地址 链接 网址 检索关键词 栏目 本地目录 纠错 返回顶部
""".split()
OTHER_LINES = """
时间：2023-06-30 打印关闭 分享收藏 保存本页 关闭窗口 2023-06-30来源：县民政局 2023年6月30日点击：30
2023.06.30浏览：30 2023/06/3010:20:30 https://example.org/a
===== ——————— 当前位置：首页 您的位置：首页 您所在的位置：首页
所在位置：首页 位置：首页>公开 首页>政务公开>政策文件
""".split()
HEADINGS = """
政策全文 公文正文 文件原文 文档内容 通知信息 公告公开 公示文件 信息详情 政务标题 政府名称 法规文本 规范性文件 基本信息
主要内容 详细信息 全部内容 主动公开 依申请公开 重要资讯 最新动态 政策文库 政策法规 通知公告 公告公示 政策解读 政务要闻
信息列表 信息目录 信息概述 全文如下 原文如下 内容如下 以下为全文 以下是全文 以下为该通知的全文
当前位置 首页
""".split()
NO_OFFICES = """
举行 进行 执行 推行 发行 运行 实行 试行 通行 先行 同行 举办 承办 主办 协办 发布会 座谈会 专题会 机会 社会 文件
""".split()


@pytest.mark.parametrize("line", [*(f"{label}：2023-06-30" for label in LABELS), *OTHER_LINES])
def test_a_line_of_furniture(line: str) -> None:
    assert is_furniture(line)
    assert zhengce.parse(f"{line}\n{NOTICE}").title == "关于做好助餐工作的通知"


@pytest.mark.parametrize(
    "line", ["县民政局", "发布会由县民政局举办", "下载点设在镇里", "栏目组到访", "分享会", "首页", "来源清楚"]
)
def test_a_line_that_is_none(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("line", HEADINGS)
def test_a_heading_of_the_page(line: str) -> None:
    assert PAGE_HEADING.fullmatch(line)
    assert zhengce.parse(f"{line}\n{NOTICE}").title == "关于做好助餐工作的通知"


@pytest.mark.parametrize("key", "标题 公文标题 名称 公文名称 文件名称 信息名称".split())
def test_a_title_in_a_box(key: str) -> None:
    assert zhengce.parse(f"{key}：云溪县助餐办法\n一、建好助餐点。\n二、公布菜单。").title == "云溪县助餐办法"


@pytest.mark.parametrize("key", "发文字号 文号 公文文号 文件编号 发文文号".split())
def test_a_number_in_a_box(key: str) -> None:
    number = zhengce.parse(f"{key}：云政发〔2023〕5号\n{NOTICE}").document_number
    assert str(number) == "云政发〔2023〕5号"


@pytest.mark.parametrize(
    "key",
    ("发文机关 发文单位 发文机构 制发机关 制定机关 制发单位 印发机关 发布机构 发布单位 发布机关").split(),
)
def test_an_authority_in_a_box(key: str) -> None:
    assert zhengce.parse(f"{key}：云溪县民政局\n{NOTICE}").issuing_authorities == ("云溪县民政局",)


@pytest.mark.parametrize("key", "成文日期 成文时间 制发日期 印发日期 发文日期 发文时间 生成日期".split())
def test_a_date_in_a_box(key: str) -> None:
    assert str(zhengce.parse(f"{key}：2023年6月30日\n{NOTICE}").issue_date) == "2023-06-30"


@pytest.mark.parametrize("word", NO_OFFICES)
def test_a_name_that_ends_like_that_of_an_office(word: str) -> None:
    assert is_office("云州市民政局")
    assert not is_office(f"云州市民政局{word}")
