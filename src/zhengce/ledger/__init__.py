"""Ledger: what happens after a notice is issued (督查督办), followed up in an append-only log.

================= =========================================================
:mod:`.model`     the nouns: what has to be done, how far it is
:mod:`.identity`  the obligations of a notice, with ids that survive retyping
:mod:`.events`    what can happen to them: when it fits, and what it changes
:mod:`.policy`    the rules by which they are judged and counted
:mod:`.replay`    from events to items; what does not fit
:mod:`.verdicts`  what a day says about an item, and its light
:mod:`.log`       the ledger: its events, what is added, what two have in common
:mod:`.view`      the ledger on a day
:mod:`.review`    the monthly review: what moved, what was on time
:mod:`.counting`  what stands behind the names of units, and their ranks
:mod:`.bulletin`  what the bulletin of a review says
:mod:`.official`  the bulletin as Markdown and HTML; :mod:`.docx` sets it as DOCX
:mod:`.sheets`    a view or a review as XLSX, CSV and JSON
:mod:`.todos`     a view as a calendar of to-dos
:mod:`.card`      a view in a notebook
:mod:`.forms`     what units fill in; :mod:`.filled` reads it when it comes back
:mod:`.lines`     events as lines of JSON, and their checksums
:mod:`.store`     files of such lines: chains, locks, what is wrong
:mod:`.sqlite`    the same lines as the rows of a database
:mod:`.book`      a ledger on disk, and what an office does with it
================= =========================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rooms import open_on_demand

if TYPE_CHECKING:
    from ..analysis.matching import Change, Pair, Revision
    from .book import LedgerFile, Taken, load_ledger, open_ledger
    from .counting import UnitRow
    from .events import (
        Assigned,
        Begun,
        Cancelled,
        Closed,
        Event,
        Extended,
        ExtensionAsked,
        ExtensionRefused,
        Merged,
        Named,
        Noted,
        Opened,
        Published,
        Reopened,
        Reported,
        Resumed,
        Returned,
        Revised,
        Ruled,
        Split,
        Submitted,
        Suspended,
        Triggered,
        Urged,
        Voided,
    )
    from .filled import Filled, read_form
    from .forms import Form
    from .identity import match, obligations
    from .log import Ledger, lineage, merge
    from .model import Approval, DueDay, Evidence, Item, Light, Obligation, Stage, Timeliness
    from .official import Bulletin
    from .policy import Policy
    from .replay import Conflict
    from .review import Flow, Review, recount
    from .store import verify
    from .verdicts import Signal, Verdict
    from .view import View

__all__ = [
    "Approval",
    "Assigned",
    "Begun",
    "Bulletin",
    "Cancelled",
    "Change",
    "Closed",
    "Conflict",
    "DueDay",
    "Event",
    "Evidence",
    "Extended",
    "ExtensionAsked",
    "ExtensionRefused",
    "Filled",
    "Flow",
    "Form",
    "Item",
    "Ledger",
    "LedgerFile",
    "Light",
    "Merged",
    "Named",
    "Noted",
    "Obligation",
    "Opened",
    "Pair",
    "Policy",
    "Published",
    "Reopened",
    "Reported",
    "Resumed",
    "Returned",
    "Review",
    "Revised",
    "Revision",
    "Ruled",
    "Signal",
    "Split",
    "Stage",
    "Submitted",
    "Suspended",
    "Taken",
    "Timeliness",
    "Triggered",
    "UnitRow",
    "Urged",
    "Verdict",
    "View",
    "Voided",
    "lineage",
    "load_ledger",
    "match",
    "merge",
    "obligations",
    "open_ledger",
    "read_form",
    "recount",
    "verify",
]

_ROOMS = {
    ".analysis.matching": "Change Pair Revision",
    "book": "LedgerFile Taken load_ledger open_ledger",
    "counting": "UnitRow",
    "events": (
        "Assigned Begun Cancelled Closed Event Extended ExtensionAsked ExtensionRefused Merged Named Noted Opened"
        " Published Reopened Reported Resumed Returned Revised Ruled Split Submitted Suspended Triggered Urged Voided"
    ),
    "filled": "Filled read_form",
    "forms": "Form",
    "identity": "match obligations",
    "log": "Ledger lineage merge",
    "model": "Approval DueDay Evidence Item Light Obligation Stage Timeliness",
    "official": "Bulletin",
    "policy": "Policy",
    "replay": "Conflict",
    "review": "Flow Review recount",
    "store": "verify",
    "verdicts": "Signal Verdict",
    "view": "View",
}
open_on_demand(__name__, _ROOMS)
