"""The subcommands: one function each.

A function reads its arguments, calls the library and prints. Errors are not handled
here: the group turns every :class:`~zhengce.errors.ZhengceError` into one line on
stderr and exit code 2.
"""

from __future__ import annotations

import click
import pendulum

import zhengce

from .agenda import agenda
from .checking import check, rule
from .exporting import export
from .house import FILE, Group, console, read_notice, read_text, reference_date
from .ledger import ledger
from .page import page, record
from .reporting import report


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhengce", message="%(prog)s %(version)s")
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
    is not text, a time limit that cannot be read).
    """


app.add_command(agenda)
app.add_command(check)
app.add_command(rule)
app.add_command(export)
app.add_command(ledger)
app.add_command(report)


@app.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the notice as JSON.")
@reference_date
def show(file: str, *, as_json: bool, reference_date: pendulum.Date | None) -> None:
    """Show a notice as a ledger.

    First come its header and what was not found, then the measures of each domain
    with their units and time limits. FILE - is standard input. A text that is not
    a notice is no error.

    \b
    Examples:
      zhengce show notice.md
      zhengce show notice.md --reference-date 2024-03-15
      zhengce show - --json < notice.md
    """
    notice = read_notice(file, reference_date)
    if as_json:
        text = zhengce.dumps(notice, indent=2)
        click.echo(text.encode())  # bytes, because JSON is UTF-8 by RFC 8259, whatever the terminal
        return
    terminal = console()
    for line in page(notice, terminal.width):
        terminal.print(line, soft_wrap=True)


@app.command()
@click.argument("text")
@reference_date
def deadline(text: str, reference_date: pendulum.Date | None) -> None:
    """Explain one time limit.

    Print its kind, its days, and the convention that decided them, if any.
    TEXT - is standard input.

    \b
    Examples:
      zhengce deadline 8月前 --reference-date 2024-03-15
      zhengce deadline 自印发之日起30日内
      echo 每月26日前 | zhengce deadline -
    """
    found = zhengce.parse_deadline(read_text(text).strip(), reference_date=reference_date)
    terminal = console()
    for line in record(found, terminal.width):
        terminal.print(line, soft_wrap=True)
