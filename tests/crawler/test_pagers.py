"""Pagers of pages: told by their address, and owned up to where only a script knows them."""

from __future__ import annotations

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page

BASE = "http://a.test"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
LIST = "".join(f'<li><a href="/c{n}.html">第{n}号公告</a><span>2021-01-0{n}</span></li>' for n in range(1, 6))


def listed(path: str, pager: str, *, rendered: bool = False) -> Page:
    markup = f"<html><body><ul>{LIST}</ul>{pager}</body></html>"
    return examine(
        Answer(BASE + path, 200, HTML, markup.encode(), rendered=rendered), jurisdiction="510500", families=()
    )


def pagers(page: Page) -> set[str]:
    return {link.url.removeprefix(BASE) for link in page.links if link.kind == "pager"}


@pytest.mark.parametrize(
    ("path", "pager", "further"),
    [
        ("/?cat=5", '<a href="/?cat=5&paged=2">← 旧</a>', "/?cat=5&paged=2"),
        ("/?cat=5", '<a href="/?cat=5&paged=2">较旧文章</a>', "/?cat=5&paged=2"),
        (
            "/list.jsp?tree=7",
            '<a href="?a4t=3&a4p=2&a4c=7&tree=7">下</a>',
            "/list.jsp?a4t=3&a4p=2&a4c=7&tree=7",
        ),
    ],
)
def test_the_pages_own_address_with_another_number_is_a_page_of_the_list(path: str, pager: str, further: str) -> None:
    assert pagers(listed(path, pager)) == {further}


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="/?cat=6&paged=2">更多</a>',
        '<a href="/?cat=5&page=2021">2021年</a>',
        '<a href="/?cat=5&id=2">财政局</a>',
        '<a href="/?cat=5&page=2">一个很长的标题说的是别的事情</a>',
    ],
    ids=["another column", "a year", "another thing", "a title"],
)
def test_other_addresses_are_none(pager: str) -> None:
    assert pagers(listed("/?cat=5", pager)) == set()


def test_an_entity_without_its_end_is_a_parameter() -> None:
    page = listed("/nb/", "<a href='javascript:;' onclick=\"turn('/ui?pageId=1&currentPage=2')\">2</a>")
    assert f"{BASE}/ui?pageId=1&currentPage=2" in {link.url for link in page.links}


def test_a_pager_that_only_its_script_knows_is_said_to_be_unread_and_left_to_the_browser() -> None:
    script = "<script src='count.js'></script><script>showPager(countPage, 1, 'list', 'html');</script>"
    page = listed("/nb/list.html", script)
    assert page.list_state is not None
    assert page.list_state.unread
    assert page.needs_browser == page.list_state.unread
    again = listed("/nb/list.html", script, rendered=True)
    assert again.needs_browser is None
    assert again.list_state is not None
    assert again.list_state.unread


@pytest.mark.parametrize(
    "call",
    [
        'pageList(67,12,1,"index","html","fy")',
        "fenye('fy', 6, 0, 'list', 'shtml', 67)",
        'show_fy(1, 6, "index", "jsp")',
        'xw.turn("6", "1", "index", "html")',
    ],
)
def test_a_call_that_is_handed_counts_and_a_files_name_makes_a_pager_whatever_it_is_called(call: str) -> None:
    assert listed("/nb/", f"<div id=fy></div><script>{call};</script>").needs_browser


@pytest.mark.parametrize(
    "call", ['pageList(3,12,1,"index","html")', 'load(12,"/nav/top.html")', 'fenye(1,1,"a","html")']
)
def test_a_call_that_is_handed_one_pages_counts_or_none_makes_no_pager(call: str) -> None:
    assert not listed("/nb/", f"<div id=fy></div><script>{call};</script>").needs_browser


def test_an_address_without_a_word_that_counts_pages_in_a_store_of_data_is_the_lists_next_group() -> None:
    store = "<script type='text/xml'><datastore><nextgroup><![CDATA[<a href=\"/proxy.jsp?page=1&col=7\"></a>]]></nextgroup></datastore></script>"
    assert pagers(listed("/nb/", store)) == {"/proxy.jsp?page=1&col=7"}


def test_records_in_xml_that_say_how_many_pages_there_are_lead_to_the_next() -> None:
    rows = "".join(f"<record><![CDATA[<a href='/a/{n}.html'>通知{n}</a>]]></record>" for n in range(5))
    body = f"<datastore><totalpage>3</totalpage><recordset>{rows}</recordset></datastore>".encode()
    for number, further in (("1", {"/proxy.jsp?page=2&col=7"}), ("3", set())):
        answer = Answer(f"{BASE}/proxy.jsp?page={number}&col=7", 200, (("Content-Type", "text/xml"),), body)
        assert pagers(examine(answer, jurisdiction="510500", families=())) == further


def test_further_pages_that_are_guessed_beside_a_component_are_left_to_the_browser() -> None:
    rows = "".join(f"<li><a href='/a/{n}.html'>关于某事的通知第{n}号</a></li>" for n in range(9))
    page = listed("/nb/", f"<ul>{rows}</ul><script>$('#p').whjPaging({{totalPage: 3, callBack: turn}});</script>")
    assert page.needs_browser


ROWS = "".join(f"<li><a href='/a/{n}.html'>关于某事的通知第{n}号</a></li>" for n in range(9))


@pytest.mark.parametrize(
    "place",
    [
        '<div id="fenye"></div><script>fenye(5,1);</script>',
        '<div class="list-page"></div>',
        '<td><span id="pageBar"></span></td><script>show(5,1)</script>',
    ],
)
def test_an_empty_place_for_a_pager_is_unread_until_its_script_ran(place: str) -> None:
    body = f"<ul>{ROWS}</ul>{place}<script src='/js/fenye.js'></script>"
    assert "place of its pager" in (listed("/nb/", body).needs_browser or "")
    state = listed("/nb/", body, rendered=True).list_state
    assert state is None or not state.unread


@pytest.mark.parametrize(
    "place",
    [
        '<div id="fenye"></div><script>fenye(1,1);</script>',
        '<div class="homepage"></div>',
        '<div class="page">第1页/共1页</div>',
    ],
)
def test_a_place_for_one_page_or_for_none_is_not_waited_for(place: str) -> None:
    body = f"<ul>{ROWS}</ul>{place}<script src='/js/fenye.js'></script>"
    assert listed("/nb/", body).needs_browser is None


def test_a_pager_of_one_page_has_been_read() -> None:
    page = listed("/nb/list.html", "<script>createPageHTML(1, 0, 'index', 'html');</script>")
    assert page.list_state is not None
    assert page.list_state.unread == ""
    assert page.needs_browser is None


def test_an_empty_element_that_the_script_names_may_be_filled() -> None:
    assert listed("/gk/", '<div id="tree"></div><script>load("#tree")</script>').unfilled
    assert not listed("/gk/", '<div id="hits"></div><script>load("#hits")</script>').unfilled
    assert not listed("/gk/", '<div id="tree"></div>').unfilled
    assert not listed("/gk/", '<div id="tree"></div><script>load("#tree")</script>', rendered=True).unfilled


def test_a_page_for_small_screens_is_followed_only_where_there_is_no_other() -> None:
    script = 'if(small){location.href="/m/";}else{top.location="/home.html";}'
    both = examine(
        Answer(f"{BASE}/", 200, HTML, f"<html><script>{script}</script></html>".encode()), jurisdiction="510500"
    )
    assert [link.url for link in both.links] == [f"{BASE}/home.html"]
    alone = examine(
        Answer(f"{BASE}/", 200, HTML, b"<html><script>location.href='/m/';</script></html>"), jurisdiction="510500"
    )
    assert [link.url for link in alone.links] == [f"{BASE}/m/"]


def test_a_button_for_more_is_an_unread_pager_and_a_link_for_more_is_none() -> None:
    pressed = listed("/nb.html", '<button id="more">加载更多</button><script src="/m.js"></script>')
    assert pressed.list_state is not None
    assert pressed.list_state.unread
    assert pressed.needs_browser
    linked = listed("/nb.html", '<a href="/all.html">查看更多</a><script src="/m.js"></script>')
    assert linked.list_state is not None
    assert not linked.list_state.unread


def test_the_address_of_a_first_page_in_a_script_leads_to_the_second() -> None:
    script = 'var first = "/label/8?column=7&pageIndex=1&size=6"; show({pageCount: 3});'
    assert pagers(listed("/nb/", f"<script>{script}</script>")) == {"/label/8?column=7&pageIndex=2&size=6"}


def test_a_script_that_puts_a_number_behind_the_pages_own_address_names_the_second_page() -> None:
    script = "document.onclick = function (e) { location.href = location.pathname + '?page=' + e.target.id; }"
    assert pagers(listed("/list/73.html", f"共3页<script>{script}</script>")) == {"/list/73.html?page=2"}


@pytest.mark.parametrize(
    ("path", "number", "to", "is_pager"),
    [
        ("/gk/393.html", "2", "/gk/393_2.html", True),
        ("/gk/nb/", "2", "/gk/nb/index_1.html", True),
        ("/gk/nb/", "2", "/gk/nb/list_2.html", True),
        ("/gk/nb/subpage.html", "2", "/gk/nb/2.html", True),
        ("/gk/nb/subpage.html", "2", "/gk/2.html", False),
        ("/gk/nb/subpage.html", "2", "/gk/nb/3.html", False),
        ("/gk/393.html", "2", "/gk/394.html", False),
        ("/gk/393.html", "7", "/gk/393_2.html", False),
        ("/gk/nb/", "2", "/gk/zn/index_2.html", False),
    ],
)
def test_a_lone_number_is_a_pager_of_two_pages_where_its_address_is_the_pages_own_with_it(
    path: str, number: str, to: str, *, is_pager: bool
) -> None:
    assert pagers(listed(path, f'<div><b>1</b><a href="{to}">{number}</a></div>')) == ({to} if is_pager else set())
