"""Paragraphs, headings and grids as editors leave them after Word, WPS or a sheet was pasted in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.variety.mangled.grids import Cell, Grid

Inner = Callable[[Cell], str]
Span = Callable[[Cell, int, int], tuple[int, int]]


def as_it_is(cell: Cell, high: int, wide: int) -> tuple[int, int]:
    return high, wide


def letters(text: str) -> str:
    return escape(text, quote=False)


def grid_markup(
    grid: Grid,
    inner: Inner,
    *,
    opening: str = '<table border="1" cellspacing="0">',
    cell_style: str = "",
    rows: tuple[int, int | None] = (0, None),
    span: Span = as_it_is,
    after: str = "",
) -> str:
    """`span` may claim other spans than the grid has; `after` stands behind the last row."""
    made = []
    for line in grid.anchors()[slice(*rows)]:
        cells = ""
        for cell, high, wide in line:
            high, wide = span(cell, high, wide)
            claims = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
            cells += f"<td{claims}{cell_style}>{inner(cell)}</td>"
        made.append(f"<tr>{cells}</tr>")
    return f"{opening}<tbody>{''.join(made)}{after}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Paste:
    """`plain`, `head` and `sign` mark up a paragraph, `table` a grid."""

    plain: Callable[[str], str]
    head: Callable[[str], str]
    sign: Callable[[str], str]
    table: Callable[[Grid], str]


# --- UEditor after Word: styles kept, classes dropped ---


def _ue(text: str) -> str:
    return f'<p style="text-indent: 43px; line-height: 2em;"><span style="font-size:21px;font-family:仿宋_GB2312">{letters(text)}</span></p>'


def _ue_head(text: str) -> str:
    return f'<p style="text-indent: 43px"><strong><span style="font-size: 21px; font-family: 黑体;">{letters(text)}</span></strong></p>'


def _ue_sign(text: str) -> str:
    return f'<p style="text-align: right;"><span style="font-size:21px">{letters(text)}&nbsp; &nbsp; &nbsp;</span></p><p><br/></p>'


def _ue_cell(cell: Cell) -> str:
    return f'<p style="text-align:center"><span style="font-size:14px;font-family:宋体">{letters(cell.text) or "&nbsp;"}</span></p>'


def _ue_table(grid: Grid) -> str:
    firm = '<tr class="firstRow" style="height:20px"></tr>'
    made = grid_markup(
        grid,
        _ue_cell,
        opening='<table cellspacing="0" cellpadding="0" data-sort="sortDisabled" interlaced="disabled">',
        cell_style=' style="border: 1px solid windowtext; padding: 0px 7px; word-break: break-all;" valign="center"',
    )
    return f"<section>{made.replace('<tbody>', '<tbody>' + firm, 1)}</section><p>&nbsp;</p>"


UEDITOR = Paste(_ue, _ue_head, _ue_sign, _ue_table)

# --- Word's own, unfiltered ---


def _runs(text: str, face: str) -> str:
    """Word changes the run at each change between Latin and Chinese."""
    made, run, latin = "", "", False
    for letter in text + "\0":
        now = letter.isascii() and letter != "\0"
        if run and (now != latin or letter == "\0"):
            style = "font-size:16.0pt;font-family:" + ('"Times New Roman",serif' if latin else face)
            lang = ' lang="EN-US"' if latin else ""
            made += f"<span{lang} style='{style}'>{letters(run)}</span>"
            run = ""
        run, latin = run + letter, now
    return made


def _word(text: str) -> str:
    return f'<p class="MsoNormal" style=\'text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt;mso-line-height-rule:exactly\'>{_runs(text, "仿宋_GB2312")}<span lang="EN-US"><o:p></o:p></span></p>'


def _word_head(text: str) -> str:
    return f'<p class="MsoListParagraph" style=\'text-indent:32.0pt\'><b><![if !supportLists]><![endif]>{_runs(text, "黑体")}</b><b><span lang="EN-US"><o:p>&nbsp;</o:p></span></b></p>'


def _word_sign(text: str) -> str:
    return f'<p class="MsoNormal" align="right" style=\'text-align:right\'>{_runs(text, "仿宋_GB2312")}<span lang="EN-US"><o:p></o:p></span></p>'


def _word_cell(cell: Cell) -> str:
    inside = _runs(cell.text, "宋体") if cell.text else '<span lang="EN-US"><o:p>&nbsp;</o:p></span>'
    return f'<p class="MsoNormal" align="center" style=\'text-align:center\'>{inside}<span lang="EN-US"><o:p></o:p></span></p>'


def _word_table(grid: Grid) -> str:
    widths = "".join('<td width="47" style="border:none"></td>' for _ in range(grid.width))
    made = grid_markup(
        grid,
        _word_cell,
        opening='<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;mso-table-layout-alt:fixed;mso-yfti-tbllook:1184">',
        cell_style=' width="47" valign="top" style="width:35.5pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt"',
        after=f'<![if !supportMisalignedColumns]><tr height="0">{widths}</tr><![endif]>',
    )
    return f'<div align="center">{made}</div>'


WORD = Paste(_word, _word_head, _word_sign, _word_table)

# --- WPS ---


def _wps(text: str) -> str:
    return f'<p class="MsoNormal" align="justify" style="text-indent:32pt"><span style="mso-spacerun:\'yes\';font-family:仿宋_GB2312;font-size:16pt"><font face="仿宋_GB2312">{letters(text)}</font></span><span style="font-size:16pt"><o:p></o:p></span></p>'


def _wps_head(text: str) -> str:
    number, _, rest = text.partition("、")
    return f'<h2 style="margin-left:0pt"><b><span style="mso-spacerun:\'yes\'"><font face="黑体">{letters(number)}</font>、<font face="黑体">{letters(rest)}</font></span></b></h2>'


def _wps_cell(cell: Cell) -> str:
    text = cell.text
    if cell.key is None and len(text) > 6:
        inside = "<br>".join(letters(text[at : at + 5]) for at in range(0, len(text), 5))
    else:
        inside = letters(text) or "&nbsp;"
    return f'\n<p class="MsoNormal" align="center"><span style="mso-spacerun:\'yes\';font-size:10.5pt"><font face="宋体">{inside}</font></span></p>\n'


def _wps_table(grid: Grid) -> str:
    return grid_markup(
        grid,
        _wps_cell,
        opening='<table class="MsoTableGrid" border="1" cellspacing="0" style="border-collapse:collapse;mso-yfti-tbllook:1184;mso-padding-alt:0pt 5.4pt">',
        cell_style=' width="72" valign="center" style="width:43.2pt;border:1pt solid windowtext"',
    )


def _wps_sign(text: str) -> str:
    return f'<p class="MsoNormal" align="right"><span style="mso-spacerun:\'yes\'">{letters(text)}</span></p>'


WPS = Paste(_wps, _wps_head, _wps_sign, _wps_table)

# --- an old editor: breaks and blanks instead of paragraphs ---


def _breaks(text: str) -> str:
    return f"&nbsp;&nbsp;&nbsp; {letters(text)}<br />\n<br />\n"


def _breaks_head(text: str) -> str:
    return f"&nbsp;&nbsp;&nbsp; <strong>{letters(text)}</strong><br />\n"


def _breaks_table(grid: Grid) -> str:
    return grid_markup(
        grid,
        lambda cell: letters(cell.text) or "&nbsp;",
        opening='<table border="1" cellpadding="2" cellspacing="0" bordercolor="#000000">',
        cell_style=' align="center"',
    )


BREAKS = Paste(
    _breaks,
    _breaks_head,
    lambda text: f'<div align="right">{letters(text)}&nbsp;&nbsp;</div>\n',
    _breaks_table,
)

# --- the text of a page put through a "clear formatting" button: bare paragraphs with ideographic blanks ---


def _bare(text: str) -> str:
    return f"<p>　　{letters(text)}</p>\n"


BARE = Paste(
    _bare,
    _bare,
    lambda text: f"<p>　　　　　　　　　　　　{letters(text)}</p>",
    lambda grid: grid_markup(grid, lambda cell: f"<p>{letters(cell.text)}</p>", opening="<table>"),
)

# --- a sheet pasted: numbers as the sheet shows them ---


def _sheet_table(grid: Grid) -> str:
    columns = "".join('<col width="72" style="width:54pt">' for _ in range(grid.width))
    return grid_markup(
        grid,
        lambda cell: letters(cell.text),
        opening=f'<table border="0" cellpadding="0" cellspacing="0" width="{72 * grid.width}" style="border-collapse:collapse"><colgroup>{columns}</colgroup>',
        cell_style=' class="et3" height="18" x:str',
    )


SHEET = Paste(_bare, lambda text: f"<p><b>{letters(text)}</b></p>", BARE.sign, _sheet_table)

PASTES = (UEDITOR, WORD, WPS, BREAKS, BARE, SHEET)
