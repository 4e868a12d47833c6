"""Tables of the forms made up for the tests: their labels typed here once more, their figures drawn by seed.

A table is a list of rows of `Box`es (text, columns and rows covered), so that every irregularity is a change of that list.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.blocks import Article, Block, Cell, Paragraph, Place, TableBlock
from pipelines.parsing.figures import LaidOut, TableReading
from pipelines.parsing.flattened import recover_tables
from pipelines.parsing.forms import read_tables
from pipelines.parsing.layout import lay_out

Key = tuple[str, str, str]

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = (
    ("自然人", "natural_person"),
    ("商业企业", "enterprise"),
    ("科研机构", "research_institute"),
    ("社会公益组织", "public_interest_org"),
    ("法律服务机构", "legal_service_org"),
    ("其他", "other_org"),
    ("总计", "all"),
)
GROUPS = (
    (
        "（三）不予公开",
        "refused",
        (
            ("属于国家秘密", "state_secret"),
            ("其他法律行政法规禁止公开", "prohibited_by_law"),
            ("危及“三安全一稳定”", "security_and_stability"),
            ("保护第三方合法权益", "third_party_rights"),
            ("属于三类内部事务信息", "internal_affairs"),
            ("属于四类过程性信息", "process_information"),
            ("属于行政执法案卷", "enforcement_file"),
            ("属于行政查询事项", "administrative_query"),
        ),
    ),
    (
        "（四）无法提供",
        "unable",
        (
            ("本机关不掌握相关政府信息", "not_held"),
            ("没有现成信息需要另行制作", "needs_creation"),
            ("补正后申请内容仍不明确", "unclear_after_correction"),
        ),
    ),
    (
        "（五）不予处理",
        "not_processed",
        (
            ("信访举报投诉类申请", "petition"),
            ("重复申请", "repeat"),
            ("要求提供公开出版物", "publication"),
            ("无正当理由大量反复申请", "excessive"),
            ("要求行政机关确认或重新出具已获取信息", "confirmation"),
        ),
    ),
    (
        "（六）其他处理",
        "other",
        (
            ("申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "correction_overdue"),
            ("申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "fee_overdue"),
            ("其他", "remaining"),
        ),
    ),
)
RESULTS = (
    ("结果维持", "upheld"),
    ("结果纠正", "corrected"),
    ("其他结果", "other"),
    ("尚未审结", "pending"),
    ("总计", "total"),
)
BLOCKS = ("review", "litigation.direct", "litigation.after_review")
SUBJECTS_2019 = (
    (
        "第二十条第（一）项",
        ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
        (("规章", "regulations"), ("规范性文件", "normative_documents")),
        ("created", "disclosed", "disclosed_total"),
    ),
    (
        "第二十条第（五）项",
        ("上一年项目数量", "本年增/减", "处理决定数量"),
        (("行政许可", "permits"), ("其他对外管理服务事项", "other_services")),
        ("items_last_year", "items_change", "decisions"),
    ),
    (
        "第二十条第（六）项",
        ("上一年项目数量", "本年增/减", "处理决定数量"),
        (("行政处罚", "penalties"), ("行政强制", "coercion")),
        ("items_last_year", "items_change", "decisions"),
    ),
    (
        "第二十条第（八）项",
        ("上一年项目数量", "本年增/减"),
        (("行政事业性收费", "fees"),),
        ("items_last_year", "items_change"),
    ),
    ("第二十条第（九）项", ("采购项目数量", "采购总金额"), (("政府集中采购", "procurement"),), ("projects", "amount")),
)
SUBJECTS_2021 = (
    (
        "第二十条第（一）项",
        ("本年制发件数", "本年废止件数", "现行有效件数"),
        (("规章", "regulations"), ("行政规范性文件", "normative_documents")),
        ("made", "repealed", "in_force"),
    ),
    ("第二十条第（五）项", ("本年处理决定数量",), (("行政许可", "permits"),), ("decisions",)),
    (
        "第二十条第（六）项",
        ("本年处理决定数量",),
        (("行政处罚", "penalties"), ("行政强制", "coercion")),
        ("decisions",),
    ),
    ("第二十条第（八）项", ("本年收费金额（单位：万元）",), (("行政事业性收费", "fees"),), ("amount",)),
)


@dataclass(frozen=True)
class Box:
    """A printed cell. `role` says what it is, so that irregularities find it: corner, head, group, label, value."""

    text: str
    across: int = 1
    down: int = 1
    role: str = "value"


Rows = list[list[Box]]


def block(rows: Sequence[Sequence[Box]]) -> TableBlock:
    """The table that a browser would make of these rows."""
    taken: set[tuple[int, int]] = set()
    cells = []
    width = 0
    for row, boxes in enumerate(rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            down = min(box.down, len(rows) - row)
            cells.append(Cell(box.text, row, column, down, box.across))
            taken.update((row + r, column + c) for r in range(down) for c in range(box.across))
            column += box.across
            width = max(width, column)
    return TableBlock(tuple(cells), len(rows), width)


def article(blocks: Sequence[Block]) -> Article:
    return Article("page", "text/html", "utf-8", "题", date(2022, 1, 30), {}, tuple(blocks))


def read(blocks: Sequence[Block], year: int = 2022) -> tuple[TableReading, LaidOut]:
    """What the blocks' tables give, as the parser reads them: recovered, laid out, read."""
    recovered = recover_tables(blocks)
    laid_out = lay_out(article(recovered))
    tables = [found for found in recovered if isinstance(found, TableBlock)]
    return read_tables(tables, laid_out, year), laid_out


def lines(texts: Sequence[str]) -> list[Paragraph]:
    """A text, a paragraph a line, as the reader of plain text gives it: blank lines are counted before what follows them."""
    made: list[Paragraph] = []
    blanks = 0
    for number, text in enumerate(texts, 1):
        if text.strip():
            made.append(Paragraph(text.strip(), place=Place(path=f"line {number}"), blanks=blanks))
        blanks = 0 if text.strip() else blanks + 1
    return made


def drawn(rng: random.Random) -> int:
    return rng.choice((0, 0, 0, 1, 2, 3, 7, 15, 40, 352, 1036, 26769))


def application_rows(rng: random.Random, *, form: str, total: str = "last") -> tuple[Rows, dict[Key, int]]:
    """The table of applications with its figures. `total` is where the column 总计 stands: first, last or nowhere."""
    columns = [column for column in APPLICANTS if column[1] != "all"]
    if total == "first":
        columns.insert(0, APPLICANTS[-1])
    elif total == "last":
        columns.append(APPLICANTS[-1])
    truth: dict[Key, int] = {}

    def values(code: str) -> list[Box]:
        boxes = []
        for _, applicant in columns:
            truth[code, applicant, "year"] = drawn(rng)
            boxes.append(Box(str(truth[code, applicant, "year"])))
        return boxes

    top = [Box(label, down=2, role="head") for label, applicant in columns if applicant in ("all", "natural_person")]
    group = Box("法人或其他组织", across=5, role="head")
    top.insert(len(top) if total != "last" else 1, group)
    rows: Rows = [
        [Box(CORNER, across=3, down=3, role="corner"), Box("申请人情况", across=len(columns), role="head")],
        top,
        [Box(label, role="head") for label, applicant in columns if applicant not in ("all", "natural_person")],
        [Box("一、本年新收政府信息公开申请数量", across=3, role="label"), *values("applications.received")],
        [Box("二、上年结转政府信息公开申请数量", across=3, role="label"), *values("applications.carried_in")],
    ]
    outcome = "applications.outcome."
    inner: Rows = [
        [Box("（一）予以公开", across=2, role="label"), *values(outcome + "granted")],
        [
            Box("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", across=2, role="label"),
            *values(outcome + "granted_partly"),
        ],
    ]
    for title, name, grounds in GROUPS:
        if name == "other" and form == "2019":
            inner.append([Box(title, across=2, role="label"), *values(outcome + "other")])
            continue
        for number, (label, code) in enumerate(grounds, 1):
            row = [Box(f"{number}.{label}", role="label"), *values(f"{outcome}{name}.{code}")]
            inner.append([Box(title, down=len(grounds), role="group"), *row] if number == 1 else row)
    inner.append([Box("（七）总计", across=2, role="label"), *values("applications.answered")])
    inner[0].insert(0, Box("三、本年度办理结果", down=len(inner), role="group"))
    rows += inner
    rows.append([Box("四、结转下年度继续办理", across=3, role="label"), *values("applications.carried_out")])
    return rows, truth


def case_rows(rng: random.Random) -> tuple[Rows, dict[Key, int]]:
    """The table of reconsideration and litigation."""
    truth = {(f"{name}.{code}", "all", "year"): drawn(rng) for name in BLOCKS for _, code in RESULTS}
    results = [Box(label, role="head") for label, _ in RESULTS]
    rows: Rows = [
        [Box("行政复议", across=5, role="head"), Box("行政诉讼", across=10, role="head")],
        [
            *(replace(box, down=2) for box in results),
            Box("未经复议直接起诉", across=5, role="head"),
            Box("复议后起诉", across=5, role="head"),
        ],
        [*results, *results],
        [Box(str(value)) for value in truth.values()],
    ]
    return rows, truth


def subject_tables(rng: random.Random, *, form: str) -> tuple[list[Rows], dict[Key, int]]:
    """The tables under 第二十条, one an item."""
    truth: dict[Key, int] = {}
    tables: list[Rows] = []
    for item, heads, subjects, codes in SUBJECTS_2019 if form == "2019" else SUBJECTS_2021:
        rows: Rows = [
            [Box(item, across=len(heads) + 1, role="item")],
            [Box("信息内容", role="head"), *(Box(head, role="head") for head in heads)],
        ]
        for label, name in subjects:
            row = [Box(label, role="label")]
            for code in codes:
                value = drawn(rng) * (rng.choice((1, -1)) if code == "items_change" else 1)
                truth[f"{name}.{code}", "all", "year"] = value
                row.append(Box(signed(value, rng) if code == "items_change" else str(value)))
            rows.append(row)
        tables.append(rows)
    return tables, truth


def signed(value: int, rng: random.Random) -> str:
    """A change as reports print it."""
    if value == 0:
        return rng.choice(("0", "无", "持平"))
    ways = (
        (f"+{value}", f"增加{value}", f"增{value}", f"↑{value}", str(value))
        if value > 0
        else (str(value), f"－{-value}", f"减{-value}", f"减少{-value}", f"↓{-value}", f"−{-value}")
    )
    return rng.choice(ways)
