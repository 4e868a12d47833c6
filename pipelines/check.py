"""Stage 5, check (勾稽): the report's figures are held against each other.

    check(figures, prose, form, lost=...) -> tuple[Check, ...]

Relations are data (data/checks.json), kinds of relations modules of checking/. A check holds, fails, or is not assessable: a blank
or a figure that was withheld could be anything, so a relation fails only where no value of what is missing could save it. A figure
that breaks a check stays as printed. A rule looked at in one applicant's column says which (`balance@enterprise`). `cause` of a
failure is the report, or the extraction where one of the figures came through character recognition; it is left open where the
source's text had lost digits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from pipelines.checking.balances import balances, running_totals
from pipelines.checking.ledger import Ledger
from pipelines.checking.shares import shares
from pipelines.checking.sums import outcomes_in_words, row_sums, sums
from pipelines.checking.words import counted_together, same_in_words
from pipelines.parsing.figures import Figure, ProseReading
from storage.report import Check, Form

_KINDS: tuple[Callable[[Ledger], Iterator[Check]], ...] = (
    balances,
    row_sums,
    sums,
    outcomes_in_words,
    counted_together,
    same_in_words,
    shares,
    running_totals,
)


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
    ledger = Ledger(figures, prose, form, lost=lost, damaged=damaged)
    return tuple(found for kind in _KINDS for found in kind(ledger))
