"""What can become of a document on an unknown system between two looks, one way a year, and the verdict on each."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import docx
import pytest

from demo.server import Answer, PortalServer, Site, page, redirect
from storage.runs import Finding
from tests.commands import Workplace

CODE = "510500"
YEARS = range(2008, 2019)
WORD = "/nb/2020.docx"
LOOKS = {
    "/nb/2008.html": ("revised", "it leads to "),
    "/new/2008.html": ("moved", "/nb/2008.html, which leads here"),
    "/nb/2009.html": ("gone", "status 404"),
    "/new/2009.html": ("moved", "/nb/2009.html"),
    "/nb/2010.html": ("gone", "信息已删除"),
    "/nb/2011.html": ("cosmetic", ""),
    "/nb/2012.html": ("revised", "proactive.items@all@year: 10060 条 -> 10067 条"),
    "/nb/2013.html": ("cosmetic", "title: "),
    "/nb/2014.html": ("blocked", "status 405"),
    "/nb/2015.html": ("unreachable", "status 503"),
    "/nb/2016.html": ("gone", "another report is there: 510500/2015/government"),
    "/nb/2017.html": ("revised", "it leads to "),
    "/f/2017.docx": ("moved", "/nb/2017.html, which leads here"),
    "/nb/2018.html": ("unchanged", ""),
    WORD: ("cosmetic", ""),
}


def title(year: int) -> str:
    return f"泸州市人民政府{year}年政府信息公开工作年度报告"


def lines(year: int, more: int = 0) -> tuple[str, ...]:
    return (
        f"现公布泸州市{year}年政府信息公开工作年度报告，数据统计自{year}年1月1日起至{year}年12月31日止。",
        "一、主动公开政府信息情况",
        f"{year}年，全市主动公开政府信息{year * 5 + more}条，其中通过政府网站公开{year * 3}条，政务微信公开{year}条。",
        "二、依申请公开政府信息情况",
        f"全年共收到政府信息公开申请{year - 1700}件，其中当面申请22件，信函申请{year - 1722}件。已办结{year - 1700}件。",
        "三、行政复议和行政诉讼情况",
        "因政府信息公开申请行政复议11件，行政诉讼3件。",
        "泸州市人民政府",
        f"{year + 1}年3月20日",
    )


def article(
    year: int, *, named: str | None = None, more: int = 0, box: str = "<div class='TRS_Editor'>{}</div>"
) -> Answer:
    head = named or title(year)
    body = box.format("".join(f"<p>{line}</p>" for line in lines(year, more)))
    return html(head, f"<h1>{head}</h1><div>发布时间：{year + 1}-03-21 来源：市政府办公室</div>{body}")


def html(head: str, body: str, status: int = 200) -> Answer:
    return page(f"<html><head><title>{head}</title></head><body><div>泸州市</div>{body}</body></html>", status=status)


def word(year: int, comment: str) -> Answer:
    document = docx.Document()
    document.add_heading(title(year), 0)
    for line in lines(year):
        document.add_paragraph(line)
    document.core_properties.comments = comment
    out = io.BytesIO()
    document.save(out)
    return Answer(out.getvalue(), content_type="application/msword")


def listed(site: Site, folder: dict[int, str]) -> None:
    entries = [(f"/{folder.get(year, 'nb')}/{year}.html", title(year)) for year in YEARS] + [(WORD, title(2020))]
    site.put("/nb/", html("政府信息公开年报", "".join(f"<li><a href='{url}'>{text}</a></li>" for url, text in entries)))


def publish(site: Site) -> None:
    columns = "".join(f"<a href='/c{number}/'>栏目{number}</a>" for number in range(20))
    site.put("/", html("泸州市人民政府", f"{columns}<a href='/nb/'>政府信息公开年报</a>"))
    listed(site, {})
    for year in YEARS:
        site.put(f"/nb/{year}.html", article(year))
    site.put(WORD, word(2020, "saved once"))


def change(site: Site) -> None:
    # It stands elsewhere: by a redirect, and rewritten; by another address in the list; as a file that its page carries.
    site.put("/nb/2008.html", redirect("/new/2008.html", 301))
    site.put("/new/2008.html", article(2008, more=3))
    site.remove("/nb/2009.html")
    site.put("/new/2009.html", article(2009))
    listed(site, {2009: "new"})
    site.put(
        "/nb/2017.html",
        html(title(2017), f"<h1>{title(2017)}</h1><p>附件：<a href='/f/2017.docx'>{title(2017)}.docx</a></p>"),
    )
    site.put("/f/2017.docx", word(2017, ""))
    # It is gone: said with status 200; the report of another year is there.
    site.put("/nb/2010.html", html("提示", "<p>您访问的信息已删除或不存在</p>"))
    site.put("/nb/2016.html", article(2015))
    # It is the same: in a new design, under a shorter title, saved again by an office program.
    site.put("/nb/2011.html", article(2011, box="<div class='n'><div>{}</div></div><div>热门文章</div>"))
    site.put("/nb/2013.html", article(2013, named="泸州市2013年政府信息公开年度报告"))
    site.put(WORD, word(2020, "saved twice"))
    # It is another; it is kept from us; nobody can tell.
    site.put("/nb/2012.html", article(2012, more=7))
    site.put("/nb/2014.html", html("405", "很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。", 405))
    site.put("/nb/2015.html", html("503", "Service Unavailable", 503))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Finding]]:
    folder = tmp_path_factory.mktemp("changes")
    site = Site("泸州")
    publish(site)
    with PortalServer([site]) as server:
        portals = folder / "portals.csv"
        home = server.url(site, "/")
        portals.write_text(f"jurisdiction,portal_url,reports_url,family,source_kind\n{CODE},{home},,,official\n")
        workplace = Workplace(folder, {"PORTALS_FILE": portals, "BROWSER_ENABLED": False})
        assert workplace.crawl(CODE).status == 0
        change(site)
        result = workplace.scrapy("refetch", CODE, "--json")
        assert result.status == 0, result.err
        findings = [Finding.model_validate(each) for each in json.loads(result.out)]
        yield {each.url.partition(str(site.port))[2]: each for each in findings}


@pytest.mark.parametrize("path", LOOKS)
def test_the_verdict_says_what_became_of_a_document(found: dict[str, Finding], path: str) -> None:
    verdict, said = LOOKS[path]
    assert (found[path].verdict, said in "; ".join(found[path].details)) == (verdict, True), found[path]


def test_nothing_else_is_told(found: dict[str, Finding]) -> None:
    assert sorted(found) == sorted(LOOKS)


def test_what_is_gone_was_looked_for_twice(found: dict[str, Finding]) -> None:
    assert all(each.looks >= 2 for each in found.values() if each.verdict == "gone")
