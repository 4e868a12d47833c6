"""Systems in wide use, as they list annual reports."""

from __future__ import annotations

import html
import json
from urllib.parse import parse_qs

from demo.server import Answer, Request, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_county_sites.estate import TITLES, late, unsigned
from tests.crawler.held_out_forms_and_buttons.kit import JSON, Row, asked, number, split
from tests.crawler.held_out_moved_columns.dress import TABLED, UNIFIED, finish, menu, site

DATED = "/xw/gg/{year}{month}/t{year}{month}{day}_{n}.html"


def dated(folder: str, day: str, n: int, suffix: str = "html") -> str:
    return f"{folder}{day[:4]}{day[5:7]}/t{day.replace('-', '')}_{n}.{suffix}"


def two_columns_of_dates(town: Town) -> list[Site]:
    """TRS: the column of 2019 holds 2019 on; what was before is in a column 历年年报 of the former 信息公开 menu, which the
    hub still shows. Addresses are relative (./ and ../../)."""
    estate = site(town, "two_columns_of_dates", UNIFIED, DATED)
    yearly, former = "/zwgk/fdzdgk/nb/", "/xxgk/gkgz/lnbg/"
    side = menu(estate, yearly, extra='<a href="/xxgk/gkgz/">政府信息公开工作</a>')
    new = [estate.report(r, dated(yearly, r.published, r.number)) for r in town.reports(range(2019, 2026))]
    rows = [Row(r.title, "./" + r.url.removeprefix(yearly), r.day) for r in new]
    estate.put(yearly, estate.page("政府信息公开年报", side + estate.lines(rows)))
    old = [estate.report(r, dated(former, r.published, r.number)) for r in town.reports(range(2008, 2019))]
    parts = split([Row(r.title, "./" + r.url.removeprefix(former), r.day) for r in old], 6)
    for n, part in enumerate(parts):
        pager = f'<div class="fenye"><script>createPageHTML({len(parts)}, {n}, "index", "html");</script></div>'
        path = former if n == 0 else f"{former}index_{n}.html"
        estate.put(path, estate.page("历年年报", f"<h2>历年年报</h2>{estate.lines(part)}{pager}"))
    works = f'<h2>政府信息公开工作</h2><p><a href="../gkgz/lnbg/">历年年报</a> <a href="../gkgz/tz/">工作通知</a></p>{estate.lines(estate.some(5, 9))}'
    estate.put("/xxgk/gkgz/", estate.page("政府信息公开工作", works))
    finish(estate)
    return [estate.site]


def stored_groups(town: Town) -> list[Site]:
    """jcms: the page holds the first records in a datastore, the rest come by a proxy; bureaus' column beside it."""
    estate = site(town, "stored_groups", UNIFIED, "/art/{year}/{month}/{day}/art_1_{n}.html")
    side = menu(estate, "/col/col1229388/index.html")
    store: dict[str, list[Row]] = {}

    def put(column: str, name: str, rows: list[Row]) -> None:
        records = [
            f"<li><a href='{html.escape(r.url)}' title='{r.title}' target='_blank'>{r.title}</a><span>{r.day}</span></li>"
            for r in rows
        ]
        store[column] = rows
        shown = "".join(f"<record><![CDATA[{each}]]></record>" for each in records[:6])
        data = f"""<div id="{column}9" class="list"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=3&path=/&columnid={column}&unitid={column}9&webname=gov&permissiontype=0"></a>]]></nextgroup><totalrecord>{len(rows)}</totalrecord><totalpage>{-(-len(rows) // 3)}</totalpage><recordset>{shown}</recordset></datastore></script></div>
<script>$('#{column}9').jpage({{perPage:3,totalRecord:{len(rows)},proxyUrl:'/module/web/jpage/dataproxy.jsp',openCookies:false,columnId:'{column}',unitId:'{column}9',webId:3,dataBefore:'',currentPage:1}});</script>"""
        estate.put(f"/col/col{column}/index.html", estate.page(name, f"{side}<h2>{name}</h2>{data}"))

    def proxy(request: Request) -> Answer:
        said = asked(request)
        rows = store.get(said.get("columnid", ""), [])
        start, end = number(said, "startrecord", 1), number(said, "endrecord", 6)
        each = "".join(
            f"<record><![CDATA[<li><a href='{r.url}' title='{r.title}'>{r.title}</a><span>{r.day}</span></li>]]></record>"
            for r in rows[start - 1 : end]
        )
        text = f"<datastore><nextgroup><![CDATA[]]></nextgroup><totalrecord>{len(rows)}</totalrecord><totalpage>{-(-len(rows) // 3)}</totalpage><recordset>{each}</recordset></datastore>"
        return Answer(text.encode(), content_type="text/xml;charset=UTF-8")

    estate.site.handle("/module/web/jpage/dataproxy.jsp", proxy)
    years = [y for y in range(2009, 2026) if y != 2014]
    put(
        "1229388",
        "政府信息公开年报",
        [
            estate.report(r, f"/art/{r.published.replace('-', '/')}/art_1229388_{r.number}.html")
            for y in reversed(years)
            for r in [town.report(y)]
        ],
    )
    put(
        "1229389",
        "部门年报",
        [
            estate.report(r, f"/art/{r.published.replace('-', '/')}/art_1229389_{r.number}.html")
            for y in range(2025, 2021, -1)
            for r in [town.report(y, b) for b in ("财政局", "水利局")]
        ],
    )
    town.never.update((2008, 2014))
    finish(estate, '<a href="/col/col1229389/index.html">部门年报</a>')
    return [estate.site]


def aggregated_search(town: Town) -> list[Site]:
    """开普: the list is a search that answers JSON; the page has only its script; the government's and bureaus' mixed."""
    estate = site(town, "aggregated_search", UNIFIED, "/xwzx/c10/{year}{month}/{n}a7.shtml")
    yearly = "/zwgk/c100312/zfxxgknb.shtml"
    side = menu(estate, yearly)
    rows = [
        estate.report(r, f"/zwgk/c100312/{r.published[:7].replace('-', '')}/{r.number:x}e4f0a9.shtml")
        for r in town.reports(range(2011, 2026), ("教育局",))
    ]

    def search(request: Request) -> Answer:
        said = asked(request)
        size, now = number(said, "_pageSize", 10), number(said, "page", 1)
        part = rows[(now - 1) * size : now * size]
        results = [
            {"title": r.title, "url": r.url, "publishedTimeStr": r.day, "channelName": "政府信息公开年报"} for r in part
        ]
        data = {"total": len(rows), "page": now, "rows": size, "results": results}
        return Answer(json.dumps({"data": data, "code": 200}, ensure_ascii=False).encode(), content_type=JSON)

    estate.site.handle("/common/search/9c4e2f6b11d047a3b5c6d7e8f9012345", search)
    script = """<ul id="data_list" class="list-con"></ul><div id="page_div"></div><script>
var channelId = '9c4e2f6b11d047a3b5c6d7e8f9012345', pageSize = 10;
function getList(p){ $.ajax({url:'/common/search/'+channelId+'?_isAgg=true&_isJson=true&_pageSize='+pageSize+'&_template=index&_rangeTimeGte=&_channelName=&page='+p, type:'get', dataType:'json', success:function(res){
 var h=''; $.each(res.data.results,function(i,v){ h+='<li><a href="'+v.url+'">'+v.title+'</a><span>'+v.publishedTimeStr+'</span></li>'; }); $('#data_list').html(h); createPageHTML('page_div', Math.ceil(res.data.total/pageSize), p); }});}
getList(1);</script>"""
    estate.put(yearly, estate.page("政府信息公开年报", f"{side}<h2>政府信息公开年报</h2>{script}"))
    town.never.update((2008, 2009, 2010))
    finish(estate)
    return [estate.site]


def subpages(town: Town) -> list[Site]:
    """新点: about.html, then 2.html; years in a column each below the year's number; articles under dates and GUIDs."""
    estate = site(town, "subpages", UNIFIED, "/xwzx/001002/{year}{month}{day}/{n}b-4c1e-9d.html")
    yearly = "/zwgk/003007/subpage.html"
    side = menu(estate, yearly)
    folders = ""
    for n, year in enumerate(range(2025, 2010, -1), 1):
        where = f"/zwgk/003007/0030070{n:02}/"
        rows = [
            estate.report(r, f"{where}{r.published.replace('-', '')}/{r.number:08x}-77aa-4f3b.html")
            for r in town.reports(range(year, year + 1), ("民政局", "审计局") if year > 2021 else ())
        ]
        parts = split(rows, 2)
        for p, part in enumerate(parts, 1):
            pager = "".join(
                f'<li class="ewb-page-li{" current" if k == p else ""}"><a href="{where}{"subpage" if k == 1 else k}.html">{k}</a></li>'
                for k in range(1, len(parts) + 1)
            )
            foot = (
                f'<div class="ewb-page"><ul>{pager}<li class="ewb-page-li ewb-page-hover"><span>{p}/{len(parts)}</span></li></ul></div>'
                if len(parts) > 1
                else ""
            )
            estate.put(
                f"{where}{'subpage' if p == 1 else p}.html",
                estate.page(f"{year}年", f"{side}{estate.lines(part)}{foot}"),
            )
        folders += f'<li class="ewb-tree-item"><a href="{where}subpage.html">{year}年度</a></li>'
    estate.put(yearly, estate.page("政府信息公开年报", f'{side}<ul class="ewb-tree">{folders}</ul>'))
    finish(estate)
    return [estate.site]


def download_servlet(town: Town) -> list[Site]:
    """博达: pages numbered downwards; from 2016 on the article holds only 附件【…】 behind a servlet whose query says the file."""
    estate = site(town, "download_servlet", UNIFIED, "/info/1021/{n}.htm", disclosure="/zwgk.htm")
    side = menu(estate, "/zwgk/zfxxgknb.htm")
    estate.put("/zwgk.htm", estate.page("政务公开", side + estate.lines(estate.some(2, 10))))
    files: dict[str, tuple[bytes, str]] = {}

    def servlet(request: Request) -> Answer:
        said = asked(request)
        found = files.get(said.get("wbfileid", ""))
        if found is None:
            return estate.site.missing
        return Answer(
            found[0],
            content_type="application/x-msdownload",
            headers=(("Content-Disposition", f"attachment; filename={found[1]}"),),
        )

    estate.site.handle("/system/_content/download.jsp", servlet)
    rows = []
    for r in town.reports(range(2010, 2026)):
        path = f"/info/1123/{r.number}.htm"
        if r.year < 2016:
            rows.append(estate.report(r, path))
            continue
        ending, data = ("pdf", r.pdf) if r.year % 2 else ("docx", r.docx)
        files[str(r.number * 3)] = (data, f"{r.number}.{ending}")
        body = f'<div id="vsb_content_2"><div class="v_news_content"><p></p></div></div><ul style="list-style-type:none;"><li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1405662&wbfileid={r.number * 3}" target="_blank">{r.title}.{ending}</a>】已下载<span id="nattach{r.number}"></span>次</li></ul>'
        rows.append(estate.report(r, path, body=body))
    parts = split(rows, 6)
    for n, part in enumerate(parts, 1):
        address = lambda k: "/zwgk/zfxxgknb.htm" if k == 1 else f"/zwgk/zfxxgknb/{len(parts) - k + 1}.htm"  # noqa: E731
        links = "".join(
            f'<a href="{address(k)}" class="Next">{k}</a>' if k != n else f"<span>{k}</span>"
            for k in range(1, len(parts) + 1)
        )
        ahead = (
            f'<a href="{address(n + 1)}" class="Next">下页</a><a href="{address(len(parts))}" class="Next">尾页</a>'
            if n < len(parts)
            else '<span class="PrevDisabled">下页</span>'
        )
        estate.put(
            address(n),
            estate.page(
                "政府信息公开年报",
                f"{side}{estate.lines(part)}<table><tr><td>共{len(rows)}条&nbsp;&nbsp;{n}/{len(parts)}&nbsp;</td><td>{links}{ahead}</td></tr></table>",
            ),
        )
    town.never.update((2008, 2009))
    finish(estate)
    return [estate.site]


def one_list_of_everything(town: Town) -> list[Site]:
    """PHPCMS, gbk: no column of reports; one of 政府信息公开 with everything in it, eleven pages by query."""
    estate = site(
        town,
        "one_list_of_everything",
        TABLED,
        "/index.php?m=content&c=index&a=show&catid=12&id={n}",
        disclosure="/index.php?m=content&c=index&a=lists&catid=46",
        encoding="gbk",
    )
    rows = []
    for r in town.reports(range(2013, 2026)):
        title = unsigned(r) if r.year in (2014, 2015) else ""
        rows.append(estate.report(r, f"/index.php?m=content&c=index&a=show&catid=46&id={r.number}", title=title))
    mixed = sorted([*rows, *estate.stock[:110]], key=lambda row: row.day, reverse=True)
    where = "/index.php?m=content&c=index&a=lists&catid=46"
    parts = split(mixed, 12)
    for n, part in enumerate(parts, 1):
        numbers = "".join(
            f'<a href="{html.escape(where)}&amp;page={k}">{k}</a> ' if k != n else f"<span>{k}</span> "
            for k in range(max(1, n - 4), min(len(parts), n + 5) + 1)
        )
        ends = f'<a href="{html.escape(where)}&amp;page={max(1, n - 1)}" class="a1">上一页</a>{numbers}<a href="{html.escape(where)}&amp;page={min(len(parts), n + 1)}" class="a1">下一页</a>'
        text = estate.page(
            "政府信息公开", f'{estate.lines(part)}<div id="pages"><a class="a1">{len(mixed)}条</a>{ends}</div>'
        )
        estate.put(f"{where}&page={n}", text)
        if n == 1:
            estate.put(where, text)
    finish(estate)
    return [estate.site]


def paged_articles(town: Town) -> list[Site]:
    """dedecms: list_33_2.html, and articles that are cut into two pages (n.html, n_2.html)."""
    estate = site(town, "paged_articles", UNIFIED, "/a/xw/{year}/{month}{day}/{n}.html")
    yearly = "/a/zwgk/nb/"
    side = menu(estate, yearly)
    rows = []
    for r in town.reports(range(2012, 2026)):
        stem = f"{yearly}{r.published[:4]}/{r.published[5:].replace('-', '')}/{r.number}"
        if r.year % 3:
            rows.append(estate.report(r, stem + ".html"))
            continue
        cut = r.html.find("</p>", len(r.html) // 3) + 4
        for n, part in ((1, r.html[:cut]), (2, r.html[cut:])):
            links = "".join(
                f"<li{' class=thisclass' if k == n else ''}><a href='{r.number}{'' if k == 1 else '_2'}.html'>{k}</a></li>"
                for k in (1, 2)
            )
            foot = f"<div class='dede_pages'><ul class='pagelist'><li><a>共2页: </a></li><li><a href='{r.number}.html'>上一页</a></li>{links}<li><a href='{r.number}_2.html'>下一页</a></li></ul></div>"
            row = estate.report(
                r,
                stem + ("" if n == 1 else "_2") + ".html",
                body=part + foot,
                title=r.title + ("" if n == 1 else "(2)"),
            )
            if n == 1:
                rows.append(row)
    parts = split(rows, 5)
    for n, part in enumerate(parts, 1):
        links = "".join(
            f"<li><a href='list_33_{k}.html'>{k}</a></li>" if k != n else f"<li class='thisclass'>{k}</li>"
            for k in range(1, len(parts) + 1)
        )
        foot = f"<div class='dede_pages'><ul class='pagelist'><li>首页</li>{links}<li><span class='pageinfo'>共 <strong>{len(parts)}</strong>页<strong>{len(rows)}</strong>条</span></li></ul></div>"
        text = estate.page("政府信息公开年报", f"{side}{estate.lines(part)}{foot}")
        estate.put(f"{yearly}list_33_{n}.html", text)
        if n == 1:
            estate.put(yearly, text)
    town.never.update(range(2008, 2012))
    finish(estate)
    return [estate.site]


def asp_and_words(town: Town) -> list[Site]:
    """Hand-written ASP in gb2312: a posted pager, addresses in onclick, years in Chinese numerals or by two digits."""
    town.titles = TITLES
    estate = site(
        town, "asp_and_words", TABLED, "/shownews.asp?id={n}", disclosure="/gk.asp", encoding="gb18030", crowd=110
    )
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    rows = []
    for r in town.reports(range(2008, 2022)):
        title = r.title.replace(str(r.year), str(r.year).translate(digits)) if r.year % 2 else ""
        rows.append(estate.report(r, f"/gkshow.asp?bid=7&id={r.number}", title=title))
    parts = split(rows, 6)

    def listed(request: Request) -> Answer:
        said = {**asked(request), **{k: v[-1] for k, v in parse_qs(request.body.decode("latin-1")).items()}}
        now = min(max(number(said, "page", 1), 1), len(parts))
        lines = "".join(
            f"""<tr><td><a href="#" onclick="window.open('{r.url}');return false;">{r.title}</a></td><td>{r.day}</td></tr>"""
            for r in parts[now - 1]
        )
        form = f"""<form name="fy" method="post" action="gklist.asp?bid=7"><input type="hidden" name="page" value="{now}">共{len(rows)}条 第{now}/{len(parts)}页 <a href="javascript:go(1)">首页</a> <a href="javascript:go({now - 1})">上一页</a> <a href="javascript:go({now + 1})">下一页</a> <a href="javascript:go({len(parts)})">尾页</a></form>
<script>function go(n){{document.fy.page.value=n;document.fy.submit();}}</script>"""
        return estate.printed(estate.page("信息公开年报", f"<table>{lines}</table>{form}"))

    estate.site.handle("/gklist.asp", listed)
    links = "".join(
        f'<tr><td><a href="gklist.asp?bid={n}">{name}</a></td></tr>'
        for n, name in ((5, "公开指南"), (6, "公开目录"), (7, "公开年报"), (8, "依申请公开"))
    )
    estate.put("/gk.asp", estate.page("政府信息公开", f"<table>{links}</table>{estate.lines(estate.some(4, 9))}"))
    finish(estate)
    return [estate.site]


def a_report_again(town: Town) -> list[Site]:
    """Entries dated years later than their like: the whole column was moved in one day; the wording is of the year it came out."""
    estate = site(town, "a_report_again", UNIFIED, DATED)
    yearly = "/zwgk/xxgknb/"
    side = menu(estate, yearly, label="信息公开年度报告")
    rows = []
    for r in town.reports(range(2009, 2026)):
        made = late(r, "2020-11-16") if r.year < 2019 else r
        row = estate.report(made, dated(yearly, made.published, made.number))
        shown = f"政府信息公开年报（{r.published[:4]}年公布）" if r.year in (2010, 2011, 2015) else row.title
        rows.append(Row(shown, row.url, row.day))
    estate.listing(
        "信息公开年度报告",
        rows,
        lambda n: yearly + (f"index_{n - 1}.html" if n > 1 else ""),
        size=7,
        foot=lambda now, pages, entries: (
            f'<script>createPageHTML({pages},{now - 1},"index","html",{entries});</script>'
        ),
        around=lambda inner: side + inner,
    )
    finish(estate)
    return [estate.site]


PLATFORMS = (
    two_columns_of_dates,
    stored_groups,
    aggregated_search,
    subpages,
    download_servlet,
    one_list_of_everything,
    paged_articles,
    asp_and_words,
    a_report_again,
)
