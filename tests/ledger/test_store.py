"""Files of a ledger: what was changed is found, and nothing is lost."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import zhengce
from tests.ledger.making import APPROVAL, PHOTO, TAKEN, day, work
from zhengce.errors import ArgumentError, FileError, LedgerError
from zhengce.ledger import Ledger, Noted, Opened, load_ledger, match, merge, obligations, open_ledger, verify
from zhengce.ledger.lines import line_of
from zhengce.testing import ledgers


@pytest.fixture(params=["jsonl", "db"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A ledger in either store."""
    return begun(tmp_path / f"台账.{request.param}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return begun(tmp_path / "台账.jsonl")


def begun(file: Path) -> Path:
    with open_ledger(file, writer="政务办") as book:
        book.append(Opened(at=TAKEN, obligation=work()))
        book.append(*(Noted(on="1.1-1", at=day("05-01"), text=f"第{number}次") for number in range(6)))
    return file


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": True},
        {"text": b"x"},
        {"by": {"a": 1}},
        {"period": []},
        {"note": 3},
        {"person": ["甲"]},
    ],
    ids=str,
)
def test_what_could_not_be_read_again_is_not_written(anywhere: Path, wrong: dict[str, Any]) -> None:
    before = anywhere.read_bytes()
    with (
        open_ledger(anywhere, writer="政务办") as book,
        pytest.raises(LedgerError, match=r"^noted cannot be written: "),
    ):
        book.remark("1.1-1", at=day("05-02"), **{"text": "请加快", **wrong})
    assert anywhere.read_bytes() == before
    with open_ledger(anywhere, writer="政务办") as book:
        with pytest.raises(ArgumentError, match="expected an approval, got str"):
            book.suspend("1.1-1", at=day("05-02"), reason="待批", approval="王")
        with pytest.raises(LedgerError, match=r"^named cannot be written: "):
            book.name(("民政局",), unit="市民政局", at=day("05-02"))
        assert book.remark("1.1-1", at=day("05-02"), text="请加快")
    assert not verify(anywhere)


def test_what_was_written_is_read(anywhere: Path) -> None:
    ledger = load_ledger(anywhere)
    assert [event.type for event in ledger.events] == ["begun", "opened", *["noted"] * 6]
    assert not verify(anywhere)


def edit(path: Path, change: str) -> None:
    lines = path.read_bytes().split(b"\n")
    match change:
        case "changed":
            lines[4] = lines[4].replace("第2次".encode(), "第9次".encode())
        case "missing":
            del lines[4]
        case "doubled":
            lines.insert(5, lines[4])
        case "swapped":
            lines[4], lines[5] = lines[5], lines[4]
        case "no JSON":
            lines[4] = lines[4][:-2]
        case "no text":
            lines[4] = b"\xff" + lines[4]
    path.write_bytes(b"\n".join(lines))


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ("changed", "ZL202", "line 5: the content does not match its id; the chain of 政务办 holds up to its event 4"),
        ("missing", "ZL204", "line 5: event 6 of 政务办, where 5 should stand"),
        ("doubled", "ZL205", "line 6: event 5 of 政务办 stands there twice"),
        ("swapped", "ZL204", "line 5: event 6 of 政务办, where 5 should stand"),
        ("no JSON", "ZL201", "line 5: $: not JSON"),
        ("no text", "ZL201", "line 5: not UTF-8"),
    ],
)
def test_a_line_that_is_not_what_was_written_is_told(path: Path, change: str, code: str, message: str) -> None:
    edit(path, change)
    first = verify(path)[0]
    assert first.code == code
    assert message in first.message
    with pytest.raises(FileError, match=r"line [56]"):
        load_ledger(path)
    with pytest.raises(FileError, match=r"line [56]"):
        open_ledger(path, writer="政务办")


def test_ends_of_lines_do_not_matter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not verify(path)


def test_an_end_that_was_cut_off_is_found_by_the_seal(path: Path) -> None:
    head = load_ledger(path).heads["政务办"]
    seal = {"政务办": (head.seq, head.id[:8])}
    assert not verify(path, anchor=seal)
    path.write_bytes(b"\n".join(path.read_bytes().split(b"\n")[:-2]) + b"\n")
    assert [finding.code for finding in verify(path, anchor=seal)] == ["ZL207"]
    assert [finding.code for finding in verify(path, anchor={"督查室": (1, "00000000")})] == ["ZL207"]


def test_a_last_line_that_was_not_finished_is_set_aside(path: Path) -> None:
    whole = load_ledger(path)
    with path.open("ab") as file:
        file.write(b'{"at":"2024')
    assert load_ledger(path) == whole
    assert [finding.code for finding in verify(path)] == ["ZL203"]
    with open_ledger(path, writer="政务办") as book:
        assert book.torn == path.with_name("台账.jsonl.torn")
        assert book.torn.read_bytes() == b'{"at":"2024\n'
    assert not verify(path)


def test_a_ledger_that_is_open_says_who_has_it(anywhere: Path) -> None:
    with open_ledger(anywhere, writer="政务办"), pytest.raises(LedgerError, match=f"政务办, pid {os.getpid()}"):
        open_ledger(anywhere, writer="督查室" if anywhere.suffix == ".jsonl" else "政务办")
    with open_ledger(anywhere, writer="督查室") as book:
        book.remark("1.1-1", "知悉", at=day("05-02"))
    assert not verify(anywhere)


def test_a_database_takes_several_writers_at_once(tmp_path: Path) -> None:
    file = begun(tmp_path / "台账.db")
    with open_ledger(file, writer="政务办") as office, open_ledger(file, writer="督查室") as other:
        office.remark("1.1-1", "知悉", at=day("05-02"))
        other.remark("1.1-1", "请加快", at=day("05-02"))
    assert not verify(file)
    texts = [event.text for event in load_ledger(file).events if isinstance(event, Noted)]
    assert texts[-2:] == ["知悉", "请加快"]


def test_a_row_that_was_changed_or_taken_out_is_found(tmp_path: Path) -> None:
    file = begun(tmp_path / "台账.db")
    with closing(sqlite3.connect(file)) as database, database:
        assert database.execute("SELECT count(*), min(type) FROM event WHERE subject = 'ID1.1-1'").fetchall() == [
            (7, "noted")
        ]
        database.execute("UPDATE event SET body = replace(body, '第2次', '第9次')")
        database.execute("DELETE FROM event WHERE seq = 7")
    assert [finding.message.partition(";")[0] for finding in verify(file)] == [
        "台账.db, line 5: the content does not match its id",
        "台账.db, line 8: event 8 of 政务办, where 7 should stand",
    ]


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "台账.db"
    file.write_text("a" * 5000)
    for ask in (load_ledger, verify, lambda it: open_ledger(it, writer="政务办")):
        with pytest.raises(FileError, match="not a database"):
            ask(file)


@given(ledgers("政务办"), ledgers("督查室"))
def test_nothing_is_lost_between_the_stores(one: Ledger, other: Ledger) -> None:
    both = merge(one, other)
    with tempfile.TemporaryDirectory() as folder:
        lines, rows, again = (Path(folder) / name for name in ("a.jsonl", "b.db", "c.jsonl"))
        both.save(lines)
        load_ledger(lines).save(rows)
        load_ledger(rows).save(again)
        assert lines.read_bytes() == again.read_bytes()
        assert load_ledger(again).events == both.events
        with pytest.raises(FileError, match="is there already"):
            both.save(rows)


def test_each_writer_has_a_file_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "台账"
    with open_ledger(folder, writer="政务办") as book, open_ledger(folder, writer="水务局", keeper="") as unit:
        book.append(Opened(at=TAKEN, obligation=work()))
        with pytest.raises(LedgerError, match="no obligation"):
            unit.report("1.1-1", at=day("05-01"), progress=10)
    with open_ledger(folder, writer="水务局", keeper="") as unit:
        unit.report("1.1-1", at=day("05-01"), progress=10)
    assert sorted(file.name for file in folder.glob("*.jsonl")) == ["政务办.jsonl", "水务局.jsonl"]
    assert load_ledger(folder) == merge(load_ledger(folder / "政务办.jsonl"), load_ledger(folder / "水务局.jsonl"))


@pytest.mark.parametrize(("name", "words"), [("", "who writes"), (" ", "who writes"), ("../a", "cannot be one")])
def test_a_writer_has_a_name(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        open_ledger(tmp_path / "a.jsonl", writer=name)


def test_no_text_makes_a_file_that_cannot_be_read(anywhere: Path) -> None:
    path = anywhere
    with open_ledger(path, writer="政务办") as book:
        book.remark("1.1-1", '\ud842 \x00 \u2028 \r\n "id":"0",', at=day("05-03"))
        with pytest.raises(LedgerError, match="too many for one event"):
            book.remark("1.1-1", "长" * 300_000, at=day("05-03"))
    assert not verify(path)
    assert load_ledger(path).events[-1].text.startswith("\ud842 \x00")


@pytest.mark.parametrize("name", ["台" * 400 + ".jsonl", "台\0账.jsonl", "台" * 400, "\ud800.jsonl"])
def test_a_name_that_no_system_takes_is_told(tmp_path: Path, name: str) -> None:
    for use in (load_ledger, verify, lambda path: open_ledger(path, writer="政务办")):
        with pytest.raises(FileError):
            use(tmp_path / name)


MISTAKES: list[tuple[str, tuple[object, ...], dict[str, object], str]] = [
    ("report", ("1.1-1",), {"progress": 5, "at": None}, "expected at, the day on which it happened, got nothing"),
    ("report", ("1.1-1",), {"progress": 5, "at": 5}, "the day on which it happened, got int"),
    ("report", ("1.1-1",), {"progress": "80%"}, "expected a whole number from 0 to 100, got str"),
    ("report", ("1.1-1",), {"progres": 80}, "got 'progres'"),
    ("report", (None,), {"progress": 5}, "expected the id or the code of an obligation, got nothing"),
    ("submit", ("1.1-1",), {"evidence": ["a.pdf"]}, r"Evidence\.of\(path\) makes one of a file"),
    ("extend", ("1.1-1",), {"until": "2024-12-31", "approval": None}, r"Approval\(by=…, reference=…\) says who"),
    ("extend", ("1.1-1",), {"until": "2024-12-31", "approval": "李明"}, "expected an approval, got str"),
    ("merge", ("1.1-1",), {"approval": APPROVAL}, "expected into, got nothing"),
]


@pytest.mark.parametrize(("verb", "places", "fields", "words"), MISTAKES)
def test_a_verb_says_what_it_takes(
    path: Path, verb: str, places: tuple[object, ...], fields: dict[str, object], words: str
) -> None:
    with open_ledger(path, writer="政务办") as book, pytest.raises(ArgumentError, match=words):
        getattr(book, verb)(*places, **{"at": "2024-06-03", **fields})


def test_a_day_may_be_written_as_text(path: Path) -> None:
    with open_ledger(path, writer="政务办") as book:
        assert book.remark("1.1-1", "请加快", at="2024-06-03").at == day("06-03")
        assert book.take(zhengce.sample(), at="2024-05-06").opened
        with pytest.raises(ArgumentError, match="expected a date"):
            book.take(zhengce.sample(), at=None)


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.txt", "2024.5"])
def test_a_ledger_is_not_written_to_a_file_of_another_kind(tmp_path: Path, name: str) -> None:
    for use in (load_ledger, verify, lambda path: open_ledger(path, writer="政务办"), Ledger().save):
        with pytest.raises(FileError, match=r"it ends in \.jsonl or \.db"):
            use(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    path = tmp_path / "今年.jsonl"
    path.write_text("今年的工作\n", encoding="utf-8")
    for use in (load_ledger, lambda path: open_ledger(path, writer="政务办")):
        with pytest.raises(FileError) as told:
            use(path)
        assert str(told.value) == f"{path}: is no ledger: its first line is no event"


@pytest.mark.parametrize("body", [None, 5, b"{}"])
def test_a_row_that_is_no_line_is_told(tmp_path: Path, body: object) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as database, database:
        database.execute("CREATE TABLE event (body)")
        database.execute("INSERT INTO event VALUES (?)", (body,))
    assert [finding.code for finding in verify(tmp_path / "a.db")] == ["ZL201"]


@pytest.mark.parametrize("suffix", [".json", ".csv", ".ics"])
def test_halves_of_characters_are_written_as_marks(anywhere: Path, suffix: str) -> None:
    with open_ledger(anywhere, writer="政务办") as book:
        book.report("1.1-1", at=day("05-20"), text="已完成\ud800一半", progress=50, problems="\ud800")
        book.ledger.as_of(day("05-21")).save(anywhere.with_name(f"a{suffix}"))
    assert anywhere.with_name(f"a{suffix}").stat().st_size


def test_a_folder_that_cannot_be_made_is_told(path: Path) -> None:
    with pytest.raises(FileError):
        open_ledger(path / "below" / "a.jsonl", writer="政务办")


def test_what_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    for ask in (load_ledger, verify):
        with pytest.raises(FileError, match="no such ledger"):
            ask(tmp_path / "none.jsonl")


def test_an_event_of_a_later_version_is_kept_and_changes_nothing(path: Path, tmp_path: Path) -> None:
    last = load_ledger(path).heads["政务办"]
    plain = {"at": "2024-06-01", "on": "ID1.1-1", "prev": last.id, "seq": 9, "clock": 9, "type": "foreseen"}
    line = json.dumps({**plain, "writer": "政务办", "why": {"deep": [1]}}, ensure_ascii=False, sort_keys=True)
    id_ = hashlib.sha256(line.encode()).hexdigest()[:32]
    line = line.replace('"on"', f'"id":"{id_}","on"')
    with path.open("ab") as file:
        file.write(line.encode() + b"\n")
    assert not verify(path)
    before = load_ledger(path).as_of(day("05-31"))
    with open_ledger(path, writer="政务办") as book:  # the chain goes on behind it
        book.remark("1.1-1", "已阅", at=day("06-02"))
    view = load_ledger(path).as_of(day("06-01"))
    assert view.items == before.items
    assert [str(conflict) for conflict in view.conflicts] == [
        "unknown event on 2024-06-01: only a later version knows 'foreseen': it is kept, and changes nothing"
    ]
    assert "另有1条记录未采用" in view.review("2024-05").bulletin().markdown()
    for name in ("a.db", "b.jsonl"):
        load_ledger(path).save(tmp_path / name)
        assert load_ledger(tmp_path / name) == load_ledger(path)
    assert (tmp_path / "b.jsonl").read_bytes() == path.read_bytes()
    with open_ledger(tmp_path / "c.jsonl", writer="督查室") as book, pytest.raises(LedgerError, match="later version"):
        book.append(view.conflicts[0].event)


@pytest.mark.parametrize("more", ["", ',"type":7', ',"type":"foreseen","at":5'])
def test_what_is_no_event_is_refused(more: str, path: Path) -> None:
    with path.open("ab") as file:
        file.write(f'{{"at":"2024-06-01","id":"0","seq":9{more}}}\n'.encode())
    with pytest.raises(FileError, match="line 9"):
        load_ledger(path)


@given(ledgers(), st.data())
def test_every_change_of_a_line_is_found(ledger: Ledger, data: st.DataObject) -> None:
    assume(len(ledger.events) > 1)
    lines = [line_of(event) for event in sorted(ledger.events, key=lambda event: event.seq)]
    head = ledger.heads["政务办"]
    which = data.draw(st.integers(0, len(lines) - 1))
    change = data.draw(st.sampled_from(["drop", "double", "swap", "letter"]))
    if change == "drop":
        del lines[which]
    elif change == "double":
        lines.insert(which, lines[which])
    elif change == "swap":
        other = data.draw(st.integers(0, len(lines) - 1).filter(lambda other: other != which))
        lines[which], lines[other] = lines[other], lines[which]
    else:
        place = data.draw(st.integers(0, len(lines[which]) - 1))
        letter = "7" if lines[which][place] != "7" else "8"
        lines[which] = lines[which][:place] + letter + lines[which][place + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.jsonl"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert verify(file, anchor={"政务办": (head.seq, head.id)})


# --- what an office does ---------------------------------------------------------


def test_from_taking_to_closing(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "台账.jsonl", writer="政务办") as book:
        taken = book.take(zhengce.sample(), at=day("05-06"))
        assert not book.take(zhengce.sample(), at=day("05-07")).opened
        code = next(
            it.code for it in taken.opened if it.kind_of_work == "dated" and day("08-01") < it.due < day("12-01")
        )
        book.report(code, at=day("06-20"), progress=50, text="已完成一半")
        book.ask(code, until=day("12-30"), reason="资金未到位", at=day("07-01"))
        book.refuse(code, reason="时间充裕", at=day("07-02"))
        book.extend(code, until=day("12-31"), approval=APPROVAL, at=day("07-05"))
        book.submit(code, at=day("08-10"), evidence=[PHOTO], done=day("08-09"))
        book.send_back(code, at=day("08-11"), reason="缺验收单")
        book.submit(code, at=day("08-12"), evidence=[PHOTO], done=day("08-09"))
        closed = book.close(code, at=day("08-15"))
        assert closed.done == day("08-09")
        book.reopen(code, at=day("09-01"), due=day("10-31"), reason="回头看发现反弹")
        assert [item.stage for item in book.ledger.as_of(day("09-02")).of(code)] == ["closed", "in_progress"]
        assert not verify(book.path)


def test_an_amended_notice_revises(tmp_path: Path) -> None:
    text = "关于优化服务的通知\n\n一、便民\n1.开通专窗。9月底前完成。（税务局牵头）\n2.减少材料。（税务局牵头）\n\n"
    text += "2024年4月1日"
    old, new = zhengce.parse(text), zhengce.parse(text.replace("9月", "10月").replace("2.减少材料", "2.建设云平台"))
    with open_ledger(tmp_path / "台账.jsonl", writer="政务办") as book:
        book.take(old, at=day("05-06"))
        revision = match(old, new)
        if revision.doubtful:
            with pytest.raises(LedgerError, match="a person must decide first"):
                book.revise(revision, at=day("06-01"), approval=APPROVAL)
            revision = revision.decide(revision.doubtful[0].old.id, None)
        book.revise(revision, at=day("06-01"), approval=APPROVAL)
        items = book.ledger.as_of(day("06-02")).items
    assert [(item.obligation.title, item.stage, item.due) for item in items] == [
        ("开通专窗", "not_started", day("10-31")),
        ("减少材料", "cancelled", None),
        ("建设云平台", "not_started", None),
    ]
    assert items[0].obligation.id == obligations(old)[0].id


def test_splitting_opens_heirs(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "台账.jsonl", writer="政务办") as book:
        book.append(Opened(at=TAKEN, obligation=work()))
        heirs = book.split("1.1-1", [work("1.1-1a"), work("1.1-1b")], approval=APPROVAL, at=day("05-01"))
        assert [item.obligation.id for item in book.ledger.as_of(day("05-02")).items if not item.is_over] == [*heirs]


# --- processes that die, and that meet ---------------------------------------------

_WRITES = """
import datetime as dt, sys
from zhengce.errors import LedgerError
from zhengce.ledger import open_ledger
path, writer, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
print("begun", flush=True)
written = 0
while written < count:
    try:
        with open_ledger(path, writer=writer) as book:
            for _ in range(5):
                book.remark("1.1-1", f"{writer}第{written}条", at=dt.date(2024, 6, 1))
                written += 1
                print(written, flush=True)
    except LedgerError as error:
        assert "is open in another process" in str(error), error
"""


def writing(path: Path, writer: str, count: int) -> subprocess.Popen[bytes]:
    """Start a process that writes so many remarks, five at a time; it says how many it has written."""
    process = subprocess.Popen([sys.executable, "-c", _WRITES, path, writer, str(count)], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
@pytest.mark.parametrize("lines", [7, 40, 123])
def test_a_writer_that_is_killed_loses_at_most_the_line_it_writes(path: Path, lines: int) -> None:
    process = writing(path, "政务办", 1000)
    assert process.stdout
    for _ in range(lines):
        said = process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    said = process.stdout.readlines()[-1:] or [said]
    process.stdout.close()
    process.wait()
    assert {finding.code for finding in verify(path)} <= {"ZL203"}
    written = len(load_ledger(path).events)
    assert written - 8 - int(said[-1].split()[-1]) in (0, 1)  # one may be on the disk before it is told
    with open_ledger(path, writer="政务办") as book:
        book.report("1.1-1", at=day("07-01"), progress=10)
    assert len(load_ledger(path).events) == written + 1
    assert not verify(path)


@pytest.mark.parametrize("name", ["台账.jsonl", "台账.db", "台账"])
def test_processes_that_write_at_once_never_interleave(tmp_path: Path, name: str) -> None:
    """In one file they wait for each other; in a database and a folder each has a chain of its own."""
    path = begun(tmp_path / name)
    processes = [writing(path, writer, 60) for writer in ("督查室", "水务局")]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    assert not verify(path)
    texts = [event.text for event in load_ledger(path).events if isinstance(event, Noted)]
    assert len(texts) == len(set(texts)) == 6 + 120
