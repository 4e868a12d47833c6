"""Numbers as reports print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.parsing.numbers import convert, find_numbers, parse_chinese, read_number


def spelt(number: int) -> str:
    """The regular numeral of a number below 亿."""
    if number >= 10000:
        rest = number % 10000
        gap = "零" if 0 < rest < 1000 else ""
        return spelt(number // 10000) + "万" + (gap + spelt(rest) if rest else "")
    text, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + word
        gap = not digit
    return text or "零"


def counts(text: str) -> list[tuple[str, str | None]]:
    return [(f"{number.value.normalize():f}", number.unit) for number in find_numbers(text) if number.kind == "count"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共收到申请9532宗，占64.8%", [("9532", "宗")]),
        ("主動公開政府信息81萬條", [("810000", "条")]),
        ("累計公開37.62萬條", [("376200", "条")]),
        ("受理398 件(含上年结转18件)", [("398", "件"), ("18", "件")]),
        ("采购26769万元", [("267690000", "元")]),
        ("１，２３４件", [("1234", "件")]),
        ("1,234,567条", [("1234567", "条")]),
        ("1亿2000万元", [("120000000", "元")]),
        ("3万零256条", [("30256", "条")]),
        ("一百二十三件", [("123", "件")]),
        ("壹佰贰拾件", [("120", "件")]),
        ("陆拾件", []),
        ("较上年+36项、-51项", [("36", "项"), ("-51", "项")]),
        ("平均12个工作日内答复", [("12", "工作日")]),
        ("检查3000餘個(次)", [("3000", "个")]),
        ("培训1200人次，共5场（次）", [("1200", "人次"), ("5", "场次")]),
    ],
)
def test_counts_are_read_with_magnitude_and_unit(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("占64.8%", "percent"),
        ("占比１２．５％", "percent"),
        ("百分之三点五", "percent"),
        ("提高3个百分点", "points"),
        ("2018年", "year"),
        ("二〇一八年", "year"),
        ("2017年12月31日", "date"),
        ("12月31日", "date"),
        ("2018-03-01", "date"),
        ("201711日", "date"),
        ("第5条", "rank"),
        ("前3位", "rank"),
        ("〔2017〕65号", "document"),
        ("〔201737号", "document"),
        ("国令第 711 号", "document"),
        ("1.组织机构类", "marker"),
        ("（1）加强领导", "marker"),
        ("10-20件", "range"),
        ("10万元至50万元", "range"),
        ("2/3", "fraction"),
        ("三分之一", "fraction"),
        ("IPv6", "code"),
        ("5+2周末", "code"),
        ("0517-87222589", "code"),
        ("10:30", "time"),
        ("12,34件", "broken"),
        ("三五件", "broken"),
        ("4 8 634件", "broken"),
    ],
)
def test_what_is_no_count_is_marked(text: str, kind: str) -> None:
    assert counts(text) == []
    assert kind in {number.kind for number in find_numbers(text)}


@pytest.mark.parametrize("text", ["近1000人次", "约50件", "2万余条", "50多万份", "100件以上", "10件左右", "超过3000条"])
def test_vague_numbers_are_marked_approximate(text: str) -> None:
    (number,) = find_numbers(text)
    assert number.approximate


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("百二", 120),
        ("三千五", 3500),
        ("一百零二", 102),
        ("二〇二四", 2024),
        ("卅", 30),
        ("廿三", 23),
        ("十", 10),
        ("一万二", 12000),
    ],
)
def test_short_and_old_numerals_are_read(numeral: str, value: int) -> None:
    assert parse_chinese(numeral) == value


@pytest.mark.parametrize("numeral", ["三五", "二三十", "百千", "十十", ""])
def test_vague_or_malformed_numerals_are_not(numeral: str) -> None:
    assert parse_chinese(numeral) is None


@given(st.integers(min_value=0, max_value=99_999_999))
def test_every_regular_numeral_is_read(number: int) -> None:
    assert parse_chinese(spelt(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_every_printed_integer_is_read_back(number: int) -> None:
    for text in (f"共{number}件", f"共{number:,}件"):
        if not (len(str(number)) > 1 and str(number).startswith("0")):
            assert [n.value for n in find_numbers(text) if n.unit == "件"] == [Decimal(number)]


@given(st.text(alphabet="0123456789.,，万亿千百十一二三条件元%年月日第-+（）() \n余多约", max_size=40))
def test_spans_are_what_the_text_prints(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.raw
        assert end <= number.start < number.digits_end <= number.end
        end = number.end


def test_a_number_is_read_where_it_begins() -> None:
    number = read_number("共 12件", 1)
    assert number is not None
    assert (number.value, number.unit, number.start, number.end) == (12, "件", 2, 5)
    assert read_number("件12") is None


def test_units_are_converted_only_where_they_fit() -> None:
    assert convert(Decimal(251000), "元", "万元") == Decimal("25.1")
    assert convert(Decimal(5), "宗", "件") == 5
    assert convert(Decimal(5), None, "万元") == 5
    assert convert(Decimal(5), "件", "万元") is None
    assert convert(Decimal(5), "元", "件") is None
    assert convert(Decimal(5), "工作日", "件") is None
