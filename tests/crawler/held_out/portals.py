"""Which town stands on which portal."""

from __future__ import annotations

from dataclasses import dataclass

from demo.server import Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.later import LATER
from tests.crawler.held_out.oddities import ODDITIES
from tests.crawler.held_out.systems import SYSTEMS

PLACES = {
    "trs": ("320900", "盐城市"),
    "countpage": ("130700", "张家口市"),
    "hanweb": ("320925", "建湖县"),
    "jpaas": ("361030", "广昌县"),
    "gkmlpt": ("445321", "新兴县"),
    "ucap": ("140827", "垣曲县"),
    "lonsun": ("341181", "天长市"),
    "vsb": ("610124", "周至县"),
    "aspnet": ("411326", "淅川县"),
    "two_hosts": ("321081", "仪征市"),
    "frames": ("150929", "四子王旗"),
    "search_only": ("350525", "永春县"),
    "years": ("421222", "通城县"),
    "organs": ("130703", "桥西区"),
    "vue": ("511304", "嘉陵区"),
    "stubs": ("230781", "铁力市"),
    "viewers": ("220122", "农安县"),
    "scripts": ("371525", "冠县"),
    "rough": ("431322", "新化县"),
    "sitemap": ("532301", "楚雄市"),
    "routed": ("440105", "海珠区"),
    "posted": ("610430", "淳化县"),
    "attached": ("431225", "会同县"),
    "sea": ("520422", "普定县"),
}


@dataclass(frozen=True)
class Portal:
    """A portal with what it must yield. `rows` are the sites that have a row in PORTALS_FILE, `foreign` those that
    nobody declared."""

    name: str
    town: Town
    sites: tuple[Site, ...]

    @property
    def rows(self) -> tuple[Site, ...]:
        return tuple(site for site in self.sites if "foreign" not in site.name)

    @property
    def foreign(self) -> tuple[Site, ...]:
        return tuple(site for site in self.sites if "foreign" in site.name)


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in (*SYSTEMS, *ODDITIES, *LATER)}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        sites = makers[name](town)
        made.append(Portal(name, town, tuple(sites)))
    return made
