"""Chinese government policy documents as typed, exact, checkable data.

>>> import zhengce
>>> notice = zhengce.sample()
>>> measure = notice.measures[0]
>>> print(measure.id, [unit.name for unit in measure.lead_units])  # doctest: +ELLIPSIS
1.1 [...]

All public names are here. Each is imported from its module when it is first used,
so that ``import zhengce`` is fast.
"""

from typing import TYPE_CHECKING

from .rooms import open_on_demand

if TYPE_CHECKING:
    from .analysis.agenda import agenda
    from .analysis.aligning import Alignment, align
    from .analysis.comparing import Difference, compare
    from .corpus.reading import read_many
    from .errors import (
        ArgumentError,
        CalendarError,
        DeadlineError,
        FileError,
        FormatError,
        LedgerError,
        MissingExtraError,
        RuleError,
        UnknownMeasureError,
        UnknownNameError,
        ZhengceError,
        ZhengceWarning,
    )
    from .findings import Edit, Finding, Fix, Severity
    from .formats import table
    from .formats.json import dumps, loads
    from .formats.rows import rows
    from .ledger.book import load_ledger, open_ledger
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
        Role,
        Section,
        Source,
        Span,
        Target,
        TimeUnit,
        Unit,
    )
    from .outcome import Outcome
    from .reading.deadlines import find_deadlines, parse_deadline
    from .reading.notice import parse
    from .rules import Hit, Report, Rule, check, fix, hit, known_rules, rule, sarif_log
    from .storage import fix_file, read, sample, write
    from .text import Sign

__version__ = "0.1.0"

__all__ = [
    "Alignment",
    "Amount",
    "ArgumentError",
    "CalendarError",
    "Citation",
    "Convention",
    "Deadline",
    "DeadlineError",
    "DeadlineKind",
    "Difference",
    "DocumentNumber",
    "Domain",
    "Edit",
    "FileError",
    "Finding",
    "Fix",
    "FormatError",
    "Hit",
    "LedgerError",
    "Measure",
    "MissingExtraError",
    "Notice",
    "Outcome",
    "Place",
    "Report",
    "Role",
    "Rule",
    "RuleError",
    "Section",
    "Severity",
    "Sign",
    "Source",
    "Span",
    "Target",
    "TimeUnit",
    "Unit",
    "UnknownMeasureError",
    "UnknownNameError",
    "ZhengceError",
    "ZhengceWarning",
    "agenda",
    "align",
    "check",
    "compare",
    "dumps",
    "find_deadlines",
    "fix",
    "fix_file",
    "hit",
    "known_rules",
    "load_ledger",
    "loads",
    "open_ledger",
    "parse",
    "parse_deadline",
    "read",
    "read_many",
    "rows",
    "rule",
    "sample",
    "sarif_log",
    "table",
    "write",
]

_ROOMS = {
    "errors": (
        "ArgumentError CalendarError DeadlineError FileError FormatError LedgerError MissingExtraError RuleError"
        " UnknownMeasureError UnknownNameError ZhengceError ZhengceWarning"
    ),
    "analysis.agenda": "agenda",
    "analysis.aligning": "Alignment align",
    "analysis.comparing": "Difference compare",
    "corpus.reading": "read_many",
    "findings": "Edit Finding Fix Severity",
    "formats": "table",
    "formats.json": "dumps loads",
    "formats.rows": "rows",
    "ledger.book": "load_ledger open_ledger",
    "model": (
        "Amount Citation Convention Deadline DeadlineKind DocumentNumber Domain Measure Notice Place Role Section"
        " Source Span Target TimeUnit Unit"
    ),
    "outcome": "Outcome",
    "reading.deadlines": "find_deadlines parse_deadline",
    "reading.notice": "parse",
    "rules": "Hit Report Rule check fix hit known_rules rule sarif_log",
    "storage": "fix_file read sample write",
    "text": "Sign",
}
open_on_demand(__name__, _ROOMS)
