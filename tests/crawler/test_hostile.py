"""Portals that mean no good, or no sense: the crawl goes on, says what happened, and finds the report among them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from demo import portals
from demo.server import Answer, PortalServer, Request, Site, gzip_bomb, page
from storage.archive import Archive
from storage.capture import Capture
from tests.commands import Result, Workplace

CODE = "350111"
REPORT = "/show.asp?id=1221"
HOSTILE = {
    "huge": Answer(b"<html>" + b"a" * 6_000_000),
    "bomb": gzip_bomb(200_000_000),
    "drip": Answer(b"<html>" + b"x" * 100_000, drip=5_000),
    "nested": page("<html>" + "<div>" * 100_000 + "政府信息公开工作年度报告"),
    "spans": page(
        "<html><table>" + "<tr><td colspan=999999999 rowspan=999999999>政府信息公开年报</td></tr>" * 50 + "</table>"
    ),
    "nul": Answer("<html>\x00政府\x00信息公开年报\x00".encode(), content_type="text/html"),
    "lie": Answer(b"%PDF-1.7\n" + b"\x00\xff" * 5_000, content_type="text/html; charset=utf-8"),
    "broken": Answer(b"\x1f\x8b\x08\x00" + b"\xff" * 500, headers=(("Content-Encoding", "gzip"),)),
    "cut": Answer(b"<html>" + b"y" * 50_000, cut=10_000),
    "loop": Answer(status=302, headers=(("Location", "/loop.html"),)),
    "scheme": Answer(status=302, headers=(("Location", "file:///etc/passwd"),)),
    "metadata": Answer(status=302, headers=(("Location", "http://169.254.169.254/latest/meta-data/"),)),
    "status": Answer(b"", status=500),
}


@dataclass(frozen=True)
class Crawled:
    result: Result
    workplace: Workplace
    site: Site

    def capture(self, name: str) -> Capture:
        archive = Archive.open(f"file:{self.workplace.archive}", state_dir=self.workplace.folder / "state")
        rows = [row for row in archive.catalogue.captures() if row.url.endswith(f"/{name}.html")]
        assert rows, f"{name} was not captured"
        return archive.read_capture(rows[0].ref())


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("hostile")
    (row,) = [row for row in portals.build(fixed_ports=False) if row.jurisdiction == CODE]
    site = Site("hostile")
    site.put(REPORT, Answer(row.site.page_body(REPORT), content_type="text/html"))
    links = "".join(
        f'<li><a href="/{name}.html">政府信息公开工作年度报告（{2008 + n}年）</a></li>'
        for n, name in enumerate(HOSTILE)
    )
    site.put(
        "/",
        page(
            f'<html><title>晋安区人民政府</title><ul>{links}<li><a href="{REPORT}">2018年政府信息公开工作年度报告</a></ul>'
        ),
    )
    for name, answer in HOSTILE.items():
        site.put(f"/{name}.html", answer)
    with PortalServer([site]):
        file = folder / "portals.csv"
        file.write_text(
            "jurisdiction,portal_url,reports_url,family,source_kind\n"
            f"{CODE},http://{site.host}:{site.port}/,,,official\n"
        )
        workplace = Workplace(folder, {"PORTALS_FILE": file})
        result = workplace.crawl(CODE, DOWNLOAD_MAXSIZE=5_000_000, DOWNLOAD_TIMEOUT=5, BROWSER_ENABLED=False)
        yield Crawled(result, workplace, site)


def test_the_crawl_ends_well_and_finds_the_report(crawled: Crawled) -> None:
    assert crawled.result.status == 0, crawled.result.err
    assert "Traceback" not in crawled.result.err
    assert [report["report_id"] for report in crawled.workplace.reports()] == [f"{CODE}/2018/government"]


def test_every_hostile_page_was_asked_for(crawled: Crawled) -> None:
    assert [name for name in HOSTILE if not crawled.site.fetched(f"/{name}.html")] == []


@pytest.mark.parametrize("name", ["huge", "drip"])
def test_what_was_cut_is_kept_marked_and_not_asked_for_again(crawled: Crawled, name: str) -> None:
    capture = crawled.capture(name)
    assert capture.truncated == {"huge": "length", "drip": "time"}[name]
    assert len(capture.body) <= 5_000_000
    assert crawled.site.fetched(f"/{name}.html") == 1


def test_a_bomb_is_kept_as_sent(crawled: Crawled) -> None:
    body = HOSTILE["bomb"].body
    assert hashlib.sha256(crawled.capture("bomb").body).digest() == hashlib.sha256(body).digest()


def test_the_whole_archive_is_sound(crawled: Crawled) -> None:
    assert crawled.workplace.in_process("verify").status == 0


def test_what_the_server_says_is_unchanged_is_read_from_the_archive(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("conditional")
    (row,) = [row for row in portals.build(fixed_ports=False) if row.jurisdiction == CODE]
    site = row.site
    asked: list[Request] = []

    def answer(request: Request) -> Answer:
        asked.append(request)
        body = pages[request.path]
        tag = f'"{hashlib.md5(body).hexdigest()}"'
        if request.headers.get("if-none-match") == tag:
            return Answer(status=304, content_type=None, headers=(("ETag", tag),))
        return Answer(body, content_type="text/html", headers=(("ETag", tag),))

    pages = {path: site.page_body(path) for path in site.paths() if path != "/robots.txt"}
    for path in pages:
        site.handle(path.partition("?")[0], answer)
        site.remove(path)
    with PortalServer([site]):
        file = folder / "portals.csv"
        file.write_text(portals.portals_csv([row]), encoding="utf-8")
        workplace = Workplace(folder, {"PORTALS_FILE": file})
        assert workplace.crawl(CODE).status == 0
        before = workplace.reports()
        fetched = {request.path for request in asked}
        asked.clear()
        again = workplace.crawl(CODE)
    assert again.status == 0, again.err
    assert again.err.count("known 350111/") == 2
    assert {request.path for request in asked} == fetched
    assert [request.path for request in asked if "if-none-match" not in request.headers] == []
    assert workplace.reports() == before
