"""A made-up report as text, its tables flattened in the ways in which people and programs do it.

Each manner takes a table's rows (cells once, a cell that nothing is printed in is '') and gives lines. Where a manner loses
blank cells, nobody can tell any more what stood beside them: a reader must then leave figures out, and never shift them.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.variety.tables import Grid
from tests.variety.truth import Truth

Part = str | Grid  # a paragraph, or a table
Rows = list[list[str]]
PAGE_END = "\f"
Manner = Callable[[Rows, random.Random], list[str]]


def once(grid: Grid) -> Rows:
    """Each cell once, in the row where it begins; its own line breaks gone."""
    return [[c.text.replace("\n", "") for c in row if not c.hidden] for row in grid]


def everywhere(grid: Grid) -> Rows:
    """A full grid: the places that a merged cell covers beyond its first are blank."""
    rows: Rows = []
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate(grid):
        column = 0
        for c in (c for c in row if not c.hidden):
            while (number, column) in taken:
                column += 1
            for down in range(c.rowspan):
                for right in range(c.colspan):
                    taken[(number + down, column + right)] = "" if down or right else c.text.replace("\n", "")
    width = max(column for _, column in taken) + 1
    for number in range(len(grid)):
        rows.append([taken.get((number, column), "") for column in range(width)])
    return rows


def wide_blanks(rows: Rows, rng: random.Random) -> list[str]:
    return [(" " * rng.randint(2, 7)).join(c for c in row if c) for row in rows]


def single_blanks(rows: Rows, rng: random.Random) -> list[str]:
    return [" ".join(c for c in row if c) for row in rows]


def ideographic_blanks(rows: Rows, rng: random.Random) -> list[str]:
    return ["　".join(c for c in row if c) for row in rows]


def run_together(rows: Rows, rng: random.Random) -> list[str]:
    return [" ".join(c for row in rows for c in row if c)]


def commas(rows: Rows, rng: random.Random) -> list[str]:
    return [",".join(f'"{c}"' if "," in c else c for c in row) for row in rows]


def chinese_commas(rows: Rows, rng: random.Random) -> list[str]:
    return ["，".join(c for c in row if c) for row in rows]


def markdown(rows: Rows, rng: random.Random) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def by_columns(rows: Rows, rng: random.Random) -> list[str]:
    width = max(len(row) for row in rows)
    return [row[column] for column in range(width) for row in rows if column < len(row) and row[column]]


def with_units(rows: Rows, rng: random.Random) -> list[str]:
    return [" ".join(f"{c}件" if c.isascii() and c.isdigit() else c for c in row if c) for row in rows]


PAGE_NUMBERS = ("- {} -", "— {} —", "{}", "第{}页")


def paged(rows: Rows, rng: random.Random) -> list[str]:
    """Pages end between cells. A report numbers all its pages in one manner, and has as many as there are tables to end them."""
    lines = []
    for row in rows:
        for c in row:
            lines.append(c)
            if rng.random() < 0.03:
                lines.append(PAGE_END)
    return lines


def numbered(lines: list[str], rng: random.Random) -> list[str]:
    """The lines, each page's end its number."""
    manner, page, out = rng.choice(PAGE_NUMBERS), rng.randint(1, 4), []
    for line in lines:
        if line == PAGE_END:
            out.append(manner.format(page))
            page += 1
        else:
            out.append(line)
    return out


def without_blanks(rows: Rows, rng: random.Random) -> list[str]:
    return [c for row in rows for c in row if c]


def tabs_collapsed(rows: Rows, rng: random.Random) -> list[str]:
    return ["\t".join(c for c in row if c) for row in rows]


def double_spaced(rows: Rows, rng: random.Random) -> list[str]:
    return [line for row in rows for c in row for line in (c, "")]


MANNERS: dict[str, tuple[Callable[[Grid], Rows], Manner]] = {
    "wide": (once, wide_blanks),
    "single": (once, single_blanks),
    "ideo": (once, ideographic_blanks),
    "run": (once, run_together),
    "comma": (once, commas),
    "cncomma": (once, chinese_commas),
    "markdown": (everywhere, markdown),
    "columns": (once, by_columns),
    "units": (once, with_units),
    "paged": (once, paged),
    "gaps": (once, without_blanks),
    "tabgaps": (once, tabs_collapsed),
    "double": (once, double_spaced),
}


def flattener(name: str) -> Callable[[Truth, list[Part], random.Random], bytes]:
    """Writes a report as text with its tables in this manner."""
    rows_of, manner = MANNERS[name]

    def render(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
        lines = [truth.title, f"发布日期：{truth.published}"]
        for part in parts:
            lines += [part] if isinstance(part, str) else manner(rows_of(part), rng)
        return "\n".join(numbered(lines, rng)).encode("utf-8")

    return render
