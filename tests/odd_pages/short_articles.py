"""Short reports in words within loud pages: every character of the article is known, and so is everything around it.

An article of some 500 characters forgives nothing: one menu kept is more than two in a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "青河县人民政府2012年政府信息公开工作年度报告"
LINES = (
    "根据《中华人民共和国政府信息公开条例》要求，由青河县人民政府办公室编制本报告。全文包括概述、主动公开、依申请公开、收费减免、复议诉讼、存在问题六个部分。",
    "一、概述",
    "2012年，我县把政府信息公开作为转变职能、改进作风的重要抓手，成立了由常务副县长任组长的领导小组，各乡镇、各部门明确专人负责，形成了一级抓一级、层层抓落实的工作格局。",
    "二、主动公开政府信息的情况",
    "全年主动公开政府信息1862条，其中通过县政府网站公开1540条，通过公示栏公开322条。",
    "三、依申请公开政府信息办理情况",
    "全年共收到政府信息公开申请4件，均为书面申请，全部按期答复。",
    "四、收费及减免情况",
    "未收取任何费用。",
    "五、申请行政复议、提起行政诉讼情况",
    "本年度没有发生。",
    "六、存在的问题及改进措施",
    "一是公开内容与群众期望尚有差距；二是少数单位更新不及时。2013年将健全考核机制，拓宽公开渠道，加大培训力度。",
)
SIGNED = ("青河县人民政府", "2013年3月20日")


@dataclass(frozen=True, slots=True)
class Short:
    name: str
    html: bytes

    @property
    def words(self) -> str:
        return "".join((*LINES, *SIGNED))


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>　　{line}</{tag}>" for line in LINES) + "".join(
        f'<{tag} style="text-align:right">{line}</{tag}>' for line in SIGNED
    )


def made(name: str, body: str, head: str = "") -> Short:
    return Short(
        name,
        f"<!doctype html><html><head><meta charset=utf-8><title>{TITLE}</title>{head}</head><body>{body}</body></html>".encode(),
    )


NEWS = "".join(
    f"<li><span>0{month}-12</span><a href='/n{month}.html'>我县召开第{month}次经济运行分析会</a></li>"
    for month in range(1, 9)
)


def accessible_bar() -> Short:
    bar = (
        "<div id='wzabar'>"
        + "".join(
            f"<a>{word}</a>"
            for word in ("重置", "配色", "放大", "缩小", "鼠标", "十字线", "语音", "读屏专用", "退出服务")
        )
        + "</div>"
    )
    return made(
        "accessible_bar",
        bar
        + f"<div class=a><h1>{TITLE}</h1><p>2013-03-25 16:01 来源：县府办 点击：[ 301 ]</p><div>{paragraphs()}</div></div>",
    )


def weather_and_search() -> Short:
    top = (
        "<div>今天是2024年5月6日 星期一 天气：晴 12~25℃</div><form>站内搜索 <input value='请输入关键字'><button>搜索</button> 热搜：社保 公积金 不动产</form>"
        "<div>简体 | 繁體 | English | 手机版 | 邮箱登录 | 设为首页 | 加入收藏</div>"
    )
    return made(
        "weather_and_search",
        top
        + f"<div><div>首页 &gt;&gt; 信息公开 &gt;&gt; 年度报告</div><h2>{TITLE}</h2><div>{paragraphs()}</div></div><p>Copyright 2013 青河县</p>",
    )


def related_without_a_heading() -> Short:
    links = f"<div class=rel><ul>{NEWS}</ul><a>更多&gt;&gt;</a></div>"
    return made(
        "related_without_a_heading",
        f"<div><h1>{TITLE}</h1><div>发布时间：2013-03-25</div><div id=c>{paragraphs()}</div>{links}</div>",
    )


def side_before_text() -> Short:
    side = f"<td width=200><b>最新动态</b><ul>{NEWS}</ul><b>通知公告</b><ul>{NEWS}</ul></td>"
    return made(
        "side_before_text",
        f"<table><tr>{side}<td><center><b>{TITLE}</b></center>{paragraphs('div')}<center>[打印本页] [关闭窗口]</center></td></tr></table>",
    )


def hidden_captions() -> Short:
    inside = "<p style='display:none'>政府信息公开 年报 青河</p><input type=hidden value='123'><textarea style='display:none'>备份正文</textarea>"
    return made(
        "hidden_captions",
        f"<div class='art'><h1>{TITLE}</h1>{inside}{paragraphs()}<div class=ewm><img src=q.png><span>用微信“扫一扫”，精彩随时看</span></div></div>",
    )


def comments_below() -> Short:
    below = (
        "<div><h3>发表评论</h3><p>昵称：<input> 验证码：<input></p><p>网友评论仅供其表达个人看法，并不表明本站立场。</p></div>"
        "<div>【推荐给好友】 【收藏此页】 【大 中 小】 【关闭】</div>"
    )
    return made("comments_below", f"<div><h1>{TITLE}</h1><div class=c>{paragraphs()}</div>{below}</div>")


def footer_in_the_same_box() -> Short:
    foot = (
        "<p>地址：青河县团结路1号　邮编：836200　电话：0906-8820000　传真：0906-8820001</p><p>新ICP备05001234号-1　网站标识码：6543250001</p>"
        "<p>建议使用1024*768分辨率浏览本站</p>"
    )
    return made(
        "footer_in_the_same_box", f"<div><p>您是第 1234567 位访客</p><h1>{TITLE}</h1>{paragraphs()}{foot}</div>"
    )


def lines_by_breaks() -> Short:
    lines = "<br><br>".join(f"　　{line}" for line in (*LINES, *SIGNED))
    return made(
        "lines_by_breaks",
        f"<div>当前栏目：信息公开年报</div><table><tr><td><h3>{TITLE}</h3>作者：办公室　日期：2013-3-25　人气：92</td></tr><tr><td>{lines}</td></tr><tr><td>上一篇：无　　下一篇：<a>2011年年报</a></td></tr></table>",
    )


def share_and_like() -> Short:
    like = "<div>点赞 (12) 收藏 (3) 转发</div><div>分享：<i>微信好友</i><i>朋友圈</i><i>微博</i></div><div>阅读 1.2万</div>"
    return made(
        "share_and_like",
        f"<main><h1>{TITLE}</h1><p>青河县政府网 2013-03-25 09:00</p>{like}<article>{paragraphs()}</article>{like}<section><h4>为你推荐</h4><ul>{NEWS}</ul></section></main>",
    )


def steps_and_satisfaction() -> Short:
    form = "<div>您对本条信息是否满意？ <label>○很满意</label><label>○满意</label><label>○一般</label><label>○不满意</label> <button>提交</button></div>"
    return made(
        "steps_and_satisfaction",
        f"<div class=crumb>首页 / 公开 / 年报 / 正文</div><h1>{TITLE}</h1><dl><dt>公开日期</dt><dd>2013-03-25</dd><dt>公开目录</dt><dd>年度报告</dd><dt>公开形式</dt><dd>网站</dd></dl><div>{paragraphs()}</div>{form}<div>友情链接：<a>新疆政府网</a> <a>阿勒泰</a></div>",
    )


PAGES = (
    accessible_bar, weather_and_search, related_without_a_heading, side_before_text, hidden_captions, comments_below,
    footer_in_the_same_box, lines_by_breaks, share_and_like, steps_and_satisfaction,
)  # fmt: skip


def pages() -> list[Short]:
    return [make() for make in PAGES]
