"""Markup: elements of XML as text."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

__all__ = ["block", "container", "element", "escape"]

_IN_ATTRIBUTES: Final = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def element(tag: str, content: str = "", /, **attributes: str) -> str:
    """Return an element around what is XML already.

    >>> element("date", escape("<6月底前>"), date="2024-06-30")
    '<date date="2024-06-30">&lt;6月底前&gt;</date>'
    """
    said = "".join(f' {name}="{escape(value, _IN_ATTRIBUTES)}"' for name, value in attributes.items())
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said} />"


def block(tag: str, text: str = "", /, **attributes: str) -> str:
    """Return an element around words, on a line of its own."""
    return element(tag, escape(text), **attributes) + "\n"


def container(tag: str, *blocks: str, **attributes: str) -> str:
    """Return an element around others, each on a line of its own."""
    return element(tag, "\n" + "".join(blocks), **attributes) + "\n"
