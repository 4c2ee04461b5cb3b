"""The project's checks, one session each: `nox` runs them all, `nox -s tests-3.12` one.

Sessions read what they install from `pyproject.toml`, so that there is one list of tools.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from random import SystemRandom

import nox

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = ("3.11", "3.12", "3.13")

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False  # a missing one is skipped with a word, in CI too


def _find_interpreters() -> None:
    """Put what pyenv has built on the search path, where its shims alone would not run."""
    versions = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    built = [str(found) for python in PYTHONS for found in sorted(versions.glob(f"{python}.*/bin"))]
    os.environ["PATH"] = os.pathsep.join([*built, os.environ["PATH"]])


_find_interpreters()


def _install(session: nox.Session, *groups: str) -> None:
    """Install dependency groups, whatever the version of pip, and the project with all its extras."""
    session.install(*nox.project.dependency_groups(PYPROJECT, *groups), "-e", ".[all]")


@nox.session
def lint(session: nox.Session) -> None:
    """Layout and style."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "lint"))
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Both type checkers; and every public name has a type that is written down."""
    _install(session, "types")
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--verifytypes", "zhengce", "--ignoreexternal")


@nox.session
def imports(session: nox.Session) -> None:
    """The one-way arrows between the rooms."""
    _install(session, "imports")
    session.run("lint-imports", "--no-cache")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Tests and doctests under coverage; the data of every version is kept for `coverage`."""
    _install(session, "test")
    data = {"COVERAGE_FILE": str(Path(f".coverage.{session.python}").resolve())}
    session.run("coverage", "run", "-m", "pytest", "-n", "auto", *session.posargs, env=data)


@nox.session
def random(session: nox.Session) -> None:
    """The property tests with a new seed, which is printed (``-- 7`` takes it again), and a few thousand texts."""
    _install(session, "test")
    seed = session.posargs[0] if session.posargs else str(SystemRandom().randrange(10**6))
    session.run("pytest", "-n", "auto", "-m", "hypothesis", f"--hypothesis-seed={seed}")
    session.run("python", "-m", "tests.fuzz", "--seed", "1", "--texts", "3000", "--seconds", "60")


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Texts made of pieces of notices against every promise: ``-- --seed 7 --texts 200000 --seconds 600``."""
    _install(session, "test")
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Changes to the code that some test ought to notice: ``-- --seed 7 --mutants 400``."""
    _install(session, "test")
    session.run("python", "-m", "tests.mutation", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The report page in a real Chromium, which the system has to bring."""
    _install(session, "browser")
    session.run("pytest", "tests/views/test_report_browser.py", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Branch coverage of all versions together."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "test"))
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation in English, then in Chinese, into ``build/docs``; a warning is an error."""
    _install(session, "docs")
    build = ("sphinx-build", "--fail-on-warning", "--keep-going", "--fresh-env", "--quiet", "--conf-dir", "docs")
    session.run(*build, "docs", "build/docs")
    session.run(*build, "--tag", "zh", "docs/zh", "build/docs/zh")


@nox.session
def notebooks(session: nox.Session) -> None:
    """Every notebook of ``examples/``, from its first cell to its last."""
    _install(session, "notebooks")
    with tempfile.TemporaryDirectory() as folder:
        for notebook in sorted(Path("examples").glob("**/*.ipynb")):
            session.run("jupyter", "execute", str(notebook), f"--output={folder}/{notebook.stem}")


@nox.session
def build(session: nox.Session) -> None:
    """The wheel, built once, then used in a clean environment without the source tree."""
    session.install("build")
    with tempfile.TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--outdir", folder)
        (wheel,) = Path(folder).glob("*.whl")
        sample = Path("examples/sample.md").resolve()
        session.run("python", "-m", "venv", f"{folder}/clean")
        bin_ = f"{folder}/clean/bin"
        clean = f"{bin_}/python"
        session.run(clean, "-m", "pip", "install", "--quiet", str(wheel), external=True)
        with session.chdir(folder):
            session.run(clean, "-I", "-c", "import zhengce; assert zhengce.sample().measures", external=True)
            session.run(f"{bin_}/zhengce", "--version", external=True, success_codes=[2])  # says what to install
            session.run(clean, "-m", "pip", "install", "--quiet", f"{wheel}[cli]", external=True)
            session.run(f"{bin_}/zhengce", "show", str(sample), external=True, silent=True)
            session.run(clean, "-m", "zhengce", "--version", external=True)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Accuracy and speed beside other readers and formats, written to docs/measured*.md; takes some minutes."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "bench"))
    session.run("python", "benchmarks/run.py")
    session.run("python", "benchmarks/formats.py")
