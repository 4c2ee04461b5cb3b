"""Write the notebooks from the scripts in ``examples/``: ``python docs/notebooks.py``.

A script is the source, for readers of both languages. Its cells begin as editors and
Jupytext know them: ``# %%`` is code, ``# %% [markdown] lang="zh"`` is comments that are
text in Chinese. The notebook in English stands beside it, that in Chinese in ``zh/``,
where ``lang="en"`` in code is ``lang="zh"``, too; neither has outputs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_CELL = re.compile(r'^# %%(?: \[markdown\] lang="(en|zh)")?\n((?:(?!# %%).*\n)*)', re.MULTILINE)


def notebooks() -> Iterator[tuple[Path, str]]:
    """Yield the path of every notebook, and the JSON that it should hold."""
    for script in sorted(EXAMPLES.glob("*.py")):
        text = script.read_text(encoding="utf-8")
        yield script.with_suffix(".ipynb"), notebook(text, "en")
        yield EXAMPLES / "zh" / f"{script.stem}.ipynb", notebook(text, "zh")


def notebook(script: str, lang: str) -> str:
    """Return the notebook of a script in one language."""
    kept = [(language, text) for language, text in _CELL.findall(script) if language in ("", lang)]
    cells = [_cell(number, text, None if language else lang) for number, (language, text) in enumerate(kept, start=1)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _cell(number: int, text: str, code: str | None) -> dict[str, Any]:
    """Return a cell of Markdown, or of code in which *code* replaces the English names."""
    cell: dict[str, Any] = {"cell_type": "code" if code else "markdown", "id": f"cell-{number}", "metadata": {}}
    if code:
        cell |= {"execution_count": None, "outputs": []}
        text = text.replace('lang="en"', f'lang="{code}"')
    else:
        text = re.sub("^# ?", "", text, flags=re.MULTILINE)
    return cell | {"source": text.strip("\n").splitlines(keepends=True)}


if __name__ == "__main__":
    for file, content in notebooks():
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
