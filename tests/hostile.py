"""Hostile files: small files that would make a reader use all the memory or time."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Final

from .making import simple_pdf, text_at

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PADDING: Final = 300_000
"""So many bytes that do not pack make up for 60 MB that do: the ratio of the archive is that of a document."""
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


# --- PDF ------------------------------------------------------------------


def stream(content: bytes, entries: str = "", *, times: int = 1) -> str:
    """Return a stream, compressed so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = "/FlateDecode" if times == 1 else f"[{' /FlateDecode' * times}]"
    head = f"<< /Length {len(content)} {f'/Filter {filters}' if times else ''} {entries} >>"
    return f"{head}\nstream\n{content.decode('latin-1')}\nendstream"


def raw_pdf(*objects: str, trailer: str = "") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    data, table = "%PDF-1.5\n", f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    for number, each in enumerate(objects, start=1):
        table += f"{len(data):010} 00000 n \n"
        data += f"{number} 0 obj\n{each}\nendobj\n"
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return f"{data}{table}{end}".encode("latin-1")


PAGE: Final = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} /Resources << {} >> >>"
FONT: Final = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
CATALOGUE: Final = ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")


def nested_forms() -> bytes:
    """Make forms that show the next one ten times each."""
    forms = [
        stream(
            b"/X Do " * 10,
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {n + 1} 0 R >> >>",
            times=0,
        )
        for n in range(5, 20)
    ]
    last = stream(text_at(9, 9, "x").encode(), f"/Subtype /Form /BBox [0 0 9 9] /Resources << {FONT} >>")
    page = PAGE.format("4 0 R", "/XObject << /X 5 0 R >>")
    return raw_pdf(*CATALOGUE, page, stream(b"/X Do", times=0), *forms, last)


def hidden_forms() -> bytes:
    """Make the same in a stream of objects, so that it is not visible in the bytes of the file."""
    page = PAGE.format("4 0 R", "/XObject << /X 5 0 R >>")
    packed = stream(f"3 0 {page}".encode(), "/Type /ObjStm /N 1 /First 4")
    forms = [
        stream(b"/X Do " * 30, f"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {n + 1} 0 R >> >>")
        for n in range(5, 25)
    ]
    objects = [*CATALOGUE, packed, stream(b"/X Do"), *forms]
    data, places = b"%PDF-1.5\n", []
    for number, each in zip((1, 2, 99, *range(4, 99)), objects, strict=False):
        places.append(len(data))
        data += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    rows = [b"\x00\x00\x00\x00\x00\xff"] + [
        b"\x02\x00\x00\x00\x63\x00" if i == 2 else b"\x01" + at.to_bytes(4) + b"\x00" for i, at in enumerate(places)
    ]
    entries = f"/Type /XRef /W [1 4 1] /Size 101 /Root 1 0 R /Index [0 {len(rows)} 99 2]"
    rows += [b"\x01" + places[2].to_bytes(4) + b"\x00", b"\x01" + len(data).to_bytes(4) + b"\x00"]
    table = stream(b"".join(rows), entries)
    return data + f"100 0 obj\n{table}\nendobj\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def one_stream_many_times() -> bytes:
    """Make a page whose content is one stream of 8 MB ten thousand times."""
    content = stream(text_at(9, 9, "x").encode() * 200_000)
    return raw_pdf(*CATALOGUE, PAGE.format(f"[{'4 0 R ' * 10_000}]", FONT), content)


def packed_twice() -> bytes:
    """Make half a gigabyte of blanks in two thousand bytes, with the name of the filter spelt otherwise."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(bytes(2**24)) for _ in range(32)) + inner.flush()
    content = stream(packed, times=1).replace("/Filter /FlateDecode", "/Filter [/#46lateDecode /FlateDecode]")
    return raw_pdf(*CATALOGUE, PAGE.format("4 0 R", FONT), content)


def much_text() -> bytes:
    """Make ten million characters on one page."""
    return simple_pdf("BT /F 1 Tf 1 0 0 1 9 9 Tm " + f"({'x' * 1000}) Tj\n" * 10_000 + "ET")


def many_pages() -> bytes:
    """Make as many pages as are read, all of them the same page of much text."""
    text = "".join(text_at(9, 800 - i % 780, "abcdefghij" * 9, 1) for i in range(200))
    kids = "3 0 R " * 1999
    catalogue = (CATALOGUE[0], f"<< /Type /Pages /Count 1999 /Kids [{kids}] >>")
    return raw_pdf(*catalogue, PAGE.format("4 0 R", FONT), stream(text.encode()))


def empty_pages() -> bytes:
    """Make a hundred thousand empty pages."""
    catalogue = (CATALOGUE[0], f"<< /Type /Pages /Count 100000 /Kids [{'3 0 R ' * 100_000}] >>")
    return raw_pdf(*catalogue, PAGE.format("4 0 R", FONT), stream(b""))


def pages_within_pages() -> bytes:
    """Make a tree of pages in which each branch holds the next one thirty times."""
    branches = [f"<< /Type /Pages /Parent 2 0 R /Kids [{f'{n + 1} 0 R ' * 30}] >>" for n in range(2, 20)]
    return raw_pdf(CATALOGUE[0], *branches, PAGE.format("99 0 R", FONT))


def pages_in_a_ring() -> bytes:
    """Make a tree of pages that leads back to its root."""
    branches = ("<< /Type /Pages /Count 9 /Kids [3 0 R 3 0 R] >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] >>")
    return raw_pdf(CATALOGUE[0], *branches)


def tables_in_a_ring() -> bytes:
    """Make tables of cross-references that each name another as the previous one."""
    data = raw_pdf(*CATALOGUE, PAGE.format("4 0 R", FONT), stream(b""))
    place = data.index(b"xref\n0")
    return data.replace(b"/Root 1 0 R", f"/Root 1 0 R /Prev {place}".encode())


def table_without_end() -> bytes:
    """Make a table of cross-references that claims two thousand million entries."""
    data = raw_pdf(*CATALOGUE, PAGE.format("4 0 R", FONT), stream(b""))
    return data.replace(b"xref\n0 5\n", b"xref\n0 2000000000\n").replace(b"/Size 5", b"/Size 2000000000")


def font_of_many_names() -> bytes:
    """Make a font that maps a million characters to sixty others each."""
    meant = "4E00" * 60
    pairs = "".join(f"1 beginbfrange <{i:04X}> <FFFF> <{meant}> endbfrange\n" for i in range(60_000))
    names = stream(f"begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n{pairs}endcmap".encode())
    child = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Ordering (Identity) >> /DW 1000 >>"
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{child}]"
    content = stream(b"BT /F 9 Tf 1 0 0 1 9 9 Tm <0001000200030004> Tj ET")
    return raw_pdf(*CATALOGUE, PAGE.format("4 0 R", f"/Font << /F {font} /ToUnicode 5 0 R >> >>"), content, names)


def objects_in_objects() -> bytes:
    """Make arrays within arrays, a hundred thousand deep."""
    return raw_pdf(*CATALOGUE, PAGE.format("4 0 R", f"{FONT} /X {'[' * 100_000}{']' * 100_000}"), stream(b""))


def saved_states() -> bytes:
    """Make a content that saves its state five million times."""
    return raw_pdf(*CATALOGUE, PAGE.format("4 0 R", FONT), stream(b"q " * 5_000_000))


def grid_of_lines() -> bytes:
    """Make a hundred pages, each ruled as finely as possible."""
    lines = "".join(f"0 {i * 3.5} m 595 {i * 3.5} l S\n" for i in range(240))
    lines += "".join(f"{i * 3.5} 0 m {i * 3.5} 842 l S\n" for i in range(170))
    return raw_pdf(
        CATALOGUE[0],
        f"<< /Type /Pages /Count 100 /Kids [{'3 0 R ' * 100}] >>",
        PAGE.format("4 0 R", FONT),
        stream((lines + text_at(72, 700, "one two three")).encode()),
    )


def large_picture() -> bytes:
    """Make a picture that claims four thousand million dots."""
    image = stream(
        bytes(2**20),
        "/Type /XObject /Subtype /Image /Width 65000 /Height 65000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
    )
    return simple_pdf("q 595 0 0 842 0 0 cm /I Do Q\n" + text_at(72, 700, "One."), extra=[image])


# --- DOCX -----------------------------------------------------------------


def docx_of(body: str, **parts: str) -> bytes:
    """Return a DOCX with this body, and parts of these kinds, each the inside of its root element."""
    links = "".join(f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    whole = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="d" Type="{RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    } | {f"word/{kind}.xml": f"<w:{kind} {W}>{inside}</w:{kind}>" for kind, inside in parts.items()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
        archive.writestr("word/media/image1.png", Random(0).randbytes(PADDING))
    return file.getvalue()


def paragraph(text: str = "x", properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def notes_in_notes() -> bytes:
    """Make five thousand footnotes, each of which refers to the next."""
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{i}</w:t><w:footnoteReference w:id="{i + 1}"/></w:r></w:p></w:footnote>'
        for i in range(1, 5000)
    )
    return docx_of('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', footnotes=notes)


def notes_in_a_ring() -> bytes:
    """Make a footnote that refers to itself, a thousand times."""
    references = '<w:footnoteReference w:id="1"/>' * 1000
    note = f'<w:footnote w:id="1"><w:p><w:r>{references}</w:r></w:p></w:footnote>'
    return docx_of('<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="1"/></w:r></w:p>', footnotes=note)


def styles_on_styles() -> bytes:
    """Make three thousand styles, each based on the next, and as many paragraphs in the first."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>' for i in range(3000)
    )
    return docx_of(paragraph(properties='<w:pPr><w:pStyle w:val="s0"/></w:pPr>') * 3000, styles=styles)


def styles_in_a_ring() -> bytes:
    """Make two styles that are based on one another."""
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    return docx_of(paragraph(properties='<w:pPr><w:pStyle w:val="a"/></w:pPr>') * 3000, styles=styles)


def many_paragraphs() -> bytes:
    """Make 48 MB of XML of differing words, which compresses as documents do."""
    return docx_of("".join(paragraph(f"{i * 7919 % 1000003}工作{i}") for i in range(1_100_000)))


def many_elements() -> bytes:
    """Make as many empty elements as fit into 40 MB."""
    return docx_of("<w:p/>" * 6_000_000 + "".join(f"<w:p><w:r><w:t>{i}</w:t></w:r></w:p>" for i in range(40_000)))


def many_rows() -> bytes:
    """Make a table of two hundred thousand rows."""
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(str(i))}</w:tc><w:tc>{paragraph('y')}</w:tc></w:tr>" for i in range(200_000)
    )
    return docx_of(f"<w:tbl>{rows}</w:tbl>")


def merged_rows() -> bytes:
    """Make a table whose first row is merged with all below it, in each of a hundred columns."""
    begin = (
        '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>xxxxxxxxxxxxxxxxxxxx</w:t></w:r></w:p></w:tc>'
    )
    goes_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    return docx_of(f"<w:tbl><w:tr>{begin * 100}</w:tr>{f'<w:tr>{goes_on * 100}</w:tr>' * 1500}</w:tbl>")


def many_attributes() -> bytes:
    """Make an element with two hundred thousand attributes."""
    attributes = " ".join(f"a{i}='{i}'" for i in range(200_000))
    return docx_of(f"<w:p {attributes}/>{paragraph()}")


def many_namespaces() -> bytes:
    """Make nested elements, each with a thousand names for namespaces, and a child that uses the first."""
    opened = ""
    for depth in range(200):
        names = " ".join(f"xmlns:n{depth}_{i}='u{i}'" for i in range(300))
        opened += f"<w:sdt {names}>"
    return docx_of(f"{opened}{'<n0_0:p/>' * 200_000}{'</w:sdt>' * 200}")


def tables_in_tables() -> bytes:
    """Make tables within tables, as deep as XML may be."""
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx_of(f"{opened * 80}{paragraph()}{closed * 80}" * 200)


def boxes_in_boxes() -> bytes:
    """Make text boxes within text boxes."""
    opened, closed = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"
    return docx_of(f"{opened * 60}{paragraph()}{closed * 60}" * 200)


def many_lists() -> bytes:
    """Make forty thousand lists of one definition, each with levels of its own."""
    pattern = "%1" * 32
    levels = "".join(f'<w:lvl w:ilvl="{i}"><w:lvlText w:val="{pattern}"/></w:lvl>' for i in range(9))
    lists = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/></w:num>' for i in range(40_000))
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}'
    item = '<w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    return docx_of("".join(paragraph(properties=item.format(i)) for i in range(40_000)), numbering=numbering)


def long_numbers() -> bytes:
    """Make items whose numbers are long, and begin high."""
    pattern = '<w:start w:val="500"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="' + "%1" * 32 + '"/>'
    level = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{pattern}</w:lvl></w:abstractNum>'
    numbering = f'{level}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx_of(paragraph(properties=item) * 20_000, numbering=numbering)


def one_long_run() -> bytes:
    """Make a paragraph of nine million characters."""
    return docx_of(paragraph("".join(f"工作{i}" for i in range(900_000))))


# --- HTML -----------------------------------------------------------------


def page_of(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def wide_cells() -> bytes:
    """Make cells that claim to be a million columns wide."""
    row = "<tr>" + "<td colspan=999999>工作，" * 60
    return page_of(f"<table>{row * 500}</table>")


def high_cells() -> bytes:
    """Make cells that claim to span all rows, and as many columns as they may."""
    row = f"<tr>{'<td rowspan=65534 colspan=1000>工作' * 64}</tr>"
    return page_of(f"<table>{row * 3}{'<tr><td>工作' * 20_000}</table>")


def many_scripts() -> bytes:
    """Make scripts with words after them."""
    return page_of("<script>x</script>工作，" * 45_000)


def many_unseen() -> bytes:
    """Make one paragraph full of invisible elements, with words between."""
    return page_of(f"<p>{'<span style=display:none>x</span>工作，' * 45_000}</p>")


def many_blocks() -> bytes:
    """Make as many short lines as a page may have."""
    return page_of("<div>工作，" * 200 + "<p>工作" * 95_000)


def deep_blocks() -> bytes:
    """Make blocks within blocks, as deep as they may be, again and again."""
    return page_of(f"{'<div>' * 240}工作，{'</div>' * 240}" * 200)


def tables_in_cells() -> bytes:
    """Make tables within cells, as deep as they may be."""
    return page_of(f"{'<table><tr><td>工作，' * 80}{'</td></tr></table>' * 80}" * 60)


def one_long_tag() -> bytes:
    """Make an element with two hundred thousand attributes."""
    return page_of(f"<p {' '.join(f'a{i}=1' for i in range(200_000))}>工作，</p>")


def one_long_class() -> bytes:
    """Make an element with a class of a million words."""
    return page_of(f"<div class='{'xnav- ' * 200_000}'><p>工作，</p></div>")


def one_long_line() -> bytes:
    """Make a paragraph of two million characters in short pieces."""
    return page_of(f"<p>{'工作<b>安排</b>，' * 45_000}</p>")


def many_items() -> bytes:
    """Make nested lists, each with a start number of its own."""
    return page_of(f"<ol start=999999>{'<li>工作，' * 90_000}</ol>")


# --- OFD ------------------------------------------------------------------


def ofd_of(content: str, pages: int = 1) -> bytes:
    """Return an OFD that shows one part, of this content, on so many pages."""
    listed = '<Page BaseLoc="p.xml"/>' * pages
    whole = {
        "OFD.xml": "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>",
        "d.xml": f"<Document><Pages>{listed}</Pages></Document>",
        "p.xml": f"<Page><Content><Layer>{content}</Layer></Content></Page>",
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
    return file.getvalue()


def ofd_line(text: str, delta: str = "", boundary: str = "20 50 100 10") -> str:
    code = f'<TextCode X="0" Y="5" DeltaX="{delta}">{text}</TextCode>'
    return f'<TextObject Boundary="{boundary}" Size="5">{code}</TextObject>'


def packed_spaces() -> bytes:
    """Make a page of 60 MB of blanks, which pack to 60 kB."""
    return ofd_of(" " * 60_000_000)


def one_page_many_times() -> bytes:
    """Make a page of 10 MB that is shown 1,900 times."""
    return ofd_of(f"<a>{' ' * 10_000_000}</a>", pages=1_900)


def much_text_on_pages() -> bytes:
    """Make two million characters, three hundred thousand on a page."""
    return ofd_of(ofd_line("工作" * 150_000, "5"), pages=7)


def much_turned_text() -> bytes:
    """Make text of another direction than a word, which is on no page, page after page."""
    return ofd_of(ofd_line("工作" * 150_000, "5").replace("Size", 'CTM="1 1 -1 1 0 0" Size'), pages=100)


def many_moves() -> bytes:
    """Make moves that claim to be a thousand million, and as many as fit."""
    return ofd_of(
        "".join(ofd_line("工作", f"g 1000000000 {i}") for i in range(40_000)) + ofd_line("作", "5 " * 2_000_000)
    )


def many_strokes() -> bytes:
    """Make pages with as many lines and curves as they may have."""
    return ofd_of(f"<PathObject><AbbreviatedData>{'M 1 1 L 9 1 ' * 20_000}</AbbreviatedData></PathObject>", pages=500)


def crossing_strokes() -> bytes:
    """Make a grid as large as a page may have."""
    lines = "".join(f"M 0 {i / 9} L 200 {i / 9} M {i / 9} 0 L {i / 9} 200 " for i in range(1_900))
    return ofd_of(f"<PathObject><AbbreviatedData>{lines}</AbbreviatedData></PathObject>{ofd_line('工作' * 700, '5')}")


def blocks_in_blocks() -> bytes:
    """Make blocks within blocks, deeper than XML may be."""
    return ofd_of(f"{'<PageBlock>' * 100_000}{ofd_line('工作')}{'</PageBlock>' * 100_000}")


def documents_in_a_ring() -> bytes:
    """Make a document that names itself as its pages and templates."""
    file = BytesIO()
    pages = '<Page BaseLoc="d.xml"/>' * 1_000
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f"<OFD>{'<DocBody><DocRoot>d.xml</DocRoot></DocBody>' * 1_000}</OFD>")
        archive.writestr("d.xml", f"<Document><Pages>{pages}</Pages></Document>")
    return file.getvalue()


# --- XLSX -----------------------------------------------------------------

_SHARED: Final = '<c t="s"><v>0</v></c>'
_WORDS: Final = '<c t="str"><v>工作</v></c>'
SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx_of(rows: str, strings: str = "", after: str = "", sheet: str | None = None, styles: str = "") -> bytes:
    """Return a workbook of one sheet with these rows and strings; *sheet* is a part in place of that of the sheet."""
    names = ("worksheet", "sharedStrings", "styles")
    links = "".join(f'<Relationship Id="{each}" Type="{RELATIONS}/{each}" Target="{each}.xml"/>' for each in names)
    whole = {
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets><sheet name="a" r:id="worksheet"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/worksheet.xml": sheet or f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}">{styles}</styleSheet>',
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
    return file.getvalue()


def millions_of_cells() -> bytes:
    """Make two million cells."""
    return xlsx_of(f"<row>{'<c><v>1</v></c>' * 1_000}</row>" * 2_000)


def many_cells() -> bytes:
    """Make as many cells as tags are allowed."""
    return xlsx_of(f"<row>{'<c><v>1</v></c>' * 100}</row>" * 1_400)


def cells_far_apart() -> bytes:
    """Make cells on a diagonal, a column and a row further each, and in the last corner."""
    cells = "".join(f'<row r="{i * 60 + 1}"><c r="{column(i)}{i * 60 + 1}"><v>{i}</v></c></row>' for i in range(16_000))
    return xlsx_of(f'{cells}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def column(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def one_string_many_times() -> bytes:
    """Make a hundred thousand cells that all show one long string."""
    return xlsx_of(f"<row>{_SHARED * 10}</row>" * 10_000, f"<si><t>{'工作' * 15_000}</t></si>")


def merged_over_all() -> bytes:
    """Make cells that are merged over all rows and columns, each over the next."""
    merged = "".join(f'<mergeCell ref="A{i}:XFD1048576"/>' for i in range(1, 60_000))
    rows = f"<row>{_WORDS * 4}</row>" * 15_000
    return xlsx_of(rows, after=f"<mergeCells>{merged}</mergeCells>")


def many_styles() -> bytes:
    """Make a hundred thousand styles, and formats of ten thousand characters."""
    code = "0;" * 5_000
    formats = "".join(f'<numFmt numFmtId="{i}" formatCode="{code}"/>' for i in range(200, 300))
    used = "".join(f'<xf numFmtId="{200 + i % 100}"/>' for i in range(100_000))
    rows = "".join(f'<row><c s="{i % 100}"><v>1.5</v></c><c><v>1</v></c></row>' for i in range(20_000))
    return xlsx_of(rows, styles=f"<numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs>")


def packed_sheet() -> bytes:
    """Make a sheet of 100 MB of blanks."""
    return xlsx_of(" " * 100_000_000)


PDF: Final = (
    nested_forms,
    hidden_forms,
    one_stream_many_times,
    packed_twice,
    much_text,
    many_pages,
    empty_pages,
    font_of_many_names,
    saved_states,
    pages_within_pages,
    pages_in_a_ring,
    tables_in_a_ring,
    table_without_end,
    objects_in_objects,
    grid_of_lines,
    large_picture,
)
DOCX: Final = (
    many_paragraphs,
    many_elements,
    many_rows,
    merged_rows,
    many_attributes,
    long_numbers,
    many_lists,
    one_long_run,
    notes_in_notes,
    notes_in_a_ring,
    styles_on_styles,
    styles_in_a_ring,
    many_namespaces,
    tables_in_tables,
    boxes_in_boxes,
)
HTML: Final = (
    high_cells,
    one_long_tag,
    many_items,
    wide_cells,
    many_scripts,
    many_unseen,
    many_blocks,
    deep_blocks,
    tables_in_cells,
    one_long_class,
    one_long_line,
)
OFD: Final = (
    packed_spaces,
    one_page_many_times,
    much_text_on_pages,
    much_turned_text,
    many_moves,
    many_strokes,
    crossing_strokes,
    blocks_in_blocks,
    documents_in_a_ring,
)
XLSX: Final = (
    millions_of_cells,
    many_cells,
    cells_far_apart,
    one_string_many_times,
    merged_over_all,
    many_styles,
    packed_sheet,
)
FILES: Final[dict[str, Callable[[], bytes]]] = {
    f"{make.__name__}.{suffix}": make
    for suffix, makers in (("pdf", PDF), ("docx", DOCX), ("html", HTML), ("ofd", OFD), ("xlsx", XLSX))
    for make in makers
}
"""Every kind, by the name of its file."""

REFUSED: Final = {
    "nested_forms.pdf": "takes more than 3 seconds or 384 MB",
    "hidden_forms.pdf": "takes more than 3 seconds or 384 MB",
    "one_stream_many_times.pdf": "takes more than 3 seconds or 384 MB",
    "packed_twice.pdf": "takes more than 3 seconds or 384 MB",
    "many_pages.pdf": "split it",
    "empty_pages.pdf": "100000 pages, more than 2000",
    "large_picture.pdf": "text recognition",
    "many_paragraphs.docx": "more than 16 MB",
    "many_elements.docx": "more than 16 MB",
    "many_rows.docx": "more than 16 MB",
    "merged_rows.docx": "more than 600,000 tags",
    "many_attributes.docx": "more than 2,000 attributes",
    "long_numbers.docx": "more than 400,000 characters",
    "many_lists.docx": "more than 400,000 characters",
    "one_long_run.docx": "too long",
    "packed_spaces.ofd": "more than 16 MB",
    "millions_of_cells.xlsx": "more than 16 MB",
    "one_string_many_times.xlsx": "more than 400,000 characters",
    "packed_sheet.xlsx": "more than 16 MB",
    "one_page_many_times.ofd": "the document has more than 128 MB",
    "much_text_on_pages.ofd": "more than 400,000 characters",
    "much_turned_text.ofd": "more than 400,000 characters",
    "many_strokes.ofd": "more than 1,000,000 lines and curves",
    "documents_in_a_ring.ofd": "more than 1,200,000 tags",
    "high_cells.html": "more than 400,000 characters",
    "one_long_tag.html": "more than 2,000 attributes",
    "many_items.html": "more than 400,000 characters",
}
"""What is said of those that no version of a library could read."""

READ: Final = {
    "notes_in_notes.docx": 23_887,
    "notes_in_a_ring.docx": 1,
    "styles_on_styles.docx": 5_999,
    "styles_in_a_ring.docx": 5_999,
    "boxes_in_boxes.docx": 399,
    "tables_in_tables.docx": 399,
    "many_scripts.html": 135_000,
    "many_unseen.html": 135_000,
    "one_long_line.html": 225_000,
    "deep_blocks.html": 799,
    "one_long_class.html": 3,
    "grid_of_lines.pdf": 1_399,
    "crossing_strokes.ofd": 1_400,
    "many_moves.ofd": 4,
}
"""How many characters those have that hold a text after all."""
