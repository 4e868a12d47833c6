"""A town: its government and bureaus, their reports of several years, and what else a portal publishes."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from tests.variety import making
from tests.variety.rendering import Part, article_markup, docx_file, flattened, pdf_file
from tests.variety.truth import Truth

BUREAUS = (
    "财政局",
    "教育局",
    "民政局",
    "水利局",
    "交通运输局",
    "卫生健康委员会",
    "自然资源局",
    "市场监督管理局",
    "审计局",
)
TITLES = (
    "{who}{year}年政府信息公开工作年度报告",
    "{year}年{who}政府信息公开工作年度报告",
    "{who}{year}年度政府信息公开工作报告",
    "{who}关于{year}年政府信息公开工作情况的年度报告",
)
FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"


@dataclass(frozen=True)
class Report:
    """One report to be found: `key` is its report_id. `html` is the body's markup alone."""

    key: str
    year: int
    issuer: str
    title: str
    published: str
    truth: Truth
    parts: list[Part]
    number: int

    @property
    def rng(self) -> random.Random:
        return random.Random(f"{self.key}/{self.number}")

    @property
    def html(self) -> str:
        return article_markup(self.parts, self.rng)

    @property
    def pdf(self) -> bytes:
        return pdf_file(self.truth, self.parts, self.rng)

    @property
    def docx(self) -> bytes:
        return docx_file(self.truth, self.parts, self.rng)

    @property
    def word_html(self) -> bytes:
        """A page saved by Word under .doc, as many portals attach."""
        return (
            '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
            '<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Word.Document>'
            f"</head><body><p align=center>{self.title}</p>{self.html}</body></html>"
        ).encode("gb18030")

    @property
    def image(self) -> bytes:
        """The first page of a scan."""
        lines = [line for line in flattened(self.truth, self.parts, self.rng).decode().split("\n") if len(line) > 8]
        canvas = Image.new("L", (1000, 1300), 255)
        pen = ImageDraw.Draw(canvas)
        font = ImageFont.truetype(FONT, 24)
        for row, line in enumerate([self.title, *lines[2:32]]):
            pen.text((60, 60 + row * 38), line[:36], fill=0, font=font)
        buffer = io.BytesIO()
        canvas.save(buffer, "PNG")
        return buffer.getvalue()


@dataclass(frozen=True)
class Decoy:
    title: str
    body: str
    published: str
    number: int


@dataclass
class Town:
    """A jurisdiction, what its portal must yield (`wanted`), and what it may (`allowed`: other places' own reports).

    `withheld` are years that its government reported on where no crawl can see it, `never` those that it did not report on
    and of which the portal proves it.
    """

    code: str
    name: str
    seed: int
    wanted: set[str] = field(default_factory=set)
    allowed: set[str] = field(default_factory=set)
    forbidden: list[str] = field(default_factory=list)
    withheld: set[int] = field(default_factory=set)
    never: set[int] = field(default_factory=set)
    numbers: int = 1000
    titles: tuple[str, ...] = TITLES

    @property
    def rng(self) -> random.Random:
        return random.Random(f"{self.code}/{self.seed}")

    @property
    def government(self) -> str:
        return f"{self.name}人民政府"

    def next_number(self) -> int:
        self.numbers += 7
        return self.numbers

    def report(self, year: int, bureau: str | None = None, *, wanted: bool = True) -> Report:
        issuer = f"{self.name}{bureau}" if bureau else self.government
        key = f"{self.code}/{year}/{issuer if bureau else 'government'}"
        if wanted:
            self.wanted.add(key)
        rng = random.Random(f"{key}/{self.seed}")
        title = rng.choice(self.titles).format(who=issuer if bureau or rng.random() < 0.5 else self.name, year=year)
        published = f"{year + 1}-0{rng.randint(1, 3)}-{rng.randint(10, 28)}"
        truth, parts = draft(form_of(year, rng), year, issuer, self.name, title, rng)
        truth.title, truth.issuer, truth.published, truth.code, truth.place = (
            title,
            issuer,
            published,
            self.code,
            self.name,
        )
        return Report(key, year, issuer, title, published, truth, parts, self.next_number())

    def reports(self, years: range, bureaus: tuple[str, ...] = ()) -> list[Report]:
        """Newest first, the government's before the bureaus'."""
        return [self.report(year, bureau) for year in reversed(years) for bureau in (None, *bureaus)]

    def decoys(self, count: int) -> list[Decoy]:
        rng = random.Random(f"decoys/{self.code}/{self.seed}")
        made = []
        for position in range(count):
            year = rng.randint(2010, 2024)
            template = (
                DECOYS[position % len(DECOYS)] if position < 3 * len(DECOYS) else rng.choice(DECOYS + ORDINARY * 4)
            )
            title = template.format(
                who=self.government, name=self.name, year=year, bureau=rng.choice(BUREAUS), n=position
            )
            lines = [
                f"{self.name}各级各部门认真贯彻落实，{year}年共办理各类事项{rng.randint(10, 9000)}件。",
                rng.choice(FILLER).format(year=year, name=self.name),
                rng.choice(FILLER).format(year=year, name=self.name),
            ]
            body = "".join(f"<p>　　{line}</p>" for line in [title, *lines] if line)
            made.append(
                Decoy(title, body, f"{year + 1}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", self.next_number())
            )
        return made


DECOYS = (
    "关于做好{year}年政府信息公开工作年度报告编制和发布工作的通知",
    "《{name}{year}年政府信息公开工作年度报告》解读",
    "一图读懂{name}{year}年政府信息公开工作年度报告",
    "{name}政府信息公开指南（{year}年修订）",
    "政府信息公开工作年度报告格式模板（{year}年版）",
    "{name}{bureau}{year}年度部门决算公开报告",
    "{name}{year}年法治政府建设情况年度报告",
    "{year}年{name}政府网站工作年度报表",
    "{name}召开{year}年政府信息公开年度报告编制工作培训会",
    "我市{year}年政府信息公开工作年度报告向社会公布",
    "{name}{year}年政务公开工作要点",
    "{name}{year}年国民经济和社会发展统计公报",
    "{name}{bureau}{year}年部门预算公开",
    "关于{year}年政府信息公开工作年度报告情况的通报",
    "{year}年{name}信访工作年度报告",
    "{name}{year}年政府工作报告",
    "{name}{bureau}{year}年工作总结和{n}项重点任务",
    "{year}年度{name}国有资产管理情况综合报告",
    "{name}{year}年政府信息公开申请流程图",
    "{name}公共企事业单位信息公开年度报告制度",
)
ORDINARY = (
    "{name}{bureau}关于{year}年第{n}批行政处罚决定的公示",
    "{name}领导到{bureau}调研第{n}次专题工作",
    "关于{year}年{name}公开招聘事业单位工作人员第{n}号公告",
    "{name}{year}年第{n}期土地征收公告",
)
FILLER = (
    "会议强调，要提高政治站位，压实工作责任，确保{year}年各项任务按时完成。",
    "附件请在本站下载，联系电话见{name}政府网站。",
    "各单位应于{year}年1月31日前向社会公布本单位政府信息公开工作年度报告，并报送办公室备案。",
    "根据《中华人民共和国政府信息公开条例》第五十条，年度报告应当包括主动公开、依申请公开等内容。",
    "本次调研先后走访了园区、学校和社区，听取了群众意见建议。",
    "",
)


def form_of(year: int, rng: random.Random) -> str:
    if year >= 2021:
        return "2021"
    if year >= 2019:
        return "2019"
    return rng.choice(("2014", "free")) if year >= 2014 else "free"


@lru_cache(maxsize=1)
def drafts() -> dict[tuple[str, int, bool], tuple[int, ...]]:
    """Seeds of tests/variety by form, year, and whether a bureau speaks."""
    found: dict[tuple[str, int, bool], list[int]] = {}
    for form in ("2019", "2021", "2014", "free"):
        for seed in range(400 if form == "free" else 160):
            truth, _ = making.begin(seed, form, random.Random(f"{form}/{seed}"))
            bureau = truth.issuer != f"{truth.place}人民政府"
            if not truth.issuer.endswith("办公室"):
                found.setdefault((form, truth.year, bureau), []).append(seed)
    return {key: tuple(seeds) for key, seeds in found.items()}


def draft(form: str, year: int, who: str, place: str, title: str, rng: random.Random) -> tuple[Truth, list[Part]]:
    """A made-up report of that year and kind of issuer, with the names put in place of those it was made with."""
    bureau = not who.endswith("人民政府")
    seeds = drafts().get((form, year, bureau)) or drafts()[(form, year, not bureau)]
    truth, parts = making.make(rng.choice(seeds), form)
    old = (truth.title, truth.issuer, truth.place)

    def renamed(text: str) -> str:
        for before, after in zip(old, (title, who, place), strict=True):
            text = text.replace(before, after)
        return text

    return truth, [renamed(part) if isinstance(part, str) else part for part in parts]
