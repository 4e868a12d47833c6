"""What a county's whole web site is furnished with, in templates that each site brings along.

A `Dress` is a site's templates: tokens like `@@title` are replaced. An `Estate` prints pages in it, crowds it with what
is no report, and keeps the log of what it put where.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from demo.server import Answer, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out_forms_and_buttons.kit import Row, split

ORGANS = (
    "发展和改革局",
    "教育体育局",
    "工业和信息化局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "住房和城乡建设局",
    "农业农村局",
    "水利局",
    "卫生健康局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
)
TOWNSHIPS = ("城关镇人民政府", "双河镇人民政府", "石桥乡人民政府", "云台街道办事处")
SECTIONS = ("本地要闻", "通知公告", "部门信息", "镇街快讯", "人事任免", "招标采购", "专题专栏", "国务院信息")
STATUTORY = (
    "机构简介",
    "县政府领导",
    "政府文件",
    "行政规范性文件",
    "政策解读",
    "发展规划",
    "统计公报",
    "财政预决算",
    "行政事业性收费",
    "权责清单",
    "乡村振兴",
    "义务教育",
    "招考录用",
    "政府工作报告",
)
NEAR = (
    "@政府信息公开指南（#年版）",
    "关于报送#年度政府信息公开工作年度报告的函",
    "《@#年政府信息公开工作年度报告》政策解读",
    "图解：@#年政府信息公开年报",
    "@#年政务公开工作主要任务分解表",
    "@财政局#年度部门预算及“三公”经费公开",
    "@#年度法治政府建设年度报告",
    "@#年度政府网站工作报表",
    "@人民法院#年工作报告",
    "@#年预算执行情况和预算草案的报告",
    "@依申请公开受理流程（#年）",
    "@农业农村局#年度工作总结",
    "@#年政府信息公开申请表（公民）",
    "@政府办公室组织召开#年政府信息公开年报编制工作推进会",
    "@#年统计年鉴（第%部分）",
    "@水利局#年河湖长制工作年度报告",
    "@#年上市企业年度报告披露名单",
    "@教育体育局#年高中信息公开目录",
)
PLAIN = (
    "@举行#年第%次县委理论学习中心组集体学习",
    "@#年第%批城镇低保对象公示",
    "县领导督导防汛备汛工作（#年第%次）",
    "@#年公益性岗位招聘公告（%）",
    "@关于县道改建工程交通管制的通告〔#〕%号",
    "双河镇：特色种植走出增收路（%）",
    "@国有建设用地使用权挂牌出让公告（#-%）",
    "@#年度建设项目环评批复公示（%）",
    "天气预报及地质灾害气象风险预警#年第%期",
)
TEXTS = (
    "#年%月，有关部门按照县委、县政府部署，推进各项工作落地，群众满意度持续提升。",
    "请各乡镇人民政府、街道办事处，县直有关单位认真抓好落实，于%日内反馈。",
    "资金使用情况接受社会监督，联系电话见本站“互动交流”栏目。",
    "公民、法人或者其他组织可以向受理机构提出政府信息公开申请，受理时间为工作日上午九时至下午五时。",
    "全年主动公开信息%条，办理人大代表建议%件、政协提案%件。",
    "会议要求，各级各部门要对照清单逐项销号，确保任务按期完成。",
)
# Titles of the government's own reports; some say neither who nor 工作.
TITLES = (
    "{who}{year}年政府信息公开工作年度报告",
    "{who}{year}年度政府信息公开工作年度报告",
    "{year}年{who}政府信息公开年度报告",
    "{who}政府信息公开工作{year}年度报告",
    "{who}{year}年政府信息公开工作报告",
)


@dataclass(frozen=True)
class Dress:
    """A site's templates. page: title, nav, trail, inner; article: title, day, body; row: url, title, short, day."""

    page: str
    article: str
    row: str = '<li><a href="@@url" title="@@title" target="_blank">@@short</a><span>@@day</span></li>'
    rows: str = "<ul>@@rows</ul>"
    nav: str = '<li><a href="@@url">@@name</a></li>'
    cut: int = 48


def filled(template: str, **values: str) -> str:
    for name, value in values.items():
        template = template.replace(f"@@{name}", value)
    return template


def late(report: Report, day: str) -> Report:
    """The same report, put on the site on another day than its like."""
    return replace(report, published=day)


def unsigned(report: Report) -> str:
    """A title that leaves the issuer to the site, where the text speaks of no other kind of place: texts are made for any."""
    if re.search("[全我](?:市|区|省|州|旗)|各县", re.sub(r"<[^>]+>|\s", "", report.html)):
        return report.title
    return f"{report.year}年政府信息公开工作年度报告"


@dataclass
class Estate:
    """A site being furnished; `stories` is the template of the addresses of what is no report (year, number)."""

    town: Town
    name: str
    dress: Dress
    stories: str
    encoding: str = "utf-8"
    nav: list[tuple[str, str]] = field(default_factory=list)
    site: Site = field(init=False)
    stock: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.site = Site(self.name)
        self.town.titles = TITLES

    def put(self, path: str, text: str) -> str:
        self.site.put(path, answer(text.replace("@@state", ""), encoding=self.encoding))
        return path

    def printed(self, text: str) -> Answer:
        """For handlers."""
        return answer(text, encoding=self.encoding)

    def page(self, title: str, inner: str, trail: Sequence[tuple[str, str]] = ()) -> str:
        bar = "".join(filled(self.dress.nav, url=html.escape(url), name=name) for name, url in self.nav)
        way = "&nbsp;&gt;&nbsp;".join(f'<a href="{html.escape(url)}">{name}</a>' for name, url in trail)
        return filled(
            self.dress.page,
            title=html.escape(title),
            nav=bar,
            trail=way,
            inner=inner,
            gov=self.town.government,
            town=self.town.name,
            code=self.town.code,
            charset=self.encoding,
        )

    def article(self, title: str, day: str, body: str, trail: Sequence[tuple[str, str]] = ()) -> str:
        inner = filled(self.dress.article, title=html.escape(title), day=day, town=self.town.name, body=body)
        return self.page(f"{title}_{self.town.government}", inner, trail)

    def lines(self, rows: Sequence[Row]) -> str:
        def one(row: Row) -> str:
            short = row.title if len(row.title) <= self.dress.cut else row.title[: self.dress.cut] + "…"
            return filled(
                self.dress.row,
                url=html.escape(row.url),
                title=html.escape(row.title),
                short=html.escape(short),
                day=row.day,
                number=str(row.number),
            )

        return filled(self.dress.rows, rows="".join(one(row) for row in rows))

    def told(self, title: str, day: str, path: str, body: str, number: int = 0) -> Row:
        """An article at its address."""
        self.put(path, self.article(title, day, body))
        return Row(title, path, day, number)

    def report(self, report: Report, path: str, *, title: str = "", body: str | None = None) -> Row:
        text = report.html if body is None else body
        return self.told(title or report.title, report.published, path, text, report.number)

    def file(self, path: str, data: bytes, kind: str) -> str:
        self.site.put(path, Answer(data, content_type=kind))
        return path

    def attached(self, report: Report, path: str, file: str, *, title: str = "") -> Row:
        """A page that says only that the report lies beside it."""
        data = {"pdf": report.pdf, "docx": report.docx, "doc": report.word_html}
        ending = file.rpartition(".")[2]
        self.file(file, data[ending] if ending != "pdf" else report.pdf, "application/octet-stream")
        shown = title or report.title
        body = f'<p style="text-align:center"></p><p>附件：<a href="{file}">{html.escape(shown)}.{ending}</a></p>'
        return self.report(report, path, title=title, body=body)

    def listing(
        self,
        name: str,
        rows: Sequence[Row],
        address: Callable[[int], str],
        *,
        size: int = 15,
        foot: Callable[[int, int, int], str] | None = None,
        around: Callable[[str], str] = str,
    ) -> None:
        """The pages of a list; `foot` prints the pager (this page, pages, entries)."""
        parts = split(rows, size)
        for n, part in enumerate(parts, 1):
            ahead = f'<a href="{address(n + 1)}">下一页</a>' if n < len(parts) else "<span>下一页</span>"
            below = foot(n, len(parts), len(rows)) if foot else (ahead if len(parts) > 1 else "")
            inner = around(f"<h2>{name}</h2>{self.lines(part)}<div>{below}</div>")
            self.put(address(n), self.page(name, inner, [("首页", "/"), (name, address(1))]))

    def crowd(self, amount: int) -> None:
        """Articles that are no reports; half of them share the words of one. Newest first in `stock`."""
        rng = random.Random(f"twelfth/{self.town.code}/{self.town.seed}")

        def worded(text: str, year: int) -> str:
            while "%" in text:
                text = text.replace("%", str(rng.randint(1, 380)), 1)
            return text.replace("@", self.town.name).replace("#", str(year))

        for n in range(amount):
            year = rng.randint(2012, 2025)
            title = worded(NEAR[n // 2 % len(NEAR)] if n % 2 else rng.choice(PLAIN), year)
            body = "".join(f"<p>　　{worded(rng.choice(TEXTS), year)}</p>" for _ in range(rng.randint(2, 7)))
            day = f"{year + (n % 3 == 0)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            number = self.town.next_number()
            path = self.stories.format(year=day[:4], month=day[5:7], day=day[8:], n=number)
            self.stock.append(self.told(title, day, path, body, number))
        self.stock.sort(key=lambda row: row.day, reverse=True)

    def some(self, n: int, amount: int = 24) -> list[Row]:
        """A part of the stock that begins elsewhere for every n."""
        start = n * 13 % max(1, len(self.stock) - amount)
        return self.stock[start : start + amount]

    def notice(self, row: Row) -> None:
        """Puts a row among what the columns of news show."""
        self.stock.append(row)
        self.stock.sort(key=lambda each: each.day, reverse=True)

    def commons(self, section: Callable[[int, int], str], *, extra: str = "", organs: str = "/zfbm.html") -> None:
        """Home page, columns of news, services, letters, directory of organs. `section` gives the address of a page
        (from 1) of a column of news."""
        panels = ""
        for n, name in enumerate(SECTIONS):
            rows = self.some(n, 44)
            if n == 1:
                rows = self.stock[:60]
            self.listing(name, rows, lambda page, n=n: section(n, page), size=20)
            panels += f'<div class="zone"><h3><a href="{section(n, 1)}">{name}</a> <a href="{section(n, 1)}">更多</a></h3>{self.lines(rows[:9])}</div>'
        inside = "".join(
            f'<li><a href="http://{chr(97 + n)}j.example{self.town.code}.gov.cn/" target="_blank">县{organ}</a></li>'
            for n, organ in enumerate(ORGANS)
        )
        inside += "".join(f"<li>{place}</li>" for place in TOWNSHIPS)
        self.put(organs, self.page("部门乡镇导航", f"<ul>{inside}</ul>", [("首页", "/")]))
        friends = "".join(
            f'<option value="http://{n}.example.gov.cn/">{name}</option>'
            for n, name in enumerate(("中央政府门户网站", "省人民政府", "市人民政府", "兄弟县区"))
        )
        self.put("/", self.page(f"{self.town.government}门户网站", f"{panels}{extra}<select>{friends}</select>"))

    def statutory(self, address: Callable[[int, int], str], around: Callable[[str], str] = str) -> str:
        """The columns of what the law asks for; their links."""
        for n, name in enumerate(STATUTORY):
            self.listing(name, self.some(n + 7), lambda page, n=n: address(n, page), around=around)
        return "".join(f'<li><a href="{address(n, 1)}">{name}</a></li>' for n, name in enumerate(STATUTORY))
