"""Word files, RTF, workbooks, archives: told by their bytes, read with their tables."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from pipelines.blocks import Document, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds
from pipelines.readers.kinds import kind_of

URL = "http://example.gov.cn/f/a.doc"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)


def read(body: bytes) -> Document:
    return read_document(body, url=URL, content_type="application/msword")


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.grid() for block in document.blocks if isinstance(block, TableBlock)]


def saved(document: docx.document.Document) -> bytes:  # type: ignore[name-defined]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_docx_keeps_order_and_merged_cells() -> None:
    made = docx.Document()
    made.add_heading("泽城市2020年年度报告", level=1)
    made.add_paragraph("一、总体情况")
    table = made.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "指标"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "申请人"
    for row, column, text in ((1, 1, "自然人"), (1, 2, "企业"), (2, 0, "新收"), (2, 1, "352"), (2, 2, "21")):
        table.cell(row, column).text = text
    made.add_paragraph("二、其他")
    document = read(saved(made))
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, TableBlock, Paragraph]
    assert grids(document) == [(("指标", "申请人", "申请人"), ("指标", "自然人", "企业"), ("新收", "352", "21"))]
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].heading == 1


def test_text_boxes_footnotes_and_line_breaks_of_a_docx_are_kept_and_deleted_text_is_not() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("正文")
    paragraph.add_run("甲").add_break()
    paragraph.add_run("乙")
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(box)
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>已删</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>新增</w:t></w:r></w:ins>"))
    hidden = paragraph.add_run("隐藏")
    hidden.font.hidden = True
    assert lines(read(saved(made))) == ["正文甲", "乙新增", "框中文字"]


def test_automatic_numbers_of_a_docx_are_characters_of_the_report() -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
            '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in (("总体情况", 0), ("主动公开", 1), ("依申请公开", 1), ("其他事项", 0), ("收费", 1)):
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", 77)):
            child = OxmlElement(name)
            child.set(qn("w:val"), str(value))
            number.append(child)
        properties.append(number)
    assert lines(read(saved(made))) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "二、其他事项",
        "（一）收费",
    ]


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    made = docx.Document()
    made.add_table(rows=1, cols=1).cell(0, 0).text = "框内一段"
    assert lines(read(saved(made))) == ["框内一段"]


def escaped(text: str) -> str:
    """Every second character as \\u with its fallback, the others in GBK bytes: both occur in one file."""
    return "".join(
        f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?"
        if index % 2
        else "".join(f"\\'{byte:02x}" for byte in c.encode("gbk"))
        for index, c in enumerate(text)
    )


def test_rtf_is_read_with_its_tables() -> None:
    body = (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\froman\fcharset0 Times;}}{\info{\title 不印}}"
        rf"\pard\f0 {escaped('泽城市2020年年度报告')}\par {{\v 隐}}"
        rf"\trowd\cellx2000\cellx6000\pard\intbl {escaped('信息内容')}\cell {escaped('数量')}\cell\row"
        rf"\trowd\clvmgf\cellx2000\cellx4000\cellx6000\pard\intbl\f1 {escaped('规章')}\cell 1{{\b 2}}\cell 0\cell\row"
        rf"\trowd\clvmrg\cellx2000\cellx4000\cellx6000\pard\intbl\cell 3\cell 4\cell\row\pard {escaped('二、其他')}\par}}"
    )
    document = read(body.encode("gbk"))
    assert document.media_type == "application/rtf"
    assert lines(document) == ["泽城市2020年年度报告", "二、其他"]
    assert grids(document) == [(("信息内容", "数量", "数量"), ("规章", "12", "0"), ("规章", "3", "4"))]


def test_a_workbook_is_a_table_with_its_merged_cells_and_shown_figures() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["指标", "数量", None])
    sheet.append(["收费", 12.5, 0])
    sheet["B2"].number_format = "0.00"
    sheet.append(["比例", 0.648, 7.0])
    sheet["B3"].number_format = "0.0%"
    sheet.merge_cells("B1:C1")
    buffer = io.BytesIO()
    book.save(buffer)
    document = read(buffer.getvalue())
    assert document.medium == "sheet"
    assert grids(document) == [(("指标", "数量", "数量"), ("收费", "12.50", "0"), ("比例", "64.8%", "7"))]


def packed(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def test_the_one_document_in_a_zip_file_is_read() -> None:
    assert lines(read(packed(a_txt="一、总体情况".encode()))) == ["一、总体情况"]


def test_a_zip_file_with_several_documents_is_not_guessed_at() -> None:
    with pytest.raises(UnsupportedDocument, match="2 files"):
        read(packed(a_txt=b"x", b_txt=b"y"))


def test_a_zip_bomb_stops_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(DocumentTooLarge):
        read(packed(word__document_xml=b" " * 3_000_000))


def test_a_web_archive_is_read_as_its_page() -> None:
    body = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>一、总体情况</p></body></html>\r\n--b--\r\n'
    assert lines(read(body.encode("gbk"))) == ["一、总体情况"]


@pytest.mark.parametrize(
    "shell", ["<frameset><frame src='cid:b'></frameset>", "<ul><li><a href='/'>首页</a></li></ul>"]
)
def test_of_a_web_archive_whose_page_is_but_a_frame_the_frame_that_shows_most_is_read(shell: str) -> None:
    parts = "".join(
        f'--b\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n<html><body>{inside}</body></html>\r\n'
        for inside in (shell, "<p>一、总体情况</p><p>全年工作平稳。</p>", "<p>访问量</p>")
    )
    body = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n{parts}--b--\r\n'
    assert lines(read(body.encode())) == ["一、总体情况", "全年工作平稳。"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html><body>x</body></html>", "html"),
        ("\ufeff<!DOCTYPE html><p>x".encode("utf-16-le"), "html"),
        (b"  {\\rtf1 x}", "rtf"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (OLE, "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600), "xls"),
        ("某市年报\n一、概述".encode("gbk"), "text"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "word_xml",
        ),
    ],
)
def test_the_kind_is_told_by_the_bytes_whatever_the_header_says(body: bytes, kind: str) -> None:
    assert kind_of(body, "application/pdf") == kind


def test_word_s_one_file_xml_is_read() -> None:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="urn:x"><w:body><wx:sect>'
        "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p></wx:sect></w:body></w:wordDocument>"
    )
    assert lines(read(body.encode())) == ["一、总体情况"]


def test_an_old_word_file_without_libreoffice_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnsupportedDocument, match="LibreOffice"):
        read(OLE)


def test_an_old_word_file_is_read_through_libreoffice_with_a_profile_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = docx.Document()
    made.add_paragraph("一、总体情况")
    (tmp_path / "converted.docx").write_bytes(saved(made))
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nmkdir -p "$8" && cp {tmp_path}/converted.docx "$8/document.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    document = read(OLE)
    assert lines(document) == ["一、总体情况"]
    assert document.media_type == "application/msword"
    assert "-env:UserInstallation=file:///" in (tmp_path / "arguments").read_text()


def test_libreoffice_giving_nothing_is_damage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho 'source file could not be loaded' >&2\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(DamagedDocument, match="could not be loaded"):
        read(OLE)


@pytest.mark.parametrize(
    "body",
    [b"PK\x03\x04" + b"x" * 100, packed(word__document_xml=b"<w"), packed(word__other_xml=b"<a/>"), b"{\\rtf1 }"],
)
def test_broken_files_are_damaged(body: bytes) -> None:
    with pytest.raises(DamagedDocument):
        read(body)


def test_bytes_of_no_known_kind_are_unsupported() -> None:
    with pytest.raises(UnsupportedDocument):
        read(bytes(range(256)) * 20)


def test_a_web_archive_of_parts_within_parts_without_end_is_too_large() -> None:
    parts = "".join(f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3_000))
    with pytest.raises(DocumentTooLarge):
        read_document(f"MIME-Version: 1.0\r\n{parts}".encode(), url=URL)


def test_a_grid_that_few_cells_span_is_too_large() -> None:
    wide, narrow = r"\intbl" + r"\cell" * 1_500 + r"\row", r"\intbl\cell\cell\row"
    with pytest.raises(DocumentTooLarge):
        read_document(("{\\rtf1 \\trowd\\cellx100\\cellx200" + wide + narrow * 2_000 + "}").encode(), url=URL)
