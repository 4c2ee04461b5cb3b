"""The same notice from every kind of file, and clear errors for other files."""

from __future__ import annotations

import html
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import Template

import pytest

import zhengce
from zhengce.errors import FileError, MissingExtraError
from zhengce.files.kinds import extract
from zhengce.text import Source

from ..hostile import xlsx_of
from ..making import LibreOffice, extract_file, official_document, simple_ofd, simple_pdf

CASES = Path(__file__).parents[1] / "cases" / "files"
KINDS = (
    "txt",
    "html",
    "list.html",
    "docx",
    "typed.docx",
    "docx.pdf",
    "typed.docx.pdf",
    "list.html.docx",
    "typed.docx.html",
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture(scope="module")
def paragraphs(root: Path) -> list[str]:
    """Return the sample notice, one plain paragraph a line."""
    return Source(text=(root / "examples" / "sample.md").read_text(encoding="utf-8")).clean.split("\n")


def page_of(paragraphs: list[str]) -> str:
    body = "\n".join(f"    <p>&nbsp;&nbsp;　　{html.escape(text)}</p>" for text in paragraphs)
    return Template((CASES / "page.html").read_text(encoding="utf-8")).substitute(title="企业服务", paragraphs=body)


def lists_of(paragraphs: list[str]) -> str:
    """Return a bare page whose numbered items are those of ordered lists."""
    body = ""
    for text in paragraphs:
        number, _, rest = text.partition(".")
        if number.isdecimal():
            body += f"<ol start={number}><li><p>{html.escape(rest)}</p></li></ol>"
        else:
            body += f"<p>{html.escape(text)}</p>"
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"


@pytest.fixture(scope="module")
def make(
    paragraphs: list[str], tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[str], Path]:
    """Return the sample notice as a file, each kind made from the one before; ``typed`` numbers are typed by hand."""
    folder = tmp_path_factory.mktemp("sample")

    @cache
    def made(kind: str) -> Path:
        path = folder / f"sample.{kind}"
        match kind:
            case "txt":
                path.write_text("\n".join(paragraphs), encoding="utf-8")
            case "html":
                path.write_text(page_of(paragraphs), encoding="gb18030")
            case "list.html":
                path.write_text(lists_of(paragraphs), encoding="utf-8")
            case "docx" | "typed.docx":
                official_document(paragraphs, path, numbered=kind == "docx")
            case _:
                source, suffix = kind.rsplit(".", 1)
                office: LibreOffice = request.getfixturevalue("libreoffice")
                return office.convert(made(source), suffix)
        return path

    return made


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_notice_in_every_kind_of_file(
    kind: str, make: Callable[[str], Path], paragraphs: list[str], root: Path
) -> None:
    path = make(kind)
    assert Source(text=extract_file(path).text).clean.split("\n") == paragraphs
    expected = zhengce.read(root / "examples" / "sample.md")
    assert zhengce.read(path) == expected
    assert expected.measures


@pytest.mark.parametrize("kind", ["html", "docx", "docx.pdf"])
def test_words_know_their_place(kind: str, make: Callable[[str], Path]) -> None:
    found = extract_file(make(kind))
    source = Source(text=found.text, places=found.places)
    starts = [source.text.index(words) for words in ("澄高管发", "（一）压实工作责任", "提升应急救援能力")]
    places = [place for start in starts if (place := source.place(zhengce.Span(start=start, end=start + 1)))]
    counted = [(place.page or 0) + (place.paragraph or 0) for place in places]
    assert counted == sorted(set(counted))
    assert len(counted) == 3
    assert counted[0] == {"html": 2, "docx": 2, "docx.pdf": 1}[kind]


def test_private_characters_of_old_gb18030_are_read_by_their_present_code(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(b"\xa3\xa0\xa3\xa0" + "一、总体要求".encode("gb18030") + b"\xa6\xd9\xfe\x59\xfe\x51")
    assert extract_file(path).text == "\u3000\u3000一、总体要求\ufe10\u9fb4\U00020087"


SIMPLIFIED = "云州市人民政府关于优化服务的通知\n一、开通专窗，6月底前启用。（牵头单位：综合服务局）\n"
TRADITIONAL = "雲州市人民政府關於優化服務的通知\n一、開通專窗，6月底前啟用。（牽頭單位：綜合服務局）\n"
ENCODED = [
    *((text, encoding) for text in (SIMPLIFIED, TRADITIONAL) for encoding in ("utf-8", "utf-16", "gb18030")),
    (TRADITIONAL, "big5"),
    (TRADITIONAL, "cp950"),
    ("開通專窗，6月底前啟用。", "big5"),
    ("开通专窗，6月底前启用。", "gb18030"),
    ("開通專窗，6月底前啟用。", "gb18030"),
    ("一、總體要求", "big5"),
    ("一、总体要求", "gb18030"),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_the_encoding_of_a_text_is_the_one_in_which_it_is_usual_chinese(text: str, encoding: str) -> None:
    assert extract(text.encode(encoding), Path("notice.txt")).text == text
    if encoding != "utf-16":
        page = f"<html><body><p>{text}</p></body></html>".encode(encoding)
        assert extract(page, Path("notice.html")).text == text.replace("\n", "")


# --- files that are not what they seem ------------------------------------


def test_a_web_page_with_another_suffix_is_read_as_one(tmp_path: Path, paragraphs: list[str]) -> None:
    for name in ("notice.doc", "notice.txt", "notice.md"):
        path = tmp_path / name
        path.write_text(page_of(paragraphs), encoding="utf-8")
        assert extract_file(path).text.split("\n") == paragraphs


def test_a_document_with_another_suffix_is_read_as_one(tmp_path: Path, paragraphs: list[str]) -> None:
    path = official_document(paragraphs, tmp_path / "notice.docx").rename(tmp_path / "notice.txt")
    assert extract_file(path).text.startswith(paragraphs[0])


def zipped(**parts: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in parts.items():
                archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)

    return write


BAD: list[tuple[str, bytes | Callable[[Path], None], str]] = [
    ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    ("notice.doc", b"\x31\xbe\x00\x00\x00\xab", "no DOC: it begins with"),
    ("show.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "a presentation; copy its text into a .docx"),
    ("notice.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "web archive"),
    ("scan.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture.*text recognition"),
    ("scan.pdf", b"\x89PNG\r\n\x1a\n", "picture.*text recognition"),
    ("notices.rar", b"Rar!\x1a\x07\x00", "archive; unpack it"),
    ("notices.zip", zipped(a_xml="<a/>"), "archive; read_many reads each document in it"),
    ("notice.ofd", zipped(OFD_xml="<ofd/>"), "a broken document .it has no pages.; open it .* and save it anew"),
    ("notice.ofd", b"<p>404</p>", "no OFD: it begins with b'<p>404</'"),
    ("tasks.xlsx", zipped(xl__workbook_xml="<x"), "a broken document"),
    ("tasks.xlsb", zipped(**{"xl/workbook.bin": "x"}), "a binary workbook .* save it as .xlsx"),
    ("notice.xml", b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:x/>", "flat XML"),
    ("notice.docx", b"PK\x03\x04 and no more", "broken archive"),
    ("notice.docx", b"", "no DOCX|empty"),
    ("notice.docx", "关于优化服务的通知".encode(), "no DOCX: it begins with"),
    ("notice.pdf", b"<p>404</p>", "no PDF: it begins with b'<p>404</'"),
    ("notice.xyz", b"words", "no reader for the suffix '.xyz'; known are .*docx.*pdf"),
    ("notice.txt", b"\x00\x01\x02", "not a text"),
    ("notice.txt", "字".encode() * 4_000_001, "more than 4,000,000 characters; split it"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[f"{name}-{i}" for i, (name, *_) in enumerate(BAD)])
def test_the_error_for_an_unreadable_file_names_its_kind(
    tmp_path: Path, name: str, content: bytes | Callable[[Path], None], message: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path)
    with pytest.raises(FileError, match=message) as caught:
        zhengce.read(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_missing_file_and_a_folder_are_reported_by_name(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.pdf", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(FileError, match=reason):
            extract_file(path)


def test_a_file_larger_than_any_notice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(FileError, match="larger than 64 MB"):
        extract_file(path)


@pytest.mark.parametrize(
    ("kind", "package"),
    [("html", "lxml"), ("docx", "lxml"), ("ofd", "lxml"), ("xlsx", "lxml"), ("pdf", "pypdfium2_raw")],
)
def test_a_missing_extra_is_named(tmp_path: Path, kind: str, package: str) -> None:
    path = tmp_path / f"notice.{kind}"
    if kind == "docx":
        official_document(["一、总体要求"], path)
    else:
        path.write_bytes(
            {"html": b"<html></html>", "ofd": simple_ofd(""), "xlsx": xlsx_of(""), "pdf": simple_pdf("")}[kind]
        )
    (tmp_path / f"{package}.py").write_text(f"raise ModuleNotFoundError('No module', name={package!r})")
    program = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import zhengce
try:
    zhengce.read({str(path)!r})
except zhengce.MissingExtraError as error:
    print(error.extra, "|", error)
"""
    ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ran.stdout.startswith(f"{kind} | reading notice.{kind} needs the extra")
    assert issubclass(MissingExtraError, zhengce.ZhengceError)
