"""Portals whose pages were written beforehand, by systems that most portals run or ran."""

from __future__ import annotations

from demo.server import Answer, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import Row, split
from tests.crawler.held_out_whole_portals.kit import Address, Pager, Works, bare, nothing, numbered

SCRIPT = "application/javascript; charset=utf-8"
PAGE_SCRIPT = """function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){
 if(_nPageCount == null || _nPageCount<=1){ return; }
 var nCurrIndex = _nCurrIndex || 0, out = '';
 function at(n){ return n == 0 ? _sPageName+'.'+_sPageExt : _sPageName+'_'+n+'.'+_sPageExt; }
 for(var i=0;i<_nPageCount;i++){ out += i == nCurrIndex ? '<span class="current">'+(i+1)+'</span>' : '<a href="'+at(i)+'">'+(i+1)+'</a>'; }
 if(nCurrIndex < _nPageCount-1){ out += '<a href="'+at(nCurrIndex+1)+'">下一页</a>'; }
 document.write(out);
}"""


def indexed(folder: str, suffix: str = "html", *, first: str = "", start: int = 1) -> Address:
    """folder/index.html, folder/index_1.html ... ; `start` is the number that the second page has."""
    return lambda n: folder + (first if n == 1 else f"index_{n - 2 + start}.{suffix}")


def drawn(name: str = "index", suffix: str = "html") -> Pager:
    """A pager that a script of another file draws."""

    def printed(now: int, pages: int, entries: int) -> str:
        return f'<div class="page"><script src="/images/page.js"></script><script>createPageHTML({pages}, {now - 1}, "{name}", "{suffix}");</script></div>'

    return printed


def written(now: int, pages: int, entries: int) -> str:
    """A pager that writes itself from numbers in the page."""
    return f"""<div class="fenye"><script language="javascript">
var countnum= {entries};
var currentPage={now - 1};
var prevPage=currentPage-1
var nextPage=currentPage+1
var countPage={pages}
var endPage=countPage-1
document.write("<a href=\\"index.html\\" target=\\"_self\\" >首页</a>&nbsp;&nbsp;");
if(countPage>1&&currentPage!=0&&currentPage!=1)
 document.write("<a  href=\\"index"+"_"+prevPage+"."+"html\\" target=\\"_self\\">上一页</a>&nbsp;&nbsp;");
else if(countPage>1&&currentPage!=0&&currentPage==1)
 document.write("<a  href=\\"index.html\\" target=\\"_self\\">上一页</a>&nbsp;&nbsp;");
if(countPage>1&&currentPage!=(countPage-1))
 document.write("<a  href=\\"index"+"_"+nextPage+"."+"html\\" target=\\"_self\\">下一页</a>&nbsp;&nbsp;<a href=\\"index_"+endPage+".html\\">尾页</a>");
document.write("共"+countPage+"页");
</script></div>"""


def dated(folder: str, published: str, number: int, suffix: str = "html") -> str:
    """./202301/t20230120_4561.html"""
    day = published.replace("-", "")
    return f"{folder}{day[:6]}/t{day}_{number}.{suffix}"


def trs_city(town: Town) -> list[Site]:
    """A prefecture: its own reports, its bureaus' and its counties' in three columns below 年报."""
    works = Works(town, "trs_city", articles="/szfxxgk/xw/202306/t20230609_{}.shtml", index="index.shtml")
    works.site.put("/images/page.js", Answer(PAGE_SCRIPT.encode(), content_type=SCRIPT))
    works.stories(240)
    base, yearly = "/zwgk/zfxxgk/", "/zwgk/zfxxgk/zfxxgknb/"
    side = works.disclosure(base, yearly)
    own = town.reports(range(2008, 2025))
    bureaus = [town.report(y, b) for y in range(2024, 2017, -1) for b in ("财政局", "教育局", "审计局")]
    counties = []
    for code, name in (("511123", "犍为县"), ("511124", "井研县")):
        place = Town(code, name, town.seed, numbers=town.numbers + 4000, titles=town.titles)
        counties += place.reports(range(2017, 2025))
        town.allowed |= place.wanted
    parts = []
    for folder, name, reports in (
        ("szf", "市政府", own),
        ("sjbm", "市级部门", bureaus),
        ("xsq", "县（市、区）", counties),
    ):
        where = f"{yearly}{folder}/"
        rows = [works.report(r, dated(where, r.published, r.number, "shtml")) for r in reports]
        works.listing(name, rows, indexed(where, "shtml"), drawn("index", "shtml"), size=10, side=side)
        parts.append(f'<h3><a href="{where}">{name}</a></h3>{works.lines(rows[:5])}')
    works.put(yearly, works.shell("政府信息公开年报", side + "".join(parts)))
    works.entrance(f'<a href="{yearly}">政府信息公开年报</a>')
    return [works.site]


def gknb_years(town: Town) -> list[Site]:
    """年报 in a column a year; each year has the government's, its bureaus' and, in a column below, the townships'."""
    works = Works(town, "gknb_years", articles="/zwxx/202105/t20210511_{}.html")
    works.stories(220)
    base, yearly = "/zwgk/zfxxgk/", "/zwgk/zfxxgk/zfxxgknb/"
    side = works.disclosure(base, yearly)
    years = list(range(2024, 2012, -1))
    tabs = "".join(f'<li><a href="{yearly}gknb{y}/">{y}年</a></li>' for y in years)
    for y in years:
        where = f"{yearly}gknb{y}/"
        rows = [
            works.report(r, dated(where, r.published, r.number)) for r in town.reports(range(y, y + 1), ("民政局",))
        ]
        inner = f'{side}<ul class="years">{tabs}</ul><h4><a href="{where}xzjd/">乡镇街道</a></h4>{works.lines(rows)}'
        works.put(where, works.shell(f"{y}年政府信息公开年报", inner))
        low = []
        for n, name in enumerate(("裴德镇", "知一镇")):
            place = f"{town.name}{name}人民政府"
            title = f"{place}{y}年政府信息公开工作年度报告"
            town.allowed.add(f"{town.code}/{y}/{place}")
            day = f"{y + 1}-01-2{n}"
            path = dated(f"{where}xzjd/", day, y * 10 + n)
            body = f"<p>　　{place}按照要求，现公布{y}年度报告。</p><p>一、总体情况</p><p>　　全年公开信息{n + 40}条。</p><p>二、存在的问题</p><p>　　公开不够及时。</p>"
            works.put(path, works.article(title, day, body))
            low.append(Row(title, path, day))
        works.put(f"{where}xzjd/", works.shell("乡镇街道", side + works.lines(low)))
    works.put(yearly, works.shell("政府信息公开年报", f'{side}<ul class="years">{tabs}</ul>'))
    works.entrance()
    return [works.site]


def vsb_county(town: Town) -> list[Site]:
    """VSB: the column is a file, its further pages are numbered downwards in a folder of its name."""
    works = Works(town, "vsb_county", skin="tables", articles="/info/1042/{}.htm")
    works.stories(180)
    base, yearly = "/zfxxgk/", "/zfxxgk/zfxxgknb.htm"
    side = works.disclosure(base, yearly, hub="/zwgk/")
    rows = []
    for r in town.reports(range(2009, 2025)):
        body = None
        if r.year in (2021, 2022):
            file = works.file(f"/__local/A/1F/{r.number}/{r.year}.pdf", r.pdf, "application/pdf")
            body = f'<div class="v_news_content"><script type="text/javascript">showVsbpdfIframe("{file}","100%","600","0","","_1");</script></div>'
        rows.append(works.report(r, f"/info/1123/{r.number}.htm", body=body))
    parts = split(rows, 6)

    def address(n: int) -> str:
        return yearly if n == 1 else f"/zfxxgk/zfxxgknb/{len(parts) - n + 1}.htm"

    def pager(now: int, pages: int, entries: int) -> str:
        links = "".join(
            f'<span class="p_no"><a href="{address(n)}">{n}</a></span>'
            if n != now
            else f'<span class="p_no_d">{n}</span>'
            for n in range(1, pages + 1)
        )
        more = f'<span class="p_next p_fun"><a href="{address(now + 1)}">下页</a></span>' if now < pages else ""
        return f'<div class="pb_sys_common pb_sys_normal"><span class="p_t">共{entries}条</span>{links}{more}</div>'

    works.listing("政府信息公开年报", rows, address, pager, size=6, side=side)
    works.entrance()
    return [works.site]


def shtml_mixed(town: Town) -> list[Site]:
    """One column holds the reports of the county and its bureaus, with what explains them; pages by plain links."""
    works = Works(town, "shtml_mixed", articles="/gzdt/{}.shtml", index="index.shtml")
    works.stories(200)
    base, yearly = "/zfxxgk/", "/zfxxgk/zfxxgknb/"
    side = works.disclosure(base, yearly + "index.shtml")
    rows = []
    for r in town.reports(range(2014, 2025), ("水利局", "统计局")):
        rows.append(works.report(r, f"{yearly}{r.number}.shtml"))
        if r.year > 2018 and r.key.endswith("government"):
            rows += works.beside(r, yearly + "{}.shtml")
    address = indexed(yearly, "shtml", first="index.shtml", start=2)
    works.listing("政府信息公开年报", rows, address, numbered(address), size=12, side=side)
    works.put(yearly, works.site.page_body(yearly + "index.shtml").decode())
    works.entrance()
    return [works.site]


def post_content(town: Town) -> list[Site]:
    """Articles are posts under the column's folder; the second page is index_2."""
    works = Works(town, "post_content", skin="modern", articles="/zwdt/content/post_{}.html")
    works.stories(200)
    base, yearly = "/zwgk/zfxxgkml/", "/zwgk/zfxxgknb/"
    side = works.disclosure(base, yearly + "index.html")
    rows = []
    for r in town.reports(range(2008, 2025)):
        more = ""
        if r.year > 2020:
            file = works.file(f"/attachment/0/{r.year}/{r.number}.pdf", r.pdf, "application/pdf")
            more = f'<div class="fj"><p>附件：</p><a class="nfw-cms-attachment" href="{file}" alt="{r.title}.pdf">{r.title}.pdf</a></div>'
        rows.append(works.report(r, f"{yearly}content/post_{r.number}.html", more=more))
    address = indexed(yearly, first="index.html", start=2)
    works.listing("政府信息公开年报", rows, address, numbered(address), size=8, side=side)
    works.entrance()
    return [works.site]


def digit_pages(town: Town) -> list[Site]:
    """A page of a list is a number and nothing more; articles are long numbers."""
    works = Works(town, "digit_pages", skin="boot", articles="/xwzx/{}.html")
    works.stories(190)
    base, yearly = "/zfxxgk/", "/zfxxgk/zfxxgknb/"
    side = works.disclosure(base, yearly + "1.html")
    rows = [works.report(r, f"{yearly}16{r.number:08}.html") for r in town.reports(range(2013, 2025), ("应急管理局",))]

    def address(n: int) -> str:
        return f"{yearly}{n}.html"

    works.listing("政府信息公开年报", rows, address, bare(address), size=10, side=side)
    works.entrance()
    return [works.site]


def files_listed(town: Town) -> list[Site]:
    """The list leads to files, or to pages that hold nothing but a file's name; the oldest are Word files."""
    works = Works(town, "files_listed", articles="/xwdt/202208/t20220801_{}.html")
    works.site.put("/images/page.js", Answer(PAGE_SCRIPT.encode(), content_type=SCRIPT))
    works.stories(180)
    base, yearly = "/xxgk/", "/xxgk/gknb/"
    side = works.disclosure(base, yearly, label="信息公开年报", hub="/xxgk/")
    rows = []
    for r in town.reports(range(2011, 2025)):
        month = r.published.replace("-", "")[:6]
        if r.year > 2021:
            path = works.file(f"{yearly}{month}/P0202{r.number:014}.pdf", r.pdf, "application/pdf")
            rows.append(Row(r.title, path, r.published))
        elif r.year > 2018:
            file = works.file(f"{yearly}{month}/P0202{r.number:014}.docx", r.docx)
            body = f'<p>{r.title}</p><p><img src="/images/icon_doc.gif"><a href="{file}" title="{r.title}.docx">{r.title}.docx</a></p>'
            rows.append(works.report(r, dated(yearly, r.published, r.number), body=body))
        elif r.year < 2013:
            file = works.file(f"{yearly}{month}/P0201{r.number:014}.doc", r.word_html, "application/msword")
            body = f'<p>附件：<a href="{file}">{r.title}.doc</a></p>'
            rows.append(works.report(r, dated(yearly, r.published, r.number), body=body))
        else:
            rows.append(works.report(r, dated(yearly, r.published, r.number)))
    works.listing("信息公开年报", rows, indexed(yearly), drawn(), size=8, side=side)
    works.entrance()
    return [works.site]


def old_site(town: Town) -> list[Site]:
    """The years before 2015 are on the portal's former site: ASP pages, gb2312, numbers in the query."""
    works = Works(town, "old_site", skin="boot", articles="/news/{}.html")
    works.stories(170)
    base, yearly = "/zwgk/", "/zwgk/nb/"
    side = works.disclosure(base, yearly, label="公开年报", hub="/zwgk/")
    rows = [works.report(r, f"{yearly}{r.published[:4]}/{r.number}.html") for r in town.reports(range(2015, 2025))]
    note = '<p class="tip">2015年以前的政府信息公开年报请访问<a href="/old/index.asp">旧版网站</a></p>'
    address = indexed(yearly)
    works.listing("公开年报", rows, address, nothing, size=30, side=side + note)
    works.entrance('<a href="/old/index.asp">旧版回顾</a>')
    old = Works(town, "old", skin="tables", encoding="gb2312", articles="/old/ReadNews.asp?NewsID={}")
    old.site = works.site
    old.bar = [
        ("首页", "/old/index.asp"),
        ("新闻", "/old/NewsList.asp?SortID=3"),
        ("政务公开", "/old/NewsList.asp?SortID=17"),
    ]
    stories = old.stories(60)
    reports = [old.report(r, f"/old/ReadNews.asp?NewsID={r.number}") for r in town.reports(range(2008, 2015))]
    mixed = sorted(reports + stories[:16], key=lambda row: row.day, reverse=True)

    def page_of(sort: int) -> Address:
        return lambda n: f"/old/NewsList.asp?SortID={sort}" + (f"&page={n}" if n > 1 else "")

    old.listing("新闻", stories, page_of(3), bare(page_of(3)))
    old.listing("信息公开", mixed, page_of(17), bare(page_of(17)), size=12)
    old.put("/old/index.asp", old.shell(town.government, old.lines(stories[:20]) + old.lines(mixed[:6])))
    return [works.site]


def bureaus_own(town: Town) -> list[Site]:
    """Each bureau has its own disclosure column on the county's portal, with its own 年报."""
    works = Works(town, "bureaus_own", articles="/xwzx/202103/t20210301_{}.html")
    works.site.put("/images/page.js", Answer(PAGE_SCRIPT.encode(), content_type=SCRIPT))
    works.stories(200)
    base, yearly = "/zwgk/", "/zwgk/zfxxgknb/"
    side = works.disclosure(base, yearly, hub="/zwgk/")
    rows = [works.report(r, dated(yearly, r.published, r.number)) for r in town.reports(range(2012, 2025))]
    works.listing("政府信息公开年报", rows, indexed(yearly), drawn(), size=20, side=side)
    organs = []
    for n, (letters, bureau) in enumerate(
        (("czj", "财政局"), ("jyj", "教育局"), ("zrzyj", "自然资源局"), ("sjj", "审计局"))
    ):
        own = f"/bm/{letters}/"
        inner = works.menu(own, f"{own}zfxxgknb/")
        works.put(own, works.shell(f"{town.name}{bureau}政府信息公开", inner + works.lines(works.stock[n * 7 :][:20])))
        works.folder(f"{own}fdzdgknr/", "法定主动公开内容", works.stock[n * 13 :][:20], side=inner)
        listed = [
            works.report(town.report(y, bureau), dated(f"{own}zfxxgknb/", f"{y + 1}-01-2{n}", y * 10 + n))
            for y in range(2024, 2018, -1)
        ]
        works.listing("政府信息公开年报", listed, indexed(f"{own}zfxxgknb/"), drawn(), size=20, side=inner)
        organs.append(f'<li><a href="{own}">{bureau}</a></li>')
    works.put("/bm/", works.shell("部门信息公开", f'<ul class="bmlist">{"".join(organs)}</ul>'))
    works.bar.append(("部门公开", "/bm/"))
    works.entrance(f'<div class="bm">县直部门：<ul>{"".join(organs)}</ul></div>')
    return [works.site]


def counted(town: Town) -> list[Site]:
    """The pager writes itself from numbers; reports of the city and its bureaus alternate; 2016 was never published."""
    works = Works(town, "counted", skin="modern", articles="/news/202004/{}.html")
    works.stories(200)
    base, yearly = "/zwgk/zfxxgk/", "/zwgk/zfxxgk/nb/"
    side = works.disclosure(base, yearly, label="政府信息公开年度报告")
    rows = []
    for y in range(2024, 2009, -1):
        for bureau in (None, "交通运输局"):
            if y != 2016:
                r = town.report(y, bureau)
                rows.append(works.report(r, f"{yearly}{r.published[:4]}{r.published[5:7]}/{r.number}.html"))
    works.listing("政府信息公开年度报告", rows, indexed(yearly), written, size=9, side=side)
    works.entrance()
    return [works.site]


def news_between(town: Town) -> list[Site]:
    """A small county's column of one long page, gb2312 tables: reports of the county, of one bureau, and stray news."""
    works = Works(town, "news_between", skin="tables", encoding="gb2312", articles="/xxgk/xw/201906/t20190614_{}.html")
    works.stories(120)
    base, yearly = "/xxgk/", "/xxgk/xxgknb/"
    side = works.disclosure(base, yearly, label="信息公开年报", hub="/xxgk/")
    rows = [works.report(r, dated(yearly, r.published, r.number)) for r in town.reports(range(2012, 2025), ("林业局",))]
    mixed = sorted(rows + works.stock[:10], key=lambda row: row.day, reverse=True)
    works.listing("信息公开年报", mixed, indexed(yearly), nothing, size=80, side=side)
    works.entrance()
    return [works.site]


STATIC = (
    trs_city,
    gknb_years,
    vsb_county,
    shtml_mixed,
    post_content,
    digit_pages,
    files_listed,
    old_site,
    bureaus_own,
    counted,
    news_between,
)
