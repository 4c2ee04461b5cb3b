"""The house rules of the command: how it reads and prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import click
import pendulum
from rich.console import Console

import zhengce

from ..errors import FileError, FormatError
from ..files import plain
from ..saying import joined

_Command = TypeVar("_Command", bound=Callable[..., Any])

PIPED_WIDTH: Final = 100
"""The width where no terminal tells one; ``COLUMNS`` overrules it."""

WIDEST: Final = 120
"""Longer lines of Chinese are hard to follow, however wide the terminal."""

_STDIN: Final = Path("<stdin>")


def console() -> Console:
    """Return a console with colours only in a terminal, and a width that suits Chinese text."""
    made = Console(highlight=False, markup=False, emoji=False)
    has_width = made.is_terminal or os.environ.get("COLUMNS")
    made.width = min(made.width, WIDEST) if has_width else PIPED_WIDTH
    return made


FILE: Final = click.Path(allow_dash=True, readable=False)
"""A file to read, or ``-``; completion offers files. Only the reader checks whether it can be read."""


def read_text(argument: str) -> str:
    """Return the argument itself, or for ``-`` the text on standard input."""
    return plain.decode(_standard_input(), _STDIN) if argument == "-" else argument


def _standard_input() -> bytes:
    return sys.stdin.buffer.read() if sys.stdin else b""


def read_notice(file: str, reference_date: pendulum.Date | None) -> zhengce.Notice:
    """Return the notice in a file, or on standard input for ``-``."""
    if file == "-":
        return zhengce.parse(read_text(file), reference_date=reference_date)
    try:
        return zhengce.read(file, reference_date=reference_date)
    except FormatError as error:
        raise FileError(file, joined(error.problems, "; ")) from error


def _date(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> pendulum.Date | None:
    return pendulum.Date(value.year, value.month, value.day) if value else None


def reference_date(command: _Command) -> _Command:
    """Add the option ``--reference-date`` to a command that reads time limits."""
    option = click.option(
        "--reference-date",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        callback=_date,
        help="The day whose year is that of months without a year; by default the issue date.",
    )
    return option(command)
