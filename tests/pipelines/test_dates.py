"""Which day do characters print."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.parsing.dates import find_dates, first_date


@pytest.mark.parametrize(
    "text",
    [
        "2021-01-28",
        "2021年1月28日",
        "2021 年 1 月 28 日",
        "2021/1/28 09:30",
        "2021.01.28",
        "２０２１年１月２８日",
        "二○二一年一月二十八日",
        "二〇二一年元月二十八日",
        "二Ｏ二一年一月廿八日",
        "二零二一年一月二十八日",
    ],
)
def test_a_day_is_read_however_it_is_printed(text: str) -> None:
    assert first_date(text) == date(2021, 1, 28)


@pytest.mark.parametrize(
    "text", ["2021年1月", "201711日", "2021年2月30日", "2021", "12021-01-28", "二〇二一年十三月一日"]
)
def test_what_is_no_whole_day_is_no_date(text: str) -> None:
    assert first_date(text) is None


def test_digits_without_separators_are_a_date_only_where_they_are_expected() -> None:
    assert first_date("20210128") is None
    assert first_date("20210128", compact=True) == date(2021, 1, 28)


def test_all_dates_of_a_line_are_found_in_order_with_their_places() -> None:
    text = "自2020年1月1日起至二○二○年十二月三十一日止"
    found = find_dates(text)
    assert [item.value for item in found] == [date(2020, 1, 1), date(2020, 12, 31)]
    assert text[found[1].start : found[1].end] == "二○二○年十二月三十一日"
