"""Tables damaged at random, one, two or three times: `python -m tests.variety.mangled.damage [FIRST] [NUMBER]`.

What is withheld costs little here, what is wrong counts: no careful person would take a figure from most of these rows.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable

from tests.odd_pages.scoring import gazetteer, score
from tests.variety.mangled.grids import Cell, Grid
from tests.variety.mangled.report import Made, odd, report

Harm = Callable[[Grid, random.Random], None]


def _row(grid: Grid, rng: random.Random, *, of_values: bool) -> int:
    rows = [
        n
        for n, row in enumerate(grid.rows)
        if any(cell is not None and cell.key is not None for cell in row) is of_values
    ]
    return rng.choice(rows or range(len(grid.rows)))


def lose_a_value(grid: Grid, rng: random.Random) -> None:
    row = grid.rows[_row(grid, rng, of_values=True)]
    places = [n for n, cell in enumerate(row) if cell is not None and cell.key is not None and row.count(cell) == 1]
    if places:
        del row[rng.choice(places)]


def gain_a_blank(grid: Grid, rng: random.Random) -> None:
    row = grid.rows[_row(grid, rng, of_values=True)]
    row.insert(rng.randrange(len(row) + 1), Cell(""))


def say_a_value_twice(grid: Grid, rng: random.Random) -> None:
    row = grid.rows[_row(grid, rng, of_values=True)]
    places = [n for n, cell in enumerate(row) if cell is not None and cell.key is not None]
    if places:
        place = rng.choice(places)
        row.insert(place, Cell(row[place].text))  # type: ignore[union-attr]


def empty_a_value(grid: Grid, rng: random.Random) -> None:
    cell = rng.choice(grid.figures())
    cell.text, cell.value = "", None


def lose_a_head(grid: Grid, rng: random.Random) -> None:
    row = grid.rows[_row(grid, rng, of_values=False)]
    if len(row) > 1:
        del row[rng.randrange(len(row))]


def gain_a_head(grid: Grid, rng: random.Random) -> None:
    row = grid.rows[_row(grid, rng, of_values=False)]
    row.insert(rng.randrange(len(row) + 1), Cell(""))


def empty_a_word(grid: Grid, rng: random.Random) -> None:
    rng.choice([cell for cell in grid.cells() if cell.key is None and cell.text] or [Cell()]).text = ""


def cut_a_word(grid: Grid, rng: random.Random) -> None:
    cell = rng.choice([cell for cell in grid.cells() if cell.key is None and len(cell.text) > 3] or [Cell("....")])
    cell.text = cell.text[: rng.randint(2, len(cell.text) - 1)]


def lose_a_row(grid: Grid, rng: random.Random) -> None:
    if len(grid.rows) > 2:
        grid.drop_row(rng.randrange(len(grid.rows)))


def repeat_a_row(grid: Grid, rng: random.Random) -> None:
    at = rng.randrange(len(grid.rows))
    grid.rows.insert(at, [None if c is None else Cell(c.text) for c in grid.rows[at]])


def gain_a_column(grid: Grid, rng: random.Random) -> None:
    at = rng.randrange(1, min(len(row) for row in grid.rows) + 1)
    for row in grid.rows:
        row.insert(at, Cell(""))


def claim_more(grid: Grid, rng: random.Random) -> None:
    """A cell that covers its right neighbour's place too: the row is a column longer than the others."""
    row = grid.rows[rng.randrange(len(grid.rows))]
    at = rng.randrange(len(row))
    row.insert(at, row[at])


HARMS: tuple[Harm, ...] = (
    lose_a_value,
    gain_a_blank,
    say_a_value_twice,
    empty_a_value,
    lose_a_head,
    gain_a_head,
    empty_a_word,
    cut_a_word,
    lose_a_row,
    repeat_a_row,
    gain_a_column,
    claim_more,
)


def damaged(seed: int) -> tuple[Made, str]:
    """One report; its harms by name. Half of all harms hit the table of cases or the row of it that was hit before."""
    rng = random.Random(f"damage {seed}")
    made = report(rng.choice(("2019", "2021")), seed + 50_000)
    said = []
    grid = rng.choice((made.two, made.three, made.four, made.four))
    for _ in range(rng.choice((1, 2, 2, 3))):
        harm = rng.choice(HARMS)
        harm(grid, rng)
        said.append(harm.__name__)
        if rng.random() < 0.3:
            grid = rng.choice((made.two, made.three, made.four))
    made.faulty = True
    for each in (made.two, made.three, made.four):
        each.doubt(each.figures())
    return made, " ".join(said)


def main(first: int, number: int) -> None:
    places = gazetteer()
    sums = Counter[str]()
    by_table = Counter[str]()
    for seed in range(first, first + number):
        made, said = damaged(seed)
        one = odd(said, made)
        got = score(one, places)
        sums["figures"] += len(one.figures)
        sums["right"] += got.right
        sums["wrong"] += len(got.wrong)
        sums["invented"] += len(got.invented)
        sums["refused"] += got.refused is not None
        for line in (*got.wrong, *got.invented):
            by_table[line.partition(".")[0]] += 1
        if got.wrong or got.invented:
            print(seed, said, *[f"\n     {line[:150]}" for line in (*got.wrong, *got.invented)[:4]])
    print(dict(sums), dict(by_table))


if __name__ == "__main__":
    main(*(int(each) for each in [*sys.argv[1:], "0", "300"][:2]))
