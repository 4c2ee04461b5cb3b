"""The registry: what a rule is, how a function becomes one, and which are known.

A rule is a function from a notice to hits, with a stable code. Its docstring is a
summary; its page has the sections *What it does*, *Why*, *Example* and *Use
instead*, and for readers of Chinese 规则, 作用 and 理由. The pages of our own rules
are the files of their codes in ``pages/``; a rule of your own has the sections in
its docstring.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.metadata import entry_points
from typing import Any, Final, Protocol, TypeAlias

import attrs

from ..errors import RuleError
from ..findings import Finding, Fix, Severity
from ..made import maker
from ..model import Measure, Notice
from ..terms import Language
from ..text import Span

__all__ = ["RETIRED", "Hit", "Rule", "choose", "hit", "known_rules", "load_plugins", "rule"]

ENTRY_POINTS: Final = "zhengce.rules"
"""The entry-point group in which packages offer rules of their own."""

RETIRED: Final[dict[str, str]] = {}
"""Codes that rules once had, and why they are gone; none is given out again."""

_make_finding = maker(Finding)

_CODE = re.compile("[A-Z]{2,6}[0-9]{3}")
_SECTION = re.compile(
    r"^(What it does|Why|Example|Use instead|规则|作用|理由)[:：]\n((?:[ ]+.*\n|\s*\n)*)", re.MULTILINE
)


class _Placed(Protocol):
    @property
    def span(self) -> Span | None: ...


@attrs.frozen
class Hit:
    """A place where a rule fires, and the words that its message needs; :func:`hit` makes one.

    Attributes:
        span: the words it is about; ``None`` is the whole document.
        measure: the measure it is about.
        fix: how to mend it.
        severity: its own, where it is not the rule's.
        words: what the places in the rule's message are filled with.
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
    """What a rule yields where it fires.

    Args:
        place: a span of the original, or anything that has one; ``None`` is the whole document.
        measure: the measure it is about; its id and title may stand in the message.
        fix: how to mend it.
        severity: where this hit is less, or more, grave than the rule's own severity says.
        words: what the places in the message's braces are filled with.
    """
    span = place if place is None or isinstance(place, Span) else place.span
    return _make_hit(span, measure, fix, severity, words)


Check: TypeAlias = Callable[[Notice], Iterable[Hit]]


@attrs.frozen(kw_only=True)
class Rule:
    """A rule: a check with a code.

    Attributes:
        code: ``ZC201``; never used for anything else.
        name: ``no-lead-unit``.
        severity: of its findings, unless a hit says otherwise.
        since: the version of the package that it came with.
        en: its message in English, with places in braces: ``{measure}`` and ``{title}``
            are those of the measure unless the hit says others.
        zh: its message in Chinese, with the same places.
        check: the function.
    """

    code: str
    name: str
    severity: Severity = attrs.field(converter=Severity)
    since: str
    en: str
    zh: str
    check: Check = attrs.field(eq=False)

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        """Taken out of the registry again: the name of its function is now that of the rule."""
        return _known, (self.code,)

    def __call__(self, notice: Notice) -> Iterable[Hit]:
        """The hits, as the function itself gives them."""
        return self.check(notice)

    def summary(self, lang: Language = "en") -> str:
        """The first sentence of its page, in either language, if it is written in it."""
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
        """What it says of a notice, in either language."""
        return [self.finding(found, notice, lang) for found in self.check(notice)]

    def finding(self, found: Hit, notice: Notice, lang: Language) -> Finding:
        """What one hit says."""
        measure = found.measure
        words = {"measure": measure.id, "title": measure.title, **found.words} if measure else found.words
        return _make_finding(
            code=self.code,
            severity=Severity(found.severity) if found.severity else self.severity,
            message=(self.zh if lang == "zh" else self.en).format(**words),
            measure=measure.id if measure else None,
            span=found.span or notice.source.span(0, 0),
            fix=found.fix,
        )


@cache
def _sections_of_file(code: str) -> Mapping[str, str]:
    """Return the sections of a page of ours, without the fences round a text; none where no file has that code."""
    file = resources.files("zhengce.rules").joinpath("pages", f"{code}.md")
    if not file.is_file():
        return {}
    _, *sections = file.read_text(encoding="utf-8").split("\n## ")
    parted = (section.partition("\n\n") for section in sections)
    return {heading: text.strip().removeprefix("```text\n").removesuffix("\n```") for heading, _, text in parted}


_RULES: Final[dict[str, Rule]] = {}


def rule(
    code: str, *, name: str, severity: Severity | str, since: str, en: str, zh: str = ""
) -> Callable[[Check], Rule]:
    """Make a function a rule, and make it known to :func:`zhengce.check`.

    Args:
        code: letters and three digits, with letters of your own: ``OFF001``.
        name: words joined by hyphens.
        severity: ``error``, ``warning`` or ``info``.
        since: the version of your package that it came with.
        en: the message in English, with places in braces, see :class:`Rule`.
        zh: the message in Chinese; by default the English one.

    Raises:
        RuleError: the code is no code, or another rule has it or had it.

    >>> @rule("DOC001", name="long-title", severity="info", since="1.0", en="a title of {length} characters")
    ... def long_title(notice):
    ...     if len(notice.title) > 50:
    ...         yield hit(length=len(notice.title))
    >>> [found.message for found in long_title.findings(Notice(title="关于" * 30), "en")]
    ['a title of 60 characters']
    """

    def decorate(check: Check) -> Rule:
        made = Rule(code=code, name=name, severity=Severity(severity), since=since, en=en, zh=zh or en, check=check)
        _register(made)
        return made

    return decorate


def _register(new: Rule) -> None:
    if not _CODE.fullmatch(new.code):
        raise RuleError(f"a code is two to six capital letters and three digits, got {new.code!r}")
    if new.code in RETIRED:
        raise RuleError(f"the code {new.code} is retired: {RETIRED[new.code]}")
    old = _RULES.get(new.code)
    if old and _where(old.check) != _where(new.check):  # the same cell of a notebook may run twice
        raise RuleError(f"the code {new.code} is taken by {_where(old.check)}")
    _RULES[new.code] = new


def _where(check: Check) -> str:
    return f"{check.__module__}.{getattr(check, '__qualname__', type(check).__qualname__)}"


def known_rules() -> tuple[Rule, ...]:
    """Every rule, ours and those of others, by code."""
    load_plugins()
    return tuple(_RULES[code] for code in sorted(_RULES))


def _known(code: str) -> Rule:
    load_plugins()
    return _RULES[code]


@cache
def load_plugins() -> Mapping[str, Exception | SystemExit]:
    """Load the rules that installed packages offer; what failed, by the name of its entry point."""
    failed: dict[str, Exception | SystemExit] = {}
    for point in entry_points(group=ENTRY_POINTS):
        try:
            point.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a package of somebody's may raise anything)
            failed[point.name] = error
    return failed


def choose(rules: Iterable[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The rules whose codes begin with one of *select*, if any, and with none of *ignore*.

    Raises:
        RuleError: one of them begins no code.
    """
    rules = list(rules)
    select, ignore = _prefixes(select), _prefixes(ignore)
    for prefix in (*select, *ignore):
        if not any(r.code.startswith(prefix) for r in rules):
            known = ", ".join(sorted({f"{r.code[:-2]}xx" for r in rules}))
            raise RuleError(f"no rule has a code that begins with {prefix!r}; known are {known}")
    return [r for r in rules if r.code.startswith(select or ("",)) and not r.code.startswith(ignore or ("\0",))]


def _prefixes(codes: Sequence[str]) -> tuple[str, ...]:
    """Codes or their beginnings, in one text or several: ``"ZC2,ZC301"``."""
    given: Any = [codes] if isinstance(codes, str) else codes
    return tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())
