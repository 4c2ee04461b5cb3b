"""The language that was asked for: ``--lang``, else ``ZHENGCE_LANG``, else that of the locale."""

from __future__ import annotations

import locale
import re
from collections.abc import Mapping, Sequence

from ..saying import Language

__all__ = ["chosen"]


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, bool]:
    """Return the language to speak, and whether it was asked for rather than that of the locale.

    >>> chosen(["show", "notice.md", "--lang", "zh"], {"LANG": "en_US.UTF-8"})
    ('zh', True)
    >>> chosen(["show", "notice.md"], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"})
    ('zh', False)
    """
    asked = re.findall(r"(?<!\S)--lang[ =](zh|en)(?!\S)", " ".join(arguments))
    if wanted := (asked[-1] if asked else environment.get("ZHENGCE_LANG")):
        return _language_of(wanted), True
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return _language_of(next(filter(None, names), None) or locale.getlocale()[0] or ""), False


def _language_of(name: str) -> Language:
    """Return the language of a locale: ``zh_CN.UTF-8``, or ``Chinese (Simplified)_China`` on Windows."""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
