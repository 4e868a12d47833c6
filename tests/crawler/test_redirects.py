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


def on(request: Request, location: str, **headers: str) -> Request:
    """The request that follows."""
    target = follow(request, location, **headers)
    assert isinstance(target, Request)
    return target


def cookie(request: Request) -> bytes | None:
    return request.headers.get("Cookie")


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
    with_it = on(Request(A), A, Set_Cookie="proof=1")
    with pytest.raises(CookieWanted) as wanted:
        follow(with_it, A, Set_Cookie="proof=1")
    assert failed(A, wanted.value).verdict == "challenge"
    assert failed(A, CircularRedirect("x leads back to x")).verdict == "unreachable"


def test_a_cookie_set_on_the_way_goes_back_to_who_set_it_until_the_chain_ends() -> None:
    at_the_door = on(Request(A), "/welcome?u=/x")
    assert cookie(at_the_door) is None
    back = on(at_the_door, "/x", Set_Cookie="visited=1; Path=/")
    assert (back.url, cookie(back)) == (A, b"visited=1")
    further = on(back, "/z")
    assert cookie(further) == b"visited=1"
    assert cookie(on(Request(A), "/z")) is None, "another chain knows nothing of it"


@pytest.mark.parametrize(
    "elsewhere", ["http://b.gov.cn/x", "http://www.a.gov.cn/x", "http://a.gov.cn:8080/x", "https://a.gov.cn/x"]
)
def test_no_other_server_gets_the_cookie(elsewhere: str) -> None:
    assert cookie(on(Request(A), elsewhere, Set_Cookie="visited=1; Path=/")) is None
    assert cookie(on(Request(A), elsewhere, Set_Cookie="visited=1; Path=/; Domain=.a.gov.cn")) is None


def test_each_server_of_a_chain_gets_its_own_cookies_only() -> None:
    away = on(Request(A), "http://login.gov.cn/", Set_Cookie="mine=1")
    back = on(away, A, Set_Cookie="theirs=2")
    assert cookie(away) is None
    assert cookie(back) == b"mine=1"


@pytest.mark.parametrize("line", ["visited=1; Path=/other", "visited=1; Secure", "visited=; Max-Age=0"])
def test_a_cookie_that_is_for_other_pages_or_over_is_not_sent(line: str) -> None:
    assert cookie(on(Request(A), B, Set_Cookie=line)) is None


def test_an_address_is_asked_for_once_more_with_cookies_and_no_oftener() -> None:
    second = on(Request(A), A, Set_Cookie="count=1")
    with pytest.raises(CookieWanted):
        follow(second, A, Set_Cookie="count=2")


def test_cookies_without_measure_are_not_sent() -> None:
    assert cookie(on(Request(A), B, Set_Cookie="big=" + "x" * 5000)) is None
