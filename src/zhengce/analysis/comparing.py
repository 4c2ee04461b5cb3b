"""Comparing: what an amended notice, or that of another year, makes of the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, Final
from zlib import crc32

import attrs

from ..model import Domain, Measure, Notice
from ..shown import counted
from ..text import as_tuple
from .assigning import best_pairs
from .changes import Change, Kind, Words, changes_of_fields
from .matching import Pair, Revision, alike, folded, match
from .placed import Part, as_notice, parts
from .roles import names
from .wording import changed_words, plain_words

__all__ = ["Difference", "Renamed", "compare"]


@attrs.frozen(kw_only=True)
class Renamed:
    """A unit that seems to have another name now: it is gone, and one that is new has taken its places.

    Attributes:
        old: its name in the old notice.
        new: its name in the new one.
        count: the number of measures in which one took the place of the other.
        of: the number of measures that named the old one.
    """

    old: str
    new: str
    count: int
    of: int


@attrs.frozen(kw_only=True)
class Difference:
    """The difference of two notices.

    ``bool(difference)`` tells whether there is any.

    Attributes:
        old: the old notice.
        new: the new one.
        pairs: the parts of both that are the same, sections, domains and measures, in the order of the new notice.
        changes: everything that changed, in the order of the new notice, that of the head first.
        doubtful: pairs of measures that a person must decide about, as :class:`zhengce.ledger.Pair`; they are in no
            change.
        renamed: units that may have another name; their changes are listed all the same.
    """

    old: Notice
    new: Notice
    pairs: tuple[tuple[Part, Part], ...] = attrs.field(default=(), converter=as_tuple)
    changes: tuple[Change, ...] = attrs.field(default=(), converter=as_tuple)
    doubtful: tuple[Pair[Measure], ...] = attrs.field(default=(), converter=as_tuple)
    renamed: tuple[Renamed, ...] = attrs.field(default=(), converter=as_tuple)

    def __bool__(self) -> bool:
        return bool(self.changes or self.doubtful)

    def __repr__(self) -> str:
        return f"<Difference, {counted(len(self.changes), 'change')}, {len(self.doubtful)} doubtful>"

    def of(self, *fields: str, kind: str | None = None) -> tuple[Change, ...]:
        """Return the changes of some fields, and of one kind if asked.

        >>> import zhengce
        >>> notice = zhengce.sample()
        >>> part = attrs.evolve(notice, domains=notice.domains[1:])
        >>> [str(change.part.id) for change in compare(part, notice).of("measure", kind="added")][:2]
        ['1.1', '1.2']
        """
        return tuple(c for c in self.changes if c.field in fields and kind in (None, c.kind))

    @property
    def added(self) -> tuple[Measure, ...]:
        """The measures that are new."""
        return tuple(change.new for change in self.of("measure", kind="added"))

    @property
    def dropped(self) -> tuple[Measure, ...]:
        """The measures that are gone."""
        return tuple(change.old for change in self.of("measure", kind="dropped"))

    @property
    def other_years(self) -> tuple[Change, ...]:
        """The changes of time limits that say the same (6月底前) of another year: see *year_on_year*."""
        pairs = [
            change for change in self.of("limit") if change.old and change.new and change.old.due and change.new.due
        ]
        return tuple(it for it in pairs if it.old.text == it.new.text and it.old.due.year != it.new.due.year)

    @property
    def unchanged(self) -> tuple[Measure, ...]:
        """The measures of the new notice that came again without any change."""
        touched = {id(change.new_part) for change in self.changes}
        return tuple(new for _, new in self.pairs if isinstance(new, Measure) and id(new) not in touched)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The changes as flat rows for tables.

        Returns:
            Dicts with the keys ``field``, ``kind``, ``old_id``, ``new_id``, ``title``, ``old``, ``new``,
            ``amount``, ``lead_units``, and the places in the originals as ``old_start``, ``old_end``,
            ``new_start``, ``new_end``. Doubtful pairs come last, with the kind ``doubtful``.

        >>> import zhengce
        >>> compare(zhengce.sample(), zhengce.sample()).rows
        []
        """
        doubts = [
            Change(field="measure", kind=Kind.CHANGED, old=d.old, new=d.new, old_part=d.old, new_part=d.new)
            for d in self.doubtful
        ]
        return [_row(change) for change in self.changes] + [{**_row(doubt), "kind": "doubtful"} for doubt in doubts]


def compare(old: Notice, new: Notice, *, year_on_year: bool = False) -> Difference:
    r"""Return the changes from one version of a notice to another.

    Measures are matched by their words, wherever they stand; if two are about as likely, a
    person decides. ``compare(b, a)`` has the changes of ``compare(a, b)``, turned round.

    Args:
        old: the old notice.
        new: the new one.
        year_on_year: the notices are those of two years: 6月底前 of one is the same as 6月底前 of the other.

    >>> from zhengce import parse
    >>> old = parse("一、供水\n1.改造管网。6月底前完成30公里。（牵头单位：水务局）", reference_date="2024-01-01")
    >>> new = parse("一、供水\n1.改造管网。9月底前完成35公里。（牵头单位：住建局）", reference_date="2024-01-01")
    >>> for change in compare(old, new).changes:
    ...     print(change.field, change.kind, *filter(None, change.texts), change.amount or "")
    unit dropped 水务局
    unit added 住建局
    limit later 6月底前 9月底前 92
    target raised 30公里 35公里 5
    """
    return _Comparison(as_notice(old), as_notice(new), year_on_year).difference()


def _row(change: Change) -> dict[str, Any]:
    (old, new), (before, after) = change.texts, change.spans
    part = change.part
    return {
        "field": change.field,
        "kind": str(change.kind),
        "old_id": _id(change.old_part),
        "new_id": _id(change.new_part),
        "title": _name(part),
        "old": old or None,
        "new": new or None,
        "amount": change.amount,
        "lead_units": names(part.lead_units) if isinstance(part, Measure | Domain) else None,
        "old_start": before.start if before else None,
        "old_end": before.end if before else None,
        "new_start": after.start if after else None,
        "new_end": after.end if after else None,
    }


def _id(part: Part | None) -> str | None:
    return part.id if isinstance(part, Measure) else part.number or None if part else None


def _name(part: Part | None) -> str | None:
    if part is None:
        return None
    return part.name if isinstance(part, Domain) else part.title or part.text[:_SHORT]


_SHORT: Final = 40


# --- what is matched --------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Thing:
    """A part as the matcher sees it: its words decide, and its units, not its days."""

    id: str
    part: Any = attrs.field(eq=False)
    title: str
    task: str
    domain: str = ""
    units: tuple[str, ...] = ()
    text: str = ""
    kind: str = ""
    due: None = None


@attrs.frozen(slots=False)
class _Side:
    """A notice with its parts, each with its place among those of its kind."""

    notice: Notice

    @cached_property
    def domain_of(self) -> dict[int, int]:
        """The number of the domain of each measure."""
        return {
            id(measure): number
            for number, domain in enumerate(self.notice.domains)
            for top in domain.measures
            for measure in top.walk()
        }

    @cached_property
    def place(self) -> dict[int, int]:
        """The place of each part in the text: sections, then each domain and its measures."""
        return {id(part): place for place, (part, _) in enumerate(parts(self.notice))}

    def domain(self, measure: Measure) -> str:
        return "" if len(self.notice.domains) == 1 else self.notice.domains[self.domain_of[id(measure)]].name

    def measures(self) -> list[_Thing]:
        return [
            _Thing(
                id=str(number),
                part=measure,
                title=measure.title,
                task=plain_words(measure, self.notice.source),
                domain=self.domain(measure),
                units=tuple(dict.fromkeys(unit.name for unit in measure.units)),
            )
            for number, measure in enumerate(self.notice.measures)
        ]

    def sections(self) -> list[_Thing]:
        found = (section for top in self.notice.sections for section in top.walk())
        return [
            _Thing(id=str(number), part=section, title=section.title or section.text[:_SHORT], task=section.text)
            for number, section in enumerate(found)
        ]


@attrs.frozen
class _Comparison:
    """Two notices side by side."""

    old: _Side = attrs.field(converter=_Side)
    new: _Side = attrs.field(converter=_Side)
    yearly: bool

    def difference(self) -> Difference:
        measures = match(self.old.measures(), self.new.measures())
        sections = match(self.old.sections(), self.new.sections())
        pairs = [(pair.old.part, pair.new.part) for pair in (*measures.kept, *measures.changed)]
        pairs.sort(key=lambda pair: self.new.place[id(pair[1])])
        domains = self._domains(pairs)
        changes = [*self._domain_changes(domains), *self._moved(pairs, domains)]
        alike_sections = [*sections.kept, *sections.changed, *sections.doubtful]
        others = [(pair.old.part, pair.new.part) for pair in alike_sections]
        changes += [change for pair in (*pairs, *others) for change in self._changes(*pair)]
        changes += [*_lonely("measure", measures), *_lonely("section", sections)]
        held = (self.old.notice.domains, self.new.notice.domains)
        others += [(held[0][i], held[1][j]) for i, j in domains if i is not None and j is not None]
        return Difference(
            old=self.old.notice,
            new=self.new.notice,
            pairs=sorted([*pairs, *others], key=lambda pair: self.new.place[id(pair[1])]),
            changes=[*self._head(), *sorted(changes, key=self._order)],
            doubtful=(
                Pair(old=pair.old.part, new=pair.new.part, score=round(pair.score, 2), reasons=pair.reasons)
                for pair in measures.doubtful
            ),
            renamed=self._renamed(pairs),
        )

    def _order(self, change: Change) -> tuple[bool, int]:
        """Sort by place in the new notice; what was dropped comes last, by its place in the old one."""
        if change.new_part is not None:
            return False, self.new.place[id(change.new_part)]
        return True, self.old.place[id(change.old_part)]

    def _changes(self, old: Part, new: Part) -> Iterator[Change]:
        if old is new:
            return
        before, after = self.old.notice, self.new.notice
        years = after.year - before.year if self.yearly and before.year and after.year else 0
        yield from changes_of_fields(old, new, years=years)
        yield from changed_words(old, new, (before, after), yearly=self.yearly)

    def _head(self) -> Iterator[Change]:
        for field in ("title", "document_number", "issuing_authority", "addressees", "issue_date", "remarks"):
            old, new = (getattr(side.notice, field) or None for side in (self.old, self.new))
            if old != new:
                yield Change(field=field, kind=Kind.between(old, new), old=_words(old), new=_words(new))

    # domains

    def _domains(self, pairs: Sequence[tuple[Measure, Measure]]) -> list[tuple[int | None, int | None]]:
        """Return which domains are the same: by their names, and by the measures that they share."""
        olds, news = self.old.notice.domains, self.new.notice.domains
        shared = Counter((self.old.domain_of[id(a)], self.new.domain_of[id(b)]) for a, b in pairs)
        sizes = tuple(Counter(side.domain_of.values()) for side in (self.old, self.new))

        def score(one: int, other: int) -> float:
            size = sizes[0][one] + sizes[1][other]
            words = 1.0 if len(olds) == len(news) == 1 else alike(olds[one].name, news[other].name)
            return words + (2 * shared[one, other] / size if size else 0.0)

        return best_pairs(range(len(olds)), range(len(news)), score, 0.6)

    def _domain_changes(self, domains: Iterable[tuple[int | None, int | None]]) -> Iterator[Change]:
        for i, j in domains:
            old = None if i is None else self.old.notice.domains[i]
            new = None if j is None else self.new.notice.domains[j]
            if old and new:
                yield from self._of_domain(old, new)
            else:
                kind = Kind.between(old, new)
                yield Change(field="domain", kind=kind, old=old, new=new, old_part=old, new_part=new)

    def _of_domain(self, old: Domain, new: Domain) -> Iterator[Change]:
        if old is new:
            return
        many = max(len(side.notice.domains) for side in (self.old, self.new)) > 1
        if folded(old.name) != folded(new.name) and (old.span or new.span or many):
            was, now = Words(old.name, old.span), Words(new.name, new.span)
            yield Change(field="domain", kind=Kind.CHANGED, old=was, new=now, old_part=old, new_part=new)
        if old.commander != new.commander:
            before, after = _words(old.commander), _words(new.commander)
            kind = Kind.between(before, after)
            yield Change(field="commander", kind=kind, old=before, new=after, old_part=old, new_part=new)
        yield from self._changes(old, new)

    def _moved(
        self, pairs: Sequence[tuple[Measure, Measure]], domains: Iterable[tuple[int | None, int | None]]
    ) -> Iterator[Change]:
        """Yield the measures that went to another domain, or to another place among those that stayed in theirs."""
        same = set(domains)
        stayed: dict[int, list[tuple[Measure, Measure]]] = {}
        for old, new in pairs:
            home = (self.old.domain_of[id(old)], self.new.domain_of[id(new)])
            if home in same:
                stayed.setdefault(home[0], []).append((old, new))
        kept = {id(new) for held in stayed.values() for new in self._in_order(held)}
        for old, new in pairs:
            if id(new) not in kept:
                yield Change(field="measure", kind=Kind.MOVED, old=old, new=new, old_part=old, new_part=new)

    def _in_order(self, pairs: Sequence[tuple[Measure, Measure]]) -> list[Measure]:
        """Return the most measures that have the same order on both sides; of two such choices, the longer words."""
        held = [(self.old.place[id(old)], self.new.place[id(new)], old, new) for old, new in pairs]
        held.sort(key=itemgetter(0, 1))
        after = [place for _, place, _, _ in held]
        if after == sorted(after) or len(held) > _MANY:
            return [new for *_, new in held]
        best: list[tuple[tuple[int, ...], int]] = []  # the worth of the best choice that ends here, and what is before
        for i, (_, place, old, new) in enumerate(held):
            before = max(((best[k][0], k) for k in range(i) if after[k] < place), default=((0, 0, 0), -1))
            own = (1, len(old.text) + len(new.text), _sum(old.title) ^ _sum(new.title))
            best.append((tuple(map(sum, zip(before[0], own, strict=True))), before[1]))
        at = max(range(len(best)), key=lambda i: best[i][0])
        chosen = []
        while at >= 0:
            chosen.append(held[at][3])
            at = best[at][1]
        return chosen

    # units

    def _renamed(self, pairs: Sequence[tuple[Measure, Measure]]) -> list[Renamed]:
        olds, news = ({unit.name for unit in side.notice.units} for side in (self.old, self.new))
        took: Counter[tuple[str, str]] = Counter()
        for old, new in pairs:
            for role in ("lead_units", "responsible_units", "supporting_units"):
                before, after = ({unit.name for unit in getattr(part, role)} for part in (old, new))
                took.update((one, other) for one in sorted(before - news) for other in sorted(after - olds))
        held = Counter(unit.name for old, _ in pairs for unit in dict.fromkeys(old.units))
        likely = [
            Renamed(old=old, new=new, count=count, of=held[old])
            for (old, new), count in took.items()
            if 2 * count >= held[old] and (count > 1 or alike(old, new) >= _ALIKE)
        ]
        best = best_pairs([r.old for r in likely], [r.new for r in likely], lambda a, b: took[a, b] + alike(a, b), 1.0)
        return [found for found in likely if (found.old, found.new) in best]


def _sum(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass"))


_MANY: Final = 1000
"""The most measures of a domain whose order is compared."""

_ALIKE: Final = 0.3


def _words(value: object) -> Words | None:
    if not value:
        return None
    return Words("、".join(map(str, value)) if isinstance(value, tuple) else str(value), getattr(value, "span", None))


def _lonely(field: str, revision: Revision[_Thing]) -> Iterator[Change]:
    for thing in revision.added:
        yield Change(field=field, kind=Kind.ADDED, new=thing.part, new_part=thing.part)
    for thing in revision.removed:
        yield Change(field=field, kind=Kind.DROPPED, old=thing.part, old_part=thing.part)
