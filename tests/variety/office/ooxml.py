"""A .docx written part by part, so that anything that Word can put into one can be put into it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.variety.mangled.grids import Cell, Grid

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
BY = 'w:id="7" w:author="张三" w:date="2022-01-10T09:00:00Z"'
PARTS = {
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "comments": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    "numbering": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
    "header1": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    "footer1": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    "styles": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
}
Inside = Callable[[Cell], str]


def run(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, marks: str = "") -> str:
    return f"<w:p><w:pPr>{marks}</w:pPr>{''.join(runs)}</w:p>"


def line(text: str) -> str:
    return paragraph(run(text))


def inserted(text: str) -> str:
    return f"<w:ins {BY}>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def hidden(text: str) -> str:
    return run(text, "<w:vanish/>")


def field(code: str, result: str) -> str:
    """A complex field: begin, code, separate, result, end."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        mark("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        + mark("separate")
        + run(result)
        + mark("end")
    )


def simple_field(code: str, result: str) -> str:
    return f'<w:fldSimple w:instr=" {escape(code)} ">{run(result)}</w:fldSimple>'


def footnote(number: int) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def footnotes(*texts: str) -> str:
    made = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    for number, text in enumerate(texts, 1):
        made += f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p></w:footnote>'
    return f"<w:footnotes {NAMES}>{made}</w:footnotes>"


def commented(number: int, inside: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def comments(*texts: str) -> str:
    made = "".join(
        f'<w:comment w:id="{number}" w:author="李四" w:initials="L">{line(text)}</w:comment>'
        for number, text in enumerate(texts, 1)
    )
    return f"<w:comments {NAMES}>{made}</w:comments>"


def text_box(*texts: str) -> str:
    """As Word writes it: a shape for itself, and the same in VML for older versions."""
    inside = "".join(line(text) for text in texts)
    return paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>'
        f"{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def plain_cell(cell: Cell) -> str:
    return line(cell.text)


def table(grid: Grid, inside: Inside = plain_cell, *, row_marks: Callable[[int], str] = lambda row: "") -> str:
    """gridSpan for width, vMerge for height; `row_marks` go into a row's properties."""
    starts: dict[tuple[int, int], tuple[Cell, int, int]] = {}
    covered: dict[tuple[int, int], int] = {}
    for r, cells in enumerate(grid.anchors()):
        places = iter(c for c in range(grid.width) if (r, c) not in covered)
        for cell, high, wide in cells:
            c = next(places)
            for _ in range(wide - 1):
                next(places)
            starts[(r, c)] = (cell, high, wide)
            covered |= {(r + d, c): wide for d in range(1, high)}
            covered |= {(r + d, c + w): 0 for d in range(high) for w in range(1, wide)}
            covered.setdefault((r, c), -1)
    rows = ""
    for r in range(len(grid.rows)):
        made = ""
        for c in range(grid.width):
            if (r, c) in starts:
                cell, high, wide = starts[(r, c)]
                merge = '<w:vMerge w:val="restart"/>' if high > 1 else ""
                made += _cell(wide, merge, inside(cell))
            elif covered.get((r, c), 0) > 0:
                made += _cell(covered[(r, c)], "<w:vMerge/>", "<w:p/>")
        rows += f"<w:tr><w:trPr>{row_marks(r)}</w:trPr>{made}</w:tr>"
    columns = '<w:gridCol w:w="800"/>' * grid.width
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl><w:p/>'
    )


def _cell(wide: int, merge: str, inside: str) -> str:
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside}</w:tc>"


def numbering(*formats: tuple[str, str]) -> str:
    """A list for each (numFmt, lvlText), numbered from 1."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for n, (form, text) in enumerate(formats, 1)
    )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(formats) + 1)
    )
    return f"<w:numbering {NAMES}>{abstract}{numbers}</w:numbering>"


def numbered(text: str, number: int) -> str:
    return paragraph(run(text), marks=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def document(body: str, **parts: str) -> bytes:
    """The file; `parts` are whole XML documents named as in PARTS."""
    kinds = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{PARTS[name]}"/>' for name in parts)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{name.rstrip("1")}" Target="{name}.xml"/>'
        for n, name in enumerate(parts, 1)
    )
    marks = "".join(
        f'<w:{name[:-1]}Reference w:type="default" r:id="rId{n}"/>'
        for n, name in enumerate(parts, 1)
        if name in ("header1", "footer1")
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    files = {
        "[Content_Types].xml": f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        f"{kinds}</Types>",
        "_rels/.rels": f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{links}</Relationships>',
        "word/document.xml": f"{head}<w:document {NAMES}><w:body>{body}<w:sectPr>{marks}"
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
        **{f"word/{name}.xml": head + xml for name, xml in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()
