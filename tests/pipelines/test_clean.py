"""A document becomes the article: boilerplate out, nothing of the report lost."""

from __future__ import annotations

from datetime import date

from pipelines.blocks import Article, BodyHint, Document, Image, Paragraph, TableBlock
from pipelines.clean import clean
from pipelines.document import read_document

URL = "http://www.example.gov.cn/zwgk/2021/0301/a.html"
TITLE = "泽城市人民政府2020年政府信息公开工作年度报告"
INTRO = "本报告根据《中华人民共和国政府信息公开条例》编制，数据统计期限为2020年1月1日至12月31日。"
OVERVIEW = "2020年，全市主动公开政府信息37.62万条，受理申请398件，均在法定期限内办结。"
TABLE = (
    "<table border=1><tr><td colspan=3>第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年新制作数量</td><td>对外公开总数量</td></tr>"
    "<tr><td>规章</td><td>0</td><td>2</td></tr></table>"
)
ARTICLE = (
    f"<p>　　{INTRO}</p><p>一、总体情况</p><p>{OVERVIEW}</p><p>二、主动公开政府信息情况</p>{TABLE}"
    "<p>六、其他需要报告的事项</p><p>无。</p><p>泽城市人民政府</p><p>2021年1月28日</p>"
)
KEPT = [
    INTRO,
    "一、总体情况",
    OVERVIEW,
    "二、主动公开政府信息情况",
    "六、其他需要报告的事项",
    "无。",
    "泽城市人民政府",
    "2021年1月28日",
]
MENU = "".join(f"<li><a href='/c{n}/'>栏目{n}</a></li>" for n in range(30))


def article(markup: str, hint: BodyHint | None = None, head: str = "") -> Article:
    body = f"<html><head>{head}</head><body>{markup}</body></html>".encode()
    return clean(read_document(body, url=URL), hint or BodyHint(), url=URL)


def page(before: str = "", inside_before: str = "", inside_after: str = "", after: str = "", head: str = "") -> Article:
    """A page of the usual kind: menu, breadcrumb, heading, article, footer."""
    return article(
        f"<div id=top><ul>{MENU}</ul></div><div class=pos>当前位置：<a href='/'>首页</a> &gt; <a href='/nb/'>年报</a></div>"
        f"<div class=main><h1>{TITLE}</h1>{before}<div class=text>{inside_before}{ARTICLE}{inside_after}</div>{after}</div>"
        "<div class=foot>主办：泽城市人民政府办公室 版权所有<br>某ICP备05000001号</div>",
        head=head,
    )


def paragraphs(found: Article) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def test_the_article_is_found_without_any_hint() -> None:
    found = page("<p>发布时间：2021-03-01 10:00 来源：市政府办公室 【字体：大 中 小】 打印</p>")
    assert paragraphs(found) == KEPT
    assert sum(isinstance(block, TableBlock) for block in found.blocks) == 1
    assert found.title == TITLE
    assert found.published == date(2021, 3, 1)
    assert found.metadata["source"] == "市政府办公室"
    assert found.metadata["signed"] == "2021-01-28"
    assert found.coverage == 1.0


def test_a_family_s_xpath_decides_and_the_first_that_matches_text_wins() -> None:
    hint = BodyHint(body=("//div[@id='none']", "//*[bad", "//div[@id='empty']", "//div[@id='zoom']"))
    found = article(
        f"<div id=empty></div><div id=zoom>{ARTICLE}</div><div>{'<p>别的文章，很长的一段话。</p>' * 60}</div>", hint
    )
    assert paragraphs(found) == KEPT
    assert "body:family" in found.flags


def test_several_elements_of_one_article_are_taken_in_order() -> None:
    hint = BodyHint(body=("//div[@class='TRS_Editor']",))
    found = article(
        "<div class=TRS_Editor><p>第一部分，有话。<div class=TRS_Editor>内层。</div></div><p>插</p><div class=TRS_Editor>第二部分。</div>",
        hint,
    )
    assert paragraphs(found) == ["第一部分，有话。", "内层。", "第二部分。"]


def test_what_a_family_drops_goes_and_is_not_counted_as_lost_unsaid() -> None:
    hint = BodyHint(body=("//div[@id='zoom']",), drop=("//div[@class='tools']",))
    found = article(f"<div id=zoom><div class=tools>大中小工具条文字</div>{ARTICLE}</div>", hint)
    assert paragraphs(found) == KEPT
    assert found.coverage < 1.0
    assert any("8" in note for note in found.dropped)


def test_toolbars_captions_pagers_and_related_links_inside_the_element_go_with_their_reasons() -> None:
    found = page(
        inside_before="<p>【字体：<a>大</a> <a>中</a> <a>小</a>】</p><p>浏览次数：128次</p>",
        inside_after=(
            "<p>扫一扫在手机打开当前页</p><p><a href='#'>打印本页</a> <a href='#'>关闭窗口</a></p><p>分享到：微信 微博</p>"
            "<p>上一篇：<a href='1.html'>2019年年报</a></p><p>下一篇：没有了</p><h3>相关链接</h3>"
            "<ul><li><a href='2.html'>泽城市2019年政府信息公开工作年度报告</a></li></ul>"
        ),
    )
    assert paragraphs(found) == KEPT
    reasons = {note.split(":")[0] for note in found.dropped}
    assert {
        "font size",
        "visit counter",
        "QR caption",
        "print and close",
        "share box",
        "pager",
        "related links",
    } <= reasons
    assert 0 < found.coverage < 1.0


def test_an_info_table_above_the_article_is_metadata_and_no_text() -> None:
    found = page(
        inside_before=(
            "<table><tr><td>索 引 号：</td><td>0123/2021-00001</td><td>主题分类：</td><td>政府信息公开</td></tr>"
            "<tr><td>发文机关：</td><td>泽城市人民政府</td><td>成文日期：</td><td>2021年1月28日</td></tr>"
            "<tr><td>发文字号：</td><td>泽府〔2021〕3号</td><td>发布日期：</td><td>2021年03月02日</td></tr></table>"
        )
    )
    assert paragraphs(found) == KEPT
    assert found.published == date(2021, 3, 2)
    assert found.metadata["index_number"] == "0123/2021-00001"
    assert found.metadata["document_number"] == "泽府〔2021〕3号"
    assert found.metadata["written"] == "2021年1月28日"
    assert found.metadata["subject"] == "政府信息公开"


def test_labels_in_spans_put_side_by_side_are_told_apart() -> None:
    found = page(
        "<div><span>发布日期﹕2021-03-01</span><span>来源：办公室</span><span>审核：张三</span><span>编辑：李四</span></div>"
    )
    assert found.published == date(2021, 3, 1)
    assert (found.metadata["source"], found.metadata["reviewer"], found.metadata["editor"]) == (
        "办公室",
        "张三",
        "李四",
    )


def test_a_signature_is_never_the_publication_date() -> None:
    found = page()
    assert found.published is None
    assert found.metadata["signed"] == "2021-01-28"


def test_an_address_is_never_the_publication_date() -> None:
    assert page().published is None


def test_the_printed_publication_date_is_believed_before_page_metadata() -> None:
    head = '<meta name="PubDate" content="2021-03-05 10:00">'
    assert page(head=head).published == date(2021, 3, 5)
    assert page("<p>发布时间：2021-03-01</p>", head=head).published == date(2021, 3, 1)


def test_article_metadata_beat_the_title_tag() -> None:
    head = f'<title>年报_泽城市人民政府</title><meta name="ArticleTitle" content="{TITLE}">'
    assert article(f"<div>{ARTICLE}</div>", head=head).title == TITLE


def test_a_site_s_suffix_is_no_part_of_the_title() -> None:
    for suffix in ("-泽城市人民政府门户网站", "_政府信息公开年报_泽城市人民政府网", " | 泽城市人民政府"):
        assert article(f"<div>{ARTICLE}</div>", head=f"<title>{TITLE}{suffix}</title>").title == TITLE


def test_a_cut_off_title_is_completed_by_the_article_s_heading() -> None:
    head = f'<meta name="ArticleTitle" content="{TITLE[:16]}...">'
    assert article(f"<h2>{TITLE}</h2><div>{ARTICLE}</div>", head=head).title == TITLE


def test_a_title_inside_the_article_s_own_text_is_kept_there() -> None:
    found = article(
        f"<div id=zoom><p>{TITLE}</p><p>发布日期：2021-03-01</p>{ARTICLE}</div>", BodyHint(body=("//*[@id='zoom']",))
    )
    assert paragraphs(found) == [TITLE, *KEPT]
    assert found.title == TITLE


def test_attachments_of_a_report_are_links_and_no_text() -> None:
    found = page(
        inside_after="<p>附件：<a href='/f/nb.pdf'>泽城市2020年年度报告.pdf</a></p><p><a href='/f/b.docx'>附件2：统计表.docx</a></p>"
    )
    assert paragraphs(found) == KEPT
    assert [link.url for link in found.attachments] == [
        "http://www.example.gov.cn/f/nb.pdf",
        "http://www.example.gov.cn/f/b.docx",
    ]


def test_an_attachment_without_extension_is_told_by_its_markup() -> None:
    found = page(inside_after="<p><a class='nfw-cms-attachment' href='/download?id=7' download='年报.pdf'>年报</a></p>")
    assert [link.url for link in found.attachments] == ["http://www.example.gov.cn/download?id=7"]


def test_a_stub_s_sentence_is_no_text() -> None:
    found = article(
        f"<div id=zoom><p>请点击下载附件：</p><p><a href='a.doc'>{TITLE}.doc</a></p></div>",
        BodyHint(body=("//*[@id='zoom']",)),
        f"<title>{TITLE}</title>",
    )
    assert paragraphs(found) == []
    assert len(found.attachments) == 1


def test_a_page_of_layout_tables_that_only_carries_a_file_prints_its_day() -> None:
    found = article(
        f"<table><tr><td><a href='/'>首页</a></td></tr></table><table><tr><td><b>{TITLE}</b></td></tr><tr><td>发表日期：2021-01-20 作者：政府办</td></tr>"
        f"<tr><td><div><p>附件：<a href='/f/a.doc'>{TITLE}.doc</a></p></div></td></tr></table>",
    )
    assert found.published == date(2021, 1, 20)
    assert found.metadata["author"] == "政府办"


def test_a_pdf_in_a_viewer_is_an_attachment() -> None:
    found = article(f"<h1>{TITLE}</h1><div><iframe src='/pdfjs/viewer.html?file=/f/nb.pdf'></iframe></div>")
    assert "http://www.example.gov.cn/f/nb.pdf" in [link.url for link in found.attachments]


def test_an_article_carried_twice_is_taken_once() -> None:
    found = article(f"<div class=pc><div>{ARTICLE}</div></div><div class=phone><div>{ARTICLE}</div></div>")
    assert paragraphs(found) == KEPT


def test_paragraphs_beside_the_main_element_are_the_article_s_too() -> None:
    found = article(
        f"<div><ul>{MENU}</ul></div><div id=c><p>{INTRO}</p><div>{ARTICLE}</div><p>以上报告如有疑问，请与泽城市人民政府办公室联系，电话0000-1234567。</p></div>"
    )
    assert paragraphs(found)[0] == INTRO
    assert paragraphs(found)[-1].startswith("以上报告如有疑问")


def test_an_encyclopedia_s_own_words_go_and_a_lead_of_the_report_s_stays() -> None:
    text = (
        "澤城市人民政府2012年政府信息公開工作年度報告\n\n《澤城市人民政府2012年政府信息公開工作年度報告》是2012年澤城市人民政府發布的檔案。\n\n"
        "基本介紹\n  • 中文名:澤城市人民政府2012年政府信息公開工作年度報告\n  • 發布單位:澤城市人民政府\n條例內容\n"
        "2012年,澤城市認真貫徹落實條例,現將主要工作開展情況報告如下:\n一、基本情況\n市政府高度重視政府信息公開工作。\n\n相關詞條\n\n熱門詞條\n\n聯絡我們"
    )
    found = clean(read_document(text.encode(), url=URL, content_type="text/plain"), BodyHint(), url=URL)
    assert found.title == "澤城市人民政府2012年政府信息公開工作年度報告"
    assert paragraphs(found) == [
        "澤城市人民政府2012年政府信息公開工作年度報告",
        "2012年,澤城市認真貫徹落實條例,現將主要工作開展情況報告如下:",
        "一、基本情況",
        "市政府高度重視政府信息公開工作。",
    ]
    assert found.metadata["publisher"] == "澤城市人民政府"


def test_a_toolbar_s_words_before_a_text_go() -> None:
    text = f"拼音\n辅助浏览\n放大\n全屏\n{TITLE}\n  • 发布日期:2021-03-01\n  • 信息来源:市政府办公室\n  • 审核:系统管理员\n\n{TITLE}\n\n  {INTRO}\n一、总体情况\n\n扫一扫在手机上查看当前页面"
    found = clean(read_document(text.encode(), url=URL), BodyHint(), url=URL)
    assert paragraphs(found) == [TITLE, INTRO, "一、总体情况"]
    assert found.published == date(2021, 3, 1)
    assert found.metadata["reviewer"] == "系统管理员"


def test_damage_of_the_source_stays_as_it_is_and_is_flagged() -> None:
    found = clean(read_document("统计期限从201711日起，至20171231日止。".encode(), url=URL), BodyHint(), url=URL)
    assert paragraphs(found) == ["统计期限从201711日起，至20171231日止。"]
    assert "damaged_date:201711日" in found.flags


def test_a_sentence_about_reading_counts_is_not_taken_for_a_tool() -> None:
    found = page(inside_after="<p>点击阅读量达10万次。</p><p>浏览次数达到12万次，位居全省前列。</p>")
    assert "点击阅读量达10万次。" in paragraphs(found)
    assert "浏览次数达到12万次，位居全省前列。" in paragraphs(found)


def test_a_section_that_says_only_none_keeps_its_word() -> None:
    assert "无" in paragraphs(article(f"<div>{ARTICLE.replace('<p>无。</p>', '<p>无</p>')}</div>"))


def test_prose_in_a_sidebar_is_not_the_article_s() -> None:
    side = "<div><h3>机构职能</h3><p>市政府办公室负责全市政务公开工作，协调推进政府信息公开，承担申请的受理工作。</p><p>办公地址：泽城市一环路1号。</p></div>"
    found = article(
        f"<ul>{MENU}</ul><div>{side}<div><h1>{TITLE}</h1><div>来源：市政府办</div><div>{ARTICLE}</div></div></div>"
    )
    assert paragraphs(found) == KEPT


def test_labels_and_values_in_lines_of_their_own_belong_together() -> None:
    found = page(
        "<dl><dt>索引号：</dt><dd>123/2021-1</dd><dt>文号：</dt><dd></dd><dt>发布机构：</dt><dd>市政府办</dd><dt>发布日期：</dt><dd>2021-03-01</dd></dl>"
    )
    assert found.metadata["index_number"] == "123/2021-1"
    assert found.metadata["publisher"] == "市政府办"
    assert "document_number" not in found.metadata
    assert found.published == date(2021, 3, 1)


def test_a_date_as_machines_write_it_above_the_article_is_the_publication_date() -> None:
    assert page("<div><span>2021-03-01</span><span>市政府办公室</span></div>").published == date(2021, 3, 1)
    assert page("<div>2021年03月01日 10:20</div>").published == date(2021, 3, 1)
    assert page("<div>泽府发〔2021〕3号 2021年1月28日</div>").published is None


def test_a_mirror_s_box_goes_with_its_labels_and_values() -> None:
    found = article(
        f"<div><h1>{TITLE}</h1><p>《{TITLE}》是2021年泽城市人民政府发布的文件。</p><h2>基本介绍</h2><dl><dt>中文名</dt><dd>{TITLE}</dd>"
        f"<dt>发布单位</dt><dd>泽城市人民政府</dd></dl><h2>条例内容</h2>{ARTICLE}<h3>相关词条</h3><ul>{MENU}</ul><h3>热门词条</h3><p>联络我们</p></div>"
    )
    assert paragraphs(found) == KEPT
    assert found.title == TITLE


def test_a_reference_to_annexes_inside_a_report_is_the_report_s_own() -> None:
    found = page(inside_after="<p>详见附件。</p>")
    assert "详见附件。" in paragraphs(found)


def test_sections_of_a_page_split_by_word_are_one_article() -> None:
    found = article(
        f"<ul>{MENU}</ul><div><h1>{TITLE}</h1><div>来源：市政府办</div><div class=Section1><p>{INTRO}</p><p>一、总体情况</p><p>{OVERVIEW}</p></div>"
        f"<div class=Section2><p>二、主动公开政府信息情况</p>{TABLE}</div><div class=Section3><p>六、其他需要报告的事项</p><p>无。</p>"
        "<p>泽城市人民政府</p><p>2021年1月28日</p></div><div>扫一扫在手机打开当前页</div></div>"
    )
    assert paragraphs(found) == KEPT


def test_an_old_page_of_nested_layout_tables_gives_its_article() -> None:
    lines = "<br>".join("　　" + line for line in KEPT)
    found = article(
        f"<table><tr><td><ul>{MENU}</ul></td></tr></table><table><tr><td><ul>{MENU}</ul></td><td><table><tr><td>当前位置：首页>年报</td></tr>"
        f"<tr><td align=center>{TITLE}</td></tr><tr><td>发布时间：2021-03-01 来源：市政府办</td></tr><tr><td>{lines}</td></tr>"
        "<tr><td>上一篇：<a href=1>2019年年报</a></td></tr><tr><td>【打印】【关闭】</td></tr></table></td></tr></table>"
    )
    assert paragraphs(found) == KEPT
    assert found.title == TITLE
    assert found.published == date(2021, 3, 1)


def test_a_page_of_images_gives_its_images_with_their_addresses() -> None:
    hint = BodyHint(body=("//div[@id='zoom']",))
    found = article(f"<h1>{TITLE}</h1><div id=zoom><p><img src='1.jpg'></p><p><img src='2.jpg'></p></div>", hint)
    assert [block.url for block in found.blocks if isinstance(block, Image)] == [
        "http://www.example.gov.cn/zwgk/2021/0301/1.jpg",
        "http://www.example.gov.cn/zwgk/2021/0301/2.jpg",
    ]


def test_a_page_without_an_article_keeps_its_images_and_not_its_menus() -> None:
    found = article(f"<ul>{MENU}</ul><h1>{TITLE}</h1><div><img src='1.jpg'></div>")
    assert [block.url for block in found.blocks if isinstance(block, Image)] == [
        "http://www.example.gov.cn/zwgk/2021/0301/1.jpg"
    ]
    assert not any("栏目" in text for text in paragraphs(found))
    assert found.title == TITLE


def test_what_a_file_calls_itself_inside_is_no_title_unless_it_is_one_of_a_report() -> None:
    def titled(inner: str) -> str | None:
        document = Document(
            "pdf", "application/pdf", None, (Paragraph("一、总体情况"), Paragraph(OVERVIEW)), title=inner
        )
        return clean(document, BodyHint(), url=URL).title

    assert titled("Microsoft Word - 模板.doc") is None
    assert titled(TITLE) == TITLE
