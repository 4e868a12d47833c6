"""The tables of the 2019 and 2021 forms as rows of cells with spans, labels as the notices print them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.odd_pages.facts import CASES, GROUPS, Facts


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    figure: bool = False


Grid = list[list[Cell]]
Shown = Callable[[int | float], str]


def plain(value: int | float) -> str:
    return f"{value:g}" if isinstance(value, int) else f"{value:.2f}"


def signed(value: int | float) -> str:
    return f"+{value}" if value > 0 else str(value)


def second(facts: Facts, show: Shown = plain) -> Grid:
    """主动公开政府信息情况: four bands of their own columns (five in 2019)."""

    def figure(code: str, columns: int = 1) -> Cell:
        value = facts.values[(code, "all")]
        return Cell(signed(value) if code.endswith("change") else show(value), columns=columns, figure=True)

    def band(number: str, heads: list[str], rows: list[tuple[str, list[str]]], width: int) -> Grid:
        made: Grid = [[Cell(f"第二十条第（{number}）项", columns=width, head=True)]]
        spread = width - len(heads)
        made.append([*(Cell(head, head=True) for head in heads[:-1]), Cell(heads[-1], columns=spread + 1, head=True)])
        for label, codes in rows:
            made.append(
                [Cell(label), *(figure(code) for code in codes[:-1]), figure(codes[-1], spread + 1)],
            )
        return made

    if facts.form == "2021":
        three = ("made", "repealed", "in_force")
        return [
            *band(
                "一",
                ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
                [
                    ("规章", [f"regulations.{each}" for each in three]),
                    ("行政规范性文件", [f"normative_documents.{each}" for each in three]),
                ],
                4,
            ),
            *band("五", ["信息内容", "本年处理决定数量"], [("行政许可", ["permits.decisions"])], 4),
            *band(
                "六",
                ["信息内容", "本年处理决定数量"],
                [("行政处罚", ["penalties.decisions"]), ("行政强制", ["coercion.decisions"])],
                4,
            ),
            *band("八", ["信息内容", "本年收费金额（单位：万元）"], [("行政事业性收费", ["fees.amount"])], 4),
        ]
    three = ("created", "disclosed", "disclosed_total")
    change = ("items_last_year", "items_change", "decisions")
    heads = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    return [
        *band(
            "一",
            ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
            [
                ("规章", [f"regulations.{each}" for each in three]),
                ("规范性文件", [f"normative_documents.{each}" for each in three]),
            ],
            4,
        ),
        *band(
            "五",
            heads,
            [
                ("行政许可", [f"permits.{each}" for each in change]),
                ("其他对外管理服务事项", [f"other_services.{each}" for each in change]),
            ],
            4,
        ),
        *band(
            "六",
            heads,
            [
                ("行政处罚", [f"penalties.{each}" for each in change]),
                ("行政强制", [f"coercion.{each}" for each in change]),
            ],
            4,
        ),
        *band(
            "八",
            ["信息内容", "上一年项目数量", "本年增/减"],
            [("行政事业性收费", ["fees.items_last_year", "fees.items_change"])],
            4,
        ),
        *band(
            "九",
            ["信息内容", "采购项目数量", "采购总金额"],
            [("政府集中采购", ["procurement.projects", "procurement.amount"])],
            4,
        ),
    ]


CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
LABELS = {
    "refused": (
        "（三）不予公开",
        [
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ],
    ),
    "unable": (
        "（四）无法提供",
        ["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"],
    ),
    "not_processed": (
        "（五）不予处理",
        [
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ],
    ),
    "other": (
        "（六）其他处理",
        [
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ],
    ),
}
GRANTED = "（一）予以公开"
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
FIRST, SECOND, THIRD, FOURTH = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果",
    "四、结转下年度继续办理",
)


def third_head() -> Grid:
    return [
        [Cell(CORNER, 3, 3, head=True), Cell("申请人情况", columns=7, head=True)],
        [
            Cell("自然人", 2, head=True),
            Cell("法人或其他组织", columns=5, head=True),
            Cell("总计", 2, head=True),
        ],
        [Cell(name, head=True) for name in APPLICANTS[1:6]],
    ]


def third_rows(facts: Facts) -> list[tuple[tuple[str, ...], str]]:
    """Each row's label path and code, in the order of the form."""
    made: list[tuple[tuple[str, ...], str]] = [
        ((FIRST,), "applications.received"),
        ((SECOND,), "applications.carried_in"),
        ((THIRD, GRANTED), "applications.outcome.granted"),
        ((THIRD, PARTLY), "applications.outcome.granted_partly"),
    ]
    codes = iter(facts.outcomes[2:])
    for group, (label, parts) in LABELS.items():
        if group == "other" and facts.form == "2019":
            made.append(((THIRD, label), f"applications.outcome.{next(codes)}"))
        else:
            made += [((THIRD, label, part), f"applications.outcome.{next(codes)}") for part in parts]
    made.append(((THIRD, "（七）总计"), "applications.answered"))
    made.append(((FOURTH,), "applications.carried_out"))
    return made


def third(facts: Facts, show: Shown = plain) -> Grid:
    """收到和处理政府信息公开申请情况, with the merged labels of the official form."""
    grid = third_head()
    rows = third_rows(facts)
    seen: set[tuple[str, ...]] = set()
    for path, code in rows:
        line: list[Cell] = []
        for depth in range(len(path)):
            prefix = path[: depth + 1]
            if prefix in seen:
                continue
            seen.add(prefix)
            height = sum(1 for other, _ in rows if other[: depth + 1] == prefix)
            line.append(Cell(path[depth], height, 1 if depth < len(path) - 1 else 3 - depth))
        line += [Cell(show(value), figure=True) for value in facts.row(code)]
        grid.append(line)
    return grid


CASE_NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def fourth(facts: Facts, show: Shown = plain) -> Grid:
    """行政复议、行政诉讼情况: fifteen figures in one row."""
    return [
        [Cell("行政复议", columns=5, head=True), Cell("行政诉讼", columns=10, head=True)],
        [
            *(Cell(name, 2, head=True) for name in CASE_NAMES),
            Cell("未经复议直接起诉", columns=5, head=True),
            Cell("复议后起诉", columns=5, head=True),
        ],
        [Cell(name, head=True) for _ in range(2) for name in CASE_NAMES],
        [Cell(show(facts.values[(f"{group}.{case}", "all")]), figure=True) for group in GROUPS for case in CASES],
    ]


def filled(grid: Grid) -> list[list[Cell]]:
    """The grid with each merged cell repeated wherever it covers."""
    placed: dict[tuple[int, int], Cell] = {}
    for row, cells in enumerate(grid):
        column = 0
        for cell in cells:
            while (row, column) in placed:
                column += 1
            for down in range(cell.rows):
                for across in range(cell.columns):
                    placed[(row + down, column + across)] = cell
            column += cell.columns
    width = 1 + max(column for _, column in placed)
    return [[placed.get((row, column), Cell("")) for column in range(width)] for row in range(len(grid))]


def unmerged(grid: Grid, *, repeat: bool) -> Grid:
    """The grid without spans: a merged cell's text in its first place only, or `repeat`ed in all."""
    made: Grid = []
    seen: set[int] = set()
    for row in filled(grid):
        line = []
        for cell in row:
            first = id(cell) not in seen
            seen.add(id(cell))
            line.append(replace(cell, rows=1, columns=1, text=cell.text if first or repeat else ""))
        made.append(line)
    return made


def transposed(grid: Grid) -> Grid:
    """Rows for columns, spans turned with them."""
    full = filled(grid)
    seen: set[int] = set()
    made: Grid = []
    for column in range(len(full[0])):
        line = []
        for row in range(len(full)):
            cell = full[row][column]
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            line.append(replace(cell, rows=cell.columns, columns=cell.rows))
        made.append(line)
    return made
