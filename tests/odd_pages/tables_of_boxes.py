"""The tables of the forms drawn without <table>: by lists, boxes and stylesheets, as newer and phone-first systems do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from tests.odd_pages import grids, shell
from tests.odd_pages.article import build, odd
from tests.odd_pages.facts import COLUMNS, Facts, facts
from tests.odd_pages.grids import APPLICANTS, CORNER, Cell, Grid
from tests.odd_pages.markup import bare, css_table, divs
from tests.odd_pages.scoring import Odd

Marked = Callable[[Grid], str]
Rows = list[tuple[tuple[str, ...], list[str]]]


def _placed(grid: Grid) -> list[tuple[int, int, Cell]]:
    """Each cell once with the row and column, from 0, of its upper left corner."""
    seen: set[int] = set()
    made = []
    for row, line in enumerate(grids.filled(grid)):
        for column, cell in enumerate(line):
            if id(cell) not in seen:
                seen.add(id(cell))
                made.append((row, column, cell))
    return made


def _fresh(grid: Grid) -> Grid:
    """Every cell an object of its own."""
    return [[Cell(each.text, each.rows, each.columns, each.head, each.figure) for each in row] for row in grid]


def roles(grid: Grid) -> str:
    """What screen readers are told: role, aria-rowspan, aria-colspan."""
    rows = []
    for row in grid:
        cells = "".join(
            f'<div role="{"columnheader" if cell.head else "cell"}" aria-colspan="{cell.columns}" aria-rowspan="{cell.rows}">'
            f"<span>{bare(cell)}</span></div>"
            for cell in row
        )
        rows.append(f'<div role="row">{cells}</div>')
    return f'<div role="table"><div role="rowgroup">{"".join(rows)}</div></div>'


def css_grid(grid: Grid) -> str:
    """One box a cell, in a grid that lays them out by their spans."""
    width = len(grids.filled(grid)[0])
    cells = "".join(
        f'<div style="grid-column:span {cell.columns};grid-row:span {cell.rows}">{bare(cell)}</div>'
        for row in grid
        for cell in row
    )
    return f'<div class="tjb" style="display:grid;grid-template-columns:repeat({width},1fr)">{cells}</div>'


def css_grid_with_places(grid: Grid) -> str:
    """Lines of the grid from 1: grid-area is row / column / row after / column after."""
    cells = "".join(
        f'<p style="grid-area:{row + 1} / {column + 1} / {row + 1 + cell.rows} / {column + 1 + cell.columns};margin:0">{bare(cell)}</p>'
        for row, column, cell in _placed(_fresh(grid))
    )
    return f'<section style="display: grid; gap: 1px">{cells}</section>'


def classes_of_a_stylesheet(grid: Grid) -> str:
    """display:table by class; merged cells' places are blank boxes."""
    flat = grids.unmerged(_fresh(grid), repeat=False)
    rows = "".join(
        '<div class="tr">' + "".join(f'<div class="td">{bare(cell)}</div>' for cell in row) + "</div>" for row in flat
    )
    return f'<div class="tbl">{rows}</div>'


def unmerged_css_table(grid: Grid) -> str:
    return css_table(grids.unmerged(_fresh(grid), repeat=False))


def bootstrap(grid: Grid) -> str:
    """Rows of columns, each merged label again in every row."""
    flat = grids.unmerged(_fresh(grid), repeat=True)
    rows = "".join(
        '<div class="row no-gutters">'
        + "".join(f'<div class="col-md-1 border">{bare(cell)}</div>' for cell in row)
        + "</div>"
        for row in flat
    )
    return f'<div class="container-fluid">{rows}</div>'


def list_of_lists(grid: Grid) -> str:
    """A list of rows, each with a list of cells; merged cells again in every row."""
    flat = grids.unmerged(_fresh(grid), repeat=True)
    rows = "".join(
        '<li class="line"><ul>' + "".join(f"<li><p>{bare(cell)}</p></li>" for cell in row) + "</ul></li>"
        for row in flat
    )
    return f'<ul class="lines">{rows}</ul>'


def spans_in_paragraphs(grid: Grid) -> str:
    """A paragraph a row, an inline block a cell."""
    flat = grids.unmerged(_fresh(grid), repeat=True)
    return "".join(
        "<p>"
        + "".join(f'<span style="display:inline-block;width:9%;border:1px solid">{bare(cell)}</span>' for cell in row)
        + "</p>"
        for row in flat
    )


def _nest(rows: Rows) -> str:
    """Rows under their labels: a label's box stands beside the column of what it covers."""
    made = ""
    for label, group in groupby(rows, key=lambda row: row[0][0]):
        members = list(group)
        if len(members) == 1 and len(members[0][0]) == 1:
            cells = "".join(f'<div class="v">{text}</div>' for text in members[0][1])
            made += f'<div class="r"><div class="k">{label}</div><div class="vs">{cells}</div></div>'
        else:
            made += f'<div class="g"><div class="k">{label}</div><div class="sub">{_nest([(path[1:], values) for path, values in members])}</div></div>'
    return made


def _figures(given: Facts) -> Rows:
    return [(path, [grids.plain(value) for value in given.row(code)]) for path, code in grids.third_rows(given)]


def nested_flex(given: Facts) -> Marked:
    """The applications as boxes within boxes, no spans anywhere."""

    def mark(grid: Grid) -> str:
        organisations = "".join(f'<div class="v">{name}</div>' for name in APPLICANTS[1:6])
        head = (
            f'<div class="r"><div class="k">{CORNER}</div><div class="vs"><div class="hd">申请人情况</div><div class="hs">'
            f'<div class="v">自然人</div><div class="o"><div>法人或其他组织</div><div class="os">{organisations}</div></div>'
            '<div class="v">总计</div></div></div></div>'
        )
        return f'<div class="flex-table">{head}{_nest(_figures(given))}</div>'

    return mark


def cards(given: Facts) -> Marked:
    """For phones: a card for each row of the applications, applicants and numbers as pairs below the row's name."""

    def mark(grid: Grid) -> str:
        made = ""
        for path, values in _figures(given):
            pairs = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in zip(APPLICANTS, values, strict=True))
            made += f'<div class="card"><h5>{path[-1]}</h5><dl>{pairs}</dl></div>'
        return made

    return mark


def group_lines(given: Facts) -> Marked:
    """The groups' names are lines of their own above their rows; seven numbers a row."""

    def mark(grid: Grid) -> str:
        made = '<ul class="hd"><li class="n">项目</li>' + "".join(f"<li>{name}</li>" for name in APPLICANTS) + "</ul>"
        last: tuple[str, ...] = ()
        for path, values in _figures(given):
            for depth in range(len(path) - 1):
                if last[: depth + 1] != path[: depth + 1]:
                    made += f'<ul class="gp"><li>{path[depth]}</li></ul>'
            last = path[:-1]
            made += f'<ul><li class="n">{path[-1]}</li>' + "".join(f"<li>{value}</li>" for value in values) + "</ul>"
        return f'<div class="uls">{made}</div>'

    return mark


STYLE = """<style>
.tbl{display:table;border-collapse:collapse;width:100%} .tbl .tr{display:table-row}
.tbl .td { display: table-cell; border:1px solid #ccc; }
.row{display:flex;flex-wrap:wrap} .col-md-1{flex:0 0 8.33%}
.lines ul{display:flex} .lines li{list-style:none;flex:1}
.flex-table .r,.flex-table .g,.flex-table .vs,.hs,.os{display:flex} .flex-table .sub{flex:1} .v{width:60px}
.uls ul{overflow:hidden} .uls li{float:left;width:10%} .uls li.n{width:30%}
</style>"""


def _without_noughts(given: Facts, grid: Grid) -> Grid:
    """Noughts left blank, which are no figures then."""
    for key in [key for key, value in given.values.items() if value == 0]:
        del given.values[key]
    return [[replace(cell, text="") if cell.figure and cell.text == "0" else cell for cell in row] for row in grid]


def _page(
    name: str,
    seed: int,
    form: str,
    marks: Callable[[Facts], tuple[Marked, Marked, Marked]],
    *,
    blank: bool = False,
    withheld: bool = False,
    **more: object,
) -> Odd:
    given = facts(seed, form)
    made = (grids.second(given), grids.third(given), grids.fourth(given))
    if blank:
        second, third, fourth = made
        made = (_without_noughts(given, second), _without_noughts(given, third), _without_noughts(given, fourth))
    body = build(given, marks=marks(given), made=made)
    article = shell.heading(given.title) + shell.dateline(given.published) + body.html
    page = shell.page(article, title=f"{given.title}_某某市政务网", head=STYLE)
    nullable = set(given.values) if withheld else set()
    return odd(name, given, body, page=page, digits=None, nullable=nullable, **more)  # type: ignore[arg-type]


def _all(mark: Marked) -> Callable[[Facts], tuple[Marked, Marked, Marked]]:
    return lambda given: (mark, mark, mark)


def pages() -> list[Odd]:
    return [
        _page("roles_of_a_table", 9101, "2021", _all(roles)),
        _page("roles_of_a_table_2019", 9102, "2019", _all(roles)),
        _page("css_grid_by_spans", 9103, "2021", _all(css_grid)),
        _page("css_grid_by_spans_2019", 9104, "2019", _all(css_grid)),
        _page("css_grid_by_places", 9105, "2021", _all(css_grid_with_places)),
        _page("display_by_class", 9106, "2021", _all(classes_of_a_stylesheet)),
        _page("display_by_class_2019", 9107, "2019", _all(classes_of_a_stylesheet)),
        _page("rows_of_columns", 9108, "2021", _all(bootstrap)),
        _page("rows_of_columns_2019", 9109, "2019", _all(bootstrap)),
        _page("list_of_lists", 9110, "2021", _all(list_of_lists)),
        _page("inline_blocks", 9111, "2019", _all(spans_in_paragraphs)),
        _page("boxes_within_boxes", 9112, "2021", lambda given: (bootstrap, nested_flex(given), roles)),
        _page("boxes_within_boxes_2019", 9113, "2019", lambda given: (css_grid, nested_flex(given), css_grid)),
        _page(
            "a_card_for_each_row", 9114, "2021", lambda given: (roles, cards(given), css_grid), words=(), withheld=True
        ),
        _page(
            "group_names_as_lines", 9115, "2021", lambda given: (list_of_lists, group_lines(given), bootstrap), words=()
        ),
        _page(
            "group_names_as_lines_2019",
            9116,
            "2019",
            lambda given: (bootstrap, group_lines(given), list_of_lists),
            words=(),
        ),
        _page("roles_with_blanks", 9121, "2021", _all(roles), blank=True),
        _page("css_grid_with_blanks", 9122, "2019", _all(css_grid), blank=True),
        _page("css_places_with_blanks", 9123, "2019", _all(css_grid_with_places), blank=True),
        _page("display_by_class_with_blanks", 9124, "2021", _all(classes_of_a_stylesheet), blank=True),
        _page("rows_of_columns_with_blanks", 9125, "2021", _all(bootstrap), blank=True),
        _page("list_of_lists_with_blanks", 9126, "2019", _all(list_of_lists), blank=True),
        _page("inline_blocks_with_blanks", 9127, "2021", _all(spans_in_paragraphs), blank=True),
        _page("inline_table_cells_with_blanks", 9128, "2019", _all(unmerged_css_table), blank=True),
        _page("boxes_of_a_row_with_blanks", 9129, "2021", _all(divs), blank=True, withheld=True),
    ]


assert len(COLUMNS) == len(APPLICANTS)
