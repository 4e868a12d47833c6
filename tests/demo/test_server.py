"""The portal server: what it serves is what a client gets, in good ways and bad."""

from __future__ import annotations

import gzip
import http.client
import socket
from collections.abc import Iterator

import pytest

from demo.server import Answer, PortalServer, Request, Site, gzip_bomb, page, redirect


@pytest.fixture
def site() -> Site:
    return Site("test")


@pytest.fixture
def connection(site: Site) -> Iterator[http.client.HTTPConnection]:
    with PortalServer([site]):
        opened = http.client.HTTPConnection(site.host, site.port, timeout=10)
        yield opened
        opened.close()


def ask(
    connection: http.client.HTTPConnection, path: str, method: str = "GET", body: bytes | None = None
) -> tuple[int, bytes]:
    connection.request(method, path, body)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_one_connection_serves_many_requests(site: Site, connection: http.client.HTTPConnection) -> None:
    site.put("/a", page("甲"))
    site.put("/b", page("乙"))
    assert [ask(connection, path) for path in ("/a", "/b", "/a")] == [
        (200, b) for b in ("甲".encode(), "乙".encode(), "甲".encode())
    ]
    assert site.fetched("/a") == 2


def test_requests_are_logged_with_their_headers(site: Site, connection: http.client.HTTPConnection) -> None:
    site.put("/", page(""))
    connection.request("GET", "/", headers={"User-Agent": "tester"})
    connection.getresponse().read()
    assert site.requests[-1].headers["user-agent"] == "tester"


def test_what_is_not_there_is_a_404(connection: http.client.HTTPConnection) -> None:
    assert ask(connection, "/nothing")[0] == 404


def test_a_page_may_change_and_vanish_while_served(site: Site, connection: http.client.HTTPConnection) -> None:
    site.put("/", page("old"))
    assert ask(connection, "/")[1] == b"old"
    site.put("/", page("new"))
    assert ask(connection, "/")[1] == b"new"
    site.remove("/")
    assert ask(connection, "/")[0] == 404


def test_a_handler_sees_the_body_of_a_post(site: Site, connection: http.client.HTTPConnection) -> None:
    def echo(request: Request) -> Answer:
        return Answer(request.body[::-1])

    site.handle("/api", echo)
    assert ask(connection, "/api?x=1", "POST", b"abc") == (200, b"cba")


def test_a_redirect_names_its_target(site: Site, connection: http.client.HTTPConnection) -> None:
    site.put("/", redirect("/elsewhere"))
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (302, "/elsewhere")


def test_a_bomb_is_small_on_the_wire_and_large_when_opened() -> None:
    bomb = gzip_bomb(10_000_000)
    assert len(bomb.body) < 20_000
    assert len(gzip.decompress(bomb.body)) == 10_000_000


def test_a_cut_answer_announces_more_than_it_sends(site: Site, connection: http.client.HTTPConnection) -> None:
    site.put("/", Answer(b"0123456789", cut=4))
    connection.request("GET", "/")
    with pytest.raises(http.client.IncompleteRead) as raised:
        connection.getresponse().read()
    assert raised.value.partial == b"0123"


def test_a_dripped_answer_arrives_whole(site: Site, connection: http.client.HTTPConnection) -> None:
    site.put("/", Answer(b"x" * 300, drip=3000))
    assert ask(connection, "/") == (200, b"x" * 300)


def test_head_has_the_length_but_no_body(site: Site, connection: http.client.HTTPConnection) -> None:
    site.put("/", page("four"))
    assert ask(connection, "/", "HEAD") == (200, b"")
    assert ask(connection, "/") == (200, b"four")


def test_a_taken_port_is_an_error_and_leaves_nothing_running() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError), PortalServer([Site("test", port=taken.getsockname()[1])]):
            pass
