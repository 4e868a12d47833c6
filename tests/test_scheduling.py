"""How a parallel run of the tests is divided."""

from __future__ import annotations

from tests.commands import ROOT
from tests.scheduling import FIRST, TOGETHER, rank, unit


def test_a_file_stays_together_and_so_do_folders_that_share_what_is_dear() -> None:
    assert unit("tests/storage/test_warc.py::test_it[a::b]") == "tests/storage/test_warc.py"
    assert {unit(f"{folder}test_{each}.py::test_it") for folder in TOGETHER for each in "ab"} == set(TOGETHER)


def test_what_takes_long_is_begun_first_and_is_there() -> None:
    assert rank(f"{FIRST[0]}::test_it") < rank(f"{FIRST[-1]}::test_it") < rank("tests/storage/test_warc.py::test_it")
    assert [name for name in FIRST if not (ROOT / name).exists()] == []
