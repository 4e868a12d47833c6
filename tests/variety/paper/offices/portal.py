"""A report as the page of a portal, to be printed from the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.variety.mangled.files import Part
from tests.variety.mangled.grids import Cell, Grid

_LINE = "windowtext 1.0pt"


@dataclass(frozen=True)
class Portal:
    """`table` and `td` are attributes by the cell; `style` a sheet; `around`: with a portal's head, crumbs and foot."""

    style: str = ""
    table: str = 'border="1" cellspacing="0" cellpadding="0"'
    td: Callable[[Cell, int, int], str] = lambda cell, row, column: ""
    around: bool = True
    edges: bool = True
    thead: bool = False


def pasted(cell: Cell, row: int, column: int) -> str:
    """As Word's markup says its frames: left and top only where no neighbour drew them."""
    edges = [f"border:solid {_LINE}"]
    if column:
        edges.append("border-left:none")
    if row:
        edges.append("border-top:none")
    return f'style="{";".join(edges)};padding:0 5.4pt" valign="center"'


def grounded(cell: Cell, row: int, column: int) -> str:
    return 'bgcolor="#ffffff" align="center"'


def centred(cell: Cell, row: int, column: int) -> str:
    return 'align="center"'


def zebra(cell: Cell, row: int, column: int) -> str:
    return f'align="center" style="background:{"#f2f6fa" if row % 2 else "#fff"}"'


PORTALS = {
    "word-paste": Portal(table='border="0" cellspacing="0" style="border-collapse:collapse;width:600pt"', td=pasted),
    "ucap": Portal("td{border:1px solid #000;padding:2px 4px;text-align:center} table{border-collapse:collapse}"),
    "ground-lines": Portal(table='border="0" cellspacing="1" bgcolor="#666666" width="100%"', td=grounded),
    "old-frames": Portal(table='border="1" cellspacing="2" cellpadding="2" width="100%"', td=centred),
    "no-frames": Portal(table='border="0" cellspacing="0" cellpadding="4" width="100%"', td=centred),
    "no-frames-wide": Portal(
        "td{padding:6px 2px;font-size:12px}", table='border="0" width="100%"', td=centred, around=False, edges=False
    ),
    "zebra": Portal("table{border-collapse:collapse;width:100%} td{padding:7px 3px}", table="", td=zebra),
    "under-lines": Portal(
        "table{border-collapse:collapse;width:100%} td{border-bottom:1px solid #ddd;padding:6px 2px}",
        table="",
        td=centred,
    ),
    "head-again": Portal(
        "td,th{border:1px solid #333;padding:3px;text-align:center;font-weight:normal} table{border-collapse:collapse}",
        thead=True,
    ),
    "small": Portal(
        "body{zoom:.6} td{border:1px solid #000;text-align:center} table{border-collapse:collapse;width:100%}"
    ),
    "dotted": Portal("td{border:1px dotted #999;text-align:center;padding:4px} table{border-collapse:collapse}"),
    "rounded": Portal(
        "td{border:1px solid #bbb;text-align:center;padding:4px} table{border-collapse:separate;border-spacing:0;"
        "border-radius:6px;overflow:hidden;width:100%}"
    ),
}


def markup(parts: list[Part], title: str, published: str, portal: Portal) -> str:
    body = []
    for part in parts:
        if isinstance(part, Grid):
            body.append(_table(part, portal))
        else:
            body.append(f'<p style="text-indent:2em;line-height:1.9">{escape(part)}</p>')
    before = after = ""
    if portal.around:
        before = (
            '<div style="background:#c00;color:#fff;padding:14px;font-size:26px">某某人民政府门户网站</div>'
            '<div><a href="/">首页</a> <a href="/zw">政务公开</a> <a href="/fw">办事服务</a> <a href="/hd">互动交流</a></div>'
            '<div>当前位置：<a href="/">首页</a> &gt; <a href="/nb">政府信息公开年报</a></div>'
        )
        after = (
            "<div>扫一扫在手机打开当前页　【打印本页】　【关闭窗口】</div>"
            '<div style="text-align:center">主办单位：某某人民政府办公室　网站标识码：3208000001　备案号：12345678</div>'
        )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title><style>'
        f"body{{font:15px 'Noto Sans CJK SC'}} {portal.style}</style></head><body>{before}"
        f'<h1 style="text-align:center;font-size:24px">{escape(title)}</h1>'
        f'<div style="text-align:center;color:#888">发布日期：{published}　　来源：政府办公室　　浏览次数：358</div>'
        f"{''.join(body)}{after}</body></html>"
    )


def _table(part: Grid, portal: Portal) -> str:
    rows = []
    for number, row in enumerate(part.anchors()):
        cells = []
        for cell, high, across in row:
            spans = f'rowspan="{high}" colspan="{across}" ' + portal.td(cell, number, part.rows[number].index(cell))
            cells.append(f"<td {spans}>{escape(cell.text) or '&nbsp;'}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    heads = next((r for r, row in enumerate(part.rows) if not any(c is not None and c.head for c in row)), 0)
    if portal.thead and heads:
        rows[0] = f"<thead>{rows[0]}"
        rows[heads - 1] += "</thead>"
    return f"<table {portal.table}>{''.join(rows)}</table>"
