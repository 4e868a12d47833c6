"""The first batch: written before any mend of these tables."""

from __future__ import annotations

import re
from functools import partial

from tests.odd_pages.facts import COLUMNS
from tests.variety.mangled import files
from tests.variety.mangled.files import Raw, table
from tests.variety.mangled.grids import APPLICANTS, CASES, Cell, Grid, fig, fourth, head, show, statistics, third
from tests.variety.mangled.report import Batch, Made

BATCH = Batch(7100)
way = BATCH.way
NOTHING = ("—", "-", "/", "／", "*", "", "N/A", "－", "――", "\\", "…", "　")


def row_cells(grid: Grid, at: int) -> list[Cell]:
    return [cell for cell in grid.rows[at] if cell is not None and cell.key is not None]


def strange(grid: Grid) -> Grid:
    """The same figures as another year's or body's: nothing of it is this report's."""
    for cell in grid.figures():
        cell.text = show((cell.value or 0) + 3)
        cell.key = cell.value = None
    return grid


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
    keep = []
    for row in r.three.rows:
        keep.append([*row[:3], row[9]])
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


# ------------------------------------------------------------- tables beside tables


@way("2021")
def applications_and_cases_as_one_table(r: Made) -> None:
    """Five columns of cases are more than the ten of applications: the three groups stand one under another."""
    lines = []
    for at, (name, _) in enumerate(
        (("行政复议", 0), ("行政诉讼（未经复议直接起诉）", 5), ("行政诉讼（复议后起诉）", 10))
    ):
        heads = [head(title) for title, _ in CASES]
        label = Cell(name)
        lines.append([head(""), head(""), head(""), *heads, Cell(""), Cell("")])
        lines.append([label, label, label, *r.four.rows[3][5 * at : 5 * at + 5], Cell(""), Cell("")])
    joined = Grid([*r.three.rows, *lines])  # type: ignore[list-item]
    r.parts.remove(r.four)
    r.parts.remove("四、政府信息公开行政复议、行政诉讼情况")
    r.replace(r.three, joined)


@way("2021")
def the_three_tables_of_disclosure_apart(r: Made) -> None:
    starts = [at for at, row in enumerate(r.two.rows) if row[0] and row[0].text.startswith("第二十条")]
    parts: list[files.Part] = []
    for at, start in enumerate(starts):
        block = r.two.slice(start, starts[at + 1] if at + 1 < len(starts) else None)
        assert block.rows[0][0]
        parts += [block.rows[0][0].text, block.slice(1)]
    r.replace(r.two, *parts)


@way("2021")
def articles_as_a_column(r: Made) -> None:
    """The articles stand left of their lines, one head of columns for each."""
    rows: list[list[Cell | None]] = []
    title = None
    for row in r.two.rows:
        assert row[0]
        if row[0].text.startswith("第二十条"):
            title = Cell(row[0].text)
            continue
        rows.append([title, *row])
    r.replace(r.two, Grid(rows))


@way("2021")
def transposed_disclosure(r: Made) -> None:
    starts = [at for at, row in enumerate(r.two.rows) if row[0] and row[0].text.startswith("第二十条")]
    parts: list[files.Part] = []
    for at, start in enumerate(starts):
        block = r.two.slice(start, starts[at + 1] if at + 1 < len(starts) else None)
        rows = list(block.rows[1:])
        thin = [[cell for c, cell in enumerate(row) if not c or row[c - 1] is not cell] for row in rows]
        parts += [block.rows[0][0].text if block.rows[0][0] else "", Grid(thin).transposed()]
    r.replace(r.two, *parts)


@way("2021")
def cases_by_year(r: Made) -> None:
    row = r.four.rows[3]
    last = [Cell(show((c.value or 0) + 2)) if c else None for c in row]
    label, year = head("年度"), str(r.facts.year)
    r.four.rows = [
        [label, *r.four.rows[0]],
        [label, *r.four.rows[1]],
        [label, *r.four.rows[2]],
        [Cell(f"{r.facts.year - 1}年"), *last],
        [Cell(f"{year}年"), *row],
    ]


@way("2021")
def last_years_applications_below(r: Made) -> None:
    old = strange(third(r.facts))
    r.after(r.three, f"附：{r.facts.year - 1}年度收到和处理政府信息公开申请情况", old)


@way("2021")
def cases_in_three_rows(r: Made) -> None:
    rows: list[list[Cell | None]] = [[head("类别"), *(head(name) for name, _ in CASES)]]
    for at, name in enumerate(("行政复议", "未经复议直接起诉的行政诉讼", "复议后起诉的行政诉讼")):
        rows.append([Cell(name), *r.four.rows[3][5 * at : 5 * at + 5]])
    r.replace(r.four, Grid(rows))


@way("2021")
def cases_in_two_tables(r: Made) -> None:
    r.replace(
        r.four,
        "（一）行政复议情况",
        Grid([row[:5] for row in r.four.rows]),
        "（二）行政诉讼情况",
        Grid([row[5:] for row in r.four.rows]),
    )


@way("2021")
def only_the_leaf_heads_of_cases(r: Made) -> None:
    r.four.rows = r.four.rows[2:]
    r.four.doubt(r.four.figures())


@way("2021")
def cases_with_a_label_for_the_row(r: Made) -> None:
    r.four.put_column(0, lambda at: "件数" if at == 3 else "项目")


@way("2021")
def departments_beside_the_whole(r: Made) -> None:
    rows = [[head("单位"), head("收到申请数"), head("办结数"), head("予以公开")]]
    for name, n in (("市发展改革委", 11), ("市公安局", 25), ("市财政局", 7)):
        rows.append([Cell(name), Cell(str(n)), Cell(str(n - 1)), Cell(str(n // 2))])
    r.before(r.three, "市直部门受理申请情况如下：", Grid(rows))  # type: ignore[arg-type]


@way("2021")
def lines_for_departments_in_the_table(r: Made) -> None:
    at = r.three.row_of("二、上年结转")
    for n, name in enumerate(("其中：市直部门", "县（区）政府")):
        label = Cell(name)
        r.three.rows.insert(at + n, [label] * 3 + [Cell(str(n + 3)) for _ in range(7)])


# ------------------------------------------------------------- no tables at all


@way("2021")
def tables_of_css(r: Made) -> None:
    def mark(grid: Grid) -> str:
        rows = []
        for number, row in enumerate(grid.rows):
            cells = [cell for c, cell in enumerate(row) if not c or row[c - 1] is not cell]
            del number
            rows.append(
                '<div class="r" style="display:table-row">'
                + "".join(
                    f'<div class="c" style="display:table-cell">{files.plain(c) if c else ""}</div>' for c in cells
                )
                + "</div>"
            )
        return f'<div class="t" style="display:table">{"".join(rows)}</div>'

    rows: list[list[Cell | None]] = []
    for row in r.three.rows[3:]:
        rows.append([row[2], *row[3:]])
    r.replace(r.three, Grid([[head("项目"), *(head(name) for name in APPLICANTS)], *rows]))
    r.replace(
        r.four,
        Grid(
            [
                [head("类别"), *(head(name) for name, _ in CASES)],
                *(
                    [Cell(name), *r.four.rows[3][5 * at : 5 * at + 5]]
                    for at, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"))
                ),
            ]
        ),
    )
    r.render = partial(files.page, mark=mark)


@way("2021")
def tables_of_css_grid(r: Made) -> None:
    def mark(grid: Grid) -> str:
        cells = []
        for row in grid.anchors():
            for cell, high, wide in row:
                cells.append(f'<div style="grid-row:span {high};grid-column:span {wide}">{files.plain(cell)}</div>')
        return f'<div style="display:grid;grid-template-columns:repeat({grid.width},1fr)">{"".join(cells)}</div>'

    r.render = partial(files.page, mark=mark)


@way("2021")
def cases_as_definition_lists(r: Made) -> None:
    out = []
    for at, name in enumerate(("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")):
        items = "".join(
            f"<dt>{title}</dt><dd>{c.text}</dd>"
            for (title, _), c in zip(CASES, r.four.rows[3][5 * at :], strict=False)
            if c
        )
        out.append(f"<h4>{name}</h4><dl>{items}</dl>")
    for cell in r.four.figures():
        assert cell.key and cell.value is not None
        r.also[cell.key] = cell.value
        r.unsure.add(cell.key)
    r.replace(r.four, Raw("".join(out)))


@way("2021")
def cases_in_box_drawing(r: Made) -> None:
    def pad(text: str, width: int) -> str:
        return text + " " * (width - sum(2 if ord(c) > 255 else 1 for c in text))

    lines = ["┌" + "┬".join(["─" * 9] * 6) + "┐"]
    lines.append("│" + "│".join(pad(t, 18) for t in ("类别", *(name for name, _ in CASES))) + "│")
    for at, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        lines.append("├" + "┼".join(["─" * 9] * 6) + "┤")
        lines.append(
            "│"
            + "│".join(pad(t, 18) for t in (name, *(c.text for c in r.four.rows[3][5 * at : 5 * at + 5] if c)))
            + "│"
        )
    lines.append("└" + "┴".join(["─" * 9] * 6) + "┘")
    for cell in r.four.figures():
        assert cell.key and cell.value is not None
        r.also[cell.key] = cell.value
    r.replace(r.four, Raw("<pre>" + "\n".join(lines) + "</pre>"))


@way("2021")
def lists_of_disclosure(r: Made) -> None:
    out = []
    for cell in r.two.figures():
        assert cell.key and cell.value is not None
        r.also[cell.key] = cell.value
    v = {c.key[0]: c.text for c in r.two.figures() if c.key}
    for name, code in (("规章", "regulations"), ("行政规范性文件", "normative_documents")):
        out.append(
            f"<li>{name}：本年制发件数 {v[code + '.made']}，本年废止件数 {v[code + '.repealed']}，现行有效件数 {v[code + '.in_force']}</li>"
        )
    for name, code in (("行政许可", "permits"), ("行政处罚", "penalties"), ("行政强制", "coercion")):
        out.append(f"<li>{name}：本年处理决定数量 {v[code + '.decisions']}</li>")
    out.append(f"<li>行政事业性收费：本年收费金额 {v['fees.amount']}万元</li>")
    r.unsure |= {c.key for c in r.two.figures() if c.key}
    r.replace(r.two, Raw(f"<ul>{''.join(out)}</ul>"))


@way("2021")
def a_table_within_each_cell(r: Made) -> None:
    mark = partial(
        table, inner=lambda c: f"<table><tr><td>{files.plain(c)}</td></tr></table>" if c.key else files.plain(c)
    )
    r.render = partial(files.page, mark=mark)


@way("2021")
def everything_in_th(r: Made) -> None:
    for grid in (r.two, r.three, r.four):
        for cell in grid.cells():
            cell.head = True
    r.render = partial(files.page, mark=partial(table, heads=True))


@way("2021")
def hidden_columns_and_rows_of_a_page(r: Made) -> None:
    r.three.put_column(10, lambda at: Cell("上年数" if at == 0 else "" if at < 3 else "77", hidden=True))
    label = Cell("上年合计")
    r.three.rows.insert(6, [label] * 3 + [Cell("66") for _ in range(7)] + [Cell("", hidden=True)])
    r.three.hidden_rows.add(6)


# ------------------------------------------------------------- the statistics form


def wide(grid: Grid, *, twice: bool) -> Grid:
    half = (len(grid.rows) + 1) // 2
    return (
        Grid(grid.rows[:half]).beside(Grid([[head(c.text) for c in grid.rows[0] if c], *grid.rows[half:]]))
        if twice
        else grid
    )


@way("2014")
def statistics_as_they_are(r: Made) -> None:
    del r


@way("2014")
def statistics_in_two_halves(r: Made) -> None:
    r.replace(r.two, wide(r.two, twice=True))


@way("2014")
def statistics_with_line_numbers(r: Made) -> None:
    r.two.put_column(0, lambda at: "序号" if at == 0 else str(at))


@way("2014")
def statistics_with_units_in_cells(r: Made) -> None:
    for row in r.two.rows[1:]:
        assert row[1] and row[2]
        row[2].text += row[1].text if row[2].key else ""
    r.two.drop_column(1)


@way("2014")
def statistics_with_units_in_labels(r: Made) -> None:
    for row in r.two.rows[1:]:
        assert row[0] and row[1]
        row[0].text += f"（{row[1].text}）" if row[1].text else ""
    r.two.drop_column(1)


@way("2014")
def statistics_with_last_year_and_change(r: Made) -> None:
    year = r.facts.year
    r.two.rows[0][2] = head(f"{year}年")
    r.two.put_column(
        2, lambda at: head(f"{year - 1}年") if at == 0 else "" if not r.two.rows[at][2].key else str(at * 3)
    )  # type: ignore[union-attr]
    r.two.put_column(4, lambda at: head("增减") if at == 0 else "" if not r.two.rows[at][3].key else str(at - 20))  # type: ignore[union-attr]


@way("2014")
def statistics_renumbered(r: Made) -> None:
    circled = {"（一）": "①", "（二）": "②", "（三）": "③", "（四）": "④"}
    r.two.relabel(lambda t: re.sub(r"^（.）", lambda m: circled.get(m[0], m[0]), t))
    r.two.relabel(lambda t: re.sub(r"^(\d)\.", r"（\1）", t))


@way("2014")
def statistics_with_blanks_and_breaks(r: Made) -> None:
    r.two.relabel(lambda t: f"    {t[:9]}\n{t[9:]}" if len(t) > 12 else f"  {t} ")


@way("2014")
def statistics_in_a_table_for_each_part(r: Made) -> None:
    parts: list[files.Part] = []
    rows: list[list[Cell | None]] = []
    for row in r.two.rows[1:]:
        assert row[0]
        if re.match(r"^[一二三四五六七八九]、", row[0].text) and not (row[2] and row[2].key):
            if rows:
                parts.append(Grid([[head("指标"), head("计量单位"), head("数量")], *rows]))
            parts.append(row[0].text)
            rows = []
        else:
            rows.append(row)
    parts.append(Grid([[head("指标"), head("计量单位"), head("数量")], *rows]))
    r.replace(r.two, *parts)


@way("2014")
def statistics_by_department(r: Made) -> None:
    names = ("市政府办公室", "市发展改革委", "市财政局")
    r.two.rows[0][2] = head("合计")
    for n, name in enumerate(names):
        r.two.put_column(
            3 + n,
            lambda at, name=name, n=n: head(name) if at == 0 else "" if not r.two.rows[at][2].key else str(at + n),
        )  # type: ignore[union-attr,misc]


@way("2014")
def statistics_with_of_which_apart(r: Made) -> None:
    """其中 stands in a column of its own, over the lines it governs."""
    rows: list[list[Cell | None]] = [[r.two.rows[0][0], r.two.rows[0][0], *r.two.rows[0][1:]]]
    for row in r.two.rows[1:]:
        cell = row[0]
        assert cell
        if cell.text.startswith("其中："):
            cell.text = cell.text[3:]
            rows.append([Cell("其中"), *row])
        else:
            rows.append([cell, *row])
    r.replace(r.two, Grid(rows))


@way("2014")
def statistics_transposed(r: Made) -> None:
    r.replace(r.two, r.two.slice(0, 25).transposed(), r.two.slice(25))


@way("2014")
def statistics_without_head(r: Made) -> None:
    r.two.drop_row(0)


@way("2014")
def statistics_with_slashes(r: Made) -> None:
    """Lines without a figure have a slash; a line the editor put in front is none of the year."""
    for row in r.two.rows[1:]:
        if row[2] and not row[2].key:
            row[2].text = row[1].text = "/"  # type: ignore[union-attr]
    r.two.rows[0:1] = [[Cell("/"), Cell("/"), Cell("3")]]


@way("2014")
def statistics_money_in_yuan(r: Made) -> None:
    for row in r.two.rows[1:]:
        if row[2] and row[2].key and row[1] and row[1].text == "万元":
            row[1].text = "元"
            row[2].text = str(round((row[2].value or 0) * 10000))


@way("2014")
def statistics_some_lines_left_out(r: Made) -> None:
    for label in ("2.传真申请数", "4.微博微信回应事件数", "七、依申请公开", "（三）接受培训人员数"):
        r.two.drop_row(r.two.row_of(label))


@way("2014")
def statistics_cumulative_beside(r: Made) -> None:
    r.two.rows[0][2] = head("本年度")
    r.two.put_column(
        3,
        lambda at: (
            head("历年累计")
            if at == 0
            else ""
            if not (key := r.two.rows[at][2].key)
            # type: ignore[union-attr]
            else show(r.facts.values[key] * 3)
        ),
    )


@way("2014")
def statistics_as_word(r: Made) -> None:
    r.render, r.content_type = files.word, "application/msword"


@way("2014")
def statistics_as_rtf(r: Made) -> None:
    r.render, r.content_type = files.rtf, "application/msword"


@way("2014")
def statistics_as_workbook(r: Made) -> None:
    r.render, r.content_type = files.workbook, "application/vnd.ms-excel"


@way("2014")
def statistics_in_two_halves_of_a_workbook(r: Made) -> None:
    r.replace(r.two, wide(r.two, twice=True))
    r.render, r.content_type = files.workbook, "application/vnd.ms-excel"


# ------------------------------------------------------------- local tables of the free form


def local(r: Made, lines: list[tuple[str, str, str]]) -> Grid:
    return Grid(
        [
            [head("指标名称"), head("计量单位"), head(f"{r.facts.year}年度")],
            *([Cell(a), Cell(b), fig(r.facts, c)] for a, b, c in lines),
        ]
    )


LOCAL = [
    ("主动公开政府信息数", "条", "proactive.items"),
    ("其中：政府网站公开政府信息数", "条", "proactive.channel.website"),
    ("政府公报公开政府信息数", "条", "proactive.channel.gazette"),
    ("收到申请数", "件", "applications.received"),
    ("其中：当面申请数", "件", "applications.channel.in_person"),
    ("传真申请数", "件", "applications.channel.fax"),
    ("网上申请数", "件", "applications.channel.online"),
    ("信函申请数", "件", "applications.channel.letter"),
    ("行政复议数", "件", "review.total"),
    ("行政诉讼数", "件", "litigation.total"),
]


@way("free")
def local_table_of_indicators(r: Made) -> None:
    r.parts.append(local(r, LOCAL))


@way("free")
def local_table_with_the_sum_of_years(r: Made) -> None:
    grid = local(r, LOCAL)
    grid.put_column(3, lambda at: head("历年累计") if at == 0 else show(r.facts.values[(LOCAL[at - 1][2], "all")] * 4))
    r.parts.append(grid)


@way("free")
def local_table_of_three_years(r: Made) -> None:
    grid = local(r, LOCAL)
    for back in (1, 2):
        grid.put_column(2, lambda at, back=back: head(f"{r.facts.year - back}年度") if at == 0 else str(at * 7 + back))  # type: ignore[misc]
    r.parts.append(grid)


@way("free")
def local_table_by_department(r: Made) -> None:
    rows = [[head("单位"), head("主动公开信息数（条）"), head("收到申请数（件）")]]
    for name, a, b in (("市公安局", 31, 3), ("市教育局", 17, 2), ("市民政局", 11, 1)):
        rows.append([Cell(name), Cell(str(a)), Cell(str(b))])
    rows.append(
        [
            Cell("合计"),
            Cell("59", ("proactive.items", "all"), 59, sure=False),
            Cell("6", ("applications.received", "all"), 6, sure=False),
        ]
    )
    r.parts.append(Grid(rows))  # type: ignore[arg-type]


# ------------------------------------------------------------- files


@way("2021")
def word_with_merged_cells(r: Made) -> None:
    r.render, r.content_type = files.word, "application/octet-stream"


@way("2019")
def word_with_the_label_column_cut(r: Made) -> None:
    at = r.three.row_of("（四）无法提供")
    r.replace(r.three, r.three.slice(0, at), "", r.three.slice(at))
    r.render = files.word


@way("2021")
def rich_text_with_merged_cells(r: Made) -> None:
    r.render = files.rtf


@way("2021")
def workbook_of_one_sheet(r: Made) -> None:
    r.render = files.workbook


@way("2021")
def workbook_of_several_sheets(r: Made) -> None:
    r.render = partial(files.workbook, sheets=True)


@way("2019")
def workbook_of_texts(r: Made) -> None:
    r.render = partial(files.workbook, typed=lambda cell: ("'" if False else "") + cell.text or None)


@way("2021")
def workbook_with_formats(r: Made) -> None:
    def after(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    cell.number_format = ("#,##0", "0", "General", "0_ ", "#,##0_);[Red](#,##0)", '0"件"')[cell.row % 6]

    r.render = partial(files.workbook, after=after)
    r.two.doubt(r.two.figures())


@way("2021")
def workbook_with_hidden_rows_and_columns(r: Made) -> None:
    r.three.put_column(10, lambda at: "上年数" if at == 0 else "" if at < 3 else "77")
    r.three.hidden_columns.add(10)
    label = Cell("上年合计")
    r.three.rows.insert(6, [label] * 3 + [Cell("66") for _ in range(8)])
    r.three.hidden_rows.add(6)
    r.parts.remove(r.four)  # of which the hidden column hides one figure, too
    r.render = files.workbook


@way("2021")
def excel_2003_xml(r: Made) -> None:
    r.render, r.content_type = files.spreadsheet_xml, "application/vnd.ms-excel"


@way("2014")
def excel_2003_xml_of_statistics(r: Made) -> None:
    r.render, r.content_type = files.spreadsheet_xml, "application/vnd.ms-excel"


@way("2021")
def a_page_called_xls(r: Made) -> None:
    r.render, r.content_type = files.sheet_page, "application/vnd.ms-excel"


@way("2021")
def a_page_called_doc(r: Made) -> None:
    r.render, r.content_type = files.office_page, "application/msword"


@way("2021")
def a_single_file_page_called_doc(r: Made) -> None:
    r.render, r.content_type = files.mhtml, "application/msword"


@way("2014")
def a_single_file_page_in_base64(r: Made) -> None:
    r.render, r.content_type = partial(files.mhtml, quoted=False), "application/vnd.ms-excel"


@way("2014")
def statistics_as_comma_text(r: Made) -> None:
    r.render, r.content_type = files.comma_text, "text/csv"


@way("2021")
def tables_as_comma_text(r: Made) -> None:
    r.render, r.content_type = files.comma_text, "text/csv"


@way("2021")
def tables_as_tabbed_text(r: Made) -> None:
    r.render, r.content_type = partial(files.comma_text, separator="\t"), "text/plain"


@way("2021")
def both_years_side_by_side(r: Made) -> None:
    """Last year's cases stand right of this year's in one table under a line of years."""
    old = strange(fourth(r.facts))
    both = r.four.beside(old)
    this, last = head(f"{r.facts.year}年"), head(f"{r.facts.year - 1}年")
    both.rows.insert(0, [this] * 15 + [last] * 15)
    r.replace(r.four, both)


@way("2014")
def statistics_of_two_years_as_two_tables(r: Made) -> None:
    r.before(
        r.two,
        f"{r.facts.year - 1}年度政府信息公开情况统计表",
        strange(statistics(r.facts)),
        f"{r.facts.year}年度政府信息公开情况统计表",
    )
