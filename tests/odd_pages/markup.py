"""A grid marked up as editors, office programs and stylesheets of portals do it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.odd_pages.grids import Cell, Grid, filled

Inside = Callable[[Cell], str]
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def bare(cell: Cell) -> str:
    return escape(cell.text, quote=False)


def span_attributes(cell: Cell) -> str:
    made = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return made + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


def table(grid: Grid, inside: Inside = bare, *, attributes: str = ' border="1"', heads: bool = False) -> str:
    """A plain <table>; `heads` puts labels into <th>."""
    rows = []
    for row in grid:
        cells = []
        for cell in row:
            tag = "th" if heads and not cell.figure else "td"
            cells.append(f"<{tag}{span_attributes(cell)}>{inside(cell)}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table{attributes}><tbody>{''.join(rows)}</tbody></table>"


def word(cell: Cell) -> str:
    """Word's filtered HTML: a span for every character of a number, empty <o:p>s between."""
    pieces = []
    for letter in cell.text or "\xa0":
        if letter.isdigit():
            pieces.append(
                f'<span lang="EN-US" style="font-family:仿宋_GB2312;mso-bidi-font-family:Calibri">{letter}</span>'
            )
        else:
            pieces.append(f'<span style="font-family:仿宋_GB2312">{escape(letter, quote=False)}</span>')
    return (
        '<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan">'
        + '<span lang="EN-US"><o:p></o:p></span>'.join(pieces)
        + "</p>"
    )


def word_table(grid: Grid) -> str:
    """With the row that Word adds for misaligned columns, inside its own conditional comments."""
    made = table(grid, word, attributes=' class="MsoNormalTable" border="0" style="mso-yfti-tbllook:1184"')
    width = len(filled(grid)[0])
    widths = "".join('<td width="40" style="border:none"></td>' for _ in range(width))
    extra = f'<!--[if !supportMisalignedColumns]--><tr height="0">{widths}</tr><!--[endif]-->'
    return (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>100</w:Zoom></w:WordDocument></xml><![endif]-->"
        + made.replace("</tbody>", extra + "</tbody>")
    )


def wps(cell: Cell) -> str:
    """WPS: <font> in <span>, labels broken with <br/> every few letters, tabs and newlines of the source kept."""
    text = cell.text
    if not cell.figure and len(text) > 5:
        text = "<br/>".join(escape(text[at : at + 4], quote=False) for at in range(0, len(text), 4))
    else:
        text = escape(text, quote=False)
    return f'\n\t<p class="p" style="margin:0pt"><span style="font-size:10.5pt"><font face="宋体">{text}</font></span></p>\n'


def excel(grid: Grid) -> str:
    """Pasted cells of a sheet: x:num, <col>s, a hidden row of widths at the end."""
    width = len(filled(grid)[0])
    rows = []
    for row in grid:
        cells = "".join(
            f'<td class="xl65"{span_attributes(cell)}{" x:num" if cell.figure else ""} height=19 '
            f"style='height:14.25pt;mso-ignore:colspan'>{bare(cell) or '&nbsp;'}</td>"
            for cell in row
        )
        rows.append(f"<tr height=19 style='height:14.25pt'>{cells}</tr>")
    hidden = "<tr height=0 style='display:none'>" + "<td width=64 style='width:48pt'></td>" * width + "</tr>"
    columns = "<col width=64 style='mso-width-source:userset;width:48pt'>" * width
    return f"<table border=0 cellpadding=0 cellspacing=0>{columns}{''.join(rows)}{hidden}</table>"


def row_tables(grid: Grid) -> str:
    """A table for each row."""
    return "".join(table([row]) for row in grid)


def divs(grid: Grid) -> str:
    """A flexbox as a table: no element says table, the merged label is printed in its first row only."""
    rows = []
    for row in grid:
        cells = "".join(f'<div class="cell" style="flex:1">{bare(cell)}</div>' for cell in row)
        rows.append(f'<div class="line" style="display:flex">{cells}</div>')
    return f'<div class="grid">{"".join(rows)}</div>'


def css_table(grid: Grid) -> str:
    """display:table, table-row, table-cell."""
    rows = []
    for row in grid:
        cells = "".join(f'<span style="display:table-cell;border:1px solid">{bare(cell)}</span>' for cell in row)
        rows.append(f'<div style="display: table-row">{cells}</div>')
    return f'<div style="display:table;width:100%">{"".join(rows)}</div>'


def lists(grid: Grid) -> str:
    """A <ul> a row, an <li> a cell."""
    rows = ["<ul class='row'>" + "".join(f"<li>{bare(cell)}</li>" for cell in row) + "</ul>" for row in grid]
    return "\n".join(rows)


def preformatted(grid: Grid) -> str:
    """Cells between tabs in a <pre>."""
    return "<pre>" + "\n".join("\t".join(bare(cell) for cell in row) for row in grid) + "</pre>"


def inputs(cell: Cell) -> str:
    if not cell.figure:
        return bare(cell)
    return f'<input type="text" readonly="readonly" class="ipt" value="{escape(cell.text)}" />'


def wide(cell: Cell) -> str:
    return bare(cell).translate(WIDE) if cell.figure else bare(cell)


def separated(value: int | float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
