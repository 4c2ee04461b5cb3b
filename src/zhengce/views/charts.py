"""Charts: a notice, or many, drawn with Altair.

Each function takes one notice or many and returns an Altair chart. A notebook displays it;
:func:`save` writes it as a page that works offline, as SVG or PNG. To draw a part of a
notice, pass that part: ``attrs.evolve(notice, domains=notice.domains[:2])``. This needs the
extra ``plot``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, Literal

from ..analysis.aligning import Alignment
from ..analysis.placed import Notices, as_notices
from ..errors import MissingExtraError, expect
from ..terms import Language
from .figures import By, Row, cooperation, name, shares
from .figures import coverage as coverage_rows
from .figures import load as load_rows
from .figures import months as month_rows
from .figures import stages as stage_rows
from .figures import timeline as timeline_rows
from .words import DRAWN, words

try:
    import altair as alt
except ModuleNotFoundError as _missing:
    raise MissingExtraError("plot", "drawing charts") from _missing

from .looks import BLUES, INK, KINDS, QUIET, ROLES, STATES, Chart, coloured, data, distinct, finished, ramp, tooltips
from .saving import save

__all__ = ["coverage", "heatmap", "load", "network", "save", "stages", "timeline"]

MOST: Final = 40
"""The most units on a chart; those with the fewest measures are left out."""


# --- when ------------------------------------------------------------------


def heatmap(notices: Notices, *, by: By = "domain", lang: Language = "zh") -> Chart:
    """Draw how many time limits fall due: a row for each domain, unit or notice, a column for each month.

    Args:
        notices: one notice, or many.
        by: what the rows show; of units, those that lead the measure, or else those responsible for it.
        lang: the language of title and labels.

    >>> import zhengce
    >>> chart = heatmap(zhengce.sample(), by="unit")
    """
    word = words(lang, DRAWN)
    rows = month_rows(notices, by)
    columns = _months({row["month"] for row in rows})
    most = max((row["count"] for row in rows), default=1)
    chart = alt.Chart(data(rows)).encode(
        x=alt.X("month:O", title=None, scale=alt.Scale(domain=columns), axis=_month_axis(columns, lang)),
        y=alt.Y("row:N", title=None, sort=distinct(rows, "row")),
        tooltip=tooltips(word, row=by, month="month", count="limits", measures="ids"),
    )
    cells = chart.mark_rect(cornerRadius=3, stroke="white", strokeWidth=2).encode(
        color=alt.Color("count:Q", scale=alt.Scale(domain=[1, max(most, 2)], range=BLUES), legend=None)
    )
    dark = 1 + 0.62 * (most - 1)  # from here on white text is easier to read
    ink = alt.when(alt.datum.count > dark).then(alt.value("white")).otherwise(alt.value(INK))
    numbers = chart.mark_text(fontSize=12).encode(text="count:Q", color=ink)
    drawn = (cells + numbers).properties(width=alt.Step(36), height=alt.Step(26))
    return finished(drawn, word["heatmap"].format(word[by]), notices, word, rows)


def _months(found: set[str]) -> list[str]:
    """Return the months of a set and those between them; gaps of more than a year are left out.

    >>> _months({"2023-11", "2024-01", "2030-12"})
    ['2023-11', '2023-12', '2024-01', '2030-12']
    """
    counted = sorted(int(month[:4]) * 12 + int(month[5:]) - 1 for month in found)
    shown = counted[:1]
    for before, after in pairwise(counted):
        shown += range(before + 1, after + 1) if after - before <= 12 else [after]
    return [f"{month // 12}-{month % 12 + 1:02}" for month in shown]


def _month_axis(months: Sequence[str], lang: Language) -> alt.Axis:
    """Return an axis of months by name, with the year above its first month."""
    firsts = [month for i, month in enumerate(months) if i == 0 or months[i - 1][:4] != month[:4]]
    year, month = "slice(datum.value, 0, 4)", "toNumber(slice(datum.value, 5))"
    shown = f"{month} + '月'" if lang == "zh" else f"monthAbbrevFormat({month} - 1)"
    label = f"[indexof({firsts}, datum.value) < 0 ? '' : {year}, {shown}]"
    return alt.Axis(labelExpr=label, labelAngle=0, orient="top", domain=False, ticks=False, labelPadding=20)


def timeline(notices: Notices, *, lang: Language = "zh") -> Chart:
    """Draw when each measure is due: a row for each measure, a dot for each day, a bar for each window.

    >>> import zhengce
    >>> chart = timeline(zhengce.sample(), lang="en")
    """
    word = words(lang, DRAWN)
    many = len(as_notices(notices)) > 1
    rows = [
        {**row, "day": row["due"], "label": f"{row['measure']}  {row['title']}", "kind": word[row["kind"]]}
        | ({"domain": f"{row['notice']}　{row['domain']}"} if many else {})
        for row in timeline_rows(notices)
    ]
    issued = [str(notice.issue_date) for notice in as_notices(notices) if notice.issue_date]
    days = _day_axis([*issued, *(row["due"] for row in rows)], lang)
    chart = alt.Chart().encode(
        y=alt.Y("label:N", title=None, sort=distinct(rows, "label"), axis=alt.Axis(labelLimit=300, grid=True)),
        color=coloured(rows, "kind", {word[kind]: colour for kind, colour in KINDS.items()}),
        tooltip=tooltips(word, measure="measure", title="title", units="owners", day="due", text="text", task="task"),
    )
    windows = chart.mark_bar(height=4, opacity=0.55, clip=True).encode(x=alt.X("start:T", **days), x2="due:T")
    dots = chart.mark_circle(size=70, opacity=1).encode(x=alt.X("due:T", **days))
    heading = alt.Header(title=None, labelOrient="top", labelAnchor="start", labelFontWeight="bold", labelPadding=4)
    drawn = (
        alt.layer(windows, dots, data=data(rows))
        .properties(width=460, height=alt.Step(20))
        .facet(row=alt.Row("domain:N", sort=distinct(rows, "domain"), header=heading), spacing=18)
        .resolve_scale(y="independent")
        .resolve_axis(x="independent")
    )
    return finished(drawn, word["timeline"], notices, word, rows)


def _day_axis(days: Sequence[str], lang: Language) -> dict[str, Any]:
    """Return an axis of days from the first month to the last; the name of a month stands after its first line.

    Windows that began earlier are cut at the edge.
    """
    months = [int(day[:4]) * 12 + int(day[5:7]) - 1 for day in days] or [0]
    begun, ended = min(months), max(months)
    span = ended - begun + 1
    step = next((step for step in (1, 2, 3, 6) if span <= 14 * step), 12)
    month = "timeFormat(datum.value, '%-m月')" if lang == "zh" else "timeFormat(datum.value, '%b')"
    label = f"month(datum.value) == 0 || datum.index == 0 ? [{month}, timeFormat(datum.value, '%Y')] : {month}"
    edges = [alt.DateTime(year=m // 12, month=m % 12 + 1) for m in (begun, ended + 1)]
    axis = alt.Axis(
        tickCount=alt.TimeIntervalStep(interval="month", step=step),
        labelExpr=label,
        labelAlign="left",
        labelOffset=3,
        labelColor=QUIET,
        labelFontSize=11,
        grid=True,
    )
    return {"title": None, "scale": alt.Scale(domain=edges, clamp=True), "axis": axis}


# --- who -------------------------------------------------------------------


def load(notices: Notices, *, by: Literal["role", "notice"] = "role", lang: Language = "zh", most: int = MOST) -> Chart:
    """Draw how many measures each unit has: bars, the longest first.

    Args:
        notices: one notice, or many.
        by: what the colours show: whether a unit leads, is responsible or supports, or the notice, of many.
        lang: the language of title and labels.
        most: how many units are shown.

    >>> import zhengce
    >>> chart = load(zhengce.sample())
    """
    word = words(lang, DRAWN)
    found = load_rows(notices) if by == "role" else shares(notices)
    shown = distinct(found, "unit")[:most]
    if by == "role":
        palette = {word[role]: colour for role, colour in ROLES.items()}
    else:
        palette = ramp(list(dict.fromkeys(map(name, as_notices(notices)))))
    order = {value: i for i, value in enumerate(palette)}
    rows = [{**row, by: word.get(row[by], row[by])} for row in found if row["unit"] in shown]
    rows = [{**row, "order": order[row[by]]} for row in rows]
    chart = alt.Chart(data(rows)).encode(
        x=alt.X("sum(count):Q", title=word["count"], axis=alt.Axis(tickMinStep=1, format="d", grid=True)),
        y=alt.Y("unit:N", title=None, sort=shown),
    )
    bars = chart.mark_bar(height={"band": 0.72}).encode(
        color=coloured(rows, by, palette),
        order="order:Q",
        tooltip=tooltips(word, unit="unit", count="count", **{by: by}),
    )
    totals = chart.mark_text(align="left", dx=5, color=QUIET).encode(text="sum(count):Q")
    title = word["load" if by == "role" else "shares"]
    return finished((bars + totals).properties(width=420, height=alt.Step(22)), title, notices, word, rows)


def network(notices: Notices, *, lang: Language = "zh", most: int = MOST) -> Chart:
    """Draw which units work together: units around a circle, joined by lines as thick as the measures they share.

    Units that share many measures are placed side by side.

    Args:
        notices: one notice, or many.
        lang: the language of title and labels.
        most: how many units are shown.

    >>> import zhengce
    >>> chart = network(zhengce.sample())
    """
    word = words(lang, DRAWN)
    units, pairs = cooperation(notices)
    units = units[:most]
    places = _circle([unit["unit"] for unit in units], pairs)
    dots = [{**unit, **places[unit["unit"]]} for unit in units]
    pairs = sorted(pairs, key=lambda pair: pair["count"])  # thick lines are drawn over thin ones
    links = [point for pair in pairs if {pair["a"], pair["b"]} <= places.keys() for point in _bend(pair, places)]
    plane = alt.Scale(domain=[-1.5, 1.5], nice=False, zero=False)
    x, y = alt.X("x:Q", scale=plane, axis=None), alt.Y("y:Q", scale=plane, axis=None)
    curves = (
        alt.Chart(data(links))
        .mark_line(interpolate="basis", strokeCap="round")
        .encode(
            x=x,
            y=y,
            order="step:O",
            detail="pair:N",
            strokeWidth=alt.StrokeWidth("count:Q", scale=alt.Scale(range=[0.8, 7]), legend=None),
            color=alt.Color("count:Q", scale=alt.Scale(range=BLUES[1:]), legend=None),
            opacity=alt.value(0.75),
            tooltip=tooltips(word, pair="pair", count="count", measures="ids"),
        )
    )
    base = alt.Chart(data(dots)).encode(x=x, y=y, tooltip=tooltips(word, unit="unit", count="count"))
    circles = base.mark_circle(opacity=1, color=BLUES[3], stroke="white").encode(
        size=alt.Size("count:Q", scale=alt.Scale(domainMin=0, range=[20, 500]), legend=None)
    )
    sides: tuple[tuple[Any, Literal["left", "right"]], ...] = ((alt.datum.x >= 0, "left"), (alt.datum.x < 0, "right"))
    names = [
        base.transform_filter(side)
        .mark_text(align=align, fontSize=12, baseline="middle", color=INK)
        .encode(x=alt.X("label_x:Q"), y=alt.Y("label_y:Q"), text="unit:N", angle=alt.Angle("angle:Q", scale=None))
        for side, align in sides
    ]
    return finished(
        alt.layer(curves, circles, *names).properties(width=600, height=600),
        word["network"],
        notices,
        word,
        dots,
        "thickness",
    )


def _circle(units: Sequence[str], pairs: Sequence[Row]) -> dict[str, Row]:
    """Return the order of the units on a circle: next comes the one that shares most with those placed last."""
    shared = {frozenset((pair["a"], pair["b"])): pair["count"] for pair in pairs}
    left, ring = list(units), list[str]()
    while left:
        near = ring[-3:]
        following = max(left, key=lambda unit: sum(shared.get(frozenset((unit, other)), 0) for other in near))
        left.remove(following)
        ring.append(following)
    return {unit: _place(math.tau * i / len(ring)) for i, unit in enumerate(ring)}


def _place(turn: float) -> Row:
    """Return a point on the circle, clockwise from the top, and the place and rotation of its label."""
    x, y = math.sin(turn), math.cos(turn)
    degrees = math.degrees(turn) - 90
    return {
        "x": x,
        "y": y,
        "label_x": x * 1.09,
        "label_y": y * 1.09,
        "angle": degrees if x >= 0 else degrees - 180,
    }


def _bend(pair: Row, places: dict[str, Row]) -> list[Row]:
    """Return the points of a curve from one unit to the other, drawn towards the middle."""
    a, b = places[pair["a"]], places[pair["b"]]
    fields = {"pair": f"{pair['a']} — {pair['b']}", "count": pair["count"], "measures": pair["measures"]}
    path = [(a["x"], a["y"]), (a["x"] * 0.45, a["y"] * 0.45), (b["x"] * 0.45, b["y"] * 0.45), (b["x"], b["y"])]
    return [{**fields, "step": step, "x": x, "y": y} for step, (x, y) in enumerate(path)]


# --- two levels ------------------------------------------------------------


def coverage(alignment: Alignment, *, lang: Language = "zh") -> Chart:
    """Draw what became of the measures of a higher level: a bar for each of its domains.

    Args:
        alignment: what :func:`zhengce.align` returned.
        lang: the language of title and labels.

    >>> import zhengce
    >>> chart = coverage(zhengce.align(zhengce.sample(), zhengce.sample()))
    """
    expect(alignment, Alignment, "an alignment", "zhengce.align returns one")
    word = words(lang, DRAWN)
    order = list(STATES)
    rows = [
        {**row, "state": word[row["state"]], "order": order.index(row["state"])} for row in coverage_rows(alignment)
    ]
    chart = alt.Chart(data(rows)).encode(
        x=alt.X("sum(count):Q", title=word["count"], axis=alt.Axis(tickMinStep=1, format="d", grid=True)),
        y=alt.Y("domain:N", title=None, sort=distinct(rows, "domain")),
        color=coloured(rows, "state", {word[state]: colour for state, colour in STATES.items()}),
        order="order:Q",
        tooltip=tooltips(word, domain="domain", state="state", count="count", measures="ids"),
    )
    bars = chart.mark_bar(height={"band": 0.72}).properties(width=420, height=alt.Step(26))
    return finished(bars, word["coverage"], (alignment.upper, alignment.lower), word, rows)


# --- how much --------------------------------------------------------------


def stages(notices: Notices, *, lang: Language = "zh") -> Chart:
    """Draw how targets change over their stages: a panel for each.

    6月底前完成率不低于40%；9月底前，75% is one series: targets of one measure for the same
    quantity, each on the day of the time limit that governs it.

    >>> import zhengce
    >>> chart = stages(zhengce.sample())
    """
    word = words(lang, DRAWN)
    many = len(as_notices(notices)) > 1
    rows = [{**row, "panel": (f"{row['notice']}　" if many else "") + _panel(row)} for row in stage_rows(notices)]
    chart = alt.Chart().encode(
        x=alt.X("due:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=4, grid=True)),
        tooltip=tooltips(word, measure="measure", title="title", quantity="quantity", due="due", text="text"),
    )
    line = chart.mark_line(color=BLUES[2], strokeWidth=2)
    dots = chart.mark_circle(color=BLUES[3], size=70, opacity=1)
    halo = chart.mark_text(dy=-14, stroke="white", strokeWidth=5).encode(text="text:N")
    labels = chart.mark_text(dy=-14, color=INK).encode(text="text:N")
    heading = alt.Header(title=None, labelAnchor="start", labelFontWeight="bold", labelLimit=320, labelPadding=22)
    drawn = (
        alt.layer(line, halo, dots, labels, data=data(rows))
        .properties(width=290, height=150)
        .facet(alt.Facet("panel:N", sort=distinct(rows, "panel"), header=heading), columns=2)
        .resolve_scale(x="independent", y="independent")
    )
    return finished(drawn, word["stages"], notices, word, rows)


def _panel(row: Row) -> str:
    unit = f"（{row['unit']}）" if row["unit"] else ""
    return f"{row['measure']}  {row['quantity'] or row['title']}{unit}"
