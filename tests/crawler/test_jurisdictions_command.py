"""`scrapy jurisdictions`, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Workplace


def test_a_name_in_either_script_gives_code_place_and_portal(tmp_path: Path) -> None:
    result = Workplace(tmp_path).scrapy("jurisdictions", "瀘州市", "--json")
    assert result.status == 0
    found = json.loads(result.out.splitlines()[0])
    assert (found["code"], found["name"], found["path"]) == ("510500", "泸州市", ["四川省"])
    assert found["portals"][0]["status"] == "unverified"


def test_a_name_that_is_none_says_so_in_one_line(tmp_path: Path) -> None:
    result = Workplace(tmp_path).in_process("jurisdictions", "亚特兰蒂斯")
    assert result.status == 1
    assert "亚特兰蒂斯" in result.complaint


@pytest.mark.parametrize("words", [("",), (" ",), ("泸州", "")])
def test_an_empty_word_is_bad_input(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = Workplace(tmp_path).in_process("jurisdictions", *words)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "an empty word" in result.complaint


def test_names_of_several_places_are_to_be_asked_for_one_by_one(tmp_path: Path) -> None:
    result = Workplace(tmp_path).in_process("jurisdictions", "廈門市", "臺灣")
    assert (result.status, result.err.count("\n")) == (1, 1)
    assert "廈門市 臺灣" in result.complaint and "`scrapy jurisdictions 廈門市`" in result.complaint


def test_a_code_in_full_width_digits_is_the_code(tmp_path: Path) -> None:
    result = Workplace(tmp_path).in_process("jurisdictions", "５１０５００", "--json")
    assert [json.loads(line)["code"] for line in result.out.splitlines()] == ["510500"]
