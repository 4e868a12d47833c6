"""Of several statements of one figure, which is the figure.

Those in the section of its kind come first, then those said of the whole; if the best differ, there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipelines.parsing.figures import Figure
from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.patterns import CASES
from pipelines.parsing.words import fold
from storage.report import Applicant, Period, TextLocator

# What divides the applications that came.
_DIVISIONS = ("applications.outcome.", "applications.channel.", "applications.answered", "applications.closed")
_OF_ALL_HANDLED = frozenset({"applications.answered", "applications.closed", "applications.closed.on_time"})
_CARRIED = frozenset({"applications.carried_in", "applications.carried_out"})
_TOTALS = frozenset({"review.total", "litigation.total"})


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    applicant: Applicant
    period: Period
    value: Decimal | None
    unit: str | None
    raw: str
    start: int
    end: int
    rank: int
    whole: bool
    places: Decimal
    doubt: str | None = None
    narrow: bool = False
    running: Decimal | None = (
        None  # a total up to a date: since the Regulations came, if the year's is printed beside it
    )
    implied: bool = False  # no number of its own: said of all that another figure counts (收到3件,均已答复)
    dated: bool = False  # no subject, but the report's own year is named: as good as the whole's


def chosen(candidates: list[Candidate]) -> tuple[list[Figure], frozenset[str]]:
    """One figure a code, applicant and period, and the codes whose figure is said of the body's own level only."""
    groups: dict[tuple[str, Applicant, Period], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.code, candidate.applicant, candidate.period), []).append(candidate)
    for (code, applicant, _), group in list(groups.items()):
        _settle_running(groups, code, applicant, group)
    figures = []
    narrow = set()
    disputed: set[str] = set()
    carried = any(candidate.code in _CARRIED and candidate.value for candidate in candidates)
    for group in sorted(groups.values(), key=lambda group: group[0].code.count(".") + (group[0].code not in _TOTALS)):
        certain = [candidate for candidate in group if candidate.value is not None]
        rank = max((candidate.rank, candidate.whole) for candidate in certain or group)
        best = [candidate for candidate in certain or group if (candidate.rank, candidate.whole) == rank]
        first = min(best, key=lambda candidate: (candidate.places, candidate.start))
        doubt = first.doubt
        rivals = [c for c in certain if c.whole or c.dated or (c.rank, c.whole) == rank]
        other = next((candidate for candidate in rivals if not _agree(first, candidate)), None)
        if other is not None:
            doubt = f"stated twice and differently ({first.raw} and {other.raw})"
            disputed.add(first.code)
        total = f"{first.code.partition('.')[0]}.total"
        if doubt is None and first.code.startswith(CASES) and total in disputed and first.code != total:
            doubt = "its total is stated twice and differently"
        if doubt is None and first.implied and first.code in _OF_ALL_HANDLED and carried:
            doubt = "said of those received; others were carried in or out"
        if doubt is None and first.narrow and first.code.startswith(_DIVISIONS) and _of_less(first, candidates):
            doubt = "said of a part only (本级), not of the whole"
        if first.narrow:
            narrow.add(first.code)
        figures.append(
            Figure(
                code=first.code,
                applicant=first.applicant,
                period=first.period,
                value=None if doubt else first.value,
                raw=first.raw,
                locator=TextLocator(start=first.start, end=first.end),
                origin="prose",
                doubt=doubt,
            )
        )
    return sorted(figures, key=lambda figure: (figure.locator.start, figure.code)), frozenset(narrow)  # type: ignore[union-attr]


def _of_less(part: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a part goes with a total of the body's own level, while the total of the whole is another."""
    totals = [
        c for c in candidates if c.code == "applications.received" and c.applicant == "all" and c.value is not None
    ]
    before = [c for c in totals if c.narrow and c.start < part.start]
    return bool(before) and any(c.whole and c.value != before[-1].value for c in totals)


def _settle_running(
    groups: dict[tuple[str, Applicant, Period], list[Candidate]],
    code: str,
    applicant: Applicant,
    group: list[Candidate],
) -> None:
    """截至2009年底,累计公开30684条 beside 2009年公开18654条: where the year's own figure is printed and smaller, the running
    total is that of all years."""
    of_year = [c for c in group if c.value is not None and c.period == "year"]
    if not of_year or (code, applicant, "cumulative") in groups:
        return
    running = [
        c for c in group if c.running is not None and all(c.running > year.value for year in of_year if year.value)
    ]
    if running:
        groups[code, applicant, "cumulative"] = [
            replace(c, period="cumulative", value=c.running, doubt=None) for c in running
        ]


def places_of(number: Number, value: Decimal) -> Decimal:
    """The step of the last printed digit, in the figure's unit: 37.62万条 is exact to 100."""
    if not value:
        return Decimal(0)
    digits = re.sub(r"[^0-9.]", "", fold(number.raw[: number.digits_end - number.start]))
    printed = Decimal(digits) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) else None
    if not printed:
        return Decimal(0)
    exponent = printed.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    scale = value / printed
    return Decimal(0) if scale <= 1 and step == 1 else step * scale


def _agree(one: Candidate, other: Candidate) -> bool:
    assert one.value is not None and other.value is not None
    return abs(one.value - other.value) <= max(one.places, other.places)
