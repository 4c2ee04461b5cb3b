"""The table of cues: which words around a candidate show that it is a time limit, or not.

6月底前 is a time limit, but not in 6月底前已开工的项目 (a condition), 截至6月底 (a count),
有效期至6月底 (validity). 3月份兑付 is a time of action, and 3月份电费 names a thing by its
time. The first row that holds decides, so rows against a time limit come before those for
one: benefits, reports, conditions and names of things, then limits, then what else a period
alone may be. A new exception is a new row, with a sentence that it decides and a similar one
that it does not; a test reads both, with and without the row.
"""

from __future__ import annotations

from typing import Final

from ..cue import DATES, DAY, LOOSE, ONGOING, Cue, Reading, Shape
from .benefits import BENEFITS
from .conditions import CONDITIONS
from .limits import LIMITS
from .names import THINGS
from .periods import ALONE
from .reports import REPORTS

CUES: Final = (*BENEFITS, *REPORTS, *CONDITIONS, *THINGS, *LIMITS, *ALONE)

TARGET: Final = next(cue for cue in CUES if cue.name == "target")


# --- verdicts that no pattern gives ---------------------------------------------------

COLUMN: Final = Cue(
    "column", "stands alone in a column of time limits", (LOOSE - {Shape.WHOLE}) | ONGOING, reading=Reading.STATED
)
LAST_CELL: Final = Cue("last cell", "stands alone in the last cell of a row", DAY, reading=Reading.TARGET)
BACKGROUND: Final = Cue("background", "上年 and 去年 are over", DATES)
NO_GROUNDS: Final = Cue("no grounds", "nothing around makes it a limit", DAY | ONGOING | {Shape.FIGURES})
