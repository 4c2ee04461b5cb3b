"""Paragraphs: decide whether a line end in the original ends a paragraph or divides it."""

from __future__ import annotations

from typing import Final

from ..lexicon import (
    DOCUMENT_NUMBER,
    HANZI,
    ITEM,
    TITLE_ENDS,
    YEAR_AND_SERIAL,
    Lazy,
    RoleTag,
    any_of,
    office_endings,
    role_words,
    without_names,
)

_MARK = (
    r"(?:"
    r"\#{1,6}(?=[ \t])"  # a Markdown heading
    r"|(?:-{3,}|_{3,})(?=\s|$)"  # a Markdown rule
    r"|[—-]{1,2}[ ]?[0-9]{1,3}[ ]?[—-]{1,2}(?=\s|$)"  # a page number: — 3 —
    r")"
)
_LINE_MARK = (
    r"(?:"
    rf"{_MARK}"
    rf"|>+(?:(?={ITEM})|(?![0-9=.]))"  # a Markdown quotation; >98% is none
    rf"|(?:[-+][ \t]+|[•·●▪■◆][ \t]*)(?=\**(?:{ITEM}|\[[ xX]\][ \t]))"  # of a list whose items have numbers: - （一）
    r"|\[[ xX]\](?=[ \t])"  # of a list of tasks: - [ ] 1.
    r"|`{3,}[a-z]*(?=[ \t]*(?:\n|$))"  # around a listing, which the whole of a document may stand in
    r")"
)

BEGIN_MARKS: Final = frozenset("#-_—>+•·●▪■◆[`")
MARKS: Final = Lazy(rf"(?:{_LINE_MARK}[ \t*\n]*)+")
"""Signs at the start of a line that are not part of the words of the paragraph."""

_STARTS_CELL = Lazy(rf"\||[-•·●▪■◆]\s|{_MARK}")
_NUMBER = Lazy(ITEM)
_DOCUMENT_NUMBER = Lazy(rf"(?:{HANZI}{{2,40}}文件\s*)?{without_names(DOCUMENT_NUMBER)}")
_STARTS_LINE = Lazy(
    r"——|附件|附：|（此[件文]"
    r"|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?:\s*\n|$)"
    rf"|{HANZI}{{2,10}}{without_names(YEAR_AND_SERIAL)}(?:\s|$)"
    rf"|[（〔\[]?{HANZI}{{2,8}}[：:]"
)
_CLOSES_CLAUSE = Lazy(
    rf"{any_of(role_words(tags=RoleTag.USUAL))}(?:[^。（）\n]|（[^（）\n]{{0,40}}）){{0,400}}[）〕\]]$"
)
_ROLES = any_of(role_words(tags=RoleTag.OFFICE))
_CLAUSE_LINE = Lazy(rf"(?:{HANZI}{{0,4}}{_ROLES}(?:责任)?(?:单位|部门)[：:]|[【〔]{_ROLES}(?:单位|部门)[】〕])")
"""Begins a unit clause on a line of its own."""
_ENDS_OFFICE: Final = office_endings()
_ENDS_LINE = frozenset("。！？；：!?;:|")
_INNER = Lazy("[，。；：、,;]")
_STOP = Lazy("[。；;]")
_BEHIND_STOP = Lazy(r"。（[^（）\n]*）$")  # of units, without any word that says so
_HARD_WRAP = Lazy(r"[ ]{2,}[\r\t]?\n[ ]*")  # Markdown's line break inside a paragraph

_FURNITURE = Lazy(
    r"(?:20[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?[0-9: \t]*)?"
    r"[【\[（]?(?:(?:发布|更新|成文|发文)(?:时间|日期)|(?:文章|信息|稿件)?来源|索引号|字体|作者|浏览次数"
    r"|密级|紧急程度|等级|发电单位)[：:]"
)
"""Metadata of the document or of a telegram, on a line of its own."""

_LONGEST_TITLE = 400
_NEAR = 100  # how far back an open bracket counts, so that one that is never closed does not join all lines

PRINTED_LINE: Final = 24
"""A paragraph cut by a page break fills at least one printed line, 28 characters
by GB/T 9704-2012 less a first-line indent of two and a margin for OCR."""


def goes_on(text: str, line: int, start: int, end: int) -> bool:
    """Return whether the paragraph ``text[line:start]`` continues at *end*, after a gap.

    A page break divides a paragraph at the end of a printed line. The text before it is as
    long as a line and does not end like a sentence, a title or a unit clause, and the text
    after it does not begin like an item.
    """
    if _NUMBER.match(text, end) or _STARTS_CELL.match(text, end):
        return False
    last = text[start - 1 : start]
    if last in ("，", "、", ",") or _is_open(text, line, start):
        return True
    if last in _ENDS_LINE or _STARTS_LINE.match(text, end) or _FURNITURE.match(text, line):
        return False
    if _HARD_WRAP.fullmatch(text, start, end):
        return True
    if start - line < PRINTED_LINE:
        return False
    if text.find("|", line, start) >= 0 and (text[line] != "|" or text.find("|", end, _line_end(text, end)) < 0):
        return False  # a row of a table without bars at its edges, or one and text after it
    if last in "）〕]" and text[line] in "（〔[":
        return False
    if _DOCUMENT_NUMBER.match(text, line):
        return False
    if text.endswith(_ENDS_OFFICE, line, start) and _CLAUSE_LINE.match(text, line):  # its last name is whole
        return False
    may_be_title = start - line <= _LONGEST_TITLE and not _STOP.search(text, line, start)
    if may_be_title and _NUMBER.match(text, line):
        return _line_end(text, end) - end < 1.2 * (start - line)  # a heading stands above a paragraph, which is longer
    near = max(line, start - _NEAR)
    if last in "）〕]" and (_CLOSES_CLAUSE.search(text, near, start) or _BEHIND_STOP.search(text, near, start)):
        return False
    if may_be_title and text.endswith(TITLE_ENDS, line, start):
        return False
    return _INNER.search(text, line, start) is not None


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _is_open(text: str, line: int, start: int) -> bool:
    """Return whether a bracket or a title was opened shortly before and is not closed yet."""
    near = max(line, start - _NEAR)
    bracket, title = text.rfind("（", near, start), text.rfind("《", near, start)
    return (bracket >= 0 and text.find("）", bracket, start) < 0) or (title >= 0 and text.find("》", title, start) < 0)
