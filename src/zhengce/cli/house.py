"""The house rules of the command: how it reads and prints."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import zhengce

from ..errors import FormatError, in_file
from .speech import tell

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH: Final = 100
"""The width where no terminal tells one; ``COLUMNS`` overrules it."""

WIDEST: Final = 120
"""Longer lines of Chinese are hard to follow, however wide the terminal."""


def console() -> Console:
    """Return a console with colours only in a terminal, and a width that suits Chinese text."""
    from rich.console import Console

    made = Console(highlight=False, markup=False, emoji=False)
    has_width = made.is_terminal or os.environ.get("COLUMNS")
    made.width = min(made.width, WIDEST) if has_width else PIPED_WIDTH
    return made


def echo_json(data: Any) -> None:
    """Print JSON as UTF-8, as RFC 8259 requires, whatever the encoding of the terminal."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str).encode(errors="replace"))


def read_text(argument: str) -> str:
    """Return the argument itself, or for ``-`` the text on standard input."""
    if argument != "-":
        return argument
    from ..files import plain

    return plain.decode(sys.stdin.buffer.read() if sys.stdin else b"", Path("<stdin>"))


def read_notice(file: str, reference_date: dt.date | None) -> zhengce.Notice:
    """Return the notice in a file, or on standard input for ``-``."""
    if file == "-":
        return zhengce.parse(read_text(file), reference_date=reference_date)
    try:
        notice = zhengce.read(file, reference_date=reference_date)
    except FormatError as error:
        raise in_file(file, error) from error
    tell_empty(file, notice)
    return notice


def tell_empty(file: str, notice: zhengce.Notice) -> None:
    """Say on standard error that there is no text in a file."""
    if not notice.source.text.strip() and notice == zhengce.Notice():
        click.echo(f"zhengce: {tell('{file}: no text in it', file=file)}", err=True)
