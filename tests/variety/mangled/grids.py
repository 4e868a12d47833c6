"""Tables as matrices: a merged cell is the same object in every place that it covers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.odd_pages.facts import COLUMNS, GROUPS, Facts

Number = int | float
Key = tuple[str, str]


@dataclass(eq=False, slots=True)
class Cell:
    """`key` names the figure that it prints, `value` what a reader takes from it (None: nothing).

    `sure` is False where a careful person would not take it without doubt. `says` are spans that the markup claims.
    """

    text: str = ""
    key: Key | None = None
    value: Number | None = None
    sure: bool = True
    head: bool = False
    says: tuple[int, int] | None = None
    hidden: bool = False


@dataclass(eq=False, slots=True)
class Grid:
    rows: list[list[Cell | None]]
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)

    def cells(self) -> list[Cell]:
        seen: dict[int, Cell] = {}
        for row in self.rows:
            for cell in row:
                if cell is not None:
                    seen.setdefault(id(cell), cell)
        return list(seen.values())

    def figures(self) -> list[Cell]:
        return [cell for cell in self.cells() if cell.key is not None]

    def row_of(self, words: str) -> int:
        """The first row that has a cell with these words."""
        for at, row in enumerate(self.rows):
            if any(cell is not None and words in cell.text for cell in row):
                return at
        raise LookupError(words)

    def cell_of(self, words: str) -> Cell:
        for cell in self.cells():
            if words in cell.text:
                return cell
        raise LookupError(words)

    def rename(self, names: dict[str, str]) -> Grid:
        """Every name must be there: a batch that renames nothing would prove nothing."""
        for old, new in names.items():
            found = [cell for cell in self.cells() if cell.text == old]
            assert found, old
            for cell in found:
                cell.text = new
        return self

    def relabel(self, change: Callable[[str], str]) -> Grid:
        for cell in self.cells():
            if cell.key is None:
                cell.text = change(cell.text)
        return self

    def revalue(self, change: Callable[[Cell], None], chosen: Iterable[Cell] | None = None) -> Grid:
        for cell in chosen if chosen is not None else self.figures():
            change(cell)
        return self

    def doubt(self, cells: Iterable[Cell | None]) -> Grid:
        for cell in cells:
            if cell is not None:
                cell.sure = False
        return self

    def drop_row(self, at: int) -> Grid:
        del self.rows[at]
        return self

    def drop_column(self, at: int) -> Grid:
        for row in self.rows:
            del row[at]
        return self

    def put_row(self, at: int, texts: list[str] | list[Cell]) -> Grid:
        """A new row; a cell that covers the rows above and below covers it too, and its text then is not used."""
        made: list[Cell | None] = [text if isinstance(text, Cell) else Cell(text) for text in texts]
        if 0 < at < len(self.rows):
            for column, cell in enumerate(self.rows[at - 1]):
                if cell is not None and cell is self.rows[at][column] and column < 3:
                    made[column] = cell
        self.rows.insert(at, made)
        return self

    def put_column(self, at: int, texts: Callable[[int], str | Cell]) -> Grid:
        for number, row in enumerate(self.rows):
            text = texts(number)
            row.insert(at, text if isinstance(text, Cell) else Cell(text))
        return self

    def full_row(self, at: int, text: str) -> Grid:
        cell = Cell(text)
        self.rows.insert(at, [cell] * self.width)
        return self

    def transposed(self) -> Grid:
        return Grid([list(column) for column in zip(*self.rows, strict=True)])

    def shift_left(self, row: int, column: int) -> Grid:
        """The cell at this place is missing from the markup: what stands right of it comes one to the left."""
        del self.rows[row][column]
        return self

    def slice(self, start: int, end: int | None = None) -> Grid:
        return Grid([list(row) for row in self.rows[start:end]])

    def beside(self, other: Grid) -> Grid:
        height = max(len(self.rows), len(other.rows))
        blank = [Cell("") for _ in range(other.width)]
        left, right = list(self.rows), list(other.rows)
        left += [[Cell("") for _ in range(self.width)] for _ in range(height - len(left))]
        right += [list(blank) for _ in range(height - len(right))]
        return Grid([[*a, *b] for a, b in zip(left, right, strict=True)])

    def below(self, other: Grid) -> Grid:
        """The two as one table, each row filled up to the wider one's width by widening its last cell."""
        width = max(self.width, other.width)
        return Grid([[*row, *([row[-1]] * (width - len(row)))] for row in (*self.rows, *other.rows)])

    def anchors(self) -> list[list[tuple[Cell, int, int]]]:
        """Row by row the cells where they begin, with the rows and columns that they cover."""
        out: list[list[tuple[Cell, int, int]]] = []
        done: set[tuple[int, int]] = set()
        for r, row in enumerate(self.rows):
            line = []
            for c, cell in enumerate(row):
                if cell is None or (r, c) in done:
                    continue
                wide = 1
                while c + wide < len(row) and row[c + wide] is cell:
                    wide += 1
                high = 1
                while r + high < len(self.rows) and len(self.rows[r + high]) > c and self.rows[r + high][c] is cell:
                    high += 1
                done |= {(r + i, c + j) for i in range(high) for j in range(wide)}
                line.append((cell, high, wide))
            out.append(line)
        return out


def show(value: Number) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def fig(given: Facts, code: str, applicant: str = "all") -> Cell:
    value = given.values[(code, applicant)]
    return Cell(show(value), (code, applicant), value)


def head(text: str) -> Cell:
    return Cell(text, head=True)


# ---------------------------------------------------------------- table two


def second(given: Facts) -> Grid:
    f = lambda code: fig(given, code)  # noqa: E731
    if given.form == "2021":
        blocks: list[tuple[str, list[str], list[tuple[str, list[str]]]]] = [
            (
                "第二十条第（一）项",
                ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
                [
                    ("规章", ["regulations.made", "regulations.repealed", "regulations.in_force"]),
                    (
                        "行政规范性文件",
                        ["normative_documents.made", "normative_documents.repealed", "normative_documents.in_force"],
                    ),
                ],
            ),
            ("第二十条第（五）项", ["信息内容", "本年处理决定数量"], [("行政许可", ["permits.decisions"])]),
            (
                "第二十条第（六）项",
                ["信息内容", "本年处理决定数量"],
                [("行政处罚", ["penalties.decisions"]), ("行政强制", ["coercion.decisions"])],
            ),
            ("第二十条第（八）项", ["信息内容", "本年收费金额（单位：万元）"], [("行政事业性收费", ["fees.amount"])]),
        ]
    else:
        three = lambda name: [f"{name}.items_last_year", f"{name}.items_change", f"{name}.decisions"]  # noqa: E731
        blocks = [
            (
                "第二十条第（一）项",
                ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
                [
                    ("规章", ["regulations.created", "regulations.disclosed", "regulations.disclosed_total"]),
                    (
                        "规范性文件",
                        [
                            "normative_documents.created",
                            "normative_documents.disclosed",
                            "normative_documents.disclosed_total",
                        ],
                    ),
                ],
            ),
            (
                "第二十条第（五）项",
                ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
                [("行政许可", three("permits")), ("其他对外管理服务事项", three("other_services"))],
            ),
            (
                "第二十条第（六）项",
                ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
                [("行政处罚", three("penalties")), ("行政强制", three("coercion"))],
            ),
            (
                "第二十条第（八）项",
                ["信息内容", "上一年项目数量", "本年增/减"],
                [("行政事业性收费", three("fees")[:2])],
            ),
            (
                "第二十条第（九）项",
                ["信息内容", "采购项目数量", "采购总金额（万元）"],
                [("政府集中采购", ["procurement.projects", "procurement.amount"])],
            ),
        ]
    rows: list[list[Cell | None]] = []
    for title, heads, lines in blocks:
        top = head(title)
        rows.append([top] * 4)
        rows.append(_spread([head(text) for text in heads]))
        for name, codes in lines:
            rows.append(_spread([Cell(name), *(f(code) for code in codes)]))
    return Grid(rows)


def _spread(cells: list[Cell]) -> list[Cell | None]:
    """Four columns: of two cells the second takes three, of three the last takes two."""
    return [*cells, *([cells[-1]] * (4 - len(cells)))]


# ---------------------------------------------------------------- table three

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REFUSED = (
    ("1.属于国家秘密", "state_secret"),
    ("2.其他法律行政法规禁止公开", "prohibited_by_law"),
    ("3.危及“三安全一稳定”", "security_and_stability"),
    ("4.保护第三方合法权益", "third_party_rights"),
    ("5.属于三类内部事务信息", "internal_affairs"),
    ("6.属于四类过程性信息", "process_information"),
    ("7.属于行政执法案卷", "enforcement_file"),
    ("8.属于行政查询事项", "administrative_query"),
)
UNABLE = (
    ("1.本机关不掌握相关政府信息", "not_held"),
    ("2.没有现成信息需要另行制作", "needs_creation"),
    ("3.补正后申请内容仍不明确", "unclear_after_correction"),
)
NOT_PROCESSED = (
    ("1.信访举报投诉类申请", "petition"),
    ("2.重复申请", "repeat"),
    ("3.要求提供公开出版物", "publication"),
    ("4.无正当理由大量反复申请", "excessive"),
    ("5.要求行政机关确认或重新出具已获取信息", "confirmation"),
)
OTHER_2021 = (
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "correction_overdue"),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "fee_overdue"),
    ("3.其他", "remaining"),
)
PARTS = (
    ("（三）不予公开", "refused", REFUSED),
    ("（四）无法提供", "unable", UNABLE),
    ("（五）不予处理", "not_processed", NOT_PROCESSED),
)


def third(given: Facts) -> Grid:
    """Three columns of labels, seven of figures; three rows of heads."""
    corner = head("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    about, organisations = head("申请人情况"), head("法人或其他组织")
    one, total = head("自然人"), head("总计")
    heads = [head(name) for name in APPLICANTS[1:6]]
    rows: list[list[Cell | None]] = [
        [corner] * 3 + [about] * 7,
        [corner] * 3 + [one] + [organisations] * 5 + [total],
        [corner] * 3 + [one, *heads, total],
    ]

    def figures(code: str) -> list[Cell | None]:
        return [fig(given, f"applications.{code}", column) for column in COLUMNS]

    def whole(label: str, code: str) -> None:
        cell = Cell(label)
        rows.append([cell] * 3 + figures(code))

    whole("一、本年新收政府信息公开申请数量", "received")
    whole("二、上年结转政府信息公开申请数量", "carried_in")
    results = Cell("三、本年度办理结果")

    def single(label: str, code: str) -> None:
        cell = Cell(label)
        rows.append([results, cell, cell, *figures(code)])

    single("（一）予以公开", "outcome.granted")
    single("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "outcome.granted_partly")
    parts = PARTS + ((("（六）其他处理", "other", OTHER_2021),) if given.form == "2021" else ())
    for label, group, lines in parts:
        cell = Cell(label)
        for name, code in lines:
            rows.append([results, cell, Cell(name), *figures(f"outcome.{group}.{code}")])
    if given.form == "2019":
        single("（六）其他处理", "outcome.other")
    single("（七）总计", "answered")
    whole("四、结转下年度继续办理", "carried_out")
    return Grid(rows)


# ---------------------------------------------------------------- table four

CASES = (
    ("结果维持", "upheld"),
    ("结果纠正", "corrected"),
    ("其他结果", "other"),
    ("尚未审结", "pending"),
    ("总计", "total"),
)


def fourth(given: Facts) -> Grid:
    review, litigation = head("行政复议"), head("行政诉讼")
    direct, after = head("未经复议直接起诉"), head("复议后起诉")
    leaves = [head(name) for name, _ in CASES]
    again = [head(name) for name, _ in CASES * 2]
    return Grid(
        [
            [review] * 5 + [litigation] * 10,
            [*leaves, *([direct] * 5), *([after] * 5)],
            [*leaves, *again],
            [fig(given, f"{group}.{code}") for group in GROUPS for _, code in CASES],
        ]
    )


# ---------------------------------------------------------------- the statistics form

STATISTICS: tuple[tuple[str, str, str, int], ...] = (
    ("一、主动公开情况", "", "", 0),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "proactive.items", 9000),
    ("其中：主动公开规范性文件数", "条", "proactive.normative_documents_disclosed", 90),
    ("制发规范性文件总数", "件", "proactive.normative_documents_issued", 95),
    ("（二）通过不同渠道和方式公开政府信息的情况", "", "", 0),
    ("1.政府公报公开政府信息数", "条", "proactive.channel.gazette", 300),
    ("2.政府网站公开政府信息数", "条", "proactive.channel.website", 8000),
    ("3.政务微博公开政府信息数", "条", "proactive.channel.weibo", 700),
    ("4.政务微信公开政府信息数", "条", "proactive.channel.wechat", 900),
    ("5.其他方式公开政府信息数", "条", "proactive.channel.other", 200),
    ("二、回应解读情况", "", "", 0),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "responses.hot_issues", 60),
    ("（二）通过不同渠道和方式回应解读的情况", "", "", 0),
    ("1.参加或举办新闻发布会总次数", "次", "responses.press_conferences", 40),
    ("其中：主要负责同志参加新闻发布会次数", "次", "responses.press_conferences_led", 9),
    ("2.政府网站在线访谈次数", "次", "responses.online_interviews", 30),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "responses.online_interviews_led", 8),
    ("3.政策解读稿件发布数", "篇", "responses.interpretations", 200),
    ("4.微博微信回应事件数", "次", "responses.weibo_wechat", 500),
    ("5.其他方式回应事件数", "次", "responses.other", 70),
    ("三、依申请公开情况", "", "", 0),
    ("（一）收到申请数", "件", "applications.received", -1),
    ("1.当面申请数", "件", "applications.channel.in_person", 20),
    ("2.传真申请数", "件", "applications.channel.fax", 5),
    ("3.网络申请数", "件", "applications.channel.online", 120),
    ("4.信函申请数", "件", "applications.channel.letter", 60),
    ("（二）申请办结数", "件", "applications.closed", -1),
    ("1.按时办结数", "件", "applications.closed.on_time", 190),
    ("2.延期办结数", "件", "applications.closed.extended", 12),
    ("（三）申请答复数", "件", "applications.answered", -1),
    ("1.属于已主动公开范围数", "件", "applications.outcome.already_public", 40),
    ("2.同意公开答复数", "件", "applications.outcome.granted", 60),
    ("3.同意部分公开答复数", "件", "applications.outcome.granted_partly", 9),
    ("4.不同意公开答复数", "件", "applications.outcome.refused", -1),
    ("其中：涉及国家秘密", "件", "applications.outcome.refused.state_secret", 4),
    ("涉及商业秘密", "件", "applications.outcome.refused.trade_secret", 5),
    ("涉及个人隐私", "件", "applications.outcome.refused.privacy", 6),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "applications.outcome.refused.security_and_stability", 3),
    ("不是《条例》所指政府信息", "件", "applications.outcome.refused.not_government_information", 7),
    ("法律法规规定的其他情形", "件", "applications.outcome.refused.other_legal_grounds", 4),
    ("5.不属于本行政机关公开数", "件", "applications.outcome.not_this_body", 20),
    ("6.申请信息不存在数", "件", "applications.outcome.not_existing", 18),
    ("7.告知作出更改补充数", "件", "applications.outcome.clarification_asked", 6),
    ("8.告知通过其他途径办理数", "件", "applications.outcome.redirected", 11),
    ("四、行政复议数量", "件", "review.total", -1),
    ("（一）维持具体行政行为数", "件", "review.upheld", 20),
    ("（二）被依法纠错数", "件", "review.corrected", 8),
    ("（三）其他情形数", "件", "review.other", 9),
    ("五、行政诉讼数量", "件", "litigation.total", -1),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld", 20),
    ("（二）被依法纠错数", "件", "litigation.corrected", 7),
    ("（三）其他情形数", "件", "litigation.other", 6),
    ("六、举报投诉数量", "件", "complaints.total", 9),
    ("七、依申请公开信息收取的费用", "万元", "applications.fees_collected", -2),
    ("八、机构建设和保障经费情况", "", "", 0),
    ("（一）政府信息公开工作专门机构数", "个", "institution.offices", 70),
    ("（二）设置政府信息公开查阅点数", "个", "institution.reading_points", 120),
    ("（三）从事政府信息公开工作人员数", "人", "institution.staff", -1),
    ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "institution.staff_full_time", 90),
    ("2.兼职人员数", "人", "institution.staff_part_time", 400),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "institution.budget",
        -2,
    ),
    ("九、政府信息公开会议和培训情况", "", "", 0),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "training.meetings", 70),
    ("（二）举办各类培训班数", "次", "training.courses", 30),
    ("（三）接受培训人员数", "人次", "training.participants", 3000),
)
SUMS = {
    "applications.received": "applications.channel.",
    "applications.closed": "applications.closed.",
    "applications.outcome.refused": "applications.outcome.refused.",
    "review.total": "review.",
    "litigation.total": "litigation.",
    "institution.staff": "institution.staff_",
}


def statistics_facts(seed: int, year: int, *, places: tuple[tuple[str, str, str], ...]) -> Facts:
    """A report of the statistics form whose sums are right; `forms` says 2014."""
    rng = random.Random(f"statistics {seed}")
    code, place, province = places[seed % len(places)]
    made = Facts("2014", year, code, place, province, f"{year + 1}-03-{rng.randint(10, 28)}")
    for _, _, name, top in STATISTICS:
        if top > 0:
            made.values[(name, "all")] = rng.randint(0, top)
        elif top == -2:
            made.values[(name, "all")] = rng.randint(1, 900) / 100
    values = made.values
    for total, parts in SUMS.items():
        values[(total, "all")] = sum(
            value for (code_, _), value in values.items() if code_.startswith(parts) and code_ != total
        )
    values[("applications.answered", "all")] = sum(
        value
        for (code_, _), value in values.items()
        if code_.startswith("applications.outcome.") and not code_.startswith("applications.outcome.refused.")
    )
    # what was closed is what was answered, in time or late
    answered = values[("applications.answered", "all")]
    late = min(values[("applications.closed.extended", "all")], answered)
    values[("applications.closed.extended", "all")] = late
    values[("applications.closed.on_time", "all")] = answered - late
    values[("applications.closed", "all")] = answered
    return made


def statistics(given: Facts, *, parts: tuple[int, int | None] = (0, None)) -> Grid:
    rows: list[list[Cell | None]] = [[head("统计指标"), head("单位"), head("统计数")]]
    for label, unit, code, _ in STATISTICS[parts[0] : parts[1]]:
        rows.append([Cell(label), Cell(unit), fig(given, code) if code else Cell("")])
    return Grid(rows)
