"""Stages: which event takes work from which stage to which. What has no place here does not fit.

>>> STAGES["submitted"][Stage.IN_PROGRESS]
<Stage.SUBMITTED: 'submitted'>
>>> STAGES["extended"].get(Stage.CLOSED) is None
True
"""

from __future__ import annotations

from typing import Final

from .model import Stage

__all__ = ["STAGES"]

_NOT, _GOING, _SUBMITTED, _CLOSED, _SUSPENDED = (
    Stage.NOT_STARTED,
    Stage.IN_PROGRESS,
    Stage.SUBMITTED,
    Stage.CLOSED,
    Stage.SUSPENDED,
)
_STAYS: Final = {stage: stage for stage in Stage}
_STAYS_OPEN: Final = {stage: stage for stage in (_NOT, _GOING, _SUBMITTED, _SUSPENDED)}


def _ends(stage: Stage) -> dict[Stage, Stage]:
    return dict.fromkeys(_STAYS_OPEN, stage)


STAGES: Final[dict[str, dict[Stage, Stage]]] = {
    "reported": {_NOT: _GOING, _GOING: _GOING, _SUBMITTED: _SUBMITTED},
    "submitted": {_NOT: _SUBMITTED, _GOING: _SUBMITTED},
    "returned": {_SUBMITTED: _GOING},
    "closed": {_SUBMITTED: _CLOSED},
    "reopened": {_CLOSED: _GOING, Stage.CANCELLED: _GOING},
    "assigned": _STAYS_OPEN,
    "urged": _STAYS_OPEN,
    "revised": _STAYS_OPEN,
    "extension_asked": {_NOT: _NOT, _GOING: _GOING},
    "extended": _STAYS_OPEN,
    "extension_refused": _STAYS_OPEN,
    "suspended": {_NOT: _SUSPENDED, _GOING: _SUSPENDED},
    "resumed": {_SUSPENDED: _GOING},
    "cancelled": _ends(Stage.CANCELLED),
    "merged": _ends(Stage.MERGED),
    "split": _ends(Stage.SPLIT),
    "noted": _STAYS,
}
"""By type of event: the stages in which it may come, and those to which it leads."""
