"""A report as a Word document, set the way a clerk sets it, and its export to PDF."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from tests.variety.mangled.files import Part
from tests.variety.mangled.grids import Grid

SERIF, SANS, LATIN = "Noto Serif CJK SC", "Noto Sans CJK SC", "Liberation Serif"


@dataclass(frozen=True)
class Desk:
    """Sizes are points, lengths centimetres.

    `borders`: all; sides (no outer left and right rule); three (head and foot only); across (between rows); none; heavy (a
    thick outer frame). `again`: the head rows stand again on each page. `upright`: a row label of one column is written
    downwards. `apart`: short heads have spaces between their letters. `stacked`: long heads are broken by hand.
    """

    body: float = 16.0
    table: float = 10.5
    leading: float = 28.0
    paper: tuple[float, float] = (21.0, 29.7)
    side: float = 2.6
    borders: str = "all"
    again: bool = False
    whole_rows: bool = True
    landscape: bool = False
    upright: bool = False
    apart: bool = False
    stacked: bool = False
    cover: bool = False
    red_head: bool = False
    folio: str = "— {} —"
    running: str = ""
    row_height: float | None = None
    labels: tuple[float, float, float] = (1.1, 1.6, 4.2)
    serif: bool = True
    figures: str = "center"


def prose(rng: random.Random, year: int, place: str) -> list[str]:
    """Paragraphs of the usual kind whose numbers are no figures that a form asks for."""
    several = [
        f"{year}年，{place}坚持以习近平新时代中国特色社会主义思想为指导，围绕中心、服务大局，不断提升政务公开的标准化、规范化水平。",
        "（一）主动公开。严格落实主动公开基本目录，聚焦重点领域，及时更新栏目内容，全面推进基层政务公开标准化规范化建设。",
        "（二）依申请公开。畅通受理渠道，健全登记、审核、办理、答复、归档制度，依法保障公众的合法权益。",
        "（三）政府信息管理。严格执行信息发布审查制度，对公开属性逐一审定，做到先审查、后公开、一事一审。",
        "（四）平台建设。优化门户网站栏目设置，做好政务新媒体的日常监管，清理长期不更新的账号。",
        "（五）监督保障。将政务公开纳入年度考核，指标权重为4%；组织业务交流，对26个重点单位开展了抽查。",
        "全年未发生因政务公开工作不力而被追究责任的情形，社会评议结果总体良好。",
    ]
    return several[: rng.randint(4, len(several))]


def docx_of(parts: Sequence[Part], title: str, desk: Desk, issuer: str, signed: str) -> bytes:
    document = docx.Document()
    _page(document.sections[0], desk, wide=False)
    normal = document.styles["Normal"]
    normal.font.size = Pt(desk.body)
    _font(normal.element.get_or_add_rPr(), desk)
    if desk.running:
        _line(document.sections[0].header.paragraphs[0], desk.running, 9, WD_ALIGN_PARAGRAPH.CENTER)
    if desk.folio:
        _folio(document, desk.folio)
    if desk.cover:
        for words, size in (("", 26), ("", 26), (title, 28), ("", 26), (issuer, 18), (signed, 18)):
            _line(document.add_paragraph(), words, size, WD_ALIGN_PARAGRAPH.CENTER)
        document.add_page_break()
    if desk.red_head:
        _line(document.add_paragraph(), issuer + "文件", 30, WD_ALIGN_PARAGRAPH.CENTER)
        _line(document.add_paragraph(), f"{issuer[:1]}府〔{signed[:4]}〕3号", desk.body, WD_ALIGN_PARAGRAPH.CENTER)
    _line(document.add_paragraph(), title, 22, WD_ALIGN_PARAGRAPH.CENTER)
    wide = False
    for part in parts:
        turned = desk.landscape and isinstance(part, Grid)
        if turned != wide:
            _page(document.add_section(WD_SECTION.NEW_PAGE), desk, wide=turned)
            wide = turned
        if isinstance(part, Grid):
            _table(document, part, desk, wide=wide)
        else:
            _paragraph(document, part, desk)
    for words in (issuer, signed):
        _line(document.add_paragraph(), words, desk.body, WD_ALIGN_PARAGRAPH.RIGHT)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section: object, desk: Desk, *, wide: bool) -> None:
    width, height = desk.paper[::-1] if wide else desk.paper
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT  # type: ignore[attr-defined]
    section.page_width, section.page_height = Cm(width), Cm(height)  # type: ignore[attr-defined]
    section.left_margin = section.right_margin = Cm(desk.side)  # type: ignore[attr-defined]
    section.top_margin, section.bottom_margin = Cm(3.7 if not wide else 2.5), Cm(3.0 if not wide else 2.0)  # type: ignore[attr-defined]


def _font(properties: object, desk: Desk) -> None:
    fonts = OxmlElement("w:rFonts")
    for place in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(place), LATIN)
    fonts.set(qn("w:eastAsia"), SERIF if desk.serif else SANS)
    properties.append(fonts)  # type: ignore[attr-defined]


def _line(paragraph: object, words: str, size: float, align: object) -> None:
    run = paragraph.add_run(words)  # type: ignore[attr-defined]
    run.font.size = Pt(size)
    paragraph.alignment = align  # type: ignore[attr-defined]
    paragraph.paragraph_format.space_after = Pt(6)  # type: ignore[attr-defined]


def _paragraph(document: Docx, words: str, desk: Desk) -> None:
    paragraph = document.add_paragraph(words)
    form = paragraph.paragraph_format
    form.first_line_indent = Pt(2 * desk.body)
    form.line_spacing = Pt(desk.leading)
    form.space_after = Pt(0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if words[:2] in ("一、", "二、", "三、", "四、", "五、", "六、"):
        paragraph.runs[0].bold = True


def _folio(document: Docx, manner: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, after = manner.partition("{}")
    paragraph.add_run(before)
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind is None:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
    paragraph.add_run(after)


def _table(document: Docx, part: Grid, desk: Desk, *, wide: bool) -> None:
    table = document.add_table(len(part.rows), part.width)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    room = (desk.paper[1] if wide else desk.paper[0]) - 2 * desk.side
    widths = _widths(part, room, desk)
    _margins(table, 0.08 if part.width > 9 else 0.19)
    _edges(table, desk.borders, _heads(part))
    matrix = [list(table.rows[r].cells) for r in range(len(part.rows))]
    for r, row in enumerate(part.anchors()):
        for cell, high, across in row:
            c = part.rows[r].index(cell)
            target = matrix[r][c]
            if high * across > 1:
                target = target.merge(matrix[r + high - 1][c + across - 1])
            text = cell.text
            if desk.stacked and cell.head and across == 1 and len(text) >= 4:
                text = "\n".join(text[at : at + 2] for at in range(0, len(text), 2))
            if desk.apart and 1 < len(text) <= 3 and not text.isascii() and cell.key is None:
                text = " ".join(text)
            _fill(target, text, desk, figure=cell.key is not None, downwards=desk.upright and high > 8)
    for r, made in enumerate(table.rows):
        for c, width in enumerate(widths):
            matrix[r][c].width = Cm(width)
        properties = made._tr.get_or_add_trPr()
        if desk.whole_rows:
            properties.append(OxmlElement("w:cantSplit"))
        if desk.again and r < _heads(part):
            properties.append(OxmlElement("w:tblHeader"))
        if desk.row_height:
            height = OxmlElement("w:trHeight")
            height.set(qn("w:val"), str(round(desk.row_height * 567)))
            height.set(qn("w:hRule"), "atLeast")
            properties.append(height)
    grid = table._tbl.tblGrid
    for column, width in zip(grid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(round(width * 567)))
    document.add_paragraph().paragraph_format.line_spacing = Pt(12)


def _heads(part: Grid) -> int:
    return next((r for r, row in enumerate(part.rows) if not any(cell is not None and cell.head for cell in row)), 0)


def _widths(part: Grid, room: float, desk: Desk) -> list[float]:
    if part.width == 10:
        one, two, three = desk.labels
        rest = (room - one - two - three) / 7
        return [one, two, three, *([rest] * 7)]
    if part.width == 3:
        return [room * 0.66, room * 0.14, room * 0.2]
    return [room / part.width] * part.width


def _margins(table: Table, side: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for name in ("left", "right"):
        edge = OxmlElement(f"w:{name}")
        edge.set(qn("w:w"), str(round(side * 567)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _edges(table: Table, borders: str, heads: int) -> None:
    sizes = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), 4)
    if borders in ("sides", "across", "three", "none"):
        sizes["left"] = sizes["right"] = 0
    if borders in ("across", "three", "none"):
        sizes["insideV"] = 0
    if borders in ("three", "none"):
        sizes["insideH"] = 0
    if borders == "none":
        sizes["top"] = sizes["bottom"] = 0
    if borders == "heavy":
        sizes |= dict.fromkeys(("top", "left", "bottom", "right"), 12)
    made = OxmlElement("w:tblBorders")
    for name, size in sizes.items():
        edge = OxmlElement(f"w:{name}")
        edge.set(qn("w:val"), "single" if size else "nil")
        edge.set(qn("w:sz"), str(size))
        made.append(edge)
    table._tbl.tblPr.append(made)
    if borders == "three" and heads:
        for cell in table.rows[heads - 1].cells:
            _under(cell)


def _under(cell: _Cell) -> None:
    edges = OxmlElement("w:tcBorders")
    edge = OxmlElement("w:bottom")
    edge.set(qn("w:val"), "single")
    edge.set(qn("w:sz"), "4")
    edges.append(edge)
    cell._tc.get_or_add_tcPr().append(edges)


def _fill(cell: _Cell, text: str, desk: Desk, *, figure: bool, downwards: bool) -> None:
    paragraph = cell.paragraphs[0]
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    paragraph.paragraph_format.space_after = Pt(0)
    short = len(text) <= 12
    align = desk.figures if figure else ("center" if short else "left")
    paragraph.alignment = {
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]
    run = paragraph.add_run(text)
    run.font.size = Pt(desk.table)
    properties = cell._tc.get_or_add_tcPr()
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    if downwards:
        way = OxmlElement("w:textDirection")
        way.set(qn("w:val"), "tbRlV")
        properties.append(way)
    properties.append(middle)
