"""The head of the table of applications: which of its columns is which applicant's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipelines.parsing.form_tables.grid import Column, GridCell, Row, heads
from pipelines.parsing.form_tables.vocabulary import ApplicantColumn, applications, statistics
from pipelines.parsing.labels import read_label

_HEADING = "申请人情况"


def applicant_columns(header: Sequence[Row]) -> tuple[Column[ApplicantColumn], ...]:
    """The columns that a head prints, left to right; none where their order cannot be told.

    By geometry where the head's rectangles agree with each other, else by the order of its labels: the parts of
    法人或其他组织 stand where it stands.
    """
    words = applications()
    leaves: list[tuple[GridCell, ApplicantColumn | None]] = []
    group: list[GridCell] = []
    group_at = 0
    cells = [cell for cell in heads(header) if not words.corner.find(cell.label)]
    lines = {cell.row for cell in cells if words.group.find(cell.label) or words.columns.find(cell.label)}
    after = _corner_end(header)
    for cell in cells:
        if words.group.find(cell.label):
            group_at = len(leaves)
            group.append(cell)
        elif (found := words.columns.find(cell.label)) is not None or (
            cell.column >= after and any(cell.row <= line < cell.bottom for line in lines)
        ):
            leaves.append((cell, found.meaning if found else None))
    leaves = _stacked(leaves)
    if not leaves and not group:
        return _only_column(cells, after)
    leaves += _nameless(leaves, header)
    if not any(meaning and meaning.in_group for _, meaning in leaves) and all(map(_is_narrow, group)):
        # The organisations are one column, whose figures are none of the dictionary's.
        leaves, group = [*leaves, *((cell, None) for cell in group)], []
    meanings = [meaning.applicant for _, meaning in leaves if meaning]
    if not meanings:
        return ()
    twice = {applicant for applicant, times in Counter(meanings).items() if times > 1}
    if twice and len(leaves) >= len(words.applicants) > len(set(meanings)):
        return ()  # as many heads as the form has, one of them twice and another lost: those between may be out of place
    leaves = [(cell, None if meaning and meaning.applicant in twice else meaning) for cell, meaning in leaves]
    if _agrees(leaves, group, header):
        return tuple(Column(meaning, cell.span) for cell, meaning in sorted(leaves, key=lambda leaf: leaf[0].column))
    return _in_order(leaves, group, group_at)


def _only_column(cells: Sequence[GridCell], after: int) -> tuple[Column[ApplicantColumn], ...]:
    """The one column of a table that has no applicants, only 数量: what it counts is all of them."""
    right = [cell for cell in cells if cell.measured and cell.column >= after > 0]
    if len(right) != 1 or statistics().columns.exactly(right[0].label) != "year":
        return ()
    return (Column(ApplicantColumn("all", in_group=False), right[0].span),)


def _nameless(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], header: Sequence[Row]
) -> list[tuple[GridCell, ApplicantColumn | None]]:
    """The one column whose head is blank, where the form has the one applicant that the head does not name. It means nothing."""
    order = applications().applicants
    named = {meaning.applicant: cell.column for cell, meaning in leaves if meaning}
    lacking = [applicant for applicant in order if applicant not in named]
    if len(lacking) != 1 or len(leaves) != len(named) or not header:
        return []
    place = order.index(lacking[0])
    left = max((column for applicant, column in named.items() if order.index(applicant) < place), default=-1)
    right = min((column for applicant, column in named.items() if order.index(applicant) > place), default=None)
    blank = [
        cell
        for row in header
        for cell in row.begun
        if cell.measured and cell.text == "" and cell.bottom == header[-1].index + 1
    ]
    found = [cell for cell in blank if cell.column > left and (right is None or cell.end <= right)]
    return [(found[0], None)] if len(blank) == len(found) == 1 else []


def _is_narrow(cell: GridCell) -> bool:
    """Whether a head covers one column of its grid: nothing can stand under it that lost its label."""
    return cell.measured and cell.end - cell.column == 1


def _corner_end(header: Sequence[Row]) -> int:
    """The first place right of the note in the table's corner: heads that are not known stand for columns from there on.

    Without the note, right of the first head that is known.
    """
    words = applications()
    cells = heads(header)
    notes = [cell.end for cell in cells if (found := words.corner.find(cell.label)) and found.meaning != _HEADING]
    if notes:
        return min(notes)
    return min((cell.column for cell in cells if words.columns.find(cell.label)), default=0)


def _stacked(
    leaves: list[tuple[GridCell, ApplicantColumn | None]],
) -> list[tuple[GridCell, ApplicantColumn | None]]:
    """The leaves, a label cut over two cells under each other made one (商业 / 企业)."""
    words = applications()
    joined: dict[tuple[int, int, int], list[tuple[GridCell, ApplicantColumn | None]]] = {}
    for cell, meaning in leaves:
        joined.setdefault((cell.table, cell.column, cell.end), []).append((cell, meaning))
    made = []
    for cell, meaning in leaves:
        stack = joined[cell.table, cell.column, cell.end]
        if len(stack) == 1 or not cell.measured or stack[0][0].bottom > stack[1][0].row:
            made.append((cell, meaning))
        elif cell is stack[0][0]:
            found = words.columns.find(read_label("".join(part.text for part, _ in stack)))
            if found is None:
                return leaves
            made.append((cell, found.meaning))
    return made


def _agrees(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], group: Sequence[GridCell], header: Sequence[Row]
) -> bool:
    """Whether the head's rectangles are those of one grid: leaves side by side, the group over its parts and only them."""
    spans = sorted((cell.column, cell.end) for cell, _ in leaves)
    if not all(cell.measured for cell, _ in leaves) or any(left[1] > right[0] for left, right in pairwise(spans)):
        return False
    if len(group) > 1 or len({row.table for row in header}) > 1:
        return False
    if not group:
        return len({cell.row for cell, _ in leaves}) == 1 or all(
            cell.bottom >= header[-1].index + 1 for cell, _ in leaves
        )
    reach = _reach(group[0], header)
    for cell, meaning in leaves:
        inside = group[0].column <= cell.column and cell.end <= reach
        if meaning is not None and inside != meaning.in_group:
            return False
    return True


def _reach(group: GridCell, header: Sequence[Row]) -> int:
    """How far a group's label reaches: in a grid without merged cells, over the blank ones right of it."""
    blank = {cell.column: cell.end for row in header if row.index == group.row for cell in row.begun if cell.text == ""}
    reach = group.end
    while reach in blank:
        reach = blank[reach]
    return reach


def _in_order(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], group: Sequence[GridCell], group_at: int
) -> tuple[Column[ApplicantColumn], ...]:
    """The columns by the order in which the head prints their labels, without geometry."""
    known = [index for index, (_, meaning) in enumerate(leaves) if meaning and meaning.in_group]
    if not known or any(meaning and not meaning.in_group for _, meaning in leaves[known[0] : known[-1] + 1]):
        return ()
    parts = [meaning for _, meaning in leaves[known[0] : known[-1] + 1]]
    rest = [meaning for _, meaning in leaves[: known[0]]] + [meaning for _, meaning in leaves[known[-1] + 1 :]]
    if any(meaning is None for meaning in rest):
        return ()
    rows = {cell.row for cell, _ in leaves}
    if len(rows) == 1 and all(cell.row not in rows for cell in group):
        # All labels in one row stand in its order, wherever the line that prints the group over them begins.
        ordered = [meaning for _, meaning in leaves]
    elif not group:
        ordered = []
    elif group_at <= known[0] or group_at >= known[-1]:
        before = group_at if group_at <= known[0] else group_at - len(parts)
        ordered = rest[:before] + parts + rest[before:]
    else:
        ordered = []
    if _contradicted(leaves, ordered):
        return ()
    return tuple(Column(meaning, None) for meaning in ordered)


def _contradicted(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], ordered: Sequence[ApplicantColumn | None]
) -> bool:
    """Whether the labels, each in columns of its own, stand in another order across the page than down it."""
    across = sorted(leaves, key=lambda leaf: leaf[0].column)
    apart = all(one.end <= other.column for (one, _), (other, _) in pairwise(across))
    measured = all(cell.measured for cell, _ in leaves)
    return measured and apart and [meaning for _, meaning in across] != list(ordered)
