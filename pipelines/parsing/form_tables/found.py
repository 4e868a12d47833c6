"""A figure with its place, made from what a cell says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.parsing.cells import read_cell
from pipelines.parsing.figures import Figure
from pipelines.parsing.form_tables.grid import GridCell
from storage.dictionary import dictionary
from storage.report import Applicant, Locator, PdfLocator, Period, TableLocator


def figure(
    code: str,
    cell: GridCell,
    *,
    applicant: Applicant = "all",
    period: Period = "year",
    declared: str | None = None,
    signed: bool = False,
    doubt: str | None = None,
) -> Figure | None:
    """The figure that a cell gives for a code; None for a blank cell. A `doubt` withholds the value whatever it is."""
    reading = read_cell(cell.text, unit=dictionary()[code].unit, declared=declared, signed=signed)
    if reading.blank:
        return None
    if cell.is_tall:
        doubt = doubt or "one cell stands for the values of several rows"
    value = None if doubt else reading.value
    return Figure(code, applicant, period, value, cell.text, locator(cell), "table", doubt or reading.doubt, cell.ocr)


def withheld(code: str, cells: Sequence[GridCell], applicants: Sequence[Applicant], doubt: str) -> Iterator[Figure]:
    """A figure without a value for each applicant, where a row's values cannot be told apart. None for an empty row."""
    printed = [cell for cell in cells if not cell.is_blank]
    if printed:
        raw = " ".join(cell.text for cell in printed)
        for applicant in applicants:
            yield Figure(code, applicant, "year", None, raw, locator(printed[0]), "table", doubt)


def locator(cell: GridCell) -> Locator:
    """Where the cell stands: on the page of a PDF or scan if its box is known, else in the report's table."""
    place = cell.place
    if place.page is not None and place.box is not None:
        return PdfLocator(page=place.page, box=place.box)
    row, column = (cell.column, cell.row) if cell.turned else (cell.row, cell.column)
    return TableLocator(table=cell.table, row=row, column=column)
