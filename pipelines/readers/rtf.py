"""RTF with its tables, read here (RTF specification 1.9.1): no program is needed for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipelines.blocks import Block, Cell, Document, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.raised import Shift, shifted
from pipelines.readers.whitespace import fold

MAX_DEPTH = 2_000
# Cell edges that differ less, in twips, are the same.
SAME_EDGE = 30
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# Groups that hold no text of the document.
_NOT_TEXT = frozenset(
    "fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf listtable "
    "listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl fldinst "
    "nonesttables template datafield bkmkstart bkmkend filetbl pgptbl shpinst shprslt mmathPr wgrffmtfilter".split()
)
_CHARACTERS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "tab": " ", "~": "\xa0", "_": "-"}  # fmt: skip
_SHIFTS: dict[str, Shift | None] = {"super": "up", "up": "up", "sub": "down", "dn": "down", "nosupersub": None}
RAISED_BY = 6  # half points: by how much text is raised by default
_CODEPAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}
# A font's charset 0 says little: Chinese programs write it and send GBK; the document's own code page holds then.
_FONT_CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949"}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group sets and its end undoes."""

    silent: bool = False
    hidden: bool = False
    shift: Shift | None = None
    fallback: int = 1
    codec: str = "gb18030"
    in_table: bool = False


@dataclass(slots=True)
class _EdgeCell:
    right: int
    merged_left: bool = False
    merged_up: bool = False


@dataclass(slots=True)
class _Row:
    edges: list[_EdgeCell] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    left: int = 0


def read(body: bytes, *, kind: str, url: str) -> Document:
    """An RTF file as a Document."""
    reader = _Reader()
    reader.run(body.decode("latin-1"))
    return Document("word", "application/rtf", reader.default_codec, tuple(reader.blocks))


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.default_codec = "gb18030"
        self.fonts: dict[int, str] = {}
        self.parts: list[str] = []
        self.pending = bytearray()
        self.pending_codec = "gb18030"
        self.pending_shift: Shift | None = None
        self.notes: list[str] = []
        self.noted_in: list[str] | None = None
        self.row = _Row()
        self.next_edge = _EdgeCell(0)
        self.rows: list[_Row] = []
        self.paragraphs = 0
        self.tables = 0
        self.font_read: int | None = None
        self.characters = 0

    def run(self, text: str) -> None:
        state = _State()
        stack: list[_State] = []
        skip = 0
        opened = False
        in_fonts = note = 0
        for word, argument, byte, symbol, brace, plain in _tokens(text):
            if brace == "{":
                if len(stack) >= MAX_DEPTH:
                    raise DocumentTooLarge(f"the RTF file nests more than {MAX_DEPTH} groups")
                self.decode_pending()
                stack.append(state)
                opened, skip = True, 0
                continue
            if brace == "}":
                self.decode_pending()
                if in_fonts and len(stack) <= in_fonts:
                    in_fonts = 0
                if note and len(stack) <= note:
                    self.end_note()
                    note = 0
                if stack:
                    state = stack.pop()
                opened, skip = False, 0
                continue
            if symbol == "*":
                state = replace(state, silent=True)
                continue
            if word and opened and word in _NOT_TEXT:
                state = replace(state, silent=True)
                if word == "fonttbl":
                    in_fonts = len(stack)
            elif word == "footnote" and opened and not note and not state.silent:
                note = len(stack)
                self.begin_note()
                state = replace(state, hidden=False, shift=None)
            elif word and opened and state.silent and word in ("shptxt", "nesttableprops"):
                state = replace(state, silent=False)
            opened = False
            if in_fonts and word in ("f", "fcharset") and argument:
                self.learn_font(word, int(argument))
                continue
            if state.silent:
                continue
            if byte is not None:
                if skip:
                    skip -= 1
                else:
                    self.add_byte(int(byte, 16), state)
            elif plain is not None:
                if skip:
                    plain, skip = plain[skip:], max(skip - len(plain), 0)
                self.add_plain(plain, state)
            elif symbol is not None:
                self.add_text(_CHARACTERS.get(symbol, symbol if symbol in "\\{}" else ""), state)
            elif word:
                state, skip = self.control(word, int(argument) if argument else None, state, skip)
        self.decode_pending()
        if note:
            self.end_note()
        self.end_paragraph(_State())
        self.end_table()
        self.blocks.extend(Paragraph(line) for text in self.notes for line in text.split("\n"))
        if not self.blocks:
            raise DamagedDocument("the RTF file holds no text")

    def control(self, word: str, argument: int | None, state: _State, skip: int) -> tuple[_State, int]:
        """A control word: what it sets, and how many characters after it stand for one it printed."""
        if word == "u" and argument is not None:
            self.add_text(chr(argument % 65536), state)
            return state, state.fallback
        if word == "uc":
            return replace(state, fallback=max(argument or 0, 0)), skip
        if word == "ansicpg" and argument in _CODEPAGES:
            self.default_codec = _CODEPAGES[argument]
            return replace(state, codec=self.default_codec), skip
        if word == "f":
            self.decode_pending()
            return replace(state, codec=self.fonts.get(argument or 0, self.default_codec)), skip
        if word in ("v", "deleted"):
            return replace(state, hidden=argument != 0), skip
        if word == "plain":
            return replace(state, hidden=False, shift=None), skip
        if word in _SHIFTS:
            return replace(state, shift=_SHIFTS[word] if argument is None or argument >= RAISED_BY else None), skip
        if word == "pard":
            return replace(state, in_table=False), skip
        if word == "intbl":
            return replace(state, in_table=True), skip
        if word in _CHARACTERS:
            self.add_text(_CHARACTERS[word], state)
        elif word in ("par", "line", "sect", "page"):
            self.decode_pending()
            if state.in_table or self.row.texts or word == "line" or self.noted_in is not None:
                self.parts.append("\n")
            else:
                self.end_paragraph(state)
        elif word == "nestcell":
            self.add_text(" ", state)
        elif word == "nestrow":
            self.decode_pending()
            self.parts.append("\n")
        else:
            self.table_word(word, argument)
        return state, 0

    def table_word(self, word: str, argument: int | None) -> None:
        if word == "trowd":
            self.row.edges = []
            self.next_edge = _EdgeCell(0)
        elif word == "trleft":
            self.row.left = argument or 0
        elif word == "clmrg":
            self.next_edge.merged_left = True
        elif word == "clvmrg":
            self.next_edge.merged_up = True
        elif word == "cellx":
            self.next_edge.right = argument or 0
            self.row.edges.append(self.next_edge)
            self.next_edge = _EdgeCell(0)
            if len(self.row.edges) > bounds.MAX_TABLE_COLUMNS:
                raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_COLUMNS} columns")
        elif word == "cell":
            self.decode_pending()
            self.row.texts.append(self.take_text())
        elif word == "row":
            self.decode_pending()
            self.rows.append(self.row)
            # A row's definition holds for the next one unless it is defined anew.
            self.row = _Row(list(self.row.edges), [], self.row.left)
            if len(self.rows) * bounds.MAX_TABLE_COLUMNS > bounds.MAX_TABLE_CELLS * 20:
                raise DocumentTooLarge("a table has too many rows")

    def learn_font(self, word: str, argument: int) -> None:
        if word == "f":
            self.font_read = argument
        elif self.font_read is not None and argument in _FONT_CHARSETS:
            self.fonts[self.font_read] = _FONT_CHARSETS[argument]

    def add_byte(self, value: int, state: _State) -> None:
        if not state.hidden:
            if (self.pending_codec, self.pending_shift) != (state.codec, state.shift):
                self.decode_pending()
            self.pending_codec, self.pending_shift = state.codec, state.shift
            self.pending.append(value)

    def add_plain(self, text: str, state: _State) -> None:
        """Text as typed; bytes beyond ASCII stand in it unescaped in some files, and the second half of an escaped
        character may look like a letter."""
        if state.hidden or not text:
            return
        if self.pending or not text.isascii():
            for character in text:
                self.add_byte(ord(character) & 0xFF, state)
            return
        self.add_text(text, state)

    def add_text(self, text: str, state: _State) -> None:
        self.decode_pending()
        if text and not state.hidden:
            self.parts.append(shifted(text, state.shift))
            self.characters += len(text)
            if self.characters > bounds.MAX_TEXT_CHARACTERS:
                raise DocumentTooLarge(f"the RTF file has more than {bounds.MAX_TEXT_CHARACTERS} characters")

    def decode_pending(self) -> None:
        if self.pending:
            text = bytes(self.pending).decode(self.pending_codec, errors="replace")
            self.pending.clear()
            self.parts.append(shifted(text, self.pending_shift))
            self.characters += len(text)

    def begin_note(self) -> None:
        """A footnote begins in the middle of what it is noted in: its text stands at the end of the document."""
        self.decode_pending()
        self.noted_in, self.parts = self.parts, []

    def end_note(self) -> None:
        self.decode_pending()
        text = self.take_text()
        self.parts, self.noted_in = self.noted_in or [], None
        if text:
            self.notes.append(text)

    def take_text(self) -> str:
        text = _join_surrogates("".join(self.parts))
        self.parts.clear()
        return "\n".join(line for part in text.split("\n") if (line := fold(part)))

    def end_paragraph(self, state: _State) -> None:
        text = self.take_text()
        if not text:
            return
        self.end_table()
        self.paragraphs += 1
        place = Place(path=f"paragraph {self.paragraphs}")
        self.blocks.extend(Paragraph(line, place=place) for line in text.split("\n"))
        if len(self.blocks) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the RTF file has more than {bounds.MAX_BLOCKS} paragraphs")

    def end_table(self) -> None:
        rows, self.rows = self.rows, []
        if rows:
            self.tables += 1
            self.blocks.extend(_table(rows, self.tables))


def _tokens(text: str) -> Iterator[tuple[str | None, str | None, str | None, str | None, str | None, str | None]]:
    for match in _TOKEN.finditer(text):
        word, argument, byte, symbol, brace, plain = match.groups()
        if any(part is not None for part in (word, byte, symbol, brace, plain)):
            yield word, argument, byte, symbol, brace, plain


def _table(rows: list[_Row], number: int) -> list[Block]:
    """Rows whose cells end at different places, on one grid of all the edges there are."""
    edges: list[int] = []
    for right in sorted({edge.right for row in rows for edge in row.edges}):
        if not edges or right - edges[-1] > SAME_EDGE:
            edges.append(right)
    if len(edges) > bounds.MAX_TABLE_COLUMNS:
        raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_COLUMNS} columns")
    cells: list[Cell] = []
    open_cells: dict[int, int] = {}
    width = max(len(edges), max((len(row.texts) for row in rows), default=0))
    for row_number, row in enumerate(rows):
        column = 0
        still_open: dict[int, int] = {}
        for index, text in enumerate(row.texts):
            edge = row.edges[index] if index < len(row.edges) else None
            end = _edge_index(edges, edge.right) + 1 if edge is not None else column + 1
            span = max(end - column, 1)
            place = Place(path=f"table {number} row {row_number + 1} cell {index + 1}")
            if edge is not None and edge.merged_left and cells and cells[-1].row == row_number:
                cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span, text=_both(cells[-1].text, text))
            elif edge is not None and edge.merged_up and column in open_cells:
                above = open_cells[column]
                cell = cells[above]
                cells[above] = replace(cell, rowspan=row_number - cell.row + 1, text=_both(cell.text, text))
                still_open[column] = above
            else:
                still_open[column] = len(cells)
                cells.append(Cell(text, row_number, column, 1, span, place))
            column += span
        open_cells = still_open
        width = max(width, column)
    if width < 2:
        return [Paragraph(line, place=cell.place) for cell in cells for line in cell.text.split("\n") if line]
    return [TableBlock(tuple(cells), len(rows), width, place=Place(path=f"table {number}"))]


def _edge_index(edges: list[int], right: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - right))


def _both(one: str, two: str) -> str:
    return "\n".join(part for part in (one, two) if part)


def _join_surrogates(text: str) -> str:
    """\\u gives characters beyond the basic plane in two halves."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
