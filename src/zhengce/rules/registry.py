"""The registry of rules.

A rule is a function that takes a notice and yields hits, with a code that never changes.
Its docstring is a summary. Its page has the sections *What it does*, *Why*, *Example* and
*Use instead*, and in Chinese 规则, 作用 and 理由. The pages of built-in rules are files in
``pages/``, named after their codes; a rule of your own has the sections in its docstring.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.metadata import entry_points
from typing import Final, Protocol, TypeAlias

import attrs

from ..errors import ArgumentError, RuleError, expect, expect_all, expect_one_of
from ..findings import Finding, Fix, Severity
from ..lexicon import Lazy
from ..made import maker
from ..model import Measure, Notice
from ..saying import say
from ..terms import Language
from ..text import Span

__all__ = ["RETIRED", "Hit", "Rule", "choose", "hit", "known_rules", "load_plugins", "rule"]

ENTRY_POINTS: Final = "zhengce.rules"
"""The entry-point group through which packages offer rules."""

RETIRED: Final[dict[str, str]] = {}
"""Codes of retired rules, each with the reason; they are never used again."""

_make_finding = maker(Finding)

_CODE = Lazy("[A-Z]{2,6}[0-9]{3}")
_NAME = Lazy(r"[^\WA-Z_]+(?:-[^\WA-Z_]+)*")
_SECTION = Lazy(r"^(What it does|Why|Example|Use instead|规则|作用|理由)[:：]\n((?:[ ]+.*\n|\s*\n)*)", re.MULTILINE)


class _Placed(Protocol):
    @property
    def span(self) -> Span | None: ...


@attrs.frozen
class Hit:
    """A problem that a rule found, with the words for its message; :func:`hit` makes one.

    Attributes:
        span: the place of the words concerned; ``None`` for the whole document.
        measure: the measure concerned.
        fix: how to fix it.
        severity: its severity, if not that of the rule.
        words: the values for the names in the rule's message.
    """

    span: Span | None
    measure: Measure | None = None
    fix: Fix | None = None
    severity: Severity | None = None
    words: Mapping[str, object] = attrs.field(factory=dict)


_make_hit: Callable[..., Hit] = maker(Hit)


def hit(
    place: _Placed | Span | None = None,
    *,
    measure: Measure | None = None,
    fix: Fix | None = None,
    severity: Severity | None = None,
    **words: object,
) -> Hit:
    """Return a hit, which a rule yields for each problem.

    Args:
        place: a span of the original, or anything that has one; ``None`` for the whole document.
        measure: the measure concerned; the message may use its id and title.
        fix: how to fix it.
        severity: the severity of this hit, if not that of the rule.
        words: the values for the names in braces in the message.
    """
    span = place if place is None or isinstance(place, Span) else getattr(place, "span", place)
    expect(span, (Span, type(None)), "a span, or a part of a notice")
    return _make_hit(span, measure, fix, severity and _severity(severity), words)


def _severity(value: Severity | str) -> Severity:
    expect_one_of(value, tuple(Severity))
    return Severity(value)


Check: TypeAlias = Callable[[Notice], Iterable[Hit]]


@attrs.frozen(kw_only=True)
class Rule:
    """A rule: a check with a code.

    Attributes:
        code: ``ZC201``; never used for another rule.
        name: ``no-lead-unit``.
        severity: the severity of its findings, unless a hit has its own.
        also: the severity of hits that have their own; ``None`` if none has.
        since: the first version of the package that has it.
        en: its message in English, with names in braces: ``{measure}`` and ``{title}`` are
            the id and title of the measure, unless the hit gives others.
        zh: its message in Chinese, with the same names.
        check: the function.
    """

    code: str
    name: str
    severity: Severity = attrs.field(converter=_severity)
    also: Severity | None = attrs.field(default=None, converter=attrs.converters.optional(_severity))
    since: str
    en: str
    zh: str
    check: Check = attrs.field(eq=False)

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        """Pickle the code, by which the rule is found in the registry again."""
        return _known, (self.code,)

    def __call__(self, notice: Notice) -> Iterable[Hit]:
        """Return the hits of the function."""
        return self.check(notice)

    def severities(self, lang: Language = "en") -> str:
        """Return the words for the severities of its findings, the usual one first."""
        given = [self.severity, *([self.also] if self.also else [])]
        return ("、" if lang == "zh" else ", ").join(severity.word(lang) for severity in given)

    def summary(self, lang: Language = "en") -> str:
        """Return the first sentence of its page, in either language if available."""
        if lang == "zh" and "规则" in self.sections:
            return self.sections["规则"]
        return inspect.cleandoc(self.check.__doc__ or "").split("\n\n")[0].replace("\n", " ")

    @property
    def sections(self) -> dict[str, str]:
        """The sections of its page, by their headings."""
        page = inspect.cleandoc(self.check.__doc__ or "") + "\n"
        found = {heading: inspect.cleandoc(text) for heading, text in _SECTION.findall(page)}
        return found or dict(_sections_of_file(self.code))

    def findings(self, notice: Notice, lang: Language) -> list[Finding]:
        """Return what it finds in a notice, in either language."""
        found = expect_all(self.check(notice), Hit, "hits", "a rule yields zhengce.hit(…)")
        return [self.finding(each, notice, lang) for each in found]

    def finding(self, found: Hit, notice: Notice, lang: Language) -> Finding:
        """Return the finding of one hit."""
        measure = found.measure
        words = {"measure": measure.id, "title": measure.title, **found.words} if measure else found.words
        return _make_finding(
            code=self.code,
            severity=found.severity or self.severity,
            message=(self.zh if lang == "zh" else self.en).format(**words),
            measure=measure.id if measure else None,
            span=found.span or notice.source.span(0, 0),
            fix=found.fix,
        )


@cache
def _sections_of_file(code: str) -> Mapping[str, str]:
    """Return the sections of the page of a built-in rule, without fences; empty if there is no such file."""
    file = resources.files("zhengce.rules").joinpath("pages", f"{code}.md")
    if not file.is_file():
        return {}
    _, *sections = file.read_text(encoding="utf-8").split("\n## ")
    parted = (section.partition("\n\n") for section in sections)
    return {heading: text.strip().removeprefix("```text\n").removesuffix("\n```") for heading, _, text in parted}


_RULES: Final[dict[str, Rule]] = {}


def rule(
    code: str,
    *,
    name: str,
    severity: Severity | str,
    since: str,
    en: str,
    zh: str = "",
    also: Severity | str | None = None,
) -> Callable[[Check], Rule]:
    """Turn a function into a rule, and register it for :func:`zhengce.check`.

    Args:
        code: letters and three digits, with letters of your own: ``OFF001``.
        name: words joined by hyphens.
        severity: ``error``, ``warning`` or ``info``.
        since: the first version of your package that has it.
        en: the message in English, with names in braces, see :class:`Rule`.
        zh: the message in Chinese; by default the English one.
        also: the severity of hits that have their own, if any has.

    Raises:
        RuleError: the code or the name is malformed, or the code is used by another rule, perhaps a retired one.
        ArgumentError: the severity is none of these, or what is decorated is no function.

    >>> @rule("DOC001", name="long-title", severity="info", since="1.0", en="a title of {length} characters")
    ... def long_title(notice):
    ...     if len(notice.title) > 50:
    ...         yield hit(length=len(notice.title))
    >>> [found.message for found in long_title.findings(Notice(title="关于" * 30), "en")]
    ['a title of 60 characters']
    """

    def decorate(check: Check) -> Rule:
        if not callable(check):
            raise ArgumentError("a function that takes a notice", type(check).__name__)
        made = Rule(code=code, name=name, severity=severity, also=also, since=since, en=en, zh=zh or en, check=check)
        _register(made)
        return made

    return decorate


def _register(new: Rule) -> None:
    if not _CODE.fullmatch(str(new.code)):
        raise RuleError(say("a code is two to six capital letters and three digits, got {code!r}", code=new.code))
    if not _NAME.fullmatch(str(new.name)):
        raise RuleError(say("a name is words in small letters joined by hyphens, got {name!r}", name=new.name))
    if new.code in RETIRED:
        raise RuleError(say("the code {code} is retired: {reason}", code=new.code, reason=RETIRED[new.code]))
    old = _RULES.get(new.code)
    if old and _where(old.check) != _where(new.check):  # the same cell of a notebook may run twice
        raise RuleError(say("the code {code} is taken by {place}", code=new.code, place=_where(old.check)))
    _RULES[new.code] = new


def _where(check: Check) -> str:
    return f"{check.__module__}.{getattr(check, '__qualname__', type(check).__qualname__)}"


def known_rules() -> tuple[Rule, ...]:
    """Return all rules, built-in ones and others, by code."""
    load_plugins()
    return tuple(_RULES[code] for code in sorted(_RULES))


def _known(code: str) -> Rule:
    load_plugins()
    return _RULES[code]


@cache
def load_plugins() -> Mapping[str, Exception | SystemExit]:
    """Load the rules of installed packages; return the failures by the name of the entry point."""
    failed: dict[str, Exception | SystemExit] = {}
    for point in entry_points(group=ENTRY_POINTS):
        try:
            point.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a package of somebody's may raise anything)
            failed[point.name] = error
    return failed


def choose(rules: Iterable[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """Return the rules whose codes begin with one of *select*, if any, and with none of *ignore*.

    Raises:
        RuleError: one of them matches no code.
    """
    rules = list(rules)
    select, ignore = _prefixes(select), _prefixes(ignore)
    for prefix in (*select, *ignore):
        if not any(r.code.startswith(prefix) for r in rules):
            known = ", ".join(sorted({f"{r.code[:-2]}xx" for r in rules}))
            raise RuleError(
                say("no rule has a code that begins with {prefix!r}; known are {known}", prefix=prefix, known=known)
            )
    return [r for r in rules if r.code.startswith(select or ("",)) and not r.code.startswith(ignore or ("\0",))]


def _prefixes(codes: Sequence[str]) -> tuple[str, ...]:
    """Return codes or their beginnings from one string or several: ``"ZC2,ZC301"``."""
    given = [codes] if isinstance(codes, str) else expect_all(codes, str, "codes of rules such as 'ZC2,ZC301'")
    return tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())
