"""Columns that are none of the form's, cells that are not told apart, and rows that lack a cell."""

from __future__ import annotations

import pytest

from pipelines.parsing.form_tables.cases import block_of
from tests.odd_pages.scoring import gazetteer, read
from tests.variety.mangled.grids import Cell, Grid, head
from tests.variety.mangled.report import Made, odd, report

APPLICANTS = 7


def figures(made: Made) -> dict[tuple[str, str], tuple[object, str | None]]:
    parsed = read(odd("made", made), gazetteer())
    return {(one.code, one.applicant): (one.value, one.doubt) for one in parsed.report.indicators}


def row_of(grid: Grid, words: str) -> list[Cell]:
    return [cell for cell in grid.rows[grid.row_of(words)] if cell is not None and cell.key is not None]


def test_a_count_under_a_column_of_shares_puts_its_row_in_doubt() -> None:
    made = report("2021", 41)
    made.three.put_column(10, lambda at: head("占比") if at == 0 else "" if at < 3 else "12.5%")
    row = made.three.rows[made.three.row_of("2.重复申请")]
    row.insert(5, Cell("7777"))
    row[-1] = None
    got = figures(made)
    repeated = [value for (code, _), (value, _) in got.items() if code.endswith("not_processed.repeat")]
    assert repeated == [None] * len(repeated)
    for cell in row_of(made.three, "一、本年新收"):
        assert cell.key is not None
        assert got[cell.key][0] == cell.value


@pytest.mark.parametrize("remarks", [("", "/", "含补正"), ("",)])
def test_a_column_of_remarks_under_a_head_that_is_one_column_short_is_the_last_of_its_rows(
    remarks: tuple[str, ...],
) -> None:
    made = report("2021", 46)
    made.three.put_column(10, lambda at: head("备注") if at == 0 else "" if at < 3 else remarks[at % len(remarks)])
    for row in made.three.rows[:3]:
        del row[0]
    blank = made.three.rows[made.three.row_of("1.信访举报投诉类")]
    blank[3:10] = [*(Cell("") for _ in range(6)), Cell("0", ("applications.outcome.not_processed.petition", "all"), 0)]
    blank[10] = Cell("/")
    got = figures(made)
    for cell in (*row_of(made.three, "一、本年新收"), *row_of(made.three, "（七）总计"), blank[9]):
        assert cell is not None and cell.key is not None
        assert got[cell.key][0] == cell.value
    assert ("applications.outcome.not_processed.petition", "other_org") not in got


def test_a_row_of_units_is_no_row_of_heads() -> None:
    made = report("2021", 47)
    units = Cell("计量单位")
    made.three.rows.insert(3, [units, units, units, *(Cell("件") for _ in range(APPLICANTS))])
    for row in made.three.rows[:3]:
        del row[0]
    got = figures(made)
    for cell in (*row_of(made.three, "一、本年新收"), *row_of(made.three, "1.属于国家秘密")):
        assert cell.key is not None
        assert got[cell.key][0] == cell.value


def test_a_value_over_two_rows_is_withheld_and_its_neighbours_are_read() -> None:
    made = report("2021", 42)
    above, below = made.three.row_of("3.危及"), made.three.row_of("4.保护")
    tall = made.three.rows[above][5]
    made.three.rows[below][5] = tall
    got = figures(made)
    assert tall is not None and tall.key is not None
    assert got[tall.key] == (None, "one cell stands for the values of several rows")
    assert got[("applications.outcome.refused.third_party_rights", "all")][0] is not None


def test_a_row_whose_total_moved_one_cell_to_the_left_is_withheld() -> None:
    made = report("2021", 43)
    row = made.three.rows[made.three.row_of("（七）总计")]
    row[3:] = [*row[4:], Cell("")]
    got = figures(made)
    answered = [value for (code, _), (value, _) in got.items() if code == "applications.answered"]
    assert answered == [None] * len(answered)


def test_cases_whose_head_and_row_both_lost_a_cell_are_read_only_where_a_total_confirms_them() -> None:
    made = report("2021", 44)
    del made.four.rows[2][6]
    made.four.rows[1] = [*made.four.rows[1][:6], *made.four.rows[1][7:]]
    made.four.rows[0] = [*made.four.rows[0][:6], *made.four.rows[0][7:]]
    del made.four.rows[3][8]
    got = figures(made)
    for cell in row_of(Grid([made.four.rows[3]]), made.four.rows[3][0].text if made.four.rows[3][0] else ""):
        assert cell.key is not None
        assert got.get(cell.key, (None, None))[0] in (None, cell.value)


@pytest.mark.parametrize(
    ("label", "block"),
    [
        ("行政诉讼（复议后起诉）", "litigation.after_review"),
        ("未经复议直接起诉的行政诉讼", "litigation.direct"),
        ("三、行政诉讼——未经行政复议直接起诉案件", "litigation.direct"),
        ("行政复议", "review"),
        ("行政诉讼", "litigation"),
        ("结果维持", None),
    ],
)
def test_a_label_of_cases_names_its_innermost_block(label: str, block: str | None) -> None:
    assert block_of(label) == block


def test_a_figure_beside_a_dash_without_a_head_is_not_told_to_be_the_years() -> None:
    made = report("2014", 45)
    made.two.drop_row(0)
    for row in made.two.rows:
        if row[2] is not None and row[2].key == ("proactive.items", "all"):
            row.insert(2, Cell("/"))
        else:
            row.append(Cell(""))
    value, doubt = figures(made)[("proactive.items", "all")]
    assert (value, doubt is not None and "is not told" in doubt) == (None, True)
    assert figures(made)[("review.total", "all")][0] == made.facts.values[("review.total", "all")]
