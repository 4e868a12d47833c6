"""What a page shows only after something on it was pressed: what is pressed, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.browser import find_browser
from crawler.discovery.behind import with_data
from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page
from crawler.discovery.view import View
from demo.server import Answer as Served
from demo.server import PortalServer, Site, page
from tests.crawler.fetching import fetch

TABS = """<html><head><title>政府信息公开年报</title></head><body><ul class="tabs"><li data-k="zf">政府年报</li><li data-k="bm">部门年报</li><li data-k="tz">通知公告</li></ul>
<select onchange="ask('y' + this.value)"><option value="0">2020年</option><option value="1">2019年</option></select><div id="box"></div><div id="pages"></div>
<script>var kind = 'zf', page = 1;
function ask(k) { fetch('/data/' + k).then(r => r.json()).then(d => { document.getElementById('box').innerHTML = d.map(t => '<p class="row">' + t + '</p>').join(''); }); }
function list() { ask(kind + page); document.getElementById('pages').innerHTML = page < 3 ? '<a class="next">下一页</a>' : ''; }
document.addEventListener('click', e => { var t = e.target.closest('.tabs li'); if (t) { kind = t.dataset.k; page = 1; list(); }
  if (e.target.matches('.next')) { page++; list(); } if (e.target.matches('.row')) window.open('/detail/' + e.target.textContent.length); }); list();</script></body></html>"""


@pytest.fixture(scope="module")
def asked() -> Iterator[list[str]]:
    if find_browser() is None:
        pytest.skip("no Chromium on this machine (make browser installs one)")
    site = Site("pressed")
    with PortalServer([site]) as server:
        site.put("/nb.html", page(TABS))
        for name in ("zf1", "zf2", "zf3", "bm1", "bm2", "bm3", "tz1", "y1"):
            body = f'["泸州市2020年政府信息公开工作年度报告{name}"]'
            site.put(f"/data/{name}", Served(body.encode(), content_type="application/json"))
        fetch(
            [server.url(site, "/nb.html#render")], allowed=[("127.0.0.1", site.port)], CONCURRENT_REQUESTS_PER_DOMAIN=1
        )
        yield [request.path for request in site.requests]


def test_tabs_of_reports_are_pressed_and_their_pages_turned(asked: list[str]) -> None:
    assert {f"/data/{kind}{n}" for kind in ("zf", "bm") for n in (1, 2, 3)} <= set(asked)


def test_years_of_a_select_box_are_chosen(asked: list[str]) -> None:
    assert "/data/y1" in asked


def test_tabs_of_anything_else_are_left_alone(asked: list[str]) -> None:
    assert "/data/tz1" not in asked


def test_windows_that_an_entry_would_open_are_not_asked_for(asked: list[str]) -> None:
    assert not any(path.startswith("/detail/") for path in asked)


URL = "http://a.test/nb.html"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
SHOWN = "<html><head><title>政府信息公开年报</title></head><body><div id='list'></div></body></html>"


def rendered(*behind: Answer) -> Page:
    return examine(Answer(URL, 200, HTML, SHOWN.encode(), rendered=True, behind=behind), jurisdiction="510500")


def test_what_it_showed_after_a_press_counts_as_shown() -> None:
    state = "<html><body><ul><li><a href='/a/7.html'>泸州市2020年政府信息公开工作年度报告</a></li></ul></body></html>"
    found = rendered(Answer(URL, 200, HTML, state.encode(), rendered=True))
    assert [link.url for link in found.links] == ["http://a.test/a/7.html"]


def test_where_an_empty_page_went_by_itself_is_followed() -> None:
    left = Answer(URL, 200, (("Refresh", "0; url=http://a.test/home/"),), b"")
    view = View(Answer(URL, 200, HTML, b"", rendered=True, behind=(left,)))
    found = with_data(Page(URL, "empty"), view, lambda each: None)
    assert (found.verdict, [(link.kind, link.url) for link in found.links]) == (
        "stub",
        [("refresh", "http://a.test/home/")],
    )


def test_two_opened_entries_tell_the_addresses_of_the_others() -> None:
    rows = ",".join(
        f'{{"contentId": {n}, "contentTitle": "泸州市20{n}年政府信息公开工作年度报告"}}' for n in (17, 18, 19)
    )
    data = Answer(
        "http://a.test/api/list", 200, (("Content-Type", "application/json"),), f'{{"rows": [{rows}]}}'.encode()
    )
    opened = "".join(f"<a href='/detail/{n}'>泸州市20{n}年政府信息公开工作年度报告</a>" for n in (17, 18))
    found = rendered(data, Answer(URL, 200, HTML, f"<html><body>{opened}</body></html>".encode(), rendered=True))
    assert {link.url for link in found.links} == {f"http://a.test/detail/{n}" for n in (17, 18, 19)}


def test_a_text_that_is_asked_for_by_its_number_is_asked_for_by_the_others_too() -> None:
    body = (
        "".join(f"<p>{part}</p>" for part in ("一、总体情况", "二、主动公开", "三、收到和处理申请", "四、行政复议"))
        + "<p>全年工作有序推进。</p>" * 30
    )
    text = Answer(
        "http://a.test/api/one?infoId=17",
        200,
        (("Content-Type", "application/json"),),
        f'{{"title": "泸州市2017年政府信息公开工作年度报告", "html": "{body}"}}'.encode(),
    )
    rows = ",".join(f'{{"infoId": "{n}", "title": "泸州市20{n}年政府信息公开工作年度报告"}}' for n in (17, 18))
    data = Answer(
        "http://a.test/api/list", 200, (("Content-Type", "application/json"),), f'{{"rows": [{rows}]}}'.encode()
    )
    found = rendered(data, text)
    assert {link.url for link in found.links} >= {"http://a.test/api/one?infoId=17", "http://a.test/api/one?infoId=18"}
