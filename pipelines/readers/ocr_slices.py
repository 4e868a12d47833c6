"""Long pictures: slices put together again as they were cut, and read window by window.

A cut goes through lines and tables wherever it falls, and half a figure is a wrong one: slices whose ink runs over the cut are read as
one picture. OCR in turn makes every picture of more than 2000 pixels smaller until nothing can be read: a long one is read in windows
that end between lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipelines.blocks import Block, Cell, Image, PageBreak, Paragraph, Place, TableBlock
from pipelines.readers import bounds

# Height against width: beyond the first a picture is long, between the others it is a sheet of paper and never a slice.
LONG = 2.2
PAPER = (1.36, 1.46)
# A window's height against its width, and in pixels.
WINDOW, MOST_WINDOW = 1.5, 1800
# The last part of a window in which its end is looked for.
SEARCHED = 0.4
EDGE = 3
DARKER = 30
# How much of the ink on both sides of a cut lies in the same columns, where it was one picture.
SAME_COLUMNS = 0.3


@dataclass(frozen=True, slots=True)
class Slice:
    """Where in a joined picture one of the pictures begins: its number among all, from 1, and its height in pixels."""

    number: int
    top: int
    height: int


def joined(pictures: Sequence[Any]) -> Iterator[tuple[Any, tuple[Slice, ...]]]:
    """The pictures (rows, columns, RGB), slices of one joined, with where each of them lies in it."""
    import numpy

    group: list[Any] = []
    slices: list[Slice] = []
    for number, pixels in enumerate(pictures, 1):
        size = sum(part.shape[0] for part in (*group, pixels)) * pixels.shape[1]
        if group and not (size <= bounds.MAX_IMAGE_PIXELS and _runs_on(group[-1], pixels)):
            yield numpy.vstack(group), tuple(slices)
            group, slices = [], []
        slices.append(Slice(number, sum(part.shape[0] for part in group), pixels.shape[0]))
        group.append(pixels)
    if group:
        yield numpy.vstack(group), tuple(slices)


def _runs_on(above: Any, below: Any) -> bool:
    if above.shape[1] != below.shape[1] or all(
        PAPER[0] <= one.shape[0] / one.shape[1] <= PAPER[1] for one in (above, below)
    ):
        return False
    left, right = _ink(above[-EDGE:]).any(axis=0), _ink(below[:EDGE]).any(axis=0)
    both, either = int((left & right).sum()), int((left | right).sum())
    return either > 0 and both >= SAME_COLUMNS * either


def _ink(pixels: Any) -> Any:
    """Which pixels are printed, on any light background."""
    grey = pixels.mean(axis=2)
    return grey < 255 - 3 * DARKER


def windows(pixels: Any) -> Iterator[tuple[int, Any]]:
    """A picture in parts from the top down, each with where it begins; one that is not long is whole."""
    height, width = pixels.shape[:2]
    if height <= LONG * width:
        yield 0, pixels
        return
    most = min(int(WINDOW * width), MOST_WINDOW)
    printed = _ink(pixels).sum(axis=1)
    top = 0
    while height - top > most:
        first = top + int(most * (1 - SEARCHED))
        end = first + _emptiest(printed[first : top + most])
        yield top, pixels[top:end]
        top = end
    yield top, pixels[top:]


def _emptiest(printed: Any) -> int:
    """The middle of the longest run of rows with least ink."""
    least = printed.min()
    best, start = (0, 0), None
    for row, count in enumerate([*printed, least + 1]):
        if count == least and start is None:
            start = row
        elif count != least and start is not None:
            best = max(best, (row - start, start))
            start = None
    return max(best[1] + best[0] // 2, 1)


def in_slices(blocks: Iterable[Block], pages: Sequence[tuple[Slice, ...]], scales: Sequence[float]) -> Iterator[Block]:
    """The blocks of joined pictures, page n of `pages`, with their places in the pictures as they came; of `scales` units each
    pixel of page n has so many."""

    def place(where: Place) -> Place:
        if where.page is None:
            return where
        slices = pages[where.page - 1]
        if where.box is None:
            return replace(where, page=slices[0].number)
        x0, top, x1, bottom = (round(value / scales[where.page - 1], 2) for value in where.box)
        middle = (top + bottom) / 2
        found = next((one for one in slices if middle < one.top + one.height), slices[-1])
        inside = (max(top - found.top, 0.0), min(bottom - found.top, float(found.height)))
        return replace(where, page=found.number, box=(x0, inside[0], x1, inside[1]))

    def cell(one: Cell) -> Cell:
        return replace(one, place=place(one.place))

    for block in blocks:
        if isinstance(block, PageBreak):
            yield PageBreak(pages[block.page - 1][-1].number)
        elif isinstance(block, TableBlock):
            yield replace(block, cells=tuple(map(cell, block.cells)), place=place(block.place))
        elif isinstance(block, Paragraph | Image):
            yield replace(block, place=place(block.place))
