"""Every figure of the forms' tables, altered by one, is flagged where it stands; an unaltered report never is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from pipelines.check import check
from pipelines.checking.ledger import APPLICANTS
from pipelines.parsing.figures import Figure, ProseReading
from storage.exports import concerns
from storage.report import Applicant, Check, Form, Indicator, TableLocator

Table = dict[tuple[str, Applicant], int]
OUTCOMES = {
    "2019": ("granted", "granted_partly", "refused.state_secret", "unable.not_held", "not_processed.repeat", "other"),
    "2021": (
        "granted", "granted_partly", "refused.process_information", "unable.needs_creation", "not_processed.petition",
        "other.correction_overdue", "other.remaining",
    ),
}  # fmt: skip


def table(form: str) -> Table:
    """A report whose every relation holds, with a figure of its own in every cell."""
    cells: Table = {}
    for column, who in enumerate(APPLICANTS):
        outcomes = {f"applications.outcome.{name}": 3 + column + row for row, name in enumerate(OUTCOMES[form])}
        answered = sum(outcomes.values())
        cells |= {(code, who): value for code, value in outcomes.items()}
        cells[("applications.answered", who)] = answered
        cells[("applications.carried_in", who)] = 2
        cells[("applications.carried_out", who)] = 5
        cells[("applications.received", who)] = answered + 3
    for code in {code for code, _ in cells}:
        cells[(code, "all")] = sum(cells[(code, who)] for who in APPLICANTS)
    for block in ("review", "litigation.direct", "litigation.after_review"):
        parts = {"upheld": 7, "corrected": 3, "other": 2, "pending": 1}
        cells |= {(f"{block}.{name}", "all"): value for name, value in parts.items()}
        cells[(f"{block}.total", "all")] = sum(parts.values())
    return cells


def checks(cells: Table, form: Form, *, ocr: bool = False) -> tuple[Check, ...]:
    figures = [
        Figure(code, who, "year", Decimal(value), str(value), TableLocator(table=0, row=0, column=0), "table", ocr=ocr)
        for (code, who), value in cells.items()
    ]
    return check(figures, ProseReading(()), form)


def flagged(found: tuple[Check, ...], code: str, who: Applicant) -> bool:
    figure = Indicator(
        code=code, applicant=who, period="year", value=1, unit="件", raw="1",
        locator=TableLocator(table=0, row=0, column=0), doubt=None,
    )  # fmt: skip
    return any(one.status == "fails" and concerns(one, figure) for one in found)


def cells_of() -> Iterator[tuple[str, str, Applicant]]:
    for form in OUTCOMES:
        yield from ((form, code, who) for code, who in table(form))


@pytest.mark.parametrize("form", OUTCOMES)
def test_a_report_that_adds_up_has_no_failing_check(form: Form) -> None:
    found = checks(table(form), form)
    assert {one.status for one in found} == {"holds"}


def test_each_altered_cell_is_flagged() -> None:
    for form, code, who in cells_of():
        for change in (1, -1):
            cells = table(form)
            cells[(code, who)] += change
            assert flagged(checks(cells, form), code, who), (form, code, who, change)  # type: ignore[arg-type]


def test_a_fault_of_one_applicant_is_not_laid_to_another() -> None:
    cells = table("2021")
    cells[("applications.answered", "enterprise")] += 1
    found = checks(cells, "2021")
    columns = {"balance@enterprise", "sum.outcomes@enterprise", "row_sum"}
    assert {one.rule for one in found if one.status == "fails"} == columns
    assert flagged(found, "applications.received", "enterprise")
    assert not flagged(found, "applications.received", "natural_person")
    assert not flagged(found, "applications.received", "all")


def test_a_cell_that_was_not_read_leaves_its_relations_open() -> None:
    for form, code, who in cells_of():
        cells = table(form)
        del cells[(code, who)]
        assert all(one.status != "fails" for one in checks(cells, form)), (form, code, who)  # type: ignore[arg-type]


def test_the_same_fault_read_from_a_picture_may_be_the_readings() -> None:
    cells = table("2021")
    cells[("review.total", "all")] += 1
    assert {one.cause for one in checks(cells, "2021", ocr=True) if one.status == "fails"} == {"extraction"}
    assert {one.cause for one in checks(cells, "2021") if one.status == "fails"} == {"report"}
