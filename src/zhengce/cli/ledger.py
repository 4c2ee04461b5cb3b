"""``zhengce ledger``: what happens after a notice is issued, one verb each."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from rich.text import Text

import zhengce

from ..findings import Finding, Severity
from ..ledger import Approval, Evidence, Item, Ledger, LedgerFile, View, match, read_form, recount, verify
from ..ledger.book import load_ledger, open_ledger
from ..saying import in_language
from ..terms import Language, term
from .group import Group
from .house import FILE, console, read_notice
from .page import TITLE, Row, table
from .speech import counted, language, listed, tell

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day, as 2024-09-30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(tell("{value!r} is no day such as 2024-09-30", value=value), param, ctx)


DAY: Final = Day()


def day(name: str, text: str, *, required: bool = True) -> Callable[[_Command], _Command]:
    """Make an option for a day; no command asks the clock."""
    return click.option(name, type=DAY, metavar="DAY", required=required, help=text)


@click.group(cls=Group)
def ledger() -> None:
    """Follow a notice up: take it, report, close out, review.

    A ledger is a file that is only ever appended to, or a folder with such a file
    for each writer. No command asks the clock: every one is told its day.

    \b
    Examples:
      zhengce ledger take 台账.jsonl notice.md --at 2024-05-06 --writer 政务办
      zhengce ledger show 台账.jsonl --as-of 2024-06-30
      zhengce ledger review 台账.jsonl --month 2024-06 --as-of 2024-07-08 -o 通报.docx

    Exit codes: 0, done; 1, something was found, such as a line that was changed;
    2, a mistake in what was asked, or an event that does not fit.
    """


# --- writing ----------------------------------------------------------------------


def writes(command: Callable[..., None]) -> Callable[..., None]:
    """Make a command that writes: it is given an open ledger, the day and what every event may say."""

    @click.argument("path", metavar="LEDGER", type=click.Path(path_type=Path))
    @click.option("--writer", envvar="ZHENGCE_WRITER", required=True, help="Who writes; or ZHENGCE_WRITER.")
    @day("--at", "When it happened.")
    @day("--recorded", "When it is entered, if later.", required=False)
    @click.option("--by", default="", help="The unit that did it; by default the writer.")
    @click.option("--note", default="", help="A remark.")
    @functools.wraps(command)
    def run(path: Path, writer: str, at: dt.date, recorded: dt.date | None, by: str, note: str, **rest: Any) -> None:
        common = {"at": at, "recorded": recorded or at, "by": by, "note": note}
        with open_ledger(path, writer=writer) as book:
            if book.torn:
                click.echo(tell("an unfinished line was set aside in {file}", file=book.torn), err=True)
            command(book, common, **rest)

    return run


def on_one(command: Callable[..., None]) -> Callable[..., None]:
    """Make a command that writes about one obligation, by its code or id."""

    @click.argument("on", metavar="CODE")
    @click.option("--period", default="", help="Which of several: the day of a period, the number of a case.")
    @functools.wraps(command)
    def run(book: LedgerFile, common: dict[str, Any], on: str, period: str, **rest: Any) -> None:
        event: Any = command(book, on, {**common, "period": period}, **rest)  # type: ignore[func-returns-value]
        item = book.ledger.as_of(common["at"]).of(on)[-1]
        if event is None:
            click.echo(tell("there already"))
        else:
            stage = term(item.stage, language())
            click.echo(tell("{code} {stage}, due {due}", code=item.code, stage=stage, due=item.due))

    return writes(run)


def approval(command: _Command) -> _Command:
    """Add the options that say who approved, and where that is written."""
    by = click.option("--approved-by", required=True, help="Who approved it.")
    return by(click.option("--reference", default="", help="The document or the minutes that say so.")(command))


def verb(name: str, text: str, *options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a subcommand about one obligation, with its help and its options."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        made = on_one(command)
        for option in reversed(options):
            made = option(made)
        made.__doc__ = text
        return ledger.command(name)(made)

    return add


def _option(name: str, text: str, **more: Any) -> Callable[[_Command], _Command]:
    return click.option(name, help=text, **more)


def _example(line: str) -> str:
    return f"\n\n\b\nExamples:\n  zhengce ledger {line}\n"


@ledger.command()
@writes
@click.argument("notice", type=FILE)
def take(book: LedgerFile, common: dict[str, Any], notice: str) -> None:
    """Take a notice: put its obligations on the books (立账).

    Those that are there already stay as they are.

    \b
    Examples:
      zhengce ledger take 台账.jsonl notice.md --at 2024-05-06 --writer 政务办
    """
    taken = book.take(read_notice(notice, None), **common)
    opened = counted(len(taken.opened), "obligation")
    click.echo(tell("{opened} taken, {known} there already", opened=opened, known=len(taken.known)))
    if taken.born_late:
        codes = " ".join(obligation.code for obligation in taken.born_late)
        click.echo(tell("due before it was taken, decide about them: {codes}", codes=codes))


@ledger.command()
@writes
@click.argument("notice", type=FILE)
@click.option(
    "--decide", multiple=True, metavar="CODE=CODE", help="An old code and the new one it became; CODE= if gone."
)
@approval
def revise(
    book: LedgerFile, common: dict[str, Any], notice: str, decide: Sequence[str], approved_by: str, reference: str
) -> None:
    """Let an amended notice change what is on the books (修订).

    What is in doubt is printed, and nothing is written until every doubt is decided.

    \b
    Examples:
      zhengce ledger revise 台账.jsonl amended.md --at 2024-08-01 --writer 政务办 --approved-by 管委会
    """
    view = book.ledger.as_of(common["at"])
    held = {item.obligation.id: item.obligation for item in view.items if not item.is_over}
    revision = match(held.values(), zhengce.ledger.obligations(read_notice(notice, None)))
    for choice in decide:
        old, _, new = choice.partition("=")
        fresh = [pair.new for pair in revision.doubtful if pair.new.code == new]
        try:
            revision = revision.decide(view.ledger.find(old), fresh[0].id if fresh else None)
        except ValueError as error:
            raise click.UsageError(in_language(error, language())) from error
    if revision.doubtful:
        for pair in revision.doubtful:
            click.echo(
                f"--decide {pair.old.code}={pair.new.code}  {pair.old!r} {pair.new!r} ({'; '.join(pair.reasons)})"
            )
        raise SystemExit(1)
    book.revise(revision, approval=Approval(by=approved_by, reference=reference), **common)
    told = {name: len(getattr(revision, name)) for name in ("kept", "changed", "added", "removed")}
    click.echo(tell("{kept} kept, {changed} changed, {added} added, {removed} removed", **told))


@verb(
    "report",
    "Report on the work (报送进展)."
    + _example("report 台账.jsonl 1.1-1 --at 2024-06-20 --writer 政务办 --progress 60"),
    _option("--progress", "In per cent.", type=click.IntRange(0, 100)),
    _option("--text", "What was done.", default=""),
    _option("--problems", "What stands in the way.", default=""),
    _option("--plan", "What comes next.", default=""),
)
def _report(book: LedgerFile, on: str, common: dict[str, Any], **said: Any) -> Any:
    return book.report(on, **said, **common)


@verb(
    "submit",
    "Ask that it be closed out (申请销号)."
    + _example("submit 台账.jsonl 1.1-1 --at 2024-06-25 --writer 政务办 --evidence 验收单.pdf"),
    day("--done", "Since when it is done, if not the same day.", required=False),
    _option("--evidence", "A file that shows it; its checksum is kept.", multiple=True, required=True, metavar="FILE"),
    _option("--text", "What was done.", default=""),
)
def _submit(book: LedgerFile, on: str, common: dict[str, Any], evidence: Sequence[str], **said: Any) -> Any:
    shown = [Evidence.of(name) if Path(name).is_file() else Evidence(name=name) for name in evidence]
    return book.submit(on, evidence=shown, **said, **common)


_REASON: Final = _option("--reason", "Why.", required=True)


@verb(
    "return",
    "Return what was submitted (退回)."
    + _example("return 台账.jsonl 1.1-1 --at 2024-06-26 --writer 政务办 --reason 缺验收单"),
    _REASON,
)
def _return(book: LedgerFile, on: str, common: dict[str, Any], reason: str) -> Any:
    return book.send_back(on, reason=reason, **common)


@verb(
    "close",
    "Close out what was submitted (销号)." + _example("close 台账.jsonl 1.1-1 --at 2024-06-28 --writer 政务办"),
    day("--done", "Since when it is done, if not as submitted.", required=False),
)
def _close(book: LedgerFile, on: str, common: dict[str, Any], done: dt.date | None) -> Any:
    return book.close(on, done=done, **common)


@verb(
    "reopen",
    "Reopen what was closed out (恢复)."
    + _example("reopen 台账.jsonl 1.1-1 --at 2024-09-01 --writer 政务办 --due 2024-10-31 --reason 反弹"),
    day("--due", "Until when."),
    _REASON,
)
def _reopen(book: LedgerFile, on: str, common: dict[str, Any], due: dt.date, reason: str) -> Any:
    return book.reopen(on, due=due, reason=reason, **common)


@verb(
    "assign",
    "Give it to other units (改派)."
    + _example("assign 台账.jsonl 1.1-1 --at 2024-06-01 --writer 政务办 --lead 水务局 --approved-by 李明"),
    _option("--lead", "A lead unit; several in their order.", multiple=True, required=True),
    approval,
)
def _assign(book: LedgerFile, on: str, common: dict[str, Any], lead: Sequence[str], **approved: Any) -> Any:
    return book.assign(on, lead_units=tuple(lead), approval=_approval(approved), **common)


@verb(
    "extend",
    "Extend its day (同意延期)."
    + _example(
        "extend 台账.jsonl 1.1-1 --at 2024-06-12 --writer 政务办 --until 2024-10-31 --approved-by 李明 --reference 纪要"
    ),
    day("--until", "The new last day."),
    approval,
)
def _extend(book: LedgerFile, on: str, common: dict[str, Any], until: dt.date, **approved: Any) -> Any:
    return book.extend(on, until=until, approval=_approval(approved), **common)


@verb(
    "cancel",
    "Take it off the books (取消)."
    + _example("cancel 台账.jsonl 1.1-1 --at 2024-06-12 --writer 政务办 --reason 政策调整 --approved-by 李明"),
    _REASON,
    approval,
)
def _cancel(book: LedgerFile, on: str, common: dict[str, Any], reason: str, **approved: Any) -> Any:
    return book.cancel(on, reason=reason, approval=_approval(approved), **common)


@verb(
    "merge",
    "Merge it into another (合并)."
    + _example("merge 台账.jsonl 1.1-1 --at 2024-06-12 --writer 政务办 --into 1.2-1 --approved-by 李明"),
    _option("--into", "The code of the other.", required=True),
    approval,
)
def _merge(book: LedgerFile, on: str, common: dict[str, Any], into: str, **approved: Any) -> Any:
    return book.merge(on, into, approval=_approval(approved), **common)


@verb(
    "urge",
    "Urge the units on (催办)."
    + _example("urge 台账.jsonl 1.1-1 --at 2024-06-12 --writer 政务办 --reference 督办单3号"),
    _option("--reference", "The number of the letter.", default=""),
)
def _urge(book: LedgerFile, on: str, common: dict[str, Any], reference: str) -> Any:
    return book.urge(on, reference=reference, **common)


def _approval(approved: dict[str, str]) -> Approval:
    return Approval(by=approved["approved_by"], reference=approved["reference"])


@ledger.command()
@writes
@click.argument("event", metavar="EVENT")
@_REASON
def void(book: LedgerFile, common: dict[str, Any], event: str, reason: str) -> None:
    """Void an event that was entered by mistake (冲销); its id as log prints it.

    \b
    Examples:
      zhengce ledger void 台账.jsonl 7b2fbb0b --at 2024-06-12 --writer 政务办 --reason 误录
    """
    found = [id_ for id_ in book.ledger.by_id if id_.startswith(event)]
    book.void(found[0] if len(found) == 1 else event, reason=reason, **common)
    click.echo(tell("voided"))


# --- forms ------------------------------------------------------------------------

_LEDGER: Final = click.argument("path", metavar="LEDGER", type=click.Path(path_type=Path))


_NO_FILE_NAME: Final = re.compile(r'[\\/:*?<>|"]')
"""What no system takes in the name of a file."""


@ledger.command()
@_LEDGER
@click.option("--month", required=True, metavar="YYYY-MM", help="The month it is for.")
@day("--as-of", "The day of what is filled in.")
@click.option("--unit", multiple=True, help="Only for this unit; by default one form for each.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path(), help="The folder to write to.")
def form(path: Path, month: str, as_of: dt.date, unit: Sequence[str], output: Path) -> None:
    """Write the forms of the units: a workbook each, with its open items.

    \b
    Examples:
      zhengce ledger form 台账.jsonl --month 2024-06 --as-of 2024-06-20 -o 填报表
    """
    view = load_ledger(path).as_of(as_of)
    units = unit or dict.fromkeys(owner for it in view.items if not it.is_over for owner in view.owners(it))
    output.mkdir(parents=True, exist_ok=True)
    for name in units:
        file = output / f"{_NO_FILE_NAME.sub('_', name)}.xlsx"
        made = view.form(name, month)
        made.save(file)
        click.echo(f"{file} {counted(len(made.items), 'item')}")


@ledger.command()
@writes
@click.argument("forms", nargs=-1, required=True, metavar="FORM...", type=FILE)
def read(book: LedgerFile, common: dict[str, Any], forms: Sequence[str]) -> None:
    """Read forms that came back; the same twice adds nothing.

    \b
    Examples:
      zhengce ledger read 台账.jsonl 填报表/税务局.xlsx --at 2024-06-25 --writer 政务办
    """
    findings: list[Finding] = []
    for name in forms:
        filled = read_form(name, book.ledger, at=common["at"], lang=language())
        written = book.append(*filled.events)
        told = listed([counted(len(written), "event"), counted(len(filled.findings), "finding")])
        click.echo(f"{name} {filled.unit} {told}")
        findings += filled.findings
    _tell(findings)


# --- reading ----------------------------------------------------------------------

_AS_OF: Final = day("--as-of", "The day to look at.")
_KNOWN: Final = day("--known", "Leave out what was entered later.", required=False)
_JSON: Final = click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for machines.")


@ledger.command()
@_LEDGER
@click.argument("code", required=False)
@_AS_OF
@_KNOWN
@click.option("--unit", help="Only what this unit has to see to.")
@_JSON
def show(
    path: Path,
    code: str | None,
    as_of: dt.date,
    known: dt.date | None,
    unit: str | None,
    *,
    as_json: bool,
) -> None:
    """Show the ledger on a day, or the life of one obligation.

    \b
    Examples:
      zhengce ledger show 台账.jsonl --as-of 2024-06-30
      zhengce ledger show 台账.jsonl 1.1-1 --as-of 2024-06-30
    """
    view = load_ledger(path).as_of(as_of, known=known)
    items = view.of(code) if code else [it for it in view.items if unit is None or unit in view.owners(it)]
    if as_json:
        _print_json(view.rows(items))
        return
    told = [tell("{items} on {day}", items=counted(len(items), "item"), day=view.day)]
    if view.conflicts:
        count = counted(len(view.conflicts), "event")
        told.append(tell("{events} that do not fit: see zhengce ledger check", events=count))
    lines = [*_items(view, items, language()), *(_history(view.ledger, items, language()) if code else [])]
    _print(told, lines)


def _items(view: View, items: Iterable[Item], lang: Language) -> Iterator[Row]:
    for item in items:
        signal = view.light(item)
        style = {"red": "red", "yellow": "yellow", "green": "green"}.get(signal.light, "dim")
        title, task = item.obligation.title, item.obligation.task
        yield Row(item.code, "", title + (f" — {task}" if task and task != title else ""))
        yield Row("", str(item.due or ""), "、".join(view.owners(item)))
        light, reason = term(signal.light, lang), term(signal.reason, lang)
        words = tell("{stage}; {light}: {reason}", stage=view.label(item, lang), light=light, reason=reason)
        yield Row("", "", words, style)


def _history(ledger_: Ledger, items: Iterable[Item], lang: Language) -> Iterator[Row]:
    for item in items:
        for id_ in item.history:
            event = ledger_.by_id[id_]
            yield Row("", str(event.at), f"{term(event.type, lang)} {event.by} {event.note} ({event.id[:8]})")


@ledger.command()
@_LEDGER
@click.option("--month", required=True, metavar="YYYY-MM", help="The month to review.")
@day("--as-of", "The day of the verdicts.")
@_KNOWN
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A .xlsx, .csv, .json; .md, .html or .docx to send out."
)
def review(path: Path, month: str, as_of: dt.date, known: dt.date | None, output: Path | None) -> None:
    """Review a month (月调度): print its bulletin, or write it.

    \b
    Examples:
      zhengce ledger review 台账.jsonl --month 2024-06 --as-of 2024-07-08
      zhengce ledger review 台账.jsonl --month 2024-06 --as-of 2024-07-08 -o 调度表.xlsx
    """
    found = load_ledger(path).as_of(as_of, known=known).review(month)
    if output:
        found.save(output)
    else:
        click.echo(found.bulletin().markdown(), nl=False)


@ledger.command()
@writes
@click.option("--month", required=True, metavar="YYYY-MM", help="The month of the review.")
@day("--as-of", "The day of its verdicts.")
def publish(book: LedgerFile, common: dict[str, Any], month: str, as_of: dt.date) -> None:
    """Keep the figures of a review that goes out (发布), to be made again by check.

    \b
    Examples:
      zhengce ledger publish 台账.jsonl --month 2024-06 --as-of 2024-07-08 --at 2024-07-08 --writer 政务办
    """
    found = book.ledger.as_of(as_of).review(month)
    book.publish(found, **common)
    click.echo(found.seal)


@ledger.command()
@_LEDGER
@click.argument("code", required=False)
def log(path: Path, code: str | None) -> None:
    """Print the events, as they happened.

    \b
    Examples:
      zhengce ledger log 台账.jsonl
      zhengce ledger log 台账.jsonl 1.1-1
    """
    book, lang = load_ledger(path), language()
    for event in book.by_subject[book.find(code)] if code else book.events:
        about = f"{book.opened[event.on].code if event.on in book.opened else ''} {event.period}".strip()
        click.echo(f"{event.id[:8]} {event.at} {about} {term(event.type, lang)} {event.by} {event.note}".rstrip())


@ledger.command()
@_LEDGER
@click.option("--anchor", multiple=True, metavar="WRITER=SEQ:ID", help="What an older bulletin says in its last line.")
def check(path: Path, anchor: Sequence[str]) -> None:
    """Check every line, every event, and every figure that was published.

    \b
    Examples:
      zhengce ledger check 台账.jsonl
      zhengce ledger check 台账.jsonl --anchor 政务办=294:7b2fbb0b
    """
    anchors: dict[str, tuple[int, str]] = {}
    for text in anchor:
        read_ = re.fullmatch(r"(.+)=([0-9]+):([0-9a-f]+)", text)
        if read_ is None:
            raise click.UsageError(tell("expected an anchor such as 政务办=294:7b2fbb0b, got {text!r}", text=text))
        anchors[read_[1]] = (int(read_[2]), read_[3])
    findings = [*verify(path, anchor=anchors)]
    if not any(finding.severity is Severity.ERROR for finding in findings):
        book = load_ledger(path)
        conflicts = book.as_of(book.last_day).conflicts
        findings += (Finding(code="ZL301", severity=Severity.WARNING, message=str(it)) for it in conflicts)
        findings += recount(book)
        click.echo(listed([counted(len(book.events), "event"), counted(len(findings), "finding")]))
    _tell(findings)


def _tell(findings: Sequence[Finding]) -> None:
    """Print findings; with one that is more than a remark the exit code is 1."""
    for finding in findings:
        click.echo(f"{finding.code} {finding.message}")
    if any(finding.severity is not Severity.INFO for finding in findings):
        raise SystemExit(1)


def _print(heads: Sequence[str], lines: Sequence[Row]) -> None:
    terminal = console()
    for head in heads:
        terminal.print(Text(head, style=TITLE), soft_wrap=True)
    for line in table(lines, terminal.width, max((len(row.head) for row in lines), default=0), len("2024-09-30")):
        terminal.print(line, soft_wrap=True)


def _print_json(rows: Sequence[dict[str, Any]]) -> None:
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str).encode())
