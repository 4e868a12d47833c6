"""Lines and boxes in which portals of 2008 to 2025 print what they know of an article, each with what a reader takes from it.

`{t}` stands for the title. The keys are those of a report's metadata, and `published`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """`before` stands above the article's text, `after` below it; `told` is what they say, None what they do not."""

    name: str
    before: str
    told: dict[str, str | None]
    after: str = ""
    head: str = ""


H = "<h1>{t}</h1>"
LINES = (
    Printed("bracketed day, counter without colon", "<p align=center><b>{t}</b></p><p>（2009-03-26）　阅读量 210</p>", {"published": "2009-03-26"}),
    Printed("unpadded day and clicks", H + "<div>发布时间：2009-3-26 点击：210次</div>", {"published": "2009-03-26"}),
    Printed("slashes and seconds before a source", H + "<div>2010/3/5 10:22:31 来源：市政府办公室</div>", {"published": "2010-03-05", "source": "市政府办公室"}),
    Printed("slashes, source without colon", H + "<div>2010/3/5 10:22:31　来源 市政府办公室　浏览 33 次</div>", {"published": "2010-03-05"}),
    Printed("square brackets around a day", H + "<p>[2011-02-18]</p>", {"published": "2011-02-18"}),
    Printed("lenticular brackets with label", H + "<p>【发布日期：2012-03-30】【阅读：1034次】【关闭】</p>", {"published": "2012-03-30"}),
    Printed("label in lenticular brackets", H + "<p>【来源】市政府信息办 【日期】2013-01-28 【字号】大 中 小</p>", {"published": "2013-01-28", "source": "市政府信息办"}),
    Printed("author slash day", H + "<div>作者：办公室 / 2014-03-13 / 浏览(211)</div>", {"published": "2014-03-13", "author": "办公室"}),
    Printed("dots between numbers", H + "<div>2015.03.20　　人气：87</div>", {"published": "2015-03-20"}),
    Printed("english labels of a theme", H + "<div>Posted by admin on 2012-03-22 | Views: 12</div>", {}),
    Printed("date, hits in brackets", H + "<center>2009年3月26日 (点击数: 310)</center>", {"published": "2009-03-26"}),
    Printed("time of the day in words", H + "<center>发表于 2016年1月29日 下午3:15　点击率：8</center>", {"published": "2016-01-29"}),
    Printed("weekday", H + "<div>2017年3月24日 星期五 17:02　来源：本站</div>", {"published": "2017-03-24", "source": "本站"}),
    Printed("pipes", H + "<div>2018-01-30 09:11:00 | 来源：淮安市政府办 | 编辑：周敏 | 访问次数：51</div>", {"published": "2018-01-30", "source": "淮安市政府办", "editor": "周敏"}),
    Printed("view count icon with a bare number", H + "<div><i class=time></i>2023-01-31 <i class=eye></i>1268</div>", {"published": "2023-01-31"}),
    Printed("added on", H + "<div>添加时间：2010-1-8 16:20:11　　浏览次数：405　　添加人：信息中心</div>", {"published": "2010-01-08"}),
    Printed("entered on", H + "<div>录入时间：2009-2-27　录入者：wangli　阅读次数：7</div>", {"published": "2009-02-27"}),
    Printed("update time only", H + "<div>更新时间：2011-3-4 9:05:00　点击数：66</div>", {"published": None, "updated": "2011-3-4 9:05:00"}),
    Printed("publish and update", H + "<div>发布时间：2021-01-29　更新时间：2023-05-06</div>", {"published": "2021-01-29"}),
    Printed("release in traditional", H + "<div>發布日期：2022-01-30　來源：市政府辦公室　點閱數：9</div>", {"published": "2022-01-30", "source": "市政府辦公室"}),
    Printed("information time of epoint", H + "<div>信息时间：2019-03-22　阅读次数：<span>77</span></div>", {"published": "2019-03-22"}),
    Printed("news date", H + "<div>新闻日期：2012-3-19　信息来源：法制办　责任编辑：何军</div>", {"published": "2012-03-19", "source": "法制办", "editor": "何军"}),
    Printed("submission", H + "<div>投稿时间：2013年3月8日　供稿：政务公开科</div>", {"published": None, "author": "政务公开科"}),
    Printed("source and time one after the other", H + "<div>信息来源：市政务公开办　　2014-12-01 00:00:00</div>", {"published": "2014-12-01", "source": "市政务公开办"}),
    Printed("source in brackets behind a day", H + "<div>2013-03-29 （来源：市政府网站）</div>", {"published": "2013-03-29", "source": "市政府网站"}),
    Printed("spaced labels", H + "<div>发 布 时 间 ： 2020 - 01 - 22 　 来 源 ： 市 政 府</div>", {"published": "2020-01-22"}),
    Printed("label and value in spans", H + "<div><span>时间</span><span>：</span><span>2021-02-01</span><span>来源</span><span>：</span><span>黄山市人民政府</span></div>", {"published": "2021-02-01", "source": "黄山市人民政府"}),
    Printed("day alone below the title", H + "<div class=d>2024-01-30</div>", {"published": "2024-01-30"}),
    Printed("day and time with T", H + "<time>2024-01-30T10:20:00+08:00</time>", {"published": "2024-01-30"}),
    Printed("month first in a block", H + "<div><b>30</b><span>2024-01</span></div><div>发布日期：2024-01-30</div>", {"published": "2024-01-30"}),
    Printed("share counts", H + "<div>发布日期：2022-01-25 10:11 浏览：<em>55</em> 分享： <a>微信</a> <a>微博</a></div>", {"published": "2022-01-25"}),
    Printed("below the text", H, {"published": "2010-01-15", "editor": "赵雷"}, after="<p>发布时间：2010-1-15　编辑：赵雷　点击：99</p>"),
    Printed("editor in brackets below the text", H + "<p>2019-01-30 15:30</p>", {"published": "2019-01-30", "editor": "钱进"}, after="<p>（责任编辑：钱进）</p>"),
    Printed("editor with two roles", H + "<p>时间：2020-03-31 来源：市府办</p>", {"published": "2020-03-31", "editor": "孙丽", "reviewer": "郑浩"}, after="<p>编辑：孙丽　审核：郑浩</p>"),
    Printed("publisher's day in the head", H, {"published": "2021-03-30"}, head='<meta name="PubDate" content="2021-03-30 17:33:08">'),
    Printed("dublin core", H, {"published": "2018-03-29"}, head='<meta name="DC.Date" content="2018-03-29">'),
    Printed("open graph", H, {"published": "2023-03-29"}, head='<meta property="article:published_time" content="2023-03-29T08:00:00+08:00">'),
    Printed("visit count as words", H + "<p>2016-02-19 08:56　已有 158 人浏览</p>", {"published": "2016-02-19"}),
    Printed("click count before", H + "<p>点击数：77 发布日期：2016/2/19 作者：佚名 来源：本站原创</p>", {"published": "2016-02-19", "source": "本站原创"}),
    Printed("day between rules", H + "<p>———— 2015-01-30 ————</p>", {"published": "2015-01-30"}),
    Printed("chinese numerals", H + "<p>发布日期：二〇一〇年三月二十五日</p>", {"published": "2010-03-25"}),
    Printed("two digit year is no proof", H + "<p>发布日期：09-3-26</p>", {"published": None}),
    Printed("site's clock is no day of publication", "<div>今天是2026年11月9日 星期一</div>" + H, {"published": None}),
    Printed("period of a column is none", H + "<p>统计期限：2021年1月1日至2021年12月31日</p>", {"published": None}),
)  # fmt: skip

BOXES = (
    Printed("table of eight", "<table><tr><td>索 引 号：</td><td>11320800/2021-00031</td><td>信息类别：</td><td>年度报告</td></tr><tr><td>发布机构：</td><td>市政府办公室</td><td>生成日期：</td><td>2021-01-27</td></tr><tr><td>文  号：</td><td>淮政办〔2021〕4号</td><td>关 键 词：</td><td>公开;年报</td></tr><tr><td>内容概述：</td><td colspan=3>{t}</td></tr></table>" + H, {"index_number": "11320800/2021-00031", "document_number": "淮政办〔2021〕4号", "publisher": "市政府办公室"}),
    Printed("bold labels in one cell", "<table><tr><td><b>索引号</b>：A00-2021-7</td><td><b>主题分类</b>：综合政务</td></tr><tr><td><b>发文机关</b>：淮安市人民政府</td><td><b>成文日期</b>：2021年01月20日</td></tr><tr><td><b>标题</b>：{t}</td><td><b>发文字号</b>：</td></tr><tr><td><b>发布日期</b>：2021年01月28日</td><td></td></tr></table>", {"index_number": "A00-2021-7", "published": "2021-01-28", "document_number": None}),
    Printed("definition list", "<dl><dt>索引号</dt><dd>015012345/2022-00002</dd><dt>发文日期</dt><dd>2022-01-19</dd><dt>发布机构</dt><dd>曲靖市人民政府办公室</dd><dt>文号</dt><dd></dd><dt>公开日期</dt><dd>2022-01-20</dd></dl>" + H, {"index_number": "015012345/2022-00002", "published": "2022-01-20", "document_number": None}),
    Printed("list of spans", "<ul><li><label>信息索引号：</label>MB0X12345-2023-001</li><li><label>公开目录：</label>年度报告</li><li><label>发布日期：</label>2023年01月17日</li><li><label>主 题 词：</label></li><li><label>发布机构：</label>安康市信访局</li><li><label>文　　号：</label>无</li></ul>" + H, {"index_number": "MB0X12345-2023-001", "published": "2023-01-17", "document_number": None}),
    Printed("boxes with labels above", "<div class=x><div><p>索引号</p><p>530300-2020-0004</p></div><div><p>公开时间</p><p>2020-01-21</p></div><div><p>公文时效</p><p>有效</p></div></div>" + H, {"index_number": "530300-2020-0004", "published": "2020-01-21"}),
    Printed("codes and subjects", "<table><tr><th>信息编号</th><td>2010-00045</td><th>公开类别</th><td>主动公开</td></tr><tr><th>公开日期</th><td>2010-03-26</td><th>责任部门</th><td>办公室</td></tr><tr><th>公开形式</th><td>网站</td><th>公开范围</th><td>面向社会</td></tr></table>" + H, {"published": "2010-03-26"}),
    Printed("number below the title", H + "<p align=center>玉政办发〔2013〕9号</p><p>2013-03-28　来源：市政府办</p>", {"document_number": "玉政办发〔2013〕9号", "published": "2013-03-28"}),
    Printed("number in square brackets", H + "<p align=center>泸市办发[2010]18号</p><p>发布日期：2010-3-26</p>", {"document_number": "泸市办发[2010]18号", "published": "2010-03-26"}),
    Printed("gkml head run together", "<div class=ggjbxx>索引号：000014349/2009-00012主题分类：政务公开发布机构：市政府办公室发文日期：2009年03月25日名　　称：{t}文　　号：　主 题 词：</div>" + H, {"index_number": "000014349/2009-00012", "document_number": None}),
    Printed("catalogue number", "<table><tr><td>目录号</td><td>XX-02-07-2012-1</td><td>公开责任部门</td><td>市府办</td></tr><tr><td>发布时间</td><td>2012-3-30 0:00:00</td><td>失效时间</td><td></td></tr></table>" + H, {"published": "2012-03-30"}),
    Printed("state of validity in a grid", "<table><tr><td>索引号</td><td>发文机构</td><td>成文日期</td><td>发布日期</td><td>文号</td></tr><tr><td>B01/2024-3</td><td>黄山市人民政府</td><td>2024-01-16</td><td>2024-01-19</td><td></td></tr></table>" + H, {"index_number": "B01/2024-3", "published": "2024-01-19", "document_number": None}),
    Printed("two titles and a source", "<div>信息标题：{t}</div><div>信息来源：黄山市财政局</div><div>发布日期：2017-2-27</div><div>浏览次数：</div>", {"published": "2017-02-27", "source": "黄山市财政局"}),
    Printed("disclosed by", "<div><span>公开主体：</span>市应急管理局</div><div><span>公开时间：</span>2025-01-24</div><div><span>索取号：</span>SYJ-2025-0009</div>" + H, {"index_number": "SYJ-2025-0009", "published": "2025-01-24"}),
    Printed("issuing office in words", "<div>发文单位：淮安市住房和城乡建设局　文号：淮建发〔2020〕3号　发文时间：2020-01-13　发布日期：2020-01-14</div>" + H, {"document_number": "淮建发〔2020〕3号", "published": "2020-01-14"}),
    Printed("english box", "<div>Index No.: 2022-001</div>" + H + "<div>日期：2022-03-01　来源：政务服务数据管理局　字体：大 中 小</div>", {"published": "2022-03-01", "source": "政务服务数据管理局"}),
    Printed("source after a dash", H + "<div>2014-03-21 14:50 来源：中国·泸州 发布者：管理员</div>", {"published": "2014-03-21", "source": "中国·泸州"}),
)  # fmt: skip

FRESH = (
    Printed("day behind the name of the office", H + "<div>市政府办公室　2011-03-25</div>", {"published": "2011-03-25"}),
    Printed("wind icons and words", H + "<div><span>日期：2020-02-28</span><span>来源：市司法局</span><span>浏览：1,208</span></div>", {"published": "2020-02-28", "source": "市司法局"}),
    Printed("counter between day and source", H + "<div>2013-12-31 浏览次数：45 次 来源：市政府</div>", {"published": "2013-12-31", "source": "市政府"}),
    Printed("read by so many", H + "<div>发布：2018-03-30　阅读：45人次</div>", {"published": "2018-03-30"}),
    Printed("date of writing and of publication", H + "<div>成文日期：2022-01-10　发布日期：2022-01-26</div>", {"published": "2022-01-26", "written": "2022-01-10"}),
    Printed("date of writing alone", H + "<div>成文日期：2022-01-10</div>", {"published": None, "written": "2022-01-10"}),
    Printed("padded with full-width blanks", H + "<div>　　　　发布日期：　2015年1月9日　　　　　信息来源：　市编办　　　　</div>", {"published": "2015-01-09", "source": "市编办"}),
    Printed("time with a dot", H + "<div>2016.1.29 09:20 来源：市统计局 作者：张华</div>", {"published": "2016-01-29", "source": "市统计局", "author": "张华"}),
    Printed("from the reporter", H + "<div>发布时间：[2019-03-27]　信息来源：[市水务局]　阅读次数：[66]</div>", {"published": "2019-03-27", "source": "市水务局"}),
    Printed("reviewer chain below the text", H + "<p>2024-01-25 16:03:11</p>", {"published": "2024-01-25", "editor": "吴桐"}, after="<p>初审：吴凡　复审：李冰　终审：高山</p><p>责任编辑：吴桐</p>"),
    Printed("english meta of the system", H, {"published": "2022-03-02"}, head='<meta name="publishdate" content="2022-03-02"><meta name="ContentSource" content="市医保局">'),
    Printed("last day of December", H + "<div>时间：2012年12月31日 | 点击：<script>hits()</script></div>", {"published": "2012-12-31"}),
    Printed("hits in front of the source", H + "<div>点击：1027　来源：市旅游局　时间：2012-2-3</div>", {"published": "2012-02-03", "source": "市旅游局"}),
    Printed("republic of labels without colons", H + "<div>发布时间 2019-01-31 10:12　来源 市残联</div>", {"published": "2019-01-31"}),
    Printed("title below the line", "<div>2010-03-18 来源：市林业局</div>" + H, {"published": "2010-03-18", "source": "市林业局"}),
    Printed("gb day and counter in brackets", H + "<div>2010年03月29日 [浏览 1022 次]</div>", {"published": "2010-03-29"}),
    Printed("clock icon words", H + "<div><em>时 间：</em>2021-03-19<em>字 号：</em>【大 中 小】</div>", {"published": "2021-03-19"}),
    Printed("number in a box of two columns", "<table><tr><td>索引号：</td><td>ZJ01-2019-0002</td></tr><tr><td>文件编号：</td><td>镇政发〔2019〕1号</td></tr><tr><td>发布机构：</td><td>城关镇</td></tr><tr><td>公开日期：</td><td>2019-01-11</td></tr></table>" + H, {"index_number": "ZJ01-2019-0002", "document_number": "镇政发〔2019〕1号", "published": "2019-01-11", "publisher": "城关镇"}),
    Printed("box below the text", H, {"index_number": "K12/2016-00009", "published": "2016-03-10"}, after="<table><tr><td>索引号</td><td>K12/2016-00009</td><td>发布日期</td><td>2016-03-10</td></tr></table>"),
    Printed("issuer and number run together", "<div><span>发文机关：</span><span>玉林市人民政府</span><span>发文字号：</span><span>玉政函〔2021〕5号</span><span>发布日期：</span><span>2021-02-05</span></div>" + H, {"document_number": "玉政函〔2021〕5号", "published": "2021-02-05", "issued_by": "玉林市人民政府"}),
)  # fmt: skip
