"""Two names without a separator between them: 市财政局市住房城乡建设局."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ...lexicon import HANZI, Lazy, OfficeTag, any_of, office_endings
from .clause import Clause, Named

_SHORTEST: Final = 8
_ENDING = any_of(office_endings(without=OfficeTag.KIND | OfficeTag.PLACE))
_SURE_ENDING = any_of(office_endings(without=OfficeTag.KIND | OfficeTag.PLACE | OfficeTag.COMMON))
_NO_LEVEL = "(?!政(?!府)|[容民域区场])"  # 市政管理处, 市容中心
_SAME_LEVEL = Lazy(rf"([省市区县]){HANZI}{{2,12}}?{_SURE_ENDING}(?=\1{_NO_LEVEL}{HANZI}{{2,14}}?{_ENDING}$)")
_EACH_BEHIND = Lazy(rf"{HANZI}{{3,12}}?{_SURE_ENDING}(?=各[省市区县乡镇街](?:{HANZI}|[、（）]){{1,14}}$)")


def part_names(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses with each such name cut into two.

    It is cut if both names occur by themselves, or begin with the same level (市…局市…局), or
    the second begins with 各.
    """
    known = {unit.name for clause in clauses for unit in clause.units}
    cuts = {name: cut for name in known if len(name) >= _SHORTEST and (cut := _cut(name, known))}
    if not cuts:
        return list(clauses)
    return [_part(clause, cuts) if any(unit.name in cuts for unit in clause.units) else clause for clause in clauses]


def _part(clause: Clause, cuts: Mapping[str, int]) -> Clause:
    """Return the clause with its names cut; one beside both of its halves is a name of its own."""
    named = {unit.name for unit in clause.units}
    parts: list[Named] = []
    for unit in clause.units:
        halves = [*_halves(unit, cuts.get(unit.name, 0))]
        parts += [unit] if named.issuperset(half.name for half in halves) else halves
    return clause._replace(units=tuple(parts))


def _cut(name: str, known: Collection[str]) -> int:
    """Return the start of the second name; 0 if there is none."""
    for place in range(3, len(name) - 2):
        if name[:place] in known and name[place:] in known:
            return place
    found = _SAME_LEVEL.match(name) or _EACH_BEHIND.match(name)
    return found.end() if found else 0


def _halves(unit: Named, cut: int) -> Iterator[Named]:
    if cut == 0:
        yield unit
        return
    yield unit._replace(name=unit.name[:cut], end=unit.start + cut)
    yield unit._replace(name=unit.name[cut:], start=unit.start + cut)
