"""Pages: what every page for a browser has: its templates, its style and script, and its policy.

A page contains its style and script, and its content security policy allows nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from ..errors import MissingExtraError
from .highlight import without_halves

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render"]

_POLICY: Final = "default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
"""Content Security Policy Level 3: the page's own style and script, known by their digests, and nothing else."""


def render(package: str, template: str, *, style: str, script: str | None = None, **values: Any) -> str:
    """Return a page, for UTF-8.

    Args:
        package: where its folder ``templates`` is.
        template: the name of its template, which has ``policy``, ``style`` and ``script``.
        style: the name of its style sheet.
        script: the name of its script, if it has one.
        values: what its template shows.

    Raises:
        MissingExtraError: the extra ``report`` is not installed.
    """
    held = [_asset(package, name) if name else "" for name in (style, script)]
    policy = _POLICY.format(style=_digest(held[0]), script=_digest(held[1]) if script else "'none'")
    page = _environment(package).get_template(template)
    return without_halves(page.render(policy=policy, style=held[0], script=held[1], **values))


def _environment(package: str) -> Environment:
    try:
        import jinja2
    except ModuleNotFoundError as error:
        raise MissingExtraError("report", "the report page") from error
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(package: str, name: str) -> str:
    return resources.files(package).joinpath("templates", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """Return the hash of an inline element for the Content Security Policy (Level 3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
