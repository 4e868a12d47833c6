"""Rows of the table of applications that lost their blank cells: told where the sums of the table leave one way only."""

from __future__ import annotations

from tests.pipelines.parsing.test_flat_columns import HEAD, NEW, NEXT, OLD
from tests.pipelines.parsing.test_flat_gaps import GRANTED, PARTLY, RESULTS, figures

PETITION = ("（五）不予处理", "1.信访举报投诉类申请")
ANSWERED = "（七）总计"


def table(*rows: tuple[str, ...]) -> list[str]:
    """A row a line, its cells parted by one blank: the first ones are labels."""
    return ["\n".join(HEAD[:2]), " ".join(HEAD[2:5]), " ".join(HEAD[5:]), *(" ".join(row) for row in rows)]


def values(*rows: tuple[str, ...]) -> dict[tuple[str, str], object]:
    found = figures([line for text in table(*rows) for line in text.split("\n")])
    return {(code.removeprefix("applications."), applicant): value for (code, applicant), value in found.items()}


def test_a_total_is_told_wherever_its_parts_stand() -> None:
    found = values((NEW, "12", "3", "15"), (OLD,), (RESULTS, GRANTED, "12", "3", "15"), (ANSWERED, "12", "3", "15"))
    assert found["received", "all"] == 15
    assert found["outcome.granted", "all"] == 15
    assert {value for (_, applicant), value in found.items() if applicant != "all"} == {None}


def test_rows_that_kept_their_cells_tell_where_the_others_stand() -> None:
    found = values(
        (NEW, *"12 0 3 0 0 0 15".split()),
        (OLD, *"0 0 0 0 0 0 0".split()),
        (RESULTS, GRANTED, "10", "1", "11"),
        (*PETITION, "2", "2", "4"),
        (ANSWERED, *"12 0 3 0 0 0 15".split()),
        (NEXT, *"0 0 0 0 0 0 0".split()),
    )
    assert found["outcome.granted", "natural_person"] == 10
    assert found["outcome.granted", "research_institute"] == 1
    assert ("outcome.granted", "enterprise") not in found
    assert found["outcome.not_processed.petition", "research_institute"] == 2
    assert found["outcome.not_processed.petition", "all"] == 4


def test_values_that_could_stand_under_two_columns_are_withheld() -> None:
    found = values(
        (NEW, *"4 0 4 0 0 0 8".split()),
        (OLD, *"0 0 0 0 0 0 0".split()),
        (RESULTS, GRANTED, "4", "4"),
        (PARTLY, "4", "4"),
        (ANSWERED, *"4 0 4 0 0 0 8".split()),
        (NEXT, *"0 0 0 0 0 0 0".split()),
    )
    assert found["outcome.granted", "all"] == 4
    assert found["outcome.granted", "natural_person"] is None
    assert found["outcome.granted_partly", "research_institute"] is None


def test_a_row_that_does_not_add_up_leaves_all_short_rows_untold() -> None:
    found = values((NEW, "12", "3", "15"), (RESULTS, GRANTED, "12", "4", "15"), (ANSWERED, "12", "3", "15"))
    assert set(found.values()) == {None}


def test_outcomes_that_do_not_give_what_was_handled_leave_all_short_rows_untold() -> None:
    found = values((NEW, "12", "3", "15"), (RESULTS, GRANTED, "10", "3", "13"), (ANSWERED, "12", "3", "15"))
    assert set(found.values()) == {None}


def test_a_row_of_local_invention_leaves_all_short_rows_untold() -> None:
    found = values(
        (NEW, "12", "3", "15"),
        ("9.电话咨询", "1", "1"),
        (RESULTS, GRANTED, "12", "3", "15"),
        (ANSWERED, "12", "3", "15"),
    )
    assert set(found.values()) <= {None}


def test_a_single_nought_tells_no_column() -> None:
    found = values((NEW, "5", "5"), (OLD, "0"), (RESULTS, GRANTED, "5", "5"), (ANSWERED, "5", "5"))
    assert found["received", "all"] == 5
    assert {value for (code, _), value in found.items() if code == "carried_in"} == {None}
