"""Structure: the places of lines, items, clauses and tables in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from ..text import Source
from .frontmatter import FrontMatter, read_front_matter
from .genre import Marked, find_genre
from .outline import Item, read_outline
from .tables import Table, find_tables
from .units import Clause, find_clauses, find_labels


class Structure(NamedTuple):
    """The structure of a text, with places in the clean text.

    Attributes:
        front: the front matter, and the lines of the body.
        outline: the tree of the items in the body.
        items: all of them, in text order.
        labels: the places of labels that may begin a unit clause.
        clauses: the unit clauses.
        tables: the tables that have measures or time limits.
        genre: what the text is if it is no notice.
    """

    front: FrontMatter
    outline: Sequence[Item]
    items: Sequence[Item]
    labels: Sequence[tuple[int, re.Match[str]]]
    clauses: Sequence[Clause]
    tables: Sequence[Table]
    genre: Marked | None


def read_structure(source: Source) -> Structure:
    """Return the structure of a text."""
    clean, blanks = source.clean, source.blanks
    front = read_front_matter(source)
    outline = read_outline(clean, front.body, blanks)
    items = [item for top in outline for item in top.walk()]
    edges = chain.from_iterable(front.body)  # the text between lines is outside the body
    labels = find_labels(clean)
    breaks = sorted({*edges, *[item.start for item in items]})
    clauses = find_clauses(clean, breaks, blanks, labels, assigns=front.title.endswith("纪要"))
    tables = find_tables(source, front.body)
    return Structure(front, outline, items, labels, clauses, tables, find_genre(clean, front, clauses))
