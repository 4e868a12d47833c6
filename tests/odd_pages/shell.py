"""The page around an article: what portals put beside it, and the boxes that print what they know of it."""

from __future__ import annotations

from html import escape

NEIGHBOURS = (
    "下载客户端看更多",
    "我市召开信创工作推进会119",
    "扫一扫在手机打开当前页",
    "分享到微信朋友圈",
    "上一篇：关于2018年度预算公开的通知",
    "下一篇：便民服务中心开放时间调整为8:30",
    "备案号：蜀ICP备05003311号",
    "累计访问量20651118次",
    "您现在所在的位置",
    "字号：大中小",
    "打印本页",
)


def page(
    article: str,
    *,
    title: str,
    head: str = "",
    site: str = "某某市政务网",
    container: str = 'class="zx-nr-7"',
    charset: str = "utf-8",
    before: str = "",
    after: str = "",
) -> str:
    """A whole page; the article's container has a class that no list of classes knows."""
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}"><title>{escape(title)}</title>{head}
<style>.grid{{display:flex}}</style><script>var _hmt = _hmt || []; var n = 20651118;</script></head><body>
<div class="tp-9"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/hdjl">互动交流</a> <a href="/bsfw">办事服务</a></div>
<div class="wz-3">{NEIGHBOURS[8]}：<a href="/">首页</a> &gt; <a href="/gk">信息公开</a> &gt; <a href="/nb">年度报告</a></div>
<div class="bd-4"><div class="zb-2"><div class="lm">热点新闻</div><ul>
<li><a href="/1.html">{NEIGHBOURS[1]}</a><span>2025-04-02</span></li>
<li><a href="/2.html">全市安全生产会议召开</a><span>2025-04-01</span></li>
<li><a href="/3.html">{site}改版公告</a><span>2025-03-30</span></li></ul></div>
<div class="yb-5">{before}<div class="gj-1"><span>{NEIGHBOURS[9]}</span> <a href="javascript:window.print()">{NEIGHBOURS[10]}</a></div>
<div {container}>{article}</div>{after}
<div class="fx-6"><span>{NEIGHBOURS[3]}</span><img src="/qr.png" alt="二维码"><p>{NEIGHBOURS[2]}</p></div>
<div class="sx-8"><p>{NEIGHBOURS[4]}</p><p>{NEIGHBOURS[5]}</p></div>
<div class="xg-3"><h3>相关链接</h3><ul><li><a href="/9.html">{NEIGHBOURS[0]}</a></li></ul></div></div></div>
<div class="db-7"><p>主办：{site}编辑部 电话：0830-3112233</p><p>{NEIGHBOURS[6]} {NEIGHBOURS[7]}</p></div>
</body></html>"""


def heading(title: str) -> str:
    return f'<div class="bt-2">{escape(title)}</div>'


def dateline(published: str) -> str:
    return f'<div class="sj-4"><span>发布时间：{published}</span> <span>来源：市政府办公室</span> <span>浏览次数：3327</span></div>'
