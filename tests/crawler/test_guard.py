"""The address guard: what counts is the address a request would really go to."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from crawler.guard import AddressGuard, AddressRefused, Allowed, NameUnknown, host_port, is_public


def admit(host: str, port: int = 80, allowed: Allowed = frozenset()) -> list[str]:
    return [str(address) for address in asyncio.run(AddressGuard().admit(host, port, allowed))]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "127.1",
        "0",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "[::1]",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1",
        "fc00::1",
    ],
)
def test_an_address_that_is_not_public_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(AddressRefused, match="not a public address"):
        admit(host)


def test_a_public_address_is_admitted() -> None:
    assert admit("8.8.8.8") == ["8.8.8.8"]


def test_a_portals_own_host_and_port_may_be_private_and_no_other_port() -> None:
    allowed = frozenset({("127.0.0.1", 8001)})
    assert admit("127.0.0.1", 8001, allowed) == ["127.0.0.1"]
    with pytest.raises(AddressRefused):
        admit("127.0.0.1", 8002, allowed)


def test_another_spelling_of_an_allowed_address_is_not_allowed() -> None:
    with pytest.raises(AddressRefused):
        admit("2130706433", 8001, frozenset({("127.0.0.1", 8001)}))


def test_a_name_that_does_not_resolve_is_told_from_a_refused_one() -> None:
    with pytest.raises(NameUnknown, match="does not resolve"):
        admit("no-such-host.invalid")


def test_an_ipv6_address_is_as_public_as_the_one_it_wraps() -> None:
    assert is_public(ipaddress.ip_address("2400:3200::1"))
    assert not is_public(ipaddress.ip_address("2002:0a00:0001::"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://Example.org/a", ("example.org", 80)),
        ("https://example.org.:8443/", ("example.org", 8443)),
        ("https://example.org", ("example.org", 443)),
        ("http://[::1]:99/", ("::1", 99)),
        ("http:///nothing", None),
        ("http://host:port/", None),
    ],
)
def test_host_and_port_of_a_url(url: str, expected: tuple[str, int] | None) -> None:
    assert host_port(url) == expected


def test_a_name_that_changes_its_address_is_held_to_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([("93.184.216.34",), ("127.0.0.1",)])

    async def look_up(host: str) -> tuple[ipaddress.IPv4Address, ...]:
        return tuple(ipaddress.IPv4Address(text) for text in next(answers))

    monkeypatch.setattr("crawler.guard._look_up", look_up)

    async def twice() -> list[str]:
        guard = AddressGuard()
        first = await guard.admit("rebinding.test", 80, frozenset())
        second = await guard.admit("rebinding.test", 80, frozenset())
        return [str(address) for address in (*first, *second)]

    # The connection is made to the address that was looked at, so that there is no second look-up to be deceived by.
    assert asyncio.run(twice()) == ["93.184.216.34", "93.184.216.34"]


def test_a_name_with_a_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def look_up(host: str) -> tuple[ipaddress.IPv4Address, ...]:
        return ipaddress.IPv4Address("93.184.216.34"), ipaddress.IPv4Address("10.0.0.1")

    monkeypatch.setattr("crawler.guard._look_up", look_up)
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        admit("two.test")
