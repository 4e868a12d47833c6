"""The table of reconsideration and litigation (forms of 2019 and 2021): one row of values under a head of three rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipelines.parsing.figures import Figure
from pipelines.parsing.form_tables.found import figure, withheld
from pipelines.parsing.form_tables.grid import Column, GridCell, Row, align, heads
from pipelines.parsing.form_tables.vocabulary import cases
from pipelines.parsing.labels import Label, read_label
from pipelines.parsing.words import fold

_BRACKETS = re.compile(r"[()（）\[\]【】]")
_NUMBER = re.compile(r"^\s*[(（]?[一二三四五六七八九十0-9]{1,2}[)）、.．]")
_UNNAMED = ""  # a part of a block, which is not told
LEAST_LABELLED = 3  # rows of a block and a result each, that make a table one of cases
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年|$)")


class CasesReader:
    """Reads rows of the table of cases, one after another."""

    def __init__(self, year: int | None = None) -> None:
        self._year = year
        self._header: list[Row] = []
        self._data_seen = False

    def is_table(self, row: Row) -> bool:
        """Whether the row alone shows that this is the table of cases: two blocks or three results."""
        blocks, results = _counted(row)
        return not row.has_numbers and (blocks >= 2 or results >= 3)

    def is_header(self, row: Row) -> bool:
        """Whether the row belongs to the head: results, or the name of a block and nothing else."""
        blocks, results = _counted(row)
        if self._by_rows and blocks and not results:
            return False  # a row of that table whose values are all blank
        return not row.has_numbers and (
            blocks >= 2 or results >= 3 or (blocks == 1 and blocks + results == len(row.words))
        )

    def goes_on(self, rows: Sequence[Row]) -> bool:
        """Whether a table without words is the values of the head that stood in a table of its own before it."""
        if not self._header or self._data_seen or any(row.words for row in rows):
            return False
        return any(row.has_numbers for row in rows)

    def header(self, row: Row) -> None:
        """A row of the head; after a row of values, the first of another head."""
        if self._data_seen:
            self._header, self._data_seen = [], False
        self._header.append(row)

    @property
    def expects_header(self) -> bool:
        return bool(self._header) and not self._data_seen and not self._by_rows

    @property
    def _by_rows(self) -> bool:
        """Whether the head names results and no block: the table has a row for each kind of case."""
        counted = [_counted(head) for head in self._header]
        return any(results >= 3 for _, results in counted) and not any(blocks for blocks, _ in counted)

    def _block_of(self, row: Row) -> str | None:
        """The block that labels a row of values, in a table with a row for each kind of case; the innermost of several."""
        if not self._by_rows:
            return None
        found = [(block, cell) for cell in row.cells if cell.is_words and (block := block_of(cell.text)) is not None]
        if not found:
            return None
        name, own = found[-1]
        if name in cases().inside.values():
            # Merged over its parts' rows, or beside a blank where its part's name belongs: a part that lost its label.
            beside = next((cell for cell in row.cells if cell.column == own.end), None)
            if own.is_tall or (beside is not None and beside.is_blank):
                return _UNNAMED
        return name

    def _transposed(self, row: Row, block: str) -> Iterator[Figure]:
        """The figures of a row that names its block, under a head of results."""
        self._data_seen = True
        columns = _transposed_columns(self._header, block)
        meanings = [column.meaning for column in columns]
        pairs = align(row, columns) if len(set(meanings)) == len(meanings) else None
        yield from _confirmed(_figures(pairs or ()), columns)

    def labelled(self, rows: Sequence[Row]) -> tuple[tuple[Row, str], ...]:
        """The rows of a table that has one for every block and result (行政复议—结果维持), each with its code."""
        found = [(row, code) for row in rows if row.has_numbers and (code := _code_of(row)) is not None]
        return tuple(found) if len(found) >= LEAST_LABELLED else ()

    def labelled_figures(self, found: Sequence[tuple[Row, str]]) -> Iterator[Figure]:
        """The figures of such rows: of each its one value; nothing of one that prints several."""
        for row, code in found:
            values = [cell for cell in row.begun if cell.is_number]
            if len(values) == 1 and values[0] is row.begun[-1]:
                made = figure(code, values[0])
                if made is not None:
                    yield made

    def data(self, row: Row, below: Sequence[Row] = ()) -> Iterator[Figure]:
        """The figures of a row of values; `below` are the table's rows after it.

        Of several such rows under one head the one of the report's year counts; where none is labelled so, none can be told
        from the others.
        """
        block = self._block_of(row)
        if block is not None:
            yield from self._transposed(row, block)
            return
        columns = case_columns(self._header)
        if self._header and self._header[-1].table != row.table:
            columns = tuple(Column(column.meaning, None) for column in columns)
        pairs = align(row, columns) if columns else None
        years = _years_of(row)
        if years and self._year is not None and self._year not in years:
            return
        alone = self._year in years or not (self._data_seen or self._has_rival(row, below, columns))
        again = None if alone else "the table has more than one row of values"
        self._data_seen = True
        if pairs is None:
            codes = [code for results in _blocks_printed(self._header) for code in cases().codes[results].values()]
            for code in codes:
                values = [cell for cell in row.cells if not cell.is_words]
                yield from withheld(code, values, ("all",), "the row's cells do not fit the table's columns")
            return
        blank = [cell.is_blank for _, cell in pairs]
        lone = blank.index(True) if blank.count(True) == 1 else None
        yield from _confirmed(_figures(pairs, again), columns, lone_blank=lone)

    def _has_rival(self, row: Row, below: Sequence[Row], columns: Sequence[Column[str]]) -> bool:
        """Whether another row of values follows under this head, and does not say the same."""
        said = [cell.text for cell in row.cells if not cell.is_words]
        for other in below:
            if self.is_header(other):
                return False
            years = _years_of(other)
            told_apart = bool(years) and self._year not in years
            if other.has_numbers and not told_apart and align(other, columns) is not None:
                return [cell.text for cell in other.cells if not cell.is_words] != said
        return False


def _figures(pairs: Iterable[tuple[Column[str], GridCell]], doubt: str | None = None) -> list[Figure]:
    """The figures of value cells under their columns."""
    made = [figure(column.meaning, cell, doubt=doubt) for column, cell in pairs if column.meaning is not None]
    return [found for found in made if found is not None]


def _confirmed(
    figures: Sequence[Figure], columns: Sequence[Column[str]], *, lone_blank: int | None = None
) -> Iterator[Figure]:
    """The figures; under a head that is not the form's, those of a block only whose printed total confirms them.

    A head and a row that both lost or gained a cell fit each other again, and every value between would be another's. Under
    the form's head, a row whose last cell alone is blank may lack a cell before: then no total confirms its block. So may one
    with a lone blank elsewhere, where the totals of two blocks are not their sums. `lone_blank` is that cell's place.
    """
    printed: dict[str, list[str]] = {}
    for column in columns:
        block, _, result = (column.meaning or "").rpartition(".")
        if block:
            printed.setdefault(block, []).append(result)
    of_block = {block: [found for found in figures if found.code.rpartition(".")[0] == block] for block in printed}
    totals = {block: _total_confirms(own) for block, own in of_block.items()}
    contradicted = sum(confirms is False for confirms in totals.values())
    ends = lone_blank == len(columns) - 1 and contradicted and not any(totals.values())
    shifted = ends or (lone_blank is not None and contradicted > 1)
    if _is_the_forms(printed) and not shifted:
        yield from figures
        return
    doubt = "the head is not the form's, and the block's total does not confirm its figures"
    if shifted:
        doubt = "a cell is blank and totals are not the sums of their blocks: the row may be out of place"
    for block, own in of_block.items():
        yield from own if totals[block] else (replace(found, value=None, doubt=found.doubt or doubt) for found in own)


def _total_confirms(block: Sequence[Figure]) -> bool | None:
    """Whether the block's printed total is the sum of its other figures; None where no total is printed."""
    total = next((found.value for found in block if found.code.endswith(".total")), None)
    parts = [found.value for found in block if not found.code.endswith(".total")]
    known = [value for value in parts if value is not None]
    return None if total is None else len(known) == len(parts) and sum(known) == total


def _is_the_forms(printed: Mapping[str, Sequence[str]]) -> bool:
    """Whether every block prints all of its results in the form's order, or several of them the same ones in that order."""
    codes = cases().codes
    whole = {block: [result for result in codes["review"] if result in codes[block]] for block in printed}
    runs = list(printed.values())
    ordered = all(list(run) == [one for one in whole[block] if one in run] for block, run in printed.items())
    return ordered and (
        all(list(run) == whole[block] for block, run in printed.items())
        or (len(runs) > 1 and all(run == runs[0] for run in runs))
    )


@lru_cache(maxsize=1024)
def block_of(text: str) -> str | None:
    """The block that a label names, alone or with the one it stands in: 行政诉讼（复议后起诉）, 未经复议直接起诉的行政诉讼."""
    words = cases()
    rest, named = _without_brackets(text), []
    for name in sorted(words.names, key=len, reverse=True):
        if name in rest:
            named.append(words.names[name])
            rest = rest.replace(name, "", 1)
    if named and words.beside.fullmatch(rest):
        inner = [block for block in named if block not in {words.inside[other] for other in named}]
        if len(inner) == 1 and all(block in (inner[0], words.inside[inner[0]]) for block in named):
            return inner[0]
    found = words.blocks.find(read_label(text))
    return found.meaning if found else None


def _without_brackets(text: str) -> str:
    """A label's words, those in brackets too: in a label of cases they hold a block's name and no remark."""
    return read_label(_BRACKETS.sub("", _NUMBER.sub("", text))).core


def _code_of(row: Row) -> str | None:
    """The code that a row's one label names by a block and a result of it."""
    if len(row.words) != 1:
        return None
    core = _without_brackets(row.words[0].text)
    words = cases()
    block: str | None = None
    while core:
        head = next(
            (
                (length, found)
                for length in range(len(core) - 1, 3, -1)
                if (found := words.blocks.exactly(Label(None, core[:length], None))) is not None
            ),
            None,
        )
        if head is None:
            break
        if block is not None and words.inside.get(head[1]) != block:
            return None
        block, core = head[1], core[head[0] :]
    result = words.results.exactly(Label(None, core, None))
    return words.codes[block].get(result) if block is not None and result is not None else None


def _years_of(row: Row) -> set[int]:
    """The years that a row's labels name."""
    return {int(found) for cell in row.words for found in _YEAR.findall(fold(cell.text))}


def _transposed_columns(header: Sequence[Row], block: str) -> tuple[Column[str], ...]:
    """The columns of a head that names results only, for the block that a row of values names."""
    codes = cases().codes.get(block, {})
    columns: list[Column[str]] = []
    for cell in heads(header):
        result = cases().results.find(cell.label)
        if result is not None:
            columns.append(Column(codes.get(result.meaning), cell.span))
    return tuple(sorted(columns, key=lambda column: column.span or (0, 0)))


def _counted(row: Row) -> tuple[int, int]:
    """How many cells of the row name a block, and how many a result."""
    words = cases()
    return (
        sum(block_of(cell.text) is not None for cell in row.words),
        sum(words.results.find(cell.label) is not None for cell in row.words),
    )


def case_columns(header: Sequence[Row]) -> tuple[Column[str], ...]:
    """The columns that a head prints, each meaning a code; none where they cannot be told.

    A result belongs to the block whose cell stands over it; where the head's rectangles do not tell, the runs of results
    belong to the blocks in their order.
    """
    blocks: list[tuple[GridCell, str]] = []
    results: list[tuple[GridCell, str]] = []
    unknown: list[GridCell] = []
    words = cases()
    for cell in heads(header):
        block = block_of(cell.text)
        result = words.results.find(cell.label)
        if block is not None:
            blocks.append((cell, block))
        elif result is not None:
            results.append((cell, result.meaning))
        else:
            unknown.append(cell)
    if not results or not blocks:
        return ()
    first = min(cell.column for cell, _ in results)
    if any(not cell.measured or cell.end > first for cell in unknown):
        return ()  # a head that is not known stands among those of the form
    ordered = _by_runs(blocks, results)
    placed = _by_rectangles(blocks, results)
    if placed is None and unknown:
        return ()
    if placed is not None:
        meanings = [column.meaning for column in placed]
        if ordered is not None and len(ordered) == len(placed) and meanings != [c.meaning for c in ordered]:
            return ()
        return placed
    return ordered or ()


def _by_rectangles(
    blocks: Sequence[tuple[GridCell, str]], results: Sequence[tuple[GridCell, str]]
) -> tuple[Column[str], ...] | None:
    """The columns by the deepest block over each result; None where the rectangles do not tell."""
    spans = sorted((cell.column, cell.end) for cell, _ in results)
    if not all(cell.measured for cell, _ in results) or any(left[1] > right[0] for left, right in pairwise(spans)):
        return None
    columns = []
    taken = set()
    parents = set(cases().inside.values())
    for cell, result in sorted(results, key=lambda item: item[0].column):
        over = [
            (block_cell.row, block)
            for block_cell, block in blocks
            if block_cell.row < cell.row and block_cell.column <= cell.column and cell.end <= block_cell.end
        ]
        if not over:
            return None
        block = max(over)[1]
        if block in parents and (block in _within(blocks) or not _filled(blocks, block, results)):
            return None
        code = cases().codes[block].get(result)
        if (block, result) in taken or (code is None and block != "litigation"):
            return None
        taken.add((block, result))
        columns.append(Column(code, cell.span))
    return tuple(columns)


def _within(blocks: Sequence[tuple[GridCell, str]]) -> set[str | None]:
    """The blocks of which a part is printed: a result right under such a one is under a part whose name is lost."""
    return {cases().inside[block] for _, block in blocks}


def _filled(blocks: Sequence[tuple[GridCell, str]], name: str, results: Sequence[tuple[GridCell, str]]) -> bool:
    """Whether the results under a block are as wide as it: else other results of it have lost their labels."""
    (over, *_) = [cell for cell, block in blocks if block == name]
    width = sum(cell.end - cell.column for cell, _ in results if over.column <= cell.column and cell.end <= over.end)
    return width == over.end - over.column


def _by_runs(
    blocks: Sequence[tuple[GridCell, str]], results: Sequence[tuple[GridCell, str]]
) -> tuple[Column[str], ...] | None:
    """The columns by the order in which blocks and results are printed; None where their numbers differ."""
    runs: list[list[str]] = []
    for _, result in results:
        if not runs or result in runs[-1]:
            runs.append([])
        runs[-1].append(result)
    named = _innermost([block for _, block in blocks])
    if len(runs) != len(named) or any(run != runs[0] for run in runs):
        return None
    codes = cases().codes
    return tuple(
        Column(codes[block].get(result), None) for block, run in zip(named, runs, strict=True) for result in run
    )


def _innermost(printed: Sequence[str]) -> list[str]:
    """The blocks that hold results themselves, in the order printed, each once."""
    parents = {cases().inside[block] for block in printed}
    return list(dict.fromkeys(block for block in printed if block not in parents))


def _blocks_printed(header: Sequence[Row]) -> list[str]:
    printed = [found for row in header for cell in row.words if (found := block_of(cell.text)) is not None]
    return _innermost(printed)
