"""Tables marked up in every way, hidden content, boxes, encodings, headings. One function a page."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape

from tests.odd_pages import grids, markup, shell, titles_and_headings
from tests.odd_pages.article import TITLES, Body, build, cells_of, odd, paragraph
from tests.odd_pages.facts import CASES, COLUMNS, GROUPS, Facts, facts
from tests.odd_pages.grids import Cell, Grid, plain
from tests.odd_pages.scoring import Odd

MAKERS: list[Callable[[], Odd]] = []


def a_page(maker: Callable[[], Odd]) -> Callable[[], Odd]:
    MAKERS.append(maker)
    return maker


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS] + titles_and_headings.pages()


def same(mark: Callable[[Grid], str]) -> tuple[Callable[[Grid], str], Callable[[Grid], str], Callable[[Grid], str]]:
    return (mark, mark, mark)


def inside(cell: Callable[[Cell], str]) -> Callable[[Grid], str]:
    return lambda grid: markup.table(grid, cell)


def whole(given: Facts, article: str, **more: str) -> str:
    return shell.page(
        shell.heading(given.title) + shell.dateline(given.published) + article,
        title=f"{given.title}_某某市政务网",
        **more,  # type: ignore[arg-type]
    )


def keys(*codes: str, columns: tuple[str, ...] = COLUMNS) -> set[tuple[str, str]]:
    return {(code, column) for code in codes for column in columns}


def third_keys(given: Facts) -> set[tuple[str, str]]:
    return {key for key in given.values if key[0].startswith("applications.")}


def fourth_keys(given: Facts) -> set[tuple[str, str]]:
    return {key for key in given.values if key[0].startswith(("review.", "litigation."))}


# ---- tables as programs paste them


@a_page
def word_with_a_span_for_every_digit() -> Odd:
    given = facts(1)
    wrap = lambda text: markup.word(Cell(re.sub(r"(\d+年\d+月\d+日)", r"\1", text)))  # noqa: E731
    body = build(given, marks=same(markup.word_table), wrap=wrap, head=lambda text: f"<b>{markup.word(Cell(text))}</b>")
    return odd("word_with_a_span_for_every_digit", given, body)


@a_page
def word_smart_tags() -> Odd:
    given = facts(2, "2019")

    def smart(text: str) -> str:
        made = re.sub(
            r"(\d+)年(\d+)月(\d+)日",
            r'<st1:chsdate Year="\1" Month="\2" Day="\3" IsLunarDate="False" w:st="on"><span lang="EN-US">\1</span>年'
            r'<span lang="EN-US">\2</span>月<span lang="EN-US">\3</span>日</st1:chsdate>',
            escape(text, quote=False),
        )
        made = re.sub(r"(\d+)条", r'<st1:chmetcnv UnitName="条" SourceValue="\1" w:st="on">\1条</st1:chmetcnv>', made)
        return f'<p class=MsoNormal style="text-indent:32.0pt"><?xml:namespace prefix = st1 ns = "urn:x" />{made}<o:p></o:p></p>'

    body = build(given, marks=same(lambda grid: markup.table(grid, markup.word)), wrap=smart)
    return odd("word_smart_tags", given, body)


@a_page
def wps_paste() -> Odd:
    given = facts(3)
    return odd("wps_paste", given, build(given, marks=same(inside(markup.wps))))


@a_page
def excel_paste() -> Odd:
    given = facts(4, "2019", large=True)
    return odd("excel_paste", given, build(given, marks=same(markup.excel), show=markup.separated))


@a_page
def ueditor_with_breaks_for_blanks() -> Odd:
    given = facts(5)
    blank = {key for key in third_keys(given) if given.values[key] == 0}

    def cell(each: Cell) -> str:
        return (
            "<p><br/></p>"
            if each.figure and each.text == ""
            else f'<p style="text-align:center">{markup.bare(each)}</p>'
        )

    third = [
        [replace(each, text="") if each.figure and each.text == "0" else each for each in row]
        for row in grids.third(given)
    ]
    for key in blank:
        del given.values[key]
    mark = lambda grid: markup.table(grid, cell, attributes=' class="firstRow selectTdClass" data-sort="sortDisabled"')  # noqa: E731
    return odd(
        "ueditor_with_breaks_for_blanks",
        given,
        build(given, marks=same(mark), made=(grids.second(given), third, grids.fourth(given))),
    )


@a_page
def dashes_and_slashes_for_nothing() -> Odd:
    given = facts(6, "2019")
    signs = ("—", "/", "－", "--", "\\", "&nbsp;", "　", "-", "——", "")
    third: Grid = []
    number = 0
    rows = grids.third(given)
    codes = [code for _, code in grids.third_rows(given)]
    for at, row in enumerate(rows):
        line = []
        column = 0
        for each in row:
            if each.figure:
                if each.text == "0":
                    line.append(replace(each, text=signs[number % len(signs)]))
                    number += 1
                    given.values.pop((codes[at - 3], COLUMNS[column]), None)
                else:
                    line.append(each)
                column += 1
            else:
                line.append(each)
        third.append(line)
    body = build(
        given,
        marks=same(lambda grid: markup.table(grid, lambda each: each.text if each.figure else markup.bare(each))),
        made=(grids.second(given), third, grids.fourth(given)),
    )
    body.printed = [text for text in body.printed if text != "&nbsp;"]
    return odd("dashes_and_slashes_for_nothing", given, body)


@a_page
def full_width_figures() -> Odd:
    given = facts(7, large=True)
    return odd(
        "full_width_figures",
        given,
        build(given, marks=same(inside(markup.wide)), show=markup.separated),
        words=(),
        digits=None,
    )


@a_page
def units_in_cells() -> Odd:
    given = facts(8, large=True)

    def show(value: int | float) -> str:
        return f"{value:,}件" if isinstance(value, int) else f"{value:.2f}万元"

    return odd("units_in_cells", given, build(given, show=show))


@a_page
def money_in_yuan_in_the_cell() -> Odd:
    given = facts(9)
    second = [
        [
            replace(each, text=f"{round(float(each.text) * 10000)}元") if each.figure and "." in each.text else each
            for each in row
        ]
        for row in grids.second(given)
    ]
    return odd("money_in_yuan_in_the_cell", given, build(given, made=(second, grids.third(given), grids.fourth(given))))


@a_page
def remarks_and_footnotes_in_cells() -> Odd:
    given = facts(10)
    noted = {
        ("normative_documents.made", "all"),
        ("permits.decisions", "all"),
        ("penalties.decisions", "all"),
        ("applications.received", "all"),
        ("applications.answered", "all"),
    }
    second = grids.second(given)
    third = grids.third(given)
    second[3][1] = replace(second[3][1], text=second[3][1].text + "（其中修订16件）")
    mark = lambda grid: markup.table(grid, lambda each: each.text)  # noqa: E731
    second[6][1] = replace(second[6][1], text=second[6][1].text + "<sup>[1]</sup>")
    second[9][1] = replace(second[9][1], text=second[9][1].text + "<sup>②</sup>")
    third[3][-1] = replace(third[3][-1], text=third[3][-1].text + "<br/>（含网上申请5件）")
    third[-2][-1] = replace(third[-2][-1], text=third[-2][-1].text + "*")
    body = build(given, made=(second, third, grids.fourth(given)), marks=same(mark))
    return odd("remarks_and_footnotes_in_cells", given, body, nullable=noted, words=(), digits=None)


@a_page
def heads_in_th() -> Odd:
    given = facts(11, "2019")

    def mark(grid: Grid) -> str:
        rows = markup.table(grid, heads=True)
        first = rows.index("</tr>") + 5
        return rows[:first].replace("<tbody>", "<thead>") + "</thead><tbody>" + rows[first:]

    return odd("heads_in_th", given, build(given, marks=same(mark)))


@a_page
def nested_layout_tables() -> Odd:
    given = facts(12)
    body = build(
        given,
        marks=same(lambda grid: f'<table width="100%"><tr><td align="center">{markup.table(grid)}</td></tr></table>'),
    )
    article = (
        '<table width="980" border="0" cellspacing="0"><tr><td>&nbsp;</td><td class="nr9"><table><tr><td>'
        f"{shell.heading(given.title)}</td></tr><tr><td>{shell.dateline(given.published)}</td></tr><tr><td><table><tr><td>{body.html}"
        "</td></tr></table></td></tr></table></td><td>&nbsp;</td></tr></table>"
    )
    return odd("nested_layout_tables", given, body, page=shell.page(article, title=given.title))


@a_page
def a_table_for_every_row() -> Odd:
    given = facts(13)
    flat = tuple(
        grids.unmerged(grid, repeat=True) for grid in (grids.second(given), grids.third(given), grids.fourth(given))
    )
    body = build(given, marks=same(markup.row_tables), made=flat)  # type: ignore[arg-type]
    return odd("a_table_for_every_row", given, body, nullable=set(given.values))


@a_page
def head_in_its_own_table() -> Odd:
    given = facts(14)

    def mark(grid: Grid) -> str:
        return (
            f'<div class="fixed-head">{markup.table(grid[:3])}</div><div style="overflow-y:auto;height:400px">'
            f"{markup.table(grid[3:])}</div>"
        )

    body = build(given, marks=(markup.table, mark, mark))
    return odd("head_in_its_own_table", given, body)


@a_page
def tables_cut_in_two() -> Odd:
    given = facts(15, "2019")

    def bands(grid: Grid) -> str:
        starts = [at for at, row in enumerate(grid) if row[0].text.startswith("第二十条")] + [len(grid)]
        return "<p>&nbsp;</p>".join(markup.table(grid[a:b]) for a, b in itertools.pairwise(starts))

    def cut(grid: Grid) -> str:
        flat = grids.unmerged(grid[3:], repeat=False)
        return markup.table(grid[:3] + flat[:12]) + "<p><br/></p>" + markup.table(flat[12:])

    body = build(given, marks=(bands, cut, markup.table))
    return odd("tables_cut_in_two", given, body)


@a_page
def head_repeated_on_every_page_of_the_table() -> Odd:
    given = facts(16)

    def cut(grid: Grid) -> str:
        flat = grids.unmerged(grid[3:], repeat=False)
        return (
            markup.table(grid[:3] + flat[:9])
            + "<p style='text-align:center'>- 3 -</p>"
            + markup.table(grid[:3] + flat[9:18])
            + "<p style='text-align:center'>- 4 -</p>"
            + markup.table(grid[:3] + flat[18:])
        )

    body = build(given, marks=(markup.table, cut, markup.table))
    return odd("head_repeated_on_every_page_of_the_table", given, body, digits=None)


@a_page
def wrong_spans() -> Odd:
    given = facts(17)

    def wrong(grid: Grid) -> str:
        made = markup.table(grid)
        made = made.replace('rowspan="22"', 'rowspan="40"').replace('<td rowspan="8"', '<td rowspan="8.0"')
        return made.replace('rowspan="3" colspan="3"', 'rowspan=3 colspan="3 "').replace(
            "<td>3.其他</td>", '<td colspan="0">3.其他</td>'
        )

    return odd("wrong_spans", given, build(given, marks=same(wrong)), nullable=keys("applications.carried_out"))


@a_page
def overlong_group_span() -> Odd:
    """不予公开 spans a row too many: the next row is pushed to the right, on a screen as well."""
    given = facts(18)
    mark = lambda grid: markup.table(grid).replace('<td rowspan="8">', '<td rowspan="9">')  # noqa: E731
    body = build(given, marks=(markup.table, mark, markup.table))
    return odd("overlong_group_span", given, body, nullable=third_keys(given))


@a_page
def rows_cut_short() -> Odd:
    """Trailing blank cells are not written at all; the totals are there where nothing is blank before them."""
    given = facts(19)
    third = grids.third(given)
    codes = [code for _, code in grids.third_rows(given)]
    for at, row in enumerate(third[3:], 3):
        if at % 3 == 0:
            third[at] = row[:-2]
            for column in COLUMNS[-2:]:
                del given.values[(codes[at - 3], column)]
    body = build(given, made=(grids.second(given), third, grids.fourth(given)))
    return odd("rows_cut_short", given, body, nullable=third_keys(given), faulty=True)


# ---- tables that are no <table>


@a_page
def flexbox_tables() -> Odd:
    given = facts(20)
    body = build(given, marks=same(markup.divs))
    return odd("flexbox_tables", given, body, nullable=set(given.values))


@a_page
def css_tables_without_spans() -> Odd:
    given = facts(21)
    flat = tuple(
        grids.unmerged(grid, repeat=True) for grid in (grids.second(given), grids.third(given), grids.fourth(given))
    )
    body = build(given, marks=same(markup.css_table), made=flat)  # type: ignore[arg-type]
    return odd("css_tables_without_spans", given, body, nullable=set(given.values))


@a_page
def lists_as_tables() -> Odd:
    given = facts(22, "2019")
    return odd("lists_as_tables", given, build(given, marks=same(markup.lists)), nullable=set(given.values))


@a_page
def preformatted_tables() -> Odd:
    given = facts(23)
    return odd("preformatted_tables", given, build(given, marks=same(markup.preformatted)), nullable=set(given.values))


@a_page
def figures_in_inputs() -> Odd:
    given = facts(24)
    body = build(given, marks=same(inside(markup.inputs)))
    return odd("figures_in_inputs", given, body)


@a_page
def definition_list_of_cases() -> Odd:
    given = facts(25)

    def mark(grid: Grid) -> str:
        names = {
            "review": "行政复议",
            "litigation.direct": "未经复议直接起诉的行政诉讼",
            "litigation.after_review": "复议后起诉的行政诉讼",
        }
        made = ""
        for group in GROUPS:
            made += f"<h4>{names[group]}</h4><dl>"
            for case, label in zip(CASES, grids.CASE_NAMES, strict=True):
                made += f"<dt>{label}</dt><dd>{given.values[(f'{group}.{case}', 'all')]}</dd>"
            made += "</dl>"
        return made

    body = build(given, marks=(markup.table, markup.table, mark))
    return odd("definition_list_of_cases", given, body, nullable=fourth_keys(given), words=(), digits=None)


# ---- other orders, other rows


@a_page
def total_column_first() -> Odd:
    given = facts(26)
    third: Grid = []
    rows = grids.third(given)
    third.append(rows[0])
    third.append([rows[1][2], rows[1][0], rows[1][1]])
    third.append(rows[2])
    for row in rows[3:]:
        labels = [each for each in row if not each.figure]
        values = [each for each in row if each.figure]
        third.append([*labels, values[-1], *values[:-1]])
    return odd("total_column_first", given, build(given, made=(grids.second(given), third, grids.fourth(given))))


@a_page
def organisations_reordered() -> Odd:
    given = facts(27, "2019")
    order = (2, 0, 4, 1, 3)
    third: Grid = []
    for at, row in enumerate(grids.third(given)):
        if at == 2:
            third.append([row[each] for each in order])
        elif at > 2:
            labels = [each for each in row if not each.figure]
            values = [each for each in row if each.figure]
            third.append([*labels, values[0], *(values[1 + each] for each in order), values[-1]])
        else:
            third.append(row)
    return odd("organisations_reordered", given, build(given, made=(grids.second(given), third, grids.fourth(given))))


@a_page
def local_rows_and_a_remark_column() -> Odd:
    given = facts(28)
    rows = grids.third(given)
    rows[0].append(Cell("备注", 3, head=True))
    third: Grid = rows[:3]
    for at, row in enumerate(rows[3:], 3):
        third.append([*row, Cell("较上年增加7件" if at == 3 else "", figure=True)])
        if at == 3:
            third.append(
                [
                    Cell("其中：涉及征地拆迁的申请", columns=3),
                    *(Cell("1", figure=True) for _ in COLUMNS),
                    Cell("局部统计"),
                ]
            )
    body = build(given, made=(grids.second(given), third, grids.fourth(given)))
    return odd("local_rows_and_a_remark_column", given, body)


@a_page
def subtotals_of_groups() -> Odd:
    """A 小计 row closes each group of refusals; the dictionary has codes for those totals."""
    given = facts(29)
    rows = grids.third_rows(given)
    grid = grids.third(given)
    third: Grid = grid[:3]
    sums = {"refused": 0, "unable": 0, "not_processed": 0}
    optional: set[tuple[str, str]] = set()
    for (_path, code), line in zip(rows, grid[3:], strict=True):
        row = [
            replace(each, rows=25)
            if each.rows == 22
            else replace(each, rows=each.rows + 1)
            if each.rows in (8, 5) or each.text == "（四）无法提供"
            else each
            for each in line
        ]
        third.append(row)
        group = code.split(".")[2] if code.count(".") > 2 else ""
        last = {
            "refused": "administrative_query",
            "unable": "unclear_after_correction",
            "not_processed": "confirmation",
        }
        if group in last and code.endswith(last[group]):
            values = [
                sum(
                    int(given.values[key])
                    for key in given.values
                    if key[0].startswith(f"applications.outcome.{group}.") and key[1] == column
                )
                for column in COLUMNS
            ]
            third.append([Cell("小计"), *(Cell(str(value), figure=True) for value in values)])
            for column, value in zip(COLUMNS, values, strict=True):
                optional.add((f"applications.outcome.{group}", column))
                sums[group] = value
    for key in optional:
        given.values[key] = sum(
            int(value)
            for other, value in list(given.values.items())
            if other[0].startswith(key[0] + ".") and other[1] == key[1]
        )
    body = build(given, made=(grids.second(given), third, grids.fourth(given)))
    return odd("subtotals_of_groups", given, body, nullable=optional)


@a_page
def cases_printed_vertically() -> Odd:
    given = facts(30)
    body = build(given, made=(grids.second(given), grids.third(given), grids.transposed(grids.fourth(given))))
    return odd("cases_printed_vertically", given, body)


@a_page
def cases_in_three_rows() -> Odd:
    """Kinds of case down, results across."""
    given = facts(31, "2019")
    names = (("行政复议", ""), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉"))
    fourth: Grid = [[Cell("类别", columns=2, head=True), *(Cell(name, head=True) for name in grids.CASE_NAMES)]]
    for group, (kind, sub) in zip(GROUPS, names, strict=True):
        labels = (
            [Cell(kind, columns=2)] if not sub else [Cell(kind, 2), Cell(sub)] if "direct" in group else [Cell(sub)]
        )
        fourth.append(
            [*labels, *(Cell(plain(given.values[(f"{group}.{case}", "all")]), figure=True) for case in CASES)]
        )
    body = build(given, made=(grids.second(given), grids.third(given), fourth))
    return odd("cases_in_three_rows", given, body)


@a_page
def applications_transposed() -> Odd:
    given = facts(32)
    body = build(given, made=(grids.second(given), grids.transposed(grids.third(given)), grids.fourth(given)))
    return odd("applications_transposed", given, body, nullable=third_keys(given))


@a_page
def last_years_table_beside() -> Odd:
    given = facts(33)
    other = facts(133)
    body = build(given)
    old = Body()
    old.add(paragraph(f"附：{given.year - 1}年度收到和处理政府信息公开申请情况对照表"))
    old.add(markup.table(grids.third(other)))
    old.add(paragraph(f"附：{given.year - 1}年度行政复议、行政诉讼情况对照表"))
    old.add(markup.table(grids.fourth(other)))
    return odd("last_years_table_beside", given, body, page=whole(given, body.html + old.html), digits=None)


@a_page
def last_years_table_first() -> Odd:
    given = facts(34)
    other = facts(134)

    def mark(grid: Grid) -> str:
        return f"<p>{given.year - 1}年情况：</p>{markup.table(grids.third(other))}<p>{given.year}年情况：</p>{markup.table(grid)}"

    body = build(given, marks=(markup.table, mark, markup.table))
    return odd("last_years_table_first", given, body, digits=None, nullable=third_keys(given))


@a_page
def two_years_in_one_table() -> Odd:
    """本年 and 上年 side by side under the same labels."""
    given = facts(35)
    other = facts(135)
    second: Grid = [
        [Cell("事项", head=True), Cell(f"{given.year}年", head=True), Cell(f"{given.year - 1}年", head=True)]
    ]
    for label, code in (
        ("行政许可处理决定数量", "permits.decisions"),
        ("行政处罚处理决定数量", "penalties.decisions"),
        ("行政强制处理决定数量", "coercion.decisions"),
    ):
        second.append(
            [
                Cell(label),
                Cell(plain(given.values[(code, "all")]), figure=True),
                Cell(plain(other.values[(code, "all")]), figure=True),
            ]
        )
    for key in [key for key in given.values if key[0].startswith(("regulations", "normative", "fees"))]:
        del given.values[key]
    body = build(given, made=(second, grids.third(given), grids.fourth(given)))
    return odd("two_years_in_one_table", given, body, nullable=set(list(given.values)[:4]))


@a_page
def reports_of_two_years_on_one_page() -> Odd:
    given = facts(36)
    other = replace(facts(136), year=given.year - 1, code=given.code, place=given.place)
    body, old = build(given), build(other)
    article = body.html + f"<hr/><h2>{other.title}</h2>" + old.html
    return odd(
        "reports_of_two_years_on_one_page",
        given,
        body,
        page=whole(given, article),
        sections=(),
        digits=None,
        refusable=True,
    )


@a_page
def a_table_by_department() -> Odd:
    given = facts(37)
    body = build(given)
    rows = [
        [
            Cell(name)
            for name in ("单位名称", "本年新收政府信息公开申请数量", "予以公开", "行政复议总计", "主动公开政府信息数")
        ]
    ]
    for at, name in enumerate(("市发展改革委", "市财政局", "市教育局", "市自然资源局", "合计")):
        rows.append([Cell(name), *(Cell(str(9000 + at * 17 + more), figure=True) for more in range(4))])
    extra = Body()
    extra.add(paragraph("附件：各部门政府信息公开申请办理情况统计表"), "附件：各部门政府信息公开申请办理情况统计表")
    extra.add(markup.table(rows), *cells_of(rows))
    body.marked += extra.marked
    body.printed += extra.printed
    return odd("a_table_by_department", given, body)


# ---- content that is not simply there


def hidden(name: str, seed: int, put: Callable[[str], str], **more: object) -> Odd:
    given = facts(seed)
    body = build(given)
    return odd(name, given, body, page=whole(given, put(body.html)), **more)  # type: ignore[arg-type]


@a_page
def content_in_a_script_string() -> Odd:
    return hidden(
        "content_in_a_script_string",
        38,
        lambda html: (
            '<div id="ct"></div><script>var content = '
            + json.dumps(html).replace("</", "<\\/")
            + ';document.getElementById("ct").innerHTML = content;</script>'
        ),
    )


@a_page
def content_in_json_data() -> Odd:
    return hidden(
        "content_in_json_data",
        39,
        lambda html: (
            '<div id="app"></div><script id="__DATA__" type="application/json">'
            + json.dumps({"code": 0, "data": {"detail": {"id": 31, "body": html}}}, ensure_ascii=False).replace(
                "</", "<\\/"
            )
            + "</script>"
        ),
    )


@a_page
def content_escaped_in_a_textarea() -> Odd:
    return hidden(
        "content_escaped_in_a_textarea",
        40,
        lambda html: f'<textarea id="nr" style="display:none">{escape(html)}</textarea><div id="show"></div>',
    )


@a_page
def content_in_a_template() -> Odd:
    return hidden(
        "content_in_a_template", 41, lambda html: f'<template id="tpl">{html}</template><div id="show"></div>'
    )


@a_page
def content_in_a_hidden_input() -> Odd:
    return hidden(
        "content_in_a_hidden_input",
        42,
        lambda html: f'<input type="hidden" id="hidContent" value="{escape(html)}"><div id="show"></div>',
    )


@a_page
def content_in_noscript() -> Odd:
    return hidden("content_in_noscript", 43, lambda html: f"<script>load();</script><noscript>{html}</noscript>")


@a_page
def content_in_srcdoc() -> Odd:
    return hidden(
        "content_in_srcdoc",
        44,
        lambda html: f'<iframe width="100%" srcdoc="{escape("<html><body>" + html + "</body></html>")}"></iframe>',
    )


@a_page
def content_in_a_record() -> Odd:
    return hidden(
        "content_in_a_record",
        45,
        lambda html: f'<script type="text/xml"><record><![CDATA[{html}]]></record></script><div id="list"></div>',
    )


@a_page
def content_escaped_as_text() -> Odd:
    """A template printed the editor's markup as text: the reader of the page sees tags."""
    return hidden(
        "content_escaped_as_text",
        46,
        escape,
        nullable=set(facts(46).values) | {("proactive.items", "all")},
        words=(),
        digits=None,
        sections=(),
        refusable=True,
    )


@a_page
def content_in_page_parts() -> Odd:
    given = facts(47)
    body = build(given)
    parts = [body.marked[:5], body.marked[5:8], body.marked[8:]]
    shown = "".join(
        f'<div class="pg" id="pg{at}" style="display:{"block" if at == 1 else "none"}">{"".join(part)}<p class="fy">第{at}页/共3页</p></div>'
        for at, part in enumerate(parts, 1)
    )
    return odd("content_in_page_parts", given, body, page=whole(given, shown), digits=None)


@a_page
def sections_in_tabs() -> Odd:
    given = facts(48)
    body = build(given)
    tabs = "".join(f'<li class="{"on" if at == 0 else ""}">{title}</li>' for at, (_, title) in enumerate(TITLES))
    panes: list[list[str]] = [[]]
    for marked in body.marked:
        if marked.startswith("<p><strong>"):
            panes.append([])
        panes[-1].append(marked)
    shown = "".join(
        f'<div class="pane" style="display:{"block" if at == 1 else "none"}">{"".join(pane)}</div>'
        for at, pane in enumerate(panes[1:], 1)
    )
    article = "".join(panes[0]) + f'<ul class="tabs">{tabs}</ul>{shown}'
    return odd("sections_in_tabs", given, body, page=whole(given, article), digits=None)


@a_page
def sections_in_an_accordion() -> Odd:
    given = facts(49, "2019")
    body = build(given)
    opened = ""
    shown = ""
    for marked in body.marked:
        if marked.startswith("<p><strong>"):
            title = marked.removeprefix("<p><strong>").removesuffix("</strong></p>")
            shown += ("</div></details>" if opened else "") + f"<details><summary>{title}</summary><div>"
            opened = title
        else:
            shown += marked
    return odd("sections_in_an_accordion", given, body, page=whole(given, shown + "</div></details>"))


# ---- scripts and encodings


@a_page
def traditional_in_big5() -> Odd:
    from opencc import OpenCC

    turn = OpenCC("s2twp").convert
    given = facts(50)
    body = build(given)
    page = turn(whole(given, body.html, charset="big5"))
    body.printed = [turn(text) for text in body.printed]
    return odd(
        "traditional_in_big5",
        given,
        body,
        page=page,
        encoding="big5",
        title=turn(given.title),
        sections=tuple((number, turn(title)) for number, title in TITLES),
        strangers=tuple(turn(each) for each in shell.NEIGHBOURS),
    )


def encoded(
    name: str,
    seed: int,
    encode: Callable[[str], bytes],
    declared: str,
    content_type: str | None = "text/html",
    charset: str | None = None,
) -> Odd:
    given = facts(seed)
    body = build(given)
    made = odd(name, given, body, page=whole(given, body.html, charset=declared))
    made.body = encode(whole(given, body.html, charset=declared))
    made.content_type = content_type
    made.charset = charset
    return made


@a_page
def gbk_declared_as_utf8() -> Odd:
    return encoded(
        "gbk_declared_as_utf8", 51, lambda text: text.encode("gb18030"), "utf-8", "text/html; charset=utf-8", "utf-8"
    )


@a_page
def utf8_with_bom_and_gb2312_meta() -> Odd:
    return encoded(
        "utf8_with_bom_and_gb2312_meta",
        52,
        lambda text: text.encode("utf-8-sig"),
        "gb2312",
        "text/html; charset=gb2312",
        "gb2312",
    )


@a_page
def utf16_with_gb2312_meta() -> Odd:
    return encoded("utf16_with_gb2312_meta", 53, lambda text: text.encode("utf-16"), "gb2312")


@a_page
def utf16_without_bom() -> Odd:
    return encoded("utf16_without_bom", 54, lambda text: text.encode("utf-16-le"), "utf-16")


@a_page
def meta_after_many_bytes() -> Odd:
    return encoded(
        "meta_after_many_bytes",
        55,
        lambda text: text.replace("<head>", "<head><!--" + "=" * 3000 + "-->").encode("gbk"),
        "gbk",
    )


@a_page
def hz_mirror() -> Odd:
    def encode(text: str) -> bytes:
        return text.replace("·", " ").encode("hz", "xmlcharrefreplace")

    made = encoded("hz_mirror", 56, encode, "hz-gb-2312")
    made.refusable = True
    return made


@a_page
def broken_bytes_in_gbk() -> Odd:
    """A byte too many in the middle of the navigation: the rest is sound."""
    return encoded(
        "broken_bytes_in_gbk",
        57,
        lambda text: text.replace("热点新闻", "热点@@@新闻").encode("gbk").replace(b"@@@", b"\xc8\xff\x81"),
        "gbk",
    )


@a_page
def utf8_with_a_gbk_fragment() -> Odd:
    def encode(text: str) -> bytes:
        return text.replace("编辑部", "@@@").encode().replace(b"@@@", "编辑部".encode("gbk"))

    return encoded("utf8_with_a_gbk_fragment", 58, encode, "utf-8")
