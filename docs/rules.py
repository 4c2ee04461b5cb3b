"""Write the pages of the rules, from the rules themselves: ``python docs/rules.py``."""

from __future__ import annotations

from pathlib import Path

from zhengce.rules.pages import pages

DOCS = Path(__file__).resolve().parent

if __name__ == "__main__":
    for folder, lang in ((DOCS, "en"), (DOCS / "zh", "zh")):
        for name, text in pages(lang).items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
