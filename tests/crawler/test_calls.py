"""What a rendered page's calls teach: further pages, other columns, branches, the addresses of entries."""

from __future__ import annotations

import json

from crawler.discovery.calls import address_of, columns, filled, things
from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, FoundLink, Page
from crawler.discovery.turning import Call

BASE = "http://a.test"
JSON = (("Content-Type", "application/json"),)
HTML = (("Content-Type", "text/html; charset=utf-8"),)
TREE = [
    {"id": 2000, "name": "公开指南", "children": []},
    {"id": 2299, "name": "政府信息公开年报", "children": [{"id": 2300, "name": "本级", "children": []}]},
]


def answered(path: str, data: object, sent: bytes = b"", kind: str = "") -> Answer:
    body = json.dumps(data, ensure_ascii=False).encode()
    return Answer(BASE + path, 200, JSON, body, method="POST" if sent else "GET", sent=sent, sent_type=kind)


def rendered(markup: str, *behind: Answer) -> Page:
    body = f"<html><body>{markup}</body></html>".encode()
    answer = Answer(f"{BASE}/nb/", 200, HTML, body, rendered=True, behind=behind)
    return examine(answer, jurisdiction="510500", families=())


def test_a_list_is_asked_for_every_column_that_a_tree_names() -> None:
    links = list(columns(Call(f"{BASE}/api/list?column_id=2000&page=1"), False, things(TREE)))
    assert {(link.url, link.text, link.heading) for link in links} == {
        (f"{BASE}/api/list?column_id=2299&page=1", "政府信息公开年报", ""),
        (f"{BASE}/api/list?column_id=2300&page=1", "本级", "政府信息公开年报"),
    }


def test_a_number_that_no_column_bears_teaches_nothing() -> None:
    assert list(columns(Call(f"{BASE}/api/list?column_id=9999&page=2000"), False, things(TREE))) == []


def test_dated_entries_are_no_columns() -> None:
    entries = [{"id": 2000 + n, "title": f"公告{n}", "publishDate": "2021-01-01"} for n in range(3)]
    assert list(columns(Call(f"{BASE}/api/list?id=2000"), False, things(entries))) == []


def test_only_branches_of_a_tree_are_asked_for() -> None:
    answer = [
        {"id": "33", "name": "政府信息公开", "isParent": True},
        {"id": "31", "name": "财政", "isParent": False},
        {"id": "34", "name": "其他", "isParent": "true"},
    ]
    links = list(columns(Call(f"{BASE}/tree.do?id=3"), True, things(answer)))
    assert [(link.url, link.text) for link in links] == [
        (f"{BASE}/tree.do?id=33", "政府信息公开"),
        (f"{BASE}/tree.do?id=34", "其他"),
    ]
    root = columns(Call(f"{BASE}/tree.do"), True, things(answer))
    assert [link.url for link in root] == [f"{BASE}/tree.do?id=33", f"{BASE}/tree.do?id=34"]


def test_the_address_of_an_entry_is_learned_from_the_links_of_others() -> None:
    known = things([{"articleId": f"k{n}", "title": f"{n}年报告"} for n in (2019, 2020, 2021)])
    links = [FoundLink(f"{BASE}/#/view/k{n}", f"{n}年报告") for n in (2019, 2020)]
    template = address_of(known, links)
    assert template == f"{BASE}/#/view/{{articleId}}"
    assert filled(template, known[2]) == f"{BASE}/#/view/k2021"


def test_links_that_do_not_agree_teach_no_address() -> None:
    known = things([{"id": n, "title": f"第{n}号报告"} for n in (1, 2)])
    links = [FoundLink(f"{BASE}/a/1.html", "第1号报告"), FoundLink(f"{BASE}/b/7.html", "第2号报告")]
    assert address_of(known, links) == ""


def test_the_next_page_of_a_posted_list_is_posted() -> None:
    rows = [{"title": f"{year}年政府信息公开工作年度报告", "url": f"/c/{year}.html"} for year in range(2018, 2024)]
    sent = b'{"channel":"nb","current":1}'
    markup = "<ul><li><a href='/c/2023.html'>x</a></ul>"
    page = rendered(markup, answered("/list", {"total": 11, "records": rows}, sent, "application/json"))
    pagers = [link for link in page.links if link.kind == "pager"]
    assert [(link.url, link.method, link.body) for link in pagers] == [
        (f"{BASE}/list", "POST", b'{"channel":"nb","current":2}')
    ]
    assert dict(pagers[0].headers) == {"Content-Type": "application/json"}
    assert f"{BASE}/c/2018.html" in {link.url for link in page.links}
    assert page.list_state is not None
    assert page.list_state.total_entries == 11


def test_a_list_that_came_whole_is_not_asked_for_more() -> None:
    rows = [{"title": f"{year}年政府信息公开工作年度报告", "url": f"/c/{year}.html"} for year in range(2018, 2024)]
    page = rendered("<p>x</p>", answered("/list?page=1", {"total": 6, "rows": rows}))
    assert [link for link in page.links if link.kind == "pager"] == []


def test_what_came_behind_and_is_no_list_is_left_alone() -> None:
    odd = Answer(f"{BASE}/x", 200, JSON, b"{" * 100_000)
    refused = Answer(f"{BASE}/y?page=1", 500, JSON, b'{"rows":[{"title":"a b","url":"/a.html"}]}')
    page = rendered("<p>x</p>", odd, refused)
    assert page.links == ()


def test_entries_without_an_address_get_the_learned_one() -> None:
    body = json.dumps({"total": 2, "rows": [{"key": "a7", "title": "2019年报告"}]}).encode()
    answer = Answer(f"{BASE}/list?page=2", 200, JSON, body)
    page = examine(answer, jurisdiction="510500", families=(), context={"address": f"{BASE}/#/v/{{key}}"})
    assert [(link.url, link.text) for link in page.links] == [(f"{BASE}/#/v/a7", "2019年报告")]


def test_a_number_in_the_path_is_a_column_of_the_tree_that_the_page_holds() -> None:
    tree = json.dumps(TREE, ensure_ascii=False)
    rows = {"articles": [{"title": "一则公告", "url": "/c/1.html"}], "total": 1}
    page = rendered(
        f"<script>window.CONFIG = {{ BASE: '/g', TREE: {tree} }};</script>", answered("/api/all/2000", rows)
    )
    found = {(link.url, link.text) for link in page.links if link.group == "columns"}
    assert found == {(f"{BASE}/api/all/2299", "政府信息公开年报"), (f"{BASE}/api/all/2300", "本级")}


def test_data_that_admits_its_failure_is_no_end_of_a_list() -> None:
    def seen(data: object) -> Page:
        return examine(answered("/list?page=2", data), jurisdiction="510500", families=())

    assert seen({"success": False, "code": "500", "data": None}).verdict == "server_error"
    assert seen({"status": 403, "message": "no"}).verdict == "server_error"
    assert seen({"success": True, "rows": []}).verdict == "ok"
    assert seen({"code": 0, "data": []}).verdict == "ok"


def test_markup_in_data_says_how_much_there_is() -> None:
    markup = (
        '<ul><li><a href="/c/1.html">第一则公告</a></li></ul><div class="p" pagecount="3" count="24" rows="8"></div>'
    )
    page = examine(answered("/unit?pageNo=1", {"data": {"html": markup}}), jurisdiction="510500", families=())
    assert page.list_state is not None
    assert (page.list_state.total_pages, page.list_state.total_entries) == (3, 24)
    assert [link.url for link in page.links if link.kind == "pager"] == [f"{BASE}/unit?pageNo=2"]


def test_data_that_says_nothing_follows_ends_its_list() -> None:
    markup = "".join(f'<a href="/c/{n}.html">第{n}则公告公示</a>' for n in range(6))
    for more, pages in ((True, 1), (False, 0)):
        page = examine(answered("/api?offset=6", {"html": markup, "more": more}), jurisdiction="510500", families=())
        assert len([link for link in page.links if link.kind == "pager"]) == pages
