"""Saving: a chart as a file that needs nothing else."""

from __future__ import annotations

import json
import os
import re
from html import escape
from pathlib import Path
from typing import Any, Final

import altair as alt
import vl_convert

from ..errors import FileError
from ..files.save import save as save_bytes

__all__ = ["save"]

PAGE: Final = """\
<!doctype html>
<html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<div id="chart"></div>
<script>{library}</script>
<script>vegaEmbed("#chart", {chart}, {options});</script>
</html>
"""

POLICY: Final = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
"""The page asks nobody for anything, and its reader's browser sees to that."""

UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0: control characters, and halves of characters."""

OPTIONS: Final = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}
"""Its menu saves a picture; it has no link to the editor on the web."""


def save(chart: alt.TopLevelMixin, path: str | os.PathLike[str]) -> None:
    """Write a chart: ``.html`` that works offline, ``.svg``, or ``.png`` at twice its size for print.

    The page contains the library that draws it, about 1 MB, and makes no request. Words of a
    notice cannot become part of its script.

    Raises:
        FileError: the suffix is none of these, or the file cannot be written.
    """
    path = Path(path)
    drawn = _fit(chart.to_dict())
    version = alt.SCHEMA_VERSION.rpartition(".")[0]  # v6.4 of v6.4.1
    match path.suffix.lower():
        case ".html":
            content = _page(drawn, version).encode()
        case ".svg":
            content = vl_convert.vegalite_to_svg(drawn, version).encode()
        case ".png":
            content = vl_convert.vegalite_to_png(drawn, version, scale=2)
        case suffix:
            raise FileError(path, f"no chart is written as {suffix!r}; known are .html, .png, .svg")
    save_bytes(path, content)


def _fit(value: Any) -> Any:
    """Return the same value without characters that no file can hold, at any depth."""
    match value:
        case str():
            return UNFIT.sub("\N{REPLACEMENT CHARACTER}", value)
        case dict():
            return {key: _fit(held) for key, held in value.items()}
        case list():
            return [_fit(held) for held in value]
        case _:
            return value


def _page(chart: dict[str, Any], version: str) -> str:
    return PAGE.format(
        policy=POLICY,
        title=escape(chart.get("title", {}).get("text", "")),
        library=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", version),
        chart=_literal(vl_convert.vegalite_to_vega(chart, version)),  # compiled here, not in each browser
        options=_literal(OPTIONS),
    )


def _literal(value: object) -> str:
    """Return a value as JavaScript in which no word can close the script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
