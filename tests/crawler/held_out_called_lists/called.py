"""Portals whose lists a script asks for: the page alone holds none of them."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Sequence
from urllib.parse import urlencode

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out_called_lists.house import House
from tests.crawler.held_out_called_lists.libraries import JQUERY, LABELS, LAYUI, UNITS, library
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split, told


def cut(rows: Sequence[Row], page: int, size: int) -> Sequence[Row]:
    parts = split(rows, size)
    return parts[page - 1] if 1 <= page <= len(parts) else []


def vue_hash(town: Town) -> list[Site]:
    """A disclosure platform of one page: catalogue, lists and texts come as JSON, addresses stand behind the hash."""
    house = House(town, "vue_hash", skin="flat", articles="/news/detail/{}.html")
    house.stories(210)
    wanted = town.reports(range(2012, 2024))
    bureaus = [town.report(year, bureau) for bureau in ("教育局", "民政局") for year in range(2023, 2017, -1)]
    texts: dict[str, dict[str, object]] = {}

    def row(report: Report) -> Row:
        body = report.html
        if report.year in (2013, 2014):
            body = f'<p>附件：<a href="{house.file(f"/gkpt-file/{report.number}.docx", report.docx)}">{report.title}.docx</a></p>'
        texts[str(report.number)] = {
            "title": report.title,
            "publishTime": f"{report.published} 09:00:00",
            "content": body,
        }
        return Row(report.title, "", report.published, report.number)

    for near in house.stock:
        body = house.site.page_body(near.url).decode()
        text = body[body.index('<div id="art-main">') : body.index('<div class="art-foot">')]
        texts[str(near.number)] = {"title": near.title, "publishTime": f"{near.day} 09:00:00", "content": text}
    columns = {
        "101": ("政府信息公开指南", house.stock[:1]),
        "102": ("政府信息公开制度", house.stock[1:8]),
        "103": ("政策文件", house.stock[10:70]),
        "104": ("财政信息", house.stock[70:100]),
        "105": ("政府信息公开年报", [row(report) for report in wanted]),
        "106": ("部门年报", [row(report) for report in bureaus]),
        "107": ("人事信息", house.stock[100:140]),
    }

    def tree(request: Request) -> Answer:
        nodes = [{"catalogId": key, "catalogName": name, "children": []} for key, (name, _) in columns.items()]
        return told(
            {
                "code": 200,
                "msg": "操作成功",
                "data": [{"catalogId": "100", "catalogName": "法定主动公开", "children": nodes}],
            }
        )

    def listed(request: Request) -> Answer:
        said = json.loads(request.body or b"{}")
        rows = columns.get(str(said.get("catalogId")), ("", []))[1]
        page, size = int(said.get("pageNum", 1)), int(said.get("pageSize", 10))
        records = [{"infoId": r.number, "title": r.title, "publishTime": r.day} for r in cut(rows, page, size)]
        return told({"code": 200, "data": {"records": records, "total": len(rows), "current": page, "size": size}})

    def text(request: Request) -> Answer:
        found = texts.get(asked(request).get("infoId", ""))
        return told({"code": 200, "data": found} if found else {"code": 500, "msg": "信息不存在"})

    house.site.handle("/gkpt-api/catalog/tree", tree)
    house.site.handle("/gkpt-api/info/page", listed)
    house.site.handle("/gkpt-api/info/detail", text)
    bundle = """(function(){var app=document.getElementById("app");
function call(m,u,b,f){var x=new XMLHttpRequest();x.open(m,"/gkpt-api"+u);if(b)x.setRequestHeader("Content-Type","application/json;charset=UTF-8");x.onload=function(){f(JSON.parse(x.responseText).data)};x.send(b?JSON.stringify(b):null);}
function side(f){call("GET","/catalog/tree?siteId=1",null,function(d){var h='<div class="el-aside"><ul class="el-menu">';d[0].children.forEach(function(n){h+='<li class="el-menu-item"><a href="#/list?catalogId='+n.catalogId+'">'+n.catalogName+"</a></li>"});f(h+"</ul></div>");});}
function list(id,page){side(function(menu){call("POST","/info/page",{catalogId:id,pageNum:page,pageSize:10},function(d){var n=Math.ceil(d.total/d.size),h=menu+'<div class="el-main"><ul>';
d.records.forEach(function(r){h+='<li><a href="#/detail?infoId='+r.infoId+'">'+r.title+"</a><span>"+r.publishTime+"</span></li>"});h+='</ul><div class="el-pagination"><span class="el-pagination__total">共 '+d.total+' 条</span><button class="btn-prev">上一页</button><ul class="el-pager">';
for(var i=1;i<=n;i++)h+='<li class="number'+(i===page?" active":"")+'">'+i+"</li>";app.innerHTML=h+'</ul><button class="btn-next">下一页</button></div></div>';
app.querySelectorAll(".el-pager .number").forEach(function(b){b.onclick=function(){list(id,+b.textContent)}});app.querySelector(".btn-next").onclick=function(){if(page<n)list(id,page+1)};});});}
function detail(id){call("GET","/info/detail?infoId="+id,null,function(d){document.title=d.title;app.innerHTML='<div class="detail"><h1>'+d.title+'</h1><p class="time">发布时间：'+d.publishTime+'</p><div class="ql-editor">'+d.content+"</div></div>";});}
function route(){var p=(location.hash||"#/").slice(2).split("?"),q=new URLSearchParams(p[1]||"");if(p[0]==="list")list(q.get("catalogId"),1);else if(p[0]==="detail")detail(q.get("infoId"));else list("103",1);}
window.addEventListener("hashchange",route);route();})();"""
    load = library(house.site, "/gkpt/static/js/app.3f2c91.js", bundle)
    house.put(
        "/gkpt/",
        f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>{town.government}政府信息公开平台</title></head><body><noscript>请启用JavaScript</noscript><div id=app></div>{load}</body></html>",
    )
    house.disclosure("/zwgk/", "/gkpt/#/list?catalogId=105", label="政府信息公开年报")
    house.entrance('<a href="/gkpt/#/">政府信息公开平台</a>')
    return [house.site]


def ajax_post(town: Town) -> list[Site]:
    """One list page for all catalogues: $.post brings a fragment with its own pager of onclick."""
    house = House(town, "ajax_post", skin="gold", articles="/content/{}.html")
    house.stories(240)
    reports = town.reports(range(2011, 2024)) + [
        town.report(y, b) for b in ("财政局", "审计局", "水利局") for y in range(2017, 2024)
    ]
    forms = {2011: "doc", 2012: "doc", 2015: "pdf", 2018: "docx"}
    rows = [house.published(r, f"/content/{r.number}.html", form=forms.get(r.year, "html")) for r in reports]
    columns = {"1042": house.mixed(rows, 9), **{f"10{n}": house.stock[n * 5 :][:40] for n in range(10, 20)}}

    def fragment(request: Request) -> Answer:
        said = asked(request)
        if request.method != "POST":
            return answer("Request method 'GET' not supported", status=405)
        listed, page = columns.get(said.get("catalogId", ""), []), number(said, "pageNo", 1)
        size = number(said, "pageSize", 12)
        last = len(split(listed, size))
        turns = "".join(
            f'<a href="javascript:void(0);" onclick="loadPage({n})">{name}</a>'
            for n, name in ((1, "首页"), (max(1, page - 1), "上一页"), (min(last, page + 1), "下一页"), (last, "末页"))
        )
        return answer(
            f'{house.lines(cut(listed, page, size))}<div class="fenye">共 {len(listed)} 条 第{page}/{last}页 {turns}</div>'
        )

    house.site.handle("/xxgk/queryInfoList.do", fragment)
    load = library(house.site, "/static/js/jquery-1.12.4.min.js", JQUERY)
    base = "/xxgk/"
    side = house.disclosure(base, "/xxgk/catalog.html?id=1042", label="政府信息公开工作年度报告")
    script = """<script>function loadPage(p){$.post("/xxgk/queryInfoList.do",{"catalogId":$("#catalogId").val(),"pageNo":p,"pageSize":12},function(data){$("#infoList").html(data);},"html");}
$(function(){loadPage(1);});</script>"""
    for key in columns:
        name = "政府信息公开工作年度报告" if key == "1042" else f"{house.stock[0].day[:4]}主动公开目录{key}"
        inner = f'{side}<div class="rt"><h3>{name}</h3><input type="hidden" id="catalogId" value="{key}"><div id="infoList">加载中…</div></div>{script}'
        house.put(f"/xxgk/catalog.html?id={key}", house.shell(name, inner, head=load))
    house.entrance()
    return [house.site]


def searched(house: House, columns: dict[str, tuple[str, str, Sequence[Row]]], where: str) -> None:
    """The JSON of a search by channel: its own address a channel."""
    for key, (name, code, rows) in columns.items():

        def found(
            request: Request, rows: Sequence[Row] = rows, name: str = name, code: str = code, key: str = key
        ) -> Answer:
            said = asked(request)
            page, size = number(said, "page", 1), number(said, "_pageSize", 10)
            results = [
                {
                    "title": r.title,
                    "url": r.url,
                    "publishedTimeStr": f"{r.day} 10:00:00",
                    "channelName": name,
                    "channelCodeName": code,
                    "manuscriptId": r.number,
                    "memo": "",
                    "resList": [],
                }
                for r in cut(rows, page, size)
            ]
            return told(
                {"data": {"page": page, "rows": size, "total": len(rows), "channelId": key, "results": results}}
            )

        house.site.handle(f"{where}{key}", found)


def ucap_search(town: Town) -> list[Site]:
    """A channel's code stands in the address; its children come as JSON, and each child's list by a search."""
    house = House(town, "ucap_search", skin="flat", articles="/c100{}/content.shtml")
    house.stories(230)
    own = [
        house.published(
            r,
            f"/wlht/c101935/{r.published[:7].replace('-', '')}/c{r.number}.shtml",
            form="pdf" if r.year < 2012 else "html",
        )
        for r in town.reports(range(2008, 2024))
    ]
    others = [
        house.published(r, f"/wlht/c101936/c{r.number}.shtml")
        for b in ("民政局", "交通运输局", "教育局")
        for r in [town.report(y, b) for y in range(2019, 2024)]
    ]
    towns = [house.published(r, f"/wlht/c101937/c{r.number}.shtml") for r in house.townships(range(2021, 2024))]
    columns = {
        "a1b7c0de8f2e4d7c": ("政府年报", "c101935", own),
        "b2c8d1ef9a3f5e8d": ("部门年报", "c101936", house.mixed(others, 5)),
        "c3d9e2f0ab406f9e": ("乡镇街道年报", "c101937", towns),
    }
    searched(house, columns, "/common/search/")
    more = {f"d4e0f3a1bc5{n:02}": (f"公开事项{n}", f"c1020{n:02}", house.stock[n * 7 :][:30]) for n in range(10, 20)}
    searched(house, more, "/common/search/")

    def channels(request: Request) -> Answer:
        code = asked(request).get("channelCode", "")
        shown = columns if code == "c101934" else more
        children = [{"channelId": key, "displayName": name, "channelCode": at} for key, (name, at, _) in shown.items()]
        return told({"results": {"channelCode": code, "children": children}})

    house.site.handle("/common/getChannelList", channels)
    load = library(house.site, "/static/js/jquery.min.js", JQUERY)
    render = """$(function(){var parts=location.pathname.split("/"),code=parts[parts.length-2];
$.ajax({url:'/common/getChannelList?channelCode='+code+'&websiteCodeName=wlht',type:'get',dataType:'json',success:function(res){var list=res.results.children,h='';
for(var i=0;i<list.length;i++){h+='<li class="tab" data-id="'+list[i].channelId+'"><a href="javascript:;">'+list[i].displayName+'</a></li>';}$('.tabs').html(h);
$('.tabs .tab').on('click',function(){getList($(this).attr('data-id'),1);});getList(list[0].channelId,1);}});});
function getList(channelId,page){$.ajax({url:'/common/search/'+channelId+'?_isAgg=true&_isJson=true&_pageSize=10&_template=index&_rangeTimeGte=&_channelName=&page='+page,type:'get',dataType:'json',success:function(res){
var d=res.data,html='';$.each(d.results,function(i,v){html+='<li><a href="'+v.url+'" title="'+v.title+'">'+v.title+'</a><span>'+v.publishedTimeStr.substr(0,10)+'</span></li>';});
$('.gk-list').html(html);var n=Math.ceil(d.total/d.rows);$('.gk-page').html('<a href="javascript:;" class="prev">上一页</a><span>'+page+'/'+n+'</span><a href="javascript:;" class="next">下一页</a>');
$('.gk-page .next').click(function(){if(page<n)getList(channelId,page+1);});}});}"""
    load += library(house.site, "/static/js/zfxxgk_render.js", render)
    side = house.disclosure("/wlht/zfxxgk/", "/wlht/c101934/zfxxgk_list.shtml", label="政府信息公开年报")
    inner = (
        f'{side}<div class="gk-right"><ul class="tabs"></ul><ul class="gk-list"></ul><div class="gk-page"></div></div>'
    )
    for code, name in (("c101934", "政府信息公开年报"), ("c102000", "公开事项")):
        house.put(f"/wlht/{code}/zfxxgk_list.shtml", house.shell(name, inner, head=load))
    house.entrance('<a href="/wlht/c102000/zfxxgk_list.shtml">公开事项</a>')
    return [house.site]


def es_load(town: Town) -> list[Site]:
    """A page's own code in a variable, its list loaded by a script as a fragment that calls its pager."""
    house = House(town, "es_load", skin="gold", articles="/art/{}.shtml")
    house.stories(220)
    reports = town.reports(range(2013, 2024)) + [
        town.report(y, b) for b in ("卫生健康委员会", "自然资源局") for y in range(2016, 2024)
    ]
    rows = house.mixed(
        [house.published(r, f"/zwgk/nb/{r.number}.shtml", form="docx" if r.year == 2014 else "html") for r in reports],
        8,
    )
    columns = {
        "n7f31": ("政府信息公开年报", rows),
        **{f"n8a{n}": (f"重点领域{n}", house.stock[n * 6 :][:45]) for n in range(10, 18)},
    }
    for code, (_, listed) in columns.items():

        def fragment(request: Request, listed: Sequence[Row] = listed) -> Answer:
            said = asked(request)
            page, size = number(said, "page", 1), number(said, "_pageSize", 20)
            pages = len(split(listed, size))
            call = f"<script>ejscreatePageHTML('page_div', {pages}, {page}, {size}, {len(listed)}, callback);</script>"
            return answer(f'{house.lines(cut(listed, page, size))}<div id="page_div"></div>{call}')

        house.site.handle(f"/es-search/search/{code}", fragment)
    load = library(house.site, "/res/js/jquery.js", JQUERY)
    load += library(
        house.site,
        "/res/js/list.js",
        """function ejscreatePageHTML(div,pages,now,size,sum,back){var s='<span class="pagination-first"><a href="javascript:;">首页</a><a href="javascript:;">上一页</a>';
for(var i=1;i<=pages;i++){s+='<a class="pagination-num'+(i===now?' active':'')+'" href="javascript:;">'+i+'</a>';}
$('#'+div).html(s+'<a href="javascript:;">下一页</a><a href="javascript:;">末页</a></span><span>共 '+sum+' 条</span>');
$('#'+div).find('.pagination-first>a').on('click',function(){var t=$(this).text();if(t==='下一页'&&now<pages)back(now+1);else if(t==='末页'&&now!==pages)back(pages);else if(Number(t)&&Number(t)!==now)back(Number(t));});}
function callback(n){$('.data').load('/es-search/search/'+lmCode+'?_template=ucap/list_ejs&_isAgg=1&_pageSize=20&page='+n);}
$(function(){if($('.data').length!=0){$('.data').load('/es-search/search/'+lmCode+'?_template=ucap/list_ejs&_isAgg=1&_pageSize=20&page=1');}});""",
    )
    side = house.disclosure("/zwgk/zfxxgk/", "/zwgk/n7f31/list.shtml", label="信息公开年报")
    for code, (name, _) in columns.items():
        inner = f'{side}<script>var lmCode = "{code}";</script><div class="rbox"><h2>{name}</h2><div class="data"></div></div>'
        house.put(f"/zwgk/{code}/list.shtml", house.shell(name, inner, head=load))
    house.entrance()
    return [house.site]


def jpaas_unit(town: Town) -> list[Site]:
    """Columns whose units are built by a gateway: the list as markup within JSON, its pager's count as attributes."""
    house = House(town, "jpaas_unit", skin="flat", articles="/art/2022/5/6/art_1229{}.html")
    house.stories(230)
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def at(report: Report, column: int) -> str:
        mark = hashlib.md5(report.key.encode(), usedforsecurity=False).hexdigest()
        return f"/col/col{column}/art/{report.published[:4]}/art_{mark}.html"

    own = [
        house.published(r, at(r, 1229506432), form={2009: "doc", 2010: "doc"}.get(r.year, "html"))
        for r in town.reports(range(2008, 2024))
    ]
    bureaus = {
        n: [house.published(r, at(r, n)) for r in [town.report(y, b) for y in range(2023, 2014, -1)]]
        for n, b in ((1229506501, "财政局"), (1229506502, "水利局"), (1229506503, "审计局"))
    }
    columns: dict[int, tuple[str, Sequence[Row]]] = {1229506432: ("政府信息公开年报", own)}
    columns |= {
        n: (f"{town.name}{b}信息公开年报", bureaus[n])
        for n, b in ((1229506501, "财政局"), (1229506502, "水利局"), (1229506503, "审计局"))
    }
    columns |= {1229506600 + n: (f"主动公开{n}", house.stock[n * 6 :][:50]) for n in range(10)}

    def build(request: Request) -> Answer:
        said = asked(request)
        paging = json.loads(said.get("paramJson") or "{}")
        page, size = int(paging.get("pageNo", 1)), int(paging.get("pageSize", 10))
        column = int(said["pageId"]) if said.get("pageId", "").isdigit() else 0
        if column not in columns or said.get("tplSetId") != "o0YcVHHq5vWtr3uiCp4SY":
            return told({"success": False, "code": "500", "message": "参数错误", "data": None})
        rows = columns[column][1]
        each = "".join(
            f'<li class="clearfix"><a target="_blank" href="{r.url}" title="{html.escape(r.title)}">{html.escape(r.title)}</a><b>{r.day}</b></li>'
            for r in cut(rows, page, size)
        )
        pager = f'<div class="pagination" count="{len(rows)}" pagesize="{size}" current="{page}"></div>'
        return told(
            {
                "success": True,
                "code": "200",
                "message": "操作成功",
                "data": {"html": f'<ul class="page-content">{each}</ul>{pager}'},
            }
        )

    house.site.handle(unit, build)
    library(house.site, "/script/web/unitbuild.js", UNITS)
    side = house.disclosure("/col/col1229506400/", "/col/col1229506432/index.html", label="政府信息公开年报")
    offices = "".join(
        f'<li><a href="/col/col{n}/index.html">{name}</a></li>' for n, (name, _) in columns.items() if n != 1229506432
    )
    for column, (name, _) in columns.items():
        query = f"{{'webId':'3185','pageId':'{column}','parseType':'bulidstatic','pageType':'column','tagId':'信息列表','tplSetId':'o0YcVHHq5vWtr3uiCp4SY'}}"
        more = f'<h4>部门和事项</h4><ul class="bm">{offices}</ul>' if column == 1229506432 else ""
        inner = f'{side}<div class="r"><h3>{name}</h3><div id="信息列表"></div><script src="/script/web/unitbuild.js" url="{unit}" queryData="{query}"></script></div>{more}'
        house.put(
            f"/col/col{column}/index.html", house.shell(name, inner, head=f'<meta name="ColId" content="{column}">')
        )
    house.entrance()
    return [house.site]


def lonsun_column(town: Town) -> list[Site]:
    """A catalogue for each organ: its annual reports are a category of its own, the list a label loaded by script."""
    house = House(town, "lonsun_column", skin="flat", articles="/content/article/{}")
    house.stories(230)
    organs = {"6596221": None, "6596231": "教育局", "6596241": "财政局", "6596251": "水利局", "6596261": "审计局"}
    first = {"6596221": 2009}
    lists: dict[tuple[str, str], Sequence[Row]] = {}
    for organ, bureau in organs.items():
        reports = [town.report(y, bureau) for y in range(2023, first.get(organ, 2017) - 1, -1)]
        lists[organ, "7065111"] = [
            house.published(r, f"/public/{organ}/{r.number}31.html", form="docx" if r.year == 2018 else "html")
            for r in reports
        ]
        lists[organ, "7065112"] = house.stock[int(organ[4:6]) :][:35]
    for n, who in enumerate(("城关镇", "下符桥镇")):
        organ = f"65963{n}1"
        reports = [town.report(y, f"{who}人民政府", wanted=False) for y in range(2023, 2020, -1)]
        town.allowed.update(r.key for r in reports)
        lists[organ, "7065111"] = [house.published(r, f"/public/{organ}/{r.number}31.html") for r in reports]
        lists[organ, "7065112"] = house.stock[40 + n * 9 :][:35]
    names = {o: (town.government if b is None else f"{town.name}{b}") for o, b in organs.items()} | {
        "6596301": "城关镇",
        "6596311": "下符桥镇",
    }

    def label(request: Request) -> Answer:
        said = asked(request)
        rows = lists.get((said.get("organId", ""), said.get("catId", "")), [])
        page, size = number(said, "pageIndex", 1), number(said, "pageSize", 15)
        pages = len(split(rows, size))
        turn = f"<script>Ls.pagination('#page_public_info',function(i){{loadInfo(i);}},{{currentPage:{page},pageCount:{pages},total:{len(rows)},pageSize:{size}}});</script>"
        each = "".join(
            f'<li><a href="{r.url}" class="title" title="{html.escape(r.title)}">{html.escape(r.title)}</a><span class="date">{r.day}</span></li>'
            for r in cut(rows, page, size)
        )
        return answer(
            f'<div class="gk_list"><ul>{each}</ul></div><div id="page_public_info" class="page"></div>{turn}'
            if rows
            else "暂无相关信息"
        )

    def column(request: Request) -> Answer:
        said = asked(request)
        organ = request.path.partition("?")[0].rpartition("/")[2]
        if organ not in names:
            return house.site.missing
        cat = said.get("catId", "7065112")
        cats = "".join(
            f'<li><a href="/public/column/{organ}?{urlencode({"type": 4, "action": "list", "nav": 3, "catId": c})}">{n}</a></li>'
            for c, n in (("7065112", "工作动态"), ("7065111", "政府信息公开年报"))
        )
        call = f"""<script>function loadInfo(i){{Ls.ajaxHtml("/site/label/8888",{{labelName:"publicInfoList",siteId:"6786551",pageSize:10,pageIndex:i,action:"list",isDate:true,dateFormat:"yyyy-MM-dd",length:50,organId:"{organ}",type:4,catId:"{cat}",result:"暂无相关信息",file:"/c3/hs/publicInfoList_newest"}},function(h){{$("#listInfo").html(h);}});}}
$(function(){{loadInfo(1);}});</script>"""
        inner = f'<div class="gk_nav"><h3>{names[organ]}信息公开目录</h3><ul class="tree"><li><a href="/public/column/{organ}?type=2">政府信息公开指南</a></li>{cats}</ul></div><div class="gk_right"><div id="listInfo"></div></div>{call}'
        return answer(house.shell(f"{names[organ]}信息公开", inner, head=load))

    house.site.handle("/site/label/8888", label)
    load = library(house.site, "/assets/js/jquery.min.js", JQUERY) + library(house.site, "/assets/js/ls.js", LABELS)
    for organ in names:
        house.site.handle(f"/public/column/{organ}", column)
    organs_list = "".join(
        f'<li><a href="/public/column/{o}?type=4&amp;action=list&amp;nav=3&amp;catId=7065112">{n}</a></li>'
        for o, n in names.items()
    )
    house.disclosure("/zwgk/gkml/", "/public/column/6596221?type=4&action=list&nav=3&catId=7065111")
    house.put("/openness/index.html", house.shell("部门信息公开目录", f'<ul class="organ">{organs_list}</ul>'))
    house.entrance('<a href="/openness/index.html">部门信息公开目录</a>')
    return [house.site]


def layui_table(town: Town) -> list[Site]:
    """A table that layui draws from a page of JSON, with the link made by a template function."""
    house = House(town, "layui_table", skin="gold", articles="/portal/news/{}.html")
    house.stories(220)
    reports = town.reports(range(2012, 2024)) + [
        town.report(y, b) for b in ("教育局", "市场监督管理局", "民政局") for y in range(2018, 2024)
    ]
    rows: list[Row] = []
    pages: dict[str, str] = {}
    for report in reports:
        row = house.published(report, f"/tmp/{report.number}", form={2012: "pdf", 2016: "doc"}.get(report.year, "html"))
        pages[str(report.number)] = house.site.page_body(row.url).decode()
        house.site.remove(row.url)
        rows.append(row)
    for row in house.stock:
        pages[str(row.number)] = house.site.page_body(row.url).decode()
    columns = {"48": house.mixed(rows, 7), **{str(60 + n): house.stock[n * 8 :][:50] for n in range(8)}}

    def listed(request: Request) -> Answer:
        said = asked(request)
        found, page, size = (
            columns.get(said.get("columnId", ""), []),
            number(said, "page", 1),
            number(said, "limit", 10),
        )
        return told(
            {
                "code": 0,
                "msg": "",
                "count": len(found),
                "data": [
                    {"id": r.number, "title": r.title, "deptName": "市政府办", "publishDate": r.day}
                    for r in cut(found, page, size)
                ],
            }
        )

    def detail(request: Request) -> Answer:
        text = pages.get(asked(request).get("id", ""))
        return answer(text) if text else house.site.missing

    house.site.handle("/xxgk/article/list", listed)
    house.site.handle("/xxgk/article/detail", detail)
    load = library(house.site, "/layui/layui.js", LAYUI)
    side = house.disclosure("/xxgk/", "/xxgk/column/48.html", label="政府信息公开年度报告")
    for column in columns:
        script = f"""<table id="infoTable" lay-filter="infoTable"></table><script>layui.use(['table','jquery'],function(){{var table=layui.table;table.render({{elem:'#infoTable',url:'/xxgk/article/list',where:{{columnId:'{column}'}},page:true,limit:15,skin:'line',cols:[[{{type:'numbers',title:'序号',field:'id'}},{{field:'title',title:'信息名称',templet:function(d){{return '<a href="/xxgk/article/detail?id='+d.id+'" target="_blank">'+d.title+'</a>';}}}},{{field:'publishDate',title:'发布日期',width:120}}]]}});}});</script>"""
        name = "政府信息公开年度报告" if column == "48" else f"重点领域信息公开（{column}）"
        house.put(f"/xxgk/column/{column}.html", house.shell(name, f'{side}<div class="rt">{script}</div>', head=load))
    house.entrance()
    return [house.site]


def gkml_config(town: Town) -> list[Site]:
    """A provincial platform: the tree in _CONFIG, lists from its API, addresses put together in a bundle."""
    house = House(town, "gkml_config", skin="flat", articles="/luoding/news/content/post_{}.html")
    house.stories(220)
    own = [
        house.published(
            r,
            f"/luoding/gkmlpt/content/{r.number // 1000}/{r.number}/post_{r.number}.html",
            form="pdf" if r.year in (2010, 2011) else "html",
        )
        for r in town.reports(range(2009, 2024))
    ]
    offices = [
        house.published(r, f"/luoding/gkmlpt/content/{r.number // 1000}/{r.number}/post_{r.number}.html")
        for b in ("教育局", "财政局")
        for r in [town.report(y, b) for y in range(2016, 2024)]
    ]
    columns = {
        21040: ("年度报告", own),
        21041: ("部门年度报告", house.mixed(offices, 6)),
        **{
            21050 + n: (name, house.stock[n * 7 :][:60])
            for n, name in enumerate(("机构职能", "规范性文件", "财政预决算", "行政执法", "政府采购", "应急管理"))
        },
    }
    for column, (name, rows) in columns.items():

        def listed(request: Request, column: int = column, name: str = name, rows: Sequence[Row] = rows) -> Answer:
            page = number(asked(request), "page", 1)
            articles = [
                {
                    "id": r.number,
                    "title": r.title,
                    "date": r.day,
                    "display_publish_time": r.day,
                    "publisher": town.government,
                    "url": f"//{request.headers.get('host')}{r.url}",
                    "identifier": f"1144/{r.day[:4]}-{r.number:05}",
                }
                for r in cut(rows, page, 100)
            ]
            return told(
                {
                    "classify": {"id": column, "name": name, "post_count": len(rows)},
                    "articles": articles,
                    "total": len(rows),
                }
            )

        house.site.handle(f"/luoding/gkmlpt/api/all/{column}", listed)
    tree = [
        {
            "id": 21000,
            "name": "政府信息公开目录",
            "parent": 0,
            "children": [
                {"id": c, "name": n, "parent": 21000, "post_count": len(rows), "children": []}
                for c, (n, rows) in columns.items()
            ],
        }
    ]
    config = json.dumps(
        {"SITE_ID": 766012, "SITE_NAME": town.government, "APP_URL": "/luoding", "TREE": tree, "CLASS": ""},
        ensure_ascii=False,
    )
    bundle = """(function(){var cfg=window._CONFIG,r=cfg.APP_URL,d=cfg.SITE_ID;function leaf(n,o){n.forEach(function(x){o.push(x);leaf(x.children,o)});return o}
function fetchPostList(t,e){var a=Math.ceil(e/5),s="".concat(r,"/gkmlpt/api/all/").concat(t,"?page=").concat(a,"&sid=").concat(d);var x=new XMLHttpRequest();x.open("GET",s);x.onload=function(){show(t,e,JSON.parse(x.responseText))};x.send();}
function show(t,e,res){var all=Math.ceil(res.classify.post_count/20),from=((e-1)%5)*20,h='<div class="tree"><ul>';leaf(cfg.TREE,[]).forEach(function(n){h+='<li><a href="#'+n.id+'">'+n.name+"</a></li>"});h+='</ul></div><table class="table-content">';
res.articles.slice(from,from+20).forEach(function(p){h+='<tr><td class="first-td"><a href="'+p.url+'">'+p.title+'</a></td><td>'+p.date+"</td></tr>"});h+='</table><div class="pagination"><button class="next">下一页</button><span>'+e+"/"+all+"</span></div>";
var box=document.getElementById("app");box.innerHTML=h;box.querySelector(".next").onclick=function(){if(e<all)fetchPostList(t,e+1)};}
function go(){var t=(location.hash||"#21050").slice(1);fetchPostList(t,1)}window.addEventListener("hashchange",go);go();})();"""
    load = library(house.site, "/luoding/gkmlpt/static/js/chunk-common.c1553651.js", bundle)
    house.put(
        "/luoding/gkmlpt/index",
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府信息公开平台</title><script>window._CONFIG = {config};</script></head><body><div id="app"></div>{load}</body></html>',
    )
    house.disclosure("/luoding/zwgk/", "/luoding/gkmlpt/index#21040", label="政府信息公开年报")
    house.entrance('<a href="/luoding/gkmlpt/index">政府信息公开平台</a>')
    return [house.site]


CALLED = (vue_hash, ajax_post, ucap_search, es_load, jpaas_unit, lonsun_column, layui_table, gkml_config)
