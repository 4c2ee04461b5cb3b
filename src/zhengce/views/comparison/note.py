"""Note: a comparison in words, the note (修订说明) that goes out with an amended notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ...analysis.aligning import Alignment
from ...analysis.changes import Change
from ...analysis.comparing import Difference
from ...analysis.roles import names
from ...model import Domain, Measure, Notice
from ...terms import Language
from .labels import described, label, words

__all__ = ["markdown", "note"]

_Line: TypeAlias = tuple[str, str]
"""What it is, by its mark in Markdown (``#``, ``##``, ``###``, ``-``, or nothing), and its words."""


def markdown(found: Difference | Alignment, *, lang: Language = "zh") -> str:
    """Return a comparison as Markdown.

    >>> import zhengce
    >>> print(markdown(zhengce.compare(zhengce.sample(), zhengce.sample())))
    # 修订说明
    <BLANKLINE>
    两份文件没有差别。
    <BLANKLINE>
    """
    made, last = "", ""
    for mark, text in note(found, lang):
        made += "" if mark == last == "-" else "\n"
        made += f"{mark} {_plain(text)}\n".lstrip()
        last = mark
    return made[1:]


def note(found: Difference | Alignment, lang: Language) -> Iterator[_Line]:
    """Yield the lines of the note."""
    yield from _difference(found, lang) if isinstance(found, Difference) else _alignment(found, lang)


def _difference(found: Difference, lang: Language) -> Iterator[_Line]:
    word = words(lang)
    yield "#", word["note"]
    if not found:
        yield "", word["equal"]
        return
    yield from _names((word["old"], found.old), (word["new"], found.new))
    yield from _section(word["summary"], _summary(found, lang))
    yield from _section(word["head"], (described(c, lang) for c in found.changes if c.part is None))
    yield from _section(word["added"], map(_measure, found.added))
    yield from _section(word["dropped"], map(_measure, found.dropped))
    lonely = {id(part) for part in (*found.added, *found.dropped)}
    held = [c for c in found.changes if c.part is not None and id(c.part) not in lonely]
    yield from _parts(word["changed"], (c for c in held if isinstance(c.part, Measure)), lang)
    yield from _parts(word["elsewhere"], (c for c in held if not isinstance(c.part, Measure)), lang)
    doubts = [f"{_measure(doubt.old)} → {_measure(doubt.new)}" for doubt in found.doubtful]
    renamed = [word["renamed"].format(old=r.old, new=r.new, count=r.count, of=r.of) for r in found.renamed]
    yield from _section(word["doubtful"], [*doubts, *renamed])


def _names(*sides: tuple[str, Notice]) -> Iterator[_Line]:
    for name, notice in sides:
        yield "-", f"{name}：{notice.title} {notice.document_number or ''}"


def _summary(found: Difference, lang: Language) -> Iterator[str]:
    sizes = (len(found.old.measures), len(found.new.measures))
    yield words(lang)["as_many" if sizes[0] == sizes[1] else "measures"].format(old=sizes[0], new=sizes[1])
    counts = Counter(label(change, lang) for change in found.changes if change.part is not None)
    yield from (f"{name} {count}" for name, count in counts.items())


def _section(title: str, items: Iterable[str]) -> Iterator[_Line]:
    lines = [("-", item) for item in items]
    if lines:
        yield from (("##", title), *lines)


def _parts(title: str, changes: Iterable[Change], lang: Language) -> Iterator[_Line]:
    """Yield the changes by part."""
    held: dict[int, list[Change]] = {}
    for change in changes:
        held.setdefault(id(change.part), []).append(change)
    if held:
        yield "##", title
    for group in held.values():
        yield "###", _heading(group[0])
        yield from (("-", described(change, lang)) for change in group)


def _heading(change: Change) -> str:
    old, new = change.old_part, change.new_part
    part = new or old
    if isinstance(part, Measure):
        ids = dict.fromkeys(side.id for side in (old, new) if isinstance(side, Measure) and side.id)
        return f"{' → '.join(ids)} {part.title}".strip()
    if isinstance(part, Domain):
        return f"{part.number}{part.name}"
    return part.title or part.text[:30] if part else ""


def _measure(measure: Measure) -> str:
    units = f"（{names(measure.lead_units)}）" if measure.lead_units else ""
    return f"{measure.id} {measure.title}{units}".strip()


def _plain(text: str) -> str:
    """Return words that Markdown takes as they are, on one line."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in " ".join(text.split()))


def _alignment(found: Alignment, lang: Language) -> Iterator[_Line]:
    word = words(lang)
    yield "#", word["aligned"]
    yield from _names((word["upper"], found.upper), (word["lower"], found.lower))
    covered = len({id(pair.upper) for pair in found.pairs})
    yield "", word["coverage"].format(covered=covered, all=len(found.upper.measures))
    yield from _section(word["uncovered"], map(_measure, found.uncovered))
    yield from _section(word["own"], map(_measure, found.own))
    for side in ("tightened", "slackened"):
        yield from _section(
            word[side],
            (
                f"{_measure(pair.lower)}：{'；'.join(described(c, lang) for c in getattr(pair, side))}"
                for pair in found.pairs
                if getattr(pair, side)
            ),
        )
    yield from _section(word["copied"], (f"{_measure(c.measure)}：{c.words}" for c in found.copied))
    yield from _section(word["doubtful"], (f"{_measure(p.upper)} → {_measure(p.lower)}" for p in found.doubtful))
    yield from _section(word["pair"], (f"{_measure(p.upper)} → {_measure(p.lower)}" for p in found.pairs))
