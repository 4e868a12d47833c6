"""Another chrome, and decoys of further kinds: articles that share the words of annual reports, or lie among them."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Report, Town

JSON = "application/json;charset=UTF-8"
SCRIPT = "application/javascript; charset=utf-8"
OFFICES = ("住房和城乡建设局", "司法局", "商务局", "退役军人事务局", "科学技术局", "信访局")
TOWNLETS = ("城关镇", "东湖镇", "南山街道", "白马乡")
CLOSE = (
    "{name}{year}年政务公开工作年度总结",
    "{name}人民政府办公室关于编报{year}年度政府信息公开工作年度报告的提示函",
    "一图读懂 | {name}{year}年政府信息公开工作年度报告",
    "{name}{year}年政府信息公开工作年度报告（征求意见稿）意见征集公告",
    "{year}年{name}政府信息公开工作考核办法",
    "{name}{office}{year}年法治政府建设年度报告",
    "{name}{office}{year}年度整体支出绩效自评报告",
    "{name}政府网站{year}年度监管报表",
    "{name}{year}年知识产权保护状况年度报告",
    "{name}{year}年上半年政府信息公开工作总结",
    "关于{name}{year}年度政府信息公开情况的督查通报",
    "{name}政府信息公开工作年度报告制度",
    "{name}{office}{year}年双随机抽查结果公示",
    "{name}人大常委会{year}年工作报告",
    "{name}{office}{year}年行政执法统计年报",
    "{name}第一中学{year}年信息公开工作年度报告填报说明",
)
FAR = (
    "{office}到{townlet}走访慰问（第{n}期）",
    "{name}{year}年第{n}次政府常务会议召开",
    "关于对{n}号地块规划方案进行批前公示的通告",
    "{townlet}{year}年春耕备耕见闻之{n}",
    "{name}{year}年度城乡居民医保征缴公告（{n}）",
)
SENTENCES = (
    "{year}年，{office}坚持以公开为常态、不公开为例外，累计发布各类信息{n}条。",
    "请各单位于{year}年1月20日前将年度报告报送办公室，逾期不报的予以通报。",
    "一是加强组织领导；二是完善工作制度；三是强化监督考核，全年考核{n}家单位。",
    "全年受理行政复议{n}件，出庭应诉率百分之百。",
    "公示期为{n}个工作日，如有异议请实名反映。",
)


@dataclass(frozen=True)
class Row:
    """A line of a list."""

    title: str
    url: str
    day: str
    number: int = 0

    def data(self) -> dict[str, object]:
        return {"id": self.number, "title": self.title, "url": self.url, "date": self.day}


def asked(request: Request) -> dict[str, str]:
    """What the query says, and what a form in the body says."""
    said = request.path.partition("?")[2]
    if request.method == "POST" and "json" not in request.headers.get("content-type", ""):
        said += "&" + request.body.decode("latin-1")
    return {name: values[-1] for name, values in parse_qs(said, keep_blank_values=True).items()}


def number(said: dict[str, str], name: str, usual: int) -> int:
    """A number of the query; the usual one where it is none."""
    value = said.get(name, "")
    return int(value) if value.isdigit() else usual


def told(data: object) -> Answer:
    return Answer(json.dumps(data, ensure_ascii=False).encode(), content_type=JSON)


def whole(town: Town, title: str, inner: str, *, head: str = "", menu: Sequence[tuple[str, str]] = ()) -> str:
    """A page: banner, menu, contents, footer."""
    bar = "".join(f'<a class="m" href="{html.escape(url)}"><b>{name}</b></a>' for name, url in menu)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{html.escape(title)}</title>{head}</head>
<body class="skin"><header><img alt="{town.name}" src="/static/banner.png"><nav><a class="m" href="/"><b>首 页</b></a>{bar}</nav></header>
<section class="container"><div class="row">{inner}</div></section>
<footer><p>{town.government}办公室主办　{town.name}融媒体中心维护</p><p>联系电话：0000-{town.code}</p>
<a href="/sm.htm">网站声明</a><a href="/wz.htm">纠错</a><a href="http://www.gov.cn/">国务院</a></footer></body></html>"""


def told_page(
    town: Town,
    title: str,
    day: str,
    inner: str,
    *,
    head: str = "",
    menu: Sequence[tuple[str, str]] = (),
    more: str = "",
) -> str:
    """The page of one article."""
    body = f"""<article><h3 class="hd">{html.escape(title)}</h3><ul class="meta"><li>日期：{day}</li><li>来源：{town.name}政府办</li><li>阅读：<i id="pv">…</i></li></ul>
<div class="artcon">{inner}</div>{more}<p class="nx">上一篇：无　下一篇：<a href="/static/none.htm">没有了</a></p></article>"""
    return whole(town, title, body, head=head, menu=menu)


def lines(rows: Iterable[Row], *, cut: int = 60) -> str:
    def shown(title: str) -> str:
        return title if len(title) <= cut else title[: cut - 1] + "..."

    each = "".join(
        f'<dd><a href="{html.escape(r.url)}" title="{html.escape(r.title)}">{html.escape(shown(r.title))}</a><s>{r.day}</s></dd>'
        for r in rows
    )
    return f'<dl class="lst">{each}</dl>'


def split(rows: Sequence[Row], size: int) -> list[Sequence[Row]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]


def noise(town: Town, amount: int) -> list[tuple[Row, str]]:
    """Rows without an address and their texts, newest first; half of them close to an annual report in words."""
    rng = random.Random(f"fourth/{town.code}/{town.seed}")
    made = []
    for n in range(amount):
        words = {
            "name": town.name,
            "year": rng.randint(2011, 2024),
            "office": rng.choice(OFFICES),
            "townlet": rng.choice(TOWNLETS),
            "n": n + 3,
        }
        title = (CLOSE[n // 2 % len(CLOSE)] if n % 2 == 0 else rng.choice(FAR)).format(**words)
        body = "".join(f"<p>{rng.choice(SENTENCES).format(**words)}</p>" for _ in range(rng.randint(2, 6)))
        day = f"{int(words['year']) + 1}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        made.append((Row(title, "", day, town.next_number()), body))
    return sorted(made, key=lambda pair: pair[0].day, reverse=True)


def scatter(site: Site, town: Town, amount: int, template: str = "/x/{}.html") -> list[Row]:
    """Decoys, each with a page at the template's address."""
    rows = []
    for row, body in noise(town, amount):
        path = template.format(row.number)
        site.put(path, answer(told_page(town, row.title, row.day, body)))
        rows.append(Row(row.title, path, row.day, row.number))
    return rows


def print_report(
    site: Site, town: Town, report: Report, path: str, inner: str | None = None, *, title: str = "", head: str = ""
) -> Row:
    """A report's page, its own body unless another is given."""
    shown = title or report.title
    text = report.html if inner is None else inner
    site.put(path, answer(told_page(town, shown, report.published, text, head=head)))
    return Row(shown, path, report.published, report.number)


def column(site: Site, town: Town, folder: str, name: str, rows: Sequence[Row], size: int = 18) -> None:
    """A plain list under a folder with numbered pages, for what is not the point of a portal."""
    parts = split(rows, size)
    for n, part in enumerate(parts):
        ahead = f'<a class="nxt" href="{folder}p{n + 2}.htm">下一页</a>' if n + 1 < len(parts) else ""
        path = folder if n == 0 else f"{folder}p{n + 1}.htm"
        site.put(path, answer(whole(town, name, lines(part) + ahead)))


def entrance(site: Site, town: Town, rows: Sequence[Row], menu: Sequence[tuple[str, str]], inner: str = "") -> None:
    site.put("/", answer(whole(town, f"{town.government}门户网站", lines(rows[:24]) + inner, menu=menu)))
