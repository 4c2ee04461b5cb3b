"""The report: the findings about one notice, with counts, in several forms."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any

import attrs

from ..findings import Finding, Severity
from ..model import Source
from ..terms import Language
from ..text import as_tuple
from .excerpts import excerpt, printable

__all__ = ["Report"]


@attrs.frozen(kw_only=True)
class Report:
    r"""The findings about one notice, in text order.

    Attributes:
        findings: what the rules found.
        source: the text that their spans point into.
        lang: the language of their messages.

    >>> from zhengce import check, parse
    >>> report = check(parse("一、优化服务\n1.开通专窗。（责任单位：综合服务局）"), select=["ZC201"])
    >>> len(report), report.by_code, report.by_severity[Severity.ERROR]
    (1, {'ZC201': 1}, 1)
    >>> print(report.text())
    <text>:2:8: error ZC201 [1.1] “开通专窗” has no lead unit (牵头单位)
      1.开通专窗。（责任单位：综合服务局）
                  ^^^^^^^^^^^^^^^^^^^^^^^^
    """

    findings: tuple[Finding, ...] = attrs.field(converter=as_tuple)
    source: Source = attrs.field(eq=False, repr=False)
    lang: Language = "en"

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def by_code(self) -> dict[str, int]:
        """The number of findings of each code, in the order of codes."""
        return dict(sorted(Counter(found.code for found in self.findings).items()))

    @property
    def by_severity(self) -> dict[Severity, int]:
        """The number of findings of each severity, the worst first."""
        counts = Counter(found.severity for found in self.findings)
        return {severity: counts[severity] for severity in Severity}

    @property
    def has_errors(self) -> bool:
        """True if a finding is an error."""
        return any(found.severity is Severity.ERROR for found in self.findings)

    def where(self, found: Finding) -> str:
        """Return the place of a finding, ``file:line:column``, counted from 1, with the page if the file has pages."""
        line, column = self.source.lines.place(found.span.start)
        place = self.source.place(found.span)
        page = f" (page {place.page})" if place and place.page else ""
        return f"{self.source.name or '<text>'}:{line}:{column}{page}"

    def text(self) -> str:
        """Return the report for a terminal: place, severity, code, message, and the line with carets below."""
        return "\n".join(f"{self.head(found)}\n{excerpt(self.source.lines, found.span)}" for found in self.findings)

    def head(self, found: Finding) -> str:
        """Return the first line about a finding."""
        measure = f" [{found.measure}]" if found.measure else ""
        severity = found.severity.word(self.lang)
        return printable(f"{self.where(found)}: {severity} {found.code}{measure} {found.message}")

    def rows(self) -> list[dict[str, Any]]:
        """Return the report as flat rows for JSON and data frames; lines and columns (in characters) count from 1."""
        return [self._row(found) for found in self.findings]

    def _row(self, found: Finding) -> dict[str, Any]:
        line, column = self.source.lines.place(found.span.start)
        end_line, end_column = self.source.lines.place(found.span.end)
        return {
            "file": self.source.name,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "start": found.span.start,
            "end": found.span.end,
            "code": found.code,
            "severity": found.severity.value,
            "message": found.message,
            "measure": found.measure,
            "fix": attrs.asdict(found.fix) if found.fix else None,
        }

    def json(self) -> str:
        """Return the rows as JSON text."""
        return json.dumps(self.rows(), ensure_ascii=False, indent=2)

    def _repr_html_(self) -> str:
        heads = ("code", "severity", "line", "measure", "message")
        cells = "".join(
            "<tr>" + "".join(f"<td>{escape(str(row[head] or ''))}</td>" for head in heads) + "</tr>"
            for row in self.rows()
        )
        names = "".join(f"<th>{head}</th>" for head in heads)
        return f"<table><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table>"
