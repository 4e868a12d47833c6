"""Pagers of libraries: how many pages by their options, the addresses by their callback."""

from __future__ import annotations

import pytest

from crawler.discovery.components import read_component
from crawler.discovery.page import Answer
from crawler.discovery.view import View

URL = "http://a.gov.cn/zwgk/list.jsp?cid=41"


def read(script: str, url: str = URL) -> tuple[list[str], int | None, int | None] | None:
    """The addresses of the other pages without their host, and what is said of pages and entries."""
    markup = f"<html><body><div id='p'></div><script>{script}</script></body></html>"
    listing = read_component(View(Answer(url, 200, (("Content-Type", "text/html"),), markup.encode())))
    if listing is None or listing.state is None:
        return None
    paths = [link.url.removeprefix("http://a.gov.cn") for link in listing.more]
    return paths, listing.state.total_pages, listing.state.total_entries


LAYPAGE = """layui.use('laypage', function(){ var laypage = layui.laypage;
  laypage.render({ elem: 'p' ,count: 14 ,limit: 6 ,curr: 1
    ,jump: function(obj, first){ if(!first){ location.href = '/list?cid=41&page=' + obj.curr; } } }); });"""


def test_entries_and_size_tell_the_pages_of_a_pager_that_goes_to_an_address() -> None:
    assert read(LAYPAGE) == (["/list?cid=41&page=2", "/list?cid=41&page=3"], 3, 14)


@pytest.mark.parametrize(
    ("script", "second"),
    [
        (
            "kkpager.generPageHtml({pno: 1, total: 3, totalRecords: 30, hrefFormer: 'list', hrefLatter: '.html',"
            " getLink: function(n){ return this.hrefFormer + '_' + n + this.hrefLatter; }});",
            "/zwgk/list_2.html",
        ),
        (
            "$('#p').bootstrapPaginator({currentPage: 1, totalPages: 3, pageUrl: function(type, page, current){ return '?cid=41&p=' + page; }});",
            "/zwgk/list.jsp?cid=41&p=2",
        ),
        (
            "$('.M-box').pagination({pageCount: 3, current: 1, callback: function(api){ window.location.href = 'list.jsp?cid=41&pn=' + api.getCurrent(); }});",
            "/zwgk/list.jsp?cid=41&pn=2",
        ),
        (
            "var n = 3; $.jqPaginator('#p', { totalPages: n, currentPage: 1, onPageChange: (num, type) => { if (type === 'change') location.assign('/l/' + num + '.html'); } });",
            "/l/2.html",
        ),
        (
            "$('#p').pagination(28, { items_per_page: 10, num_edge_entries: 1, callback: function(index){ location.href = '/l?page=' + (index + 1); } });",
            "/l?page=2",
        ),
        (
            "var n = 28; $('#p').pagination(n, { items_per_page: 10, num_display_entries: 5, callback: function(index){ location.href = '/l?page=' + index; } });",
            "/l?page=1",
        ),
        (
            "new Pager({ total: 30, pageSize: 10, onChange: page => location.href = '/l?start=' + (page - 1) });",
            "/l?start=1",
        ),
    ],
)
def test_the_callbacks_of_the_usual_libraries_are_read(script: str, second: str) -> None:
    found = read(script)
    assert found is not None
    assert found[0][0] == second
    assert (len(found[0]), found[1]) == (2, 3)


@pytest.mark.parametrize(
    "script",
    [
        "laypage.render({count: 14, limit: 6, jump: function(obj){ load(obj.curr); }});",
        "laypage.render({elem: 'p', jump: function(obj){ location.href = '/l?page=' + obj.curr; }});",
        "laypage.render({count: 14, limit: 6, jump: function(obj){ location.href = '/l?page=' + obj.curr * 2; }});",
        "laypage.render({count: 14, limit: 6, jump: function(obj){ location.href = '/l?page=' + next(obj); }});",
        "laypage.render({count: 9000000, limit: 1, jump: function(obj){ location.href = '/l?page=' + obj.curr; }});",
        "var page = {total: 3, open: function(id){ window.open('/x'); }};",
    ],
)
def test_what_does_not_say_how_many_pages_or_where_is_no_pager(script: str) -> None:
    assert read(script) is None


def test_the_page_that_is_shown_is_not_asked_for() -> None:
    found = read(LAYPAGE.replace("curr: 1", "curr: 2"))
    assert found is not None
    assert found[0] == ["/list?cid=41&page=1", "/list?cid=41&page=3"]
