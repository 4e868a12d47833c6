"""Tables that a program wrote with bars behind their cells: what ends a cell is none, and padding tells no column."""

from __future__ import annotations

from itertools import chain

from tests.pipelines.parsing.test_flat_columns import HEAD, NEW, NEXT, OLD, told, values
from tests.pipelines.parsing.test_flat_gaps import figures

ITEM = "第二十条第（一）项"
COLUMNS = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def barred(*cells: str) -> list[str]:
    """Each cell and its bar on lines of their own; a blank cell is a bar only."""
    return list(chain.from_iterable((cell, "|") if cell else ("|",) for cell in cells))


def test_a_bar_on_a_line_of_its_own_ends_the_cell_before_it() -> None:
    found = figures(barred(ITEM, *COLUMNS, "规章", "2", "", "9", "行政规范性文件", "0", "0", "41"))
    assert found["regulations.made", "all"] == 2
    assert found["regulations.in_force", "all"] == 9
    assert ("regulations.abolished", "all") not in found
    assert found["normative_documents.in_force", "all"] == 41


def test_lines_of_a_label_before_its_bar_are_one_cell_and_blank_cells_stay_in_place() -> None:
    head = [cell for text in HEAD for cell in (["商业", "企业", "|"] if text == "商业企业" else [text, "|"])]
    table = [*head, *barred(NEW, "5", "", "1", "", "", "", "6"), *barred(OLD, *"0000000"), *barred(NEXT, *"1000001")]
    assert values(table, "applications.received") == told(5, None, 1, None, None, None, 6)
    assert values(table, "applications.carried_out") == told(1, 0, 0, 0, 0, 0, 1)


def test_a_bar_by_itself_behind_cells_that_end_in_bars_is_a_blank_cell() -> None:
    def ended(*cells: str) -> list[str]:
        return [f"{cell} |" for cell in cells]

    head = ended(*HEAD)
    table = [
        *head,
        *ended(NEW, "5", "", "1", "", "", "", "6"),
        *ended(OLD, *"0000000"),
        *ended(NEXT, "1", *[""] * 5, "1"),
    ]
    assert values(table, "applications.received") == told(5, None, 1, None, None, None, 6)
    assert values(table, "applications.carried_out") == told(1, None, None, None, None, None, 1)


def test_a_heading_between_two_tables_of_such_cells_is_no_cell() -> None:
    first = barred(ITEM, *COLUMNS, "规章", "0", "0", "6", "行政规范性文件", "1", "0", "3")
    found = figures([*first, "三、收到和处理政府信息公开申请情况", *barred(*HEAD, NEW, *"4000004", OLD, *"0000000")])
    assert found["normative_documents.in_force", "all"] == 3
    assert found["applications.received", "natural_person"] == 4


def test_bars_that_fill_a_row_up_tell_no_column() -> None:
    rows = [
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 | |",
        "行政处罚 | 5 | 0 | 31 | |",
        "行政强制 | 4 | |||",
    ]
    found = figures(["第二十条第（六）项 | ||||", *rows])
    assert found["penalties.decisions", "all"] == 31
    assert {value for (code, _), value in found.items() if code.startswith("coercion")} <= {None}


def test_bars_around_blank_cells_tell_the_column_of_the_next_one() -> None:
    rows = [
        "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |",
        "| 行政处罚 | 5 | | 31 |",
        "| 行政强制 | 4 | | |",
    ]
    found = figures(["| 第二十条第（六）项 | | | |", *rows])
    assert found["coercion.items_last_year", "all"] == 4
    assert found["penalties.decisions", "all"] == 31
