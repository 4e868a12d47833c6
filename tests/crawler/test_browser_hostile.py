"""Pages that mean no good to a browser: each ends with what it showed, and the next one is rendered."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.browser import find_browser
from demo.server import Answer, PortalServer, Request, Site, page
from tests.crawler.fetching import Outcome, fetch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine (make browser installs one)"),
]

WRITES = "<p id=p>plain</p><script>document.getElementById('p').textContent = 'written by script';</script>"
PAGES = {
    "dialogs": "<script>alert('公告'); confirm('确定？'); prompt('姓名'); print();</script>" + WRITES,
    "leaving": "<script>window.onbeforeunload = () => '确定离开？';</script>" + WRITES,
    "timers": "<script>let n = 0; setInterval(() => { document.title = n++ }, 1)</script>" + WRITES,
    "download": "<a id=a href='/file.bin' download>下载</a><script>document.getElementById('a').click()</script>" + WRITES,
    "frame download": "<iframe src='/file.bin'></iframe>" + WRITES,
    "socket": "<script>try { new WebSocket('ws://127.0.0.1:1/') } catch (e) {}</script>" + WRITES,
    "worker": "<script>navigator.serviceWorker && navigator.serviceWorker.register('/sw.js').catch(() => 0)</script>" + WRITES,
    "reload": "<script>setTimeout(() => location.reload(), 50)</script>" + WRITES,
    "popups": "<script>for (let n = 0; n < 30; n++) window.open('/p' + n + '.html')</script>" + WRITES,
    "away": "<script>setTimeout(() => location.replace('/else.html'), 50)</script>" + WRITES,
    "form": "<form id=f action='/else.html' method=post></form><script>setTimeout(() => document.getElementById('f').submit(), 50)</script>" + WRITES,
    "blob": "<script>new Worker(URL.createObjectURL(new Blob(['while(true){}'])))</script>" + WRITES,
    "storage": "<script>try { for (let n = 0; n < 50; n++) localStorage[n] = 'x'.repeat(1e5) } catch (e) {}</script>" + WRITES,
    "history": "<script>history.pushState({}, '', '/other/address.html')</script>" + WRITES,
    "geolocation": "<script>navigator.geolocation.getCurrentPosition(() => 0); Notification.requestPermission && Notification.requestPermission()</script>" + WRITES,
    "grows": "<script>for (let n = 0; n < 20000; n++) document.write('<i>' + n + '</i>')</script>" + WRITES,
}  # fmt: skip


def descendants(of: int) -> list[int]:
    """Every process below one, by the parents that the system names."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        # A process may be gone while it is looked at.
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found, left = [], [of]
    while left:
        parent = left.pop()
        children = [process for process, above in parents.items() if above == parent]
        found += children
        left += children
    return found


def kill_browsers() -> None:
    """The browsers that this test's own crawl started, in the middle of their work."""
    for process in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            command = (Path("/proc") / str(process) / "cmdline").read_bytes()
            if b"--headless" in command and b"--type=" not in command:
                os.kill(process, signal.SIGKILL)


@pytest.fixture(scope="module")
def rendered() -> Iterator[tuple[Site, dict[str, Outcome]]]:
    site = Site("hostile")
    for name, markup in PAGES.items():
        site.put(
            f"/{name.replace(' ', '-')}.html",
            page(f"<html><head><title>{name}</title></head><body>{markup}</body></html>"),
        )
    site.put(
        "/file.bin",
        Answer(b"\0" * 5000, content_type="application/octet-stream", headers=(("Content-Disposition", "attachment"),)),
    )
    site.put("/else.html", page("<p>elsewhere</p>"))
    site.put(
        "/sw.js",
        Answer(
            b"self.addEventListener('fetch', e => e.respondWith(new Response('no')))", content_type="text/javascript"
        ),
    )
    with PortalServer([site]) as server:
        urls = [server.url(site, f"/{name.replace(' ', '-')}.html#render") for name in PAGES]
        found = fetch(urls, allowed=[("127.0.0.1", site.port)], BROWSER_TIMEOUT=30)
        yield site, dict(zip(PAGES, found, strict=True))


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_shows_what_it_wrote_whatever_else_it_tries(
    name: str, rendered: tuple[Site, dict[str, Outcome]]
) -> None:
    outcome = rendered[1][name]
    assert outcome.error is None, outcome.message
    assert "written by script" in outcome.body.decode()


def test_a_page_that_leads_elsewhere_stays_under_its_own_address(rendered: tuple[Site, dict[str, Outcome]]) -> None:
    site, outcomes = rendered
    assert site.fetched("/else.html") == 0
    for name in ("away", "form", "reload", "history"):
        mains = [one for one in outcomes[name].captures if one["role"] == "page"]
        assert len(mains) == 1
        assert "written by script" in mains[0]["rendered_dom"]


def test_no_window_of_a_page_asks_for_anything(rendered: tuple[Site, dict[str, Outcome]]) -> None:
    site, _ = rendered
    assert [
        request.path for request in site.requests if request.path.startswith("/p") and request.path[2:3].isdigit()
    ] == []


def test_a_browser_that_is_killed_costs_its_page_and_no_other() -> None:
    site = Site("killed")
    killed = threading.Event()

    def script(request: Request) -> Answer:
        if not killed.is_set():
            killed.set()
            kill_browsers()
        return Answer(b"document.body.append('late')", content_type="text/javascript")

    site.put("/victim.html", page("<html><body><script src='/slow.js'></script></body></html>"))
    site.handle("/slow.js", script)
    for number in range(3):
        site.put(f"/{number}.html", page(f"<html><body>{WRITES}</body></html>"))
    with PortalServer([site]) as server:
        names = ["victim", "0", "1", "2"]
        urls = [server.url(site, f"/{name}.html#render") for name in names]
        settings = {"BROWSER_PAGES": 1, "DOWNLOAD_SLOTS": {"browser": {"concurrency": 1, "delay": 0, "jitter": 0}}}
        found = dict(
            zip(names, fetch(urls, allowed=[("127.0.0.1", site.port)], BROWSER_TIMEOUT=20, **settings), strict=True)
        )
    assert killed.is_set()
    assert found["victim"].error in ("BrowserFailed", "DownloadTimeoutError")
    assert [one["status"] for one in found["victim"].captures if one["role"] == "page"] == [200]
    for name in names[1:]:
        assert found[name].error is None, found[name].message
        assert "written by script" in found[name].body.decode()
