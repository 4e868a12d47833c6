"""A portal's body: home page, columns, news with pages, notices about reports, calendars, error pages; and lists of reports."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.crawler.portals.content import (
    ABOUT,
    DEPARTMENTS,
    NEWS,
    OTHER_REPORTS,
    PLACE,
    filler,
    paragraphs,
    title,
    word_file,
)
from tests.crawler.portals.site import Site, Truth
from tests.crawler.portals.skins import Item, Skin

GOVERNMENT = f"{PLACE}人民政府"
# A pager: (folder, page from 1, pages, entries) -> markup; and the path of a list's page.
Pager = Callable[[str, int, int, int], str]
PagePath = Callable[[str, int], str]


def static_path(folder: str, page: int) -> str:
    return f"{folder}/index.html" if page == 1 else f"{folder}/index_{page - 1}.html"


def links_pager(path: PagePath) -> Pager:
    """Plain links: numbers, next, last, and what there is in all."""

    def write(folder: str, page: int, pages: int, entries: int) -> str:
        numbers = "".join(
            f"<a href='{path(folder, n)}'>{n}</a> " if n != page else f"<b>{n}</b> "
            for n in range(1, min(pages, 6) + 1)
        )
        following = f"<a href='{path(folder, page + 1)}'>下一页</a> " if page < pages else ""
        return f"<div class='pg'>{numbers}{following}<a href='{path(folder, pages)}'>尾页</a> 共{pages}页 {entries}条记录</div>"

    return write


@dataclass
class Grower:
    """Everything of one portal while it is made."""

    site: Site
    rng: random.Random
    skin: Skin
    path: PagePath = static_path
    pager: Pager = field(default_factory=lambda: links_pager(static_path))
    address: Callable[[str, int, str], str] = lambda folder, number, date: (
        f"{folder}/{date[:7].replace('-', '')}/{number}.html"
    )
    wrap: Callable[[str], str] = lambda markup: markup
    head: str = ""
    per_page: int = 20
    number: int = 30000
    menu: list[tuple[str, str]] = field(default_factory=list)
    write_article: Callable[[str, list[str], str], str] | None = None

    def next_number(self) -> int:
        self.number += self.rng.randint(1, 90)
        return self.number

    def date(self, year: int) -> str:
        return f"{year}-{self.rng.randint(1, 12):02d}-{self.rng.randint(1, 28):02d}"

    def put(self, path: str, name: str, body: str, *, head: str = "") -> None:
        self.site.put(path, self.wrap(self.skin.page(name, body, head=self.head + head, menu=self.menu)))

    def article(self, folder: str, name: str, lines: list[str], date: str, *, extra: str = "", crumb: str = "") -> str:
        path = self.address(folder, self.next_number(), date)
        if self.write_article is not None:
            body = self.write_article(name, lines, date) + extra
        else:
            body = self.skin.article(name, lines, date, extra=extra)
        self.put(path, name, crumb + body)
        return path

    def listing(
        self, folder: str, name: str, items: list[Item], *, steps: list[tuple[str, str]] | None = None, aside: str = ""
    ) -> str:
        """A list in as many pages as it needs; returns the path of its first page."""
        pages = max(1, -(-len(items) // self.per_page))
        for page in range(1, pages + 1):
            part = items[(page - 1) * self.per_page : page * self.per_page]
            body = self.skin.crumb([("首页", "/"), *(steps or []), (name, self.path(folder, 1))]) if name else ""
            body += (
                aside
                + self.skin.list(part, name=name)
                + (self.pager(folder, page, pages, len(items)) if pages > 1 else "")
            )
            self.put(self.path(folder, page), name or GOVERNMENT, body)
        return self.path(folder, 1)

    # --- what it publishes

    def report(self, folder: str, issuer: str, year: int, *, kind: str = "government", stub: bool = False) -> Item:
        """A report's page, or a page that only carries its file. Returns its entry in a list."""
        name = title(self.rng, issuer, year)
        lines = paragraphs(self.rng, issuer, year)
        published = f"{year + 1}-{self.rng.choice(('01', '02', '03'))}-{self.rng.randint(10, 28)}"
        truth = Truth(year, issuer, kind)
        if stub:
            file = f"/{folder.strip('/')}/files/{self.next_number()}.docx"
            self.site.put(
                file,
                word_file(name, lines),
                media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            )
            self.site.report(file, truth)
            path = self.article(
                folder, name, ["全文见附件。"], published, extra=f"<p>附件：<a href='{file}'>{name}.docx</a></p>"
            )
            self.site.report(path, truth)
        else:
            path = self.article(folder, name, lines, published)
            self.site.report(path, truth)
        return name, path, published

    def reports(
        self, folder: str, years: range, issuer: str = GOVERNMENT, *, kind: str = "government", stubs: bool = False
    ) -> list[Item]:
        return [self.report(folder, issuer, year, kind=kind, stub=stubs and year % 3 == 0) for year in reversed(years)]

    def news(self, folder: str, name: str, count: int, *, about: bool = False) -> str:
        """A column of news over many pages; `about` mixes in notices about reports and reports of other kinds."""
        items: list[Item] = []
        for index in range(count):
            year = 2025 - index * 8 // max(count, 1)
            if about and index % 4 == 0:
                text = self.rng.choice(ABOUT + OTHER_REPORTS).format(y=year - 1, p=PLACE)
            else:
                text = f"{self.rng.choice(NEWS)}{self.rng.choice(('', '（图）', '——' + self.rng.choice(NEWS)))}"
            date = self.date(year)
            items.append((text, self.article(folder, text, filler(self.rng, self.rng.randint(3, 9)), date), date))
        items.sort(key=lambda item: item[2], reverse=True)
        return self.listing(folder, name, items)

    def calendar(self, folder: str = "/events") -> str:
        """Pages without end: every month links to the next."""

        def month(parameters: dict[str, str]) -> tuple[int, str, bytes]:
            number = int(parameters.get("m", "0") or 0)
            days = "".join(f"<a href='{folder}/view?m={number}&d={d}'>{d}</a> " for d in range(1, 29))
            body = f"<a href='{folder}/view?m={number + 1}'>下一月</a> <a href='{folder}/view?m={number - 1}'>上一月</a>{days}"
            return 200, "text/html; charset=utf-8", self.skin.page("活动日历", body, menu=self.menu).encode()

        self.site.calls[f"{folder}/view"] = month
        return f"{folder}/view?m=0"

    def departments(
        self, folder: str, count: int, years: range, columns: Callable[[str, str, list[Item]], str]
    ) -> list[tuple[str, str]]:
        """Departments with their own lists of reports; `columns(folder, department, items)` writes a department's list."""
        found = []
        for index, name in enumerate(self.rng.sample(DEPARTMENTS, count)):
            own = f"{folder}/bm{index + 1}"
            items = self.reports(own, years, f"{PLACE}{name}", kind="department")
            found.append((f"{PLACE}{name}" if index % 2 else f"市{name}", columns(own, name, items)))
        return found

    def errors(self, kind: int) -> None:
        """What an address that does not exist brings: 404, an error page with 200, or the home page with 200."""
        if kind == 1:
            page = self.skin.page(
                "提示信息",
                "<div class='msg'>抱歉，您访问的页面不存在或已被删除！<a href='/'>返回首页</a></div>",
                menu=self.menu,
            )
            self.site.missing = (200, "text/html; charset=utf-8", page.encode())
        elif kind == 2:
            self.site.missing = self.site.pages["/"]
