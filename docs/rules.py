"""Write the pages of the rules, from the rules themselves: ``python docs/rules.py``."""

from __future__ import annotations

from pathlib import Path

from zhengce.rules.pages import page

DOCS = Path(__file__).resolve().parent

if __name__ == "__main__":
    (DOCS / "rules.md").write_text(page("en"), encoding="utf-8")
    (DOCS / "zh/rules.md").write_text(page("zh"), encoding="utf-8")
