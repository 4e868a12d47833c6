"""Tables as reports mutilate them: what a person reads without doubt is read, nothing is wrong, no alarm is false."""

from __future__ import annotations

import pytest

from pipelines.places import Gazetteer
from tests.odd_pages.scoring import Odd, gazetteer, score
from tests.variety.mangled import first, second

# What is known to fall short; of it, too, nothing may be wrong.
NOT_READ = frozenset(
    (
        "a_table_for_each_kind_of_applicant",
        "a_page_written_by_a_sheet_program",
    )
)
# Told by words alone, without a table: their form is not.
OF_NO_FORM = frozenset(("as_definition_list", "as_list_items", "dots_between"))
NAMES = [(batch, name) for batch in (first, second) for name, _, _ in batch.BATCH.ways]


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def faults(odd: Odd, places: Gazetteer) -> list[str]:
    got = score(odd, places)
    never = [*got.wrong, *got.invented, *got.alarms]
    if odd.name in NOT_READ:
        return never if got.missing else [*never, "it is read now: take it from NOT_READ"]
    return [*never, *got.missing, *(got.facts if odd.name not in OF_NO_FORM else ())]


@pytest.mark.parametrize(("batch", "name"), NAMES[::11], ids=lambda one: one if isinstance(one, str) else "")
def test_a_mutilated_table_gives_what_a_person_reads(batch: object, name: str, places: Gazetteer) -> None:
    (odd,) = batch.BATCH.pages(name)  # type: ignore[attr-defined]
    assert faults(odd, places) == []


@pytest.mark.slow
@pytest.mark.parametrize(("batch", "name"), NAMES, ids=lambda one: one if isinstance(one, str) else "")
def test_every_mutilated_table_gives_what_a_person_reads(batch: object, name: str, places: Gazetteer) -> None:
    (odd,) = batch.BATCH.pages(name)  # type: ignore[attr-defined]
    assert faults(odd, places) == []
