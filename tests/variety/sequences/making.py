"""A place's reports for 2018 to 2024, consistent from year to year but for what is planted."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from tests.odd_pages import article, markup, shell
from tests.odd_pages.facts import COLUMNS, PLACES, Facts, facts
from tests.odd_pages.scoring import Odd
from tests.variety.mangled import files
from tests.variety.mangled.grids import statistics, statistics_facts

ALL = "all"
IN, OUT, NEW = "applications.carried_in", "applications.carried_out", "applications.received"
YEARS = range(2019, 2025)
ERRATA = (
    "{title}（更正）",
    "关于《{title}》的更正公告",
    "{title}（更正版）",
    "{title}（修订）",
    "【更正】{title}",
)


@dataclass(frozen=True, slots=True)
class Published:
    """One page of a sequence."""

    url: str
    odd: Odd


@dataclass(slots=True)
class Sequence:
    """`planted`: year, code and applicant of each relation that does not hold in what stands in the end."""

    name: str
    pages: list[Published] = field(default_factory=list)
    planted: set[tuple[int, str, str]] = field(default_factory=set)


def consistent(seed: int) -> dict[int, Facts]:
    """The figures of each year; what one year carries out the next carries in, and rules in force are kept count of."""
    code, place, province = PLACES[seed % len(PLACES)]
    rng = random.Random(f"sequence {seed}")
    made: dict[int, Facts] = {}
    for year in YEARS:
        form = "2019" if year < 2021 else "2021"
        given = facts(seed * 31 + year, form)
        given = replace(
            given,
            year=year,
            code=code,
            place=place,
            province=province,
            published=f"{year + 1}-03-{rng.randint(10, 28)}",
        )
        before = made.get(year - 1)
        if before is not None:
            for column in COLUMNS[:-1]:
                carry(given, column, int(before.values[(OUT, column)]))
            if before.form == "2021":
                for kind in ("regulations", "normative_documents"):
                    values = given.values
                    values[(f"{kind}.in_force", ALL)] = (
                        before.values[(f"{kind}.in_force", ALL)]
                        + values[(f"{kind}.made", ALL)]
                        - values[(f"{kind}.repealed", ALL)]
                    )
        made[year] = given
    return made


def carry(given: Facts, column: str, number: int) -> None:
    """So many carried in, all sums of the year right again: what cannot be answered is carried out."""
    values = given.values
    old = values[(IN, column)]
    values[(IN, column)] = number
    values[(IN, ALL)] += number - old
    values[(OUT, column)] += number - old
    values[(OUT, ALL)] += number - old
    if values[(OUT, column)] < 0:
        values[(NEW, column)] -= values[(OUT, column)]
        values[(NEW, ALL)] -= values[(OUT, column)]
        values[(OUT, ALL)] -= values[(OUT, column)]
        values[(OUT, column)] = 0


def page(given: Facts, *, title: str | None = None, published: str | None = None, note: str = "") -> Odd:
    body = article.build(given, marks=(markup.table, markup.word_table, markup.excel))
    named, day = title or given.title, published or given.published
    whole = shell.page(
        shell.heading(named) + shell.dateline(day) + (article.paragraph(note) if note else "") + body.html,
        title=f"{named}_某某市政务网",
    )
    return article.odd(f"{given.year}", given, body, page=whole, title=named, published=day)


def statistics_page(seed: int) -> Odd:
    code, place, province = PLACES[seed % len(PLACES)]
    given = statistics_facts(seed, 2018, places=PLACES)
    given = replace(given, code=code, place=place, province=province)
    body = files.page(
        ["一、概述", "工作平稳推进。", "附件：政府信息公开情况统计表", statistics(given)], given.title, given.published
    )
    return Odd("2018", body, dict(given.values), code, 2018, "2014")


def shift_carried(given: Facts, column: str, by: int) -> None:
    """One column carries in otherwise than the year before said; the year itself adds up."""
    values = given.values
    by = by if values[(IN, column)] + by >= 0 else -by
    values[(IN, column)] += by
    values[(IN, ALL)] += by
    values[(NEW, column)] -= by
    values[(NEW, ALL)] -= by
    if values[(NEW, column)] < 0:
        short = -values[(NEW, column)]
        for code in (NEW, OUT):
            values[(code, column)] += short
            values[(code, ALL)] += short


def address(year: int, number: int = 0) -> str:
    return f"http://www.example.gov.cn/xxgk/nb/t{year + 1}03{10 + number}_{year * 7 + number}.html"


def sequence(seed: int) -> Sequence:
    """By seed one way of the list below, or none."""
    rng = random.Random(f"ways {seed}")
    years = consistent(seed)
    made = Sequence(f"{seed}")
    made.pages.append(Published(address(2018), statistics_page(seed)))
    way = seed % 8
    chosen = rng.choice(list(YEARS)[1:-1])
    column = rng.choice(COLUMNS[:3])
    shown = {year: [page(given)] for year, given in years.items()}
    if way == 1:  # carried in is not what was carried out
        years[chosen] = changed = copied(years[chosen])
        shift_carried(changed, column, rng.choice((-3, 2, 5)))
        made.planted |= {(chosen, IN, column), (chosen, IN, ALL)}
        shown[chosen] = [page(changed)]
        follow(years, chosen, shown, made)
    elif way == 2:  # rules in force do not follow
        chosen = rng.choice((2022, 2023, 2024))
        kind = rng.choice(("regulations", "normative_documents"))
        changed = copied(years[chosen])
        changed.values[(f"{kind}.in_force", ALL)] += rng.choice((-4, 1, 10))
        made.planted.add((chosen, f"{kind}.in_force", ALL))
        if chosen < 2024:
            made.planted.add((chosen + 1, f"{kind}.in_force", ALL))
        shown[chosen] = [page(changed)]
    elif way == 3:  # a faulty report and its erratum, which puts it right
        changed = copied(years[chosen])
        shift_carried(changed, column, 4)
        title = rng.choice(ERRATA).format(title=years[chosen].title)
        shown[chosen] = [
            page(changed),
            page(years[chosen], title=title, published=f"{chosen + 1}-06-15", note="原报告部分数据有误，现予更正。"),
        ]
    elif way == 4:  # an erratum that brings the fault in
        changed = copied(years[chosen])
        shift_carried(changed, column, 4)
        made.planted |= {(chosen, IN, column), (chosen, IN, ALL)}
        title = rng.choice(ERRATA[:1] + ERRATA[2:]).format(title=changed.title)
        shown[chosen].append(page(changed, title=title, published=f"{chosen + 1}-05-20"))
        years[chosen] = changed
        follow(years, chosen, shown, made)
    elif way == 5:  # a year is missing
        del shown[chosen]
    elif way == 6:  # the same report twice, at two addresses
        shown[chosen].append(page(years[chosen]))
    for year, each in shown.items():
        made.pages += [Published(address(year, number), odd) for number, odd in enumerate(each)]
    rng.shuffle(made.pages)
    return made


def copied(given: Facts) -> Facts:
    return replace(given, values=dict(given.values))


def follow(years: dict[int, Facts], chosen: int, shown: dict[int, list[Odd]], made: Sequence) -> None:
    """What the changed year carries out may have changed: the years after carry that in."""
    for year in range(chosen + 1, 2025):
        given = copied(years[year])
        for column in COLUMNS[:-1]:
            carry(given, column, int(years[year - 1].values[(OUT, column)]))
        years[year] = given
        shown[year] = [page(given)]
