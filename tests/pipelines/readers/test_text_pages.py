"""Numbers of pages in plain text: they are the pages' where that is shown, and values everywhere else."""

from __future__ import annotations

import pytest

from pipelines.blocks import Paragraph
from pipelines.readers import text
from pipelines.readers.text_pages import page_lines

PROSE = [f"第{number}段，说明本机关的工作。" for number in range(12)]


def removed(lines: list[str]) -> list[str]:
    return [lines[place].strip() for place in sorted(page_lines(lines))]


@pytest.mark.parametrize("manner", ["- {} -", "—{}—", "第{}页", "第 {} 页 共 9 页", "{}/9", "{} / 9", "·{}·"])
def test_numbers_that_are_marked_as_a_page_s_are_its(manner: str) -> None:
    lines = ["收到申请数", "7", manner.format(1), "答复数", "3", manner.format(2)]
    assert removed(lines) == [manner.format(1), manner.format(2)]


def test_a_fraction_that_counts_no_pages_stays() -> None:
    assert removed(["3/12", "收到申请数", "4", "7/12"]) == []
    assert removed(["收到申请数", "3/12"]) == []


def test_bare_numbers_at_the_foot_of_fed_pages_are_their_numbers() -> None:
    lines = [*PROSE, "收到申请数", "2", "1", "\f答复数", "9", "2", "\f说明", "3"]
    assert removed(lines) == ["1", "2", "3"]


def test_values_at_the_foot_of_fed_pages_that_do_not_count_on_stay() -> None:
    assert removed([*PROSE, "收到申请数", "4", "\f答复数", "4", "\f撤回数", "6"]) == []


def test_a_bare_number_is_a_page_s_where_it_alone_fills_the_gap_between_two_marked() -> None:
    assert removed(["- 4 -", "收到申请数", "2", "5", "答复数", "- 6 -"]) == ["- 4 -", "5", "- 6 -"]
    assert removed(["- 4 -", "收到申请数", "5", "答复数", "5", "- 6 -"]) == ["- 4 -", "- 6 -"]
    assert removed(["- 4 -", "收到申请数", "5", "- 5 -", "答复数", "- 6 -"]) == ["- 4 -", "- 5 -", "- 6 -"]


def test_bare_numbers_that_are_the_only_ones_and_count_from_the_first_page_are_pages() -> None:
    assert removed([*PROSE, "1", *PROSE, "2", *PROSE, "3"]) == ["1", "2", "3"]
    assert removed([*PROSE, "1", *PROSE, "2", *PROSE, "3", "收到申请数", "8"]) == []
    assert removed(["规章", "1", "规范性文件", "2", "行政许可", "3"]) == []


def test_a_head_that_runs_over_fed_pages_stays_on_the_first() -> None:
    lines = ["某市年度报告", *PROSE, "\f某市年度报告", *PROSE, "\f某市年度报告", *PROSE]
    assert page_lines(lines) == {13, 26}


def test_blank_lines_are_counted_past_a_page_s_number() -> None:
    blocks = text.read("收到申请数\n\n- 3 -\n\n答复数\n\n\f撤回数".encode(), header_charset=None).blocks
    told = [(block.text, block.blanks, block.place.path) for block in blocks if isinstance(block, Paragraph)]
    assert told == [
        ("收到申请数", 0, "line 1"),
        ("- 3 -", 0, "margin"),
        ("答复数", 2, "line 5"),
        ("撤回数", 0, "line 7"),
    ]
