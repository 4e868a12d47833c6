"""A made-up report as Rich Text Format: Chinese as \\u escapes or as GBK bytes, tables by \\trowd."""

from __future__ import annotations

import random

from tests.variety.tables import Grid, GridCell


def escaped(text: str, *, gbk: bool) -> str:
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        elif char == "\n":
            out.append("\\line ")
        elif char.isascii():
            out.append(char)
        else:
            try:
                encoded = char.encode("gbk") if gbk else b""
            except UnicodeEncodeError:
                encoded = b""
            if encoded:
                out.append("".join(f"\\'{byte:02x}" for byte in encoded))
            else:
                code = ord(char)
                out.append(f"\\u{code - 65536 if code > 32767 else code}?")
    return "".join(out)


def table(place: dict[tuple[int, int], GridCell], height: int, width: int, *, gbk: bool) -> str:
    """Rows with cell edges; a cell over several rows is \\clvmgf and then \\clvmrg, over several columns one wide cell."""
    at: dict[tuple[int, int], tuple[GridCell, int, int]] = {}
    for (row, column), cell in place.items():
        for i in range(cell.rowspan):
            at[(row + i, column)] = (cell, i, column)
    out = []
    for row in range(height):
        head, body = ["\\trowd\\trgaph108"], []
        column = 0
        while column < width:
            cell, depth, _ = at.get((row, column), (GridCell(""), 0, column))
            if cell.rowspan > 1:
                head.append("\\clvmgf" if depth == 0 else "\\clvmrg")
            column += cell.colspan
            head.append(f"\\clbrdrt\\brdrs\\cellx{column * 900}")
            body.append(f"\\pard\\intbl {escaped(cell.text if depth == 0 else '', gbk=gbk)}\\cell")
        out.append("".join(head) + "\n" + "\n".join(body) + "\\row\n")
    return "".join(out)


def document(title: str, parts: list[str | Grid], lay: object, rng: random.Random) -> bytes:
    gbk = rng.random() < 0.5
    out = ["{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\f0\\fs28\n"]
    out.append(f"\\pard\\qc {escaped(title, gbk=gbk)}\\par\n")
    for part in parts:
        if isinstance(part, str):
            out.append(f"\\pard {escaped(part, gbk=gbk)}\\par\n")
        else:
            place, height, width = lay(part)  # type: ignore[operator]
            out.append(table(place, height, width, gbk=gbk) + "\\pard\\par\n")
    out.append("}")
    return "".join(out).encode("ascii")
