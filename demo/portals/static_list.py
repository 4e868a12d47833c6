"""泸州: a system that writes every page to disk; article addresses carry the date, the pager is drawn from two numbers."""

from __future__ import annotations

from html import escape

from demo import articles, render
from demo.articles import Article
from demo.portals.common import NAVIGATION, NOTICE, Entry, decoys, fill, links, newest_first, pages_of
from demo.server import Answer, Site, page

NAME = "泸州市人民政府"
PLACE = "泸州市"
PAGE_SIZE = 15
NAV = links((text, f"/{folder}/") for text, folder in NAVIGATION)
FOOT = f'<div class="foot"><a href="/about/">关于我们</a> <a href="/map/">网站地图</a> <a href="/admin/">管理</a><p>{NOTICE}</p></div>'
SIDE = links(
    [
        ("信息公开指南", "/zwgk/zn/"),
        ("信息公开制度", "/zwgk/zd/"),
        ("法定主动公开内容", "/zwgk/nr/"),
        ("政府信息公开年报", "/zwgk/xxgknb/"),
        ("部门年报", "/zwgk/bmnb/"),
        ("依申请公开", "/zwgk/ysqgk/"),
    ]
)
PDF_STUB = "<p>泸州市人民政府2021年政府信息公开工作年度报告已经编制完成，现予公布，全文见附件。</p>"
WORD_STUB = "<p>现将报告予以公布，请下载附件查看。</p>"


def build() -> Site:
    site = Site("static_list")
    other = decoys(PLACE)
    news = [_publish(site, "/news/", "要闻动态", article) for article in other[22:]]
    _column(site, "/news/", "要闻动态", news)
    _column(site, "/zwgk/xxgknb/", "政府信息公开年报", _reports(site, other[:22]))
    _column(site, "/zwgk/bmnb/", "部门年报", _department_reports(site))
    for folder, name, chosen in (("zn", "信息公开指南", other[8:10]), ("zd", "信息公开制度", other[9:12])):
        path = f"/zwgk/{folder}/"
        _column(site, path, name, [_publish(site, path, name, article) for article in chosen])
    for folder in ("nr", "ysqgk"):
        _column(site, f"/zwgk/{folder}/", "政府信息公开", [])
    _column(site, "/zwgk/", "政府信息公开", [])
    for text, folder in NAVIGATION:
        if folder != "news":
            _column(site, f"/{folder}/", text, news[:5])
    site.put("/", page(fill("static_home.html", site=NAME, nav=NAV, news=_items(news[:8], "/"), foot=FOOT)))
    return site


def _reports(site: Site, others: list[Article]) -> list[Entry]:
    path, column = "/zwgk/xxgknb/", "政府信息公开年报"
    entries = [_publish(site, path, column, articles.read(f"luzhou-{year}")) for year in (2018, 2020, 2022)]
    report = articles.read("luzhou-2021")
    address = _address(path, report)
    file = address.rsplit("/", 1)[0] + "/P020220128337512345678.pdf"
    site.put(file, Answer(render.pdf(report), content_type="application/pdf"))
    attachment = f'<div class="attachment">附件：<a href="./{file.rsplit("/", 1)[1]}">{report.title}.pdf</a></div>'
    entries.append(_publish(site, path, column, report, body=PDF_STUB, attachments=attachment))
    return entries + [_publish(site, path, column, article) for article in others]


def _department_reports(site: Site) -> list[Entry]:
    path, column = "/zwgk/bmnb/", "部门年报"
    entries = [_publish(site, path, column, articles.read("luzhou-finance-2020"))]
    report = articles.read("luzhou-education-2022")
    file = _address(path, report).rsplit("/", 1)[0] + "/P020230118400123456789.docx"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    site.put(file, Answer(render.word(report), content_type=kind))
    attachment = f'<div class="attachment"><a href="./{file.rsplit("/", 1)[1]}">{report.title}.docx</a></div>'
    entries.append(_publish(site, path, column, report, body=WORD_STUB, attachments=attachment))
    return entries


def _address(folder: str, article: Article) -> str:
    digits = article.published.replace("-", "")
    number = 100000 + sum(ord(character) * (index + 1) for index, character in enumerate(article.title)) % 899999
    return f"{folder}{digits[:6]}/t{digits}_{number}.html"


def _publish(
    site: Site, folder: str, column: str, article: Article, *, body: str | None = None, attachments: str = ""
) -> Entry:
    address = _address(folder, article)
    index_number = article.facts.get("index_number")
    site.put(
        address,
        page(
            fill(
                "static_article.html",
                site=NAME,
                column=column,
                title=escape(article.title),
                published=article.published,
                source=article.facts["source"],
                index_number=f"<span>索引号：{index_number}</span>" if index_number else "",
                nav=NAV,
                body=body or render.html_body(article, "word"),
                attachments=attachments,
                related=links([("政府信息公开指南", "/zwgk/zn/"), ("依申请公开", "/zwgk/ysqgk/")]),
                foot=FOOT,
            )
        ),
    )
    return Entry(address, article.title, article.published)


def _column(site: Site, folder: str, name: str, entries: list[Entry]) -> None:
    pages = pages_of(newest_first(entries), PAGE_SIZE)
    for current, chosen in enumerate(pages):
        answer = page(
            fill(
                "static_column.html",
                site=NAME,
                column=name,
                nav=NAV,
                side=SIDE,
                items=_items(chosen, folder),
                pages=len(pages),
                current=current,
                foot=FOOT,
            )
        )
        site.put(f"{folder}index_{current}.html" if current else f"{folder}index.html", answer)
        if not current:
            site.put(folder, answer)


def _items(entries: list[Entry], folder: str) -> str:
    return "\n".join(
        f'<li><a href="{_relative(entry.path, folder)}" title="{escape(entry.title)}" target="_blank">'
        f"{escape(_short(entry.title))}</a><span>{entry.date}</span></li>"
        for entry in entries
    )


def _relative(path: str, folder: str) -> str:
    return f"./{path.removeprefix(folder)}" if path.startswith(folder) else path


def _short(title: str) -> str:
    """Lists cut long titles; the whole one is in the link's title."""
    return title if len(title) <= 24 else f"{title[:22]}..."
