"""Which tests of a parallel run stay together, and which are begun first (`pytest -n 2 --dist loadgroup`).

A file is a unit, and so is a folder whose tests share what is dear to make: what they share is then made once, not once a
worker. xdist's own groups are no use for that: since pytest 9.2 its `loadgroup` silently groups nothing (pytest-xdist, issue 1386).
Units that take long are begun first, so that no worker is left alone with one of them at the end.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

# Folders that are one unit: each has an archive, a server or a browser that all its files use.
TOGETHER = ("tests/crawler/queue/", "tests/storage/reading_room/")

# Units that take longest, by what each took on a quiet machine: crawls of whole portals in processes of their own, mostly.
FIRST = (
    "tests/test_crawls_and_store.py",
    "tests/storage/reading_room/",
    "tests/crawler/queue/",
    "tests/test_shared_acceptance.py",
    "tests/test_bad_input.py",
    "tests/crawler/test_refetch.py",
    "tests/crawler/test_timing.py",
    "tests/crawler/test_hostile.py",
    "tests/test_end_to_end.py",
    "tests/crawler/test_commands.py",
    "tests/crawler/held_out/test_held_out.py",
    "tests/test_s3_end_to_end.py",
    "tests/crawler/test_browser.py",
    "tests/crawler/test_interruptions.py",
    "tests/crawler/monitors/test_watching.py",
    "tests/storage/test_s3_trouble.py",
    "tests/crawler/test_due.py",
    "tests/crawler/test_resuming.py",
    "tests/pipelines/test_document_fuzz.py",
    "tests/crawler/test_pressing.py",
    "tests/crawler/test_refetch_changes.py",
    "tests/crawler/test_report_in_parts.py",
    "tests/variety/test_variety.py",
    "tests/pipelines/readers/test_ocr_cells.py",
)


def unit(nodeid: str) -> str:
    """The unit that a test belongs to: its file, or the folder that stays together."""
    file = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def rank(nodeid: str) -> int:
    """Where a test's unit stands in the order in which units are begun."""
    name = unit(nodeid)
    return FIRST.index(name) if name in FIRST else len(FIRST)


class WholeUnits(LoadScopeScheduling):
    """Hands out whole units in the order of collection."""

    def __init__(self, config: pytest.Config, log: object | None = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)
