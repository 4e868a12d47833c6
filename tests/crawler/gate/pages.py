"""Answers that are none, and honest answers that look like them, written on the model of what firewalls, portals and servers
really send. Each is (name, status, markup, verdicts that are right); `ok` is an answer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    markup: str
    right: tuple[str, ...]
    status: int = 200
    content_type: str = "text/html; charset=utf-8"


# ---- the frame of a portal, which stands around errors as well as around articles -------------------------------------------

_MENU = (
    "网站首页 走进临湖 新闻动态 政务公开 政务服务 互动交流 数据开放 专题专栏 领导之窗 机构职能 政策文件 政策解读 规划计划 财政信息 人事信息 "
    "重点领域 政府公报 建议提案 行政许可 行政处罚 双随机 公共监管 营商环境 乡村振兴 环境保护 安全生产 食品药品 教育信息 医疗卫生 社会保障 "
    "政府信息公开指南 政府信息公开制度 法定主动公开内容 政府信息公开年报 依申请公开 县长信箱 网上调查 民意征集 在线访谈 常见问题"
).split()
MENU = (
    "<div class='nav'><ul>"
    + "".join(f"<li><a href='/lm/{n}/index.html'>{name}</a></li>" for n, name in enumerate(_MENU))
    + "</ul></div>"
)
FOOT = (
    "<div class='foot'><p>主办：临湖县人民政府 承办：临湖县人民政府办公室 联系电话：0717-5223300</p><p>鄂ICP备05003301号-1 "
    "鄂公网安备42050602000125号 网站标识码4205060001</p><a href='/wzdt.html'>网站地图</a><a href='/gywm.html'>关于我们</a></div>"
)


def portal(title: str, inner: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body><div class='top'>"
        f"<a href='/'><img src='/images/logo.png'></a></div>{MENU}<div class='wrap'>{inner}</div>{FOOT}</body></html>"
    )


def bare(title: str, inner: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{inner}</body></html>"


_RUISHU = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><meta id="9DhefwqGPrzGxEp9hPaoag" content="{{{{{{{{lzHGqXq7Wk0m0fGdX5SYBJuU9ry3dTHbTcGmV5r7'
    'bKdqxyBGmJ7dZqgk3pBk9Q1lUfcDRgqqqqqqqq0x1Xk1d2sYQbGq0y" r=\'m\'><script type="text/javascript" charset="iso-8859-1" '
    "src=\"/4QbVtADbnLVIc/c.FxJzG50F.5152e9a.js\" r='m'></script><script type=\"text/javascript\" r='m'>_$Wv();_$2E(0);</script>"
    "</head><body></body></html>"
)
_JSL = (
    "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('c')+('l')+('e')+('a')+('r')+('a')+('n')+('c')+('e')+('_')+('s')+('=')+(1+[0]+'')"
    "+('6')+('9')+(-~(4)+'')+('|')+('-')+(+!+[]+'')+('|')+('path=/');location.href=location.pathname+location.search</script>"
)
_JSL_GO = (
    "<script>var _0x1c2b=['charCodeAt','cookie'];function go(_0x37a3){/*...*/document['cookie']=_0x37a3['tn']+'='+1;location['href']=location['pathname']}"
    ';go({"bts":["1700791203.011|0|qUd","Kj4oWxMZ"],"chars":"kPVfxX","ct":"e8b5cd3f","ha":"md5","is":true,"tn":"__jsl_clearance_s","vt":"3600","wt":"1500"})</script>'
)
_WZWS = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><script>var _0x3a="WZWS_CONFIRM_PREFIX_LABEL4565447";'
    'var dynamicurl="/WZWSREL2d6d2NuLw==?wzwschallenge=V1pXU19DT05GSVJN";var wzwsquestion="abc";function HXXTTKKLLPPP5(){window.location=dynamicurl}'
    "setTimeout('HXXTTKKLLPPP5()',100);</script></head><body><noscript>请开启浏览器脚本</noscript></body></html>"
)
_ALI = (
    '<!doctypehtml><html><head><meta charset="utf-8"><meta name="aliyun_waf_aa" content="7f4">\n<textarea id="renderData" style="display:none">{"l1":'
    '"cnt","_waf_bd8ce2ce37":"l6Ok3dd+c1Y="}</textarea></head><body><script>var arg1="A37E6C";function setCookie(n,v){document.cookie=n+"="+v}'
    'setCookie("acw_sc__v2","x");document.location.reload()</script></body></html>'
)
_ALI_405 = (
    '<!DOCTYPE html><html lang="zh-cn"><head><title>405</title></head><body data-spm="7663354"><div class="main"><img src="//g.alicdn.com/sd/punish.png"/>'
    "<div id='block_message'></div><script>var c='很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。';</script>"
    "<p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。您的请求ID是：<strong>76b20f6116</strong></p></div></body></html>"
)
_TENCENT = bare(
    "安全验证",
    "<div id='cap'></div><p>为保障您的正常访问，请完成安全验证后继续</p><script src='https://turing.captcha.qcloud.com/TCaptcha.js'></script>"
    "<script>new TencentCaptcha('2046626881', function(r){ if(r.ret===0){ location.reload() } }).show();</script>",
)
_KNOWNSEC = bare(
    "知道创宇云安全",
    "<div class='tip'><h2>当前访问疑似黑客攻击，已被网站管理员设置为拦截</h2><p>您的IP：203.0.113.7</p><p>拦截时间：2026-03-02 10:21:33</p>"
    "<p>如果您是网站管理员，请登录知道创宇云防御查看详情或者反馈误报</p></div>",
)
_DBAPP = bare(
    "网站防护提示",
    "<div class='box'><h1>您的请求带有不合法参数，已被网站管理员设置拦截！</h1><p>可能原因：您提交的内容包含危险的攻击请求</p>"
    "<p>如何解决：1）检查提交内容；2）如网站托管，请联系空间提供商；3）普通网站访客，请联系网站管理员；</p><p>安恒玄武盾 事件ID 20260302102133</p></div>",
)
_360 = bare(
    "网站卫士提示",
    "<div><p>抱歉！您所访问的网站已开启防护，您的访问请求可能存在威胁，已被拦截</p><p>360网站卫士</p></div>",
)
_CLOUDFLARE = (
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper">'
    '<noscript>Enable JavaScript and cookies to continue</noscript></div><script>(function(){window._cf_chl_opt={cvId:"3",cZone:"a.gov.cn"};'
    'var a=document.createElement("script");a.src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1";document.head.appendChild(a)}());</script></body></html>'
)
_SLIDER = bare(
    "验证",
    "<div class='verify'><p>访问过于频繁，请拖动下方滑块完成拼图后继续访问</p><div id='slider'><span>向右滑动完成拼图</span></div></div>"
    "<script src='/verify/slide.js'></script><script>initSlide('#slider', {success:function(){location.reload();}})</script>",
)
_INPUT_CODE = bare(
    "访问验证",
    "<form action='/verify' method='post'><p>系统检测到您的访问行为异常，请输入验证码后继续浏览：</p><img src='/verify/code?1'>"
    "<input name='code'><input type='submit' value='提交'></form>",
)
_REGION = bare(
    "访问受限",
    "<h3>尊敬的用户：</h3><p>根据网络安全有关要求，本网站暂不支持境外IP地址访问，给您带来的不便敬请谅解。</p>",
)
_REGION_EN = bare(
    "Access restricted", "<p>This website is only accessible from mainland China. Your region is not supported.</p>"
)
_MAINTENANCE = bare(
    "系统维护公告",
    "<h2>网站升级维护中</h2><p>为提供更好的服务，本网站将于11月20日至25日进行系统升级，期间暂停访问，敬请谅解。</p>",
)
_SUSPENDED = bare(
    "站点已暂停", "<p>该网站已迁移或关停，根据政府网站集约化要求，本站已停止服务，内容整合至上级门户。</p>"
)
_IIS = bare(
    "IIS Windows Server",
    "<div id='container'><a href='http://go.microsoft.com/fwlink/?linkid=66138'><img src='iisstart.png' alt='IIS' width='960' height='600'></a></div>",
)
_NGINX = bare(
    "Welcome to nginx!",
    "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>"
    "<p>For online documentation and support please refer to <a href='http://nginx.org/'>nginx.org</a>.</p>",
)
_TOMCAT = bare(
    "Apache Tomcat/8.5.57",
    "<div id='wrapper'><h1>Apache Tomcat/8.5.57</h1><h2>If you're seeing this, you've successfully installed Tomcat. Congratulations!</h2>"
    + "".join(
        f"<a href='/docs/{n}'>{n}</a> " for n in ("Documentation", "Configuration", "Examples", "Wiki", "Mailing Lists")
    )
    + "<p>Recommended Reading: Security Considerations How-To, Manager Application How-To, Clustering/Session Replication How-To</p></div>",
)
_BT = bare(
    "没有找到站点",
    "<h1>没有找到站点</h1><p>您的请求在Web服务器中没有找到对应的站点！</p><p>可能原因：您没有将此域名或IP绑定到对应站点!配置文件未生效!</p>",
)

NOT_ANSWERS = (
    Case("RuiShu 412", _RUISHU, ("challenge",), 412),
    Case("RuiShu 202", _RUISHU, ("challenge",), 202),
    Case("jsl 521, first step", _JSL, ("challenge",), 521),
    Case("jsl 521, second step", _JSL_GO, ("challenge",), 521),
    Case("jsl second step with status 200", _JSL_GO, ("challenge",)),
    Case("WZWS", _WZWS, ("challenge",)),
    Case("Aliyun cookie", _ALI, ("challenge",)),
    Case("Aliyun 405", _ALI_405, ("blocked",), 405),
    Case("Aliyun block with status 200", _ALI_405, ("blocked",)),
    Case("Tencent captcha", _TENCENT, ("challenge",)),
    Case("Knownsec", _KNOWNSEC, ("blocked",)),
    Case("DBAPP", _DBAPP, ("blocked",)),
    Case("360", _360, ("blocked",)),
    Case("Cloudflare 403", _CLOUDFLARE, ("challenge",), 403),
    Case("Cloudflare 503", _CLOUDFLARE, ("challenge",), 503),
    Case("slider", _SLIDER, ("challenge", "blocked")),
    Case("code to type", _INPUT_CODE, ("challenge", "blocked")),
    Case(
        "slider in the portal's frame",
        portal("安全验证_临湖县人民政府", _SLIDER.partition("<body>")[2]),
        ("challenge", "blocked", "soft_404"),
    ),
    Case("region", _REGION, ("blocked",)),
    Case("region in English", _REGION_EN, ("blocked",)),
    Case("maintenance", _MAINTENANCE, ("soft_404", "server_error", "blocked")),
    Case("site closed", _SUSPENDED, ("soft_404", "blocked")),
    Case("IIS", _IIS, ("soft_404", "server_error", "empty")),
    Case("nginx", _NGINX, ("soft_404", "server_error", "empty")),
    Case("Tomcat", _TOMCAT, ("soft_404", "server_error", "empty")),
    Case("no such site on a panel's server", _BT, ("soft_404", "server_error")),
    Case(
        "article gone, in the portal's frame",
        portal(
            "临湖县人民政府",
            "<div class='con'><p>对不起，您访问的页面不存在或已删除！</p><a href='/'>返回首页</a></div>",
        ),
        ("soft_404",),
    ),
    Case(
        "article not public, in the frame",
        portal("信息公开_临湖县人民政府", "<div class='tips'>该信息已被撤回或尚未发布</div>"),
        ("soft_404",),
    ),
    Case(
        "article expired, in the frame",
        portal("临湖县人民政府", "<div class='tips'>很抱歉，此文章已过期或者被管理员删除，5秒后自动跳转到首页</div>"),
        ("soft_404",),
    ),
    Case(
        "wrong parameter, in the frame",
        portal("错误提示", "<div class='tips'>参数有误，请检查您输入的网址是否正确</div>"),
        ("soft_404",),
    ),
    Case(
        "stack trace",
        bare(
            "",
            "<pre>java.lang.NullPointerException\n\tat com.hanweb.jcms.InfoServlet.doGet(InfoServlet.java:88)\n\tat javax.servlet.http.HttpServlet.service(HttpServlet.java:634)</pre>",
        ),
        ("soft_404", "server_error"),
    ),
    Case(
        "asp error",
        bare(
            "",
            "<font face='宋体' size=2><p>Microsoft OLE DB Provider for ODBC Drivers</font> <font size=2>错误 '80004005'</font><p>[Microsoft][ODBC] 未找到数据源名称</p>",
        ),
        ("soft_404", "server_error"),
    ),
    Case(
        "php error",
        bare(
            "",
            "<b>Fatal error</b>: Call to undefined function mysql_connect() in <b>/www/web/conn.php</b> on line <b>12</b><br/>",
        ),
        ("soft_404", "server_error"),
    ),
    Case(
        "thinkphp error",
        bare(
            "系统发生错误",
            "<h1>:(</h1><p>无法加载模块:Xxgk</p><p>错误位置 FILE: /www/ThinkPHP/Library/Think/Dispatcher.class.php LINE: 172</p>",
        ),
        ("soft_404", "server_error"),
    ),
    Case("database down", bare("提示信息", "<p>数据库连接失败，请稍后再试。</p>"), ("soft_404", "server_error")),
    Case("nothing at all", bare("", ""), ("empty",)),
    Case(
        "black page with a script", "<html><head></head><body><script src='/a.js'></script></body></html>", ("empty",)
    ),
    Case(
        "a shell of Vue",
        bare(
            "临湖县人民政府",
            "<noscript><strong>请启用 JavaScript 以继续</strong></noscript><div id='app'></div><script src='/static/js/app.5c1d2.js'></script>",
        ),
        ("empty", "ok"),
    ),
    Case(
        "JSON error in a page's place",
        '{"code":500,"msg":"服务异常","data":null}',
        ("soft_404", "server_error", "ok"),
        content_type="application/json",
    ),
    Case(
        "frame breaker",
        "<script>if(top!=self){top.location=self.location}</script><script>window.location.href='/index.shtml'</script>",
        ("stub",),
    ),
    Case(
        "refresh",
        "<html><head><meta http-equiv='refresh' content='3; url=/zwgk/'></head><body>页面正在跳转，请稍候...</body></html>",
        ("stub",),
    ),
)

# ---- honest pages that look near them ----------------------------------------------------------------------------------------

_LINE = "一年来，县政府办公室认真落实条例，健全制度，规范程序，政府信息公开工作有序推进。"


def article(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return portal(
        f"{title}_临湖县人民政府",
        f"<div class='crumb'>当前位置：首页 > 政府信息公开</div><h1>{title}</h1><div class='info'>发布时间：2024-01-22 来源：县政府办</div><div id='zoom'>{body}</div>",
    )


def column(title: str, *entries: str) -> str:
    items = "".join(
        f"<li><a href='/art/{n}.html'>{text}</a><span>2024-01-{10 + n}</span></li>" for n, text in enumerate(entries)
    )
    return portal(
        f"{title}_临湖县人民政府", f"<div class='crumb'>当前位置：首页 > {title}</div><ul class='list'>{items}</ul>"
    )


def old(title: str, *paragraphs: str) -> str:
    """A page without any frame, as old portals have them."""
    return bare(title, f"<center><b>{title}</b></center>" + "".join(f"<p>{text}</p>" for text in paragraphs))


_REPORT = (
    "一、概述", "2012年，我局主动公开政府信息41条，其中网上公开38条。", "二、依申请公开情况", "2012年度未收到公开申请。", "三、收费及减免情况", "未收取费用。",
    "四、行政复议和诉讼情况", "无。", "五、存在的主要问题和改进措施", "更新不够及时，下一步将加强管理。",
)  # fmt: skip
ANSWERS = (
    Case(
        "a report that speaks of captchas",
        article(
            "2023年政府信息公开工作年度报告",
            _LINE * 3,
            "优化网站登录，取消繁琐的验证码，改为滑动验证，方便群众访问。",
            *_REPORT,
        ),
        ("ok",),
    ),
    Case("a short report without a frame", old("临湖县档案局2012年政府信息公开工作年度报告", *_REPORT), ("ok",)),
    Case(
        "a very short report without a frame",
        old("2009年信息公开年报", "我镇2009年公开信息403条，未收到申请，无收费，无复议。"),
        ("ok",),
    ),
    Case(
        "403 applications",
        old("2019年年报", "全年受理申请403件，予以公开404件次（含上年结转），500元以下收费为0。", *_REPORT),
        ("ok",),
    ),
    Case(
        "404 in a title",
        article("关于印发《政府网站404页面规范》的通知", _LINE, "各单位应设置统一的404页面。"),
        ("ok",),
    ),
    Case("error in a title", article("关于更正错误信息的公告", "原公告第三条有误，现予更正。", _LINE), ("ok",)),
    Case(
        "a short notice of a missing page",
        article(
            "网站改版公告",
            "因网站改版升级，部分旧链接已失效，请从首页重新进入相关栏目，给您带来不便敬请谅解。",
            _LINE * 2,
        ),
        ("ok",),
    ),
    Case(
        "a page about blocked websites",
        article(
            "关于开展网站防火墙检查的通报",
            "检查发现3家单位网站未部署Web应用防火墙，访问被拦截的情况偶有发生。",
            _LINE * 4,
        ),
        ("ok",),
    ),
    Case(
        "a notice of maintenance among news",
        column(
            "通知公告",
            "关于网站系统维护的公告",
            "关于系统升级期间暂停服务的通知",
            "2023年政府信息公开工作年度报告",
            "县政府常务会议召开",
        ),
        ("ok",),
    ),
    Case("a column of one entry", column("政府信息公开年报", "临湖县2023年政府信息公开工作年度报告"), ("ok",)),
    Case(
        "an empty column",
        portal(
            "政府信息公开年报_临湖县人民政府",
            "<div class='crumb'>当前位置：首页 > 政府信息公开年报</div><ul class='list'><li>暂无信息</li></ul>",
        ),
        ("ok", "empty"),
    ),
    Case(
        "a short item of news",
        article("县政府召开政务公开工作会议", "1月20日，县政府召开政务公开工作会议，副县长出席。"),
        ("ok",),
    ),
    Case("an item of one line", article("公示", "无异议。"), ("ok",)),
    Case(
        "deleted entries in a report",
        article(
            "2020年政府信息公开工作年度报告", "清理失效文件24件，已删除重复信息36条，撤下不存在的链接12个。", *_REPORT
        ),
        ("ok",),
    ),
    Case(
        "login beside a list",
        column("政策文件", "关于印发办法的通知", "关于公布清单的通知", "2021年年报", "请登录后查看的说明")
        + "<form><input name='yzm'>验证码<input type='password'></form>",
        ("ok",),
    ),
    Case(
        "a form of application",
        portal(
            "依申请公开",
            "<form action='/apply'><p>申请人姓名<input name='a'></p><p>验证码<input name='c'><img src='/code'></p><p>所需信息描述<textarea></textarea></p><input type=submit value='提交'></form>",
        ),
        ("ok",),
    ),
    Case(
        "a report with a cookie script",
        bare(
            "2010年政府信息公开年报",
            "<script>function setCookie(n,v){document.cookie=n+'='+v}function fontSize(s){setCookie('fs',s);location.reload()}</script>"
            + "".join(f"<p>{p}</p>" for p in _REPORT),
        ),
        ("ok",),
    ),
    Case(
        "a home page of pictures",
        bare(
            "临湖县人民政府",
            "<map name='m'><area href='/zwgk/' coords='0,0,9,9'><area href='/xxgk/' coords='9,9,20,20'></map><img src='/index.jpg' usemap='#m'>",
        ),
        ("ok",),
    ),
    Case("a splash page", bare("临湖县", "<a href='/index_home.html'><img src='/welcome.jpg'></a>"), ("ok",)),
    Case(
        "frames",
        "<html><head><title>临湖县政府信息公开网</title></head><frameset cols='200,*'><frame src='/left.asp'><frame src='/right.asp'></frameset></html>",
        ("ok",),
    ),
    Case(
        "a report shown by a viewer",
        portal(
            "2022年政府信息公开工作年度报告",
            "<h1>2022年政府信息公开工作年度报告</h1><iframe src='/pdfjs/web/viewer.html?file=/f/2022.pdf'></iframe>",
        ),
        ("ok",),
    ),
    Case(
        "a report of pictures without a frame",
        bare("2011年政府信息公开工作年度报告", "<img src='/u/1.jpg'><img src='/u/2.jpg'>"),
        ("ok",),
    ),
    Case(
        "a page with an analytics challenge word",
        article("关于加强浏览器安全检查的通知", "各单位应定期进行浏览器安全检查，及时更新。", _LINE),
        ("ok",),
    ),
    Case(
        "a short page on refused access",
        old("依申请公开答复", "经查，您申请的信息不存在，根据条例第三十六条第（四）项，告知如下：本机关未制作该信息。"),
        ("ok",),
    ),
    Case("an honest page with 系统 in its title", article("县教育系统错误用字排查情况通报", _LINE * 2), ("ok",)),
    Case(
        "statistics of pages not found",
        old(
            "2017年第四季度政府网站抽查情况通报",
            "抽查网站40家，其中不合格3家，主要问题为首页链接打不开、栏目不更新、页面无法访问等，现通报如下。",
            _LINE,
        ),
        ("ok",),
    ),
)

# A second batch, written after the marks were mended by the first.
NOT_ANSWERS_LATER = (
    Case(
        "chuangyudun",
        bare("提示", "<p>亲，您的请求过于频繁，已触发网站防护策略，请稍后再试</p><p>创宇盾</p>"),
        ("blocked", "challenge"),
    ),
    Case("verify click", bare("", "<p>请点击下方按钮完成验证</p><button>点击验证</button>"), ("challenge", "blocked")),
    Case("waf baidu", bare("百度云加速", "<p>检测到您的网络环境存在异常，请进行验证</p>"), ("challenge", "blocked")),
    Case(
        "openresty 200",
        bare("", "<center><h1>502 Bad Gateway</h1></center><hr><center>openresty</center>"),
        ("server_error",),
    ),
    Case("403 page 200", bare("403", "<h1>禁止访问</h1><p>您没有权限访问此资源</p>"), ("blocked", "soft_404")),
    Case(
        "site offline",
        bare("", "<p>本网站因工作需要临时关闭，恢复时间另行通知。</p>"),
        ("soft_404", "server_error", "blocked"),
    ),
    Case(
        "gone in frame 2", portal("栏目页_临湖县人民政府", "<p>该栏目不存在或已被删除，请返回首页</p>"), ("soft_404",)
    ),
    Case("gone in frame 3", portal("详情", "<h2>数据不存在</h2>"), ("soft_404",)),
    Case("gone in frame 4", portal("临湖县人民政府", "<div>对不起，没有找到您要访问的内容</div>"), ("soft_404",)),
    Case("gone in frame 5", portal("提示", "<div>文件已不存在，可能已被移动或删除</div>"), ("soft_404",)),
    Case(
        "login",
        portal(
            "用户登录",
            "<form><p>用户名<input name=u></p><p>密码<input type=password></p><p>请先登录后再查看该内容</p></form>",
        ),
        ("soft_404", "blocked", "ok"),
    ),
    Case(
        "dotnet",
        bare(
            "运行时错误",
            "<h1>“/”应用程序中的服务器错误。</h1><h2>运行时错误</h2><p>说明: 服务器上出现应用程序错误。</p>",
        ),
        ("server_error", "soft_404"),
    ),
    Case(
        "weblogic",
        bare(
            "Error 404--Not Found",
            "<p>From RFC 2068 Hypertext Transfer Protocol -- HTTP/1.1: 10.4.5 404 Not Found The server has not found anything</p>",
        ),
        ("soft_404",),
    ),
    Case(
        "tomcat 404 200",
        bare(
            "Apache Tomcat - Error report",
            "<h1>HTTP Status 404 - /xxgk</h1><p>The requested resource is not available.</p>",
        ),
        ("soft_404",),
    ),
    Case(
        "captcha frame",
        bare("", "<iframe src='/captcha/index.html'></iframe><p>为了您的账号安全，请先完成验证</p>"),
        ("challenge",),
    ),
    Case(
        "please enable js",
        bare(
            "",
            "<noscript>Please enable JavaScript to view the page content. Your support ID is: 1234</noscript><script>window.rbzns={}</script>",
        ),
        ("challenge", "empty", "blocked"),
    ),
)
ANSWERS_LATER = (
    Case(
        "notice of closing",
        article("关于临时关闭网站的公告", "因机房改造，本网站将于2月1日至3日临时关闭，请谅解。"),
        ("ok",),
    ),
    Case(
        "budget",
        old("临湖县档案局2013年度部门决算公开说明", "一、部门概况", "二、决算情况说明", "三、名词解释，无。"),
        ("ok",),
    ),
    Case(
        "short 年报 with 异常",
        old(
            "临湖县农机局2011年政府信息公开年报",
            "一、概述 我局严格落实要求。二、主动公开12条。三、依申请公开0件，未发现异常访问。四、复议诉讼无。",
        ),
        ("ok",),
    ),
    Case(
        "answers",
        article("网民留言：网站打不开怎么办", "答复：您反映的页面无法打开问题，经查系网络故障，现已恢复。"),
        ("ok",),
    ),
    Case("announce lost", article("遗失公告", "本人不慎遗失证件，声明作废。"), ("ok",)),
    Case(
        "list empty words",
        column("公示公告", "关于撤销行政许可的公示", "关于过期文件清理结果的公告", "链接失效清单"),
        ("ok",),
    ),
    Case("no right", article("依申请公开告知书", "您申请的信息本机关无权公开，请向有关部门申请。"), ("ok",)),
    Case(
        "guide",
        portal(
            "政府信息公开指南",
            "<h1>政府信息公开指南</h1><p>一、信息分类</p><p>申请人可登录网站填写申请表，输入验证码后提交。</p><p>二、获取方式</p>",
        ),
        ("ok",),
    ),
    Case(
        "org page",
        portal("机构职能", "<h1>机构职能</h1><p>负责全县信息系统维护、网站升级等工作。</p><p>联系电话：5223300</p>"),
        ("ok",),
    ),
    Case("leader", portal("领导之窗", "<p>县长 张某</p><p>主持县政府全面工作。</p>"), ("ok",)),
    Case("stub pdf", bare("2015年年报", "<a href='/f/2015.pdf'>点击下载</a>"), ("ok",)),
    Case(
        "only table",
        bare("", "<table><tr><td>2014年政府信息公开情况统计表</td></tr><tr><td>主动公开</td><td>403</td></tr></table>"),
        ("ok",),
    ),
)
