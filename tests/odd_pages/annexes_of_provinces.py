"""The annexes of 2008 to 2013 with provinces' own tables, as their reports print them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.odd_pages.common_systems import ALL, Page, Write, start
from tests.odd_pages.pasting import BARE, BREAKS, SHEET, UEDITOR, WORD, WPS, Paste
from tests.odd_pages.portals import SHELLS, Shell
from tests.odd_pages.scoring import Odd
from tests.odd_pages.titles_dates_and_remarks import PLAIN, shell
from tests.variety.mangled.grids import Cell, Grid, Number, head

MAKERS: list[Callable[[], Odd]] = []
Line = tuple[str, str, str, Number | None]  # label, unit, code, value


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


def a_page(*, paste: Paste = UEDITOR, around: Shell = PLAIN, year: int | None = None) -> Callable[[Write], Write]:
    def add(write: Write) -> Write:
        def make() -> Odd:
            page = start(write.__name__, 0, "free", year)
            page.paste, page.shell = paste, around
            write(page)
            return page.made(write.__name__)

        MAKERS.append(make)
        return write

    return add


class Counts:
    """Figures of one year that add up."""

    def __init__(self, p: Page) -> None:
        rng = random.Random(f"old {p.title}{len(MAKERS)}")
        self.items = rng.randint(2000, 60_000)
        self.rules = rng.randint(10, 90)
        self.person, self.fax, self.mail, self.web, self.letter = (rng.randint(1, 60) for _ in range(5))
        self.got = self.person + self.fax + self.mail + self.web + self.letter
        self.partly, self.refused = rng.randint(1, 9), rng.randint(2, 9)
        self.granted = self.got - self.partly - self.refused
        self.review, self.suits, self.appeals = (rng.randint(1, 9) for _ in range(3))
        self.full, self.half = rng.randint(2, 9), rng.randint(10, 90)
        self.points, self.offices = rng.randint(5, 80), rng.randint(1, 9)
        self.fees = rng.randint(100, 999) / 100
        self.budget = rng.randint(1000, 9999) / 100


def words(p: Page) -> None:
    """Prose without figures, so that the table tells them alone."""
    year = p.given.year
    p.say(
        f"根据《中华人民共和国政府信息公开条例》，编制{p.given.place}{year}年政府信息公开工作年度报告。统计期限为{year}年1月1日至12月31日。"
    )
    p.heading("一", "概述")
    p.say("各级行政机关认真贯彻实施《条例》，健全工作机制，规范公开程序，公开工作取得新进展。")
    p.heading("二", "主动公开政府信息情况")
    p.say("通过政府网站、政府公报、新闻发布会等渠道及时公开，具体数据见附表。")
    p.heading("三", "依申请公开政府信息情况")
    p.say("认真受理公众申请，依法答复，具体数据见附表。")
    p.heading("四", "存在的主要问题和改进措施")
    p.say("公开的内容还不够全面，将进一步充实内容、完善制度、加强培训。")


def grid(lines: list[Line], heads: tuple[str, ...] = ("指标名称", "单位", "数量")) -> Grid:
    rows: list[list[Cell | None]] = [[head(x) for x in heads]]
    for label, unit, code, value in lines:
        rows.append(
            [Cell(label), Cell(unit), Cell("" if value is None else str(value), (code, ALL) if code else None, value)]
        )
    return Grid(rows)


def proactive(c: Counts) -> list[Line]:
    return [
        ("主动公开文件数", "条", "proactive.items", c.items),
        ("其中：全文电子化的主动公开文件数", "条", "", c.items - 7),
        ("新增的行政规范性文件数", "条", "", c.rules),
    ]


def asked(c: Counts) -> list[Line]:
    return [
        ("申请总数", "条", "applications.received", c.got),
        ("其中：1.当面申请数", "条", "applications.channel.in_person", c.person),
        ("2.传真申请数", "条", "applications.channel.fax", c.fax),
        ("3.电子邮件申请数", "条", "", c.mail),
        ("4.网上申请数", "条", "applications.channel.online", c.web),
        ("5.信函申请数", "条", "applications.channel.letter", c.letter),
        ("6.其他形式申请数", "条", "applications.channel.other", 0),
    ]


def answered(c: Counts) -> list[Line]:
    return [
        ("对申请的答复总数", "条", "applications.answered", c.got),
        ("其中：1.同意公开答复数", "条", "applications.outcome.granted", c.granted),
        ("2.同意部分公开答复数", "条", "applications.outcome.granted_partly", c.partly),
        ("3.否决公开答复总数", "条", "applications.outcome.refused", c.refused),
        ("其中：（1）“非《条例》所指政府信息”数", "条", "", 1),
        ("（2）“信息不存在”数", "条", "", c.refused - 1),
    ]


def disputes(c: Counts) -> list[Line]:
    return [
        ("行政复议数", "件", "review.total", c.review),
        ("行政诉讼数", "件", "litigation.total", c.suits),
        ("行政申诉数", "件", "complaints.total", c.appeals),
        ("其中：对本部门首次处理不满意的行政申诉数", "件", "", 0),
    ]


def means(c: Counts) -> list[Line]:
    return [
        ("政府信息公开指定专职人员总数", "人", "institution.staff", c.full + c.half),
        ("其中：1.全职人员数", "人", "institution.staff_full_time", c.full),
        ("2.兼职人员数", "人", "institution.staff_part_time", c.half),
        ("设立专门的信息申请受理点的数目", "个", "", c.offices),
        ("处理政府信息公开的实际支出", "万元", "", c.budget),
    ]


UNSURE = (
    "complaints.total",
    "institution.staff",
    "institution.staff_full_time",
    "institution.staff_part_time",
    "applications.channel.other",
)


def note_unsure(p: Page) -> None:
    p.unsure |= {(code, ALL) for code in UNSURE}


@a_page(paste=SHEET, around=SHELLS[0])
def tables_by_subject(p: Page) -> None:
    c = Counts(p)
    words(p)
    for number, name, lines in (
        ("一", "主动公开情况统计", proactive(c)),
        ("二", "申请情况统计", asked(c)),
        ("三", "申请答复情况统计", answered(c)),
        ("四", "复议、诉讼情况统计", disputes(c)),
        ("五", "人员和收支统计", means(c)),
    ):
        p.say(f"附表{number}：{name}")
        p.show(grid(lines, ("指标", "单位", f"{p.given.year}年度")))
    note_unsure(p)


@a_page(paste=WORD, around=SHELLS[3])
def one_table_with_row_codes_and_two_columns(p: Page) -> None:
    """甲、乙、丙 below the heads; this term and the year so far, which are the same."""
    c = Counts(p)
    words(p)
    rows: list[list[Cell | None]] = [
        [head(x) for x in ("指标名称", "计量单位", "代码", "本期实际", "本年累计")],
        [head(x) for x in ("甲", "乙", "丙", "1", "2")],
    ]
    for n, (label, unit, code, value) in enumerate([*proactive(c), *asked(c), *answered(c), *disputes(c)], 1):
        cell = Cell(str(value), (code, ALL) if code else None, value)
        rows.append([Cell(label), Cell(unit), Cell(f"{n:02d}"), cell, Cell(str(value))])
        if code:
            p.unsure.add((code, ALL))
    p.say("附：政府信息公开情况统计报表")
    p.show(Grid(rows))


@a_page(paste=WPS, around=SHELLS[4])
def year_and_since_the_beginning(p: Page) -> None:
    c = Counts(p)
    words(p)
    rows: list[list[Cell | None]] = [[head(x) for x in ("指 标", "单位", f"{p.given.year}年", "历年累计")]]
    for label, unit, code, value in (*proactive(c), *asked(c), *disputes(c)):
        assert value is not None
        rows.append(
            [Cell(label), Cell(unit), Cell(str(value), (code, ALL) if code else None, value), Cell(str(value * 3 + 5))]
        )
    p.say("附表：政府信息公开情况统计")
    p.show(Grid(rows))
    note_unsure(p)


@a_page(paste=BREAKS, around=SHELLS[6])
def without_a_column_of_units(p: Page) -> None:
    c = Counts(p)
    words(p)
    rows: list[list[Cell | None]] = [[head("项目"), head("数量")]]
    for label, unit, code, value in (*proactive(c), *asked(c), *answered(c)):
        rows.append([Cell(f"{label}（{unit}）"), Cell(str(value), (code, ALL) if code else None, value)])
    p.show(Grid(rows))
    note_unsure(p)


@a_page(paste=UEDITOR)
def groups_down_the_left(p: Page) -> None:
    """A merged first column names each group."""
    c = Counts(p)
    words(p)
    rows: list[list[Cell | None]] = [[head("类别"), head("统计项目"), head("计量单位"), head("统计数")]]
    for name, lines in (
        ("主动公开", proactive(c)),
        ("依申请公开", [*asked(c), *answered(c)]),
        ("复议诉讼", disputes(c)),
    ):
        group = Cell(name)
        for label, unit, code, value in lines:
            rows.append([group, Cell(label), Cell(unit), Cell(str(value), (code, ALL) if code else None, value)])
    p.say("附表")
    p.show(Grid(rows))
    note_unsure(p)


@a_page(paste=WORD)
def applications_across(p: Page) -> None:
    """Two lines of heads over one line of figures."""
    c = Counts(p)
    words(p)
    asked_, answered_ = head("申请方式（件）"), head("答复情况（件）")
    total = head("申请总数（件）")
    second = [
        ("当面申请", "applications.channel.in_person", c.person),
        ("传真申请", "applications.channel.fax", c.fax),
        ("网上申请", "applications.channel.online", c.web),
        ("信函申请", "applications.channel.letter", c.letter),
    ]
    third = [
        ("同意公开", "applications.outcome.granted", c.granted),
        ("同意部分公开", "applications.outcome.granted_partly", c.partly),
        ("不同意公开", "applications.outcome.refused", c.refused),
    ]
    line = [("", "applications.received", c.got), *second, *third]
    p.say("附表二：依申请公开政府信息情况")
    p.show(
        Grid(
            [
                [total, *[asked_] * 4, *[answered_] * 3],
                [total, *(head(a) for a, _, _ in second), *(head(a) for a, _, _ in third)],
                [Cell(str(v), (code, ALL), v) for _, code, v in line],
            ]
        )
    )
    p.unsure |= {(code, ALL) for _, code, _ in line}


@a_page(paste=BARE)
def a_line_of_dashes_and_noughts(p: Page) -> None:
    c = Counts(p)
    words(p)
    lines = [*proactive(c), *asked(c)]
    made = grid(lines)
    for n, cell in enumerate(made.figures()):
        if n in (3, 5):
            cell.text, cell.value = ("/", "—")[n == 5], None
        elif n == 4:
            cell.text, cell.value = "0", 0
    p.say("附件：统计表")
    p.show(made)
    note_unsure(p)


@a_page(paste=WPS, around=shell("<p>{written}　来源：{source}</p>"))
def money_in_yuan(p: Page) -> None:
    c = Counts(p)
    words(p)
    p.say("附表：申请和收费情况")
    made = grid(asked(c))
    fees = Cell(str(int(c.fees * 100) * 100), ("applications.fees_collected", ALL), int(c.fees * 100) / 100)
    made.rows.append([Cell("依申请公开信息收取的费用"), Cell("元"), fees])
    p.show(made)
    note_unsure(p)


@a_page(paste=UEDITOR, around=SHELLS[1])
def own_bureau_beside_all(p: Page) -> None:
    """Columns for the city's government office and for the whole city: the whole is the figure."""
    c = Counts(p)
    words(p)
    rows: list[list[Cell | None]] = [[head("指标名称"), head("单位"), head("市政府办公室"), head("全市合计")]]
    for label, unit, code, value in (*proactive(c), *asked(c)):
        assert value is not None
        rows.append(
            [Cell(label), Cell(unit), Cell(str(value // 3)), Cell(str(value), (code, ALL) if code else None, value)]
        )
        if code:
            p.unsure.add((code, ALL))
    p.say("附表")
    p.show(Grid(rows))


@a_page(paste=SHEET, around=SHELLS[2])
def quarters_and_their_sum(p: Page) -> None:
    c = Counts(p)
    words(p)
    rows: list[list[Cell | None]] = [[head(x) for x in ("项目", "一季度", "二季度", "三季度", "四季度", "全年")]]
    for label, _, code, value in asked(c):
        assert value is not None
        parts = [value // 4, value // 5, value // 3]
        parts.append(int(value) - sum(parts))
        rows.append(
            [Cell(label), *(Cell(str(x)) for x in parts), Cell(str(value), (code, ALL) if code else None, value)]
        )
        if code:
            p.unsure.add((code, ALL))
    p.say("附表：申请受理情况")
    p.show(Grid(rows))
