"""One page, the tables of two bodies: the report's issuer's are its figures, where captions, headings or the tables tell whose they are."""

from __future__ import annotations

from dataclasses import replace

from tests.odd_pages import grids, markup, shell
from tests.odd_pages.article import Body, build, odd, paragraph, strong
from tests.odd_pages.facts import Facts, facts
from tests.odd_pages.grids import Cell, Grid
from tests.odd_pages.scoring import Odd


def _grids(given: Facts) -> tuple[Grid, Grid, Grid]:
    return grids.second(given), grids.third(given), grids.fourth(given)


def _two(
    name: str,
    seed: int,
    form: str,
    *,
    own: str,
    other: str,
    first: bool = True,
    line: str = "{}",
    heading: bool = False,
    which: tuple[int, ...] = (0, 1, 2),
    withheld: bool = False,
    title: str | None = None,
    issuer: str | None = None,
) -> Odd:
    """Each table of `which` twice, under a line that names its body; `own` first or last."""
    given, theirs = facts(seed, form), facts(seed + 50, form)
    pairs = list(zip(_grids(given), _grids(theirs), strict=True))

    def marked(number: int, mine: Grid, foreign: Grid) -> str:
        if number not in which:
            return markup.table(mine)
        tag = strong if heading else paragraph
        parts = [
            tag(line.format(own)) + markup.table(mine),
            tag(line.format(other)) + markup.table(foreign),
        ]
        return "".join(parts if first else parts[::-1])

    shown = [marked(number, mine, foreign) for number, (mine, foreign) in enumerate(pairs)]
    marks = tuple((lambda grid, each=each: each) for each in shown)
    body = build(given, marks=marks, made=_grids(given))  # type: ignore[arg-type]
    words = tuple(
        word
        for number in which
        for word in (line.format(own), line.format(other), *(cell.text for row in pairs[number][1] for cell in row))
    )
    title = title or given.title
    article = shell.heading(title) + shell.dateline(given.published) + body.html
    page = shell.page(article, title=f"{title}_某某市政务网")
    made = odd(
        name,
        given,
        body,
        page=page,
        digits=None,
        words=(*body.words, *words),
        sections=(),
        title=title,
        nullable=set(given.values) if withheld else set(),
    )
    return replace(made, issuer=issuer) if issuer else made


def _with_columns_of_two() -> Odd:
    """One table with a pair of columns for each body: no form asks for that, and nothing may be read wrong of it."""
    given, theirs = facts(9260), facts(9310)
    rows: Grid = [[Cell("处理结果"), Cell("市政府"), Cell("市政府办公室")]]
    for label, code in (("结果维持", "review.upheld"), ("结果纠正", "review.corrected"), ("总计", "review.total")):
        rows.append([Cell(label), *(Cell(str(one.values[(code, "all")]), figure=True) for one in (given, theirs))])
    body = build(given)
    extra = Body()
    extra.add(paragraph("附：行政复议情况对照") + markup.table(rows))
    body.marked += extra.marked
    page = shell.page(shell.heading(given.title) + shell.dateline(given.published) + body.html, title=given.title)
    return odd("columns_of_two_bodies", given, body, page=page, digits=None)


def _after_all_tables(name: str, seed: int, form: str, lines: tuple[str, ...]) -> Odd:
    """The report's own tables without a word; below all of it another body's three under one line."""
    given, theirs = facts(seed, form), facts(seed + 50, form)
    body = build(given)
    extra = "".join(map(paragraph, lines)) + "".join(map(markup.table, _grids(theirs)))
    article = shell.heading(given.title) + shell.dateline(given.published) + body.html + extra
    return odd(name, given, body, page=shell.page(article, title=given.title), digits=None, sections=())


def pages() -> list[Odd]:
    one = facts(9201)
    return [
        _two("government_then_office", 9201, "2021", own=f"{one.government}", other=f"{one.government}办公室"),
        _two("office_then_government", 9202, "2021", own=f"{facts(9202).government}", other=f"{facts(9202).government}办公室", first=False),
        _two("in_brackets", 9203, "2019", own=facts(9203).government, other=f"{facts(9203).government}办公室", line="（{}）"),
        _two("table_number_and_body", 9204, "2021", own="市政府", other="市政府办公室", line="附表：{}收到和处理政府信息公开申请情况", which=(1,)),
        _two("whole_city_and_own_level", 9205, "2021", own="全市", other="市本级", line="{}情况统计表", which=(1,)),
        _two("as_headings", 9206, "2019", own=f"（一）{facts(9206).government}", other=f"（二）{facts(9206).government}办公室", heading=True),
        _two("county_and_street", 9207, "2021", own=facts(9207).place, other="东关街道办事处", line=f"{{}}{facts(9207).year}年度数据", which=(1, 2)),
        _two("department_and_city", 9208, "2021", own="市财政局", other="全市财政系统", which=(1,), title=f"{facts(9208).place}财政局{facts(9208).year}年政府信息公开工作年度报告", issuer=f"{facts(9208).place}财政局"),
        _two("unit_lines", 9209, "2021", own=facts(9209).government, other=f"{facts(9209).place}政务服务数据管理局", line="填报单位：{}"),
        _two("two_bodies_neither_named", 9210, "2021", own="表1", other="表2", which=(1,), withheld=True),
        _two("two_departments", 9211, "2021", own="市司法局", other="市教育局", which=(1,), withheld=True),
        _with_columns_of_two(),
        _after_all_tables("office_below_all", 9212, "2021", (f"附：{facts(9212).government}办公室", "各项数据如下：")),
        _after_all_tables("streets_below_all", 9213, "2019", ("附件2", "城关镇人民政府政府信息公开情况统计表")),
    ]  # fmt: skip
