"""Run a program in a process of its own, with limits on time and memory.

A library in C cannot be interrupted from inside the process: a PDF of three kilobytes can
make it use all the memory of a machine. So it runs in a process of its own, which is
stopped when it exceeds a limit. Windows has no limit on memory here, and macOS does not
enforce it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ..errors import FileError
from ..saying import say

MOST_SECONDS: Final = 3
"""Of a processor's time."""

MOST_MEMORY: Final = 384 * 2**20
"""In bytes, including the interpreter and its libraries."""

_PATIENCE: Final = MOST_SECONDS * (10 if find_spec("resource") else 1)
"""In seconds of elapsed time, for a busy machine and for platforms that limit nothing else."""

_ENDED: Final = say(
    "refused: reading it takes more than {seconds} seconds or {memory} MB of memory; {advice}",
    seconds=MOST_SECONDS,
    memory=MOST_MEMORY // 2**20,
    advice=say("print it to a new PDF, or split it"),
)


def run(program: str, data: bytes, path: Path) -> bytes:
    """Return what ``main(data)`` of the module *program* returns.

    Args:
        program: the name of a module; it should import little, since each call imports it again.
        data: the argument of ``main``.
        path: the file that the bytes come from, for messages.

    Raises:
        FileError: it exceeded a limit, or failed.
        ModuleNotFoundError: it needs a package that is not installed.
    """
    import subprocess  # not at the top, since the new process imports this module and has to start fast

    if getattr(sys, "frozen", False) or not Path(sys.executable or "").name.lower().startswith(("python", "pypy")):
        return bytes(import_module(program).main(data))  # a frozen application has no Python to start
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
        raise FileError(path, _ENDED) from error
    except OSError as error:
        raise FileError(
            path, say("no process could be started to read it in ({strerror})", strerror=error.strerror)
        ) from error
    if ran.returncode == _MISSING:
        name = ran.stderr.decode(errors="replace")
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    if ran.returncode:
        *_, last = ran.stderr.decode(errors="replace").strip().split("\n")
        failed = say("refused: its reader failed ({why}); {advice}", why=last, advice=_ENDED.fields["advice"])
        raise FileError(path, failed if last and last != "MemoryError" else _ENDED)
    return ran.stdout


_MISSING: Final = 70
"""The exit status if a module is missing; its name is on standard error."""


def serve(program: str) -> None:
    """Limit this process, then run the program from standard input to standard output."""
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
        except (ValueError, OSError):  # the limit is already lower, or unknown to the platform
            continue
