"""The subcommands: where each is, and a line about it."""

from __future__ import annotations

from typing import Final

import click

from .. import __version__
from .group import Lazy

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "show": ("showing", "Show a notice as a ledger."),
    "check": ("checking", "Report what is wrong, missing or doubtful in notices."),
    "rule": ("checking", "Explain a rule, or list them all."),
    "deadline": ("showing", "Explain one time limit."),
    "agenda": ("agenda", "Show what falls due in a month, by unit."),
    "compare": ("comparing", "Show what changed between two versions of a notice."),
    "align": ("comparing", "Show what a lower level makes of a plan of a higher one."),
    "export": ("exporting", "Write notices in another format."),
    "report": ("reporting", "Write notices as one page for a browser."),
    "corpus": ("corpus", "Make tables of thousands of notices."),
    "ledger": ("ledger", "Follow a notice up: take it, report, close out, review."),
}
"""By name: the module, and the first sentence of the help, which the list shows without importing the module."""


@click.group(cls=Lazy, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Read Chinese government notices: who does what by when.

    \b
    Examples:
      zhengce show notice.md
      zhengce show notice.md --json > notice.json
      zhengce check notice.md --select ZC2,ZC302
      zhengce export notice.md -o ledger.xlsx
      zhengce agenda notice.md --month 2024-09
      zhengce report notice.md -o report.html
      zhengce deadline 6月底前 --reference-date 2024-03-15

    Exit codes: 0, success; 1, check found an error, or the output could not be
    written; 2, the command could not be carried out (no such file, a file that
    is not text, a time limit that cannot be read); 3, some of many files could
    not be read, and the others were.
    """
