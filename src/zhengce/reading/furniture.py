"""Furniture: the lines of a web page or press agency around a document, and the fields of its metadata box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import pendulum

from ..lexicon import HANZI, Lazy, OfficeTag, any_of, office_endings
from .authorities import is_office, read_date, split_names
from .titles import NUMBER

# --- fields -----------------------------------------------------------------

_TITLE: Final = ("标题", "公文标题", "名称", "公文名称", "文件名称", "信息名称")
_NUMBER: Final = ("发文字号", "文号", "公文文号", "文件编号", "发文文号", "发布文号")
_AUTHORITY: Final = ("发文机关", "发文单位", "发文机构", "制发机关", "制定机关", "制发单位", "印发机关")
_PUBLISHER: Final = ("发布机构", "发布单位", "发布机关")  # of the page: the last to ask
_DATE: Final = ("成文日期", "成文时间", "制发日期", "印发日期", "发文日期", "发文时间", "生成日期")
_OTHERS: Final = (
    "索引号 信息索引号 主题分类 组配分类 体裁分类 信息分类 服务对象分类 有效性 时效性 有效期 效力状态 关键词 主题词"
    " 来源 信息来源 公开方式 公开形式 公开日期 公开时限 公开范围 发布日期 发布时间 实施日期 施行日期 生效日期 废止日期"
    " 失效日期 内容概述 内容简介 文件类型 是否有效 附加码"
).split()
_KEY = rf"(?:{any_of((*_TITLE, *_NUMBER, *_AUTHORITY, *_PUBLISHER, *_DATE, *_OTHERS))})"
_OPENS, _CLOSES = r"(?:[\[【|]|-(?![-—]))?", r"[\]】：|]"  # 文号：…, [文号]…, |文号|…|, - 文号：…
_FIELD = Lazy(rf"{_OPENS}(?P<key>{_KEY}){_CLOSES}[：|]?(?P<value>.*?)(?={_OPENS}{_KEY}{_CLOSES}|\|?$)")
_MARKS: Final = frozenset("：|]】")
"""The signs after the name of a field."""


class Field(NamedTuple):
    """One field of a box, with its place in the line."""

    key: str
    value: str
    start: int
    end: int


def read_fields(line: str) -> list[Field]:
    """Return the fields in a line of a box.

    >>> [(field.key, field.value) for field in read_fields("文号：云政发〔2023〕5号成文日期：2023-06-30")]
    [('文号', '云政发〔2023〕5号'), ('成文日期', '2023-06-30')]
    """
    if _MARKS.isdisjoint(line):
        return []
    return [Field(m["key"], m["value"], *m.span("value")) for m in _FIELD.finditer(line)]


def opens_with_field(line: str) -> bool:
    """Return whether a line begins with the name of a field."""
    return not _MARKS.isdisjoint(line) and _FIELD.match(line) is not None


class Box(NamedTuple):
    """The fields of a metadata box, which are used where the document itself says nothing."""

    title: str = ""
    number: Field | None = None
    number_line: int = -1
    authorities: tuple[str, ...] = ()
    date: pendulum.Date | None = None
    last: int = -1
    """The index of its last line."""


def read_box(texts: Iterable[str]) -> Box:
    """Return the fields in the lines above the body."""
    values: dict[str, str] = {}
    box = Box()
    for i, text in enumerate(texts):
        fields = read_fields(text)
        if opens_with_field(text):
            box = box._replace(last=i)
        for field in fields:
            values.setdefault(field.key, field.value.strip("|-/ "))
            if field.key in _NUMBER and box.number is None and NUMBER.fullmatch(field.value):
                box = box._replace(number=field, number_line=i)
    authorities = (split_names(name) for name in _values(values, (*_AUTHORITY, *_PUBLISHER)))
    dates = (read_date(value) for value in _values(values, _DATE))
    return box._replace(
        title=next(_values(values, _TITLE), ""),
        authorities=next((names for names in authorities if all(map(is_office, names))), ()),
        date=next((date for date in dates if date), None),
    )


def _values(values: Mapping[str, str], keys: Iterable[str]) -> Iterator[str]:
    return (values[key] for key in keys if values.get(key))


# --- furniture --------------------------------------------------------------

CRUMBS: Final = Lazy(
    rf"(?:(?:当前|您的?|您所?在的?|所在)?位置：?[^>›»。]{{0,12}}|首页|{HANZI}{{2,12}}(?=[>›»]))(?:[>›»＞]+[^>›»＞。：]{{0,24}})+"
    "|(?:当前|您的?|您所?在的?|所在)位置：?.*"
)
"""The path of a page on its site: 首页 > 政务公开 > 政策文件."""

_LABELLED = (
    r"(?:发布|发稿|更新|上网|录入|抓取|检索|采集)(?:时间|日期|于)|(?:时间|日期)(?=：?20)|(?:文章|信息|稿件|文件|新闻)?来源(?:部门)?"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?|字体|字号(?=：)|视力保护色|作者|记者|编辑|责编|责任编辑|网络编辑|信息审核|审核|打印(?:本页)?"
    r"|关闭(?:窗口|本页)?|分享(?:到)?|收藏|保存|下载|扫一扫.{0,20}|原文链接|网页地址|链接|网址|检索关键词|栏目|本地目录|纠错|返回顶部"
)
_OWNERS = office_endings(OfficeTag.COMMON, only=OfficeTag.SIGNS)
SITE: Final = rf"[-—_|－]{{1,3}}{HANZI}{{2,24}}{any_of(('网', '站', '平台', *_OWNERS))}"
"""The name of a site behind the title of a page: …的通知_云州市人民政府门户网站."""

_FURNITURE = Lazy(
    rf"[【\[（]?(?:{_LABELLED})(?:[：:（\[【】\]）大].*|(?:打印|关闭|分享|收藏|保存|本页|窗口)*$)"
    r"|(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?(?:[0-9: ]{4,9}.*|(?:文章|信息)?来源.*|点击.*|浏览.*)"
    r"|https?://\S*"
    rf"|{SITE}"
    r"|[={}\-—_*·•.]{3,}"
)
DATELINE: Final = Lazy(
    rf"(?:新华社|中新社|中新网|人民网|央视网|光明网|本报|本网|{HANZI}{{2,6}}[网报社台]讯)"
    rf"[^。，]{{0,24}}?(?:电|讯)(?=$|[（：题]|{HANZI})"
)
"""The beginning of a press report: 新华社云州6月30日电."""


def is_furniture(line: str) -> bool:
    """Return whether a line belongs to the page around a document.

    >>> is_furniture("发布时间：2023-06-30来源：市民政局"), is_furniture("首页>政务公开"), is_furniture("云州市民政局")
    (True, True, False)
    """
    return "。" not in line and (_FURNITURE.fullmatch(line) is not None or CRUMBS.fullmatch(line) is not None)
