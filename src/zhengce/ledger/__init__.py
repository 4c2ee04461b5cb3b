"""Ledger: what happens after a notice is issued (督查督办), followed up in an append-only log.

================= ==========================================================
:mod:`.model`     the nouns: what has to be done, how far it is
:mod:`.identity`  the obligations of a notice, with ids that survive retyping
================= ==========================================================
"""

from __future__ import annotations

from ..analysis.matching import Change, Pair, Revision
from .identity import match, obligations
from .model import Approval, Evidence, Item, Light, Obligation, Stage, Timeliness

__all__ = [
    "Approval",
    "Change",
    "Evidence",
    "Item",
    "Light",
    "Obligation",
    "Pair",
    "Revision",
    "Stage",
    "Timeliness",
    "match",
    "obligations",
]
