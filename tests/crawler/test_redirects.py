"""Redirects are followed where they lead on, and not in circles."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.failures import failed
from crawler.middlewares.redirects import CircularRedirect, CookieWanted, Redirects

A, B = "http://a.gov.cn/x", "http://a.gov.cn/y"


def follow(request: Request, location: str, *, status: int = 302, **headers: str) -> Request | Response:
    redirects = Redirects(Settings({"REDIRECT_MAX_TIMES": 8}))
    redirects.crawler = SimpleNamespace(spider=None)  # type: ignore[assignment]
    lines = {name.replace("_", "-"): value for name, value in headers.items()}
    return redirects.process_response(request, Response(request.url, status, {"Location": location, **lines}))


def test_a_redirect_leads_to_another_address() -> None:
    target = follow(Request(A), "/y")
    assert isinstance(target, Request)
    assert target.url == B


@pytest.mark.parametrize("location", ["/x", A, "/x#top", "?", "#top"])
def test_one_to_its_own_address_is_a_circle(location: str) -> None:
    with pytest.raises(CircularRedirect, match="leads back"):
        follow(Request(A if location != "?" else f"{A}?"), location)


def test_a_circle_over_other_addresses_is_found() -> None:
    second = follow(Request(A), B)
    assert isinstance(second, Request)
    with pytest.raises(CircularRedirect):
        follow(second, A)


def test_a_form_that_leads_to_its_own_page_is_no_circle() -> None:
    target = follow(Request(A, method="POST", body=b"year=2020"), A)
    assert isinstance(target, Request)
    assert (target.method, target.url) == ("GET", A)
    with pytest.raises(CircularRedirect):
        follow(target, A)


def test_one_that_does_not_say_where_to_is_an_answer() -> None:
    for location in ("", "  "):
        assert isinstance(follow(Request(A), location), Response)


def test_a_circle_with_a_cookie_is_a_challenge_and_any_other_unreachable() -> None:
    with pytest.raises(CookieWanted) as wanted:
        follow(Request(A), A, Set_Cookie="proof=1")
    assert failed(A, wanted.value).verdict == "challenge"
    assert failed(A, CircularRedirect("x leads back to x")).verdict == "unreachable"
