"""Which town stands on which portal of lists, and what must be said of the years without a report."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_lists.calls import CALLS
from tests.crawler.held_out_lists.lists import LISTS
from tests.crawler.held_out_lists.strange import STRANGE

PLACES = {
    "trs_years": ("321283", "泰兴市"),
    "trs_external": ("341282", "界首市"),
    "easysite": ("370883", "邹城市"),
    "vsb_tree": ("610722", "城固县"),
    "phpcms": ("410782", "辉县市"),
    "powereasy": ("430281", "醴陵市"),
    "wordpress": ("530326", "会泽县"),
    "siteserver": ("420881", "钟祥市"),
    "liferay": ("450481", "岑溪市"),
    "jpage_groups": ("330481", "海宁市"),
    "jpaas_units": ("360481", "瑞昌市"),
    "platform": ("440781", "台山市"),
    "ucap_json": ("220183", "德惠市"),
    "lonsun_post": ("340181", "巢湖市"),
    "epoint": ("320282", "宜兴市"),
    "shell": ("500112", "渝北区"),
    "matrix": ("130982", "任丘市"),
    "tree": ("141082", "霍州市"),
    "deep": ("620421", "靖远县"),
    "capped": ("630123", "湟源县"),
    "copies": ("230882", "富锦市"),
    "webforms": ("210381", "海城市"),
    "search_post": ("350181", "福清市"),
    "shared": ("511325", "西充县"),
    "letters": ("522701", "都匀市"),
}
# Portals whose lists can be seen whole, so that a year which is in none of them is absent.
PROVEN = ("trs_external", "easysite", "vsb_tree", "powereasy", "siteserver", "ucap_json", "deep", "copies")


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in (*LISTS, *CALLS, *STRANGE)}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
