"""Strategies for Hypothesis: notices and their parts, for our tests and for yours.

Each object is one that a notice in official layout can express. Its words and the values
of its fields are generated side by side, so that

>>> from hypothesis import given, settings
>>> import zhengce
>>> from zhengce.formats import markdown
>>> @settings(max_examples=10, deadline=None)
... @given(notices())
... def test_a_written_notice_is_read_back_equal(notice: zhengce.Notice) -> None:
...     assert zhengce.parse(markdown.dumps(notice)) == notice
>>> test_a_written_notice_is_read_back_equal()

is a test of the reader and the writer, not of the strategy. One thing is read, not
generated: ``zhengce`` itself reads the days of a time limit from its words.

The objects are as if built by hand, without spans; places and persons are fictional.
This needs the extra ``testing``.
"""

from __future__ import annotations

from importlib.util import find_spec

from ..errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("testing", "making notices up for tests")

from .ledgers import ledgers
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
    "ledgers",
    "measures",
    "notices",
    "sections",
    "sources",
    "targets",
    "texts",
    "units",
]
