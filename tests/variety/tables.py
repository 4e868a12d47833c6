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
    """A cell once; `header` is a head's, `hidden` one that its page does not show."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    hidden: bool = False


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
        self.unit_in_cell = draw() < 0.05
        self.footnote = draw() < 0.04
        self.heads = draw() < 0.2
        self.extra_column = draw() < 0.08
        self.no_total = draw() < 0.06
        self.rows_deleted = draw() < 0.06
        self.empty_rows = draw() < 0.08
        self.units_row = draw() < 0.06
        self.short_head = draw() < 0.06
        self.hidden_column = draw() < 0.05
        self.row_label_repeated = draw() < 0.08
        self.labels_unmerged = draw() < 0.06
        self.last_year = draw() < 0.06
        self.transposed = draw() < 0.08
        self.cases_apart = draw() < 0.08
        self.notes = draw() < 0.1
        self.reordered = draw() < 0.04
        for habit in (
            "unit_in_cell",
            "footnote",
            "heads",
            "extra_column",
            "no_total",
            "rows_deleted",
            "empty_rows",
            "units_row",
            "short_head",
            "hidden_column",
            "row_label_repeated",
            "labels_unmerged",
            "last_year",
            "transposed",
            "cases_apart",
            "notes",
            "reordered",
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
            self.truth.blank.add(key)
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
        elif self.unit_in_cell and "amount" not in code and not change and self.rng.random() < 0.5:
            text = f"{text}{'项' if 'items' in code and 'proactive' not in code else '件'}"
        elif self.footnote and value > 3 and self.rng.random() < 0.15 and "amount" not in code:
            text = f"{text}{self.rng.choice('①②③')}"
        return text

    def fake(self) -> str:
        """A number of another year's table."""
        return str(self.rng.randint(0, 900))


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
    *,
    fake: bool = False,
) -> Grid:
    """The table of applications; `fake` fills it with another year's numbers, which the truth does not hold."""
    columns = [*wording.APPLICANTS, *([] if typist.no_total else [("all", "总计")])]
    if typist.reordered:
        columns = [*columns[1:], columns[0]] if typist.no_total else [columns[-1], *columns[:-1]]
    head = typist.heads
    label_width = 2 if typist.short_head else 3
    inner = len(columns) - (1 if typist.no_total else 2)
    organisations = [c for c in columns if c[0] not in ("natural_person", "all")]
    first: list[GridCell] = [
        GridCell(typist.label(wording.CORNER), label_width, 3, head),
        GridCell("申请人情况", len(columns), 1, head),
    ]
    second, placed = [], False
    for name, label in columns:
        if name in ("natural_person", "all"):
            second.append(GridCell(typist.label(label), 1, 2, head))
        elif not placed:
            second.append(GridCell("法人或其他组织", inner, 1, head))
            placed = True
    third = [GridCell(typist.label(name), header=head) for _, name in organisations]
    if typist.extra_column:
        first.append(GridCell("备注", 1, 3, head))
    grid: Grid = [first, second, third]

    def figures(code: str) -> list[GridCell]:
        cells = [
            GridCell(typist.fake() if fake else typist.figure(code, values[(code, applicant)], applicant))
            for applicant, _ in columns
        ]
        if typist.extra_column:
            cells.append(GridCell(typist.rng.choice(("", "", "", "含补正", "/"))))
        if typist.hidden_column:
            cells.append(GridCell(str(typist.rng.randint(1, 99)), hidden=True))
        return cells

    if typist.units_row:
        grid.append([GridCell("计量单位", 3), *(GridCell("件") for _ in columns)])
        if typist.extra_column:
            grid[-1].append(GridCell(""))
    for code, label in (wording.RECEIVED, wording.CARRIED_IN):
        grid.append([GridCell(typist.label(label), 3), *figures(code)])
    body: Grid = []
    for group, rows in groups:
        kept = [
            (code, label)
            for code, label in rows
            if not (
                typist.rows_deleted
                and len(rows) > 1
                and typist.rng.random() < 0.5
                and all(values[(code, a)] == 0 for a, _ in [*wording.APPLICANTS, ("all", "")])
            )
        ]
        for position, (code, label) in enumerate(kept):
            row = []
            if not label:
                row.append(GridCell(typist.label(group), 2))
            else:
                if typist.row_label_repeated:
                    row.append(GridCell(typist.label(group)))
                elif typist.labels_unmerged:
                    row.append(GridCell(typist.label(group) if position == 0 else ""))
                elif position == 0:
                    row.append(GridCell(typist.label(group), 1, len(kept)))
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
    if typist.empty_rows:
        grid.append([GridCell("") for _ in range(3 + len(columns))])
    if typist.notes:
        grid.append([GridCell("注：以上数据统计截止时间为12月31日，共涉及25个部门。", 3 + len(columns))])
    return grid


def vertical(text: str, typist: Typist) -> str:
    return "\n".join(text) if typist.rng.random() < 0.2 else typist.label(text)


def case_figure(typist: Typist, values: Values, code: str) -> GridCell:
    return GridCell(typist.figure(code, values[(code, "all")]))


def cases(typist: Typist, values: Values) -> list[Grid]:
    """Review and litigation: one table of one row, two tables, or a row for each kind of case."""
    names = [typist.label(name) for _, name in wording.CASE_COLUMNS]
    head = typist.heads
    suffixes = [suffix for suffix, _ in wording.CASE_COLUMNS]
    if typist.transposed:
        grid: Grid = [[GridCell("案件类别", 2, 1, head), *(GridCell(n, header=head) for n in names)]]
        grid.append([GridCell("行政复议", 2), *(case_figure(typist, values, f"review.{s}") for s in suffixes)])
        for position, (block, label) in enumerate(wording.CASE_BLOCKS[1:]):
            row = [GridCell("行政诉讼", 1, 2)] if position == 0 else []
            row += [GridCell(label), *(case_figure(typist, values, f"{block}.{s}") for s in suffixes)]
            grid.append(row)
        return [grid]
    if typist.cases_apart:
        review: Grid = [
            [GridCell("行政复议", 5, 1, head)],
            [GridCell(n, header=head) for n in names],
            [case_figure(typist, values, f"review.{s}") for s in suffixes],
        ]
        litigation: Grid = [
            [GridCell("行政诉讼", 10, 1, head)],
            [GridCell("未经复议直接起诉", 5, 1, head), GridCell("复议后起诉", 5, 1, head)],
            [GridCell(n, header=head) for n in (*names, *names)],
            [case_figure(typist, values, f"{b}.{s}") for b, _ in wording.CASE_BLOCKS[1:] for s in suffixes],
        ]
        return [review, litigation]
    return [
        [
            [GridCell("行政复议", 5, 1, head), GridCell("行政诉讼", 10, 1, head)],
            [
                *(GridCell(name, 1, 2, head) for name in names),
                GridCell("未经复议直接起诉", 5, 1, head),
                GridCell("复议后起诉", 5, 1, head),
            ],
            [GridCell(name, header=head) for name in (*names, *names)],
            [case_figure(typist, values, f"{block}.{s}") for block, _ in wording.CASE_BLOCKS for s in suffixes],
        ]
    ]


def statistics_2014(typist: Typist, values: Values, before: Values) -> Grid:
    """The statistics form in the manners of provinces: one set of columns or two side by side, with numbers or without."""
    rng = typist.rng
    heads = rng.choice(
        (
            ("统计指标", "单位", "统计数"),
            ("指标名称", "计量单位", "数量"),
            ("指  标", "单位", f"{typist.truth.year}年"),
            ("统计指标", "单位", "本年数", "历年累计"),
            ("序号", "统计指标", "单位", "统计数"),
            ("统计指标", "单位", "统计数", "备注"),
        )
    )
    rows: Grid = []
    for position, (label, unit, code) in enumerate(wording.STATISTICS_2014):
        number = "" if code is None else typist.figure(code, values[(code, "all")])
        cells = []
        for name in heads:
            if name == "序号":
                cells.append(str(position + 1))
            elif name == "历年累计":
                cells.append(cumulative(typist, code, values, before))
            elif name == "备注":
                cells.append("")
            elif name in ("单位", "计量单位"):
                cells.append(unit)
            elif name in ("统计指标", "指标名称", "指  标"):
                cells.append(typist.label(label))
            else:
                cells.append(number)
        rows.append([GridCell(c) for c in cells])
    head_row = [GridCell(h, header=typist.heads) for h in heads]
    if rng.random() < 0.15:
        typist.truth.irregularities.append("side_by_side")
        half = (len(rows) + 1) // 2
        blank = [GridCell("") for _ in heads]
        return [
            [*head_row, *(GridCell(h, header=typist.heads) for h in heads)],
            *([*left, *right] for left, right in zip(rows[:half], [*rows[half:], blank], strict=False)),
        ]
    if rng.random() < 0.3:
        rows.append(
            [GridCell("单位负责人：张三　　审核人：李四　　填报人：王五　　联系电话：0830-3112345", len(heads))]
        )
    return [head_row, *rows]


def cumulative(typist: Typist, code: str | None, values: Values, before: Values) -> str:
    """A cell of all years so far; only the figures that the dictionary keeps for all years are in the truth."""
    if code is None:
        return ""
    value = values[(code, "all")] + before[(code, "all")]
    if code in wording.CUMULATIVE:
        typist.truth.state(code, value, period="cumulative")
    return f"{value:f}"


def provincial_annex(typist: Typist, values: Values, before: Values) -> Grid:
    """The tables that provinces used before 2014: a figure of the year and one of all years so far."""
    rng = typist.rng
    heads = rng.choice(
        (
            ("指 标 名 称", "单位", f"{typist.truth.year}年", "历年累计"),
            ("指标名称", "计量单位", "当年数", "历年累计数"),
            ("指标名称", "计量单位", "本年度", "累计"),
            ("指  标", "单位", "数量"),
        )
    )
    grid: Grid = [[GridCell(h, header=typist.heads) for h in heads]]
    for labels, unit, code in wording.PROVINCIAL:
        cells = [typist.label(rng.choice(labels)), unit, typist.figure(code, values[(code, "all")])]
        if len(heads) == 4:
            cells.append(cumulative(typist, code, values, before))
        grid.append([GridCell(c) for c in cells])
    return grid


def plant_fault(truth: Truth, values: Values, rng: random.Random, codes: list[tuple[str, str]]) -> None:
    """Change one total so that it no longer agrees with its parts, and say so in the truth."""
    code, applicant = rng.choice(codes)
    values[(code, applicant)] += rng.choice((1, 2, 7, 10))
    truth.faults.append(frozenset({code}))
    truth.irregularities.append(f"fault:{code}@{applicant}")
