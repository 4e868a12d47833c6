"""Is a run as good as those before it: each question, and the silence where all is well."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.monitors import suite
from crawler.monitors.judging import JUDGES, Numbers, concerns, history
from storage.runs import Code, CoverageRow, JurisdictionOutcome, RunManifest
from tests.storage.made_runs import START, open_archive, run_name

YEARS = frozenset(range(2008, 2026))
GOOD = {
    "captures": 60,
    "reports": 10,
    "documents": 12,
    "figures": 600,
    "checks": 100,
    "checks_failed": 5,
    "challenge": 0,
    "seconds": 100,
    "family trs": 40,
}


def numbers(found: frozenset[int] = YEARS, asked: frozenset[int] = YEARS, **changed: int) -> Numbers:
    counts = {**GOOD, **{name.replace("__", " "): value for name, value in changed.items()}}
    return Numbers({name: count for name, count in counts.items() if count >= 0}, asked, found)


def asked(now: Numbers, *past: Numbers) -> dict[str, str]:
    return dict(each.split(": ", 1) for each in concerns(now, past or [numbers()] * 3))  # type: ignore[misc]


def test_a_run_like_those_before_it_raises_nothing() -> None:
    assert asked(numbers(captures=70, seconds=130, figures=590, checks_failed=7)) == {}


def test_the_first_run_has_nothing_to_be_held_against() -> None:
    assert concerns(numbers(reports=1, challenge=50, figures=0), []) == ()


@pytest.mark.parametrize(
    ("question", "now", "words"),
    [
        ("reports_found", numbers(reports=0, found=frozenset()), "no report found, 10 last time"),
        ("as_many_reports", numbers(reports=9), "9 reports, 10 last time"),
        ("years_kept", numbers(found=YEARS - {2019, 2012}), "years found before and not now: 2012, 2019"),
        ("family_matches", numbers(family__trs=-1, family__ucap=3), "the portal was trs"),
        ("family_matches", numbers(family__trs=-1), "now: none that is known"),
        ("challenges", numbers(challenge=9), "9 of 60 answers"),
        ("figures_read", numbers(figures=300), "25 figures a report, 50 usually"),
        ("checks_hold", numbers(checks_failed=25), "25% of the checks fail, 5% usually"),
        ("usual_effort", numbers(captures=200), "200 requests, 60 usually"),
        ("usual_effort", numbers(seconds=700), "700 seconds, 100 usually"),
        ("usual_effort", numbers(captures=5), "5 requests, 60 usually"),
    ],
)
def test_what_is_worse_is_named(question: str, now: Numbers, words: str) -> None:
    told = asked(now)
    assert words in told[question]
    assert set(told) == {question}


def test_every_question_has_a_monitor() -> None:
    monitors = {name.removeprefix("test_") for name in dir(suite.RunMonitor) if name.startswith("test_")}
    assert set(JUDGES) | {"committed"} == monitors


def test_a_portal_that_always_challenges_is_no_news_and_neither_are_one_or_two() -> None:
    assert asked(numbers(challenge=12), *[numbers(challenge=10)] * 3) == {}
    assert asked(numbers(captures=4, challenge=2, seconds=10), *[numbers(captures=4)] * 3) == {}


def test_what_is_usual_takes_three_runs_to_tell() -> None:
    assert asked(numbers(captures=200), numbers(), numbers()) == {}


def test_a_run_for_other_years_is_no_measure() -> None:
    narrow = numbers(asked=frozenset({2020}), found=frozenset({2020}), reports=1)
    assert asked(narrow, numbers()) == {}, "a look at one year is not held against a look at all"
    assert asked(numbers(found=YEARS - {2020}), narrow) == {"years_kept": "years found before and not now: 2020"}


def test_a_year_is_missed_however_long_ago_it_was_found() -> None:
    past = [numbers(), *[numbers(found=YEARS - {2010})] * 3]
    assert "2010" in asked(numbers(found=YEARS - {2010}), *past)["years_kept"]


def test_runs_that_counted_less_are_no_measure_of_what_they_did_not_count() -> None:
    assert asked(numbers(), *[Numbers({"captures": 60}, YEARS, YEARS)] * 3) == {}


def test_history_is_read_from_the_catalogue_without_failures(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    for number, outcome in enumerate(("success", "failed", "degraded")):
        told = JurisdictionOutcome(
            outcome=outcome,  # type: ignore[arg-type]
            counts={"reports": number},
            coverage=(CoverageRow(year=2020, state="found"), CoverageRow(year=2021, state="absent")),
        )
        manifest = RunManifest(
            run=run_name(number),
            spider="annual_reports",
            started=START,
            finished=START,
            outcome=outcome,  # type: ignore[arg-type]
            jurisdictions={"510500": told},
            code=Code(version="test"),
        )
        archive.commit(manifest.to_bytes())
    both, found = frozenset({2020, 2021}), frozenset({2020})
    assert history(archive, "510500") == [Numbers({"reports": n}, both, found) for n in (0, 2)]
    assert history(archive, "350111") == []
