"""A written report as the parser meets it: a page of a portal, plain text, or text in lines of one width."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from opencc import OpenCC

from crawler.registry import built_in_gazetteer
from pipelines.blocks import BodyHint
from pipelines.parse import ParseContext
from pipelines.reading import read_report
from storage.report import CaptureRef, Report, Source
from tests.second_hand.notation import Written

WIDTH = 80  # columns of a line of wrapped text, a wide character taking two
NEVER_FIRST = "，。；：、！？）”》%"
URL = "http://portal.example/art/1.html"
TAIWAN = OpenCC("s2twp")


def _table(rows: list[str]) -> str:
    """Rows of cells as a table; `<` and `^` are one with the cell to the left and above."""
    grid = [[cell.strip() for cell in row.strip()[1:-1].split("|")] for row in rows]
    lines = []
    for y, row in enumerate(grid):
        cells = []
        for x, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            wide = next((n for n in range(1, len(row) - x) if row[x + n] != "<"), len(row) - x)
            high = next((n for n in range(1, len(grid) - y) if grid[y + n][x] != "^"), len(grid) - y)
            cells.append(f"<td rowspan={high} colspan={wide}>{html.escape(cell)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(lines)}</table>"


def page(written: Written) -> bytes:
    body = []
    for is_table, lines in groupby(written.lines, lambda line: line.startswith("|")):
        held = list(lines)
        body += [_table(held)] if is_table else [f"<p>　　{html.escape(line)}</p>" for line in held]
    text = (
        f"<html><head><meta charset=utf-8><title>{written.title}-政府信息公开</title></head><body>"
        f"<div class=nav><a href=/>首页</a> &gt; <a href=/nb/>信息公开年报</a></div><h1>{written.title}</h1>"
        f"<div class=info>发布日期：{written.year + 1}-03-05 来源：{written.issuer or '市政府办公室'}</div>"
        f"<div id=zoom>{''.join(body)}</div><div class=footer>主办：人民政府办公室 网站标识码1234567890</div></body></html>"
    )
    return (TAIWAN.convert(text) if written.traditional else text).encode()


def text(written: Written) -> bytes:
    whole = "\n".join((written.title, "", *(line.strip("|").replace("|", "\t") for line in written.lines)))
    return (TAIWAN.convert(whole) if written.traditional else whole).encode()


def wrapped(written: Written) -> bytes:
    """The text as a typesetter breaks it: no mark opens a line, no number is torn apart."""
    whole = "\n".join((written.title, "", *(line for long in written.lines for line in _broken(long))))
    return (TAIWAN.convert(whole) if written.traditional else whole).encode()


def _broken(line: str) -> Iterator[str]:
    begun, columns = "", 4
    for piece in re.findall(r"[0-9A-Za-z.,%]+|.", line):
        wide = sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in piece)
        if begun and columns + wide > WIDTH and piece not in NEVER_FIRST:
            yield begun
            begun, columns = "", 0
        begun, columns = begun + piece, columns + wide
    yield begun


def read(written: Written, body: bytes, media_type: str) -> Report:
    capture = CaptureRef(
        record_id="urn:uuid:1", fetched_at=f"{written.year + 1}-04-01T00:00:00Z", status=200, media_type=media_type,
        charset="utf-8", payload_sha256="0" * 64, segment=None, rendered=False,
    )  # fmt: skip
    source = Source(kind="official", url=URL, portal_family=None, found_by=())
    return read_report(
        body, url=URL, content_type=media_type, charset="utf-8", hint=BodyHint(),
        context=ParseContext(written.code, source, capture, {}), gazetteer=built_in_gazetteer(),
    ).report  # fmt: skip
