"""Report: a notice as one page for any browser, which installs and loads nothing.

The page has the ledger, a calendar, the load of each unit, findings, and the source text.
It contains its style and script, and its content security policy allows nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib import resources
from typing import TYPE_CHECKING, Final

from ...analysis.periods import month_of
from ...errors import MissingExtraError
from ...findings import Finding
from ...model import Notice, Role
from ...terms import Language
from ...text import Span
from ..highlight import anchor, without_halves
from .labels import labels
from .text import blocks
from .view import View

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["dumps"]

_POLICY: Final = "default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
"""Content Security Policy Level 3: the page's own style and script, known by their digests, and nothing else."""


def dumps(notice: Notice, *, findings: Iterable[Finding] = (), lang: Language = "zh") -> str:
    """Return one self-contained HTML page about *notice*, for UTF-8.

    Args:
        notice: what to show; a notice built by hand has no source text.
        findings: the findings to list and to mark in the text: ``zhengce.check(notice, lang=lang).findings``.
        lang: the language of the labels, ``zh`` or ``en``; the notice's own words stay as they are.

    Raises:
        MissingExtraError: the extra ``report`` is not installed.

    >>> from zhengce import check, sample
    >>> notice = sample()
    >>> page = dumps(notice, findings=check(notice, lang="zh").findings)
    >>> page.startswith("<!doctype html>"), "http" in page.replace("http-equiv", "")
    (True, False)
    """
    findings = tuple(findings)
    view = View.of(notice, findings)
    style, script = _asset("page.css"), _asset("page.js")
    page = (
        _environment()
        .get_template("page.html")
        .render(
            view=view,
            notice=notice,
            blocks=blocks(view, findings),
            t=labels(lang),
            roles=tuple(Role),
            month_of=month_of,
            place=_place,
            style=style,
            script=script,
            policy=_POLICY.format(style=_digest(style), script=_digest(script)),
        )
    )
    return without_halves(page)


def _environment() -> Environment:
    try:
        import jinja2
    except ModuleNotFoundError as error:
        raise MissingExtraError("report", "the report page") from error
    return jinja2.Environment(
        loader=jinja2.PackageLoader(__name__),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return resources.files(__name__).joinpath("templates", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """Return the hash of an inline element for the Content Security Policy (Level 3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _place(kind: str, span: Span | None) -> str | None:
    """Return the link to the place of a field in the text."""
    return f"#{anchor(kind, span)}" if span else None
