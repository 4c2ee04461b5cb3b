"""Comparison: two notices beside each other, as a note in Markdown and as a page for a browser."""

from __future__ import annotations

from ...analysis.aligning import Alignment
from ...analysis.comparing import Difference
from ...terms import Language
from ..pages import render
from .labels import described, label, words
from .note import markdown, note
from .sides import facing

__all__ = ["described", "label", "markdown", "note", "page", "words"]


def page(found: Difference | Alignment, *, lang: Language = "zh") -> str:
    """Return one self-contained HTML page with the two texts side by side, for UTF-8.

    Raises:
        MissingExtraError: the extra ``report`` is not installed.

    >>> import zhengce
    >>> made = page(zhengce.compare(zhengce.sample(), zhengce.sample()))
    >>> made.startswith("<!doctype html>"), "http" in made.replace("http-equiv", "")
    (True, False)
    """
    levels = isinstance(found, Alignment)
    notices = (found.upper, found.lower) if isinstance(found, Alignment) else (found.old, found.new)
    word = words(lang)
    return render(
        __name__,
        "comparison.html",
        style="comparison.css",
        t=word,
        lang={"zh": "zh-CN", "en": "en"}[lang],
        heading=word["aligned" if levels else "note"],
        names=(word["upper"], word["lower"]) if levels else (word["old"], word["new"]),
        notices=notices,
        rows=list(facing(found, lang)),
    )
