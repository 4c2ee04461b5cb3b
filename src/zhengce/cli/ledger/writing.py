"""The verbs that write: each is told its day and who writes, and prints what became of the work."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ... import ledger as library
from ...errors import FileError, LedgerError, refusing
from ...saying import in_language, joined, say
from ...terms import term
from ..house import read_notice
from ..options import DAY, FILE, Place
from ..speech import counted, language, listed, tell
from .options import AS_OF, JSON, LEDGER, MONTH, Told, command, day, option, plain, show_told, tell_like, worded

if TYPE_CHECKING:
    from ...ledger import Approval, LedgerFile, Obligation

__all__ = ["WRITING"]

_Common = dict[str, Any]


def _writes(verb: Callable[..., Told]) -> Callable[..., None]:
    """Make a command that writes: it is given an open ledger, the day and what every event may say."""

    @LEDGER
    @option("--writer", envvar="ZHENGCE_WRITER", required=True, help="Who writes; or ZHENGCE_WRITER.")
    @option("--keeper", help="Who keeps the ledger, if not the writer; empty for a unit that reports for itself.")
    @day("--at", "When it happened.")
    @day("--recorded", "When it is entered, if later.", required=False)
    @option("--by", default="", help="The unit that did it; by default the writer.")
    @option("--note", default="", help="A remark.")
    @JSON
    @functools.wraps(verb)
    def run(
        path: Path,
        writer: str,
        keeper: str | None,
        at: dt.date,
        recorded: dt.date | None,
        by: str,
        note: str,
        *,
        as_json: bool,
        **rest: Any,
    ) -> None:
        from ...ledger.lines import line_of

        common = {"at": at, "recorded": recorded or at, "by": by, "note": note}
        with library.open_ledger(path, writer=writer, keeper=keeper) as book:
            if book.torn:
                click.echo(tell("an unfinished line was set aside in {file}", file=book.torn), err=True)
            known = set(book.ledger.by_id)
            told = verb(book, common, **_fitted(rest))
            events = [json.loads(line_of(event)) for event in book.ledger.events if event.id not in known]
        values = {"events": events, "findings": plain(told.findings), **(told.plain or {})}
        show_told(told._replace(plain=values), as_json=as_json)

    return run


def _fitted(said: dict[str, Any]) -> dict[str, Any]:
    """Return what was said as a ledger takes it: an approval, evidence with checksums; nothing that was not said."""
    if "approved_by" in said:
        by, reference = said.pop("approved_by"), said.pop("reference")
        said["approval"] = library.Approval(by=by, reference=reference or "") if by else None
    if "evidence" in said:
        kind = library.Evidence
        said["evidence"] = tuple(kind.of(it) if Path(it).is_file() else kind(name=it) for it in said["evidence"])
    return {name: value for name, value in said.items() if value is not None}


# --- about one obligation -----------------------------------------------------------

_DAY: Final[dict[str, Any]] = {"type": DAY, "metavar": "DAY"}
_OPTIONS: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    "progress": ("In per cent.", "60", {"type": click.IntRange(0, 100), "metavar": "NUMBER"}),
    "text": ("The report in words.", "已完工", {}),
    "problems": ("What stands in the way.", "", {}),
    "plan": ("What comes next.", "", {}),
    "evidence": ("A file that shows it; its checksum is kept.", "验收单.pdf", {"multiple": True, "metavar": "FILE"}),
    "done": ("The day when it was done, if that is another day.", "", {**_DAY}),
    "reason": ("Why.", "政策调整", {}),
    "due": ("The last day.", "2024-12-31", {**_DAY}),
    "until": ("The new last day.", "2024-12-31", {**_DAY}),
    "lead": ("A lead unit; several in their order.", "水务局", {"multiple": True}),
    "into": ("The code of the other.", "1.2-1", {}),
    "case": ("The number of the case.", "热线0613", {}),
    "since": ("The day when the case came in.", "2024-06-19", {**_DAY}),
    "reference": ("The number of the document, letter or minutes that say so.", "纪要3号", {}),
    "approved-by": ("Who approved it.", "李明", {}),
}
"""What a verb is told: its help, an example, and what else click has to know."""

_VERBS: Final = (
    ("report", "Report on the work (报送进展).", "progress? text? problems? plan? evidence?"),
    ("submit", "Ask that it be closed out (申请销号).", "evidence done? text?"),
    ("return", "Return what was submitted (退回).", "reason"),
    ("close", "Close out what was submitted (销号).", "done?"),
    ("reopen", "Reopen what was closed out or cancelled (恢复).", "due reason"),
    ("assign", "Give it to other units (改派).", "lead approved-by reference?"),
    ("ask", "Ask for an extension (申请延期), which moves nothing.", "until reason"),
    ("extend", "Extend its day (同意延期).", "until approved-by reference"),
    ("refuse", "Refuse the extension that was asked for (不同意延期).", "reason"),
    ("suspend", "Suspend it for a time (中止).", "reason approved-by reference?"),
    ("resume", "Resume what was suspended (恢复推进).", "due? approved-by? reference?"),
    ("cancel", "Take it off the books (取消).", "reason approved-by reference?"),
    ("merge", "Merge it into another (合并).", "into approved-by reference?"),
    ("trigger", "Take in a case (受理), and count its last day.", "case since due?"),
    ("urge", "Urge the units on (催办).", "reference?"),
    ("remark", "Remark on it (批示、批注).", "text"),
)
"""The verbs about one obligation: name, help, and what each is told; ``?`` is behind what may be left out."""

_NAMES: Final = {"return": "send_back", "lead": "lead_units"}
"""What a ledger calls what the command names otherwise."""


def _told(verb: Any, names: str) -> Any:
    """Add to a command the options of what it is told."""
    for name in reversed(names.split()):
        bare = name.rstrip("?")
        text, _, more = _OPTIONS[bare]
        known = _NAMES.get(bare, bare.replace("-", "_"))
        verb = option(f"--{bare}", known, help=text, required=bare == name, **more)(verb)
    return verb


def _approved(verb: Any) -> Any:
    """Add the options that say who approved, and where that is written."""
    return _told(verb, "approved-by reference?")


def _verb(name: str, text: str, told: str) -> click.Command:
    """Return a verb about one obligation as a command."""

    @click.argument("on", metavar="CODE")
    def run(book: LedgerFile, common: _Common, on: str, **said: Any) -> Told:
        before = book.ledger.as_of(common["at"])
        written = getattr(book, _NAMES.get(name, name))(on, **said, **common)
        if not written:
            return Told([tell("there already")], None)
        items = book.ledger.as_of(common["at"]).of(on)
        item = next((it for it in reversed(items) if it.period == written.period), items[-1])
        stage = term(item.stage, language())
        told = [tell("{code} {stage}, due {due}", code=item.code, stage=stage, due=item.due)]
        if leads := said.get("lead_units", ()):
            told += [f"{item.code} → {'、'.join(leads)}"]
            tell_like(before, leads)
        return Told(told, None)

    made: Any = _told(run, told)
    if "case" not in told:  # which says it, too
        made = option("--period", default="", help="Which of several: the day of a period, the number of a case.")(made)
    words = [f"--{it} {_OPTIONS[it][1]}" for it in told.split() if "?" not in it] or ["--progress 60"] * (
        name == "report"
    )
    example = " ".join([f"zhengce ledger {name} 台账.jsonl 1.1-1 --at 2024-06-20 --writer 政务办", *words])
    return command(name, help=f"{text}\n\n\b\nExamples:\n  {example}")(_writes(made))


class _Part(click.ParamType[tuple[str, dt.date | None, tuple[str, ...]]]):
    """A part of what is split: its title, and if they are others its day and its lead units."""

    name = "part"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return title, day and units."""
        title, _, rest = value.partition(",")
        if not title.strip():
            self.fail(tell("a part needs a title, got {value!r}", value=value), param, ctx)
        due, _, leads = rest.partition(",")
        return title, DAY.convert(due, param, ctx) if due else None, tuple(filter(None, leads.split("、")))


@command()
@_writes
@click.argument("on", metavar="CODE")
@option(
    "--part",
    "parts",
    type=_Part(),
    multiple=True,
    required=True,
    metavar="TITLE[,DAY[,UNITS]]",
    help="What takes its place, twice at least; day and units are its own if none are said.",
)
@_approved
def split(book: LedgerFile, common: _Common, on: str, parts: Sequence[Any], approval: Approval) -> Told:
    """Split it into several (拆分), which take its place.

    \b
    Examples:
      zhengce ledger split 台账.jsonl 1.1-1 --part 选址 --part 装修 --approved-by 李明 --at 2024-06-12
    """
    from attrs import evolve

    item = next(iter(book.ledger.as_of(common["at"]).of(on)), None)
    if item is None:
        raise LedgerError(say("the obligation is not on the books yet"))
    whole = item.obligation
    made: list[Obligation] = []
    for number, (title, due, leads) in enumerate(parts, 1):
        now = evolve(
            whole, code=f"{whole.code}.{number}", title=title, task=title, due=due or item.due,
            lead_units=leads or item.lead_units,
        )  # fmt: skip
        made.append(now if now.due == whole.due else evolve(now, kind="by", text=f"{now.due}前", recurrence=None))
    before = book.ledger.as_of(common["at"])
    book.split(on, made, approval=approval, **common)
    tell_like(before, [unit for part in made for unit in part.lead_units])
    heirs = " ".join(part.code for part in made)
    return Told([tell("{code} split into {heirs}", code=whole.code, heirs=heirs)], None)


# --- about a whole notice, or the ledger ----------------------------------------------


@command()
@_writes
@click.argument("notice", type=FILE)
def take(book: LedgerFile, common: _Common, notice: str) -> Told:
    """Put the obligations of a notice on the books (立账).

    Those that are there already stay as they are.

    \b
    Examples:
      zhengce ledger take 台账.jsonl notice.md --at 2024-05-06 --writer 政务办
    """
    taken = book.take(read_notice(notice, None), **common)
    opened = counted(len(taken.opened), "obligation")
    lines = [tell("{opened} taken, {known} there already", opened=opened, known=len(taken.known))]
    late = [obligation.code for obligation in taken.born_late]
    if late:
        lines.append(tell("due before it was taken, extend or close out: {codes}", codes=" ".join(late)))
    unowned = [it.code for it in taken.opened if not (it.lead_units or it.responsible_units)]
    if unowned:
        lines.append(tell("without a unit, on no form; assign them: {codes}", codes=" ".join(unowned)))
    return Told(lines, {"born_late": late})


@command()
@_writes
@click.argument("notice", type=FILE)
@option("--decide", multiple=True, metavar="CODE=CODE", help="An old code and the new one it became; CODE= if gone.")
@_approved
def revise(book: LedgerFile, common: _Common, notice: str, decide: Sequence[str], approval: Approval) -> Told:
    """Let an amended notice change the books (修订).

    What is in doubt is printed, and nothing is written until every doubt is decided.

    \b
    Examples:
      zhengce ledger revise 台账.jsonl amended.md --at 2024-08-01 --writer 政务办 --approved-by 管委会
    """
    view = book.ledger.as_of(common["at"])
    held = {item.obligation.id: item.obligation for item in view.items if not item.is_over}
    revision = library.match(held.values(), library.obligations(read_notice(notice, None)))
    for choice in decide:
        old, _, new = choice.partition("=")
        fresh = [pair.new for pair in revision.doubtful if pair.new.code == new]
        try:
            revision = revision.decide(view.ledger.find(old), fresh[0].id if fresh else None)
        except ValueError as error:
            raise click.UsageError(in_language(error, language())) from error
    if revision.doubtful:
        doubts = [(f"{it.old.code}={it.new.code}", it.old, it.new, it.reasons) for it in revision.doubtful]
        for choice, old_, new_, reasons in doubts:
            why = joined(reasons, "; ").in_language(language())
            click.echo(f"--decide {choice}  {old_!r} {new_!r} ({why})")
        raise click.exceptions.Exit(1)
    book.revise(revision, approval=approval, **common)
    told = {name: len(getattr(revision, name)) for name in ("kept", "changed", "added", "removed")}
    return Told([tell("{kept} kept, {changed} changed, {added} added, {removed} removed", **told)], told)


@command()
@_writes
@click.argument("forms", nargs=-1, required=True, metavar="FORM...", type=Place(path_type=Path))
@option("--month", metavar="YYYY-MM", help="The month that they must be of.")
def read(book: LedgerFile, common: _Common, forms: Sequence[Path], month: str | None = None) -> Told:
    """Read forms that came back; the same twice adds nothing.

    Of a folder, every .xlsx is read. For a row that cannot be used, its number and
    what to do are printed; the others are used.

    \b
    Examples:
      zhengce ledger read 台账.jsonl 交回 --at 2024-06-25 --writer 政务办
      zhengce ledger read 台账.jsonl 交回/税务局.xlsx --at 2024-06-25 --writer 政务办
    """
    told = Told([], None)
    for name in (file for given in forms for file in _forms(given)):
        filled = library.read_form(name, book.ledger, at=common["at"], month=month, lang=language())
        counts = counted(len(book.append(*filled.events)), "event"), counted(len(filled.findings), "finding")
        line = f"{name} {filled.unit} {listed(counts)}"
        told = Told([*told.lines, line, *worded(filled.findings)], None, [*told.findings, *filled.findings])
    return told


def _forms(given: Path) -> list[Path]:
    """Return the forms in a folder, or of a pattern that no shell has resolved; or else the one."""
    with refusing(given):
        if given.is_dir():
            found = sorted(given.glob("*.xlsx"))
        elif has_magic(str(given)) and not given.exists():
            found = sorted(map(Path, glob(str(given))))  # noqa: PTH207  # of whole paths, also those from the root
        else:
            return [given]
    found = [file for file in found if not file.name.startswith(("~$", "."))]  # which a program has open
    if not found:
        raise FileError(given, say("no form is there"))
    return found


@command()
@_writes
@MONTH
@AS_OF
def publish(book: LedgerFile, common: _Common, month: str, as_of: dt.date) -> Told:
    """Keep the figures of a review that is published (发布).

    \b
    Examples:
      zhengce ledger publish 台账.jsonl --month 2024-06 --as-of 2024-07-08 --at 2024-07-08 --writer 政务办
    """
    found = book.ledger.as_of(as_of).review(month)
    book.publish(found, **common)
    return Told([found.seal], {"seal": found.seal})


@command()
@_writes
@option("--report-day", type=click.IntRange(1, 28), metavar="NUMBER", help="The day of the month by which to report.")
@option("--soon", type=click.IntRange(0), metavar="NUMBER", help="How many days before its last day work turns yellow.")
def rule(book: LedgerFile, common: _Common, **said: Any) -> Told:
    """Change the rules of counting (口径), from that day on.

    \b
    Examples:
      zhengce ledger rule 台账.jsonl --report-day 28 --at 2024-06-01 --writer 政务办
    """
    from attrs import asdict, evolve

    if not said:
        raise click.UsageError(tell("nothing to change: --report-day or --soon"))
    policy = evolve(book.ledger.as_of(common["at"]).policy, **said)
    book.rule(policy, **common)
    return Told([f"{name} {number}" for name, number in said.items()], {"policy": asdict(policy)})


@command("name")
@_writes
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@option("--unit", required=True, help="The unit that they are.")
def name_unit(book: LedgerFile, common: _Common, names: Sequence[str], unit: str) -> Told:
    """Say that several names are one unit (单位归并).

    \b
    Examples:
      zhengce ledger name 台账.jsonl 住建局 住房城乡建设局 --unit 住房城乡建设局 --at 2024-06-12 --writer 政务办
    """
    book.name(*names, unit=unit, **common)
    return Told([f"{'、'.join(names)} → {unit}"], None)


@command()
@_writes
@click.argument("event", metavar="EVENT")
@option("--reason", required=True, help="Why.")
def void(book: LedgerFile, common: _Common, event: str, reason: str) -> Told:
    """Void an event that was a mistake (冲销), by its id in log.

    \b
    Examples:
      zhengce ledger void 台账.jsonl 7b2fbb0b --at 2024-06-12 --writer 政务办 --reason 误录
    """
    found = [id_ for id_ in book.ledger.by_id if id_.startswith(event)]
    book.void(found[0] if len(found) == 1 else event, reason=reason, **common)
    return Told([tell("voided")], None)


WRITING: Final = (take, revise, read, *(_verb(*row) for row in _VERBS), split, name_unit, rule, void, publish)
"""All of them, in the order of the work."""
