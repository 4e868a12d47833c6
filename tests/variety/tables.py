"""A form's tables as grids of cells, with the irregularities that real reports show.

A grid is rows of `GridCell`; a cell stands once, with its spans, as a typesetter would write it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from tests.variety import wording
from tests.variety.sampling import Values
from tests.variety.truth import Truth


@dataclass
class GridCell:
    text: str
    colspan: int = 1
    rowspan: int = 1


Grid = list[list[GridCell]]
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


class Typist:
    """Types labels and figures the way one office does, and tells the truth what can still be read.

    The habits are drawn once a report: an office is consistent in most of its oddities.
    """

    def __init__(self, truth: Truth, rng: random.Random) -> None:
        self.truth, self.rng = truth, rng
        draw = rng.random
        self.blank_zero = draw() < 0.15
        self.dash_zero = None if draw() > 0.1 else rng.choice(("/", "—", "-", "－", "——"))
        self.full_width = draw() < 0.08
        self.thousands = draw() < 0.12
        self.number_mark = rng.choice((".", ".", ".", "、", "．", ". "))
        self.half_width = draw() < 0.15
        self.spaced = draw() < 0.08
        self.broken_labels = draw() < 0.2
        self.remark = draw() < 0.06
        self.plus = draw() < 0.5
        self.words_for_change = draw() < 0.08
        self.damage = draw() < 0.06
        for habit in (
            "blank_zero",
            "dash_zero",
            "full_width",
            "thousands",
            "half_width",
            "spaced",
            "broken_labels",
            "remark",
            "damage",
        ):
            if getattr(self, habit):
                truth.irregularities.append(habit)

    def label(self, text: str) -> str:
        if len(text) > 2 and text[0].isdigit() and text[1] == ".":
            text = f"{text[0]}{self.number_mark}{text[2:]}"
        if self.half_width:
            text = text.translate(str.maketrans("（），：", "(),:"))
        if self.spaced and 1 < len(text) <= 6:
            text = (" " if self.rng.random() < 0.5 else "\u3000").join(text)
        if self.broken_labels and len(text) > 5 and self.rng.random() < 0.5:
            cut = self.rng.randint(2, len(text) - 2)
            text = f"{text[:cut]}\n{text[cut:]}"
        if self.damage and len(text) > 11 and text[0].isdigit():
            cut = self.rng.randint(6, len(text) - 3)
            text = text[:cut] + text[cut + 2 :]
        return text

    def figure(self, code: str, value: Decimal, applicant: str = "all") -> str:
        """The cell's text; records in the truth what it states, or nothing where it stays blank."""
        key = (code, applicant, "year")
        change = code.endswith("items_change")
        if value == 0 and (self.blank_zero or self.dash_zero) and self.rng.random() < 0.85:
            return "" if self.blank_zero else str(self.dash_zero)
        self.truth.figures[key] = value
        text = f"{abs(value):,f}" if self.thousands else f"{abs(value):f}"
        if code == "procurement.amount":
            text = self.rng.choice(
                (
                    f"{value:f}万元",
                    f"{(value * 10000).normalize():f}元",
                    f"{value:f} 万元",
                )
            )
        if self.full_width:
            text = text.translate(FULL_WIDTH)
        if change and value < 0:
            text = (
                self.rng.choice(("减", "减少")) if self.words_for_change else self.rng.choice(("-", "-", "－"))
            ) + text
        elif change and value > 0 and (self.plus or self.words_for_change):
            text = (self.rng.choice(("增", "增加")) if self.words_for_change else "+") + text
        elif self.remark and value > 5 and self.rng.random() < 0.2 and "amount" not in code:
            text = f"{text}（其中转办{self.rng.randint(1, 4)}件）"
        return text


def article20(typist: Typist, values: Values, form: str) -> list[Grid]:
    """The sub tables, joined into one grid or each by itself."""
    tables = wording.ARTICLE20_2021 if form == "2021" else wording.ARTICLE20_2019
    width = 4
    grids: list[Grid] = []
    for heading, columns, rows in tables:
        grid: Grid = [
            [GridCell(typist.label(heading), width)],
            spread([typist.label(c) for c in columns], width, typist),
        ]
        for label, codes in rows:
            cells = [
                typist.label(label),
                *(typist.figure(code, values[(code, "all")]) for code in codes),
            ]
            grid.append(spread(cells, width, typist))
        grids.append(grid)
    if typist.rng.random() < 0.7:
        return [[row for grid in grids for row in grid]]
    return grids


def spread(texts: list[str], width: int, typist: Typist) -> list[GridCell]:
    """Few cells over a wider grid: the spare columns go to the last cells, or anywhere, as Word tables do."""
    spans = [1] * len(texts)
    for _ in range(width - len(texts)):
        spans[-1 if typist.rng.random() < 0.7 else typist.rng.randrange(len(texts))] += 1
    return [GridCell(text, span) for text, span in zip(texts, spans, strict=True)]


def applications(
    typist: Typist,
    values: Values,
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...],
) -> Grid:
    columns = [*wording.APPLICANTS, ("all", "总计")]
    grid: Grid = [
        [GridCell(typist.label(wording.CORNER), 3, 3), GridCell("申请人情况", 7)],
        [
            GridCell(typist.label("自然人"), 1, 2),
            GridCell("法人或其他组织", 5),
            GridCell(typist.label("总计"), 1, 2),
        ],
        [GridCell(typist.label(name)) for _, name in wording.APPLICANTS[1:]],
    ]

    def figures(code: str) -> list[GridCell]:
        return [GridCell(typist.figure(code, values[(code, applicant)], applicant)) for applicant, _ in columns]

    for code, label in (wording.RECEIVED, wording.CARRIED_IN):
        grid.append([GridCell(typist.label(label), 3), *figures(code)])
    body: Grid = []
    for group, rows in groups:
        for position, (code, label) in enumerate(rows):
            row = []
            if not label:
                row.append(GridCell(typist.label(group), 2))
            else:
                if position == 0:
                    row.append(GridCell(typist.label(group), 1, len(rows)))
                row.append(GridCell(typist.label(label)))
            body.append([*row, *figures(code)])
    body.append([GridCell(typist.label(wording.ANSWERED[1]), 2), *figures(wording.ANSWERED[0])])
    body[0].insert(0, GridCell(vertical(wording.RESULTS, typist), 1, len(body)))
    grid.extend(body)
    grid.append(
        [
            GridCell(typist.label(wording.CARRIED_OUT[1]), 3),
            *figures(wording.CARRIED_OUT[0]),
        ]
    )
    return grid


def vertical(text: str, typist: Typist) -> str:
    return "\n".join(text) if typist.rng.random() < 0.2 else typist.label(text)


def cases(typist: Typist, values: Values) -> Grid:
    names = [typist.label(name) for _, name in wording.CASE_COLUMNS]
    return [
        [GridCell("行政复议", 5), GridCell("行政诉讼", 10)],
        [
            *(GridCell(name, 1, 2) for name in names),
            GridCell("未经复议直接起诉", 5),
            GridCell("复议后起诉", 5),
        ],
        [GridCell(name) for name in (*names, *names)],
        [
            GridCell(typist.figure(f"{block}.{suffix}", values[(f"{block}.{suffix}", "all")]))
            for block, _ in wording.CASE_BLOCKS
            for suffix, _ in wording.CASE_COLUMNS
        ],
    ]


def statistics_2014(typist: Typist, values: Values) -> Grid:
    grid: Grid = [[GridCell("统计指标"), GridCell("单位"), GridCell("统计数")]]
    for label, unit, code in wording.STATISTICS_2014:
        number = "" if code is None else typist.figure(code, values[(code, "all")])
        grid.append([GridCell(typist.label(label)), GridCell(unit), GridCell(number)])
    return grid


def plant_fault(truth: Truth, values: Values, rng: random.Random, codes: list[tuple[str, str]]) -> None:
    """Change one total so that it no longer agrees with its parts, and say so in the truth."""
    code, applicant = rng.choice(codes)
    values[(code, applicant)] += rng.choice((1, 2, 7, 10))
    truth.faults.append(frozenset({code}))
    truth.irregularities.append(f"fault:{code}@{applicant}")
