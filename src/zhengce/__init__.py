"""Chinese government policy documents as typed, exact, checkable data.

>>> import zhengce
>>> notice = zhengce.sample()
>>> measure = notice.measures[0]
>>> print(measure.id, [unit.name for unit in measure.lead_units])  # doctest: +ELLIPSIS
1.1 [...]
"""

from .errors import (
    CalendarError,
    DeadlineError,
    FileError,
    FormatError,
    MissingExtraError,
    ZhengceError,
)
from .formats import write
from .formats.json import dumps, loads
from .model import (
    Amount,
    Citation,
    Convention,
    Deadline,
    DeadlineKind,
    DocumentNumber,
    Domain,
    Measure,
    Notice,
    Place,
    Section,
    Source,
    Span,
    Target,
    TimeUnit,
    Unit,
)
from .reading.deadlines import find_deadlines, parse_deadline
from .reading.notice import parse
from .storage import read, sample

__version__ = "0.1.0"

__all__ = [
    "Amount",
    "CalendarError",
    "Citation",
    "Convention",
    "Deadline",
    "DeadlineError",
    "DeadlineKind",
    "DocumentNumber",
    "Domain",
    "FileError",
    "FormatError",
    "Measure",
    "MissingExtraError",
    "Notice",
    "Place",
    "Section",
    "Source",
    "Span",
    "Target",
    "TimeUnit",
    "Unit",
    "ZhengceError",
    "dumps",
    "find_deadlines",
    "loads",
    "parse",
    "parse_deadline",
    "read",
    "sample",
    "write",
]
