"""Addresses: when two are one, whose hosts are the portal's, what is a trap."""

from __future__ import annotations

import pytest

from crawler.discovery.addresses import OwnHosts, canonical, is_asset, is_file, shape, trap
from crawler.discovery.page import Answer
from crawler.discovery.view import View, join


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.test/nb/index.html", "http://a.test/nb/"),
        ("http://a.test/x.jsp;jsessionid=AB12?id=3", "http://a.test/x.jsp?id=3"),
        ("http://a.test/x?b=2&a=1#top", "http://a.test/x?a=1&b=2"),
        ("http://a.test/x?id=3&_=1700000000000", "http://a.test/x?id=3"),
        ("http://a.test//nb///x.html", "http://a.test/nb/x.html"),
        ("http://a.test/x?t=0.4821", "http://a.test/x"),
    ],
)
def test_two_spellings_of_an_address_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.test/list?page=1", "http://a.test/list?page=2"),
        ("http://a.test/public/column/1?type=3", "http://a.test/public/column/1?type=4"),
        ("http://a.test/index_1.html", "http://a.test/index_2.html"),
        ("http://a.test/x?t=2019", "http://a.test/x?t=2020"),
    ],
)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_a_portals_hosts_are_its_own_and_those_below_it() -> None:
    own = OwnHosts(("http://www.city.gov.test/",))
    assert "https://www.city.gov.test/x" in own
    assert "http://czj.city.gov.test/nb/" in own
    assert "http://city.gov.test/" in own
    assert "http://www.other.gov.test/" not in own
    assert "http://evilcity.gov.test/" not in own
    assert "http://www.city.gov.test:8080/" not in own


def test_a_district_on_a_citys_domain_does_not_own_the_city() -> None:
    own = OwnHosts(("http://district.city.gov.test/",))
    assert "http://www.city.gov.test/" not in own


def test_a_numeric_host_owns_only_its_own_port() -> None:
    own = OwnHosts(("http://127.0.0.1:8001/",))
    assert "http://127.0.0.1:8001/x" in own
    assert "http://127.0.0.1:8002/x" not in own
    assert "http://127.0.0.1/x" not in own


def test_hosts_that_a_family_declares_belong_to_it() -> None:
    own = OwnHosts(("http://www.city.gov.test/",))
    own.declare("static.system.test")
    assert "http://static.system.test/a.pdf" in own


@pytest.mark.parametrize(
    "url",
    [
        "http://a.test/" + "x" * 2000,
        "http://a.test/a/b/a/b/a/b/a/b/",
        "http://a.test/events?day=2020-01-01",
        "http://a.test/rili/2020/1",
        "http://a.test/?" + "&".join(f"p{n}=1" for n in range(20)),
    ],
)
def test_endless_addresses_are_traps(url: str) -> None:
    assert trap(url) is not None


def test_an_ordinary_address_is_no_trap() -> None:
    assert trap("http://a.test/zwgk/zfxxgk/fdzdgknr/nb/202003/t20200311_2593126.html?x=1") is None


def test_kinds_of_files_are_told_by_address() -> None:
    assert is_file("http://a.test/files/report.docx")
    assert is_file("http://a.test/down.jsp?file=report.pdf")
    assert is_file("http://a.test/module/download/downfile.jsp?id=3")
    assert not is_file("http://a.test/index.html")
    assert is_asset("http://a.test/app.js?v=3")
    assert not is_asset("http://a.test/list.jsp")


def test_pages_of_one_template_share_a_shape() -> None:
    assert shape("http://a.test/art/2020/1/2/art_9_1.html") == shape("http://a.test/art/2021/11/22/art_9_77.html")
    assert shape("http://a.test/show?id=1") != shape("http://a.test/list?cid=1")


@pytest.mark.parametrize(
    "href",
    [
        "./a/b.html",
        "../a",
        "../../../../q.html",
        "a.html",
        "",
        "./",
        "../",
        "a/b/",
        "x?y=1",
        "//h.test/x",
        "mailto:a@b",
        "/a/../b",
        "javascript:void(0)",
        "http://h.test/../x",
        "a/../b",
        "t2020_1.html",
        "..",
        ".",
        "?p=2",
        "#x",
        "/a//b",
        "http://h.test",
    ],
)
def test_addresses_joined_by_hand_are_joined_as_the_standard_says(href: str) -> None:
    view = View(Answer("http://a.test/x/y/index.html", 200, (), b"<html><body>x</body></html>"))
    expected = join(view.url, href)
    found = view.absolute(href)
    assert found == expected or (found is not None and expected is not None and canonical(found) == canonical(expected))


def test_a_route_after_the_hash_is_a_page_of_its_own_and_an_anchor_is_not() -> None:
    assert canonical("http://a.gov.cn/#/list/12") != canonical("http://a.gov.cn/")
    assert canonical("http://a.gov.cn/x.html#top") == canonical("http://a.gov.cn/x.html")
