"""A printed share (占64.8%) is that of the counts, whichever of a report's totals it is a share of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipelines.checking.ledger import Ledger, Verdict, of, show
from pipelines.checking.relations import applicant, labels, message, relations
from pipelines.checking.rounding import is_share, step
from pipelines.parsing.figures import Figure, Share
from storage.dictionary import dictionary
from storage.report import Check

_OUTCOMES = "applications.outcome."
_RECEIVED = ("applications.received", "applications.accepted_total")
_ANSWERED = ("applications.answered", "applications.closed")
_CARRIED_IN = "applications.carried_in"


def shares(ledger: Ledger) -> Iterator[Check]:
    joint = {statement.name: statement.value for statement in ledger.prose.statements}
    for share in ledger.prose.shares:
        codes = (*share.code.split("+"), share.of)
        figure = ledger.said(share.code, share.applicant)
        part, part_step = joint.get(share.code), Decimal(0)
        if part is None and figure is not None:
            part, part_step = figure.value, step(figure)
        base = ledger.said(share.of)
        words = {
            **labels(*codes[:-1]),
            **applicant(share.applicant),
            **labels(share.of, prefix="of_"),
            "raw": share.raw,
        }
        name = of("share", share.applicant)
        if part is None or base is None or not base.value:
            yield ledger.check(name, "not_assessable", codes, share.percent, None, message("share", **words))
            continue
        percent = (part * 100 / base.value).quantize(Decimal("0.0001"))
        bases = [base, *_other_bases(ledger, share)]
        fits = any(is_share(share, part, part_step, value, step(one)) for one in bases if (value := one.value))
        verdict: Verdict = "holds" if fits else "fails" if _bases_known(ledger, share) else "not_assessable"
        counted = {"part": show(part), "base": show(base.value), "percent": show(percent)}
        said = message("share", "share_counted", **words, **counted)
        yield ledger.check(name, verdict, codes, share.percent, percent, said)


def _other_bases(ledger: Ledger, share: Share) -> Iterator[Figure]:
    """What a share may be of besides: reports call 占比 what is a share of those answered, or of all that were dealt with."""
    for code in relations().shares.get(share.of, ()):
        figure = ledger.said(code) if code != share.code or share.applicant != "all" else None
        if figure is not None:
            yield figure
    received, carried = ledger.said("applications.received"), ledger.said(_CARRIED_IN)
    if not share.of.startswith("applications.") or received is None or carried is None:
        return
    if received.value is not None and carried.value is not None:
        yield replace(received, value=received.value + carried.value, raw="")


def _bases_known(ledger: Ledger, share: Share) -> bool:
    """Whether all is known that outcomes may be shares of: those answered, and where the form asks, those carried in."""
    if not share.code.startswith(_OUTCOMES) or share.of not in _RECEIVED:
        return True
    asked = [_CARRIED_IN] if ledger.form in dictionary()[_CARRIED_IN].forms else []
    return any(_is_known(ledger, code) for code in _ANSWERED) and all(_is_known(ledger, code) for code in asked)


def _is_known(ledger: Ledger, code: str) -> bool:
    figure = ledger.said(code)
    return figure is not None and figure.value is not None
