"""What came in is what went out (勾稽关系), and what was counted since the Regulations came is no less than this year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipelines.checking.ledger import EVERYONE, Ledger, Verdict, of, show
from pipelines.checking.relations import applicant, labels, message, relations
from pipelines.checking.rounding import step
from storage.report import Check


def balances(ledger: Ledger) -> Iterator[Check]:
    """Each applicant's column: 第一项加第二项之和，等于第三项加第四项之和."""
    for rule, left, right in relations().balances:
        for who in EVERYONE:
            values = {code: ledger.value(code, who) for code in (*left, *right)}
            printed = [code for code, value in values.items() if value is not None]
            if not printed or any(code not in ledger.rows for code in (*left, *right)):
                continue
            expected = sum((values[code] or Decimal(0) for code in left), Decimal(0))
            found = sum((values[code] or Decimal(0) for code in right), Decimal(0))
            verdict: Verdict = "holds" if expected == found else "fails"
            if len(printed) < len(values) and verdict == "fails":
                verdict = "not_assessable"
            said = message("balance", **applicant(who), expected=show(expected), found=show(found))
            yield ledger.check(of(rule, who), verdict, (*left, *right), expected, found, said)


def running_totals(ledger: Ledger) -> Iterator[Check]:
    """What was counted since 2008 (历年累计) is no less than what was counted this year."""
    for (code, who, period), figure in ledger.figures.items():
        running = ledger.figures.get((code, who, "cumulative"))
        if period != "year" or running is None or figure.value is None or running.value is None:
            continue
        verdict: Verdict = "holds" if running.value + step(running) >= figure.value else "fails"
        said = message("bound.cumulative", **labels(code), running=running.raw, year=figure.raw)
        yield ledger.check(of("bound.cumulative", who), verdict, (code,), figure.value, running.value, said)
