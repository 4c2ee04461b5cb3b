"""SARIF 2.1.0 (OASIS): findings for code-scanning services."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from ..errors import expect_all, expect_language
from ..findings import Finding, Fix, Severity
from ..terms import Language
from ..text import Span
from .registry import Rule, known_rules
from .report import Report

__all__ = ["sarif_log"]

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(reports: Sequence[Report], *, lang: Language = "en") -> dict[str, Any]:
    """Return the reports as one run of a SARIF log, a dict for :func:`json.dumps`.

    Lines and columns count from 1, columns in Unicode characters; offsets are those of the
    findings' spans. Both safe and unsafe fixes are included, for a person to decide.
    """
    reports = expect_all(reports, Report, "a list of reports", "zhengce.check returns one")
    expect_language(lang)
    rules = known_rules()
    index = {rule.code: i for i, rule in enumerate(rules)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "zhengce",
                        "version": version("zhengce"),
                        "rules": [_rule(rule, lang) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(report, found, index) for report in reports for found in report],
            }
        ],
    }


def _rule(rule: Rule, lang: Language) -> dict[str, Any]:
    sections = rule.sections
    what, why = ("作用", "理由") if lang == "zh" else ("What it does", "Why")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary(lang)},
        "fullDescription": {"text": sections.get(what, rule.summary(lang))},
        "help": {"text": sections.get(why, rule.summary(lang))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: Report, found: Finding, index: dict[str, int]) -> dict[str, Any]:
    artifact = {"uri": quote(report.source.name or "text", errors="surrogatepass")}  # a name is any bytes
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index.get(found.code, -1),  # a report may come from where other rules are known
        "level": _LEVELS[found.severity],
        "message": {"text": found.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": _region(report, found.span)}},
        ],
    }
    if found.fix:
        result["fixes"] = [{"artifactChanges": [_change(report, found.fix, artifact)]}]
    return result


def _change(report: Report, fix: Fix, artifact: dict[str, str]) -> dict[str, Any]:
    return {
        "artifactLocation": artifact,
        "replacements": [
            {"deletedRegion": _region(report, edit.span), "insertedContent": {"text": edit.replacement}}
            for edit in fix.edits
        ],
    }


def _region(report: Report, span: Span) -> dict[str, int]:
    line, column = report.source.lines.place(span.start)
    end_line, end_column = report.source.lines.place(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }
