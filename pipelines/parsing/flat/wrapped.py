"""Rows whose label goes on above and below the line of its values, as a paper's lines have them.

    unwrapped(lines) -> lines

    （一）主动公开政府信息数（不同
    2 条 125                               becomes one line of three cells
    渠道和方式公开相同信息计1条）

As many lines come back; the others of such a row hold no cells. A label is put together only where the forms know it whole, its
brackets closed, in one way, and no line would be a piece of two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.parsing.cells import is_blank
from pipelines.parsing.flat.lines import Line
from pipelines.parsing.flat.words import KINDS, LONGEST, Kind, is_head, is_row, is_sentence, is_unit, is_value, is_whole
from pipelines.parsing.form_tables.vocabulary import statistics
from pipelines.parsing.labels import read_label
from storage.dictionary import dictionary

_KINDS: tuple[Kind, ...] = (
    "subjects",
    "statistics",
)  # the head of applicants is cut as their rows are, and tells no order
_MOST_ASIDE = 5  # lines of a label above its values, or below
_LEAST_VALUES = 2  # on a line, units and numbers in order among them: where a cell stands on a line, its label stands on another in any case
_COUNTED = re.compile(r"^([0-9]{1,3})\s+(?=\D)")
_ORDINAL = re.compile(r"^[0-9]{1,3}$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of values: its number in order, the words before them, and they, their unit among them."""

    ordinal: str
    words: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    """The cells of a row that lines first..last make together, its values on line `at`."""

    first: int
    last: int
    at: int
    cells: tuple[str, ...]


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines, each row whose label is cut around its values in the first of its lines."""
    if any(_is_side_by_side(line) for line in lines):
        return list(lines)
    found = [whole for index in range(len(lines)) if (whole := _whole(lines, index)) is not None]
    used = Counter(index for whole in found for index in range(whole.first, whole.last + 1))
    made = list(lines)
    for whole in found:
        span = range(whole.first, whole.last + 1)
        if any(used[index] > 1 for index in span):
            continue
        for index in span:
            made[index] = replace(lines[index], cells=(), divider="rule", blanks=0, continued=index > whole.first)
        made[whole.first] = replace(
            lines[whole.first], cells=whole.cells, divider="blanks", place=lines[whole.at].place
        )
    return made


def _is_side_by_side(line: Line) -> bool:
    """Whether the line heads two tables beside each other: what stands above values may then be a label of either."""
    words = [word for cell in line.cells for word in cell.split()]
    return sum(statistics().columns.exactly(read_label(word)) == "name" for word in words) > 1


def _row(line: Line) -> _Row | None:
    """A line that ends in values, or in a unit and values; None for any other."""
    words = [word for cell in line.cells for word in cell.split()]
    if line.divider not in ("none", "blanks") or not words or not is_value(words[-1]):
        return None
    begin = len(words)
    while begin and is_value(words[begin - 1]):
        begin -= 1
    if begin and is_unit(words[begin - 1]):
        begin -= 1
    counted = begin > 0 and _ORDINAL.match(words[0]) is not None
    if not begin and len(words) == 2 and _ORDINAL.match(words[0]):  # a number in order, or the first of two values
        return _Row(words[0], "", tuple(words[1:])) if is_blank(words[1]) else None
    return _Row(words[0] if counted else "", "".join(words[counted:begin]), tuple(words[begin:]))


def _whole(lines: Sequence[Line], at: int) -> _Whole | None:
    """The label around the values of a line, if it is cut and can be put together in one way."""
    row = _row(lines[at])
    if row is None or any(is_whole(kind, row.words) for kind in KINDS):
        return None
    if len(row.values) + bool(row.ordinal) < _LEAST_VALUES:
        return None
    above = list(_aside(lines, range(at - 1, at - 1 - _MOST_ASIDE, -1)))
    below = list(_aside(lines, range(at + 1, at + 1 + _MOST_ASIDE)))
    ways = {}
    for up in range(len(above) + 1):
        for down in range(len(below) + 1):
            pieces = [*(lines[index].cells[0] for index in reversed(above[:up])), row.words]
            pieces += [lines[index].cells[0] for index in below[:down]]
            begin = _COUNTED.match(pieces[0]) if up and not row.ordinal else None
            label = "".join("".join(pieces)[begin.end() if begin else 0 :].split())
            known = any(is_row(kind, label, True) for kind in _KINDS)
            if up + down + bool(row.words) > 1 and known and _is_closed(label) and _is_counted_in(label, row.values[0]):
                ways[up, down] = (begin[1] if begin else row.ordinal, label)
    if len(ways) != 1:
        return None
    ((up, down), (ordinal, label)), *_ = ways.items()
    first, last = (above[up - 1] if up else at), (below[down - 1] if down else at)
    return _Whole(first, last, at, ((ordinal,) if ordinal else ()) + (label, *row.values))


def _aside(lines: Sequence[Line], places: range) -> Iterator[int]:
    """The lines of words alone on one side of a row, up to the next that is none, or a whole label."""
    for index in places:
        if not 0 <= index < len(lines) or not lines[index].alone or lines[index].divider != "none":
            return
        text = lines[index].cells[0]
        if not text or is_value(text) or is_sentence(text) or _row(lines[index]):
            return
        yield index
        if _is_closed(text) and any(is_head(kind, text) or is_row(kind, text, True) for kind in KINDS):
            return


def _is_counted_in(label: str, unit: str) -> bool:
    """Whether the form counts what the label names in this unit, if it is one."""
    row = statistics().rows.exactly(read_label(label))
    return not is_unit(unit) or row is None or row.code is None or dictionary()[row.code].unit == read_label(unit).core


def _is_closed(text: str) -> bool:
    return len(text) <= 2 * LONGEST and text.count("（") + text.count("(") == text.count("）") + text.count(")")
