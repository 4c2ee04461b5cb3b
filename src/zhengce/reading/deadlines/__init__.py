"""The language of time limits: every way a notice says "by when".

:mod:`.words` holds the vocabulary, :mod:`.scan` finds candidates, :mod:`.grammar`
(with :mod:`.stretch`, :mod:`.lengths` and :mod:`.recurrence`) says what their words
mean, :mod:`.events` what a length of time starts at, :mod:`.decide` whether the words
around make it a limit, by the rows of :mod:`.cues`, :mod:`.resolve` which days are meant,
:mod:`.task` what work. :mod:`.limits` and :mod:`.reader` put the pieces together.
"""

from __future__ import annotations

from datetime import date

from ...dates import as_date
from ...errors import DeadlineError
from ...model import Deadline
from ...text import Source, columns
from .reader import read_deadlines, read_one

__all__ = ["find_deadlines", "parse_deadline", "read_deadlines"]


def find_deadlines(text: str, *, reference_date: date | None = None) -> tuple[Deadline, ...]:
    """Every time limit in a text, in text order.

    What counts is decided by the words around: 6月底前 is a limit, 截至6月底 a
    count, 有效期至6月底 the validity of a document. A date that is in no
    calendar (2月30日前) is found, has no ``due`` and says so in its ``convention``.

    Args:
        text: any text.
        reference_date: the date of the notice. Bare months lie in its year, and
            明年, 本月 and 即日 count from it. Without it, bare months lie in the year of the nearest full
            date before them in the text, and have no date where there is none.

    >>> for limit in find_deadlines("2024年9月底前建成，12月底前验收，每季度报告。", reference_date=date(2023, 6, 30)):
    ...     print(limit.text, limit.kind, limit.due, limit.recurrence, limit.task)
    2024年9月底前 by 2024-09-30 None 建成
    12月底前 by 2024-12-31 None 验收
    每季度 recurring None FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 报告
    """
    reference = as_date(reference_date) if reference_date else None
    return read_deadlines(Source(text=text), reference=reference)


def parse_deadline(text: str, *, reference_date: date | None = None) -> Deadline:
    """The one time limit that a text consists of.

    Words that often open one, such as 于 and 力争, and a final stop may stand around it.

    Args:
        text: the expression: ``6月底前``.
        reference_date: as for :func:`find_deadlines`.

    >>> limit = parse_deadline("8月前", reference_date=date(2023, 6, 30))
    >>> limit.due, limit.convention.value
    (Date(2023, 7, 31), 'before-it-begins')

    Raises:
        DeadlineError: *text* is no time limit, is more than one, or names a day that is in no calendar.

    >>> parse_deadline("于2月30日前", reference_date=date(2023, 6, 30))
    Traceback (most recent call last):
    zhengce.errors.DeadlineError: expected a day that is in the calendar
      于2月30日前
        ^
    """
    source = Source(text=text)
    reference = as_date(reference_date) if reference_date else None
    found = read_one(source, reference=reference)
    if isinstance(found, Deadline):
        return found
    position, expected = found
    raise _error(text, source.span(position, position).start, expected)


def _error(text: str, position: int, expected: str) -> DeadlineError:
    position = min(position, len(text))
    return DeadlineError(text, position, expected, columns(text[text.rfind("\n", 0, position) + 1 : position]))
