"""The arguments of a crawl: what they mean, and one clear line for what they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.plan import BadArgument, make_plan, parse_years
from crawler.registry import Registry

HEADER = "jurisdiction,portal_url,reports_url,family,source_kind\n"
ROWS = """510500,http://portal.example/,,,official
510500,http://mirror.example/,,,mirror
340100,http://hefei.example/,,,official
510504,http://district.example/,,,official
"""


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    path = tmp_path / "portals.csv"
    path.write_text(HEADER + ROWS)
    return Registry.load(path)


def test_several_jurisdictions_each_with_its_portals_official_ones_first(registry: Registry) -> None:
    plan = make_plan({"jurisdiction": "510500,340100", "years": "2018-2020"}, registry)
    assert plan.jurisdictions == ("510500", "340100")
    assert [portal.source_kind for portal in plan.portals["510500"]] == ["official", "mirror"]
    assert plan.years == {2018, 2019, 2020}


def test_a_code_in_full_width_digits_is_the_code(registry: Registry) -> None:
    assert make_plan({"jurisdiction": "５１０５００，340100"}, registry).jurisdictions == ("510500", "340100")


def test_a_level_means_every_division_of_it_that_has_a_portal(registry: Registry) -> None:
    assert set(make_plan({"level": "prefecture"}, registry).jurisdictions) == {"510500", "340100"}
    assert make_plan({"level": "county"}, registry).jurisdictions == ("510504",)


def test_a_url_belongs_to_the_portal_on_its_host(registry: Registry) -> None:
    plan = make_plan({"jurisdiction": "510500", "url": "http://mirror.example/a.html"}, registry)
    assert [portal.source_kind for portal in plan.portals["510500"]] == ["mirror"]


def test_a_url_on_no_known_portal_needs_none(registry: Registry) -> None:
    plan = make_plan({"jurisdiction": "440100", "url": "http://elsewhere.example/a.pdf"}, registry)
    assert plan.portals["440100"][0].portal_url == "http://elsewhere.example/a.pdf"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({}, "which jurisdiction"),
        ({"jurisdiction": ""}, "which jurisdiction"),
        ({"jurisdiction": "999999"}, "no division has the code 999999"),
        ({"jurisdiction": "泸州"}, "no six-digit division code"),
        ({"jurisdiction": "510500", "level": "county"}, "not both"),
        ({"level": "town"}, "'town' is no level"),
        ({"level": "province"}, "no division of level province has a portal"),
        ({"jurisdiction": "440100"}, "no portal is known for 440100 (广州市)"),
        ({"jurisdiction": "510500", "year": "2020"}, "unknown argument 'year'"),
        ({"jurisdiction": "510500", "years": "recent"}, "are no years"),
        ({"jurisdiction": "510500", "years": "2024-2018"}, "2024-2018 runs backwards; write 2018-2024"),
        ({"jurisdiction": "510500", "years": "2007-2018"}, "no range of years"),
        ({"jurisdiction": "510500", "years": "1999"}, "from 2008 on"),
        ({"jurisdiction": "510500,340100", "url": "http://x.example/"}, "exactly one jurisdiction"),
        ({"level": "prefecture", "url": "http://x.example/"}, "exactly one jurisdiction"),
        ({"jurisdiction": "510500", "url": "ftp://x.example/"}, "must begin with http"),
        ({"jurisdiction": "510500", "url": "http://"}, "has no host"),
        ({"jurisdiction": "510500", "url": "http://me:secret@x.example/"}, "carries a user name"),
    ],
)
def test_what_cannot_be_followed_is_said_in_one_line(
    registry: Registry, arguments: dict[str, str], complaint: str
) -> None:
    with pytest.raises(BadArgument) as raised:
        make_plan(arguments, registry)
    assert complaint in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("２０２０", {2020}),
        ("２０１８－２０１９，2020", {2018, 2019, 2020}),
        ("2020", {2020}),
        ("2018-2020", {2018, 2019, 2020}),
        ("2018, 2020-2021", {2018, 2020, 2021}),
    ],
)
def test_years_are_single_ones_and_ranges(text: str, years: set[int]) -> None:
    assert parse_years(text) == years
