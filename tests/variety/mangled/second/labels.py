"""Heads, labels and cells."""

from __future__ import annotations

import re
from functools import partial

from tests.odd_pages.facts import COLUMNS
from tests.variety.mangled import files
from tests.variety.mangled.files import table
from tests.variety.mangled.first.batch import row_cells
from tests.variety.mangled.grids import Cell, Grid, show
from tests.variety.mangled.report import Made
from tests.variety.mangled.second.batch import way, with_value

# ------------------------------------------------------------- heads and labels


@way("2021")
def units_in_the_heads(r: Made) -> None:
    r.two.rename(
        {
            "本年制发件数": "本年制发件数（件）",
            "本年废止件数": "本年废止件数（件）",
            "现行有效件数": "现行有效件数（件）",
            "本年处理决定数量": "本年处理决定数量（件）",
            "本年收费金额（单位：万元）": "本年收费金额（万元）",
        }
    )
    r.three.rename({"总计": "总计（件）", "自然人": "自然人（件）"})


@way("2021")
def articles_left_out(r: Made) -> None:
    r.two.rows = [row for row in r.two.rows if row[0] and not row[0].text.startswith("第二十条")]


@way("2021")
def articles_written_otherwise(r: Made) -> None:
    r.two.rename(
        {
            "第二十条第（一）项": "《条例》第二十条第一项",
            "第二十条第（五）项": "第20条第（5）项",
            "第二十条第（六）项": "第二十条 第（六）项内容",
            "第二十条第（八）项": "第二十条（八）",
        }
    )


@way("2021")
def notes_behind_labels(r: Made) -> None:
    r.three.rename(
        {
            "3.危及“三安全一稳定”": "3.危及“三安全一稳定”[1]",
            "6.属于四类过程性信息": "6.属于四类过程性信息②",
            "（一）予以公开": "（一）予以公开*",
            "2.重复申请": "2.重复申请（同一申请人）",
        }
    )


@way("2021")
def shortened_other_outcomes(r: Made) -> None:
    r.three.rename(
        {
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.申请人无正当理由逾期不补正",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.申请人逾期未按收费通知要求缴费",
        }
    )


@way("2021")
def groups_lost(r: Made) -> None:
    """No column of groups: only the leaves are printed."""
    for row in r.three.rows:
        del row[0:2]


@way("2021")
def group_and_first_leaf_in_one_cell(r: Made) -> None:
    for row, after in zip(r.three.rows[3:], r.three.rows[4:], strict=False):
        group, leaf = row[1], row[2]
        if group and leaf and group is not leaf and group is after[1] and leaf.text.startswith("1."):
            leaf.text = f"{group.text}\n{leaf.text}"
    for row in r.three.rows:
        row[1] = row[2] if row[1] is not row[0] else row[0]


@way("2019")
def labels_one_column_too_narrow(r: Made) -> None:
    """Whole labels cover two of the three label columns; the third is blank."""
    for row in r.three.rows[3:]:
        if row[0] is row[2] or row[1] is row[2]:
            row[2] = Cell("")


@way("2021")
def heads_of_other_words(r: Made) -> None:
    r.three.rename(
        {
            "法人或其他组织": "法人或者其他组织",
            "申请人情况": "申请人类别",
            "总计": "合计",
            "科研机构": "科研 机构",
            "社会公益组织": "社会公益 组织",
        }
    )
    r.four.rename({"未经复议直接起诉": "未经行政复议直接起诉", "复议后起诉": "经行政复议后起诉", "总计": "合计"})


@way("2021")
def rows_of_other_words(r: Made) -> None:
    r.three.rename(
        {
            "一、本年新收政府信息公开申请数量": "一、本年度新收政府信息公开申请数量（件）",
            "二、上年结转政府信息公开申请数量": "二、上年度结转政府信息公开申请数量（件）",
            "三、本年度办理结果": "三、本年办理结果",
            "1.本机关不掌握相关政府信息": "1.本机关不掌握相关政府信息的",
            "1.信访举报投诉类申请": "1.信访、举报、投诉类申请",
            "四、结转下年度继续办理": "四、结转至下年度继续办理",
        }
    )


@way("2021")
def other_outcomes_as_one_row(r: Made) -> None:
    """A report after 2021 that prints 其他处理 as one row, as the form before had it."""
    start, end = r.three.row_of("1.申请人无正当理由"), r.three.row_of("（七）总计")
    sums = []
    for at, column in enumerate(COLUMNS):
        value = sum(int(row[3 + at].value or 0) for row in r.three.rows[start:end] if row[3 + at])  # type: ignore[union-attr]
        sums.append(Cell(show(value), ("applications.outcome.other", column), value))
    label = Cell("（六）其他处理")
    r.three.rows[start:end] = [[r.three.rows[start][0], label, label, *sums]]


@way("2021")
def a_group_of_nothing_left_out(r: Made) -> None:
    start, end = r.three.row_of("1.信访举报投诉"), r.three.row_of("1.申请人无正当理由")
    for row in r.three.rows[start:end]:
        for at in range(3, 10):
            cell = row[at]
            assert cell
            for total in (r.three.row_of("（七）总计"), r.three.row_of("一、本年新收")):
                other = r.three.rows[total][at]
                assert other
                other.value = (other.value or 0) - (cell.value or 0)
                other.text = show(other.value)
    del r.three.rows[start:end]


# ------------------------------------------------------------- cells


@way("2021")
def ends_of_sentences_in_cells(r: Made) -> None:
    for number, cell in enumerate(with_value(r, 3)):
        cell.text += ("。", "，", " ", "\u200b", "\n", " 件", "；")[number % 7]


@way("2021")
def letters_that_look_like_digits(r: Made) -> None:
    for number, cell in enumerate(with_value(r, 5)):
        cell.text = (cell.text + "O", "l" + cell.text, "I" + cell.text, cell.text + "o")[number % 4]
        cell.value = None


@way("2021")
def torn_and_malformed_numbers(r: Made) -> None:
    for number, cell in enumerate(with_value(r, 5)):
        cell.text = (
            "1 2",
            "1,23",
            "1.5",
            "3-4",
            "12/3",
            "-2",
            "约20",
            "近百",
            "100余",
            ">5",
            "十几",
            "1.234",
            "若干",
            "20+",
        )[number % 14]
        cell.value = None


@way("2021")
def words_of_absence(r: Made) -> None:
    for number, cell in enumerate(with_value(r, 5)):
        cell.text = ("未统计", "不详", "暂无", "见附件", "空缺", "待定", "无数据", "未发生")[number % 8]
        cell.sure, cell.value = False, 0 if cell.text in ("未发生", "暂无") else None


@way("2021")
def numbers_in_chinese(r: Made) -> None:
    names = "零一二三四五六七八九"

    def said(value: int) -> str:
        tens, ones = divmod(value, 10)
        if value < 10:
            return names[value]
        if value < 100:
            return ("" if tens == 1 else names[tens]) + "十" + (names[ones] if ones else "")
        return str(value)

    for cell in r.four.figures():
        cell.text = said(int(cell.value or 0))


@way("2019")
def scientific_numbers(r: Made) -> None:
    for cell in [cell for cell in r.two.figures() if cell.value and cell.value >= 1000 and isinstance(cell.value, int)][
        :2
    ]:
        cell.text = f"{cell.value:.2E}"
        cell.value = None  # rounded: what is printed is not the number


@way("2021")
def remarks_with_numbers(r: Made) -> None:
    for number, cell in enumerate(with_value(r, 6)):
        cell.text += ("（其中网上2件）", "（含上年3件）", "[注2]", "（2）")[number % 4]
        cell.sure = not cell.text.endswith("（2）")


@way("2021")
def digits_in_many_elements(r: Made) -> None:
    def inner(cell: Cell) -> str:
        return "".join(f"<span><font>{char}</font><!-- x --></span>" for char in cell.text) + "<o:p>&nbsp;</o:p>"

    r.render = partial(files.page, mark=partial(table, inner=inner))


@way("2021")
def several_lines_in_a_cell(r: Made) -> None:
    """The eight grounds of refusal stand in one row, a line each."""
    start, end = r.three.row_of("1.属于国家秘密"), r.three.row_of("1.本机关不掌握")
    rows = r.three.rows[start:end]
    merged: list[Cell | None] = [rows[0][0], rows[0][1], Cell("\n".join(row[2].text for row in rows if row[2]))]
    for at in range(3, 10):
        cells = [row[at] for row in rows]
        merged.append(Cell("\n".join(cell.text for cell in cells if cell)))
        for cell in cells:
            assert cell and cell.key and cell.value is not None
            r.also[cell.key] = cell.value
            r.unsure.add(cell.key)
    r.three.rows[start:end] = [merged]


@way("2021")
def totals_left_blank(r: Made) -> None:
    for row in r.three.rows[3:]:
        assert row[9]
        row[9].text, row[9].value = "", None
    for cell in r.four.figures():
        if cell.key and cell.key[0].endswith("total"):
            cell.text, cell.value = "/", None


@way("2021")
def rows_cut_where_blanks_begin(r: Made) -> None:
    """Trailing blank cells are not in the markup at all."""
    for at in (5, 9, 14, 20):
        row = r.three.rows[at]
        for cell in row[7:]:
            assert cell
            cell.text, cell.value = "", None
        for cell in row_cells(r.three, at):
            cell.sure = False
        del row[7:]


@way("2021")
def empty_rows_of_markup(r: Made) -> None:
    def mark(grid: Grid) -> str:
        return table(grid).replace("</tr><tr>", "</tr><tr></tr><tr style='height:0'></tr><tr>")

    r.three.put_row(3, [Cell("") for _ in range(10)])
    r.render = partial(files.page, mark=mark)


@way("2021")
def markup_without_ends(r: Made) -> None:
    r.render = partial(files.page, mark=lambda grid: re.sub("</(?:td|tr|tbody)>", "", table(grid)))


@way("2021")
def foot_before_body(r: Made) -> None:
    """The last row stands in a tfoot that the markup puts before the body; a browser shows it last."""

    def mark(grid: Grid) -> str:
        made = table(grid)
        last = made.rindex("<tr>")
        end = made.rindex("</tbody>")
        return made[:last].replace("<tbody>", f"<tfoot>{made[last:end]}</tfoot><tbody>", 1) + made[end:]

    r.parts = [part for part in r.parts if part is not r.four and part is not r.two]
    r.render = partial(files.page, mark=mark)
    for cell in r.three.figures():
        cell.sure = True
