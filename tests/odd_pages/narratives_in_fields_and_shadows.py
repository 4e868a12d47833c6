"""Narrative reports whose body stands in a hidden field, an array of a script or a declared shadow root."""

from __future__ import annotations

from collections.abc import Callable

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


def printed(name: str, info: Callable[[Told], str], metadata: Callable[[Told], dict[str, str]], **more: object) -> None:
    def make() -> Odd:
        it = told(name)
        return odd(it, around(it, paragraphs(it.lines), info=info(it)), metadata=metadata(it), **more)

    MAKERS.append(make)


inside(
    "a_vote_below",
    "",
    "<div><p>心情投票：</p><ul><li>开心 3</li><li>感动 1</li><li>无聊 0</li></ul></div>",
    ("心情投票", "感动 1"),
)
inside(
    "columns_of_links_below",
    "",
    "<table><tr><td><a href=/1>省政府网站</a></td><td><a href=/2>市州网站</a></td><td><a href=/3>部门网站</a></td></tr></table>",
    ("省政府网站", "市州网站"),
)
inside(
    "files_as_buttons_below",
    "",
    '<p><a class="btn" href="/d/1.pdf">下载PDF版</a> <a class="btn" href="/d/1.docx">下载Word版</a></p>',
    ("下载PDF版", "下载Word版"),
)
inside(
    "a_line_on_the_reader_above",
    "<p>本文字数：1024　预计阅读时间：3分钟</p>",
    "",
    ("本文字数", "预计阅读时间"),
)
inside(
    "a_subscription_below",
    "",
    "<div><p>订阅本栏目更新</p><form><input type=text placeholder=邮箱><button>订阅</button></form></div>",
    ("订阅本栏目更新",),
)
inside(
    "announcements_in_a_box_above",
    "<div class=tz><b>通知公告</b><ul><li><a href=/t1>关于春节放假的通知</a></li><li><a href=/t2>关于停机维护的公告</a></li></ul></div>",
    "",
    ("关于春节放假的通知", "关于停机维护的公告"),
)
inside(
    "a_disclaimer_below",
    "",
    "<p>免责声明：本网站所载信息仅供参考，以纸质文件为准。</p>",
    ("免责声明",),
)
inside(
    "a_map_of_the_site_below",
    "",
    "<p><a href=/a>网站地图</a>｜<a href=/b>隐私保护</a>｜<a href=/c>联系我们</a></p>",
    ("网站地图", "隐私保护"),
)
inside(
    "a_publisher_below",
    "",
    "<p>【信息来源：市政府办公室】【责任编辑：孙悦】</p>",
    ("责任编辑",),
    metadata={"editor": "孙悦"},
)
inside(
    "a_link_to_the_chart_below", "", "<p>相关图解：<a href=/tj>一张图看懂年度报告</a></p>", ("相关图解", "一张图看懂")
)

marked(
    "letters_in_font_tags",
    lambda it: "".join("<p>" + "".join(f"<font size=3>{c}</font>" for c in x) + "</p>" for x in it.lines),
)
marked(
    "numbers_in_code_tags",
    lambda it: "".join(f"<p><kbd>{x[:6]}</kbd><var>{x[6:12]}</var><samp>{x[12:]}</samp></p>" for x in it.lines),
)
marked(
    "sections_in_fieldsets",
    lambda it: (
        f"<p>{it.lines[0]}</p>"
        + "".join(f"<fieldset><legend>{it.lines[n]}</legend>{it.lines[n + 1]}</fieldset>" for n in (1, 3, 5, 7))
    ),
)
marked(
    "sections_as_menu_items",
    lambda it: (
        f"<p>{it.lines[0]}</p><menu>"
        + "".join(f"<li><h3>{it.lines[n]}</h3><div>{it.lines[n + 1]}</div></li>" for n in (1, 3, 5, 7))
        + "</menu>"
    ),
)
marked(
    "sections_folded_by_attribute",
    lambda it: (
        f"<p>{it.lines[0]}</p>"
        + "".join(
            f'<h3 data-toggle="collapse" aria-expanded="false" aria-controls="c{n}">{it.lines[n]}</h3><div id="c{n}" hidden><p>{it.lines[n + 1]}</p></div>'
            for n in (1, 3, 5, 7)
        )
    ),
)
marked("text_in_svg_and_after", lambda it: "<svg><text>2007</text></svg>" + paragraphs(it.lines), strangers=("2007",))
marked(
    "marks_of_revision",
    lambda it: paragraphs(it.lines).replace("不够全面", "<ins>不够全面</ins><del>较差</del>"),
    words=(),
    digits=None,
)
marked(
    "breaks_within_sentences",
    lambda it: "".join(f"<p>{x.replace('，', '，<br>')}</p>" for x in it.lines),
    words=(),
    digits=None,
)


@a_page
def a_body_in_a_hidden_field_escaped_twice(it: Told) -> Odd:
    body = paragraphs(it.lines).replace("<", "&amp;lt;").replace(">", "&amp;gt;")
    return odd(it, around(it, f'<input type="hidden" id="c" value="{body}">'), refusable=True)


@a_page
def a_body_in_an_array_of_strings(it: Told) -> Odd:
    lines = ",".join(f'"<p>{line}</p>"' for line in it.lines)
    return odd(
        it,
        around(it, f'<div id=box></div><script>var arr=[{lines}];box.innerHTML=arr.join("")</script>'),
        refusable=True,
    )


@a_page
def a_body_in_a_declared_shadow(it: Told) -> Odd:
    return odd(it, around(it, f'<x-doc><template shadowrootmode="open">{paragraphs(it.lines)}</template></x-doc>'))


printed(
    "a_box_of_pairs_in_divs",
    lambda it: (
        f"<div class=x><div>索引号</div><div>GK{it.year}</div></div><div class=x><div>发布日期</div><div>{it.published}</div></div><div class=x><div>来源</div><div>市政府</div></div>"
    ),
    lambda it: {"index_number": f"GK{it.year}", "source": "市政府"},
)
printed(
    "labels_before_colons_apart",
    lambda it: f"<p><b>发布时间</b> ：{it.published}　<b>信息来源</b> ：市公开办　<b>编辑</b> ：吴敏</p>",
    lambda it: {"source": "市公开办", "editor": "吴敏"},
)
printed(
    "a_day_and_a_clock_before_the_source",
    lambda it: f"<div><i>{it.published} 16:40:07</i><i>来源:市政府网</i><i>浏览:88</i></div>",
    lambda it: {"source": "市政府网"},
    strangers=("浏览:88",),
)
printed(
    "the_day_written_out",
    lambda it: f"<div>发文时间 {it.day}</div><div>发布时间 {it.day}</div><div>文件编号 某办〔{it.year + 1}〕7号</div>",
    lambda it: {},
)
