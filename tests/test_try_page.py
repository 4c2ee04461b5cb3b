"""The page of the documentation that reads a notice in the browser, in the system's Chromium."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from zhengce import sample

from .making import chinese_pdf

sync_api = pytest.importorskip("playwright.sync_api")

SITE = os.environ.get("ZHENGCE_SITE")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(SITE is None, reason="no built documentation: nox -s docs builds it, and runs this"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it, or name it in CHROMIUM"),
]

OWN = """测试区管理委员会关于印发工作方案的通知

一、推进项目建设。6月底前，完成立项。（牵头单位：项目办；责任单位：财政局）
二、优化服务。

测试区管理委员会
2024年3月1日
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=SITE)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def page(site: str) -> Iterator[sync_api.Page]:
    """Open the Chinese page; after the tests, check that it asked no other server for anything."""
    with sync_api.sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site}/zh/try.html")
        yield page
        browser.close()
    assert [url for url in asked if not url.startswith((site, "blob:", "data:"))] == []


def show(page: sync_api.Page, name: str, content: bytes) -> str:
    page.set_input_files("#try input", {"name": name, "mimeType": "", "buffer": content})
    page.wait_for_function("name => document.querySelector('.try-state').textContent.includes(name)", arg=name)
    return page.inner_text("#try")


def test_it_shows_the_ledger_the_time_limits_and_the_findings(page: sync_api.Page) -> None:
    text = show(page, "own.md", OWN.encode())
    assert "2024-06-30" in text
    assert "项目办" in text
    assert "ZC" in text


def test_its_ledger_can_be_downloaded(page: sync_api.Page, tmp_path: Path) -> None:
    show(page, "own.md", OWN.encode())
    with page.expect_download() as download:
        page.click("a[download='ledger.xlsx']")
    download.value.save_as(tmp_path / "ledger.xlsx")
    calamine = pytest.importorskip("python_calamine")
    workbook = calamine.CalamineWorkbook.from_path(tmp_path / "ledger.xlsx")
    assert "项目办" in str(workbook.get_sheet_by_index(0).to_python())


def test_a_pdf_is_read(page: sync_api.Page) -> None:
    lines = [(60, 780 - 30 * place, line) for place, line in enumerate(OWN.split("\n")) if line]
    assert "2024-06-30" in show(page, "own.pdf", chinese_pdf(*lines))


def test_a_file_that_cannot_be_read_says_why(page: sync_api.Page) -> None:
    assert "own.docx" in show(page, "own.docx", b"PK\3\4")


def test_the_sample_is_shown(page: sync_api.Page) -> None:
    page.click("#try button")
    page.wait_for_function("document.querySelector('.try-state').textContent === 'sample.md'")
    assert page.locator("#try table").nth(1).locator("tbody tr").count() >= len(sample().measures)
