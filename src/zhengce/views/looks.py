"""Looks: the colours, fonts, titles, data and tooltips of all charts.

The colours keep their order when printed in grey, and the fonts are those that have
Chinese characters on macOS, Windows and Linux.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import altair as alt

from ..analysis.placed import Notices, as_notices
from .displaying import displayed
from .figures import Row, name

__all__ = [
    "BLUES",
    "INK",
    "KINDS",
    "QUIET",
    "ROLES",
    "STATES",
    "Chart",
    "coloured",
    "data",
    "distinct",
    "finished",
    "ramp",
    "tooltips",
]

Chart: TypeAlias = alt.TopLevelMixin

INK: Final = "#1f2a37"
QUIET: Final = "#5b6673"
FAINT: Final = "#e3e7ec"
BLUES: Final = ("#e6eef7", "#9dbfe0", "#4a86c0", "#14467f")
ROLES: Final = {"lead": "#14467f", "responsible": "#5f9bd1", "supporting": "#c3d9ee"}
STATES: Final = {"covered": "#14467f", "doubtful": "#9dbfe0", "uncovered": "#c0711e"}
KINDS: Final = {"by": "#14467f", "during": "#5f9bd1", "within": "#c0711e", "recurring": "#7d5ba6"}
FONTS: Final = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"

LOOKS: Final[dict[str, Any]] = {
    "font": FONTS,
    "background": "white",
    "padding": 16,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "color": INK,
        "fontSize": 17,
        "subtitleColor": QUIET,
        "subtitleFontSize": 12,
        "subtitlePadding": 6,
        "subtitleLineHeight": 18,
        "offset": 16,
    },
    "axis": {
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 260,
        "titleColor": QUIET,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "grid": False,
        "gridColor": FAINT,
        "domainColor": FAINT,
        "tickColor": FAINT,
    },
    "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
    "header": {"labelColor": INK, "labelFontSize": 13},
    "legend": {
        "orient": "top",
        "labelColor": INK,
        "labelFontSize": 12,
        "symbolType": "circle",
        "symbolOpacity": 1,
        "offset": 12,
    },
}


def data(rows: Sequence[Row]) -> alt.InlineData:
    """Return rows as data of a chart; days are local days, not midnight in Greenwich."""
    held = {key: "date:'%Y-%m-%d'" for key in ("start", "due") if rows and "start" in rows[0]}
    return alt.InlineData(values=list(rows), format={"parse": held})


def distinct(rows: Sequence[Row], key: str) -> list[str]:
    """Return the values of a column, in order of appearance."""
    return list(dict.fromkeys(row[key] for row in rows))


def coloured(rows: Sequence[Row], field: str, colours: dict[str, str]) -> alt.Color:
    """Return a colour for each of the values that occur."""
    held = {value: colour for value, colour in colours.items() if any(row[field] == value for row in rows)}
    return alt.Color(f"{field}:N", title=None, scale=alt.Scale(domain=[*held], range=[*held.values()]))


def ramp(values: Sequence[str]) -> dict[str, str]:
    """Return a colour for each of some values in an order, such as years: from light to dark.

    >>> ramp(["2022", "2023", "2024"])
    {'2022': '#9dbfe0', '2023': '#5882b0', '2024': '#14467f'}
    """
    first, last = ([int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (BLUES[1], BLUES[3]))
    steps = max(len(values) - 1, 1)
    mixed = ([round(a + (b - a) * i / steps) for a, b in zip(first, last, strict=True)] for i in range(len(values)))
    return {value: "#{:02x}{:02x}{:02x}".format(*colour) for value, colour in zip(values, mixed, strict=True)}


def tooltips(word: dict[str, str], **fields: str) -> list[alt.Tooltip]:
    """Return the tooltip of a mark: the fields to show, each with its label."""
    return [alt.Tooltip(field=field, type="nominal", title=word[key]) for field, key in fields.items()]


def finished(
    chart: Any, title: str, notices: Notices, word: dict[str, str], rows: Sequence[Row], hint: str = ""
) -> Chart:
    """Return a chart with its title, the notices it shows, and its style; without rows, the words that say so."""
    found = as_notices(notices)
    lines = [name(found[0]) if len(found) == 1 else word["notices"].format(len(found))]
    drawn = chart if rows else alt.Chart().mark_text(text=word["nothing"], color=QUIET, fontSize=13)
    heading = alt.TitleParams(title, subtitle=[*lines, word[hint]] if hint else lines)
    return displayed(drawn.properties(title=heading).configure(**LOOKS))
