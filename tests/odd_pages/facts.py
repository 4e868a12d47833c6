"""One made-up report: its place, year and figures, all derived from a seed, and all sums right."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_interest_org",
    "legal_service_org",
    "other_org",
    "all",
)
OUTCOMES_2019 = (
    "granted",
    "granted_partly",
    "refused.state_secret",
    "refused.prohibited_by_law",
    "refused.security_and_stability",
    "refused.third_party_rights",
    "refused.internal_affairs",
    "refused.process_information",
    "refused.enforcement_file",
    "refused.administrative_query",
    "unable.not_held",
    "unable.needs_creation",
    "unable.unclear_after_correction",
    "not_processed.petition",
    "not_processed.repeat",
    "not_processed.publication",
    "not_processed.excessive",
    "not_processed.confirmation",
    "other",
)
OUTCOMES_2021 = (*OUTCOMES_2019[:-1], "other.correction_overdue", "other.fee_overdue", "other.remaining")
CASES = ("upheld", "corrected", "other", "pending", "total")
GROUPS = ("review", "litigation.direct", "litigation.after_review")
PLACES = (
    ("510500", "泸州市", "四川省"),
    ("320800", "淮安市", "江苏省"),
    ("530300", "曲靖市", "云南省"),
    ("341000", "黄山市", "安徽省"),
    ("450900", "玉林市", "广西壮族自治区"),
    ("610900", "安康市", "陕西省"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """`values` by (code, applicant); what a report of `form` for `year` prints of `place`."""

    form: str
    year: int
    code: str
    place: str
    province: str
    published: str
    values: dict[tuple[str, str], int | float] = field(default_factory=dict)

    @property
    def government(self) -> str:
        return f"{self.place}人民政府"

    @property
    def title(self) -> str:
        return f"{self.government}{self.year}年政府信息公开工作年度报告"

    @property
    def outcomes(self) -> tuple[str, ...]:
        return OUTCOMES_2021 if self.form == "2021" else OUTCOMES_2019

    def row(self, code: str) -> list[int | float]:
        return [self.values[(code, column)] for column in COLUMNS]


def facts(seed: int, form: str = "2021", *, large: bool = False) -> Facts:
    """Figures by seed; `large` makes counts of four digits and more, so that separators are printed."""
    rng = random.Random(seed)
    code, place, province = PLACES[seed % len(PLACES)]
    year = rng.choice((2021, 2022, 2023, 2024) if form == "2021" else (2019, 2020))
    published = f"{year + 1}-0{rng.choice((1, 2, 3))}-{rng.randint(10, 28)}"
    made = Facts(form, year, code, place, province, published)
    values = made.values
    _second_table(values, form, rng)
    _third_table(values, made.outcomes, rng, 40 if large else 3)
    _fourth_table(values, rng)
    return made


def _second_table(values: dict[tuple[str, str], int | float], form: str, rng: random.Random) -> None:
    def put(code: str, value: int | float) -> None:
        values[(code, "all")] = value

    for kind in ("regulations", "normative_documents"):
        if form == "2021":
            put(f"{kind}.made", rng.randint(0, 30))
            put(f"{kind}.repealed", rng.randint(0, 9))
            put(f"{kind}.in_force", rng.randint(31, 400))
        else:
            put(f"{kind}.created", rng.randint(0, 30))
            put(f"{kind}.disclosed", rng.randint(0, 30))
            put(f"{kind}.disclosed_total", rng.randint(31, 400))
    if form == "2021":
        for kind in ("permits", "penalties", "coercion"):
            put(f"{kind}.decisions", rng.randint(1001, 987654))
        put("fees.amount", rng.randint(10001, 9999999) / 100)
        return
    for kind in ("permits", "other_services", "penalties", "coercion"):
        put(f"{kind}.items_last_year", rng.randint(100, 999))
        put(f"{kind}.items_change", rng.randint(-60, 60))
        put(f"{kind}.decisions", rng.randint(1001, 98765))
    put("fees.items_last_year", rng.randint(10, 99))
    put("fees.items_change", rng.randint(-9, 9))
    put("procurement.projects", rng.randint(100, 999))
    put("procurement.amount", rng.randint(10001, 999999) / 100)


def _third_table(
    values: dict[tuple[str, str], int | float], outcomes: tuple[str, ...], rng: random.Random, scale: int
) -> None:
    def put(code: str, column: str, value: int) -> None:
        values[(code, column)] = value
        values[(code, "all")] = values.get((code, "all"), 0) + value

    for place, column in enumerate(COLUMNS[:-1]):
        top = (30, 12, 4, 3, 5, 4)[place] * scale
        answered = 0
        for outcome in outcomes:
            value = rng.randint(0, top) if rng.random() < 0.7 else 0
            put(f"applications.outcome.{outcome}", column, value)
            answered += value
        put("applications.answered", column, answered)
        carried_out = rng.randint(0, top)
        put("applications.carried_out", column, carried_out)
        carried_in = rng.randint(0, min(answered + carried_out, top))
        put("applications.carried_in", column, carried_in)
        put("applications.received", column, answered + carried_out - carried_in)


def _fourth_table(values: dict[tuple[str, str], int | float], rng: random.Random) -> None:
    for group in GROUPS:
        parts = [rng.randint(0, 40) for _ in CASES[:-1]]
        for case, value in zip(CASES, [*parts, sum(parts)], strict=True):
            values[(f"{group}.{case}", "all")] = value
