"""The report: the findings about one notice, with counts, in several forms."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

import attrs

from ..findings import Finding, Severity
from ..model import Source
from ..saying import in_language, joined, say
from ..terms import Language
from ..text import as_tuple
from .excerpts import excerpt, printable

__all__ = ["Report"]

_FEW: Final = 3
"""How often information may repeat and have lines of its own each time."""

_SHOWN: Final = 8
"""How many measures a line lists."""


@attrs.frozen(kw_only=True)
class Report:
    r"""The findings about one notice, in text order.

    Attributes:
        findings: what the rules found.
        source: the text that their spans point into.
        lang: the language of their messages.

    >>> from zhengce import check, parse
    >>> report = check(parse("一、优化服务\n1.开通专窗。（责任单位：税务局、公安局）"), select=["ZC201"])
    >>> len(report), report.by_code, report.by_severity[Severity.WARNING]
    (1, {'ZC201': 1}, 1)
    >>> print(report.text())
    <text>:2:8: warning ZC201 [1.1] several units are to do “开通专窗”, and none leads (牵头单位)
      1.开通专窗。（责任单位：税务局、公安局）
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
        page = say(" (page {page})", page=place.page) if place and place.page else ""
        return f"{self.source.name or '<text>'}:{line}:{column}{in_language(page, self.lang)}"

    def text(self, *, every: bool = False) -> str:
        """Return the report for a terminal: place, severity, code, message, and the line with carets below.

        Args:
            every: give each finding its lines; otherwise information that repeats is one line with a count.
        """
        return "\n".join(line for found, like in self.gathered(every=every) for line in self._lines(found, like))

    def _lines(self, found: Finding, like: Sequence[Finding]) -> list[str]:
        return [self.head(found, like), *([] if like else [excerpt(self.source.lines, found.span)])]

    def gathered(self, *, every: bool = False) -> Iterator[tuple[Finding, tuple[Finding, ...]]]:
        """Yield the findings that have lines of their own, each with all of its kind if it stands for them.

        Args:
            every: yield each finding; otherwise information that a rule has more than three times is yielded once.
        """
        counts, told = self.by_code, set[str]()
        for found in self.findings:
            if every or found.severity is not Severity.INFO or counts[found.code] <= _FEW:
                yield found, ()
            elif found.code not in told:
                told.add(found.code)
                yield found, tuple(f for f in self.findings if f.code == found.code and f.severity is Severity.INFO)

    def head(self, found: Finding, like: Sequence[Finding] = ()) -> str:
        """Return the first line about a finding; with those that it stands for, their number and measures."""
        measure = f" [{found.measure}]" if found.measure else ""
        severity = found.severity.word(self.lang)
        more = ""
        if like:
            ids = list(dict.fromkeys(f.measure for f in like if f.measure))
            listed = joined([*ids[:_SHOWN], *(["…"] if len(ids) > _SHOWN else [])], ", ")
            more = say(" ({count} such: {listed})", count=len(like), listed=listed)
        return printable(
            f"{self.where(found)}: {severity} {found.code}{measure} {found.message}{in_language(more, self.lang)}"
        )

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
