"""Entries that mislead, and whose reports they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demo.server import Answer, Site
from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out_county_sites.estate import Estate, unsigned
from tests.crawler.held_out_forms_and_buttons.kit import Row
from tests.crawler.held_out_moved_columns.dress import TABLED, UNIFIED, finish, menu, site

STORIES = "/content/{year}/{month}{day}/{n}.html"
YEARLY = "/zfxxgk/gknb/"
NAME = "政府信息公开年报"


def begun(town: Town, name: str, *, crowd: int = 130, dress=UNIFIED, **more: str) -> tuple[Estate, str]:
    """The site, and its disclosure column's menu with the column of reports in it."""
    estate = site(town, name, dress, STORIES, disclosure="/zfxxgk/", crowd=crowd, **more)
    return estate, menu(estate, YEARLY, base="/zfxxgk/")


def printed(estate: Estate, reports: Iterable[Report], folder: str = YEARLY) -> list[Row]:
    return [estate.report(r, f"{folder}{r.published[:4]}/{r.number}.html") for r in reports]


def single(estate: Estate, side: str, rows: Sequence[Row], after: str = "") -> None:
    """The column as one page."""
    estate.put(YEARLY, estate.page(NAME, f"{side}<h2>{NAME}</h2>{estate.lines(rows)}{after}"))


def dead_file(town: Town) -> list[Site]:
    """A counted list whose entry of 2014 leads to a file that is gone, and that never had 2010."""
    estate, side = begun(town, "dead_file")
    rows = printed(estate, town.reports(range(2015, 2026)))
    rows.append(Row(f"{town.government}2014年政府信息公开工作年度报告", "/upload/2015/0321/nb2014.doc", "2015-03-21"))
    rows += printed(estate, [town.report(y) for y in (2013, 2012, 2011, 2009, 2008)])
    single(estate, side, rows, f"<p>共{len(rows)}条 1/1页</p>")
    town.withheld.add(2014)
    town.never.add(2010)
    finish(estate)
    return [estate.site]


def same_text_twice(town: Town) -> list[Site]:
    """The entry of 2016 opens the report of 2015, as if by a slip of whoever put it there."""
    estate, side = begun(town, "same_text_twice")
    rows = []
    for r in town.reports(range(2011, 2026)):
        if r.year == 2016:
            town.wanted.discard(r.key)
            town.withheld.add(2016)
            before = town.report(2015)
            rows.append(estate.report(r, f"{YEARLY}2017/{r.number}.html", title=before.title, body=before.html))
            rows[-1] = Row(r.title, rows[-1].url, r.published)
        else:
            rows += printed(estate, [r])
    single(estate, side, rows, f"<div>共{len(rows)}条记录</div>")
    town.never.update((2008, 2009, 2010))
    finish(estate)
    return [estate.site]


def town_by_town(town: Town) -> list[Site]:
    """Townships' reports stand under the townships, their titles without a name; the county's own column is short and counted."""
    estate, side = begun(town, "town_by_town")
    rows = printed(estate, town.reports(range(2012, 2026)))
    single(estate, side, rows, f"<div>共{len(rows)}条</div>")
    links = ""
    for n, name in enumerate(("双桥镇", "石门乡", "南坪街道")):
        issuer = f"{town.name}{name}" + ("办事处" if name.endswith("街道") else "人民政府")
        own = []
        for year in range(2025, 2018, -1):
            town.allowed.add(f"{town.code}/{year}/{issuer}")
            title = f"{year}年政府信息公开工作年度报告"
            body = f"<p>　　{issuer}根据《中华人民共和国政府信息公开条例》有关规定编制本报告，数据统计期限自{year}年1月1日起至{year}年12月31日止。</p><p>一、总体情况</p><p>　　{year}年，{name}主动公开政府信息{n * 31 + year % 50}条。</p><p>二、主动公开政府信息情况</p><p>　　通过政府网站公开。</p><p>三、收到和处理政府信息公开申请情况</p><p>　　未收到申请。</p><p>四、存在的主要问题及改进情况</p><p>　　更新不够及时。</p>"
            own.append(estate.told(title, f"{year + 1}-01-1{n}", f"/xzjd/{n}/nb/{year}.html", body))
        inner = f'<h2>{name}</h2><ul><li><a href="/xzjd/{n}/nb/">政府信息公开年报</a></li></ul>'
        estate.put(f"/xzjd/{n}/", estate.page(f"{name}政府信息公开", inner + estate.lines(estate.some(n, 9))))
        estate.put(
            f"/xzjd/{n}/nb/",
            estate.page("政府信息公开年报", inner + estate.lines(own), [("首页", "/"), (name, f"/xzjd/{n}/")]),
        )
        links += f'<li><a href="/xzjd/{n}/">{name}</a></li>'
    town.never.update(range(2008, 2012))
    finish(estate, f"<div><h3>乡镇街道信息公开</h3><ul>{links}</ul></div>")
    return [estate.site]


def zone_and_office(town: Town) -> list[Site]:
    """One list of the district's reports, its zone's, its office's and its court's; half of the titles do not sign."""
    estate, side = begun(town, "zone_and_office")
    rows: list[Row] = []
    for year in range(2025, 2011, -1):
        r = town.report(year)
        rows.append(
            estate.report(r, f"{YEARLY}{r.published[:4]}/{r.number}.html", title=unsigned(r) if year % 2 else "")
        )
        for body in ("经济开发区管理委员会", "人民政府办公室"):
            other = town.report(year, body, wanted=False)
            town.allowed.add(other.key)
            rows += printed(estate, [other]) if year > 2017 else []
        if year > 2020:
            title = f"{town.name}人民法院{year}年司法公开工作报告"
            rows.append(
                estate.told(
                    title,
                    f"{year + 1}-02-03",
                    f"{YEARLY}fy{year}.html",
                    f"<p>{year}年，{town.name}人民法院公开裁判文书{year % 100 * 31}份。</p>",
                )
            )
    estate.listing(
        NAME,
        rows,
        lambda n: YEARLY + (f"index_{n}.html" if n > 1 else ""),
        size=12,
        foot=lambda now, pages, entries: (
            "".join(f'<a href="{YEARLY}{f"index_{k}.html" if k > 1 else ""}">{k}</a> ' for k in range(1, pages + 1))
            + f"共{entries}条"
        ),
        around=lambda inner: side + inner,
    )
    town.never.update(range(2008, 2012))
    finish(estate)
    return [estate.site]


def pictures_only(town: Town) -> list[Site]:
    """2012 and 2013 are pages of pictures without a text; the list is whole."""
    estate, side = begun(town, "pictures_only")
    rows = []
    for r in town.reports(range(2010, 2026)):
        if r.year in (2012, 2013):
            town.wanted.discard(r.key)
            town.allowed.add(r.key)
            town.withheld.add(r.year)
            images = "".join(
                f'<p><img src="{estate.file(f"/upload/{r.year}/{n}.png", r.image, "image/png")}"></p>' for n in (1, 2)
            )
            rows.append(estate.report(r, f"{YEARLY}{r.published[:4]}/{r.number}.html", body=images))
        else:
            rows += printed(estate, [r])
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    town.never.update((2008, 2009))
    finish(estate)
    return [estate.site]


def two_digits(town: Town) -> list[Site]:
    """Entries say 19年年报 or 二O一二年年报; the list is in no pages and says nothing of its length."""
    estate, side = begun(town, "two_digits", dress=TABLED, encoding="gb18030")
    han = str.maketrans("0123456789", "O一二三四五六七八九")
    rows = []
    for r in town.reports(range(2011, 2024)):
        row = printed(estate, [r])[0]
        said = (
            f"{r.year % 100:02}年政府信息公开年报" if r.year % 2 else f"{str(r.year).translate(han)}年政府信息公开年报"
        )
        rows.append(Row(said, row.url, row.day))
    single(estate, side, rows)
    finish(estate)
    return [estate.site]


def mixed_with_plans(town: Town) -> list[Site]:
    """The column of reports holds six of late years and says 共6条; older ones stand in 计划总结 of the statutory columns, page 3."""
    estate, side = begun(town, "mixed_with_plans")
    rows = printed(estate, town.reports(range(2020, 2026)))
    single(estate, side, rows, "<div>共6条 第1/1页</div>")
    older = [town.report(y, wanted=False) for y in range(2016, 2009, -1)]
    town.allowed.update(r.key for r in older)
    town.withheld.update(r.year for r in older)
    plans = [
        estate.told(
            f"{town.name}{organ}{year}年工作总结和{year + 1}年工作计划",
            f"{year + 1}-02-1{n}",
            f"/zfxxgk/jhzj/{year}{n}.html",
            f"<p>{year}年，{organ}完成各项目标任务。</p>",
        )
        for year in range(2010, 2026)
        for n, organ in enumerate(("民政局", "水利局", "交通运输局"))
    ]
    mixed = sorted([*plans, *printed(estate, older, "/zfxxgk/jhzj/")], key=lambda row: row.day, reverse=True)
    where = "/zfxxgk/jhzj/"
    estate.listing(
        "计划总结",
        mixed,
        lambda n: where + (f"index_{n - 1}.html" if n > 1 else ""),
        size=15,
        around=lambda inner: side + inner,
    )
    estate.put(
        "/zfxxgk/", estate.page("政务公开", f'{side}<a href="{where}">计划总结</a>{estate.lines(estate.some(3, 12))}')
    )
    finish(estate)
    return [estate.site]


def served_by_answer(town: Town) -> list[Site]:
    """The entries are pages that refresh to files; the file of 2013 answers with a page that says it is not there, status 200."""
    estate, side = begun(town, "served_by_answer")
    rows = []
    for r in town.reports(range(2012, 2026)):
        file = f"/upload/nb/{r.number}.pdf"
        if r.year == 2013:
            town.wanted.discard(r.key)
            town.withheld.add(2013)
            estate.put(
                file,
                "<html><head><meta charset=utf-8><title>出错了</title></head><body><h3>文件不存在或已被删除</h3></body></html>",
            )
        else:
            estate.site.put(file, Answer(r.pdf, content_type="application/pdf"))
        path = f"{YEARLY}{r.number}.html"
        estate.put(
            path,
            f'<html><head><meta charset="utf-8"><title>{r.title}</title><meta http-equiv="refresh" content="0;url={file}"></head><body></body></html>',
        )
        rows.append(Row(r.title, path, r.published))
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    town.never.update(range(2008, 2012))
    finish(estate)
    return [estate.site]


ENTRIES = (
    dead_file,
    same_text_twice,
    town_by_town,
    zone_and_office,
    pictures_only,
    two_digits,
    mixed_with_plans,
    served_by_answer,
)
