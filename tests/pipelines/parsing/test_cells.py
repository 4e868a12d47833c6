"""What a cell of a table says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.parsing.cells import is_blank, is_number, read_cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("１２", 12),
        ("③", 3),
        ("十二", 12),
        ("〇", 0),
        ("无", 0),
        ("零", 0),
        ("0.0", 0),
        ("3件", 3),
        ("22（其中修订16件）", 22),
        ("1.2万", 12000),
        ("380*", 380),
        ("\u00a05\u3000", 5),
        ("共8件", 8),
    ],
)
def test_a_number_is_read(text: str, value: int) -> None:
    assert read_cell(text, unit="件").value == value
    assert is_number(text)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "/", "／", "—", "——", "－", "-", "–", "···", "*", "不涉及", "N/A"])
def test_a_blank_or_dash_gives_nothing(text: str) -> None:
    assert read_cell(text, unit="件").blank
    assert is_blank(text)
    assert not is_number(text)


@pytest.mark.parametrize(("text", "value"), [("380①", 380), ("5②", 5), ("１２³", 12), ("7（注1）", 7)])
def test_a_notes_mark_behind_a_number_is_no_digit_of_it(text: str, value: int) -> None:
    assert read_cell(text, unit="件").value == value


@pytest.mark.parametrize(
    "text",
    [
        "见附件",
        "1 2",
        "12,34",
        "约25",
        "100余",
        "12%",
        "3.5",
        "-3",
        "+2",
        "O",
        "1-3",
        "3、5",
        "（51）",
        "2.",
        "5年",
        "3元",
    ],
)
def test_what_can_be_read_in_two_ways_is_a_doubt(text: str) -> None:
    reading = read_cell(text, unit="件")
    assert reading.value is None
    assert reading.doubt


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+2", 2),
        ("-51", -51),
        ("－51", -51),
        ("−9", -9),
        ("减51", -51),
        ("减少9项", -9),
        ("增加3", 3),
        ("↑3", 3),
        ("↓4", -4),
        ("5（减）", -5),
        ("持平", 0),
    ],
)
def test_changes_carry_their_sign(text: str, value: int) -> None:
    assert read_cell(text, unit="项", signed=True).value == value


@pytest.mark.parametrize("text", ["增3减5", "减-5+2", "减+5", "（51）"])
def test_a_change_of_two_signs_is_a_doubt(text: str) -> None:
    assert read_cell(text, unit="项", signed=True).value is None


@pytest.mark.parametrize(
    ("text", "declared", "value"),
    [
        ("251000元", None, "25.1"),
        ("26769萬元", None, "26769"),
        ("1.2亿元", None, "12000"),
        ("25.1", None, "25.1"),
        ("251000", "元", "25.1"),
        ("25.1", "万元", "25.1"),
        ("0.5", "亿元", "5000"),
        ("￥251,000.00元", None, "25.1"),
    ],
)
def test_money_is_in_wan_yuan(text: str, declared: str | None, value: str) -> None:
    assert read_cell(text, unit="万元", declared=declared).value == Decimal(value)


def test_a_sign_of_money_without_a_unit_is_a_doubt_where_no_column_says_it() -> None:
    assert read_cell("￥35,000.00", unit="万元").doubt is not None
    assert read_cell("￥1200", unit="件").doubt is not None
    assert read_cell("￥35.2", unit="万元", declared="万元").value == Decimal("35.2")
    assert read_cell("￥35.2万元", unit="万元").value == Decimal("35.2")


def test_a_declared_magnitude_multiplies_a_bare_number() -> None:
    assert read_cell("1.5", unit="条", declared="万条").value == 15000
    assert read_cell("15条", unit="条", declared="万条").value is None


@pytest.mark.parametrize("text", ["1.属于国家秘密", "3、其他", "一、", "2019年", "本年新", "规章"])
def test_labels_are_no_numbers(text: str) -> None:
    assert not is_number(text)
