"""Text recognition: pages that are pictures are read where RapidOCR is installed."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest

import zhengce
from zhengce.errors import FileError
from zhengce.files import scan
from zhengce.files.kinds import extract

from ..making import LibreOffice, official_document, simple_pdf

NOTICE = [
    "云州市人民政府办公室关于优化服务的通知",
    "一、优化服务",
    "1.开通专窗。各园区在政务大厅开设综合窗口，为企业提供一次告知、一次受理、一次办结的服务，2024年6月底前启用。（牵头单位：综合服务局）",
    "2.公开事项。编制事项清单并向社会公布，8月底前完成。（牵头单位：民政局；责任单位：税务局）",
]


def scanned(pdf: bytes) -> bytes:
    """Return the first page of a PDF as one that is a picture."""
    picture = scan.main(bytes(4) + pdf)
    width, height = (int.from_bytes(picture[i : i + 4], "big") for i in (0, 4))
    grey = zlib.compress(picture[8::4])
    image = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Filter /FlateDecode /Length {len(grey)} >>\nstream\n{grey.decode('latin-1')}\nendstream"
    )
    return simple_pdf("q 595 0 0 842 0 0 cm /I Do Q\n", extra=[image])


@pytest.fixture(scope="module")
def scan_of_notice(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("scan")
    document = official_document(NOTICE, folder / "notice.docx", numbered=False)
    return scanned(libreoffice.convert(document, "pdf").read_bytes())


def test_a_scanned_notice_is_read(scan_of_notice: bytes) -> None:
    pytest.importorskip("rapidocr", reason="no text recognition: pip install rapidocr onnxruntime")
    notice = zhengce.read(scan_of_notice, name="scan.pdf", reference_date="2024-01-01")
    assert [m.title for m in notice.measures] == ["开通专窗", "公开事项"]
    assert [[unit.name for unit in m.lead_units] for m in notice.measures] == [["综合服务局"], ["民政局"]]
    assert [str(limit.due) for limit in notice.deadlines] == ["2024-06-30", "2024-08-31"]


def test_without_the_extra_the_error_says_what_to_install(
    scan_of_notice: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(FileError, match=r"text recognition \(OCR\) needs the extra 'ocr': pip install"):
        extract(scan_of_notice, Path("scan.pdf"))
