"""The command ``zhengce``.

``main`` needs click and rich, which the extra ``cli`` installs. Where they are
missing it says so in one line, so they are imported only when it runs.

Exit codes: 0, done; 1, ``check`` found an error, or the output could not be
written (a closed pipe); 2, the caller's mistake (no such file, bytes that are no text, no such time limit, a
wrong option), told in one line on stderr.
"""

from __future__ import annotations

import sys

from ..errors import MissingExtraError

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of the process."""
    try:
        from .commands import app
    except ModuleNotFoundError as missing:
        if missing.name not in ("click", "rich"):
            raise
        sys.stderr.write(f"zhengce: {MissingExtraError('cli', 'the command')}\n")
        sys.exit(2)
    app(prog_name="zhengce")
