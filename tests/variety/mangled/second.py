"""The second batch: written after the first one's mends, of other ways."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement

from tests.odd_pages.facts import COLUMNS
from tests.variety.mangled import files
from tests.variety.mangled.files import Raw, table
from tests.variety.mangled.first import LOCAL, local, row_cells, strange
from tests.variety.mangled.grids import APPLICANTS, CASES, Cell, Grid, head, show, third
from tests.variety.mangled.report import Batch, Made

BATCH = Batch(8300)
way = BATCH.way


def with_value(r: Made, number: int) -> list[Cell]:
    """Some figures of the third table, far from each other."""
    return [cell for cell in r.three.figures() if cell.value][::number]


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


# ------------------------------------------------------------- tables about tables


@way("2021")
def own_level_and_whole_city(r: Made) -> None:
    own = strange(third(r.facts))
    r.replace(
        r.three, "（一）市本级收到和处理政府信息公开申请情况", own, "（二）全市收到和处理政府信息公开申请情况", r.three
    )
    r.three.doubt(r.three.figures())


@way("2021")
def a_departments_table_as_annex(r: Made) -> None:
    r.parts += ["附：市公安局收到和处理政府信息公开申请情况", strange(third(r.facts))]
    r.three.doubt(r.three.figures())


@way("2021")
def the_same_table_for_telephones(r: Made) -> None:
    copy = table(r.three)
    r.after(r.three, Raw(f'<div class="mobile-only">{copy}</div>'))


@way("2021")
def two_versions_that_differ(r: Made) -> None:
    """The table stands twice and six of its figures differ: which are right nobody can tell."""
    other = third(r.facts)
    for mine, theirs in list(zip(r.three.figures(), other.figures(), strict=True))[3:200:30]:
        theirs.text = show((theirs.value or 0) + 5)
        mine.value = None
    for cell in other.figures():
        cell.key = cell.value = None
    r.after(r.three, other)
    r.three.doubt(r.three.figures())
    r.faulty = True


@way("2021")
def everything_in_one_table(r: Made) -> None:
    width = 15
    rows: list[list[Cell | None]] = []
    for title, grid in (
        ("二、主动公开政府信息情况", r.two),
        ("三、收到和处理政府信息公开申请情况", r.three),
        ("四、政府信息公开行政复议、行政诉讼情况", r.four),
    ):
        rows.append([Cell(title)] * width)
        for row in grid.rows:
            rows.append([*row, *([row[-1]] * (width - len(row)))])
    at = next(at for at, part in enumerate(r.parts) if part is r.two)
    r.parts = [*r.parts[: at - 1], Grid(rows), *r.parts[at + 5 :]]


@way("2021")
def cases_right_of_applications(r: Made) -> None:
    """A workbook's sheet with the table of cases beside that of applications, a blank column between."""
    r.three.put_column(10, lambda at: "")
    r.parts.remove(r.four)
    r.replace(r.three, r.three.beside(r.four))
    r.three.doubt(r.three.figures())
    r.four.doubt(r.four.figures())
    r.render = files.workbook


@way("2021")
def litigation_not_divided(r: Made) -> None:
    """Five columns of litigation without a word of how it began."""
    litigation = head("行政诉讼")
    names = [head(name) for name, _ in CASES]
    cells: list[Cell | None] = []
    for _, case in CASES:
        value = (
            r.facts.values[(f"litigation.direct.{case}", "all")]
            + r.facts.values[(f"litigation.after_review.{case}", "all")]
        )
        key = None if case == "pending" else (f"litigation.{case}", "all")
        cells.append(Cell(show(value), key, value if key else None))
    r.replace(
        r.four,
        Grid(
            [[*r.four.rows[0][:5], *([litigation] * 5)], [*r.four.rows[1][:5], *names], [*r.four.rows[3][:5], *cells]]
        ),
    )


@way("2021")
def cases_a_row_each(r: Made) -> None:
    rows: list[list[Cell | None]] = [[head("类型"), head("结果"), head("件数")]]
    for at, name in enumerate(("行政复议", "行政诉讼-未经复议直接起诉", "行政诉讼-复议后起诉")):
        block = Cell(name)
        for (title, _), cell in zip(CASES, r.four.rows[3][5 * at : 5 * at + 5], strict=True):
            rows.append([block, Cell(title), cell])
    r.replace(r.four, Grid(rows))


@way("2021")
def an_outer_table_for_all(r: Made) -> None:
    inner = files.article(r.parts)
    for grid in (r.two, r.three, r.four):
        for cell in grid.figures():
            assert cell.key and cell.value is not None
            r.also[cell.key] = cell.value
    r.parts = [Raw(f"<table width='100%'><tr><td width='20'>&nbsp;</td><td>{inner}</td><td>&nbsp;</td></tr></table>")]


@way("2021")
def tables_of_roles(r: Made) -> None:
    def mark(grid: Grid) -> str:
        rows = []
        for row in grid.rows:
            cells = [c for i, c in enumerate(row) if not i or row[i - 1] is not c]
            rows.append(
                '<div role="row">'
                + "".join(f'<div role="cell">{files.plain(c) if c else ""}</div>' for c in cells)
                + "</div>"
            )
        return f'<div role="table">{"".join(rows)}</div>'

    simple = [[head("项目"), *(head(name) for name in APPLICANTS)], *([row[2], *row[3:]] for row in r.three.rows[3:])]
    r.replace(r.three, Grid(simple))  # type: ignore[arg-type]
    r.parts.remove(r.four)
    r.render = partial(files.page, mark=mark)


@way("2021")
def rows_of_a_framework(r: Made) -> None:
    def mark(grid: Grid) -> str:
        rows = []
        for row in grid.rows:
            cells = [c for i, c in enumerate(row) if not i or row[i - 1] is not c]
            rows.append(
                '<div class="row">'
                + "".join(f'<div class="col-md-1"><span>{files.plain(c) if c else ""}</span></div>' for c in cells)
                + "</div>"
            )
        return f'<div class="container-fluid">{"".join(rows)}</div>'

    simple = [[head("项目"), *(head(name) for name in APPLICANTS)], *([row[2], *row[3:]] for row in r.three.rows[3:])]
    r.replace(r.three, Grid(simple))  # type: ignore[arg-type]
    r.parts.remove(r.four)
    r.render = partial(files.page, mark=mark)


# ------------------------------------------------------------- the statistics form


@way("2014")
def units_right_of_figures(r: Made) -> None:
    for row in r.two.rows:
        row[1], row[2] = row[2], row[1]


@way("2014")
def parts_in_a_merged_column(r: Made) -> None:
    rows: list[list[Cell | None]] = [[head("类别"), *r.two.rows[0]]]
    part = Cell("")
    for row in r.two.rows[1:]:
        assert row[0] and row[2]
        if re.match("^[一二三八九]、", row[0].text) and not row[2].key:
            part = Cell(row[0].text)
            continue
        if re.match("^[四五六七]、", row[0].text):
            part = Cell(row[0].text[:-2] if row[0].text.endswith("数量") else row[0].text)
        rows.append([part, *row])
    r.replace(r.two, Grid(rows))


@way("2014")
def codes_of_indicators(r: Made) -> None:
    r.two.put_column(1, lambda at: "代码" if at == 0 else f"A{at:02}")


@way("2014")
def whole_and_own_level(r: Made) -> None:
    r.two.rows[0][2] = head("全市")
    for n, name in enumerate(("市本级", "县区")):
        r.two.put_column(
            3 + n,
            lambda at, name=name, n=n: head(name) if at == 0 else "" if not r.two.rows[at][2].key else str(at + n),
        )  # type: ignore[union-attr,misc]
    r.two.doubt(r.two.figures())


@way("2014")
def quarters_before_the_sum(r: Made) -> None:
    r.two.rows[0][2] = head("合计")
    for n, name in enumerate(("一季度", "二季度", "三季度", "四季度")):
        r.two.put_column(
            2 + n,
            lambda at, name=name, n=n: head(name) if at == 0 else "" if not r.two.rows[at][2 + n].key else str(at + n),
        )  # type: ignore[union-attr,misc]


@way("2014")
def ten_thousands_in_cells(r: Made) -> None:
    for cell in r.two.figures():
        if cell.key == ("proactive.items", "all"):
            cell.text, cell.value = "1.2万", 12000
    r.faulty = True


@way("2014")
def about_so_many(r: Made) -> None:
    for number, cell in enumerate(r.two.figures()[::6]):
        cell.text = ("约" + cell.text, cell.text + "余", "近" + cell.text, cell.text + "多")[number % 4]
        cell.value = None
    r.faulty = True


@way("2014")
def as_definition_list(r: Made) -> None:
    items = []
    for row in r.two.rows[1:]:
        label, unit, cell = row[:3]
        assert label and unit and cell
        items.append(f"<dt>{label.text}</dt><dd>{cell.text}{unit.text if cell.key else ''}</dd>")
        if cell.key and cell.value is not None:
            r.also[cell.key] = cell.value
            r.unsure.add(cell.key)
    r.replace(r.two, Raw(f"<dl>{''.join(items)}</dl>"))


@way("2014")
def as_list_items(r: Made) -> None:
    items = []
    for row in r.two.rows[1:]:
        label, unit, cell = row[:3]
        assert label and unit and cell
        items.append(f"<li>{label.text}{'：' + cell.text + unit.text if cell.key else ''}</li>")
        if cell.key and cell.value is not None:
            r.also[cell.key] = cell.value
            r.unsure.add(cell.key)
    r.replace(r.two, Raw(f"<ul>{''.join(items)}</ul>"))


@way("2014")
def dots_between(r: Made) -> None:
    lines = []
    for row in r.two.rows[1:]:
        label, unit, cell = row[:3]
        assert label and unit and cell
        lines.append(f"{label.text}{'…………' + cell.text + unit.text if cell.key else ''}")
        if cell.key and cell.value is not None:
            r.also[cell.key] = cell.value
            r.unsure.add(cell.key)
    r.replace(r.two, Raw("<pre>" + "\n".join(lines) + "</pre>"))


@way("2014")
def figures_beside_dashes_without_a_head(r: Made) -> None:
    """No head, and two columns of figures, of which most rows fill one: which is this year's is not told."""
    r.two.drop_row(0)
    for number, row in enumerate(r.two.rows):
        cell = row[2]
        assert cell
        if cell.key:
            row[2:] = [Cell("/"), cell] if number % 2 else [cell, Cell("/")]
            cell.sure = False
        else:
            row.append(Cell(""))


@way("free")
def months_and_their_sum(r: Made) -> None:
    rows: list[list[Cell | None]] = [[head("月份"), head("主动公开政府信息数（条）"), head("收到申请数（件）")]]
    for month in range(1, 13):
        rows.append([Cell(f"{month}月"), Cell("10"), Cell("2")])
    rows.append(
        [
            Cell("合计"),
            Cell("120", ("proactive.items", "all"), 120, sure=False),
            Cell("24", ("applications.received", "all"), 24, sure=False),
        ]
    )
    r.parts.append(Grid(rows))


@way("free")
def one_row_of_figures_under_heads(r: Made) -> None:
    """Indicators as heads, one row of figures."""
    grid = local(r, LOCAL[:7])
    r.parts.append(Grid([[Cell(row[0].text) for row in grid.rows[1:] if row[0]], [row[2] for row in grid.rows[1:]]]))  # type: ignore[arg-type]
    for cell in grid.figures():
        cell.sure = False


@way("free")
def local_table_in_a_workbook(r: Made) -> None:
    r.parts.append(local(r, LOCAL))
    r.render = files.workbook


# ------------------------------------------------------------- files


@way("2021")
def workbook_without_merges(r: Made) -> None:
    def after(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for one in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(one))

    r.render = partial(files.workbook, after=after)


@way("2021")
def workbook_of_texts_with_blanks(r: Made) -> None:
    r.render = partial(files.workbook, typed=lambda cell: f" {cell.text}  " if cell.text else None)


@way("2021")
def workbook_of_formulas(r: Made) -> None:
    """Totals are formulas that no program ever computed: the file holds no value for them."""
    for cell in r.three.figures():
        if cell.key and cell.key[1] == "all":
            cell.value = None
    r.render = partial(
        files.workbook,
        typed=lambda cell: (
            "=SUM(A1:A1)"
            if cell.key and cell.key[1] == "all" and cell.key[0].startswith("app")
            else int(cell.text)
            if cell.text.isdigit()
            else cell.text or None
        ),
    )


@way("2021")
def workbook_that_hides_its_zeros(r: Made) -> None:
    for grid in (r.two, r.three, r.four):
        for cell in grid.figures():
            if cell.value == 0:
                cell.value = None

    def after(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        book.active.sheet_view.showZeros = False

    r.render = partial(files.workbook, after=after)


def converted(parts: list[files.Part], title: str, published: str, *, to: str, kind: str) -> bytes:
    """By LibreOffice, as an office would save it in an old format."""
    source = files.workbook(parts, title, published) if kind == "xlsx" else files.word(parts, title, published)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"a.{kind}"
        file.write_bytes(source)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/p",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                folder,
                str(file),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (Path(folder) / f"a.{to.partition(':')[0]}").read_bytes()


if shutil.which("soffice"):

    @way("2021")
    def an_old_workbook(r: Made) -> None:
        r.render = partial(converted, to="xls", kind="xlsx")

    @way("2021")
    def an_old_word_file(r: Made) -> None:
        r.render = partial(converted, to="doc", kind="docx")

    @way("2014")
    def a_page_written_by_a_sheet_program(r: Made) -> None:
        r.render = partial(converted, to="html", kind="xlsx")

    @way("2021")
    def rich_text_of_a_word_program(r: Made) -> None:
        r.render = partial(converted, to="rtf", kind="docx")


@way("2021")
def word_with_a_table_in_a_cell(r: Made) -> None:
    def render(parts: list[files.Part], title: str, published: str) -> bytes:
        document = docx.Document()
        document.add_heading(title, 0)
        for part in parts:
            if isinstance(part, str):
                document.add_paragraph(part)
            else:
                outer = document.add_table(1, 1).cell(0, 0)
                files.word_table(outer.add_table(len(part.rows), part.width), part)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    r.render = render


@way("2021")
def word_with_hidden_and_deleted_rows(r: Made) -> None:
    """A row that was deleted with changes tracked, and cells of hidden text."""

    def after(document: docx.document.Document) -> None:
        made = document.tables[1]
        row = made.rows[5]._tr
        copy = __import__("copy").deepcopy(row)
        properties = copy.get_or_add_trPr()
        gone = OxmlElement("w:del")
        gone.set(docx.oxml.ns.qn("w:id"), "9")
        properties.append(gone)
        for run in copy.iter(docx.oxml.ns.qn("w:t")):
            run.text = "88"
        row.addprevious(copy)

    r.render = partial(files.word, after=after)


@way("2021")
def word_rows_that_begin_late(r: Made) -> None:
    """Rows whose first cell is left out by gridBefore, where a merged label should be."""

    def after(document: docx.document.Document) -> None:
        made = document.tables[1]
        for row in made.rows[6:12]:
            first = row._tr.tc_lst[0]
            if first.grid_span == 1:
                row._tr.remove(first)
                before = OxmlElement("w:gridBefore")
                before.set(docx.oxml.ns.qn("w:val"), "1")
                row._tr.get_or_add_trPr().append(before)

    r.render = partial(files.word, after=after)
