"""Tables of many notices: batches made in the workers, and a folder of parts that a second run completes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import dataset, parquet

import zhengce
from zhengce import ArgumentError, FileError, corpus

TEXT = """\
云政发〔2024〕9号
云州市人民政府关于印发便民服务提升行动方案的通知
2024年3月18日
一、社区食堂
1.建好社区食堂{n}。6月底前，建成食堂3家；9月10日前，公布菜单。（牵头单位：市民政局、市财政局）
"""
BARE = "关于天气的说明\n今天天气很好。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with forty notices, one text without measures, and three files that cannot be read."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(40):
        Path(f"in/{number:02}.md").write_text(TEXT.format(n=number), encoding="utf-8")
    Path("in/bare.txt").write_text(BARE, encoding="utf-8")
    Path("in/broken.docx").write_bytes(b"PK\x03\x04 broken")
    Path("in/empty.pdf").write_bytes(b"")
    Path("in/locked.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    return tmp_path


def rows(batches: Any) -> list[dict[str, Any]]:
    return [row for batch in batches for row in batch.to_pylist()]


def test_a_batch_has_the_rows_of_its_notices_with_their_source(folder: Path) -> None:
    batches = list(corpus.batches("in", size=10))
    assert [len({row["source"] for row in batch.to_pylist()}) for batch in batches] == [10, 10, 10, 10, 4]
    found = rows(batches)
    for row, expected in zip(found[:2], zhengce.rows(zhengce.read("in/00.md", name="in/00.md")), strict=True):
        assert row.pop("source") == "in/00.md"
        assert row.pop("error") is row.pop("error_zh") is None
        assert row == expected | {
            "lead_units": ["市民政局", "市财政局"],
            "responsible_units": [],
            "supporting_units": [],
        }


def test_every_source_has_a_row(folder: Path) -> None:
    found = {row["source"]: row for row in rows(corpus.batches(["in/[b-z]*"]))}
    assert {source: row["error"] for source, row in found.items() if row["error"]} == {
        f"in/{name}": f"in/{name}: {reason}"
        for name, reason in {
            "broken.docx": "a broken archive (File is not a zip file); it may not have been downloaded in full",
            "empty.pdf": "the file is empty; it may not have been downloaded in full",
            "locked.docx": "the document is protected by a password; save a copy without one",
        }.items()
    }
    bare = found["in/bare.txt"]
    assert {name for name, value in bare.items() if value} == {"source", "file", "notice_title"}


def test_several_processes_give_the_same_rows_in_the_same_order(folder: Path) -> None:
    assert rows(corpus.batches("in", processes=2, size=5)) == rows(corpus.batches("in", size=7))


def test_the_schema_is_plain_and_that_of_every_batch(folder: Path) -> None:
    plain = {pa.string(), pa.int64(), pa.bool_(), pa.date32(), pa.list_(pa.string())}
    assert set(corpus.schema().types) == plain
    assert all(field.nullable for field in corpus.schema())
    assert {batch.schema for batch in corpus.batches(["in", "nowhere.md"])} == {corpus.schema()}
    assert list(corpus.batches([])) == []


@pytest.mark.parametrize("prefix", ["", "file:", "file://"])
@pytest.mark.parametrize("content", [False, True])
def test_what_engines_call_makes_the_same_rows(folder: Path, prefix: str, *, content: bool) -> None:
    paths = sorted(path.resolve() for path in Path("in").iterdir())
    given = pa.record_batch({"path": [f"{prefix}{path}" for path in paths]})
    if content:
        given = given.append_column("content", pa.array([path.read_bytes() for path in paths]))
    slices = [given.slice(0, 3), given.slice(3)]
    assert rows(corpus.in_arrow(iter(slices))) == rows(corpus.batches(paths))


def test_the_reference_date_is_that_of_parse() -> None:
    source = ("a.md", "一、服务\n1.开通专窗，6月底前启用。（牵头单位：综合服务局）".encode())
    for batches in (
        corpus.batches(source, reference_date="2031-01-01"),
        corpus.in_arrow([pa.record_batch({"path": ["a.md"], "content": [source[1]]})], reference_date="2031-01-01"),
    ):
        assert [str(row["due"]) for row in rows(batches)] == ["2031-06-30"]


# --- a folder of parts ----------------------------------------------------------


def states(folder: str) -> dict[str, tuple[int, int]]:
    """Return what tells whether a part was written again."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in Path(folder).glob("*.parquet")}


def test_a_corpus_is_a_folder_of_parts_with_a_manifest(folder: Path) -> None:
    written = corpus.write("in", "out/a", size=8)
    assert (written.sources, written.failed, written.rows) == (44, 3, 84)
    assert written.made == len(written.parts) > 2
    table = dataset.dataset([f"out/a/{part.name}" for part in written.parts]).to_table()
    assert table.to_pylist() == rows(corpus.batches("in"))
    assert {path.name for path in Path("out/a").iterdir()} == {"_manifest.json", *(part.name for part in written.parts)}
    manifest = json.loads(Path("out/a/_manifest.json").read_text())
    assert (manifest["sources"], manifest["failed"], manifest["rows"]) == (44, 3, 84)
    assert [part["name"] for part in manifest["parts"]] == [part.name for part in written.parts]
    assert sum(part["failed"] for part in manifest["parts"]) == 3
    assert dict(written.failures()) == {
        "in/broken.docx": "a broken archive (File is not a zip file); it may not have been downloaded in full",
        "in/empty.pdf": "the file is empty; it may not have been downloaded in full",
        "in/locked.docx": "the document is protected by a password; save a copy without one",
    }
    assert dict(written.failures("zh"))["in/locked.docx"] == "文档有密码；请另存一份无密码的"


def test_a_second_run_makes_nothing_and_gives_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = corpus.write("in", "out", size=8)
    before = states("out")
    monkeypatch.setattr("zhengce.corpus.arrow.outcome_of", None)
    again = corpus.write("in", "out", size=8)
    assert (again.made, again.parts, states("out")) == (0, first.parts, before)


@pytest.mark.parametrize("change", ["new", "changed", "removed", "touched"])
def test_a_change_makes_one_part_anew_and_removes_the_old(folder: Path, change: str) -> None:
    before = {part.name for part in corpus.write("in", "out", size=4).parts}
    path = Path("in/17.md")
    match change:
        case "new":
            Path("in/17a.md").write_text(TEXT, encoding="utf-8")
        case "changed":
            path.write_text(TEXT, encoding="utf-8")
        case "removed":
            path.unlink()
        case "touched":
            os.utime(path, (1, 1))
    after = corpus.write("in", "out", size=4)
    assert len(before) > 5
    assert 1 <= after.made <= 2  # two, if the part ended at the name that was removed
    assert len(before - {part.name for part in after.parts}) <= 2
    assert set(states("out")) == {part.name for part in after.parts}
    made = [row for part in after.parts for row in parquet.read_table(f"out/{part.name}").to_pylist()]
    assert made == rows(corpus.batches("in"))


def test_another_reference_date_makes_all_anew(folder: Path) -> None:
    first = corpus.write("in", "out", size=8)
    second = corpus.write("in", "out", size=8, reference_date="2031-01-01")
    assert second.made == len(second.parts)
    assert not {part.name for part in first.parts} & set(states("out"))


def test_a_run_that_breaks_off_leaves_whole_parts(folder: Path) -> None:
    def stops(_: int) -> None:
        if len(states("out")) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.write("in", "out", size=8, progress=stops)
    whole = states("out")
    written = corpus.write("in", "out", size=8)
    assert written.made == len(written.parts) - 2
    assert whole.items() <= states("out").items()
    assert rows([parquet.read_table(f"out/{part.name}") for part in written.parts]) == rows(corpus.batches("in"))


def test_a_part_that_is_damaged_is_made_anew(folder: Path) -> None:
    written = corpus.write("in", "out", size=8)
    (folder / "out" / written.parts[0].name).write_bytes(b"PAR1 damaged")
    assert corpus.write("in", "out", size=8).made == 1


def test_what_failed_is_tried_again_if_asked_for(folder: Path) -> None:
    sources = [("a.md", TEXT.encode()), ("b.docx", b"")]
    assert corpus.write(sources, "out").made == 1
    assert corpus.write(sources, "out").made == 0
    assert corpus.write(sources, "out", retry=True).made == 1
    assert corpus.write(sources[:1], "out", retry=True).failed == 0
    assert corpus.write(sources[:1], "out", retry=True).made == 0


def test_several_processes_write_the_same_bytes_and_tell_of_every_source(folder: Path) -> None:
    told: list[int] = []
    corpus.write("in", "one", size=8)
    corpus.write("in", "two", size=8, processes=2, progress=told.append)
    assert sum(told) == 44
    for path in Path("one").iterdir():
        assert path.read_bytes() == Path("two", path.name).read_bytes()


def test_bytes_and_members_of_archives_are_known_by_their_content(folder: Path) -> None:
    import zipfile

    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("a.md", TEXT)
    sources = ["all.zip", ("b.md", TEXT.encode())]
    assert corpus.write(sources, "out").made == 1
    assert corpus.write(sources, "out").made == 0
    assert corpus.write(["all.zip", ("b.md", BARE.encode())], "out").made == 1


@pytest.mark.parametrize("source", ["inn", "inn.zip", "nowhere.jsonl", "in/*.wps", "bare", "out/\0", ["in", "inn"]])
def test_a_source_that_is_not_there_leaves_the_corpus_as_it_is(folder: Path, source: str | list[str]) -> None:
    corpus.write("in", "out", size=8)
    (folder / "bare").mkdir()
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    with pytest.raises(FileError):
        corpus.write(source, "out", size=8)
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


def test_no_source_leaves_the_corpus_as_it_is(folder: Path) -> None:
    corpus.write("in", "out")
    with pytest.raises(ArgumentError, match="expected a source or more, got none"):
        corpus.write(folder.glob("inn/*.md"), "out")
    assert Path("out/_manifest.json").exists()
    assert states("out")


def test_a_file_that_vanishes_is_a_row_with_its_error(folder: Path) -> None:
    Path("in/gone.md").symlink_to("gone")
    assert corpus.write("in", "out").failed == 4


@pytest.mark.parametrize("old", ['{"version": "0.1", "sources": 1, "parts": []}', '{"mine": 1}'])
def test_a_corpus_is_read_as_one_table(folder: Path, old: str) -> None:
    Path("out").mkdir()
    Path("out/manifest.json").write_text(old)
    written = corpus.write("in", "out", size=8)
    assert Path("out/manifest.json").exists() == ("mine" in old)
    Path("out/manifest.json").unlink(missing_ok=True)
    assert len(parquet.read_table("out")) == len(dataset.dataset("out").to_table()) == written.rows


def test_a_file_in_place_of_the_folder_is_refused(folder: Path) -> None:
    with pytest.raises(FileError, match=r"in/00\.md"):
        corpus.write("in", "in/00.md")
