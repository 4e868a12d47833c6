"""The browser: lists written by script are read, and nothing that the page asks for gets around the downloader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.browser import find_browser
from demo.server import Answer, PortalServer, Site, page
from tests.crawler.fetching import Outcome, fetch

pytestmark = [
    pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine (make browser installs one)"),
]

LIST = """<html><head><title>政府信息公开年报</title><script src="/list.js"></script>
<script src="/admin/forbidden.js"></script><script src="http://127.0.0.1:OTHER/spy.js"></script>
<link rel="stylesheet" href="/style.css"></head>
<body><img src="/logo.png"><ul id="list"></ul></body></html>"""
SCRIPT = """
fetch('/api/list.json?page=1').then(answer => answer.json()).then(entries => {
  for (const entry of entries) {
    const item = document.createElement('li');
    item.innerHTML = '<a href="' + entry.url + '">' + entry.title + '</a>';
    document.getElementById('list').append(item);
  }
});
"""
DATA = '[{"url": "/2020.html", "title": "泸州市人民政府2020年政府信息公开工作年度报告"}]'
ESCAPES = """<html><body><p id="p">x</p><script>
new WebSocket('ws://127.0.0.1:OTHER/socket');
navigator.sendBeacon('http://127.0.0.1:OTHER/beacon', 'x');
fetch('http://127.0.0.1:OTHER/fetched').catch(() => 0);
window.open('http://127.0.0.1:OTHER/popup');
new Image().src = 'http://127.0.0.1:OTHER/image.png';
setTimeout(() => { location.href = '/elsewhere.html' }, 100);
document.getElementById('p').textContent = 'written by script';
</script></body></html>"""


@pytest.fixture(scope="module")
def portal() -> Iterator[tuple[PortalServer, Site, Site]]:
    site, other = Site("portal"), Site("other")
    with PortalServer([site, other]) as server:
        site.put("/list.html", page(LIST.replace("OTHER", str(other.port))))
        site.put("/list.js", Answer(SCRIPT.encode(), content_type="application/javascript"))
        site.put("/api/list.json?page=1", Answer(DATA.encode(), content_type="application/json"))
        site.put("/escapes.html", page(ESCAPES.replace("OTHER", str(other.port))))
        site.put(
            "/endless.html", page("<html><script>setInterval(() => fetch('/api/list.json?page=1'), 50)</script></html>")
        )
        site.put("/hang.html", page("<html><script>while (true) {}</script></html>"))
        site.put("/gone.html", page("<html>404</html>", status=404))
        yield server, site, other


@pytest.fixture(scope="module")
def outcomes(portal: tuple[PortalServer, Site, Site]) -> dict[str, Outcome]:
    server, site, _ = portal
    names = ("list", "escapes", "endless", "hang", "gone")
    urls = [server.url(site, f"/{name}.html#render") for name in names]
    found = fetch(urls, allowed=[("127.0.0.1", site.port)], BROWSER_TIMEOUT=15, CONCURRENT_REQUESTS_PER_DOMAIN=1)
    return dict(zip(names, found, strict=True))


def test_the_dom_holds_what_the_script_wrote(outcomes: dict[str, Outcome]) -> None:
    assert "泸州市人民政府2020年政府信息公开工作年度报告" in outcomes["list"].body.decode()


def test_the_page_is_captured_as_sent_with_its_dom_beside_it(outcomes: dict[str, Outcome]) -> None:
    (main,) = [one for one in outcomes["list"].captures if one["role"] == "page"]
    assert b"2020.html" not in main["body"]
    assert "2020.html" in main["rendered_dom"]


def test_the_responses_behind_the_page_are_captures_too(outcomes: dict[str, Outcome]) -> None:
    behind = {one["url"].rpartition("/")[2]: one for one in outcomes["list"].captures if one["role"] == "subresource"}
    assert behind["list.json?page=1"]["body"] == DATA.encode()
    assert "list.js" in behind


def test_images_styles_and_what_robots_txt_forbids_are_not_asked_for(
    outcomes: dict[str, Outcome], portal: tuple[PortalServer, Site, Site]
) -> None:
    site = portal[1]
    for path in ("/logo.png", "/style.css", "/admin/forbidden.js", "/favicon.ico"):
        assert site.fetched(path) == 0, path


def test_nothing_reaches_another_private_address(
    outcomes: dict[str, Outcome], portal: tuple[PortalServer, Site, Site]
) -> None:
    assert "written by script" in outcomes["escapes"].body.decode()
    assert portal[2].requests == []


def test_a_page_that_navigates_by_itself_stays_what_it_was(
    outcomes: dict[str, Outcome], portal: tuple[PortalServer, Site, Site]
) -> None:
    assert portal[1].fetched("/elsewhere.html") == 0


def test_a_page_that_never_rests_is_bounded(
    outcomes: dict[str, Outcome], portal: tuple[PortalServer, Site, Site]
) -> None:
    assert outcomes["endless"].error is None
    assert portal[1].fetched("/api/list.json?page=1") < 70


def test_a_page_that_hangs_ends_as_a_timeout_and_keeps_its_capture(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["hang"].error == "DownloadTimeoutError"
    assert [one["status"] for one in outcomes["hang"].captures if one["role"] == "page"] == [200]


def test_a_status_survives_rendering(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["gone"].status == 404


def test_without_a_browser_the_reason_says_what_to_install(portal: tuple[PortalServer, Site, Site]) -> None:
    server, site, _ = portal
    url = server.url(site, "/list.html#render")
    (outcome,) = fetch([url], allowed=[("127.0.0.1", site.port)], BROWSER_EXECUTABLE="/nowhere/chromium")
    assert outcome.error == "NoBrowser"
    assert "install chromium" in outcome.message
