"""Politeness groups: jurisdictions whose portals share a site, directly or over others, are never visited by two at once.

A site is a host, whatever its port or scheme. A shared platform is a host that several rows of the registry name, as their portal
or as where their reports are, or that their publishing system declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.discovery.page import Portal
from crawler.families import FAMILIES
from crawler.guard import host_port


def politeness_groups(portals: Iterable[Portal]) -> Mapping[str, str]:
    """The group of each jurisdiction that has a portal, named by the first of its hosts in the alphabet."""
    parents: dict[str, str] = {}

    def root(host: str) -> str:
        while parents.setdefault(host, host) != host:
            parents[host] = parents[parents[host]]
            host = parents[host]
        return host

    first: dict[str, str] = {}
    for portal in portals:
        for host in sites(portal):
            one, other = root(first.setdefault(portal.jurisdiction, host)), root(host)
            parents[max(one, other)] = min(one, other)
    return {code: root(host) for code, host in first.items()}


def sites(portal: Portal) -> tuple[str, ...]:
    """The hosts that a walk of the portal goes to, as far as its row and its family say."""
    declared = FAMILIES[portal.family].hosts if portal.family is not None else ()
    urls: Iterable[str | None] = (portal.portal_url, portal.reports_url, *(f"//{host}" for host in declared))
    return tuple(dict.fromkeys(site for url in urls if url and (site := site_of(url)) is not None))


def site_of(url: str) -> str | None:
    """`www.` is no other site; None for an address without a host."""
    pair = host_port(url if "://" in url else f"http:{url}")
    return pair[0].removeprefix("www.") if pair is not None else None
