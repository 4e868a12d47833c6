"""The legal clock: deadlines by law, and the standing of each report with its evidence."""

from datetime import UTC, date, datetime

import pytest

from storage.legal import Known, china_day, deadline, judge, season_ends
from storage.report import Issuer
from storage.standings import department_standings, standings
from tests.storage.made_runs import capture, open_archive, parse_of, put_run

LOOKED = "2026-04-02T00:00:00.000000Z"


@pytest.mark.parametrize(
    ("issuer", "year", "day"),
    [
        ("government", 2020, date(2021, 3, 31)),
        ("department", 2020, date(2021, 1, 31)),
        ("department", 2018, date(2019, 3, 31)),
        ("department", 2019, date(2020, 1, 31)),
        ("government", 2008, date(2009, 3, 31)),
    ],
)
def test_departments_have_until_january_since_the_regulations_of_2019_and_all_until_march_before(
    issuer, year, day
) -> None:
    assert deadline(issuer, year).day == day


def test_there_is_no_deadline_for_a_year_before_the_regulations() -> None:
    with pytest.raises(ValueError, match="2006"):
        deadline("government", 2006)


def standing(today: date = date(2026, 4, 5), **known: object) -> str:
    return judge("510500", 2025, Known(**known), today).standing  # type: ignore[arg-type]


def test_the_last_day_is_on_time_and_the_day_after_is_late() -> None:
    assert standing(found=True, published=("2026-03-31",)) == "on_time"
    assert standing(found=True, published=("2026-04-01",)) == "late"


def test_the_first_date_of_several_copies_counts() -> None:
    assert standing(found=True, published=("2026-06-01", "2026-03-01")) == "on_time"


def test_a_date_from_before_the_years_end_is_not_believed() -> None:
    known = Known(found=True, published=("2019-03-01",), archived="2027-01-01T00:00:00Z", url="u")
    told = judge("510500", 2025, known, date(2027, 2, 1))
    assert (told.standing, told.published) == ("published", None)


def test_without_a_printed_date_an_early_capture_proves_it_on_time_and_a_late_one_proves_nothing() -> None:
    assert standing(found=True, archived="2026-03-31T15:00:00Z") == "on_time"
    assert standing(found=True, archived="2026-03-31T16:00:00Z") == "published", "already 1 April in China"


def test_before_the_deadline_a_report_is_due_whatever_was_seen() -> None:
    assert standing(date(2026, 3, 31), state="absent", looked="2026-03-30T00:00:00Z") == "due"
    assert standing(date(2026, 1, 1)) == "due"


def test_missing_needs_a_look_after_the_deadline() -> None:
    assert standing(state="absent", evidence="list: 3 of 3 pages, complete", looked=LOOKED) == "missing"
    early = judge("510500", 2025, Known(state="absent", looked="2026-03-02T00:00:00Z"), date(2026, 4, 5))
    assert early.standing == "unknown"
    assert "nobody looked since 2026-03-31" in early.evidence


def test_what_a_portal_hides_is_blocked_and_what_nobody_could_tell_unknown() -> None:
    assert standing(state="unknown", looked=LOOKED, blocked="run R met challenge") == "blocked"
    assert standing(state="unknown", looked=LOOKED, evidence="no list") == "unknown"


def test_days_are_chinas() -> None:
    assert china_day(datetime(2026, 3, 31, 16, tzinfo=UTC)) == date(2026, 4, 1)
    assert season_ends(date(2026, 5, 1)) == (date(2026, 1, 31), date(2026, 3, 31))


def test_standings_are_read_from_the_catalogue(tmp_path) -> None:
    archive = open_archive(tmp_path)
    page = capture("https://www.luzhou.gov.cn/2024.html", day=0)
    coverage = {"510500": [(2023, "absent"), (2022, "unknown")]}
    put_run(archive, 0, [page], [parse_of(page, year=2024, published="2025-03-20")], coverage=coverage)
    found = {each.year: each for each in standings(archive, ["510500"], date(2026, 2, 3), range(2021, 2026))}
    assert {year: each.standing for year, each in found.items()} == {
        2021: "unknown",
        2022: "unknown",
        2023: "missing",
        2024: "on_time",
        2025: "due",
    }
    assert found[2023].evidence == "looked on 2026-01-31: looked in run 0"
    assert found[2024].report_id == "510500/2024/government"


def test_departments_that_ever_published_stand_before_their_own_deadline(tmp_path) -> None:
    archive = open_archive(tmp_path)
    pages = [capture(f"https://www.luzhou.gov.cn/{number}.html", day=0) for number in range(3)]
    told = [
        ("泸州市财政局", 2022, "2023-01-31"),
        ("泸州市财政局", 2024, "2025-02-01"),
        ("泸州市水务局", 2024, "2025-01-20"),
    ]
    parses = [
        parse_of(page, year=year, published=day, issuer=Issuer(kind="department", name=name))
        for page, (name, year, day) in zip(pages, told, strict=True)
    ]
    put_run(archive, 0, pages, parses)
    found = department_standings(archive, "510500", date(2026, 1, 20))
    assert [(each.issuer, each.year, each.standing) for each in found] == [
        ("泸州市水务局", 2024, "on_time"),
        ("泸州市水务局", 2025, "due"),
        ("泸州市财政局", 2022, "on_time"),
        ("泸州市财政局", 2023, "unknown"),
        ("泸州市财政局", 2024, "late"),
        ("泸州市财政局", 2025, "due"),
    ]
    assert all(each.deadline.month == 1 for each in found)
    assert standings(archive, ["510500"], date(2026, 1, 20), [2024])[0].standing == "unknown", (
        "its own is none of these"
    )


def test_a_report_is_gone_when_its_address_says_so_twice_and_back_when_it_answers(tmp_path) -> None:
    archive = open_archive(tmp_path)
    url = "https://www.luzhou.gov.cn/2024.html"
    page = capture(url)
    put_run(archive, 0, [page], [parse_of(page, year=2024, published="2025-03-01")])
    seen = []
    for day, status in ((1, 404), (2, 404), (3, 200)):
        put_run(archive, day, [capture(url, day=day, status=status, body=f"answer {day}")])
        archive.catalogue.catch_up()
        seen.append(standings(archive, ["510500"], date(2026, 5, 1), [2024])[0])
    assert [each.standing for each in seen] == ["on_time", "gone", "on_time"]
    assert "answered 404 on 2026-02-02, twice in a row" in seen[1].evidence


def test_a_portal_that_challenges_is_blocked(tmp_path) -> None:
    archive = open_archive(tmp_path)
    manifest = put_run(archive, 100, coverage={"510500": [(2024, "unknown")]}, outcome="failed")
    assert manifest.jurisdictions["510500"].coverage[0].evidence == "looked in run 100"
    told = standings(archive, ["510500"], date(2026, 6, 1), [2024])[0]
    assert told.standing == "unknown", "a failure that is no refusal blocks nothing"
    outcome = manifest.jurisdictions["510500"].model_copy(update={"counts": {"challenge": 4}})
    again = manifest.model_copy(
        update={"run": "20260601T000000Z-00000001", "jurisdictions": {"510500": outcome}, "segments": ()}
    )
    archive.commit(again.to_bytes())
    archive.catalogue.catch_up()
    told = standings(archive, ["510500"], date(2026, 6, 1), [2024])[0]
    assert (told.standing, "met challenge" in told.evidence) == ("blocked", True)


def test_a_look_after_the_deadline_that_could_not_tell_proves_nothing_missing(tmp_path) -> None:
    archive = open_archive(tmp_path)
    put_run(archive, 0, coverage={"510500": [(2025, "absent")]})
    put_run(archive, 70, coverage={"510500": [(2025, "unknown")]}, outcome="degraded")
    told = standings(archive, ["510500"], date(2026, 5, 1), [2025])[0]
    assert told.standing == "unknown"
    assert told.evidence.startswith("a look on 2026-04-11 could not tell; looked on 2026-01-31")
