"""A sentence says what the table says: the same figure in both, and two figures that a sentence counts as one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipelines.checking.counted_otherwise import with_carried_in
from pipelines.checking.ledger import Key, Ledger, Verdict, show
from pipelines.checking.relations import labels, message
from pipelines.checking.rounding import step
from storage.report import Check


def same_in_words(ledger: Ledger) -> Iterator[Check]:
    """The same figure in a table and in a sentence."""
    for key, said in ledger.in_words.items():
        figure = ledger.figures.get(key)
        if figure is None or figure.origin != "table" or figure.value is None or said.value is None:
            continue
        verdict: Verdict = "holds" if abs(figure.value - said.value) <= step(said) else "fails"
        names = ["words"]
        if verdict == "fails" and (key[0] in ledger.prose.narrow or _carried_counted(ledger, key, said.value)):
            verdict = "not_assessable"
            names.append("another_scope")
        told = message(*names, **labels(key[0]), said=said.raw, tabled=figure.raw)
        yield ledger.check("words", verdict, (key[0],), figure.value, said.value, told)


def counted_together(ledger: Ledger) -> Iterator[Check]:
    """A count of two things told as one, against the table's rows for them."""
    for statement in ledger.prose.statements:
        codes = tuple(statement.name.split("+"))
        parts = [ledger.part(code, "all", "year") for code in codes]
        tabled = all(ledger.origin(code) == "table" for code in codes)
        if not tabled or any(part.value is None for part in parts):
            continue
        expected = sum((part.value or Decimal(0) for part in parts), Decimal(0))
        verdict: Verdict = "holds" if expected == statement.value else "fails"
        told = message("words", **labels(*codes), said=statement.raw, tabled=show(expected))
        yield ledger.check("words", verdict, codes, expected, statement.value, told)


def _carried_counted(ledger: Ledger, key: Key, value: Decimal) -> bool:
    """Whether words on new applications count those carried in as well."""
    received, carried = ledger.value("applications.received", "all"), ledger.value("applications.carried_in", "all")
    return key[0] == "applications.received" and with_carried_in(value, received, carried)
