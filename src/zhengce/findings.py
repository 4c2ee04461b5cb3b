"""Findings: what a rule reports about a notice, and how to fix it.

The classes are apart from the rules, so that formats and views can show findings
without importing the rules.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from .terms import Language, term
from .text import Span, as_tuple

__all__ = ["Edit", "Finding", "Fix", "Severity"]


class Severity(StrEnum):
    """How serious a finding is, the most serious first."""

    ERROR = "error"
    """The notice cannot be carried out as written."""
    WARNING = "warning"
    """A person should look at it."""
    INFO = "info"
    """Worth knowing; perhaps nothing is wrong."""

    def word(self, lang: Language) -> str:
        """Return the word for it in either language.

        >>> Severity.ERROR.word("en"), Severity.ERROR.word("zh")
        ('error', '错误')
        """
        return term(self, lang)


@attrs.frozen(kw_only=True)
class Edit:
    """One change of the original text: *replacement* replaces the words at *span*."""

    span: Span
    replacement: str


@attrs.frozen(kw_only=True)
class Fix:
    """How to fix what was found.

    Attributes:
        edits: the changes, in text order; they do not overlap.
        safe: true if they cannot change what the notice says. Any other fix is a
            suggestion, and a person decides.
    """

    edits: tuple[Edit, ...] = attrs.field(converter=as_tuple)
    safe: bool = False


@attrs.frozen(kw_only=True)
class Finding:
    """Something wrong, missing or doubtful in a notice.

    Attributes:
        code: the code of the rule, ``ZC201``.
        severity: how bad it is.
        message: what was found, in one sentence.
        measure: the id of the measure concerned, or ``None``.
        span: its place in the original; the empty span at the start if it concerns
            the whole document, or a model built by hand.
        fix: how to fix it, or ``None``.
    """

    code: str
    severity: Severity = attrs.field(converter=Severity)
    message: str
    measure: str | None = None
    span: Span = Span(start=0, end=0)
    fix: Fix | None = None
