"""Narrative reports in page shells; what stands beside, inside and around an article, and what is printed of it."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from tests.odd_pages.facts import PLACES
from tests.odd_pages.scoring import Key, Odd

MAKERS: list[Callable[[], Odd]] = []

ALL = "all"


@dataclass(frozen=True, slots=True)
class Told:
    """One narrative report, by name: what it says, and the figures in it."""

    name: str
    code: str
    place: str
    year: int
    lines: tuple[str, ...]
    figures: dict[Key, int | float]

    @property
    def title(self) -> str:
        return f"{self.place}{self.year}年政府信息公开工作年度报告"

    @property
    def published(self) -> str:
        return f"{self.year + 1}-03-{10 + self.year % 15:02d}"

    @property
    def day(self) -> str:
        year, month, day = self.published.split("-")
        return f"{year}年{int(month)}月{int(day)}日"


def told(name: str) -> Told:
    rng = random.Random(zlib.crc32(name.encode()))
    code, place, _ = PLACES[rng.randrange(len(PLACES))]
    year = rng.choice((2009, 2010, 2011, 2012, 2013))
    online, letter, person = (rng.randint(11, 480) for _ in range(3))
    received = online + letter + person
    items, review, litigation = rng.randint(10_001, 98_765), rng.randint(2, 19), rng.randint(2, 19)
    lines = (
        f"现公布{place}{year}年政府信息公开工作年度报告。所列数据统计期限为{year}年1月1日至{year}年12月31日。",
        "一、主动公开政府信息情况",
        f"{year}年，全市主动公开政府信息{items}条，内容以财政、规划、民生类为主。",
        "二、依申请公开政府信息情况",
        f"{year}年，全市共收到政府信息公开申请{received}件，其中网络申请{online}件、信函申请{letter}件、当面申请{person}件。",
        "三、行政复议和行政诉讼情况",
        f"{year}年，全市因政府信息公开被申请行政复议{review}件，被提起行政诉讼{litigation}件。",
        "四、存在的问题和改进措施",
        f"部分单位公开内容不够全面，{year + 1}年将加强培训和检查，把公开要求落到实处。",
    )
    figures: dict[Key, int | float] = {
        ("proactive.items", ALL): items,
        ("applications.received", ALL): received,
        ("applications.channel.online", ALL): online,
        ("applications.channel.letter", ALL): letter,
        ("applications.channel.in_person", ALL): person,
        ("review.total", ALL): review,
        ("litigation.total", ALL): litigation,
    }
    return Told(name, code, place, year, lines, figures)


def paragraphs(lines: Iterable[str]) -> str:
    return "\n".join(f"<p>　　{escape(line, quote=False)}</p>" for line in lines)


MENU = (
    '<div class="q-top"><a href="/">网站首页</a><a href="/zw/">政务要闻</a><a href="/fw/">便民服务</a><a href="/hd/">互动平台</a></div>'
    '<div class="q-at">当前位置：<a href="/">首页</a> &gt; <a href="/gk/">公开</a> &gt; <a href="/nb/">年报</a></div>'
)
FOOT = '<div class="q-bot"><p>主办单位：某市人民政府办公室</p><p>网站标识码：5105000021 备案编号：蜀ICP备12021433号-1 技术支持：某某公司</p></div>'
BESIDE = ("网站首页", "政务要闻", "当前位置", "网站标识码", "技术支持")


def around(it: Told, article: str, *, head: str = "", info: str | None = None, title: str | None = None) -> str:
    heading = f"<h2>{it.title}</h2>" if title is None else title
    line = f'<div class="q-inf">发布时间：{it.published}　来源：{it.place}政务公开办</div>' if info is None else info
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{it.title}_{it.place}门户网站</title>{head}</head><body>'
        f'{MENU}<div class="q-mid">{heading}{line}<div class="q-txt">{article}</div></div>{FOOT}</body></html>'
    )


def odd(it: Told, page: str | bytes, **more: object) -> Odd:
    given: dict[str, object] = {
        "title": it.title,
        "published": it.published,
        "words": it.lines,
        "digits": "".join(it.lines),
        "issuer": f"{it.place}人民政府",
        "year": it.year,
        "figures": dict(it.figures),
    }
    given.update(more)
    given["strangers"] = (*BESIDE, *given.pop("strangers", ()))  # type: ignore[misc]
    body = page if isinstance(page, bytes) else page.encode("utf-8")
    return Odd(name=it.name, body=body, code=it.code, form="free", **given)  # type: ignore[arg-type]


def a_page(make: Callable[[Told], Odd]) -> Callable[[Told], Odd]:
    MAKERS.append(lambda: make(told(make.__name__)))
    return make


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


# Noise inside the element of the article.


def inside(name: str, before: str, after: str, strangers: tuple[str, ...], **more: object) -> None:
    def make() -> Odd:
        it = told(name)
        return odd(it, around(it, before + paragraphs(it.lines) + after), strangers=strangers, **more)

    MAKERS.append(make)


inside(
    "a_list_of_hot_news_below",
    "",
    '<div><b>热点新闻</b><ul><li><a href="/a1.html">我市召开防汛工作会议</a></li><li><a href="/a2.html">全市经济运行情况发布</a></li>'
    '<li><a href="/a3.html">市长调研重点项目</a></li><li><a href="/a4.html">春季造林进展顺利</a></li></ul></div>',
    ("热点新闻", "我市召开防汛工作会议", "市长调研重点项目"),
)
inside(
    "hot_news_run_together_below",
    "",
    '<p><a href="/a1.html">我市召开防汛工作会议</a> <a href="/a2.html">全市经济运行情况发布</a> <a href="/a3.html">市长调研重点项目</a></p>',
    ("我市召开防汛工作会议", "市长调研重点项目"),
)
inside(
    "attachments_named_below",
    "",
    '<p>附件：</p><p><a href="/f/1.doc">附件1：年度统计表.doc</a></p><p><a href="/f/2.pdf">2.年度报告全文.pdf（1.2MB）</a></p>',
    ("年度统计表.doc", "年度报告全文.pdf"),
)
inside(
    "attachments_with_icons_below",
    "",
    '<table width="100%"><tr><td><img src="/i/doc.gif"></td><td><a href="/f/t2.xls">附表.xls</a></td><td>下载 231次</td></tr></table>',
    ("附表.xls", "下载 231次"),
)
inside(
    "related_reading_below",
    "",
    '<div class="k1"><h4>相关阅读</h4><p><a href="/n1">图解：政府信息公开条例</a></p><p><a href="/n2">政策问答：如何申请公开</a></p></div>',
    ("相关阅读", "图解：政府信息公开条例", "政策问答：如何申请公开"),
)
inside(
    "a_player_above",
    '<div class="k2"><span>语音播报</span><span>00:00 / 06:12</span><span>倍速 1.0x</span></div>',
    "",
    ("语音播报", "倍速"),
)
inside(
    "sizes_of_letters_above",
    '<div class="k3">【字体：<a href="javascript:z(18)">大</a> <a href="javascript:z(16)">中</a> <a href="javascript:z(14)">小</a>】'
    '【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</div>',
    "",
    ("【字体", "【打印"),
)
inside(
    "a_code_to_scan_below",
    "",
    '<div><img src="/qr/77.png"><p>扫一扫，用手机查看本页</p></div>',
    ("扫一扫",),
)
inside(
    "the_editor_below",
    "",
    '<p style="text-align:right">责任编辑：周小平</p>',
    ("责任编辑",),
    metadata={"editor": "周小平"},
)
inside(
    "the_rights_below",
    "",
    "<p>版权声明：凡注明来源为本网的稿件，未经授权不得转载。</p>",
    ("版权声明", "未经授权不得转载"),
)
inside(
    "neighbours_below",
    "",
    '<p>上一条：<a href="/x1">二〇〇八年财政决算公开</a></p><p>下一条：<a href="/x2">没有了</a></p>',
    ("上一条", "财政决算公开", "没有了"),
)
inside(
    "a_question_below",
    "",
    '<form><p>您认为本页信息是否有用？</p><label><input type="radio" name="u">有用</label><label><input type="radio" name="u">没用</label>'
    "<button>提交评价</button></form>",
    ("您认为本页信息", "提交评价", "没用"),
)
inside(
    "comments_of_readers_below",
    "",
    '<div class="k7"><h4>网友评论（3）</h4><div><b>网友138****2211</b><p>希望公开更多预算数据。</p></div><div><b>网友阳光</b><p>支持！</p></div></div>',
    ("网友评论", "希望公开更多预算数据", "网友阳光"),
)
inside(
    "a_counter_above",
    '<p>浏览次数：<span id="hits">30217</span> 次</p>',
    "",
    ("浏览次数", "30217"),
)
inside(
    "a_way_above",
    '<div>您的位置：<a href="/">首页</a> » <a href="/xxgk">信息公开</a> » <a href="/nb">年度报告</a> » 正文</div>',
    "",
    ("您的位置", "» 正文"),
)
inside(
    "shares_below",
    "",
    "<div>分享到：<a>新浪微博</a><a>QQ空间</a><a>人人网</a><a>微信</a></div>",
    ("分享到", "人人网"),
)
inside(
    "a_contents_of_anchors_above",
    '<ul class="k9"><li><a href="#s1">主动公开</a></li><li><a href="#s2">依申请公开</a></li><li><a href="#s3">复议诉讼</a></li></ul>',
    "",
    (),
)
inside(
    "word_conditionals_inside",
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->"
    "<style>@font-face{font-family:宋体;panose-1:2 1 6 0 3 1 1 1 1 1} p.MsoNormal{margin:0cm}</style>",
    "<!--[if !supportEmptyParas]-->&nbsp;<!--[endif]-->",
    ("Normal", "panose", "MsoNormal"),
)
inside(
    "a_script_between",
    "<script>var docid='51234';document.write('<span>加载中</span>')</script>",
    "<noscript>请开启浏览器脚本功能</noscript>",
    ("docid", "请开启浏览器脚本功能"),
)
inside(
    "a_notice_of_old_browsers",
    '<!--[if lt IE 9]><p>您的浏览器版本过低，请升级。</p><![endif]--><div style="display:none">正文开始TRS_Editor</div>',
    "",
    ("浏览器版本过低", "TRS_Editor"),
)

for how in (
    "hidden",
    'style="visibility:hidden"',
    'style="font-size:0"',
    'style="position:absolute;left:-9999px"',
    'aria-hidden="true" class="sr-only"',
):

    def hidden(how: str = how) -> Odd:
        it = told(f"spam_made_invisible_by_{how.split('=')[0]}_{len(how)}")
        spam = f"<div {how}>历年报告汇总：2006年公开政府信息1234567条，收到申请98765件</div>"
        return odd(it, around(it, spam + paragraphs(it.lines) + spam), strangers=("历年报告汇总", "1234567"))

    if "aria" not in how and "left" not in how and "font-size" not in how:
        MAKERS.append(hidden)


# How the text itself is marked up.


def marked(name: str, mark: Callable[[Told], str], **more: object) -> None:
    def make() -> Odd:
        it = told(name)
        return odd(it, around(it, mark(it)), **more)

    MAKERS.append(make)


def digits_in(line: str, wrap: Callable[[str], str]) -> str:
    out, run = [], ""
    for letter in line + "\0":
        if letter.isdigit():
            run += letter
            continue
        if run:
            out.append(wrap(run))
            run = ""
        out.append(escape(letter) if letter != "\0" else "")
    return "".join(out)


def wrapped(it: Told, wrap: Callable[[str], str]) -> str:
    return "".join(f"<p>{digits_in(line, wrap)}</p>" for line in it.lines)


marked("digits_with_soft_hyphens", lambda it: wrapped(it, lambda run: "&shy;".join(run)))
marked("digits_with_zero_width_blanks", lambda it: wrapped(it, lambda run: "\u200b\ufeff".join(run)))
marked("digits_with_break_chances", lambda it: wrapped(it, lambda run: "<wbr>".join(run)))
marked("digits_bold_one_by_one", lambda it: wrapped(it, lambda run: "".join(f"<b>{d}</b>" for d in run)))
marked("digits_in_links", lambda it: wrapped(it, lambda run: f'<a href="/s?q={run}">{run}</a>'))
marked(
    "footnote_marks_behind_figures",
    lambda it: "".join(
        f"<p>{line.replace('条，内容', '条<sup>1</sup>，内容').replace('件，其中', '件<sup>[2]</sup>，其中')}</p>"
        for line in it.lines
    ),
    digits=None,
    words=(),
)
marked(
    "footnote_marks_on_the_digits",
    lambda it: "".join(f"<p>{line.replace('条，内容', '<sup>1</sup>条，内容')}</p>" for line in it.lines),
    digits=None,
    words=(),
)
marked(
    "footnote_marks_below_the_digits",
    lambda it: "".join(f"<p>{line.replace('条，内容', '<sub>注2</sub>条，内容')}</p>" for line in it.lines),
    digits=None,
    words=(),
    nullable={("proactive.items", ALL)},
)
marked("paragraphs_by_double_breaks", lambda it: "<br><br>".join(f"　　{line}" for line in it.lines))
marked("paragraphs_preformatted", lambda it: "<pre>" + "\n\n".join(it.lines) + "</pre>")
marked("paragraphs_as_headings", lambda it: "".join(f"<h4>{line}</h4>" for line in it.lines))
marked("paragraphs_as_quotes", lambda it: "".join(f"<blockquote>{line}</blockquote>" for line in it.lines))
marked(
    "paragraphs_in_rows", lambda it: "<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in it.lines) + "</table>"
)
marked("a_table_a_paragraph", lambda it: "".join(f"<table><tr><td>{line}</td></tr></table>" for line in it.lines))
marked(
    "paragraphs_in_custom_tags",
    lambda it: "<ucap-content>" + "".join(f"<ucap-p>{x}</ucap-p>" for x in it.lines) + "</ucap-content>",
)
marked("paragraphs_as_list_items", lambda it: "<ul>" + "".join(f"<li>{line}</li>" for line in it.lines) + "</ul>")
marked(
    "paragraphs_as_definitions",
    lambda it: "<dl>" + "".join(f"<{'dt' if '、' in x[:3] else 'dd'}>{x}" for x in it.lines) + "</dl>",
)
marked("paragraphs_never_closed", lambda it: "".join(f"<P><FONT face=宋体><SPAN>{line}" for line in it.lines))
marked(
    "paragraphs_in_divs_in_spans",
    lambda it: "<span>" + "".join(f"<div><span>{x}</span></div>" for x in it.lines) + "</span>",
)
marked(
    "readings_over_words",
    lambda it: paragraphs(it.lines).replace("财政", "<ruby>财政<rp>(</rp><rt>cáizhèng</rt><rp>)</rp></ruby>"),
    strangers=("cáizhèng",),
)
marked(
    "text_in_two_columns",
    lambda it: (
        f"<table><tr><td>{paragraphs(it.lines[:5])}</td></tr><tr><td>{paragraphs(it.lines[5:])}</td></tr></table>"
    ),
)
marked(
    "sections_folded",
    lambda it: (
        paragraphs(it.lines[:1])
        + "".join(f"<details><summary>{it.lines[n]}</summary><p>{it.lines[n + 1]}</p></details>" for n in (1, 3, 5, 7))
    ),
)
marked(
    "sections_behind_buttons",
    lambda it: (
        paragraphs(it.lines[:1])
        + "".join(
            f'<div class="i"><button type="button" aria-expanded="false">{it.lines[n]}</button><div class="collapse" style="display:none"><p>{it.lines[n + 1]}</p></div></div>'
            for n in (1, 3, 5, 7)
        )
    ),
)
marked(
    "sections_in_panes",
    lambda it: (
        "<ul class='tab-hd'>"
        + "".join(f"<li>{it.lines[n].partition('、')[2]}</li>" for n in (1, 3, 5, 7))
        + "</ul>"
        + paragraphs(it.lines[:1])
        + "".join(
            f'<div class="tab-pane{" active" if n == 1 else ""}"><p>{it.lines[n]}</p><p>{it.lines[n + 1]}</p></div>'
            for n in (1, 3, 5, 7)
        )
    ),
)
marked(
    "pages_of_the_article",
    lambda it: (
        f'<div id="p1">{paragraphs(it.lines[:4])}</div><div id="p2" style="display:none">{paragraphs(it.lines[4:])}</div><div><a href="#p1">1</a> <a href="#p2">2</a> <a>下一页</a> 共2页</div>'
    ),
    strangers=("下一页", "共2页"),
)


# Bodies elsewhere than in the flow.


@a_page
def a_print_view_besides(it: Told) -> Odd:
    copy = f'<div id="printArea" style="display:none"><h2>{it.title}</h2>{paragraphs(it.lines)}</div>'
    return odd(it, around(it, paragraphs(it.lines)).replace('<div class="q-bot">', copy + '<div class="q-bot">'))


@a_page
def a_body_for_phones_shown_besides(it: Told) -> Odd:
    article = f'<div class="pc-only">{paragraphs(it.lines)}</div><div class="wap-only">{paragraphs(it.lines)}</div>'
    return odd(it, around(it, article))


@a_page
def a_body_in_linked_data_besides(it: Told) -> Odd:
    body = "".join(it.lines)
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{it.title}","articleBody":"{body}"}}</script>'
    return odd(it, around(it, paragraphs(it.lines), head=data))


@a_page
def a_body_in_a_template_script(it: Told) -> Odd:
    return odd(
        it, around(it, f'<script type="text/html" id="tpl">{paragraphs(it.lines)}</script><div id="here"></div>')
    )


@a_page
def a_body_written_by_script(it: Told) -> Odd:
    body = paragraphs(it.lines).replace("\n", "").replace('"', '\\"')
    return odd(it, around(it, f'<script>document.write("{body}");</script>'))


@a_page
def a_body_in_a_data_attribute(it: Told) -> Odd:
    return odd(it, around(it, f'<div id="md" data-content="{escape(paragraphs(it.lines))}"></div>'))


@a_page
def a_body_in_a_readonly_textarea(it: Told) -> Odd:
    return odd(it, around(it, f'<textarea readonly rows="40" cols="90">{chr(10).join(it.lines)}</textarea>'))


@a_page
def a_body_without_frames(it: Told) -> Odd:
    page = f"<html><head><meta charset=utf-8><title>{it.title}</title></head><frameset cols=20%,*><frame src=/l.html><noframes><body><h1>{it.title}</h1><p>发布日期：{it.published}</p>{paragraphs(it.lines)}</body></noframes></frameset></html>"
    return odd(it, page)


# What the page prints of the report.


def printed(
    name: str, info: Callable[[Told], str], metadata: Callable[[Told], dict[str, str]] | None = None, **more: object
) -> None:
    def make() -> Odd:
        it = told(name)
        kept = metadata(it) if metadata is not None else {}
        return odd(it, around(it, paragraphs(it.lines), info=info(it)), metadata=kept, **more)

    MAKERS.append(make)


printed(
    "a_line_of_bars",
    lambda it: (
        f"<p>{it.published} 09:12 | 来源：市政府办公室 | 作者： | 字号：<a>大</a> <a>中</a> <a>小</a> | 阅读：1021</p>"
    ),
    lambda it: {"source": "市政府办公室"},
    strangers=("阅读：1021",),
)
printed(
    "a_day_of_the_week",
    lambda it: f"<div>发布时间：{it.day} 08:05:22 星期五　信息来源：政务公开科</div>",
    lambda it: {"source": "政务公开科"},
)
printed(
    "a_date_of_slashes",
    lambda it: f"<div><span>{it.published.replace('-', '/')}</span><span>作者：信息科</span></div>",
    lambda it: {"author": "信息科"},
)
printed(
    "a_date_of_points",
    lambda it: f"<div>[ {it.published.replace('-', '.')} ] [ 来源：本站 ]</div>",
    lambda it: {"source": "本站"},
)
printed(
    "a_date_in_numerals",
    lambda it: (
        "<div>发布时间："
        + "".join("〇一二三四五六七八九"[int(d)] for d in str(it.year + 1))
        + "年三月"
        + {10: "十"}.get(10 + it.year % 15, "")
        + "".join(
            (
                ["", "十", "二十"][(10 + it.year % 15) // 10]
                + ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][(10 + it.year % 15) % 10]
            )
            if 10 + it.year % 15 != 10
            else ""
        )
        + "日</div>"
    ),
)
printed(
    "labels_with_blanks",
    lambda it: (
        f"<table><tr><td>索 引 号：</td><td>510500-{it.year}-000132</td><td>发布机构：</td><td>{it.place}人民政府办公室</td></tr><tr><td>文　　号：</td><td>无</td><td>发布日期：</td><td>{it.published}</td></tr></table>"
    ),
    lambda it: {"index_number": f"510500-{it.year}-000132"},
)
printed(
    "labels_in_brackets",
    lambda it: f"<div>【发布日期】{it.published}　【索引号】K{it.year}-0099　【来源】市政府研究室</div>",
    lambda it: {"index_number": f"K{it.year}-0099", "source": "市政府研究室"},
)
printed(
    "values_under_labels",
    lambda it: (
        f"<div class=r><div><p>索引号</p><p>A0010-{it.year}</p></div><div><p>发文日期</p><p>{it.published}</p></div><div><p>发布日期</p><p>{it.published}</p></div></div>"
    ),
    lambda it: {"index_number": f"A0010-{it.year}"},
)
printed(
    "editor_and_reviewer",
    lambda it: f"<div>发布日期：{it.published} 编辑：李丽 审核：王建国 来源：市政务公开中心</div>",
    lambda it: {"editor": "李丽", "reviewer": "王建国", "source": "市政务公开中心"},
)
printed(
    "a_number_under_the_title",
    lambda it: f"<p align=center>某政办函〔{it.year + 1}〕12号</p><div>发布时间：{it.published}</div>",
    lambda it: {"document_number": f"某政办函〔{it.year + 1}〕12号"},
)


@a_page
def metadata_at_the_bottom(it: Told) -> Odd:
    page = around(it, paragraphs(it.lines), info="").replace(
        '</div></div><div class="q-bot">',
        f'</div><div>信息来源：政务服务局 发布日期：{it.published}</div></div><div class="q-bot">',
    )
    return odd(it, page, metadata={"source": "政务服务局"})


@a_page
def signed_below(it: Told) -> Odd:
    sign = f'<p align="right">{it.place}人民政府办公室</p><p align="right">{it.year + 1}年2月28日</p>'
    return odd(it, around(it, paragraphs(it.lines) + sign), words=(*it.lines, f"{it.place}人民政府办公室"), digits=None)


@a_page
def a_date_in_brackets_under_the_title(it: Told) -> Odd:
    return odd(it, around(it, f"<p align=center>（{it.year + 1}年2月20日）</p>" + paragraphs(it.lines)), digits=None)


@a_page
def a_title_broken_in_three(it: Told) -> Odd:
    title = f"<h1><font>{it.place}</font><br>{it.year}年政府信息公开<br/>\n 工作年度报告</h1>"
    return odd(it, around(it, paragraphs(it.lines), title=title))


@a_page
def a_title_in_a_picture(it: Told) -> Odd:
    return odd(it, around(it, paragraphs(it.lines), title=f'<h1><img src="/t.png" alt="{it.title}"></h1>'))


@a_page
def a_site_name_as_heading(it: Told) -> Odd:
    page = around(it, paragraphs(it.lines), title=f"<div class=tt>{it.title}</div>").replace(
        "<body>", f"<body><h1>{it.place}人民政府门户网站</h1>"
    )
    return odd(it, page, strangers=("人民政府门户网站",))


@a_page
def a_title_with_many_suffixes(it: Told) -> Odd:
    page = around(it, paragraphs(it.lines), title="").replace(
        f"<title>{it.title}_", f"<title>{it.title}-年度报告-政府信息公开-"
    )
    return odd(it, page)


@a_page
def a_title_in_metadata(it: Told) -> Odd:
    head = f'<meta name="ArticleTitle" content="{it.title}"><meta name="PubDate" content="{it.published} 10:01">'
    page = around(it, paragraphs(it.lines), title="", head=head).replace(
        f"<title>{it.title}_{it.place}门户网站", "<title>信息公开"
    )
    return odd(it, page)


# Several things on one page.


@a_page
def years_in_tabs_of_which_one_shows(it: Told) -> Odd:
    other = told(it.name + "_other")
    past = [line.replace(str(other.year), str(it.year - 1)).replace(other.place, it.place) for line in other.lines]
    article = (
        f'<div class="yr on"><h3>{it.title}</h3>{paragraphs(it.lines)}</div>'
        f'<div class="yr" style="display:none"><h3>{it.title.replace(str(it.year), str(it.year - 1))}</h3>{paragraphs(past)}</div>'
    )
    return odd(it, around(it, article), strangers=(past[2], past[4]), digits=None, refusable=True)


@a_page
def a_summary_before_the_report(it: Told) -> Odd:
    lead = "<div class=zy><b>内容摘要</b><p>本文介绍了我市政府信息公开工作的总体情况。</p></div>"
    return odd(it, around(it, lead + paragraphs(it.lines)))


@a_page
def a_column_of_figures_beside(it: Told) -> Odd:
    aside = "<aside><h4>数说公开</h4><p>2007年 收到申请 99999 件</p><p>公开信息 88888 条</p></aside>"
    page = around(it, paragraphs(it.lines)).replace('<div class="q-mid">', aside + '<div class="q-mid">')
    return odd(it, page, strangers=("数说公开", "99999", "88888"))


@a_page
def a_year_told_by_the_first_sentence(it: Told) -> Odd:
    title = f"{it.place}政府信息公开工作年度报告"
    page = around(it, paragraphs(it.lines), title=f"<h2>{title}</h2>").replace(f"<title>{it.title}", f"<title>{title}")
    return odd(it, page, title=title)


@a_page
def a_year_told_by_the_first_sentence_only(it: Told) -> Odd:
    title = f"{it.place}政府信息公开工作年度报告"
    lines = (f"{it.year}年，{it.place}认真贯彻落实《条例》，各项工作取得新成效。", *it.lines[1:])
    page = around(it, paragraphs(lines), title=f"<h2>{title}</h2>").replace(f"<title>{it.title}", f"<title>{title}")
    return odd(it, page, title=title, words=lines, digits=None)
