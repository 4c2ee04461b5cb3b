"""Promises for every text, each as a function that yields where it is broken.

A promise takes what was read and gives pairs: what it is about, and the words that show it
broken. :func:`ask` asks all of them.
"""

from __future__ import annotations

import pickle
import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

import zhengce
from zhengce.formats import akoma_ntoso, arrow, calendar, csv, markdown, yaml
from zhengce.model import Domain, Measure, Notice, Section, Source, Unit
from zhengce.text.characters import LINE_ENDS
from zhengce.views.highlight import highlight

Part: TypeAlias = Domain | Measure | Section
Found: TypeAlias = Iterator[tuple[str, str]]

DAYS: Final = (
    None,
    date(2024, 3, 5),
    date(2024, 2, 29),
    date.min,
    date(1, 1, 31),
    date(2, 1, 1),
    date(9998, 12, 31),
    date(9999, 1, 1),
    date(9999, 11, 30),
    date.max,
)
"""Days from which limits are counted: those near both ends of the calendar above all."""


class Broken(NamedTuple):
    """A promise that does not hold: which one, and the words that show it."""

    kind: str
    words: str


class Asked(NamedTuple):
    """What came of asking: the promises that were broken, and what was read, if reading did not raise."""

    broken: list[Broken]
    notice: Notice | None = None


def ask(text: str, *, day: date | None = None, thorough: bool = False) -> Asked:
    """Check every promise on what is read of *text*; *thorough* includes the slow ones."""
    asked = Asked(_ask(find_deadlines, (text, day)))
    try:
        notice = zhengce.parse(text, reference_date=day)
    except Exception as error:  # noqa: BLE001  (that it raises is the finding)
        asked.broken.append(_raised("parse", error))
        return asked
    asked.broken.extend(ask_of(notice, thorough=thorough))
    return asked._replace(notice=notice)


def ask_of(notice: Notice, *, thorough: bool = False) -> list[Broken]:
    """Check every promise on a notice that was read."""
    read = Read(notice)
    return [found for promise in (QUICK + SLOW if thorough else QUICK) for found in _ask(promise, read)]


def _ask(promise: Callable[[Any], Found | None], subject: object) -> list[Broken]:
    name = promise.__name__.replace("_", " ")
    try:
        return [Broken(f"{name}: {about}", words) for about, words in promise(subject) or ()]
    except Exception as error:  # noqa: BLE001
        return [_raised(name, error)]


def _raised(name: str, error: Exception) -> Broken:
    """Return where an error was raised: the last function of the library in the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "zhengce/" in frame.filename and "tests" not in frame.filename]
    frame = (ours or frames)[-1]
    where = f"{frame.filename.rpartition('zhengce/')[2]}:{frame.name}"
    return Broken(f"{name} raises {type(error).__name__} in {where}", str(error))


class Read:
    """A notice with its parts and small nouns in one row."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.source = notice.source

    @cached_property
    def parts(self) -> list[Part]:
        """Every part that has a place in the text."""
        found: list[Part] = [section for top in self.notice.sections for section in top.walk()]
        found += [domain for domain in self.notice.domains if domain.span]
        return [*found, *self.notice.measures]

    @cached_property
    def nouns(self) -> list[tuple[Any, str]]:
        """All that has words of its own and no parts, with those words."""
        found: list[Any] = [*self.notice.citations]
        found += [unit for domain in self.notice.domains for unit in domain.lead_units]
        for part in self.parts:
            found += part.deadlines
            found += () if isinstance(part, Domain) else (*part.targets, *part.citations)
            found += part.units if isinstance(part, Measure) else ()
        return [(noun, noun.name if isinstance(noun, Unit) else noun.text) for noun in found]


# --- limits -----------------------------------------------------------------


def find_deadlines(asked: tuple[str, date | None]) -> Found:
    """Check that time limits are in text order, and that each can compute its next due day."""
    text, day = asked
    found = zhengce.find_deadlines(text, reference_date=day)
    for limit in found:
        if limit.start and limit.due and limit.start > limit.due:
            yield "start", f"{limit.text} starts after it is due"
        limit.next_due(day or date(2024, 3, 5))
    if any(not a.span or not b.span or a.span.end > b.span.start for a, b in pairwise(found)):
        yield "order", "limits overlap"
    for words in [text[:40], *(limit.text for limit in found[:2])]:
        try:
            zhengce.parse_deadline(words, reference_date=day)
        except zhengce.DeadlineError as error:
            if not str(error).endswith("^"):
                yield "caret", str(error)


# --- places -----------------------------------------------------------------


def places_lie_in_the_text(read: Read) -> Found:
    """Check that every object that was read has a place inside the text."""
    size = len(read.source.text)
    for noun in (*read.parts, *(noun for noun, _ in read.nouns), read.notice.document_number):
        if noun is not None and (noun.span is None or noun.span.end > size or noun.span.start >= noun.span.end):
            yield type(noun).__name__, f"{noun.span}"
    for part in read.parts:
        for span in () if isinstance(part, Section) else part.clauses:
            if span.end > size:
                yield "clause", f"{span}"


def words_are_the_clean_reading_of_their_place(read: Read) -> Found:
    """Check that the words of an object are the clean reading of its place, also if that place is read alone.

    Read alone, it may differ where the reading depends on the words around: line ends, stars, the width of
    punctuation, formulas, the bars of a table, and signs at the edges.
    """
    source = read.source
    drawn = "<t" in source.text.lower() or "$" in source.text or "\t" in source.text
    texts = [(part, part.text) for part in read.parts if not isinstance(part, Domain)]
    for noun, words in (*read.nouns, *texts):
        span = noun.span
        if span is None or (there := source.text[span.start : span.end]) == words:
            continue
        clean = source.clean[slice(*source.clean_range(span))]
        if clean.replace("\n", "") != words.replace("\n", ""):
            yield type(noun).__name__, f"{words!r} at {clean!r}"
        elif drawn or _TELLS_AT_AN_EDGE.search(there):
            continue
        elif (alone := Source(text=there).clean).translate(_BARE) != words.translate(_BARE):
            yield f"{type(noun).__name__} alone", f"{words!r} at {alone!r}"


_BARE: Final = str.maketrans(",;:!?|", "，；：！？｜", " \n*")
_TELLS_AT_AN_EDGE: Final = re.compile(
    rf"""
    ^[-－—_#>]              # a sign of Markdown only at the start of a line
    | (?:^|<br>|[{re.escape(LINE_ENDS)}])[-－—_#>0-9\s]+$  # a rule, the number of a page, on its line alone
    | \xad\s*$             # a soft hyphen is printed before a digit only
    """,
    re.VERBOSE,
)


def what_a_part_holds_lies_in_it(read: Read) -> Found:
    """Check that time limits, targets and citations are inside their part, in text order.

    Time limits in a merged cell of an HTML table, which several rows share, are excepted.
    """
    shared = read.source.cells
    for part in read.parts:
        held: list[tuple[Any, ...]] = [part.deadlines]
        held += () if isinstance(part, Domain) else (part.targets, part.citations)
        for nouns in held:
            spans = [noun.span for noun in nouns if noun.span]
            for span in spans:
                if shared and part.span and span.end < part.span.start:
                    continue
                if part.span and not part.span.start <= span.start <= span.end <= part.span.end:
                    words = read.source.text[span.start : span.end]
                    yield f"{type(nouns[0]).__name__} in {type(part).__name__}", f"{words!r} outside of {part!r}"
            if any(a.start > b.start for a, b in pairwise(spans)):
                yield "order", f"{type(nouns[0]).__name__} in {part!r}"


# --- nouns ------------------------------------------------------------------


def nouns_satisfy_their_constructors(read: Read) -> Found:
    """Check that building each object by hand gives an equal one, with the same types of fields."""
    left: list[Any] = [read.notice]
    while left:
        noun = left.pop()
        fields = {field.name: getattr(noun, field.name) for field in attrs.fields(type(noun))}
        try:
            again = type(noun)(**fields)
        except ValueError as error:
            yield f"{type(noun).__name__}", str(error)
            again = noun
        for name, value in fields.items():
            if value is None or isinstance(value, str | Source):
                continue
            other = getattr(again, name)
            if type(value) is not type(other) or value != other:
                yield f"{type(noun).__name__}.{name}", f"{value!r}, built {other!r}"
            left += [held for held in (value if type(value) is tuple else (value,)) if attrs.has(type(held))]


# --- nothing is lost --------------------------------------------------------


def no_words_stand_in_two_parts(read: Read) -> Found:
    """Check that parts do not overlap, except nested ones."""
    placed = sorted((part.span.start, part.span.end, i) for i, part in enumerate(read.parts) if part.span)
    for (_, end, i), (start, _, j) in pairwise(placed):
        if end > start:
            one, other = read.parts[i], read.parts[j]
            yield f"{type(one).__name__} and {type(other).__name__}", f"{one!r}, {other!r}"


def no_words_are_lost(read: Read) -> Found:
    """Check that every character of the clean reading is in a part, or in the head of the notice or a heading."""
    clean = read.source.clean
    covered = sorted(read.source.clean_range(part.span) for part in read.parts if part.span)
    at, said = 0, None
    for start, end in (*covered, (len(clean), len(clean))):
        if at < start and not clean[at:start].isspace():
            said = said or _said(read.notice)
            where = "in the head" if at == 0 else "at the end" if end == len(clean) else "between parts"
            if any(_left(line, said) for line in clean[at:start].split("\n")):
                for line in _without_broken(clean[at:start], said.words).split("\n"):
                    if left := _left(line, said):
                        yield where, f"{left!r} of {line!r}"
        at = max(at, end)


class _Said(NamedTuple):
    """What a notice says outside of its parts.

    Attributes:
        words: those of its head and of headings above domains, the longest first.
        printed: its number and date, however they are printed.
    """

    words: list[str]
    printed: re.Pattern[str]


def _said(notice: Notice) -> _Said:
    words = {
        notice.title,
        *notice.issuing_authorities,
        *notice.addressees,
        *notice.remarks,
        *(above for domain in notice.domains for above in (*domain.path, domain.name)),
    }
    printed = []
    if number := notice.document_number:
        printed.append(
            rf"(?:{re.escape(number.authority_code)})?[〔［\[（【]?{number.year}(?:年第|[〕］\]）】]第?)0*{number.serial}[号期]"
        )
    if notice.issue_date:
        printed.append(
            "[0-9〇○零一二三四五六七八九十O]{4}(?:年[^年月日]{1,3}月[^月日]{1,3}日|([-./])[0-9]{1,2}\\1[0-9]{1,2})"
        )
    return _Said(sorted(filter(None, words), key=len, reverse=True), re.compile("|".join(printed) or "(?!)"))


def _without_broken(lines: str, words: list[str]) -> str:
    """Return the lines without words that continue over a line end: a title may be cut by one."""
    for word in words:
        lines = re.sub("\n?".join(map(re.escape, word)), lambda found: "" if "\n" in found[0] else found[0], lines)
    return lines


def _left(line: str, said: _Said) -> str:
    """Return what no field says of a line, except punctuation, and the number of a heading above a domain."""
    words, printed = said
    line, words = _SEAL.sub("", line), [_SEAL.sub("", word) for word in words]
    left = _without(printed.sub("", line, count=2), words)
    if left:  # a title or a name may hold a day, too
        left = _without(line, sorted([*words, *(found[0] for found in printed.finditer(line))], key=len, reverse=True))
    return left


def _without(line: str, words: list[str]) -> str:
    for word in ("", *words):
        line = line.replace(word, "", 2) if word else line  # a title may be printed twice
        bare = _NUMBER.sub("", line).strip(MARKS)
        if not bare or any(bare in longer or line.strip(MARKS) in longer for longer in words):
            return ""
    return _SAYS_NOTHING.sub("", bare)


MARKS: Final = " \n，。；：、,.;:()（）〔〕［］[]【】《》—–-·•●▪■◆*#|“”"
"""Punctuation that says nothing by itself."""

_SEAL: Final = re.compile("（(?:代章|盖章|印章|公章|印)）")
"""Where the seal of an authority stands behind its name: the seal says no more than the name."""

_SAYS_NOTHING = re.compile(f"文件|令|签发人|[{re.escape(MARKS)}]")
_NUMBER = re.compile(
    r"^(?:第[^，。章节条编]{1,4}[章节条编]"
    r"|(?:任务|行动|举措|事项)[0-9一二三四五六七八九十]{1,3}[：:、.]"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.、]?(?=[^0-9A-Za-z.]|$)"
    r"|[（(]?[0-9一二三四五六七八九十]{1,3}[）).、]"
    r"|[①-⒛㈠-㈩㊀-㊉❶-❿⓵-⓾]"
    r"|[0-9]{1,2}(?=[^0-9年月日]|$))"
)


def no_words_of_a_heading_are_lost(read: Read) -> Found:
    """Check that a domain has all words at its place: number, headings, and the text under its heading."""
    for domain in read.notice.domains:
        if domain.span is None:
            continue
        there = read.source.clean[slice(*read.source.clean_range(domain.span))]
        said = Counter(f"{domain.number}{''.join(domain.path)}{domain.name}{domain.text}")
        if lost := Counter(c for c in there if c not in MARKS) - said:
            yield "Domain", f"{''.join(lost)!r} of {there!r}"


# --- there and back ---------------------------------------------------------


def json_comes_back(read: Read) -> Found:
    """Check that JSON gives an equal notice, with every span and the source."""
    text = zhengce.dumps(read.notice, indent=None)
    again = zhengce.loads(text)
    if again != read.notice or again.source != read.source:
        yield "unequal", text
    elif zhengce.dumps(again, indent=None) != text:
        yield "other spans", text


def check(read: Read) -> Found:
    """Check that no rule fails, and that every place of a finding exists."""
    for found in zhengce.check(read.notice):
        if found.code == "ZC001":
            yield "a rule failed", found.message
        if not 0 <= found.span.start <= found.span.end <= len(read.source.text):
            yield found.code, f"{found.span}"


def rows(read: Read) -> Found:
    """Check that there is at least one row for each measure."""
    if len(zhengce.rows(read.notice)) < len(read.notice.measures):
        yield "too few", ""


def pickle_comes_back(read: Read) -> Found:
    again = Read(pickle.loads(pickle.dumps(read.notice)))
    if again.notice != read.notice or again.source != read.source:
        yield "unequal", ""
    elif [part.span for part in again.parts] != [part.span for part in read.parts]:
        yield "other spans", ""


def yaml_comes_back(read: Read) -> Found:
    again = yaml.loads(yaml.dumps(read.notice))
    if again != read.notice or again.source != read.source:
        yield "unequal", ""


def markdown_comes_back_or_is_refused(read: Read) -> Found:
    try:
        page = markdown.dumps(read.notice)
    except zhengce.FormatError:
        return
    if zhengce.parse(page) != read.notice:
        yield "unequal", page


def every_format_writes_it(read: Read) -> None:
    csv.dumps(read.notice)
    calendar.dumps(read.notice)
    akoma_ntoso.dumps(read.notice)
    arrow.table(read.notice)
    arrow.table(read.notice, nested=True)
    highlight(read.notice, zhengce.check(read.notice)).encode()


def an_agenda_is_made_of_it(read: Read) -> None:
    zhengce.agenda(read.notice, date(2024, 1, 1), date(2024, 12, 31))


QUICK: Final[tuple[Callable[[Read], Found | None], ...]] = (
    places_lie_in_the_text,
    words_are_the_clean_reading_of_their_place,
    what_a_part_holds_lies_in_it,
    nouns_satisfy_their_constructors,
    no_words_stand_in_two_parts,
    no_words_are_lost,
    no_words_of_a_heading_are_lost,
    json_comes_back,
    check,
    rows,
)
SLOW: Final[tuple[Callable[[Read], Found | None], ...]] = (
    pickle_comes_back,
    yaml_comes_back,
    markdown_comes_back_or_is_refused,
    every_format_writes_it,
    an_agenda_is_made_of_it,
)
