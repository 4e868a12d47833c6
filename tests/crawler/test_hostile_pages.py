"""Pages made to be slow to examine: a million characters each, for which one careless pattern would take minutes or hours."""

from __future__ import annotations

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.links import MAX_LINKS
from crawler.discovery.page import Answer
from crawler.discovery.view import View
from pipelines.readers.html_attributes import MAX_ATTRIBUTES

N = 1_000_000
HTML, XML, SCRIPT = "text/html; charset=utf-8", "text/xml; charset=utf-8", "application/javascript"
HEAD = "<html><head><title>政府信息公开年报</title></head><body>"


def often(piece: str) -> str:
    return piece * (N // len(piece))


def in_script(text: str) -> str:
    return f"{HEAD}<div id='list'></div><script>{text}</script></body></html>"


SLOW = {
    "records that never end": ('<?xml version="1.0"?><r>' + often("<record>"), XML),
    "records of blanks": ('<?xml version="1.0"?><r>' + often("<record>" + " " * 19_000), XML),
    "items that never end": ('<?xml version="1.0"?><rss>' + often("<item>x"), XML),
    "addresses of blanks": ('<?xml version="1.0"?><urlset>' + often("<loc>" + " " * 1_499), XML),
    "totals that never end": ('<?xml version="1.0"?><datastore>' + often("<totalrecord> "), XML),
    "a callback and blanks": ("a({})" + " " * N + "x", SCRIPT),
    "comments behind the end": (HEAD + "</html>" + often("<!--"), HTML),
    "attributes": (HEAD + "<a " + " ".join(f"a{n}=1" for n in range(N // 8)) + " href=/x>y</a>", HTML),
    "attributes with ends of tags": (HEAD + "<a " + " ".join(f'a{n}=">"' for n in range(N // 9)) + ">y</a>", HTML),
    "arrays that are none": (in_script(often("=[{")), HTML),
    "objects that are none": (in_script(often('=[{"a":"b"},')), HTML),
    "blank lines": (in_script("\n" * N), HTML),
    "written links that never end": (in_script('document.write("' + often("<a href='x'") + '")'), HTML),
    "containers that never end": (HEAD + "<script>1</script>" + often("<div "), HTML),
    "a container of blanks": (HEAD + "<script>1</script><div id=list>" + " " * N + "x", HTML),
    "callbacks": (in_script("laypage " + often("total:30,pageSize:10,x:function(p){return " + "p+" * 140)), HTML),
    "choices": (
        HEAD
        + "<select id=y>"
        + "<option value=1>2020" * 20_000
        + "</select>"
        + "<button onclick=\"location.href='/x'+document.getElementById('y').value\">x</button>" * 5_000,
        HTML,
    ),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", SLOW)
def test_a_page_made_to_be_slow_is_examined_like_any_other(name: str) -> None:
    text, media_type = SLOW[name]
    answer = Answer("http://a.gov.cn/nb/", 200, (("Content-Type", media_type),), text.encode())
    page = examine(answer, jurisdiction="510500")
    assert page.recognition is None
    assert len(page.links) <= MAX_LINKS


def view(markup: str) -> View:
    return View(Answer("http://a.gov.cn/nb/", 200, (("Content-Type", HTML),), markup.encode()))


def test_a_tag_with_attributes_without_measure_loses_them_and_nothing_else_is_lost() -> None:
    attributes = " ".join(f"a{n}=1" for n in range(20_000))
    script = "if (a<b) { " + "x = y / 2; " * 3_000 + "}"
    tree = view(f"{HEAD}<p {attributes}>一</p><script>{script}</script><a href='/x' title='二'>三</a>").tree
    assert tree is not None
    (paragraph,) = tree.iter("p")
    (anchor,) = tree.iter("a")
    assert (len(paragraph.attrib), paragraph.text) == (0, "一")
    assert (dict(anchor.attrib), anchor.text) == ({"href": "/x", "title": "二"}, "三")
    assert next(tree.iter("script")).text == script


def test_a_long_value_is_no_number_of_attributes() -> None:
    value = "a b=c/" * 30_000
    tree = view(f"{HEAD}<input name='__VIEWSTATE' value=\"{value}\">").tree
    assert tree is not None
    (field,) = tree.iter("input")
    assert field.get("value") == value
    assert len(field.attrib) <= MAX_ATTRIBUTES
