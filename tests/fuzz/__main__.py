"""The fuzz session: check every promise on the texts of a seed, until the texts or the time run out."""

from __future__ import annotations

import argparse
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import date
from pathlib import Path
from random import Random, SystemRandom
from time import monotonic
from types import FrameType
from typing import Final

import attrs

import zhengce

from .making import make
from .promises import DAYS, Asked, ask
from .shrinking import shrink

BATCH: Final = 250
ONE_IN: Final = 25
"""How many texts share one that is asked the slow promises."""

MOST_SECONDS: Final = 10
"""What takes longer with one of these texts, which are short, hangs."""

CASES: Final = Path(__file__).parent.parent / "cases/reading"
WHOLES: Final = tuple(
    file.read_text(encoding="utf-8")
    for file in (Path(zhengce.__file__).with_name("sample.md"), *sorted(CASES.glob("*_*.[tm][xd]*")))
    if file.stat().st_size
)
"""Notices that may be spoilt."""


@attrs.frozen
class Case:
    """One text of a seed, and what is asked of it."""

    seed: int
    number: int

    @property
    def day(self) -> date | None:
        """The day from which its limits are counted."""
        return self._random().choice(DAYS)

    def pieces(self) -> list[str]:
        """The text, in pieces that may be left out."""
        return make(self._random(), WHOLES)

    def _random(self) -> Random:
        return Random(f"{self.seed} {self.number}")

    def ask(self, text: str) -> Asked:
        """Return what the checks of a text in its context give."""
        signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS, MOST_SECONDS)
        try:
            return ask(text, day=self.day, thorough=self.number % ONE_IN == 0)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def broken(self, text: str) -> dict[str, str]:
        """Return the promises that a text in its context breaks, each with the first words that show it."""
        return {one.kind: one.words for one in reversed(self.ask(text).broken)}


@attrs.define
class Figures:
    """What a run has seen so far."""

    texts: int = 0
    characters: int = 0
    measures: int = 0
    reached: Counter[str] = attrs.Factory(Counter)
    failures: defaultdict[str, list[Case]] = attrs.Factory(lambda: defaultdict(list))

    def add(self, other: Figures) -> None:
        """Count what another process has seen."""
        self.texts += other.texts
        self.characters += other.characters
        self.measures += other.measures
        self.reached += other.reached
        for kind, cases in other.failures.items():
            self.failures[kind] += cases


def batch(seed: int, numbers: range) -> Figures:
    """Ask a few hundred texts."""
    signal.signal(signal.SIGALRM, _hangs)
    figures = Figures()
    for number in numbers:
        case = Case(seed, number)
        text = "".join(case.pieces())
        asked = case.ask(text)
        figures.texts += 1
        figures.characters += len(text)
        if asked.notice:
            figures.measures += len(asked.notice.measures)
            figures.reached.update(_reach(asked.notice))
        for kind in {one.kind for one in asked.broken}:
            figures.failures[kind].append(case)
    return figures


def _hangs(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {MOST_SECONDS} s")


def _reach(notice: zhengce.Notice) -> Iterator[str]:
    """Return what was found in a text, to show how varied the texts are."""
    measures, sections = notice.measures, notice.sections
    reached = {
        "a measure": measures,
        "measures in measures": any(measure.measures for measure in measures),
        "a domain with a place": any(domain.span for domain in notice.domains),
        "a commander": any(domain.commander for domain in notice.domains),
        "a row of a table": any(measure.text.startswith("|") for measure in measures),
        "a limit": notice.deadlines,
        "a title": notice.title,
        "a number": notice.document_number,
        "addressees": notice.addressees,
        "a day": notice.issue_date,
        "sections in sections": any(section.sections for section in sections),
    }
    return (name for name, there in reached.items() if there)


def run(seed: int, texts: int, seconds: float, processes: int) -> Figures:
    """Run batches in several processes, until the texts or the time run out."""
    figures, begun = Figures(), monotonic()
    starts = iter(range(0, texts, BATCH))
    with ProcessPoolExecutor(processes) as pool:
        running: set[Future[Figures]] = set()
        while True:
            while len(running) < 2 * processes and monotonic() - begun < seconds:
                if (start := next(starts, None)) is None:
                    break
                running.add(pool.submit(batch, seed, range(start, min(start + BATCH, texts))))
            if not running:
                return figures
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                figures.add(future.result())


def tell(figures: Figures, spent: float, show: int) -> Iterator[str]:
    """Yield a summary, with some of the smallest texts of each kind of failure."""
    yield (
        f"{figures.texts:,} texts, {figures.characters:,} characters, {figures.measures:,} measures in {spent:.0f} s,"
        f" {figures.texts / spent:,.0f} texts a second"
    )
    yield "reached: " + ", ".join(f"{name} {n / figures.texts:.0%}" for name, n in figures.reached.most_common())
    yield f"broken promises: {len(figures.failures)}"
    for kind, cases in sorted(figures.failures.items(), key=lambda failure: -len(failure[1])):
        yield f"\n{kind}: {len(cases)} texts"
        shown: set[str] = set()
        for case in cases[: 3 * show]:
            small = shrink(case.pieces(), lambda text, case=case, kind=kind: kind in case.broken(text))
            if small not in shown and len(shown) < show:
                shown.add(small)
                yield f"  --seed {case.seed} --only {case.number}, reference date {case.day}"
                yield f"    {small!r}"
                yield f"    {case.broken(small)[kind]}"


def main() -> int:
    """Return the exit code for the shell."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), help="by default a new one")
    parser.add_argument("--texts", type=int, default=200_000, help="how many at the most (%(default)s)")
    parser.add_argument("--seconds", type=float, default=600, help="after which no more are begun (%(default)s)")
    parser.add_argument("--processes", type=int, default=2, help="(%(default)s)")
    parser.add_argument(
        "--show", type=int, default=1, help="so many of the smallest texts of each failure (%(default)s)"
    )
    parser.add_argument("--only", type=int, metavar="NUMBER", help="show one text of the seed, and what it breaks")
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, _hangs)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # halves of characters
    if arguments.only is not None:
        case = Case(arguments.seed, arguments.only)
        text = "".join(case.pieces())
        print(text, repr(text), f"reference date {case.day}", *case.broken(text).items(), sep="\n")
        return 0
    print(f"seed {arguments.seed}", flush=True)
    begun = monotonic()
    figures = run(arguments.seed, arguments.texts, arguments.seconds, arguments.processes)
    for line in tell(figures, monotonic() - begun, arguments.show):
        print(line, flush=True)
    return 1 if figures.failures else 0


if __name__ == "__main__":
    sys.exit(main())
