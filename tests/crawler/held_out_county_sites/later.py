"""Four more sites, written after the others' mends: a table of organs and years, catalogues by number from a search module,
pages numbered from the end with reports in a viewer, and a list that grows when asked for more."""

from __future__ import annotations

import json
from collections.abc import Sequence

from demo.server import Answer, Request, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_county_sites.estate import Dress, Estate, late, unsigned
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split

GRID = Dress(
    page="""<!DOCTYPE html><html><head><meta charset="@@charset"><title>@@title</title><script src="/js/common.js"></script></head><body><div class="g-top">欢迎访问@@gov网站</div>
<div class="g-nav"><ul class="clearfix">@@nav</ul></div><div class="g-cnt"><div class="m-bread">当前位置：@@trail</div>@@inner</div><div class="g-ft">主办：@@gov办公室 备案：@@code0021</div></body></html>""",
    article="""<div class="m-art"><h2 class="u-tt">@@title</h2><div class="u-inf">发布机构：@@town人民政府办公室　发布时间：@@day　【字体：大 中 小】</div><div class="u-txt" id="vsb_zw">@@body</div></div>""",
    row='<li><a href="@@url" title="@@title" target="_blank">@@short</a><span>[@@day]</span></li>',
    rows='<ul class="m-list">@@rows</ul>',
)


def organs_by_years(town: Town) -> list[Site]:
    """The yearly column is one table: a row an organ, a column a year, the word 查看 in its cells; some cells open a PDF."""
    estate = Estate(town, "organs_by_years", GRID, "/article/{year}{month}{day}/{n}.jhtml")
    estate.nav = [
        ("首页", "/index.jhtml"),
        ("新闻动态", "/xwdt.jhtml"),
        ("政务公开", "/zwgk.jhtml"),
        ("政务服务", "/zwfw.jhtml"),
        ("互动交流", "/hdjl.jhtml"),
    ]
    estate.crowd(220)
    organs = ("", "发展和改革局", "公安局", "财政局", "水利局", "城关镇人民政府", "石桥乡人民政府")
    years = tuple(range(2019, 2026))
    body = ""
    for organ in organs:
        cells = ""
        for year in years:
            r = town.report(year, organ or None)
            if year == 2022 and organ in ("", "水利局"):
                url = estate.file(f"/upload/{r.published.replace('-', '')}/{r.number}.pdf", r.pdf, "application/pdf")
            else:
                url = estate.report(r, f"/article/nb/{r.number}.jhtml").url
            cells += f'<td align="center"><a href="{url}" target="_blank">查看</a></td>'
        body += f"<tr><td>{town.name + organ if organ else town.government}</td>{cells}</tr>"
    heads = "".join(f"<th>{year}年</th>" for year in years)
    table = f'<table class="nbtab" border="1"><tr><th>单位名称</th>{heads}</tr>{body}</table>'
    old = [estate.report(r, f"/article/nb/{r.number}.jhtml") for r in town.reports(range(2010, 2019))]
    older = '<p class="tip"><a href="/nb_ls.jhtml">2018年及以前政府信息公开年度报告</a></p>'
    links = estate.statutory(lambda n, page: f"/gk{n:02}" + (f"_{page}" if page > 1 else "") + ".jhtml")
    side = f'<div class="m-side"><h3>政府信息公开</h3><ul><li><a href="/zn.jhtml">指南</a></li><li><a href="/zd.jhtml">制度</a></li>{links}<li><a href="/nb.jhtml">政府信息公开年报</a></li><li><a href="/ysq.jhtml">依申请公开</a></li></ul></div>'
    trail = [("首页", "/"), ("政务公开", "/zwgk.jhtml"), ("政府信息公开年报", "/nb.jhtml")]
    estate.put("/nb.jhtml", estate.page("政府信息公开年报", side + table + older, trail))
    estate.listing("历史年报", old, lambda page: "/nb_ls" + (f"_{page}" if page > 1 else "") + ".jhtml", size=20)
    estate.put("/zwgk.jhtml", estate.page("政务公开", side + estate.lines(estate.some(3))))
    for path, name in (("/zn", "政府信息公开指南"), ("/zd", "制度"), ("/ysq", "依申请公开"), ("/xwdt", "新闻动态")):
        estate.put(f"{path}.jhtml", estate.page(name, side + estate.lines(estate.some(len(path), 9))))
    for path, name in (("/zwfw", "政务服务"), ("/hdjl", "互动交流")):
        estate.put(f"{path}.jhtml", estate.page(name, estate.lines(estate.some(6, 9))))
    estate.commons(lambda n, page: f"/lm{n}" + (f"_{page}" if page > 1 else "") + ".jhtml")
    estate.site.put("/index.jhtml", Answer(estate.site.page_body("/")))
    return [estate.site]


TREE = Dress(
    page="""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=@@charset"><title>@@title</title><meta name="WebSite" content="@@gov"></head><body>
<table width="1100" align="center" class="tb"><tr>@@nav</tr></table><table width="1100" align="center"><tr><td class="wz">@@trail</td></tr><tr><td>@@inner</td></tr></table><div class="bq">@@gov主办 @@code0012</div></body></html>""",
    article="""<div class="main"><table class="xxgk_xl_top"><tr><td>发布机构</td><td>@@town人民政府</td><td>生成日期</td><td>@@day</td></tr></table><div class="xl_tit">@@title</div><div class="bt-content zoom clearfix" id="zoom">@@body</div></div>""",
    row='<tr class="tr_main_value_odd"><td class="tr_num">@@number</td><td><a href="@@url" mc="@@title" target="_blank">@@short</a></td><td>@@day</td></tr>',
    rows='<table class="tablelist" width="100%"><tr><td>索引号</td><td>标题</td><td>发布日期</td></tr>@@rows</table>',
    nav='<td><a href="@@url">@@name</a></td>',
)
AJAX = """var nowNumber='%s',nowPage=1;
function getList(no,page){nowNumber=no;nowPage=page;var x=new XMLHttpRequest();x.open('POST','/module/xxgk/search.jsp?standardXxgk=1&isAllList=1&currpage='+page+'&hasNoPages=0&infoCount=18',true);
x.setRequestHeader('Content-Type','application/x-www-form-urlencoded');x.onreadystatechange=function(){if(x.readyState==4&&x.status==200){document.getElementById('div%s').innerHTML=x.responseText}};
x.send('infotypeId='+no+'&jdid=2&area=&divid=div%s&vc_title=&sortfield=compaltedate:0')}
function toPage(p){getList(nowNumber,p)}
getList(nowNumber,1);"""


def catalogue_search(town: Town) -> list[Site]:
    """The catalogue's tree names columns by numbers; a search module that is posted to answers with a table and its pager."""
    estate = Estate(town, "catalogue_search", TREE, "/art/{year}/{month}/{day}/art_4401_{n}.html")
    estate.nav = [
        ("首页", "/"),
        ("要闻", "/col/col4401/index.html"),
        ("信息公开", "/col/col4410/index.html"),
        ("办事", "/col/col4403/index.html"),
        ("互动", "/col/col4404/index.html"),
    ]
    estate.crowd(230)
    rows = []
    for r in town.reports(range(2009, 2026)):
        if r.year == 2015:
            r = late(r, "2018-05-30")
        path = f"/art/{r.published[:4]}/{int(r.published[5:7])}/{int(r.published[8:])}/art_4410_{r.number}.html"
        rows.append(
            estate.attached(r, path, f"/attach/{r.number}.docx")
            if r.year in (2017, 2018)
            else estate.report(r, path, title=unsigned(r) if r.year == 2020 else "")
        )
    for organ in ("教育体育局", "审计局"):
        rows += [
            estate.report(r, f"/art/bm/art_4410_{r.number}.html")
            for r in [town.report(y, organ) for y in range(2021, 2026)]
        ]
    rows.sort(key=lambda row: row.day, reverse=True)
    names = (
        "机构职能",
        "领导之窗",
        "规范性文件",
        "其他文件",
        "规划计划",
        "统计数据",
        "财政信息",
        "人事信息",
        "应急管理",
    )
    lists: dict[str, tuple[str, Sequence[Row]]] = {
        f"A{n:02}": (name, estate.some(n, 50)) for n, name in enumerate(names, 1)
    }
    lists["B01"] = ("公开指南", estate.some(3, 1))
    lists["B02"] = ("政府信息公开年度报告", rows)
    lists["B03"] = ("依申请公开", estate.some(5, 2))

    def searched(request: Request) -> Answer:
        said = asked(request)
        if said.get("infotypeId") not in lists or request.method != "POST":
            return Answer(b"", content_type="text/html;charset=utf-8")
        entries = lists[said["infotypeId"]][1]
        parts = split(entries, 18)
        now = min(max(number(said, "currpage", 1), 1), len(parts))
        links = "".join(f'<a href="javascript:toPage({n})">{n}</a> ' for n in range(1, len(parts) + 1))
        ahead = f'<a href="javascript:toPage({min(now + 1, len(parts))})">下一页</a>'
        return estate.printed(
            f'{estate.lines(parts[now - 1])}<div class="page_num">共 {len(entries)} 条 第{now}页/共{len(parts)}页 {links}{ahead}</div>'
        )

    estate.site.handle("/module/xxgk/search.jsp", searched)
    tree = "".join(
        f'<div class="leaf"><a href="/col/col4410/index.html?number={no}">{name}</a></div>'
        for no, (name, _) in lists.items()
    )

    def column(request: Request) -> Answer:
        no = asked(request).get("number", "A01")
        if no not in lists:
            return estate.site.missing
        script = AJAX % (no, "4410", "4410")
        inner = f'<table><tr><td width="220" valign="top"><b>政府信息公开目录</b>{tree}</td><td valign="top"><div id="div4410"></div><script type="text/javascript">{script}</script></td></tr></table>'
        return estate.printed(
            estate.page(lists[no][0], inner, [("首页", "/"), ("信息公开", "/col/col4410/index.html")])
        )

    estate.site.handle("/col/col4410/index.html", column)
    for col, name in (("4401", "要闻"), ("4403", "办事"), ("4404", "互动")):
        estate.put(f"/col/col{col}/index.html", estate.page(name, estate.lines(estate.some(int(col) % 9))))
    estate.commons(lambda n, page: f"/col/col445{n}/index.html" if page == 1 else f"/col/col445{n}/index_{page}.html")
    return [estate.site]


BACKWARD = Dress(
    page="""<!DOCTYPE html><HTML><HEAD><META charset="@@charset"><TITLE>@@title</TITLE><META Name="keywords" Content="@@gov" /><script language="javascript" src="/system/resource/js/dynclicks.js"></script></HEAD><BODY>
<DIV class="wp"><DIV class="head"></DIV><UL class="menu" id="u1">@@nav</UL><DIV class="ny_wz">@@trail</DIV><DIV class="ny_con">@@inner</DIV><DIV class="foot">@@gov @@code0030</DIV></DIV></BODY></HTML>""",
    article="""<form name="_newscontent_fromname"><div class="c_con"><h1>@@title</h1><div class="c_info">@@day　来源：@@town政府网　点击：[<span id="dynclicks_wbnews_1"></span>]</div><div id="vsb_content"><div class="v_news_content">@@body</div></div></div></form>""",
    row='<li id="line_u9_@@number"><span>@@day</span><a href="@@url" target="_blank" title="@@title">@@short</a></li>',
    rows='<div class="list"><ul>@@rows</ul></div>',
)


def counted_backwards(town: Town) -> list[Site]:
    """The second page of five is 4.htm, the last 1.htm; columns for government and organs; some reports are PDFs in a viewer."""
    estate = Estate(town, "counted_backwards", BACKWARD, "/info/1011/{n}.htm")
    estate.nav = [
        ("网站首页", "/index.htm"),
        ("新闻", "/xw.htm"),
        ("公开", "/zfxxgk.htm"),
        ("服务", "/fw.htm"),
        ("互动", "/hd.htm"),
    ]
    estate.crowd(240)

    def backwards(stem: str, pages: int):
        return lambda page: f"{stem}.htm" if page == 1 else f"{stem}/{pages - page + 1}.htm"

    def column(stem: str, name: str, rows: Sequence[Row], size: int, around=str) -> None:
        address = backwards(stem, len(split(rows, size)))

        def foot(now: int, pages: int, entries: int) -> str:
            numbers = "".join(
                f'<span class="p_no_d">{n}</span>'
                if n == now
                else f'<span class="p_no"><a href="{address(n)}">{n}</a></span>'
                for n in range(1, pages + 1)
            )
            ahead = f'<span class="p_next"><a href="{address(now + 1)}">下页</a></span>' if now < pages else ""
            return f'<div class="pb_sys_common"><span class="p_t">共{entries}条</span>{numbers}{ahead}</div>'

        estate.listing(name, rows, address, size=size, foot=foot, around=around)

    mine = []
    for r in town.reports(range(2008, 2026)):
        path = f"/info/1155/{r.number}.htm"
        if r.year in (2021, 2024):
            url = estate.file(f"/__local/{r.number:X}/{r.number}.pdf", r.pdf, "application/pdf")
            viewer = (
                f'<p><script type="text/javascript">showVsbpdfIframe("{url}","100%","700","0","","w1");</script></p>'
            )
            mine.append(estate.report(r, path, body=viewer))
        elif r.year == 2011:
            mine.append(estate.attached(r, path, f"/__local/{r.number:X}/{r.number}.doc"))
        else:
            mine.append(estate.report(r, path))
    organs = [
        estate.report(r, f"/info/1156/{r.number}.htm")
        for year in range(2025, 2020, -1)
        for r in [town.report(year, organ) for organ in ("民政局", "统计局", "双河镇人民政府")]
    ]

    def menu(inner: str) -> str:
        items = "".join(
            f'<li><a href="/zfxxgk/{stem}.htm">{name}</a></li>'
            for stem, name in (
                ("gkzn", "政府信息公开指南"),
                ("gkzd", "政府信息公开制度"),
                ("fdnr", "法定主动公开内容"),
                ("gknb", "政府信息公开年报"),
                ("ysq", "依申请公开"),
            )
        )
        return f'<div class="l_nav"><ul>{items}</ul></div><div class="r_con">{inner}</div>'

    column("/zfxxgk/gknb/xzf", "县政府", mine, 4, menu)
    column("/zfxxgk/gknb/bmxz", "部门、乡镇", organs, 6, menu)
    two = (
        '<div class="two"><a href="/zfxxgk/gknb/xzf.htm">县政府</a><a href="/zfxxgk/gknb/bmxz.htm">部门、乡镇</a></div>'
    )
    estate.put(
        "/zfxxgk/gknb.htm",
        estate.page("政府信息公开年报", menu(two), [("首页", "/index.htm"), ("公开", "/zfxxgk.htm")]),
    )
    column("/zfxxgk/gkzd", "制度", estate.some(4, 30), 10, menu)
    column("/zfxxgk/fdnr", "法定主动公开内容", estate.some(5, 60), 10, menu)
    for stem, name in (("gkzn", "政府信息公开指南"), ("ysq", "依申请公开")):
        estate.put(f"/zfxxgk/{stem}.htm", estate.page(name, menu("<p>办理时间：工作日。</p>")))
    estate.put("/zfxxgk.htm", estate.page("政府信息公开", menu(estate.lines(estate.some(2)))))
    for stem, name in (("xw", "新闻"), ("fw", "服务"), ("hd", "互动")):
        column(f"/{stem}", name, estate.some(len(stem), 60), 15)
    estate.commons(lambda n, page: f"/xw/l{n}.htm" if page == 1 else f"/xw/l{n}/{4 - page}.htm")
    estate.site.put("/index.htm", Answer(estate.site.page_body("/")))
    return [estate.site]


GROWING = Dress(
    page="""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="@@charset"><meta name="viewport" content="width=device-width, initial-scale=1"><title>@@title</title><link rel="stylesheet" href="/static/css/app.css"></head><body>
<div class="nav-wrap"><div class="container"><ul class="nav">@@nav</ul></div></div><div class="container"><div class="path">@@trail</div>@@inner</div><div class="footer">@@gov办公室主办 @@code0044</div></body></html>""",
    article="""<div class="detail-box"><h3 class="detail-title">@@title</h3><div class="detail-meta"><span>@@day</span><span>@@town人民政府</span></div><div class="detail-content rich-text">@@body</div></div>""",
    row='<a class="news-item" href="@@url"><h5>@@short</h5><time>@@day</time></a>',
    rows='<div class="news-list">@@rows</div>',
)
MORE = """<div class="load-more" id="more" onclick="loadMore()">加载更多</div><script>
var page = 1, cid = '%s';
function loadMore() { page++; fetch('/index.php/api/article/index?cid=' + cid + '&page=' + page + '&limit=10').then(function (r) { return r.json(); }).then(function (res) {
var box = document.querySelector('.news-list'); res.data.list.forEach(function (it) { var a = document.createElement('a'); a.className = 'news-item'; a.href = '/index.php/article/detail/id/' + it.id + '.html'; a.innerHTML = '<h5>' + it.title + '</h5><time>' + it.create_time + '</time>'; box.appendChild(a); });
if (page * 10 >= res.data.count) { document.getElementById('more').style.display = 'none'; } }); }
</script>"""


def grows_on_demand(town: Town) -> list[Site]:
    """Lists show ten entries and a button for more, which asks an interface that gives titles and numbers only."""
    estate = Estate(town, "grows_on_demand", GROWING, "/index.php/article/detail/id/{n}.html")
    cids = {
        "8": "要闻",
        "9": "公示公告",
        "10": "部门动态",
        "21": "政策文件",
        "22": "财政预决算",
        "23": "政策解读",
        "24": "公开指南",
        "25": "政府信息公开年报",
        "26": "建议提案",
        "27": "行政执法",
    }
    estate.nav = [
        ("首页", "/"),
        ("新闻", "/index.php/article/list/cid/8.html"),
        ("公告", "/index.php/article/list/cid/9.html"),
        ("政务公开", "/index.php/open/index.html"),
        ("政务服务", "/index.php/service/index.html"),
    ]
    estate.crowd(230)
    rows = []
    for r in town.reports(range(2013, 2026)):
        path = f"/index.php/article/detail/id/{r.number}.html"
        rows.append(
            estate.attached(r, path, f"/uploads/file/{r.published.replace('-', '')}/{r.number}.pdf")
            if r.year in (2016, 2019)
            else estate.report(r, path)
        )
    for organ in ("人力资源和社会保障局", "云台街道办事处"):
        rows += [
            estate.report(r, f"/index.php/article/detail/id/{r.number}.html")
            for r in [town.report(y, organ) for y in range(2020, 2026)]
        ]
    rows.sort(key=lambda row: row.day, reverse=True)
    lists: dict[str, Sequence[Row]] = {cid: estate.some(int(cid), 60) for cid in cids} | {
        "25": rows,
        "24": estate.some(2, 3),
    }
    lists["9"] = estate.stock[:60]

    def listed(request: Request) -> Answer:
        said = asked(request)
        entries = lists.get(said.get("cid", ""), [])
        now = number(said, "page", 1)
        size = min(number(said, "limit", 10), 20)
        data = [
            {"id": r.number, "cid": said.get("cid"), "title": r.title, "create_time": r.day, "hits": 12}
            for r in entries[(now - 1) * size : now * size]
        ]
        body = json.dumps({"code": 1, "msg": "ok", "data": {"list": data, "count": len(entries)}}, ensure_ascii=False)
        return Answer(body.encode(), content_type="application/json; charset=utf-8")

    estate.site.handle("/index.php/api/article/index", listed)
    menu = "".join(
        f'<a class="list-group-item" href="/index.php/article/list/cid/{cid}.html">{name}</a>'
        for cid, name in cids.items()
        if int(cid) > 20
    )
    side = f'<div class="list-group">{menu}</div>'
    for cid, name in cids.items():
        more = MORE % cid if len(lists[cid]) > 10 else ""
        estate.put(
            f"/index.php/article/list/cid/{cid}.html",
            estate.page(
                name,
                f"{side}<h4>{name}</h4>{estate.lines(lists[cid][:10])}{more}",
                [("首页", "/"), ("政务公开", "/index.php/open/index.html")],
            ),
        )
    estate.put("/index.php/open/index.html", estate.page("政务公开", side + estate.lines(estate.some(4, 10))))
    estate.put("/index.php/service/index.html", estate.page("政务服务", estate.lines(estate.some(6, 6))))
    estate.commons(lambda n, page: f"/index.php/news/{n}.html" if page == 1 else f"/index.php/news/{n}/p/{page}.html")
    return [estate.site]
