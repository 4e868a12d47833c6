"""The document model: what every kind of file becomes before it is cleaned and parsed.

    bytes --document.py--> Document --clean.py--> Article --parse.py--> storage.report.ParsedReport --check.py--> checks

A `Document` is everything that a capture shows, in reading order; an `Article` is the part of it that is the report.
Text is never normalised here: what is printed is what stands in `text`, but for line ends and layout whitespace.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Medium = Literal["page", "word", "sheet", "pdf", "scan", "text"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block or cell stands in its source: an XPath in a page, a page and box in a PDF, else an ordinal."""

    path: str | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text without a line break. `heading` is the source's own heading level (h1 = 1), if it has one.

    `linked` counts the visible characters that stand inside links; `blanks` the blank lines printed before it, where the source
    has lines: in a table that came as text they are blank cells. `ocr`: read from a picture, in a source that is text else.
    """

    text: str
    heading: int | None = None
    place: Place = Place()
    linked: int = 0
    blanks: int = 0
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell once, with the rectangle it covers, rows and columns from 0. `text` keeps line breaks as newlines."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A data table. `flattened` marks one recovered from text of whose cells only the order is known, not the columns.

    `linked` counts the visible characters that stand inside links. `lines` are the lines of a table recovered from text
    as its source prints them; a table that came as a grid has none. `ocr`: read from a picture, in a source that is text else.
    """

    cells: tuple[Cell, ...]
    height: int
    width: int
    caption: str | None = None
    flattened: bool = False
    place: Place = Place()
    linked: int = 0
    lines: tuple[str, ...] = ()
    ocr: bool = False

    def grid(self) -> tuple[tuple[str, ...], ...]:
        """Rows of cell texts, a merged cell repeated in every cell it covers; a place no cell covers is ''."""
        rows = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.height)):
                for column in range(cell.column, min(cell.column + cell.colspan, self.width)):
                    rows[row][column] = cell.text
        return tuple(tuple(row) for row in rows)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its address, or in `body` the bytes that the source itself holds of it. None of both: it cannot be had."""

    url: str | None
    alt: str = ""
    place: Place = Place()
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The end of page `page` (from 1) of a paged source."""

    page: int


Block = Paragraph | TableBlock | Image | PageBreak


@dataclass(frozen=True, slots=True)
class Link:
    """A link or embedded file of the document, absolute."""

    url: str
    text: str = ""
    kind: Literal["link", "frame", "refresh", "script", "embed"] = "link"


@dataclass(frozen=True, slots=True)
class Document:
    """All that a capture shows. `tree` is the parsed page where the source is HTML (in this process only). `ocr`: all of its text
    was read from pictures."""

    medium: Medium
    media_type: str
    charset: str | None
    blocks: tuple[Block, ...]
    title: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    ocr: bool = False
    flags: tuple[str, ...] = ()
    tree: object | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The report's own blocks and what its page prints of it. Attachments, share boxes, pagers are not in `blocks`."""

    medium: Medium
    media_type: str
    charset: str | None
    title: str | None
    published: date | None
    metadata: dict[str, str]
    blocks: tuple[Block, ...]
    attachments: tuple[Link, ...] = ()
    coverage: float = 1.0
    dropped: tuple[str, ...] = ()
    ocr: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyHint:
    """What a portal family knows of its article pages: XPaths, tried in order; the first that matches text wins."""

    family: str | None = None
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
