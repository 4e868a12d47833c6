"""Conventions checked by a program, not by memory (自查): what `scrapy checkall` and `make test` hold the data to.

    registry     divisions.csv and portals.csv hang together; a family that is named exists
    families     each says what it follows, its expressions compile, and it has a fixture that it still reads as expected
    dictionary   every code has its labels, unit and forms; totals exist; what other tables name is a code
    rules        every rule of arithmetic and continuity has a name of its own, a label and forms; deadlines leave no year out

A family's fixture is a page and what is expected of it, tests/crawler/fixtures/families/NAME/{page.html,expected.json}: a page
made up on the system's model, never one of somebody's.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from lxml import etree

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page
from crawler.families import FAMILIES
from crawler.families.base import Family
from crawler.registry import Registry
from crawler.registry.lookup import built_in_divisions
from pipelines.places import Division
from storage.continuity import rules as continuity_rules
from storage.dictionary import Entry, dictionary
from storage.legal import IssuerKind, deadline, years_due
from storage.report import Form

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "crawler" / "fixtures" / "families"
TABLES = tuple(ROOT / "pipelines" / "data" / f"{name}.json" for name in ("forms", "statistics", "prose", "checks"))
READERS_DATA = sorted((ROOT / "pipelines" / "data").glob("*.json"))
LEAST_EVIDENCE = 20

_CODE = re.compile(r"[a-z][a-z_]*(?:\.[a-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class Lint:
    """Something that does not hold: where, and what."""

    where: str
    what: str


def lint(registry: Registry) -> list[Lint]:
    """All that does not hold."""
    known = dictionary()
    return [
        *divisions(built_in_divisions()),
        *portals(registry),
        *(each for family in FAMILIES.values() for each in of_family(family, FIXTURES)),
        *fixtures_of_nobody(FIXTURES),
        *entries(known),
        *(each for file in TABLES for each in codes_in(file.name, json.loads(file.read_text(encoding="utf-8")), known)),
        *unread(known, "".join(file.read_text(encoding="utf-8") for file in READERS_DATA)),
        *arithmetic(json.loads(TABLES[-1].read_text(encoding="utf-8"))),
        *continuity(known),
        *deadlines(date.today()),
    ]


def divisions(rows: tuple[Division, ...]) -> Iterator[Lint]:
    codes = {row.code for row in rows}
    in_force = Counter(row.code for row in rows if row.until is None)
    for code, count in in_force.items():
        if count > 1:
            yield Lint(f"divisions.csv {code}", "has several rows in force")
    for row in rows:
        where = f"divisions.csv {row.code}"
        if not re.fullmatch(r"[1-9]\d{5}", row.code) or not row.name:
            yield Lint(where, "has no six-digit code or no name")
        if row.parent is not None and row.parent not in codes:
            yield Lint(where, f"has the parent {row.parent}, which is no division")
        for successor in row.successors:
            if successor not in codes:
                yield Lint(where, f"has the successor {successor}, which is no division")


def portals(registry: Registry) -> Iterator[Lint]:
    """Rows that contradict each other; the reader of the file has refused what is wrong in itself."""
    kinds: dict[str, str] = {}
    for row in registry.rows:
        portal = row.portal
        kind = kinds.setdefault(portal.portal_url, portal.source_kind)
        if kind != portal.source_kind:
            yield Lint(f"portals, line {row.line}", f"{portal.portal_url} is both official and a mirror")
        family = FAMILIES.get(portal.family or "")
        if family is not None and family.source_kind != portal.source_kind:
            yield Lint(f"portals, line {row.line}", f"is {portal.source_kind}, its family {family.source_kind}")


def of_family(family: Family, fixtures: Path) -> Iterator[Lint]:
    where = f"families/{family.name}.py"
    if not family.title or len(family.evidence) < LEAST_EVIDENCE:
        yield Lint(where, "does not say which system it is, or what its reading follows")
    if not family.signs:
        yield Lint(where, "has no sign to be recognised by")
    for expression in (*family.body.body, *family.body.drop):
        try:
            etree.XPath(expression)
        except etree.XPathSyntaxError as error:
            yield Lint(where, f"{expression!r} is no XPath: {error}")
    yield from _of_fixture(family, fixtures / family.name)


def _of_fixture(family: Family, folder: Path) -> Iterator[Lint]:
    where = f"fixtures/families/{family.name}"
    try:
        page = (folder / "page.html").read_bytes()
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        url, media_type = expected["url"], expected["media_type"]
    except (OSError, ValueError) as error:
        yield Lint(where, f"is missing or cannot be read: {error}")
        return
    except KeyError as error:
        yield Lint(where, f"expected.json does not say the page's {error}")
        return
    if "page" not in expected:
        yield Lint(
            where, "says nothing of what is expected yet: `scrapy checkall --accept` writes it, look at what it wrote"
        )
        return
    found = reading(page, url, media_type)
    for name, value in expected["page"].items():
        if found.get(name) != value:
            yield Lint(where, f"{name} is {_short(found.get(name))}, expected {_short(value)}")
    if expected["page"].get("family") != family.name or not expected["page"].get("links"):
        yield Lint(where, "expects no page of this family with links on it")


def accept(fixtures: Path) -> list[str]:
    """Makes what the families read of their fixtures now the expectation; returns whose changed. For a change that was meant
    and looked at: the difference is reviewed like any other. A family without a fixture is named by `lint`."""
    changed = []
    for name in sorted(FAMILIES):
        file = fixtures / name / "expected.json"
        if not file.exists():
            continue
        expected = json.loads(file.read_text(encoding="utf-8"))
        found = reading((fixtures / name / "page.html").read_bytes(), expected["url"], expected["media_type"])
        if found != expected.get("page"):
            file.write_text(
                json.dumps(expected | {"page": found}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
            changed.append(name)
    return changed


def fixtures_of_nobody(fixtures: Path) -> Iterator[Lint]:
    for folder in sorted(fixtures.iterdir()) if fixtures.is_dir() else ():
        if folder.name not in FAMILIES:
            yield Lint(f"fixtures/families/{folder.name}", "belongs to no family")


def reading(page: bytes, url: str, media_type: str) -> dict[str, Any]:
    """What the examiner makes of a page, as the fixtures keep it."""
    answer = Answer(url, 200, (("Content-Type", media_type),), page)
    found: Page = examine(answer, family=None, jurisdiction="510500", context={})
    state = found.list_state
    return {
        "verdict": found.verdict,
        "kind": found.kind,
        "family": found.family,
        "title": found.title,
        "entries": state.total_entries if state is not None else None,
        "pages": state.total_pages if state is not None else None,
        "links": [[link.kind, link.method, link.url, link.text] for link in found.links],
    }


def entries(known: Mapping[str, Entry]) -> Iterator[Lint]:
    for code, entry in known.items():
        where = f"indicators.csv {code}"
        if not (entry.label_zh and entry.label_en and entry.unit):
            yield Lint(where, "lacks a label or its unit")
        if not entry.forms or not set(entry.forms) <= set(get_args(Form)):
            yield Lint(where, f"names the forms {entry.forms}")
        if entry.total_of is not None and entry.total_of not in known:
            yield Lint(where, f"is a part of {entry.total_of}, which is no code")


def codes_in(name: str, data: object, known: Mapping[str, Entry]) -> Iterator[Lint]:
    """Whatever looks like a code of ours in a table is one: it begins as some code does."""
    groups = {code.partition(".")[0] for code in known}
    for text in sorted(set(_strings(data))):
        looks_like_one = _CODE.fullmatch(text) and text.partition(".")[0] in groups
        # The first words of codes stand for all that begin so.
        if looks_like_one and text not in known and not any(code.startswith(f"{text}.") for code in known):
            yield Lint(name, f"names {text}, which is no code of the dictionary")


def unread(known: Mapping[str, Entry], labels: str) -> Iterator[Lint]:
    """A code of the dictionary that no table of labels, phrases or relations names is never read: they were forgotten, or misspelt."""
    for code in known:
        if code not in labels:
            yield Lint(
                f"indicators.csv {code}",
                "stands in no table of pipelines/data, so that nothing is ever read as it",
            )


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for each in data:
            yield from _strings(each)
    elif isinstance(data, dict):
        for name, each in data.items():
            if name != "rule":
                yield from _strings(each)


def arithmetic(data: Mapping[str, Any]) -> Iterator[Lint]:
    """A balance has two sides; two sums may share a name where they add up the same total by other parts."""
    for row in data["balances"]:
        if not (row["left"] and row["right"]):
            yield Lint(f"checks.json {row['rule']}", "has nothing on one side")
    seen: dict[str, str] = {}
    for row in data["sums"]:
        where = f"checks.json {row['rule']}"
        if seen.setdefault(row["rule"], row["total"]) != row["total"]:
            yield Lint(where, f"is the sum of {seen[row['rule']]} and of {row['total']}")
        if len(row["parts"]) < 2 or len(set(row["parts"])) < len(row["parts"]):
            yield Lint(where, "has fewer than two parts, or one twice")


def continuity(known: Mapping[str, Entry]) -> Iterator[Lint]:
    for rule in continuity_rules():
        where = f"continuity.json {rule.rule}"
        if not (rule.label_zh and rule.label_en and rule.forms and rule.forms_before):
            yield Lint(where, "lacks a label or its forms")
        for code in rule.codes:
            if code not in known:
                yield Lint(where, f"names {code}, which is no code of the dictionary")


def deadlines(today: date) -> Iterator[Lint]:
    for year in (*years_due(today), today.year):
        for issuer in get_args(IssuerKind):
            try:
                deadline(issuer, year)
            except ValueError as error:
                yield Lint("deadlines.json", f"{issuer}, {year}: {error}")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) < 160 else f"{text[:157]}..."
