"""Which copy is the report: Contract 3's rules, each by itself and together, in any order of finding."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.report import Issuer
from storage.selection import candidate, choose, current_reports, version_order
from tests.storage.made import parsed, record_id

OWN = "https://www.luzhou.gov.cn/a.html"
OTHER = "https://www.sc.gov.cn/a.html"
MIRROR = "https://wiki.example.org/a"


def chosen(*parses):
    """The one report that these parses make, the same in whatever order they come."""
    results = set()
    for seed in range(6):
        shuffled = list(parses)
        random.Random(seed).shuffle(shuffled)
        (report,) = current_reports(shuffled)
        results.add(report.model_dump_json())
    assert len(results) == 1
    return report


def relations(report):
    return [(copy.url, copy.relation) for copy in report.copies]


def test_the_own_portal_comes_before_another_official_one_and_that_before_a_mirror() -> None:
    report = chosen(
        parsed(url=MIRROR, kind="mirror"), parsed(url=OTHER, crawled="510000"), parsed(url=OWN, medium="scan")
    )
    assert report.source.url == OWN
    assert relations(report) == [(OTHER, "same"), (MIRROR, "mirror")]


def test_a_mirror_never_wins_even_as_an_erratum() -> None:
    report = chosen(parsed(url=MIRROR, kind="mirror", erratum=True), parsed(url=OTHER, crawled="510000", medium="scan"))
    assert (report.source.url, relations(report)) == (OTHER, [(MIRROR, "mirror")])


def test_on_one_portal_the_latest_erratum_comes_first_whatever_its_medium() -> None:
    report = chosen(
        parsed(url=OWN),
        parsed(url=OWN + "?first", erratum=True, published="2021-03-01"),
        parsed(url=OWN + "?second", erratum=True, published="2021-05-01", medium="scan"),
        parsed(url=OWN + "?undated", erratum=True, published=None),
    )
    assert report.source.url == OWN + "?second"
    assert relations(report) == [
        (OWN + "?first", "superseded"),
        (OWN + "?undated", "superseded"),
        (OWN, "superseded"),
    ]


def test_page_comes_before_word_before_pdf_before_scan() -> None:
    media = ["scan", "pdf", "word", "page"]
    parses = [
        parsed(url=f"https://www.luzhou.gov.cn/{order}", medium=medium, body=medium)
        for order, medium in enumerate(media)
    ]
    report = chosen(*parses)
    assert report.source.url.endswith("/3")
    assert [(copy.url[-1], copy.relation) for copy in report.copies] == [("2", "file"), ("1", "file"), ("0", "image")]


def test_among_equals_the_address_decides() -> None:
    report = chosen(parsed(url=OWN + "2"), parsed(url=OWN + "1"))
    assert (report.source.url, relations(report)) == (OWN + "1", [(OWN + "2", "same")])


def test_the_latest_capture_of_an_address_is_its_current_version() -> None:
    report = chosen(
        parsed(fetched_at="2026-01-01T00:00:00Z", name="early", text="旧"),
        parsed(fetched_at="2026-01-01T00:00:00.5Z", name="late", text="新"),
    )
    assert report.capture.record_id == record_id("late")
    assert [(copy.record_id, copy.relation) for copy in report.copies] == [(record_id("early"), "superseded")]


def test_an_earlier_capture_that_reads_the_same_is_no_copy() -> None:
    report = chosen(
        parsed(fetched_at="2026-01-01T00:00:00Z", body="counter 1"),
        parsed(fetched_at="2026-02-01T00:00:00Z", body="counter 2"),
    )
    assert report.capture.fetched_at == "2026-02-01T00:00:00Z" and report.copies == ()


def test_readings_of_different_parser_versions_are_not_taken_for_a_revision() -> None:
    report = chosen(
        parsed(fetched_at="2026-01-01T00:00:00Z", text="旧", version="1"),
        parsed(fetched_at="2026-02-01T00:00:00Z", text="新", version="2"),
    )
    assert report.copies == ()


def test_only_the_latest_parser_version_of_a_capture_counts_and_ten_comes_after_nine() -> None:
    report = chosen(*(parsed(name="one", version=version, text=version) for version in ("9", "10", "2")))
    assert (report.parser.version, report.copies) == ("10", ())
    assert version_order("1.10") > version_order("1.9") > version_order("1")


def test_a_capture_that_a_later_parser_gives_to_another_year_leaves_the_first_year() -> None:
    (report,) = current_reports([parsed(name="one", year=2020), parsed(name="one", year=2021, version="2")])
    assert report.report_id == "510500/2021/government"


def test_whose_portal_an_address_is_on_does_not_depend_on_which_crawl_was_last() -> None:
    for first, second in (("510500", "510000"), ("510000", "510500")):
        report = chosen(
            parsed(url="https://b.gov.cn/", crawled=first, fetched_at="2026-01-01T00:00:00Z"),
            parsed(url="https://b.gov.cn/", crawled=second, fetched_at="2026-02-01T00:00:00Z"),
            parsed(url="https://a.gov.cn/", crawled="510000", fetched_at="2026-03-01T00:00:00Z"),
        )
        assert report.source.url == "https://b.gov.cn/"


@pytest.mark.parametrize("code", ["", "unknown", "51050", "000000"])
def test_a_report_of_an_unknown_jurisdiction_is_not_exported(code: str) -> None:
    assert list(current_reports([parsed(code=code)])) == []


def test_a_department_is_another_report_than_its_government_and_comes_after_it() -> None:
    bureau = Issuer(kind="department", name="泸州市财政局")
    reports = current_reports([parsed(issuer=bureau), parsed(year=2021), parsed(), parsed(code="350111")])
    assert [report.report_id for report in reports] == [
        "350111/2020/government",
        "510500/2020/government",
        "510500/2020/泸州市财政局",
        "510500/2021/government",
    ]


def test_every_version_is_kept_with_the_current_one_first() -> None:
    early, late, mirror = (
        parsed(url=OWN, fetched_at="2026-01-01T00:00:00Z"),
        parsed(url=OWN, fetched_at="2026-02-01T00:00:00Z"),
        parsed(url=MIRROR, kind="mirror", fetched_at="2026-03-01T00:00:00Z"),
    )
    (choice,) = choose([candidate(mirror, "mirror"), candidate(early, "early"), candidate(late, "late")])
    assert [version.key for version in choice.versions] == ["late", "early", "mirror"]
    assert choice.current.key == "late"


MADE = st.builds(
    lambda address, kind, crawled, medium, erratum, published, day, text, version: replace(
        candidate(
            parsed(
                url=f"https://{address}.gov.cn/",
                kind=kind,
                crawled=crawled,
                medium=medium,
                erratum=erratum,
                published=published,
                fetched_at=f"2026-01-{day:02}T00:00:00Z",
                text=text,
                version=version,
            )
        ),
        record_id=record_id(f"{address} {day}"),
    ),
    st.sampled_from("abcd"),
    st.sampled_from(["official", "mirror"]),
    st.sampled_from(["510500", "510000"]),
    st.sampled_from(["page", "word", "pdf", "scan"]),
    st.booleans(),
    st.sampled_from([None, "2021-01-28", "2021-03-01"]),
    st.integers(1, 28),
    st.sampled_from(["one", "two"]),
    st.sampled_from(["1", "2"]),
)


ONE_PARSE_A_VERSION = st.lists(
    MADE, min_size=1, max_size=12, unique_by=lambda each: (each.record_id, each.parser_version)
)


@given(ONE_PARSE_A_VERSION, st.randoms())
def test_any_order_of_finding_gives_the_same_choice(candidates, chance) -> None:
    (first,) = choose(candidates)
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    (second,) = choose(shuffled)
    assert (first.current, first.copies) == (second.current, second.copies)
    kinds = {each.kind for each in first.versions}
    official = {each.url for each in candidates if each.kind == "official"}
    assert first.current.url in official or kinds == {"mirror"}
    assert first.current.url not in {copy.url for copy in first.copies if copy.relation != "superseded"}
