"""Report: a notice as one page for any browser, which installs and loads nothing.

The page has the ledger, a calendar, the load of each unit, findings, and the source text.
It contains its style and script, and its content security policy allows nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...analysis.periods import month_of
from ...findings import Finding
from ...model import Notice, Role
from ...terms import Language
from ...text import Span
from ..highlight import anchor
from ..pages import render
from .labels import labels
from .text import blocks
from .view import Followed, View

__all__ = ["dumps"]


def dumps(
    notice: Notice, *, findings: Iterable[Finding] = (), lang: Language = "zh", ledger: Followed | None = None
) -> str:
    """Return one self-contained HTML page about *notice*, for UTF-8.

    Args:
        notice: what to show; a notice built by hand has no source text.
        findings: the findings to list and to mark in the text: ``zhengce.check(notice, lang=lang).findings``.
        lang: the language of the labels, ``zh`` or ``en``; the notice's own words stay as they are.
        ledger: a ledger on a day, ``zhengce.load_ledger(…).as_of(…)``, which shows beside each time limit how
            far the work is, its light, and the day in force.

    Raises:
        MissingExtraError: the extra ``report`` is not installed.

    >>> from zhengce import check, sample
    >>> notice = sample()
    >>> page = dumps(notice, findings=check(notice, lang="zh").findings)
    >>> page.startswith("<!doctype html>"), "http" in page.replace("http-equiv", "")
    (True, False)
    """
    findings = tuple(findings)
    view = View.of(notice, findings, ledger)
    return render(
        __name__,
        "page.html",
        style="page.css",
        script="page.js",
        view=view,
        notice=notice,
        blocks=blocks(view, findings),
        t=labels(lang),
        roles=tuple(Role),
        month_of=month_of,
        place=_place,
    )


def _place(kind: str, span: Span | None) -> str | None:
    """Return the link to the place of a field in the text."""
    return f"#{anchor(kind, span)}" if span else None
