"""Report: a notice, or many, as one page for any browser, which installs and loads nothing.

The page has the ledger, a calendar, the load of each unit, findings, and the source texts.
It contains its style and script, and its content security policy allows nothing else. A page of
several notices is the same page, with what tells them apart: a column, a filter, a table of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from ...analysis.periods import month_of
from ...analysis.placed import Notices, is_one, parted
from ...findings import Finding, Severity
from ...model import Role
from ...outcome import Outcome
from ...terms import Language
from ..pages import render
from .labels import labels
from .text import blocks, links
from .view import Followed, View

__all__ = ["dumps"]


def dumps(
    notices: Notices,
    *,
    findings: Iterable[Finding] | Iterable[Iterable[Finding]] | None = None,
    failed: Sequence[Outcome] = (),
    narrowed: str = "",
    lang: Language = "zh",
    ledger: Followed | None = None,
) -> str:
    """Return one self-contained HTML page about one notice, or many, for UTF-8.

    Args:
        notices: what to show; a notice built by hand has no source text.
        findings: the findings to list and to mark in the text: ``zhengce.check(notice, lang=lang)``; for many
            notices, those of each.
        failed: the sources that could not be read, to be listed.
        narrowed: to what the notices are narrowed, for the head of the page.
        lang: the language of the labels, ``zh`` or ``en``; the notice's own words stay as they are.
        ledger: a ledger on a day, ``zhengce.load_ledger(…).as_of(…)``, which shows beside each time limit how
            far the work is, its light, and the day in force.

    Raises:
        MissingExtraError: the extra ``report`` is not installed.

    >>> from zhengce import check, sample
    >>> notice = sample()
    >>> page = dumps(notice, findings=check(notice, lang="zh"))
    >>> page.startswith("<!doctype html>"), "http" in page.replace("http-equiv", "")
    (True, False)
    >>> both = [notice, notice]
    >>> dumps(both, findings=check(both, lang="zh")).count('class="row"') == 2 * page.count('class="row"')
    True
    """
    held, unread = parted(notices)
    found: Any = [findings or ()] if is_one(notices) else findings or [() for _ in held]
    view = View.of(held, list(found), failed=(*failed, *unread), narrowed=narrowed, ledger=ledger)
    return render(
        __name__,
        "page.html",
        style="page.css",
        script="page.js",
        view=view,
        blocks=partial(blocks, where=links(view)),
        t=labels(lang),
        lang=lang,
        roles=tuple(Role),
        severities=tuple(Severity),
        month_of=month_of,
    )
