"""Which town stands on which portal of whole_portals."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_whole_portals.dynamic import DYNAMIC
from tests.crawler.held_out_whole_portals.static import STATIC

PLACES = {
    "trs_city": ("511100", "乐山市"),
    "gknb_years": ("230382", "密山市"),
    "vsb_county": ("530824", "景谷傣族彝族自治县"),
    "shtml_mixed": ("510525", "古蔺县"),
    "post_content": ("350628", "平和县"),
    "digit_pages": ("610723", "洋县"),
    "files_listed": ("130224", "滦南县"),
    "old_site": ("130229", "玉田县"),
    "bureaus_own": ("411426", "夏邑县"),
    "counted": ("431382", "涟源市"),
    "news_between": ("230826", "桦川县"),
    "info_public": ("533325", "兰坪白族普米族自治县"),
    "category_pages": ("360825", "永丰县"),
    "hanweb_columns": ("350430", "建宁县"),
    "label_lists": ("340322", "五河县"),
    "blocks": ("130322", "昌黎县"),
    "nodes": ("610929", "白河县"),
    "list_search": ("420822", "沙洋县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in (*STATIC, *DYNAMIC)}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
