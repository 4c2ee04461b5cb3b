"""Strategies for Hypothesis: arbitrary nouns of a notice, for our tests and for yours.

What counts as valid is what a notice in official layout can say. The words of
every noun and the values of its fields are made side by side, so that

>>> from hypothesis import given, settings
>>> import zhengce
>>> from zhengce.formats import markdown
>>> @settings(max_examples=10, deadline=None)
... @given(notices())
... def test_a_notice_says_what_it_means(notice: zhengce.Notice) -> None:
...     assert zhengce.parse(markdown.dumps(notice)) == notice
>>> test_a_notice_says_what_it_means()

is a test of the reader and the writer, not of the strategy. One thing is not made
here but read: which days a time limit means, by ``zhengce`` itself, from its words alone.

Nouns are made as by hand, without spans; places and persons are fictional. Needs
the extra ``testing``.
"""

from __future__ import annotations

from importlib.util import find_spec

from ..errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("testing", "making notices up for tests")

from .limits import TODAY, Known, amounts, deadlines, expressions
from .nouns import citations, document_numbers, targets, units
from .parts import domains, measures, sections
from .texts import sources, texts
from .whole import notices

__all__ = [
    "TODAY",
    "Known",
    "amounts",
    "citations",
    "deadlines",
    "document_numbers",
    "domains",
    "expressions",
    "measures",
    "notices",
    "sections",
    "sources",
    "targets",
    "texts",
    "units",
]
