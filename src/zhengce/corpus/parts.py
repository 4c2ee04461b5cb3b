"""Parts: many notices as a folder of Parquet files, which a second run completes instead of starting again."""

from __future__ import annotations

import datetime as dt
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ..dates import as_date
from ..errors import refusing
from ..files.load import as_path
from ..files.save import save
from ..saying import Language
from .arrow import SIZE, batch_of, schema
from .sources import Sources, Task, existing
from .workers import chunked, mapped

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MANIFEST", "Part", "Written", "write"]

MANIFEST: Final = "_manifest.json"
"""Its name begins with a sign that makes those who read the folder as a table pass over it."""

_OLD_MANIFEST: Final = "manifest.json"
_LONGEST: Final = 4
"""How many times as long as usual a part may become."""


@attrs.frozen(kw_only=True)
class Part:
    """A file of a corpus.

    Attributes:
        name: its name, in which the sources with their states, the version and the reference date are hashed.
        sources: how many sources it has.
        failed: how many of them could not be read.
        rows: how many rows it has.
    """

    name: str
    sources: int
    failed: int
    rows: int


@attrs.frozen(kw_only=True)
class Written:
    """What :func:`write` has written.

    Attributes:
        folder: where.
        parts: its files, in the order of the sources.
        made: how many of them were made now; the others were there already.
    """

    folder: Path
    parts: tuple[Part, ...]
    made: int

    @property
    def sources(self) -> int:
        """How many sources there are."""
        return sum(part.sources for part in self.parts)

    @property
    def failed(self) -> int:
        """How many of them could not be read; their rows have an ``error``."""
        return sum(part.failed for part in self.parts)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(part.rows for part in self.parts)

    def failures(self, lang: Language = "en") -> Iterator[tuple[str, str]]:
        """Yield each source that could not be read, with the reason in a language."""
        from pyarrow import parquet

        for part in self.parts:
            if part.failed:
                names = ["source", "error" if lang == "en" else "error_zh"]
                for row in parquet.read_table(self.folder / part.name, columns=names).to_pylist():
                    source, error = row.values()
                    if error:
                        yield source, error.removeprefix(source).lstrip(":： ")


@attrs.define
class _Making:
    """A part that is being made: the batches at hand, and how many chunks are still to come."""

    name: str
    sources: int
    to_come: int
    batches: list[pa.RecordBatch] = attrs.field(factory=list)
    finished: Part | None = None


def write(
    sources: Sources,
    folder: str | Path,
    *,
    processes: int = 1,
    reference_date: dt.date | str | None = None,
    size: int = 256,
    retry: bool = False,
    progress: Callable[[int], object] | None = None,
) -> Written:
    r"""Write the rows of many notices as Parquet files in a folder, and complete them in later runs.

    A part is there already if it was made of the same sources in the same state (name, size, time of
    change, or the content of bytes) by the same version with the same reference date. Where parts end
    depends on the names of the sources: a new file changes one part, not all behind it. A part is
    written under another name and then renamed, so that a run that breaks off leaves only whole ones. At the end, parts
    of other sources are removed, and ``_manifest.json`` lists those that are there, under a name
    that readers of the folder as one table pass over.

    Args:
        sources: as for :func:`zhengce.read_many`.
        folder: where to; it is made if it is not there.
        processes: as for :func:`zhengce.read_many`.
        reference_date: as for :func:`zhengce.parse`.
        size: how many sources a part has on average.
        retry: make those parts again in which a source could not be read.
        progress: called with the number of sources of each piece of work that is done.

    Returns:
        What is there now. What could not be read is a row with its ``error``.

    Raises:
        ArgumentError: there is no source.
        FileError: the folder cannot be written; or a source is not there, or is a folder or a pattern
            without documents. The parts of an earlier run stay then.
        MissingExtraError: the extra ``arrow`` is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> from zhengce import corpus
    >>> with TemporaryDirectory() as folder:
    ...     text = "一、优化服务\n1.开通专窗。（牵头单位：税务局）"
    ...     for _ in range(2):
    ...         written = corpus.write([("税务.txt", text.encode()), ("空文件.docx", b"")], folder)
    ...         print(written.made, written.sources, written.failed, written.rows)
    1 2 1 2
    0 2 1 2
    """
    day = None if reference_date is None else as_date(reference_date)
    folder = _made(as_path(folder))
    tell = progress or (lambda _: None)
    plan = _Plan(folder, day, retry=retry, tell=tell)
    work = plan.chunks(_portions(existing(sources), size))
    made = mapped(partial(batch_of, day=day), work, processes)
    schema()
    for results in made:
        plan.take(results)
    parts = tuple(making.finished for making in plan.parts if making.finished)
    _remove_others(folder, parts)
    _remove_old_manifest(folder / _OLD_MANIFEST)
    written = Written(folder=folder, parts=parts, made=plan.made)
    save(folder / MANIFEST, _manifest(written).encode())
    return written


class _Plan:
    """The parts of a corpus in their order, and the work that is still to be done for them."""

    def __init__(self, folder: Path, day: dt.date | None, *, retry: bool, tell: Callable[[int], object]) -> None:
        self.parts: list[_Making] = []
        self.made = 0
        self._folder, self._day, self._retry, self._tell = folder, day, retry, tell
        self._expected: deque[tuple[_Making, int]] = deque()

    def chunks(self, portions: Iterable[list[Task]]) -> Iterator[list[Task]]:
        """Yield the chunks of the parts that are not there."""
        for portion in portions:
            name = f"part-{_key(portion, self._day)}.parquet"
            making = _Making(name, len(portion), -(-len(portion) // SIZE), finished=_found(self._folder / name))
            self.parts.append(making)
            if making.finished and not (self._retry and making.finished.failed):
                self._tell(len(portion))
                continue
            for chunk in chunked(portion, SIZE):
                self._expected.append((making, len(chunk)))
                yield chunk

    def take(self, results: list[pa.RecordBatch]) -> None:
        """Take the batches of the next chunk, and write the part if it was the last of it."""
        making, count = self._expected.popleft()
        making.batches += results
        making.to_come -= 1
        self._tell(count)
        if not making.to_come:
            making.finished = _write(self._folder / making.name, making.batches, making.sources)
            making.batches = []
            self.made += 1


def _portions(given: Iterable[Task], size: int) -> Iterator[list[Task]]:
    """Yield tasks in lists that end behind a name whose hash says so, on average *size* long."""
    portion: list[Task] = []
    for task in given:
        portion.append(task)
        ends = int.from_bytes(sha256(task.source.encode(errors="surrogatepass")).digest()[:8]) % size == 0
        if ends or len(portion) == _LONGEST * size:
            yield portion
            portion = []
    if portion:
        yield portion


def _key(portion: list[Task], day: dt.date | None) -> str:
    """Return a hash of everything on which the rows of a part depend."""
    state = [version("zhengce"), schema().names, str(day), [(task.source, task.stamp()) for task in portion]]
    return sha256(json.dumps(state).encode()).hexdigest()[:20]


# --- files --------------------------------------------------------------------


def _made(folder: Path) -> Path:
    with refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(path: Path, batches: list[pa.RecordBatch], sources: int) -> Part:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.Table.from_batches(batches)
    failed = len(table) - table["error"].null_count
    part = Part(name=path.name, sources=sources, failed=failed, rows=len(table))
    counts = {"sources": str(part.sources), "failed": str(part.failed)}
    sink = pa.BufferOutputStream()
    parquet.write_table(
        table.replace_schema_metadata({**(table.schema.metadata or {}), **counts}), sink, compression="zstd"
    )
    save(path, sink.getvalue().to_pybytes())
    return part


def _found(path: Path) -> Part | None:
    """Return a part that is there; ``None`` if it is not, or is no such file."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        footer = parquet.read_metadata(path)
    except (OSError, pa.ArrowException):
        return None
    counts = {name: int((footer.metadata or {}).get(name.encode(), 0)) for name in ("sources", "failed")}
    return Part(name=path.name, rows=footer.num_rows, **counts)


def _remove_others(folder: Path, parts: Iterable[Part]) -> None:
    kept = {part.name for part in parts}
    for path in folder.glob("part-*.parquet"):
        if path.name not in kept:
            path.unlink()


def _remove_old_manifest(path: Path) -> None:
    """Remove the manifest of an earlier version, with which the folder could not be read as a table."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return
    if isinstance(found, dict) and {"version", "sources", "parts"} <= found.keys():
        path.unlink()


def _manifest(written: Written) -> str:
    """Return the list of the parts as JSON."""
    found = {
        "version": version("zhengce"),
        "sources": written.sources,
        "failed": written.failed,
        "rows": written.rows,
        "parts": [attrs.asdict(part) for part in written.parts],
    }
    return json.dumps(found, indent=2) + "\n"
