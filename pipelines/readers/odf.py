"""OpenDocument files (.odt, .ods; ISO/IEC 26300), read from their own XML: text with its tables, or sheets.

    read(body) -> Document          paragraphs, tables, images of a text; the visible sheets of a spreadsheet

Headers and footers stand in another part of the package and are not read; what a tracked change deleted, comments and hidden
text are not shown and not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipelines.blocks import Block, Cell, Document, Image, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds, odf_sheet, sheet_layout
from pipelines.readers.cell_lines import in_a_cell
from pipelines.readers.odf_text import Styles, count, inside
from pipelines.readers.packages import Package
from pipelines.readers.whitespace import fold
from pipelines.readers.word_pictures import read_from_pictures
from pipelines.readers.wordml import attribute, first, name_of

TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
MAX_NESTING = 60
# What is no text of the page: changes, comments, declarations, forms.
_SILENT = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls", "forms")
)
_ROW_GROUPS = frozenset(("table-header-rows", "table-rows", "table-row-group"))


def read(body: bytes, *, kind: str, url: str) -> Document:
    """An OpenDocument text or spreadsheet as a Document. UnsupportedDocument for a drawing, a presentation, a locked file."""
    package = Package(body)
    content = package.xml("content.xml")
    if content is None:
        raise DamagedDocument("the OpenDocument file has no content.xml")
    if name_of(content) != "document-content":
        raise UnsupportedDocument("an OpenDocument file that is encrypted or of no kind known here")
    styles = Styles(content, package.xml("styles.xml"))
    main = first(content, "body")
    for part in main if main is not None else ():
        if name_of(part) == "text":
            reader = _Reader(styles, package)
            reader.read_container(part, 0)
            for note in reader.notes:
                reader.read_container(note, 0)
            return read_from_pictures(Document("word", TEXT, None, tuple(reader.blocks)))
        if name_of(part) == "spreadsheet":
            return Document("sheet", SHEET, None, tuple(sheet_layout.of_sheets(odf_sheet.sheets(part, styles))))
    raise UnsupportedDocument("an OpenDocument file that is neither a text nor a spreadsheet")


class _Reader:
    def __init__(self, styles: Styles, package: Package) -> None:
        self.styles = styles
        self.package = package
        self.blocks: list[Block] = []
        self.notes: list[etree._Element] = []
        self.paragraphs = 0
        self.tables = 0

    def read_container(self, container: etree._Element, depth: int) -> None:
        """Paragraphs and tables below a body, cell, section, list or text box."""
        if depth > MAX_NESTING:
            raise DocumentTooLarge("the OpenDocument file nests too deep")
        for item in container:
            name = name_of(item)
            if name in ("p", "h"):
                self.read_paragraph(item, depth)
            elif name == "table":
                self.read_table(item, depth)
            elif name == "image":
                self.blocks.append(self.image(item, Place(path=f"paragraph {self.paragraphs}")))
            elif name not in _SILENT and not self.styles.is_hidden(item):
                self.read_container(item, depth + 1)
        if len(self.blocks) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the OpenDocument file has more than {bounds.MAX_BLOCKS} paragraphs")

    def image(self, element: etree._Element, place: Place) -> Image:
        """A picture with its bytes, where the package holds them and they can be unpacked."""
        try:
            return Image(
                None, place=place, body=self.package.read((attribute(element, "href") or "").removeprefix("./"))
            )
        except DamagedDocument:
            return Image(None, place=place)

    def read_paragraph(self, paragraph: etree._Element, depth: int) -> None:
        self.paragraphs += 1
        if self.styles.is_hidden(paragraph) or any(map(_hides, paragraph)):
            return
        place = Place(path=f"paragraph {self.paragraphs}")
        level = attribute(paragraph, "outline-level") or ""
        heading = int(level) if name_of(paragraph) == "h" and level.isascii() and level.isdigit() else None
        boxes: list[etree._Element] = []
        parts: list[str] = []
        for piece in inside(paragraph, self.styles):
            if isinstance(piece, str):
                parts.append(piece)
            elif name_of(piece) == "note-body":
                self.notes.append(piece)
            else:
                boxes.append(piece)
        for line in "".join(parts).split("\n"):
            if line := fold(line):
                self.blocks.append(Paragraph(line, heading, place))
        for box in boxes:
            if name_of(box) == "table":
                self.read_table(box, depth + 1)
            elif name_of(box) == "image":
                self.blocks.append(self.image(box, place))
            else:
                self.read_container(box, depth + 1)

    def read_table(self, table: etree._Element, depth: int) -> None:
        self.tables += 1
        ordinal = self.tables
        rows = list(_rows(table, 0))
        if all(sum(name_of(cell) == "table-cell" for cell in row) < 2 for row in rows):
            # One column is a frame around text, not data.
            for row in rows:
                for cell in row:
                    self.read_container(cell, depth + 1)
            return
        cells: list[Cell] = []
        loose: list[Block] = []
        width = covered = 0
        for at, row in enumerate(rows):
            column = 0
            for cell in row:
                times = count(cell, "number-columns-repeated", bounds.MAX_TABLE_COLUMNS + 1)
                if name_of(cell) == "table-cell":
                    down = count(cell, "number-rows-spanned", bounds.MAX_SPAN)
                    across = count(cell, "number-columns-spanned", bounds.MAX_SPAN)
                    text, images = self.cell_text(cell, depth)
                    loose += images
                    for _ in range(times):
                        covered += down * across
                        if covered > bounds.MAX_TABLE_CELLS or column + across > bounds.MAX_TABLE_COLUMNS:
                            raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_CELLS} cells")
                        place = Place(path=f"table {ordinal} row {at + 1} cell {column + 1}")
                        cells.append(Cell(text, at, column, min(down, len(rows) - at), across, place))
                        column += 1
                elif name_of(cell) == "covered-table-cell":
                    column += times
                width = max(width, column)
        if width > bounds.MAX_TABLE_COLUMNS:
            raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_COLUMNS} columns")
        self.blocks.append(TableBlock(tuple(cells), len(rows), width, place=Place(path=f"table {ordinal}")))
        self.blocks.extend(loose)

    def cell_text(self, cell: etree._Element, depth: int) -> tuple[str, list[Image]]:
        """A cell's text by lines, a table inside it row by row, and its images."""
        outer, self.blocks = self.blocks, []
        self.read_container(cell, depth + 1)
        inner, self.blocks = self.blocks, outer
        return in_a_cell(inner)


def _hides(field: etree._Element) -> bool:
    """Whether a field hides the paragraph that it stands in."""
    return name_of(field) == "hidden-paragraph" and attribute(field, "is-hidden") == "true"


def _rows(table: etree._Element, depth: int) -> Iterator[etree._Element]:
    """The rows that are shown, through the groups that hold them."""
    for item in table if depth < MAX_NESTING else ():
        if name_of(item) == "table-row" and attribute(item, "visibility") in (None, "visible"):
            yield item
        elif name_of(item) in _ROW_GROUPS and attribute(item, "display") != "false":
            yield from _rows(item, depth + 1)
