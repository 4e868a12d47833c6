"""What robots.txt names, and where a walk's requests may not go."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.settings import Settings

from crawler.discovery.page import Portal, Visit
from crawler.errand import ERRAND, Errand
from crawler.middlewares.errands import Errands, ForeignHost
from crawler.middlewares.robots import sitemaps_in


def test_the_site_maps_of_a_robots_txt_are_its_sitemap_lines() -> None:
    body = b"User-agent: *\r\nDisallow: /x\r\nsitemap : http://a.gov.cn/1.xml\r\n# Sitemap: http://a.gov.cn/2.xml\r\n"
    assert sitemaps_in(body) == ("http://a.gov.cn/1.xml",)


def test_a_redirect_to_a_host_that_is_not_the_portals_is_refused() -> None:
    class Crawler:
        settings = Settings({"MAX_REQUESTS_PER_JURISDICTION": 10})

    errand = Errand(
        "t",
        Portal("510500", "http://a.gov.cn/"),
        Visit("http://a.gov.cn/1"),
        frozenset(),
        within=lambda url: "a.gov.cn" in url,
    )
    errands = Errands(Crawler())  # type: ignore[arg-type]
    errands.process_request(Request("http://a.gov.cn/1", meta={ERRAND: errand}))
    with pytest.raises(ForeignHost):
        errands.process_request(Request("http://b.example/1", meta={ERRAND: errand}))
    assert errands.sent["510500"] == 1
