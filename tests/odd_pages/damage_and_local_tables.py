"""Broken markup, local columns and rows, noise between digits, other boxes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from itertools import pairwise

from tests.odd_pages import grids, markup, shell
from tests.odd_pages.article import TITLES, build, odd, paragraph, strong
from tests.odd_pages.facts import CASES, COLUMNS, GROUPS, Facts, facts
from tests.odd_pages.grids import Cell, Grid, plain
from tests.odd_pages.scoring import Odd
from tests.odd_pages.tables_and_hidden_content import fourth_keys, inside, keys, same, third_keys, whole

MAKERS: list[Callable[[], Odd]] = []


def a_page(maker: Callable[[], Odd]) -> Callable[[], Odd]:
    MAKERS.append(maker)
    return maker


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


def three(given: Facts) -> tuple[Grid, Grid, Grid]:
    return grids.second(given), grids.third(given), grids.fourth(given)


# ---- markup that is broken, old or strange


@a_page
def capital_tags_never_closed() -> Odd:
    given = facts(201)

    def mark(grid: Grid) -> str:
        rows = "".join(
            "<TR>"
            + "".join(
                f"<TD{markup.span_attributes(cell)}><FONT size=3 face=宋体>{markup.bare(cell)}</FONT>" for cell in row
            )
            for row in grid
        )
        return f"<CENTER><TABLE BORDER=1 WIDTH=90%>{rows}</TABLE></CENTER>"

    body = build(
        given,
        marks=same(mark),
        wrap=lambda text: f"<P><FONT size=3>　　{escape(text)}",
        head=lambda text: f"<P><B><FONT color=#000080>{text}</FONT></B>",
    )
    return odd("capital_tags_never_closed", given, body)


@a_page
def article_in_an_unclosed_anchor() -> Odd:
    given = facts(202, "2019")
    body = build(given)
    return odd(
        "article_in_an_unclosed_anchor",
        given,
        body,
        page=whole(given, '<a name="_Toc50120"><span></a><a name="top">' + body.html),
    )


@a_page
def rows_of_a_layout_table() -> Odd:
    """Each paragraph in a row of its own, the tables inside rows too."""
    given = facts(203)
    body = build(given)
    rows = "".join(f'<tr><td colspan="2" class="p">{marked}</td></tr>' for marked in body.marked)
    return odd("rows_of_a_layout_table", given, body, page=whole(given, f"<table width=100%>{rows}</table>"))


@a_page
def xhtml_with_character_references() -> Odd:
    given = facts(204)
    body = build(given)
    page = whole(given, body.html)
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + page.replace(
        "<html", '<html xmlns="http://www.w3.org/1999/xhtml"'
    )
    start = page.index("<table")
    page = page[:start] + re.sub(r"(?<=>)(\d+)(?=<)", lambda m: "".join(f"&#{ord(c)};" for c in m[1]), page[start:])
    return odd("xhtml_with_character_references", given, body, page=page)


@a_page
def invisible_characters_between_digits() -> Odd:
    given = facts(205, large=True)

    def cell(each: Cell) -> str:
        return (
            "&#8203;".join(each.text)
            if each.figure
            else "&shy;".join(escape(each.text[at : at + 6]) for at in range(0, len(each.text), 6))
        )

    return odd("invisible_characters_between_digits", given, build(given, marks=same(inside(cell))))


@a_page
def hidden_noise_between_digits() -> Odd:
    given = facts(206)

    def cell(each: Cell) -> str:
        if each.figure and len(each.text) > 1:
            return (
                each.text[0] + '<span style="display:none">9</span>' + each.text[1:] + '<i style="DISPLAY: NONE">4</i>'
            )
        return markup.bare(each)

    return odd("hidden_noise_between_digits", given, build(given, marks=same(inside(cell))))


@a_page
def hidden_columns_and_model_rows() -> Odd:
    """A script's table: a hidden column of keys, a hidden row of zeros as its model."""
    given = facts(207)

    def mark(grid: Grid) -> str:
        made = markup.table(grid)
        made = made.replace("<tr>", '<tr><td style="display:none">8801</td>')
        return made.replace("</tbody>", '<tr style="display:none"><td>模板</td>' + "<td>0</td>" * 9 + "</tr></tbody>")

    return odd("hidden_columns_and_model_rows", given, build(given, marks=same(mark)))


@a_page
def a_hidden_copy_for_phones() -> Odd:
    given = facts(208)
    body = build(given)
    copy = f'<div class="wap-content" style="display:none">{body.html}</div>'
    return odd("a_hidden_copy_for_phones", given, body, page=whole(given, body.html, after=copy))


@a_page
def a_shown_copy_for_phones() -> Odd:
    """The same article twice, one of them hidden by a stylesheet that nobody reads."""
    given = facts(209)
    body = build(given)
    copy = f'<div class="m-show">{shell.heading(given.title)}{body.html}</div>'
    return odd("a_shown_copy_for_phones", given, body, page=whole(given, body.html, after=copy))


@a_page
def state_with_escapes() -> Odd:
    given = facts(210)
    body = build(given)
    state = (
        json.dumps({"detail": {"title": given.title, "publishTime": given.published, "content": body.html}})
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
    )
    page = shell.page(
        '<div id="app"><p>加载中</p></div>',
        title=given.title,
        after=f"<script>window.__INITIAL_STATE__={state};(function(){{}})()</script>",
    )
    return odd("state_with_escapes", given, body, page=page, published=None)


@a_page
def content_in_an_attribute() -> Odd:
    given = facts(211)
    body = build(given)
    page = whole(given, f'<div id="v" data-content="{escape(body.html)}"></div>')
    return odd("content_in_an_attribute", given, body, page=page, refusable=True)


@a_page
def written_line_by_line() -> Odd:
    """document.write for every piece of the article."""
    given = facts(212)
    body = build(given)
    lines = "\n".join(
        f"document.write({json.dumps(marked, ensure_ascii=False)});".replace("</", "<\\/") for marked in body.marked
    )
    return odd("written_line_by_line", given, body, page=whole(given, f"<script>\n{lines}\n</script>"))


@a_page
def fieldset_and_legend() -> Odd:
    given = facts(213)
    body = build(given, head=lambda text: f"</fieldset><fieldset><legend>{text}</legend>")
    return odd("fieldset_and_legend", given, body, page=whole(given, f"<form><fieldset>{body.html}</fieldset></form>"))


# ---- figures as people type them


@a_page
def separators_of_other_kinds() -> Odd:
    given = facts(214, large=True)
    kinds = ("，", "'", " ", "﹐", "’")
    count = iter(range(10**6))

    def show(value: int | float) -> str:
        if isinstance(value, float) or value < 1000:
            return plain(value)
        return f"{value:,}".replace(",", kinds[next(count) % len(kinds)])

    body = build(given, show=show)
    return odd(
        "separators_of_other_kinds",
        given,
        body,
        nullable=set(given.values) - {("proactive.items", "all")},
        words=(),
        digits=None,
    )


@a_page
def changes_in_words_and_arrows() -> Odd:
    given = facts(215, "2019")
    signs = (("增", "减"), ("↑", "↓"), ("增加", "减少"), ("+ ", "- "), ("＋", "－"))
    second = grids.second(given)
    number = 0
    nullable = set()
    for row in second:
        for at, cell in enumerate(row):
            if cell.figure and re.fullmatch(r"[+-]\d+", cell.text):
                more, less = signs[number % len(signs)]
                row[at] = replace(cell, text=(more if cell.text[0] == "+" else less) + cell.text[1:])
                number += 1
    for key in given.values:
        if key[0].endswith("items_change"):
            nullable.add(key)
    body = build(given, made=(second, grids.third(given), grids.fourth(given)))
    return odd("changes_in_words_and_arrows", given, body, nullable=nullable)


@a_page
def fees_declared_in_yuan() -> Odd:
    given = facts(216)
    second = grids.second(given)
    second[-2][1] = replace(second[-2][1], text="本年收费金额（单位：元）")
    second[-1][1] = replace(second[-1][1], text=str(round(given.values[("fees.amount", "all")] * 10000)))
    body = build(given, made=(second, grids.third(given), grids.fourth(given)))
    return odd("fees_declared_in_yuan", given, body)


@a_page
def struck_out_figures() -> Odd:
    given = facts(217)
    second, third, fourth = three(given)
    second[2][1] = replace(second[2][1], text=f"<del>77</del>{second[2][1].text}")
    third[3][-1] = replace(third[3][-1], text=f"<s>5</s>{third[3][-1].text}")
    mark = lambda grid: markup.table(grid, lambda each: each.text)  # noqa: E731
    body = build(given, made=(second, third, fourth), marks=same(mark))
    return odd(
        "struck_out_figures",
        given,
        body,
        nullable={("regulations.made", "all"), ("applications.received", "all")},
        words=(),
        digits=None,
    )


@a_page
def digits_as_images() -> Odd:
    given = facts(218)
    gone = third_keys(given)

    def cell(each: Cell) -> str:
        if each.figure:
            return "".join(f'<img src="/n/{digit}.gif" alt="{digit}">' for digit in each.text)
        return markup.bare(each)

    body = build(given, marks=(markup.table, lambda grid: markup.table(grid, cell), markup.table))
    return odd("digits_as_images", given, body, nullable=gone, words=(), digits=None, strangers=shell.NEIGHBOURS[:6])


# ---- local rows, columns and layouts


@a_page
def a_number_column_before() -> Odd:
    """序号 before the labels: numbers that are no figures."""
    given = facts(219)
    third = grids.third(given)
    third[0].insert(0, Cell("序号", 3, head=True))
    for at, row in enumerate(third[3:], 1):
        row.insert(0, Cell(str(at)))
    return odd("a_number_column_before", given, build(given, made=(grids.second(given), third, grids.fourth(given))))


@a_page
def a_share_column_after() -> Odd:
    given = facts(220, "2019")
    third = grids.third(given)
    third[0].append(Cell("占比", 3, head=True))
    for row in third[3:]:
        row.append(Cell("12.5%", figure=True))
    return odd("a_share_column_after", given, build(given, made=(grids.second(given), third, grids.fourth(given))))


@a_page
def a_subtotal_of_organisations() -> Odd:
    given = facts(221)
    third = grids.third(given)
    third[0][1] = replace(third[0][1], columns=8)
    third[1][1] = replace(third[1][1], columns=6)
    third[2].append(Cell("小计", head=True))
    for row, (_, code) in zip(third[3:], grids.third_rows(given), strict=True):
        row.insert(
            len(row) - 1, Cell(str(sum(int(given.values[(code, column)]) for column in COLUMNS[1:6])), figure=True)
        )
    return odd(
        "a_subtotal_of_organisations", given, build(given, made=(grids.second(given), third, grids.fourth(given)))
    )


@a_page
def organisations_not_told_apart() -> Odd:
    """Only 自然人, 法人或其他组织, 总计: the organisations' sum is none of the dictionary's applicants."""
    given = facts(222)
    third = grids.third(given)
    third[0] = [replace(third[0][0], rows=2), Cell("申请人情况", columns=3, head=True)]
    third[1] = [Cell("自然人", head=True), Cell("法人或其他组织", head=True), Cell("总计", head=True)]
    del third[2]
    for row, (_, code) in zip(third[2:], grids.third_rows(given), strict=True):
        labels = [cell for cell in row if not cell.figure]
        values = [cell for cell in row if cell.figure]
        together = sum(int(given.values[(code, column)]) for column in COLUMNS[1:6])
        row[:] = [*labels, values[0], Cell(str(together), figure=True), values[-1]]
        for column in COLUMNS[1:6]:
            del given.values[(code, column)]
    return odd(
        "organisations_not_told_apart",
        given,
        build(given, made=(grids.second(given), third, grids.fourth(given))),
        nullable=third_keys(given),
    )


@a_page
def one_row_of_heads() -> Odd:
    given = facts(223)
    third = grids.third(given)
    third[:3] = [[Cell("项目", columns=3, head=True), *(Cell(name, head=True) for name in grids.APPLICANTS)]]
    return odd("one_row_of_heads", given, build(given, made=(grids.second(given), third, grids.fourth(given))))


@a_page
def title_and_unit_rows_in_the_tables() -> Odd:
    given = facts(224, "2019")
    second, third, fourth = three(given)
    second.insert(0, [Cell("主动公开政府信息情况统计表（2020年度）", columns=4, head=True)])
    third.insert(0, [Cell("单位：件", columns=10, head=True)])
    fourth.insert(0, [Cell("填报单位：市政府办公室　　填报日期：2021年1月15日", columns=15, head=True)])
    return odd("title_and_unit_rows_in_the_tables", given, build(given, made=(second, third, fourth)))


@a_page
def items_as_paragraphs_above_their_tables() -> Odd:
    given = facts(225)

    def bands(grid: Grid) -> str:
        made = ""
        starts = [at for at, row in enumerate(grid) if row[0].text.startswith("第二十条")] + [len(grid)]
        for start, stop in pairwise(starts):
            made += f"<p>{grid[start][0].text}</p>{markup.table(grid[start + 1 : stop])}"
        return made

    return odd("items_as_paragraphs_above_their_tables", given, build(given, marks=(bands, markup.table, markup.table)))


@a_page
def a_sum_row_under_the_documents() -> Odd:
    given = facts(226)
    second = grids.second(given)
    values = [int(cell.text) for cell in second[2][1:]], [int(cell.text) for cell in second[3][1:]]
    second.insert(4, [Cell("合计"), *(Cell(str(one + other), figure=True) for one, other in zip(*values, strict=True))])
    return odd(
        "a_sum_row_under_the_documents", given, build(given, made=(second, grids.third(given), grids.fourth(given)))
    )


@a_page
def other_handling_with_its_sum() -> Odd:
    """（六）其他处理 has figures of its own above its three parts."""
    given = facts(227)
    third = grids.third(given)
    rows = grids.third_rows(given)
    at = next(index for index, (_, code) in enumerate(rows) if code.endswith("other.correction_overdue")) + 3
    parts = ("correction_overdue", "fee_overdue", "remaining")
    sums = [
        sum(int(given.values[(f"applications.outcome.other.{part}", column)]) for part in parts) for column in COLUMNS
    ]
    third[5] = [replace(third[5][0], rows=23), *third[5][1:]] if third[5][0].rows == 22 else third[5]
    labels = [cell for cell in third[at] if not cell.figure]
    figures = [cell for cell in third[at] if cell.figure]
    first_group = labels[0]
    third[at] = [replace(labels[1], columns=2), *figures]
    third.insert(at, [replace(first_group, rows=1, columns=2), *(Cell(str(value), figure=True) for value in sums)])
    for step in (2, 3):
        each = [cell for cell in third[at + step] if not cell.figure]
        third[at + step] = [replace(each[0], columns=2), *(cell for cell in third[at + step] if cell.figure)]
    for row in third:
        for index, cell in enumerate(row):
            if cell.text == grids.THIRD:
                row[index] = replace(cell, rows=23)
    for column, value in zip(COLUMNS, sums, strict=True):
        given.values[("applications.outcome.other", column)] = value
    return odd(
        "other_handling_with_its_sum",
        given,
        build(given, made=(grids.second(given), third, grids.fourth(given))),
        nullable=keys("applications.outcome.other"),
    )


@a_page
def other_handling_in_one_row() -> Odd:
    """The single row of 2019's form in a report of 2021's."""
    given = facts(228)
    third = grids.third(given)
    rows = grids.third_rows(given)
    at = next(index for index, (_, code) in enumerate(rows) if code.endswith("other.correction_overdue")) + 3
    parts = ("correction_overdue", "fee_overdue", "remaining")
    sums = [
        sum(int(given.values[(f"applications.outcome.other.{part}", column)]) for part in parts) for column in COLUMNS
    ]
    third[at] = [Cell("（六）其他处理", columns=2), *(Cell(str(value), figure=True) for value in sums)]
    del third[at + 1 : at + 3]
    for row in third:
        for index, cell in enumerate(row):
            if cell.text == grids.THIRD:
                row[index] = replace(cell, rows=20)
    for column, value in zip(COLUMNS, sums, strict=True):
        given.values[("applications.outcome.other", column)] = value
        for part in parts:
            del given.values[(f"applications.outcome.other.{part}", column)]
    return odd("other_handling_in_one_row", given, build(given, made=(grids.second(given), third, grids.fourth(given))))


@a_page
def two_years_in_the_table_of_cases() -> Odd:
    given, other = facts(229), facts(329)
    fourth = grids.fourth(given)
    fourth[0].insert(0, Cell("年度", 3, head=True))
    fourth[3].insert(0, Cell(f"{given.year}年"))
    last = grids.fourth(other)[3]
    fourth.insert(3, [Cell(f"{given.year - 1}年"), *last])
    return odd(
        "two_years_in_the_table_of_cases",
        given,
        build(given, made=(grids.second(given), grids.third(given), fourth)),
        nullable=fourth_keys(given),
    )


@a_page
def two_unlabelled_rows_of_cases() -> Odd:
    given, other = facts(230), facts(330)
    fourth = [*grids.fourth(given), grids.fourth(other)[3]]
    return odd(
        "two_unlabelled_rows_of_cases",
        given,
        build(given, made=(grids.second(given), grids.third(given), fourth)),
        nullable=fourth_keys(given),
    )


@a_page
def two_years_in_every_row_of_applications() -> Odd:
    """Each outcome has a row of this year and one of last year's, told apart in a column of their own."""
    given, other = facts(231), facts(331)
    third = grids.third(given)
    third[0][0] = replace(third[0][0], columns=4)
    made: Grid = third[:3]
    for row, (_, code) in zip(third[3:], grids.third_rows(given), strict=True):
        labels = [replace(cell, rows=cell.rows * 2) for cell in row if not cell.figure]
        figures = [cell for cell in row if cell.figure]
        made.append([*labels, Cell(f"{given.year}年"), *figures])
        made.append(
            [Cell(f"{given.year - 1}年"), *(Cell(str(other.values[(code, column)]), figure=True) for column in COLUMNS)]
        )
    return odd(
        "two_years_in_every_row_of_applications",
        given,
        build(given, made=(grids.second(given), made, grids.fourth(given))),
        nullable=third_keys(given),
    )


@a_page
def two_years_in_the_columns_of_documents() -> Odd:
    """Every column under 第二十条 is divided: this year, last year."""
    given, other = facts(232), facts(332)
    mine, theirs = grids.second(given), grids.second(other)
    second: Grid = []
    for row, last in zip(mine, theirs, strict=True):
        if row[0].text.startswith("第二十条"):
            second.append([replace(row[0], columns=7)])
        elif not any(cell.figure for cell in row):
            second.append([replace(row[0], rows=2), *(replace(cell, columns=cell.columns * 2) for cell in row[1:])])
            second.append(
                [
                    replace(Cell(name, head=True), columns=cell.columns)
                    for cell in row[1:]
                    for name in (f"{given.year - 1}年", f"{given.year}年")
                ]
            )
        else:
            second.append([row[0], *(each for pair in zip(last[1:], row[1:], strict=True) for each in pair)])
    nullable = {
        key for key in given.values if not key[0].startswith(("applications", "review", "litigation", "proactive"))
    }
    return odd(
        "two_years_in_the_columns_of_documents",
        given,
        build(given, made=(second, grids.third(given), grids.fourth(given))),
        nullable=nullable,
    )


@a_page
def cases_as_label_and_value() -> Odd:
    given = facts(233)
    names = {"review": "行政复议", "litigation.direct": "未经复议直接起诉", "litigation.after_review": "复议后起诉"}
    fourth: Grid = [[Cell("项目", head=True), Cell("件数", head=True)]]
    for group in GROUPS:
        for case, label in zip(CASES, grids.CASE_NAMES, strict=True):
            fourth.append(
                [Cell(f"{names[group]}—{label}"), Cell(plain(given.values[(f"{group}.{case}", "all")]), figure=True)]
            )
    return odd(
        "cases_as_label_and_value",
        given,
        build(given, made=(grids.second(given), grids.third(given), fourth)),
        nullable=fourth_keys(given),
    )


@a_page
def labels_numbered_otherwise() -> Odd:
    given = facts(234)
    marks = {1: "①", 2: "（2）", 3: "3）", 4: "⒋", 5: "5、", 6: "6．", 7: "(7)", 8: "⑻"}

    def relabel(cell: Cell) -> Cell:
        found = re.match(r"(\d)\.", cell.text)
        if cell.figure or found is None:
            return cell
        return replace(cell, text=marks[int(found[1])] + " " + cell.text[2:])

    third = [[relabel(cell) for cell in row] for row in grids.third(given)]
    return odd(
        "labels_numbered_otherwise",
        given,
        build(given, made=(grids.second(given), third, grids.fourth(given))),
        words=(),
        digits=None,
    )


@a_page
def applications_run_together_in_a_paragraph() -> Odd:
    given = facts(235)
    mark = lambda grid: paragraph(" ".join(cell.text for row in grid for cell in row))  # noqa: E731
    return odd(
        "applications_run_together_in_a_paragraph",
        given,
        build(given, marks=(markup.table, mark, markup.table)),
        nullable=third_keys(given),
    )


@a_page
def totals_zero_over_parts() -> Odd:
    """As published: 总计 is 0 in one row; the checks must say so and the figures stay."""
    given = facts(236)
    given.values[("applications.answered", "all")] = 0
    return odd("totals_zero_over_parts", given, build(given), faulty=True)


@a_page
def a_picture_for_the_tables() -> Odd:
    given = facts(237)
    mark = lambda grid: '<p><img src="/pic/table.jpg" alt="表"></p>'  # noqa: E731
    body = build(given, marks=same(mark))
    items = ("proactive.items", "all")
    for key in list(given.values):
        if key != items:
            del given.values[key]
    made = odd("a_picture_for_the_tables", given, body, words=(), digits=None, refusable=True)
    made.form = None  # type: ignore[assignment]
    return made


@a_page
def model_form_beside_the_filled_one() -> Odd:
    """The blank form is printed before the report."""
    given = facts(238)
    empty = [[replace(cell, text="") if cell.figure else cell for cell in row] for row in grids.third(given)]

    def mark(grid: Grid) -> str:
        return f"<p>（表样）</p>{markup.table(empty)}<p>（填报）</p>{markup.table(grid)}"

    return odd(
        "model_form_beside_the_filled_one", given, build(given, marks=(markup.table, mark, markup.table)), digits=None
    )


# ---- what pages say of themselves


@a_page
def metadata_contradicts_the_page() -> Odd:
    given = facts(239)
    body = build(given)
    page = whole(given, body.html).replace(
        "<style>",
        '<meta name="PubDate" content="2025-06-30 17:00:01"><meta name="ArticleTitle" content="年度报告"><style>',
        1,
    )
    return odd("metadata_contradicts_the_page", given, body, page=page)


@a_page
def dates_with_blanks_and_times() -> Odd:
    given = facts(240)
    body = build(given)
    year, month, day = given.published.split("-")
    line = f"<div class='k'>发布日期 ∶ {year} 年 {int(month)} 月 {int(day)} 日 09时05分　字号：【大 中 小】　阅读：7731</div>"
    page = shell.page(shell.heading(given.title) + line + body.html, title=given.title)
    return odd("dates_with_blanks_and_times", given, body, page=page)


@a_page
def signed_in_capital_numerals() -> Odd:
    given = facts(241)
    body = build(given)
    digits = dict(zip("0123456789", "○一二三四五六七八九", strict=True))
    signed = "".join(digits[each] for each in str(given.year + 1)) + "年三月三十一日"
    body.add(f"<p align=right>{given.government}</p><p align=right>{signed}</p>", given.government, signed)
    page = shell.page(shell.heading(given.title) + body.html, title=given.title)
    made = odd("signed_in_capital_numerals", given, body, page=page, metadata={"signed": f"{given.year + 1}-03-31"})
    made.published = None
    return made


@a_page
def earlier_reports_in_a_table_beside() -> Odd:
    given = facts(242)
    body = build(given)
    rows = "".join(
        f"<tr><td><a href='/nb/{year}.html'>{given.government}{year}年政府信息公开工作年度报告</a></td><td>{year + 1}-03-0{year % 9 + 1}</td></tr>"
        for year in range(2012, given.year)
    )
    page = whole(
        given, body.html, before=f"<table class='ln'>{rows}</table>", after=f"<h3>历年年报</h3><table>{rows}</table>"
    )
    return odd("earlier_reports_in_a_table_beside", given, body, page=page)


@a_page
def title_with_a_line_and_a_mark() -> Odd:
    given = facts(243)
    body = build(given)
    page = shell.page(
        f"<h1><small>[年报]</small></h1><h1>{given.title}</h1><h2>（{given.year}年度）</h2>"
        + shell.dateline(given.published)
        + body.html,
        title=f"{given.government} 政府信息公开年报 {given.title}",
    )
    return odd("title_with_a_line_and_a_mark", given, body, page=page)


@a_page
def key_and_value_in_a_grid_of_spans() -> Odd:
    given = facts(244)
    body = build(given)
    box = (
        '<div class="g"><span><em>索 引 号</em><i>11510500MB/2022-00311</i></span><span><em>发文日期</em><i>2022年3月1日</i></span>'
        f"<span><em>发布日期</em><i>{given.published}</i></span><span><em>文　　号</em><i>无</i></span></div>"
    )
    page = shell.page(box + shell.heading(given.title) + body.html, title=given.title)
    return odd(
        "key_and_value_in_a_grid_of_spans", given, body, page=page, metadata={"index_number": "11510500MB/2022-00311"}
    )


# ---- headings and encodings


@a_page
def parts_and_chapters() -> Odd:
    given = facts(245)
    names = dict(
        zip("一二三四五六", ("第一部分", "第二部分", "第三部分", "第四部分", "第五部分", "第六部分"), strict=True)
    )
    body = build(given, head=lambda text: "")
    body.marked = []
    body.printed = []
    made = build(given, head=lambda text: strong(names[text[0]] + "　" + text[2:]))
    made.printed = [
        names[text[0]] + text[2:]
        if re.match("[一二三四五六]、(总体|主动公开政|收到和|政府信|存在|其他需)", text)
        else text
        for text in made.printed
    ]
    return odd("parts_and_chapters", given, made, sections=tuple((names[number], title) for number, title in TITLES))


@a_page
def headings_with_blanks_inside() -> Odd:
    given = facts(246)
    return odd(
        "headings_with_blanks_inside",
        given,
        build(given, head=lambda text: f"<p>　　<b>{text[0]} 、 {'  '.join((text[2:4], text[4:]))}</b></p>"),
    )


@a_page
def headings_after_their_tables_repeat() -> Odd:
    """Every table is captioned with the heading once more."""
    given = facts(247)

    def captioned(name: str) -> Callable[[Grid], str]:
        return lambda grid: markup.table(grid).replace("<tbody>", f"<caption>{name}</caption><tbody>", 1)

    marks = (
        captioned("二、主动公开政府信息情况"),
        captioned("三、收到和处理政府信息公开申请情况"),
        captioned("四、行政复议、行政诉讼情况"),
    )
    return odd("headings_after_their_tables_repeat", given, build(given, marks=marks))


def bytes_of(
    name: str, seed: int, encode: Callable[[str], bytes], declared: str, content_type: str, charset: str | None
) -> Odd:
    given = facts(seed)
    body = build(given)
    made = odd(name, given, body)
    made.body = encode(whole(given, body.html, charset=declared))
    made.content_type, made.charset = content_type, charset
    return made


@a_page
def latin_declared_for_gbk() -> Odd:
    return bytes_of(
        "latin_declared_for_gbk",
        248,
        lambda text: text.encode("gbk"),
        "gb2312",
        "text/html; charset=ISO-8859-1",
        "ISO-8859-1",
    )


@a_page
def rare_characters_declared_gb2312() -> Odd:
    return bytes_of(
        "rare_characters_declared_gb2312",
        249,
        lambda text: text.replace("改版公告", "朱镕喆堃公告𠮷").encode("gb18030"),
        "gb2312",
        "text/html",
        None,
    )


@a_page
def cut_off_in_a_character() -> Odd:
    """The last byte of the page is the first half of a character."""
    return bytes_of(
        "cut_off_in_a_character", 250, lambda text: text.encode("gbk") + b"\xd6", "gbk", "text/html; charset=gbk", "gbk"
    )


@a_page
def decoded_twice() -> Odd:
    """UTF-8 taken for a western charset and encoded again: nobody can read it, nothing may be made up."""
    made = bytes_of(
        "decoded_twice", 251, lambda text: text.encode().decode("latin-1").encode(), "utf-8", "text/html", None
    )
    made.refusable = True
    return made


@a_page
def utf32_with_mark() -> Odd:
    return bytes_of("utf32_with_mark", 252, lambda text: text.encode("utf-32"), "utf-8", "text/html", None)
