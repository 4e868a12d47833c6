"""Figures that add up, for each form: what an honest clerk would have filled in."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.variety import wording

Values = dict[tuple[str, str], Decimal]  # (code, applicant) -> value


def outcome_groups(form: str, rng: random.Random) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The outcome rows of a form; some reports of any year use the other form's 其他处理."""
    three = form == "2021"
    if rng.random() < 0.12:
        three = not three
    return (*wording.OUTCOMES, wording.OTHER_THREE if three else wording.OTHER_SINGLE)


def small(rng: random.Random, busy: float) -> int:
    """A count as they come: mostly nought, sometimes a few, seldom many."""
    if rng.random() > busy:
        return 0
    return rng.choice((1, 2, 3, rng.randint(4, 40), rng.randint(41, 900)))


def applications(rng: random.Random, groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Values:
    values: Values = {}
    codes = [code for _, rows in groups for code, _ in rows]
    totals = dict.fromkeys(
        [
            *codes,
            "applications.received",
            "applications.carried_in",
            "applications.answered",
            "applications.carried_out",
        ],
        0,
    )
    for applicant, _ in wording.APPLICANTS:
        busy = 0.6 if applicant == "natural_person" else 0.12
        answered = 0
        for code in codes:
            count = small(rng, busy if "granted" in code or "not_held" in code else busy / 2)
            values[(code, applicant)] = Decimal(count)
            answered += count
            totals[code] += count
        carried_out = small(rng, busy / 2)
        carried_in = min(small(rng, busy / 2), answered + carried_out)
        column = {
            "applications.answered": answered,
            "applications.carried_out": carried_out,
            "applications.carried_in": carried_in,
            "applications.received": answered + carried_out - carried_in,
        }
        for code, count in column.items():
            values[(code, applicant)] = Decimal(count)
            totals[code] += count
    for code, count in totals.items():
        values[(code, "all")] = Decimal(count)
    return values


def cases(rng: random.Random) -> Values:
    values: Values = {}
    for block, _ in wording.CASE_BLOCKS:
        total = 0
        for suffix, _ in wording.CASE_COLUMNS[:-1]:
            count = small(rng, 0.4)
            values[(f"{block}.{suffix}", "all")] = Decimal(count)
            total += count
        values[(f"{block}.total", "all")] = Decimal(total)
    return values


def article20(rng: random.Random, form: str) -> Values:
    values: Values = {}
    tables = wording.ARTICLE20_2021 if form == "2021" else wording.ARTICLE20_2019
    for _, _, rows in tables:
        for _, codes in rows:
            for code in codes:
                if code == "fees.amount":
                    value = Decimal(rng.randint(0, 9_000_000)) / rng.choice((1, 10, 100, 1000))
                elif code == "procurement.amount":
                    value = Decimal(rng.randint(1, 90_000_000)) / 100
                elif code.endswith("items_change"):
                    value = Decimal(rng.choice((0, rng.randint(-60, 60))))
                elif code.endswith("decisions"):
                    value = Decimal(rng.choice((0, rng.randint(1, 3000), rng.randint(3000, 4_000_000))))
                else:
                    value = Decimal(small(rng, 0.7))
                values[(code, "all")] = value.normalize() if value != value.to_integral() else value.to_integral()
    for family in ("regulations", "normative_documents"):
        if (f"{family}.created", "all") in values:
            created = values[(f"{family}.created", "all")]
            values[(f"{family}.disclosed", "all")] = Decimal(rng.randint(0, int(created)))
            values[(f"{family}.disclosed_total", "all")] = values[(f"{family}.disclosed", "all")] + rng.randint(0, 500)
    return values


def statistics_2014(rng: random.Random) -> Values:
    values: Values = {}
    for _, unit, code in wording.STATISTICS_2014:
        if code is not None:
            values[(code, "all")] = Decimal(small(rng, 0.7)) if unit != "万元" else Decimal(rng.randint(0, 5000)) / 100
    channels = ("in_person", "fax", "online", "letter")
    values[("applications.received", "all")] = sum(
        (values[(f"applications.channel.{c}", "all")] for c in channels), Decimal(0)
    )
    closed = values[("applications.received", "all")]
    late = Decimal(rng.randint(0, int(closed)))
    values[("applications.closed", "all")] = closed
    values[("applications.closed.extended", "all")] = late
    values[("applications.closed.on_time", "all")] = closed - late
    grounds = (
        "state_secret",
        "trade_secret",
        "privacy",
        "security_and_stability",
        "not_government_information",
        "other_legal_grounds",
    )
    values[("applications.outcome.refused", "all")] = sum(
        (values[(f"applications.outcome.refused.{g}", "all")] for g in grounds),
        Decimal(0),
    )
    outcomes = (
        "already_public",
        "granted",
        "granted_partly",
        "refused",
        "not_this_body",
        "not_existing",
        "clarification_asked",
        "redirected",
    )
    values[("applications.answered", "all")] = sum(
        (values[(f"applications.outcome.{o}", "all")] for o in outcomes), Decimal(0)
    )
    for block in ("review", "litigation"):
        values[(f"{block}.total", "all")] = sum(
            (values[(f"{block}.{s}", "all")] for s in ("upheld", "corrected", "other")),
            Decimal(0),
        )
    values[("institution.staff", "all")] = (
        values[("institution.staff_full_time", "all")] + values[("institution.staff_part_time", "all")]
    )
    for total, part in (
        ("responses.press_conferences", "responses.press_conferences_led"),
        ("responses.online_interviews", "responses.online_interviews_led"),
    ):
        values[(part, "all")] = Decimal(rng.randint(0, int(values[(total, "all")])))
    values[("proactive.items", "all")] += sum(
        (values[(f"proactive.channel.{c}", "all")] for c in ("gazette", "website", "weibo", "wechat", "other")),
        Decimal(0),
    )
    values[("proactive.normative_documents_disclosed", "all")] = Decimal(
        rng.randint(0, int(values[("proactive.items", "all")]))
    )
    return values


def provincial(rng: random.Random) -> Values:
    """The figures of the older provincial table."""
    values: Values = {}
    for _, _, code in wording.PROVINCIAL:
        values[(code, "all")] = Decimal(small(rng, 0.7))
    channels = ("in_person", "online", "letter_fax")
    values[("applications.received", "all")] = sum(
        (values[(f"applications.channel.{c}", "all")] for c in channels), Decimal(0)
    )
    values[("applications.answered", "all")] = sum(
        (values[(f"applications.outcome.{o}", "all")] for o in ("granted", "granted_partly", "refused", "other")),
        Decimal(0),
    )
    values[("proactive.items", "all")] = max(
        values[("proactive.items", "all")],
        values[("proactive.channel.website", "all")] + values[("proactive.channel.gazette", "all")],
    )
    return values
