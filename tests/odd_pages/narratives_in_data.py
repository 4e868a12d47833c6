"""Narrative reports whose body stands in the state of a page, in attributes or in a table; years and dates told in few places."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from urllib.parse import quote

from tests.odd_pages.narratives_in_frames import Told, around, odd, paragraphs, told
from tests.odd_pages.scoring import Odd

MAKERS: list[Callable[[], Odd]] = []


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


def a_page(make: Callable[[Told], Odd]) -> Callable[[Told], Odd]:
    MAKERS.append(lambda: make(told(make.__name__)))
    return make


def inside(name: str, before: str, after: str, strangers: tuple[str, ...], **more: object) -> None:
    def make() -> Odd:
        it = told(name)
        return odd(it, around(it, before + paragraphs(it.lines) + after), strangers=strangers, **more)

    MAKERS.append(make)


def marked(name: str, mark: Callable[[Told], str], **more: object) -> None:
    def make() -> Odd:
        it = told(name)
        return odd(it, around(it, mark(it)), **more)

    MAKERS.append(make)


def printed(
    name: str, info: Callable[[Told], str], metadata: Callable[[Told], dict[str, str]] | None = None, **more: object
) -> None:
    def make() -> Odd:
        it = told(name)
        kept = metadata(it) if metadata is not None else {}
        return odd(it, around(it, paragraphs(it.lines), info=info(it)), metadata=kept, **more)

    MAKERS.append(make)


inside(
    "a_robot_to_ask",
    "",
    "<div class=bot><p>您好，我是智能客服小安，请问有什么可以帮您？</p><p>常见问题</p></div>",
    ("智能客服小安",),
)
inside(
    "a_warning_of_leaving",
    "",
    "<div class=dlg><p>温馨提示：您访问的链接即将离开本网站，是否继续？</p><a>继续访问</a> <a>放弃</a></div>",
    ("即将离开本网站", "继续访问"),
)
inside("a_running_line_above", "<marquee>热烈祝贺我市荣获全国文明城市称号</marquee>", "", ("热烈祝贺我市",))
inside(
    "reports_of_other_years_below",
    "",
    "<div class=nb><h5>历年年报</h5><ul><li><a href=/a>2006年度报告</a></li><li><a href=/b>2005年度报告</a></li></ul></div>",
    ("历年年报", "2006年度报告"),
)
inside(
    "a_choice_of_years_above",
    "<div>选择年份：<select><option>2006年</option><option>2005年</option></select></div>",
    "",
    ("2006年",),
)
inside("likes_below", "", "<p><span>点赞 23</span> <span>收藏 5</span> <span>评论 0</span></p>", ("点赞", "收藏 5"))
inside("a_printing_line_below", "", "<p>打印时间：2025-04-02 10:11:12</p>", ("打印时间",))
inside(
    "a_map_of_headings_above",
    "<nav><h4>目录</h4><ol><li><a href=#1>主动公开政府信息情况</a></li><li><a href=#2>依申请公开政府信息情况</a></li></ol></nav>",
    "",
    (),
)
inside("the_days_weather_above", "<div>今天是2025年4月2日 星期三 多云 12℃～20℃</div>", "", ("今天是2025年", "多云"))
inside(
    "cards_of_pictures_below",
    "",
    "<div class=cards><a href=/p1><img src=/1.jpg><span>一图读懂报告</span></a><a href=/p2><img src=/2.jpg><span>视频解读</span></a></div>",
    ("一图读懂报告", "视频解读"),
)
inside(
    "contacts_of_the_site_below",
    "",
    "<p>网站管理：市电子政务中心　联系电话：0830-3110000　传真：0830-3110001</p>",
    ("网站管理", "0830-3110000"),
)
inside(
    "an_end_mark_and_the_editor",
    "",
    "<p>（完）</p><p>[编辑：陈晨] [审核：赵亮]</p>",
    ("[编辑",),
    metadata={"editor": "陈晨", "reviewer": "赵亮"},
)
inside("a_source_below", "", "<p>来源：市政务公开办</p>", ("来源：市政务公开办",))
inside(
    "a_form_to_report_errors",
    "",
    '<div><a href="javascript:err()">我要纠错</a> <a>有疑问？点此咨询</a></div>',
    ("我要纠错", "点此咨询"),
)
inside(
    "tags_of_the_article_below", "", "<p>标签：<a href=/t/1>政府信息公开</a> <a href=/t/2>年度报告</a></p>", ("标签：",)
)
inside("accounts_to_follow_below", "", "<p>关注我们：微信公众号“某某发布” 微博@某某发布</p>", ("关注我们",))

marked(
    "blanks_between_all_letters",
    lambda it: "".join(
        "<p>" + "&nbsp;".join(escape(c) for c in line) + "</p>"
        if not any(c.isdigit() for c in line)
        else f"<p>{line}</p>"
        for line in it.lines
    ),
)
marked(
    "letters_as_references",
    lambda it: "".join("<p>" + "".join(f"&#{ord(c)};" for c in line) + "</p>" for line in it.lines),
)
marked(
    "digits_full_width",
    lambda it: "".join(
        "<p>" + line.translate(str.maketrans("0123456789", "０１２３４５６７８９")) + "</p>" for line in it.lines
    ),
    words=(),
    digits=None,
)
marked("paragraphs_in_paragraphs", lambda it: "".join(f"<p class=a><p class=b>{line}<p></p></p>" for line in it.lines))
marked(
    "stray_ends_in_the_middle",
    lambda it: paragraphs(it.lines[:4]) + "</span></font></table></td>" + paragraphs(it.lines[4:]),
)
marked(
    "odd_comments_in_the_middle",
    lambda it: (
        paragraphs(it.lines[:4])
        + "<!-- a -- b > c --><!--[if !vml]--><!--[endif]--><![CDATA[]]>"
        + paragraphs(it.lines[4:])
    ),
)
marked(
    "a_page_in_the_page",
    lambda it: (
        f"<html><head><title>无标题文档</title><style>p{{margin:0}}</style></head><body>{paragraphs(it.lines)}</body></html>"
    ),
)
marked(
    "keywords_linked",
    lambda it: "".join(
        f"<p>{line.replace('政府信息', '<a href=/k>政府信息</a>').replace('行政复议', '<a href=/k2>行政复议</a>')}</p>"
        for line in it.lines
    ),
)
marked(
    "three_boxes_and_a_banner",
    lambda it: (
        f"<div class=c1>{paragraphs(it.lines[:3])}</div><div class=ad><a href=/ad><img src=/ad.jpg alt=专题></a></div><div class=c2>{paragraphs(it.lines[3:6])}</div><div class=c3>{paragraphs(it.lines[6:])}</div>"
    ),
)
marked(
    "sections_in_tables_of_colours",
    lambda it: "".join(
        f"<table bgcolor=#eee><tr><td><b>{it.lines[n]}</b></td></tr><tr><td bgcolor=#fff>{it.lines[n + 1]}</td></tr></table>"
        for n in (1, 3, 5, 7)
    ).join((f"<p>{it.lines[0]}</p>", "")),
)
marked("one_paragraph_of_wide_blanks", lambda it: "<p>　　" + "　　".join(it.lines) + "</p>")
marked(
    "lines_of_a_scanned_text",
    lambda it: "".join(f"<p>{line[i : i + 22]}</p>" for line in it.lines for i in range(0, len(line), 22)),
    nullable={("applications.channel.in_person", "all"), ("review.total", "all")},
    words=(),
    digits=None,
)


@a_page
def headings_and_answers_as_a_table(it: Told) -> Odd:
    rows = "".join(f"<tr><th>{it.lines[n]}</th><td>{it.lines[n + 1]}</td></tr>" for n in (1, 3, 5, 7))
    return odd(it, around(it, f"<p>{it.lines[0]}</p><table border=1>{rows}</table>"), refusable=True)


@a_page
def an_application_of_states(it: Told) -> Odd:
    state = '<input type="hidden" name="__VIEWSTATE" value="' + "dDwtMTIzNDU2Nzg5O3Q8O2w8aTwxPjs+" * 40 + '">'
    page = (
        around(it, paragraphs(it.lines))
        .replace("<body>", f"<body><form method=post>{state}")
        .replace("</body>", "</form></body>")
    )
    return odd(it, page)


@a_page
def a_body_in_a_components_attribute(it: Told) -> Odd:
    return odd(
        it,
        around(
            it,
            f"<article-view :content='{escape(json.dumps(paragraphs(it.lines), ensure_ascii=False))}'></article-view>",
        ),
        refusable=True,
    )


@a_page
def a_body_in_the_state_of_a_page(it: Told) -> Odd:
    state = json.dumps({"props": {"article": {"title": it.title, "html": paragraphs(it.lines)}}}).replace(
        "<", "\\u003c"
    )
    return odd(
        it, around(it, f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{state}</script>')
    )


@a_page
def a_body_in_percent_signs(it: Told) -> Odd:
    return odd(
        it,
        around(it, f"<div id=z></div><script>z.innerHTML=decodeURIComponent('{quote(paragraphs(it.lines))}')</script>"),
        refusable=True,
    )


printed(
    "a_source_and_clicks",
    lambda it: f"<div>时间：{it.day}　点击：23 次　来源：市府办</div>",
    lambda it: {"source": "市府办"},
    strangers=("点击：23",),
)
printed(
    "a_date_of_one_digit",
    lambda it: f"<div>日期:{it.year + 1}-3-{10 + it.year % 15}  来源:本站原创  作者:佚名</div>",
    lambda it: {"source": "本站原创", "author": "佚名"},
)
printed(
    "a_date_with_parts_of_seconds", lambda it: f"<div>信息提供：市府办　　发布时间：{it.published} 15:22:01.0</div>"
)
printed(
    "a_list_of_terms",
    lambda it: (
        f"<dl><dt>发布日期</dt><dd>{it.published}</dd><dt>索引号</dt><dd>M-{it.year}</dd><dt>来源</dt><dd>市公开办</dd></dl>"
    ),
    lambda it: {"index_number": f"M-{it.year}", "source": "市公开办"},
)
printed(
    "three_dates",
    lambda it: (
        f"<table><tr><td>成文日期</td><td>{it.year + 1}-02-01</td><td>发布日期</td><td>{it.published}</td></tr><tr><td>更新时间</td><td>2024-05-05</td><td>文号</td><td>某府〔{it.year + 1}〕5号</td></tr></table>"
    ),
    lambda it: {"document_number": f"某府〔{it.year + 1}〕5号"},
)
printed(
    "labels_in_small_letters",
    lambda it: (
        f"<ul><li><label>信息索引号:</label><span>QX{it.year}</span></li><li><label>发布时间:</label><span>{it.published}</span></li><li><label>信息来源:</label><span>办公室</span></li></ul>"
    ),
    lambda it: {"index_number": f"QX{it.year}", "source": "办公室"},
)


@a_page
def a_date_in_the_heading(it: Told) -> Odd:
    return odd(
        it, around(it, paragraphs(it.lines), title=f"<h2>{it.title} <small>{it.published}</small></h2>", info="")
    )


@a_page
def a_heading_in_the_article_only(it: Told) -> Odd:
    page = around(it, f"<p align=center><b>{it.title}</b></p>" + paragraphs(it.lines), title="").replace(
        f"<title>{it.title}_{it.place}", f"<title>{it.place}"
    )
    return odd(it, page, digits=None)


@a_page
def only_signed_and_not_published(it: Told) -> Odd:
    sign = f"<p align=right>{it.place}人民政府办公室</p><p align=right>{it.year + 1}年1月20日</p>"
    return odd(
        it,
        around(it, paragraphs(it.lines) + sign, info=""),
        published=None,
        digits=None,
        metadata={"signed": f"{it.year + 1}-01-20", "published": ""},
    )


@a_page
def an_article_with_head_and_foot(it: Told) -> Odd:
    article = f"<article><header><h1>{it.title}</h1><p>{it.published} · 市政务公开办</p></header><section>{paragraphs(it.lines)}</section><footer><p>本文共九段，阅读约需2分钟</p></footer></article>"
    return odd(it, around(it, article, title="", info=""), strangers=("阅读约需",))


@a_page
def a_year_by_figures_beside_last_years(it: Told) -> Odd:
    title = f"{it.place}政府信息公开工作年度报告"
    figures = dict(it.figures)
    lines = tuple(line for line in it.lines if "统计期限" not in line)
    page = around(it, paragraphs(lines), title=f"<h2>{title}</h2>").replace(f"<title>{it.title}", f"<title>{title}")
    return odd(it, page, title=title, words=lines, digits=None, figures=figures)


@a_page
def a_plan_of_the_next_year_only(it: Told) -> Odd:
    """The text names no year but the next: the year reported on is not told."""
    title = f"{it.place}政府信息公开工作年度报告"
    lines = tuple(line.replace(f"{it.year}年，", "") for line in it.lines if "统计期限" not in line)
    page = around(it, paragraphs(lines), title=f"<h2>{title}</h2>", info="").replace(
        f"<title>{it.title}", f"<title>{title}"
    )
    return odd(it, page, title=title, words=(), digits=None, figures={}, refusable=True, published=None)
