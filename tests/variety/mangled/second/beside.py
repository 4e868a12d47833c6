"""Tables about tables, and the statistics form."""

from __future__ import annotations

import re
from functools import partial

from tests.variety.mangled import files
from tests.variety.mangled.files import Raw, table
from tests.variety.mangled.first.batch import strange
from tests.variety.mangled.first.statistics import LOCAL, local
from tests.variety.mangled.grids import APPLICANTS, CASES, Cell, Grid, head, show, third
from tests.variety.mangled.report import Made
from tests.variety.mangled.second.batch import way

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
        rows += [[*row, *([row[-1]] * (width - len(row)))] for row in grid.rows]
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
    rows += [[Cell(f"{month}月"), Cell("10"), Cell("2")] for month in range(1, 13)]
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
