"""What Word and RTF print of raised notes, fields, tracked changes, hidden text, boxes and tables in tables."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipelines.blocks import Document, Paragraph, TableBlock
from pipelines.document import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f'<w:styles {W}><w:style w:type="character" w:styleId="Base"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Mark"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Form"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


def word(
    body: str, *, styles: str = STYLES, footnotes: str = "", parts: dict[str, str | bytes] | None = None
) -> Document:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", styles)
        if footnotes:
            package.writestr("word/footnotes.xml", f"<w:footnotes {W}>{footnotes}</w:footnotes>")
        for name, part in (parts or {}).items():
            package.writestr(name, part)
    return read_document(buffer.getvalue(), url="http://example.gov.cn/a.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.grid() for block in document.blocks if isinstance(block, TableBlock)]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:vertAlign w:val="superscript"/>',
        '<w:rStyle w:val="Base"/>',
        '<w:rStyle w:val="Mark"/>',
        '<w:position w:val="6"/>',
    ],
)
def test_a_raised_digit_behind_a_figure_stays_raised(properties: str) -> None:
    assert lines(word(paragraph(run("5"), run("1", properties)))) == ["5¹"]


def test_a_lowered_digit_stays_low_and_a_style_may_be_undone() -> None:
    lowered = run("2", '<w:vertAlign w:val="subscript"/>')
    plain = run("3", '<w:rStyle w:val="Mark"/><w:vertAlign w:val="baseline"/>')
    assert lines(word(paragraph(run("7"), lowered, plain))) == ["7₂3"]


def test_a_footnote_s_number_is_no_digit_and_its_text_stands_at_the_end() -> None:
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>不印</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", run("含转办2件"))}</w:footnote>'
    )
    made = word(
        table(row(cell(paragraph(run("新收"))), cell(paragraph(run("12"), reference)))) + paragraph(run("完")),
        footnotes=notes,
    )
    assert grids(made) == [(("新收", "12"),)]
    assert lines(made) == ["完", "含转办2件"]


def test_a_field_prints_its_result_and_never_its_code() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>"
    inner = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate") + run("9") + mark("end")
    field = mark("begin") + code + inner + mark("separate") + run("41") + mark("end")
    assert lines(word(paragraph(run("共"), field, run("件")))) == ["共41件"]
    assert lines(word(paragraph(run("甲"), mark("begin"), run("乙")) + paragraph(run("丙")))) == ["甲", "丙"]


def test_tracked_deletions_are_gone_with_their_rows_and_cells_and_insertions_stand() -> None:
    deleted = "<w:del><w:r><w:t>3</w:t></w:r></w:del><w:moveFrom><w:r><w:t>4</w:t></w:r></w:moveFrom>"
    kept = "<w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:moveTo><w:r><w:t>6</w:t></w:r></w:moveTo>"
    made = word(
        table(
            row(cell(paragraph(run("甲"))), cell(paragraph(deleted, kept))),
            row(cell(paragraph(run("乙"))), cell(paragraph(run("7"))), properties="<w:del/>"),
            row(
                cell(paragraph(run("丙"))),
                cell(paragraph(run("8")), properties="<w:cellDel/>"),
                cell(paragraph(run("9"))),
            ),
        )
    )
    assert grids(made) == [(("甲", "56"), ("丙", "9"))]


def test_text_hidden_by_its_run_or_its_style_is_not_read() -> None:
    assert lines(word(paragraph(run("1"), run("2", "<w:vanish/>"), run("3", '<w:rStyle w:val="Gone"/>')))) == ["1"]


def test_a_paragraph_hidden_by_its_style_is_not_read_but_for_runs_that_say_they_are_shown() -> None:
    form = '<w:pPr><w:pStyle w:val="Form"/></w:pPr>'
    assert lines(word(paragraph(form, run("1"), run("2", '<w:vanish w:val="0"/>')))) == ["2"]


@pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>"])
def test_a_figure_struck_through_by_hand_does_not_run_into_the_one_that_stands_for_it(strike: str) -> None:
    assert lines(word(paragraph(run("9", strike), run("12")))) == ["9 12"]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p>"
    assert lines(word(joined + joined + paragraph(run("2")) + paragraph(run("3")) + joined)) == ["112", "3", "1"]


@pytest.mark.parametrize(("behind", "shown"), [("", "1. 25件"), ('<w:suff w:val="nothing"/>', "1.25件")])
def test_the_number_of_a_list_stands_apart_from_a_figure_as_word_sets_it_apart(behind: str, shown: str) -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>{behind}'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    made = word(
        paragraph(listed, run("25件")) + paragraph(listed, run("公开")), parts={"word/numbering.xml": numbering}
    )
    assert lines(made) == [shown, "2.公开"]


def taking_in(name: str, body: str | bytes) -> Document:
    """A Word file that takes in another file between two paragraphs."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c1" Type="x/aFChunk" Target="{name}"/></Relationships>'
    )
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="c1"/>'
    return word(
        paragraph(run("甲")) + chunk + paragraph(run("乙")),
        parts={"word/_rels/document.xml.rels": relations, f"word/{name}": body},
    )


def inner_word(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return buffer.getvalue()


INNER = table(
    row(cell(paragraph(run("丁"))), cell(paragraph(run("3")))),
    row(cell(paragraph(run("戊"))), cell(paragraph(run("4")))),
)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (
            "a.htm",
            "<html><body><p>丙</p><table><tr><td>丁</td><td>3</td></tr><tr><td>戊</td><td>4</td></tr></table></body></html>",
        ),
        (
            "a.rtf",
            r"{\rtf1\ansi \u19993?\par\trowd\cellx1000\cellx2000\intbl \u19969?\cell 3\cell\row \u25098?\cell 4\cell\row}",
        ),
        ("a.docx", inner_word(paragraph(run("丙")) + INNER)),
    ],
)
def test_a_whole_file_that_a_word_file_takes_in_stands_where_it_is_named(name: str, body: str | bytes) -> None:
    made = taking_in(name, body)
    assert lines(made) == ["甲", "丙", "乙"]
    assert grids(made) == [(("丁", "3"), ("戊", "4"))]


def test_a_file_taken_in_that_cannot_be_read_or_takes_in_others_gives_nothing() -> None:
    assert lines(taking_in("a.docx", b"PK\x03\x04 broken")) == ["甲", "乙"]
    assert lines(taking_in("a.docx", inner_word('<w:altChunk r:id="c1" xmlns:r="x"/>' + paragraph(run("丙"))))) == [
        "甲",
        "丙",
        "乙",
    ]


def test_merged_cells_content_controls_and_a_table_in_a_cell() -> None:
    inner = table(row(cell(paragraph(run("内"))), cell(paragraph(run("1")))), row(cell(paragraph(run("外")))))
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{row(cell(paragraph(run('丙'))), cell(paragraph(run('4'))), cell(inner))}</w:sdtContent></w:sdt>"
    made = word(
        table(
            row(
                cell(paragraph(run("甲")), properties='<w:vMerge w:val="restart"/>'),
                cell(paragraph(run("2")), properties='<w:gridSpan w:val="2"/>'),
            ),
            row(cell(paragraph(), properties="<w:vMerge/>"), cell(paragraph(run("3"))), cell(paragraph())),
            control,
        )
    )
    assert grids(made) == [(("甲", "2", "2"), ("甲", "3", ""), ("丙", "4", "内 1\n外"))]


def test_a_text_box_inside_a_text_box_is_read_once() -> None:
    def box(content: str) -> str:
        return f"<w:r><w:drawing><w:txbxContent>{content}</w:txbxContent></w:drawing></w:r>"

    assert lines(word(paragraph(run("外"), box(paragraph(run("中"), box(paragraph(run("里")))))))) == ["外", "中", "里"]


def rtf(body: str) -> Document:
    return read_document(("{\\rtf1\\ansi\\ansicpg936 " + body + "}").encode("gbk"), url="http://example.gov.cn/a.doc")


@pytest.mark.parametrize("raised", [r"{\super 1}", r"\super 1\nosupersub ", r"\super 1\plain ", r"{\up6 1}"])
def test_a_raised_digit_of_an_rtf_stays_raised(raised: str) -> None:
    assert lines(rtf(rf"\pard 5{raised}\par 6{{\sub 2}}7\par")) == ["5¹", "6₂7"]


def test_a_footnote_of_an_rtf_is_no_part_of_the_cell_it_is_noted_in() -> None:
    made = rtf(
        r"\trowd\cellx2000\cellx4000\pard\intbl A\cell 12{\super\chftn{\footnote\pard\plain{\super\chftn} 3 more\par}}\cell\row"
        r"\pard B\par"
    )
    assert grids(made) == [(("A", "12"),)]
    assert lines(made) == ["B", "3 more"]


def test_deleted_and_hidden_words_of_an_rtf_are_gone_and_plain_ends_both() -> None:
    assert lines(rtf(r"\pard 1{\deleted 2}{\revised 3}\v 4\plain 5\deleted 6\plain 7\par")) == ["1357"]


@pytest.mark.parametrize("struck", [r"{\strike 9}", r"\strike 9\strike0 ", r"\strike 9\plain "])
def test_a_figure_of_an_rtf_that_is_struck_through_stays_apart(struck: str) -> None:
    assert lines(rtf(rf"\pard {struck}12\par")) == ["9 12"]


def test_a_field_and_a_shape_of_an_rtf_print_once() -> None:
    field = r"{\field{\*\fldinst{ =SUM(ABOVE) }}{\fldrslt 41}}"
    shape = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 9}}{\shptxt \pard boxed\par}}{\shprslt{\pict 00ff}\pard boxed\par}}"
    assert lines(rtf(rf"\pard {field}\par {shape}\par")) == ["41", "boxed"]
