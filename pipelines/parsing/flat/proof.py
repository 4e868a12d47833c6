"""Rows of the table of applications that lost their blank cells: under which columns the sums leave their values.

    proved(rows, columns) -> for each row, what stands in each column; None for a row of which nothing is told

    一、本年新收    12 3 15       15 is the total, whichever applicants had 12 and 3
    （一）予以公开   10 0 0 0 0 0 10
    （五）1.信访     2 3 5        2 and 3 go where 12 and 3 go ...
    （七）总计      12 3 0 0 0 0 15   ... which this row tells

The values of a row keep their order, its parts add up to its total, the outcomes to what was handled, and what was new and
carried over to what was handled and is carried on: in every column. What stands in a column is told where every way to hold all of
these agrees about it. Where there is none, the table has lost or gained more than blanks, and nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from pipelines.parsing.cells import read_cell
from pipelines.parsing.flat.assembly import Piece
from pipelines.parsing.form_tables.vocabulary import ApplicantColumn, applications
from pipelines.parsing.labels import read_label

_MOST_STATES = 1_000  # partial sums of the outcomes that are kept in mind
_OUTCOME = "applications.outcome."
# What was handled, is new, was carried over, is carried on.
_SIDES = ("applications.answered", "applications.received", "applications.carried_in", "applications.carried_out")
Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A row's labels and the values that are printed; `whole` where it has one for each column, blank ones among them."""

    labels: tuple[str, ...]
    values: tuple[Piece, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which a row's values may stand: the place of the value in each column, None for a blank."""

    places: tuple[int | None, ...]
    counts: Vector


def proved(rows: Sequence[Printed], columns: Sequence[ApplicantColumn]) -> list[list[list[Piece]] | None] | None:
    """What stands in each column of each row; None where the sums of the table do not hold in any way.

    In a column of which the ways do not agree stand all of the row's values: a reader sees them and takes none for a figure.
    """
    total = next((index for index, column in enumerate(columns) if column.applicant == "all"), None)
    codes = _codes(rows)
    if total is None or codes is None:
        return None
    ways = [_ways(row, len(columns), total) for row in rows]
    if not all(ways):
        return None
    held = _holding(ways, codes, [total])
    if held is None or not all(held):
        return None
    ways = _holding(held, codes, range(len(columns))) or held
    if not all(ways):
        return None
    return [_agreed(row, found) for row, found in zip(rows, ways, strict=True)]


def _codes(rows: Sequence[Printed]) -> list[str] | None:
    """What each row counts; None where one is not known or stands twice, or the rows that all others balance are missing."""
    words = applications()
    group: str | None = None
    found: list[str] = []
    for row in rows:
        if not row.labels:
            return None
        for text in row.labels:
            entered = words.groups.exactly(read_label(text))
            group = entered or group
        label = read_label(row.labels[-1])
        inside = words.within.get(group or "")
        named = (inside.exactly(label) if inside else None) or words.rows.exactly(label)
        if named is None:
            if row.values or words.groups.exactly(label) is None:
                return None
            found.append("")
            continue
        group = named.opens or named.group or group
        found.append(named.code)
    printed = [code for code, row in zip(found, rows, strict=True) if code]
    parts = any(code.startswith("applications.outcome.other.") for code in printed)
    whole = {"applications.received", "applications.answered"} <= set(printed)
    twice = len(set(printed)) != len(printed) or (parts and "applications.outcome.other" in printed)
    return found if whole and not twice else None


def _ways(row: Printed, width: int, total: int) -> list[_Way]:
    """The ways in which a row's values may stand, in order, so that its parts add up to its total."""
    readings = [read_cell(text, unit="件") for text, _ in row.values]
    counts = [int(reading.value or 0) for reading in readings]
    exact = all(
        reading.value is None or reading.value == count for reading, count in zip(readings, counts, strict=True)
    )
    if any(reading.doubt for reading in readings) or not exact or len(readings) > width:
        return []
    found = []
    for chosen in combinations(range(width), len(counts)):
        places: list[int | None] = [None] * width
        for place, column in enumerate(chosen):
            places[column] = place
        vector = tuple(0 if place is None else counts[place] for place in places)
        if row.whole or sum(vector) == 2 * vector[total]:
            found.append(_Way(tuple(places), vector))
    return found


def _holding(ways: Sequence[list[_Way]], codes: Sequence[str], columns: Sequence[int]) -> list[list[_Way]] | None:
    """Of each row the ways that are part of one in which these columns balance; None if there are too many to tell. Empty ones where
    there is none."""
    at = {code: index for index, code in enumerate(codes) if code}
    nought = (0,) * len(columns)
    outcomes = [index for index, code in enumerate(codes) if code.startswith(_OUTCOME)]
    seen = {index: {_of(way, columns) for way in ways[index]} for index in {*outcomes, *at.values()}}
    sides = [seen[at[code]] if code in at else {nought} for code in _SIDES]
    done = {pair[0] for pair in _balanced(sides)}
    most = tuple(max(column) for column in zip(*done, strict=True)) if done else nought
    forward = [{nought}]
    for index in outcomes:
        sums = {_plus(one, other) for one in forward[-1] for other in seen[index]}
        sums = {one for one in sums if all(a <= b for a, b in zip(one, most, strict=True))}
        if len(sums) > _MOST_STATES:
            return None
        forward.append(sums)
    done &= forward[-1]
    allowed: dict[int, set[Vector]] = {}
    backward = done
    for step, index in reversed(list(enumerate(outcomes))):
        allowed[index] = {other for other in seen[index] if any(_plus(one, other) in backward for one in forward[step])}
        backward = {one for one in forward[step] if any(_plus(one, other) in backward for other in seen[index])}
    balanced = [pair for pair in _balanced(sides) if pair[0] in done]
    for side, code in enumerate(_SIDES):
        if code in at:
            allowed[at[code]] = {pair[side] for pair in balanced}
    return [
        [way for way in found if index not in allowed or _of(way, columns) in allowed[index]]
        for index, found in enumerate(ways)
    ]


def _balanced(sides: Sequence[set[Vector]]) -> set[tuple[Vector, Vector, Vector, Vector]]:
    """What was handled, new, carried over and is carried on, as far as both sides are equal."""
    done, new, old, left = sides
    behind: dict[Vector, list[tuple[Vector, Vector]]] = {}
    for one, other in product(done, left):
        behind.setdefault(_plus(one, other), []).append((one, other))
    return {
        (one, first, second, other)
        for first, second in product(new, old)
        for one, other in behind.get(_plus(first, second), ())
    }


def _of(way: _Way, columns: Sequence[int]) -> Vector:
    return tuple(way.counts[column] for column in columns)


def _plus(one: Vector, other: Vector) -> Vector:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _agreed(row: Printed, ways: Sequence[_Way]) -> list[list[Piece]] | None:
    """What all ways have in each column, and all of the row's values where they differ; None if all columns are open."""
    if len(row.values) == 1 and len(ways) > 1:
        return None  # a nought anywhere would stand alone, and look like a figure
    columns = [{way.places[column] for way in ways} for column in range(len(ways[0].places))]
    if not any(places != {None} and len(places) == 1 for places in columns) and len(ways) > 1:
        return None
    cells: list[list[Piece]] = []
    for places in columns:
        if len(places) > 1:
            cells.append(list(row.values))
        else:
            (place,) = places
            cells.append([] if place is None else [row.values[place]])
    return cells
