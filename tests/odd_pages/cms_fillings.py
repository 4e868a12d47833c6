"""Pages of systems in wide use, by other editors: further ways of filling in and spoiling a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.odd_pages import cms_grids as grids
from tests.odd_pages import cms_shells as shells
from tests.odd_pages.cms_grids import Grid
from tests.odd_pages.cms_pages import (
    OPENING,
    OTHERS,
    OVERVIEW,
    PROBLEMS,
    STATISTICS,
    Piece,
    annex,
    free_parts,
    grids_of,
    noughts_as,
    p,
    page,
    six,
    statistics,
    tables,
    without_noughts,
)
from tests.odd_pages.facts import facts
from tests.odd_pages.scoring import Key, Odd


def marked(render: Callable[[Grid], str], *made: Grid) -> list[Piece]:
    return [(render(grid), grids.words(grid)) for grid in made]


def ckeditor(grid: Grid) -> str:
    """As CKEditor 5 writes: figure, thead with th, strong in heads."""
    head, rest = grid[:1], grid[1:]

    def row(line: Sequence[grids.Cell], tag: str) -> str:
        cells = "".join(f"<{tag}{grids.spans(d, a)}><strong>{t}</strong></{tag}>" for t, d, a in line)
        return f"<tr>{cells}</tr>"

    top = "".join(row(line, "th") for line in head)
    body = "".join(row(line, "td") for line in rest)
    return (
        f'<figure class="table" style="width:100%;"><table><thead>{top}</thead><tbody>{body}</tbody></table></figure>'
    )


def tinymce(grid: Grid) -> str:
    """As TinyMCE writes: colgroup, widths of pixels, line breaks within labels."""
    width = len(grids.resolved(grid)[0])
    body = "".join(
        "<tr style='height: 22px;'>"
        + "".join(
            f'<td style="width: 70px; height: 22px;"{grids.spans(d, a)}>{t[:7]}{"<br />" if len(t) > 7 else ""}{t[7:]}</td>'
            for t, d, a in line
        )
        + "</tr>"
        for line in grid
    )
    columns = "<colgroup>" + '<col style="width: 9%;" />' * width + "</colgroup>"
    return f'<table border="1" style="border-collapse: collapse;">{columns}<tbody>{body}</tbody></table>'


def nbsp_for_nothing() -> Odd:
    made = facts(9201)
    return page(
        "nbsp_for_nothing", made, six(tables(made, grids.ueditor, noughts_as("&nbsp;"))), shells.vsb,
        figures=without_noughts(made),
        whole=False,
        words=(),
    )  # fmt: skip


def figures_of_ckeditor() -> Odd:
    made = facts(9202, "2019")
    return page("figures_of_ckeditor", made, six(tables(made, ckeditor)), shells.modern)


def labels_broken_by_tinymce() -> Odd:
    made = facts(9203)
    return page("labels_broken_by_tinymce", made, six(tables(made, tinymce)), shells.trs)


def titles_and_units_in_the_tables() -> Odd:
    """The first row of each table names it, the second says its unit."""
    made = facts(9204)
    names = (
        "主动公开政府信息情况统计表",
        "收到和处理政府信息公开申请情况统计表",
        "政府信息公开行政复议、行政诉讼情况统计表",
    )
    done: list[Grid] = []
    for name, grid in zip(names, grids_of(made), strict=True):
        width = len(grids.resolved(grid)[0])
        done.append([[(name, 1, width)], [("单位：件", 1, width)], *grid])
    return page("titles_and_units_in_the_tables", made, six(marked(grids.word, *done)), shells.gkml)


def one_head_row() -> Odd:
    """The head of applicants in a single row, the labels in one column."""
    made = facts(9205)
    second, third, fourth = grids_of(made)
    heads = ("项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    rows: Grid = [[grids.one(head) for head in heads]]
    for line in grids.resolved(third)[3:]:
        label = "" if line[0] == line[1] == line[2] else line[1] if line[1] == line[2] else line[1] + line[2]
        rows.append([grids.one(text) for text in (label or line[0], *line[3:])])
    return page("one_head_row", made, six(marked(grids.kindeditor, second, rows, fourth)), shells.dede)


def labels_without_numbers() -> Odd:
    made = facts(9206, "2019")

    def bare(text: str) -> str:
        return re.sub("^(?:[一二三四]、|（[一二三四五六七]）|[0-9][.、])", "", text)

    second, third, fourth = grids_of(made)
    third = [[(bare(t), d, a) for t, d, a in line] for line in third]
    return page("labels_without_numbers", made, six(marked(grids.bare, second, third, fourth)), shells.jpage)


def old_other_row_in_a_late_year() -> Odd:
    """The single row of 其他处理 in a report with 2021's other tables."""
    made = facts(9207)
    parts = ("other.correction_overdue", "other.fee_overdue", "other.remaining")
    values = dict(made.values)
    for column in grids.COLUMNS:
        values[("applications.outcome.other", column)] = sum(
            values.pop((f"applications.outcome.{c}", column)) for c in parts
        )
    late = replace(made, values=values)
    second, fourth = grids.proactive(late), grids.cases(late)
    third = grids.applications(replace(late, form="2019"))
    return page("old_other_row_in_a_late_year", late, six(marked(grids.wps, second, third, fourth)), shells.trs)


def traditional_script() -> Odd:
    made = facts(9208, "2019")
    swap = str.maketrans(
        "总体况动开处请计务报项东关规内数条减书产业织构机员该单则级决为从东两与专个经历强购达进远连",
        "總體況動開處請計務報項東關規內數條減書產業織構機員該單則級決為從東兩與專個經歷強購達進遠連",
    )
    swap |= str.maketrans(
        "诉讼议组维结纠审讼复当办应执罚费额对没补证现举访", "訴訟議組維結糾審訟復當辦應執罰費額對沒補證現舉訪"
    )
    odd = page("traditional_script", made, six(tables(made, grids.bare)), shells.modern)
    body = odd.body.decode().translate(swap)
    odd.body = body.encode()
    odd.title, odd.words, odd.strangers, odd.whole = None, (), (), False
    return odd


def declared_wrong() -> Odd:
    made = facts(9209)
    odd = page("declared_wrong", made, six(tables(made, grids.word)), shells.trs)
    odd.body = odd.body.decode().encode("gb18030")
    odd.content_type = "text/html; charset=ISO-8859-1"
    return odd


def every_table_twice() -> Odd:
    """The tables once in the text, once more below as an annex for printing."""
    made = facts(9210)
    again = tables(made, grids.ueditor)
    return page("every_table_twice", made, [*six(tables(made, grids.bare)), p("附：统计表"), *again], shells.vsb)


def remarks_beside() -> Odd:
    made = facts(9211, "2019")
    second, third, fourth = grids_of(made)
    third = [[*third[0], ("备注", 3, 1)], *third[1:3], *([*line, grids.one("")] for line in third[3:])]
    return page("remarks_beside", made, six(marked(grids.ueditor, second, third, fourth)), shells.trs)


def cases_down_the_side() -> Odd:
    """The fourth table turned: a line a result, columns 行政复议 and both kinds of 行政诉讼."""
    made = facts(9212)
    second, third, _ = grids_of(made)
    v = made.values
    rows: Grid = [
        [("结果", 2, 1), ("行政复议", 2, 1), ("行政诉讼", 1, 2)],
        [grids.one("未经复议直接起诉"), grids.one("复议后起诉")],
    ]
    for name, part in zip(
        ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
        ("upheld", "corrected", "other", "pending", "total"),
        strict=True,
    ):
        groups = ("review", "litigation.direct", "litigation.after_review")
        rows.append([grids.one(name), *(grids.one(str(v[(f"{group}.{part}", "all")])) for group in groups)])
    return page("cases_down_the_side", made, six(marked(grids.bare, second, third, rows)), shells.gkml)


def totals_left_blank() -> Odd:
    """Nobody filled in 总计."""
    made = facts(9213)
    figures: dict[Key, int | float] = {
        key: value for key, value in made.values.items() if not (key[1] == "all" and key[0].startswith("applications."))
    }
    second, third, fourth = grids_of(made)
    third = [*third[:3], *([*line[:-1], grids.one("")] for line in third[3:])]
    return page(
        "totals_left_blank", made, six(marked(grids.kindeditor, second, third, fourth)), shells.dede, figures=figures
    )


def a_fault_of_the_report() -> Odd:
    made = facts(9214)
    values = dict(made.values)
    values[("applications.carried_out", "enterprise")] += 7
    bad = replace(made, values=values)
    odd = page("a_fault_of_the_report", bad, six(tables(bad, grids.bare)), shells.trs)
    odd.faults = ("applications.carried_out",)
    return odd


def decimals_on_counts() -> Odd:
    made = facts(9215)
    return page(
        "decimals_on_counts", made, six(tables(made, grids.wps, lambda c, a, v: f"{v:.2f}" if isinstance(v, float) else f"{v}.0")),
        shells.jpage,
    )  # fmt: skip


def spaces_around_figures() -> Odd:
    made = facts(9216, large=True)
    spaced = [
        (grids.bare(grid), grids.words(plain))
        for grid, plain in zip(grids_of(made, lambda c, a, v: f"&nbsp;{v}&nbsp; "), grids_of(made), strict=True)
    ]
    return page("spaces_around_figures", made, six(spaced), shells.trs)


def a_column_to_scroll() -> Odd:
    """Each table in a box that scrolls, the first column fixed as a copy beside it that is hidden from sight."""
    made = facts(9217)

    def boxed(grid: Grid) -> str:
        return f'<div style="overflow-x:auto" class="table-wrap">{grids.ueditor(grid)}</div>'

    return page("a_column_to_scroll", made, six(tables(made, boxed)), shells.modern)


def headings_in_the_tables() -> Odd:
    """Word's whole text in one table of one column, the three tables inside it."""
    made = facts(9218)
    body = "".join(markup for markup, _ in six(tables(made, grids.word)))
    words = tuple(word for _, piece in six(tables(made, grids.word)) for word in piece)
    rows = f"<table border=0 cellspacing=0><tr><td>{body}</td></tr></table>"
    return page("headings_in_the_tables", made, [(rows, words)], shells.old_tables, published=None)


def annex_with_blanks_and_units() -> Odd:
    made = statistics(9219, 2017)
    figures = without_noughts(made)
    units = {label: unit for label, unit, _ in STATISTICS}
    rows = annex(made)
    rows = [
        rows[0],
        *(
            [label, unit, grids.one("" if value[0] in ("0", "") else f"{value[0]}{units[label[0]]}")]
            for label, unit, value in rows[1:]
        ),
    ]
    return page(
        "annex_with_blanks_and_units", made, [*free_parts(), p("附件：统计表"), *marked(grids.kindeditor, rows)], shells.dede,
        figures=figures,
    )  # fmt: skip


def an_interpretation() -> Odd:
    made = facts(9220)
    title = f"图解：{made.title}"
    _, third, _ = grids_of(made)
    parts = [p("一图读懂年度报告"), p(OVERVIEW), *marked(grids.bare, third[:7])]
    odd = page("an_interpretation", made, parts, shells.trs, figures={}, refusable=True)
    odd.body = odd.body.decode().replace(made.title, title).encode()
    return odd


def only_five_parts() -> Odd:
    """A bureau's: parts joined, 无 for everything of the second table."""
    made = facts(9221)
    second = grids.proactive(made, lambda c, a, v: "无")
    third, fourth = grids.applications(made), grids.cases(made)
    figures: dict[Key, int | float] = {
        key: value if key[0].startswith(("app", "rev", "lit")) else 0 for key, value in made.values.items()
    }
    parts = [
        p(OPENING), p("一、总体情况"), p(OVERVIEW), p("二、主动公开政府信息情况"), *marked(grids.word, second),
        p("三、依申请公开情况"), *marked(grids.word, third, fourth), p("四、存在问题及改进"), p(PROBLEMS), p("五、其他"), p(OTHERS),
    ]  # fmt: skip
    return page("only_five_parts", made, parts, shells.gkml, figures=figures)


PAGES = (
    nbsp_for_nothing,
    figures_of_ckeditor,
    labels_broken_by_tinymce,
    titles_and_units_in_the_tables,
    one_head_row,
    labels_without_numbers,
    old_other_row_in_a_late_year,
    traditional_script,
    declared_wrong,
    every_table_twice,
    remarks_beside,
    cases_down_the_side,
    totals_left_blank,
    a_fault_of_the_report,
    decimals_on_counts,
    spaces_around_figures,
    a_column_to_scroll,
    headings_in_the_tables,
    annex_with_blanks_and_units,
    an_interpretation,
    only_five_parts,
)


def pages() -> list[Odd]:
    return [make() for make in PAGES]
