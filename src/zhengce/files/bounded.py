"""A program in a process of its own, which gets no more than so much time and memory.

A library in C cannot be stopped from within: a PDF of three kilobytes may ask it for
all the memory there is. So it runs where it does no harm, and is ended when it asks
for too much. Where a platform limits less, so do we: Windows has no limit on memory
here, macOS does not keep to it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ..errors import FileError

MOST_SECONDS: Final = 3
"""Of a processor's time."""

MOST_MEMORY: Final = 384 * 2**20
"""In bytes, the interpreter and its libraries included."""

_PATIENCE: Final = MOST_SECONDS * (10 if find_spec("resource") else 1)
"""In seconds by the clock: a busy machine takes longer, and where nothing else is limited, this is."""

_ENDED: Final = f"refused: reading it takes more than {MOST_SECONDS} seconds or {MOST_MEMORY // 2**20} MB of memory"
_ADVICE: Final = "print it to a new PDF, or split it"


def run(program: str, data: bytes, path: Path) -> bytes:
    """Return what ``main(data)`` of the module *program* returns.

    Args:
        program: the name of a module; it should import little, for that is done anew each time.
        data: what it works on.
        path: the file that the bytes come from, for messages.

    Raises:
        FileError: it took too much time or memory, or failed.
        ModuleNotFoundError: it needs a package that is not installed.
    """
    import subprocess  # not where the process itself imports it, which is to start fast

    if getattr(sys, "frozen", False) or not Path(sys.executable or "").name.lower().startswith(("python", "pypy")):
        return bytes(import_module(program).main(data))  # an application that holds Python, and is none
    start = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({program!r})"
    try:
        ran = subprocess.run(  # noqa: S603  # nothing of the file is in the command
            [sys.executable, "-c", start],
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise FileError(path, f"{_ENDED}; {_ADVICE}") from error
    except OSError as error:
        raise FileError(path, f"no process could be started to read it in ({error.strerror})") from error
    if ran.returncode == _MISSING:
        name = ran.stderr.decode(errors="replace")
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    if ran.returncode:
        *_, last = ran.stderr.decode(errors="replace").strip().split("\n")
        why = f"refused: its reader failed ({last})" if last and last != "MemoryError" else _ENDED
        raise FileError(path, f"{why}; {_ADVICE}")
    return ran.stdout


_MISSING: Final = 70
"""The exit status that says so of a module, whose name stands on standard error."""


def serve(program: str) -> None:
    """Be the process: limit it, then run the program on standard input, to standard output."""
    _limit()
    try:
        main = import_module(program).main
    except ModuleNotFoundError as error:
        sys.stderr.write(error.name or str(error))
        sys.exit(_MISSING)
    sys.stdout.buffer.write(main(sys.stdin.buffer.read()))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_CORE, 0))
    for what, most in limits:
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # a limit that is lower already, or that the platform does not know
            continue
