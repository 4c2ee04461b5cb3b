"""Options and arguments that several commands have; what they lead to is imported when a command runs."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from ..errors import CalendarError
from .speech import language, tell

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Place(click.Path):
    """A path; an empty one, as of a variable of the shell that is not set, is not the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path."""
        if not os.fspath(value):
            self.fail(tell("the path is empty"), param, ctx)
        return super().convert(value, param, ctx)


class Day(click.ParamType[dt.date]):
    """A day, as 2024-09-30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day."""
        from ..dates import as_date

        try:
            return as_date(value)
        except CalendarError as error:
            self.fail(error.in_language(language()), param, ctx)


FILE: Final = Place(allow_dash=True, readable=False)
"""A file to read, or ``-``; completion offers files. Only the reader checks whether it can be read."""

PLACE: Final = Place(writable=False)
"""Where to write, or what stands on disk; only who writes or reads it checks that it can."""

DAY: Final = Day()


def files(command: _Command) -> _Command:
    """Add the files to a command that reads many: files, folders, patterns and archives."""
    argument = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
    going = click.option(
        "--keep-going/--no-keep-going",
        default=True,
        show_default=True,
        help="Go on with the other files if one cannot be read.",
    )
    return argument(going(command))


def narrowing(command: _Command) -> _Command:
    """Add the options ``--unit`` and ``--domain``, which narrow what is shown."""
    unit = click.option("--unit", metavar="NAME", help="Only what concerns this unit, in any role; its full name.")
    domain = click.option("--domain", metavar="NAME", help="Only what is in the domain of this name.")
    return unit(domain(command))


def in_month(command: _Command) -> _Command:
    """Add the option ``--month``, which narrows what is written."""
    return click.option("--month", metavar="YYYY-MM", help="Only the time limits that fall due in this month.")(command)


def reference_date(command: _Command) -> _Command:
    """Add the option ``--reference-date`` to a command that reads time limits."""
    text = "The day whose year is that of months without a year; by default the issue date."
    return click.option("--reference-date", type=DAY, metavar="YYYY-MM-DD", help=text)(command)


def output(text: str, *, required: bool = False) -> Callable[[_Command], _Command]:
    """Make the option ``-o``."""
    return click.option("-o", "--output", type=PLACE, metavar="OUT", required=required, help=text)


def as_json(text: str) -> Callable[[_Command], _Command]:
    """Make the option ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help=text)
