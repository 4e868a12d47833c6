"""Sites whose lists come otherwise: a shell filled from an API, years as tabs with a choice of organ, frames, a search's hits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from demo.server import Answer, Request, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_county_sites.estate import Dress, Estate, late, unsigned
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split, told

BRIGHT = Dress(
    page="""<!DOCTYPE html><html lang="zh"><head><meta charset="@@charset"><meta http-equiv="X-UA-Compatible" content="IE=edge"><title>@@title</title></head><body>
<div class="topbar"><span>无障碍</span><span>长者模式</span></div><nav class="main-nav"><ul>@@nav</ul></nav><div class="bread"><i class="home"></i>@@trail</div><div class="page-body">@@inner</div>
<div class="foot-wrap"><p>主办：@@gov办公室　标识码：@@code0011</p><a href="/about.html">关于我们</a></div></body></html>""",
    article="""<div class="xl"><div class="xl-tit">@@title</div><div class="xl-bar"><span>时间：@@day</span><span>来源：@@town政府网</span></div><div class="xl-con" id="UCAP-CONTENT">@@body</div></div>""",
    row='<li class="li-item"><a href="@@url" title="@@title">@@short</a><em>@@day</em></li>',
    rows='<ul class="li-list">@@rows</ul>',
)
APP = """(function(){var tree=[],now=1,size=10;
function h(t,a,k){var e=document.createElement(t);for(var n in a||{})e.setAttribute(n,a[n]);(k||[]).forEach(function(c){e.appendChild(typeof c==='string'?document.createTextNode(c):c)});return e}
function ask(m,u,d){return fetch('/prod-api'+u,{method:m,headers:{'Content-Type':'application/json;charset=utf-8'},body:d?JSON.stringify(d):undefined}).then(function(r){return r.json()})}
function draw(id,p){ask('POST','/cms/article/page',{channelId:id,pageNum:p,pageSize:size,siteId:'12'}).then(function(r){var b=document.querySelector('.app-main');b.innerHTML='';
b.appendChild(h('ul',{'class':'app-list'},r.data.records.map(function(x){return h('li',{},[h('a',{href:x.staticUrl,target:'_blank',title:x.title},[x.title]),h('span',{},[x.publishTime.substr(0,10)])])})));
var n=Math.ceil(r.data.total/size),bar=h('div',{'class':'pager'},[h('span',{},['共 '+r.data.total+' 条'])]);for(var i=1;i<=n;i++){(function(i){var k=h('button',{'class':i===p?'number active':'number'},[''+i]);k.onclick=function(){draw(id,i)};bar.appendChild(k)})(i)}
b.appendChild(bar)})}
function route(){var m=/#\\/list\\/(\\d+)/.exec(location.hash);draw(m?m[1]:tree[0].id,1)}
ask('GET','/cms/channel/tree?siteId=12').then(function(r){tree=r.data;var s=h('div',{'class':'app-side'});tree.forEach(function(c){s.appendChild(h('a',{href:'#/list/'+c.id},[c.name]));(c.children||[]).forEach(function(k){s.appendChild(h('a',{href:'#/list/'+k.id,'class':'sub'},[k.name]))})});
var a=document.getElementById('app');a.appendChild(s);a.appendChild(h('div',{'class':'app-main'}));window.onhashchange=route;route()})})();"""


def filled_shell(town: Town) -> list[Site]:
    """The disclosure platform is one empty page: a script asks for the tree of columns, and posts for each list's pages."""
    estate = Estate(town, "filled_shell", BRIGHT, "/content/{year}{month}/{n}.html")
    estate.nav = [
        ("首页", "/"),
        ("要闻动态", "/dt/"),
        ("政府信息公开", "/zfxxgk/"),
        ("政务服务", "https://zwfw.example.gov.cn/"),
        ("互动交流", "/jl/"),
    ]
    estate.crowd(230)
    rows = []
    for r in town.reports(range(2011, 2026)):
        path = f"/content/{r.published[:4]}{r.published[5:7]}/{r.number}.html"
        if r.year == 2018:
            rows.append(estate.attached(r, path, f"/profile/upload/{r.published.replace('-', '/')}/{r.number}.pdf"))
        else:
            rows.append(estate.report(r, path, title=unsigned(r) if r.year in (2015, 2016) else ""))
    for organ in ("交通运输局", "文化旅游局"):
        rows += [
            estate.report(r, f"/content/bm/{r.number}.html") for r in [town.report(y, organ) for y in range(2020, 2026)]
        ]
    rows.sort(key=lambda row: row.day, reverse=True)
    names = ("机构职能", "政策文件", "财政预决算", "重大项目", "权力清单", "建议提案")
    tree = [
        {"id": "1501", "name": "政府信息公开指南", "children": []},
        {"id": "1502", "name": "政府信息公开制度", "children": []},
        {
            "id": "1503",
            "name": "法定主动公开内容",
            "children": [{"id": f"{1510 + n}", "name": name} for n, name in enumerate(names)],
        },
        {"id": "1504", "name": "政府信息公开年报", "children": []},
        {"id": "1505", "name": "依申请公开", "children": []},
    ]
    lists: dict[str, Sequence[Row]] = {
        "1504": rows,
        "1501": estate.some(1, 1),
        "1502": estate.some(2, 5),
        "1503": estate.some(3, 60),
        "1505": [],
    }
    lists |= {f"{1510 + n}": estate.some(n + 4, 40) for n in range(len(names))}

    def page(request: Request) -> Answer:
        try:
            body = json.loads(request.body or b"{}")
        except ValueError:
            return told({"code": 500, "msg": "请求参数格式错误"})
        entries = lists.get(str(body.get("channelId")), [])
        size = min(int(body.get("pageSize") or 10), 50)
        now = int(body.get("pageNum") or 1)
        records = [
            {
                "id": str(r.number),
                "title": r.title,
                "publishTime": f"{r.day} 09:30:00",
                "staticUrl": r.url,
                "status": "1",
                "content": None,
            }
            for r in entries[(now - 1) * size : now * size]
        ]
        return told(
            {
                "code": 200,
                "msg": "操作成功",
                "data": {"total": len(entries), "size": size, "current": now, "records": records},
            }
        )

    estate.site.handle("/prod-api/cms/article/page", page)
    estate.site.handle(
        "/prod-api/cms/channel/tree", lambda request: told({"code": 200, "msg": "操作成功", "data": tree})
    )
    estate.site.put("/zfxxgk/static/js/app.7d1f0c3b.js", Answer(APP.encode(), content_type="application/javascript"))
    estate.put(
        "/zfxxgk/",
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>政府信息公开-{town.government}</title></head><body><noscript>请启用JavaScript后访问</noscript><div id="app"></div><script src="/zfxxgk/static/js/app.7d1f0c3b.js"></script></body></html>',
    )
    for path, name in (("/dt/", "要闻动态"), ("/jl/", "互动交流")):
        estate.put(path, estate.page(name, estate.lines(estate.some(len(path), 20))))
    estate.commons(lambda n, page: f"/dt/{n}/" + (f"list_{page}.html" if page > 1 else ""))
    return [estate.site]


COMMON = Dress(
    page="""<!DOCTYPE html><html><head><meta charset="@@charset"><title>@@title</title><meta name="SiteName" content="@@gov"></head><body class="jyh">
<div class="jyh-top"><a href="http://www.example-province.gov.cn/">省政府</a><a href="http://www.example-city.gov.cn/">市政府</a></div><ul class="jyh-nav">@@nav</ul><div class="jyh-pos">@@trail</div><div class="jyh-main">@@inner</div>
<div class="jyh-foot">@@gov主办　全省政府网站集约化平台提供技术支持　@@code0016</div></body></html>""",
    article="""<div class="pages_content"><div class="xxgk-head"><table class="xxgk-tab"><tr><td>信息分类：</td><td>政府信息公开年报</td><td>发布日期：</td><td>@@day</td></tr><tr><td>信息名称：</td><td colspan="3">@@title</td></tr></table></div>
<h1 class="p-title">@@title</h1><div class="p-content">@@body</div></div>""",
    row='<li><a href="@@url" target="_blank">@@short</a><span class="date">@@day</span></li>',
    rows='<ul class="zfxxgk_list">@@rows</ul>',
)


def years_as_tabs(town: Town) -> list[Site]:
    """On a province's platform: the yearly column has a tab for each year and a choice of organ; its lines name only the
    organ, and nothing lists all of them."""
    estate = Estate(town, "years_as_tabs", COMMON, "/gs/{year}-{month}/{day}/content_{n}.shtml")
    estate.nav = [
        ("首页", "/"),
        ("政务动态", "/c101/list.shtml"),
        ("信息公开", "/c102/zfxxgk.shtml"),
        ("政务服务", "/c103/list.shtml"),
        ("政民互动", "/c104/list.shtml"),
    ]
    estate.crowd(220)
    organs = ("发展和改革局", "教育局", "财政局", "城关镇人民政府")
    years = range(2010, 2026)
    found: dict[tuple[int, str], Row] = {}
    for year in years:
        for organ in ("", *(organs if year >= 2021 else ())):
            r = town.report(year, organ or None)
            path = f"/gs/{r.published[:7]}/{r.published[8:]}/content_{r.number}.shtml"
            if year == 2013:
                row = estate.attached(r, path, f"/gs/{r.published[:7]}/{r.number}/files/{r.number:08x}.doc")
            else:
                row = estate.report(r, path)
            found[(year, organ)] = Row(f"{town.name}{organ}" if organ else f"{town.name}人民政府", path, row.day)
    options = "".join(f'<option value="{n}">{name}</option>' for n, name in enumerate(("全部单位", "县政府", *organs)))

    def shown(request: Request) -> Answer:
        said = asked(request)
        year = number(said, "nd", 2025)
        unit = number(said, "dw", 0)
        rows = [
            row
            for (nd, organ), row in found.items()
            if nd == year
            and (
                unit == 0
                or (unit == 1 and not organ)
                or (unit > 1 and unit - 2 < len(organs) and organ == organs[unit - 2])
            )
        ]
        tabs = "".join(
            f'<li{" class=on" if nd == year else ""}><a href="/c102/zfxxgknb.shtml?nd={nd}&amp;dw={unit}">{nd}年</a></li>'
            for nd in reversed(years)
        )
        inner = f"""<div class="nb"><ul class="tab">{tabs}</ul><select id="dw" onchange="location.href='/c102/zfxxgknb.shtml?nd={year}&dw='+this.value">{options}</select>{estate.lines(rows)}</div>"""
        return estate.printed(
            estate.page("政府信息公开年报", side + inner, [("首页", "/"), ("信息公开", "/c102/zfxxgk.shtml")])
        )

    names = (
        "机构信息",
        "政策",
        "规划信息",
        "统计信息",
        "行政许可",
        "处罚强制",
        "预算决算",
        "收费项目",
        "政府采购",
        "重大项目",
        "招考录用",
    )
    links = "".join(f'<a href="/c102{n:02}/list.shtml">{name}</a>' for n, name in enumerate(names))
    side = f'<div class="zfxxgk_left"><a href="/c102/zn.shtml">政府信息公开指南</a><a href="/c102/zd.shtml">政府信息公开制度</a><p>法定主动公开内容</p>{links}<a href="/c102/zfxxgknb.shtml">政府信息公开年报</a><a href="/c102/ysq.shtml">依申请公开</a></div>'
    estate.site.handle("/c102/zfxxgknb.shtml", shown)
    for n, name in enumerate(names):
        estate.listing(
            name,
            estate.some(n + 1, 35),
            lambda page, n=n: f"/c102{n:02}/list" + (f"_{page}" if page > 1 else "") + ".shtml",
            around=lambda inner: side + inner,
        )
    estate.put("/c102/zfxxgk.shtml", estate.page("信息公开", side + estate.lines(estate.some(5))))
    estate.told(
        "政府信息公开指南", "2021-09-09", "/c102/zn.shtml", "<p>每年1月31日前公布上一年度政府信息公开工作年度报告。</p>"
    )
    estate.put("/c102/zd.shtml", estate.page("制度", estate.lines(estate.some(6, 8))))
    estate.put("/c102/ysq.shtml", estate.page("依申请公开", "<p>申请须知</p>"))
    for n in (101, 103, 104):
        estate.put(f"/c{n}/list.shtml", estate.page("栏目", estate.lines(estate.some(n % 9, 20))))
    estate.commons(lambda n, page: f"/c2{n:02}/list" + (f"_{page}" if page > 1 else "") + ".shtml")
    return [estate.site]


PLAIN = Dress(
    page="""<html><head><meta http-equiv="Content-Type" content="text/html; charset=@@charset"><title>@@title</title></head><body>
<div id="banner"></div><div id="nav"><ul>@@nav</ul></div><div id="pos">@@trail</div><div id="con">@@inner</div><div id="copy">@@gov办公室主办<br>@@code0003</div></body></html>""",
    article="""<div class="wz"><h4>@@title</h4><p class="ly">@@day 　来源：@@town政务网</p><div class="wznr">@@body</div></div>""",
    row='<li><a href="@@url" target="_blank">@@short</a> <font color="gray">@@day</font></li>',
    cut=40,
)
BARE = Dress(
    page="""<html><head><meta charset="@@charset"><title>@@title</title></head><body class="inframe">@@inner</body></html>""",
    article=PLAIN.article,
    row='<tr><td>@@number</td><td><a href="@@url" target="_blank">@@title</a></td><td>@@day</td></tr>',
    rows='<table class="mlb"><tr><th>索引号</th><th>名称</th><th>生成日期</th></tr>@@rows</table>',
)


def tree_in_a_frame(town: Town) -> list[Site]:
    """The catalogue is a page with two frames: a tree written by a script, and the list that the tree's leaves open."""
    estate = Estate(town, "tree_in_a_frame", PLAIN, "/news/show-{n}.html")
    estate.nav = [
        ("首页", "/"),
        ("政务要闻", "/news/list-1.html"),
        ("信息公开", "/xxgk/index.jsp"),
        ("便民服务", "/news/list-3.html"),
        ("在线互动", "/news/list-4.html"),
    ]
    estate.crowd(230)
    frame = Estate(town, "frame", BARE, "/xxgk/v.jsp?id={n}")
    frame.site = estate.site
    rows = []
    for r in town.reports(range(2008, 2026)):
        path = f"/xxgk/view.jsp?id={r.number}"
        if r.year == 2009:
            r = late(r, "2012-11-02")
        if r.year in (2019, 2022):
            rows.append(estate.attached(r, path, f"/xxgk/download.jsp?f={r.number}.docx"))
        else:
            rows.append(estate.report(r, path, title=unsigned(r) if r.year in (2010, 2017) else ""))
        if r.year == 2021:
            estate.notice(estate.report(r, f"/news/show-{r.number}.html"))
    for organ in ("农业农村局", "双河镇人民政府"):
        rows += [
            estate.report(r, f"/xxgk/view.jsp?id={r.number}")
            for r in [town.report(y, organ) for y in (2022, 2023, 2024, 2025)]
        ]
    rows.sort(key=lambda row: row.day, reverse=True)
    leaves = (
        "机构设置",
        "领导分工",
        "规章文件",
        "规划计划",
        "工作动态",
        "人事管理",
        "财政信息",
        "政府采购",
        "行政执法",
    )
    lists: dict[str, tuple[str, Sequence[Row]]] = {
        f"0{n}": (name, estate.some(n, 45)) for n, name in enumerate(leaves, 1)
    }
    lists["21"] = ("政府信息公开指南", estate.some(1, 2))
    lists["22"] = ("政府信息公开年度报告", rows)
    lists["23"] = ("依申请公开", estate.some(3, 3))
    nodes = "d.add(0,-1,'政府信息公开目录');d.add(1,0,'主动公开目录');"
    for n, (cat, (name, _)) in enumerate(lists.items(), 2):
        nodes += f"d.add({n},{1 if cat < '20' else 0},'{name}','list.jsp?cat={cat}','','listframe');"
    estate.put(
        "/xxgk/tree.jsp",
        f"""<html><head><meta charset="utf-8"><link rel="StyleSheet" href="dtree.css"><script type="text/javascript" src="dtree.js"></script></head><body><div class="dtree">
<script type="text/javascript">d = new dTree('d');{nodes}document.write(d);</script></div></body></html>""",
    )
    estate.site.put("/xxgk/dtree.js", Answer(DTREE.encode(), content_type="application/javascript"))

    def listed(request: Request) -> Answer:
        said = asked(request)
        cat = said.get("cat", "01")
        if cat not in lists:
            return estate.site.missing
        name, entries = lists[cat]
        parts = split(entries, 12)
        now = min(max(number(said, "pn", 1), 1), len(parts))
        links = f'<a href="list.jsp?cat={cat}&pn=1">首页</a> <a href="list.jsp?cat={cat}&pn={max(1, now - 1)}">上页</a> <a href="list.jsp?cat={cat}&pn={min(len(parts), now + 1)}">下页</a> <a href="list.jsp?cat={cat}&pn={len(parts)}">末页</a>'
        return frame.printed(
            frame.page(name, f"{frame.lines(parts[now - 1])}<p>共{len(entries)}条 {now}/{len(parts)} {links}</p>")
        )

    estate.site.handle("/xxgk/list.jsp", listed)
    frames = """<table width="100%"><tr><td width="220"><iframe src="/xxgk/tree.jsp" name="treeframe" width="220" height="800" frameborder="0"></iframe></td><td><iframe src="/xxgk/list.jsp?cat=01" name="listframe" id="listframe" width="760" height="800" frameborder="0"></iframe></td></tr></table>"""
    estate.put("/xxgk/index.jsp", estate.page("政府信息公开", frames, [("首页", "/")]))
    estate.commons(lambda n, page: f"/news/list-{n}" + (f"-{page}" if page > 1 else "") + ".html")
    return [estate.site]


DTREE = """function dTree(n){this.n=n;this.a=[]}
dTree.prototype.add=function(id,pid,name,url,title,target){this.a.push([id,pid,name,url,target])};
dTree.prototype.toString=function(){return this.a.map(function(x){return '<div class="dTreeNode">'+(x[3]?'<a class="node" href="'+x[3]+'" target="'+x[4]+'">'+x[2]+'</a>':x[2])+'</div>'}).join('')};"""
OLDISH = Dress(
    page="""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>@@title</title><script language="javascript" src="/js/pub.js"></script></head><body>
<table width="1000" align="center"><tr><td>@@nav</td></tr></table><table width="1000" align="center"><tr><td>当前位置：@@trail</td></tr><tr><td>@@inner</td></tr></table><center>@@gov　@@code0009</center></body></html>""",
    article="""<table width="98%"><tr><td class="btt" align="center">@@title</td></tr><tr><td align="center">[@@day]　[来源：@@town信息中心]</td></tr><tr><td class="zw">@@body</td></tr></table>""",
    row='<tr><td>·<a href="javascript:viewInfo(\'@@number\')" title="@@title">@@short</a></td><td>@@day</td></tr>',
    rows="<table>@@rows</table>",
    nav=' <a href="@@url">@@name</a> ',
    cut=30,
)
PUB = """function viewInfo(id){window.open('/web/info.jsp?infoid='+id,'_blank');}
function toPage(n){document.searchForm.pageno.value=n;document.searchForm.submit();}
function openCol(c){window.location.href='/web/col.jsp?colid='+c;}"""


def hits_as_list(town: Town) -> list[Site]:
    """GBK; every article is opened by a script that makes its address, and the yearly reports' menu is a stored search."""
    estate = Estate(town, "hits_as_list", OLDISH, "/web/info.jsp?infoid={n}", encoding="gbk")
    words = quote("政府信息公开工作年度报告".encode("gbk"))
    estate.nav = [
        ("首页", "/"),
        ("新闻", "javascript:openCol('11')"),
        ("公告", "javascript:openCol('12')"),
        ("政务公开", "/web/gk.jsp"),
        ("办事", "javascript:openCol('14')"),
        ("咨询投诉", "javascript:openCol('15')"),
    ]
    estate.crowd(220)
    rows = []
    for r in town.reports(range(2012, 2026)):
        path = f"/web/info.jsp?infoid={r.number}"
        rows.append(estate.attached(r, path, f"/upload/{r.number}.doc") if r.year == 2014 else estate.report(r, path))
    near = [row for row in estate.stock if "年度报告" in row.title]
    hits = sorted(rows + near, key=lambda row: row.day, reverse=True)
    estate.site.put("/js/pub.js", Answer(PUB.encode(), content_type="application/x-javascript"))
    columns = {
        str(n): (name, estate.some(n, 50))
        for n, name in enumerate(
            ("新闻", "公告", "公开指南", "办事", "咨询投诉", "政策法规", "人事任免", "规划计划"), 11
        )
    }

    def pages(name: str, entries: Sequence[Row], now: int, hidden: str) -> Answer:
        parts = split(entries, 15)
        now = min(max(now, 1), len(parts))
        numbers = " ".join(
            f"<b>{n}</b>" if n == now else f'<a href="javascript:toPage({n})">{n}</a>' for n in range(1, len(parts) + 1)
        )
        form = f'<form name="searchForm" method="get" action="">{hidden}<input type="hidden" name="pageno" value="{now}"></form>'
        return estate.printed(
            estate.page(
                name, f"{form}{estate.lines(parts[now - 1])}<p>共{len(entries)}条记录 {numbers}</p>", [("首页", "/")]
            )
        )

    def column(request: Request) -> Answer:
        said = asked(request)
        if said.get("colid") not in columns:
            return estate.site.missing
        name, entries = columns[said["colid"]]
        return pages(
            name, entries, number(said, "pageno", 1), f'<input type="hidden" name="colid" value="{said["colid"]}">'
        )

    def search(request: Request) -> Answer:
        said = asked(request)
        asked_for = f"keyword={words}" in request.path
        kept = f'<input type="text" name="keyword" value="{"政府信息公开工作年度报告" if asked_for else ""}">'
        return pages("信息检索", hits if asked_for else [], number(said, "pageno", 1), kept)

    estate.site.handle("/web/col.jsp", column)
    estate.site.handle("/web/search.jsp", search)
    menu = "".join(f"<li><a href=\"javascript:openCol('{cid}')\">{name}</a></li>" for cid, (name, _) in columns.items())
    menu += f'<li><a href="/web/search.jsp?keyword={words}">信息公开年度报告</a></li>'
    estate.put("/web/gk.jsp", estate.page("政务公开", f"<ul>{menu}</ul>{estate.lines(estate.some(2))}"))
    blocks = "".join(
        f"<h3>{name}</h3>{estate.lines(entries[:9])}<a href=\"javascript:openCol('{cid}')\">更多</a>"
        for cid, (name, entries) in columns.items()
    )
    estate.put("/", estate.page(town.government, blocks))
    return [estate.site]
