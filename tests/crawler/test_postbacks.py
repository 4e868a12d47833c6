"""Pages that are another state of a form: years and organs chosen from select boxes."""

from __future__ import annotations

from urllib.parse import parse_qs

from crawler.discovery.page import Answer
from crawler.discovery.postbacks import choices, stateless
from crawler.discovery.view import View

URL = "http://a.test/nb.aspx"
BOX = """<select name="year" onchange="setTimeout('__doPostBack(\\'year\\',\\'\\')', 0)"><option value="2023" selected>2023年</option><option value="2022">2022年</option></select>"""


def seen(markup: str) -> View:
    return View(Answer(URL, 200, (("Content-Type", "text/html; charset=utf-8"),), markup.encode()))


def test_a_year_chosen_from_a_box_is_posted_with_the_form() -> None:
    found = choices(seen(f'<form method="post"><input type="hidden" name="__VIEWSTATE" value="s=">{BOX}</form>'))
    assert [(link.text, link.method, link.url) for link in found] == [("2022年", "POST", URL)]
    assert parse_qs(found[0].body.decode(), keep_blank_values=True) == {
        "__VIEWSTATE": ["s="],
        "__EVENTTARGET": ["year"],
        "__EVENTARGUMENT": [""],
        "year": ["2022"],
    }


def test_a_box_of_a_form_that_gets_is_an_address() -> None:
    box = '<select name="d" onchange="this.form.submit()"><option value="">全部</option><option value="3">财政局</option><option value="4">教育局</option></select>'
    found = choices(seen(f'<form action="/list.do"><input type="hidden" name="c" value="1">{box}</form>'))
    assert [(link.text, link.url) for link in found] == [
        ("财政局", "http://a.test/list.do?c=1&d=3"),
        ("教育局", "http://a.test/list.do?c=1&d=4"),
    ]


def test_boxes_of_anything_else_and_forms_to_fill_in_are_left_alone() -> None:
    colours = '<select name="c" onchange="this.form.submit()"><option>红色</option><option>蓝色</option></select>'
    assert choices(seen(f"<form>{colours}</form>")) == ()
    login = f'<form><input type="text" name="u"><input type="password" name="p">{BOX}</form>'
    assert choices(seen(login)) == ()
    idle = '<select name="y"><option>2023年</option><option>2022年</option></select>'
    assert choices(seen(f"<form>{idle}</form>")) == ()


def test_the_same_choice_from_two_pages_is_one() -> None:
    one = b"__EVENTTARGET=year&__EVENTARGUMENT=&__VIEWSTATE=aaa&year=2022&organ=0"
    two = b"__EVENTTARGET=organ&__EVENTARGUMENT=&__VIEWSTATE=bbb&year=2022&organ=0"
    assert stateless(one) == stateless(two)
    assert stateless(one) != stateless(one.replace(b"2022", b"2021"))


def test_pages_of_different_pagers_stay_apart() -> None:
    one = b"__EVENTTARGET=pagerA&__EVENTARGUMENT=2&__VIEWSTATE=aaa"
    assert stateless(one) != stateless(one.replace(b"pagerA", b"pagerB"))
    assert stateless(b"a=1&b=2") == b"a=1&b=2"
