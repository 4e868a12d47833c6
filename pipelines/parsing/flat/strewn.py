"""The table of applications, or of cases, whose labels were cut and strewn among its values, as they come out of a paper's lines.

    strewn_tables(lines) -> tables with the lines that they cover

    一、本年新收政府信息公开申请                  said in lines:  words  一、本年新收政府信息公开申请
                                   3 0 0 0 0 0 3               values 3 0 0 0 0 0 3
    数量                                                      words  数量

No label can be told from such lines one by one. All together they can: where the letters of all words are those that the form
prints, no more and no fewer, and the values come in as many rows of as many as the form has, each is where the form has it. The
sums must hold, and what stands in front of a row's values must be a piece of its own labels. Else nothing is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pipelines.parsing.cells import read_cell
from pipelines.parsing.flat.assembly import Piece
from pipelines.parsing.flat.lines import Line
from pipelines.parsing.flat.official import Layout, layouts, letters_of
from pipelines.parsing.flat.words import Kind, is_sentence, is_value, is_whole

_NUMBERING = re.compile(r"^[0-9]{1,2}[.、．,]$")
_MOST_LINES = 400
_LEAST_HOLDING = 0.8  # of the rows with values that are not all nought: a report may have a slip of its own
Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Strewn:
    """Lines start..end-1 hold a table of this kind with these rows, heads first."""

    kind: Kind
    start: int
    end: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int
    value: bool


def strewn_tables(lines: Sequence[Line]) -> tuple[Strewn, ...]:
    """The tables that are proved so, in order, none over another; none whose rows are told by their labels."""
    tokens = [list(_tokens(line, index)) for index, line in enumerate(lines)]
    found: list[Strewn] = []
    index = 0
    while index < len(lines):
        table = next((one for layout in layouts() if (one := _table(tokens, lines, index, layout))), None)
        if table is not None:
            found.append(table)
        index = table.end if table is not None else index + 1
    return tuple(found)


def _tokens(line: Line, index: int) -> Iterator[_Token]:
    for cell in line.cells:
        for word in cell.split() or [""]:
            yield _Token(word, index, is_value(word) and not _NUMBERING.match(word))


def _table(tokens: Sequence[Sequence[_Token]], lines: Sequence[Line], start: int, layout: Layout) -> Strewn | None:
    """The table of this layout that begins at this line."""
    first = [token for token in tokens[start] if token.text]
    if not first or not any(token.text and letters_of(token.text).startswith(layout.begins) for token in first):
        return None
    words: Counter[str] = Counter()
    told: list[_Token] = []
    for index in range(start, min(start + _MOST_LINES, len(lines))):
        if any(is_sentence(token.text) or (not token.text) for token in tokens[index]):
            return None
        for token in tokens[index]:
            told.append(token)
            if not token.value:
                words.update(letters_of(token.text))
        if any(count > layout.most[letter] for letter, count in words.items()):
            return None
        if words in layout.letters:
            rows = _rows(told, layout)
            if rows is not None:
                return Strewn(layout.kind, start, index + 1, _labelled(rows, lines, layout))
    return None


def _rows(tokens: Sequence[_Token], layout: Layout) -> list[tuple[str, list[_Token]]] | None:
    """The values by rows, each with the words right in front of them; None where these are not the layout's."""
    runs: list[tuple[str, list[_Token]]] = []
    before: list[_Token] = []
    for value, group in groupby(tokens, key=lambda token: token.value):
        run = list(group)
        run = _without_pages(run, layout.width) if value else run
        if value and len(run) > 1:  # one by itself is a page's number, or a mark that a label lost
            line = run[0].line
            runs.append(("".join(token.text for token in before if token.line == line), run))
        before = [] if value else run
    whole = all(token.value or is_whole(layout.kind, token.text) for token in tokens)
    if whole and len(runs) == len(layout.rows):
        return None  # each row is told by its own label
    runs = _divided(runs, layout)
    if [len(run) for _, run in runs] != [layout.width] * len(layout.rows):
        return None
    beside = (letters_of(before) for before, _ in runs)
    if not all(_is_piece(before, labels, layout) for before, labels in zip(beside, layout.rows, strict=True)):
        return None
    return runs if _adds_up([[token.text for token in run] for _, run in runs], layout) else None


def _without_pages(run: list[_Token], width: int) -> list[_Token]:
    """The values without one more than there are columns, by itself on a line before or behind all others on one: a page's number."""
    lines = [token.line for token in run]
    others = run[1:] if lines.count(lines[0]) == 1 else run[:-1]
    return others if len(run) == width + 1 and len({token.line for token in others}) == 1 else run


def _divided(runs: list[tuple[str, list[_Token]]], layout: Layout) -> list[tuple[str, list[_Token]]]:
    """All values behind all words as the rows that they make."""
    width, count = layout.width, len(layout.rows)
    if len(runs) != 1 or len(runs[0][1]) != width * count:
        return runs
    before, run = runs[0]
    return [(before if not at else "", run[at : at + width]) for at in range(0, width * count, width)]


def _is_piece(before: str, labels: tuple[str, ...], layout: Layout) -> bool:
    """Whether the words in front of a row's values are made of at most a piece of each label that stands beside it."""
    if not before or not labels:
        return True
    around, group, label = layout.around, "".join(labels[:-1]), letters_of(labels[-1])
    notes = layout.notes if len(labels) == 1 else ()
    return any(
        before[:one] in letters_of(around)
        and before[one:two] in letters_of(group)
        and any(before[two:] in own for own in (label, *(label + note for note in notes)))
        for two in range(len(before) + 1)
        for one in range(two + 1)
    )


def _adds_up(rows: Sequence[Sequence[str]], layout: Layout) -> bool:
    """Whether the rows hold the layout's sums, but for a slip of the report's own, and the last column what holds between rows."""
    counts = [[read_cell(text, unit="件") for text in row] for row in rows]
    if any(reading.doubt for row in counts for reading in row):
        return False
    values = [[reading.value or Decimal(0) for reading in row] for row in counts]
    held = [
        sum(row[part] for part in parts) == row[total] for row in values if any(row) for total, parts in layout.sums
    ]
    return held.count(True) >= _LEAST_HOLDING * len(held) and layout.balances(values, layout.width - 1)


def _labelled(rows: Sequence[tuple[str, Sequence[_Token]]], lines: Sequence[Line], layout: Layout) -> tuple[Row, ...]:
    """The table's rows as the form has them: its heads, its labels, and the values that are printed."""
    place = lines[rows[0][1][0].line].place
    heads = tuple(tuple((text, place) for text in row) for row in layout.heads)
    body = []
    for (_, run), labels in zip(rows, layout.rows, strict=True):
        at = lines[run[0].line].place
        body.append((*((text, at) for text in labels), *((token.text, lines[token.line].place) for token in run)))
    return (*heads, *body)
