"""Figures that an office could state in words: one consistent set a report, which sentences draw upon."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

from tests.variety.truth import Key

Facts = dict[Key, Decimal]

OUTCOMES_OLD = (
    "already_public",
    "granted",
    "granted_partly",
    "refused",
    "not_this_body",
    "not_existing",
    "clarification_asked",
    "other",
)
OUTCOMES_NEW = ("granted", "granted_partly", "refused", "unable", "not_processed", "other")


def parts_of(total: int, count: int, rng: random.Random) -> list[int]:
    """`total` in `count` parts, some of them nought."""
    cuts = sorted(rng.choice((0, total, rng.randint(0, total), rng.randint(0, total))) for _ in range(count - 1))
    edges = [0, *cuts, total]
    return [b - a for a, b in itertools.pairwise(edges)]


def sample(rng: random.Random, *, new: bool) -> Facts:
    """A year of work: totals equal the sums of their parts, cumulative figures are no less than the year's."""
    facts: Facts = {}

    def put(code: str, value: Decimal | int, applicant: str = "all", period: str = "year") -> None:
        facts[(code, applicant, period)] = Decimal(value)

    items = rng.choice((rng.randint(80, 3000), rng.randint(3000, 40_000), rng.randint(40_000, 900_000)))
    put("proactive.items", items)
    departments = rng.randint(0, items)
    put("proactive.by_publisher.departments", departments)
    put("proactive.by_publisher.lower_levels", items - departments)
    put("proactive.items", items + rng.randint(0, 4_000_000), period="cumulative")
    for channel in ("gazette", "website", "weibo", "wechat", "weibo_wechat", "new_media", "news_media", "other"):
        put(f"proactive.channel.{channel}", rng.randint(1, items))
    put("proactive.normative_documents_issued", rng.randint(0, 90))
    put("proactive.normative_documents_disclosed", rng.randint(0, 90))
    for code, most in {
        "responses.hot_issues": 300,
        "responses.messages": 5000,
        "responses.proposals_published": 600,
        "responses.consultations": 60,
        "responses.surveys": 50,
        "gazette.issues": 24,
        "hotline.cases": 300_000,
        "responses.press_conferences": 90,
        "responses.online_interviews": 60,
        "responses.interpretations": 900,
        "responses.weibo_wechat": 800,
        "responses.other": 90,
        "institution.offices": 90,
        "institution.reading_points": 300,
        "training.meetings": 60,
        "training.courses": 60,
        "training.participants": 9000,
        "complaints.total": 9,
        "regulations.in_force": 30,
    }.items():
        put(code, rng.randint(1, most))
    put("responses.press_conferences_led", rng.randint(0, int(facts[("responses.press_conferences", "all", "year")])))
    put("responses.online_interviews_led", rng.randint(0, int(facts[("responses.online_interviews", "all", "year")])))
    put("hotline.satisfaction", Decimal(rng.randint(8000, 9999)) / 100)
    accounts = [rng.randint(1, 200) for _ in range(3)]
    put("platform.accounts", sum(accounts))
    for name, value in zip(("wechat", "weibo", "other"), accounts, strict=True):
        put(f"platform.accounts.{name}", value)
    staff = [rng.randint(1, 300), rng.randint(1, 900)]
    put("institution.staff", sum(staff))
    put("institution.staff_full_time", staff[0])
    put("institution.staff_part_time", staff[1])
    put("institution.budget", Decimal(rng.randint(10, 90_000)) / rng.choice((1, 10, 100)))
    put("applications.fees_collected", Decimal(rng.randint(1, 9000)) / 100)
    put("applications.reply_days_average", Decimal(rng.randint(20, 190)) / 10)

    received = rng.choice((rng.randint(2, 30), rng.randint(30, 900), rng.randint(900, 40_000)))
    put("applications.received", received)
    put("applications.received", received + rng.randint(1, 60_000), period="cumulative")
    channels = parts_of(received, 4, rng)
    for name, value in zip(("in_person", "fax", "online", "letter"), channels, strict=True):
        put(f"applications.channel.{name}", value)
    put("applications.channel.letter_fax", channels[1] + channels[3])
    people = rng.randint(0, received)
    put("applications.received", people, "natural_person")
    departments = rng.randint(0, received)
    put("applications.by_receiver.departments", departments)
    put("applications.by_receiver.lower_levels", received - departments)
    carried_in = rng.randint(1, 60) if new else 0
    out = rng.randint(0, min(60, received)) if new else 0
    answered = received + carried_in - out
    put("applications.carried_in", carried_in)
    put("applications.carried_out", out)
    put("applications.accepted_total", received + carried_in)
    put("applications.answered", answered)
    put("applications.answered", answered + rng.randint(1, 50_000), period="cumulative")
    if not new:
        put("applications.closed", answered)
        late = rng.randint(0, answered)
        put("applications.closed.extended", late)
        put("applications.closed.on_time", answered - late)
    names = OUTCOMES_NEW if new else OUTCOMES_OLD
    for name, value in zip(names, parts_of(answered, len(names), rng), strict=True):
        put(f"applications.outcome.{name}", value)
    grounds = (
        ("state_secret", "third_party_rights", "internal_affairs", "process_information")
        if new
        else ("state_secret", "trade_secret", "privacy", "security_and_stability")
    )
    refused = int(facts[("applications.outcome.refused", "all", "year")])
    for name, value in zip(grounds, parts_of(refused, len(grounds), rng), strict=True):
        put(f"applications.outcome.refused.{name}", value)
    for family in ("review", "litigation"):
        outcomes = [rng.choice((0, rng.randint(0, 60))) for _ in range(3)]
        outcomes[0] += 1
        pending = rng.randint(0, 9) if new and family == "review" else 0
        for name, value in zip(("upheld", "corrected", "other"), outcomes, strict=True):
            put(f"{family}.{name}", value)
        if family == "review":
            put("review.pending", pending)
        put(f"{family}.total", sum(outcomes) + pending)
        put(f"{family}.total", sum(outcomes) + pending + rng.randint(1, 400), period="cumulative")
    return facts
