"""Word files of today (.docx, and Word's one-file XML): paragraphs with their automatic numbers, tables, text boxes, notes.

Read from the XML itself (ECMA-376 part 1, section 17), by local names, so that transitional, strict and 2003 files are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipelines.blocks import Block, Cell, Document, Image, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.docx_numbering import Numbering
from pipelines.readers.packages import Package, parse_xml
from pipelines.readers.whitespace import fold

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_NESTING = 60
# Deleted and hidden text, codes of fields, and properties: nothing of it prints.
_SILENT = frozenset(
    "del deltext movefrom instrtext delinstrtext ppr rpr tblpr tblgrid trpr tcpr sectpr proofErr bookmarkstart bookmarkend "
    "commentrangestart commentrangeend comment annotation".lower().split()
)
_IMAGES = frozenset(("drawing", "pict", "object"))


def read(body: bytes, *, kind: str, url: str) -> Document:
    """A .docx, or with kind `word_xml` a Word file saved as one XML, as a Document."""
    if kind == "word_xml":
        root = parse_xml(body, "the Word XML file")
        numbering, notes = Numbering(_first(root, "numbering") or _first(root, "lists")), []
        media_type = "application/xml"
    else:
        package = Package(body)
        document = package.xml(_main_part(package))
        if document is None:
            raise DamagedDocument("the Word file has no document part")
        root = document
        numbering = Numbering(package.xml("word/numbering.xml"), package.xml("word/styles.xml"))
        notes = [
            note for name in ("word/footnotes.xml", "word/endnotes.xml") if (note := package.xml(name)) is not None
        ]
        media_type = MEDIA_TYPE
    main = _first(root, "body")
    if main is None:
        raise DamagedDocument("the Word file has no body")
    reader = _Reader(numbering)
    reader.read_container(main, 0)
    for note in notes:
        for item in note:
            if _name(item) in ("footnote", "endnote") and _attribute(item, "type") is None:
                reader.read_container(item, 0)
    return Document("word", media_type, None, tuple(reader.blocks))


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
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.blocks: list[Block] = []
        self.paragraphs = 0
        self.tables = 0

    def read_container(self, container: etree._Element, depth: int) -> None:
        """Paragraphs and tables below a body, cell, note or text box, whatever wraps them (sections, content controls)."""
        if depth > MAX_NESTING:
            raise DocumentTooLarge("the Word file nests too deep")
        for child in container:
            name = _name(child)
            if name == "p":
                self.read_paragraph(child, depth)
            elif name == "tbl":
                self.read_table(child, depth)
            elif name == "alternatecontent":
                chosen = _first_child(child, "choice")
                self.read_container(chosen if chosen is not None else child, depth + 1)
            elif name not in _SILENT:
                self.read_container(child, depth + 1)
        if len(self.blocks) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the Word file has more than {bounds.MAX_BLOCKS} paragraphs")

    def read_paragraph(self, paragraph: etree._Element, depth: int) -> None:
        self.paragraphs += 1
        place = Place(path=f"paragraph {self.paragraphs}")
        boxes: list[etree._Element] = []
        parts: list[str] = []
        images = 0
        for kind, value in _runs(paragraph, depth):
            if kind == "text":
                parts.append(str(value))
            elif kind == "box" and isinstance(value, etree._Element):
                boxes.append(value)
            else:
                images += 1
        text = "".join(parts)
        number = self.numbering.next_label(paragraph) if text.strip() else ""
        heading = self.numbering.heading_level(paragraph)
        for index, line in enumerate(text.split("\n")):
            line = fold((number if index == 0 else "") + line)
            if line:
                self.blocks.append(Paragraph(line, heading, place))
        self.blocks.extend(Image(None, place=place) for _ in range(images))
        for box in boxes:
            self.read_container(box, depth + 1)

    def read_table(self, table: etree._Element, depth: int) -> None:
        self.tables += 1
        number = self.tables
        cells: list[_Open] = []
        open_cells: dict[int, _Open] = {}
        width = covered = 0
        rows = list(_children_through(table, "tr"))
        if all(len(list(_children_through(row, "tc"))) < 2 for row in rows):
            # One column is a frame around text, not data.
            for row in rows:
                for cell in _children_through(row, "tc"):
                    self.read_container(cell, depth + 1)
            return
        loose: list[Block] = []
        for row_number, row in enumerate(rows):
            properties = _first_child(row, "trpr")
            column = _value(properties, "gridbefore", 0)
            still_open: dict[int, _Open] = {}
            for cell in _children_through(row, "tc"):
                own = _first_child(cell, "tcpr")
                span = min(max(_value(own, "gridspan", 1), 1), bounds.MAX_SPAN)
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
                    place = Place(path=f"table {number} row {row_number + 1} cell {column + 1}")
                    opened = _Open(text, row_number, column, 1, span, place)
                    cells.append(opened)
                    if merge is not None:
                        still_open[column] = opened
                column += span
            open_cells = still_open
            width = max(width, column)
        built = tuple(Cell(c.text, c.row, c.column, c.rowspan, c.colspan, c.place) for c in cells)
        self.blocks.append(TableBlock(built, len(rows), width, place=Place(path=f"table {number}")))
        self.blocks.extend(loose)

    def cell_text(self, cell: etree._Element, depth: int) -> tuple[str, list[Block]]:
        """A cell's text by lines, a table inside it row by row, and its images."""
        outer, self.blocks = self.blocks, []
        self.read_container(cell, depth + 1)
        inner, self.blocks = self.blocks, outer
        lines: list[str] = []
        for block in inner:
            if isinstance(block, Paragraph):
                lines.append(block.text)
            elif isinstance(block, TableBlock):
                by_row: dict[int, list[str]] = {}
                for item in block.cells:
                    by_row.setdefault(item.row, []).append(item.text)
                lines.extend(" ".join(text for text in texts if text) for texts in by_row.values())
        return "\n".join(line for line in lines if line), [block for block in inner if isinstance(block, Image)]


def _runs(paragraph: etree._Element, depth: int) -> Iterator[tuple[str, str | etree._Element]]:
    """A paragraph's content in order: text, text boxes, images. Iterative: wrappers may nest without end."""
    stack: list[Iterator[etree._Element]] = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        name = _name(child)
        if name == "t":
            yield "text", child.text or ""
        elif name == "tab" or name == "ptab":
            yield "text", " "
        elif name == "br" or name == "cr":
            yield "text", "\n"
        elif name == "nobreakhyphen":
            yield "text", "-"
        elif name == "sym":
            yield "text", _symbol(child)
        elif name in _IMAGES:
            boxes = _boxes(child)
            yield from (("box", box) for box in boxes)
            if not boxes:
                yield "image", ""
        elif name == "alternatecontent":
            chosen = _first_child(child, "choice")
            stack.append(iter(chosen if chosen is not None else child))
        elif name == "r" and _is_hidden(child):
            continue
        elif name and name not in _SILENT:
            stack.append(iter(child))


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    return [element for element in drawing.iter() if _name(element) == "txbxcontent"]


def _symbol(element: etree._Element) -> str:
    code = _attribute(element, "char") or ""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 else "�"


def _is_hidden(run: etree._Element) -> bool:
    properties = _first_child(run, "rpr")
    vanish = _first_child(properties, "vanish") if properties is not None else None
    return vanish is not None and (_attribute(vanish, "val") or "1") not in ("0", "false", "off")


def _merge(properties: etree._Element | None) -> str | None:
    merge = _first_child(properties, "vmerge") if properties is not None else None
    return None if merge is None else (_attribute(merge, "val") or "continue")


def _continues_left(properties: etree._Element | None) -> bool:
    merge = _first_child(properties, "hmerge") if properties is not None else None
    return merge is not None and (_attribute(merge, "val") or "continue") == "continue"


def _children_through(element: etree._Element, name: str, depth: int = 0) -> Iterator[etree._Element]:
    """Children of a name, content controls and the like seen through."""
    for child in element:
        own = _name(child)
        if own == name:
            yield child
        elif own in ("sdt", "sdtcontent", "customxml", "smarttag", "ins", "sect") and depth < MAX_NESTING:
            yield from _children_through(child, name, depth + 1)


def _value(properties: etree._Element | None, name: str, default: int) -> int:
    found = _first_child(properties, name) if properties is not None else None
    text = (_attribute(found, "val") or "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


def _first(root: etree._Element, name: str) -> etree._Element | None:
    return next((element for element in root.iter() if _name(element) == name), None)


def _first_child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _name(child) == name), None)


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)
