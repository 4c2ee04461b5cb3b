"""Placed: every part of a notice with its domain, and every deadline with its part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias, cast
from warnings import warn

import attrs

from ..errors import ZhengceWarning, expect
from ..made import maker
from ..model import Convention, Deadline, DeadlineKind, Domain, Measure, Notice, Section, Unit
from ..outcome import Outcome
from ..shown import counted

__all__ = [
    "Notices",
    "Part",
    "PlacedDeadline",
    "as_notice",
    "as_notices",
    "brief",
    "is_one",
    "parted",
    "parts",
    "place_deadlines",
    "placed_deadlines",
]

Notices: TypeAlias = Notice | Outcome | Iterable[Notice | Outcome]
"""One notice, or many; or what became of sources that were read."""

Part: TypeAlias = Section | Domain | Measure
"""What has a text and deadlines of its own."""

ENOUGH: Final = 100_000
"""The most characters of a part that its deadlines repeat in full; no real notice reaches a tenth of it."""

_SHORT: Final = 100
_FEW: Final = 20


def as_notices(notices: Notices, *, level: int = 3) -> tuple[Notice, ...]:
    """Return one notice, or many, as a tuple; warn of sources that could not be read.

    Args:
        notices: one notice, or many, or the outcomes of reading.
        level: how many calls up the place is that the warning names.

    Raises:
        ArgumentError: it holds something else.
    """
    found, failed = parted(notices)
    if failed:
        listed = "; ".join(f"{outcome.source}: {outcome.reason}" for outcome in failed[:_FEW])
        more = f"; and {len(failed) - _FEW} more" if len(failed) > _FEW else ""
        warn(f"{counted(len(failed), 'source')} left out: {listed}{more}", ZhengceWarning, stacklevel=level)
    return found


def parted(notices: Notices) -> tuple[tuple[Notice, ...], tuple[Outcome, ...]]:
    """Return the notices, and the outcomes of sources that could not be read; one such outcome alone raises its error.

    Raises:
        ArgumentError: it holds something else.
    """
    if isinstance(notices, Notice | Outcome) or is_one(notices):
        return (as_notice(notices),), ()
    held = tuple(notices)
    failed = tuple(each for each in held if isinstance(each, Outcome) and each.error)
    return tuple(as_notice(each) for each in held if not (isinstance(each, Outcome) and each.error)), failed


def is_one(notices: object) -> bool:
    """Return whether something is one notice, or what cannot be many."""
    return isinstance(notices, Notice | Outcome | str | bytes) or not isinstance(notices, Iterable)


def as_notice(notice: object) -> Notice:
    """Return a notice, if it is one, or that of an outcome.

    Raises:
        ArgumentError: it is something else.
        ZhengceError: the source of the outcome could not be read.
    """
    if isinstance(notice, Outcome):
        if notice.error:
            raise notice.error
        notice = notice.notice
    expect(notice, Notice, "a notice", "zhengce.parse and zhengce.read return one")
    return cast("Notice", notice)


# --- parts ------------------------------------------------------------------


def parts(notice: Notice) -> Iterator[tuple[Part, Domain | None]]:
    r"""Yield every part with its domain: all sections first, then each domain and its measures.

    The domain of a domain is itself. Nested parts follow their parent. If the name of a domain is
    too long to be repeated for all its measures, the later ones have a domain with a shortened name.

    >>> from zhengce import parse
    >>> notice = parse("一、优化服务\n1.开通专窗。（牵头单位：税务局）\n2.减少材料。（牵头单位：税务局）")
    >>> [(type(part).__name__, domain.name) for part, domain in parts(notice)]
    [('Domain', '优化服务'), ('Measure', '优化服务'), ('Measure', '优化服务')]
    """
    for top in notice.sections:
        for section in top.walk():
            yield section, None
    for domain in notice.domains:
        yield domain, domain
        shown, left = domain, ENOUGH
        for held in domain.measures:
            for measure in held.walk() if held.measures else (held,):
                yield measure, shown
                left -= len(shown.name)
                if left < 0 and shown is domain:
                    shown = attrs.evolve(domain, name=_cut(domain.name))


def brief(part: Part) -> Part:
    """Return a part with shortened words and units, for tables that repeat them in each row.

    Without this, a long measure with thousands of deadlines, as in a hostile text, would make a
    table as large as the square of its length.
    """
    if isinstance(part, Domain):
        return attrs.evolve(part, name=_cut(part.name), text=_cut(part.text), measures=())
    if isinstance(part, Section):
        return attrs.evolve(part, title=_cut(part.title), text=_cut(part.text), sections=())
    roles = (part.lead_units, part.responsible_units, part.supporting_units)
    lead, responsible, supporting = (units[:_FEW] for units in roles)
    return attrs.evolve(
        part,
        title=_cut(part.title),
        text=_cut(part.text),
        lead_units=lead,
        responsible_units=responsible,
        supporting_units=supporting,
        open_ended=part.open_ended or any(len(units) > _FEW for units in roles),
        targets=part.targets[:_FEW],
        deadlines=(),
        citations=(),
        measures=(),
        clauses=(),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


# --- deadlines --------------------------------------------------------------


@attrs.frozen(kw_only=True)
class PlacedDeadline:
    """A deadline with its notice, domain and part.

    Attributes:
        notice: the notice.
        domain: the domain; ``None`` in a section.
        part: the section, domain or measure, shortened by :func:`brief` if its deadlines repeat too much.
        deadline: the deadline itself.
        number: the number of the deadline in the part, from 1.
    """

    notice: Notice
    domain: Domain | None
    part: Part
    deadline: Deadline
    number: int

    @property
    def measure(self) -> Measure | None:
        """The measure, or ``None`` outside of measures."""
        return self.part if isinstance(self.part, Measure) else None

    @property
    def title(self) -> str:
        """The title of its measure or section; empty under the heading of a domain."""
        return "" if isinstance(self.part, Domain) else self.part.title

    @property
    def owners(self) -> tuple[Unit, ...]:
        """The units in charge: those that lead the measure, or else are responsible, or else lead the domain."""
        measure = self.measure
        own = measure.lead_units or measure.responsible_units if measure else ()
        return own or (self.domain.lead_units if self.domain else ())

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units concerned: its owners and the other units of the measure."""
        others = self.measure.units if self.measure else ()
        return tuple(dict.fromkeys((*self.owners, *others)))

    @property
    def lacks_a_year(self) -> bool:
        """True if it would have a day if the year of the notice were known: 6月底前, but not 届满30日前."""
        return lacks_a_year(self.deadline)


def lacks_a_year(deadline: Deadline) -> bool:
    """Return whether a time limit would have a day if the year were known: 6月底前, but not 届满30日前."""
    dated = deadline.kind in (DeadlineKind.BY, DeadlineKind.DURING)
    depends = deadline.event or deadline.amount or deadline.convention is Convention.IMPOSSIBLE
    return dated and deadline.due is None and not depends


_placed = maker(PlacedDeadline)


def placed_deadlines(notices: Notices) -> Iterator[PlacedDeadline]:
    """Yield every deadline, notice by notice, in the order of :func:`parts`.

    >>> import zhengce
    >>> found = [placed for placed in placed_deadlines(zhengce.sample()) if placed.measure]
    >>> found[0].measure.id, found[0].deadline.text, found[0].owners
    ('1.1', '6月底前', (Unit(name='政务服务局'),))
    """
    for notice in as_notices(notices):
        for part, domain in parts(notice):
            if part.deadlines:
                yield from place_deadlines(notice, domain, part)


def place_deadlines(notice: Notice, domain: Domain | None, part: Part) -> Iterator[PlacedDeadline]:
    """Yield the deadlines of one part."""
    shown = part
    in_full = 1 + ENOUGH // _size(part) if len(part.deadlines) > _FEW else _FEW
    for number, deadline in enumerate(part.deadlines, 1):
        if number == in_full + 1:
            shown = brief(part)
        yield _placed(notice, domain, shown, deadline, number)


def _size(part: Part) -> int:
    units = sum(len(unit.name) for unit in part.units) if isinstance(part, Measure) else 0
    return 1 + len(part.text) + units
