"""How the command reads many files: it keeps going, shows how far it is, and says at the end what failed."""

from __future__ import annotations

import datetime as dt
import glob
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs
import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import zhengce

from ..corpus.sources import tasks
from ..errors import FileError, FormatError, ZhengceError, ZhengceWarning, in_file
from ..outcome import Outcome
from ..saying import in_language, joined
from .house import read_notice, tell_empty
from .speech import counted, language, tell

STDIN: Final = "<stdin>"

INCOMPLETE: Final = 3
"""The exit code if some of the files could not be read, and what could be read was used."""

_SHOWN: Final = 20


@attrs.define
class Reading:
    """What was read of the files of a command.

    Attributes:
        outcomes: one for each document.
        one: true if a single document was asked for, not a folder of one.
    """

    outcomes: list[Outcome]
    one: bool

    @property
    def notices(self) -> list[zhengce.Notice]:
        """The notices that could be read."""
        return [outcome.notice for outcome in self.outcomes if outcome.notice]

    @property
    def sources(self) -> list[str]:
        """The sources of the notices."""
        return [outcome.source for outcome in self.outcomes if outcome.notice]

    def finish(self, code: int = 0) -> None:
        """Say what could not be read and why, and end with the exit code."""
        failed = [outcome for outcome in self.outcomes if outcome.error]
        if failed:
            tell_failed([(outcome.source, outcome.reason_in(language())) for outcome in failed], len(self.outcomes))
            code = INCOMPLETE
        if code:
            raise click.exceptions.Exit(code)


def read_all(
    given: Sequence[str], reference_date: dt.date | None, *, keep_going: bool = True, output: str | None = None
) -> Reading:
    """Return what is in files, folders, patterns and archives, or on standard input for ``-``.

    The file that is to be written, in a folder or a pattern, is not read.

    Raises:
        ZhengceError: the only document cannot be read, or any if it is not to keep going.
    """
    if len(given) == 1 and _is_one(given[0]):
        return Reading([Outcome(source=_name(given[0]), notice=read_notice(given[0], reference_date))], one=True)
    found: list[Outcome] = []
    with warned(), progress(given) as tell_done:
        for outcome in _outcomes(given, reference_date, output):
            if outcome.error and not keep_going:
                raise _error(outcome)
            if outcome.notice:
                tell_empty(outcome.source, outcome.notice)
            found.append(outcome)
            tell_done(1)
    if len(found) == 1 and found[0].error:
        raise _error(found[0])
    return Reading(found, one=False)


def _name(file: str) -> str:
    return STDIN if file == "-" else file


def _is_one(file: str) -> bool:
    return not (
        os.path.isdir(file)  # noqa: PTH112  # unlike Path, it has an answer for names that no system takes
        or (glob.has_magic(file) and not os.path.lexists(file))
        or Path(file).suffix.lower() in (".zip", ".jsonl")
    )


def _outcomes(given: Sequence[str], reference_date: dt.date | None, output: str | None) -> Iterator[Outcome]:
    for file in given:
        if file == "-":
            yield _standard_input(reference_date)
        else:
            for outcome in zhengce.read_many(file, reference_date=reference_date):
                if _is_one(file) or not output or Path(outcome.source).absolute() != Path(output).absolute():
                    yield outcome


def _standard_input(reference_date: dt.date | None) -> Outcome:
    try:
        return Outcome(source=STDIN, notice=read_notice("-", reference_date))
    except ZhengceError as error:
        return Outcome(source=STDIN, error=error)


def _error(outcome: Outcome) -> ZhengceError:
    error = outcome.error
    if isinstance(error, FormatError):
        return in_file(outcome.source, error)
    return error or FileError(outcome.source, outcome.reason)


# --- what is said on standard error ---------------------------------------------


@contextmanager
def progress(given: Sequence[str]) -> Iterator[Callable[[int], object]]:
    """Show on a terminal how many documents are done; yield the function that counts them."""
    terminal = Console(stderr=True)
    if not terminal.is_terminal or (len(given) == 1 and _is_one(given[0])):
        yield lambda _: None
        return
    total = sum(1 for file in given for _ in ([file] if file == "-" else tasks(file)))
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=terminal, transient=True) as bar:
        task = bar.add_task(tell("reading"), total=total)
        yield lambda count: bar.advance(task, count)


def tell_failed(failed: Sequence[tuple[str, str]], total: int) -> None:
    """Say on standard error which of the sources could not be read, and why."""
    head = tell("{failed} of {total} could not be read:", failed=len(failed), total=counted(total, "file"))
    lines = [f"  {joined([source, reason], ': ').in_language(language())}" for source, reason in failed[:_SHOWN]]
    if len(failed) > _SHOWN:
        lines.append("  " + tell("… and {more} more", more=len(failed) - _SHOWN))
    click.echo("\n".join([f"zhengce: {head}", *lines]), err=True)


@contextmanager
def warned() -> Iterator[None]:
    """Say on standard error what the library warns of, each thing once."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ZhengceWarning)
        yield
    found = [warning.message for warning in caught if isinstance(warning.message, ZhengceWarning)]
    for said in dict.fromkeys(in_language(message, language()) for message in found):
        click.echo(f"zhengce: {said}", err=True)
