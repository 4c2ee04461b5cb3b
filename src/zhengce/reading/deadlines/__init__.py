"""Read time limits: all the ways in which a notice says "by when".

:mod:`.words` has the vocabulary. :mod:`.scan` finds candidates; :mod:`.grammar` (with
:mod:`.stretch`, :mod:`.lengths` and :mod:`.recurrence`) reads the meaning of their words;
:mod:`.events` finds the event from which a length of time is counted; :mod:`.decide`
decides by the words around, with the rows of :mod:`.cues`, whether a candidate is a time
time limit; :mod:`.resolve` computes its days; :mod:`.task` finds the words that it governs.
:mod:`.limits` and :mod:`.reader` put all this together.
"""

from __future__ import annotations

from datetime import date

from ...dates import as_date
from ...errors import DeadlineError
from ...model import Deadline
from ...text import Source, columns
from .reader import read_deadlines, read_one

__all__ = ["find_deadlines", "parse_deadline", "read_deadlines"]


def find_deadlines(text: str, *, reference_date: date | str | None = None) -> tuple[Deadline, ...]:
    """Return every time limit in a text, in text order.

    What counts is decided by the words around: 6月底前 is a time limit, 截至6月底 a
    count, 有效期至6月底 the validity of a document. A date that is in no
    calendar (2月30日前) is found, has no ``due`` and says so in its ``convention``.

    Args:
        text: any text.
        reference_date: the date of the notice, as a ``date`` or as text (``"2023-06-30"``). Bare months
            lie in its year, and 明年, 本月 and 即日 count from it. Without it, bare months lie in the year
            of the nearest full date before them in the text, from which 今年 and 明年 are counted, too; where there
            is none, they have no date.

    >>> for limit in find_deadlines("2024年9月底前建成，12月底前验收，每季度报告。", reference_date=date(2023, 6, 30)):
    ...     print(limit.text, limit.kind, limit.due, limit.recurrence, limit.task)
    2024年9月底前 by 2024-09-30 None 建成
    12月底前 by 2024-12-31 None 验收
    每季度 recurring None FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 报告
    """
    reference = None if reference_date is None else as_date(reference_date)
    return read_deadlines(Source(text=text), reference=reference)


def parse_deadline(text: str, *, reference_date: date | str | None = None) -> Deadline:
    """Return the time limit of a text that consists of one.

    The text may also have words that often precede a time limit, such as 于 and 力争, and a final full stop.

    Args:
        text: the expression: ``6月底前``.
        reference_date: as for :func:`find_deadlines`.

    >>> deadline = parse_deadline("8月前", reference_date=date(2023, 6, 30))
    >>> deadline.due, deadline.convention.value
    (Date(2023, 7, 31), 'before-it-begins')

    Raises:
        DeadlineError: *text* is not a time limit, has more than one, or names a day that does not exist.

    >>> parse_deadline("于2月30日前", reference_date=date(2023, 6, 30))
    Traceback (most recent call last):
    zhengce.errors.DeadlineError: expected a day that is in the calendar
      于2月30日前
        ^
    """
    source = Source(text=text)
    reference = None if reference_date is None else as_date(reference_date)
    found = read_one(source, reference=reference)
    if isinstance(found, Deadline):
        return found
    position, expected = found
    raise _error(text, source.span(position, position).start, expected)


def _error(text: str, position: int, expected: str) -> DeadlineError:
    position = min(position, len(text))
    return DeadlineError(text, position, expected, columns(text[text.rfind("\n", 0, position) + 1 : position]))
