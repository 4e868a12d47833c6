"""Small tables in the middle of sentences, and annexes of 2008 to 2013 with rows that only name what follows."""

from __future__ import annotations

from collections.abc import Callable

from tests.odd_pages.annexes_of_provinces import Counts
from tests.odd_pages.common_systems import ALL, Page, Write, start
from tests.odd_pages.pasting import BARE, SHEET, UEDITOR, WORD, WPS, Paste
from tests.odd_pages.portals import SHELLS, Shell
from tests.odd_pages.scoring import Odd
from tests.variety.mangled.grids import Cell, Grid, Number, head

MAKERS: list[Callable[[], Odd]] = []


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


def a_page(paste: Paste, around: Shell, year: int) -> Callable[[Write], Write]:
    def add(write: Write) -> Write:
        def make() -> Odd:
            page = start(write.__name__, 0, "free", year)
            page.paste, page.shell = paste, around
            write(page)
            return page.made(write.__name__)

        MAKERS.append(make)
        return write

    return add


def number(value: Number, code: str = "", unit: str = "") -> Cell:
    return Cell(f"{value}{unit}", (code, ALL) if code else None, value)


def begun(p: Page) -> Counts:
    p.say(
        f"现公布{p.given.place}{p.given.year}年度政府信息公开工作报告，数据统计自{p.given.year}年1月1日起至12月31日止。"
    )
    p.heading("一", "基本情况")
    p.say("各部门按照《条例》要求，明确分工，完善制度，公开工作平稳推进。")
    return Counts(p)


def closed(p: Page) -> None:
    p.heading("五", "存在的问题与打算")
    p.say("公开的主动性有待增强，下一步将加强督查、细化目录。")


@a_page(UEDITOR, SHELLS[2], 2012)
def channels_across_and_values_below(p: Page) -> None:
    c = begun(p)
    p.heading("二", "主动公开情况")
    p.say("按公开载体划分，各渠道公开信息数量如下：")
    heads = ["政府网站", "政府公报", "新闻媒体", "合计"]
    site, gazette = c.items - c.rules - 40, c.rules
    values = [
        number(site, "proactive.channel.website", "条"),
        number(gazette, "proactive.channel.gazette", "条"),
        number(40, "proactive.channel.news_media", "条"),
        number(c.items, "proactive.items", "条"),
    ]
    p.show(Grid([[head(x) for x in heads], list(values)]))
    # Names of channels and no word of what is counted: a careful reader takes the sentence above for it, the parser need not.
    p.unsure |= {cell.key for cell in values if cell.key is not None}
    p.heading("三", "依申请公开情况")
    p.say("受理渠道畅通。")
    p.show(
        Grid(
            [
                [head("申请数量（件）"), head("答复数量（件）")],
                [number(c.got, "applications.received"), number(c.got, "applications.answered")],
            ]
        )
    )
    closed(p)


@a_page(WORD, SHELLS[0], 2011)
def applications_by_way_in_a_table_of_two_columns(p: Page) -> None:
    c = begun(p)
    p.heading("二", "依申请公开政府信息办理情况")
    p.say("（一）申请情况。具体构成见下表：")
    rows: list[list[Cell | None]] = [[head("申请方式"), head("件数")]]
    for label, code, value in (
        ("当面申请", "applications.channel.in_person", c.person),
        ("传真申请", "applications.channel.fax", c.fax),
        ("网上申请", "applications.channel.online", c.web),
        ("信函申请", "applications.channel.letter", c.letter + c.mail),
        ("合计", "applications.received", c.got),
    ):
        rows.append([Cell(label), number(value, code)])
    p.show(Grid(rows))
    p.unsure.add(("applications.received", ALL))
    p.say("（二）答复情况。上述申请均已按规定答复。")
    rows = [[head("答复类型"), head("件数")]]
    for label, code, value in (
        ("同意公开", "applications.outcome.granted", c.granted),
        ("同意部分公开", "applications.outcome.granted_partly", c.partly),
        ("不同意公开", "applications.outcome.refused", c.refused),
    ):
        rows.append([Cell(label), number(value, code)])
    p.show(Grid(rows))
    p.unsure |= {("applications.answered", ALL), ("applications.outcome.refused", ALL)}
    closed(p)


def sections_and_lines(p: Page, c: Counts, heads: tuple[str, ...], *, merged: bool) -> Grid:
    width = len(heads)
    rows: list[list[Cell | None]] = [[head(x) for x in heads]]

    def section(text: str) -> None:
        if merged:
            rows.append([Cell(text)] * width)
        else:
            rows.append([Cell(text), *(Cell("") for _ in range(width - 1))])

    def line(label: str, unit: str, code: str, value: Number) -> None:
        cells = [Cell(label), Cell(unit), number(value, code)]
        rows.append([*cells, *(Cell("") for _ in range(width - 3))])

    section("一、主动公开信息情况")
    line("1.主动公开信息总数", "条", "proactive.items", c.items)
    line("其中：网站公开", "条", "proactive.channel.website", c.items - c.rules)
    line("政府公报公开", "条", "proactive.channel.gazette", c.rules)
    section("二、依申请公开信息情况")
    line("1.收到申请总数", "件", "applications.received", c.got)
    line("其中：当面申请", "件", "applications.channel.in_person", c.person)
    line("网络申请", "件", "applications.channel.online", c.web)
    line("信函申请", "件", "applications.channel.letter", c.letter)
    line("2.答复总数", "件", "applications.answered", c.got)
    line("其中：同意公开", "件", "applications.outcome.granted", c.granted)
    line("同意部分公开", "件", "applications.outcome.granted_partly", c.partly)
    section("三、行政复议和行政诉讼情况")
    line("1.行政复议", "件", "review.total", c.review)
    line("2.行政诉讼", "件", "litigation.total", c.suits)
    section("四、机构人员情况")
    line("1.查阅点", "个", "institution.reading_points", c.points)
    line("2.工作人员总数", "人", "institution.staff", c.full + c.half)
    line("其中：专职人员", "人", "institution.staff_full_time", c.full)
    line("兼职人员", "人", "institution.staff_part_time", c.half)
    return Grid(rows)


@a_page(WPS, SHELLS[4], 2013)
def table_at_the_end_with_section_rows(p: Page) -> None:
    c = begun(p)
    closed(p)
    p.say(f"附表：{p.given.place}{p.given.year}年度政府信息公开工作统计表")
    p.show(sections_and_lines(p, c, ("指标", "单位", "数量"), merged=True))


@a_page(SHEET, SHELLS[6], 2010)
def section_rows_that_are_not_merged_and_a_remark_column(p: Page) -> None:
    c = begun(p)
    closed(p)
    p.say("附件：政府信息公开情况统计")
    p.show(sections_and_lines(p, c, ("统计内容", "计量单位", "统计数", "备注"), merged=False))


@a_page(BARE, SHELLS[3], 2012)
def two_halves_side_by_side(p: Page) -> None:
    """指标 单位 数量 twice in a row."""
    c = begun(p)
    closed(p)
    left = [
        ("主动公开信息数", "条", "proactive.items", c.items),
        ("网站公开信息数", "条", "proactive.channel.website", c.items - c.rules),
        ("公报公开信息数", "条", "proactive.channel.gazette", c.rules),
        ("行政复议数", "件", "review.total", c.review),
        ("行政诉讼数", "件", "litigation.total", c.suits),
    ]
    right = [
        ("受理申请总数", "件", "applications.received", c.got),
        ("当面申请数", "件", "applications.channel.in_person", c.person),
        ("信函申请数", "件", "applications.channel.letter", c.letter),
        ("网络申请数", "件", "applications.channel.online", c.web),
        ("同意公开数", "件", "applications.outcome.granted", c.granted),
    ]
    rows: list[list[Cell | None]] = [
        [head(x) for x in ("指标", "单位", "数量")] + [head(x) for x in ("指标", "单位", "数量")]
    ]
    for (a, b, code, value), (d, e, key, other) in zip(left, right, strict=True):
        rows.append([Cell(a), Cell(b), number(value, code), Cell(d), Cell(e), number(other, key)])
    p.say("附表：政府信息公开基本数据")
    p.show(Grid(rows))


@a_page(UEDITOR, SHELLS[5], 2012)
def this_year_last_year_and_change(p: Page) -> None:
    c = begun(p)
    p.heading("二", "数据对比")
    rows: list[list[Cell | None]] = [
        [head("项目"), head(f"{p.given.year}年"), head(f"{p.given.year - 1}年"), head("增减")]
    ]
    for label, code, value in (
        ("主动公开政府信息（条）", "proactive.items", c.items),
        ("收到公开申请（件）", "applications.received", c.got),
        ("行政复议（件）", "review.total", c.review),
        ("行政诉讼（件）", "litigation.total", c.suits),
    ):
        rows.append([Cell(label), number(value, code), Cell(str(value + 5)), Cell("-5")])
    p.show(Grid(rows))
    closed(p)


@a_page(WORD, SHELLS[7], 2009)
def cases_two_by_two(p: Page) -> None:
    c = begun(p)
    p.heading("二", "复议、诉讼情况")
    p.say("本年度因政府信息公开引起的复议、诉讼情况如下表。")
    p.show(
        Grid(
            [
                [head("行政复议（件）"), number(c.review, "review.total")],
                [head("行政诉讼（件）"), number(c.suits, "litigation.total")],
            ]
        )
    )
    p.heading("三", "人员情况")
    p.show(
        Grid(
            [
                [head("专职人员"), head("兼职人员")],
                [
                    number(c.full, "institution.staff_full_time", "人"),
                    number(c.half, "institution.staff_part_time", "人"),
                ],
            ]
        )
    )
    p.unsure |= {("institution.staff_full_time", ALL), ("institution.staff_part_time", ALL)}
    closed(p)


@a_page(UEDITOR, SHELLS[1], 2011)
def a_table_of_other_things(p: Page) -> None:
    """Kinds of information, which the dictionary does not have, beside the total in words."""
    c = begun(p)
    p.heading("二", "主动公开情况")
    p.say(f"全年主动公开政府信息{c.items}条，分类如下：")
    p.figures[("proactive.items", ALL)] = c.items
    rows: list[list[Cell | None]] = [[head("类别"), head("数量（条）"), head("占比")]]
    for name, part in (("机构职能", 5), ("政策法规", 7), ("工作动态", 2)):
        rows.append([Cell(name), Cell(str(int(c.items) // part)), Cell(f"{100 / part:.1f}%")])
    p.show(Grid(rows))
    closed(p)
