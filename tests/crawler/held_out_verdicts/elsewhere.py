"""Lists that are whole and not all: the other years are kept where the crawl may not, cannot or does not look."""

from __future__ import annotations

from demo.server import Answer, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_verdicts.county import LOST_SCRIPT, county, lines_of, printed, withheld
from tests.crawler.held_out_whole_portals.kit import Works

YEARLY = "/zwgk/nb/"


def old_column_refused(town: Town) -> list[Site]:
    """Two columns, each with its own whole count; the one of former years answers 403."""
    works, side = county(town, "old_column_refused", YEARLY)
    rows = printed(works, range(2019, 2026), YEARLY)
    withheld(town, range(2008, 2019))
    side += '<div class="gk_left"><a href="/zwgk/lsnb/">历史年报</a></div>'
    works.put(YEARLY, lines_of(works, rows, side, "<p>共7条 1/1页</p>"))
    works.site.put("/zwgk/lsnb/", answer("<html><body><h1>403 Forbidden</h1></body></html>", status=403))
    works.entrance()
    return [works.site]


def chosen_year(town: Town) -> list[Site]:
    """The list shows the newest year; the choice of others listens to a script that is lost."""
    works, side = county(town, "chosen_year", YEARLY)
    rows = printed(works, [2025], YEARLY)
    withheld(town, range(2010, 2025))
    years = "".join(f'<option value="{y}">{y}</option>' for y in range(2025, 2009, -1))
    choice = f'<div class="sx">年份：<select id="nd" class="nd">{years}</select><input type="button" class="cx" value="查询"></div>{LOST_SCRIPT}'
    works.put(YEARLY, lines_of(works, rows, side + choice, "<p>共1条</p>"))
    works.entrance()
    return [works.site]


def chosen_organ(town: Town) -> list[Site]:
    """The list shows what the present office put in; that of before is a choice that does nothing without its script."""
    works, side = county(town, "chosen_organ", YEARLY)
    rows = printed(works, range(2019, 2026), YEARLY)
    withheld(town, range(2008, 2019))
    offices = "".join(f"<option>{town.name}{o}</option>" for o in ("人民政府办公室", "信息公开办公室", "信息中心"))
    choice = f'<div class="sx">发布机构：<select id="jg">{offices}</select></div>{LOST_SCRIPT}'
    works.put(YEARLY, lines_of(works, rows, side + choice, "<p>共7条信息 1/1页</p>"))
    works.entrance()
    return [works.site]


def moved_away(town: Town) -> list[Site]:
    """2020年以前的信息请访问旧版网站, on a host that is nobody's declared one."""
    works, side = county(town, "moved_away", YEARLY)
    rows = printed(works, range(2020, 2026), YEARLY)
    withheld(town, range(2008, 2020))
    note = '<p>共6条</p><p class="tip">2020年以前的信息请访问<a href="http://old.example.invalid/">旧版网站</a></p>'
    works.put(YEARLY, lines_of(works, rows, side, note))
    works.entrance()
    return [works.site]


def among_hundreds(town: Town) -> list[Site]:
    """One column of all disclosure, whole by its count; what is older is 归档 on a part of the portal that times out."""
    yearly = "/zwgk/xxgk/"
    works, side = county(town, "among_hundreds", yearly, stories=90)
    rows = sorted(printed(works, range(2017, 2026), yearly) + works.stock[:80], key=lambda r: r.day, reverse=True)
    withheld(town, range(2008, 2017))

    def address(n: int) -> str:
        return yearly if n == 1 else f"{yearly}index_{n - 1}.html"

    works.listing("政府信息公开", rows, address, _counted, size=30, side=side)
    works.bar.append(("信息公开归档", "/archive/xxgk/"))
    works.site.put("/archive/xxgk/", Answer(b"<html>", cut=3))
    works.entrance()
    return [works.site]


def _counted(now: int, pages: int, entries: int) -> str:
    numbers = "".join(
        f'<a href="/zwgk/xxgk/{"" if n == 1 else f"index_{n - 1}.html"}">{n}</a>' for n in range(1, pages + 1)
    )
    return f'<div class="page">{numbers} 共{entries}条 第{now}页/共{pages}页</div>'


def unopened_tab(town: Town) -> list[Site]:
    """Two tabs of one page; the second is filled by a script that is lost."""
    works, side = county(town, "unopened_tab", YEARLY)
    rows = printed(works, range(2019, 2026), YEARLY)
    withheld(town, range(2008, 2019))
    tabs = '<ul class="tab-hd"><li class="on" data-t="n">2019年以来</li><li data-t="o">2018年及以前</li></ul>'
    after = f'<p>共7条</p><div class="tab-bd" data-t="o" style="display:none"></div>{LOST_SCRIPT}'
    works.put(YEARLY, lines_of(works, rows, side + tabs, after))
    works.entrance()
    return [works.site]


def asked_for(town: Town) -> list[Site]:
    """What is older is found by a query with a picture of letters to be typed in."""
    works, side = county(town, "asked_for", YEARLY)
    rows = printed(works, range(2019, 2026), YEARLY)
    withheld(town, range(2008, 2019))
    form = '<form method="post" action="/zwgk/cx.do"><p>往年年度报告请按年度查询</p>年度<input name="nd"> 验证码<input name="yzm"><img src="/yzm.jpg"><input type="submit" value="查询"></form>'
    works.put(YEARLY, lines_of(works, rows, side, f"<p>共7条</p>{form}"))
    works.site.put("/zwgk/cx.do", answer("<html><body>验证码错误</body></html>"))
    works.entrance()
    return [works.site]


def forbidden_column(town: Town) -> list[Site]:
    """robots.txt forbids the column of former years that the menu names."""
    works, side = county(town, "forbidden_column", YEARLY)
    rows = printed(works, range(2015, 2026), YEARLY)
    old = printed_elsewhere(works, range(2008, 2015))
    side += '<div class="gk_left"><a href="/lsxx/nb/">往年年报</a></div>'
    works.put(YEARLY, lines_of(works, rows, side, "<p>共11条</p>"))
    works.put("/lsxx/nb/", works.shell("往年年报", f"<ul>{old}</ul><p>共7条</p>"))
    works.site.put("/robots.txt", Answer(b"User-agent: *\nDisallow: /lsxx/\n", content_type="text/plain"))
    works.entrance()
    return [works.site]


def printed_elsewhere(works: Works, years: range) -> str:
    """Reports under /lsxx/, which a crawl may not open."""
    rows = [works.report(r, f"/lsxx/nb/{r.year}.html") for r in withheld(works.town, years)]
    return works.lines(rows)


ELSEWHERE = (
    old_column_refused,
    chosen_year,
    chosen_organ,
    moved_away,
    among_hundreds,
    unopened_tab,
    asked_for,
    forbidden_column,
)
