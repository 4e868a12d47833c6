"""Portals whose lists a server writes whole."""

from __future__ import annotations

import html

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_called_lists.house import House
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split


def phpcms(town: Town) -> list[Site]:
    """index.php?m=content&c=index&a=lists&catid=: all of a county in one script, old reports as attachments."""
    house = House(
        town, "phpcms", skin="old", articles="/index.php?m=content&c=index&a=show&catid=11&id={}", encoding="gb2312"
    )
    house.stories(240)

    def show(cat: int, n: int) -> str:
        return f"/index.php?m=content&c=index&a=show&catid={cat}&id={n}"

    forms = {**dict.fromkeys(range(2008, 2014), "doc"), 2016: "docx"}
    reports = town.reports(range(2008, 2024)) + [
        town.report(y, b) for b in ("教育局", "水利局", "财政局") for y in range(2014, 2024)
    ]
    rows = [
        house.published(r, show(46, r.number), form=forms.get(r.year, "html"), files="/uploadfile/") for r in reports
    ]
    towns = [house.published(r, show(47, r.number)) for r in house.townships(range(2020, 2024))]
    columns = {46: ("政府信息公开年报", house.mixed(rows, 8)), 47: ("乡镇信息公开年报", towns)}
    columns |= {20 + n: (f"信息公开栏目{n}", house.stock[n * 9 :][:55]) for n in range(10)}
    tree = "".join(
        f'<tr><td><a href="/index.php?m=content&amp;c=index&amp;a=lists&amp;catid={cat}">{name}</a></td></tr>'
        for cat, (name, _) in columns.items()
    )
    for cat, (name, listed) in columns.items():
        parts = split(listed, 15)

        def to(n: int, cat: int = cat) -> str:
            return f"/index.php?m=content&c=index&a=lists&catid={cat}" + (f"&page={n}" if n > 1 else "")

        for n, part in enumerate(parts, 1):
            numbers = "".join(
                f"<span>{k}</span>" if k == n else f' <a href="{html.escape(to(k))}">{k}</a>'
                for k in range(1, len(parts) + 1)
            )
            turns = f'<div id="pages"><a class="a1">{len(listed)}条</a> <a href="{html.escape(to(max(1, n - 1)))}" class="a1">上一页</a> {numbers} <a href="{html.escape(to(min(len(parts), n + 1)))}" class="a1">下一页</a></div>'
            house.put(
                to(n),
                house.shell(
                    name,
                    f'<table><tr><td valign="top"><table>{tree}</table></td><td>{house.lines(part)}{turns}</td></tr></table>',
                    trail=[(name, to(1))],
                ),
            )
    house.disclosure("/xxgk/", "/index.php?m=content&c=index&a=lists&catid=46")
    house.entrance()
    return [house.site]


def city_iframe(town: Town) -> list[Site]:
    """A city's page of all departments' reports: a frame for each organ, chosen by its code."""
    house = House(town, "city_iframe", skin="gold", articles="/czxw/{}.shtml")
    house.stories(260)
    organs: dict[str, tuple[str, list[Row]]] = {}
    own = [
        house.published(r, f"/xxgkpt/show.jsp?id={r.number}", form="doc" if r.year < 2013 else "html")
        for r in town.reports(range(2008, 2024))
    ]
    organs["001"] = ("市政府", own)
    for n, bureau in enumerate(("财政局", "教育局", "民政局", "水利局", "审计局", "交通运输局"), 14):
        rows = [
            house.published(r, f"/xxgkpt/show.jsp?id={r.number}")
            for r in [town.report(y, bureau) for y in range(2023, 2016, -1)]
        ]
        organs[f"{n:03}"] = (f"市{bureau}", rows)

    def framed(request: Request) -> Answer:
        said = asked(request)
        name, rows = organs.get(said.get("orgcode", ""), ("", []))
        parts, page = split(rows, 10), number(said, "page", 1)
        if not name or page > len(parts):
            return house.site.missing
        ahead = (
            f'<a href="list.jsp?orgcode={said["orgcode"]}&amp;catalog=nb&amp;page={page + 1}">下页</a>'
            if page < len(parts)
            else "下页"
        )
        return answer(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>list</title></head><body>{house.lines(parts[page - 1])}<p class="pg">共{len(rows)}条 {ahead}</p></body></html>'
        )

    house.site.handle("/xxgkpt/list.jsp", framed)
    side = house.disclosure("/zwgk/xxgk/", "/zwgk/xxgknb/", label="信息公开年报")
    choices = "".join(
        f'<li><a href="/xxgkpt/list.jsp?orgcode={code}&amp;catalog=nb" target="nbframe">{name}</a></li>'
        for code, (name, _) in organs.items()
    )
    inner = f'{side}<div class="org"><ul>{choices}</ul></div><iframe name="nbframe" id="nbframe" src="/xxgkpt/list.jsp?orgcode=001&amp;catalog=nb" width="760" frameborder="0" scrolling="no"></iframe>'
    house.put("/zwgk/xxgknb/", house.shell("政府信息公开工作年度报告", inner))
    house.entrance()
    return [house.site]


SERVED = (phpcms, city_iframe)
