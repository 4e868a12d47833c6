"""RTF with its tables, read here (RTF specification 1.9.1): no program is needed for it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.blocks import Block, Document, Image, Paragraph, Place
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.raised import Shift, shifted
from pipelines.readers.rtf_pictures import BINARY, PICTURE, Picture, holds_pictures
from pipelines.readers.rtf_tables import CellContent, Rows, blocks_of, content_blocks
from pipelines.readers.whitespace import fold
from pipelines.readers.word_pictures import read_from_pictures

MAX_DEPTH = 2_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# Groups that hold no text of the document.
_NOT_TEXT = frozenset(
    "fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf listtable "
    "listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl fldinst "
    "nonesttables nonshppict template datafield bkmkstart bkmkend filetbl pgptbl shpinst shprslt mmathPr wgrffmtfilter".split()
)
_CHARACTERS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "tab": " ", "~": "\xa0", "_": "-"}  # fmt: skip
_SHIFTS: dict[str, Shift | None] = {"super": "up", "up": "up", "sub": "down", "dn": "down", "nosupersub": None}
RAISED_BY = 6  # half points: by how much text is raised by default
_STRIKES = frozenset(("strike", "striked"))
_CODEPAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}
# A font's charset 0 says little: Chinese programs write it and send GBK; the document's own code page holds then.
_FONT_CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949"}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group sets and its end undoes."""

    silent: bool = False
    hidden: bool = False
    struck: bool = False
    shift: Shift | None = None
    fallback: int = 1
    codec: str = "gb18030"
    in_table: bool = False
    pictured: bool = True  # whether pictures are the document's: not those of a page's head, nor other copies of one
    level: int = 1  # of the table that a paragraph stands in (\\itap)
    of_nested: bool = False  # what is said of a row is said of one in a cell


def read(body: bytes, *, kind: str, url: str) -> Document:
    """An RTF file as a Document."""
    reader = _Reader()
    reader.run(body.decode("latin-1"))
    return read_from_pictures(Document("word", "application/rtf", reader.default_codec, tuple(reader.blocks)))


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
        self.outer_before = 0
        self.rows = Rows()
        self.nested = Rows()
        self.content: CellContent = []  # what the cell holds so far: text, tables
        self.outer = 0  # the parts that are paragraphs of the cell itself, not of a table in it
        self.paragraphs = 0
        self.ordinals = itertools.count(1)
        self.font_read: int | None = None
        self.characters = 0
        self.pictures: list[bytes | None] = []  # of the paragraph or row that is read
        self.of_rows: list[bytes | None] = []  # of the rows of the table that is read

    def run(self, text: str) -> None:
        state = _State()
        stack: list[_State] = []
        skip = 0
        opened = False
        in_fonts = note = 0
        picture: Picture | None = None
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
                if picture is not None and len(stack) == picture.depth:
                    self.pictures.append(picture.body())
                    picture = None
                if stack:
                    struck, state = state.struck, stack.pop()
                    self.set_apart(struck, state)
                opened, skip = False, 0
                continue
            if symbol == "*":
                state = replace(state, silent=True)
                continue
            if word and opened and word in _NOT_TEXT:
                if word == PICTURE and state.pictured and picture is None:
                    picture = Picture(len(stack))
                state = replace(state, silent=True, pictured=state.pictured and holds_pictures(word))
                if word == "fonttbl":
                    in_fonts = len(stack)
            elif word == "footnote" and opened and not note and not state.silent:
                note = len(stack)
                self.begin_note()
                state = replace(state, hidden=False, shift=None)
            elif word and opened and state.silent and word in ("shptxt", "nesttableprops"):
                state = replace(state, silent=False, of_nested=word == "nesttableprops")
            opened = False
            if in_fonts and word in ("f", "fcharset") and argument:
                self.learn_font(word, int(argument))
                continue
            if picture is not None and len(stack) == picture.depth:
                picture.take(word, argument, plain)
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
            elif word and word != BINARY:
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
        if word in _STRIKES:
            return self.set_apart(state.struck, replace(state, struck=argument != 0)), skip
        if word == "plain":
            return self.set_apart(state.struck, replace(state, hidden=False, shift=None, struck=False)), skip
        if word in _SHIFTS:
            return replace(state, shift=_SHIFTS[word] if argument is None or argument >= RAISED_BY else None), skip
        if word == "pard":
            return replace(state, in_table=False, level=1), skip
        if word == "intbl":
            return replace(state, in_table=True), skip
        if word == "itap":
            return replace(state, level=argument or 0), skip
        if word in _CHARACTERS:
            self.add_text(_CHARACTERS[word], state)
        elif word in ("par", "line", "sect", "page"):
            self.decode_pending()
            if state.in_table or self.rows.row.contents or word == "line" or self.noted_in is not None:
                self.parts.append("\n")
                if word == "par" and state.level < 2 and self.noted_in is None:
                    self.outer = len(self.parts)
                    if self.nested.is_open:
                        self.end_nested()
            else:
                self.end_paragraph(state)
        elif word in ("nestcell", "nestrow"):
            self.end_of_nested(word, state)
        else:
            self.table_word(word, argument, self.nested if state.of_nested else self.rows)
        return state, 0

    def table_word(self, word: str, argument: int | None, rows: Rows) -> None:
        """What is said of a row, or the end of a cell or row."""
        if word == "cell":
            self.decode_pending()
            self.end_nested()
            rows.end_cell(self.content)
            self.content = []
        elif word == "row":
            self.decode_pending()
            rows.end_row()
            self.of_rows += self.pictures
            self.pictures.clear()
        else:
            rows.define(word, argument)

    def end_of_nested(self, word: str, state: _State) -> None:
        """The end of a cell or row of a table in a cell; one nested deeper is text of its cell."""
        self.decode_pending()
        if state.level > 2:
            self.parts.append(" " if word == "nestcell" else "\n")
        elif word == "nestcell":
            if not self.nested.is_open:
                self.before_nested()
            self.nested.end_cell([self.take_text()])
        else:
            self.nested.end_row()

    def before_nested(self) -> None:
        """The cell's own paragraphs before its table go before it."""
        own, inner = self.parts[: self.outer], self.parts[self.outer :]
        self.parts = own
        self.content.append(self.take_text())
        self.parts = inner

    def end_nested(self) -> None:
        """The table in the cell is over, and what text follows it."""
        if self.nested.done:
            self.content.append(self.nested.done)
        self.nested = Rows()
        self.content.append(self.take_text())

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

    def set_apart(self, struck: bool, state: _State) -> _State:
        """A figure struck out must not run into the one that stands for it: a blank where striking begins or ends."""
        if struck != state.struck and not state.silent:
            self.add_text(" ", state)
        return state

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
        self.outer_before, self.outer = self.outer, 0

    def end_note(self) -> None:
        self.decode_pending()
        text = self.take_text()
        self.parts, self.noted_in = self.noted_in or [], None
        self.outer = self.outer_before
        if text:
            self.notes.append(text)

    def take_text(self) -> str:
        text = _join_surrogates("".join(self.parts))
        self.parts.clear()
        self.outer = 0
        return "\n".join(line for part in text.split("\n") if (line := fold(part)))

    def end_paragraph(self, state: _State) -> None:
        if self.nested.is_open:
            self.end_nested()
        text = self.take_text()
        unended, self.content = self.content, []  # of a cell that never ends
        if not text and not unended and not self.pictures:
            return
        self.end_table()
        self.paragraphs += 1
        place = Place(path=f"paragraph {self.paragraphs}")
        self.blocks.extend(content_blocks(unended, place, self.ordinals))
        self.blocks.extend(Paragraph(line, place=place) for line in text.split("\n") if line)
        self.blocks.extend(Image(None, place=place, body=body) for body in self.pictures)
        self.pictures.clear()
        if len(self.blocks) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the RTF file has more than {bounds.MAX_BLOCKS} paragraphs")

    def end_table(self) -> None:
        rows, self.rows = self.rows.done, Rows()
        if rows:
            self.blocks.extend(blocks_of(rows, self.ordinals))
        self.blocks.extend(Image(None, body=body) for body in self.of_rows)
        self.of_rows.clear()


def _tokens(text: str) -> Iterator[tuple[str | None, str | None, str | None, str | None, str | None, str | None]]:
    """Each word with its number, byte, symbol, brace or run of text; what follows as bytes stands in the place of the number."""
    at = 0
    while (match := _TOKEN.search(text, at)) is not None:
        word, argument, byte, symbol, brace, plain = match.groups()
        at = match.end()
        if word == BINARY and argument is not None:
            start, at = at, at + max(int(argument), 0)
            argument = text[start:at]
        if any(part is not None for part in (word, byte, symbol, brace, plain)):
            yield word, argument, byte, symbol, brace, plain


def _join_surrogates(text: str) -> str:
    """\\u gives characters beyond the basic plane in two halves."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
