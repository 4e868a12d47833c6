"""What pages print of themselves and around a report: boxes, dates, organs, and surroundings of every make; no large tables.

`pages()` are reports with three short tables; what matters is title, issuer, year, dates, numbers, and that nothing of the
surroundings comes into the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.odd_pages import cms_grids as grids
from tests.odd_pages.cms_pages import Piece, grids_of, six
from tests.odd_pages.facts import facts
from tests.odd_pages.scoring import Odd

SHARE = (
    '<div class="gwd-share"><span>分享</span><a title="分享到微信"></a><a>QQ空间</a><a>新浪微博</a></div>'
    '<div class="qrcode" style="text-align:center"><img src="q.png" alt="二维码"><p>手机扫码浏览</p></div>'
)


@dataclass
class Around:
    """A page around an article; `{body}` is put where it belongs."""

    before: str
    after: str = ""
    head: str = ""
    strangers: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)


def page(
    name: str,
    around: Around,
    *,
    seed: int,
    form: str = "2021",
    title: str | None = None,
    code: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
    published: str | None = None,
    pieces: list[Piece] | None = None,
    signature: str = "",
    printed_title: str | None = None,
) -> Odd:
    made = facts(seed, form)
    title = title or made.title
    pieces = pieces or six([(grids.ueditor(grid), grids.words(grid)) for grid in grids_of(made)])
    body = "".join(markup for markup, _ in pieces) + signature
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{around.head}</head><body>{around.before}{body}{around.after}'
        "</body></html>"
    ).replace("{title}", printed_title or title)
    words = [word for _, piece in pieces for word in piece]
    return Odd(
        name,
        html.encode(),
        dict(made.values),
        code or made.code,
        year or made.year,
        form,
        title=title,
        published=published,
        issuer=issuer or made.government,
        words=tuple(words),
        strangers=around.strangers,
        metadata=around.metadata,
        whole=True,
    )


def box_of_list_items() -> Odd:
    around = Around(
        '<div class="w1200"><div class="location">您的位置：<a>首页</a> > <a>政务公开</a> > 年度报告</div>'
        '<ul class="xxgk-info"><li><b>索引号：</b><span>000014349/2023-00017</span></li><li><b>信息分类：</b><span>政府信息公开年报</span></li>'
        "<li><b>发布机构：</b><span>市政府办公室</span></li><li><b>生成日期：</b><span>2023-01-18</span></li>"
        "<li><b>生效时间：</b><span></span></li><li><b>废止时间：</b><span></span></li>"
        "<li><b>名　　称：</b><span>{title}</span></li><li><b>文　　号：</b><span>泸市府办函〔2023〕8号</span></li></ul>"
        '<h1>{title}</h1><p class="time">发布时间：2023-01-19 17:30:02</p><div class="font">字号：<a>大</a><a>中</a><a>小</a></div><div class="art">',
        "</div>"
        + SHARE
        + '<div class="xgwj"><h4>相关文件</h4><ul><li><a href="1">关于做好年报编制的通知</a></li></ul></div></div>',
        strangers=("您的位置", "信息分类", "手机扫码", "字号", "年报编制的通知"),
        metadata={"index_number": "000014349/2023-00017", "document_number": "泸市府办函〔2023〕8号"},
    )
    return page("box_of_list_items", around, seed=8100, published="2023-01-19")


def lookalike_colons() -> Odd:
    around = Around(
        "<div><h2>{title}</h2><div class='sm'>发布日期∶2022年1月26日　信息来源︰市政府办　责任编辑﹕王小明　阅读次数：9</div><div>",
        "<div class='bar'>【字体：大 中 小】【打印】【关闭】</div></div></div>",
        strangers=("王小明", "阅读次数", "字体"),
        metadata={"source": "市政府办", "editor": "王小明"},
    )
    return page("lookalike_colons", around, seed=8101, published="2022-01-26")


def chinese_numerals() -> Odd:
    around = Around(
        "<table width='90%' align='center'><tr><td>索引号</td><td>K12345678/2022-00001</td><td>公开日期</td><td>二〇二二年三月一日</td></tr>"
        "<tr><td>发布机构</td><td>市人民政府办公室</td><td>文号</td><td>无</td></tr></table><div><h3 align=center>{title}</h3>",
        "</div>",
        strangers=("K12345678",),
        metadata={"index_number": "K12345678/2022-00001", "signed": "2022-02-08"},
    )
    sign = "<p align=right>黄山市人民政府办公室</p><p align=right>二〇二二年二月八日</p>"
    odd = page("chinese_numerals", around, seed=8103, published="2022-03-01", signature=sign)
    odd.whole = False
    return odd


def fields_by_data_attributes() -> Odd:
    around = Around(
        '<div class="main"><div class="row"><div class="col"><label>索引号</label><i>11330000/2024-51234</i></div>'
        '<div class="col"><label>公开方式</label><i>主动公开</i></div><div class="col"><label>发布日期</label><i>2024/1/22</i></div>'
        '<div class="col"><label>发布单位</label><i>安康市政府办</i></div></div><h1 class="t">{title}</h1>'
        '<div class="tools"><a onclick="doZoom(16)">大</a><a onclick="doZoom(14)">中</a><a>小</a><a>收藏</a><a>打印</a><a>朗读</a></div>'
        '<div id="zoom">',
        '</div><div class="attach">附件下载：<a href="/f/a.docx">{title}.docx</a></div></div>',
        strangers=("主动公开方式", "朗读", "附件下载", "11330000/2024"),
        metadata={"index_number": "11330000/2024-51234"},
    )
    return page("fields_by_data_attributes", around, seed=8105, published="2024-01-22")


def an_old_page_of_chinese_labels_in_a_row() -> Odd:
    around = Around(
        "<p>【索引号】 SY-2021-0017　【发布机构】 办公室　【发布日期】 2021.01.29　【有效性】 有效</p><p align=center><b>{title}</b></p>",
        "<p>【我要打印】【我要纠错】【关闭窗口】</p><p>上一篇：没有了</p><p>下一篇：<a href=2>2019年度报告</a></p>",
        strangers=("SY-2021", "我要纠错", "上一篇", "下一篇"),
        metadata={"index_number": "SY-2021-0017"},
    )
    return page("an_old_page_of_chinese_labels_in_a_row", around, seed=8106, form="2019", published="2021-01-29")


def department(name: str, seed: int, organ: str, title: str, code: str, issuer: str) -> Odd:
    around = Around(
        f"<div class='c'><div class='bread'>首页 &gt; {organ} &gt; 信息公开年报</div><h1>{{title}}</h1>"
        f"<div class='i'>日期：2022-01-20　来源：{organ}　浏览：44</div><div>",
        "</div></div>",
        strangers=("浏览：44",),
    )
    pieces = None
    return page(
        name, around, seed=seed, title=title, code=code, issuer=issuer, year=2021, pieces=pieces, published="2022-01-20"
    )


def a_bureau() -> Odd:
    return department(
        "a_bureau",
        8107,
        "市自然资源和规划局",
        "泸州市自然资源和规划局2021年政府信息公开工作年度报告",
        "510500",
        "泸州市自然资源和规划局",
    )


def a_school() -> Odd:
    return department(
        "a_school", 8108, "泸州市第十二中学", "泸州市第十二中学2021年信息公开工作年度报告", "510500", "泸州市第十二中学"
    )


def a_township() -> Odd:
    return department(
        "a_township",
        8109,
        "嘉明镇人民政府",
        "泸县嘉明镇人民政府2021年政府信息公开工作年度报告",
        "510521",
        "泸县嘉明镇人民政府",
    )


def a_street() -> Odd:
    return department(
        "a_street",
        8110,
        "南城街道办事处",
        "江阳区南城街道办事处2021年度政府信息公开工作年度报告",
        "510502",
        "江阳区南城街道办事处",
    )


def year_without_a_place() -> Odd:
    around = Around(
        "<div class='header'><img alt='淮安市人民政府'></div><div class='pos'>当前位置：首页>市政府>年报</div><h1>2022年政府信息公开工作年度报告</h1>"
        "<div>发布时间：2023-02-10 来源：淮安市人民政府办公室</div><div>",
        "</div>",
        head="<title>2022年政府信息公开工作年度报告_淮安市人民政府</title>",
        strangers=("当前位置",),
    )
    return page(
        "year_without_a_place",
        around,
        seed=8101 + 6,
        code="320800",
        issuer="淮安市人民政府",
        title="2022年政府信息公开工作年度报告",
        year=2022,
        published="2023-02-10",
    )


def published_a_year_late() -> Odd:
    around = Around(
        "<div><h1>{title}</h1><div>更新时间：2025-03-01　发布日期：2024-06-30　来源：本网</div><div>",
        "</div></div>",
        strangers=("更新时间",),
    )
    return page(
        "published_a_year_late",
        around,
        seed=8113,
        title="泸州市人民政府二〇二二年度政府信息公开工作年度报告",
        code="510500",
        issuer="泸州市人民政府",
        year=2022,
        published="2024-06-30",
    )


def title_in_two_lines() -> Odd:
    around = Around(
        "<div class='wz'><p style='text-align:center'><strong>泸州市人民政府</strong></p><p style='text-align:center'><strong>"
        "2022年政府信息公开工作年度报告</strong></p><div class=i>时间：2023-01-30 10:00 | 作者： | 点击：12</div>",
        "</div>",
        strangers=("点击：12",),
    )
    return page(
        "title_in_two_lines",
        around,
        seed=8114,
        title="泸州市人民政府2022年政府信息公开工作年度报告",
        code="510500",
        issuer="泸州市人民政府",
        year=2022,
        published="2023-01-30",
    )


def a_side_of_lists() -> Odd:
    """The column's list beside the text, hot links, a calendar, a login box, a poll, a cookie banner."""
    side = (
        "<div class='left'><h3>政府信息公开年报</h3><ul>"
        + "".join(
            f"<li><a href='{y}.html'>{y}年政府信息公开工作年度报告</a><em>{y + 1}-01-20</em></li>"
            for y in range(2010, 2022)
        )
        + "</ul><div>热门链接 <select><option>国务院部门网站</option><option>省政府网站</option></select></div>"
        "<form>用户名<input> 密码<input type=password><button>登录</button></form></div>"
    )
    around = Around(
        "<div class='cookie'>本网站使用 Cookie，继续浏览即表示同意。</div><table><tr><td>"
        + side
        + "</td><td><h1>{title}</h1><p>发布日期：2023-01-13</p><div>",
        "</div><div>【返回顶部】</div><p>您觉得这篇文章：<label><input type=radio>满意</label><label><input type=radio>不满意</label></p>"
        "</td></tr></table><div>主办单位：市政府办公室　承办：市大数据局　地址：江阳西路1号　邮编：646000</div>",
        strangers=("热门链接", "用户名", "Cookie", "返回顶部", "不满意", "主办单位", "2015年政府信息公开工作年度报告"),
    )
    return page("a_side_of_lists", around, seed=8115, published="2023-01-13")


def hidden_and_printed_twice() -> Odd:
    """A hidden copy for phones, speech and print; text for screen readers."""
    around = Around(
        "<div style='display:none' id='speech'>本页面语音播报：请点击播放</div><span class='sr-only' style='position:absolute;left:-9999px'>"
        "跳到主要内容</span><h1>{title}</h1><div>来源：市政府办 时间：2023-01-16 【字号 大 中 小】</div><article>",
        "</article><div hidden>已阅读完毕</div><div class='only-print' style='display:none'>打印自市政府网站</div>"
        "<noscript>您的浏览器不支持脚本</noscript><template><p>模板文字</p></template>",
        strangers=("语音播报", "跳到主要内容", "已阅读完毕", "打印自", "不支持脚本", "模板文字"),
    )
    return page("hidden_and_printed_twice", around, seed=8116, published="2023-01-16")


def share_boxes_inside_the_article() -> Odd:
    """The tool bar stands in the article's own element, and so do attachments, QR caption and an editor's line."""
    around = Around(
        "<div id='article'><h1>{title}</h1><div class='tool'>浏览字号：大 中 小　打印　收藏　分享到：</div><p>发布时间：2024-02-01　信息来源：市政府办</p>",
        "<p style='text-align:right'>（责任编辑：李四）</p><p>扫描二维码，用手机浏览</p><p>附件：<a href='a.pdf'>{title}.pdf</a></p>"
        "<p>相关链接：<a href='b'>一图读懂</a>　<a href='c'>新闻发布会</a></p></div>",
        strangers=("浏览字号", "扫描二维码", "一图读懂", "信息来源"),
        metadata={"editor": "李四"},
    )
    return page("share_boxes_inside_the_article", around, seed=8117, published="2024-02-01")


def a_pager_in_the_text() -> Odd:
    around = Around(
        "<div class='content'><h2>{title}</h2><p class='info'>2024年01月25日 11:05　来源：市政府办公室　【字体：大中小】</p><div class='txt'>",
        "<div class='page'><a>首页</a> <a>上一页</a> <b>1</b> <a>2</a> <a>下一页</a> <a>尾页</a> 共2页</div></div></div>",
        strangers=("上一页", "尾页", "字体"),
    )
    return page("a_pager_in_the_text", around, seed=8118, published="2024-01-25")


def a_renamed_district() -> Odd:
    """A report of 2014 of a county that has since become a district of the same city."""
    around = Around("<h1>{title}</h1><p>发布时间：2020-01-31　来源：祁门县人民政府</p><div>", "</div>")
    return page(
        "a_renamed_district",
        around,
        seed=8119,
        form="2019",
        title="祁门县人民政府2019年政府信息公开工作年度报告",
        code="341024",
        issuer="祁门县人民政府",
        year=2019,
        published="2020-01-31",
    )


def document_number_above_the_title() -> Odd:
    around = Around(
        "<div class='article'><p align='center'>曲政办发〔2022〕6号</p><h1>{title}</h1><div class='d'>发布时间：2022-01-30 09:00:00　来源：曲靖市人民政府办公室</div><div>",
        "</div><div class='foot'>抄送：省政府办公厅。</div></div>",
        strangers=("发布时间",),
        metadata={"document_number": "曲政办发〔2022〕6号"},
    )
    odd = page(
        "document_number_above_the_title",
        around,
        seed=8120,
        code="530300",
        title="曲靖市人民政府2021年政府信息公开工作年度报告",
        issuer="曲靖市人民政府",
        year=2021,
        published="2022-01-30",
    )
    odd.whole = False
    return odd


PAGES: tuple[Callable[[], Odd], ...] = (
    box_of_list_items,
    lookalike_colons,
    chinese_numerals,
    fields_by_data_attributes,
    an_old_page_of_chinese_labels_in_a_row,
    a_bureau,
    a_school,
    a_township,
    a_street,
    year_without_a_place,
    published_a_year_late,
    title_in_two_lines,
    a_side_of_lists,
    hidden_and_printed_twice,
    share_boxes_inside_the_article,
    a_pager_in_the_text,
    a_renamed_district,
    document_number_above_the_title,
)


def pages() -> list[Odd]:
    return [make() for make in PAGES]
