"""A report with the official tables, ready to be mutilated."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.odd_pages.facts import PLACES, Facts, facts
from tests.odd_pages.scoring import Odd
from tests.variety.mangled import files
from tests.variety.mangled.files import Part
from tests.variety.mangled.grids import Grid, Key, Number, fourth, second, statistics, statistics_facts, third

Render = Callable[[list[Part], str, str], bytes]


@dataclass
class Made:
    """`parts` are what the report shows, in order; `also` is printed elsewhere than in a grid."""

    facts: Facts
    two: Grid
    three: Grid
    four: Grid
    rng: random.Random
    parts: list[Part] = field(default_factory=list)
    render: Render = files.page
    also: dict[Key, Number] = field(default_factory=dict)
    unsure: set[Key] = field(default_factory=set)
    form: str | None = None
    content_type: str = "text/html"
    faulty: bool = False

    def replace(self, old: Part, *new: Part) -> None:
        at = next(at for at, part in enumerate(self.parts) if part is old)
        self.parts[at : at + 1] = list(new)

    def after(self, old: Part, *new: Part) -> None:
        self.replace(old, old, *new)

    def before(self, old: Part, *new: Part) -> None:
        self.replace(old, *new, old)


Way = Callable[[Made], None]


def report(form: str, seed: int) -> Made:
    rng = random.Random(seed)
    if form in ("2014", "free"):
        year = rng.choice((2014, 2015, 2016, 2017)) if form == "2014" else rng.choice((2010, 2011, 2012))
        given = statistics_facts(seed, year, places=PLACES)
        grid = statistics(given)
        made = Made(given, grid, Grid([[]]), Grid([[]]), rng, form=form)
        made.parts = [
            "一、概述",
            f"{given.year}年，本机关认真贯彻《中华人民共和国政府信息公开条例》，推进各项工作。",
            "二、存在的问题和改进措施",
            "工作中还有不足，下一步将加强培训。",
            *([f"附件：政府信息公开情况统计表（{given.year}年度）", grid] if form == "2014" else []),
        ]
        return made
    given = facts(seed, form)
    made = Made(given, second(given), third(given), fourth(given), rng)
    made.parts = [
        "一、总体情况",
        f"{given.year}年，本机关认真贯彻《中华人民共和国政府信息公开条例》，推进各项工作。",
        "二、主动公开政府信息情况",
        made.two,
        "三、收到和处理政府信息公开申请情况",
        made.three,
        "四、政府信息公开行政复议、行政诉讼情况",
        made.four,
        "五、存在的主要问题及改进情况",
        "工作中还有不足，下一步将加强培训。",
        "六、其他需要报告的事项",
        "无其他需要报告的事项。",
    ]
    return made


def odd(name: str, made: Made) -> Odd:
    given = made.facts
    figures: dict[Key, Number] = dict(made.also)
    unsure = set(made.unsure)
    for part in made.parts:
        if isinstance(part, Grid):
            for cell in part.figures():
                if cell.key is None or cell.value is None:
                    continue
                figures[cell.key] = cell.value
                if not cell.sure:
                    unsure.add(cell.key)
    return Odd(
        name,
        made.render(made.parts, given.title, given.published),
        figures,
        given.code,
        given.year,
        made.form or given.form,
        nullable=unsure,
        content_type=made.content_type,
        faulty=made.faulty,
    )


class Batch:
    """Ways of mutilating, each a function of a report made from the number of the way."""

    def __init__(self, first_seed: int) -> None:
        self.first_seed = first_seed
        self.ways: list[tuple[str, str, Way]] = []

    def way(self, form: str) -> Callable[[Way], Way]:
        def add(function: Way) -> Way:
            self.ways.append((function.__name__, form, function))
            return function

        return add

    def pages(self, *names: str) -> list[Odd]:
        """The reports in all of these ways; without names, in every one."""
        return [self._page(number) for number, way in enumerate(self.ways) if not names or way[0] in names]

    def _page(self, number: int) -> Odd:
        name, form, function = self.ways[number]
        made = report(form, self.first_seed + number)
        function(made)
        return odd(name, made)
