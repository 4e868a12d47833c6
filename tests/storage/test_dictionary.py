"""The dictionary of figures: the table is well formed and says what the code that reads it relies on."""

import csv
from importlib.resources import files
from typing import get_args

import pytest

from storage.dictionary import Dimension, dictionary, parts_of
from storage.report import Form


def test_every_row_of_the_table_is_an_entry_and_no_code_stands_twice() -> None:
    with (files("storage") / "data" / "indicators.csv").open(encoding="utf-8") as table:
        codes = [row["code"] for row in csv.DictReader(table)]
    assert codes == list(dictionary())
    assert len(codes) == len(set(codes)) > 100


@pytest.mark.parametrize("entry", dictionary().values(), ids=lambda entry: entry.code)
def test_an_entry_is_whole(entry) -> None:
    assert entry.label_zh and entry.label_en and entry.unit
    assert entry.forms and set(entry.forms) <= set(get_args(Form))
    assert set(entry.dimensions) <= set(get_args(Dimension))


@pytest.mark.parametrize("entry", dictionary().values(), ids=lambda entry: entry.code)
def test_a_part_belongs_to_a_total_of_the_same_unit_and_no_total_contains_itself(entry) -> None:
    seen = {entry.code}
    total = entry.total_of
    while total is not None:
        assert total not in seen
        seen.add(total)
        assert dictionary()[total].unit == entry.unit
        total = dictionary()[total].total_of


def test_the_parts_of_a_total_come_in_the_tables_order() -> None:
    assert [part.code for part in parts_of("platform.accounts")] == [
        "platform.accounts.wechat",
        "platform.accounts.weibo",
        "platform.accounts.other",
    ]
    assert parts_of("gazette.issues") == ()


def test_the_dictionary_cannot_be_changed_by_its_readers() -> None:
    with pytest.raises(TypeError):
        dictionary()["x"] = None  # type: ignore[index]
