"""The download handler on the wire: bounds, headers as they came, captures of everything, private addresses."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from itertools import pairwise

import pytest

from demo.server import Answer, PortalServer, Site, page, redirect
from tests.crawler.fetching import Outcome, fetch
from tests.crawler.raw import RawServer

BODY = "<html><p>泸州市人民政府</p></html>".encode("gb18030")


def headers_without_end(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: and more\r\n" * 50)


def body_without_end(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"1000\r\n" + b"a" * 0x1000 + b"\r\n")


def odd_headers(connection: socket.socket) -> None:
    head = b"HTTP/1.1 200 Alles Gut\r\nx-ODD-case: 1\r\nSet-Cookie: a=1\r\nX-Other: 2\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n"
    connection.sendall(head + b"Folded: one\r\n two\r\n\r\nok")


@pytest.fixture(scope="module")
def raw() -> Iterator[dict[str, RawServer]]:
    servers = {
        "headers": RawServer(headers_without_end),
        "endless": RawServer(body_without_end),
        "odd": RawServer(odd_headers),
    }
    yield servers
    for server in servers.values():
        server.close()


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[PortalServer, Site, Site]]:
    site, other = Site("portal"), Site("other")
    site.put("/gb.html", page("<html><p>泸州市人民政府</p></html>", encoding="gb18030"))
    site.put("/gz.html", Answer(gzip.compress(BODY), headers=(("Content-Encoding", "gzip"),)))
    site.put("/large.html", Answer(b"a" * 300_000))
    site.put("/slow.html", Answer(b"b" * 100_000, drip=5_000))
    site.put("/silent.html", Answer(b"c", delay=30))
    site.put("/cut.html", Answer(b"d" * 5_000, cut=1_000))
    site.put("/moved.html", redirect("/gb.html", 301))
    site.put("/gone.html", page("<html>not here</html>", status=404))
    site.put("/round.html", redirect("/round.html"))
    site.handle("/further.html", lambda request: redirect(f"{request.path}{'' if '?' in request.path else '?'}x"))
    site.put("/admin/secret.html", page("no"))
    with PortalServer([site, other]) as server:
        site.put("/away.html", redirect(f"http://127.0.0.1:{other.port}/x.html"))
        site.put("/sneaky.html", redirect(f"http://2130706433:{site.port}/gb.html"))
        yield server, site, other


@pytest.fixture(scope="module")
def outcomes(raw: dict[str, RawServer], site: tuple[PortalServer, Site, Site]) -> dict[str, Outcome]:
    server, portal, other = site
    paths = (
        "gb", "gz", "large", "slow", "silent", "cut", "moved", "gone", "round", "further", "away", "sneaky", "admin/secret"
    )  # fmt: skip
    urls = {path: server.url(portal, f"/{path}.html") for path in paths}
    urls |= {name: one.url() for name, one in raw.items()}
    urls["refused"] = server.url(other, "/x.html")
    urls["closed"] = f"http://127.0.0.1:{_free_port()}/"
    allowed = [("127.0.0.1", portal.port), *(("127.0.0.1", one.port) for one in raw.values())]
    allowed.append(("127.0.0.1", int(urls["closed"].split(":")[2].strip("/"))))
    found = fetch(
        list(urls.values()),
        allowed=allowed,
        DOWNLOAD_MAXSIZE=200_000,
        DOWNLOAD_TIMEOUT=3,
        CONCURRENT_REQUESTS_PER_DOMAIN=30,
    )
    return dict(zip(urls, found, strict=True))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def page_of(outcome: Outcome) -> dict[str, object]:
    """The last capture: the ones before it are robots.txt and redirects."""
    return outcome.captures[-1]


def test_a_body_is_captured_byte_for_byte_in_its_own_charset(outcomes: dict[str, Outcome]) -> None:
    assert page_of(outcomes["gb"])["body"] == BODY
    assert page_of(outcomes["gb"])["ip"] == "127.0.0.1"


def test_a_compressed_body_is_captured_compressed(outcomes: dict[str, Outcome]) -> None:
    captured = page_of(outcomes["gz"])
    assert gzip.decompress(captured["body"]) == BODY  # type: ignore[arg-type]
    assert ["Content-Encoding", "gzip"] in captured["headers"]  # type: ignore[operator]


def test_header_lines_keep_order_case_and_repeats(outcomes: dict[str, Outcome]) -> None:
    captured = page_of(outcomes["odd"])
    assert captured["reason"] == "Alles Gut"
    assert captured["headers"] == [
        ["x-ODD-case", "1"],
        ["Set-Cookie", "a=1"],
        ["X-Other", "2"],
        ["Set-Cookie", "b=2"],
        ["Content-Length", "2"],
        ["Folded", "one two"],
    ]


def test_a_body_beyond_the_size_bound_is_cut_and_kept(outcomes: dict[str, Outcome]) -> None:
    captured = page_of(outcomes["large"])
    assert (captured["truncated"], len(captured["body"])) == ("length", 200_000)  # type: ignore[arg-type]


def test_a_body_without_end_is_cut_and_kept(outcomes: dict[str, Outcome]) -> None:
    captured = page_of(outcomes["endless"])
    assert (captured["truncated"], len(captured["body"])) == ("length", 200_000)  # type: ignore[arg-type]


def test_a_body_that_drips_is_cut_at_the_time_bound_and_kept(outcomes: dict[str, Outcome]) -> None:
    captured = page_of(outcomes["slow"])
    assert captured["truncated"] == "time"
    assert 0 < len(captured["body"]) < 100_000  # type: ignore[arg-type]


def test_a_body_that_breaks_off_is_kept_and_marked(outcomes: dict[str, Outcome]) -> None:
    captured = page_of(outcomes["cut"])
    assert (captured["truncated"], captured["body"]) == ("disconnect", b"d" * 1_000)


def test_silence_ends_as_a_timeout(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["silent"].error == "DownloadTimeoutError"
    assert not [one for one in outcomes["silent"].captures if one["role"] == "page"]


def test_headers_without_end_are_refused(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["headers"].error == "DownloadFailedError"
    assert "header lines" in outcomes["headers"].message


def test_a_redirect_is_a_capture_of_its_own_and_on_the_path_of_its_target(outcomes: dict[str, Outcome]) -> None:
    moved, target = outcomes["moved"].captures[-2:]
    assert (moved["status"], moved["role"]) == (301, "redirect")
    assert (target["status"], target["role"]) == (200, "page")
    assert target["path"] == [outcomes["moved"].url]


def test_redirects_in_a_circle_end(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["round"].error == "CircularRedirect"
    assert len([one for one in outcomes["round"].captures if one["role"] == "redirect"]) == 1


def test_redirects_that_lead_ever_further_end(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["further"].error == "IgnoreRequest"
    assert len([one for one in outcomes["further"].captures if one["role"] == "redirect"]) == 9


def test_an_error_page_is_captured(outcomes: dict[str, Outcome]) -> None:
    assert (outcomes["gone"].status, page_of(outcomes["gone"])["status"]) == (404, 404)


def test_a_connection_refused_is_told_as_such(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["closed"].error == "RobotsUnreachable"
    assert "refused" in outcomes["closed"].message


def test_robots_txt_is_captured_and_obeyed(outcomes: dict[str, Outcome], site: tuple[PortalServer, Site, Site]) -> None:
    assert outcomes["admin/secret"].error == "RobotsRefused"
    assert site[1].fetched("/admin/secret.html") == 0
    assert [one for outcome in outcomes.values() for one in outcome.captures if one["role"] == "robots"]


def test_a_private_address_that_is_not_the_portals_is_refused(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["refused"].error == "AddressRefused"


def test_a_redirect_to_another_private_port_is_refused(
    outcomes: dict[str, Outcome], site: tuple[PortalServer, Site, Site]
) -> None:
    assert outcomes["away"].error == "AddressRefused"
    assert not site[2].requests


def test_a_redirect_to_another_spelling_of_loopback_is_refused(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["sneaky"].error == "AddressRefused"


def test_the_crawler_names_itself_and_sends_no_cookie(outcomes: dict[str, Outcome]) -> None:
    sent = dict(page_of(outcomes["gb"])["request_headers"])  # type: ignore[call-overload]
    assert sent["User-Agent"].startswith("Lantai/")
    assert "Cookie" not in sent


def test_every_request_that_waits_for_robots_txt_is_bound_by_it() -> None:
    site = Site("portal", latency=0.3)
    with PortalServer([site]) as server:
        urls = [server.url(site, f"/admin/{number}.html") for number in range(6)]
        found = fetch(urls, allowed=[("127.0.0.1", site.port)])
    assert [outcome.error for outcome in found] == ["RobotsRefused"] * 6
    assert [request.path for request in site.requests] == ["/robots.txt"]


def test_the_delay_of_a_host_begins_with_the_answer() -> None:
    site = Site("portal", latency=0.3)
    with PortalServer([site]) as server:
        urls = [server.url(site, f"/{number}.html") for number in range(4)]
        fetch(urls, allowed=[("127.0.0.1", site.port)], DOWNLOAD_DELAY=0.4, AUTOTHROTTLE_START_DELAY=0.4)
    pages = sorted(request.at for request in site.requests if request.path != "/robots.txt")
    assert len(pages) == 4
    # The answer begins 0.3 s after the server saw the request.
    assert min(later - earlier for earlier, later in pairwise(pages)) >= 0.7
