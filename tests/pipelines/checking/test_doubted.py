"""Of what OCR read, what its sums contradict is withheld, and what they confirm is kept; what is typed stays as it is."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pipelines.checking.doubted import unless_contradicted
from pipelines.parsing.figures import Figure
from storage.report import Applicant, Check, TableLocator


def figure(code: str, applicant: Applicant, value: int) -> Figure:
    locator = TableLocator(kind="table", table=0, row=0, column=0)
    return Figure(code, applicant, "year", Decimal(value), str(value), locator, "table", ocr=True)


def checked(rule: str, status: Literal["holds", "fails"], *codes: str) -> Check:
    return Check(rule=rule, status=status, codes=codes, expected=1, found=2, message="", cause=None)


def test_a_figure_that_breaks_the_sums_of_its_row_and_column_is_withheld_and_its_neighbours_are_kept() -> None:
    wrong = figure("applications.outcome.granted", "enterprise", 22)
    beside = figure("applications.outcome.granted", "natural_person", 5)
    below = figure("applications.outcome.refused.repeat", "enterprise", 3)
    kept = unless_contradicted(
        (wrong, beside, below),
        (
            checked("row_sum", "fails", "applications.outcome.granted"),
            checked(
                "sum.outcomes@enterprise",
                "fails",
                "applications.outcome.granted",
                "applications.outcome.refused.repeat",
            ),
            checked("sum.outcomes@natural_person", "holds", "applications.outcome.granted"),
            checked("row_sum", "holds", "applications.outcome.refused.repeat"),
        ),
    )
    assert [found.value for found in kept] == [None, 5, 3]
    assert kept[0].doubt == "read by OCR, and the sums in which it stands do not hold"


def test_a_figure_in_no_sum_is_kept() -> None:
    alone = figure("permits.decisions", "all", 7)
    assert unless_contradicted((alone,), (checked("row_sum", "fails", "fees.amount"),)) == (alone,)


def test_what_is_typed_is_kept_whatever_breaks() -> None:
    typed = replace(figure("applications.outcome.granted", "enterprise", 22), ocr=False)
    assert unless_contradicted((typed,), (checked("row_sum", "fails", typed.code),)) == (typed,)
