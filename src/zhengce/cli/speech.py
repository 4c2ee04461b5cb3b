"""The language in which the command speaks, and in which click does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import click
from click import core, decorators, exceptions, formatting, parser, types

from ..saying import Language, chinese, joined, say
from .language import chosen

__all__ = ["LANG", "Formatter", "counted", "language", "listed", "marked", "prefer", "speaking", "tell"]

_SPOKEN: Final[ContextVar[tuple[Language, bool]]] = ContextVar("spoken", default=("en", False))
"""The language, and whether it was asked for."""

LANG: Final = click.Option(
    ["--lang"],
    type=click.Choice(["zh", "en"]),
    expose_value=False,
    help="Chinese or English; by default ZHENGCE_LANG, or else the language of the locale.",
)
"""The option of every command. It may stand anywhere: :func:`chosen` has looked for it before click does."""


def language() -> Language:
    """Return the language in which the command speaks."""
    return _SPOKEN.get()[0]


def tell(template: str, /, **fields: object) -> str:
    """Return a sentence in the language of the command."""
    return say(template, **fields).in_language(language())


def listed(parts: Iterable[str]) -> str:
    """Return several texts as a list in the language of the command."""
    return joined(parts, ", ").in_language(language())


def counted(count: int, noun: str) -> str:
    """Return a number with its noun in the language of the command."""
    if language() == "zh":
        return tell(f"{{count}} {noun}", count=count)
    return f"{count} {noun}{'' if count == 1 or noun == 'info' else 's'}"


@contextmanager
def speaking(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[None]:
    """Let the command speak the language that its arguments or else the environment ask for."""
    before = _SPOKEN.set(chosen(arguments, environment))
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def prefer(lang: Language | None) -> None:
    """Speak a language, unless the caller asked for one."""
    if lang and not _SPOKEN.get()[1]:
        _SPOKEN.set((lang, False))


# --- click ------------------------------------------------------------------------


def _of_click(english: str) -> str:
    return chinese().get(english, english) if language() == "zh" else english


def _of_click_counted(one: str, many: str, count: int) -> str:
    return _of_click(one if count == 1 else many)


for _module in (core, decorators, exceptions, formatting, parser, types):
    # click looks its own words up in the catalogues of gettext; ours are in one table with those of the command
    vars(_module).update(_=_of_click, ngettext=_of_click_counted)


def marked(message: str) -> str:
    """Return what click says of a mistake with the quotes and stops of the language; click always puts English ones."""
    if language() == "en":
        return message
    message = re.sub(r"'([^']*)'", lambda found: f"“{_placeholders(found[1])}”", message)
    for english, chinese_ in (("”, “", "”、“"), (" “", "“"), ("” ", "”"), ("。 ", "。")):
        message = message.replace(english, chinese_)
    return f"{message[:-1]}。" if message.endswith(".") else message


class Formatter(click.HelpFormatter):
    """Help in the language of the command; in Chinese with lines that are broken where Chinese may be."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, _placeholders(args), prefix or (None if language() == "en" else tell("Usage:")))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        self.write(f"{heading}{':' if language() == 'en' else '：'}\n")

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; one that begins with ``\b`` keeps its lines."""
        if language() == "en":
            super().write_text(text)
            return
        for i, paragraph in enumerate(text.split("\n\n")):
            kept = paragraph.startswith("\b")
            lines = paragraph.split("\n")[1:] if kept else [" ".join(paragraph.split())]
            told = [chinese().get(line.strip(), line) for line in lines]
            self.write("\n" if i else "")
            for line in told if kept else self._wrapped(told[0], self.width - self.current_indent):
                self.write(f"{'':{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands, each with its help."""
        if language() == "en":
            super().write_dl(rows, col_max, col_spacing)
            return
        from ..text import columns

        told = [(_placeholders(first), _help(second)) for first, second in rows]
        broad = min(max(columns(first) for first, _ in told), col_max) + col_spacing
        for first, second in told:
            self.write(f"{'':{self.current_indent}}{first}")
            room = broad - columns(first)
            self.write(" " * room if room >= col_spacing else f"\n{'':{self.current_indent + broad}}")
            lines = self._wrapped(second, self.width - broad - self.current_indent)
            self.write(f"\n{'':{self.current_indent + broad}}".join(lines) + "\n")

    @staticmethod
    def _wrapped(text: str, width: int) -> list[str]:
        from .wrapping import wrap

        return wrap(text, max(width, 20))


def _placeholders(words: str) -> str:
    return re.sub(r"\b[A-Z][A-Z-]+\b", lambda found: _of_click(found[0]), words)


def _help(text: str) -> str:
    """Return the help of an option: its sentence, and what click says in brackets at the end."""
    sentence, gap, extra = text.partition("  [")
    return _of_click(sentence) + gap + extra
