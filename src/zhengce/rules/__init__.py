"""Rules: find what is wrong or missing in a notice, with a code, a place and a fix.

Each rule is a function, and each family a module: :mod:`.document` (ZC1), :mod:`.units`
(ZC2), :mod:`.deadlines` (ZC3), :mod:`.targets` (ZC4), :mod:`.quality` (ZC9).
:mod:`.registry` defines and registers rules, :mod:`.checking` runs them, :mod:`.report`
shows the findings, :mod:`.fixes` applies the fixes.
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
"""The modules of the built-in rules; importing a module registers its rules."""
