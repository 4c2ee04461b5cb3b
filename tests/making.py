"""Files for tests, made with the tools that people use."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from hypothesis import strategies as st

from zhengce.files.extracted import Extracted
from zhengce.files.kinds import extract
from zhengce.files.load import load
from zhengce.text import read_number

NUMBERED = (
    (re.compile(r"([一二三四五六七八九十]+)、"), 0),
    (re.compile(r"（([一二三四五六七八九十]+)）"), 1),
    (re.compile(r"([0-9]+)\.(?![0-9])"), 2),
)
"""What a word processor would number by itself: the printed number, and its level."""

LEVELS = (
    ("japaneseCounting", "%1、", "nothing"),
    ("chineseCountingThousand", "（%2）", "nothing"),
    ("decimal", "%3.", "space"),
)


# --- texts ----------------------------------------------------------------

WORDS = (
    "一、 二、 （一） （二） 1. 2. 3. ① 第一条 优化服务 开通专窗 公开事项 6月底前 8月前 2月30日前 2024年 2023年9月底前"
    " 年底前 5个工作日内 每月26日前 达到90%以上 降低到3% 不少于5个 适时 尽快 牵头单位： 责任单位： 配合单位：民政局"
    " 领域牵头单位： 牵头单位:民政局 民政局 税务局 综保区税务局 综合保税区税务局 等有关部门 等 牵头 配合"
    " （ ） ( ) 《 》 〔2024〕5号"
    " 云政发〔2023〕5号 关于印发工作要点的通知 云州市人民政府 and etc the （rè） ( , : ; ， 、 。 ； ： ** #"
    " ## | ---|---"
    " — 3 — \ufffd \x00 \ue000 \u3000 \t \f \r\n \n \n\n \u2028 \u200b 2024年5月6日 ４月 ㈠ 🏛 e\u0301"
).split(" ")
"""What notices are made of, faults and all; blanks among them."""


def notice_texts() -> st.SearchStrategy[str]:
    """Generate texts of the words of notices in any order."""
    return st.lists(st.sampled_from([*WORDS, " "]), max_size=60).map("".join)


HALVES = st.text(st.sampled_from("\ud800\udbff\udc00\udfff\uffff甲\U00010000\\u"))
"""Halves of surrogate pairs, and what stands between two that are no pair."""


def extract_file(path: Path) -> Extracted:
    """Return the extracted text of a file."""
    return extract(load(path), path)


# --- DOCX -----------------------------------------------------------------


def new_document() -> Document:
    """Return a document on the page of GB/T 9704-2012: 28 characters a line, 22 lines a page."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    style = document.styles["Normal"]
    style.font.size = Pt(16)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(28)
    return document


def add_list(document: Document, levels: Iterable[tuple[str, str, str]], *extra: str) -> int:
    """Add a definition of automatic numbering with a list; return the number of the definition.

    Args:
        document: where to.
        levels: for each level, the style of the number, the words around it, and what follows.
        extra: more XML for each level.
    """
    root = document.part.numbering_part.element
    taken = [int(e.get(qn("w:abstractNumId"))) for e in root.findall(qn("w:abstractNum"))]
    number = max(taken, default=0) + 1
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'{extra[i] if i < len(extra) else ""}<w:suff w:val="{gap}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (style, pattern, gap) in enumerate(levels)
    )
    definition = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{body}</w:abstractNum>')
    root.insert(0, definition)
    return number


def use_list(document: Document, definition: int, **starts: int) -> int:
    """Add a list with a definition; ``level0=3`` lets its first level start again at 3."""
    root = document.part.numbering_part.element
    number = max((int(e.get(qn("w:numId"))) for e in root.findall(qn("w:num"))), default=0) + 1
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{level[-1]}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for level, start in starts.items()
    )
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
        )
    )
    return number


def number_it(paragraph: Paragraph, list_: int, level: int = 0) -> Paragraph:
    """Let a list number a paragraph."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_
    return paragraph


def official_document(paragraphs: Sequence[str], path: Path, *, numbered: bool = True) -> Path:
    """Add paragraphs as an office sets them: centred titles, indents, automatic numbers, headers and footers."""
    document = new_document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "企业服务提质攻坚行动资料汇编"
    _page_number(section.footer.paragraphs[0])
    definition = add_list(document, LEVELS)
    lists = [use_list(document, definition) for _ in LEVELS]
    for text in paragraphs:
        level, value, rest = _numbered(text) if numbered else (None, 0, text)
        paragraph = document.add_paragraph(rest)
        _set(paragraph, text)
        if level is not None:
            if value == 1:
                lists[level] = use_list(document, definition, **{f"level{level}": 1})
            number_it(paragraph, lists[level], level)
    document.save(str(path))
    return path


def _numbered(text: str) -> tuple[int | None, int, str]:
    for pattern, level in NUMBERED:
        if found := pattern.match(text):
            return level, read_number(found[1]), text[found.end() :].lstrip()
    return None, 0, text


def _set(paragraph: Paragraph, text: str) -> None:
    if text.endswith(("通知", "文件", "方案")) and len(text) < 40:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(36)
        for run in paragraph.runs:
            run.font.size = Pt(22)
    elif re.fullmatch(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日", text):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif not text.endswith("："):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(32)


def _page_number(paragraph: Paragraph) -> None:
    """Add the page number, — 3 —."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()._r
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run.append(element)
    paragraph.add_run(" —")


# --- PDF ------------------------------------------------------------------


def simple_pdf(*contents: str, page: str = "", trailer: str = "", extra: Sequence[str] = ()) -> bytes:
    """Return a PDF with one page for each of the content streams, in the standard font Helvetica.

    Args:
        contents: the streams.
        page: more entries of each page.
        trailer: more entries of the trailer.
        extra: more objects; the first has the number 90.
    """
    pages = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(contents)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(contents)} /Kids [{pages}] >>"]
    for i, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * i} 0 R "
            f"/Resources << /Font << /F {font} >> /XObject << /I 90 0 R >> >> {page} >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    data = "%PDF-1.4\n"
    table = "0000000000 65535 f \n"
    for number, each in [*enumerate(objects, start=1), *enumerate(extra, start=90)]:
        table += f"{number} 1\n{len(data):010} 00000 n \n"
        data += f"{number} 0 obj\n{each}\nendobj\n"
    end = f"trailer\n<< /Size 100 /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return f"{data}xref\n0 1\n{table}{end}".encode("latin-1")


def text_at(x: float, y: float, text: str, size: float = 10) -> str:
    """Return a printed line in a content stream."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def chinese_pdf(*print_: tuple[float, float, str], names: Mapping[str, str | None] | None = None) -> bytes:
    """Return a PDF of one page, with a font that has a glyph for each character and a table that names them.

    Args:
        print_: pieces of print, and where each begins; the characters are 16 points wide.
        names: what the table says of some characters instead, or ``None`` where it says nothing.
    """
    glyphs = {char: i for i, char in enumerate(dict.fromkeys("".join(text for *_, text in print_)), start=1)}
    texts = {char: (names or {}).get(char, char) for char in glyphs}
    table = "".join(
        f"<{glyphs[char]:04X}> <{name.encode('utf-16-be').hex()}>\n" for char, name in texts.items() if name is not None
    )
    named = sum(name is not None for name in texts.values())
    cmap = (
        f"begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{named} beginbfchar\n{table}endbfchar\n"
    )
    child = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Ordering (Identity) >> /DW 1000 >>"
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{child}]"
    content = "".join(
        f"BT /F 16 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{glyphs[char]:04X}' for char in text)}> Tj ET\n"
        for x, y, text in print_
    )
    return simple_pdf(
        content,
        page=f"/Resources << /Font << /F {font} /ToUnicode 90 0 R >> >> >>",
        extra=[f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"],
    )


# --- OFD ------------------------------------------------------------------

OFD = "http://www.ofdspec.org/2016"


def simple_ofd(*pages: str, templates: Sequence[str] = (), box: str = "0 0 210 297", **parts: str) -> bytes:
    """Return an OFD with these pages.

    Args:
        pages: the objects of each, after ``<ofd:Template …/>`` elements, if it has any.
        templates: the objects of each template; their ids are 1, 2 and so on.
        box: the size of the pages in millimetres.
        parts: more parts, or others in their place, by name; ``__`` is a slash.
    """
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    tops = "".join(f'<ofd:TemplatePage ID="{i}" BaseLoc="/Doc_0/Tpls/{i}.xml"/>' for i in range(1, len(templates) + 1))
    whole = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}'
        f"</ofd:PhysicalBox></ofd:PageArea>{tops}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for i, page in enumerate(pages):
        shown, objects = re.fullmatch(r"((?:<ofd:Template [^>]*>)*)(.*)", page, re.DOTALL).groups()
        whole[f"Doc_0/Pages/Page_{i}/Content.xml"] = _ofd_page(objects, shown)
    whole |= {f"Doc_0/Tpls/{i}.xml": _ofd_page(objects) for i, objects in enumerate(templates, start=1)}
    whole |= {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
    return file.getvalue()


def _ofd_page(objects: str, shown: str = "") -> str:
    return (
        f'<ofd:Page xmlns:ofd="{OFD}">{shown}<ofd:Content><ofd:Layer Type="Body">{objects}</ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )


def ofd_text(x: float, y: float, text: str, size: float = 5.6, moves: str | None = None, more: str = "") -> str:
    """Return a text object whose first character begins at a place on the page, in millimetres from above."""
    delta = " ".join(f"{size * (0.5 if c.isascii() else 1):g}" for c in text[:-1]) if moves is None else moves
    moved = f'DeltaX="{delta}"' if delta and len(text) > 1 else ""
    code = f'<ofd:TextCode X="0" Y="{size}" {moved}>{text}</ofd:TextCode>'
    boundary = f"{x} {y - size} {size * len(text)} {size * 1.2}"
    return f'<ofd:TextObject Boundary="{boundary}" Font="3" Size="{size}" {more}>{code}</ofd:TextObject>'


def ofd_path(x: float, y: float, data: str, more: str = "") -> str:
    """Return a path from a place on the page."""
    return (
        f'<ofd:PathObject Boundary="{x} {y} 200 200" LineWidth="0.25" {more}><ofd:AbbreviatedData>{data}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def printed_ofd(paragraphs: Sequence[str], path: Path, *, lines: int = 22, width: int = 28) -> Path:
    """Print paragraphs as an office prints them to OFD: with indents, page numbers, and a line a text object."""
    rows = [row for text in paragraphs for row in _wrapped(text, width)]
    pages = [rows[i : i + lines] for i in range(0, len(rows), lines)]
    shown = [
        "".join(ofd_text(28 + 5.6 * indent, 45 + 10 * i, text) for i, (indent, text) in enumerate(page))
        + ofd_text(100, 280, f"— {number} —", 4.9, "2.5")
        for number, page in enumerate(pages, start=1)
    ]
    path.write_bytes(simple_ofd(*shown))
    return path


def _wrapped(text: str, width: int) -> Iterator[tuple[float, str]]:
    """Yield the lines of a paragraph, each with its indent in characters; a title is centred."""
    if len(text) < width - 4 and text.endswith(("通知", "文件", "方案")):
        yield (width - len(text)) / 2, text
        return
    indent = 0 if text.endswith("：") else 2
    line = ""
    for word in re.findall("[ -~±]+|.[，。、；：）》”]*", text):
        if len(line + word) - sum(map(str.isascii, line + word)) / 2 > width - indent:
            yield indent, line
            line, indent = "", 0
        line += word
    yield indent, line


# --- LibreOffice ----------------------------------------------------------


class LibreOffice:
    """The word processor and the spreadsheet, without a window."""

    def __init__(self, command: str, home: Path) -> None:
        self._command = command
        self._home = home

    def convert(self, path: Path, suffix: str) -> Path:
        """Return the file in another format, beside the original."""
        as_text = ["--infilter=HTML (StarWriter)"] if path.suffix == ".html" else []
        subprocess.run(
            [
                self._command,
                f"-env:UserInstallation={self._home.as_uri()}",
                *as_text,
                *("--headless", "--convert-to", suffix, "--outdir", str(path.parent), str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=300,
            env=os.environ | {"HOME": str(self._home)},
        )
        return path.with_suffix(f".{suffix}")
