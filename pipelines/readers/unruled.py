"""Tables without lines: rows of figures under each other make columns, and labels stand to their left.

Only runs of rows with figures count: text that happens to have gaps is no table. A label broken over several lines, with its
figures centred beside them, belongs to the nearest row of figures.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.blocks import Box, Place
from pipelines.readers.pdf_lines import Line, lines_of
from pipelines.readers.pdf_page import Character, PdfPage
from pipelines.readers.pdf_tables import Piece, PieceCell

# Of a character's height: a gap that parts two cells.
CELL_GAP = 1.0
MIN_FIGURE_ROWS = 3
MIN_FIGURES = 2
# Lines between two rows of figures that may be labels; more is text.
MAX_LABEL_LINES = 4
MAX_HEADER_LINES = 8
_FIGURE = re.compile(r"[+-]?[0-9][0-9,，.]*%?|[-—–/／]{1,2}")


@dataclass(frozen=True, slots=True)
class _Segment:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None


def unruled_tables(
    lines: Sequence[Line], characters: Sequence[Character], page: PdfPage
) -> list[tuple[float, Line | Piece]]:
    """The lines of a page with each such table in place of its own, by their distance from the top."""
    rows = [_segments(line, characters) for line in lines]
    figure_rows = [index for index, row in enumerate(rows) if sum(s.is_figure for s in row) >= MIN_FIGURES]
    placed: list[tuple[float, Line | Piece]] = []
    used: set[int] = set()
    for run in _runs(figure_rows):
        start, end = _extent(rows, run)
        piece = _piece(rows[start:end], [index - start for index in run], page)
        if piece is not None:
            used.update(range(start, end))
            placed.append((lines[start].top, piece))
    placed.extend((line.top, line) for index, line in enumerate(lines) if index not in used)
    return placed


def _segments(line: Line, characters: Sequence[Character]) -> list[_Segment]:
    own = [
        c for c in characters if line.top - 1 <= c.center[1] <= line.bottom + 1 and line.x0 - 1 <= c.x0 <= line.x1 + 1
    ]
    own = sorted((c for c in own if c.text.strip()), key=lambda c: c.x0)
    groups: list[list[Character]] = []
    for character in own:
        if groups and character.x0 - groups[-1][-1].x1 <= CELL_GAP * max(character.bottom - character.top, 1.0):
            groups[-1].append(character)
        else:
            groups.append([character])
    segments = []
    for group in groups:
        part = lines_of(group)[0]
        segments.append(_Segment(part.text, part.x0, part.top, part.x1, part.bottom))
    return segments


def _runs(figure_rows: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in figure_rows:
        if runs and index - runs[-1][-1] <= MAX_LABEL_LINES:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) >= MIN_FIGURE_ROWS]


def _extent(rows: Sequence[Sequence[_Segment]], run: Sequence[int]) -> tuple[int, int]:
    """From the header above the first row of figures to the last line of the last row's label."""
    start = run[0]
    for index in range(run[0] - 1, max(run[0] - 1 - MAX_HEADER_LINES, -1), -1):
        if len(rows[index]) < 2 and not _is_short(rows[index]):
            break
        if len(rows[index]) >= 2:
            start = index
    end = run[-1] + 1
    left = min(segment.x0 for index in run for segment in rows[index] if segment.is_figure)
    if end < len(rows) and rows[end] and all(segment.x1 < left for segment in rows[end]):
        gap_below = rows[end][0].top - rows[run[-1]][0].bottom
        if gap_below < 0.5 * (rows[end][0].bottom - rows[end][0].top):
            end += 1
    return start, end


def _is_short(row: Sequence[_Segment]) -> bool:
    return not row or sum(len(segment.text) for segment in row) <= 14


def _piece(rows: Sequence[Sequence[_Segment]], run: Sequence[int], page: PdfPage) -> Piece | None:
    centers = _columns([segment for index in run for segment in rows[index] if segment.is_figure])
    if len(centers) < MIN_FIGURES:
        return None
    spacing = min(b - a for a, b in itertools.pairwise(centers))
    edge = centers[0] - spacing / 2
    bounds = [(a + b) / 2 for a, b in itertools.pairwise(centers)]
    leftmost = min(segment.x0 for row in rows for segment in row)
    rightmost = max(max(segment.x1 for row in rows for segment in row), centers[-1] + spacing / 2)
    xs = [min(leftmost, edge - 1), edge, *bounds, rightmost]
    # A line with nothing above the figures' columns is a label's.
    header = [index for index in range(run[0]) if any(segment.x1 > edge for segment in rows[index])]
    height = len(header) + len(run)
    texts: dict[tuple[int, int], list[_Segment]] = {}
    spans: dict[tuple[int, int], int] = {}
    middles = [_row_middle(rows[index]) for index in run]
    for index, row in enumerate(rows):
        for segment in row:
            column, span = _column(segment, xs)
            if index in header:
                at = (header.index(index), column)
            else:
                nearest = min(range(len(run)), key=lambda i: abs(middles[i] - segment.height))
                at = (len(header) + nearest, column)
            texts.setdefault(at, []).append(segment)
            spans[at] = max(spans.get(at, 1), span)
    cells = []
    for row_number in range(height):
        column = 0
        while column < len(xs) - 1:
            segments = texts.get((row_number, column), [])
            span = min(spans.get((row_number, column), 1), len(xs) - 1 - column)
            text = "\n".join(s.text for s in sorted(segments, key=lambda s: (round(s.height / 4), s.x0)))
            place = Place(page=page.number, box=_box(segments) if segments else None)
            cells.append(PieceCell(text, xs[column], xs[column + span], row_number, 1, place))
            column += span
    box = _box([segment for row in rows for segment in row])
    return Piece(xs, height, cells, Place(page=page.number, box=box), {page.number})


def _columns(figures: Sequence[_Segment]) -> list[float]:
    """The middles under which figures stand, from the left."""
    groups: list[list[float]] = []
    for middle in sorted(segment.middle for segment in figures):
        if groups and middle - groups[-1][-1] <= 10.0:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    return [sum(group) / len(group) for group in groups if len(group) >= 2]


def _column(segment: _Segment, xs: Sequence[float]) -> tuple[int, int]:
    """The column a segment stands in, and how many it reaches over (headings over several)."""
    covered = [
        index
        for index in range(len(xs) - 1)
        if min(segment.x1, xs[index + 1]) - max(segment.x0, xs[index]) > 0.5 * (xs[index + 1] - xs[index])
    ]
    if len(covered) > 1 and not segment.is_figure and covered[0] > 0:
        return covered[0], len(covered)
    for index in range(len(xs) - 2, 0, -1):
        if segment.middle >= xs[index]:
            return index, 1
    return 0, 1


def _row_middle(row: Sequence[_Segment]) -> float:
    figures = [segment.height for segment in row if segment.is_figure]
    return sum(figures) / len(figures)


def _box(segments: Sequence[_Segment]) -> Box:
    return (
        round(min(s.x0 for s in segments), 2),
        round(min(s.top for s in segments), 2),
        round(max(s.x1 for s in segments), 2),
        round(max(s.bottom for s in segments), 2),
    )
