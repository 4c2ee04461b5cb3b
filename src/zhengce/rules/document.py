"""ZC1: the document as a whole: its number, its date, its numbering, text outside of measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..findings import Severity
from ..lexicon import Lazy
from ..model import Notice
from ..reading.trace import trace
from .registry import Hit, hit, rule


def is_empty(notice: Notice) -> bool:
    """Return whether nothing was found in a document: it is perhaps no notice, or was not read well."""
    return not (notice.measures or notice.deadlines or notice.units or notice.issue_date)


def _is_paper(notice: Notice) -> bool:
    """Return whether the text reads like a document of an office, which has a number and a date."""
    return not (is_empty(notice) or trace(notice.source).genre)


@rule(
    "ZC101",
    name="no-document-number",
    severity=Severity.WARNING,
    since="0.1.0",
    en="the notice has no document number (发文字号)",
    zh="没有发文字号",
)
def no_document_number(notice: Notice) -> Iterator[Hit]:
    """A notice has no document number."""
    if notice.document_number is None and _is_paper(notice):
        yield hit()


@rule(
    "ZC102",
    name="number-of-another-year",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{number} has the year {year}, but the notice is dated {date}",
    zh="发文字号{number}的年份是{year}年，成文日期却是{date}",
)
def number_of_another_year(notice: Notice) -> Iterator[Hit]:
    """The document number and the issue date have different years."""
    number, date = notice.document_number, notice.issue_date
    if number and date and number.year != date.year:
        yield hit(number, number=number, year=number.year, date=date)


@rule(
    "ZC103",
    name="no-issue-date",
    severity=Severity.WARNING,
    since="0.1.0",
    en="the notice has no issue date (成文日期)",
    zh="没有成文日期",
)
def no_issue_date(notice: Notice) -> Iterator[Hit]:
    """A notice has no issue date."""
    if notice.issue_date is None and _is_paper(notice):
        yield hit()


@rule(
    "ZC104",
    name="numbering-out-of-sequence",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{number} follows {before}",
    zh="{before}之后是{number}，序号不连续或重复",
)
def numbering_out_of_sequence(notice: Notice) -> Iterator[Hit]:
    """A number of an item is missing or repeated."""
    for slip in trace(notice.source).slips:
        yield hit(slip, number=slip.number, before=slip.before)


@rule(
    "ZC105",
    name="text-without-a-place",
    severity=Severity.INFO,
    since="0.1.0",
    en="this paragraph is among the measures but belongs to none",
    zh="这段文字夹在各项措施之间，却不属于任何一项",
)
def text_without_a_place(notice: Notice) -> Iterator[Hit]:
    """Text among the measures belongs to none of them."""
    places = [measure.span for measure in notice.measures if measure.span]
    if not places:
        return
    first, last = min(span.end for span in places), max(span.start for span in places)
    for section in (s for top in notice.sections for s in top.walk()):
        if section.number or section.title or _HEAD_OF_TABLE.fullmatch(section.text):
            continue
        if section.span and first <= section.span.start < last:
            yield hit(section)


_HEAD_OF_TABLE: Final = Lazy(r"\|.*\n\|[-:| ]+")


@rule(
    "ZC106",
    name="no-notice",
    severity=Severity.WARNING,
    since="0.1.0",
    en="the text is no notice: it reads like {genre:en}",
    zh="不是公文：内容属于{genre:zh}",
)
def no_notice(notice: Notice) -> Iterator[Hit]:
    """The text is not a notice, but a report, an explanation, answers, an article or a law."""
    if found := trace(notice.source).genre:
        genre, place = found
        yield hit(place, genre=genre)
