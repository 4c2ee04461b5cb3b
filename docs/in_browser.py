"""Put what the page `try` needs beside the built pages: Python for the browser, the library, and its wheels.

    python docs/in_browser.py build/docs/try

Pyodide comes from npm, the wheels from the package index; all of them stand in the folder
afterwards, and the page asks nothing of any other server. `try.py` is the program that runs there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = "pyodide@314.0.7"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
PYTHON = "3.14"  # of that Pyodide
PLATFORM = "pyemscripten_2026_0_wasm32"
EXTRAS = "pdf"
BESIDE = ("xlsxwriter",)
"""What writes XLSX; the extra that reads it, too, needs lxml, which has no wheel for the browser."""


def fetch_python(folder: Path) -> None:
    """Unpack the five files of Pyodide that a page loads."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("docs/in_browser.py: npm is missing; it fetches Pyodide (apt-get install npm)")
    packed = subprocess.run([npm, "pack", "--silent", PYODIDE], cwd=folder, check=True, capture_output=True, text=True)
    archive = folder / packed.stdout.split()[-1]
    with tarfile.open(archive) as package:
        for name in FILES:
            content = package.extractfile(f"package/{name}")
            assert content is not None
            (folder / name).write_bytes(content.read())
    archive.unlink()


def fetch_wheels(folder: Path) -> None:
    """Build the wheel of the library, fetch those that it needs, and list them all."""
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    (own,) = folder.glob("zhengce-*.whl")
    only = ("--only-binary=:all:", "--python-version", PYTHON, "--platform", PLATFORM, "--implementation", "cp")
    subprocess.run([*pip, "download", *only, "--dest", folder, f"{own}[{EXTRAS}]", *BESIDE], check=True)
    wheels = sorted(wheel.name for wheel in folder.glob("*.whl"))
    (folder / "wheels.json").write_text(json.dumps(wheels), encoding="utf-8")


def main(folder: Path) -> None:
    """Fill the folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fetch_python(folder)
    fetch_wheels(folder)
    shutil.copy(ROOT / "docs/try.py", folder)
    shutil.copy(ROOT / "src/zhengce/sample.md", folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
