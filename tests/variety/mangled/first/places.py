"""Columns, cells, spans."""

from __future__ import annotations

from tests.variety.mangled.first.batch import NOTHING, row_cells, way
from tests.variety.mangled.grids import Cell, show
from tests.variety.mangled.report import Made

# ------------------------------------------------------------- columns


@way("2021")
def a_column_of_remarks(r: Made) -> None:
    r.three.put_column(10, lambda at: "备注" if at == 0 else ("见附件2" if at == 5 else "含3件上年" if at == 8 else ""))
    r.two.put_column(4, lambda at: "备注" if at == 1 else "其中2件为市政府规章" if at == 2 else "")


@way("2021")
def a_column_of_units(r: Made) -> None:
    r.three.put_column(3, lambda at: "单位" if at == 0 else "" if at < 3 else "件")


@way("2019")
def columns_in_another_order(r: Made) -> None:
    for row in r.three.rows:
        row[3:] = [row[9], *row[3:9]]


@way("2021")
def organisations_without_their_head(r: Made) -> None:
    r.three.rows = [r.three.rows[2], *r.three.rows[3:]]
    r.three.rename({"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": "项目"})


@way("2021")
def a_column_of_nobody_left_out(r: Made) -> None:
    """No legal service organisation ever applied; the report leaves the column out."""
    for row in r.three.rows[3:]:
        gone, total = row[7], row[9]
        assert gone and total
        total.value = (total.value or 0) - (gone.value or 0)
        total.text = show(total.value)
    r.three.drop_column(7)


@way("2021")
def shares_beside_the_figures(r: Made) -> None:
    r.three.put_column(10, lambda at: "占比" if at == 0 else "" if at < 3 else f"{at * 1.37:.2f}%")


@way("2021")
def spacer_columns(r: Made) -> None:
    for row in r.three.rows:
        row[3:] = [cell for pair in zip(row[3:], row[3:], strict=True) for cell in pair]


@way("2021")
def the_head_of_the_total_is_blank(r: Made) -> None:
    r.three.rename({"总计": ""})
    r.three.doubt(cell for cell in r.three.figures() if cell.key and cell.key[1] == "all")


@way("2021")
def organisations_joined_too_narrow(r: Made) -> None:
    for row in r.three.rows[:2]:
        if row[4] is not row[3]:
            row[8] = Cell("")


@way("2021")
def transposed_applications(r: Made) -> None:
    r.replace(r.three, r.three.transposed())


@way("2019")
def transposed_cases(r: Made) -> None:
    r.replace(r.four, r.four.transposed())


# ------------------------------------------------------------- cells


@way("2021")
def signs_for_nothing(r: Made) -> None:
    places = [c for c in r.three.figures() if c.value == 0]
    for number, cell in enumerate(places):
        cell.text, cell.value = NOTHING[number % len(NOTHING)], None


@way("2021")
def words_for_zero(r: Made) -> None:
    for number, cell in enumerate(c for c in r.three.figures() if c.value == 0):
        cell.text = ("无", "0.0", "零", "〇", "０", "0件", "0.00")[number % 7]


@way("2021")
def thousands_in_every_manner(r: Made) -> None:
    for number, cell in enumerate(r.two.figures()):
        if isinstance(cell.value, int) and cell.value >= 1000:
            cell.text = (
                f"{cell.value:,}",
                f"{cell.value:,}".replace(",", " "),
                f"{cell.value:,}".replace(",", "，"),
                f"{cell.value:,}".replace(",", "\u00a0"),
            )[number % 4]


@way("2019")
def full_width_digits(r: Made) -> None:
    wide = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
    for grid in (r.two, r.three, r.four):
        for cell in grid.figures():
            cell.text = cell.text.translate(wide)


@way("2021")
def chinese_digits(r: Made) -> None:
    names = "〇一二三四五六七八九"
    for cell in r.four.figures():
        assert isinstance(cell.value, int)
        if cell.value < 10:
            cell.text = names[cell.value]


@way("2021")
def units_in_cells(r: Made) -> None:
    for cell in r.three.figures():
        cell.text += "件"
    for cell in r.two.figures():
        cell.text += "万元" if cell.key and cell.key[0] == "fees.amount" else "件"


@way("2021")
def money_in_yuan(r: Made) -> None:
    cell = next(c for c in r.two.figures() if c.key == ("fees.amount", "all"))
    assert cell.value is not None
    cell.text = f"{round(cell.value * 10000):,}元"


@way("2021")
def money_in_yuan_by_the_head(r: Made) -> None:
    cell = next(c for c in r.two.figures() if c.key == ("fees.amount", "all"))
    assert cell.value is not None
    cell.text = str(round(cell.value * 10000))
    r.two.rename({"本年收费金额（单位：万元）": "本年收费金额（单位：元）"})


@way("2019")
def changes_in_signs_and_words(r: Made) -> None:
    for number, cell in enumerate(c for c in r.two.figures() if c.key and c.key[0].endswith("_change")):
        v = int(cell.value or 0)
        if v > 0:
            cell.text = (f"+{v}", f"增{v}", f"增加{v}项", f"＋{v}", f"↑{v}")[number % 5]
        elif v < 0:
            cell.text = (f"减{-v}", f"－{-v}", f"减少{-v}", f"—{-v}", f"↓{-v}")[number % 5]
            if cell.text.startswith("—"):
                cell.sure = False


@way("2021")
def remarks_in_cells(r: Made) -> None:
    for number, cell in enumerate(r.two.figures()):
        cell.text += ("（含修订3件）", "①", "（见注1）", " *", "（其中：市本级2件）")[number % 5]
        if cell.text.endswith("①"):
            cell.text = cell.text[:-1] + "件①"


@way("2021")
def a_value_over_two_rows(r: Made) -> None:
    a, b = r.three.row_of("3.危及"), r.three.row_of("4.保护")
    first, second = r.three.rows[a][9], r.three.rows[b][9]
    assert first and second
    second.key, second.value = None, None
    r.three.rows[b][9] = first
    first.sure = False


@way("2021")
def a_cell_is_missing(r: Made) -> None:
    at = r.three.row_of("（一）予以公开")
    gone = r.three.rows[at][5]
    r.three.shift_left(at, 5)
    assert gone
    r.three.doubt(row_cells(r.three, at))


@way("2019")
def the_first_figure_is_missing(r: Made) -> None:
    for label in ("一、本年新收", "3.危及"):
        at = r.three.row_of(label)
        r.three.shift_left(at, 3)
        r.three.doubt(row_cells(r.three, at))


@way("2021")
def a_cell_of_cases_is_missing(r: Made) -> None:
    r.four.shift_left(3, 6)
    r.four.doubt(row_cells(r.four, 3))


@way("2021")
def a_cell_too_many(r: Made) -> None:
    at = r.three.row_of("2.重复申请")
    r.three.doubt(row_cells(r.three, at))
    r.three.rows[at].insert(6, Cell("4"))


@way("2021")
def a_blank_cell_too_many_at_the_end(r: Made) -> None:
    for at in range(4, 9):
        r.three.rows[at].append(Cell(""))


# ------------------------------------------------------------- spans that lie


@way("2021")
def the_group_ends_too_early(r: Made) -> None:
    r.three.cell_of("三、本年度办理结果").says = (20, 1)
    for at in range(25, 27):
        r.three.doubt(row_cells(r.three, at))


@way("2021")
def the_group_ends_too_late(r: Made) -> None:
    r.three.cell_of("（三）不予公开").says = (9, 1)
    for at in (r.three.row_of("（四）无法提供"), r.three.row_of("2.没有现成")):
        r.three.doubt(row_cells(r.three, at))


@way("2021")
def a_head_too_wide(r: Made) -> None:
    r.four.cell_of("未经复议直接起诉").says = (1, 6)
    r.four.doubt(r.four.figures())


@way("2021")
def heads_without_any_span(r: Made) -> None:
    """Merged heads stand in their first place, blank cells in the others."""
    for at in range(2):
        row = r.four.rows[at]
        r.four.rows[at] = [cell if c == 0 or row[c - 1] is not cell else Cell("") for c, cell in enumerate(row)]


@way("2019")
def labels_without_any_span(r: Made) -> None:
    for column in (0, 1):
        seen = None
        for row in r.three.rows[3:]:
            if row[0] is row[2] or (column and row[1] is row[2]):
                continue
            if row[column] is seen:
                row[column] = Cell("")
            else:
                seen = row[column]
