"""The whole county sites, and which county stands on which."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_county_sites.classic import archived_site, posted_pages, proxied_tree, static_column
from tests.crawler.held_out_county_sites.crowds import crowded_column, hand_written, no_column, organ_by_organ
from tests.crawler.held_out_county_sites.driven import filled_shell, hits_as_list, tree_in_a_frame, years_as_tabs
from tests.crawler.held_out_county_sites.later import (
    catalogue_search,
    counted_backwards,
    grows_on_demand,
    organs_by_years,
)
from tests.crawler.held_out_county_sites.places import (
    city_of_counties,
    county_made_district,
    folders_of_files,
    nameless_entries,
)

PLACES = {
    static_column: ("450329", "资源县"),
    proxied_tree: ("330727", "磐安县"),
    filled_shell: ("520328", "湄潭县"),
    years_as_tabs: ("620523", "甘谷县"),
    archived_site: ("371327", "莒南县"),
    posted_pages: ("431024", "嘉禾县"),
    tree_in_a_frame: ("140723", "和顺县"),
    hits_as_list: ("211421", "绥中县"),
    organs_by_years: ("360735", "石城县"),
    catalogue_search: ("532324", "南华县"),
    counted_backwards: ("511529", "屏山县"),
    grows_on_demand: ("411525", "固始县"),
    city_of_counties: ("510500", "泸州市"),
    county_made_district: ("411003", "建安区"),
    nameless_entries: ("430821", "慈利县"),
    folders_of_files: ("610726", "宁强县"),
    crowded_column: ("520424", "关岭布依族苗族自治县"),
    organ_by_organ: ("341723", "青阳县"),
    hand_written: ("150525", "奈曼旗"),
    no_column: ("451226", "环江毛南族自治县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in PLACES}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[makers[name]], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
