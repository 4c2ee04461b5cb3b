"""Checking: run the rules on a notice; a rule that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from ..analysis.placed import Notices, as_notice, as_notices, is_one
from ..errors import MissingExtraError, ZhengceError, expect_language
from ..findings import Finding, Severity
from ..model import Notice
from ..outcome import Outcome
from ..terms import Language
from .registry import Hit, Rule, choose, hit, known_rules, load_plugins, rule
from .report import Report

__all__ = ["check", "rule_failed"]


@overload
def check(
    notices: Notice | Outcome, *, select: Sequence[str] = (), ignore: Sequence[str] = (), lang: Language = "en"
) -> Report: ...
@overload
def check(
    notices: Iterable[Notice | Outcome],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lang: Language = "en",
) -> tuple[Report, ...]: ...
def check(
    notices: Notices, *, select: Sequence[str] = (), ignore: Sequence[str] = (), lang: Language = "en"
) -> Report | tuple[Report, ...]:
    r"""Return what is wrong, missing or doubtful in a notice, or in each of many.

    Args:
        notices: a notice that was read, or built by hand; or many, or the outcomes of :func:`read_many`.
        select: codes, or beginnings of codes, of the rules to run: ``["ZC2", "ZC301"]``; by default all.
        ignore: codes, or beginnings of codes, of the rules not to run.
        lang: the language of the messages, ``en`` or ``zh``.

    Returns:
        The findings in text order; for many notices a report for each.

    Raises:
        ArgumentError: it is no notice.
        RuleError: no rule has a code that begins with one of *select* or *ignore*.

    >>> from zhengce import parse
    >>> notice = parse("一、优化服务\n1.开通专窗，2月30日前完成。（牵头单位：综合服务局）")
    >>> [(found.code, found.measure, found.message) for found in check(notice, select=["ZC2", "ZC307"])]
    [('ZC307', '1.1', '2月30日前: there is no such day')]
    """
    expect_language(lang)
    if is_one(notices):
        return _check(as_notice(notices), select, ignore, lang)
    return tuple(_check(notice, select, ignore, lang) for notice in as_notices(notices))


def _check(notice: Notice, select: Sequence[str], ignore: Sequence[str], lang: Language) -> Report:
    findings = [found for chosen in choose(known_rules(), select, ignore) for found in _run(chosen, notice, lang)]
    if rule_failed not in choose([*known_rules()], (), ignore):
        findings = [found for found in findings if found.code != rule_failed.code]
    return Report(findings=sorted(findings, key=_place), source=notice.source, lang=lang)


def _place(found: Finding) -> tuple[int, int, str]:
    return found.span.start, found.span.end, found.code


def _run(chosen: Rule, notice: Notice, lang: Language) -> list[Finding]:
    try:
        return chosen.findings(notice, lang)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (a rule of somebody's may raise anything)
        return [rule_failed.finding(_failure(f"{chosen.code} {chosen.name}", error, lang), notice, lang)]


def _failure(name: str, error: Exception | SystemExit, lang: Language = "en") -> Hit:
    severity = Severity.INFO if isinstance(error, MissingExtraError) else None
    message = error.in_language(lang) if isinstance(error, ZhengceError) else f"{type(error).__name__}: {error}"
    return hit(severity=severity, rule=name, error=message)


@rule(
    "ZC001",
    name="rule-failed",
    severity=Severity.ERROR,
    also=Severity.INFO,
    since="0.1.0",
    en="{rule} could not be checked: {error}",
    zh="{rule}未能检查：{error}",
)
def rule_failed(_notice: Notice) -> Iterator[Hit]:
    """A rule could not be checked."""
    for name, error in load_plugins().items():
        yield _failure(name, error)
