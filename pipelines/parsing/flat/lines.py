"""The cells that a line of text prints, by the dividers that are left of a table: bars, tabs, several blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipelines.blocks import Place
from pipelines.parsing.flat.words import KINDS, Kind, heads_of, is_head, is_row, is_unit, is_value, is_whole

Divider = Literal["bar", "tab", "comma", "blanks", "none", "rule"]

LONGEST = 200  # characters of a line that can still be a line of a table
_BARS = re.compile(r"[|｜│┃]")
_COMMA = re.compile(r"[,，]")
_QUOTED = re.compile(r'"[^"]*"')
_THOUSANDS = re.compile(r"(?<![0-9０-９])[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])")
_LISTED = re.compile(r'(?:^|(?<=[,，]))((?:"[^"]*"|[（(][^（()）]*[）)]|[^,，（(])*)(?=[,，]|$)')
_BLANKS = re.compile(r"[ \u00a0\u2002\u2003]{2,}|[ \u00a0]*\u3000+[ \u00a0]*")
_RULE = re.compile(r"^[\s|｜│┃+:]*(?:[-=─━┄┈┼┬┴├┤┌┐└┘]{3,}[\s|｜│┃+:]*)+$")
# A page's number that shows itself as one: - 5 -, 第5页, 第5页共9页.
_PAGE = re.compile(r"^(?:[-—–－―]+\s*[0-9]{1,3}\s*[-—–－―]+|第\s*[0-9]{1,3}\s*页(?:[,，/\s]*共\s*[0-9]{1,3}\s*页)?)$")
_ORDINAL = re.compile(r"^[0-9]{1,3}$")  # a row's number in a table's first column
_EDGES = " \u00a0\u3000\u2002\u2003\u200b\ufeff\r\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, its cells, the block it comes from, and the blank lines before it; `continued` if its cells stand in a line
    before."""

    text: str
    cells: tuple[str, ...]
    divider: Divider
    block: int
    place: Place
    blanks: int = 0
    continued: bool = False

    @property
    def alone(self) -> bool:
        """Whether the line is one cell."""
        return len(self.cells) == 1


def read_line(text: str, block: int, place: Place, blanks: int = 0) -> Line:
    """The line with its cells. A drawn rule or a page's number has none; a line without dividers is one cell."""
    cells, divider = _cells(text)
    return Line(text, cells, divider, block, place, blanks)


def _cells(text: str) -> tuple[tuple[str, ...], Divider]:
    plain = text.strip(_EDGES)
    if len(plain) > LONGEST:
        return (plain,), "none"
    if _RULE.match(plain) or _PAGE.match(plain):
        return (), "rule"
    if _BARS.search(plain):
        pieces = _BARS.split(plain)
        if len(pieces) > 1 and not pieces[0].strip(_EDGES) and _BARS.match(plain):
            pieces = pieces[1:]
        if len(pieces) > 1 and not pieces[-1].strip(_EDGES):
            pieces = pieces[:-1]
        return tuple(piece.strip(_EDGES + "\t") for piece in pieces), "bar"
    if "\t" in plain:
        return tuple(piece.strip(_EDGES) for piece in plain.split("\t")), "tab"
    if (listed := _listed(plain)) is not None:
        return listed, "comma"
    pieces = _put_together([piece for piece in _BLANKS.split(plain) if piece])
    if len(pieces) < 2 or _is_spaced(pieces) or _is_label("".join(pieces)):
        return (plain,), "none"
    return tuple(pieces), "blanks"


def _listed(plain: str) -> tuple[str, ...] | None:
    """The cells that commas divide; None where what stands between them is not heads, labels and values only.

    Commas inside brackets or quotation marks divide nothing. A number with commas in it (1,234) is one value of the form's
    tables or several: then its line is left alone.
    """
    if not _COMMA.search(plain) or _THOUSANDS.search(_QUOTED.sub("", plain)) or is_value(plain):
        return None
    if any(is_head(kind, plain) or is_row(kind, plain, False) for kind in KINDS):
        return None
    cells = tuple(cell.strip(_EDGES + '"') for cell in _LISTED.findall(plain))
    values = sum(is_value(cell) for cell in cells)
    words = [cell for cell in cells if not is_value(cell) and not is_unit(cell)]
    if not words or not (values or len(words) > 1):
        return None
    if any(all(is_head(kind, cell) or is_row(kind, cell, False) for cell in words) for kind in KINDS):
        return cells
    return None


def _put_together(pieces: list[str]) -> list[str]:
    """The pieces, single characters that follow each other joined where they make a label of the forms: 自　然　人 fills its cell
    beside others."""
    made: list[str] = []
    index = 0
    while index < len(pieces):
        run = index
        while run < len(pieces) and len(pieces[run].strip()) == 1:
            run += 1
        end = next((end for end in range(run, index + 1, -1) if _is_label("".join(pieces[index:end]))), index + 1)
        made.append("".join(piece.strip() for piece in pieces[index:end]) if end > index + 1 else pieces[index])
        index = end
    return made


def _is_label(text: str) -> bool:
    return any(is_whole(kind, text) for kind in KINDS)


def _is_spaced(pieces: list[str]) -> bool:
    """Whether the pieces are the characters of one label, set apart to fill its cell (法　律　服　务)."""
    return all(len(piece) == 1 and piece.isalpha() for piece in pieces)


def cells_of(line: Line, kind: Kind | None) -> tuple[str, ...]:
    """The line's cells; in a form's table, words that single blanks divide are cells where each is one of the table."""
    if not line.alone or kind is None or not line.cells[0] or line.divider == "bar":
        return line.cells
    words = line.cells[0].split()
    if len(words) < 2:
        return line.cells
    if heads_of(kind, words):
        return tuple(words)
    if all(is_value(word) for word in words):
        return tuple(words) if len(words) > 2 else line.cells  # two may be one number torn
    first_value = len(words)
    while first_value and (
        is_value(words[first_value - 1]) or (kind == "statistics" and is_unit(words[first_value - 1]))
    ):
        first_value -= 1
    counted = kind == "statistics" and first_value > 1 and _ORDINAL.match(words[0]) is not None
    label = "".join(words[counted:first_value])
    if counted and is_row(kind, label, False):
        return (words[0], label, *words[first_value:])
    label = "".join(words[:first_value])
    if 0 < first_value < len(words) and all(is_row(kind, word, True) for word in words[:first_value]):
        return tuple(words)
    if 0 < first_value < len(words) and (is_row(kind, label, False) or len(words) - first_value >= 2):
        return (label, *words[first_value:])
    return line.cells
