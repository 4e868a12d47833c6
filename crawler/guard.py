"""Which addresses a request may go to, decided on the resolved address when the connection is made.

A name says nothing: `2130706433`, `127.1`, `[::ffff:10.0.0.1]` and a public name that resolves to a private address all
end at an address, and the address is what is checked. A name is resolved once a run, so that it cannot change between
two looks at it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
HostPort = tuple[str, int]
Allowed = frozenset[HostPort]

DEFAULT_PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(Exception):
    """The request would go to an address that is not public, and that no portal of this crawl declares."""


class NameUnknown(Exception):
    """The host's name does not resolve."""


class AddressGuard:
    """Resolves names and admits addresses. One a run."""

    def __init__(self) -> None:
        self._resolved: dict[str, asyncio.Future[tuple[IPAddress, ...]]] = {}

    async def admit(self, host: str, port: int, allowed: Allowed) -> tuple[IPAddress, ...]:
        """The addresses of `host`, all of which may be connected to on `port`.

        `allowed` names the hosts and ports that may be private for this request. AddressRefused when any of the
        addresses may not be connected to (a name with one private address among public ones is up to no good),
        NameUnknown when there is none.
        """
        addresses = await self._resolve(host)
        if (host.lower().rstrip("."), port) not in allowed:
            for address in addresses:
                if not is_public(address):
                    raise AddressRefused(f"{host}:{port} is {address}, which is not a public address")
        return addresses

    async def _resolve(self, host: str) -> tuple[IPAddress, ...]:
        key = host.lower().rstrip(".")
        pending = self._resolved.get(key)
        if pending is None:
            pending = self._resolved[key] = asyncio.ensure_future(_look_up(key))
        try:
            return await asyncio.shield(pending)
        except NameUnknown:
            # A resolver that is down for a moment must not blind the whole run.
            self._resolved.pop(key, None)
            raise


async def _look_up(host: str) -> tuple[IPAddress, ...]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NameUnknown(f"{host} does not resolve: {error}") from error
    unique = dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)
    return tuple(ipaddress.ip_address(text) for text in unique)


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the public Internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        for inner in (address.ipv4_mapped, address.sixtofour, _nat64(address), *(address.teredo or ())):
            if inner is not None and not is_public(inner):
                return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    )


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None


def host_port(url: str) -> HostPort | None:
    """Host and port that a URL goes to; None when it names none."""
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname or port is None:
        return None
    return parts.hostname.lower().rstrip("."), port
