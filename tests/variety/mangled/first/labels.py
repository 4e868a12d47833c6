"""Labels and rows."""

from __future__ import annotations

import re
from functools import partial

from tests.odd_pages.facts import COLUMNS
from tests.variety.mangled import files
from tests.variety.mangled.files import table
from tests.variety.mangled.first.batch import row_cells, way
from tests.variety.mangled.grids import Cell, Grid, head, show
from tests.variety.mangled.report import Made

# ------------------------------------------------------------- labels


@way("2021")
def typing_errors_in_labels(r: Made) -> None:
    r.three.rename(
        {
            "一、本年新收政府信息公开申请数量": "一、本年新收政府信息公开申请数 量",
            "二、上年结转政府信息公开申请数量": "二、上年结转政府信息公开申请数",
            "（一）予以公开": "（一）予以公开 ",
            "2.其他法律行政法规禁止公开": "2.其它法律行政法规禁止公开",
            "（四）无法提供": "（四）无法提拱",
            "4.无正当理由大量反复申请": "4.无正当理由大量反复申请。",
            "四、结转下年度继续办理": "四、结转下年度继续办理数量",
        }
    )
    r.two.rename({"本年废止件数": "本年废 止件数", "行政规范性文件": "行政规范性 文件"})


@way("2019")
def abbreviated_labels(r: Made) -> None:
    r.three.rename(
        {
            "一、本年新收政府信息公开申请数量": "一、本年新收申请数量",
            "二、上年结转政府信息公开申请数量": "二、上年结转申请数量",
            "三、本年度办理结果": "三、办理结果",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
            "5.要求行政机关确认或重新出具已获取信息": "5.要求确认或重新出具已获取信息",
            "四、结转下年度继续办理": "四、结转下年度",
        }
    )


@way("2021")
def western_numbering(r: Made) -> None:
    names = {
        "（一）": "(1)",
        "（二）": "(2)",
        "（三）": "(3)",
        "（四）": "(4)",
        "（五）": "(5)",
        "（六）": "(6)",
        "（七）": "(7)",
    }
    r.three.relabel(lambda text: re.sub(r"^（[一二三四五六七]）", lambda m: names[m[0]], text))


@way("2021")
def circled_numbering(r: Made) -> None:
    r.three.relabel(lambda text: re.sub(r"^(\d)\.", lambda m: "①②③④⑤⑥⑦⑧"[int(m[1]) - 1], text))


@way("2019")
def numbering_lost(r: Made) -> None:
    r.three.relabel(lambda text: re.sub(r"^([一二三四]、|（[一二三四五六七]）|\d\.)", "", text))


@way("2021")
def blanks_between_characters(r: Made) -> None:
    r.three.relabel(lambda text: " ".join(text) if len(text) < 12 else text)
    r.four.relabel(lambda text: "　".join(text))


@way("2021")
def brackets_of_other_widths(r: Made) -> None:
    r.three.relabel(
        lambda text: text.replace("（", "(").replace("）", "）").replace("“", '"').replace("”", '"').replace("、", "，")
    )


@way("2019")
def labels_with_line_breaks(r: Made) -> None:
    r.three.relabel(lambda text: text[:5] + "\n" + text[5:] if len(text) > 7 else text)
    r.two.relabel(lambda text: text[:2] + "\n" + text[2:] if len(text) > 3 else text)


@way("2021")
def one_character_a_line(r: Made) -> None:
    r.four.relabel(lambda text: "\n".join(text))
    r.three.rename({"三、本年度办理结果": "\n".join("三、本年度办理结果"), "申请人情况": "申\n请\n人\n情\n况"})


@way("2021")
def labels_by_columns(r: Made) -> None:
    mark = partial(table, inner=lambda c: f'<div style="writing-mode:vertical-rl">{files.plain(c)}</div>')
    r.render = partial(files.page, mark=mark)


@way("2021")
def traditional_labels(r: Made) -> None:
    from opencc import OpenCC

    convert = OpenCC("s2tw").convert
    for grid in (r.two, r.three, r.four):
        grid.relabel(convert)


# ------------------------------------------------------------- rows


@way("2021")
def rows_of_nothing_left_out(r: Made) -> None:
    for label in ("6.属于四类过程性信息", "2.没有现成信息需要另行制作", "3.要求提供公开出版物"):
        at = r.three.row_of(label)
        # what is left out was all nothing: the sums are mended
        for cell in row_cells(r.three, at):
            assert cell.key is not None
            for total in (r.three.row_of("（七）总计"), r.three.row_of("一、本年新收")):
                other = next(c for c in row_cells(r.three, total) if c.key and c.key[1] == cell.key[1])
                other.value = (other.value or 0) - (cell.value or 0)
                other.text = show(other.value)
        r.three.drop_row(at)


@way("2021")
def local_rows_put_in(r: Made) -> None:
    r.three.put_row(r.three.row_of("二、上年结转"), ["其中：网络申请"] * 3 + [show(i) for i in range(7)])
    row = r.three.rows[r.three.row_of("其中：网络申请")]
    one = Cell("其中：网络申请")
    row[:3] = [one, one, one]
    for i, cell in enumerate(row[3:]):
        assert cell is not None
        if i == 6:
            cell.key, cell.value, cell.sure = ("applications.channel.online", "all"), 6, False


@way("2019")
def subtotals_of_groups(r: Made) -> None:
    at = r.three.row_of("（四）无法提供")
    group = r.three.cell_of("（三）不予公开")
    sums = []
    for column in COLUMNS:
        value = sum(v for (code, who), v in r.facts.values.items() if who == column and ".refused." in code)
        sums.append(Cell(show(value), ("applications.outcome.refused", column), value, sure=False))
    r.three.rows.insert(at, [r.three.rows[at - 1][0], group, Cell("小计"), *sums])


@way("2021")
def results_have_figures_of_their_own(r: Made) -> None:
    """A row for the heading 三, with the totals."""
    at = r.three.row_of("（一）予以公开")
    label = Cell("三、本年度办理结果（合计）")
    r.three.rows.insert(at, [label] * 3 + [Cell(c.text) for c in row_cells(r.three, r.three.row_of("（七）总计"))])


@way("2021")
def heads_repeated_in_the_middle(r: Made) -> None:
    at = r.three.row_of("（四）无法提供")
    r.three.rows[at:at] = [
        list(row) for row in Grid([[Cell(c.text) if c else None for c in row] for row in r.three.rows[1:3]]).rows
    ]


@way("2021")
def tables_cut_without_heads(r: Made) -> None:
    at = r.three.row_of("（四）无法提供")
    r.replace(r.three, r.three.slice(0, at), "", r.three.slice(at))


@way("2019")
def tables_cut_and_continued_by_a_line(r: Made) -> None:
    at = r.three.row_of("（五）不予处理")
    r.replace(r.three, r.three.slice(0, at), "续表：", r.three.slice(at))


@way("2021")
def tables_cut_in_three(r: Made) -> None:
    a, b = r.three.row_of("（三）不予公开"), r.three.row_of("（五）不予处理")
    r.replace(r.three, r.three.slice(0, a), r.three.slice(a, b), r.three.slice(b))


@way("2021")
def a_caption_as_first_row(r: Made) -> None:
    r.three.full_row(0, f"{r.facts.year}年收到和处理政府信息公开申请情况统计表")
    r.four.full_row(0, "政府信息公开行政复议、行政诉讼情况")


@way("2019")
def a_line_of_units_as_first_row(r: Made) -> None:
    r.three.full_row(0, "单位：件")
    r.four.full_row(0, "填报单位：市政府办公室    单位：件")


@way("2021")
def footnotes_as_last_rows(r: Made) -> None:
    r.three.full_row(len(r.three.rows), "注：1.本表统计期限为1月1日至12月31日；2.含12个部门、7个县（区）数据。")
    r.four.full_row(4, "备注：行政诉讼案件中有3件为上年结转")


@way("2021")
def blank_rows_between(r: Made) -> None:
    for label in ("（三）不予公开", "（五）不予处理", "四、结转下年度"):
        r.three.rows.insert(r.three.row_of(label), [Cell("") for _ in range(10)])


@way("2021")
def groups_as_rows_of_their_own(r: Made) -> None:
    rows = r.three.rows[:3]
    seen = set()
    for row in r.three.rows[3:]:
        for cell in row[:2]:
            assert cell
            if row[0] is not row[2] and cell is not row[2] and id(cell) not in seen:
                seen.add(id(cell))
                rows.append([Cell(cell.text), *([Cell("")] * 7)])
        leaf = row[2]
        assert leaf
        rows.append([leaf, *row[3:]])
    rows[:3] = [row[2:] if len(row) == 10 else row for row in rows[:3]]
    r.replace(r.three, Grid(rows))


@way("2021")
def groups_repeated_in_every_row(r: Made) -> None:
    for row in r.three.rows[3:]:
        if row[0] is not row[2]:
            row[0] = Cell("三、本年度办理结果")
            if row[1] is not row[2]:
                assert row[1]
                row[1] = Cell(row[1].text)


@way("2021")
def the_whole_path_in_one_cell(r: Made) -> None:
    rows = r.three.rows[:3]
    for row in r.three.rows[3:]:
        names = []
        for cell in row[:3]:
            assert cell
            if cell.text not in names:
                names.append(cell.text)
        rows.append([Cell("—".join(names)), *row[3:]])
    rows[:3] = [row[2:] for row in rows[:3]]
    r.replace(r.three, Grid(rows))


@way("2019")
def numbers_of_rows_in_a_column_of_their_own(r: Made) -> None:
    for at, row in enumerate(r.three.rows):
        leaf = row[2]
        assert leaf
        found = re.match(r"^([一二三四]、|（[一二三四五六七]）|\d\.)(.*)$", leaf.text, re.S)
        if at < 3 or found is None or row[1] is leaf:
            row.insert(2, leaf)
        else:
            leaf.text = found[2]
            row.insert(2, Cell(found[1].strip(".")))
    r.three.rows = [list(row) for row in r.three.rows]


@way("2021")
def a_column_of_line_numbers(r: Made) -> None:
    number = iter(range(1, 99))
    r.three.put_column(0, lambda at: "序号" if at == 0 else "" if at < 3 else str(next(number)))


@way("2021")
def only_the_total_column(r: Made) -> None:
    keep = [[*row[:3], row[9]] for row in r.three.rows]
    keep[0][3] = head("数量（件）")
    r.replace(r.three, Grid([keep[0], *keep[3:]]))


@way("2021")
def a_table_for_each_kind_of_applicant(r: Made) -> None:
    parts: list[files.Part] = []
    names = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    for at, name in enumerate(names):
        title = name if at in (0, 6) else f"法人或其他组织（{name}）"
        rows = [[head("项目"), head("项目"), head("项目"), head(title)]]
        for row in r.three.rows[3:]:
            labels = [row[0], row[1], row[2]]
            rows.append([*labels, row[3 + at]])
        parts += [Grid(rows)]  # type: ignore[list-item]
    r.replace(r.three, *parts)
