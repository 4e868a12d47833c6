"""The body of a made-up report: paragraphs, headings and tables, and beside the markup what of it is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tests.odd_pages import grids, markup, shell
from tests.odd_pages.facts import Facts
from tests.odd_pages.grids import Grid
from tests.odd_pages.scoring import Key, Odd

TITLES = (
    ("一", "总体情况"),
    ("二", "主动公开政府信息情况"),
    ("三", "收到和处理政府信息公开申请情况"),
    ("四", "政府信息公开行政复议、行政诉讼情况"),
    ("五", "存在的主要问题及改进情况"),
    ("六", "其他需要报告的事项"),
)
Marked = Callable[[Grid], str]


@dataclass(slots=True)
class Body:
    """Markup and printed text side by side."""

    marked: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def add(self, marked: str, *printed: str) -> None:
        self.marked.append(marked)
        self.printed += printed

    @property
    def html(self) -> str:
        return "\n".join(self.marked)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(text for text in self.printed if text)

    @property
    def digits(self) -> str:
        return "".join(self.printed)


def cells_of(grid: Grid) -> list[str]:
    return [cell.text for row in grid for cell in row]


def paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def strong(text: str) -> str:
    return f"<p><strong>{escape(text, quote=False)}</strong></p>"


def opening(facts: Facts) -> list[str]:
    return [
        f"根据《中华人民共和国政府信息公开条例》和上级要求，编制{facts.year}年度报告。所列数据的统计期限为{facts.year}年1月1日至12月31日。"
    ]


def overview(facts: Facts) -> list[str]:
    items = facts.values[("proactive.items", "all")]
    return [
        f"{facts.year}年，{facts.place}坚持以公开促落实、强监管，全年主动公开政府信息{items}条。",
        "围绕群众关心的事项，持续规范公开目录，修订第3版指南。",
    ]


def closing(facts: Facts) -> tuple[list[str], list[str]]:
    return (
        [f"一是部分单位公开意识不强；二是解读形式较为单一。{facts.year + 1}年将从两个方面加以改进。"],
        ["无其他需要报告的事项。"],
    )


def build(
    facts: Facts,
    *,
    marks: tuple[Marked, Marked, Marked] = (markup.table, markup.table, markup.table),
    show: grids.Shown = grids.plain,
    wrap: Callable[[str], str] = paragraph,
    head: Callable[[str], str] = strong,
    made: tuple[Grid, Grid, Grid] | None = None,
    titles: tuple[tuple[str, str], ...] = TITLES,
) -> Body:
    """The six sections of the form, the three tables each marked up as asked."""
    facts.values.setdefault(("proactive.items", "all"), 1000 + facts.year * 7 % 977)
    body = Body()
    second, third, fourth = made or (grids.second(facts, show), grids.third(facts, show), grids.fourth(facts, show))
    problems, others = closing(facts)
    for text in opening(facts):
        body.add(wrap(text), text)
    contents: list[list[str] | tuple[Grid, Marked]] = [
        overview(facts),
        (second, marks[0]),
        (third, marks[1]),
        (fourth, marks[2]),
        problems,
        others,
    ]
    for (number, title), content in zip(titles, contents, strict=True):
        line = f"{number}、{title}" if number else title
        if line:
            body.add(head(line), line)
        if isinstance(content, tuple):
            grid, mark = content
            body.add(mark(grid), *cells_of(grid))
        else:
            for text in content:
                body.add(wrap(text), text)
    return body


def odd(
    name: str,
    facts: Facts,
    body: Body,
    *,
    page: str | None = None,
    nullable: set[Key] | None = None,
    encoding: str = "utf-8",
    **more: object,
) -> Odd:
    """The page with what follows from its facts; `more` overrides."""
    whole = page
    if whole is None:
        whole = shell.page(
            shell.heading(facts.title) + shell.dateline(facts.published) + body.html,
            title=f"{facts.title}_某某市政务网",
        )
    given: dict[str, object] = {
        "title": facts.title,
        "published": facts.published,
        "issuer": facts.government,
        "words": body.words,
        "digits": body.digits,
        "strangers": shell.NEIGHBOURS,
        "sections": TITLES,
    }
    given.update(more)
    return Odd(
        name=name,
        body=whole.encode(encoding, "xmlcharrefreplace") if "body" not in more else b"",
        figures=dict(facts.values),
        code=facts.code,
        year=facts.year,
        form=facts.form,
        nullable=nullable or set(),
        **given,  # type: ignore[arg-type]
    )
