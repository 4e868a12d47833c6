"""Trees and lists that a script hands to a library as objects: their named addresses are links."""

from __future__ import annotations

import pytest

from crawler.discovery.links import collect
from crawler.discovery.page import Answer, FoundLink
from crawler.discovery.view import View

URL = "http://a.gov.cn/gkml/index.html"


def links(script: str) -> list[FoundLink]:
    markup = f"<html><body><ul id='tree'></ul><script>{script}</script></body></html>"
    return list(collect(View(Answer(URL, 200, (("Content-Type", "text/html"),), markup.encode()))))


@pytest.mark.parametrize(
    "script",
    [
        """var zNodes = [{id:60, pId:0, name:"政府信息公开年报", open:true, url:""},
            { id:61, pId:60, name:'县政府', url:'/gkml/c61/', target:"_self" }];""",
        """var t=[{"id":"60","parentId":"0","title":"政府信息公开年报"},{"title":"县政府","id":"61","parentId":"60","_url":"/gkml/c61/"}];""",
        r"""var t=[{"id":60,"pid":0,"name":"\u653f\u5e9c\u4fe1\u606f\u516c\u5f00\u5e74\u62a5","children":[{"id":61,"pid":60,"name":"县政府","href":"\/gkml\/c61\/"}]}];""",
    ],
)
def test_a_node_of_a_tree_is_a_link_below_the_name_of_the_one_above_it(script: str) -> None:
    (link,) = links(script)
    assert (link.url, link.text, link.heading) == ("http://a.gov.cn/gkml/c61/", "县政府", "政府信息公开年报")


def test_the_entries_of_a_list_come_with_their_dates() -> None:
    found = links(
        """render([{title:"某县2022年政府信息公开工作年度报告", linkurl:"c/1.html", pubDate:"2023-01-18"},
           {title:"某县2021年政府信息公开工作年度报告", linkurl:"c/2.pdf", pubDate:"2022-01-20"}]);"""
    )
    assert [(link.url, link.published, link.kind) for link in found] == [
        ("http://a.gov.cn/gkml/c/1.html", "2023-01-18", "script"),
        ("http://a.gov.cn/gkml/c/2.pdf", "2022-01-20", "attachment"),
    ]


@pytest.mark.parametrize(
    "script",
    [
        '$.ajax({name: "list", url: "/api/list", type: "post"});',
        'var c = {title: "某县", url: "javascript:;", icon: "a"};',
        'var c = {title: "某县人民政府", imgUrl: "/banner.jpg"};',
        'var c = {title: "某县人民政府"};',
    ],
)
def test_what_has_no_name_in_words_or_no_address_is_no_link(script: str) -> None:
    assert links(script) == []
