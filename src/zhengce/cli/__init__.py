"""The command ``zhengce``.

``main`` needs click and rich, which the extra ``cli`` installs. It imports them itself, to
say in one line if they are missing.

Exit codes: 0, success; 1, ``check`` found an error, or the output could not be written (a
closed pipe); 2, the command could not be carried out (no such file, a file that is not
text, a time limit that cannot be read, a wrong option), with one line on stderr; 3, some of
many files could not be read; 130, Ctrl-C was pressed.
"""

from __future__ import annotations

import os
import sys

from ..errors import MissingExtraError
from .language import chosen

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of the process."""
    try:
        from .commands import app
    except ModuleNotFoundError as missing:
        if missing.name not in ("click", "rich"):
            raise
        error = MissingExtraError("cli", "the command")
        sys.stderr.write(f"zhengce: {error.in_language(chosen(sys.argv, os.environ)[0])}\n")
        sys.exit(2)
    app(prog_name="zhengce")
