"""Systems whose lists are pages that the server makes, each paging in its own way."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import parse_qs

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_lists.kit import Item, chunks, decoys, frame, furnish, publish, rows, sheet, ul

SCRIPT = "application/javascript"


def trs_years(town: Town) -> list[Site]:
    """TRS: a channel whose page shows two reports of each year and 更多 to the year's own channel, paged by createPageHTML."""
    site = Site("trs_years")
    top = "/xxgk/zfxxgknb/"
    boxes = []
    for year in range(2016, 2024):
        folder = f"{top}n{year}/"
        items = []
        for report in [town.report(year, b) for b in (None, "财政局", "审计局", "水利局", "教育局")]:
            path = f"{folder}{report.published[:7].replace('-', '')}/t{report.published.replace('-', '')}_{report.number}.shtml"
            items.append(publish(site, town, report, path, box='<div class="TRS_Editor"><div class="TRS_Editor">'))
        items.sort(key=lambda item: item.published, reverse=True)
        pages = chunks(items, 3)
        for position, part in enumerate(pages):
            relative = [Item(i.title, "./" + i.url.removeprefix(folder), i.published) for i in part]
            body = (
                ul(relative, length=22)
                + f'<div class="fy"><SCRIPT>\n//WCM置标\ncreatePageHTML({len(pages)}, {position}, "index", "shtml");\n</SCRIPT></div>'
            )
            made = answer(frame(town, f"{year}年", body, here=[("年报", top), (f"{year}年", folder)]))
            site.put(folder + ("index.shtml" if not position else f"index_{position}.shtml"), made)
            if not position:
                site.put(folder, made)
        shown = [Item(i.title, f"./n{year}/" + i.url.removeprefix(folder), i.published) for i in items[:2]]
        boxes.append(
            f'<div class="box"><h3>{year}年<a class="more" href="./n{year}/">更多&gt;&gt;</a></h3>{ul(shown, length=20)}</div>'
        )
    site.put(top, answer(frame(town, "政府信息公开年报", "".join(boxes))))
    others = furnish(site, town, 240, "/zwdt/tzgg/t{}.shtml")
    pages = chunks(others, 20)
    for position, part in enumerate(pages):
        body = ul(part) + f'<script>createPageHTML({len(pages)}, {position}, "index", "shtml");</script>'
        site.put("/zwdt/tzgg/" + (f"index_{position}.shtml" if position else ""), answer(frame(town, "通知公告", body)))
    menu = [("首页", "/"), ("政务动态", "/zwdt/tzgg/"), ("信息公开", "/xxgk/")]
    left = '<ul class="left"><li><a href="./zfxxgkzn/">信息公开指南</a></li><li><a href="./fdzd/">法定主动公开内容</a></li><li><a href="./zfxxgknb/">信息公开年报</a></li></ul>'
    site.put("/xxgk/", answer(frame(town, "信息公开", left, menu=menu)))
    site.put("/", answer(frame(town, town.government, ul(others[:30], length=18), menu=menu)))
    return [site]


def trs_external(town: Town) -> list[Site]:
    """A list whose number of pages stands in a script of the channel's own, and its links are made by a shared one."""
    site = Site("trs_external")
    paging = """function showPager(count, current, name, ext) {
 for (var i = 1; i <= count; i++) {
  var u = i == 1 ? name + "." + ext : name + "_" + i + "." + ext;
  document.write('<a href="' + u + '">' + i + '</a>');
 } }"""
    site.put("/static/js/paging.js", Answer(paging.encode(), content_type=SCRIPT))

    def channel(folder: str, name: str, items: Sequence[Item], size: int) -> None:
        pages = chunks(items, size)
        site.put(f"{folder}count.js", Answer(f"var countPage = {len(pages)};\n".encode(), content_type=SCRIPT))
        for position, part in enumerate(pages):
            script = f'<script src="count.js"></script><script src="/static/js/paging.js"></script><div id="pages"><script>showPager(countPage, {position + 1}, "list", "html");</script></div>'
            made = answer(frame(town, name, rows(part, length=24) + script, here=[(name, folder + "list.html")]))
            site.put(folder + (f"list_{position + 1}.html" if position else "list.html"), made)

    channel(
        "/zfxxgk/nb/",
        "年报",
        [publish(site, town, r, f"/zfxxgk/nb/c{r.number}.html") for r in town.reports(range(2009, 2025))],
        5,
    )
    others = furnish(site, town, 210, "/tz/c{}.html")
    channel("/tz/", "通知", others, 20)
    left = '<div class="ml"><a href="/zfxxgk/zn/list.html">指南</a><a href="/zfxxgk/zd/list.html">制度</a><a href="/zfxxgk/nb/list.html">年报</a></div>'
    site.put("/zfxxgk/index.html", answer(frame(town, "政府信息公开", left)))
    menu = [("通知", "/tz/list.html"), ("政府信息公开", "/zfxxgk/index.html")]
    site.put("/", answer(frame(town, town.government, ul(others[:25]), menu=menu)))
    return [site]


def easysite(town: Town) -> list[Site]:
    """EasySite: columns by number, further pages by a script's call in onclick; the departments in a select box."""
    site = Site("easysite")
    columns: dict[str, list[Item]] = {}
    names = {"11": None, "12": "公安局", "13": "统计局", "14": "林业局"}
    for column, bureau in names.items():
        span = range(2012, 2024) if bureau is None else range(2020, 2024)
        columns[column] = [
            publish(
                site,
                town,
                town.report(y, bureau),
                f"/zwgk/{column}/{y + 1}/content{y}.html",
                box='<div class="easysite-news-text">',
            )
            for y in reversed(span)
        ]
    columns["20"] = furnish(site, town, 220, "/zwgk/20/news{}.html")

    def portlet(request: Request) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}
        column = asked.get("pageId", "20")
        pages = chunks(columns.get(column, []), 5 if column != "20" else 20)
        number = int(asked.get("currentPage", "1"))
        shown = pages[number - 1] if 0 < number <= len(pages) else []
        buttons = "".join(
            f"""<li><a href="javascript:;" onclick="queryArticleByCondition(this,'/eportal/ui?pageId={column}&currentPage={n}&moduleId=ab{column}&staticRequest=yes')">{n}</a></li>"""
            for n in range(1, len(pages) + 1)
            if n != number
        )
        return answer(
            frame(
                town,
                "年报" if column != "20" else "公告",
                f'<div id="ab{column}">{ul(shown)}<ul class="easysite-page-wrap">{buttons}<span>共{len(columns.get(column, []))}条</span></ul></div>',
            )
        )

    site.handle("/eportal/ui", portlet)
    options = "".join(
        f'<option value="/eportal/ui?pageId={column}">{town.name}{bureau}</option>'
        for column, bureau in names.items()
        if bureau
    )
    choose = f'<p><a href="/eportal/ui?pageId=11">市政府年报</a></p><select onchange="window.open(this.options[this.selectedIndex].value)"><option value="">部门年报</option>{options}</select>'
    site.put("/col/col123/index.html", answer(frame(town, "信息公开年报", choose)))
    menu = [("信息公开年报", "/col/col123/index.html"), ("公告", "/eportal/ui?pageId=20")]
    site.put("/", answer(frame(town, town.government, ul(columns["20"][:20]), menu=menu)))
    return [site]


def vsb_tree(town: Town) -> list[Site]:
    """VSB without static pages: list.jsp and content.jsp by tree and news ids, pages counted by parameters of the query."""
    site = Site("vsb_tree")
    articles: dict[str, str] = {}
    trees: dict[str, list[Item]] = {"1057": [], "1020": []}
    entries = [("1057", r.title, r.published, r.html, r.number) for r in town.reports(range(2013, 2025), ("统计局",))]
    entries += [("1020", d.title, d.published, d.body, d.number) for d in decoys(town, 240)]
    for tree, title, published, body, number in entries:
        articles[str(number)] = sheet(town, title, published, body, box='<div id="vsb_content" class="v_news_content">')
        trees[tree].append(
            Item(title, f"content.jsp?urltype=news.NewsContentUrl&wbtreeid={tree}&wbnewsid={number}", published)
        )

    def query(request: Request) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}

    def content(request: Request) -> Answer:
        return (
            answer(articles[query(request)["wbnewsid"]]) if query(request).get("wbnewsid") in articles else site.missing
        )

    def listed(request: Request) -> Answer:
        asked = query(request)
        tree = asked.get("wbtreeid", "")
        pages = chunks(trees.get(tree, []), 7 if tree == "1057" else 20)
        number = int(asked.get("a4p", "1"))
        lines = "".join(
            f'<tr id="line_u7_{n}" height=20><td><a class=c7 href="{html.escape(item.url)}" title="{html.escape(item.title)}">{html.escape(item.title)}</a></td><td>{item.published}</td></tr>'
            for n, item in enumerate(pages[number - 1] if 0 < number <= len(pages) else [])
        )
        ahead = (
            f'<a href="?a4t={len(pages)}&a4p={number + 1}&a4c=7&urltype=tree.TreeTempUrl&wbtreeid={tree}" class="Next">下页</a><a href="?a4t={len(pages)}&a4p={len(pages)}&a4c=7&urltype=tree.TreeTempUrl&wbtreeid={tree}" class="Next">尾页</a>'
            if number < len(pages)
            else '<span class="NoPre">下页</span>'
        )
        return answer(
            frame(
                town,
                "栏目",
                f"<table>{lines}</table><div>共{len(trees.get(tree, []))}条  {number}/{len(pages)} {ahead}</div>",
            )
        )

    site.handle("/content.jsp", content)
    site.handle("/list.jsp", listed)
    menu = [
        ("信息公开年报", "list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1057"),
        ("通知", "list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1020"),
    ]
    site.put("/", answer(frame(town, town.government, ul(trees["1020"][:20]), menu=menu)))
    return [site]


def phpcms(town: Town) -> list[Site]:
    """PHPCMS in GBK that declares nothing: everything is index.php; years in a select box; titles cut in the list."""
    site = Site("phpcms")
    articles: dict[str, str] = {}
    lists: dict[str, list[Item]] = {}

    def gb(text: str) -> Answer:
        return answer(text, encoding="gb18030", declared="")

    bureaus = ("公安局", "林业局")
    years = range(2014, 2023)
    for year in years:
        for r in [town.report(year, b) for b in (None, *bureaus)]:
            articles[str(r.number)] = sheet(town, r.title, r.published, r.html, charset="gbk")
            url = f"index.php?m=content&c=index&a=show&catid=5{year}&id={r.number}"
            lists.setdefault(f"5{year}", []).append(Item(r.title, url, r.published))
    for d in decoys(town, 220):
        articles[str(d.number)] = sheet(town, d.title, d.published, d.body, charset="gbk")
        url = f"index.php?m=content&c=index&a=show&catid=9&id={d.number}"
        lists.setdefault("9", []).append(Item(d.title, url, d.published))
    select = (
        '<select onchange="if(this.value)location.href=this.value"><option value="">按年度查看</option>'
        + "".join(
            f'<option value="index.php?m=content&amp;c=index&amp;a=lists&amp;catid=5{year}">{year}</option>'
            for year in reversed(years)
        )
        + "</select>"
    )

    def index(request: Request) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}
        if asked.get("a") == "show":
            return gb(articles[asked["id"]]) if asked.get("id") in articles else site.missing
        if asked.get("a") != "lists":
            return site.missing
        column = asked.get("catid", "")
        if column == "5":
            return gb(frame(town, "信息公开年报", f"<h2>年度报告</h2>{select}", charset="gbk"))
        pages = chunks(lists.get(column, []), 20)
        number = int(asked.get("page", "1"))
        links = "".join(
            f' <a href="index.php?m=content&amp;c=index&amp;a=lists&amp;catid={column}&amp;page={n}">{n}</a>'
            for n in range(max(1, number - 4), min(len(pages), number + 4) + 1)
            if n != number
        )
        shown = pages[number - 1] if 0 < number <= len(pages) else []
        return gb(
            frame(
                town,
                "列表",
                rows(shown, length=17)
                + f'<div id="pages"><a class="a1">{len(lists.get(column, []))}条</a>{links}</div>',
                charset="gbk",
            )
        )

    site.handle("/index.php", index)
    menu = [
        ("年报", "index.php?m=content&c=index&a=lists&catid=5"),
        ("通知", "index.php?m=content&c=index&a=lists&catid=9"),
    ]
    site.put("/", gb(frame(town, town.government, ul(lists["9"][:25], length=20), menu=menu, charset="gbk")))
    return [site]


def powereasy(town: Town) -> list[Site]:
    """PowerEasy: Category and Item, a calendar that never ends, and session ids in every address."""
    site = Site("powereasy")
    columns: dict[str, list[Item]] = {"12": [], "30": []}
    for r in town.reports(range(2010, 2023)):
        columns["12"].append(publish(site, town, r, f"/Item/{r.number}.aspx", box='<div id="fontzoom">'))
    columns["30"] = furnish(site, town, 230, "/Item/{}.aspx")
    session = 0

    def category(column: str, name: str) -> None:
        pages = chunks(columns[column], 4 if column == "12" else 20)

        def shown(request: Request) -> Answer:
            nonlocal session
            session += 1
            file = request.path.partition("?")[0].rsplit("/", 1)[1]
            number = int(file.removeprefix("Index").removesuffix(".aspx").strip("_") or 1)
            links = "".join(
                f'<a href="/Category_{column}/Index{"" if n == 1 else f"_{n}"}.aspx?PHPSESSID={session:032x}">{n}</a>'
                for n in range(1, len(pages) + 1)
            )
            lines = [Item(i.title, f"{i.url}?PHPSESSID={session:032x}", i.published) for i in pages[number - 1]]
            days = "".join(
                f'<td><a href="/Calendar.aspx?date=2021-{m:02}-{d:02}">{d}</a></td>'
                for m in (1, 2)
                for d in range(1, 29)
            )
            return answer(
                frame(
                    town,
                    name,
                    f"<table><tr>{days}</tr></table>{ul(lines)}<div>{links} 共 {len(columns[column])} 条信息</div>",
                )
            )

        for number in range(1, len(pages) + 1):
            site.handle(f"/Category_{column}/Index{'' if number == 1 else f'_{number}'}.aspx", shown)

    category("12", "政府信息公开年度报告")
    category("30", "公告")

    def calendar(request: Request) -> Answer:
        asked = parse_qs(request.path.partition("?")[2]).get("date", ["2021-01-01"])[0]
        year, month, day = (int(part) for part in asked.split("-"))
        links = "".join(
            f'<a href="/Calendar.aspx?date={year + n // 12}-{(month + n) % 12 + 1:02}-{day:02}">{year + n // 12}年{(month + n) % 12 + 1}月信息公开</a>'
            for n in range(24)
        )
        return answer(frame(town, f"{asked}的信息", f"<p>{asked}没有信息</p>{links}"))

    site.handle("/Calendar.aspx", calendar)
    for entries in columns.values():
        for entry in entries:
            made = Answer(site.page_body(entry.url), content_type="text/html; charset=utf-8")
            site.remove(entry.url)
            site.handle(entry.url, lambda request, made=made: made)  # type: ignore[misc]
    menu = [("信息公开年度报告", "/Category_12/Index.aspx"), ("公告", "/Category_30/Index.aspx")]
    site.put(
        "/",
        answer(
            frame(
                town,
                town.government,
                ul(columns["30"][:20]) + '<a href="/Calendar.aspx?date=2021-01-01">日历</a>',
                menu=menu,
            )
        ),
    )
    return [site]


def wordpress(town: Town) -> list[Site]:
    """A county's WordPress: posts at ?p=, categories, tags and months; a page that is not there is the home page."""
    site = Site("wordpress")
    posts: dict[str, str] = {}
    categories: dict[str, list[Item]] = {"5": [], "1": []}
    entries = [("5", r.title, r.published, r.html, r.number) for r in town.reports(range(2012, 2024))]
    entries += [("1", d.title, d.published, d.body, d.number) for d in decoys(town, 230)]
    for category, title, published, body, number in entries:
        tags = f'<p class="tags">标签：<a href="/?tag=xxgk">信息公开</a> <a href="/?m={published[:7].replace("-", "")}">{published[:7]}</a></p>'
        posts[str(number)] = sheet(town, title, published, body + tags, box='<div class="entry-content">')
        categories[category].append(Item(title, f"/?p={number}", published))
    everything = sorted(categories["5"] + categories["1"], key=lambda item: item.published, reverse=True)

    def listed(name: str, items: Sequence[Item], query: str, number: int, size: int) -> str:
        pages = chunks(items, size)
        shown = pages[number - 1] if 0 < number <= len(pages) else []
        posts_shown = "".join(
            f'<article><h2 class="entry-title"><a href="{i.url}" rel="bookmark">{html.escape(i.title)}</a></h2><time>{i.published}</time><p>{town.name}……<a href="{i.url}#more">继续阅读</a></p></article>'
            for i in shown
        )
        older = f'<a href="/?{query}&paged={number + 1}">← 较旧文章</a>' if number < len(pages) else ""
        newer = f'<a href="/?{query}&paged={number - 1}">较新文章 →</a>' if number > 1 else ""
        return frame(town, name, posts_shown + f'<nav class="navigation">{older}{newer}</nav>')

    months = sorted({item.published[:7].replace("-", "") for item in everything}, reverse=True)
    side = (
        '<ul class="archive">'
        + "".join(f'<li><a href="/?m={m}">{m[:4]}年{int(m[4:])}月</a></li>' for m in months)
        + "</ul>"
    )
    home = frame(
        town,
        town.government,
        ul(everything[:20])
        + side
        + '<form role="search" method="get" action="/"><input name="s" value=""><input type="submit" value="搜索"></form><ul><li><a href="/?cat=5">政府信息公开年度报告</a></li><li><a href="/?cat=1">公告</a></li></ul>',
    )

    def root(request: Request) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}
        number = int(asked.get("paged", "1"))
        if asked.get("p") in posts:
            return answer(posts[asked["p"]])
        if asked.get("cat") in categories:
            return answer(listed("分类", categories[asked["cat"]], f"cat={asked['cat']}", number, 5))
        if "m" in asked:
            chosen = [i for i in everything if i.published[:7].replace("-", "") == asked["m"]]
            return answer(listed("归档", chosen, f"m={asked['m']}", number, 5))
        return answer(home)

    site.handle("/", root)
    site.missing = answer(home)
    return [site]


def siteserver(town: Town) -> list[Site]:
    """SiteServer: channels and contents by number; the entrance is a picture with areas; next page by a script's name."""
    site = Site("siteserver")
    wanted = [publish(site, town, r, f"/contents/318/{r.number}.html") for r in town.reports(range(2011, 2025))]
    others = furnish(site, town, 210, "/contents/290/{}.html")
    for channel, name, items, size in (("318", "信息公开年报", wanted, 6), ("290", "公示公告", others, 20)):
        pages = chunks(items, size)
        for position, part in enumerate(pages):
            links = (
                f'<a href="/channels/{channel}_{position + 2}.html">下一页</a>'
                if position + 1 < len(pages)
                else "<span>下一页</span>"
            )
            jump = f"""<select onchange="location.href='/channels/{channel}' + (this.value == 1 ? '' : '_' + this.value) + '.html'">{"".join(f"<option value={n}>{n}</option>" for n in range(1, len(pages) + 1))}</select>"""
            path = f"/channels/{channel}.html" if not position else f"/channels/{channel}_{position + 1}.html"
            site.put(
                path, answer(frame(town, name, ul(part, length=19, dated="{}") + f"<div>{links} 跳转到 {jump}</div>"))
            )
    site.put(
        "/main.html",
        answer(
            frame(
                town,
                town.government,
                ul(others[:20]),
                menu=[("公开", "/channels/300.html"), ("公告", "/channels/290.html")],
            )
        ),
    )
    site.put(
        "/channels/300.html",
        answer(
            frame(
                town,
                "公开",
                '<dl><dt>政府信息公开</dt><dd><a href="/channels/310.html">指南</a></dd><dd><a href="/channels/318.html">年报</a></dd></dl>',
            )
        ),
    )
    splash = '<html><head><title>欢迎</title></head><body><img src="/images/enter.jpg" usemap="#m" border="0"><map name="m"><area shape="rect" coords="10,10,200,60" href="/main.html" alt="进入"><area shape="rect" coords="10,90,200,120" href="/en/"></map></body></html>'
    site.put("/", answer(splash))
    return [site]


def liferay(town: Town) -> list[Site]:
    """Liferay: portlets in the query, reports as files of its library with names in the path, the agencies by letter."""
    site = Site("liferay")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    bureaus = ("公安局", "统计局", "林业局", "医疗保障局")
    letters = {"G": "公安局", "L": "林业局", "T": "统计局", "Y": "医疗保障局"}
    own: dict[str, list[Item]] = {"zf": [], **{bureau: [] for bureau in bureaus}}
    for bureau in (None, *bureaus):
        for year in reversed(range(2014 if bureau is None else 2020, 2024)):
            r = town.report(year, bureau)
            if year % 2:
                item = publish(site, town, r, f"/web/guest/-/{r.number}")
                site.put(f"{item.url}?redirect=%2Fweb%2Fguest%2Fnb", Answer(site.page_body(item.url)))
                own[bureau or "zf"].append(Item(r.title, f"{item.url}?redirect=%2Fweb%2Fguest%2Fnb", r.published))
                continue
            path = f"/documents/10180/{r.number}/{year}.docx/4f1a-{r.number}?version=1.0"
            site.put(path, Answer(r.docx, content_type=word))
            own[bureau or "zf"].append(Item(r.title, path, r.published))
    others = furnish(site, town, 210, "/web/guest/-/{}")
    folders = {"nb": own["zf"], "tz": others, **{f"d{ord(letter)}": own[bureau] for letter, bureau in letters.items()}}

    def portlet(name: str) -> None:
        def shown(request: Request) -> Answer:
            asked = parse_qs(request.path.partition("?")[2])
            pages = chunks(folders[name], 4 if name != "tz" else 20)
            number = int(asked.get("_101_INSTANCE_kQ3_cur", ["1"])[0])
            base = f"/web/guest/{name}?p_p_id=101_INSTANCE_kQ3&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&_101_INSTANCE_kQ3_delta=4&_101_INSTANCE_kQ3_cur="
            links = (
                f'<a class="next" href="{html.escape(base + str(number + 1))}">后一页</a>'
                if number < len(pages)
                else ""
            )
            part = pages[number - 1] if 0 < number <= len(pages) else []
            return answer(
                frame(
                    town,
                    name,
                    ul(part)
                    + f'<div class="lfr-pagination">显示 {number} - {len(pages)}，共 {len(folders[name])} 个结果。{links}</div>',
                )
            )

        site.handle(f"/web/guest/{name}", shown)

    for name in folders:
        portlet(name)
    by_letter = "".join(
        f'<b>{letter}</b><a href="/web/guest/{letter}">{town.name}{bureau}</a>' for letter, bureau in letters.items()
    )
    for letter, bureau in letters.items():
        site.put(
            f"/web/guest/{letter}",
            answer(
                frame(
                    town,
                    f"{town.name}{bureau}",
                    f'<h3>{town.name}{bureau}</h3><a href="/web/guest/g{letter}">机构概况</a><a href="/web/guest/d{ord(letter)}">年度报告</a>',
                )
            ),
        )
    site.put(
        "/web/guest/gk",
        answer(
            frame(town, "政府信息公开", f'<a href="/web/guest/nb">政府年度报告</a><h3>部门（按首字母）</h3>{by_letter}')
        ),
    )
    menu = [("政府信息公开", "/web/guest/gk"), ("通知", "/web/guest/tz")]
    home = answer(frame(town, town.government, ul(others[:20]), menu=menu))
    site.put("/web/guest/home", home)
    site.put(
        "/",
        answer("<html><head><script>window.location.replace('/web/guest/home');</script></head><body></body></html>"),
    )
    return [site]


LISTS = (trs_years, trs_external, easysite, vsb_tree, phpcms, powereasy, wordpress, siteserver, liferay)
