"""The mutation session: run the tests on a sample of mutants, and report those that no test noticed."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random, SystemRandom
from time import monotonic
from typing import Final

import attrs

from .mutants import Mutant, find_mutants
from .swapping import try_swapped
from .trial import KILLED, NO_TESTS, PACKAGE, SURVIVED, Outcome, Trial, try_all

ROOT: Final = PACKAGE.parent.parent
ROOMS: Final = {
    "reading/deadlines/": "reading/deadlines/test_* reading/test_cases",
    "reading/": "reading/test_* reading/units/test_* rules/test_cases reading/deadlines/test_sentences",
    "analysis/": "analysis/test_* rules/test_cases formats/test_tables views/test_figures views/test_charts",
    "rules/": "rules/test_cases rules/test_names rules/test_excerpts rules/test_fixes rules/test_r*",
    "text/": "text/test_* reading/test_cases reading/deadlines/test_sentences",
    "dates.py": "test_dates reading/deadlines/test_sentences test_model analysis/test_agenda",
    "rrule.py": "test_rrule test_model reading/deadlines/test_sentences analysis/test_agenda",
    "deadline.py": "test_model analysis/test_agenda test_rrule reading/deadlines/test_sentences",
    "fields.py": "test_model reading/test_cases formats/test_yaml",
    "model.py": "test_model rules/test_rules reading/test_cases formats/test_json",
}
"""The rooms that are changed, and the test files that are asked first; the first room that fits holds."""

ALL: Final = (
    "test_* text/test_* reading/test_* reading/*/test_* analysis/test_* rules/test_* testing/test_* fuzz/test_*"
)
"""The test files that are asked of what survived those."""

WORDS: Final = 0.15
"""What part of the sample are words of tables and patterns; they are many, and each matters less."""

EQUAL: Final = Path(__file__).with_name("equal.txt")


def known_equal() -> dict[str, str]:
    """Return mutants without a visible change, each with the reason."""
    lines = (line for line in EQUAL.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return dict(line.split("  # ", 1) for line in lines)  # type: ignore[misc]


def tests_of(file: str) -> tuple[str, ...]:
    """Return the test files for a module, in the order in which they are run."""
    return _files(next(tests for room, tests in ROOMS.items() if file.startswith(room)))


def _files(names: str) -> tuple[str, ...]:
    tests = ROOT / "tests"
    return tuple(str(path) for name in names.split() for path in sorted(tests.glob(f"{name}.py")))


def sample(random: Random, count: int, only: Sequence[str] = ("",)) -> list[Mutant]:
    """Return so many mutants of all modules; *only* restricts them to files whose path begins with one of these."""
    logic: list[Mutant] = []
    words: list[Mutant] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        if file.startswith(tuple(ROOMS)) and file.startswith(tuple(only)):
            for mutant in find_mutants(file, path.read_text(encoding="utf-8")):
                (words if mutant.is_word else logic).append(mutant)
    of_words = min(len(words), round(count * WORDS))
    chosen = random.sample(words, of_words) + random.sample(logic, min(len(logic), count - of_words))
    random.shuffle(chosen)
    return chosen


def judge(mutants: list[Mutant], seconds: float, processes: int) -> Iterator[Outcome]:
    """Yield the outcome of each mutant, after that of the code as it is.

    Try by a swap what can be swapped, with all tests. Import the rest anew, and run the tests of its module, then all
    others; and so what survived a swap, since tests may also read something while they are imported.
    """
    trials = [Trial(mutant, tests_of(mutant.file), seconds) for mutant in mutants]
    with ProcessPoolExecutor(1, get_context("fork")) as apart:  # this process must not import what is changed
        swapped = apart.submit(try_swapped, [Trial(None, (), seconds), *trials], _files(ALL), processes).result()
    yield from (outcome for outcome in swapped if outcome.what not in (SURVIVED, NO_TESTS) or not outcome.trial.mutant)
    survived = {outcome.trial for outcome in swapped if outcome.what == SURVIVED}
    left: list[Trial] = []
    for outcome in try_all([o.trial for o in swapped if o.what in (SURVIVED, NO_TESTS) and o.trial.mutant], processes):
        if outcome.what != SURVIVED or outcome.trial in survived:
            yield outcome
        else:
            others = tuple(file for file in _files(ALL) if file not in outcome.trial.tests)
            left.append(attrs.evolve(outcome.trial, tests=others))
    yield from try_all(left, processes)


def main() -> int:
    """Return the exit code for the shell."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), help="by default a new one")
    parser.add_argument("--mutants", type=int, default=400, help="how many (%(default)s)")
    parser.add_argument("--seconds", type=float, default=120, help="of work, after which a mutant hangs (%(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="(%(default)s)")
    parser.add_argument(
        "--only", default=[""], nargs="+", metavar="PREFIX", help="files that begin so: reading/units/ dates.py"
    )
    parser.add_argument("--least", type=float, default=95, help="percent that must be noticed (%(default)s)")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    equal = known_equal()
    sampled = sample(Random(arguments.seed), arguments.mutants, arguments.only)
    mutants = [mutant for mutant in sampled if str(mutant) not in equal]
    print(
        f"seed {arguments.seed}: {len(mutants)} mutants, and {len(sampled) - len(mutants)} known as equal", flush=True
    )
    begun, counts = monotonic(), Counter[str]()
    for outcome in judge(mutants, arguments.seconds, arguments.processes):
        if outcome.trial.mutant is None:
            print(f"the code as it is {outcome.what} all tests in {outcome.seconds:.0f} s", flush=True)
            if outcome.what != SURVIVED:
                return 2
            continue
        counts[outcome.what] += 1
        if outcome.what != KILLED:
            print(f"{outcome.what}, line {outcome.trial.mutant.line}: {outcome.trial.mutant}", flush=True)
        if counts.total() % 50 == 0:
            print(f"… {counts.total()} in {monotonic() - begun:.0f} s", flush=True)
    noticed = 100 * counts[KILLED] / max(1, counts.total())  # what hangs is to be looked at
    print(f"{dict(counts)} in {monotonic() - begun:.0f} s: {noticed:.1f} % noticed")
    return 0 if noticed >= arguments.least else 1


if __name__ == "__main__":
    sys.exit(main())
