"""robots.txt as servers really answer it (RFC 9309): what binds, what forbids nothing, and what forbids all."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler.failures import failed
from crawler.middlewares.robots import MAX_ROBOTS_BYTES, Robots, RobotsRefused, RobotsUnreachable, text_of_rules
from demo.server import Answer, PortalServer, Site, page, redirect
from tests.crawler.fetching import Outcome, fetch

RULES = b"User-agent: *\nDisallow: /admin/\n"


def text(body: bytes, status: int = 200, *headers: tuple[str, str]) -> Answer:
    return Answer(body, status, "text/plain", headers=headers)


ANSWERS = {
    "plain": text(RULES),
    "bom": text(b"\xef\xbb\xbf" + RULES),
    "utf16": text(RULES.decode().encode("utf-16")),
    "crlf": text(RULES.replace(b"\n", b"\r\n")),
    "mac": text(RULES.replace(b"\n", b"\r")),
    "gbk": text("# 请勿抓取后台\n".encode("gb18030") + RULES),
    "named": text(b"User-agent: Lantai\nDisallow: /admin/\n\nUser-agent: *\nDisallow:\n"),
    "others": text(b"User-agent: Baiduspider\nDisallow: /\n"),
    "gzip": text(gzip.compress(RULES), 200, ("Content-Encoding", "gzip")),
    "large": text(RULES + b"# filler\n" * 100_000),
    "binary": text(bytes(range(256)) * 40 + b"\n" + RULES),
    "html": page("<!DOCTYPE html><html><body>您访问的页面不存在\nUser-agent: *\nDisallow: /admin/\n</body></html>"),
    "empty": text(b""),
    "missing": text(b"User-agent: *\nDisallow: /", 404),
    "forbidden": text(b"", 403),
    "moved": redirect("/rules.txt", 301),
    "round": redirect("/robots.txt"),
    "away": redirect("http://127.0.0.1:9/robots.txt"),
    "down": text(b"", 503),
    "too_many": text(b"", 429),
}
BINDS = ("plain", "bom", "utf16", "crlf", "mac", "gbk", "named", "gzip", "large", "binary", "moved")
FREE = ("others", "html", "empty", "missing", "forbidden", "round", "away")
SHUT = ("down", "too_many")


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[dict[str, Site], dict[str, Outcome]]]:
    sites = {name: Site(name) for name in ANSWERS}
    for name, site in sites.items():
        site.put("/robots.txt", ANSWERS[name])
        site.put("/rules.txt", text(RULES))
        site.put("/admin/a.html", page("<p>后台</p>"))
        site.put("/a.html", page("<p>年报</p>"))
    with PortalServer(list(sites.values())) as server:
        urls = {
            f"{name} {path}": server.url(site, path)
            for name, site in sites.items()
            for path in ("/a.html", "/admin/a.html")
        }
        with socket.create_server(("127.0.0.1", 0)) as listener:
            closed = int(listener.getsockname()[1])
        urls["closed /a.html"] = f"http://127.0.0.1:{closed}/a.html"
        allowed = [("127.0.0.1", site.port) for site in sites.values()] + [("127.0.0.1", closed)]
        found = fetch(
            list(urls.values()), allowed=allowed, ROBOTSTXT_RETRY_SECONDS=[0.01], CONCURRENT_REQUESTS_PER_DOMAIN=20
        )
        yield sites, dict(zip(urls, found, strict=True))


@pytest.mark.parametrize("name", BINDS)
def test_rules_bind_however_they_are_written(name: str, asked: tuple[dict[str, Site], dict[str, Outcome]]) -> None:
    sites, outcomes = asked
    assert outcomes[f"{name} /a.html"].status == 200
    assert outcomes[f"{name} /admin/a.html"].error == "RobotsRefused"
    assert sites[name].fetched("/admin/a.html") == 0


@pytest.mark.parametrize("name", FREE)
def test_what_is_no_rules_forbids_nothing(name: str, asked: tuple[dict[str, Site], dict[str, Outcome]]) -> None:
    _, outcomes = asked
    assert [outcomes[f"{name} {path}"].status for path in ("/a.html", "/admin/a.html")] == [200, 200]


@pytest.mark.parametrize("name", SHUT)
def test_a_server_that_cannot_say_its_rules_now_is_asked_nothing_else(
    name: str, asked: tuple[dict[str, Site], dict[str, Outcome]]
) -> None:
    sites, outcomes = asked
    found = outcomes[f"{name} /a.html"]
    assert found.error == "RobotsRefused"
    assert f"answers {ANSWERS[name].status}" in found.message
    assert {request.path for request in sites[name].requests} == {"/robots.txt"}
    assert sites[name].fetched("/robots.txt") == 2
    assert failed(found.url, RobotsRefused(found.message)).verdict == "refused_by_robots"


def test_a_host_that_does_not_answer_for_its_rules_is_asked_nothing_else(
    asked: tuple[dict[str, Site], dict[str, Outcome]],
) -> None:
    found = asked[1]["closed /a.html"]
    assert found.error == "RobotsUnreachable"
    assert "nothing is asked of it" in found.message
    assert failed(found.url, RobotsUnreachable(found.message)).verdict == "unreachable"


def test_each_answer_for_robots_txt_is_evidence(asked: tuple[dict[str, Site], dict[str, Outcome]]) -> None:
    captures = [one for outcome in asked[1].values() for one in outcome.captures if one["role"] == "robots"]
    assert {one["status"] for one in captures} == {200, 301, 403, 404, 429, 503} - {301}
    assert any(one["status"] == 301 for outcome in asked[1].values() for one in outcome.captures)


def test_no_more_than_half_a_megabyte_is_read_to_its_last_whole_line() -> None:
    rules = text_of_rules(b"Disallow: /a\n" * 60_000)
    assert len(rules) <= MAX_ROBOTS_BYTES
    assert rules.endswith(b"Disallow: /a\n")


class _Stored:
    """An archive that has a robots.txt of an earlier visit."""

    archive = SimpleNamespace(
        catalogue=SimpleNamespace(
            latest_capture=lambda url: SimpleNamespace(ref=lambda: url, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
        )
    )

    async def archive_of(self, ref: Any) -> Any:
        return SimpleNamespace(body=RULES, headers=())


def robots(answer: Any, **settings: Any) -> tuple[Robots, Any]:
    """The middleware over an engine that answers every robots.txt with `answer`."""

    async def download_async(request: Any) -> Any:
        return answer

    downloader = SimpleNamespace(slots={}, per_slot_settings={}, _delay=1.0, get_slot_key=lambda request: "a.test")
    values = {
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "Lantai",
        "ROBOTSTXT_RETRY_SECONDS": [],
        "AUTOTHROTTLE_MAX_DELAY": 60,
    }
    crawler = SimpleNamespace(
        settings=Settings({**values, "DOWNLOAD_MAXSIZE": 1_000_000, **settings}),
        stats=SimpleNamespace(inc_value=lambda key: None),
        engine=SimpleNamespace(download_async=download_async, downloader=downloader),
        run=_Stored(),
        spider=None,
    )
    return Robots(crawler), downloader  # type: ignore[arg-type]


def test_while_a_server_is_down_the_rules_archived_last_are_obeyed() -> None:
    from scrapy import Request
    from scrapy.http import Response

    async def ask() -> None:
        middleware, _ = robots(Response("http://a.test/robots.txt", status=503))
        await middleware.process_request(Request("http://a.test/a.html"))
        with pytest.raises(RobotsRefused, match="forbids"):
            await middleware.process_request(Request("http://a.test/admin/a.html"))

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("said", "kept"), [(b"5", 5.0), (b"86400", 60.0), (b"0.2", None), (b"-3", None), (b"soon", None)]
)
def test_a_crawl_delay_is_kept_within_reason_by_the_hosts_queue(said: bytes, kept: float | None) -> None:
    from scrapy import Request
    from scrapy.http import Response

    async def ask() -> Any:
        middleware, downloader = robots(
            Response("http://a.test/robots.txt", body=b"User-agent: *\nCrawl-delay: " + said + b"\n")
        )
        await middleware.process_request(Request("http://a.test/a.html"))
        return downloader.per_slot_settings.get("a.test", {}).get("delay")

    assert asyncio.run(ask()) == kept
