"""Displaying: a chart in a notebook, without a network.

Altair's own display is a page that loads its scripts from the web. Here a notebook gets the
chart as Vega-Lite, which JupyterLab draws by itself, and as SVG for everything else.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from .saving import drawn, svg

__all__ = ["displayed"]


def displayed(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """Return the same chart, which a notebook displays without a network.

    A renderer that the user enabled (``altair.renderers.enable``) keeps its place.
    """
    kind: Any = type(chart)
    object.__setattr__(chart, "__class__", _offline(kind))  # Altair keeps attributes as parts of the chart
    return chart


@cache
def _offline(kind: type[Any]) -> type[Any]:
    return type(kind.__name__, (kind,), {"_repr_mimebundle_": _bundle, "__module__": kind.__module__})


def _bundle(chart: Any, *args: Any, **options: Any) -> Any:
    """Return the forms of a chart by MIME type, as IPython asks for them."""
    if alt.renderers.active != "default":
        plain: Any = super(type(chart), chart)
        return plain._repr_mimebundle_(*args, **options)
    found = drawn(chart)
    version = alt.SCHEMA_VERSION.removeprefix("v").partition(".")[0]
    return {f"application/vnd.vegalite.v{version}+json": found, "image/svg+xml": svg(found), "text/plain": repr(chart)}
