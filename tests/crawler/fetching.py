"""Fetches addresses through the project's own download handler and middlewares, in a process of its own.

    fetch([{"url": ...}], settings) -> what came back for each, in order

Twisted's reactor can be started once a process, so each call is one.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """The verdict-bearing error of a request, or its response; and what was captured on the way."""

    url: str
    error: str | None
    message: str
    status: int | None
    body: bytes
    captures: list[dict[str, Any]]


def fetch(urls: list[str], *, allowed: list[tuple[str, int]] = (), **settings: Any) -> list[Outcome]:  # type: ignore[assignment]
    """Every URL is asked for on an errand that may go to the `allowed` private hosts and ports."""
    message = json.dumps({"urls": urls, "allowed": list(allowed), "settings": settings})
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawler.fetching"],
        input=message,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return [
        Outcome(
            url=url,
            error=found[url]["error"],
            message=found[url]["message"],
            status=found[url]["status"],
            body=base64.b64decode(found[url]["body"]),
            captures=[{**one, "body": base64.b64decode(one["body"])} for one in found[url]["captures"]],
        )
        for url in urls
    ]


def main() -> None:
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    from crawler.discovery.page import Portal, Visit
    from crawler.errand import ERRAND, Errand
    from storage.capture import Capture, RecordRef

    order = json.load(sys.stdin)
    results: dict[str, dict[str, Any]] = {}

    class NoCatalogue:
        def latest_capture(self, url: str) -> None:
            return None

    class FakeRun:
        """Keeps captures in memory."""

        class readers:
            limit = order["settings"].get("DOWNLOAD_MAXSIZE", 20_000_000)

        class archive:
            catalogue = NoCatalogue()

        async def kept_answer(self, *args: Any, **_: Any) -> None:
            return None

        async def append(self, capture: Capture, *, tour: str, **_: Any) -> RecordRef:
            results[tour]["captures"].append(
                {
                    "url": capture.url,
                    "status": capture.status,
                    "reason": capture.reason,
                    "headers": capture.headers,
                    "body": base64.b64encode(capture.body).decode(),
                    "request_headers": capture.request_headers,
                    "truncated": capture.truncated,
                    "ip": capture.ip,
                    "role": capture.facts.role,
                    "path": capture.facts.path,
                    "elapsed": capture.elapsed,
                    "http_version": capture.http_version,
                    "rendered_dom": capture.rendered_dom.decode() if capture.rendered_dom else None,
                    "tls": capture.facts.tls,
                }
            )
            return RecordRef(capture.record_id, capture.url, capture.fetched_at, capture.status, "", "510500", "run")

    class Fetcher(scrapy.Spider):
        name = "fetcher"
        custom_settings = {"HTTPERROR_ALLOW_ALL": True}  # noqa: RUF012

        async def start(self) -> Any:
            allowed = frozenset((host, port) for host, port in order["allowed"])
            for url in order["urls"]:
                results[url] = {"error": None, "message": "", "status": None, "body": "", "captures": []}
                render = url.endswith("#render")
                errand = Errand(url, Portal("510500", url), Visit(url=url, render=render), allowed)
                meta = {
                    ERRAND: errand,
                    "asked": url,
                    **({"playwright": True, "download_slot": "browser"} if render else {}),
                }
                yield scrapy.Request(url, self.parse, errback=self.failed, meta=meta, dont_filter=True)

        def parse(self, response: Any) -> None:
            entry = results[response.meta["asked"]]
            entry["status"] = response.status
            entry["body"] = base64.b64encode(response.body).decode()

        def failed(self, failure: Any) -> None:
            entry = results[failure.request.meta["asked"]]
            entry["error"] = type(failure.value).__name__
            entry["message"] = str(failure.value)

    settings = Settings()
    settings.setmodule("settings.base")
    settings.setdict(
        {
            "SPIDER_MODULES": [],
            "EXTENSIONS": {},
            "ITEM_PIPELINES": {},
            "LOG_LEVEL": "ERROR",
            "AUTOTHROTTLE_ENABLED": False,
            "DOWNLOAD_DELAY": 0,
            "RETRY_TIMES": 0,
            **order["settings"],
        },
        priority="cmdline",
    )
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Fetcher)
    crawler.run = FakeRun()  # type: ignore[attr-defined]
    process.crawl(crawler)
    process.start()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
