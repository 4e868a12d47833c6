"""A report's figures as they are held against each other: their values by table or sentence, and verdicts on them.

Ledger(figures, prose, form, lost=..., damaged=...)
ledger.value(code, who)                                          the figure's value, None where it is blank or withheld
ledger.part(code, who, period)                                   as a part of a sum
ledger.check(rule, verdict, codes, expected, found, message)     the verdict as a Check, with its cause
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.checking.rounding import step
from pipelines.parsing.figures import Figure, ProseReading, number
from storage.report import Applicant, Check, Form, Period

APPLICANTS: tuple[Applicant, ...] = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_interest_org",
    "legal_service_org",
    "other_org",
)
EVERYONE: tuple[Applicant, ...] = (*APPLICANTS, "all")

Verdict = Literal["holds", "fails", "not_assessable"]
Key = tuple[str, Applicant, Period]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sum: its value, or None where it is blank, withheld or not there."""

    code: str
    value: Decimal | None
    step: Decimal = Decimal(0)


class Ledger:
    def __init__(
        self, figures: Iterable[Figure], prose: ProseReading, form: Form, *, lost: Collection[str], damaged: bool
    ) -> None:
        """`figures` are the report's, `prose` all that its words say, `lost` the rows of its form that were not met; `damaged`:
        its text had lost digits before it came here."""
        self.prose = prose
        self.form = form
        self.lost = frozenset(lost)
        self.figures: dict[Key, Figure] = {(f.code, f.applicant, f.period): f for f in figures}
        self.in_words: dict[Key, Figure] = {(f.code, f.applicant, f.period): f for f in prose.figures}
        self.rows = {code for code, _, _ in self.figures}
        self._damaged = damaged
        self._by_eye = {figure.code for figure in (*self.figures.values(), *prose.figures) if figure.ocr}
        self._origins = {code: figure.origin for (code, _, _), figure in reversed(self.figures.items())}

    def value(self, code: str, who: Applicant, period: Period = "year") -> Decimal | None:
        figure = self.figures.get((code, who, period))
        return figure.value if figure is not None else None

    def said(self, code: str, who: Applicant = "all") -> Figure | None:
        """What the sentences say of this year, else the table."""
        key: Key = (code, who, "year")
        return self.in_words.get(key) or self.figures.get(key)

    def origin(self, code: str) -> str | None:
        return self._origins.get(code)

    def part(self, code: str, who: Applicant, period: Period) -> Part:
        """A part's value; for all applicants, where that cell is blank, the sum of the row's other cells."""
        figure = self.figures.get((code, who, period))
        if figure is not None:
            return Part(code, figure.value, step(figure))
        if who == "all":
            row = [self.figures.get((code, other, period)) for other in APPLICANTS]
            values = [figure.value for figure in row if figure is not None]
            if values and all(value is not None for value in values):
                return Part(code, sum((value for value in values if value is not None), Decimal(0)))
        return Part(code, None)

    def check(
        self,
        rule: str,
        verdict: Verdict,
        codes: Iterable[str],
        expected: Decimal | None,
        found: Decimal | None,
        message: str,
    ) -> Check:
        cause: Literal["report", "extraction"] | None = None
        codes = tuple(dict.fromkeys(codes))
        if verdict == "fails" and not self._damaged:
            cause = "report" if self._by_eye.isdisjoint(codes) else "extraction"
        return Check(
            rule=rule,
            status=verdict,
            codes=codes,
            expected=number(expected),
            found=number(found),
            message=message,
            cause=cause,
        )


def of(rule: str, who: Applicant) -> str:
    """The rule's name, with the applicant whose column it was looked at in: `balance@enterprise`; the total's has none."""
    return rule if who == "all" else f"{rule}@{who}"


def show(value: Decimal) -> str:
    """A value as messages print it."""
    return f"{value.normalize():f}" if value else "0"
