"""What a list says or offers beside what it shows: hints, and the years that they speak of."""

from __future__ import annotations

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Hint, Page

TITLE = "政府信息公开年报"
ENTRIES = "".join(
    f'<li><a href="/nb/{y}.html">合江县{y}年政府信息公开工作年度报告</a><span>{y + 1}-01-20</span></li>'
    for y in range(2025, 2018, -1)
)


def seen(beside: str) -> Page:
    markup = f"<html><head><title>{TITLE}</title></head><body><h3>{TITLE}</h3><ul>{ENTRIES}</ul>{beside}</body></html>"
    answer = Answer("http://www.a.test/nb/", 200, (("Content-Type", "text/html; charset=utf-8"),), markup.encode())
    return examine(answer, jurisdiction="510522")


def hints(beside: str) -> tuple[Hint, ...]:
    return seen(beside).hints


@pytest.mark.parametrize(
    ("beside", "year"),
    [
        ("<ul><li class='on'>2019年以来</li><li>2018年及以前</li></ul>", 2018),
        ("<div class='tab'><span>2008-2018年</span></div>", 2012),
        ("<h4>历史年报</h4>", 2010),
        ("<p>2020年以前的信息请访问旧版网站</p>", 2015),
        ("<form method='post'><p>往年年度报告请按年度查询</p><input name='nd'></form>", 2009),
        ("<select id='nd'><option>2025</option><option>2024</option><option>2018</option></select>", 2018),
        (
            "<select><option>合江县政府办公室</option><option>合江县档案局</option><option>合江县信息中心</option></select>",
            2010,
        ),
        ("<p>共7条 <a href='javascript:;'>下一页</a></p>", 2010),
        ("<a href='javascript:void(0)'><img src='/more.gif' alt='更多'></a>", 2010),
        ("<div><button>‹</button><em>1/3</em><button>›</button></div>", 2010),
        (
            "<ul><li><span>合江县政府办公室</span></li><li><span>合江县档案局</span></li><li>合江县教育局</li></ul>",
            2010,
        ),
        ("<p><span>1</span><a href='javascript:;'>2</a><a href='javascript:;'>3</a></p>", 2010),
    ],
)
def test_what_a_list_has_beside_what_it_shows_is_a_hint_of_those_years(beside: str, year: int) -> None:
    assert any(hint.speaks_of(year) for hint in hints(beside))


@pytest.mark.parametrize(
    "beside",
    [
        "<p>共7条记录 1/1页</p>",
        "<p>首页 上一页 下一页 尾页</p>",
        "<p>共7条 1/1页 <a href='javascript:;'>下一页</a></p>",
        "<p>共7条 <a class='disabled' href='javascript:;'>下一页</a></p>",
        "<ul><li><a href='/old/'>历史年报</a></li></ul>",
        "<h4>历年年报</h4><a href='/lswh/'>历史文化</a><span>历史沿革</span>",
        "<select><option>全部</option><option>2025</option><option>2024</option><option>2023</option></select>",
        "<select><option>市直部门网站</option><option value='http://cz.test/'>合江县财政局</option>"
        "<option value='http://jy.test/'>合江县教育局</option></select>",
        "<a href='/nb/'>更多</a><span>1/1</span><span>3/2</span>",
        "<ul><li><a href='/a'>甲</a><span>合江县政府办公室</span></li><li><a href='/b'>乙</a><span>合江县档案局</span></li>"
        "<li><a href='/c'>丙</a><span>合江县教育局</span></li></ul>",
        "<p>各单位应于1月31日前向社会公布年度报告。</p>",
    ],
)
def test_what_every_page_has_is_no_hint(beside: str) -> None:
    assert hints(beside) == ()


def test_a_hint_of_a_span_of_years_says_nothing_of_others() -> None:
    (hint,) = hints("<div class='tab'><span>2008-2012年</span></div>")
    assert [hint.speaks_of(year) for year in (2007, 2008, 2012, 2013)] == [False, True, True, False]


def test_a_column_that_offers_a_choice_is_seen_by_a_browser() -> None:
    choice = "<select id='nd'><option>2025</option><option>2024</option><option>2018</option></select>"
    assert seen(f"{choice}<script src='/nd.js'></script>").needs_browser == "it is narrowed to 2025 by a choice of 3"
    assert seen(choice).needs_browser is None


def test_a_sentence_is_read_within_elements_nested_deeply_and_many_hints_are_bounded() -> None:
    deep = "<div>" * 100 + "2018年以前的信息请见旧版" + "</div>" * 100
    assert any(hint.speaks_of(2015) for hint in hints(deep))
    assert len(hints("".join(f"<p>{year}年及以前</p>" for year in range(1950, 2020)))) == 12
