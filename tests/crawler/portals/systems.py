"""One made-up portal of each known publishing system: its addresses, its pagers, its calls, its articles."""

from __future__ import annotations

import json
import random
from html import escape

from tests.crawler.portals.content import PLACE, paragraphs, title, word_file
from tests.crawler.portals.grow import GOVERNMENT, Grower, links_pager
from tests.crawler.portals.site import Body, Site, Truth
from tests.crawler.portals.skins import Item, Skin

HTML = "text/html; charset=utf-8"


def _begin(name: str, seed: int, kind: int | None = None) -> Grower:
    rng = random.Random(f"system {name}/{seed}")
    skin = Skin.of(rng, PLACE)
    if kind is not None:
        skin.kind = kind
    return Grower(Site(name, f"http://{name}.gov.test", name), rng, skin)


def _grow(g: Grower, gk: str, annual: str, *, columns: list[tuple[str, str]], news: int = 160, error: int = 0) -> Site:
    """News, notices, the disclosure page and the home page around a list of reports."""
    g.menu = [("首页", "/"), *columns]
    found = [
        (name, g.news(path, name, count, about=True))
        for name, path, count in (("要闻动态", "/ywdt", news), ("通知公告", "/tzgg", news // 3))
    ]
    laws = g.news("/zcfg", "政策法规", 24)
    g.put(
        gk,
        "政务公开",
        g.skin.crumb([("首页", "/"), ("政务公开", gk)])
        + g.skin.boxes(
            [
                ("政府信息公开指南", "/zn.html"),
                ("政府信息公开制度", laws),
                (g.rng.choice(("政府信息公开年报", "信息公开年度报告", "政府信息公开工作年度报告")), annual),
                ("建议提案", "/jyta.html"),
            ],
            "公开",
        ),
    )
    g.put(
        "/zn.html",
        "政府信息公开指南",
        g.skin.article("政府信息公开指南", ["本机关编制本指南，供查询。"] * 7, "2020-04-01"),
    )
    g.put("/jyta.html", "建议提案", g.skin.boxes([("提案一", "/ta1.html")], "建议提案"))
    g.put(
        "/",
        GOVERNMENT,
        g.skin.boxes([*found, ("政务公开", gk), ("政策法规", laws), ("活动日历", g.calendar("/rl"))], "栏目"),
    )
    g.errors(error)
    return g.site


def _rendered(g: Grower, path: str, name: str, items: list[Item]) -> None:
    """What a browser shows at an address whose list its script brings."""
    g.site.rendered[path] = g.skin.page(name, f"<h2>{name}</h2>" + g.skin.list(items, name=name), menu=g.menu).encode()


def trs(seed: int) -> Site:
    """createPageHTML counted from 0, articles t<date>_<id>.html in TRS_Editor."""
    g = _begin("trs", seed)
    g.per_page = 8
    g.address = lambda folder, number, date: (
        f"{folder}/{date[:7].replace('-', '')}/t{date.replace('-', '')}_{number}.html"
    )
    g.pager = lambda folder, page, pages, entries: (
        f'<div class=fy><script>createPageHTML({pages}, {page - 1}, "index", "html");</script></div>'
    )
    g.write_article = lambda name, lines, date: (
        f'<h2>{name}</h2><p>{date}</p><div class="view TRS_UEDITOR trs_paper_default">'
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</div>"
    )
    annual = g.listing(
        "/zfxxgk/nb",
        "政府信息公开年报",
        g.reports("/zfxxgk/nb", range(2008, 2025), stubs=True),
        steps=[("政务公开", "/zwgk/index.html")],
    )
    return _grow(g, "/zwgk/index.html", annual, columns=[("政务公开", "/zwgk/index.html")], error=1)


def trs_one(seed: int) -> Site:
    """The pager as a block of script, counted from 1: page 2 is index_2.html."""
    g = _begin("trs_one", seed)
    g.site.family = "trs"
    g.per_page = 6
    g.path = lambda folder, page: f"{folder}/index.shtml" if page == 1 else f"{folder}/index_{page}.shtml"
    g.address = lambda folder, number, date: (
        f"{folder}/{date[:7].replace('-', '')}/t{date.replace('-', '')}_{number}.shtml"
    )
    g.pager = lambda folder, page, pages, entries: (
        f"<script>var currentPage = {page};//所在页\nvar countPage = {pages};//共多少页\n"
        'document.write("<a href=\\"index"+"_" + (currentPage+1) + "."+"shtml\\">下一页</a>");</script>'
    )
    annual = g.listing(
        "/gk/ndbg",
        "信息公开年度报告",
        g.reports("/gk/ndbg", range(2009, 2025)),
        steps=[("政务公开", "/gk/index.shtml")],
    )
    return _grow(g, "/gk/index.shtml", annual, columns=[("政务公开", "/gk/index.shtml")], error=2)


def hanweb(seed: int) -> Site:
    """A datastore in the page with the first records, the rest by posts to dataproxy.jsp."""
    g = _begin("hanweb", seed)
    folders: dict[str, int] = {}
    g.address = lambda folder, number, date: (
        f"/art/{int(date[:4])}/{int(date[5:7])}/{int(date[8:])}/art_{folders.setdefault(folder, 4000 + len(folders))}_{number}.html"
    )
    items = g.reports("/nb", range(2010, 2025))
    records = [
        f"<record><![CDATA[<li><a href='{u}' title='{escape(t)}' target='_blank'>{t}</a><span>{d}</span></li>]]></record>"
        for t, u, d in items
    ]
    group = f'<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&appid=1&webid=7&path=/&columnid=4711&unitid=9911&webname={PLACE}&permissiontype=0"></a>]]></nextgroup>'
    first = "<datastore>" + group + "<recordset>" + "".join(records[:5]) + "</recordset></datastore>"
    script = f"<div id='9911'><script type='text/xml'>{first}</script></div><script>$('#9911').jpage({{ totalRecord:{len(items)}, perPage:5, proxyUrl:'/module/web/jpage/dataproxy.jsp', currentPage:1 }});</script>"
    g.put(
        "/col/col4711/index.html",
        "政府信息公开工作年度报告",
        g.skin.crumb([("首页", "/"), ("政府信息公开工作年度报告", "/col/col4711/index.html")]) + script,
    )

    def proxy(parameters: dict[str, str]) -> Body:
        if parameters.get("columnid") != "4711" or parameters.get("unitid") != "9911":
            return (
                200,
                "text/xml; charset=utf-8",
                b"<datastore><totalrecord>0</totalrecord><totalpage>0</totalpage><recordset></recordset></datastore>",
            )
        start, end = int(parameters.get("startrecord", 1)), int(parameters.get("endrecord", 15))
        body = (
            f"<datastore><totalrecord>{len(items)}</totalrecord><totalpage>3</totalpage><recordset>"
            + "".join(records[start - 1 : min(end, start + 14)])
            + "</recordset></datastore>"
        )
        return 200, "text/xml; charset=utf-8", body.encode()

    g.site.calls["/module/web/jpage/dataproxy.jsp"] = proxy
    return _grow(
        g,
        "/col/col4700/index.html",
        "/col/col4711/index.html",
        columns=[("政务公开", "/col/col4700/index.html")],
        error=1,
    )


def jpaas(seed: int) -> Site:
    """The column is a shell; a unit call brings its list as markup in JSON, page by page."""
    g = _begin("jpaas", seed)
    items = g.reports("/art/nb", range(2009, 2025))
    query = "{'parseType':'bulidstatic','webId':'31','tplSetId':'Ax81','pageType':'column','tagId':'当前栏目list','editType':'null','pageId':'150447'}"
    shell = f'<div class=lists><script src="/cms_files/jpaas/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{query}"></script></div>'
    g.put("/col/nb/index.html", "政府信息公开年报", "<h3>政府信息公开年报</h3>" + shell)

    def unit(parameters: dict[str, str]) -> Body:
        asked = json.loads(parameters.get("paramJson") or "{}")
        page, size = int(asked.get("pageNo", 1)), 10
        part = items[(page - 1) * size : page * size] if parameters.get("pageId") == "150447" else []
        markup = "<div class='page-content'><ul>" + "".join(
            f"<li><a href='{u}' title='{t}'>{t[:20]}...</a><span>{d}</span></li>" for t, u, d in part
        )
        markup += f'</ul></div><div class=\'pagination\' rows="{size}" count="{len(items)}" pageNo="{page}"></div>'
        return 200, "application/json; charset=utf-8", json.dumps({"success": True, "data": {"html": markup}}).encode()

    g.site.calls["/api-gateway/jpaas-publish-server/front/page/build/unit"] = unit
    _rendered(g, "/col/nb/index.html", "政府信息公开年报", items)
    return _grow(g, "/zwgk/index.html", "/col/nb/index.html", columns=[("政务公开", "/zwgk/index.html")])


def gkmlpt(seed: int) -> Site:
    """The platform: a tree in _CONFIG, lists by API, articles in DETAIL."""
    g = _begin("gkmlpt", seed)
    items: list[Item] = []
    for year in range(2024, 2011, -1):
        name = title(g.rng, GOVERNMENT, year)
        number = g.next_number()
        path = f"/gkmlpt/content/0/{number // 1000}/post_{number}.html"
        detail = {
            "id": number,
            "title": name,
            "date": 1_580_000_000 + (year - 2019) * 31_536_000,
            "content": "".join(f"<p>{line}</p>" for line in paragraphs(g.rng, GOVERNMENT, year)),
        }
        script = f'<script>window._CONFIG = {{"SITE_ID": 758019, "DETAIL": {json.dumps(detail, ensure_ascii=False)}}};</script>'
        g.put(path, name, "<div id='app'></div>", head=script)
        g.site.report(path, Truth(year, GOVERNMENT, "government"))
        items.append((name, g.site.base + path, f"{year + 1}-01-20"))
    tree = [
        {"id": 1, "name": "机构职能", "parent": 0, "children": []},
        {
            "id": 5,
            "name": "法定主动公开内容",
            "children": [{"id": 51, "name": "规划计划"}, {"id": 52, "name": "财政预决算"}],
        },
        {"id": 9, "name": "政府信息公开工作年度报告", "parent": 0, "post_count": len(items)},
        {"id": 3, "name": "政府信息公开制度"},
    ]
    script = f'<script>window._CONFIG = {{"SITE_ID": 758019, "APP_URL": "{g.site.base}", "TREE": {json.dumps(tree, ensure_ascii=False)}}};</script>'
    g.put(
        "/gkmlpt/index",
        "政府信息公开平台",
        "<div id='app'></div><script src='/gkmlpt/js/chunk-common.js'></script>",
        head=script,
    )

    def api(number: int, entries: list[Item]) -> None:
        def answer(parameters: dict[str, str]) -> Body:
            page = int(parameters.get("page", 1) or 1)
            part = entries[(page - 1) * 100 : page * 100]
            body = {
                "classify": {
                    "id": number,
                    "name": "政府信息公开工作年度报告" if number == 9 else "其他",
                    "post_count": len(entries),
                },
                "articles": [
                    {"id": i, "title": t, "url": u, "date": 1_600_000_000, "publisher": GOVERNMENT}
                    for i, (t, u, d) in enumerate(part)
                ],
            }
            return 200, "application/json", json.dumps(body).encode()

        g.site.calls[f"/gkmlpt/api/all/{number}"] = answer

    api(9, items)
    news = [
        (
            "关于印发规划的通知",
            g.site.base + g.article("/x", "关于印发规划的通知", ["内容"] * 5, "2020-01-01"),
            "2020-01-01",
        )
    ]
    for number in (1, 3, 5, 51, 52):
        api(number, news)
    g.menu = [("首页", "/"), ("政府信息公开平台", "/gkmlpt/index")]
    found = g.news("/ywdt", "要闻动态", 120, about=True)
    g.put("/", GOVERNMENT, g.skin.boxes([("要闻动态", found), ("政府信息公开平台", "/gkmlpt/index")], "栏目"))
    g.errors(1)
    return g.site


def ucap(seed: int) -> Site:
    """createPageHTML('page_div', ...) counted from 1: page 2 is list_2.shtml."""
    g = _begin("ucap", seed)
    g.per_page = 7
    g.path = lambda folder, page: f"{folder}/xxgklist.shtml" if page == 1 else f"{folder}/xxgklist_{page}.shtml"
    g.address = lambda folder, number, date: f"{folder}/{date[:7].replace('-', '')}/{g.rng.getrandbits(128):032x}.shtml"
    g.pager = lambda folder, page, pages, entries: (
        f"<div id='page_div'></div><script src='/xhtml/js/page.js'></script><script>createPageHTML('page_div',{pages}, {page},'xxgklist','shtml',{entries});</script>"
    )
    g.write_article = lambda name, lines, date: (
        f"<ucaptitle><h1>{name}</h1></ucaptitle><ucapcontent>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</ucapcontent>"
    )
    annual = g.listing(
        "/zfxxgk/c100",
        "政府信息公开年报",
        g.reports("/zfxxgk/c100", range(2008, 2025)),
        steps=[("政务公开", "/zwgk/zwgk.shtml")],
    )
    return _grow(g, "/zwgk/zwgk.shtml", annual, columns=[("政务公开", "/zwgk/zwgk.shtml")], error=1)


def ucap_search(seed: int) -> Site:
    """A column that its script fills from a JSON search."""
    g = _begin("ucap_search", seed)
    g.site.family = "ucap"
    items = g.reports("/zfxxgk/c9", range(2012, 2025))
    channel = f"{g.rng.getrandbits(128):032x}"
    script = f"<script>var channelId = '{channel}'; $.ajax({{url: '/common/search/' + channelId + '?_isJson=true', success: draw}});</script>"
    g.put(
        "/zfxxgk/nb.shtml",
        "政府信息公开工作年度报告",
        "<meta name='template,templategroup,version' content='1,default,1'><div id='news-list'></div>" + script,
    )

    def search(parameters: dict[str, str]) -> Body:
        page, size = int(parameters.get("page", 1)), 8
        part = items[(page - 1) * size : page * size]
        rows = [{"title": t, "url": u, "publishedTimeStr": d + " 10:00:00"} for t, u, d in part]
        return (
            200,
            "application/json",
            json.dumps({"data": {"total": len(items), "page": page, "rows": size, "results": rows}}).encode(),
        )

    g.site.calls[f"/common/search/{channel}"] = search
    _rendered(g, "/zfxxgk/nb.shtml", "政府信息公开工作年度报告", items)
    return _grow(g, "/zfxxgk/index.shtml", "/zfxxgk/nb.shtml", columns=[("政务公开", "/zfxxgk/index.shtml")])


def lonsun(seed: int) -> Site:
    """A department's column of reports, filled from site/label/8888."""
    g = _begin("lonsun", seed)
    items = g.reports("/public/66001", range(2010, 2025))
    script = "<script src='//cloud.lonsun.cn/assets/v2/web.min.js'></script><script>Ls.ajax({url: '/site/label/8888', data: {labelName: 'publicInfoList', siteId: '6793', organId: '66001', type: 3, pageSize: 6}});</script>"
    g.put(
        "/public/column/66001?type=3",
        "政府信息公开年报",
        "<h2>政府信息公开年报</h2><div class='list-box'></div>" + script,
    )

    def label(parameters: dict[str, str]) -> Body:
        page, size = int(parameters.get("pageIndex", 1)), 6
        part = (
            items[(page - 1) * size : page * size]
            if parameters.get("organId") == "66001" and parameters.get("type") == "3"
            else []
        )
        pages = -(-len(items) // size)
        body = (
            "<ul class='doclist'>"
            + "".join(f"<li><a href='{u}' title='{t}'>{t}</a><span>{d}</span></li>" for t, u, d in part)
            + "</ul>"
        )
        body += f"<script>Ls.pagination('#page', {{pageCount: {pages}, pageIndex: {page}, pageSize: {size}}});</script>"
        return 200, HTML, body.encode()

    g.site.calls["/site/label/8888"] = label
    _rendered(g, "/public/column/66001?type=3", "政府信息公开年报", items)
    return _grow(
        g, "/zwgk/index.html", "/public/column/66001?type=3", columns=[("政务公开", "/zwgk/index.html")], error=1
    )


def vsb(seed: int) -> Site:
    """line_u rows, pages counted backwards, some reports only as a file in a viewer."""
    g = _begin("vsb", seed)
    g.per_page = 6
    columns: dict[str, int] = {}
    g.address = lambda folder, number, date: f"/info/{columns.setdefault(folder, 1050 + len(columns))}/{number}.htm"
    items = g.reports("/xxgk/nb", range(2011, 2025))
    for year in (2009, 2010):
        name = title(g.rng, GOVERNMENT, year)
        file = f"/__local/A/B/{g.next_number()}.docx"
        g.site.put(file, word_file(name, paragraphs(g.rng, GOVERNMENT, year)), media="application/msword")
        g.site.report(file, Truth(year, GOVERNMENT, "government"))
        path = f"/info/1051/{g.next_number()}.htm"
        g.put(
            path,
            name,
            f'<h2>{name}</h2><div id=\'vsb_content_501\'><script>showVsbpdfIframe("{file}","100%","600");</script></div>',
        )
        g.site.report(path, Truth(year, GOVERNMENT, "government"))
        items.append((name, path, f"{year + 1}-03-01"))
    pages = -(-len(items) // g.per_page)
    for page in range(1, pages + 1):
        rows = "".join(
            f'<li id="line_u9_{i}"><a href="{u}" title="{t}">{t}</a><span>{d}</span></li>'
            for i, (t, u, d) in enumerate(items[(page - 1) * 6 : page * 6])
        )
        following = (
            f'<span class="p_next"><a href="/xxgk/nb/{pages - page}.htm">下页</a></span>' if page < pages else ""
        )
        path = "/xxgk/nb.htm" if page == 1 else f"/xxgk/nb/{pages - page + 1}.htm"
        g.put(
            path,
            "信息公开年报",
            f"<div class='wz'>当前位置： <a href='/'>首页</a> &gt; <a href='/xxgk/nb.htm'>信息公开年报</a></div><ul>{rows}</ul><span class='p_t'>共{len(items)}条</span>{following}",
        )
    return _grow(g, "/xxgk/index.htm", "/xxgk/nb.htm", columns=[("政务公开", "/xxgk/index.htm")], error=1)


def easysite(seed: int) -> Site:
    """Pager links without href, their address in tagname."""
    g = _begin("easysite", seed)
    g.per_page = 6
    g.path = lambda folder, page: f"{folder}/list-1.html" if page == 1 else f"{folder}/list-{page}.html"
    g.pager = lambda folder, page, pages, entries: (
        f"<input type=hidden name='article_paging_list_hidden' totalpage='{pages}' moduleid='m'>"
        + "".join(
            f"<a style='cursor:pointer' tagname='{folder}/list-{n}.html' onclick=\"queryArticleByCondition(this,'{folder}/list-{n}.html')\">{n}</a>"
            for n in range(1, min(pages, 4) + 1)
        )
    )
    annual = g.listing(
        "/eportal/nb", "政府信息公开年报", g.reports("/eportal/nb", range(2010, 2025)), steps=[("政务公开", "/zw.html")]
    )
    return _grow(g, "/zw.html", annual, columns=[("政务公开", "/zw.html")])


def epoint(seed: int) -> Site:
    """Columns of numbers, moreinfo.html then 2.html."""
    g = _begin("epoint", seed)
    g.per_page = 7
    g.path = lambda folder, page: f"{folder}/moreinfo.html" if page == 1 else f"{folder}/{page}.html"
    g.address = lambda folder, number, date: f"{folder}/{date.replace('-', '')}/{g.rng.getrandbits(128):032x}.html"
    g.pager = lambda folder, page, pages, entries: (
        f"<div id='pager'></div><script src='/EpointWebBuilder/js/pager.js'></script><script>var pageCount = {pages}; var total = {entries}; initPager();</script>"
    )
    annual = g.listing(
        "/xxgk/001006",
        "信息公开年报",
        g.reports("/xxgk/001006", range(2010, 2025)),
        steps=[("政务公开", "/xxgk/001/subpage.html")],
    )
    return _grow(g, "/xxgk/001/subpage.html", annual, columns=[("政务公开", "/xxgk/001/subpage.html")], error=1)


def phpcms(seed: int) -> Site:
    """Lists and pages in the query."""
    g = _begin("phpcms", seed)
    g.per_page = 9
    ids: dict[str, int] = {}
    number = lambda folder: ids.setdefault(folder, 60 + len(ids))  # noqa: E731
    g.path = lambda folder, page: (
        f"/index.php?m=content&c=index&a=lists&catid={number(folder)}" + (f"&page={page}" if page > 1 else "")
    )
    g.pager = links_pager(g.path)
    g.address = lambda folder, n, date: f"/index.php?m=content&c=index&a=show&catid={number(folder)}&id={n}"
    annual = g.listing(
        "nb", "信息公开年度报告", g.reports("nb", range(2009, 2025)), steps=[("政务公开", g.path("gk", 1))]
    )
    return _grow(g, g.path("gk", 1), annual, columns=[("政务公开", g.path("gk", 1))], error=1)


def powereasy(seed: int) -> Site:
    """Category folders, pages counted backwards, Item pages."""
    g = _begin("powereasy", seed)
    g.per_page = 8
    ids: dict[str, int] = {}
    number = lambda folder: ids.setdefault(folder, 90 + len(ids))  # noqa: E731
    g.path = lambda folder, page: (
        f"/Category_{number(folder)}/Index.aspx" if page == 1 else f"/Category_{number(folder)}/Index_{page}.aspx"
    )
    g.pager = links_pager(g.path)
    g.address = lambda folder, n, date: f"/Item/{n}.aspx"
    g.write_article = lambda name, lines, date: (
        f"<div class=title><h1>{name}</h1></div><div id='fontzoom'>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</div>"
    )
    annual = g.listing(
        "nb",
        "政府信息公开年报",
        g.reports("nb", range(2010, 2025), stubs=True),
        steps=[("政务公开", "/Category_12/Index.aspx")],
    )
    return _grow(g, "/Category_12/Index.aspx", annual, columns=[("政务公开", "/Category_12/Index.aspx")], error=2)


def shanghai(seed: int) -> Site:
    """Pages without links to them; articles in ivs_content."""
    g = _begin("shanghai", seed)
    g.per_page = 8
    g.path = lambda folder, page: f"{folder}/index.html" if page == 1 else f"{folder}/index_{page}.html"
    g.pager = lambda folder, page, pages, entries: (
        f"<ul class='pagination-index'></ul><script>var totalPage = {pages}; var nowPage = {page};</script>"
    )
    g.write_article = lambda name, lines, date: (
        f"<div id='ivs_title'>{name}</div><div id='ivs_date'>({date})</div><div id='ivs_content'>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</div>"
    )
    annual = g.listing(
        "/nw12344",
        "政府信息公开年度报告",
        g.reports("/nw12344", range(2008, 2025)),
        steps=[("政务公开", "/nw4411/index.html")],
    )
    return _grow(g, "/nw4411/index.html", annual, columns=[("政务公开", "/nw4411/index.html")])


def nfcms(seed: int) -> Site:
    """Plain links, content/post_<id>.html, departments beside."""
    g = _begin("nfcms", seed)
    g.head = '<script>window.NFCMS_SITE_ID=200002;window.NFCMS_PUB_TYPE="post";</script>'
    g.per_page = 8
    g.path = lambda folder, page: f"{folder}/index.html" if page == 1 else f"{folder}/index_{page}.html"
    g.pager = links_pager(g.path)
    g.address = lambda folder, number, date: f"{folder}/content/post_{number}.html"
    own = g.reports("/zwgk/nb/qzf", range(2010, 2025))
    departments = g.departments(
        "/zwgk/nb",
        6,
        range(2020, 2025),
        lambda folder, name, items: g.listing(
            folder, f"{PLACE}{name}", items, steps=[("信息公开年报", "/zwgk/nb/index.html")]
        ),
    )
    annual = g.listing(
        "/zwgk/nb",
        "信息公开年报",
        own,
        steps=[("政务公开", "/zwgk/index.html")],
        aside=g.skin.boxes(departments, "部门年报"),
    )
    return _grow(g, "/zwgk/index.html", annual, columns=[("政务公开", "/zwgk/index.html")], error=1)


def wiki_mirror(seed: int) -> Site:
    """An encyclopedia in Traditional script that copies reports; other articles all around."""
    from opencc import OpenCC

    traditional = OpenCC("s2t").convert
    g = _begin("wiki_mirror", seed, kind=2)
    g.site.source_kind = "mirror"
    g.menu = []
    links = []
    for year in range(2012, 2020):
        name = traditional(f"{GOVERNMENT}{year}年政府信息公开工作年度报告")
        lines = paragraphs(g.rng, GOVERNMENT, year)
        body = (
            f"<h1>{name}</h1><p>{name}，中文百科全書條目。</p><h2>基本介紹</h2><ul><li>中文名：{name}</li></ul>"
            + "".join(f"<p>{traditional(line)}</p>" for line in lines)
        )
        path = f"/wiki/{g.next_number()}"
        g.site.put(path, f"<html><head><title>{name} - 中文百科知識</title></head><body>{body}</body></html>")
        g.site.report(path, Truth(year, GOVERNMENT, "government"))
        links.append((name, path))
    others = []
    for index in range(60):
        name = traditional(
            g.rng.choice(("长江", "泸州老窖", "二郎山", "赤水河", "古蔺花灯", "川剧", "荔枝", "桂圆"))
        ) + str(index)
        path = f"/wiki/{g.next_number()}"
        g.site.put(
            path,
            f"<html><head><title>{name} - 中文百科知識</title></head><body><h1>{name}</h1><p>中文百科全書</p><p>{name}</p></body></html>",
        )
        others.append((name, path))
    mixed = others + links
    g.rng.shuffle(mixed)
    g.site.put(
        "/",
        "<html><head><title>中文百科知識</title></head><body>"
        + "".join(f"<p><a href='{u}'>{t}</a></p>" for t, u in mixed)
        + "</body></html>",
    )
    return g.site


ALL = (
    trs,
    trs_one,
    hanweb,
    jpaas,
    gkmlpt,
    ucap,
    ucap_search,
    lonsun,
    vsb,
    easysite,
    epoint,
    phpcms,
    powereasy,
    shanghai,
    nfcms,
    wiki_mirror,
)

__all__ = ["ALL"]
