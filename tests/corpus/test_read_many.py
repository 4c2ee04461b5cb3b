"""Reading many: folders, patterns, archives, lines and contents; what is wrong with one does not end the others."""

from __future__ import annotations

import itertools
import os
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce import FileError, FormatError, Outcome
from zhengce.corpus.sources import Task
from zhengce.corpus.workers import mapped

ONE = "一、优化服务\n1.开通专窗，2024年6月底前启用。（牵头单位：综合服务局）"
TWO = "一、减少材料\n1.推行一张表。（牵头单位：数据局）\n2.共享证照。（责任单位：档案局）"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, content: str | bytes = ONE) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)


def seen(sources: Any, **options: Any) -> list[tuple[str, int | str]]:
    """Return the source of each outcome with the number of its measures, or why it could not be read."""
    return [(o.source, len(o.notice.measures) if o.notice else o.reason) for o in zhengce.read_many(sources, **options)]


def test_a_notice_is_that_of_read_and_has_the_name_of_its_source(desk: Path) -> None:
    put("区/通知.md")
    (outcome,) = zhengce.read_many("区/通知.md")
    assert outcome == Outcome(source="区/通知.md", notice=zhengce.read("区/通知.md"))
    assert outcome.notice
    assert outcome.notice.source.name == "区/通知.md"
    assert outcome.seconds > 0


def test_a_folder_stands_for_its_documents_by_name_with_those_below(desk: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.txt", "c/deep/3.html", ".hidden/4.md", "~$a.docx", "._a.txt", "picture.jpg"):
        put(name)
    put("b/old.wps", b"WPS")
    assert [name for name, _ in seen(".")] == [
        ".hidden/4.md",
        "a.txt",
        "b/1.md",
        "b/2.txt",
        "b/old.wps",
        "c/deep/3.html",
    ]
    assert str(dict(seen("b"))["b/old.wps"]).startswith("the file is no DOC: it begins with b'WPS'")


def test_a_link_that_leads_back_is_not_followed(desk: Path) -> None:
    put("a/1.md")
    Path("a/back").symlink_to(desk)
    assert seen(".") == [("a/1.md", 1)]


def test_a_pattern_stands_for_the_files_that_match_it(desk: Path) -> None:
    for name in ("x/1.md", "x/y/2.md", "x/y/3.txt"):
        put(name)
    put("[2024]1.md", TWO)
    assert seen("x/**/*.md") == [("x/1.md", 1), ("x/y/2.md", 1)]
    assert seen(Path("x/*")) == [("x/1.md", 1)]
    assert seen("[2024]1.md") == [("[2024]1.md", 2)]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("nowhere.md", "No such file or directory"),
        ("*.docx", "no file matches it"),
        ("empty", "no document in this folder; known are .txt,"),
        ("bad.zip", "a broken archive (File is not a zip file)"),
        ("none.zip", "no document in this archive; known are .txt,"),
        (("a.docx", b""), "the file is empty; it may not have been downloaded in full"),
        (("a.pdf", b"<html"), "the file is no PDF"),
    ],
)
def test_what_stands_for_nothing_or_is_broken_is_an_outcome_among_others(desk: Path, source: Any, reason: str) -> None:
    Path("empty").mkdir()
    put("bad.zip", b"PK")
    with zipfile.ZipFile("none.zip", "w") as archive:
        archive.writestr("picture.jpg", b"")
    before, failed, after = zhengce.read_many([("1.md", ONE.encode()), source, ("2.md", TWO.encode())])
    assert (before.notice, after.notice) == (zhengce.parse(ONE), zhengce.parse(TWO))
    assert failed.notice is None
    assert isinstance(failed.error, FileError)
    assert failed.reason.startswith(reason)
    assert failed.source in str(failed.error)


def test_an_archive_stands_for_its_documents(desk: Path) -> None:
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("区/b.md", TWO)
        archive.writestr("a.md", ONE)
        archive.writestr("__MACOSX/._a.md", ONE)
        archive.writestr("picture.jpg", b"")
    put("folder/1.md")
    Path("all.zip").rename("folder/all.zip")
    assert seen("folder") == [("folder/1.md", 1), ("folder/all.zip/a.md", 1), ("folder/all.zip/区/b.md", 2)]
    assert seen(["folder/all.zip"], processes=2) == seen("folder/all.zip")


def test_names_in_an_archive_made_by_windows_are_chinese(desk: Path) -> None:
    name = "市政府通知.md"
    with zipfile.ZipFile("w.zip", "w") as archive:
        archive.writestr("x" * len(name.encode("gb18030")), ONE)
    data = Path("w.zip").read_bytes()
    put("w.zip", data.replace(b"x" * len(name.encode("gb18030")), name.encode("gb18030")))
    assert seen("w.zip") == [(f"w.zip/{name}", 1)]


def test_a_name_in_an_archive_that_might_be_utf_8_is_chinese(desk: Path) -> None:
    with zipfile.ZipFile("w.zip", "w") as archive:
        archive.writestr("xxxx.md", ONE)
    put("w.zip", Path("w.zip").read_bytes().replace(b"xxxx", "通知".encode("gb18030")))
    assert seen("w.zip") == [("w.zip/通知.md", 1)]


def test_names_that_no_program_should_write_do_not_end_the_others(desk: Path) -> None:
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("a.md", ONE)
        archive.writestr("b.md", TWO)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("b.md", TWO)
    data = bytearray(Path("all.zip").read_bytes())
    data[data.index(b"a.md", data.index(b"PK\x01\x02"))] = 0
    put("all.zip", bytes(data))
    assert seen(["x" * 5000 + ".md", "all.zip"]) == [
        ("x" * 5000 + ".md", "File name too long"),
        ("all.zip/b.md", 2),
        ("all.zip/b.md", 2),
    ]


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_is_damaged_is_an_outcome_however_it_is_packed(desk: Path, packed: int) -> None:
    with zipfile.ZipFile("all.zip", "w", packed) as archive:
        archive.writestr("a.md", ONE * 50)
        archive.writestr("b.md", TWO)
    data = bytearray(Path("all.zip").read_bytes())
    at = data.index(b"a.md") + len("a.md") + 9
    data[at : at + 9] = bytes(byte ^ 0xFF for byte in data[at : at + 9])
    put("all.zip", bytes(data))
    (damaged, whole) = seen("all.zip")
    assert str(damaged[1]).startswith("it cannot be unpacked (")
    assert whole == ("all.zip/b.md", 2)


def test_a_member_that_is_packed_in_an_unknown_way_is_not_said_to_be_encrypted(desk: Path) -> None:
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("a.md", ONE)
    data = bytearray(Path("all.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 10] = 9
    put("all.zip", bytes(data))
    assert seen("all.zip") == [("all.zip/a.md", "it cannot be unpacked (That compression method is not supported)")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in folders")
def test_a_pipe_in_a_folder_is_not_waited_for(desk: Path) -> None:
    put("a.md")
    os.mkfifo("b.md")
    Path("c.md").symlink_to("nowhere.md")
    for source in (".", "*.md"):
        assert seen(source) == [("a.md", 1), ("c.md", "No such file or directory")]


def test_a_member_that_is_encrypted_or_damaged_is_an_outcome(desk: Path) -> None:
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("a.md", ONE)
        archive.writestr("b.md", TWO)
    data = Path("all.zip").read_bytes()
    put("all.zip", data.replace("综合服务局".encode(), "综合服务所".encode()))
    (damaged, whole) = seen("all.zip")
    assert damaged == ("all.zip/a.md", "it cannot be unpacked (Bad CRC-32 for file 'a.md')")
    assert whole == ("all.zip/b.md", 2)
    flagged = bytearray(data)
    flagged[data.index(b"PK\x01\x02") + 8] |= 1
    put("all.zip", bytes(flagged))
    assert seen("all.zip")[0][1].startswith("it is protected by a password; unpack it first")  # type: ignore[union-attr]


def test_lines_of_json_are_notices(desk: Path) -> None:
    one, two = zhengce.parse(ONE, name="1.md"), zhengce.parse(TWO)
    put("all.jsonl", f"{zhengce.dumps(one)}\n\n{{}}\n{zhengce.dumps(two)}")
    first, bad, last = zhengce.read_many("all.jsonl")
    assert (first.source, first.notice, last.source, last.notice) == ("all.jsonl:1", one, "all.jsonl:4", two)
    assert isinstance(bad.error, FormatError)
    assert (bad.source, bad.reason) == ("all.jsonl:3", "$.schema: missing; a notice begins with it: 'zhengce/2'")


def test_nothing_is_read_before_it_is_asked_for() -> None:
    taken: list[int] = []

    def endless() -> Iterator[tuple[str, bytes]]:
        for number in itertools.count():
            taken.append(number)
            yield f"{number}.md", ONE.encode()

    reading = zhengce.read_many(endless())
    assert not taken
    assert [outcome.source for outcome in itertools.islice(reading, 3)] == ["0.md", "1.md", "2.md"]
    assert len(taken) == 3
    taken.clear()
    reading = zhengce.read_many(endless(), processes=2)
    assert [outcome.source for outcome in itertools.islice(reading, 12)] == [f"{number}.md" for number in range(12)]
    assert len(taken) < 24
    reading.close()  # type: ignore[attr-defined]


def test_several_processes_give_what_one_gives(desk: Path) -> None:
    sources: list[Any] = [(f"{n}.md", (ONE, TWO)[n % 2].encode()) for n in range(20)]
    sources[7] = "nowhere.md"
    alone, together = (list(zhengce.read_many(sources, processes=n)) for n in (1, 2))
    assert [(o.source, o.notice, str(o.error)) for o in alone] == [(o.source, o.notice, str(o.error)) for o in together]


def test_the_reference_date_is_that_of_parse() -> None:
    sources = [("a.md", "一、服务\n1.开通专窗，6月底前启用。（牵头单位：综合服务局）".encode())]
    (outcome,) = zhengce.read_many(sources, reference_date="2031-01-01")
    assert outcome.notice
    assert str(outcome.notice.deadlines[0].due) == "2031-06-30"
    with pytest.raises(zhengce.CalendarError, match="expected a day"):
        zhengce.read_many(sources, reference_date="soon")


def test_a_fault_of_ours_is_an_outcome_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("what nobody thought of")

    monkeypatch.setattr("zhengce.storage.read", fails)
    (outcome,) = zhengce.read_many(("a.md", ONE.encode()))
    assert outcome.reason == "a fault of zhengce, please report it: ZeroDivisionError: what nobody thought of"


def test_an_error_does_not_hold_on_to_the_file() -> None:
    (outcome,) = zhengce.read_many(("a.txt", "政策".encode() * 1000 + b"\xff"))
    error = outcome.error
    assert error
    assert error.__traceback__ is error.__cause__ is error.__context__ is None


def test_outcomes_are_values() -> None:
    (outcome,) = zhengce.read_many(("a.txt", ONE.encode()))
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert repr(outcome) == "<Outcome a.txt: <Notice “”, 1 domain, 1 measure>>"
    (failed,) = zhengce.read_many("nowhere.md")
    assert repr(failed) == "<Outcome nowhere.md: No such file or directory>"


@pytest.mark.parametrize("processes", [0, -1, 1.5, True, "2", 10**30])
def test_the_number_of_processes_is_checked_at_once(processes: Any) -> None:
    with pytest.raises(ValueError, match=r"expected a number of processes, from 1 to [0-9]+, got"):
        zhengce.read_many([], processes=processes)


@pytest.mark.parametrize("source", [None, 5, ("a.md", "text"), b"bytes"])
def test_anything_else_is_a_type_error(source: Any) -> None:
    with pytest.raises(TypeError, match="expected a path or a pair of a name and bytes, got"):
        list(zhengce.read_many([source]))


def _ends_its_process(chunk: list[Task]) -> list[str]:
    if any(isinstance(task.content, bytes) and task.content == b"end" for task in chunk):
        os._exit(3)
    return [task.source if isinstance(task.content, bytes) else str(task.content) for task in chunk]


def test_a_document_that_ends_its_process_is_an_outcome_and_no_other_is_lost() -> None:
    chunks = [
        [Task(f"{n}{half}", b"end" if (n, half) in ((2, "b"), (5, "a")) else b"fine") for half in "ab"]
        for n in range(9)
    ]
    results = [name for lists in mapped(_ends_its_process, chunks, 2) for names in lists for name in names]
    whole = [task.source for chunk in chunks for task in chunk]
    assert [result.split(":")[0] for result in results] == whole
    assert [result.split(": ")[1][:25] for result in results if ":" in result] == ["the process that read it "] * 2
