"""Identity: the obligations of a notice, each with an id that survives retyping.

The id is made of words, not of places or days: of the document, the title, the kind
and the task. A deadline that is moved keeps it, and so does a notice that is typed
again with other blanks, widths and quotes. Two offices that take the same notice get
the same ids. Once given, an id is kept: a ledger never works it out again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

import attrs

from ..analysis import matching
from ..analysis.matching import Pair, Revision, folded
from ..analysis.placed import Part, PlacedDeadline, as_notice, parts, place_deadlines
from ..errors import expect_all
from ..model import Deadline, Domain, Measure, Notice, Section, Unit
from ..saying import say
from .model import UNDATED, Obligation

__all__ = ["id_of", "match", "obligations"]

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U


def obligations(notice: Notice) -> tuple[Obligation, ...]:
    """Return what a notice asks for: one for each time limit, and one for each measure without.

    A heading above measures, or a section, counts only if it states a time limit.

    >>> import zhengce
    >>> taken = obligations(zhengce.sample())
    >>> taken[5].code, taken[5].kind, taken[5].lead_units
    ('1.1-1', 'by', ('政务服务局',))
    """
    notice = as_notice(notice)
    document = str(notice.document_number or notice.title)
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[Obligation] = []
    for placed, code in _limits(notice):
        title = _title(placed) or document or "未命名"
        task, kind = placed.deadline.task, UNDATED if placed.deadline is _NONE else str(placed.deadline.kind)
        words = (folded(document), folded(title), kind, folded(task) or folded(placed.deadline.text))
        seen[words] += 1
        found.append(_obligation(placed, document, title, code, id_of(*words, str(seen[words]))))
    return tuple(found)


def match(old: Notice | Iterable[Obligation], new: Notice | Iterable[Obligation]) -> Revision[Obligation]:
    """Return what became of each obligation in an amended notice.

    Obligations with the same words in the same domain are the same; the others are compared by title,
    task, day, kind, domain and units. A pair that is not much more alike than another is in doubt, and
    so is what is gone while something else of its domain is new.

    >>> import zhengce
    >>> notice = zhengce.sample()
    >>> revision = match(notice, notice)
    >>> len(revision.kept) == len(obligations(notice)), revision.changed, revision.doubtful
    (True, (), ())
    """
    before, after = (
        obligations(it) if isinstance(it, Notice) else expect_all(it, Obligation, "a notice, or obligations")
        for it in (old, new)
    )
    return _doubt_rewritten(matching.match(before, after))


def _doubt_rewritten(revision: Revision[Obligation]) -> Revision[Obligation]:
    """Return a revision in which what is gone and what is new in one domain wait for a person, and are not cancelled.

    All the words of a piece of work may have been rewritten; then nothing but its domain says what it was.
    """
    removed, doubtful = list(revision.removed), list(revision.doubtful)
    added: list[Obligation] = []
    for fresh in revision.added:
        rivals = [gone for gone in removed if fresh.domain and folded(gone.domain) == folded(fresh.domain)]
        if not rivals:
            added.append(fresh)
            continue
        words = fresh.title + fresh.task
        score, gone = max(
            ((SequenceMatcher(None, gone.title + gone.task, words).ratio(), gone) for gone in rivals),
            key=lambda pair: pair[0],
        )
        removed.remove(gone)
        doubtful.append(Pair(old=gone, new=fresh, score=score, reasons=(say("nothing in common but the domain"),)))
    return attrs.evolve(revision, added=tuple(added), removed=tuple(removed), doubtful=tuple(doubtful))


def id_of(*words: str) -> str:
    """Return the id that words make: ten characters, so that one can read them out.

    >>> id_of("东港开管发20231号", "优化服务")
    'RV7GSGXN0J'
    """
    digest = hashlib.blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), digest_size=7).digest()
    number = int.from_bytes(digest, "big")
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(9, -1, -1))


def _limits(notice: Notice) -> Iterator[tuple[PlacedDeadline, str]]:
    """Yield every limit with its code; what stands for the limit of a measure without one has the kind of none."""
    sections = domains = 0
    for part, domain in parts(notice):
        sections += isinstance(part, Section)
        domains += isinstance(part, Domain)
        if isinstance(part, Section):
            where = f"§{sections}"
        elif isinstance(part, Domain):
            where = f"领域{domains}"
        else:
            where = part.id or "0"
        for placed in place_deadlines(notice, domain, part):
            yield placed, f"{where}-{placed.number}"
        if isinstance(part, Measure) and not part.deadlines and not part.measures:
            yield PlacedDeadline(notice=notice, domain=domain, part=part, deadline=_NONE, number=0), where


_NONE: Final = Deadline(text="—", kind="standing")
"""Stands where a measure has no limit."""


def _title(placed: PlacedDeadline) -> str:
    part: Part = placed.part
    return (part.name if isinstance(part, Domain) else part.title) or (part.text.split("。")[0][:40])


def _obligation(placed: PlacedDeadline, document: str, title: str, code: str, made: str) -> Obligation:
    deadline, part, domain, measure = placed.deadline, placed.part, placed.domain, placed.measure
    dated = deadline is not _NONE
    targets = () if isinstance(part, Domain) else part.targets
    return Obligation(
        id=made,
        code=code,
        document=document,
        domain=domain.name if domain else "",
        commander=(domain.commander if domain else None) or "",
        measure_id=measure.id if measure else "",
        title=title,
        task=deadline.task,
        text=deadline.text if dated else "",
        kind=str(deadline.kind) if dated else UNDATED,
        start=deadline.start,
        due=deadline.due,
        event=deadline.event,
        amount=deadline.amount,
        recurrence=deadline.recurrence,
        times=deadline.times,
        lead_units=_names(measure.lead_units if measure else placed.owners),
        responsible_units=_names(measure.responsible_units if measure else ()),
        supporting_units=_names(measure.supporting_units if measure else ()),
        targets=[target for target in targets if not dated or target.text in deadline.task],
        span=deadline.span or part.span,
    )


def _names(units: Iterable[Unit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.name for unit in units))
