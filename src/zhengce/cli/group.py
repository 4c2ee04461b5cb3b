"""How commands are found, and how they refuse."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Final

import click
from click.shell_completion import CompletionItem

from ..errors import ZhengceError
from ..saying import say
from .speech import LANG, Formatter, language, marked, speaking, tell

__all__ = ["Command", "Group", "Lazy", "Refusal", "Unwritten"]


class Refusal(click.ClickException):
    """A mistake of the caller, reported in one line."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it on stderr, without click's ``Error:`` and usage."""
        click.echo(f"zhengce: {self.message}", file=file, err=True)


class Unwritten(Refusal):
    """The output could not be written, through no mistake of the caller."""

    exit_code = 1

    @classmethod
    def because(cls, error: OSError) -> OSError | Unwritten:
        """Return what to raise for an error of standard output; a closed pipe is none: click is silent about it."""
        return error if error.errno == errno.EPIPE else cls(tell("standard output: {reason}", reason=error.strerror))


class Interrupted(Refusal):
    """Ctrl-C was pressed."""

    exit_code = 130


class _Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    """A command that speaks both languages: its help, its errors, and the option ``--lang``."""

    context_class: type[click.Context] = _Context

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        """Return the context, or print help; what click says of a mistake gets the marks of the language."""
        try:
            return super().make_context(info_name, [*args], *rest, **extra)
        except OSError as error:
            raise Unwritten.because(error) from error
        except click.UsageError as error:
            told = self._missing(error.ctx, args) if isinstance(error, click.MissingParameter) else [error]
            words = " ".join(marked(it.format_message()) for it in told)
            raise click.UsageError(marked(words), error.ctx) from error

    def _missing(self, ctx: click.Context | None, args: list[str]) -> list[click.UsageError]:
        """Return all that is missing, of which click names the first alone."""
        if ctx is None:
            return []
        given, _, _ = self.make_parser(ctx).parse_args([*args])
        return [
            click.MissingParameter(ctx=ctx, param=it)
            for it in self.get_params(ctx)
            if it.required and it.value_is_missing(it.consume_value(ctx, given)[0])
        ]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return its parameters, with ``--lang``."""
        *own, help_ = super().get_params(ctx)
        return [*own, LANG, help_]


class Group(Command, click.Group):
    """Subcommands that report a :class:`~zhengce.errors.ZhengceError` in one line, without a traceback."""

    command_class: type[click.Command] | None = Command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run the command in the language that was asked for."""
        given = sys.argv[1:] if args is None else list(args)
        with speaking(given, os.environ):
            return super().main(given, *rest, **options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments; without a command, as if help had been asked for."""
        if not ctx.resilient_parsing and not self.make_parser(ctx).parse_args([*args])[1]:
            args = [*args, "--help"]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the subcommands in the order of the work; click would sort them."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand; of one that there is not, say what may be meant."""
        name = args[0]
        if ctx.resilient_parsing or name.startswith("--") or self.get_command(ctx, name):
            return super().resolve_command(ctx, args)
        near = self._near(name, self.list_commands(ctx))
        hint = say("; did you mean {near!r}?", near=f"{ctx.command_path} {near}") if near else ""
        raise click.UsageError(tell("no command {name!r}{hint}", name=name, hint=hint), ctx)

    @staticmethod
    def _near(name: str, known: Sequence[str]) -> str:
        """Return what may be meant: a command of a name like it, or a command for the file of that name."""
        near = get_close_matches(name, known, 1)
        if os.path.isdir(name) and "check" in known:  # noqa: PTH112  # it has an answer for names that no system takes
            return f"check {name}"
        if os.path.lexists(name) or (not near and (name == "-" or Path(name).suffix)):
            return f"{'show' if 'show' in known else known[0]} {name}"
        return "".join(near)

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand; turn a :class:`~zhengce.errors.ZhengceError` into a :class:`Refusal`."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal shows ? for a character that it lacks
        try:
            return super().invoke(ctx)
        except ZhengceError as error:
            raise Refusal(error.in_language(language())) from error
        except KeyboardInterrupt as error:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # pressed again, it ends the process at once
            raise Interrupted(tell("interrupted")) from error
        except OSError as error:
            raise Unwritten.because(error) from error


class Lazy(Group):
    """Subcommands that are imported when they are called: the list of them and completion import none.

    Attributes:
        table: by name, the module that has the command, under the same name, and a line about it.
    """

    def __init__(self, *arguments: Any, table: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.table: Final = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return [*self.table, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand; only now its module is imported."""
        if cmd_name not in self.table:
            return super().get_command(ctx, cmd_name)
        module = import_module(f".{self.table[cmd_name][0]}", __package__)
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of subcommands."""
        with formatter.section(tell("Commands")):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the names, or options, that begin as typed."""
        offered = [
            CompletionItem(name, help=tell(line))
            for name, (_, line) in self.table.items()
            if name.startswith(incomplete)
        ]
        return [*offered, *click.Command.shell_complete(self, ctx, incomplete)]
