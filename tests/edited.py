"""Edited notices made by program: of each edit it is known what should be found."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

import attrs

from zhengce.dates import days_after
from zhengce.model import Citation, Deadline, Measure, Notice, Target, Unit

Found = tuple[str, str, str]
"""Field, kind and the title of the measure, as it was, or else as it is."""

Edit = Callable[[Measure, random.Random], tuple[Measure, list[tuple[str, str]]] | None]


def edit(notice: Notice, seed: int, share: float = 0.15) -> tuple[Notice, list[Found]]:
    """Return a notice in which that share of the measures is edited, each in one way, and the changes."""
    draw = random.Random(seed)
    found: list[Found] = []
    domains: list[list[Measure]] = []
    moving: list[tuple[int, Measure]] = []
    for place, domain in enumerate(notice.domains):
        kept: list[Measure] = []
        for measure in domain.measures:
            if measure.measures or draw.random() >= share:
                kept.append(measure)
                continue
            way = draw.random()
            if way < 0.1:
                found.append(("measure", "dropped", measure.title))
            elif way < 0.2:
                fresh = Measure(title=_words(draw, 12), text=_words(draw, 60), lead_units=[Unit(name="新设办公室")])
                found.append(("measure", "added", fresh.title))
                kept += [measure, fresh]
            elif way < 0.3 and len(notice.domains) > 1 and len(domain.measures) > 2:
                found.append(("measure", "moved", measure.title))
                moving.append((place, measure))
            else:
                changed, changes = _changed(measure, draw)
                found += [(field, kind, measure.title) for field, kind in changes]
                kept.append(changed)
        domains.append(kept)
    for place, measure in moving:
        others = [other for other in range(len(domains)) if other != place]
        domains[draw.choice(others)].append(measure)
    made = [attrs.evolve(domain, measures=held) for domain, held in zip(notice.domains, domains, strict=True)]
    return attrs.evolve(notice, domains=made), found


def _changed(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]]:
    ways = list(EDITS)
    draw.shuffle(ways)
    for way in ways:
        done = way(measure, draw)
        if done:
            return done
    raise AssertionError("words can always be added")


def _unit_added(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]]:
    return attrs.evolve(measure, lead_units=[*measure.lead_units, Unit(name="新设的委员会")]), [("unit", "added")]


def _unit_dropped(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    names = [unit.name for unit in measure.units]
    last = measure.responsible_units[-1:]
    if not last or names.count(last[0].name) > 1:
        return None
    return attrs.evolve(measure, responsible_units=measure.responsible_units[:-1]), [("unit", "dropped")]


def _role_changed(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    names = [unit.name for unit in measure.units]
    first = measure.responsible_units[:1]
    if not first or names.count(first[0].name) > 1:
        return None
    return attrs.evolve(
        measure, lead_units=[*measure.lead_units, first[0]], responsible_units=measure.responsible_units[1:]
    ), [("unit", "changed")]


def _limit_moved(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    dated = [i for i, limit in enumerate(measure.deadlines) if limit.due and not limit.start]
    if not dated:
        return None
    place, days = draw.choice(dated), draw.choice([-61, -30, 31, 92])
    limits = list(measure.deadlines)
    limits[place] = attrs.evolve(limits[place], due=days_after(limits[place].due, days))
    return attrs.evolve(measure, deadlines=limits), [("limit", "later" if days > 0 else "earlier")]


def _limit_dropped(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    if not measure.deadlines or len(set(measure.deadlines)) < len(measure.deadlines):
        return None
    return attrs.evolve(measure, deadlines=measure.deadlines[1:]), [("limit", "dropped")]


def _limit_of_another_kind(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    if len(measure.deadlines) != 1 or measure.deadlines[0].kind == "standing":
        return None
    standing = Deadline(text="长期坚持", kind="standing", task=measure.deadlines[0].task)
    return attrs.evolve(measure, deadlines=[standing]), [("limit", "changed")]


def _target_moved(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    valued = [i for i, target in enumerate(measure.targets) if target.value]
    if not valued:
        return None
    place, share = draw.choice(valued), draw.choice([Decimal("0.5"), Decimal("1.5")])
    targets = list(measure.targets)
    targets[place] = attrs.evolve(targets[place], value=targets[place].value * share)
    return attrs.evolve(measure, targets=targets), [("target", "raised" if share > 1 else "lowered")]


def _comparator_changed(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    if not measure.targets:
        return None
    first: Target = measure.targets[0]
    other = attrs.evolve(first, comparator="~" if first.comparator != "~" else ">=")
    return attrs.evolve(measure, targets=[other, *measure.targets[1:]]), [("target", "changed")]


def _citation_replaced(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]] | None:
    if len(set(measure.citations)) < len(measure.citations) or not measure.citations:
        return None
    other = Citation(title=_words(draw, 10))
    return attrs.evolve(measure, citations=[other, *measure.citations[1:]]), [("citation", "changed")]


def _reworded(measure: Measure, draw: random.Random) -> tuple[Measure, list[tuple[str, str]]]:
    text = measure.text or measure.title
    return attrs.evolve(measure, text=f"{text}{_words(draw, 8)}。"), [("words", "changed")]


EDITS: tuple[Edit, ...] = (
    _unit_added,
    _unit_dropped,
    _role_changed,
    _limit_moved,
    _limit_dropped,
    _limit_of_another_kind,
    _target_moved,
    _comparator_changed,
    _citation_replaced,
    _reworded,
)

_SPARE = "潮汐灯塔帆船港湾礁石海鸥锚链浪花渔网码头贝壳沙滩珊瑚"


def _words(draw: random.Random, length: int) -> str:
    return "".join(draw.choices(_SPARE, k=length))
