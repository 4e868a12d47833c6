"""What links do whose address is a call of a function."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.links import collect
from crawler.discovery.page import Answer, FoundLink, Page
from crawler.discovery.view import View

URL = "http://a.test/gk/list.jsp?c=9"
FORM = '<form name="f1" method="post" action="list.jsp"><input type="hidden" name="c" value="9"><input type="hidden" id="cp" name="curpage" value="1"><select name="y"><option>2022</option><option selected>2023</option></select>'


def links(markup: str, *, behind: tuple[Answer, ...] = ()) -> tuple[FoundLink, ...]:
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return collect(View(Answer(URL, 200, headers, markup.encode(), rendered=bool(behind), behind=behind)))


def page(markup: str) -> Page:
    return examine(
        Answer(URL, 200, (("Content-Type", "text/html; charset=utf-8"),), markup.encode()), jurisdiction="510500"
    )


@pytest.mark.parametrize(
    "body",
    [
        "document.f1.curpage.value = n; document.f1.submit();",
        "document.getElementById('cp').value = n; document.forms[0].submit()",
        "$('#cp').val(n); $('form').submit();",
        "$(\"input[name='curpage']\").val(n);$('#f').submit();",
    ],
)
def test_a_function_that_fills_a_form_in_and_sends_it_is_the_next_page(body: str) -> None:
    found = page(
        f'{FORM}<a href="javascript:go(1)">首页</a><a href="javascript:go(2)">下页</a></form><script>function go(n) {{ {body} }}</script>'
    )
    (further,) = [link for link in found.links if link.method == "POST"]
    assert (further.kind, further.url) == ("pager", "http://a.test/gk/list.jsp")
    assert parse_qs(further.body.decode()) == {"c": ["9"], "curpage": ["2"], "y": ["2023"]}


def test_a_form_that_gets_is_an_address() -> None:
    markup = (
        FORM.replace('method="post" ', "")
        + '<a onclick="go(2)">下页</a></form><script>function go(n) { document.f1.curpage.value = n; document.f1.submit(); }</script>'
    )
    assert [link.url for link in links(markup)] == ["http://a.test/gk/list.jsp?c=9&curpage=2&y=2023"]


def test_a_function_with_an_argument_that_must_be_computed_asks_for_nothing() -> None:
    script = "<script>function load(t, p) { s.src = '/open/list?tab=' + t + '&p=' + p; }</script>"
    found = links(
        f"""{script}<a href="javascript:load(T,P+1)">下一页</a><span onclick="load('t2',1)">政府年报</span>"""
    )
    assert [link.url for link in found] == ["http://a.test/open/list?tab=t2&p=1"]


def test_of_a_files_name_and_its_address_the_address_is_asked_for() -> None:
    found = links("""<a href="javascript:void(0)" onclick="down('2020年年报.pdf', '/group1/a.pdf')">年报</a>""")
    assert [link.url for link in found] == ["http://a.test/group1/a.pdf"]


def test_functions_of_a_script_that_a_rendered_page_loaded_are_known() -> None:
    script = Answer(
        "http://a.test/c.js",
        200,
        (("Content-Type", "application/javascript"),),
        b"function openInfo(i,k){window.open('/d/'+k+'/'+i+'.shtml')}",
    )
    found = links(
        """<li><span onclick="openInfo('7','nb')">2020年政府信息公开工作年度报告</span></li>""", behind=(script,)
    )
    assert [link.url for link in found] == ["http://a.test/d/nb/7.shtml"]


def test_a_report_behind_an_unknown_function_needs_a_browser() -> None:
    script = '<script src="/c.js"></script>'
    assert page(f"""{script}<li onclick="openInfo('7')">泸州市2020年政府信息公开工作年度报告</li>""").needs_browser
    others = "".join(f'<a href="/{n}.html">通知{n}</a>' for n in range(4))
    assert not page(f"""{script}<p onclick="setHome()">设为首页</p>{others}""").needs_browser


def test_addresses_kept_in_attributes_and_in_drawings_are_links() -> None:
    found = links(
        '<ul><li data-src="y2023.inc">2023年</li><li data-link="/d/7.html">年报</li></ul><img data-src="/a.png"><svg><a xlink:href="/gk/sfj/"><text>司法局</text></a></svg>'
    )
    assert [(link.url, link.text) for link in found] == [
        ("http://a.test/gk/y2023.inc", "2023年"),
        ("http://a.test/d/7.html", "年报"),
        ("http://a.test/gk/sfj/", "司法局"),
    ]


def test_a_redirect_by_joined_strings_is_followed() -> None:
    found = page("<script>var u='/home/';setTimeout(function(){self.location.replace(u+'index.html')},100)</script>")
    assert (found.verdict, [link.url for link in found.links]) == ("stub", ["http://a.test/home/index.html"])


def test_what_follows_the_end_of_a_page_is_read() -> None:
    found = page("<html><body><p>列表</p></body></html><a href='/p2.html'>下一頁</a>")
    assert [(link.kind, link.url) for link in found.links] == [("pager", "http://a.test/p2.html")]


@pytest.mark.parametrize(
    "markup",
    [
        """<select id="y">{}</select><button onclick="location.href='/nb/'+document.getElementById('y').value+'.html'">查看</button>""",
        """<form name="f"><select name="y">{}</select></form><a href="#" class="b" onclick="go()"></a><i onclick="window.open('/nb/'+f.y.value+'.html')">查看</i>""",
        """<select onchange="location='/nb/'+this.value+'.html'">{}</select>""",
        """<select onchange="go(this.value)">{}</select><script>function go(v) {{ window.location.href = '/nb/' + v + '.html'; }}</script>""",
        """<select id="y">{}</select><button onclick="go()">查看</button><script>function go() {{ location.href = '/nb/' + $('#y').val() + '.html'; }}</script>""",
    ],
)
def test_every_option_of_a_box_is_asked_for_whose_value_makes_the_address(markup: str) -> None:
    found = links(
        markup.format('<option value="">请选择</option><option>2023</option><option value="2022">2022年</option>')
    )
    assert [(link.url, link.text) for link in found] == [
        ("http://a.test/nb/2023.html", "2023"),
        ("http://a.test/nb/2022.html", "2022年"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<a rel="next" href="/page/2/"><i class="fa"></i></a>',
        '<link rel="next" href="/page/2/">',
        '<a class="pager-next" href="/page/2/"><svg></svg></a>',
        '<a href="/page/2/" aria-label="下一页"><i></i></a>',
    ],
)
def test_an_arrow_without_words_is_the_next_page(markup: str) -> None:
    assert [(link.kind, link.url) for link in page(f"<html><body><p>列表</p>{markup}</body></html>").links] == [
        ("pager", "http://a.test/page/2/")
    ]


def test_a_form_goes_in_the_charset_that_the_page_had_before_a_browser_handed_it_on() -> None:
    markup = """<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><form name="f" action="/s.jsp">
<input name="keyword" value="公开"><input name="no" value="1"></form><a href="javascript:to(2)">2</a>
<script>function to(n) { document.f.no.value = n; document.f.submit(); }</script>"""
    behind = (Answer("http://a.test/x.js", 200, (), b""),)
    urls = [link.url for link in links(markup, behind=behind)]
    assert urls == ["http://a.test/s.jsp?keyword=%B9%AB%BF%AA&no=2"]
