"""Which town stands on which portal of called_lists."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_called_lists.called import CALLED
from tests.crawler.held_out_called_lists.fragments import FRAGMENTS
from tests.crawler.held_out_called_lists.fresh import FRESH
from tests.crawler.held_out_called_lists.served import SERVED

PLACES = {
    "vue_hash": ("370883", "邹城市"),
    "ajax_post": ("420982", "安陆市"),
    "ucap_search": ("152201", "乌兰浩特市"),
    "es_load": ("211381", "北票市"),
    "jpaas_unit": ("330782", "义乌市"),
    "lonsun_column": ("341525", "霍山县"),
    "layui_table": ("520623", "石阡县"),
    "gkml_config": ("445381", "罗定市"),
    "phpcms": ("411625", "郸城县"),
    "city_iframe": ("140400", "长治市"),
    "gov_pagelist": ("620521", "清水县"),
    "jsp_form": ("130684", "高碑店市"),
    "asp_county": ("451022", "田东县"),
    "wordpress": ("532801", "景洪市"),
    "ashx_list": ("654202", "乌苏市"),
    "year_tabs": ("530925", "双江拉祜族佤族布朗族傣族自治县"),
    "igs_search": ("620922", "瓜州县"),
    "tab_fragments": ("341823", "泾县"),
    "static_json": ("430523", "邵阳县"),
    "select_organs": ("360733", "会昌县"),
    "fenye_numbers": ("150725", "陈巴尔虎旗"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in (*CALLED, *SERVED, *FRESH, *FRAGMENTS)}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
