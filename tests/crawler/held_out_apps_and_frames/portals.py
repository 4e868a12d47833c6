"""Eleven portals, each with a way to its reports that none of the other sets has, and which town stands on which."""

from __future__ import annotations

import html
import json
from urllib.parse import parse_qs, quote

import opencc

from demo.server import Answer, Request, Site, redirect
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_forms_and_buttons.kit import (
    SCRIPT,
    Row,
    asked,
    column,
    entrance,
    lines,
    noise,
    number,
    print_report,
    scatter,
    split,
    told,
    told_page,
    whole,
)


def spa_history(town: Town) -> list[Site]:
    """An application with addresses of its own (history.pushState); its entries are elements that listen, its pager buttons."""
    site = Site("spa_history")
    texts: dict[str, dict[str, str]] = {}
    held: dict[str, list[dict[str, str]]] = {"gg": [], "nb": []}

    def put(kind: str, title: str, day: str, body: str, n: int) -> None:
        texts[str(n)] = {"title": title, "pubTime": day, "html": body}
        held[kind].append({"infoId": str(n), "title": title, "pubTime": day})

    for r in town.reports(range(2012, 2024)):
        put("nb", r.title, r.published, r.html, r.number)
    for row, body in noise(town, 150):
        put("gg", row.title, row.day, body, row.number)

    def listed(request: Request) -> Answer:
        said = json.loads(request.body or b"{}")
        rows = held.get(str(said.get("column")), [])
        start = (int(said.get("pageNum", 1)) - 1) * 5
        return told({"code": 200, "rows": rows[start : start + 5], "total": len(rows)})

    site.handle("/portal-api/info/page", listed)
    site.handle(
        "/portal-api/info/one", lambda request: told({"code": 200, "data": texts.get(asked(request).get("infoId", ""))})
    )
    script = """(function(){var A=document.getElementById('app');
function go(u){history.pushState(null,'',u);draw();}
function el(t,c,x){var e=document.createElement(t);e.className=c;e.textContent=x;return e;}
function draw(){A.innerHTML='';var menu=el('div','menu','');[['gg','通知公告'],['nb','政府信息公开年报']].forEach(function(m){var s=el('span','menu-item',m[1]);s.style.cursor='pointer';s.addEventListener('click',function(){go('/list/'+m[0]);});menu.append(s);});A.append(menu);
var d=location.pathname.match(/^\\/info\\/(\\d+)/);if(d){fetch('/portal-api/info/one?infoId='+d[1]).then(function(r){return r.json();}).then(function(r){document.title=r.data.title;A.append(el('h1','',r.data.title),el('p','','发布时间：'+r.data.pubTime));var b=document.createElement('div');b.innerHTML=r.data.html;A.append(b);});return;}
var c=(location.pathname.match(/^\\/list\\/(\\w+)/)||[])[1]||'gg',box=el('ul','box',''),pager=el('div','pager',''),page=1;A.append(box,pager);
function load(){fetch('/portal-api/info/page',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({column:c,pageNum:page,pageSize:5})}).then(function(r){return r.json();}).then(function(r){box.innerHTML='';r.rows.forEach(function(x){var li=el('li','item','');li.append(el('span','t',x.title),el('i','',x.pubTime));li.addEventListener('click',function(){go('/info/'+x.infoId);});box.append(li);});
pager.innerHTML='';var b=el('button','btn-next','下一页');b.disabled=page*5>=r.total;b.onclick=function(){page++;load();};pager.append(el('span','','共'+r.total+'条'),b);});}
load();}
window.onpopstate=draw;draw();})();"""
    site.put("/static/js/app.77ac01.js", Answer(script.encode(), content_type=SCRIPT))
    shell = f'<!doctype html><html><head><meta charset="utf-8"><title>{town.government}</title></head><body><div id="app"></div><script src="/static/js/app.77ac01.js"></script></body></html>'
    for path in ("/", "/list/gg", "/list/nb", *(f"/info/{key}" for key in texts)):
        site.put(path, answer(shell))
    return [site]


def eportal(town: Town) -> list[Site]:
    """Pages by number of page and module; the pager hands an address to a function that would load it into the page."""
    site = Site("eportal")
    others = scatter(site, town, 190, "/cityportal/302249/302266/{}/index.html")
    held = {
        "302300": [
            print_report(site, town, r, f"/cityportal/302249/302300/{r.number}/index.html")
            for r in town.reports(range(2009, 2024), ("商务局",))
        ],
        "302266": others,
    }

    def ui(request: Request) -> Answer:
        said = asked(request)
        page_id = said.get("pageId", "")
        parts = split(held.get(page_id, []), 9)
        now = min(max(number(said, "currentPage", 1), 1), len(parts))
        module = f"m{int(page_id) * 7919:032x}" if page_id.isdigit() else ""

        def to(n: int) -> str:
            return f"queryArticleByCondition(this,'/eportal/ui?pageId={page_id}&currentPage={n}&moduleId={module}&staticRequest=yes')"

        pager = f'<div class="easysite-page-wrap">共有{len(held.get(page_id, []))}条　{now}/{len(parts)}页 <a tagname="" onclick="{html.escape(to(min(now + 1, len(parts))))}" style="cursor:pointer">下一页</a> <a onclick="{html.escape(to(len(parts)))}" style="cursor:pointer">尾页</a></div>'
        return answer(
            whole(
                town,
                "列表",
                lines(parts[now - 1]) + pager,
                head='<script src="/eportal/uiFramework/js/app.js"></script>',
            )
        )

    site.handle("/eportal/ui", ui)
    script = "function queryArticleByCondition(o,u){var x=new XMLHttpRequest();x.open('GET',u);x.onload=function(){document.body.innerHTML=x.responseText;};x.send();}"
    site.put("/eportal/uiFramework/js/app.js", Answer(script.encode(), content_type=SCRIPT))
    entrance(site, town, others, [("新闻", "/eportal/ui?pageId=302266"), ("信息公开年报", "/eportal/ui?pageId=302300")])
    return [site]


def epoint_rest(town: Town) -> list[Site]:
    """A list by POST of a form whose one field is JSON; pages are counted from nought, entries in a list within an object."""
    site = Site("epoint_rest")
    others = scatter(site, town, 200, "/xwzx/002001/20230101/{}.html")
    held = {"002001": others, "003009": [], "003010": []}
    for r in town.reports(range(2013, 2024), ("司法局",)):
        kind = "003009" if r.key.endswith("government") else "003010"
        held[kind].append(
            print_report(site, town, r, f"/zwgk/{kind}/{r.published.replace('-', '')}/{r.number:08x}-3c1d-4a.html")
        )

    def listed(request: Request) -> Answer:
        said = json.loads(parse_qs(request.body.decode()).get("params", ["{}"])[0])
        rows = held.get(said.get("categoryNum", ""), [])
        size = int(said.get("pageSize", 8))
        start = int(said.get("pageIndex", 0)) * size
        data = [
            {"title": r.title, "infourl": r.url, "infodate": r.day, "infoid": str(r.number)}
            for r in rows[start : start + size]
        ]
        return told({"custom": {"infodata": data, "count": len(rows)}, "status": {"code": 1}})

    site.handle("/EpointWebBuilder/rest/frontAppCustomAction/getPageInfoListNew", listed)
    for code, name in (("002001", "新闻中心"), ("003009", "政府信息公开工作年度报告"), ("003010", "部门信息公开年报")):
        script = f"""<script>var siteInfo={{cid:'{code}'}},idx=0;
function post(n){{var x=new XMLHttpRequest();x.open('POST','/EpointWebBuilder/rest/frontAppCustomAction/getPageInfoListNew');x.setRequestHeader('Content-Type','application/x-www-form-urlencoded');
x.onload=function(){{var c=JSON.parse(x.responseText).custom;document.getElementById('record').innerHTML=c.infodata.map(function(i){{return '<li><a href="'+i.infourl+'">'+i.title+'</a><span>'+i.infodate+'</span></li>';}}).join('');
var p='';for(var k=0;k<Math.ceil(c.count/8);k++)p+='<li class="ewb-page-li"><a onclick="post('+k+')">'+(k+1)+'</a></li>';document.getElementById('pager').innerHTML=p;}};
x.send('params='+encodeURIComponent(JSON.stringify({{siteGuid:'7eb5f7f1-9041-43ad-8e13-8fcb82ea831a',categoryNum:siteInfo.cid,pageIndex:n,pageSize:8}})));}}
post(0);</script>"""
        site.put(
            f"/list/{code}/second.html", answer(whole(town, name, f'<ul id="record"></ul><ul id="pager"></ul>{script}'))
        )
    site.put(
        "/zwgk/",
        answer(
            whole(
                town,
                "信息公开",
                '<a href="/list/003009/second.html">政府年报</a> <a href="/list/003010/second.html">部门年报</a>',
            )
        ),
    )
    entrance(site, town, others, [("新闻", "/list/002001/second.html"), ("信息公开", "/zwgk/")])
    return [site]


def switched_frame(town: Town) -> list[Site]:
    """One page with a frame; buttons put another address into it, each year has its own."""
    site = Site("switched_frame")
    others = scatter(site, town, 180, "/z/{}.html")
    column(site, town, "/z/", "动态", others)
    buttons = ""
    for year in range(2023, 2012, -1):
        rows = [
            print_report(site, town, r, f"/gk/nr/{r.number}.html")
            for r in (town.report(year), town.report(year, "信访局"))
        ]
        links = "".join(f'<p><a target="_top" href="../nr/{r.url.rpartition("/")[2]}">{r.title}</a></p>' for r in rows)
        site.put(f"/gk/nd/list.php?nd={year}", answer(f"<html><body>{links}</body></html>"))
        buttons += f'<button class="nd" value="{year}">{year}</button>'
    script = "<script>document.querySelectorAll('.nd').forEach(function(b){b.onclick=function(){document.getElementById('fr').setAttribute('src','nd/list.php?nd='+b.value);};});</script>"
    site.put(
        "/gk/nb.html",
        answer(
            whole(town, "政府信息公开年度报告", f'{buttons}<iframe id="fr" src="nd/list.php?nd=2023"></iframe>{script}')
        ),
    )
    entrance(site, town, others, [("动态", "/z/"), ("信息公开年度报告", "/gk/nb.html")])
    return [site]


def chosen_organ(town: Town) -> list[Site]:
    """A select box of organs without a form: a function asks for the list of the one chosen, as a fragment."""
    site = Site("chosen_organ")
    others = scatter(site, town, 180, "/p/{}.html")
    column(site, town, "/p/", "动态", others)
    organs = {"001": None, "014": "司法局", "027": "商务局", "033": "信访局"}
    held = {
        code: [print_report(site, town, town.report(y, office), f"/k/{code}/{y}.html") for y in range(2023, 2016, -1)]
        for code, office in organs.items()
    }
    site.handle("/k/getlist", lambda request: answer(lines(held.get(asked(request).get("orgcode", ""), []))))
    options = "".join(
        f'<option value="{code}">{town.name}{office or "人民政府"}</option>' for code, office in organs.items()
    )
    script = "<script>function changeOrg(v){var x=new XMLHttpRequest();x.open('GET','/k/getlist?orgcode='+v);x.onload=function(){document.getElementById('lb').innerHTML=x.responseText;};x.send();} changeOrg('001');</script>"
    site.put(
        "/k/",
        answer(
            whole(
                town,
                "政府信息公开年报",
                f'单位：<select onchange="changeOrg(this.value)">{options}</select><div id="lb"></div>{script}',
            )
        ),
    )
    entrance(site, town, others, [("动态", "/p/"), ("信息公开年报", "/k/")])
    return [site]


def client_pages(town: Town) -> list[Site]:
    """All entries stand in a script's array of arrays; the page shows six of them, its pager is spans."""
    site = Site("client_pages")
    others = scatter(site, town, 200, "/n/{}.html")
    column(site, town, "/n/", "新闻", others)
    rows = [print_report(site, town, r, f"/d/{r.number}.html") for r in town.reports(range(2008, 2024))]
    data = json.dumps([[r.number, r.title, r.day] for r in rows], ensure_ascii=False)
    script = f"""<script>var D={data},P=1;function show(p){{P=p;var h='';D.slice((p-1)*6,p*6).forEach(function(d){{h+='<li><a href="/d/'+d[0]+'.html">'+d[1]+'</a><em>'+d[2]+'</em></li>';}});document.getElementById('u').innerHTML=h;
var n='';for(var i=1;i<=Math.ceil(D.length/6);i++)n+='<span class="'+(i==p?'on':'')+'" style="cursor:pointer">'+i+'</span>';document.getElementById('g').innerHTML=n;}}
document.getElementById('g').onclick=function(e){{if(/^\\d+$/.test(e.target.textContent))show(+e.target.textContent);}};show(1);</script>"""
    site.put("/nb.html", answer(whole(town, "信息公开年报", f'<ul id="u"></ul><div id="g"></div>{script}')))
    entrance(site, town, others, [("新闻", "/n/"), ("信息公开年报", "/nb.html")])
    return [site]


def observed(town: Town) -> list[Site]:
    """More comes when the end of the list is seen (IntersectionObserver), five at a time; the first come with the page."""
    site = Site("observed")
    others = scatter(site, town, 190, "/n/{}.html")
    column(site, town, "/n/", "新闻", others)
    rows = [print_report(site, town, r, f"/art/{r.number}.html") for r in town.reports(range(2008, 2024))]
    site.handle("/more.php", lambda request: answer(lines(rows[number(asked(request), "have", 0) :][:5])))
    script = """<script>var have=5,busy=false;new IntersectionObserver(function(e){if(!e[0].isIntersecting||busy)return;busy=true;var x=new XMLHttpRequest();x.open('GET','/more.php?have='+have);x.onload=function(){busy=false;if(x.responseText.indexOf('<dd>')<0)return;have+=5;document.getElementById('all').insertAdjacentHTML('beforeend',x.responseText);};x.send();}).observe(document.getElementById('end'));</script>"""
    site.put(
        "/zfxxgk/nb/",
        answer(
            whole(
                town,
                "政府信息公开年报",
                f'<div id="all">{lines(rows[:5])}</div><div style="height:2000px"></div><div id="end">正在加载</div>{script}',
            )
        ),
    )
    entrance(site, town, others, [("新闻", "/n/"), ("政府信息公开年报", "/zfxxgk/nb/")])
    return [site]


def cookie_wall(town: Town) -> list[Site]:
    """Without its cookie every page sends the visitor to a page that sets it, and back; the port is kept."""
    site = Site("cookie_wall")

    class Walled(Site):
        def answer(self, request: Request) -> Answer:
            path = request.path
            if path.startswith("/welcome?"):
                back = asked(request).get("u", "/")
                return Answer(status=302, headers=(("Location", back), ("Set-Cookie", "visited=1; Path=/")))
            if path != "/robots.txt" and "visited=1" not in request.headers.get("cookie", ""):
                return redirect(f"/welcome?u={quote(path)}")
            return super().answer(request)

        def ready(self, path: str) -> bytes | None:
            return None

    site = Walled("cookie_wall")
    others = scatter(site, town, 190, "/n/{}.html")
    column(site, town, "/n/", "新闻", others)
    rows = [print_report(site, town, r, f"/gk/{r.number}.html") for r in town.reports(range(2014, 2024), ("商务局",))]
    column(site, town, "/gk/", "政府信息公开年报", rows, 7)
    entrance(site, town, others, [("新闻", "/n/"), ("政府信息公开年报", "/gk/")])
    return [site]


def months(town: Town) -> list[Site]:
    """Archives by month without end, a calendar, and reports that only the archive of their month lists; years in the path."""
    site = Site("months")
    others = scatter(site, town, 180, "/post/{}")
    rows = [print_report(site, town, r, f"/post/{r.number}") for r in town.reports(range(2015, 2024))]

    class Archive(Site):
        def answer(self, request: Request) -> Answer:
            parts = request.path.partition("?")[0].strip("/").split("/")
            if parts[0] == "category" and len(parts) >= 2:
                mine = rows if parts[1] == "nianbao" else others
                years = sorted({r.day[:4] for r in mine}, reverse=True)
                chosen = parts[2] if len(parts) > 2 else years[0]
                links = "".join(f'<a href="/category/{parts[1]}/{y}">{y}</a> ' for y in years)
                return answer(
                    whole(
                        town,
                        "政府信息公开年报" if parts[1] == "nianbao" else "动态",
                        f"<div class='ys'>{links}</div>" + lines(r for r in mine if r.day[:4] == chosen),
                    )
                )
            if parts[0] == "archives" and len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit():
                year, month = int(parts[1]), int(parts[2])
                ahead, back = (year + month // 12, month % 12 + 1), (year - (month == 1), (month - 2) % 12 + 1)
                days = "".join(f'<td><a href="/archives/{year}/{month}?day={d}">{d}</a></td>' for d in range(1, 29))
                return answer(
                    whole(
                        town,
                        f"{year}年{month}月",
                        f'<a href="/archives/{back[0]}/{back[1]}">上个月</a><table><tr>{days}</tr></table><a href="/archives/{ahead[0]}/{ahead[1]}">下个月</a>'
                        + lines(r for r in others if r.day.startswith(f"{year}-{month:02}")),
                    )
                )
            return super().answer(request)

    site.__class__ = Archive
    menu = [("动态", "/category/dongtai"), ("政府信息公开年报", "/category/nianbao"), ("存档", "/archives/2023/6")]
    entrance(site, town, others, menu)
    return [site]


def traditional(town: Town) -> list[Site]:
    """A portal in Traditional characters."""
    site = Site("traditional")
    convert = opencc.OpenCC("s2t").convert
    others, rows = [], []
    for row, body in noise(town, 170):
        path = f"/xw/{row.number}.html"
        site.put(path, answer(convert(told_page(town, row.title, row.day, body))))
        others.append(Row(convert(row.title), path, row.day))
    for r in town.reports(range(2013, 2024), ("司法局",)):
        path = f"/gk/{r.number}.html"
        site.put(path, answer(convert(told_page(town, r.title, r.published, r.html))))
        rows.append(Row(convert(r.title), path, r.published))
    for folder, part in (("/gk/", rows), ("/xw/", others)):
        pages = split(part, 8)
        for n, some in enumerate(pages):
            ahead = f'<a href="{folder}p{n + 2}.html">下一頁</a>' if n + 1 < len(pages) else ""
            site.put(
                folder if n == 0 else f"{folder}p{n + 1}.html",
                answer(convert(whole(town, "列表", lines(some))) + ahead),
            )
    site.put(
        "/",
        answer(
            convert(
                whole(
                    town, town.government, lines(others[:20]), menu=[("新闻", "/xw/"), ("政府信息公开年度报告", "/gk/")]
                )
            )
        ),
    )
    return [site]


def records(town: Town) -> list[Site]:
    """A home page that moves twice; tabs that listen through a library's delegation; records without addresses."""
    site = Site("records")
    others = scatter(site, town, 180, "/content/detail/{}")
    held = {
        "101": others,
        "205": [print_report(site, town, r, f"/content/detail/{r.number}") for r in town.reports(range(2011, 2024))],
    }

    def listed(request: Request) -> Answer:
        said = json.loads(request.body or b"{}")
        rows = held.get(str(said.get("channelId")), [])
        size, now = int(said.get("size", 10)), int(said.get("current", 1))
        part = rows[(now - 1) * size : now * size]
        return told(
            {
                "success": True,
                "result": {
                    "records": [{"contentId": r.number, "contentTitle": r.title, "releaseDate": r.day} for r in part],
                    "total": len(rows),
                    "size": size,
                    "current": now,
                    "pages": -(-len(rows) // size),
                },
            }
        )

    site.handle("/cms/api/contents", listed)
    script = """var cur=1,ch=101;function load(){fetch('/cms/api/contents',{method:'POST',headers:{'Content-Type':'application/json;charset=UTF-8'},body:JSON.stringify({channelId:ch,current:cur,size:6})}).then(function(r){return r.json();}).then(function(r){
document.querySelector('.list-box').innerHTML=r.result.records.map(function(x){return '<div class="row" data-cid="'+x.contentId+'"><h4>'+x.contentTitle+'</h4><time>'+x.releaseDate+'</time></div>';}).join('');
document.querySelector('.pages').innerHTML='<a class="prev">上一页</a><b>'+cur+'/'+r.result.pages+'</b>'+(cur<r.result.pages?'<a class="next">下一页</a>':'');});}
document.addEventListener('click',function(e){var t=e.target.closest('.tabs li');if(t){ch=+t.dataset.ch;cur=1;load();}if(e.target.matches('.next')){cur++;load();}var r=e.target.closest('.row');if(r)window.open('/content/detail/'+r.dataset.cid);});load();"""
    site.put("/assets/open.js", Answer(script.encode(), content_type=SCRIPT))
    site.put("/", redirect("/web/"))
    site.put("/web/", answer('<html><head><meta http-equiv="refresh" content="0;url=site0/index.shtml"></head></html>'))
    site.put(
        "/web/site0/index.shtml",
        answer(whole(town, town.government, lines(others[:20]), menu=[("政府信息公开", "/web/site0/open.shtml")])),
    )
    body = '<ul class="tabs"><li data-ch="101">最新信息</li><li data-ch="205">政府信息公开年报</li></ul><div class="list-box"></div><div class="pages"></div><script src="/assets/open.js"></script>'
    site.put("/web/site0/open.shtml", answer(whole(town, "政府信息公开", body)))
    return [site]


FIFTH = (
    spa_history,
    eportal,
    epoint_rest,
    switched_frame,
    chosen_organ,
    client_pages,
    observed,
    cookie_wall,
    months,
    traditional,
    records,
)
PLACES = {
    "spa_history": ("330802", "柯城区"),
    "eportal": ("231002", "东安区"),
    "epoint_rest": ("320382", "邳州市"),
    "switched_frame": ("411628", "鹿邑县"),
    "chosen_organ": ("360730", "宁都县"),
    "client_pages": ("511402", "东坡区"),
    "observed": ("421303", "曾都区"),
    "cookie_wall": ("340122", "肥东县"),
    "months": ("620523", "甘谷县"),
    "traditional": ("350582", "晋江市"),
    "records": ("150423", "巴林右旗"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in FIFTH}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
