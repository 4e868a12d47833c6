"""Reports as text that programs and people took from printed pages: whatever that lost is left out, and nothing is shifted."""

from __future__ import annotations

import pytest

from crawler.registry import Registry
from pipelines.places import Gazetteer
from tests.variety.extracted import EXTRACTED
from tests.variety.making import FORMS
from tests.variety.rendering import Kind
from tests.variety.test_variety import measured, shortfalls

KINDS = {name: Kind(name, *how) for name, how in EXTRACTED.items()}
# Where rows and blank cells are kept nearly all must be read, where blanks are lost what other rows hold; where labels are cut
# around their row's values, nothing need be.
NEEDED = {"saved": 0.95, "copied-range": 0.95, "browser": 0.75, "p-cell": 0.7, "p-row": 0.7}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Registry.load().gazetteer


@pytest.mark.parametrize("name", sorted(EXTRACTED))
def test_a_report_of_each_manner_gives_nothing_wrong(name: str, gazetteer: Gazetteer) -> None:
    assert shortfalls(*measured(KINDS[name], "2021", range(20100, 20102), gazetteer), NEEDED.get(name, 0.0)) == []


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(EXTRACTED))
def test_many_reports_of_each_manner_give_nothing_wrong(name: str, form: str, gazetteer: Gazetteer) -> None:
    assert shortfalls(*measured(KINDS[name], form, range(20100, 20112), gazetteer), NEEDED.get(name, 0.0)) == []
