"""The project's checks, one session each: `nox` runs them all, `nox -s tests-3.12` one.

Sessions install the dependency groups of `pyproject.toml`, which is the only list of tools.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from random import SystemRandom

import nox

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
COVERED = "3.13"  # no code is for one version alone, so coverage is measured with one

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False  # a missing one is skipped and reported, in CI too


def _find_interpreters() -> None:
    """Add the interpreters of pyenv to the search path, since its shims alone may not run."""
    versions = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    built = [str(found) for python in PYTHONS for found in sorted(versions.glob(f"{python}.*/bin"))]
    os.environ["PATH"] = os.pathsep.join([*built, os.environ["PATH"]])


_find_interpreters()


def _install(session: nox.Session, *groups: str) -> None:
    """Install dependency groups, whatever the version of pip, and the project with all its extras."""
    session.install(*nox.project.dependency_groups(PYPROJECT, *groups), "-e", ".[all]")


@nox.session
def lint(session: nox.Session) -> None:
    """Check layout and style."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "lint"))
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Run both type checkers, and check that every public name has a written type."""
    _install(session, "types")
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--verifytypes", "zhengce", "--ignoreexternal")


@nox.session
def imports(session: nox.Session) -> None:
    """Check that modules import one another only in the allowed direction."""
    _install(session, "imports")
    session.run("lint-imports", "--no-cache")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run tests and doctests; with one of the versions under coverage, and report that of the branches."""
    _install(session, "test")
    if session.python != COVERED:
        session.run("pytest", "-n", "auto", *session.posargs)
        return
    session.run("coverage", "run", "-m", "pytest", "-n", "auto", *session.posargs)
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session
def random(session: nox.Session) -> None:
    """Run the property tests with a new seed, which is printed (``-- 7`` repeats it), and fuzz a few thousand texts."""
    _install(session, "test")
    seed = session.posargs[0] if session.posargs else str(SystemRandom().randrange(10**6))
    session.run("pytest", "-n", "auto", "-m", "hypothesis", f"--hypothesis-seed={seed}")
    session.run("python", "-m", "tests.fuzz", "--seed", "1", "--texts", "3000", "--seconds", "60")


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Check every promise on texts made of pieces of notices: ``-- --seed 7 --texts 200000 --seconds 600``."""
    _install(session, "test")
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Change the code in small places and name the changes that no test notices: ``-- --seed 7 --mutants 400``."""
    _install(session, "test")
    session.run("python", "-m", "tests.mutation", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Test the report page in a Chromium that is installed on the system."""
    _install(session, "browser")
    session.run("pytest", "tests/views/test_report_browser.py", *session.posargs)


@nox.session
def engines(session: nox.Session) -> None:
    """Run the programs of the guide to many documents on local workers of Dask and Spark, which needs Java."""
    _install(session, "engines")
    session.run("pytest", "tests/test_engines.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation in English, then in Chinese, into ``build/docs``; a warning is an error."""
    _install(session, "docs", "browser")
    build = ("sphinx-build", "--fail-on-warning", "--keep-going", "--fresh-env", "--quiet", "--conf-dir", "docs")
    session.run(*build, "docs", "build/docs")
    session.run(*build, "--tag", "zh", "docs/zh", "build/docs/zh")
    session.run("python", "docs/in_browser.py", "build/docs/try")
    session.run("pytest", "tests/test_try_page.py", env={"ZHENGCE_SITE": "build/docs"})


@nox.session
def notebooks(session: nox.Session) -> None:
    """Run every notebook of ``examples/``."""
    _install(session, "notebooks")
    with tempfile.TemporaryDirectory() as folder:
        for notebook in sorted(Path("examples").glob("**/*.ipynb")):
            session.run("jupyter", "execute", str(notebook), f"--output={folder}/{notebook.stem}")


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel, check the page of the package, and use it in a clean environment without the source tree."""
    session.install("build", "twine")
    with tempfile.TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--outdir", folder)
        (wheel,) = Path(folder).glob("*.whl")
        session.run("twine", "check", "--strict", str(wheel))
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
    """Measure accuracy and speed beside other readers and formats into docs/measured*.md; takes some minutes."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "bench"))
    session.run("python", "benchmarks/run.py")
    session.run("python", "benchmarks/formats.py")
