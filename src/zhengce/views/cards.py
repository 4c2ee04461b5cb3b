"""Cards: what a notebook shows of a notice, a domain, a measure, a time limit.

A card is HTML that needs nothing else: no script, no ids, a style that touches
nothing outside it. Its colours are tints that lie over whatever ground the
notebook has, so that they are right in its light and its dark theme alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Final

from ..analysis.roles import names, units_by_role
from ..model import Deadline, Domain, Measure, Notice
from ..terms import count_of
from .highlight import escape, mark_words, marks, to_html
from .words import DRAWN, words

__all__ = ["about", "card", "fold", "framed", "named", "pairs", "titled"]

_WORDS: Final = words("zh", DRAWN)
"""Cards speak as the notices do."""

STYLE: Final = """
.zhengce-card {
  max-width: 60rem; line-height: 1.6; overflow-wrap: anywhere;
  color: var(--jp-content-font-color1, inherit);
  font-family: var(--jp-content-font-family, system-ui),
    "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  --line: var(--jp-border-color2, rgba(128, 128, 128, .35));
}
.zhengce-card .title { font-size: 1.15em; font-weight: 600; }
.zhengce-card .quiet { opacity: .72; font-size: .9em; }
.zhengce-card .about > span + span::before { content: "·"; margin: 0 .5em; }
.zhengce-card details { border-top: 1px solid var(--line); }
.zhengce-card details details { margin-left: 1.2em; }
.zhengce-card summary { padding: .3em 0; cursor: pointer; }
.zhengce-card summary:focus-visible { outline: 2px solid var(--jp-brand-color1, currentColor); outline-offset: 1px; }
.zhengce-card .id { font-variant-numeric: tabular-nums; opacity: .72; margin-right: .5em; }
.zhengce-card .chip {
  white-space: nowrap; font-size: .85em; font-variant-numeric: tabular-nums;
  border-radius: 1em; padding: .05em .6em; margin-left: .4em;
}
.zhengce-card .body { padding: .2em 0 .8em 1.2em; }
.zhengce-card .text { white-space: pre-wrap; }
.zhengce-card .source { max-height: 36rem; overflow: auto; padding: .5em .8em; }
.zhengce-card dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; margin: .2em 0; }
.zhengce-card dt { opacity: .72; font-weight: normal; }
.zhengce-card dd { margin: 0; }
.zhengce-card mark { color: inherit; background: none; border-radius: .2em; padding: .05em 0; }
.zhengce-card .deadline { background: rgba(245, 170, 0, .32); }
.zhengce-card .target { background: rgba(60, 160, 90, .24); }
.zhengce-card .lead { background: rgba(50, 120, 220, .26); }
.zhengce-card .responsible, .zhengce-card .supporting { background: rgba(50, 120, 220, .13); }
.zhengce-card .citation, .zhengce-card .number { text-decoration: underline dotted; text-underline-offset: .25em; }
.zhengce-card .chip.red { background: rgba(220, 50, 47, .38); }
.zhengce-card .chip.yellow { background: rgba(245, 190, 0, .40); }
.zhengce-card .chip.green { background: rgba(60, 160, 90, .30); }
.zhengce-card .chip.grey { background: rgba(128, 128, 128, .25); }
.zhengce-card .domain { font-weight: 600; }
@media print { .zhengce-card .source { max-height: none; } }
"""


@singledispatch
def card(noun: object) -> str:
    """Return the card of an object, as HTML.

    Raises:
        TypeError: there is no card for such a thing.

    >>> from zhengce import parse_deadline
    >>> "8月前" in card(parse_deadline("8月前"))
    True
    """
    raise TypeError(f"there is no card for a {type(noun).__name__}")


def framed(*parts: str) -> str:
    """Return the parts of a card with its style."""
    return f'<div class="zhengce-card"><style>{STYLE}</style>{"".join(parts)}</div>'


@card.register
def _(notice: Notice) -> str:
    facts = [
        str(notice.document_number or ""),
        notice.issuing_authority,
        notice.issue_date.isoformat() if notice.issue_date else "",
        notice.source.name or "",
    ]
    counts = {
        "domains": notice.domains,
        "measures": notice.measures,
        "deadlines": notice.deadlines,
        "units": notice.units,
    }
    text = to_html(notice.source.text, marks(notice), ids=False)
    return framed(
        titled("", notice.title or _WORDS["untitled"]),
        about(facts),
        about(_WORDS[name].format(len(found)) for name, found in counts.items()),
        *map(_domain, notice.domains),
        fold(_WORDS["text"], f'<div class="text source">{text}</div>') if text else "",
    )


@card.register
def _(domain: Domain) -> str:
    return framed(
        titled(domain.number, domain.name), about([" › ".join(domain.path)]), _under(domain), *_measures(domain)
    )


@card.register
def _(measure: Measure) -> str:
    return framed(titled(measure.id, measure.title), _inside(measure))


@card.register
def _(deadline: Deadline) -> str:
    amount = deadline.amount
    facts = {
        "kind": _WORDS[deadline.kind.value],
        "start": deadline.start,
        "due": deadline.due,
        "event": deadline.event,
        "amount": count_of(amount.value, amount.unit, "zh") if amount else None,
        "recurrence": deadline.recurrence,
        "convention": _WORDS[deadline.convention.value] if deadline.convention else None,
        "task": deadline.task,
    }
    rows = pairs((_WORDS[name], escape(str(value))) for name, value in facts.items() if value)
    return framed(f'<mark class="title deadline">{escape(deadline.text)}</mark>', rows)


# --- the parts of a card ----------------------------------------------------


def _domain(domain: Domain) -> str:
    """Return a domain inside a notice: folded, with a summary of what is folded beside its name."""
    lead = f"{_WORDS['lead']} {names(domain.lead_units)}" if domain.lead_units else ""
    facts = [_WORDS["measures"].format(len(domain.measures)), lead]
    head = f'<span class="domain">{escape(domain.number + domain.name)}</span> {about(facts, "span")}'
    return fold(head, _under(domain), *_measures(domain))


def _measures(home: Domain | Measure) -> Iterator[str]:
    for measure in home.measures:
        dates = (limit.due.isoformat() if limit.due else _WORDS[limit.kind.value] for limit in measure.deadlines)
        chips = (f'<span class="chip deadline">{date}</span>' for date in dict.fromkeys(dates))
        yield fold(f"{named(measure.id, measure.title)}{''.join(chips)}", _inside(measure))


def _inside(measure: Measure) -> str:
    """Return the units of a measure, its words with their marks, and the measures nested in it."""
    text = to_html(measure.text, mark_words(measure), ids=False)
    body = f'<div class="body">{_who(measure)}<div class="text">{text}</div></div>'
    return body + "".join(_measures(measure))


def _under(domain: Domain) -> str:
    """Return the lead units of a domain, and the words under its heading."""
    body = _who(domain) + (f'<div class="text quiet">{escape(domain.text)}</div>' if domain.text else "")
    return f'<div class="body">{body}</div>' if body else ""


def _who(home: Domain | Measure) -> str:
    rows = {role.value: escape(names(units)) for role, units in units_by_role(home).items()}
    if isinstance(home, Domain) and home.commander:
        rows = {"commander": escape(home.commander), **rows}
    if isinstance(home, Measure) and home.open_ended:
        last = next(reversed(rows), "responsible")
        rows[last] = rows.get(last, "") + _WORDS["open-ended"]
    return pairs((_WORDS[role], who) for role, who in rows.items())


def named(number: str, title: str) -> str:
    """Return a title behind its number."""
    return (f'<span class="id">{escape(number)}</span>' if number else "") + escape(title)


def titled(number: str, title: str) -> str:
    """Return the first line of a card."""
    return f'<div class="title">{named(number, title)}</div>'


def about(facts: Iterable[str], tag: str = "div") -> str:
    """Return a line in small print of short items, without the empty ones."""
    shown = "".join(f"<span>{escape(what)}</span>" for what in facts if what)
    return f'<{tag} class="quiet about">{shown}</{tag}>' if shown else ""


def pairs(facts: Iterable[tuple[str, str]]) -> str:
    """Return names, each with its value as HTML."""
    rows = "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in facts)
    return f"<dl>{rows}</dl>" if rows else ""


def fold(head: str, *body: str) -> str:
    """Return what is folded away behind its head."""
    return f"<details><summary>{head}</summary>{''.join(body)}</details>"
