"""Tables with the irregularities of real reports, made by seed: every figure right or withheld, never wrong.

Where nothing of a row is lost, every figure must be there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from opencc import OpenCC

from pipelines.blocks import Block
from pipelines.parsing.figures import TableReading
from tests.pipelines.parsing import made_tables as made
from tests.pipelines.parsing.made_tables import Box, Key, Rows

SEEDS = range(12)
TRADITIONAL = OpenCC("s2t")


def faults(reading: TableReading, truth: dict[Key, int | None]) -> list[str]:
    """What is wrong or invented: a withheld value is neither."""
    wrong = []
    for figure in reading.figures:
        key = (figure.code, figure.applicant, figure.period)
        if figure.value is not None and (truth.get(key) is None or Decimal(truth[key] or 0) != figure.value):
            wrong.append(f"{key}: {figure.value} from {figure.raw!r}, printed is {truth.get(key)}")
        if figure.value is None and not figure.doubt:
            wrong.append(f"{key}: withheld without a reason")
    return wrong


def missing(reading: TableReading, truth: dict[Key, int | None]) -> list[Key]:
    got = {(figure.code, figure.applicant, figure.period) for figure in reading.figures if figure.value is not None}
    return [key for key, value in truth.items() if value is not None and key not in got]


def changed(rows: Rows, change: Callable[[Box], Box], *roles: str) -> Rows:
    return [[change(box) if not roles or box.role in roles else box for box in row] for row in rows]


def renumbered(text: str, way: str) -> str:
    number, dot, rest = text.partition(".")
    if not dot or not number.isdigit():
        return text
    return {"、": f"{number}、{rest}", "（）": f"（{number}）{rest}", "bare": number + rest, "none": rest}.get(
        way, text
    )


def spaced(text: str, gap: str) -> str:
    return gap.join(text)


def full_width(text: str) -> str:
    return text.translate(str.maketrans("0123456789+,", "０１２３４５６７８９＋，"))


HARMLESS: dict[str, Callable[[Rows, random.Random], Rows]] = {
    "as the form prints it": lambda rows, rng: rows,
    "numbered with 、": lambda rows, rng: changed(rows, lambda b: replace(b, text=renumbered(b.text, "、")), "label"),
    "numbered in brackets": lambda rows, rng: changed(
        rows, lambda b: replace(b, text=renumbered(b.text, "（）")), "label"
    ),
    "numbered bare": lambda rows, rng: changed(rows, lambda b: replace(b, text=renumbered(b.text, "bare")), "label"),
    "without numbers": lambda rows, rng: changed(rows, lambda b: replace(b, text=renumbered(b.text, "none")), "label"),
    "half-width": lambda rows, rng: changed(
        rows, lambda b: replace(b, text=b.text.translate(str.maketrans("（）：，", "():,")))
    ),
    "labels spaced": lambda rows, rng: changed(
        rows, lambda b: replace(b, text=spaced(b.text, rng.choice((" ", "　", "\u00a0", "")))), "label", "head", "group"
    ),
    "labels rotated": lambda rows, rng: changed(rows, lambda b: replace(b, text="\n".join(b.text)), "group", "head"),
    "labels cut over lines": lambda rows, rng: changed(
        rows,
        lambda b: replace(b, text=b.text[: len(b.text) // 2] + "\n" + b.text[len(b.text) // 2 :]),
        "label",
        "head",
        "group",
    ),
    "Traditional script": lambda rows, rng: changed(rows, lambda b: replace(b, text=TRADITIONAL.convert(b.text))),
    "full-width digits": lambda rows, rng: changed(rows, lambda b: replace(b, text=full_width(b.text)), "value"),
    "digits grouped": lambda rows, rng: changed(
        rows, lambda b: replace(b, text=f"{int(b.text):,}" if b.text.isdigit() else b.text), "value"
    ),
    "units in cells": lambda rows, rng: (
        rows
        if any("采购" in box.text or "收费" in box.text for row in rows for box in row)
        else changed(
            rows,
            lambda b: replace(b, text=b.text + "件" if b.text.isdigit() and rng.random() < 0.3 else b.text),
            "value",
        )
    ),
    "remarks in cells": lambda rows, rng: changed(
        rows,
        lambda b: replace(b, text=b.text + "（其中上年1件）" if b.text.isdigit() and rng.random() < 0.3 else b.text),
        "value",
    ),
    "zeros as 无": lambda rows, rng: changed(
        rows, lambda b: replace(b, text="无" if b.text == "0" else b.text), "value"
    ),
    "blank cells under merged ones": lambda rows, rng: unmerged(rows, repeat=False),
    "merged cells repeated": lambda rows, rng: unmerged(rows, repeat=True),
    "blank rows between": lambda rows, rng: (
        rows
        if any(box.down > 1 for row in rows for box in row)
        else [printed for row in rows for printed in ([row] if rng.random() < 0.7 else [row, [Box("")]])]
    ),
}


def unmerged(rows: Rows, *, repeat: bool) -> Rows:
    """The grid with every merged cell split: its text in the first place, and in the others again or nothing."""
    table = made.block(rows)
    grid: Rows = [[Box("", role="gap")] * table.width for _ in range(table.height)]
    roles = [box.role for row in rows for box in row]
    for cell, role in zip(table.cells, roles, strict=True):
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                first = (row, column) == (cell.row, cell.column)
                grid[row][column] = Box(cell.text if first or repeat else "", role=role)
    return grid


def report(rng: random.Random, form: str) -> tuple[list[Rows], dict[Key, int | None]]:
    subjects, truth = made.subject_tables(rng, form=form)
    applications, more = made.application_rows(rng, form=form, total=rng.choice(("last", "last", "first", "none")))
    cases, rest = made.case_rows(rng)
    return [*subjects, applications, cases], {**truth, **more, **rest}


@pytest.mark.parametrize("way", HARMLESS)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_figure_is_read_however_the_table_is_printed(way: str, form: str) -> None:
    for seed in range(4):
        rng = random.Random(f"{way}/{form}/{seed}")
        tables, truth = report(rng, form)
        if way == "merged cells repeated":
            tables = tables[:-1]
            truth = {key: value for key, value in truth.items() if not key[0].startswith(("review", "litigation"))}
        reading, _ = made.read([made.block(HARMLESS[way](rows, rng)) for rows in tables])
        assert faults(reading, truth) == []
        assert missing(reading, truth) == []
        assert reading.form == form


def test_blank_cells_and_dashes_give_no_figure() -> None:
    for seed in SEEDS:
        rng = random.Random(seed)
        tables, truth = report(rng, rng.choice(("2019", "2021")))
        dashes = ("", "/", "—", "－", "-", "——", "\u00a0")
        blanked = [with_blank_values(rows, rng, dashes) for rows in tables]
        expected = without_torn(tables, truth, blanked)
        reading, _ = made.read([made.block(rows) for rows in blanked])
        assert faults(reading, expected) == []
        # Where the total alone is blank, and what stands left of it may be the total, a row may lack a cell.
        doubtful = {(f.code, f.applicant, f.period) for f in reading.figures if "out of place" in (f.doubt or "")}
        assert set(missing(reading, expected)) <= doubtful


def with_blank_values(rows: Rows, rng: random.Random, blanks: Sequence[str]) -> Rows:
    return changed(rows, lambda b: replace(b, text=rng.choice(blanks)) if rng.random() < 0.25 else b, "value")


Damage = Callable[[Rows, random.Random], Rows]


def lost_cell(rows: Rows, rng: random.Random) -> Rows:
    row = rng.choice([row for row in rows if any(box.role == "value" for box in row)])
    at = rng.choice([index for index, box in enumerate(row) if box.role == "value"])
    return [r if r is not row else [*r[:at], *r[at + 1 :]] for r in rows]


def stray_cell(rows: Rows, rng: random.Random) -> Rows:
    row = rng.choice([row for row in rows if any(box.role == "value" for box in row)])
    at = rng.choice([index for index, box in enumerate(row) if box.role == "value"])
    return [r if r is not row else [*r[:at], Box("5"), *r[at:]] for r in rows]


def lost_characters(rows: Rows, rng: random.Random) -> Rows:
    def damaged(box: Box) -> Box:
        text = box.text
        for _ in range(rng.randint(1, 3)):
            if len(text) > 1 and rng.random() < 0.5:
                at = rng.randrange(len(text))
                text = text[:at] + text[at + 1 :]
        return replace(box, text=text)

    return changed(rows, damaged, "label", "head", "group", "item")


def wrong_characters(rows: Rows, rng: random.Random) -> Rows:
    def damaged(box: Box) -> Box:
        if rng.random() < 0.4 and box.text:
            at = rng.randrange(len(box.text))
            return replace(box, text=box.text[:at] + rng.choice("口公开不予己巳未末O0") + box.text[at + 1 :])
        return box

    return changed(rows, damaged, "label", "head", "group", "item")


def lost_row(rows: Rows, rng: random.Random) -> Rows:
    at = rng.randrange(len(rows))
    return [row for index, row in enumerate(rows) if index != at]


def lost_label(rows: Rows, rng: random.Random) -> Rows:
    row = rng.choice([row for row in rows if any(box.role == "label" for box in row)] or rows)
    return [[replace(b, text="") if b.role == "label" and r is row else b for b in r] for r in rows]


def crooked_spans(rows: Rows, rng: random.Random) -> Rows:
    return changed(
        rows,
        lambda b: replace(
            b,
            across=max(1, b.across + rng.choice((-1, 0, 0, 0, 1))),
            down=max(1, b.down + rng.choice((-1, 0, 0, 0, 0, 1))),
        ),
    )


def torn_values(rows: Rows, rng: random.Random) -> Rows:
    return changed(
        rows,
        lambda b: (
            replace(b, text=rng.choice(("1 2", "见附件", "3、5", "约10", "2018年", "5%", "O", "1-3", "12,3")))
            if rng.random() < 0.1
            else b
        ),
        "value",
    )


def swapped_heads(rows: Rows, rng: random.Random) -> Rows:
    return changed(rows, lambda b: replace(b, text="") if rng.random() < 0.15 else b, "head")


DAMAGE: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        lost_cell,
        stray_cell,
        lost_characters,
        wrong_characters,
        lost_row,
        lost_label,
        crooked_spans,
        torn_values,
        swapped_heads,
    )
}


def without_torn(tables: list[Rows], truth: dict[Key, int | None], damaged: list[Rows]) -> dict[Key, int | None]:
    """The truth of what is still printed whole: a value that was torn is no figure."""
    printed: dict[Key, int | None] = {}
    values = [box.text for rows in tables for row in rows for box in row if box.role == "value"]
    now = [box.text for rows in damaged for row in rows for box in row if box.role == "value"]
    if len(values) != len(now):
        return dict(truth)
    for (key, value), before, after in zip(truth.items(), values, now, strict=True):
        printed[key] = value if before == after else None
    return printed


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_table_gives_right_figures_or_none(name: str) -> None:
    for seed in SEEDS:
        rng = random.Random(f"{name}/{seed}")
        tables, truth = report(rng, rng.choice(("2019", "2021")))
        damaged = [DAMAGE[name](rows, rng) for rows in tables]
        expected = without_torn(tables, truth, damaged) if name == "torn_values" else truth
        for blocks in (as_grids(damaged), one_cell_a_line(damaged), as_bars(damaged), as_tabs(damaged)):
            reading, _ = made.read(blocks)
            assert faults(reading, expected) == [], (name, seed)


def as_grids(tables: list[Rows]) -> list[Block]:
    return [made.block(rows) for rows in tables]


def one_cell_a_line(tables: list[Rows]) -> list[Block]:
    return list(made.lines([box.text for rows in tables for row in rows for box in row]))


def cells_ending_in_a_bar(tables: list[Rows]) -> list[Block]:
    return list(made.lines([f"{box.text} |" for rows in tables for row in rows for box in row]))


def as_bars(tables: list[Rows]) -> list[Block]:
    return list(
        made.lines(["| " + " | ".join(box.text for box in row) + " |" for rows in tables for row in rows if row])
    )


def as_tabs(tables: list[Rows]) -> list[Block]:
    return list(made.lines(["\t".join(box.text for box in row) for rows in tables for row in rows]))


def with_blanks(tables: list[Rows]) -> list[Block]:
    return list(made.lines([" ".join(box.text for box in row) for rows in tables for row in rows]))


FLATTENED = {f.__name__: f for f in (one_cell_a_line, cells_ending_in_a_bar, as_bars, as_tabs, with_blanks)}


@pytest.mark.parametrize("way", FLATTENED)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_flattened_table_gives_every_figure(way: str, form: str) -> None:
    for seed in range(6):
        rng = random.Random(f"{way}/{form}/{seed}")
        tables, truth = report(rng, form)
        reading, laid_out = made.read(FLATTENED[way](tables))
        assert faults(reading, truth) == []
        assert missing(reading, truth) == []
        assert all(laid_out.flattened)


@pytest.mark.parametrize("way", FLATTENED)
def test_a_flattened_table_with_blank_cells_gives_right_figures_or_none(way: str) -> None:
    for seed in SEEDS:
        rng = random.Random(f"{way}/{seed}")
        tables, truth = report(rng, rng.choice(("2019", "2021")))
        blanked = [with_blank_values(rows, rng, ("",)) for rows in tables]
        reading, _ = made.read(FLATTENED[way](blanked))
        assert faults(reading, without_torn(tables, truth, blanked)) == [], seed


def test_a_row_whose_values_stand_apart_from_its_label_is_one_that_sums_may_lack() -> None:
    rows, _ = made.application_rows(random.Random(7), form="2021")
    at = next(index for index, row in enumerate(rows) if row[0].text.startswith("（二）部分公开"))
    label, *values = rows[at]
    group = rows[at - 1]
    rows[at - 1] = [replace(group[0], down=group[0].down + 1), *group[1:]]
    apart = [[label, *(Box("") for _ in values)], [Box("", across=2), *values]]
    for torn in (apart, apart[::-1]):
        reading, _ = made.read([made.block([*rows[:at], *torn, *rows[at + 1 :]])])
        assert "applications.outcome.granted_partly" in reading.lost
    whole, _ = made.read([made.block(rows[:])])
    assert "applications.outcome.granted" not in whole.lost
