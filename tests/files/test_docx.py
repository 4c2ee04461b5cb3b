"""DOCX: the text that a word processor shows, automatic numbers included."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap
from docx.table import Table
from docx.text.paragraph import Paragraph

from zhengce.errors import FileError
from zhengce.files.extracted import PICTURE

from ..hostile import docx_of
from ..making import LEVELS, add_list, extract_file, new_document, number_it, official_document, use_list

nsmap.setdefault("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
nsmap.setdefault("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape")
W = nsdecls("w")


@pytest.fixture
def document() -> Document:
    return new_document()


@pytest.fixture
def read(tmp_path: Path, document: Document) -> Callable[[], list[str]]:
    def lines() -> list[str]:
        document.save(str(tmp_path / "notice.docx"))
        return extract_file(tmp_path / "notice.docx").text.split("\n")

    return lines


def append(paragraph: Paragraph, *xml: str) -> None:
    """Add XML to a paragraph as it stands in a file."""
    for each in xml:
        for child in parse_xml(f"<w:p {W} {nsdecls('mc', 'wps', 'm', 'wp', 'a')}>{each}</w:p>"):
            paragraph._p.append(child)


# --- numbers --------------------------------------------------------------

STYLES = [
    ("decimal", "%1.", "tab", 3, ["1. 甲", "2. 甲", "3. 甲"]),
    ("decimal", "%1、", "tab", 2, ["1、甲", "2、甲"]),
    ("decimal", "（%1）", "nothing", 2, ["（1）甲", "（2）甲"]),
    ("decimal", "%1．", "space", 1, ["1． 甲"]),
    ("chineseCounting", "%1、", "nothing", 12, ["十、甲", "十一、甲", "十二、甲"]),
    ("chineseCountingThousand", "（%1）", "tab", 21, ["（十九）甲", "（二十）甲", "（二十一）甲"]),
    ("japaneseCounting", "第%1条", "tab", 102, ["第一百条 甲", "第一百零一条 甲", "第一百零二条 甲"]),
    ("ideographDigital", "%1、", "nothing", 11, ["九、甲", "一〇、甲", "一一、甲"]),
    ("decimalEnclosedCircle", "%1", "nothing", 21, ["⑲甲", "⑳甲", "21 甲"]),
    ("decimalEnclosedCircleChinese", "%1", "space", 2, ["① 甲", "② 甲"]),
    ("upperLetter", "%1.", "space", 28, ["Z. 甲", "AA. 甲", "BB. 甲"]),
    ("lowerLetter", "%1)", "space", 2, ["a) 甲", "b) 甲"]),
    ("upperRoman", "%1.", "space", 4, ["II. 甲", "III. 甲", "IV. 甲"]),
    ("lowerRoman", "%1.", "space", 9, ["vii. 甲", "viii. 甲", "ix. 甲"]),
    ("decimalFullWidth", "%1、", "nothing", 10, ["８、甲", "９、甲", "１０、甲"]),
    ("ideographTraditional", "%1、", "nothing", 2, ["甲、甲", "乙、甲"]),
    ("chineseLegalSimplified", "%1、", "nothing", 12, ["壹拾、甲", "壹拾壹、甲", "壹拾贰、甲"]),
    ("ideographLegalTraditional", "%1、", "nothing", 6, ["肆、甲", "伍、甲", "陸、甲"]),
    ("ideographZodiac", "%1、", "nothing", 2, ["子、甲", "丑、甲"]),
    ("ideographZodiacTraditional", "%1、", "nothing", 11, ["癸酉、甲", "甲戌、甲"]),
    ("decimalEnclosedParen", "%1", "tab", 2, ["⑴ 甲", "⑵ 甲"]),
    ("decimalEnclosedFullstop", "%1", "nothing", 2, ["⒈甲", "⒉甲"]),
    ("ideographEnclosedCircle", "%1", "space", 2, ["㊀ 甲", "㊁ 甲"]),
    ("decimalZero", "%1.", "space", 2, ["01. 甲", "02. 甲"]),
    ("numberInDash", "%1", "space", 2, ["- 1 - 甲", "- 2 - 甲"]),
    ("bullet", "\uf0b7", "tab", 2, ["甲", "甲"]),
    ("bullet", "●", "tab", 1, ["甲"]),
    ("bullet", "——", "nothing", 1, ["——甲"]),
    ("none", "附件：", "nothing", 1, ["附件：甲"]),
    ("unheardOf", "%1.", "space", 2, ["1. 甲", "2. 甲"]),
]


@pytest.mark.parametrize(("style", "pattern", "gap", "count", "expected"), STYLES)
def test_numbers_are_printed_in_their_style(
    document: Document,
    read: Callable[[], list[str]],
    style: str,
    pattern: str,
    gap: str,
    count: int,
    expected: list[str],
) -> None:
    items = use_list(document, add_list(document, [(style, pattern, gap)]))
    for _ in range(count):
        number_it(document.add_paragraph("甲"), items)
    assert read()[-len(expected) :] == expected


def outline(document: Document, list_: int, *levels: int) -> None:
    for level in levels:
        number_it(document.add_paragraph("甲"), list_, level)


@pytest.mark.parametrize(
    ("style", "expected"),
    [("lowerRoman", "5000"), ("upperLetter", "5000"), ("chineseCounting", "五千"), ("ideographZodiac", "5000")],
)
def test_a_number_beyond_its_style_is_in_digits(
    document: Document, read: Callable[[], list[str]], style: str, expected: str
) -> None:
    items = use_list(document, add_list(document, [(style, "%1、", "nothing")]), level0=5000)
    number_it(document.add_paragraph("甲"), items)
    assert read() == [f"{expected}、甲"]


def test_a_list_that_is_not_defined_numbers_nothing(document: Document, read: Callable[[], list[str]]) -> None:
    number_it(document.add_paragraph("甲"), 4711)
    number_it(document.add_paragraph("乙"), use_list(document, 4711), 3)
    assert read() == ["甲", "乙"]


def test_a_deeper_level_restarts_under_each_item(document: Document, read: Callable[[], list[str]]) -> None:
    outline(document, use_list(document, add_list(document, LEVELS)), 0, 1, 1, 2, 2, 0, 1, 2)
    assert [line[:-1] for line in read()] == ["一、", "（一）", "（二）", "1. ", "2. ", "二、", "（一）", "1. "]


def test_a_level_may_go_on_through_the_document(document: Document, read: Callable[[], list[str]]) -> None:
    definition = add_list(document, LEVELS, "", '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>')
    outline(document, use_list(document, definition), 0, 1, 2, 1, 2, 0, 1, 2)
    assert [line[:-1] for line in read()] == ["一、", "（一）", "1. ", "（二）", "2. ", "二、", "（三）", "1. "]


def test_a_number_may_show_those_above_it(document: Document, read: Callable[[], list[str]]) -> None:
    levels = [("chineseCounting", "第%1章", "space"), ("decimal", "%1.%2", "space"), ("decimal", "%1.%2.%3", "space")]
    outline(document, use_list(document, add_list(document, levels, "", "<w:isLgl/>")), 0, 1, 1, 2)
    assert [line[:-2] for line in read()] == ["第一章", "1.1", "1.2", "一.2.1"]


def test_a_blank_separates_a_number_from_the_words_after_it(document: Document, read: Callable[[], list[str]]) -> None:
    levels = [("decimal", "%1", "nothing"), ("decimal", "%1.%2", "nothing")]
    items = use_list(document, add_list(document, levels))
    number_it(document.add_paragraph("2个专窗"), items)
    number_it(document.add_paragraph("5条热线"), items, 1)
    assert read() == ["1 2个专窗", "1.1 5条热线"]


def test_lists_of_one_definition_count_together_unless_one_restarts(
    document: Document, read: Callable[[], list[str]]
) -> None:
    definition = add_list(document, [("decimal", "%1.", "space")])
    first, second = use_list(document, definition), use_list(document, definition)
    anew = use_list(document, definition, level0=5)
    for list_ in (first, second, anew, anew, first):
        outline(document, list_, 0)
    assert [line[:-2] for line in read()] == ["1.", "2.", "5.", "6.", "7."]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it(
    document: Document, read: Callable[[], list[str]]
) -> None:
    definition = add_list(document, LEVELS, "", '<w:pStyle w:val="Heading2"/>')
    items = use_list(document, definition)
    for name, numbering in (("Heading1", '<w:ilvl w:val="0"/>'), ("Heading2", "")):
        properties = document.styles.element.find(f"w:style[@w:styleId='{name}']/w:pPr", document.styles.element.nsmap)
        properties.append(parse_xml(f'<w:numPr {W}>{numbering}<w:numId w:val="{items}"/></w:numPr>'))
    based = document.styles.add_style("小标题", 1)
    based.base_style = document.styles["Heading 2"]
    document.add_paragraph("甲", "Heading 1")
    document.add_paragraph("乙", "Heading 2")
    document.add_paragraph("丙", "小标题")
    number_it(document.add_paragraph("丁", "Heading 1"), 0)  # numbering taken off
    assert read() == ["一、甲", "（一）乙", "（二）丙", "丁"]


def test_a_list_definition_may_refer_to_a_style(document: Document, read: Callable[[], list[str]]) -> None:
    target = use_list(document, add_list(document, [("decimal", "%1)", "space")]))
    style = document.styles.add_style("清单", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="{target}"/></w:numPr>'))
    root = document.part.numbering_part.element
    link = f'<w:abstractNum {W} w:abstractNumId="77"><w:numStyleLink w:val="{style.style_id}"/></w:abstractNum>'
    root.insert(0, parse_xml(link))
    outline(document, use_list(document, 77), 0, 0)
    assert read() == ["1) 甲", "2) 甲"]


def test_an_empty_item_counts_but_is_no_line(document: Document, read: Callable[[], list[str]]) -> None:
    items = use_list(document, add_list(document, [("decimal", "%1.", "space")]))
    for text in ("甲", "", "乙"):
        number_it(document.add_paragraph(text), items)
    assert read() == ["1. 甲", "3. 乙"]


def test_automatic_numbers_in_an_otherwise_empty_column_are_read(
    document: Document, read: Callable[[], list[str]]
) -> None:
    items = use_list(document, add_list(document, [("decimal", "%1", "nothing")]))
    table = fill(document, [["序号", "任务"], ["", "开通专窗"], ["", "公布清单"]])
    for row in table.rows[1:]:
        number_it(row.cells[0].paragraphs[0], items)
    assert read() == ["| 序号 | 任务 |", "| --- | --- |", "| 1 | 开通专窗 |", "| 2 | 公布清单 |"]


# --- words ----------------------------------------------------------------

RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WORDS = [
    ("line break", RUN.format("甲") + "<w:r><w:br/></w:r>" + RUN.format("乙"), ["甲", "乙"]),
    ("tab", RUN.format("甲") + "<w:r><w:tab/></w:r>" + RUN.format("乙"), ["甲 乙"]),
    ("hyphen", "<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5家</w:t></w:r>", ["3-5家"]),
    ("deleted", RUN.format("甲") + "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", ["甲"]),
    ("inserted", f"<w:ins>{RUN.format('甲')}</w:ins>", ["甲"]),
    ("moved", f"<w:moveFrom>{RUN.format('甲')}</w:moveFrom><w:moveTo>{RUN.format('乙')}</w:moveTo>", ["乙"]),
    ("hidden", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>" + RUN.format("乙"), ["乙"]),
    ("shown", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r>', ["甲"]),
    ("link", f"<w:hyperlink>{RUN.format('甲')}</w:hyperlink>", ["甲"]),
    ("field", f'<w:fldSimple w:instr="REF x">{RUN.format("甲")}</w:fldSimple>', ["甲"]),
    ("content control", f"<w:sdt><w:sdtContent>{RUN.format('甲')}</w:sdtContent></w:sdt>", ["甲"]),
    (
        "ruby",
        f"<w:r><w:ruby><w:rt>{RUN.format('jiǎ')}</w:rt><w:rubyBase>{RUN.format('甲')}</w:rubyBase></w:ruby></w:r>",
        ["甲"],
    ),
    ("formula", RUN.format("不低于") + "<m:oMath><m:r><m:t>98%</m:t></m:r></m:oMath>", ["不低于98%"]),
    ("symbol", '<w:r><w:sym w:font="SimSun" w:char="2460"/></w:r>' + RUN.format("甲"), ["①甲"]),
    ("bullet of a font", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + RUN.format("甲"), ["甲"]),
    ("symbol of a font", RUN.format("甲") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', ["甲\ufffd"]),
    ("character of a font", RUN.format("甲\ue0a1乙"), ["甲\ufffd乙"]),
    ("letters drawn", f"<w:r><w:pict {VML}><v:shape><v:textpath string='甲'/></v:shape></w:pict></w:r>", ["甲"]),
    ("text box ahead", f"<w:r><w:pict>{BOX}</w:pict></w:r>" + RUN.format("甲"), ["框内", "甲"]),
    (
        "text box given twice",
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + RUN.format("甲"),
        ["框内", "甲"],
    ),
]


@pytest.mark.parametrize(("xml", "expected"), [each[1:] for each in WORDS], ids=[each[0] for each in WORDS])
def test_only_visible_words_are_read(
    document: Document, read: Callable[[], list[str]], xml: str, expected: list[str]
) -> None:
    append(document.add_paragraph(), xml)
    assert read() == expected


def drawing(width: int, height: int) -> str:
    """Return a drawing of a picture with a size in millimetres."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width * 36_000}" cy="{height * 36_000}"/>'
        '<a:graphic><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def old_picture(style: str) -> str:
    return f'<w:r><w:pict {VML}><v:shape style="{style}"><v:imagedata/></v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    ("xml", "sign"),
    [
        (drawing(150, 90), PICTURE),
        (drawing(42, 42), ""),  # a seal
        (old_picture("position:absolute;width:415.3pt;height:300pt"), PICTURE),
        (old_picture("width:24pt;height:24pt"), ""),
        (old_picture(""), PICTURE),
    ],
)
def test_a_large_picture_leaves_a_sign(document: Document, read: Callable[[], list[str]], xml: str, sign: str) -> None:
    document.add_paragraph("开通专窗，集中办理设立登记、公章刻制、发票申领和社保登记等事项。")
    append(document.add_paragraph(), xml)
    append(document.add_paragraph("公布清单。"), xml)
    assert read() == [
        f"开通专窗，集中办理设立登记、公章刻制、发票申领和社保登记等事项。{sign}",
        f"公布清单。{sign}",
    ]


def test_a_document_of_pictures_needs_text_recognition(tmp_path: Path, document: Document) -> None:
    document.add_paragraph("扫描件")
    for _ in range(3):
        append(document.add_paragraph(), drawing(160, 230))
    document.save(str(tmp_path / "notice.docx"))
    with pytest.raises(FileError, match=r"pictures of pages.*text recognition"):
        extract_file(tmp_path / "notice.docx")


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(
    document: Document, read: Callable[[], list[str]]
) -> None:
    first = document.add_paragraph("6月底前")
    first._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {W}><w:del w:id="1" w:author="a"/></w:rPr>'))
    document.add_paragraph("完成。")
    assert read() == ["6月底前完成。"]


def test_a_hidden_style_hides_its_words(document: Document, read: Callable[[], list[str]]) -> None:
    document.styles.add_style("隐藏", 1).font.hidden = True
    document.add_paragraph("甲", "隐藏")
    document.add_paragraph("乙")
    assert read() == ["乙"]


def test_heads_feet_and_tables_of_contents_are_left_out(document: Document, read: Callable[[], list[str]]) -> None:
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt {W}>{gallery}<w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(contents))
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、总体要求\t1", "toc 1")
    document.add_paragraph("一、总体要求")
    assert read() == ["一、总体要求"]


def test_a_footnote_stands_after_its_paragraph(tmp_path: Path) -> None:
    plain = official_document(["开通专窗。", "公布清单。"], tmp_path / "plain.docx")
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    note = f'<w:footnote w:id="1"><w:p>{RUN.format("含上门服务。")}</w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{separator}{note}</w:footnotes>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    path = tmp_path / "notes.docx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                mark = '开通专窗。</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
                data = data.replace("开通专窗。</w:t></w:r>".encode(), mark.encode())
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="n" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            target.writestr(name, data)
        target.writestr("word/footnotes.xml", notes)
    found = extract_file(path)
    assert found.text.split("\n") == ["开通专窗。", "含上门服务。", "公布清单。"]
    assert [place.paragraph for place in found.places] == [1, 2]


def test_notes_in_a_note_stand_after_it(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p>{RUN.format(f"注{i}")}{reference.format(i + 1)}</w:p></w:footnote>'
        for i in range(1, 3000)
    )
    body = f"<w:p>{RUN.format('开通专窗。')}{reference.format(1)}</w:p><w:p>{RUN.format('公布清单。')}</w:p>"
    path = tmp_path / "notes.docx"
    path.write_bytes(docx_of(body, footnotes=notes))
    assert extract_file(path).text.split("\n") == ["开通专窗。", *(f"注{i}" for i in range(1, 3000)), "公布清单。"]


# --- tables ---------------------------------------------------------------


def fill(document: Document, rows: list[list[str]]) -> Table:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_merged_cells(document: Document, read: Callable[[], list[str]]) -> None:
    table = fill(document, [["领域", "任务", "单位"], ["开办", "甲", "规划局\n公安局"], ["", "乙", ""], ["", "", ""]])
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    table.cell(3, 0).merge(table.cell(3, 2)).text = "其他"
    assert read() == [
        "| 领域 | 任务 | 单位 |",
        "| --- | --- | --- |",
        "| 开办 | 甲 | 规划局、公安局 |",
        "| 开办 | 乙 | |",
        "| 其他 | | |",
    ]


def test_a_head_of_two_rows_and_a_title_within_the_table(document: Document, read: Callable[[], list[str]]) -> None:
    rows = [
        ["分工表", "", "", ""],
        ["序号", "任务", "责任单位", ""],
        ["", "", "牵头", "配合"],
        ["1", "甲", "规划局", "公安局"],
    ]
    table = fill(document, rows)
    table.cell(0, 0).merge(table.cell(0, 3))
    table.cell(1, 2).merge(table.cell(1, 3))
    for column in (0, 1):
        table.cell(1, column).merge(table.cell(2, column))
    assert read() == [
        "分工表",
        "| 序号 | 任务 | 牵头（责任单位） | 配合（责任单位） |",
        "| --- | --- | --- | --- |",
        "| 1 | 甲 | 规划局 | 公安局 |",
    ]


def test_a_frame_around_text_is_no_table(document: Document, read: Callable[[], list[str]]) -> None:
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "甲"
    cell.add_paragraph("乙")
    assert read() == ["甲", "乙"]


def test_a_table_in_a_table_is_flattened(document: Document, read: Callable[[], list[str]]) -> None:
    table = fill(document, [["任务", "单位"], ["甲", ""]])
    inner = table.cell(1, 1).add_table(rows=2, cols=2)
    for cell, text in zip(inner._cells, ("牵头", "规划局", "配合", "公安局"), strict=True):
        cell.text = text
    assert read() == ["| 任务 | 单位 |", "| --- | --- |", "| 甲 | 牵头 规划局配合 公安局 |"]


def test_a_row_that_was_deleted_is_left_out(document: Document, read: Callable[[], list[str]]) -> None:
    table = fill(document, [["任务", "单位"], ["甲", "规划局"], ["乙", "公安局"]])
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(parse_xml(f'<w:del {W} w:id="1" w:author="a"/>'))
    assert read() == ["| 任务 | 单位 |", "| --- | --- |", "| 乙 | 公安局 |"]


# --- files that are broken, or made to do harm ----------------------------


def parts(body: str, **more: str) -> dict[str, str | bytes]:
    return {"[Content_Types].xml": "<Types/>", "word/document.xml": body, **more}


def deep(count: int) -> str:
    inside = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    text = f"<w:p>{RUN.format('深处')}</w:p>"
    opened, closed = inside.split("{}")
    return f"<w:document {W}><w:body>{opened * count}{text}{closed * count}</w:body></w:document>"


ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
HARMFUL: list[tuple[str, dict[str, str | bytes], str]] = [
    ("bomb", parts(" " * (64 * 2**20) + "<a/>"), "its part word/document.xml has more than 16 MB"),
    ("many parts", parts("<a/>", **{f"word/{i}.xml": "" for i in range(10_001)}), "more than 10,000 parts"),
    ("entities", parts(f"{ENTITIES}<w:document {W}><w:body>&b;&f;</w:body></w:document>"), "declares a document type"),
    ("deep", parts(deep(5000)), "Excessive depth"),
    ("no body", parts(f"<w:document {W}/>"), "it has no body"),
    ("not XML", parts("6月底前"), "a broken document"),
    ("no main part", {"[Content_Types].xml": "<Types/>", "word/styles.xml": "<a/>"}, "no part word/document.xml"),
    (
        "embedded page",
        parts(f'<w:document {W}><w:body><w:altChunk w:id="1"/></w:body></w:document>'),
        "its text is an embedded web page",
    ),
]


@pytest.mark.parametrize(("content", "message"), [each[1:] for each in HARMFUL], ids=[each[0] for each in HARMFUL])
def test_a_harmful_or_broken_archive_is_refused(tmp_path: Path, content: dict[str, str | bytes], message: str) -> None:
    path = tmp_path / "notice.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    with pytest.raises(FileError, match=message):
        extract_file(path)


def test_deep_nesting_within_bounds_is_read(tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts(deep(100)).items():
            archive.writestr(name, data)
    assert extract_file(path).text == "深处"


def test_an_archive_with_a_damaged_part_is_reported(tmp_path: Path) -> None:
    path = official_document(["开通专窗。"] * 50, tmp_path / "notice.docx")
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 200
    data = bytearray(path.read_bytes())
    data[at : at + 50] = bytes(50)
    path.write_bytes(data)
    with pytest.raises(FileError, match=r"a broken document .* save it anew"):
        extract_file(path)


def test_an_archive_under_a_password_is_reported(tmp_path: Path) -> None:
    path = official_document(["开通专窗。"], tmp_path / "notice.docx")
    data = bytearray(path.read_bytes())
    for at in _all(data, b"PK\x01\x02"):
        data[at + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(FileError, match="protected by a password"):
        extract_file(path)


def _all(data: bytearray, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def test_a_dangling_relationship_does_no_harm(
    tmp_path: Path, document: Document, read: Callable[[], list[str]]
) -> None:
    document.add_paragraph("开通专窗。")
    read()
    path = tmp_path / "dangling.docx"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    with zipfile.ZipFile(tmp_path / "notice.docx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            link = f'<Relationship Id="n" Type="{kind}" Target="NULL"/></Relationships>'.encode()
            data = source.read(name)
            target.writestr(name, data.replace(b"</Relationships>", link) if "document.xml.rels" in name else data)
    assert extract_file(path).text == "开通专窗。"


def test_the_strict_form_of_the_standard_is_read(tmp_path: Path) -> None:
    path = tmp_path / "strict.docx"
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f"<w:document {strict}><w:body><w:p>{RUN.format('开通专窗。')}</w:p></w:body></w:document>"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts(body).items():
            archive.writestr(name, data)
    assert extract_file(path).text == "开通专窗。"
