"""Rules: what is wrong or missing in a notice, said with a code, a place and a remedy.

One function a rule, one module a family: :mod:`.document` (ZC1), :mod:`.units`
(ZC2), :mod:`.deadlines` (ZC3), :mod:`.targets` (ZC4), :mod:`.quality` (ZC9).
:mod:`.registry` says what a rule is, :mod:`.checking` runs them, :mod:`.report` shows
what they found, :mod:`.fixes` mends it.
"""

from typing import Final

from . import deadlines, document, quality, targets, units
from .checking import check
from .fixes import fix
from .registry import Hit, Rule, hit, known_rules, rule
from .report import Report
from .sarif import sarif_log

__all__ = ["FAMILIES", "Hit", "Report", "Rule", "check", "fix", "hit", "known_rules", "rule", "sarif_log"]

FAMILIES: Final = (document, units, deadlines, targets, quality)
"""Where our own rules stand; to import a family is to make its rules known."""
