"""Whole pages of common systems, common pastes and all years, each strict about its text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tests.odd_pages import pasting
from tests.odd_pages.facts import PLACES, Facts, facts
from tests.odd_pages.pasting import Paste, grid_markup, letters
from tests.odd_pages.portals import SHELLS, Notice, Shell
from tests.odd_pages.scoring import Key, Odd
from tests.variety.mangled.grids import (
    COLUMNS,
    Cell,
    Grid,
    Number,
    fourth,
    head,
    second,
    statistics,
    statistics_facts,
    third,
)

MAKERS: list[Callable[[], Odd]] = []
ALL = "all"


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


@dataclass
class Page:
    """One report being written: what it prints, in order, and what a reader takes from it."""

    given: Facts
    paste: Paste
    shell: Shell
    title: str = ""
    issuer: str | None = None
    code: str = ""
    source: str = ""
    html: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    figures: dict[Key, Number] = field(default_factory=dict)
    unsure: set[Key] = field(default_factory=set)
    sections: list[tuple[str, str]] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    form: str = ""
    faults: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    encoding: str = "utf-8"
    published: str = ""

    def say(self, *texts: str) -> None:
        for text in texts:
            self.html.append(self.paste.plain(text))
            self.words.append(text)

    def heading(self, number: str, title: str) -> None:
        self.html.append(self.paste.head(f"{number}、{title}"))
        self.words.append(f"{number}、{title}")
        self.sections.append((number, title))

    def sign(self, *texts: str) -> None:
        for text in texts:
            self.html.append(self.paste.sign(text))
            self.words.append(text)

    def show(self, grid: Grid, markup: str | None = None) -> None:
        self.html.append(self.paste.table(grid) if markup is None else markup)
        self.count(grid)

    def count(self, grid: Grid) -> None:
        for line in grid.anchors():
            for cell, _, _ in line:
                if cell.hidden:
                    continue
                self.words.append(cell.text)
                if cell.key is not None and cell.value is not None:
                    self.figures[cell.key] = cell.value
                    if not cell.sure:
                        self.unsure.add(cell.key)

    def raw(self, html: str, *words: str) -> None:
        self.html.append(html)
        self.words += words

    def made(self, name: str) -> Odd:
        notice = Notice(
            self.title,
            self.published,
            self.source,
            f"{self.given.code}-{self.given.year}-00{len(self.title)}",
            "某某市政府网",
        )
        page, strangers = self.shell(notice, "\n".join(self.html))
        body = page.encode(self.encoding, "xmlcharrefreplace")
        return Odd(
            name=name,
            body=body,
            figures=dict(self.figures),
            code=self.code,
            year=self.given.year,
            form=self.form,
            title=self.title,
            published=self.published,
            issuer=self.issuer,
            nullable=self.unsure,
            words=tuple(word for word in self.words if word),
            strangers=(*strangers, *self.strangers),
            digits="".join(self.words),
            metadata=self.metadata,
            sections=tuple(self.sections),
            faulty=bool(self.faults),
            faults=self.faults,
            whole=True,
        )


Write = Callable[[Page], None]


def start(name: str, number: int, form: str, year: int | None = None) -> Page:
    rng = random.Random(name)
    seed = rng.randrange(10_000)
    if form in ("2014", "free"):
        given = statistics_facts(
            seed,
            year
            or rng.choice((2014, 2015, 2016, 2017, 2018) if form == "2014" else (2008, 2009, 2010, 2011, 2012, 2013)),
            places=PLACES,
        )
    else:
        given = facts(seed, form)
    page = Page(given, pasting.PASTES[number % len(pasting.PASTES)], SHELLS[(number * 3) % len(SHELLS)])
    page.title, page.issuer, page.code = given.title, given.government, given.code
    page.source, page.form, page.published = f"{given.place}人民政府办公室", form, given.published
    return page


def a_page(
    form: str, *, paste: Paste | None = None, shell: Shell | None = None, year: int | None = None
) -> Callable[[Write], Write]:
    def add(write: Write) -> Write:
        number = len(MAKERS)

        def make() -> Odd:
            page = start(write.__name__, number, form, year)
            page.paste, page.shell = paste or page.paste, shell or page.shell
            write(page)
            return page.made(write.__name__)

        MAKERS.append(make)
        return write

    return add


# ------------------------------------------------------------------ the parts of a report


def opening(p: Page) -> None:
    year = p.given.year
    p.say(
        f"本报告由{p.source}依照《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条规定编制。",
        f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如有疑问，请与{p.source}联系（地址：人民路1号，邮编：646000，电话：0830-3190000）。",
    )


def overview(p: Page) -> None:
    p.heading("一", "总体情况")
    p.say(
        f"{p.given.year}年，我们坚持以人民为中心，把公开贯穿决策、执行、管理、服务、结果各环节，落实国办发〔2016〕80号文件要求。",
        "（一）健全机制。调整政务公开领导小组，明确1名分管领导和2名工作人员专抓。",
        "（二）加强监督。对照测评指标逐项整改，问题整改率100%。",
    )


def rest(p: Page) -> None:
    p.heading("五", "存在的主要问题及改进情况")
    p.say(
        "存在的问题：一是公开的时效性有待提高；二是解读材料的形式不够丰富。",
        f"改进情况：{p.given.year + 1}年，将完善制度，加强培训，拓宽渠道。",
    )
    p.heading("六", "其他需要报告的事项")
    p.say("本年度未收取信息处理费，无其他需要报告的事项。")
    p.figures[("applications.fees_collected", ALL)] = 0


def tables(p: Page, two: Grid | None = None, three: Grid | None = None, four: Grid | None = None) -> None:
    p.heading("二", "主动公开政府信息情况")
    p.show(two or second(p.given))
    p.heading("三", "收到和处理政府信息公开申请情况")
    p.show(three or third(p.given))
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    p.show(four or fourth(p.given))


def of_form(p: Page, **given: Grid) -> None:
    opening(p)
    overview(p)
    tables(p, **given)
    rest(p)


def statement(p: Page, day: str | None = None) -> None:
    year, month, date = p.given.published.split("-")
    p.sign(p.source, day or f"{year}年{int(month)}月{int(date) - 3}日")
    p.metadata["signed"] = f"{year}-{month}-{int(date) - 3:02d}"


def as_department(p: Page, bureau: str) -> None:
    """The report of one department of the place."""
    p.issuer = f"{p.given.place}{bureau}"
    p.title = f"{p.issuer}{p.given.year}年政府信息公开工作年度报告"
    p.source = p.issuer


def spaced(grid: Grid, at: int) -> Grid:
    """An empty column through the whole grid, merged cells that cover the place stretched over it."""
    for row in grid.rows:
        left = row[at - 1]
        row.insert(at, left if at < len(row) and left is row[at] else Cell(""))
    return grid


def zeros(p: Page, codes: str) -> None:
    """Figures that begin so are nothing at all this year."""
    for key in p.given.values:
        if key[0].startswith(codes):
            p.given.values[key] = 0


# ------------------------------------------------------------------ 2019 and 2021: pages as pasted


@a_page("2021", paste=pasting.UEDITOR)
def ueditor_after_word(p: Page) -> None:
    of_form(p)
    statement(p)


@a_page("2019", paste=pasting.WORD)
def word_unfiltered(p: Page) -> None:
    of_form(p)
    statement(p)


@a_page("2021", paste=pasting.WPS)
def wps_with_broken_labels(p: Page) -> None:
    of_form(p)


@a_page("2021", paste=pasting.BREAKS)
def breaks_for_paragraphs(p: Page) -> None:
    of_form(p)
    statement(p)


@a_page("2021", paste=pasting.BARE)
def nothing_kept_but_cells(p: Page) -> None:
    of_form(p)


@a_page("2019", paste=pasting.SHEET)
def pasted_from_a_sheet(p: Page) -> None:
    of_form(p)
    statement(p)


@a_page("2021", paste=pasting.UEDITOR)
def the_notice_repeated_before_tables(p: Page) -> None:
    """It says of each table that it is one, and a school's line of zeros in words after it."""
    opening(p)
    overview(p)
    for number, title, grid in (
        ("二", "主动公开政府信息情况", second(p.given)),
        ("三", "收到和处理政府信息公开申请情况", third(p.given)),
        ("四", "政府信息公开行政复议、行政诉讼情况", fourth(p.given)),
    ):
        p.heading(number, title)
        p.say("该部分以表格形式报告。表格如下：")
        p.show(grid)
        p.say("备注：上述数据不含垂直管理单位。")
    rest(p)


@a_page("2021", paste=pasting.WORD)
def title_again_within_the_body(p: Page) -> None:
    """In two lines above the text, with the year apart, as the red-headed paper has it."""
    lines = (p.given.government, f"{p.given.year}年政府信息公开工作年度报告")
    p.raw(
        "".join(
            f'<p align="center" style="text-align:center"><span style="font-size:22pt">{x}</span></p>' for x in lines
        ),
        *lines,
    )
    of_form(p)
    statement(p)


@a_page("2021", paste=pasting.UEDITOR)
def spacer_columns_and_rows(p: Page) -> None:
    two, three = second(p.given), third(p.given)
    spaced(three, 10)
    spaced(three, 4)
    three.rows.insert(5, [Cell("") for _ in range(three.width)])
    for column in range(2):
        above = three.rows[4][column]
        if three.rows[6][column] is above:
            three.rows[5][column] = above
    two.rows.insert(4, [Cell("") for _ in range(two.width)])
    of_form(p, two=two, three=three)


@a_page("2021", paste=pasting.WPS)
def spans_one_too_long(p: Page) -> None:
    """The group of results claims a row more than it has, one of its parts a row less; browsers draw it almost right."""
    opening(p)
    overview(p)
    p.heading("二", "主动公开政府信息情况")
    p.show(second(p.given))
    p.heading("三", "收到和处理政府信息公开申请情况")
    three = third(p.given)

    def span(cell: Cell, high: int, wide: int) -> tuple[int, int]:
        return (high + 3 if cell.text.startswith("四、结转") else high, wide)

    p.show(three, grid_markup(three, lambda c: f"<p>{letters(c.text)}</p>", span=span))
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    p.show(fourth(p.given))
    rest(p)


@a_page("2021", paste=pasting.WORD)
def table_cut_at_the_page(p: Page) -> None:
    """Three tables, as Word's pages were: the heads again above the second, none above the third."""
    opening(p)
    overview(p)
    p.heading("二", "主动公开政府信息情况")
    p.show(second(p.given))
    p.heading("三", "收到和处理政府信息公开申请情况")
    three = third(p.given)
    first, middle, last = three.slice(0, 9), three.slice(9, 17), three.slice(17)
    again = third(p.given).slice(0, 3)
    p.show(first)
    p.show(Grid([*again.rows, *middle.rows]))
    p.show(last)
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    p.show(fourth(p.given))
    rest(p)


@a_page("2021", paste=pasting.BARE)
def everything_in_one_layout_table(p: Page) -> None:
    """The whole article in one cell of a table, the tables nested in it."""
    of_form(p)
    p.html = ['<table width="95%" align="center"><tr><td style="padding:20px">', *p.html, "</td></tr></table>"]


@a_page("2021", paste=pasting.UEDITOR)
def a_layout_row_each_section(p: Page) -> None:
    opening(p)
    overview(p)
    tables(p)
    rest(p)
    cut = [
        n
        for n, piece in enumerate(p.html)
        if any(f"{mark}、" in re.sub("<[^>]+>", "", piece)[:3] for mark in "一二三四五六")
    ]
    pieces = [p.html[a:b] for a, b in zip([0, *cut], [*cut, None], strict=True)]
    p.html = ["<table border=0><tbody>", *("<tr><td>" + "".join(x) + "</td></tr>" for x in pieces), "</tbody></table>"]


@a_page("2021", paste=pasting.UEDITOR)
def foot_before_the_body(p: Page) -> None:
    """<thead>, <tfoot> with the last row, then <tbody>: shown below, written above."""
    opening(p)
    overview(p)
    p.heading("二", "主动公开政府信息情况")
    p.show(second(p.given))
    p.heading("三", "收到和处理政府信息公开申请情况")
    three = third(p.given)
    lines = grid_markup(three, lambda c: letters(c.text))
    rows = re.findall(r"<tr>.*?</tr>", lines)
    p.show(
        three,
        f'<table border="1"><thead>{"".join(rows[:3])}</thead><tfoot>{rows[-1]}</tfoot><tbody>{"".join(rows[3:-1])}</tbody></table>',
    )
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    p.show(fourth(p.given))
    rest(p)


@a_page("2021", paste=pasting.WORD)
def blanks_as_thousands(p: Page) -> None:
    two = second(p.given)
    for cell in two.figures():
        if isinstance(cell.value, int) and cell.value >= 1000:
            cell.text = f"{cell.value:,}".replace(",", "\xa0")
        elif isinstance(cell.value, float):
            cell.text = f"{cell.value:,.2f}".replace(",", "\xa0")
    of_form(p, two=two)


@a_page("2021", paste=pasting.BARE)
def dashes_and_blanks_for_nothing(p: Page) -> None:
    """No applications but of people: the other columns blank, the other outcomes dashes."""
    three = third(p.given)
    for cell in three.figures():
        assert cell.key is not None
        if cell.value == 0:
            cell.text = "—" if cell.key[1] == "all" else ""
            cell.value = None
    of_form(p, three=three)


@a_page("2021", paste=pasting.WPS)
def full_width_figures(p: Page) -> None:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    three, four = third(p.given), fourth(p.given)
    for cell in (*three.figures(), *four.figures()):
        cell.text = cell.text.translate(wide)
    of_form(p, three=three, four=four)


@a_page("2021", paste=pasting.UEDITOR)
def headings_are_pictures(p: Page) -> None:
    """Each heading an image with the heading as alternative text, which is not the page's text."""
    opening(p)
    for number, grid in enumerate((second(p.given), third(p.given), fourth(p.given))):
        p.raw(f'<p style="text-align:center"><img src="/u/bt{number}.png" alt="" width="600"/></p>')
        p.show(grid)


@a_page("2021", paste=pasting.UEDITOR)
def a_bureau_of_few_cases(p: Page) -> None:
    as_department(p, "市场监督管理局")
    for prefix in ("regulations", "litigation", "review"):
        zeros(p, prefix)
    of_form(p)
    statement(p)


@a_page("2021", paste=pasting.BREAKS)
def a_school_with_nothing(p: Page) -> None:
    """All is nought; in words too."""
    as_department(p, "第一中学")
    zeros(p, "")
    of_form(p)


@a_page("2021", paste=pasting.WPS)
def a_townships_page(p: Page) -> None:
    p.code, p.issuer = "341623", "利辛县望疃镇"
    p.source = "利辛县望疃镇人民政府"
    p.title = f"利辛县望疃镇{p.given.year}年政府信息公开工作年度报告"
    of_form(p)
    statement(p)


@a_page("2021", paste=pasting.UEDITOR)
def a_corrected_report(p: Page) -> None:
    p.title += "（更正）"
    p.say("更正说明：因工作人员疏忽，原报告第三部分数据填报有误，现予更正，以本报告为准。")
    of_form(p)


@a_page("2021", paste=pasting.BARE)
def title_in_a_cell_of_the_body(p: Page) -> None:
    p.raw(
        f'<table width="100%"><tr><td align="center"><b>{p.title}</b></td></tr><tr><td align="right">单位：件</td></tr></table>',
        p.title,
        "单位：件",
    )
    of_form(p)


@a_page("2021", paste=pasting.UEDITOR)
def cases_in_three_rows(p: Page) -> None:
    """The fourth table on its side: a row for reviews and each kind of suit, outcomes across."""
    values = p.given.values
    rows: list[list[Cell | None]] = [
        [head(x) for x in ("类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    ]
    for label, group in (
        ("行政复议", "review"),
        ("行政诉讼（未经复议直接起诉）", "litigation.direct"),
        ("行政诉讼（复议后起诉）", "litigation.after_review"),
    ):
        rows.append([Cell(label)])
        for case in ("upheld", "corrected", "other", "pending", "total"):
            key = (f"{group}.{case}", ALL)
            rows[-1].append(Cell(str(values[key]), key, values[key]))
    of_form(p, four=Grid(rows))


@a_page("2021", paste=pasting.WORD)
def cases_in_two_tables(p: Page) -> None:
    opening(p)
    overview(p)
    p.heading("二", "主动公开政府信息情况")
    p.show(second(p.given))
    p.heading("三", "收到和处理政府信息公开申请情况")
    p.show(third(p.given))
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    four = fourth(p.given)
    p.say("（一）行政复议")
    p.show(Grid([row[:5] for row in four.rows]))
    p.say("（二）行政诉讼")
    p.show(Grid([row[5:] for row in four.rows]))
    rest(p)


@a_page("2021", paste=pasting.UEDITOR)
def a_table_for_each_kind_of_applicant(p: Page) -> None:
    """Too wide for the page: people first, then the organisations and the total, labels repeated."""
    opening(p)
    overview(p)
    p.heading("二", "主动公开政府信息情况")
    p.show(second(p.given))
    p.heading("三", "收到和处理政府信息公开申请情况")
    left, right = third(p.given), third(p.given)
    p.show(Grid([row[:4] for row in left.rows]))
    p.show(Grid([[*row[:3], *row[4:]] for row in right.rows]))
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    p.show(fourth(p.given))
    rest(p)


@a_page("2021", paste=pasting.WPS)
def sums_do_not_hold(p: Page) -> None:
    """The total of the last column is wrong in the report itself."""
    p.given.values[("applications.answered", "natural_person")] += 2
    p.faults = ("applications.answered",)
    of_form(p)


@a_page("2019", paste=pasting.UEDITOR)
def carried_out_is_wrong(p: Page) -> None:
    p.given.values[("applications.carried_out", "all")] += 7
    p.faults = ("applications.carried_out",)
    of_form(p)


@a_page("2021", paste=pasting.BREAKS)
def review_total_is_wrong(p: Page) -> None:
    p.given.values[("review.total", "all")] += 1
    p.faults = ("review.total",)
    of_form(p)


@a_page("2021", paste=pasting.UEDITOR)
def remarks_within_cells(p: Page) -> None:
    two, three = second(p.given), third(p.given)
    for cell in two.figures():
        assert cell.key is not None
        if cell.key[0] == "normative_documents.made":
            cell.text += "（含修订1件）"
        if cell.key[0] == "fees.amount":
            cell.text += "万元"
    for cell in three.figures():
        assert cell.key is not None
        if cell.key == ("applications.received", "all"):
            cell.text += "件"
    of_form(p, two=two, three=three)


@a_page("2021", paste=pasting.WORD)
def the_figures_told_before(p: Page) -> None:
    """The overview says what the tables say again, with shares."""
    v = p.given.values
    got = v[("applications.received", ALL)]
    people = v[("applications.received", "natural_person")]
    opening(p)
    p.heading("一", "总体情况")
    p.say(
        "（一）主动公开。全年通过政府网站主动公开政府信息4218条，其中部门动态类2107条。",
        f"（二）依申请公开。全年新收政府信息公开申请{got}件，其中自然人申请{people}件，占{people / got * 100:.2f}%。",
        "（三）平台建设。全年编发政府公报6期。",
    )
    p.figures |= {("proactive.items", ALL): 4218, ("proactive.channel.website", ALL): 4218, ("gazette.issues", ALL): 6}
    p.unsure |= {("proactive.items", ALL), ("proactive.channel.website", ALL)}
    tables(p)
    rest(p)


@a_page("2021", paste=pasting.UEDITOR)
def picture_charts_between(p: Page) -> None:
    of_form(p)
    at = len(p.html) // 2
    p.html.insert(at, '<p style="text-align:center"><img src="/ueditor/1.png" title="图1" alt="W020220311.png"/></p>')
    p.html.append(
        '<p style="line-height:16px"><img src="/dialogs/attachment/fileTypeImages/icon_pdf.gif"/><a href="/f.pdf" title="盖章.pdf">附件：年度报告（PDF版）.pdf</a></p>'
    )
    p.strangers = ("icon_pdf", "年度报告（PDF版）")


@a_page("2021", paste=pasting.UEDITOR)
def told_by_folding_panels(p: Page) -> None:
    """Each section a panel that is folded away at first, with a mark of its own to open it."""
    opening(p)
    overview(p)
    tables(p)
    rest(p)
    p.html = [
        f'<div class="panel" style="display:block"><div class="panel-body">{piece}</div></div>' for piece in p.html
    ]


@a_page("2021", paste=pasting.WORD)
def gbk_declared_as_gb2312(p: Page) -> None:
    p.encoding = "gb18030"
    of_form(p)
    p.shell = lambda n, article: (lambda got: (got[0].replace("charset=utf-8", "charset=gb2312"), got[1]))(
        SHELLS[2](n, article)
    )


# ------------------------------------------------------------------ 2014 to 2018: the statistics form


def prose_2014(p: Page) -> None:
    year = p.given.year
    p.say(f"根据《中华人民共和国政府信息公开条例》，特向社会公布{p.given.place}{year}年政府信息公开工作年度报告。")
    p.heading("一", "概述")
    p.say("我市高度重视政府信息公开工作，按照年度要点要求，稳步推进各项任务。")
    p.heading("二", "存在的问题与改进措施")
    p.say(f"公开的深度和广度还有待拓展。{year + 1}年将继续规范目录，强化培训。")


def statistics_say(p: Page) -> str:
    return f"政府信息公开情况统计表（{p.given.year}年度）"


@a_page("2014", paste=pasting.UEDITOR)
def statistics_below_the_prose(p: Page) -> None:
    prose_2014(p)
    p.say("附件：" + statistics_say(p))
    p.show(statistics(p.given))
    p.say("单位负责人：李 明　　审核人：张伟　　填报人：刘 洋")
    p.say(f"联系电话：0830-2396120　　填报日期：{p.given.year + 1}年1月20日")


@a_page("2014", paste=pasting.WORD)
def statistics_with_numbers_of_rows(p: Page) -> None:
    """A first column numbers the rows, which are not figures."""
    prose_2014(p)
    grid = statistics(p.given)
    grid.put_column(0, lambda row: "序号" if row == 0 else str(row))
    p.say(statistics_say(p))
    p.show(grid)


@a_page("2014", paste=pasting.WPS)
def statistics_in_two_halves(p: Page) -> None:
    """Left and right on one sheet."""
    prose_2014(p)
    grid = statistics(p.given)
    middle = (len(grid.rows) + 1) // 2
    right = Grid([[head("统计指标"), head("单位"), head("统计数")], *grid.rows[middle:]])
    p.say(statistics_say(p))
    p.show(Grid(grid.rows[:middle]).beside(right))


@a_page("2014", paste=pasting.SHEET)
def statistics_with_the_title_in_the_table(p: Page) -> None:
    prose_2014(p)
    grid = statistics(p.given)
    grid.full_row(0, f"填报单位（盖章）：{p.source}")
    grid.full_row(0, statistics_say(p))
    p.show(grid)


@a_page("2014", paste=pasting.BREAKS)
def statistics_units_within_labels(p: Page) -> None:
    """Two columns: the unit stands in brackets behind the label."""
    prose_2014(p)
    grid = statistics(p.given)
    rows: list[list[Cell | None]] = [[head("指标名称"), head("数量")]]
    for label, unit, number in grid.rows[1:]:
        assert label is not None and unit is not None
        rows.append([Cell(f"{label.text}（{unit.text}）" if unit.text else label.text), number])
    p.say(statistics_say(p))
    p.show(Grid(rows))


@a_page("2014", paste=pasting.UEDITOR)
def statistics_with_group_rows_merged(p: Page) -> None:
    """A head of a group covers the row; figures have dots for nothing."""
    prose_2014(p)
    grid = statistics(p.given)
    for row in grid.rows[1:]:
        if row[1] is not None and not row[1].text:
            row[1] = row[2] = row[0]
    p.say("附：" + statistics_say(p))
    p.show(grid)


@a_page("2014", paste=pasting.WORD)
def statistics_of_a_bureau_beside_signature(p: Page) -> None:
    as_department(p, "公安局")
    prose_2014(p)
    statement(p)
    p.say("附件", statistics_say(p))
    p.show(statistics(p.given))


@a_page("2014", paste=pasting.BARE)
def statistics_cut_in_two(p: Page) -> None:
    prose_2014(p)
    grid = statistics(p.given)
    p.say(statistics_say(p))
    p.show(grid.slice(0, 30))
    p.show(grid.slice(30))


@a_page("2014", paste=pasting.UEDITOR)
def statistics_with_last_year(p: Page) -> None:
    """A column of the year before beside this year's: only this year's is the figure."""
    prose_2014(p)
    grid = statistics(p.given)
    year = p.given.year
    rows: list[list[Cell | None]] = [[head("统计指标"), head("单位"), head(f"{year - 1}年"), head(f"{year}年")]]
    for label, unit, number in grid.rows[1:]:
        assert number is not None
        before = Cell(str(int(number.value * 0.7) + 3) if number.value is not None else "")
        rows.append([label, unit, before, number])
    p.say(statistics_say(p))
    p.show(Grid(rows))


# ------------------------------------------------------------------ 2008 to 2013: prose with appended tables


def prose_2008(p: Page) -> dict[str, int]:
    rng = random.Random(p.title)
    year, place = p.given.year, p.given.place
    n = {
        "items": rng.randint(3000, 9000),
        "web": rng.randint(11, 90),
        "letter": rng.randint(11, 90),
        "person": rng.randint(11, 90),
        "granted": rng.randint(40, 60),
    }
    n["received"] = n["web"] + n["letter"] + n["person"]
    p.form = "free"
    p.say(
        f"本报告根据《中华人民共和国政府信息公开条例》编制，由概述、主动公开情况、依申请公开情况、复议诉讼情况、问题和改进措施及附表组成。统计期限为{year}年1月1日至12月31日。"
    )
    p.heading("一", "概述")
    p.say(f"{year}年，{place}各级行政机关认真实施《条例》，公开工作有序推进。")
    p.heading("二", "主动公开政府信息的情况")
    p.say(f"全市共主动公开政府信息{n['items']}条，全文电子化率达到98%。")
    p.heading("三", "依申请公开政府信息的情况")
    p.say(
        f"全市共受理政府信息公开申请{n['received']}件。其中，当面申请{n['person']}件，网上申请{n['web']}件，信函申请{n['letter']}件。"
    )
    p.heading("四", "行政复议和行政诉讼情况")
    p.say("本年度没有发生因政府信息公开引发的行政复议和行政诉讼。")
    p.heading("五", "主要问题和改进措施")
    p.say("公开意识有待增强，下一步将加大培训力度。")
    p.figures |= {
        ("proactive.items", ALL): n["items"],
        ("applications.received", ALL): n["received"],
        ("applications.channel.in_person", ALL): n["person"],
        ("applications.channel.online", ALL): n["web"],
        ("applications.channel.letter", ALL): n["letter"],
        ("review.total", ALL): 0,
        ("litigation.total", ALL): 0,
    }
    return n


def annex(rows: list[tuple[str, str, str, Number | None]], heads: tuple[str, ...] = ("指标", "单位", "数量")) -> Grid:
    """Label, unit, code and number a row."""
    made: list[list[Cell | None]] = [[head(x) for x in heads]]
    for label, unit, code, number in rows:
        made.append(
            [
                Cell(label),
                Cell(unit),
                Cell("" if number is None else str(number), (code, ALL) if code else None, number),
            ]
        )
    return Grid(made)


@a_page("free", paste=pasting.UEDITOR)
def an_annex_of_application_counts(p: Page) -> None:
    n = prose_2008(p)
    p.say("六、说明与附表")
    p.sections.append(("六", "说明与附表"))
    p.say("附表一：主动公开情况统计")
    p.show(
        annex(
            [
                ("主动公开信息数", "条", "proactive.items", n["items"]),
                ("其中：全文电子化的主动公开信息数", "条", "", None),
            ]
        )
    )
    p.say("附表二：依申请公开情况统计")
    p.show(
        annex(
            [
                ("申请总数", "件", "applications.received", n["received"]),
                ("其中：1.当面申请数", "件", "applications.channel.in_person", n["person"]),
                ("2.网上申请数", "件", "applications.channel.online", n["web"]),
                ("3.信函申请数", "件", "applications.channel.letter", n["letter"]),
                ("对申请的答复总数", "件", "applications.answered", n["received"]),
                ("其中：1.同意公开答复数", "件", "applications.outcome.granted", n["granted"]),
                ("2.不予公开答复数", "件", "applications.outcome.refused", n["received"] - n["granted"]),
            ]
        )
    )


@a_page("free", paste=pasting.WORD, shell=SHELLS[6])
def an_annex_with_codes_of_rows(p: Page) -> None:
    """指标名称、计量单位、代码、数值: the code column numbers the rows."""
    n = prose_2008(p)
    p.say("附表：政府信息公开情况统计表")
    grid = annex(
        [
            ("主动公开信息数", "条", "proactive.items", n["items"]),
            ("申请总数", "条", "applications.received", n["received"]),
            ("其中：1．当面申请数", "条", "applications.channel.in_person", n["person"]),
            ("2．网上申请数", "条", "applications.channel.online", n["web"]),
            ("3．信函申请数", "条", "applications.channel.letter", n["letter"]),
            ("对申请的答复总数", "条", "applications.answered", n["received"]),
            ("其中：1．同意公开答复数", "条", "applications.outcome.granted", n["granted"]),
            ("行政复议数", "件", "review.total", 0),
            ("行政诉讼数", "件", "litigation.total", 0),
        ],
        ("指标名称", "计量单位", "数值"),
    )
    grid.put_column(2, lambda row: "代码" if row == 0 else f"{row:02d}")
    p.show(grid)


@a_page("free", paste=pasting.BREAKS, shell=SHELLS[6])
def an_old_page_in_gbk(p: Page) -> None:
    prose_2008(p)
    p.encoding = "gb18030"
    statement(p)


@a_page("free", paste=pasting.BARE, shell=SHELLS[7])
def dotted_leaders(p: Page) -> None:
    n = prose_2008(p)
    p.say("附：主要指标")
    for label, number in (("主动公开政府信息", n["items"]), ("受理申请", n["received"])):
        p.say(f"{label}……………………{number}")


@a_page("free", paste=pasting.UEDITOR)
def counts_in_a_definition_list(p: Page) -> None:
    n = prose_2008(p)
    pairs = (("主动公开信息数（条）", n["items"]), ("申请总数（件）", n["received"]))
    p.raw(
        "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in pairs) + "</dl>",
        *(f"{x}" for pair in pairs for x in pair),
    )


@a_page("free", paste=pasting.WPS)
def an_annex_on_its_side(p: Page) -> None:
    """Labels across, one row of figures."""
    n = prose_2008(p)
    p.say("附表：依申请公开情况")
    line = [
        ("申请总数（件）", "applications.received", n["received"]),
        ("当面申请", "applications.channel.in_person", n["person"]),
        ("网上申请", "applications.channel.online", n["web"]),
        ("信函申请", "applications.channel.letter", n["letter"]),
        ("同意公开", "applications.outcome.granted", n["granted"]),
    ]
    p.show(Grid([[head(label) for label, _, _ in line], [Cell(str(v), (code, ALL), v) for _, code, v in line]]))


@a_page("free", paste=pasting.BARE)
def units_of_the_city_in_a_table(p: Page) -> None:
    """Figures of each department: none of them is the city's, but for the line that says so."""
    n = prose_2008(p)
    p.say("附表：各部门主动公开信息数量")
    rng = random.Random(7)
    names = ("市发改委", "市教育局", "市公安局", "市民政局")
    counts = [rng.randint(100, 600) for _ in names]
    rows: list[list[Cell | None]] = [[head("序号"), head("单位"), head("主动公开（条）"), head("依申请公开（件）")]]
    for number, (name, count) in enumerate(zip(names, counts, strict=True), 1):
        rows.append([Cell(str(number)), Cell(name), Cell(str(count)), Cell(str(number * 3))])
    p.show(Grid(rows))
    assert n["items"] > sum(counts)


assert COLUMNS and escape
