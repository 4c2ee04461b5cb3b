"""Sides: the rows of a page on which two texts face each other, with what changed marked in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import attrs

from ...analysis.aligning import Aligned, Alignment
from ...analysis.changes import Change
from ...analysis.comparing import Difference
from ...analysis.placed import Part, parts
from ...model import Domain, Notice
from ...terms import Language
from ...text import Span
from .labels import described, words

__all__ = ["Row", "facing"]


@attrs.frozen(kw_only=True)
class Row:
    """A part and its counterpart.

    Attributes:
        state: ``same``, ``changed``, ``added``, ``dropped`` or ``doubtful``; the class of the row.
        sides: the texts as HTML, the words that changed marked; ``None`` where there is no counterpart.
        notes: what changed, a line each.
        is_heading: true if it is the heading of a domain.
    """

    state: str
    sides: tuple[str | None, str | None]
    notes: tuple[str, ...] = ()
    is_heading: bool = False


def facing(found: Difference | Alignment, lang: Language) -> Iterator[Row]:
    """Yield the rows of a comparison: of versions in the order of the new one, of levels in that of the higher one."""
    yield from _difference(found, lang) if isinstance(found, Difference) else _alignment(found, lang)


# --- two versions -----------------------------------------------------------


def _difference(found: Difference, lang: Language) -> Iterator[Row]:
    changes: dict[int, list[Change]] = {}
    for change in found.changes:
        if change.part is not None:
            changes.setdefault(id(change.part), []).append(change)
    olds, news = (_in_text_order(notice) for notice in (found.old, found.new))
    place = {id(part): number for number, part in enumerate(news)}
    partner = {id(old): new for old, new in found.pairs}
    origin = {id(new): old for old, new in found.pairs}
    doubts = {id(doubt.new): doubt.old for doubt in found.doubtful}
    asked = {id(doubt.old) for doubt in found.doubtful}
    held: list[tuple[tuple[int, int], Row]] = []
    last = -1
    for number, old in enumerate(olds):
        new = partner.get(id(old))
        last = place[id(new)] if new is not None else last
        if new is None and id(old) not in asked:
            held.append(((last, number + 1), _row("dropped", found, old, None, changes.get(id(old), []), lang)))
    for number, new in enumerate(news):
        before = origin.get(id(new))
        told = changes.get(id(new), [])
        if before is None and id(new) in doubts:
            row = _row("doubtful", found, doubts[id(new)], new, [], lang)
        else:
            state = "added" if before is None else "changed" if told else "same"
            row = _row(state, found, before, new, told, lang)
        held.append(((number, 0), row))
    head = [change for change in found.changes if change.part is None]
    if head:
        yield Row(state="changed", sides=("", ""), notes=tuple(described(change, lang) for change in head))
    yield from (row for _, row in sorted(held, key=lambda item: item[0]))


def _in_text_order(notice: Notice) -> list[Part]:
    """Return the parts as they stand in the text; what has no place stands beside what is before it."""
    at, placed = 0, []
    for part, _ in parts(notice):
        at = part.span.start if part.span else at
        placed.append((at, part))
    return [part for _, part in sorted(placed, key=lambda pair: pair[0])]


def _row(
    state: str, found: Difference, old: Part | None, new: Part | None, changes: Iterable[Change], lang: Language
) -> Row:
    changes = list(changes)
    within = [change.spans for change in changes if change.field not in ("measure", "section", "domain")]
    notes = [described(change, lang) for change in changes] or (
        [words(lang)["doubtful"]] if state == "doubtful" else []
    )
    return Row(
        state=state,
        sides=(
            _marked(found.old, old, (spans[0] for spans in within)),
            _marked(found.new, new, (spans[1] for spans in within)),
        ),
        notes=tuple(notes),
        is_heading=isinstance(new or old, Domain),
    )


def _marked(notice: Notice, part: Part | None, spans: Iterable[Span | None]) -> str | None:
    """Return the original text of a part as HTML, with some places marked."""
    if part is None:
        return None
    home, text = part.span, notice.source.text
    if home is None or not text:
        return escape(f"{part.number}{part.name}" if isinstance(part, Domain) else part.text or part.title)
    pieces, at = [], home.start
    for start, end in sorted({(span.start, span.end) for span in spans if span and span.start < span.end}):
        if at <= start and end <= home.end:
            pieces += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
            at = end
    return "".join([*pieces, escape(text[at : home.end])]).strip()


# --- two levels -------------------------------------------------------------


def _alignment(found: Alignment, lang: Language) -> Iterator[Row]:
    word = words(lang)
    copied: dict[int, list[Span | None]] = {}
    for one in found.copied:
        copied.setdefault(id(one.measure), []).append(one.words.span)
    held: dict[int, list[tuple[str, Aligned]]] = {}
    for state, pairs in (("changed", found.pairs), ("doubtful", found.doubtful)):
        for pair in pairs:
            held.setdefault(id(pair.upper), []).append((state, pair))
    for measure in found.upper.measures:
        for state, pair in held.get(id(measure), ()):
            yield _aligned(found, state, pair, copied.get(id(pair.lower), []), lang)
        if id(measure) not in held:
            yield Row(state="dropped", sides=(_marked(found.upper, measure, ()), None), notes=(word["uncovered"],))
    for own in found.own:
        spans = copied.get(id(own), [])
        notes = (word["own"], *([word["copied"]] if spans else []))
        yield Row(state="added", sides=(None, _marked(found.lower, own, spans)), notes=notes)


def _aligned(found: Alignment, state: str, pair: Aligned, copied: list[Span | None], lang: Language) -> Row:
    word = words(lang)
    changes = (*pair.tightened, *pair.slackened)
    notes = [f"{word['tightened']}　{described(change, lang)}" for change in pair.tightened]
    notes += [f"{word['slackened']}　{described(change, lang)}" for change in pair.slackened]
    notes += [word["copied"]] if copied else []
    notes += [word["doubtful"]] if state == "doubtful" else []
    return Row(
        state=state if notes else "same",
        sides=(
            _marked(found.upper, pair.upper, (change.spans[0] for change in changes)),
            _marked(found.lower, pair.lower, [*(change.spans[1] for change in changes), *copied]),
        ),
        notes=tuple(notes),
    )
