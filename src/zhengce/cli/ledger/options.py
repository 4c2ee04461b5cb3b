"""Options: what the verbs of a ledger have in common, and how they tell what they did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from ...saying import in_language
from ..group import Command
from ..house import echo_json
from ..options import DAY, Place, as_json
from ..speech import language, tell

if TYPE_CHECKING:
    from ...findings import Finding
    from ...ledger import View

_Command = TypeVar("_Command", bound=Callable[..., Any])

option: Final = click.option


def command(name: str | None = None, **more: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command that speaks both languages."""
    return click.command(name, cls=Command, **more)


def day(name: str, text: str, *, required: bool = True) -> Callable[[_Command], _Command]:
    """Make an option for a day; no command asks the clock."""
    return click.option(name, type=DAY, metavar="DAY", required=required, help=text)


LEDGER: Final = click.argument("path", metavar="LEDGER", type=Place(path_type=Path))
JSON: Final = as_json("Print it as JSON, for machines.")
MONTH: Final = option("--month", required=True, metavar="YYYY-MM", help="The month it is about.")
AS_OF: Final = day("--as-of", "The day to look at.")
KNOWN: Final = day("--known", "Leave out what was entered later.", required=False)


class Told(NamedTuple):
    """What a verb tells: lines for people, values for machines, and what it found, which the lines have, too."""

    lines: Sequence[str]
    plain: Any
    findings: Sequence[Finding] = ()


def show_told(told: Told, *, as_json: bool) -> None:
    """Print what a verb tells; where it found something that is more than a remark, the exit code is 1."""
    if as_json:
        echo_json(told.plain)
    else:
        for line in told.lines:
            click.echo(line)
    if any(finding.severity != "info" for finding in told.findings):
        raise click.exceptions.Exit(1)


def tell_like(view: View, units: Iterable[str]) -> None:
    """Say on standard error which units are new to a ledger and have names like those on its books."""
    known = (*view.units, *view.others)
    for unit in view.context.units(units):
        holding = [name for name in known if unit in name or name in unit]
        near = holding or get_close_matches(unit, known, cutoff=0.7)  # 财政局 and 民政局 are two bureaus
        if near and unit not in known:
            words = tell("{unit} is new in this ledger; did you mean {near}?", unit=unit, near="、".join(near))
            click.echo(f"zhengce: {words}", err=True)


def worded(findings: Sequence[Finding]) -> list[str]:
    """Return findings as lines for people."""
    return [f"{finding.code} {in_language(finding.message, language())}" for finding in findings]


def plain(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Return findings as values for machines."""
    return [{"code": it.code, "severity": it.severity.value, "message": it.message} for it in findings]
