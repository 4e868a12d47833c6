"""Rows of a form that ran into the text: their row numbers, and cells of which no column is left.

A table that lost its lines and blanks reads like a sentence: 不予公开 1、属于国家秘密 0. The 1 numbers the next row, and nothing
says which applicant's the 0 is. Neither is a figure that a sentence states. Where every cell came with its unit (0件 3件 3件)
it is the blanks between them, or before the last word of the line, that tell them from a sentence's numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.rules import words

_CELLS = re.compile(r"[^,;。:!?()\n]{0,40}")  # what of a row may stand between its label and its cells
_CLOSED = re.compile(r"\s*[,;。]")  # a sentence's own mark: (一)予以公开33;(二)部分公开2。
_LAST = re.compile(r"\s*、\s*\Z")
_NEXT_ROW = re.compile(r"[、.](?=[\u4e00-\u9fff])")
# The title of a section, behind which a table of contents prints its page: 二、主动公开政府信息情况 2.
_TITLE = re.compile(r"(?:情况|概述|概况|总体|事项|措施|问题|说明|打算|附[表件录])[\s.…·]*\Z")
_BLANK_CELL = "\t\t"  # before a number in another column than the one behind the label
_MOST_DIGITS = 2


def without_cells(numbers: Iterable[Number], text: str, plain: str) -> tuple[Number, ...]:
    """The numbers, those that only number a row or fill a cell told apart as markers.

    `plain` is the text with its remarks blanked out, character for character: a label's remark has commas in it.
    """
    numbers = tuple(numbers)
    side_by_side = _side_by_side(numbers, text)
    cells = [(row.end(), _end_of_cells(plain, row.end())) for row in words().form_row.finditer(text)]
    return tuple(
        replace(number, kind="marker")
        if number.kind == "count"
        and (
            number.start in side_by_side
            or text[: number.start].endswith(_BLANK_CELL)
            or _fills_a_cell(number, plain, cells)
            or (number.unit is None and (_numbers_a_row(number, text) or _names_a_page(number, text)))
        )
        else number
        for number in numbers
    )


def _end_of_cells(plain: str, start: int) -> int:
    match = _CELLS.match(plain, start)
    return match.end() if match is not None else start


def _numbers_a_row(number: Number, text: str) -> bool:
    if number.end - number.start > _MOST_DIGITS:
        return False
    if number.start and text[number.start - 1].isspace() and _NEXT_ROW.match(text, number.end):
        return True  # 主动公开 4、不同意公开: apart from what stands before it, the 4 numbers what follows
    return words().form_row.match(text, number.start) is not None or _LAST.match(text, number.end) is not None


def _names_a_page(number: Number, text: str) -> bool:
    before, after = text[: number.start].rpartition("\n")[2], text[number.end :].partition("\n")[0]
    return not after.strip() and _TITLE.search(before) is not None


def _side_by_side(numbers: Sequence[Number], text: str) -> frozenset[int]:
    """Where counts begin that stand beside another with nothing but blanks between: the cells of one row."""
    counts = [number for number in numbers if number.kind == "count"]
    return frozenset(
        number.start
        for first, second in pairwise(counts)
        if first.end < second.start and not text[first.end : second.start].strip()
        for number in (first, second)
    )


def _fills_a_cell(number: Number, plain: str, cells: list[tuple[int, int]]) -> bool:
    """Whether a number stands in a row behind its label; one with its unit does if it is alone at the end of its line."""
    if not any(start <= number.start < end for start, end in cells):
        return False
    if number.unit is None:
        return _CLOSED.match(plain, number.end) is None
    return plain[number.start - 1].isspace() and not plain[number.end :].strip()
