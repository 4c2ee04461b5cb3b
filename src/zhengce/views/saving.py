"""Saving: a chart as a file that needs nothing else."""

from __future__ import annotations

import json
import os
import re
from html import escape
from typing import Any, Final

import altair as alt
import vl_convert

from ..errors import FileError, expect
from ..files.load import as_path
from ..files.save import save as save_bytes

__all__ = ["drawn", "save", "svg"]

VERSION: Final = alt.SCHEMA_VERSION.rpartition(".")[0]
"""Of Vega-Lite, as the converter names it: ``v6.4`` of ``v6.4.1``."""

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
    path = as_path(path)
    expect(chart, alt.TopLevelMixin, "a chart", "zhengce.views.charts draws one")
    found = drawn(chart)
    match path.suffix.lower():
        case ".html":
            content = _page(found).encode()
        case ".svg":
            content = svg(found).encode()
        case ".png":
            content = vl_convert.vegalite_to_png(found, VERSION, scale=2)
        case suffix:
            raise FileError(path, f"no chart is written as {suffix!r}; known are .html, .png, .svg")
    save_bytes(path, content)


def drawn(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return the chart as Vega-Lite, without characters that no file can hold."""
    found: dict[str, Any] = _fit(chart.to_dict())
    return found


def svg(chart: dict[str, Any]) -> str:
    """Return a chart in Vega-Lite as SVG."""
    return str(vl_convert.vegalite_to_svg(chart, VERSION))


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


def _page(chart: dict[str, Any]) -> str:
    return PAGE.format(
        policy=POLICY,
        title=escape(chart.get("title", {}).get("text", "")),
        library=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", VERSION),
        chart=_literal(vl_convert.vegalite_to_vega(chart, VERSION)),  # compiled here, not in each browser
        options=_literal(OPTIONS),
    )


def _literal(value: object) -> str:
    """Return a value as JavaScript in which no word can close the script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
