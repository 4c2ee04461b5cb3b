"""Findings: what a rule says about a notice, and how it may be mended.

They are nouns like those of :mod:`.model`, so that whoever shows or writes them
need not know the rules.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from .terms import Language, term
from .text import Span, as_tuple

__all__ = ["Edit", "Finding", "Fix", "Severity"]


class Severity(StrEnum):
    """How bad it is, the worst first."""

    ERROR = "error"
    """The notice cannot be carried out as it stands."""
    WARNING = "warning"
    """Somebody should look at it."""
    INFO = "info"
    """Worth knowing; nothing may be wrong."""

    def word(self, lang: Language) -> str:
        """The word for it, in either language.

        >>> Severity.ERROR.word("en"), Severity.ERROR.word("zh")
        ('error', '错误')
        """
        return term(self, lang)


@attrs.frozen(kw_only=True)
class Edit:
    """One change of the original text: the words at *span* give way to *replacement*."""

    span: Span
    replacement: str


@attrs.frozen(kw_only=True)
class Fix:
    """How to mend what was found.

    Attributes:
        edits: the changes, in text order; they do not overlap.
        safe: whether they cannot change what the notice says. An unsafe one is a
            suggestion: a person decides.
    """

    edits: tuple[Edit, ...] = attrs.field(converter=as_tuple)
    safe: bool = False


@attrs.frozen(kw_only=True)
class Finding:
    """Something wrong, missing or doubtful in a notice.

    Attributes:
        code: the rule's, ``ZC201``.
        severity: how bad it is.
        message: what was found, in one sentence.
        measure: the id of the measure it is about, or ``None``.
        span: where it stands in the original; the empty span at the start where it
            is about the whole document, or about a model built by hand.
        fix: how to mend it, or ``None``.
    """

    code: str
    severity: Severity = attrs.field(converter=Severity)
    message: str
    measure: str | None = None
    span: Span = Span(start=0, end=0)
    fix: Fix | None = None
