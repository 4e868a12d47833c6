"""Stage 5, check (勾稽): the report's figures are held against each other.

    check(figures, prose, form, lost=...) -> tuple[Check, ...]

Relations are data (data/checks.json). A check holds, fails, or is not assessable: a blank or a figure that was withheld could
be anything, so a relation fails only where no value of what is missing could save it. A figure that breaks a check stays as
printed. A rule looked at in one applicant's column says which (`balance@enterprise`). `cause` of a failure is the report, or the
extraction where one of the figures came through character recognition; it is left open where the source's text had lost digits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipelines.counted_otherwise import OTHER, with_carried_in
from pipelines.parsing.figures import Figure, ProseReading, Share
from pipelines.relations import Sum, applicant, labels, message, relations
from pipelines.rounding import is_share, step
from storage.dictionary import dictionary
from storage.report import Applicant, Check, Form, Period

APPLICANTS: tuple[Applicant, ...] = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_interest_org",
    "legal_service_org",
    "other_org",
)
_EVERYONE: tuple[Applicant, ...] = (*APPLICANTS, "all")
_ROWS_OF_2014 = 8  # the statistics form divides 申请答复数 into so many rows; one more, for the rest, is local
_OUTCOMES = "applications.outcome."

Verdict = Literal["holds", "fails", "not_assessable"]
Key = tuple[str, Applicant, Period]


def check(
    figures: Iterable[Figure],
    prose: ProseReading,
    form: Form,
    *,
    lost: Collection[str] = (),
    damaged: bool = False,
) -> tuple[Check, ...]:
    """Every relation that the figures allow to be looked at. `figures` are the report's, `prose` all that its words say, `lost`
    the rows of its form that were not met; `damaged`: its text had lost digits before it came here."""
    checker = _Checker(tuple(figures), prose, form, frozenset(lost), damaged=damaged)
    return tuple(checker.checks())


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sum: its value, or None where it is blank, withheld or not there."""

    code: str
    value: Decimal | None
    step: Decimal = Decimal(0)


class _Checker:
    def __init__(
        self, figures: tuple[Figure, ...], prose: ProseReading, form: Form, lost: frozenset[str], *, damaged: bool
    ) -> None:
        self.lost = lost
        self.damaged = damaged
        self.prose = prose
        self.form = form
        self.by_eye = {figure.code for figure in (*figures, *prose.figures) if figure.ocr}
        self.by_key: dict[Key, Figure] = {(f.code, f.applicant, f.period): f for f in figures}
        self.in_words: dict[Key, Figure] = {(f.code, f.applicant, f.period): f for f in prose.figures}
        self.rows = {code for code, _, _ in self.by_key}
        self.origins = {code: figure.origin for (code, _, _), figure in reversed(self.by_key.items())}

    def checks(self) -> Iterator[Check]:
        yield from self._balances()
        yield from self._row_sums()
        yield from self._sums()
        yield from self._enumeration()
        yield from self._joint()
        yield from self._against_words()
        yield from self._shares()
        yield from self._bounds()

    # -- relations -----------------------------------------------------------------------------------------------

    def _balances(self) -> Iterator[Check]:
        for rule, left, right in relations().balances:
            for who in _EVERYONE:
                values = {code: self._value(code, who) for code in (*left, *right)}
                printed = [code for code, value in values.items() if value is not None]
                if not printed or any(code not in self.rows for code in (*left, *right)):
                    continue
                expected = sum((values[code] or Decimal(0) for code in left), Decimal(0))
                found = sum((values[code] or Decimal(0) for code in right), Decimal(0))
                verdict: Verdict = "holds" if expected == found else "fails"
                if len(printed) < len(values) and verdict == "fails":
                    verdict = "not_assessable"
                said = message("balance", **applicant(who), expected=_show(expected), found=_show(found))
                yield self._check(_of(rule, who), verdict, (*left, *right), expected, found, said)

    def _row_sums(self) -> Iterator[Check]:
        for code in dict.fromkeys(code for code, who, _ in self.by_key if who != "all"):
            for period in ("year", "cumulative"):
                total = self.by_key.get((code, "all", period))
                parts = [_Part(code, self._value(code, who, period)) for who in APPLICANTS]
                if total is None or total.value is None or all(part.value is None for part in parts):
                    continue
                yield self._sum("row_sum", (code,), total.value, Decimal(0), parts, labels(code), complete=True)

    def _sums(self) -> Iterator[Check]:
        for rule in relations().sums:
            if rule.only and self.form not in rule.only:
                continue
            for period in ("year", "cumulative"):
                for who in _EVERYONE:
                    yield from self._one_sum(rule, who, period)

    def _one_sum(self, rule: Sum, who: Applicant, period: Period) -> Iterator[Check]:
        total = self.by_key.get((rule.total, who, period))
        if total is None or total.value is None:
            return
        if rule.instead is not None and rule.instead in self.rows:
            accepted = self._value(rule.instead, who, period)
            parts = [self._part(code, who, period) for code in rule.parts]
            if accepted is not None and sum((part.value or Decimal(0) for part in parts), Decimal(0)) == accepted:
                return
        origin = total.origin if rule.nested else None
        # The sentences of a report without its year's form may state parts that other forms have: they may be missing here.
        asked = [code for code in rule.parts if self.form == "free" or self.form in dictionary()[code].forms]
        parts = [part for code in asked for part in self._expanded(code, who, period, origin, nested=rule.nested)]
        if all(part.value is None for part in parts):
            return
        complete = self.form in rule.complete and (not rule.nested or total.origin == "table")
        if rule.nested and self.form == "2014":
            printed = sum(map(self._is_printed, asked))
            complete = complete and all(part.value is not None for part in parts) and printed >= _ROWS_OF_2014
        complete = complete and not self._lacks_rows(rule)
        said = {**labels(rule.total), **applicant(who)}
        codes = (rule.total, *(part.code for part in parts if part.value is not None))
        name = _of(rule.rule, who)
        found = self._sum(name, codes, total.value, step(total), parts, said, complete=complete)
        if rule.never_fails and found.status == "fails":
            found = self._check(
                name,
                "not_assessable",
                codes,
                total.value,
                _decimal(found.found),
                message(
                    "sum",
                    "overlapping",
                    **said,
                    found=_show(_decimal(found.found) or Decimal(0)),
                    total=_show(total.value),
                ),
            )
        yield found

    def _lacks_rows(self, rule: Sum) -> bool:
        """Whether rows of a table were not met that are among a total's parts, or their parts."""
        return any(code in rule.parts or dictionary()[code].total_of in rule.parts for code in self.lost)

    def _is_printed(self, code: str) -> bool:
        """Whether a row of the form was met, or each of the rows under it."""
        below = [own.code for own in dictionary().values() if own.total_of == code and self.form in own.forms]
        return code in self.rows or (bool(below) and self.rows.issuperset(below))

    def _expanded(self, code: str, who: Applicant, period: Period, origin: str | None, *, nested: bool) -> list[_Part]:
        """The part, or, where its own total is not printed, its parts."""
        figure = self.by_key.get((code, who, period))
        own = figure is not None and (origin is None or figure.origin == origin)
        if own or not nested:
            return [self._part(code, who, period)]
        below = [entry.code for entry in dictionary().values() if entry.total_of == code and entry.code in self.rows]
        below = [child for child in below if self._origin(child) == origin]
        if below:
            return [self._part(child, who, period) for child in below]
        return [] if code not in self.rows or self._origin(code) != origin else [_Part(code, None)]

    def _part(self, code: str, who: Applicant, period: Period) -> _Part:
        """A part's value; for all applicants, where that cell is blank, the sum of the row's other cells."""
        figure = self.by_key.get((code, who, period))
        if figure is not None:
            return _Part(code, figure.value, step(figure))
        if who == "all":
            row = [self.by_key.get((code, other, period)) for other in APPLICANTS]
            values = [figure.value for figure in row if figure is not None]
            if values and all(value is not None for value in values):
                return _Part(code, sum((value for value in values if value is not None), Decimal(0)))
        return _Part(code, None)

    def _enumeration(self) -> Iterator[Check]:
        """Outcomes told in words: with 其他 among them they are all, and must add up to what was answered."""
        total = self.in_words.get(("applications.answered", "all", "year"))
        if total is None or total.value is None or total.origin != "prose":
            return
        rule = next(rule for rule in relations().sums if rule.nested)
        joint = {statement.name: statement.value for statement in self.prose.statements if "+" in statement.name}
        covered = {code for name in joint for code in name.split("+")}
        parts = [_Part(name, value) for name, value in joint.items()]
        for code in rule.parts:
            figure = self.in_words.get((code, "all", "year"))
            if code not in covered and figure is not None:
                parts.append(_Part(code, figure.value, step(figure)))
        if len(parts) < 3:
            return
        other = any(part.code == OTHER and part.value is not None for part in parts)
        codes = ("applications.answered", *(code for part in parts for code in part.code.split("+")))
        same = self.by_key.get(("applications.answered", "all", "year"))
        if same is not None and same.origin == "prose" and not covered:
            return
        yield self._sum(
            "words.outcomes",
            codes,
            total.value,
            step(total),
            parts,
            labels("applications.answered"),
            complete=other,
        )

    def _joint(self) -> Iterator[Check]:
        """A count of two things told as one, against the table's rows for them."""
        for statement in self.prose.statements:
            codes = tuple(statement.name.split("+"))
            parts = [self._part(code, "all", "year") for code in codes]
            tabled = all(self._origin(code) == "table" for code in codes)
            if not tabled or any(part.value is None for part in parts):
                continue
            expected = sum((part.value or Decimal(0) for part in parts), Decimal(0))
            verdict: Verdict = "holds" if expected == statement.value else "fails"
            said = message("words", **labels(*codes), said=statement.raw, tabled=_show(expected))
            yield self._check("words", verdict, codes, expected, statement.value, said)

    def _against_words(self) -> Iterator[Check]:
        """The same figure in a table and in a sentence."""
        for key, said in self.in_words.items():
            figure = self.by_key.get(key)
            if figure is None or figure.origin != "table" or figure.value is None or said.value is None:
                continue
            verdict: Verdict = "holds" if abs(figure.value - said.value) <= step(said) else "fails"
            names = ["words"]
            if verdict == "fails" and (key[0] in self.prose.narrow or self._carried_counted(key, said.value)):
                verdict = "not_assessable"
                names.append("another_scope")
            told = message(*names, **labels(key[0]), said=said.raw, tabled=figure.raw)
            yield self._check("words", verdict, (key[0],), figure.value, said.value, told)

    def _carried_counted(self, key: Key, value: Decimal) -> bool:
        """Whether words on new applications count those carried in as well."""
        received, carried = self._value("applications.received", "all"), self._value("applications.carried_in", "all")
        return key[0] == "applications.received" and with_carried_in(value, received, carried)

    def _shares(self) -> Iterator[Check]:
        joint = {statement.name: statement.value for statement in self.prose.statements}
        for share in self.prose.shares:
            codes = (*share.code.split("+"), share.of)
            part = joint.get(share.code)
            part_step = Decimal(0)
            if part is None:
                figure = self._said(share.code, share.applicant)
                part = figure.value if figure is not None else None
                part_step = step(figure) if figure is not None else part_step
            base = self._said(share.of)
            words = {
                **labels(*codes[:-1]),
                **applicant(share.applicant),
                **labels(share.of, prefix="of_"),
                "raw": share.raw,
            }
            name = _of("share", share.applicant)
            if part is None or base is None or not base.value:
                yield self._check(name, "not_assessable", codes, share.percent, None, message("share", **words))
                continue
            percent = _percent(part, base.value)
            bases = [base, *self._other_bases(share)]
            fits = any(is_share(share, part, part_step, value, step(of)) for of in bases if (value := of.value))
            verdict: Verdict = "holds" if fits else "fails" if self._bases_known(share) else "not_assessable"
            counted = {"part": _show(part), "base": _show(base.value), "percent": _show(percent)}
            said = message("share", "share_counted", **words, **counted)
            yield self._check(name, verdict, codes, share.percent, percent, said)

    def _other_bases(self, share: Share) -> Iterator[Figure]:
        """What a share may be of besides: reports call 占比 what is a share of those answered, or of all that were dealt with."""
        for code in relations().shares.get(share.of, ()):
            figure = self._said(code) if code != share.code or share.applicant != "all" else None
            if figure is not None:
                yield figure
        received, carried = self._said("applications.received"), self._said("applications.carried_in")
        if not share.of.startswith("applications.") or received is None or carried is None:
            return
        if received.value is not None and carried.value is not None:
            yield replace(received, value=received.value + carried.value, raw="")

    def _bases_known(self, share: Share) -> bool:
        """Whether all is known that outcomes may be shares of: those answered, and where the form asks, those carried in."""
        if not share.code.startswith(_OUTCOMES) or share.of not in (
            "applications.received",
            "applications.accepted_total",
        ):
            return True
        asked = ["applications.carried_in"] if self.form in dictionary()["applications.carried_in"].forms else []
        answered = [self._said(code) for code in ("applications.answered", "applications.closed")]
        carried = [self._said(code) for code in asked]
        return any(figure is not None and figure.value is not None for figure in answered) and all(
            figure is not None and figure.value is not None for figure in carried
        )

    def _bounds(self) -> Iterator[Check]:
        """What was counted since the Regulations came is no less than what was counted this year."""
        for (code, who, period), figure in self.by_key.items():
            running = self.by_key.get((code, who, "cumulative"))
            if period != "year" or running is None or figure.value is None or running.value is None:
                continue
            verdict: Verdict = "holds" if running.value + step(running) >= figure.value else "fails"
            said = message("bound.cumulative", **labels(code), running=running.raw, year=figure.raw)
            yield self._check(_of("bound.cumulative", who), verdict, (code,), figure.value, running.value, said)

    # -- pieces --------------------------------------------------------------------------------------------------

    def _sum(
        self,
        rule: str,
        codes: tuple[str, ...],
        total: Decimal,
        step: Decimal,
        parts: list[_Part],
        said: dict[str, str],
        *,
        complete: bool,
    ) -> Check:
        values = [part.value for part in parts if part.value is not None]
        found = sum(values, Decimal(0))
        slack = step / 2 + sum((part.step / 2 for part in parts), Decimal(0))
        missing = len(values) < len(parts)
        verdict: Verdict
        if abs(found - total) <= slack:
            verdict = "holds"
        elif found > total + slack:
            verdict = "fails"
        else:
            verdict = "fails" if complete and not missing else "not_assessable"
        names = [rule if rule in relations().messages else "sum"]
        if missing and verdict == "not_assessable":
            names.append("incomplete")
        told = message(*names, **said, found=_show(found), total=_show(total))
        return self._check(rule, verdict, codes, total, found, told)

    def _value(self, code: str, who: Applicant, period: Period = "year") -> Decimal | None:
        figure = self.by_key.get((code, who, period))
        return figure.value if figure is not None else None

    def _said(self, code: str, who: Applicant = "all") -> Figure | None:
        key: Key = (code, who, "year")
        return self.in_words.get(key) or self.by_key.get(key)

    def _origin(self, code: str) -> str | None:
        return self.origins.get(code)

    def _check(
        self,
        rule: str,
        status: Verdict,
        codes: tuple[str, ...],
        expected: Decimal | None,
        found: Decimal | None,
        said: str,
    ) -> Check:
        cause: Literal["report", "extraction"] | None = None
        if status == "fails" and not self.damaged:
            cause = "report" if self.by_eye.isdisjoint(codes) else "extraction"
        return Check(
            rule=rule,
            status=status,
            codes=tuple(dict.fromkeys(codes)),
            expected=number(expected),
            found=number(found),
            message=said,
            cause=cause,
        )


def _of(rule: str, who: Applicant) -> str:
    """The rule's name, with the applicant whose column it was looked at in: `balance@enterprise`; the total's has none."""
    return rule if who == "all" else f"{rule}@{who}"


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _percent(part: Decimal, base: Decimal) -> Decimal:
    return (part * 100 / base).quantize(Decimal("0.0001"))


def _show(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
