"""What a crawl was asked for: the spider's arguments, checked before anything starts.

jurisdiction=510500[,CODE]   one or several divisions, by code
level=prefecture             every division of a level that has a portal
years=2018-2024              also 2020 or 2018,2020; the years reported on
url=URL                      one known report page or file, of the one jurisdiction named
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from crawler.discovery.page import Portal
from crawler.guard import host_port
from crawler.registry import Registry
from crawler.registry.portals_file import url_fault
from storage.report import Level

ARGUMENTS = ("jurisdiction", "level", "years", "url")
# The Regulations on Open Government Information took effect on 1 May 2008; the first reports are of that year.
FIRST_YEAR = 2008
LAST_YEAR = 2100

_RANGE = re.compile(r"(\d{4})(?:\s*-\s*(\d{4}))?")


class BadArgument(ValueError):
    """An argument that cannot be followed; the message is one line that says which and what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which portals to walk for which jurisdictions, in order. `years` is None for all; `url` narrows it to one address.

    `asked` is the request in its words where the crawl may go on after an interruption, else empty.
    """

    portals: Mapping[str, tuple[Portal, ...]]
    years: frozenset[int] | None
    url: str | None
    asked: str = ""

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        return tuple(self.portals)


def make_plan(arguments: Mapping[str, str], registry: Registry) -> Plan:
    """BadArgument for anything unknown, malformed or contradictory."""
    unknown = sorted(set(arguments) - set(ARGUMENTS))
    if unknown:
        raise BadArgument(f"unknown argument {unknown[0]!r}; the spider takes {', '.join(ARGUMENTS)}")
    codes = _codes(arguments.get("jurisdiction"), arguments.get("level"), registry)
    for name, value in arguments.items():
        if not value.strip():
            raise BadArgument(f"{name}= is empty; leave it out or give a value")
    years = parse_years(arguments["years"]) if arguments.get("years") else None
    url = arguments.get("url")
    if url is not None:
        return Plan({_only(codes): (_portal_of_url(url, _only(codes), registry),)}, years, url)
    portals = {}
    for code in codes:
        portals[code] = registry.portals(code)
        if not portals[code]:
            name = registry.gazetteer.by_code[code].name
            raise BadArgument(
                f"no portal is known for {code} ({name}); add a row to PORTALS_FILE or give a report's address as -a url=URL"
            )
    asked = " ".join(f"{name}={arguments[name]}" for name in ARGUMENTS if arguments.get(name))
    return Plan(portals, years, None, asked)


def _codes(listed: str | None, level: str | None, registry: Registry) -> tuple[str, ...]:
    if listed and level:
        raise BadArgument("give either jurisdiction= or level=, not both")
    if listed:
        codes = separate(listed)
        for code in codes:
            if not re.fullmatch(r"\d{6}", code):
                raise BadArgument(f"{code!r} is no six-digit division code; `scrapy jurisdictions NAME` finds it")
            if code not in registry.gazetteer.by_code:
                raise BadArgument(f"no division has the code {code}; `scrapy jurisdictions NAME` finds it")
        if codes:
            return codes
    if level:
        if level not in get_args(Level):
            raise BadArgument(f"{level!r} is no level; it is one of {', '.join(get_args(Level))}")
        codes = registry.codes(level=cast(Level, level))
        if not codes:
            raise BadArgument(f"no division of level {level} has a portal in the registry")
        return codes
    raise BadArgument(
        "which jurisdiction? Give -a jurisdiction=CODE[,CODE] or -a level=LEVEL, e.g. -a jurisdiction=510500"
    )


def separate(listed: str) -> tuple[str, ...]:
    """`510500,510521` one by one, each once; full-width digits and commas, as an input method writes them, are digits and commas."""
    return tuple(dict.fromkeys(code for code in re.split(r"[,、\s]+", unicodedata.normalize("NFKC", listed)) if code))


def _only(codes: tuple[str, ...]) -> str:
    if len(codes) != 1:
        raise BadArgument("url= goes with exactly one jurisdiction=CODE: the one whose report it is")
    return codes[0]


def parse_years(text: str) -> frozenset[int]:
    """`2018-2024`, `2020`, `2018,2020-2022`. BadArgument for anything else."""
    years: set[int] = set()
    for part in unicodedata.normalize("NFKC", text).strip().split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise BadArgument(f"{text!r} are no years; write them as 2018-2024, 2020 or 2018,2020")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise BadArgument(f"the range {part.strip()} runs backwards; write {last}-{first}")
        if not FIRST_YEAR <= first <= last <= LAST_YEAR:
            raise BadArgument(f"{part.strip()!r} is no range of years from {FIRST_YEAR} on")
        years.update(range(first, last + 1))
    return frozenset(years)


def _portal_of_url(url: str, code: str, registry: Registry) -> Portal:
    """The jurisdiction's portal that the address lies on, else one made of the address alone."""
    fault = url_fault(url)
    if fault:
        raise BadArgument(f"url={url[:200]!r} {fault}")
    for portal in registry.portals(code):
        if host_port(portal.portal_url) == host_port(url):
            return portal
    return Portal(jurisdiction=code, portal_url=url)
