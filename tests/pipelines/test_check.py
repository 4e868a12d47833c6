"""Relations between figures: what holds, what fails, and what a blank leaves open."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipelines.check import check
from pipelines.checking.counted_otherwise import without_the_rest
from pipelines.parsing.figures import Figure, ProseReading, Share, Statement
from storage.report import Check, Form, TableLocator, TextLocator


def told(
    code: str, value: float | None, who: str = "all", *, period: str = "year", prose: bool = False, raw: str = ""
) -> Figure:
    locator: Any = TextLocator(start=0, end=1) if prose else TableLocator(table=0, row=0, column=0)
    return Figure(
        code, who, period, None if value is None else Decimal(str(value)), raw or str(value), locator,  # type: ignore[arg-type]
        "prose" if prose else "table", None if value is not None else "damaged",
    )  # fmt: skip


def run(
    *figures: Figure, prose: ProseReading | None = None, form: Form = "2021", ocr: bool = False
) -> tuple[Check, ...]:
    return check([replace(figure, ocr=ocr) for figure in figures], prose or ProseReading(()), form)


def verdicts(checks: tuple[Check, ...], rule: str) -> list[str]:
    return [found.status for found in checks if found.rule == rule]


BALANCE = ("applications.received", "applications.carried_in", "applications.answered", "applications.carried_out")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((380, 18, 376, 22), "holds"), ((380, 18, 377, 22), "fails")],
)
def test_the_balance_is_looked_at_in_every_column(numbers: tuple[int, ...], expected: str) -> None:
    figures = [
        told(code, value, who)
        for who in ("natural_person", "all")
        for code, value in zip(BALANCE, numbers, strict=True)
    ]
    assert verdicts(run(*figures), "balance@natural_person") == verdicts(run(*figures), "balance") == [expected]


def test_a_blank_in_the_balance_leaves_it_open_unless_it_holds() -> None:
    seen = [told(code, 0, "natural_person") for code in BALANCE]
    for answered, expected in ((35, "holds"), (30, "not_assessable")):
        found = run(*seen, told(BALANCE[0], 35, "enterprise"), told(BALANCE[2], answered, "enterprise"))
        assert verdicts(found, "balance@natural_person") == ["holds"]
        assert verdicts(found, "balance@enterprise") == [expected]


def test_a_nought_printed_over_parts_that_are_none_fails_and_says_so() -> None:
    parts = ("upheld", "corrected", "other", "pending")
    figures = [told(f"review.{part}", value) for part, value in zip(parts, (10, 1, 0, 0), strict=True)]
    (found,) = [c for c in run(*figures, told("review.total", 0)) if c.rule == "sum.review"]
    assert (found.status, found.expected, found.found, found.cause) == ("fails", 0, 11, "report")
    assert "11" in found.message
    assert "review.total" in found.codes


def test_a_failure_in_recognised_characters_is_laid_to_the_extraction() -> None:
    figures = [told(f"litigation.direct.{part}", 2) for part in ("upheld", "corrected", "other", "pending", "total")]
    assert [c.cause for c in run(*figures, ocr=True) if c.status == "fails"] == ["extraction"]


def test_row_totals_are_held_against_the_applicants() -> None:
    row = [
        told("applications.received", n, who)
        for n, who in ((821, "natural_person"), (35, "enterprise"), (3, "other_org"))
    ]
    assert verdicts(run(*row, told("applications.received", 859)), "row_sum") == ["holds"]
    assert verdicts(run(*row, told("applications.received", 850)), "row_sum") == ["fails"]
    assert verdicts(run(*row, told("applications.received", 870)), "row_sum") == ["not_assessable"]


def test_a_withheld_figure_leaves_its_sum_open() -> None:
    figures = [
        told("review.upheld", 3),
        told("review.corrected", None),
        told("review.other", 0),
        told("review.pending", 0),
    ]
    assert verdicts(run(*figures, told("review.total", 9)), "sum.review") == ["not_assessable"]


def test_a_groups_parts_count_towards_the_next_total_that_is_printed() -> None:
    figures = [
        told("applications.outcome.granted", 5),
        told("applications.outcome.granted_partly", 1),
        told("applications.outcome.refused.state_secret", 2),
        told("applications.outcome.unable.not_held", 3),
        told("applications.outcome.not_processed.repeat", 1),
        told("applications.outcome.other", 1),
    ]
    assert verdicts(run(*figures, told("applications.answered", 13), form="2019"), "sum.outcomes") == ["holds"]
    assert verdicts(run(*figures, told("applications.answered", 12), form="2019"), "sum.outcomes") == ["fails"]
    assert verdicts(run(*figures, told("applications.answered", 14), form="2019"), "sum.outcomes") == ["fails"]


def test_a_group_stated_in_words_is_held_against_the_tables_rows_even_where_their_totals_are_blank() -> None:
    rows = [
        told("applications.outcome.unable.not_held", 252, "natural_person"),
        told("applications.outcome.unable.not_held", 12, "enterprise"),
        told("applications.outcome.unable.needs_creation", 47, "natural_person"),
        told("applications.outcome.unable.unclear_after_correction", 25, "natural_person"),
    ]
    stated = told("applications.outcome.unable", 265, prose=True)
    (found,) = [c for c in run(*rows, stated, form="2019") if c.rule == "sum.unable"]
    assert (found.status, found.found) == ("fails", 336)


def test_rows_under_a_group_do_not_stand_for_rows_of_the_statistics_form_that_were_not_met() -> None:
    answered = [
        told("applications.answered", 20),
        told("applications.outcome.already_public", 1),
        told("applications.outcome.granted", 2),
        told("applications.outcome.granted_partly", 3),
        told("applications.outcome.not_existing", 4),
        told("applications.outcome.clarification_asked", 0),
        told("applications.outcome.redirected", 0),
        told("applications.outcome.refused.trade_secret", 1),
        told("applications.outcome.refused.privacy", 1),
        told("applications.outcome.refused.security_and_stability", 0),
        told("applications.outcome.refused.not_government_information", 0),
    ]
    lacking = run(*answered, form="2014")
    whole = run(
        *answered, *(told(f"applications.outcome.{own}", 1) for own in ("refused", "not_this_body")), form="2014"
    )
    assert verdicts(lacking, "sum.outcomes") == ["not_assessable"]
    assert verdicts(whole, "sum.outcomes") == ["fails"]


def test_channels_never_fail() -> None:
    figures = [
        told("applications.received", 10),
        told("applications.channel.online", 9),
        told("applications.channel.letter", 5),
        told("proactive.items", 100),
        told("proactive.channel.website", 100),
        told("proactive.channel.gazette", 90),
    ]
    assert not [c for c in run(*figures, form="2014") if c.status == "fails"]


@pytest.mark.parametrize(
    ("part", "base", "percent", "raw", "expected"),
    [
        (6178, 9532, "64.8", "64.8%", "holds"),
        (1051, 9532, "11", "11%", "holds"),
        (35, 805, "4.34", "4.34%", "holds"),
        (5, 9532, "0.001", "0.001%", "fails"),
        (258, 805, "33.9", "33.9%", "fails"),
    ],
)
def test_shares_hold_as_rounded_or_cut_off(part: int, base: int, percent: str, raw: str, expected: str) -> None:
    figures = (
        told("applications.received", base, prose=True, raw=f"{base}件"),
        told("applications.channel.fax", part, prose=True, raw=f"{part}件"),
    )
    share = Share("applications.channel.fax", "all", "applications.received", Decimal(percent), raw, 0, 1)
    checks = run(*figures, prose=ProseReading(figures, (share,)), form="free")
    assert verdicts(checks, "share") == [expected]


@pytest.mark.parametrize(
    ("answered", "carried", "expected"),
    [
        (None, 0, "not_assessable"),
        (22, None, "not_assessable"),
        (22, 0, "fails"),
        (22, 1, "fails"),
        (20, None, "holds"),
    ],
)
def test_an_outcomes_share_is_judged_where_all_that_it_may_be_of_is_known(
    answered: int | None, carried: int | None, expected: str
) -> None:
    words = (
        told("applications.received", 24, prose=True, raw="24件"),
        told("applications.outcome.granted", 13, prose=True, raw="13件"),
    )
    tabled = {"applications.answered": answered, "applications.carried_in": carried}
    table = tuple(told(code, value) for code, value in tabled.items() if value is not None)
    share = Share("applications.outcome.granted", "all", "applications.received", Decimal(65), "65%", 0, 1)
    assert verdicts(run(*words, *table, prose=ProseReading(words, (share,)), form="2021"), "share") == [expected]


def test_a_share_may_be_of_new_applications_and_those_carried_in_together() -> None:
    words = (
        told("applications.received", 16, prose=True, raw="16件"),
        told("applications.carried_in", 4, prose=True, raw="4件"),
        told("applications.outcome.granted", 13, prose=True, raw="13件"),
    )
    share = Share("applications.outcome.granted", "all", "applications.received", Decimal(65), "65%", 0, 1)
    answered = told("applications.answered", 17)
    assert verdicts(run(*words, answered, prose=ProseReading(words, (share,)), form="2021"), "share") == ["holds"]


def test_a_share_of_rounded_figures_is_given_their_rounding() -> None:
    figures = (
        told("proactive.items", 376200, prose=True, raw="37.62万条"),
        told("proactive.channel.website", 183200, prose=True, raw="18.32万条"),
    )
    share = Share("proactive.channel.website", "all", "proactive.items", Decimal("48.71"), "48.71%", 0, 1)
    assert verdicts(run(*figures, prose=ProseReading(figures, (share,)), form="free"), "share") == ["holds"]


def test_words_are_held_against_the_table() -> None:
    table = told("applications.received", 120)
    same = told("applications.received", 120, prose=True, raw="120件")
    other = told("applications.received", 95, prose=True, raw="95件")
    assert verdicts(run(table, prose=ProseReading((same,))), "words") == ["holds"]
    assert verdicts(run(table, prose=ProseReading((other,))), "words") == ["fails"]
    narrow = ProseReading((other,), narrow=frozenset({"applications.received"}))
    assert verdicts(run(table, prose=narrow), "words") == ["not_assessable"]


def test_words_that_count_the_carried_in_with_the_new_are_no_fault() -> None:
    table = (told("applications.received", 380), told("applications.carried_in", 18))
    words = ProseReading((told("applications.received", 398, prose=True, raw="398件"),))
    assert verdicts(run(*table, prose=words), "words") == ["not_assessable"]


def test_two_things_told_as_one_are_held_against_both_rows() -> None:
    table = (told("applications.outcome.granted", 272), told("applications.outcome.granted_partly", 3))
    name = "applications.outcome.granted+applications.outcome.granted_partly"
    words = ProseReading((), (), (Statement(name, Decimal(258), "258件", 0, 4),))
    (found,) = [c for c in run(*table, prose=words) if c.rule == "words"]
    assert (found.status, found.expected, found.found) == ("fails", 275, 258)


def test_a_cumulative_figure_below_the_years_fails() -> None:
    assert verdicts(
        run(told("review.total", 25, period="cumulative"), told("review.total", 5)), "bound.cumulative"
    ) == ["holds"]
    assert verdicts(run(told("review.total", 4, period="cumulative"), told("review.total", 5)), "bound.cumulative") == [
        "fails"
    ]


def test_nothing_to_check_gives_no_check() -> None:
    assert run() == ()


def test_what_words_call_other_as_all_the_rest_is_not_the_forms_row() -> None:
    granted = "applications.outcome.granted+applications.outcome.granted_partly"
    answered = told("applications.answered", 62, prose=True)
    table = [told("applications.outcome.unable.not_held", 8)]
    for rest, tabled, kept in ((12, table, False), (13, table, True), (12, [], True)):
        other = told("applications.outcome.other", rest, prose=True)
        prose = ProseReading((answered, other), statements=(Statement(granted, Decimal(50), "50件", 0, 1),))
        found = without_the_rest(prose, tabled).figures[1]
        assert (found == other) is kept
        assert kept or (found.value is None and found.doubt)


def test_the_cause_is_left_open_where_the_source_had_lost_digits() -> None:
    figures = [told("review.total", 0), told("review.upheld", 2)]
    for damaged, cause in ((False, "report"), (True, None)):
        found = check(figures, ProseReading(()), "2014", damaged=damaged)
        assert [(one.status, one.cause) for one in found] == [("fails", cause)]
