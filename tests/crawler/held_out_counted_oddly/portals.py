"""The set's portals, and which place stands on which."""

from __future__ import annotations

from demo.server import Answer, Request, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_county_sites.estate import unsigned
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked
from tests.crawler.held_out_moved_columns.dress import TABLED, finish
from tests.crawler.held_out_wrong_entries.entries import NAME, YEARLY, begun, printed, single


def _numbered(n: int) -> str:
    return YEARLY + (f"index_{n - 1}.html" if n > 1 else "")


def pinned_twice(town: Town) -> list[Site]:
    """The newest is pinned above the list and stands in it again; the total counts both."""
    estate, side = begun(town, "pinned_twice")
    rows = printed(estate, town.reports(range(2010, 2026)))
    rows = [rows[0], *rows]
    estate.listing(
        NAME,
        rows,
        _numbered,
        size=9,
        foot=lambda now, pages, entries: (
            f'<a href="{_numbered(min(now + 1, pages))}">下一页</a> 共{entries}条 {now}/{pages}页'
        ),
        around=lambda inner: side + inner,
    )
    finish(estate)
    return [estate.site]


def emptied_last_page(town: Town) -> list[Site]:
    """Three pages of which the last has no entry any more; 2017 was never put there."""
    estate, side = begun(town, "emptied_last_page", dress=TABLED, encoding="gb18030")
    rows = printed(estate, [town.report(y) for y in range(2025, 2009, -1) if y != 2017])
    halves = (rows[:8], rows[8:], [])
    for n, part in enumerate(halves, 1):
        links = "".join(f'<a href="{_numbered(k)}">{k}</a> ' if k != n else f"<b>{k}</b> " for k in (1, 2, 3))
        estate.put(
            _numbered(n),
            estate.page(
                NAME, f'{side}{estate.lines(part) if part else "<p>暂无信息</p>"}<div class="page">共3页 {links}</div>'
            ),
        )
    town.never.update((2008, 2009, 2017))
    finish(estate)
    return [estate.site]


def shared_name(town: Town) -> list[Site]:
    """A district whose name three others share; titles name it without its city, or not at all."""
    estate, side = begun(town, "shared_name")
    rows = [
        estate.report(r, f"{YEARLY}{r.number}.html", title=unsigned(r) if r.year % 3 == 0 else "")
        for r in town.reports(range(2009, 2026))
    ]
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    town.never.add(2008)
    finish(estate)
    return [estate.site]


def found_by_search(town: Town) -> list[Site]:
    """The column lacks 2014 and 2019; the site's search, a form, brings that of 2014."""
    estate, side = begun(town, "found_by_search")
    rows = printed(estate, [town.report(y) for y in range(2025, 2007, -1) if y not in (2014, 2019)])
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    lost = printed(estate, [town.report(2014)], "/szf/xx/")

    def search(request: Request) -> Answer:
        words = asked(request).get("keyword", "")
        hits = [*lost, *rows[:9]] if "信息公开" in words else []
        return estate.printed(estate.page("搜索结果", f"<p>共找到{len(hits)}条结果</p>{estate.lines(hits)}"))

    estate.site.handle("/search/so.jsp", search)
    finish(
        estate,
        '<form action="/search/so.jsp" method="get"><input type="text" name="keyword"><input type="submit" value="搜索"></form>',
    )
    town.never.add(2019)
    return [estate.site]


def total_of_all(town: Town) -> list[Site]:
    """Tabs for the government, organs and townships; the total below counts all three, of which the organs' are called for."""
    estate, side = begun(town, "total_of_all")
    rows = printed(estate, town.reports(range(2018, 2026)))
    town.withheld.update(range(2012, 2018))
    tabs = (
        '<ul class="tabs"><li class="on">县政府</li><li onclick="tab(2)">部门</li><li onclick="tab(3)">乡镇</li></ul>'
    )
    single(
        estate,
        side,
        rows,
        f'{tabs}<p>共96条记录 <a href="javascript:;" onclick="tab(1,2)">下一页</a></p><script src="/js/tab.min.js"></script>',
    )
    finish(estate)
    return [estate.site]


def half_moved(town: Town) -> list[Site]:
    """Two columns of the government's reports: 2016 on, and 2008 to 2013; either says how long it is. 2014 and 2015 are in neither:
    one is a notice's file, the other lost when the site was moved."""
    estate, side = begun(town, "half_moved")
    new = printed(estate, town.reports(range(2016, 2026)))
    old = printed(estate, town.reports(range(2008, 2014)), "/xxgk/nb/")
    estate.put("/xxgk/nb/", estate.page("信息公开年报", f"{estate.lines(old)}<p>共{len(old)}条</p>"))
    single(estate, side, new, f"<p>共{len(new)}条</p>")
    r = town.report(2014)
    estate.notice(Row(r.title, estate.file(f"/upload/{r.number}.pdf", r.pdf, "application/pdf"), r.published))
    rows = sorted(estate.stock, key=lambda row: row.day, reverse=True)
    estate.listing("公告公示", rows, lambda n: "/gg/" + (f"p{n}.html" if n > 1 else ""), size=30)
    finish(estate, '<a href="/xxgk/nb/">信息公开年报</a><a href="/gg/">公告公示</a>')
    return [estate.site]


def mirrored_column(town: Town) -> list[Site]:
    """The same list in two columns; in the other it is cut after eight without a word."""
    estate, side = begun(town, "mirrored_column")
    rows = printed(estate, [town.report(y) for y in range(2025, 2008, -1) if y != 2012])
    estate.listing(
        NAME,
        rows,
        _numbered,
        size=10,
        foot=lambda now, pages, entries: f'<a href="{_numbered(min(now + 1, pages))}">下一页</a> {now}/{pages}页',
        around=lambda inner: side + inner,
    )
    estate.put("/xxgk/ndbg/", estate.page("年度报告", f"<h2>年度报告</h2>{estate.lines(rows[:8])}"))
    finish(estate, '<a href="/xxgk/ndbg/">年度报告</a>')
    town.never.update((2008, 2012))
    return [estate.site]


def notices_silent(town: Town) -> list[Site]:
    """A column since 2012 that says its end, a gap, and a column of notices that holds nothing."""
    estate, side = begun(town, "notices_silent", crowd=60)
    rows = printed(estate, [town.report(y) for y in range(2025, 2011, -1) if y != 2020])
    single(estate, side, rows, f"<p>共{len(rows)}条 第1/1页</p>")
    estate.put("/tzgg/", estate.page("公告公示", "<h2>公告公示</h2><p>该栏目暂无内容</p>"))
    finish(estate, '<a href="/tzgg/">公告公示</a>')
    town.never.update(range(2008, 2012))
    return [estate.site]


PLACES = {
    pinned_twice: ("140926", "静乐县"),
    emptied_last_page: ("220282", "桦甸市"),
    shared_name: ("350102", "鼓楼区"),
    found_by_search: ("371681", "邹平市"),
    total_of_all: ("431228", "芷江侗族自治县"),
    half_moved: ("451221", "南丹县"),
    mirrored_column: ("511381", "阆中市"),
    notices_silent: ("610727", "略阳县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in PLACES}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[makers[name]], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
