"""Office files with all that offices leave in them: what is shown is read, what is struck, hidden or noted is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.places import Gazetteer
from tests.odd_pages.scoring import Odd, gazetteer, score
from tests.variety.office import by_hand, by_hand_again
from tests.variety.office.cases import MAKERS
from tests.variety.office.converting import NoOfficeProgram

CONVERTED = ("old_word", "rich_text", "open_document", "saved_as_a_page", "an_old_workbook")
# What is known to fall short; of it, too, nothing may be wrong.
NOT_READ = frozenset(("words_and_tables_packed_apart",))
WRITTEN_HERE = [each for each in MAKERS if not each[0].startswith(CONVERTED)]


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def faults(odd: Odd, places: Gazetteer) -> list[str]:
    got = score(odd, places)
    never = [*got.wrong, *got.invented, *got.alarms]
    if odd.name in NOT_READ:
        return never if got.right == 0 else [*never, "it is read now: take it from NOT_READ"]
    return [*never, *got.missing, *got.facts, *got.text, *got.sections]


@pytest.mark.parametrize("make", [make for _, make in WRITTEN_HERE[::4]], ids=[name for name, _ in WRITTEN_HERE[::4]])
def test_an_office_file_gives_what_it_shows(make: Callable[[], Odd], places: Gazetteer) -> None:
    assert faults(make(), places) == []


@pytest.mark.parametrize("make", by_hand.QUICK, ids=lambda make: make.__name__)
def test_a_file_written_part_by_part_gives_what_it_shows(make: Callable[[], Odd], places: Gazetteer) -> None:
    assert faults(make(), places) == []


@pytest.mark.slow
@pytest.mark.parametrize("make", [*by_hand.FILES, *by_hand_again.FILES], ids=lambda make: make.__name__)
def test_every_file_written_part_by_part_gives_what_it_shows(make: Callable[[], Odd], places: Gazetteer) -> None:
    try:
        odd = make()
    except NoOfficeProgram:
        pytest.skip("no office program on this machine")
    assert faults(odd, places) == []


@pytest.mark.slow
@pytest.mark.parametrize("make", [make for _, make in MAKERS], ids=[name for name, _ in MAKERS])
def test_every_office_file_gives_what_it_shows(make: Callable[[], Odd], places: Gazetteer) -> None:
    try:
        odd = make()
    except NoOfficeProgram:
        pytest.skip("no office program on this machine")
    assert faults(odd, places) == []
