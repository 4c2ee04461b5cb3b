"""Card: a ledger on a day as a notebook shows it: how many lights of each colour, and behind each its items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..terms import term
from ..views import cards
from ..views.highlight import escape
from .model import Item, Light
from .view import code_of

if TYPE_CHECKING:
    from .view import View

__all__ = ["card"]


def card(view: View) -> str:
    """Return the card of a ledger on a day, as HTML."""
    live = [item for item in view.items if not item.is_over]
    facts = [str(view.day), f"台账{len(view.items)}项", f"在办{len(live)}项"]
    if view.conflicts:
        facts.append(f"待核对{len(view.conflicts)}条")
    folds = (_fold(view, light, [it for it in live if view.light(it).light is light]) for light in reversed(Light))
    over = _rows(view, [item for item in view.items if item.is_over])
    return cards.framed(
        cards.titled("", "工作台账"),
        cards.about(facts),
        *folds,
        cards.fold(f"不再在办 {len(view.items) - len(live)}项", over) if over else "",
    )


def _fold(view: View, light: Light, items: list[Item]) -> str:
    if not items:
        return ""
    return cards.fold(f'<span class="chip {light}">{term(light, "zh")}</span> {len(items)}项', _rows(view, items))


def _rows(view: View, items: Iterable[Item]) -> str:
    """Return items, the nearest day first: what is asked for, until when, how far it is, and what there is to read."""
    found = []
    for item in sorted(items, key=lambda item: (item.due is None, item.due, item.code)):
        signal = view.light(item)
        day = f'<span class="chip {signal.light}">{item.due or "无日期"}</span>'
        state = f'<span class="quiet">{view.label(item)}</span>'
        head = f"{cards.named(code_of(item), item.obligation.title)}{day} {state}"
        facts = {
            "牵头单位": "、".join(view.owners(item)) or "未明确",
            "工作任务": item.obligation.task,
            "时限": item.obligation.text,
            "亮灯原因": term(signal.reason, "zh"),
            "进展": item.text + (f"（{item.progress}%）" if item.progress is not None else ""),
            "存在问题": item.problems,
            "下一步": item.plan,
            "佐证": "、".join(evidence.name for evidence in item.evidence),
        }
        pairs = cards.pairs((name, escape(words)) for name, words in facts.items() if words)
        found.append(cards.fold(head, f'<div class="body">{pairs}</div>'))
    return "".join(found)
