"""Where a flattened table begins and ends among the lines of a text.

A table begins where the heads of a form's table stand together, and goes on as long as its lines are heads, labels of its
rows, values, or a few short pieces between them (labels cut over lines). A sentence or the next heading ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.parsing.flat.lines import Line, cells_of
from pipelines.parsing.flat.words import (
    KINDS,
    LONGEST,
    Kind,
    cut_over,
    heads_of,
    is_head,
    is_result,
    is_row,
    is_sentence,
    is_unit,
    is_value,
    names_units,
)
from pipelines.parsing.form_tables.vocabulary import applications, cases, statistics, subjects
from pipelines.parsing.labels import read_label

_RESULTS = 3  # results side by side that head a table of cases, as they do where each kind of case has a row
_NEAR = 8  # lines among which the next cells are looked for
_PIECES = 3  # lines in a row that may be neither head, label nor value
_ORDINAL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+部分)"
)


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines start..end-1 hold a table of this kind; None for a table of another make, told by its dividers alone."""

    kind: Kind | None
    start: int
    end: int


def find_zones(lines: Sequence[Line]) -> tuple[Zone, ...]:
    """The tables among consecutive lines, in order, none over another."""
    zones = []
    index = 0
    while index < len(lines):
        kind = _begins(lines, index) or _begins_cut(lines, index)
        end = _extent(lines, index, kind) if kind else _divided(lines, index)
        if end > index + 1 or (end > index and len(lines[index].cells) > 1 and kind):
            zones.append(Zone(kind, index, end))
        index = max(end, index + 1)
    return tuple(zones)


def _begins(lines: Sequence[Line], index: int, inside: Kind | None = None) -> Kind | None:
    """The kind of the form's table that begins at this line; a row's label begins none `inside` a table of its kind."""
    line = lines[index]
    if line.divider == "rule" or not any(cell and len(cell) <= LONGEST for cell in line.cells):
        return None
    near = [cell for after in _printed(lines, index) for cell in _as_heads(after)]
    if sum(is_result(cell) for cell in line.cells) >= _RESULTS:
        return "cases"
    for cell in _as_heads(line):
        if not cell or is_sentence(cell):
            continue
        label = read_label(cell)
        if not label.core:
            continue
        if subjects().item.search(label.core) or subjects().heading.exactly(label):
            return "subjects"
        if subjects().columns.exactly(label) and _together("subjects", near) >= 2:
            return "subjects"
        if applications().corner.find(label):
            return "applications"
        column = applications().columns.exactly(label)
        if column is not None and column.applicant == "natural_person" and _together("applications", near) >= 2:
            return "applications"
        row = applications().rows.exactly(label)
        if (
            inside != "applications"
            and row is not None
            and row.group is None
            and any(is_value(after) and after for after in near[1:2])
        ):
            return "applications" if row.opens is None and row.code != "applications.answered" else None
        if cases().blocks.exactly(label) and _together("cases", near) >= 2:
            return "cases"
        if sum(is_result(one) for one in near) >= _RESULTS and is_result(cell):
            return "cases"
        kind = statistics().columns.exactly(label)
        if kind == "name" and _together("statistics", near) >= 2:
            return "statistics"
        if kind == "ignored" and _together("statistics", near) >= 3 and _names(near[1:2]):
            return "statistics"
    return None


def _printed(lines: Sequence[Line], index: int) -> list[Line]:
    """This line and the next two that hold cells: rules and bars that end cells stand between them."""
    return [line for line in lines[index : index + _NEAR] if line.cells][:3]


def _begins_cut(lines: Sequence[Line], index: int, inside: Kind | None = None) -> Kind | None:
    """The kind of table that begins with a head cut over this and the next lines; its numbers must follow soon."""
    if lines[index].divider == "rule" or not lines[index].alone or is_sentence(lines[index].cells[0]):
        return None
    for kind in KINDS:
        cut = _cut(lines, index, kind)
        if cut < 2:
            continue
        whole = "".join(line.cells[0] for line in lines[index : index + cut] if line.cells)
        joined = Line(whole, (whole,), "none", lines[index].block, lines[index].place)
        if _begins([joined, *lines[index + cut : index + cut + 2]], 0, inside) == kind:
            return kind
    return None


def _as_heads(line: Line) -> tuple[str, ...]:
    """The line's cells; words that single blanks divide are cells where all are heads of one kind of table."""
    if line.alone and " " in line.cells[0] and len(line.cells[0]) <= LONGEST:
        words = tuple(line.cells[0].split())
        if any(heads_of(kind, words) for kind in KINDS):
            return words
    return line.cells


def _names(texts: Sequence[str]) -> bool:
    """Whether one of the texts heads the names of a statistics table."""
    return any(statistics().columns.exactly(read_label(text)) == "name" for text in texts)


def _together(kind: Kind, near: Sequence[str]) -> int:
    return sum(is_head(kind, cell) for cell in near)


def _extent(lines: Sequence[Line], start: int, kind: Kind) -> int:
    """The line after the last of the table that begins at `start`."""
    end = start + 1
    values = False
    pieces = 0
    whole = start  # lines before this one are pieces of a label that is known once they are put together
    for index in range(start, len(lines)):
        line = lines[index]
        if line.divider == "rule":
            continue
        of_label = index < whole
        fits = of_label or _fits(line, kind)
        if index >= whole and (cut := _cut(lines, index, kind)):
            fits, whole = True, index + cut
        numbers = index >= whole and any(is_value(cell) and cell for cell in cells_of(line, kind))
        goes_on = kind == "cases" and values and not numbers and _labels_case(lines, index)
        if index > start and not goes_on and not of_label:
            another = _begins(lines, index, inside=kind) or _begins_cut(lines, index, inside=kind)
            if another is not None and (another != kind or (values and kind != "subjects" and not numbers)):
                break
            if not fits and _is_heading(line):
                break
        if kind == "cases" and values and not goes_on and not any(is_value(cell) for cell in cells_of(line, kind)):
            break
        if fits:
            values, pieces, end = values or numbers, 0, index + 1
            continue
        pieces += 1
        if pieces > _PIECES or any(is_sentence(cell) for cell in line.cells):
            break
    return end


def _fits(line: Line, kind: Kind) -> bool:
    """Whether the line is surely of the table: a head or label of it, or values."""
    if line.divider in ("bar", "tab"):
        return True
    return any(
        is_value(cell) or is_head(kind, cell) or is_row(kind, cell, False) or is_unit(cell) or names_units(cell)
        for cell in cells_of(line, kind)
    )


def _labels_case(lines: Sequence[Line], index: int) -> bool:
    """Whether a kind of case and values follow here, and no results: another row of a table with a row for each."""
    for line in lines[index : index + _PIECES + 1]:
        if line.divider == "rule":
            continue
        if any(is_result(cell) for cell in line.cells):
            return False
        if any(is_value(cell) and cell for cell in cells_of(line, "cases")):
            return is_head("cases", lines[index].cells[0])
        if not all(is_head("cases", cell) for cell in line.cells):
            return False
    return False


def _cut(lines: Sequence[Line], index: int, kind: Kind) -> int:
    """Over how many lines from this one a label of the table is cut; 0 if it is none."""
    return cut_over([line.cells[0] if line.alone else "" for line in lines[index : index + 16]], kind)


def _is_heading(line: Line) -> bool:
    """Whether a line that is no part of the table begins a part of the report."""
    return (
        line.alone
        and _ORDINAL.match(line.cells[0]) is not None
        and not any(is_row(kind, line.cells[0], False) for kind in KINDS)
    )


def _divided(lines: Sequence[Line], start: int) -> int:
    """The line after a run of lines that bars or tabs divide into as many cells; `start` if there is no such run."""
    first = lines[start]
    if first.divider not in ("bar", "tab") or len(first.cells) < 2:
        return start
    end = start
    for line in lines[start:]:
        if line.divider != "rule" and (line.divider != first.divider or len(line.cells) != len(first.cells)):
            break
        end += 1
    return end if end - start >= 2 else start
