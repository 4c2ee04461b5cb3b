"""``zhengce ledger``: what happens after a notice is issued, one verb each; those that write, and those that show."""

from __future__ import annotations

import click

from ..group import Group
from .showing import SHOWING
from .writing import WRITING

__all__ = ["ledger"]


@click.group(cls=Group)
def ledger() -> None:
    """Follow a notice up: take it, report, close out, review.

    A ledger is a file that is only ever appended to, or a folder with such a file
    for each writer. No command reads the clock: give each one its day.

    \b
    Examples:
      zhengce ledger take 台账.jsonl notice.md --at 2024-05-06 --writer 政务办
      zhengce ledger show 台账.jsonl --as-of 2024-06-30
      zhengce ledger review 台账.jsonl --month 2024-06 --as-of 2024-07-08 -o 通报.docx

    With --json, a verb that writes prints the events that it wrote, and what it found.

    Exit codes: 0, done; 1, something was found, such as a line that was changed or
    a row that was not used; 2, a mistake in the arguments, or an event that does
    not fit: then nothing is written.
    """


for _command in (*WRITING, *SHOWING):
    ledger.add_command(_command)
