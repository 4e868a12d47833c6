"""Checks across years (连续性): what a report carries in must be what the year before carried out.

Computed on reading and put in the later year's line, never stored: the year before may be found, or revised, later. The
relations are data (`data/continuity.json`), one row a rule:

    found, year N  =  sum of sign * code of year N or N - 1       per applicant, figures of the year (not cumulative)

A rule applies where both reports follow a form that asks for the figures. A figure that is missing, withheld or printed as
approximate makes a check not assessable; rounding as printed (1.2万) is tolerated. A failure is the report's fault,
or the extraction's where a figure of it was read from a picture; where the source's text is damaged its cause is left open. The rule of a check on one applicant's column ends with
`@` and the applicant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import get_args

from storage.dictionary import dictionary
from storage.report import Applicant, Check, CheckStatus, Form, Indicator, ParsedReport, Report

_APPROXIMATE = re.compile(r"[约約余餘多近]|左右|上下")
_ROUNDED = re.compile(r"\d+(?:\.(?P<decimals>\d+))?\s*(?P<scale>[万萬亿億])")
_SCALE = {"万": 4, "萬": 4, "亿": 8, "億": 8}
_APPLICANTS = {
    "all": "总计",
    "natural_person": "自然人",
    "enterprise": "商业企业",
    "research_institute": "科研机构",
    "public_interest_org": "社会公益组织",
    "legal_service_org": "法律服务机构",
    "other_org": "其他",
}


@dataclass(frozen=True, slots=True)
class Term:
    """`sign` times the figure `code` of the report's own year (0) or the year before (-1)."""

    code: str
    year: int
    sign: int


@dataclass(frozen=True, slots=True)
class Rule:
    rule: str
    label_zh: str
    label_en: str
    forms: frozenset[Form]
    forms_before: frozenset[Form]
    found: Term
    expected: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code involved, once."""
        return tuple(dict.fromkeys(term.code for term in (*self.expected, self.found)))

    @property
    def by_applicant(self) -> bool:
        return all("applicant" in dictionary()[code].dimensions for code in self.codes)


@dataclass(frozen=True, slots=True)
class Year:
    """What continuity needs of a report: the figures that its rules name, the codes of those that had to be recognised (OCR), and
    whether its text was damaged in the source."""

    jurisdiction: str
    issuer: str
    year: int
    form: Form
    figures: Mapping[tuple[str, Applicant], Indicator]
    recognised: frozenset[str]
    damaged: bool


@cache
def rules() -> tuple[Rule, ...]:
    """The relations across years, read once a process."""
    rows = json.loads((files("storage") / "data" / "continuity.json").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            rule=row["rule"],
            label_zh=row["label_zh"],
            label_en=row["label_en"],
            forms=frozenset(row["forms"]),
            forms_before=frozenset(row["forms_before"]),
            found=Term(row["found"], 0, 1),
            expected=tuple(Term(**term) for term in row["expected"]),
        )
        for row in rows
    )


def looks_back(check: Check, code: str) -> bool:
    """Whether a check names this code for the year before only, not for the report that it stands in."""
    name = check.rule.partition("@")[0]
    years = {
        term.year for rule in rules() if rule.rule == name for term in (*rule.expected, rule.found) if term.code == code
    }
    return years == {-1}


def year_of(parsed: ParsedReport) -> Year:
    """The part of a report that the checks across years look at."""
    report, reading = parsed.report, parsed.reading
    named = {code for rule in rules() for code in rule.codes}
    return Year(
        jurisdiction=report.jurisdiction.code,
        issuer=report.report_id.split("/", 2)[2],
        year=report.year,
        form=report.form,
        figures={
            (figure.code, figure.applicant): figure
            for figure in report.indicators
            if figure.period == "year" and figure.code in named
        },
        # Readings of before `by_ocr` tell it of whole scans only.
        recognised=frozenset(named if reading.medium == "scan" else reading.by_ocr),
        damaged=bool(reading.damage),
    )


def checks_across_years(later: Year, before: Year | None) -> tuple[Check, ...]:
    """The checks that belong in `later`'s line. `before` is the same issuer's report of the year before, if there is one."""
    return tuple(check for rule in rules() if later.form in rule.forms for check in _apply(rule, later, before))


class Continuity:
    """The checks across years of reports that come with an issuer's years in ascending order."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], Year] = {}

    def complete(self, parsed: ParsedReport, report: Report) -> Report:
        """`report` (of this parse) with its checks across years."""
        year = year_of(parsed)
        before = self._last.get((year.jurisdiction, year.issuer))
        adjacent = before if before is not None and before.year == year.year - 1 else None
        return report.model_copy(update={"checks": report.checks + checks_across_years(year, adjacent)})

    def remember(self, parsed: ParsedReport) -> None:
        """Keeps what the year after is held against: to be called with each year's current version."""
        year = year_of(parsed)
        self._last[year.jurisdiction, year.issuer] = year


def _apply(rule: Rule, later: Year, before: Year | None) -> Iterator[Check]:
    """One check for the total column always; one for an applicant's column where all its figures are printed."""
    for applicant in get_args(Applicant) if rule.by_applicant else ("all",):
        printed = [_figure(term, applicant, later, before) for term in (*rule.expected, rule.found)]
        if applicant == "all" or all(figure is not None for figure in printed):
            yield _assess(rule, applicant, later, before, printed)


def _figure(term: Term, applicant: Applicant, later: Year, before: Year | None) -> Indicator | None:
    year = later if term.year == 0 else before
    return year.figures.get((term.code, applicant)) if year is not None else None


def _assess(
    rule: Rule, applicant: Applicant, later: Year, before: Year | None, printed: list[Indicator | None]
) -> Check:
    terms = (*rule.expected, rule.found)
    obstacle = _obstacle(rule, later, before, list(zip(terms, printed, strict=True)))
    if obstacle is not None:
        return _check(rule, applicant, "not_assessable", None, None, obstacle, None)
    figures = [figure for figure in printed if figure is not None]
    signed = [term.sign * _value(figure) for term, figure in zip(rule.expected, figures, strict=False)]
    expected, found = sum(signed, Decimal(0)), _value(figures[-1])
    slack = sum((_slack(figure.raw) for figure in figures), Decimal(0))
    told = _tell(later.year, list(zip(terms, figures, strict=True)), expected)
    if abs(expected - found) <= slack:
        return _check(rule, applicant, "holds", expected, found, told, None)
    years = [year for year in (later, before) if year is not None]
    cause = "report" if all(year.recognised.isdisjoint(rule.codes) for year in years) else "extraction"
    return _check(
        rule, applicant, "fails", expected, found, told, None if any(year.damaged for year in years) else cause
    )


def _obstacle(
    rule: Rule, later: Year, before: Year | None, terms: Iterable[tuple[Term, Indicator | None]]
) -> str | None:
    """Why the relation cannot be assessed, in words; None if it can."""
    if before is None:
        year = later.year - 1
        return f"{year}年度报告不在馆藏中 / the report for {year} is not in the archive"
    if before.form not in rule.forms_before:
        return f"{before.year}年度报告的格式不列此项 / the form of the report for {before.year} does not ask for it"
    for term, figure in terms:
        what = f"{later.year + term.year}年{dictionary()[term.code].label_zh} ({term.code}, {later.year + term.year})"
        if figure is None:
            return f"未载：{what} / not printed"
        if figure.value is None:
            return f"存疑：{what} / withheld: {figure.doubt}"
        if _APPROXIMATE.search(figure.raw):
            return f"约数：{what} / printed as approximate: {figure.raw}"
    return None


def _tell(year: int, terms: list[tuple[Term, Indicator]], expected: Decimal) -> str:
    """The relation with its figures, in words: 2019年 结转下年度 (applications.carried_out) 25 ..."""
    parts = []
    for term, figure in terms:
        entry = dictionary()[term.code]
        parts.append(f"{year + term.year}年{entry.label_zh} ({term.code}) {figure.value}{entry.unit}")
    *summed, found = parts
    signs = [
        "" if term.sign > 0 and place == 0 else " + " if term.sign > 0 else " - "
        for place, (term, _) in enumerate(terms)
    ]
    left = "".join(f"{sign}{part}" for sign, part in zip(signs, summed, strict=False))
    total = f" = {expected}" if len(summed) > 1 else ""
    return f"{left}{total}; {found}"


def _check(
    rule: Rule,
    applicant: Applicant,
    status: CheckStatus,
    expected: Decimal | None,
    found: Decimal | None,
    told: str,
    cause: str | None,
) -> Check:
    column = f"[{_APPLICANTS[applicant]} {applicant}] " if rule.by_applicant else ""
    return Check.model_validate(
        {
            "rule": rule.rule if applicant == "all" else f"{rule.rule}@{applicant}",
            "status": status,
            "codes": rule.codes,
            "expected": _number(expected),
            "found": _number(found),
            "message": f"{column}{rule.label_zh} / {rule.label_en}: {told}",
            "cause": cause,
        }
    )


def _value(figure: Indicator) -> Decimal:
    return Decimal(str(figure.value))


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _slack(raw: str) -> Decimal:
    """Half of the last printed digit's worth of a figure printed in 万 or 亿; 0 for one printed in full."""
    rounded = _ROUNDED.search(raw)
    if rounded is None:
        return Decimal(0)
    decimals = len(rounded["decimals"] or "")
    return Decimal(5).scaleb(_SCALE[rounded["scale"]] - decimals - 1)
