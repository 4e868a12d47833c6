"""Which town stands on which portal of forms_and_buttons."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_forms_and_buttons.calls import CALLS
from tests.crawler.held_out_forms_and_buttons.pages import PAGES

PLACES = {
    "catalogue_jsp": ("330824", "开化县"),
    "session_jsp": ("510683", "绵竹市"),
    "dropdown_aspx": ("350722", "浦城县"),
    "frames_gb": ("140681", "怀仁市"),
    "dede": ("620121", "永登县"),
    "drupal": ("340881", "桐城市"),
    "hub_of_years": ("420922", "大悟县"),
    "lying_utf16": ("430382", "韶山市"),
    "splash": ("231083", "海林市"),
    "organs_wheel": ("150430", "敖汉旗"),
    "more_button": ("511602", "广安区"),
    "ztree_xml": ("141024", "洪洞县"),
    "bundle": ("211481", "兴城市"),
    "payload": ("220282", "桦甸市"),
    "jsonp_tabs": ("411082", "长葛市"),
    "delegated": ("321084", "高邮市"),
    "fragments": ("450381", "荔浦市"),
    "viewers_of_files": ("511083", "隆昌市"),
    "other_places": ("450700", "钦州市"),
    "searched": ("530324", "罗平县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in (*PAGES, *CALLS)}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
