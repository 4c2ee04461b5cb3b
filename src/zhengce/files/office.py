"""Documents of old: LibreOffice, where it is installed, saves them in a format that is read.

It runs in a process of its own, with a profile of its own that is deleted afterwards, without
macros and without fetching what a document refers to, and is stopped when it takes too long.
What it makes is read with the limits of its kind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from ..errors import FileError
from ..saying import say

CONVERTED: Final = {"doc": "docx", "odt": "docx", "rtf": "docx", "ods": "xlsx", "xls": "xlsx"}
"""The kinds of old, and what each is saved as."""

_SECONDS: Final = 120
"""Of elapsed time; the first start on a busy machine takes twenty."""

_PLACES: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SETTINGS: Final = "".join(
    f'<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{name}" oor:op="fuse">'
    "<value>true</value></prop></item>"
    for name in ("DisableMacrosExecution", "DisableActiveContent", "BlockUntrustedRefererLinks")
)
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{_SETTINGS}</oor:items>'
)


def convert(data: bytes, path: Path, kind: str) -> bytes:
    """Return a document as LibreOffice saves it in the format of today.

    Args:
        data: the content of the file.
        path: its name, for messages.
        kind: one of :data:`CONVERTED`.

    Raises:
        FileError: LibreOffice is not installed, cannot open the document, or takes too long.
    """
    suffix = CONVERTED[kind]
    command = next(filter(None, map(shutil.which, _PLACES)), None)
    if command is None:
        why = say("this is a .{kind} document: install LibreOffice, or save it as .{suffix}", kind=kind, suffix=suffix)
        raise FileError(path, why)
    with tempfile.TemporaryDirectory(prefix="zhengce-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / f"document.{kind}", folder / "made" / f"document.{suffix}"
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", suffix, "--outdir", str(made.parent), str(source)]
        _run([command, profile, *options], path, folder)
        if not made.is_file():
            raise FileError(
                path,
                say(
                    "LibreOffice cannot open it: it is broken, or protected by a password; save it as .{suffix}",
                    suffix=suffix,
                ),
            )
        return made.read_bytes()


def _run(command: list[str], path: Path, home: Path) -> None:
    """Run a command to its end, or stop it and all that it started."""
    nothing = subprocess.DEVNULL
    alone = os.environ | {"HOME": str(home)}
    try:
        process = subprocess.Popen(  # noqa: S603
            command, env=alone, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError as error:
        raise FileError(path, say("LibreOffice could not be started ({strerror})", strerror=error.strerror)) from error
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        why = say("refused: LibreOffice takes more than {seconds} seconds to open it", seconds=_SECONDS)
        raise FileError(path, why) from error
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:  # Windows
        process.kill()
    process.wait()
