"""Find the article of a web page.

An article is prose; around it are links, labels and short lines (the furniture of the
page). First, elements whose names say that they are furniture are removed, unless they
hold most of the prose. Then the search descends from the body into the element that holds
nearly all prose, as long as nothing beside it looks like the head of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice, takewhile
from typing import Final

from lxml import etree

from ...lexicon import COUNTING, HAN, HANZI, NUMERAL, TITLE_ENDS, YEAR_AND_SERIAL
from .elements import is_unseen

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|head|header|top(?:bar|nav|box)?|crumbs?|breadcrumbs?|position|location|wz|dqwz"
    r"|share\w*|bdshare\w*|side(?:bar)?\w*|copyright|relat\w*|recommend\w*|search\w*|login|qr\w*|ewm|print\w*|tool\w*"
    r"|pag(?:e|ing|ination|er)|prev|next|banner|logo|links?|yqlj|friend\w*|comment\w*|fontsize|zoomfont|hidden-print)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTAINERS: Final = frozenset(
    "html body div article section main form center table thead tbody tr td font span blockquote fieldset".split()
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_PROSE = re.compile("[，。；]")
_NEARLY_ALL: Final = 0.9
_MOST: Final = 0.6

_PRINTED_DAY: Final = rf"[0-9{NUMERAL}]{{4}}年[0-9{COUNTING}]{{1,3}}月[0-9{COUNTING}]{{1,3}}日"
_FRONT_MATTER = re.compile(
    rf"{YEAR_AND_SERIAL}"
    rf"|{_PRINTED_DAY}\s*$"
    rf"|(?:{'|'.join(TITLE_ENDS)})(?<={HANZI}{{6}})\s*$"  # each of them has two characters
    rf"|[{HAN}）]：\s*$|^\s*附件"
)
_LABELS = re.compile(
    r"索引号|信息索引|主题分类|主题词|发布机构|发文机关|信息来源|来源|公开方式|公开形式|生成日期|成文日期|发布日期|发布时间|有效性|有效期"
    r"|浏览次数|阅读次数|访问量|点击数|字体|字号|打印|关闭|收藏|分享|扫一扫|责任编辑|编辑|审核|当前位置|您所在的位置|上一篇|下一篇"
)
_SHORT_LINE: Final = 120


def find_article(root: etree._Element) -> etree._Element:
    """Return the element that holds the article of a page, without the furniture.

    The page is changed: furniture is hidden, and a separate title is moved into the article.
    """
    body = root.find("body")
    body = root if body is None else body
    title, box = _title(root), _find_box(body)
    _cut_furniture(body)
    article = _descend(body)
    _keep_title(body, article, title)
    if box is not None and _lacks(article, _text(box, _LONGEST_BOX)):
        box.tail, article.text = article.text, None
        article.insert(0, box)
    return article


def _title(root: etree._Element) -> str:
    """Return the title that the page declares for its article, without blanks."""
    named = root.xpath("//meta[@name='ArticleTitle']/@content")
    texts = [str(name) for name in named] if isinstance(named, list) else []
    texts.append(root.findtext("head/title") or "")
    return _squeeze(next((text for text in texts if text.strip()), ""))


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _hide(element: etree._Element) -> None:
    """Empty an element and hide it; the text after it stays."""
    element[:] = []
    element.text = None
    element.set("hidden", "")


# --- furniture ------------------------------------------------------------


def _cut_furniture(body: etree._Element) -> None:
    for element in [e for e in body.iter() if is_unseen(e)]:
        _hide(element)
    prose = _weigh(body)
    most = _MOST * prose[body]
    for element in list(body.iter()):
        if element is not body and prose[element] <= most and (_names_itself(element) or _is_furniture(element)):
            _hide(element)


def _names_itself(element: etree._Element) -> bool:
    name = (
        f"{element.get('class', '')} {element.get('id', '')} {element.get('title', '') if element.tag == 'div' else ''}"
    )
    is_named = element.tag in ("aside", "header") or _FURNITURE.search(name) is not None
    return element.tag not in _HEADINGS and is_named and not _holds_title(element)


def _holds_title(element: etree._Element) -> bool:
    return next(element.iter("h1"), None) is not None and _text(element, _SHORT_LINE) != ""


def _is_furniture(element: etree._Element) -> bool:
    """Return whether an element is a row of labels about the article, such as its source and number of readers."""
    if element.tag not in ("div", "p", "ul", "ol", "li", "table", "td", "tr", "span", "dl", "h4", "h5", "h6"):
        return False
    if len(element) == 1 and not element.text:  # its child is checked, too
        return False
    text = _text(element, 10 * _SHORT_LINE)
    if not text or "。" in text:
        return False
    labels = len(set(_LABELS.findall(text)))
    return labels >= 2 or (labels == 1 and len(text) < 30 and _LABELS.match(text) is not None)


def _text(element: etree._Element, most: int) -> str:
    """Return the text of an element without blanks, empty if it is longer than *most*."""
    found = ""
    for text in element.itertext():
        found += _squeeze(str(text))
        if len(found) > most:
            return ""
    return found


# --- descending to the article --------------------------------------------


def _descend(body: etree._Element) -> etree._Element:
    prose = _weigh(body)
    article = body
    while True:
        inner = max(article, key=lambda child: prose.get(child, 0), default=None)
        if (
            inner is None
            or inner.tag not in _CONTAINERS
            or prose.get(inner, 0) < max(1, _NEARLY_ALL * prose[article])
            or any(_FRONT_MATTER.search(line) for line in _beside(article, inner))
        ):
            return article
        article = inner


def _weigh(body: etree._Element) -> dict[etree._Element, int]:
    """Return the length of the prose in every element: text with punctuation of sentences, outside of links."""
    elements = list(body.iter())
    prose = dict.fromkeys(elements, 0)
    for element in reversed(elements):
        own = 0 if element.tag == "a" else sum(map(_length, (element.text, *(child.tail for child in element))))
        prose[element] += own
        parent = element.getparent()
        if parent is not None and parent in prose:
            prose[parent] += prose[element]
    return prose


def _length(text: str | None) -> int:
    return len(text) if text and _PROSE.search(text) else 0


def _beside(article: etree._Element, inner: etree._Element) -> Iterator[str]:
    """Yield the short lines in *article* outside of *inner* and of links."""
    yield article.text or ""
    for child in article:
        if child is not inner and child.tag != "a":
            for element in child.iter():
                if element.tag != "a":
                    yield from (text for text in (element.text, *(e.tail for e in element)) if text)
        yield child.tail or ""


# --- the box of metadata --------------------------------------------------

_SAYS_NUMBER = re.compile(rf"(?:发文字号|文号)[】\]：:]?[^：:]{{1,20}}{YEAR_AND_SERIAL}")
_SAYS_DAY = re.compile(r"(?:成文|发文|制发|生成|印发)(?:日期|时间)[】\]：:]?[12][0-9]{3}[-年./]")
_NUMBER = re.compile(YEAR_AND_SERIAL)
_DAY = re.compile(_PRINTED_DAY)
_LONGEST_BOX: Final = 800
_HEAD: Final = 400
_TAIL: Final = 300


def _find_box(body: etree._Element) -> etree._Element | None:
    """Return a copy of the box in which a site gives the number or the date of a document."""
    for element in body.iter("table", "ul", "dl", "div"):
        text = _text(element, _LONGEST_BOX)
        if text and "。" not in text and (_SAYS_NUMBER.search(text) or _SAYS_DAY.search(text)):
            return deepcopy(element) if len(set(_LABELS.findall(text))) >= 2 else None
    return None


def _lacks(article: etree._Element, box: str) -> bool:
    """Return whether the article itself lacks a number or date that its box gives."""
    text = _squeeze("".join(str(words) for words in article.itertext()))
    if _SAYS_NUMBER.search(box) and not _NUMBER.search(text, 0, _HEAD):
        return True
    return _SAYS_DAY.search(box) is not None and not (_DAY.search(text, 0, _HEAD) or _DAY.search(text[-_TAIL:]))


# --- a separate title -----------------------------------------------------


def _keep_title(body: etree._Element, article: etree._Element, title: str) -> None:
    """Move the title of the page into an article that lacks it."""
    inside = _squeeze("".join(str(text) for text in islice(article.itertext(), 40)))
    around = set(article.iterancestors())
    ahead = takewhile(lambda element: element is not article, body.iter())
    for element in reversed([each for each in ahead if each not in around]):
        text = _text(element, _SHORT_LINE)
        if len(text) > 4 and text not in inside and _is_title(element, text, title):
            heading = deepcopy(element)
            _hide(element)
            heading.tail, article.text = article.text, None
            article.insert(0, heading)
            return


def _is_title(element: etree._Element, text: str, title: str) -> bool:
    return element.tag == "h1" or text == title or (len(text) > 8 and title.startswith(text))
