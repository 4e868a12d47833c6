"""Portals written after the rule was: other ways for a list to seem whole, and two that are."""

from __future__ import annotations

from demo.server import Answer, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import Row, split
from tests.crawler.held_out_verdicts.county import LOST_SCRIPT, NAME, county, lines_of, printed, withheld
from tests.crawler.held_out_whole_portals.kit import Works

YEARLY = "/zwgk/nb/"


def office_of_before(town: Town) -> list[Site]:
    """A tree of offices at the left without addresses; the list is that of the one in bold."""
    works, side = county(town, "office_of_before", YEARLY)
    rows = printed(works, range(2018, 2026), YEARLY)
    withheld(town, range(2009, 2018))
    names = ("政府办公室", "原政府法制办公室", "档案局", "教育局", "民政局")
    tree = "".join(
        f'<li class="node" data-id="{n}"><i></i><span>{town.name}{o}</span></li>' for n, o in enumerate(names)
    )
    after = f"<p>共8条</p><ul class='tree'>{tree}</ul>{LOST_SCRIPT}"
    works.put(YEARLY, lines_of(works, rows, side, after))
    works.entrance()
    return [works.site]


def fraction(town: Town) -> list[Site]:
    """‹ 1/3 › of buttons is all that the pager shows."""
    works, side = county(town, "fraction", YEARLY, skin="boot")
    rows = printed(works, range(2017, 2026), YEARLY)
    withheld(town, range(2008, 2017))
    foot = f'<div class="turn"><button class="l">‹</button><em>1/3</em><button class="r">›</button></div>{LOST_SCRIPT}'
    works.put(YEARLY, lines_of(works, rows, side, foot))
    works.entrance()
    return [works.site]


def unanswered_page(town: Town) -> list[Site]:
    """The second page is 200 with the words that the system is being maintained."""
    works, side = county(town, "unanswered_page", YEARLY)
    parts = split(printed(works, range(2017, 2026), YEARLY), 9)
    withheld(town, range(2008, 2017))
    foot = f'<div class="fy"><a href="{YEARLY}2.html">下一页</a></div>'
    works.put(YEARLY, lines_of(works, list(parts[0]), side, foot))
    works.site.put(f"{YEARLY}2.html", answer("<html><body><p>系统维护中，请稍后再试。</p></body></html>"))
    works.entrance()
    return [works.site]


def paper_years(town: Town) -> list[Site]:
    """The list is whole; a line below it says that the years before are with the archive."""
    works, side = county(town, "paper_years", YEARLY, skin="tables")
    rows = printed(works, range(2014, 2026), YEARLY)
    withheld(town, range(2008, 2014))
    works.put(YEARLY, lines_of(works, rows, side, "<p>共12条</p><p>注：2014年以前的年度报告请到县档案馆查阅。</p>"))
    works.entrance()
    return [works.site]


def two_plain_columns(town: Town) -> list[Site]:
    """Former years stand in a column 2008-2017年 of the menu that never answers."""
    works, side = county(town, "two_plain_columns", YEARLY)
    rows = printed(works, range(2018, 2026), YEARLY)
    withheld(town, range(2008, 2018))
    side += '<div class="gk_left"><a href="/zwgk/nb08/">2008-2017年</a><a href="/zwgk/nb/">2018年至今</a></div>'
    works.put(YEARLY, lines_of(works, rows, side, "<p>共8条 1/1页</p>"))
    works.site.put("/zwgk/nb08/", Answer(b"<html><body>", cut=2))
    works.entrance()
    return [works.site]


def latest_only(town: Town) -> list[Site]:
    """The column is a panel of the newest seven, and its 更多 is a picture whose script is lost."""
    works, side = county(town, "latest_only", YEARLY)
    rows = printed(works, range(2019, 2026), YEARLY)
    withheld(town, range(2008, 2019))
    more = f'<a href="javascript:void(0)" class="gd"><img src="/images/more.gif" alt="更多"></a>{LOST_SCRIPT}'
    works.put(YEARLY, lines_of(works, rows, side + more))
    works.entrance()
    return [works.site]


def _links(works: Works, rows: list[Row]) -> str:
    return "".join(f'<p>· <a href="{row.url}">{row.title}</a></p>' for row in rows)


def few_and_told(town: Town) -> list[Site]:
    """Honest: the county began in 2016, left out 2020, and says 第1页 共1页 总记录数：9."""
    works, side = county(town, "few_and_told", YEARLY)
    years = [y for y in range(2016, 2026) if y != 2020]
    rows = printed(works, years, YEARLY)
    town.never.update(set(range(2008, 2026)) - set(years))
    works.put(YEARLY, works.shell(NAME, f"{side}<div>{_links(works, rows)}<p>第1页 共1页 总记录数：9</p></div>"))
    works.entrance()
    return [works.site]


def years_apart(town: Town) -> list[Site]:
    """Honest: plain pages 1 2 with a choice of years that shows 全部 and a footer of friends' offices."""
    works, side = county(town, "years_apart", YEARLY)
    years = list(range(2012, 2026))
    parts = split(printed(works, years, YEARLY), 8)
    town.never.update(range(2008, 2012))
    choice = (
        "<select><option>全部</option><option>2025年</option><option>2024年</option><option>2023年</option></select>"
    )
    friends = "".join(
        f'<option value="http://f{n}.gov.test/">{town.name}{b}</option>'
        for n, b in enumerate(("财政局", "教育局", "水利局"))
    )
    for n, part in enumerate(parts):
        foot = f'<div class="page"><a href="{YEARLY}">1</a><a href="{YEARLY}index_1.html">2</a> 共2页</div><select>{friends}</select>'
        works.put(f"{YEARLY}index_1.html" if n else YEARLY, lines_of(works, list(part), side + choice, foot))
    works.entrance()
    return [works.site]


AFRESH = (
    office_of_before,
    fraction,
    unanswered_page,
    paper_years,
    two_plain_columns,
    latest_only,
    few_and_told,
    years_apart,
)
