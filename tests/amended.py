"""Amended notices made by program: of each old obligation it is known what became of it."""

from __future__ import annotations

import random

import attrs

from zhengce.dates import days_after
from zhengce.ledger.identity import id_of
from zhengce.ledger.model import Obligation

_SPARE = "优化完善建立推动服务机制平台改革清单事项办理流程数据共享企业群众项目审批监管协同评价"


def amend(old: list[Obligation], seed: int) -> tuple[list[Obligation], dict[str, str]]:
    """Return a new version, and the new id of each old one that is still in it.

    15 % of the days are moved, 8 % get other units, 8 % another title, 6 % another task, 4 % are
    much changed, 5 % struck out; ten are new, all are shuffled, and the document has a new number.
    """
    draw = random.Random(seed)
    new: list[Obligation] = []
    became: dict[str, str] = {}
    titles = {
        title: _reworded(title, draw, 0.2) for title in dict.fromkeys(o.title for o in old) if draw.random() < 0.08
    }
    for number, obligation in enumerate(old):
        if draw.random() < 0.05:
            continue
        changed = attrs.evolve(obligation, id=id_of("new", str(seed), str(number)), document="新发〔2024〕1号")
        if changed.due and draw.random() < 0.15:
            changed = attrs.evolve(changed, due=days_after(changed.due, draw.choice([30, 31, 61, 92])))
        if draw.random() < 0.08:
            changed = attrs.evolve(changed, lead_units=("新设的办公室",))
        title, task = changed.title, changed.task
        if draw.random() < 0.04:
            title, task = _reworded(title, draw, 0.4), _reworded(task, draw, 0.4)
        else:
            title = titles.get(title, title)
            task = _reworded(task, draw, 0.3) if draw.random() < 0.06 else task
        changed = attrs.evolve(changed, title=title, task=task)
        became[obligation.id] = changed.id
        new.append(changed)
    for number in range(10):
        title, task = ("".join(draw.choices(_SPARE, k=length)) for length in (12, 40))
        new.append(Obligation(id=id_of("fresh", str(seed), str(number)), code=f"9.{number}", title=title, task=task))
    draw.shuffle(new)
    return new, became


def _reworded(text: str, draw: random.Random, share: float) -> str:
    """Other characters for some, in runs as a person rewrites words."""
    signs = list(text)
    for start in range(0, len(signs), 4):
        if draw.random() < share:
            signs[start : start + 4] = draw.choices(_SPARE, k=4)
    return "".join(signs)
