"""Ways to write a page. A skin turns names and addresses into markup; each writes everything differently."""

from __future__ import annotations

import random
from dataclasses import dataclass
from html import escape

Item = tuple[str, str, str]  # text, address, date


@dataclass
class Skin:
    """`kind` chooses among ways to write lists, crumbs, menus and articles."""

    rng: random.Random
    place: str
    kind: int

    @classmethod
    def of(cls, rng: random.Random, place: str) -> Skin:
        return cls(rng, place, rng.randrange(5))

    def page(
        self, title: str, body: str, *, head: str = "", menu: list[tuple[str, str]] | None = None, site: str = ""
    ) -> str:
        name = site or f"{self.place}人民政府门户网站"
        suffix = ("_", "-", " - ", "--", "|")[self.kind] + name if title != name else ""
        return (
            f'<!DOCTYPE html><html><head><meta charset="{{charset}}"><title>{escape(title)}{suffix}</title>{head}'
            f'<script src="/assets/jquery.min.js"></script><style>.a{{color:red}}</style></head><body>'
            f"{self.menu(menu or [])}{body}{self.foot()}</body></html>"
        ).replace("{charset}", "utf-8")

    def menu(self, items: list[tuple[str, str]]) -> str:
        if self.kind == 0:
            return (
                "<div class='head'><ul class='nav'>"
                + "".join(f"<li><a href='{u}'>{t}</a></li>" for t, u in items)
                + "</ul></div>"
            )
        if self.kind == 1:
            return (
                "<table width=1000><tr>"
                + "".join(f"<td align=center><a href={u}>{t}</a></td>" for t, u in items)
                + "</tr></table>"
            )
        if self.kind == 2:
            return (
                "<header><nav>"
                + " | ".join(f'<a href="{u}" title="{t}"><span>{t}</span></a>' for t, u in items)
                + "</nav></header>"
            )
        if self.kind == 3:
            return (
                "<div id=topmenu>"
                + "".join(
                    f"<div class=mi><p><a href='{u}'><font color=white>{t}</font></a></p></div>" for t, u in items
                )
                + "</div>"
            )
        return "<dl>" + "".join(f"<dd><a href='{u}' target='_blank'>{t}</a></dd>" for t, u in items) + "</dl>"

    def crumb(self, steps: list[tuple[str, str]]) -> str:
        links = [f"<a href='{u}'>{t}</a>" for t, u in steps]
        if self.kind == 0:
            return "<div class='place'>您现在的位置：" + " &gt; ".join(links) + "</div>"
        if self.kind == 1:
            return "<tr><td height=27>当前位置： " + "&nbsp;&gt;&gt;&nbsp;".join(links) + "</td></tr>"
        if self.kind == 2:
            return "<ol class='breadcrumb'>" + "".join(f"<li>{link}</li>" for link in links) + "</ol>"
        if self.kind == 3:
            return "<span class=daohang>所在位置 " + " » ".join(links) + "</span>"
        return ""

    def list(self, items: list[Item], *, name: str = "") -> str:
        cut = (lambda t: t) if self.kind in (0, 3) else (lambda t: t if len(t) < 26 else t[:23] + "...")
        if self.kind == 0:
            rows = "".join(
                f"<li><span>{d}</span><a href='{u}' target='_blank'>{escape(cut(t))}</a></li>" for t, u, d in items
            )
            return f"<div class='rightbox'><h3>{name}</h3><ul class='newslist'>{rows}</ul></div>"
        if self.kind == 1:
            rows = "".join(
                f"<tr><td>·</td><td><a href='{u}' title='{escape(t)}'>{escape(cut(t))}</a></td><td>[{d}]</td></tr>"
                for t, u, d in items
            )
            return f"<table class=lb><tr><td colspan=3><b>{name}</b></td></tr>{rows}</table>"
        if self.kind == 2:
            rows = "".join(
                f'<div class="item"><a href="{u}" title="{escape(t)}"><h4>{escape(cut(t))}</h4></a><time>{d.replace("-", "/")}</time></div>'
                for t, u, d in items
            )
            return f'<section><div class="sec-title">{name}</div>{rows}</section>'
        if self.kind == 3:
            rows = "".join(f"<p><a href='{u}'>{escape(cut(t))}</a> <i>({d})</i></p>" for t, u, d in items)
            return f"<div id=zy>{rows}</div>"
        rows = "".join(
            f"<dt><a href='{u}' title='{escape(t)}'>{escape(cut(t))}</a></dt><dd>发布时间：{d[:4]}年{d[5:7]}月{d[8:]}日</dd>"
            for t, u, d in items
        )
        return f"<h2>{name}</h2><dl class='rows'>{rows}</dl>"

    def boxes(self, items: list[tuple[str, str]], name: str = "") -> str:
        """Links without dates: columns, departments, years."""
        if self.kind in (0, 3):
            return f"<div class='cate'><b>{name}</b>" + "".join(f"<a href='{u}'>{t}</a>" for t, u in items) + "</div>"
        if self.kind == 1:
            return (
                "<table><tr>"
                + "</tr><tr>".join(f"<td><img src='/d.gif'><a href='{u}'>{t}</a></td>" for t, u in items)
                + "</tr></table>"
            )
        return (
            f"<aside><p>{name}</p><ul>"
            + "".join(f"<li><a href='{u}'><em>{t}</em></a></li>" for t, u in items)
            + "</ul></aside>"
        )

    def article(self, title: str, lines: list[str], date: str, *, extra: str = "") -> str:
        ps = "".join(f"<p style='text-indent:2em'>{escape(line)}</p>" for line in lines)
        if self.kind == 0:
            return f"<div class='art'><h1>{title}</h1><div class='fb'>发布时间：{date} 来源：{self.place}政府办 浏览次数：</div><div id='zoom'>{ps}</div>{extra}</div>"
        if self.kind == 1:
            return f"<table class=xx><tr><td align=center class=bt>{title}</td></tr><tr><td>日期：{date}</td></tr><tr><td class=nr>{ps}{extra}</td></tr></table>"
        if self.kind == 2:
            return f"<article><h2>{title}</h2><p class='meta'>{date} | 政府办公室</p><div class='con'>{ps}</div>{extra}</article>"
        if self.kind == 3:
            return f"<div class=t1>{title}</div><div class=t2>发布日期 {date}</div><div class=t3>{ps}</div>{extra}"
        return f"<h3 class='title'>{title}</h3><span>[{date}]</span><div class='content'>{ps}</div>{extra}"

    def foot(self) -> str:
        return (
            f"<div class='bottom'><p>主办：{self.place}人民政府办公室　网站标识码：5105000009</p>"
            "<a href='/about.html'>关于我们</a> <a href='/sitemap.html'>网站地图</a> <a href='/contact.html'>联系我们</a></div>"
        )
