"""Pages of further systems: dates and titles in their many manners, tables with remarks and further columns."""

from __future__ import annotations

from collections.abc import Callable

from tests.odd_pages import pasting
from tests.odd_pages.common_systems import (
    ALL,
    Page,
    Write,
    as_department,
    of_form,
    opening,
    overview,
    prose_2008,
    prose_2014,
    rest,
    start,
    statement,
    statistics_say,
    zeros,
)
from tests.odd_pages.pasting import BARE, UEDITOR, WORD, WPS, Paste, grid_markup, letters
from tests.odd_pages.portals import Notice, Shell
from tests.odd_pages.scoring import Odd
from tests.variety.mangled.grids import Cell, Grid, fourth, head, second, statistics, third

MAKERS: list[Callable[[], Odd]] = []


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


def shell(
    head_: str,
    *,
    above: str = "",
    below: str = "",
    title: Callable[[Notice], str] | None = None,
    strangers: tuple[str, ...] = (),
) -> Shell:
    """A page around `head_` (the lines between title and body) with {n} as the notice."""

    def make(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
        def told(text: str) -> str:
            return (
                text.replace("{title}", n.title)
                .replace("{day}", n.day)
                .replace("{written}", n.written)
                .replace("{source}", n.source)
                .replace("{slashed}", n.day.replace("-", "/"))
                .replace("{dotted}", n.day.replace("-", "."))
                .replace("{index}", n.index)
            )

        heading = title(n) if title else f"<h1>{n.title}</h1>"
        page = (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{n.title} - {n.short}</title></head><body><div id="top">'
            '<a href="/">首页</a><a href="/a">机构职能</a><a href="/b">政策文件</a><a href="/c">公众参与</a></div>'
            f'<div class="w1200"><div class="path">所在位置：首页 / 政务公开 / 年报</div>{told(above)}<div class="box">{heading}{told(head_)}'
            f'<div class="con">{article}</div>{told(below)}</div></div>'
            '<div id="bottom"><p>主办：某某市政府办公室　政府网站标识码：3208000004　苏公网安备32080002000156号</p></div></body></html>'
        )
        return page, ("机构职能", "公众参与", "所在位置", "政府网站标识码", *strangers)

    return make


PLAIN = shell("<div>发布日期：{day}　来源：{source}</div>")


def a_page(
    form: str, *, paste: Paste = UEDITOR, around: Shell = PLAIN, year: int | None = None
) -> Callable[[Write], Write]:
    def add(write: Write) -> Write:
        def make() -> Odd:
            page = start(write.__name__, 0, form, year)
            page.paste, page.shell = paste, around
            write(page)
            return page.made(write.__name__)

        MAKERS.append(make)
        return write

    return add


# ------------------------------------------------------------------ dates, sources, titles


@a_page(
    "2021",
    around=shell(
        "<p>时间：{slashed} 08:30　信息来源：{source}　阅读次数：1024　[ 打印 ] [ 收藏 ]</p>",
        strangers=("阅读次数", "收藏"),
    ),
)
def a_day_with_strokes(p: Page) -> None:
    of_form(p)
    p.metadata["source"] = p.source


@a_page("2021", paste=WPS, around=shell("<p>{dotted}　　{source}　　【大】【中】【小】</p>", strangers=("【大】",)))
def a_day_with_dots_and_no_label(p: Page) -> None:
    of_form(p)


@a_page(
    "2019",
    paste=WORD,
    around=shell(
        "<ul><li>【字体：<a>大</a> <a>中</a> <a>小</a>】</li><li>日期：{written}</li><li>作者：{source}</li><li>浏览：<b>210</b>次</li></ul>",
        strangers=("字体：", "浏览："),
    ),
)
def a_list_of_facts_below_the_title(p: Page) -> None:
    of_form(p)


@a_page(
    "2021",
    around=shell(
        "",
        above="<table><tr><td>信息索引号</td><td>{index}</td><td>生成日期</td><td>2020-02-02</td></tr><tr><td>文件编号</td><td>无</td><td>公开日期</td><td>{day}</td></tr><tr><td>发布单位</td><td>{source}</td><td>公开方式</td><td>主动公开</td></tr><tr><td>公开范围</td><td>面向社会</td><td>公开时限</td><td>长期公开</td></tr><tr><td>信息名称</td><td colspan=3>{title}</td></tr></table>",
        strangers=("信息索引号", "公开时限", "面向社会"),
    ),
)
def a_box_with_a_day_of_making(p: Page) -> None:
    of_form(p)
    p.metadata["index_number"] = f"{p.given.code}-{p.given.year}-00{len(p.title)}"


@a_page(
    "2021",
    paste=WPS,
    around=shell("<div>发布时间 : {day} 17:55:02 | 文章来源 : {source} | 点击数 : 88</div>", strangers=("点击数",)),
)
def colons_with_blanks_and_bars(p: Page) -> None:
    of_form(p)
    p.metadata["source"] = p.source


@a_page("2021", around=shell("<div class=x>{source} {day}</div>"), paste=BARE)
def source_and_day_alone(p: Page) -> None:
    of_form(p)
    statement(p)


@a_page(
    "2021", around=shell("<div>发布日期：{day}</div>", title=lambda n: f"<p class=t>{n.title[:8]}<br>{n.title[8:]}</p>")
)
def a_title_in_two_lines(p: Page) -> None:
    of_form(p)


@a_page("2021", paste=WORD)
def a_title_with_the_year_first(p: Page) -> None:
    p.title = f"{p.given.year}年度{p.given.place}人民政府信息公开工作年度报告"
    of_form(p)


@a_page("2021", paste=BARE)
def a_report_on_work_done(p: Page) -> None:
    as_department(p, "水利局")
    p.title = f"关于{p.issuer}{p.given.year}年度政府信息公开工作情况的报告"
    of_form(p)


@a_page("2021")
def a_hospital(p: Page) -> None:
    as_department(p, "第二人民医院")
    zeros(p, "")
    of_form(p)
    statement(p)


@a_page("2021", paste=WORD)
def a_street_office(p: Page) -> None:
    p.code, p.issuer = "320812", "淮安市清江浦区淮海街道办事处"
    p.source = p.issuer
    p.title = f"淮海街道办事处{p.given.year}年政府信息公开工作年度报告"
    p.issuer = None
    of_form(p)


# ------------------------------------------------------------------ what stands in and about a body

TOOLS = (
    '<div class="ai">AI解读<button>播放</button>语音播报 00:00</div>',
    '<p class="c">扫一扫手机打开</p><p>文章纠错</p>',
)


@a_page(
    "2021",
    around=shell(
        TOOLS[0] + "<p>日期：{day}</p>",
        below=TOOLS[1] + "<div>附件下载：<a href=/1.pdf>{title}.pdf</a></div>",
        strangers=("AI解读", "语音播报", "文章纠错"),
    ),
)
def voices_and_codes(p: Page) -> None:
    of_form(p)


@a_page("2021", paste=WPS)
def contents_of_the_report_above(p: Page) -> None:
    """A list of headings that leads to the sections, as a part of the body."""
    names = (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )
    p.raw(
        "<p>目录</p><ul>" + "".join(f'<li><a href="#s{n}">{x}</a></li>' for n, x in enumerate(names)) + "</ul>",
        "目录",
        *names,
    )
    of_form(p)


@a_page("2021", paste=BARE)
def contents_with_the_numbers_of_pages(p: Page) -> None:
    """The numbers behind the headings are pages."""
    p.say(
        "目录",
        "一、总体情况 1",
        "二、主动公开政府信息情况 2",
        "三、收到和处理政府信息公开申请情况 3",
        "六、其他需要报告的事项12",
    )
    of_form(p)


@a_page(
    "2021",
    around=shell(
        "<p>发布日期：{day}</p>",
        below='<div class="xg"><p>相关阅读：</p><p><a href=/1>政策图解：{title}</a></p><p>责任编辑：李娜　审核：王强　终审：赵敏</p></div>',
        strangers=("相关阅读", "政策图解", "终审"),
    ),
)
def readers_and_editors_below(p: Page) -> None:
    of_form(p)
    p.metadata["editor"] = "李娜"


@a_page("2021", paste=WORD)
def subsections_with_counts_of_all_kinds(p: Page) -> None:
    """An overview full of numbers that are no figure, and of some that are."""
    opening(p)
    p.heading("一", "总体情况")
    p.say(
        "（一）主动公开。修订主动公开目录32类，开展解读17场；在省级评估中列第3位；网站访问量达120万人次。",
        "（二）政府信息管理。清理行政规范性文件5批，数字化档案2.4万页。",
        "（三）监督保障。开展业务培训2期，培训人员130人次；整改问题6个。",
    )
    p.figures |= {("training.courses", ALL): 2, ("training.participants", ALL): 130}
    p.unsure |= {("training.courses", ALL), ("training.participants", ALL)}
    for number, name, grid in (
        ("二", "主动公开政府信息情况", second(p.given)),
        ("三", "收到和处理政府信息公开申请情况", third(p.given)),
        ("四", "政府信息公开行政复议、行政诉讼情况", fourth(p.given)),
    ):
        p.heading(number, name)
        p.show(grid)
    rest(p)


@a_page("2021", paste=UEDITOR)
def headings_lost_their_numbers(p: Page) -> None:
    names = (
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    )
    opening(p)
    for name, grid in zip(names, (None, second(p.given), third(p.given), fourth(p.given), None, None), strict=True):
        p.raw(f"<h3>{name}</h3>", name)
        if grid is not None:
            p.show(grid)
        else:
            p.say("按照要求认真做好相关工作，没有需要特别说明的内容。")
    p.unsure.add(("applications.fees_collected", ALL))


# ------------------------------------------------------------------ tables of 2019 and 2021


def whole(p: Page, two: str | None = None, three: str | None = None, four: str | None = None, **grids: Grid) -> None:
    """The report with markup of one's own for some tables."""
    opening(p)
    overview(p)
    for number, name, grid, marked in (
        ("二", "主动公开政府信息情况", grids.get("g2") or second(p.given), two),
        ("三", "收到和处理政府信息公开申请情况", grids.get("g3") or third(p.given), three),
        ("四", "政府信息公开行政复议、行政诉讼情况", grids.get("g4") or fourth(p.given), four),
    ):
        p.heading(number, name)
        p.show(grid, marked)
    rest(p)


@a_page("2021", paste=WPS)
def letters_below_each_other(p: Page) -> None:
    """Heads of applicants and the groups of outcomes are printed downwards, a letter a line."""
    three = third(p.given)

    def inner(cell: Cell) -> str:
        upright = cell.key is None and cell.text in (
            "自然人",
            "商业企业",
            "科研机构",
            "社会公益组织",
            "法律服务机构",
            "其他",
            "总计",
            "三、本年度办理结果",
            "（三）不予公开",
            "（四）无法提供",
            "（五）不予处理",
            "（六）其他处理",
        )
        text = "<br/>".join(cell.text) if upright else letters(cell.text)
        return f"<p>{text}</p>"

    whole(p, three=grid_markup(three, inner), g3=three)


@a_page("2021", paste=UEDITOR)
def remarks_in_the_last_row(p: Page) -> None:
    three = third(p.given)
    three.full_row(len(three.rows), "注：1.本表由各单位报送汇总；2.含乡镇（街道）受理的申请15件，其中网上12件。")
    three.full_row(0, "收到和处理政府信息公开申请情况统计表（单位：件）")
    whole(p, g3=three)


@a_page("2021", paste=WORD)
def no_column_of_totals(p: Page) -> None:
    three = third(p.given)
    three.drop_column(9)
    whole(p, g3=three)


@a_page("2021", paste=BARE)
def totals_first(p: Page) -> None:
    three = third(p.given)
    for row in three.rows:
        row.insert(3, row.pop(9))
    three.rows[0][3] = three.rows[1][3]
    whole(p, g3=three)


@a_page("2021", paste=UEDITOR)
def short_heads_of_cases(p: Page) -> None:
    four = fourth(p.given)
    names = {"结果维持": "维持", "结果纠正": "纠正", "其他结果": "其他", "尚未审结": "未审结", "总计": "合计"}
    for cell in four.cells():
        if cell.key is None:
            cell.text = names.get(cell.text, cell.text)
    whole(p, g4=four)


@a_page("2021", paste=WPS)
def units_beside_every_figure(p: Page) -> None:
    two = second(p.given)
    for cell in two.figures():
        assert cell.key is not None
        cell.text += "万元" if cell.key[0] == "fees.amount" else "件"
    whole(p, g2=two)


@a_page("2021", paste=WORD)
def figures_with_commas_of_all_widths(p: Page) -> None:
    two = second(p.given)
    for n, cell in enumerate(two.figures()):
        if cell.value is not None and cell.value >= 1000:
            text = f"{cell.value:,}" if isinstance(cell.value, int) else f"{cell.value:,.2f}"
            cell.text = text.replace(",", "，") if n % 2 else text
    whole(p, g2=two)


@a_page("2021", paste=UEDITOR)
def second_table_as_four(p: Page) -> None:
    """Each item of article 20 a table of its own with a line above."""
    opening(p)
    overview(p)
    p.heading("二", "主动公开政府信息情况")
    two = second(p.given)
    starts = [n for n, row in enumerate(two.rows) if row[0] is not None and row[0].text.startswith("第二十条")]
    for a, b in zip(starts, [*starts[1:], None], strict=True):
        name = two.rows[a][0]
        assert name is not None
        p.say(name.text)
        p.show(two.slice(a + 1, b))
    p.heading("三", "收到和处理政府信息公开申请情况")
    p.show(third(p.given))
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    p.show(fourth(p.given))
    rest(p)


@a_page("2021", paste=BARE)
def outcomes_without_their_groups(p: Page) -> None:
    """The two columns of groups are dropped; a bracket before each label names the group instead."""
    three = third(p.given)
    for row in three.rows[3:]:
        results, group, label = row[0], row[1], row[2]
        assert results is not None and group is not None and label is not None
        row[0:3] = [
            label if label is group else Cell(f"{group.text.partition('）')[2]}：{label.text.partition('.')[2]}")
        ]
    for row in three.rows[:3]:
        del row[0:2]
    whole(p, g3=three)


@a_page("2021", paste=WPS)
def nested_tables_for_figures(p: Page) -> None:
    """The fourth table's values stand in a table within its row."""
    four = fourth(p.given)
    cells = "".join(f"<td>{letters(c.text)}</td>" for c in four.rows[3] if c is not None)
    heads = grid_markup(four.slice(0, 3), lambda c: letters(c.text)).replace("</tbody></table>", "")
    whole(p, four=f"{heads}<tr>{cells}</tr></tbody></table>", g4=four)


@a_page("2021", paste=UEDITOR)
def in_words_where_nothing_happened(p: Page) -> None:
    """The fourth section says in words that there were none, and has no table."""
    opening(p)
    overview(p)
    p.heading("二", "主动公开政府信息情况")
    p.show(second(p.given))
    p.heading("三", "收到和处理政府信息公开申请情况")
    p.show(third(p.given))
    p.heading("四", "政府信息公开行政复议、行政诉讼情况")
    p.say(f"{p.given.year}年，未发生因政府信息公开申请行政复议、提起行政诉讼的情况。")
    p.figures |= {("review.total", ALL): 0, ("litigation.total", ALL): 0}
    rest(p)


@a_page("2021", paste=WORD)
def last_year_beside_this(p: Page) -> None:
    """The first table compared with last year's in columns of its own."""
    values = p.given.values
    rows: list[list[Cell | None]] = [
        [head("信息内容"), head("本年制发件数"), head("本年废止件数"), head("现行有效件数"), head("上年现行有效件数")]
    ]
    for name, kind in (("规章", "regulations"), ("行政规范性文件", "normative_documents")):
        line: list[Cell | None] = [Cell(name)]
        for what in ("made", "repealed", "in_force"):
            key = (f"{kind}.{what}", ALL)
            line.append(Cell(str(values[key]), key, values[key]))
        rows.append([*line, Cell("17")])
    title = head("第二十条第（一）项")
    two = second(p.given)
    wide = Grid([[title] * 5, *rows, *([*row, row[-1]] for row in two.rows[4:])])
    whole(p, g2=wide)


# ------------------------------------------------------------------ statistics of 2014 to 2018, and before


@a_page("2014", paste=UEDITOR)
def columns_of_levels_with_a_sum(p: Page) -> None:
    """Own level, departments, townships, and their sum."""
    prose_2014(p)
    grid = statistics(p.given)
    rows: list[list[Cell | None]] = [
        [head(x) for x in ("序号", "统计指标", "单位", "区政府统计数", "区直单位统计数", "乡镇街道统计数", "合计")]
    ]
    for n, (label, unit, number) in enumerate(grid.rows[1:], 1):
        assert number is not None
        parts = [Cell("")] * 3
        if number.value is not None:
            parts = [Cell(str(int(number.value * share))) for share in (0.2, 0.3, 0.4)]
        rows.append([Cell(str(n)), label, unit, *parts, number])
        if number.key is not None:
            p.unsure.add(number.key)
    p.say(statistics_say(p))
    p.show(Grid(rows))


@a_page("2014", paste=WPS)
def columns_of_levels_without_a_sum(p: Page) -> None:
    """Own level and departments, and nothing that is the whole: no figure."""
    prose_2014(p)
    grid = statistics(p.given)
    rows: list[list[Cell | None]] = [[head(x) for x in ("统计指标", "单位", "市本级", "市直部门", "县区")]]
    for label, unit, number in grid.rows[1:]:
        assert number is not None
        parts = [Cell("") for _ in range(3)]
        if number.value is not None:
            parts = [Cell(str(int(number.value * share))) for share in (0.2, 0.3, 0.4)]
        rows.append([label, unit, *parts])
    p.say(statistics_say(p))
    p.show(Grid(rows))
    p.form = "2014"


@a_page("2014", paste=WORD)
def a_group_in_a_column_of_its_own(p: Page) -> None:
    """The nine groups merged down a first column."""
    prose_2014(p)
    grid = statistics(p.given)
    rows: list[list[Cell | None]] = [[head("类别"), head("统计指标"), head("单位"), head("统计数")]]
    group: Cell | None = Cell("")
    for label, unit, number in grid.rows[1:]:
        assert label is not None and number is not None
        if label.text[1:2] == "、":
            group = Cell(label.text)
            if number.key is None:
                continue
        rows.append([group, label if group is None or label.text != group.text else Cell("总数"), unit, number])
        if label.text[1:2] == "、" and number.key is not None:
            p.unsure.add(number.key)
    p.say(statistics_say(p))
    p.show(Grid(rows))
    for key in list(p.figures):
        if key[0] in ("review.total", "litigation.total", "complaints.total", "applications.fees_collected"):
            p.unsure.add(key)


@a_page("2014", paste=pasting.BREAKS)
def noughts_as_words(p: Page) -> None:
    """无 and 0 and dashes by turns where nothing happened."""
    for key in list(p.given.values)[::4]:
        if key[0].startswith(("responses", "training", "complaints")):
            p.given.values[key] = 0
    prose_2014(p)
    grid = statistics(p.given)
    for n, cell in enumerate(cell for cell in grid.figures() if cell.value == 0):
        if n % 3 == 0:
            cell.text = "无"
        elif n % 3 == 1:
            cell.text, cell.value = "——", None
    p.say(statistics_say(p))
    p.show(grid)


@a_page("free", paste=UEDITOR)
def old_statistics_with_the_year_before(p: Page) -> None:
    n = prose_2008(p)
    year = p.given.year
    rows: list[list[Cell | None]] = [[head("指标名称"), head("单位"), head(f"{year}年"), head(f"{year - 1}年")]]
    for label, unit, code, value in (
        ("主动公开信息数", "条", "proactive.items", n["items"]),
        ("申请总数", "件", "applications.received", n["received"]),
        ("网上申请数", "件", "applications.channel.online", n["web"]),
        ("同意公开答复数", "件", "applications.outcome.granted", n["granted"]),
    ):
        rows.append([Cell(label), Cell(unit), Cell(str(value), (code, ALL), value), Cell(str(value + 13))])
    p.say("附表：政府信息公开基本情况")
    p.show(Grid(rows))


@a_page("free", paste=BARE)
def old_prose_in_a_bordered_table(p: Page) -> None:
    """Left a heading, right its text, in a table with lines."""
    prose_2008(p)
    cut = [n for n, word in enumerate(p.words) if word[1:2] == "、"]
    rows = "".join(
        f"<tr><td width=90><p>{letters(p.words[a])}</p></td><td>{''.join(f'<p>{letters(x)}</p>' for x in p.words[a + 1 : b])}</td></tr>"
        for a, b in zip(cut, [*cut[1:], None], strict=True)
    )
    p.html = [f"<p>{letters(p.words[0])}</p><table border=1>{rows}</table>"]
    p.unsure = set(p.figures)
    p.sections = []


@a_page("free", paste=WPS)
def old_sums_over_counties(p: Page) -> None:
    """A table of counties with a last row of sums, labels across."""
    n = prose_2008(p)
    names = ("甲县", "乙县", "丙区")
    shares = (n["items"] // 4, n["items"] // 3)
    items = [*shares, n["items"] - sum(shares)]
    third_ = n["received"] // 3
    got = [third_, third_, n["received"] - 2 * third_]
    rows: list[list[Cell | None]] = [[head("单位"), head("主动公开信息数（条）"), head("申请总数（件）")]]
    rows += [[Cell(a), Cell(str(b)), Cell(str(c))] for a, b, c in zip(names, items, got, strict=True)]
    rows.append([Cell("合计"), Cell(str(n["items"])), Cell(str(n["received"]))])
    p.say("附表：各县区情况")
    p.show(Grid(rows))
