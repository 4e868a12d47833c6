"""Checks across years: they hold, fail or cannot be assessed, and say why in words."""

import pytest

from storage.continuity import Continuity, checks_across_years, rules, year_of
from storage.dictionary import dictionary
from storage.report import Issuer
from tests.storage.made import figure, parsed

IN, OUT = "applications.carried_in", "applications.carried_out"
IN_FORCE = "normative_documents.in_force"
MADE, REPEALED = "normative_documents.made", "normative_documents.repealed"


def checks(before, later, rule="continuity.carried"):
    found = checks_across_years(year_of(later), year_of(before) if before is not None else None)
    return [check for check in found if check.rule.partition("@")[0] == rule]


def carried(out, into, **changed):
    before = parsed(year=2020, indicators=(figure(OUT, out),))
    return checks(before, parsed(year=2021, indicators=(figure(IN, into),), **changed))


def test_carried_in_equals_the_year_befores_carried_out() -> None:
    (check,) = carried(25, 25)
    assert (check.status, check.expected, check.found, check.cause) == ("holds", 25, 25, None)
    assert set(check.codes) == {IN, OUT}


def test_a_difference_fails_as_the_reports_fault_and_the_message_names_years_figures_and_terms() -> None:
    (check,) = carried(25, 24)
    assert (check.status, check.expected, check.found, check.cause) == ("fails", 25, 24, "report")
    for words in ("2020年结转下年度继续办理", "2021年上年结转", OUT, IN, "25件", "24件", "carried in equals"):
        assert words in check.message


def test_the_cause_is_the_extraction_of_a_scan_and_left_open_for_a_damaged_text() -> None:
    assert [check.cause for check in carried(25, 24, medium="scan")] == ["extraction"]
    assert [check.cause for check in carried(25, 24, damage=("201711日",))] == [None]


def test_the_cause_is_the_extraction_where_the_figure_itself_was_read_from_a_picture() -> None:
    assert [check.cause for check in carried(25, 24, by_ocr=(IN,))] == ["extraction"]
    assert [check.cause for check in carried(25, 24, by_ocr=("review.total",))] == ["report"]


@pytest.mark.parametrize(
    ("out", "into", "reason"),
    [
        (figure(OUT, None, doubt="OCR"), figure(IN, 3), "withheld: OCR"),
        (figure(OUT, 100, raw="100余件"), figure(IN, 3), "approximate"),
        (figure("applications.received", 1), figure(IN, 3), "not printed"),
        (figure(OUT, 3), figure("applications.received", 1), "not printed"),
    ],
)
def test_a_missing_withheld_or_approximate_figure_is_not_assessable(out, into, reason) -> None:
    (check,) = checks(parsed(year=2020, indicators=(out,)), parsed(year=2021, indicators=(into,)))
    assert (check.status, check.expected, check.found, check.cause) == ("not_assessable", None, None, None)
    assert reason in check.message


def test_without_the_year_before_or_with_an_older_form_of_it_nothing_is_assessed() -> None:
    later = parsed(year=2019, indicators=(figure(IN, 3),))
    (alone,) = checks(None, later)
    assert alone.status == "not_assessable" and "2018" in alone.message
    (older,) = checks(parsed(year=2018, form="2014", indicators=(figure(OUT, 3),)), later)
    assert older.status == "not_assessable"


def test_forms_that_carry_nothing_have_no_such_check() -> None:
    assert checks_across_years(year_of(parsed(year=2016, form="2014")), None) == ()


def test_each_applicants_column_is_checked_where_both_years_print_it() -> None:
    before = parsed(
        year=2020, indicators=(figure(OUT, 5), figure(OUT, 3, "natural_person"), figure(OUT, 2, "enterprise"))
    )
    later = parsed(year=2021, indicators=(figure(IN, 5), figure(IN, 4, "natural_person")))
    found = checks(before, later)
    assert [(check.status, check.expected, check.found) for check in found] == [("holds", 5, 5), ("fails", 3, 4)]
    assert [check.rule for check in found] == ["continuity.carried", "continuity.carried@natural_person"]
    assert "自然人" in found[1].message


def test_documents_in_force_are_last_years_plus_made_minus_repealed() -> None:
    before = parsed(year=2021, form="2021", indicators=(figure(IN_FORCE, 40),))
    for in_force, status in ((43, "holds"), (44, "fails")):
        figures = (figure(IN_FORCE, in_force), figure(MADE, 5), figure(REPEALED, 2))
        (check,) = checks(
            before, parsed(year=2022, form="2021", indicators=figures), "continuity.in_force.normative_documents"
        )
        assert (check.status, check.expected, check.found) == (status, 43, in_force)
    assert "40件 + " in check.message and " - " in check.message and "= 43" in check.message


def test_documents_in_force_are_not_compared_with_a_form_that_counts_otherwise() -> None:
    before = parsed(year=2020, form="2019", indicators=(figure(IN_FORCE, 40),))
    figures = (figure(IN_FORCE, 50), figure(MADE, 5), figure(REPEALED, 2))
    later = parsed(year=2021, form="2021", indicators=figures)
    assert [check.status for check in checks(before, later, "continuity.in_force.normative_documents")] == [
        "not_assessable"
    ]


def test_rounding_as_printed_is_tolerated() -> None:
    before = parsed(year=2020, indicators=(figure(OUT, 12000, raw="1.2万"),))
    for into, status in ((12340, "holds"), (12500, "holds"), (12501, "fails")):
        (check,) = checks(before, parsed(year=2021, indicators=(figure(IN, into),)))
        assert check.status == status


def test_reports_are_completed_in_passing_and_only_adjacent_years_of_one_issuer_meet() -> None:
    bureau = Issuer(kind="department", name="泸州市财政局")
    years = [
        parsed(year=2019, indicators=(figure(IN, 0), figure(OUT, 1))),
        parsed(year=2020, indicators=(figure(IN, 1), figure(OUT, 7))),
        parsed(year=2021, issuer=bureau, indicators=(figure(IN, 9),)),
        parsed(year=2022, indicators=(figure(IN, 9),)),
    ]
    continuity = Continuity()
    completed = []
    for each in years:
        completed.append(continuity.complete(each, each.report))
        continuity.remember(each)
    assert [report.checks[0].status for report in completed] == [
        "not_assessable",
        "holds",
        "not_assessable",
        "not_assessable",
    ]
    assert years[1].report.checks == ()


def test_the_rules_name_figures_of_the_dictionary_that_their_forms_ask_for() -> None:
    for rule in rules():
        for term in (*rule.expected, rule.found):
            entry = dictionary()[term.code]
            asked = rule.forms if term.year == 0 else rule.forms_before
            assert asked <= set(entry.forms)
