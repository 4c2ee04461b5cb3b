"""The styles of a DOCX, as far as they bear on its words: numbering, hidden text, tables of contents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import attrs
from lxml import etree

from .numbering import W, attribute, number

_LONGEST: Final = 20
"""The longest chain of styles; word processors allow about ten."""


@attrs.frozen
class Style:
    """The properties of a style that matter here; ``None`` for those inherited from the style it is based on."""

    based_on: str | None
    list: str | None
    depth: int | None
    hidden: bool | None
    is_contents: bool


class Styles:
    """The styles of a document."""

    def __init__(self, part: etree._Element | None) -> None:
        """Read the styles; *part* is the root of ``styles.xml``, ``None`` where a document has none."""
        elements = [] if part is None else part.findall(f"{W}style")
        self._styles = {e.get(f"{W}styleId", ""): _style(e) for e in elements}
        self._chains: dict[str | None, list[tuple[str, Style]]] = {}
        self._default = next((e.get(f"{W}styleId") for e in elements if _is_default_paragraph(e)), None)

    @property
    def lists(self) -> dict[str, str]:
        """The list of each style that numbers its paragraphs."""
        return {name: style.list for name, style in self._styles.items() if style.list}

    def chain(self, name: str | None) -> list[tuple[str, Style]]:
        """Return a style and those that it is based on, the nearest first."""
        if name not in self._chains:
            self._chains[name] = list(islice(self._bases(name), _LONGEST))
        return self._chains[name]

    def _bases(self, name: str | None) -> Iterator[tuple[str, Style]]:
        while name is not None and name in self._styles:
            yield name, self._styles[name]
            name = self._styles[name].based_on

    def of(self, properties: etree._Element | None) -> list[tuple[str, Style]]:
        """Return the chain of a paragraph's style, by its properties."""
        return self.chain(attribute(properties, "pStyle") or self._default)

    def hides(self, chain: list[tuple[str, Style]], run: etree._Element) -> bool:
        """Return whether a run is hidden in a paragraph with this chain of styles."""
        properties = run.find(f"{W}rPr")
        if properties is not None:
            own = switch(properties, "vanish")
            if own is not None:
                return own
            chain = self.chain(attribute(properties, "rStyle")) + chain
        return next((style.hidden for _, style in chain if style.hidden is not None), False)


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Return an on/off property, which is on if present without a value; ``None`` if it is absent."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else found.get(f"{W}val") not in ("0", "false", "off")


def _style(element: etree._Element) -> Style:
    listing = element.find(f"{W}pPr/{W}numPr")
    return Style(
        based_on=attribute(element, "basedOn"),
        list=attribute(listing, "numId"),
        depth=number(attribute(listing, "ilvl")),
        hidden=switch(element.find(f"{W}rPr"), "vanish"),
        is_contents=(attribute(element, "name") or "").lower().startswith("toc "),
    )


def _is_default_paragraph(element: etree._Element) -> bool:
    return element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on")
