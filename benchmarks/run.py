"""Measure accuracy and speed beside other readers, and write `docs/measured.md` from `measured.md`, in both languages.

python benchmarks/run.py

Environments are made once under `.nox/.benchmarks`. A package that cannot be installed is left out, with a message on
standard error. The real notice comes from the folder that ZHENGCE_CORPUS names; without it the sample is used.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from environments import HOME, Package, Reader, paired
from gold import CASES, ROOT, Answer, Case, judge, notice_cases, sample_cases, sentence_cases, trap_cases

CORPUS = Path(os.environ.get("ZHENGCE_CORPUS") or ROOT.parent / "shared/corpus")
NOTICE = CORPUS / "docs/dongying_2023_10.md"
OURS = Package("zhengce", (f"zhengce @ {ROOT.as_uri()}",), "import zhengce")
PEERS = (
    Package("JioNLP", ("jionlp==1.5.31",), "import jionlp"),
    Package("dateparser", ("dateparser==1.5.0",), "import dateparser.search"),
    Package("Recognizers-Text", ("recognizers-text-suite==1.0.2a2", "emoji==1.7"), "import recognizers_date_time"),
)
SETS = ("notice", "sample", "independent", "second", "annotated")
TRAPS = ("notice", "traps")
RUNS = 15
HOSTILE = ("2023年6月底前、", "6月底前", "一二三四五六七八九十", "第")
MILLION = 1_000_000
DENSE = 540
"""Characters of the first hostile text that are given to the peers."""


def sets() -> dict[str, list[Case]]:
    """Return the sets of texts on which the readers are compared."""
    annotated = CORPUS.parent / "deadlines/sentences_dev.jsonl"
    found = {"sample": sample_cases()}
    found |= {name: sentence_cases(CASES / f"deadlines/{name}.jsonl") for name in ("independent", "second")}
    if annotated.exists():
        found["annotated"] = sentence_cases(annotated)
    if NOTICE.exists():
        found["notice"] = notice_cases(NOTICE.read_text(encoding="utf-8"))
    return {**found, "traps": trap_cases()}


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


# --- what is right -----------------------------------------------------------------


def answers(reader: Reader, case: Case) -> list[Answer]:
    (found,) = reader.ask([case.text], case.day)
    return [Answer(*hit) for hit in found]


def accuracy(readers: dict[str, Reader], texts: dict[str, list[Case]]) -> tuple[list[str], list[str]]:
    """Return two tables: time limits (right words, right days, false finds), and traps that were read as time."""
    limits: list[str] = []
    traps: list[str] = []
    for name, reader in readers.items():
        scores = {of: judge(cases, [answers(reader, case) for case in cases]) for of, cases in texts.items()}
        if not limits:
            limits.append(row("", *(scores[of]["limits"] if of in scores else "—" for of in SETS)))
            traps.append(row("", *(scores[of]["traps"] if of in scores else "—" for of in TRAPS)))
        cells = (f"{s['exact']} · {s['dates']} · +{s['besides']}" if (s := scores.get(of)) else "—" for of in SETS)
        limits.append(row(name, *cells))
        traps.append(row(name, *(scores[of]["hit"] if of in scores else "—" for of in TRAPS)))
    return limits, traps


# --- how fast ----------------------------------------------------------------------


def speeds(ours: Reader, others: dict[str, Reader], text: str, day: str) -> Iterator[str]:
    """Return characters a second, by paragraph and in one call, and the ratio of the time to that of zhengce."""
    ways = (text.splitlines(), [text])
    for name, other in others.items():
        loops = 20 if other.ask(ways[0], day, 1) < 0.05 else 1
        times = [paired(ours.timer(way, day, 20), other.timer(way, day, loops), RUNS) for way in ways]
        if name == next(iter(others)):
            yield row("zhengce", *(f"{len(text) / t.first:,.0f}" for t in times), "1", "1")
        yield row(name, *(f"{len(text) / t.second:,.0f}" for t in times), *(f"{t.ratio:.3g}" for t in times))


def hostile(ours: Reader, parse: Reader) -> Iterator[str]:
    """Return the seconds for a million and for two million characters."""
    for words in HOSTILE:
        cells = []
        for reader in (ours, parse):
            one, two = ((words * (size // len(words))) for size in (MILLION, 2 * MILLION))
            times = paired(reader.timer([one], "2023-06-30"), reader.timer([two], "2023-06-30"), 3)
            cells += [f"{times.first:.2f}", f"{times.second:.2f}", f"{times.ratio:.2f}"]
        yield row(f"`{words}`", *cells)


def dense(readers: dict[str, Reader]) -> Iterator[str]:
    """Return characters a second on a text of nothing but time limits."""
    text = HOSTILE[0] * (DENSE // len(HOSTILE[0]))
    for name, reader in readers.items():
        yield row(name, f"{len(text) / min(reader.ask([text], '2023-06-30', 1) for _ in range(3)):,.0f}")


def installed(packages: dict[Package, str]) -> Iterator[str]:
    """Return version, time of the import, and size on disk."""
    for package, version in packages.items():
        times = paired(package.start("pass"), package.start(package.imports), RUNS)
        added = (times.second - times.first) * 1000
        yield row(package.name, version, f"{added:.0f}", f"{package.megabytes():.1f}")


# --- the page ----------------------------------------------------------------------


def measure() -> dict[str, str]:
    HOME.mkdir(parents=True, exist_ok=True)
    packages = {package: version for package in (OURS, *PEERS) if (version := package.install())}
    if OURS not in packages:
        sys.exit("zhengce itself cannot be installed")
    readers = {package.name: Reader(package) for package in packages}
    own = {name: Reader(OURS, name) for name in ("guarded", "plain", "parse", "dumps", "loads")}
    ours, peers = readers["zhengce"], {name: readers[name] for name in readers if name != "zhengce"}
    texts = sets()
    text = (NOTICE if NOTICE.exists() else ROOT / "examples/sample.md").read_text(encoding="utf-8")
    day = texts["notice" if NOTICE.exists() else "sample"][0].day

    limits, traps = accuracy(readers, texts)
    patterns = {"`re`, guarded": own["guarded"], "`re`, plain": own["plain"]}
    started = paired(OURS.start("import attrs, pendulum"), OURS.start(OURS.imports), 2 * RUNS)
    tables = {
        "limits": limits,
        "traps": traps,
        "speeds": speeds(ours, patterns | peers, text, day),
        "dense": dense(readers),
        "hostile": hostile(ours, own["parse"]),
        "installed": installed(packages),
    }
    milliseconds = {name: own[name].timer([text], day, 5) for name in ("parse", "dumps", "loads")}
    return {
        "day": str(datetime.now(tz=UTC).date()),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "characters": f"{len(text):,}",
        "missing": ", ".join(peer.name for peer in PEERS if peer not in packages) or "—",
        "import": f"{started.ratio:.2f}",
        "import_ms": f"{started.second * 1000:.0f}",
        "base_ms": f"{started.first * 1000:.0f}",
        **{name: f"{paired(run, run, RUNS).first * 1000:.1f}" for name, run in milliseconds.items()},
        **{name: "\n".join(rows) for name, rows in tables.items()},
    }


def main() -> None:
    figures = measure()
    for template, page in (("measured.md", "docs/measured.md"), ("measured.zh.md", "docs/zh/measured.md")):
        text = Path(__file__).with_name(template).read_text(encoding="utf-8").format_map(figures)
        (ROOT / page).write_text(text, encoding="utf-8")
    print((ROOT / "docs/measured.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
