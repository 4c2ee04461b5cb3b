"""Write the lower part of the pages about rules, from the rules themselves: ``python docs/rules.py``."""

from __future__ import annotations

from pathlib import Path

from zhengce.rules.pages import page

DOCS = Path(__file__).resolve().parent

if __name__ == "__main__":
    for file, made in ((DOCS / "rules.md", page("en")), (DOCS / "zh/rules.md", page("zh"))):
        heading = made.split("\n", 1)[0]
        by_hand, *_ = file.read_text(encoding="utf-8").partition(heading)
        file.write_text(by_hand + made, encoding="utf-8")
