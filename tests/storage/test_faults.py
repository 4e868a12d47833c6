"""Faults by seed: whatever kills a crawl, and wherever, what it said is kept is kept, once, and the next one finishes.

A failing seed is run again by its number: `pytest tests/storage/test_faults.py -k "seed-17"`.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from storage.verify import verify_archive
from tests.storage.faults import PAGES, Said, archived, run_and_kill
from tests.storage.made_captures import local_archive, make_capture

SEEDS = [pytest.param(seed, id=f"seed-{seed}", marks=() if seed < 24 else pytest.mark.slow) for seed in range(24 + 300)]
MOST_WRITES = 240
"""An undisturbed crawl here makes 80 to 290 writes, syncs and renames, by how often its thread is awake: death may come anywhere."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_crawl_killed_at_any_write_loses_nothing_that_it_had(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    said: list[Said] = []
    deaths = 0
    for attempt in range(chance.randint(1, 4)):
        heard, died = run_and_kill(tmp_path, seed * 100 + attempt, chance.randrange(1, MOST_WRITES))
        said += heard
        deaths += died
    heard, died = run_and_kill(tmp_path, seed * 100 + 99, None)
    said += heard
    assert not died

    archive = local_archive(tmp_path)
    found = archived(archive)
    numbers = {each.record_id: each.number for each in said}
    for each in said:
        assert each.record_id in found, f"{each.what} and lost: page {each.number} after {deaths} deaths"
    for record_id, capture in found.items():
        expected = make_capture(numbers[record_id]) if record_id in numbers else None
        if expected is not None:
            same_place = replace(expected.facts, jurisdiction=capture.facts.jurisdiction)
            assert capture == replace(expected, record_id=record_id, facts=same_place)
    urls = [capture.url for capture in found.values()]
    assert sorted(urls) == sorted(make_capture(number).url for number in range(PAGES)), "each page once, and no other"
    assert [fault for fault in verify_archive(archive) if not fault.harmless] == []
    assert [path for path in (archive.state_dir / "spool").iterdir() if path.is_dir()] == []


def test_the_deaths_fall_into_the_crawl_and_not_behind_it(tmp_path: Path) -> None:
    """The seeds above are worth something only if most of them kill."""
    died = [
        run_and_kill(tmp_path / str(seed), seed, 10 + seed * 6)[1]
        for seed in range(8)
        if not (tmp_path / str(seed)).mkdir()
    ]
    assert sum(died) >= 6
