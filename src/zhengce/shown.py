"""How nouns show themselves: one line at a prompt, a card in a notebook.

:func:`call` and :func:`card` are methods that the nouns take as they are.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import attrs

__all__ = ["call", "card", "counted", "quoted"]

LONGEST: Final = 40
"""How many characters of a text one line shows."""


def call(self: Any) -> str:
    """The ``repr`` of a small noun: the call that makes it, without what is so by default; long texts are cut.

    >>> from zhengce.model import Deadline
    >>> Deadline(text="8月前", kind="by", convention="before-it-begins")
    Deadline(text='8月前', kind='by', convention='before-it-begins')
    """
    fields = [field for field in attrs.fields(type(self)) if field.eq]
    values = {field.name: getattr(self, field.name) for field in fields if getattr(self, field.name) != field.default}
    return f"{type(self).__name__}({', '.join(f'{name}={_argument(value)}' for name, value in values.items())})"


def _argument(value: object) -> str:
    if isinstance(value, StrEnum):
        return repr(value.value)
    return repr(_cut(value) if isinstance(value, str) else value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def quoted(text: str) -> str:
    r"""A text in one line, in Chinese quotation marks, cut where it is long.

    >>> quoted("关于印发\n实施方案的通知")
    '“关于印发 实施方案的通知”'
    """
    shown = "".join(c if c.isprintable() else " " for c in text)
    return f"“{_cut(' '.join(shown.split()))}”"


def counted(count: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "measure"), counted(0, "measure")
    ('1 measure', '0 measures')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def card(self: Any) -> str:
    """The ``_repr_html_`` of a noun, which notebooks ask for.

    This is the one arrow that goes up: a notebook knows the noun alone, and what
    makes a page of it lies above the nouns.
    """
    from .views.cards import card

    return card(self)
