"""Settings: defaults for ``zhengce check`` from ``zhengce.toml`` or ``[tool.zhengce]`` of ``pyproject.toml``.

The first file that is found counts: in the working directory, then in those above it, and
``zhengce.toml`` before ``pyproject.toml``. Options on the command line take precedence.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from ..errors import FileError, refusing
from ..saying import say

__all__ = ["load_settings"]

_KEYS: Final = {"select": list, "ignore": list, "format": str, "lang": str}
_PARAMETERS: Final[dict[str, str]] = {"format": "format_"}
_CHOICES: Final = {"format": ("text", "json", "sarif"), "lang": ("en", "zh")}


def load_settings(folder: Path) -> dict[str, Any]:
    """Return the settings of *folder* by the names of the command's parameters; empty if no file has any.

    Raises:
        FileError: the file is not TOML, or has an unknown key or value.
    """
    for place in (folder, *folder.parents):
        for file, table in ((place / "zhengce.toml", ()), (place / "pyproject.toml", ("tool", "zhengce"))):
            if file.is_file():
                settings = _table(file, table)
                if settings is not None:
                    return _checked(file, settings)
    return {}


def _table(file: Path, names: tuple[str, ...]) -> Any:
    with refusing(file):
        text = file.read_text(encoding="utf-8-sig")
    try:
        found: Any = tomllib.loads(text)
    except ValueError as error:
        raise FileError(file, say("not TOML: {error}", error=error)) from error
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _checked(file: Path, settings: object) -> dict[str, Any]:
    if not isinstance(settings, dict):
        raise FileError(file, "[tool.zhengce] must be a table")
    for key, value in settings.items():
        kind = _KEYS.get(key)
        if kind is None:
            raise FileError(file, say("{key!r} is not known; known are {known}", key=key, known=", ".join(_KEYS)))
        if kind is list and not (isinstance(value, list) and all(isinstance(code, str) for code in value)):
            raise FileError(file, say("{key} must be a list of codes, such as ['ZC2', 'ZC301']", key=key))
        if kind is str and value not in _CHOICES[key]:
            raise FileError(
                file,
                say(
                    "{key} must be one of {known}, got {value!r}", key=key, known=", ".join(_CHOICES[key]), value=value
                ),
            )
    return {_PARAMETERS.get(str(key), str(key)): value for key, value in settings.items()}
