"""Word files of today (.docx, and Word's one-file XML): paragraphs with their automatic numbers, tables, text boxes, notes.

Read from the XML itself (ECMA-376 part 1, section 17), by local names, so that transitional, strict and 2003 files are one.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipelines.blocks import Block, Cell, Document, Image, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.cell_lines import in_a_cell
from pipelines.readers.docx_chunks import Chunks
from pipelines.readers.docx_numbering import Numbering
from pipelines.readers.docx_pictures import Pictures
from pipelines.readers.docx_runs import SILENT, Runs
from pipelines.readers.packages import Package, parse_xml
from pipelines.readers.whitespace import fold
from pipelines.readers.word_pictures import read_from_pictures
from pipelines.readers.wordml import attribute, child, children_through, first, name_of, number, text_value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_NESTING = 60


def read(body: bytes, *, kind: str, url: str, inside: bool = False) -> Document:
    """A .docx, or with kind `word_xml` a Word file saved as one XML, as a Document. `inside`: it is part of another one."""
    package = None if kind == "word_xml" else Package(body)
    main_part = _main_part(package) if package is not None else ""
    if package is None:
        root = parse_xml(body, "the Word XML file")
        styles = first(root, "styles")
        numbering, notes = Numbering(first(root, "numbering") or first(root, "lists")), []
        media_type = "application/xml"
    else:
        document = package.xml(main_part)
        if document is None:
            raise DamagedDocument("the Word file has no document part")
        root = document
        styles = package.xml("word/styles.xml")
        numbering = Numbering(package.xml("word/numbering.xml"), styles)
        notes = [
            note for name in ("word/footnotes.xml", "word/endnotes.xml") if (note := package.xml(name)) is not None
        ]
        media_type = MEDIA_TYPE
    main = first(root, "body")
    if main is None:
        raise DamagedDocument("the Word file has no body")
    reader = _Reader(numbering, Runs(styles), Pictures(package, main_part), Chunks(package, main_part, inside, url))
    reader.read_container(main, 0)
    for note in notes:
        for item in note:
            if name_of(item) in ("footnote", "endnote") and attribute(item, "type") is None:
                reader.read_container(item, 0)
    return read_from_pictures(Document("word", media_type, None, tuple(reader.blocks)))


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


@dataclass(slots=True)
class _Open:
    """A cell whose rows below may continue it."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int
    place: Place


class _Reader:
    def __init__(self, numbering: Numbering, runs: Runs, pictures: Pictures, chunks: Chunks) -> None:
        self.numbering = numbering
        self.runs = runs
        self.pictures = pictures
        self.chunks = chunks
        self.joined = ""  # text of a paragraph whose mark a tracked change deletes: the next one goes on with it
        self.blocks: list[Block] = []
        self.paragraphs = 0
        self.tables = 0

    def read_container(self, container: etree._Element, depth: int) -> None:
        """Paragraphs and tables below a body, cell, note or text box, whatever wraps them (sections, content controls)."""
        if depth > MAX_NESTING:
            raise DocumentTooLarge("the Word file nests too deep")
        for item in container:
            name = name_of(item)
            if name == "p":
                self.read_paragraph(item, depth)
            elif name == "tbl":
                self.read_table(item, depth)
            elif name == "altchunk":
                self.blocks += self.chunks.of(item)
            elif name == "alternatecontent":
                chosen = child(item, "choice")
                self.read_container(chosen if chosen is not None else item, depth + 1)
            elif name not in SILENT:
                self.read_container(item, depth + 1)
        if len(self.blocks) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the Word file has more than {bounds.MAX_BLOCKS} paragraphs")

    def read_paragraph(self, paragraph: etree._Element, depth: int) -> None:
        self.paragraphs += 1
        place = Place(path=f"paragraph {self.paragraphs}")
        boxes: list[etree._Element] = []
        parts: list[str] = []
        images: list[bytes | None] = []
        for kind, value in self.runs.of(paragraph):
            if kind == "text":
                parts.append(str(value))
            elif not isinstance(value, str):
                if kind == "box":
                    boxes.append(value)
                else:
                    images += self.pictures.of(value)
        text = self.joined + "".join(parts)
        self.joined = text if _goes_on(paragraph) else ""
        if self.joined:
            text = ""
        printed = self.numbering.next_label(paragraph, text) if text.strip() else ""
        heading = self.numbering.heading_level(paragraph)
        for index, line in enumerate(text.split("\n")):
            line = fold((printed if index == 0 else "") + line)
            if line:
                self.blocks.append(Paragraph(line, heading, place))
        self.blocks.extend(Image(None, place=place, body=body) for body in images)
        for box in boxes:
            self.read_container(box, depth + 1)

    def read_table(self, table: etree._Element, depth: int) -> None:
        self.tables += 1
        ordinal = self.tables
        cells: list[_Open] = []
        open_cells: dict[int, _Open] = {}
        width = covered = 0
        rows = [row for row in children_through(table, "tr", MAX_NESTING) if child(child(row, "trpr"), "del") is None]
        if all(len(_cells(row)) < 2 for row in rows):
            # One column is a frame around text, not data.
            for row in rows:
                for cell in _cells(row):
                    self.read_container(cell, depth + 1)
            return
        loose: list[Block] = []
        for row_number, row in enumerate(rows):
            properties = child(row, "trpr")
            column = number(properties, "gridbefore", 0)
            still_open: dict[int, _Open] = {}
            for cell in _cells(row):
                own = child(cell, "tcpr")
                span = min(max(number(own, "gridspan", 1), 1), bounds.MAX_SPAN)
                covered += span
                if covered > bounds.MAX_TABLE_CELLS or column + span > bounds.MAX_TABLE_COLUMNS:
                    raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_CELLS} cells")
                text, images = self.cell_text(cell, depth)
                loose.extend(images)
                merge = _merge(own)
                above = open_cells.get(column)
                if merge == "continue" and above is not None and above.colspan == span:
                    above.rowspan = row_number - above.row + 1
                    above.text = "\n".join(part for part in (above.text, text) if part)
                    still_open[column] = above
                elif _continues_left(own) and cells and cells[-1].row == row_number:
                    cells[-1].colspan += span
                    cells[-1].text = "\n".join(part for part in (cells[-1].text, text) if part)
                else:
                    place = Place(path=f"table {ordinal} row {row_number + 1} cell {column + 1}")
                    opened = _Open(text, row_number, column, 1, span, place)
                    cells.append(opened)
                    if merge is not None:
                        still_open[column] = opened
                column += span
            open_cells = still_open
            width = max(width, column)
        built = tuple(Cell(c.text, c.row, c.column, c.rowspan, c.colspan, c.place) for c in cells)
        self.blocks.append(TableBlock(built, len(rows), width, place=Place(path=f"table {ordinal}")))
        self.blocks.extend(loose)

    def cell_text(self, cell: etree._Element, depth: int) -> tuple[str, list[Image]]:
        """A cell's text by lines, a table inside it row by row, and its images."""
        outer, self.blocks = self.blocks, []
        self.read_container(cell, depth + 1)
        inner, self.blocks = self.blocks, outer
        return in_a_cell(inner)


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether a tracked change deletes the paragraph's mark, so that the next paragraph goes on in its line (17.13.5.15)."""
    following = paragraph.getnext()
    mark = child(child(paragraph, "ppr"), "rpr")
    return following is not None and name_of(following) == "p" and child(mark, "del") is not None


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, without those that a tracked change deletes."""
    cells = children_through(row, "tc", MAX_NESTING)
    return [cell for cell in cells if child(child(cell, "tcpr"), "celldel") is None]


def _merge(properties: etree._Element | None) -> str | None:
    value = text_value(properties, "vmerge")
    return None if value is None else value or "continue"


def _continues_left(properties: etree._Element | None) -> bool:
    value = text_value(properties, "hmerge")
    return value is not None and (value or "continue") == "continue"
