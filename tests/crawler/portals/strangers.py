"""Portals of systems that nobody has written a family for: what the walk finds by itself."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace

from crawler.discovery.page import Answer, Visit
from tests.crawler.portals.content import NEWS, PLACE, filler, paragraphs, title
from tests.crawler.portals.grow import GOVERNMENT, Grower, links_pager
from tests.crawler.portals.site import Site, Truth
from tests.crawler.portals.skins import Skin

HOST = "http://www.{name}.gov.test"


def _begin(name: str, seed: int) -> Grower:
    rng = random.Random(f"{name}/{seed}")
    site = Site(name, HOST.format(name=name))
    return Grower(site, rng, Skin.of(rng, PLACE))


def _home(g: Grower, columns: list[tuple[str, str]], extra: str = "") -> None:
    g.menu = [("首页", "/"), *columns[:6]]
    blocks = "".join(
        g.skin.boxes(columns[i : i + 4], name)
        for i, name in ((0, "栏目"), (4, "服务"), (8, "专题"))
        if columns[i : i + 4]
    )
    g.put("/", GOVERNMENT, blocks + extra)


def english(seed: int) -> Site:
    """English folders; the column two clicks down; reports mixed with notices about them."""
    g = _begin("english", seed)
    g.menu = [
        ("首页", "/"),
        ("新闻中心", "/news/index.html"),
        ("政务公开", "/open/index.html"),
        ("办事服务", "/service/index.html"),
    ]
    news = g.news("/news", "新闻中心", 120, about=True)
    notices = g.news("/notices", "公示公告", 60, about=True)
    reports = g.reports("/open/annual", range(2010, 2025), stubs=True)
    decoys = [
        (
            f"关于做好{y}年政府信息公开年度报告工作的通知",
            g.article(
                "/open/annual", f"关于做好{y}年政府信息公开年度报告工作的通知", ["各部门：请按时报送。"] * 3, g.date(y)
            ),
            g.date(y),
        )
        for y in (2019, 2021, 2023)
    ]
    annual = g.listing(
        "/open/annual",
        "年度报告",
        sorted(reports + decoys, key=lambda i: i[2], reverse=True),
        steps=[("政务公开", "/open/index.html")],
    )
    g.listing(
        "/open/guide",
        "公开指南",
        [
            (
                "政府信息公开指南",
                g.article("/open/guide", "政府信息公开指南", ["本指南……"] * 6, "2020-03-01"),
                "2020-03-01",
            )
        ],
    )
    side = [
        ("公开指南", "/open/guide/index.html"),
        ("公开制度", "/open/rules/index.html"),
        ("依申请公开", "/open/apply/index.html"),
        ("年度报告", annual),
        ("规划计划", "/open/plan/index.html"),
    ]
    g.news("/open/rules", "公开制度", 8)
    g.news("/open/plan", "规划计划", 30)
    g.put("/open/apply/index.html", "依申请公开", g.skin.boxes([("在线申请", "/open/apply/form.html")]))
    g.put(
        "/open/index.html",
        "政务公开",
        g.skin.crumb([("首页", "/"), ("政务公开", "/open/index.html")]) + g.skin.boxes(side, "政务公开"),
    )
    _home(
        g,
        [
            ("新闻中心", news),
            ("政务公开", "/open/index.html"),
            ("公示公告", notices),
            ("办事服务", "/service/index.html"),
            ("活动日历", g.calendar()),
        ],
    )
    g.errors(1)
    return g.site


def numbers(seed: int) -> Site:
    """Numeric addresses in the query; nothing in an address says anything; the list runs over pages."""
    g = _begin("numbers", seed)
    g.per_page = 6
    folders = {name: str(g.rng.randint(100, 999)) for name in ("news", "gk", "nb", "bm", "tz")}
    g.path = lambda folder, page: f"/list.jsp?cid={folder}" + (f"&page={page}" if page > 1 else "")
    g.pager = links_pager(g.path)
    g.address = lambda folder, number, date: f"/show.jsp?id={number}"
    g.menu = [("首页", "/")]
    news = g.news(folders["news"], "本地要闻", 90, about=True)
    notices = g.news(folders["tz"], "通知公告", 40, about=True)
    annual = g.listing(
        folders["nb"],
        "政府信息公开年报",
        g.reports(folders["nb"], range(2009, 2025)),
        steps=[("信息公开", g.path(folders["gk"], 1))],
    )
    g.put(
        g.path(folders["gk"], 1),
        "信息公开",
        g.skin.boxes(
            [("公开目录", "/list.jsp?cid=900"), ("政府信息公开年报", annual), ("人事信息", "/list.jsp?cid=901")],
            "信息公开",
        ),
    )
    g.news("900", "公开目录", 40)
    g.news("901", "人事信息", 24)
    _home(
        g,
        [
            ("本地要闻", news),
            ("通知公告", notices),
            ("信息公开", g.path(folders["gk"], 1)),
            ("活动日历", g.calendar("/rl")),
        ],
    )
    return g.site


def years(seed: int) -> Site:
    """A column a year; under each, the government's report and its departments'."""
    g = _begin("years", seed)
    g.menu = [("首页", "/"), ("要闻动态", "/yw/index.html"), ("政府信息公开", "/xxgk/index.html")]
    news = g.news("/yw", "要闻动态", 100, about=True)
    entries = []
    for year in range(2024, 2014, -1):
        folder = f"/xxgk/nb/{year}"
        items = [g.report(folder, GOVERNMENT, year)]
        items += [
            g.report(folder, f"{PLACE}{name}", year, kind="department") for name in ("财政局", "民政局", "审计局")
        ]
        entries.append((f"{year}年", g.listing(folder, f"{year}年", items)))
    g.put(
        "/xxgk/nb/index.html",
        "年报",
        g.skin.crumb([("首页", "/"), ("政府信息公开", "/xxgk/index.html"), ("年报", "/xxgk/nb/index.html")])
        + g.skin.boxes(entries, "年报"),
    )
    g.put(
        "/xxgk/index.html",
        "政府信息公开",
        g.skin.boxes(
            [
                ("指南", "/xxgk/zn.html"),
                ("制度", "/xxgk/zd.html"),
                ("法定主动公开内容", "/xxgk/fd/index.html"),
                ("年报", "/xxgk/nb/index.html"),
            ],
            "政府信息公开",
        ),
    )
    g.news("/xxgk/fd", "法定主动公开内容", 60)
    g.put(
        "/xxgk/zn.html",
        "指南",
        g.skin.article("政府信息公开指南", ["为方便公民获取政府信息，编制本指南。"] * 8, "2021-05-01"),
    )
    g.put(
        "/xxgk/zd.html",
        "制度",
        g.skin.article("政府信息公开制度", ["第一条 为规范工作，制定本制度。"] * 8, "2021-05-01"),
    )
    _home(g, [("要闻动态", news), ("政府信息公开", "/xxgk/index.html")])
    g.errors(2)
    return g.site


def framed(seed: int) -> Site:
    """The list stands in a frame, and the column behind a page that only sends on."""
    g = _begin("framed", seed)
    g.menu = [("首页", "/"), ("新闻", "/xw/index.html"), ("信息公开", "/gk/")]
    news = g.news("/xw", "新闻", 80, about=True)
    g.site.put(
        "/gk/index.html", "<html><head><meta http-equiv='refresh' content='0;url=main.html'></head><body></body></html>"
    )
    g.put(
        "/gk/main.html",
        "信息公开",
        g.skin.boxes(
            [("公开年报", "/gk/nb.html"), ("公开规定", "/gk/gd.html"), ("机构职能", "/gk/jg.html")], "信息公开"
        ),
    )
    items = g.reports("/gk/nb", range(2008, 2025))
    g.per_page = 10
    inner = lambda folder, page: f"/gk/frame_list_{page}.htm"  # noqa: E731
    g.path, g.pager = inner, links_pager(inner)
    menu, g.menu = g.menu, []
    g.listing("/gk/nb", "", items)
    g.menu = menu
    g.put(
        "/gk/nb.html", "公开年报", "<h2>公开年报</h2><iframe src='/gk/frame_list_1.htm' width=800 height=900></iframe>"
    )
    g.put("/gk/gd.html", "公开规定", g.skin.article("公开规定", ["第一条"] * 5, "2019-02-02"))
    g.put("/gk/jg.html", "机构职能", g.skin.article("机构职能", ["市政府办公室职能"] * 5, "2019-02-02"))
    _home(g, [("新闻", news), ("信息公开", "/gk/")])
    return g.site


def scripted(seed: int) -> Site:
    """Links that are calls of functions: onclick and javascript:."""
    g = _begin("scripted", seed)
    g.menu = [("首页", "/")]
    news = g.news("/n", "动态", 60, about=True)
    items = g.reports("/r", range(2011, 2025))
    rows = "".join(
        f"<li onclick=\"openDoc('{u.rsplit('/', 1)[1][:-5]}','{u.split('/')[2]}')\"><a href=\"javascript:void(0)\">{t}</a><span>{d}</span></li>"
        for t, u, d in items
    )
    script = "<script>function openDoc(id, ym){ var t = 1; window.open('/r/' + ym + '/' + id + '.html'); }</script>"
    g.put("/open/report", "政府信息公开工作年度报告", f"<h1>政府信息公开工作年度报告</h1><ul>{rows}</ul>{script}")
    g.put(
        "/open/home",
        "政务公开",
        "<div class=tab><a href=\"javascript:location.href='/open/report'\">政府信息公开工作年度报告</a><a onclick=\"window.location='/open/law'\">政策法规</a></div>",
    )
    g.put("/open/law", "政策法规", g.skin.article("政策法规", ["第一条"] * 4, "2018-01-01"))
    _home(g, [("动态", news), ("政务公开", "/open/home")])
    return g.site


def charsets(seed: int) -> Site:
    """Pages in GB18030 that say gb2312, and some that say gb2312 and are UTF-16; old-fashioned tables; departments."""
    g = _begin("charsets", seed)
    g.skin.kind = 1
    g.menu = [("首页", "/"), ("市情动态", "/sq/index.html"), ("政务公开", "/zw/index.html")]
    news = g.news("/sq", "市情动态", 70, about=True)
    own = g.listing(
        "/zw/nb", "信息公开年度报告", g.reports("/zw/nb", range(2012, 2025)), steps=[("政务公开", "/zw/index.html")]
    )
    departments = g.departments(
        "/zw", 5, range(2019, 2025), lambda folder, name, items: g.listing(folder, f"{name}年报", items)
    )
    g.put("/zw/bm.html", "部门年报", g.skin.boxes(departments, "部门年报"))
    g.put(
        "/zw/index.html",
        "政务公开",
        g.skin.boxes([("信息公开年度报告", own), ("部门年报", "/zw/bm.html"), ("财政资金", "/zw/cz.html")], "政务公开"),
    )
    g.put("/zw/cz.html", "财政资金", g.skin.article("财政资金", ["预算"] * 4, "2020-01-01"))
    _home(g, [("市情动态", news), ("政务公开", "/zw/index.html")])
    for index, (path, (status, media, body)) in enumerate(list(g.site.pages.items())):
        if media.startswith("text/html"):
            text = body.decode().replace('charset="utf-8"', 'charset="gb2312"')
            if index % 5 == 0:
                g.site.pages[path] = (status, "text/html", b"\xff\xfe" + text.encode("utf-16-le"))
            else:
                g.site.pages[path] = (
                    status,
                    "text/html; charset=gb2312" if index % 2 else "text/html",
                    text.encode("gb18030"),
                )
    return g.site


def searched(seed: int) -> Site:
    """No column at all: reports lie among thousands of notices, and only the site's search brings them together."""
    g = _begin("searched", seed)
    g.menu = [("首页", "/")]
    items = [g.report("/doc", GOVERNMENT, year) for year in range(2013, 2025)]
    news = g.news("/doc", "综合信息", 160, about=True)
    listed = [(t, u, d) for t, u, d in items]
    everything = [(f"{t}", u, d) for t, u, d in listed]

    def search(parameters: dict[str, str]) -> tuple[int, str, bytes]:
        words = parameters.get("wd", "")
        found = everything if "公开" in words else []
        return 200, "text/html; charset=utf-8", g.skin.page("检索结果", g.skin.list(found, name="检索结果")).encode()

    g.site.calls["/so"] = search
    _home(
        g,
        [("综合信息", news)],
        "<form action='/so' method=get><input type=hidden name=site value=1><input type=text name=wd><input type=submit value=搜索></form>",
    )
    return g.site


def mapped(seed: int) -> Site:
    """The home page is pictures; the way in is the site map."""
    g = _begin("mapped", seed)
    g.menu = []
    annual = g.listing("/c/17", "政府信息公开工作报告", g.reports("/c/17", range(2014, 2025)))
    news = g.news("/c/3", "工作动态", 50, about=True)
    links = [("工作动态", news), ("政府信息公开工作报告", annual), ("办事指南", "/c/5/index.html")]
    g.put("/sitemap.html", "网站地图", g.skin.boxes(links, "网站地图"))
    g.put(
        "/",
        GOVERNMENT,
        "<a href='/c/3/index.html'><img src='/i/1.png'></a><a href='/c/5/index.html'><img src='/i/2.png'></a>",
    )
    g.errors(1)
    return g.site


def shuffled(seed: int) -> Site:
    """Old years stand in an archive of their own, new ones in another; department lists behind a page of organs."""
    g = _begin("shuffled", seed)
    g.menu = [
        ("首页", "/"),
        ("走进", "/zj/index.html"),
        ("资讯", "/zx/index.html"),
        ("公开", "/gk/index.html"),
        ("互动", "/hd/index.html"),
    ]
    news = g.news("/zx", "资讯", 110, about=True)
    g.news("/zj", "走进", 12)
    g.news("/hd", "互动", 20)
    new = g.reports("/gk/bg", range(2019, 2025))
    old = g.reports("/gk/wn", range(2008, 2019))
    past = g.listing(
        "/gk/wn", "往年报告", old, steps=[("公开", "/gk/index.html"), ("信息公开报告", "/gk/bg/index.html")]
    )
    g.listing(
        "/gk/bg",
        "信息公开报告",
        new,
        steps=[("公开", "/gk/index.html")],
        aside=f"<a class=more href='{past}'>往年报告&gt;&gt;</a>",
    )
    organs = g.departments(
        "/gk", 6, range(2020, 2025), lambda folder, name, items: g.listing(f"{folder}/list", "公开年报", items)
    )
    pages = []
    for index, (name, column) in enumerate(organs):
        home = f"/gk/jg{index + 1}.html"
        g.put(
            home,
            name,
            g.skin.boxes([("机构职能", "/zj/index.html"), ("政策文件", "/zx/index.html"), ("公开年报", column)], name),
        )
        pages.append((name, home))
    g.put("/gk/organs.html", "部门信息公开", g.skin.boxes(pages, "市级部门"))
    g.put(
        "/gk/index.html",
        "公开",
        g.skin.boxes(
            [("公开指南", "/gk/zn.html"), ("信息公开报告", "/gk/bg/index.html"), ("部门信息公开", "/gk/organs.html")],
            "公开",
        ),
    )
    g.put("/gk/zn.html", "公开指南", g.skin.article("公开指南", ["指南"] * 5, "2020-01-01"))
    _home(g, [("走进", "/zj/index.html"), ("资讯", news), ("公开", "/gk/index.html"), ("互动", "/hd/index.html")])
    g.errors(2)
    return g.site


def opaque(seed: int) -> Site:
    """Link texts say nothing or lie: 点击查看, a bare year, another year than the target's."""
    g = _begin("opaque", seed)
    g.menu = [("首页", "/"), ("新闻", "/xw/index.html"), ("公开", "/gk/index.html")]
    news = g.news("/xw", "新闻", 60, about=True)
    items = g.reports("/gk/n", range(2012, 2025))
    rows = ""
    for index, (text, url, date) in enumerate(items):
        shown = ("点击查看", text[:8] + "…", f"{int(date[:4])}年", "详情")[index % 4]
        rows += f"<div class=row><span>{date}</span> <a href='{url}'>{shown}</a></div>"
    g.put("/gk/n/index.html", "信息公开年报", f"<h2>信息公开年报</h2><div class=rows>{rows}</div>")
    g.put(
        "/gk/index.html",
        "公开",
        g.skin.boxes([("信息公开年报", "/gk/n/index.html"), ("规章", "/gk/gz.html"), ("计划", "/gk/jh.html")], "公开"),
    )
    g.put("/gk/gz.html", "规章", g.skin.article("规章", ["第一条"] * 4, "2018-01-01"))
    g.put("/gk/jh.html", "计划", g.skin.article("计划", ["一是"] * 4, "2018-01-01"))
    _home(g, [("新闻", news), ("公开", "/gk/index.html")])
    return g.site


def browser(seed: int) -> Site:
    """A list that exists only after its script ran, of no known system."""
    g = _begin("browser", seed)
    g.menu = [("首页", "/"), ("头条", "/tt/index.html"), ("政府信息公开", "/xx/index.html")]
    news = g.news("/tt", "头条", 40, about=True)
    items = g.reports("/xx/d", range(2015, 2025))
    shell = "<h2>政府信息公开年度报告</h2><div id='list-box'>加载中...</div><script>$.get('/api/q', {c: key()}, function(r){ draw(r); });</script>"
    g.put("/xx/nd.html", "政府信息公开年度报告", shell)
    full = g.skin.page(
        "政府信息公开年度报告",
        "<h2>政府信息公开年度报告</h2><div id='list-box'>" + g.skin.list(items) + "</div>",
        menu=g.menu,
    )
    g.site.rendered["/xx/nd.html"] = full.encode()
    g.put(
        "/xx/index.html",
        "政府信息公开",
        g.skin.boxes([("政府信息公开年度报告", "/xx/nd.html"), ("政府信息公开指南", "/xx/zn.html")], "政府信息公开"),
    )
    g.put("/xx/zn.html", "政府信息公开指南", g.skin.article("政府信息公开指南", ["本机关"] * 5, "2020-01-01"))
    _home(g, [("头条", news), ("政府信息公开", "/xx/index.html")])
    return g.site


def files(seed: int) -> Site:
    """The list links straight to files."""
    from tests.crawler.portals.content import word_file

    g = _begin("files", seed)
    g.menu = [("首页", "/"), ("公告", "/gg/index.html"), ("公开", "/k/index.html")]
    news = g.news("/gg", "公告", 60, about=True)
    items = []
    for year in range(2024, 2014, -1):
        name = title(g.rng, GOVERNMENT, year)
        path = f"/upload/{year + 1}/{g.next_number()}.docx"
        g.site.put(path, word_file(name, paragraphs(g.rng, GOVERNMENT, year)), media="application/octet-stream")
        g.site.report(path, Truth(year, GOVERNMENT, "government"))
        items.append((name, path, f"{year + 1}-02-20"))
    g.put("/k/nb.html", "政府信息公开年报", "<h2>政府信息公开年报</h2>" + g.skin.list(items, name="政府信息公开年报"))
    g.put("/k/index.html", "公开", g.skin.boxes([("政府信息公开年报", "/k/nb.html"), ("目录", "/k/ml.html")], "公开"))
    g.put("/k/ml.html", "目录", g.skin.article("目录", ["目录"] * 4, "2018-01-01"))
    _home(g, [("公告", news), ("公开", "/k/index.html")])
    return g.site


def mixed(seed: int) -> Site:
    """No column for reports: they stand among two hundred and forty notices, over a dozen pages with only a next link."""
    g = _begin("mixed", seed)
    g.menu = [("首页", "/"), ("公告栏", "/ggl/index.html"), ("机构", "/jg/index.html")]
    g.path = lambda folder, page: f"{folder}/index.html" if page == 1 else f"{folder}/p{page}.html"
    g.pager = lambda folder, page, pages, entries: (
        (f"<a href='{g.path(folder, page + 1)}'>下页</a>" if page < pages else "下页") + f" 第{page}页/共{pages}页"
    )
    items = [g.report("/ggl", GOVERNMENT, year) for year in range(2009, 2025)]
    for index in range(224):
        date = g.date(2009 + index // 14)
        text = g.rng.choice(NEWS) + "的公告"
        items.append((text, g.article("/ggl", text, filler(g.rng, 4), date), date))
    items.sort(key=lambda item: item[2], reverse=True)
    g.listing("/ggl", "公告栏", items)
    g.news("/jg", "机构", 20)
    _home(g, [("公告栏", "/ggl/index.html"), ("机构", "/jg/index.html")])
    g.errors(1)
    return g.site


def pictures(seed: int) -> Site:
    """A menu of pictures without a word, numeric folders, the reports three clicks down."""
    g = _begin("pictures", seed)
    g.menu = []
    folders = [f"/{n}" for n in g.rng.sample(range(100, 999), 14)]
    for folder in folders[:11]:
        g.news(folder, g.rng.choice(("动态", "专栏", "服务", "风采", "要闻")), 12, about=True)
    reports = g.listing(
        folders[11],
        "工作报告",
        g.reports(folders[11], range(2012, 2025)),
        steps=[("栏目", folders[12] + "/index.html")],
    )
    g.put(
        folders[12] + "/index.html",
        "栏目",
        "".join(
            f"<a href='{path}/index.html'><img src='/img/{path[1:]}.png'></a>"
            for path in (folders[3], folders[11], folders[5])
        ),
    )
    g.put(
        "/",
        GOVERNMENT,
        "".join(
            f"<a href='{path}/index.html'><img src='/img/{path[1:]}.jpg'></a>" for path in [*folders[:11], folders[12]]
        ),
    )
    assert reports
    return g.site


def sessions(seed: int) -> Site:
    """Every link carries a new session and a new random number; a page is the same under all of them."""
    g = _begin("sessions", seed)
    g.menu = [("首页", "/"), ("信息公开", "/gk.jsp"), ("新闻", "/xw/index.html")]
    news = g.news("/xw", "新闻", 80, about=True)
    annual = g.listing("/nb", "政府信息公开年度报告", g.reports("/nb", range(2010, 2025)))
    g.put("/gk.jsp", "信息公开", g.skin.boxes([("政府信息公开年度报告", annual), ("规范性文件", news)], "信息公开"))
    _home(g, [("新闻", news), ("信息公开", "/gk.jsp")])
    counter = iter(range(10**9))
    original = g.site.answer

    def answer(visit: Visit) -> Answer:
        bare = re.sub(r";jsessionid=\w+", "", visit.url)
        bare = re.sub(r"[?&]_=\d+", "", bare)
        given = original(replace(visit, url=bare))
        body = re.sub(
            rb"(href=[\"']?)(/[\w/.]*)",
            lambda m: (
                m.group(1) + m.group(2) + f";jsessionid={next(counter):032X}?_={1700000000000 + next(counter)}".encode()
            ),
            given.body,
        )
        return replace(given, url=visit.url, body=body)

    g.site.reports = Loose(g.site.reports)
    g.site.answer = answer  # type: ignore[method-assign]
    return g.site


class Loose(dict):  # type: ignore[type-arg]
    """Addresses with their sessions taken off."""

    def get(self, url: str, default: object = None) -> object:
        return super().get(re.sub(r";jsessionid=\w+", "", re.sub(r"[?&]_=\d+", "", url)), default)


def barren(seed: int) -> Site:
    """A portal that holds no report at all, and a calendar without end."""
    g = _begin("barren", seed)
    g.menu = [("首页", "/"), ("公开", "/gk/index.html"), ("新闻", "/xw/index.html")]
    news = g.news("/xw", "新闻", 400, about=True)
    g.news("/gk", "公开", 60, about=True)
    _home(g, [("新闻", news), ("公开", "/gk/index.html"), ("活动日历", g.calendar())])
    return g.site


def nested(seed: int) -> Site:
    """Year, then organ, then report; townships beside departments."""
    g = _begin("nested", seed)
    g.menu = [("首页", "/"), ("阳光政务", "/yg/index.html"), ("快讯", "/kx/index.html")]
    news = g.news("/kx", "快讯", 90, about=True)
    years = []
    for year in range(2024, 2018, -1):
        organs = []
        for index, (name, kind) in enumerate(
            (("市政府", "government"), ("财政局", "department"), ("水务局", "department"), ("江门镇", "other"))
        ):
            issuer = (
                GOVERNMENT if kind == "government" else f"{PLACE}{name}" if kind == "department" else f"{name}人民政府"
            )
            folder = f"/yg/{year}/{index}"
            entry = g.report(folder, issuer, year, kind=kind)
            g.listing(folder, name, [entry])
            organs.append((name, f"{folder}/index.html"))
        g.put(f"/yg/{year}/index.html", f"{year}年度", g.skin.boxes(organs, f"{year}年度"))
        years.append((f"{year}年度", f"/yg/{year}/index.html"))
    g.put("/yg/nb.html", "政府信息公开工作年度报告", g.skin.boxes(years, "政府信息公开工作年度报告"))
    g.put(
        "/yg/index.html",
        "阳光政务",
        g.skin.boxes([("公开制度", "/yg/zd.html"), ("政府信息公开工作年度报告", "/yg/nb.html")], "阳光政务"),
    )
    g.put("/yg/zd.html", "公开制度", g.skin.article("公开制度", ["第一条"] * 4, "2018-01-01"))
    _home(g, [("快讯", news), ("阳光政务", "/yg/index.html")])
    return g.site


def selected(seed: int) -> Site:
    """Years in a drop-down list; the page shows the latest only."""
    g = _begin("selected", seed)
    g.menu = [("首页", "/"), ("新闻", "/xw/index.html"), ("信息公开", "/gk/index.html")]
    news = g.news("/xw", "新闻", 60, about=True)
    items = g.reports("/gk/nb", range(2013, 2025))
    options = "".join(f"<option value='{u}'>{d[:4]}</option>" for _, u, d in items)
    g.put(
        "/gk/nb/index.html",
        "信息公开工作年报",
        f"<h2>信息公开工作年报</h2><select onchange='location.href=this.value'>{options}</select>",
    )
    g.put("/gk/index.html", "信息公开", g.skin.boxes([("信息公开工作年报", "/gk/nb/index.html")], "信息公开"))
    _home(g, [("新闻", news), ("信息公开", "/gk/index.html")])
    return g.site


def called(seed: int) -> Site:
    """A list that a script fetches from a plain address as JSON of its own shape, in pages."""
    g = _begin("called", seed)
    g.menu = [("首页", "/"), ("新闻", "/xw/index.html"), ("公开", "/gk/index.html")]
    news = g.news("/xw", "新闻", 60, about=True)
    items = g.reports("/gk/nb", range(2011, 2025))

    def data(parameters: dict[str, str]) -> tuple[int, str, bytes]:
        page = int(parameters.get("pageNo", 1))
        rows = [{"docTitle": t, "docUrl": u, "pubDate": d} for t, u, d in items[(page - 1) * 5 : page * 5]]
        return (
            200,
            "application/json",
            json.dumps({"code": 0, "result": {"totalCount": len(items), "list": rows}}).encode(),
        )

    g.site.calls["/api/docs"] = data
    g.put(
        "/gk/nb.html",
        "政府信息公开年报",
        "<h2>政府信息公开年报</h2><ul id='docs'></ul><script>fetch('/api/docs?channel=88&pageNo=1').then(r => r.json()).then(show)</script>",
    )
    g.put("/gk/index.html", "公开", g.skin.boxes([("政府信息公开年报", "/gk/nb.html")], "公开"))
    _home(g, [("新闻", news), ("公开", "/gk/index.html")])
    return g.site


def copied(seed: int) -> Site:
    """The same reports stand under two columns, at two addresses each; departments on hosts of their own below the portal's."""
    g = _begin("copied", seed)
    g.menu = [("首页", "/"), ("新闻", "/xw/index.html"), ("政务公开", "/gk/index.html")]
    news = g.news("/xw", "新闻", 60, about=True)
    items = g.reports("/gk/nb", range(2015, 2025))
    again = []
    for name, path, date in items:
        other = path.replace("/gk/nb/", "/xw/fb/")
        g.site.pages[other] = g.site.pages[path]
        g.site.report(other, g.site.reports[g.site.base + path])
        again.append((name, other, date))
    g.listing("/xw/fb", "信息发布", again)
    annual = g.listing("/gk/nb", "政府信息公开年报", items)
    g.put(
        "/gk/index.html",
        "政务公开",
        g.skin.boxes([("政府信息公开年报", annual), ("信息发布", "/xw/fb/index.html")], "政务公开"),
    )
    _home(g, [("新闻", news), ("信息发布", "/xw/fb/index.html"), ("政务公开", "/gk/index.html")])
    g.errors(2)
    return g.site


def sprawling(seed: int) -> Site:
    """A home page of hundreds of links, a disclosure page with a tree of fifty columns, departments with trees of their own."""
    g = _begin("sprawling", seed)
    subjects = (
        "规划计划",
        "统计信息",
        "行政许可",
        "处罚强制",
        "财政预决算",
        "行政事业性收费",
        "政府采购",
        "重大项目",
        "扶贫",
        "教育",
        "医疗卫生",
        "社会保障",
        "就业创业",
        "环境保护",
        "公共文化",
        "安全生产",
        "食品药品",
        "产品质量",
        "救灾",
        "公益事业",
        "国有土地",
        "征地补偿",
        "保障性住房",
        "市政服务",
        "旅游",
        "涉农补贴",
    )
    g.menu = [
        ("首页", "/"),
        ("政务公开", "/zwgk/index.html"),
        ("要闻", "/yw/index.html"),
        ("服务", "/fw/index.html"),
        ("互动", "/hd/index.html"),
    ]
    news = [
        g.news(folder, name, count, about=True)
        for folder, name, count in (
            ("/yw", "要闻", 120),
            ("/gs", "公示公告", 80),
            ("/hd", "互动", 40),
            ("/fw", "服务", 40),
        )
    ]
    tree = [
        (f"{name}信息公开" if index % 3 == 0 else name, g.news(f"/zwgk/fd/{index}", name, 6))
        for index, name in enumerate(subjects)
    ]
    organs = []
    for index, name in enumerate(("财政局", "教育局", "民政局", "司法局", "水务局", "商务局", "审计局", "统计局")):
        folder = f"/zwgk/bm/{index}"
        annual = g.listing(
            f"{folder}/nb",
            g.rng.choice(("公开年报", "年度报告", "信息公开工作年报")),
            g.reports(f"{folder}/nb", range(2020, 2025), f"{PLACE}{name}", kind="department"),
        )
        columns = [(subject, f"/zwgk/fd/{k}/index.html") for k, subject in enumerate(subjects[:12])]
        g.put(
            f"{folder}/index.html",
            f"{PLACE}{name}",
            g.skin.boxes([*columns, ("法定主动公开内容", "/zwgk/fd/1/index.html"), ("政府信息公开年报", annual)], name),
        )
        organs.append((name, f"{folder}/index.html"))
    own = g.listing(
        "/zwgk/nb",
        "市政府年报",
        g.reports("/zwgk/nb", range(2008, 2025), stubs=True),
        steps=[("政务公开", "/zwgk/index.html")],
    )
    g.put("/zwgk/bm/index.html", "部门信息公开目录", g.skin.boxes(organs, "市级部门"))
    g.put(
        "/zwgk/ndbg.html",
        "政府信息公开年报",
        g.skin.boxes([("市政府年报", own), ("部门信息公开目录", "/zwgk/bm/index.html")], "政府信息公开年报"),
    )
    g.put(
        "/zwgk/index.html",
        "政务公开",
        g.skin.boxes(
            [("政府信息公开指南", "/zwgk/zn.html"), *tree, ("政府信息公开年报", "/zwgk/ndbg.html")], "政务公开"
        ),
    )
    g.put("/zwgk/zn.html", "政府信息公开指南", g.skin.article("政府信息公开指南", ["指南"] * 6, "2020-01-01"))
    headlines = [path for path in g.site.pages if path.startswith(("/yw/2", "/gs/2"))][:180]
    _home(
        g,
        [("要闻", news[0]), ("公示公告", news[1]), ("政务公开", "/zwgk/index.html"), *tree[:20]],
        "".join(f"<p><a href='{path}'>{g.rng.choice(NEWS)}</a></p>" for path in headlines),
    )
    g.errors(1)
    return g.site


ALL = (
    english,
    numbers,
    years,
    framed,
    scripted,
    charsets,
    searched,
    mapped,
    shuffled,
    opaque,
    browser,
    files,
    mixed,
    pictures,
    sessions,
    nested,
    selected,
    called,
    copied,
    sprawling,
    barren,
)
