"""How objects of the model are displayed: as one line at a prompt, as a card in a notebook.

The model classes use :func:`call` and :func:`card` as methods.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import attrs

__all__ = ["call", "card", "counted", "quoted"]

LONGEST: Final = 40
"""The number of characters of a text that one line shows."""


def call(self: Any) -> str:
    """Return the ``repr`` of a small object: the call that makes it, without defaults, with long texts cut.

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
    r"""Return a text on one line, in Chinese quotation marks, cut if it is long.

    >>> quoted("关于印发\n实施方案的通知")
    '“关于印发 实施方案的通知”'
    """
    shown = "".join(c if c.isprintable() else " " for c in text)
    return f"“{_cut(' '.join(shown.split()))}”"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, in the plural if need be.

    >>> counted(1, "measure"), counted(0, "measure")
    ('1 measure', '0 measures')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def card(self: Any) -> str:
    """Return the ``_repr_html_`` of an object, for notebooks.

    This is the only import from a higher layer: a notebook asks the object itself for
    HTML, and the module that makes it is above the model.
    """
    from .views.cards import card

    return card(self)
