"""Sentences in two languages: English as they stand, Chinese where it is asked for.

A message is written in English where it is said. One that never varies is a plain text. One
with something to put in, ``say("no unit has the name {name!r}", name=name)``, is a text like any
other, but remembers its template and fields, so that whoever shows it can ask for Chinese.
``chinese.txt`` has the Chinese of both: the English line, and the Chinese one below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, Literal, TypeAlias

__all__ = ["LANGUAGES", "Language", "Saying", "chinese", "in_language", "joined", "say"]

Language: TypeAlias = Literal["en", "zh"]
"""The languages of messages and labels."""

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")

_JOINTS: Final = {"; ": "；", ": ": "：", ", ": "、", " or ": "或", " and ": "和"}


class Saying(str):
    """A text in English that can be had in Chinese.

    Attributes:
        template: the words, with names in braces.
        fields: the values for the names; one that is a saying itself is put into the same language. What the
            template quotes, ``{name!r}``, somebody gave: it stays as it is.
    """

    template: str
    fields: Mapping[str, object]

    def in_language(self, lang: Language) -> str:
        """Return it in a language; in English if the Chinese is missing.

        >>> say("no notice was found").in_language("zh")
        '没有找到通知'
        """
        if lang == "en":
            return str(self)
        quoted = {name for name in self.fields if f"{{{name}!r}}" in self.template}
        told = {name: it if name in quoted else in_language(it, lang) for name, it in self.fields.items()}
        return chinese().get(self.template, self.template).format(**told)


def say(template: str, /, **fields: object) -> Saying:
    """Return a sentence that can be had in both languages.

    Args:
        template: the English words, with names in braces; ``chinese.txt`` has them in Chinese.
        fields: the values for the names.

    >>> say("no option {name!r}", name="evnts")
    "no option 'evnts'"
    """
    made = Saying(template.format(**fields))
    made.template, made.fields = template, fields
    return made


def joined(parts: Iterable[str], joint: str) -> Saying:
    """Return several texts as one, with the marks of the language between them.

    >>> joined(["$.title: expected a text", "$.year: expected a text"], "; ").in_language("zh")
    '$.title: expected a text；$.year: expected a text'
    """
    fields = {f"part{i}": part for i, part in enumerate(parts)}
    made = _Joined(joint.join(fields.values()))
    made.template, made.fields = joint, fields
    return made


class _Joined(Saying):
    def in_language(self, lang: Language) -> str:
        joint = self.template if lang == "en" else _JOINTS.get(self.template, self.template)
        return joint.join(str(in_language(part, lang)) for part in self.fields.values())


def in_language(words: Any, lang: Language) -> Any:
    """Return a text, a saying, or the message of an error, in a language; anything else as it is.

    >>> in_language(say("no option {name!r}", name="evnts"), "zh"), in_language("松溪新城", "zh")
    ('没有选项“evnts”', '松溪新城')
    """
    if isinstance(words, BaseException) and not hasattr(words, "in_language"):
        words = words.args[0] if len(words.args) == 1 else str(words)
    if say_in := getattr(words, "in_language", None):
        return say_in(lang)
    return chinese().get(words, words) if lang == "zh" and isinstance(words, str) else words


@cache
def chinese() -> Mapping[str, str]:
    """Return the Chinese of every template."""
    from importlib import resources

    text = resources.files("zhengce").joinpath("chinese.txt").read_text(encoding="utf-8")
    pairs = (pair.splitlines() for pair in text.split("\n\n") if pair.strip() and not pair.startswith("#"))
    return dict(pairs)
