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
from pipelines.readers.pdf_lines import Line, is_enumerated, lines_of
from pipelines.readers.pdf_page import Character, PdfPage
from pipelines.readers.pdf_tables import Piece, PieceCell

# Of a character's height: a gap that parts two cells.
CELL_GAP = 1.0
MIN_FIGURE_ROWS = 3
MIN_FIGURES = 2
# Lines between two rows of figures that may be labels; more is text.
MAX_LABEL_LINES = 4
MAX_HEADER_LINES = 8
# Of a line's height: lines of one label stand closer than this, and begin within so many points of each other.
LABEL_LEADING = 0.5
LABEL_INDENT = 14.0
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
    left = min(segment.x0 for index in run for segment in rows[index] if segment.is_figure)
    start = run[0]
    for index in range(run[0] - 1, max(run[0] - 1 - MAX_HEADER_LINES, -1), -1):
        if len(rows[index]) >= 2 or (
            _is_label(rows[index], left) and _gap(rows[index], rows[index + 1]) < LABEL_LEADING
        ):
            start = index
        elif not _is_short(rows[index]):
            break
    end = run[-1] + 1
    while end < len(rows) and end - run[-1] <= MAX_LABEL_LINES and _is_label(rows[end], left):
        if _gap(rows[end - 1], rows[end]) >= LABEL_LEADING or is_enumerated(rows[end][0].text):
            break
        end += 1
    return start, end


def _is_label(row: Sequence[_Segment], left: float) -> bool:
    """Whether a line stands wholly to the left of the figures."""
    return bool(row) and all(segment.x1 < left for segment in row)


def _gap(upper: Sequence[_Segment], lower: Sequence[_Segment]) -> float:
    """The space between two lines, in heights of the lower."""
    if not upper or not lower:
        return LABEL_LEADING
    bottom, top = max(s.bottom for s in upper), min(s.top for s in lower)
    return (top - bottom) / max(lower[0].bottom - lower[0].top, 1.0)


def _is_short(row: Sequence[_Segment]) -> bool:
    return not row or sum(len(segment.text) for segment in row) <= 14


def _piece(rows: Sequence[Sequence[_Segment]], run: Sequence[int], page: PdfPage) -> Piece | None:
    centers = _columns([segment for index in run for segment in rows[index] if segment.is_figure])
    if len(centers) < MIN_FIGURES:
        return None
    spacing = min(b - a for a, b in itertools.pairwise(centers))
    first = min(segment.x0 for index in run for segment in rows[index] if segment.is_figure)
    before = [segment.x1 for row in rows for segment in row if segment.x1 < first]
    edge = (max(before) + first) / 2 if before else centers[0] - spacing / 2
    boundaries = [(a + b) / 2 for a, b in itertools.pairwise(centers)]
    labels = _label_columns([segment for row in rows for segment in row if segment.x1 <= edge], edge)
    rightmost = max(max(segment.x1 for row in rows for segment in row), centers[-1] + spacing / 2)
    xs = [*labels, edge, *boundaries, rightmost]
    # A line with nothing above the figures' columns is a label's.
    header = [index for index in range(run[0]) if any(segment.x1 > edge for segment in rows[index])]
    height = len(header) + len(run)
    texts: dict[tuple[int, int], list[_Segment]] = {}
    spans: dict[tuple[int, int], int] = {}
    middles = [_row_middle(rows[index]) for index in run]
    for index, row in enumerate(rows):
        for segment in row:
            column, span = _column(segment, xs, len(labels))
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
    return Piece(xs, height, cells, Place(page=page.number, box=box), {page.number}, ruled=False)


def _label_columns(labels: Sequence[_Segment], edge: float) -> list[float]:
    """Where the columns of labels begin: labels that start under each other, and never reach into the next column."""
    groups: list[list[_Segment]] = []
    for segment in sorted(labels, key=lambda s: s.x0):
        if groups and segment.x0 - groups[-1][0].x0 <= LABEL_INDENT:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    starts: list[float] = []
    for group in groups:
        before = [segment.x1 for other in groups for segment in other if other[0].x0 < group[0].x0]
        if not starts or (len(group) > 1 and max(before) < group[0].x0):
            starts.append(group[0].x0)
    return starts or [edge - 1]


def _columns(figures: Sequence[_Segment]) -> list[float]:
    """The middles under which figures stand, from the left."""
    groups: list[list[float]] = []
    for middle in sorted(segment.middle for segment in figures):
        if groups and middle - groups[-1][-1] <= 10.0:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    return [sum(group) / len(group) for group in groups if len(group) >= 2]


def _column(segment: _Segment, xs: Sequence[float], labels: int) -> tuple[int, int]:
    """The column a segment stands in, and how many it reaches over (headings over several); the first `labels` columns
    hold labels, which begin at their left edge."""
    if segment.x1 <= xs[labels]:
        return max(index for index in range(labels) if index == 0 or segment.x0 >= xs[index] - 1), 1
    covered = [
        index
        for index in range(labels, len(xs) - 1)
        if min(segment.x1, xs[index + 1]) - max(segment.x0, xs[index]) > 0.5 * (xs[index + 1] - xs[index])
    ]
    if len(covered) > 1 and not segment.is_figure:
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
