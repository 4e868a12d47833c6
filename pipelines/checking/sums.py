"""A total is the sum of its parts: of a row's applicants, of a form's rows, of the outcomes that sentences tell.

A sum fails only where it is complete, or is more than its total already: a part that is blank or was withheld could be anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipelines.checking.counted_otherwise import OTHER
from pipelines.checking.ledger import APPLICANTS, EVERYONE, Ledger, Part, Verdict, of, show
from pipelines.checking.relations import Sum, applicant, labels, message, relations
from pipelines.checking.rounding import step
from pipelines.parsing.figures import Figure
from storage.dictionary import dictionary
from storage.report import Applicant, Check, Form, Period

_ROWS_OF_2014 = 8  # the statistics form divides 申请答复数 into so many rows; one more, for the rest, is local
_TOLD = 3  # outcomes told in words: of fewer it is not a list of all


def row_sums(ledger: Ledger) -> Iterator[Check]:
    """总计 of a row is the sum of its applicants."""
    for code in dict.fromkeys(code for code, who, _ in ledger.figures if who != "all"):
        for period in ("year", "cumulative"):
            total = ledger.figures.get((code, "all", period))
            parts = [Part(code, ledger.value(code, who, period)) for who in APPLICANTS]
            if total is None or total.value is None or all(part.value is None for part in parts):
                continue
            verdict, found = _verdict(total.value, Decimal(0), parts, complete=True)
            said = _message("row_sum", verdict, total.value, parts, labels(code))
            yield ledger.check("row_sum", verdict, (code,), total.value, found, said)


def sums(ledger: Ledger) -> Iterator[Check]:
    """The sums of the forms (data/checks.json), for each applicant and period."""
    for rule in relations().sums:
        if rule.only and ledger.form not in rule.only:
            continue
        for period in ("year", "cumulative"):
            for who in EVERYONE:
                yield from _one_sum(ledger, rule, who, period)


def outcomes_in_words(ledger: Ledger) -> Iterator[Check]:
    """Outcomes told in words: with 其他 among them they are all, and must add up to what was answered."""
    key: tuple[str, Applicant, Period] = ("applications.answered", "all", "year")
    total = ledger.in_words.get(key)
    if total is None or total.value is None or total.origin != "prose":
        return
    rule = next(rule for rule in relations().sums if rule.nested)
    joint = {statement.name: statement.value for statement in ledger.prose.statements if "+" in statement.name}
    covered = {code for name in joint for code in name.split("+")}
    parts = [Part(name, value) for name, value in joint.items()]
    for code in rule.parts:
        figure = ledger.in_words.get((code, "all", "year"))
        if code not in covered and figure is not None:
            parts.append(Part(code, figure.value, step(figure)))
    same = ledger.figures.get(key)
    if len(parts) < _TOLD or (same is not None and same.origin == "prose" and not covered):
        return
    other = any(part.code == OTHER and part.value is not None for part in parts)
    codes = (total.code, *(code for part in parts for code in part.code.split("+")))
    verdict, found = _verdict(total.value, step(total), parts, complete=other)
    said = _message("words.outcomes", verdict, total.value, parts, labels(total.code))
    yield ledger.check("words.outcomes", verdict, codes, total.value, found, said)


def _one_sum(ledger: Ledger, rule: Sum, who: Applicant, period: Period) -> Iterator[Check]:
    total = ledger.figures.get((rule.total, who, period))
    if total is None or total.value is None or _counts_instead(ledger, rule, who, period):
        return
    # The sentences of a report without its year's form may state parts that other forms have: they may be missing here.
    asked = [code for code in rule.parts if ledger.form == "free" or ledger.form in dictionary()[code].forms]
    parts = _parts(ledger, rule, asked, total)
    if all(part.value is None for part in parts):
        return
    complete = _is_complete(ledger, rule, asked, parts, total)
    verdict, found = _verdict(total.value, step(total), parts, complete=complete)
    said = {**labels(rule.total), **applicant(who)}
    told = _message(of(rule.rule, who), verdict, total.value, parts, said)
    if rule.never_fails and verdict == "fails":
        verdict = "not_assessable"
        told = message("sum", "overlapping", **said, found=show(found), total=show(total.value))
    codes = (rule.total, *(part.code for part in parts if part.value is not None))
    yield ledger.check(of(rule.rule, who), verdict, codes, total.value, found, told)


def _counts_instead(ledger: Ledger, rule: Sum, who: Applicant, period: Period) -> bool:
    """Whether the parts are those of another count that the report prints beside the total (of those accepted, not of all)."""
    if rule.instead is None or rule.instead not in ledger.rows:
        return False
    accepted = ledger.value(rule.instead, who, period)
    parts = (ledger.part(code, who, period).value or Decimal(0) for code in rule.parts)
    return accepted is not None and sum(parts, Decimal(0)) == accepted


def _parts(ledger: Ledger, rule: Sum, asked: Iterable[str], total: Figure) -> list[Part]:
    """The parts of a total; nested, those whose own total is not printed stand as their parts."""
    if rule.nested:
        return [part for code in asked for part in _expanded(ledger, code, total)]
    return [ledger.part(code, total.applicant, total.period) for code in asked]


def _expanded(ledger: Ledger, code: str, total: Figure) -> list[Part]:
    figure = ledger.figures.get((code, total.applicant, total.period))
    if figure is not None and figure.origin == total.origin:
        return [ledger.part(code, total.applicant, total.period)]
    below = [entry.code for entry in dictionary().values() if entry.total_of == code and entry.code in ledger.rows]
    below = [child for child in below if ledger.origin(child) == total.origin]
    if below:
        return [ledger.part(child, total.applicant, total.period) for child in below]
    return [Part(code, None)] if ledger.origin(code) == total.origin else []


def _is_complete(ledger: Ledger, rule: Sum, asked: Iterable[str], parts: Iterable[Part], total: Figure) -> bool:
    """Whether the parts are all that the total has, so that less than the total is a fault."""
    complete = ledger.form in rule.complete and (not rule.nested or total.origin == "table")
    if rule.nested and ledger.form == "2014":
        printed = sum(_is_printed(ledger, code, ledger.form) for code in asked)
        complete = complete and all(part.value is not None for part in parts) and printed >= _ROWS_OF_2014
    # Rows of the table that were not met may be among the parts, or their parts.
    return complete and not any(code in rule.parts or dictionary()[code].total_of in rule.parts for code in ledger.lost)


def _is_printed(ledger: Ledger, code: str, form: Form) -> bool:
    """Whether a row of the form was met, or each of the rows under it."""
    below = [own.code for own in dictionary().values() if own.total_of == code and form in own.forms]
    return code in ledger.rows or (bool(below) and ledger.rows.issuperset(below))


def _verdict(total: Decimal, total_step: Decimal, parts: Sequence[Part], *, complete: bool) -> tuple[Verdict, Decimal]:
    """Whether the parts add up to the total, and to what they do, each as exact as it is printed."""
    values = [part.value for part in parts if part.value is not None]
    found = sum(values, Decimal(0))
    slack = total_step / 2 + sum((part.step / 2 for part in parts), Decimal(0))
    if abs(found - total) <= slack:
        return "holds", found
    if found > total + slack or (complete and len(values) == len(parts)):
        return "fails", found
    return "not_assessable", found


def _message(rule: str, verdict: Verdict, total: Decimal, parts: Sequence[Part], said: dict[str, str]) -> str:
    found = sum((part.value for part in parts if part.value is not None), Decimal(0))
    names = [rule if rule in relations().messages else "sum"]
    if verdict == "not_assessable" and any(part.value is None for part in parts):
        names.append("incomplete")
    return message(*names, **said, found=show(found), total=show(total))
