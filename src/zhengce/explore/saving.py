"""Saving: a chart as a file that needs nothing else."""

from __future__ import annotations

import json
import os
from html import escape
from io import BytesIO, StringIO
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

OPTIONS: Final = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}
"""Its menu saves a picture; it has no link to the editor on the web."""


def save(chart: alt.TopLevelMixin, path: str | os.PathLike[str]) -> None:
    """Write a chart: ``.html`` that works offline, ``.svg``, or ``.png`` at twice its size for print.

    The page holds the library that draws it, about 1 MB, and makes no request. Words
    of a notice cannot become part of its program.

    Raises:
        FileError: the suffix is none of these, or the file cannot be written.
    """
    path = Path(path)
    match path.suffix.lower():
        case ".html":
            save_bytes(path, _page(chart.to_dict()).encode("utf-8", "replace"))
        case ".svg":
            drawing = StringIO()
            chart.save(drawing, format="svg")
            save_bytes(path, drawing.getvalue().encode())
        case ".png":
            picture = BytesIO()
            chart.save(picture, format="png", scale_factor=2)
            save_bytes(path, picture.getvalue())
        case suffix:
            raise FileError(path, f"no chart is written as {suffix!r}; known are .html, .png, .svg")


def _page(chart: dict[str, Any]) -> str:
    title = chart.get("title", {})
    version = alt.SCHEMA_VERSION.rpartition(".")[0]  # v6.4 of v6.4.1
    return PAGE.format(
        policy=POLICY,
        title=escape(title.get("text", "")),
        library=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", version),
        chart=_literal(chart),
        options=_literal(OPTIONS),
    )


def _literal(value: object) -> str:
    """A value as JavaScript in a page: in it no word can close the script."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
