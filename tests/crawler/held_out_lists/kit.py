"""Decoys that look like reports, and what stands round the content of a page: not those of held_out."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from demo.server import Site
from demo.server import page as answer
from tests.crawler.held_out.content import Report, Town

CHAPTERS = ("一、主要举措和成效", "二、存在的不足和原因", "三、下一步工作安排")
SAID = (
    "{name}认真贯彻《中华人民共和国政府信息公开条例》，主动公开政府信息{n}条，收到政府信息公开申请{m}件，均依法答复。",
    "全年组织专题学习{m}次，办理行政复议案件{n}件，行政应诉案件{m}件。",
    "{bureau}牵头推进政务公开标准化规范化，公开重点领域信息{n}条，解读政策{m}篇。",
    "下一步，将强化组织领导，健全工作机制，提升服务水平。",
    "以上数据统计期限自{year}年1月1日起至{year}年12月31日止。",
)
# What lies about in a portal beside annual reports and has their words: (title, kind of body).
DECOYS = (
    ("{name}{year}年法治政府建设年度报告", "chapters"),
    ("{name}{year}年度依法行政工作报告", "chapters"),
    ("《{name}人民政府{year}年政府信息公开工作年度报告》政策解读", "prose"),
    ("图解：{name}{year}年政府信息公开工作年度报告", "picture"),
    ("{year}年{name}政务公开工作要点", "chapters"),
    ("{year}年政府网站工作年度报表（{name}人民政府网）", "table"),
    ("{name}{bureau}{year}年度部门决算", "table"),
    ("{year}年{name}生态环境状况公报", "chapters"),
    ("{name}城市建设投资股份有限公司{year}年年度报告", "chapters"),
    ("关于印发{year}年政府信息公开工作年度报告格式的通知", "template"),
    ("关于报送{year}年度政府信息公开工作年度报告的函", "prose"),
    ("{name}{year}年第三季度政府信息公开统计表", "table"),
    ("{name}{year}年政务公开第三方评估结果的通报", "prose"),
    ("{name}政府信息公开保密审查制度", "chapters"),
    ("{name}{year}年国有企业负责人年度薪酬信息披露公告", "table"),
    ("{name}统计局{year}年统计年报工作布置会召开", "prose"),
    ("{name}教育督导{year}年度报告", "chapters"),
    ("{name}{year}年度政府信息公开培训班开班", "prose"),
    ("{name}人民政府{year}年重大行政决策事项目录", "table"),
    ("{name}{year}年度企业年报公示提醒公告", "prose"),
)
PLAIN = (
    ("{bureau}关于{year}年第{m}号行政许可事项的公示", "prose"),
    ("{name}{year}年第{m}批拟入库项目名单", "table"),
    ("{name}领导调研{bureau}第{m}次", "prose"),
    ("{year}年{name}招聘工作人员公告（第{m}号）", "prose"),
    ("{name}天气预报 {year} 年第{m}期", "prose"),
    ("{name}人民政府关于{m}号建设用地批复", "prose"),
)
DEPARTMENTS = ("发展和改革局", "公安局", "农业农村局", "应急管理局", "统计局", "林业局", "医疗保障局", "文化和旅游局")
MENUS = ("首页", "魅力{name}", "新闻中心", "政务公开", "办事服务", "政民互动", "专题")


@dataclass(frozen=True)
class Item:
    """A line of a list."""

    title: str
    url: str
    published: str


@dataclass(frozen=True)
class Decoy:
    title: str
    body: str
    published: str
    number: int


def decoys(town: Town, count: int) -> list[Decoy]:
    """Newest first; a third has an annual report's words."""
    rng = random.Random(f"second/{town.code}/{town.seed}")
    made = []
    for position in range(count):
        year = rng.randint(2009, 2024)
        template, kind = DECOYS[position % len(DECOYS)] if position % 3 == 0 else rng.choice(PLAIN)
        words = {
            "name": town.name,
            "year": year,
            "bureau": rng.choice(DEPARTMENTS),
            "n": rng.randint(20, 9000),
            "m": position + 1,
        }
        title = template.format(**words)
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        made.append(Decoy(title, _body(kind, title, words, rng), f"{year + 1}-{month:02}-{day:02}", town.next_number()))
    return sorted(made, key=lambda decoy: decoy.published, reverse=True)


def _body(kind: str, title: str, words: dict[str, object], rng: random.Random) -> str:
    def said() -> str:
        return f"<p>　　{rng.choice(SAID).format(**words)}</p>"

    if kind == "chapters":
        return "".join(f"<p><strong>{chapter}</strong></p>{said()}{said()}" for chapter in CHAPTERS)
    if kind == "table":
        rows = "".join(
            f"<tr><td>第{n}项</td><td>{rng.randint(0, 500)}</td><td>{rng.randint(0, 9)}</td></tr>" for n in range(1, 9)
        )
        return f"<p>{title}</p><table border='1'><tr><td>项目</td><td>数量</td><td>备注</td></tr>{rows}</table>"
    if kind == "picture":
        return f'<p style="text-align:center"><img src="/images/long{words["m"]}.png" alt=""></p>'
    if kind == "template":
        blank = "".join(
            f"<p>{part}</p>"
            for part in (
                "各乡镇、各部门：",
                "现将年度报告格式印发给你们，请认真填报。",
                "一、总体情况",
                "（××××）",
                "二、主动公开政府信息情况",
            )
        )
        return (
            blank
            + "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
            + "<tr><td>规章</td><td></td><td></td><td></td></tr><tr><td>行政规范性文件</td><td></td><td></td><td></td></tr></table>"
            + "<p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p>"
        )
    return "".join(said() for _ in range(rng.randint(2, 5)))


def frame(
    town: Town,
    title: str,
    body: str,
    *,
    head: str = "",
    menu: Sequence[tuple[str, str]] = (),
    here: Sequence[tuple[str, str]] = (),
    charset: str = "utf-8",
) -> str:
    """A whole page: top bar, menu, the way here, the body beside a hot list, the footer."""
    chosen = list(menu) or [(name.format(name=town.name), f"/menu{n}/") for n, name in enumerate(MENUS)]
    bar = "".join(f'<td><a href="{html.escape(url)}">{name}</a></td>' for name, url in chosen)
    way = (
        " / ".join(['<a href="/">网站首页</a>', *(f'<a href="{html.escape(url)}">{name}</a>' for name, url in here)])
        if here
        else ""
    )
    return f"""<!doctype html><html><head><meta charset="{charset}"><title>{html.escape(title)}</title>{head}
<meta name="keywords" content="{town.name},政府信息公开,年度报告"></head><body>
<div id="topbar"><span>今天是</span><a href="javascript:void(0)" onclick="setHome(this)">设为首页</a><a href="/en/">English</a><a href="/wza/">无障碍</a></div>
<table class="menu"><tr>{bar}</tr></table>
<div class="weizhi">{way}</div>
<div class="wrap">{body}</div>
<div id="foot"><p>版权所有：{town.name}人民政府　承办：{town.name}大数据中心　政府网站标识码 {town.code}0009</p>
<p><a href="http://bszs.conac.cn/sitename?method=show">事业单位</a><a href="/ditu.html">网站地图</a></p></div></body></html>"""


def sheet(
    town: Town,
    title: str,
    published: str,
    body: str,
    *,
    head: str = "",
    box: str = '<div class="txt_txt" id="zoomcon">',
    here: Sequence[tuple[str, str]] = (),
    menu: Sequence[tuple[str, str]] = (),
    charset: str = "utf-8",
) -> str:
    """The page of one article."""
    inner = f"""<h2 class="tit">{html.escape(title)}</h2><p class="sub">来源：本站　时间：{published}　浏览次数：<span id="hits"></span>次</p>
{box}{body}</div><p class="share"><a href="#" onclick="return doZoom(16)">大</a> <a href="#" onclick="return doZoom(14)">中</a></p>"""
    return frame(town, f"{title}_{town.name}人民政府", inner, head=head, here=here, menu=menu, charset=charset)


def cut(title: str, length: int) -> str:
    return title if len(title) <= length else title[: length - 1] + "…"


def ul(items: Iterable[Item], *, length: int = 99, dated: str = "[{}]") -> str:
    lines = "".join(
        f'<li><em>{dated.format(item.published)}</em><a href="{html.escape(item.url)}">{html.escape(cut(item.title, length))}</a></li>'
        for item in items
    )
    return f'<ul class="news">{lines}</ul>'


def rows(items: Iterable[Item], *, length: int = 99) -> str:
    lines = "".join(
        f'<tr><td width="14"><img src="/images/dot.gif"></td><td><a target="_blank" href="{html.escape(item.url)}">{html.escape(cut(item.title, length))}</a></td><td class="date">{item.published}</td></tr>'
        for item in items
    )
    return f'<table class="lb" width="100%">{lines}</table>'


def chunks(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)] or [[]]


def furnish(site: Site, town: Town, count: int, template: str) -> list[Item]:
    """Put decoys, each at the template's address with its number; newest first."""
    made = []
    for decoy in decoys(town, count):
        path = template.format(decoy.number)
        site.put(path, answer(sheet(town, decoy.title, decoy.published, decoy.body)))
        made.append(Item(decoy.title, path, decoy.published))
    return made


def publish(site: Site, town: Town, report: Report, path: str, body: str | None = None, **chrome: str) -> Item:
    """Put a report's page; its body's markup unless another is given."""
    shown = report.html if body is None else body
    site.put(path, answer(sheet(town, report.title, report.published, shown, **chrome)))  # type: ignore[arg-type]
    return Item(report.title, path, report.published)


def blanked(report: Report) -> str:
    """A report's body without its figures: the form, not a report."""
    return re.sub(r"\d", "", report.html)
