"""How truth is marked in the reports of this folder.

A report opens with `### code place | issuer ("gov" for the government) | year | title [| Hant]`; its text follows, a
paragraph a line. A figure is written `{words|mark ...}`: the words stand in the report, the marks say what they mean.

    {9532宗|received}                 the number in the words is the figure of the code that ends in `received`
    {81万条|proactive.items=810000}   where the words need reading, the value is given, in the dictionary's unit
    {56件|received/cum}               said of all years together           {6件|received@natural_person}   of one applicant
    {125件|?channel.letter}           may be read so or left out           {近600人|~participants}         may only be left out

Words that bear no mark are no figure: a value read from them is an invented one. Lines that start with `|` are rows of a
table, cells divided by `|`; the same marks stand in its cells (tables.py writes those of the forms). `!rule code` on a line of its own says that this check must fail.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path

from tests.second_hand import tables

HERE = Path(__file__).parent
DICTIONARY = Path(__file__).parents[2] / "storage" / "data" / "indicators.csv"
APPLICANTS = {
    "natural_person", "enterprise", "research_institute", "public_interest_org", "legal_service_org", "other_org",
}  # fmt: skip

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Written:
    name: str
    code: str
    place: str
    issuer: str | None
    year: int
    title: str
    traditional: bool
    lines: tuple[str, ...]
    required: dict[Key, Decimal]
    optional: dict[Key, Decimal]
    faults: frozenset[tuple[str, str]]


@cache
def _codes() -> tuple[str, ...]:
    with DICTIONARY.open(encoding="utf-8") as table:
        return tuple(row["code"] for row in csv.DictReader(table))


def _code(name: str) -> str:
    """The code that is `name` or ends in it. Raises ValueError where none or several do."""
    if name in _codes():
        return name
    found = [code for code in _codes() if code.endswith("." + name)]
    if len(found) != 1:
        raise ValueError(f"{name}: {found}")
    return found[0]


def _plain(words: str) -> Decimal:
    digits = words.translate(str.maketrans("０１２３４５６７８９", "0123456789")).replace(",", "").replace("，", "")
    found = re.fullmatch(r"\D*?(\d+(?:\.\d+)?)(?:万元|[^\d万亿]*)", digits)
    if found is None:
        raise ValueError(f"the value of {words!r} must be given")
    return Decimal(found[1])


def _mark(mark: str, words: str) -> tuple[Key, Decimal]:
    name, _, value = mark.lstrip("?").partition("=")
    name, _, applicant = name.partition("@")
    period = "cumulative" if name.endswith("/cum") or applicant.endswith("/cum") else "year"
    code, applicant = _code(name.removesuffix("/cum")), applicant.removesuffix("/cum") or "all"
    if applicant != "all" and applicant not in APPLICANTS:
        raise ValueError(f"{mark}: no such applicant")
    return (code, applicant, period), Decimal(value) if value else _plain(words)


def _expanded(line: str) -> list[str]:
    """A line of its own, or the rows of the table that it asks for."""
    asked, *given = line.split() or [""]
    if asked == "@applications":
        return tables.applications(given[0], dict(row.split("=") for row in given[1:]))
    return tables.cases(given) if asked == "@cases" else [line]


def _written(name: str, head: str, body: list[str]) -> Written:
    fields = [field.strip() for field in head.split("|")]
    code, place = fields[0].split()
    required: dict[Key, Decimal] = {}
    optional: dict[Key, Decimal] = {}
    faults = set()

    def bare(match: re.Match[str]) -> str:
        words, _, marks = match[1].rpartition("|")
        for mark in marks.split():
            if mark.startswith("~"):
                _code(mark[1:])
                continue
            key, value = _mark(mark, words)
            held = optional if mark.startswith("?") else required
            if held.setdefault(key, value) != value:
                raise ValueError(f"{name}: {key} is {held[key]} and {value}")
        return words

    lines = []
    for line in chain.from_iterable(map(_expanded, body)):
        if line.startswith("!"):
            rule, fault = line[1:].split()
            faults.add((rule, _code(fault)))
        elif line.strip():
            lines.append(re.sub(r"\{([^{}]*)\}", bare, line.strip()))
    return Written(
        name, code, place, None if fields[1] == "gov" else fields[1], int(fields[2]), fields[3], "Hant" in fields[4:],
        tuple(lines), required, optional, frozenset(faults),
    )  # fmt: skip


def batch(stem: str) -> tuple[Written, ...]:
    """The reports of one file. Raises ValueError where a mark is not understood."""
    reports: list[Written] = []
    for part in (HERE / "reports" / f"{stem}.txt").read_text("utf-8").split("### ")[1:]:
        head, *body = part.splitlines()
        reports.append(_written(f"{stem}-{len(reports) + 1}", head, body))
    return tuple(reports)


def batches() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (HERE / "reports").glob("*.txt")))
