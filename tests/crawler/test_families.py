"""Each family is known by its own portal's marks, on any host, and reads its lists as its system pages them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from crawler.discovery.page import Answer, Visit
from crawler.discovery.view import View
from crawler.families import FAMILIES, recognise
from tests.crawler.portals import systems
from tests.crawler.portals.site import Site


def view(url: str, body: str, media: str = "text/html") -> View:
    return View(Answer(url, 200, (("Content-Type", f"{media}; charset=utf-8"),), body.encode()))


def more(url: str, body: str, family: str, media: str = "text/html") -> list[str]:
    listing = FAMILIES[family].listing(view(url, body, media))
    assert listing is not None
    return [link.url for link in listing.more]


def test_every_file_defines_a_family_of_its_name_with_evidence_and_a_body() -> None:
    for name, family in FAMILIES.items():
        assert family.name == name
        assert len(family.evidence) > 20
        assert family.body.body
        assert family.body.family == name


def test_every_family_has_a_made_up_portal_to_be_measured_on() -> None:
    assert {build(0).family for build in systems.ALL} == set(FAMILIES)


@pytest.mark.parametrize("build", systems.ALL, ids=lambda build: build.__name__)
def test_a_portal_of_a_system_is_recognised_whatever_its_host(build: Callable[[int], Site]) -> None:
    site = build(0)
    known = set()
    for path in site.pages:
        answer = site.answer(Visit(site.base + path))
        moved = Answer(answer.url.replace(site.base, "http://10.1.2.3:8080"), 200, answer.headers, answer.body)
        found = recognise(moved)
        if found is not None:
            known.add(found[0].name)
    assert known == {site.family}


def test_a_page_without_marks_belongs_to_no_family() -> None:
    assert recognise(view("http://a.test/news/1.html", "<html><body><a href='/x.html'>x</a></body></html>")) is None


def test_trs_pages_counted_from_0_run_to_the_last_but_one() -> None:
    body = '<script>createPageHTML(4, 0, "index", "html");</script>'
    assert more("http://a.test/nb/", body, "trs") == [f"http://a.test/nb/index_{n}.html" for n in (1, 2, 3)]


def test_trs_pages_counted_from_1_run_to_the_last() -> None:
    body = '<script>var currentPage = 1; var countPage = 3; document.write(\'<a href="index"+"_"+n+"."+"shtml">\')</script>'
    assert "http://a.test/nb/index_3.shtml" in more("http://a.test/nb/index.shtml", body, "trs")


def test_a_trs_list_of_one_page_has_no_other() -> None:
    assert more("http://a.test/nb/", '<script>createPageHTML(1, 0, "index", "html");</script>', "trs") == []


def test_ucap_pages_count_from_1_and_the_first_is_the_bare_name() -> None:
    body = "<script>createPageHTML('page_div',3, 1,'zwgklist','shtml',45);</script>"
    listing = FAMILIES["ucap"].listing(view("http://a.test/x/zwgklist.shtml", body))
    assert listing is not None
    assert [link.url for link in listing.more] == [
        "http://a.test/x/zwgklist_2.shtml",
        "http://a.test/x/zwgklist_3.shtml",
    ]
    assert listing.state is not None
    assert (listing.state.total_entries, listing.state.total_pages) == (45, 3)


def test_shanghai_pages_count_from_1_by_the_total_that_its_pager_is_given() -> None:
    body = """<ul class="tadaty-list uli14 nowrapli list-date"><li><a href="/nw12344/20200101/0a.html">通知</a></li></ul><div id="pagination"></div>
    <script>$("#pagination").whjPaging({css: 'css-2', totalSize: 41, totalPage: 3, showPageNum: 5, callBack: turn});</script>"""
    assert more("http://a.test/nw12344/index.html", body, "shanghai") == [
        "http://a.test/nw12344/index_2.html",
        "http://a.test/nw12344/index_3.html",
    ]


def test_hanweb_asks_for_the_records_that_the_page_does_not_hold() -> None:
    body = (
        "<script type='text/xml'><datastore><nextgroup><![CDATA[<a href=\"/module/web/jpage/dataproxy.jsp?page=1&webid=3&columnid=9"
        "&unitid=77\"></a>]]></nextgroup><recordset><record><![CDATA[<a href='/art/2020/1/2/art_9_1.html'>甲</a>]]></record></recordset>"
        "</datastore></script><script>jpage({totalRecord:100, perPage:15});</script>"
    )
    listing = FAMILIES["hanweb"].listing(view("http://a.test/col/col9/index.html", body))
    assert listing is not None
    assert [link.url for link in listing.entries] == ["http://a.test/art/2020/1/2/art_9_1.html"]
    assert all(
        link.method == "POST" and b"columnid=9" in link.body and b"unitid=77" in link.body for link in listing.more
    )
    assert "startrecord=1&endrecord=45&perpage=15" in listing.more[0].url
    assert "endrecord=100" in listing.more[-1].url


def test_jpaas_asks_its_unit_and_then_for_the_pages_that_are_left() -> None:
    shell = "<script url='/api-gateway/jpaas-publish-server/front/page/build/unit' queryData=\"{'webId':'3','pageId':'9','tagId':'list'}\"></script>"
    call = more("http://a.test/col/", shell, "jpaas")[0]
    assert "pageId=9" in call
    answer = json.dumps(
        {"data": {"html": '<ul><li><a href=\'/a.html\'>某某年度的报告</a></li></ul><div rows="1" count="2"></div>'}}
    )
    following = more(call, answer, "jpaas", "application/json")
    assert len(following) == 1
    assert "%22pageNo%22%3A2" in following[0]


def test_gkmlpt_reads_its_tree_and_its_articles() -> None:
    script = '<script>window._CONFIG = {"SITE_ID": 7, "TREE": [{"id": 3, "name": "年报", "children": [{"id": 4, "name": "部门"}]}]};</script>'
    listing = FAMILIES["gkmlpt"].listing(view("http://a.test/x/gkmlpt/index", script))
    assert listing is not None
    assert [(link.text, link.url) for link in listing.entries] == [
        ("年报", "http://a.test/x/gkmlpt/api/all/3?page=1&sid=7"),
        ("部门", "http://a.test/x/gkmlpt/api/all/4?page=1&sid=7"),
    ]
    detail = (
        '<script>window._CONFIG = {"DETAIL": {"title": "题", "content": "<p>正文</p>", "date": 1580000000}};</script>'
    )
    article = FAMILIES["gkmlpt"].article(view("http://a.test/gkmlpt/content/post_1.html", detail))
    assert article is not None
    assert "<p>正文</p>" in article
    assert "2020-01-26" in article


def test_lonsun_asks_for_a_departments_reports_and_the_pages_after() -> None:
    script = "<script>$.get('/site/label/8888', {labelName: 'publicInfoList', siteId: '5'});</script>"
    call = more("http://a.test/public/column/12?type=3", script, "lonsun")[0]
    assert "organId=12" in call
    assert "type=3" in call
    following = more(call, "<ul></ul><script>pageCount: 3</script>", "lonsun")
    assert ["pageIndex=2" in following[0], "pageIndex=3" in following[1]] == [True, True]


def test_easysite_pages_stand_in_tagname() -> None:
    body = "<input totalpage='3'><a tagname='/x/list-2.html' onclick=\"queryArticleByCondition(this,'/x/list-2.html')\">2</a>"
    assert more("http://a.test/x/list-1.html", body, "easysite") == [
        "http://a.test/x/list-2.html",
        "http://a.test/x/list-3.html",
    ]


def test_easysite_asks_for_any_page_by_the_ids_of_page_and_module() -> None:
    body = (
        "<input type='hidden' id='eprotalCurrentPageId' value='56343'><input name='article_paging_list_hidden' totalpage='4' moduleid='37611fb9'>"
        "<a tagname='/x/37611fb9-2.html' onclick=\"queryArticleByCondition(this,'/x/37611fb9-2.html')\">2</a><a tagname='[LASTPAGE]'>尾页</a>"
    )
    assert more("http://a.test/x/index.html", body, "easysite") == [
        "http://a.test/x/37611fb9-2.html",
        "http://a.test/eportal/ui?pageId=56343&currentPage=3&moduleId=37611fb9&staticRequest=yes",
        "http://a.test/eportal/ui?pageId=56343&currentPage=4&moduleId=37611fb9&staticRequest=yes",
    ]


def test_a_mirror_is_never_an_official_source() -> None:
    assert FAMILIES["wiki_mirror"].source_kind == "mirror"
    assert all(family.source_kind == "official" for name, family in FAMILIES.items() if name != "wiki_mirror")
