"""Make the pictures of the pages from the sample: ``python docs/pictures.py``.

It needs the extras ``all``, Pillow, Playwright, and LibreOffice and Chromium of the system.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, sync_playwright

import zhengce
from zhengce.views import charts
from zhengce.views.report import dumps

PICTURES = Path(__file__).resolve().parent / "pictures"


def save(picture: Image.Image, name: str) -> None:
    """Save a picture in 64 colours."""
    few = picture.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def ledger(notice: zhengce.Notice, folder: Path) -> None:
    """Print the ledger, and keep the upper half of its first page."""
    zhengce.write(notice, folder / "ledger.xlsx", today=date(2024, 7, 15))
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "ledger.xlsx"], cwd=folder, check=True)
    page = pypdfium2.PdfDocument(folder / "ledger.pdf")[0].render(scale=1.5).to_pil()
    save(page.crop((40, 20, page.width - 40, page.height * 6 // 10)), "ledger")


def report(notice: zhengce.Notice, folder: Path, wide: Page, phone: Page) -> None:
    """Show the report page on a screen and on a phone."""
    path = folder / "report.html"
    path.write_text(dumps(notice, findings=zhengce.check(notice, lang="zh").findings), encoding="utf-8")
    for page, name in ((wide, "report"), (phone, "report-phone")):
        page.goto(path.as_uri())
        page.screenshot(path=folder / f"{name}.png")
        save(Image.open(folder / f"{name}.png"), name)


def card(notice: zhengce.Notice, folder: Path, page: Page) -> None:
    """Show the card of a notice as a notebook does, with its first domain open."""
    html = notice._repr_html_().replace("<details", "<details open", 1)
    page.set_content(f"<body style='font-family: Noto Sans CJK SC'><div id='card' style='padding: 12px'>{html}")
    page.locator("#card").screenshot(path=folder / "card.png")
    save(Image.open(folder / "card.png"), "card")


def main() -> None:
    """Make them all."""
    notice = zhengce.sample()
    charts.save(charts.heatmap(notice, by="unit"), PICTURES / "chart.svg")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        wide = browser.new_page(viewport={"width": 1360, "height": 760})
        phone = browser.new_page(viewport={"width": 390, "height": 1000})
        ledger(notice, Path(name))
        report(notice, Path(name), wide, phone)
        card(notice, Path(name), browser.new_page(viewport={"width": 860, "height": 600}))
        browser.close()


if __name__ == "__main__":
    main()
