"""Findings in a terminal: each with its place and words, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from ..findings import Finding, Severity
from ..rules import Report
from ..rules.excerpts import excerpt
from .house import console
from .speech import counted, listed, tell

__all__ = ["print_reports"]

_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_reports(reports: Sequence[Report], mended: Sequence[Path], *, every: bool) -> None:
    """Print the findings of each report, how many there are, and which files were mended."""
    terminal = console()
    for report in reports:
        for found, like in report.gathered(every=every):
            _print_finding(terminal, report, found, like)
    lines = [_count(reports)]
    if mended:
        names = [str(path) for path in mended]
        lines.append(tell("mended: {files}", files=listed(names)))
    terminal.print("\n".join(lines))


def _print_finding(terminal: Console, report: Report, found: Finding, like: Sequence[Finding]) -> None:
    head, where = Text(report.head(found, like)), len(report.where(found))
    word = where + len(": ")
    head.stylize("bold", 0, where)
    head.stylize(_STYLES[found.severity], word, word + len(found.severity.word(report.lang)))
    terminal.print(head, soft_wrap=True)
    if not like:
        terminal.print(Text(excerpt(report.source.lines, found.span), style="dim"), soft_wrap=True)


def _count(reports: Sequence[Report]) -> str:
    counts = {severity: sum(report.by_severity[severity] for report in reports) for severity in Severity}
    total = sum(counts.values())
    safe = sum(1 for report in reports for found in report if found.fix and found.fix.safe)
    several = listed(counted(count, severity) for severity, count in counts.items() if count)
    fixable = tell("; --fix can mend {count} safely", count=safe) if safe else ""
    told = tell("{total} found: {listed}{fixable}", total=total, listed=several, fixable=fixable)
    return told if total else tell("nothing found")
