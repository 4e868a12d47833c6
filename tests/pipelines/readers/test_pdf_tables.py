"""Parts of one table on successive pages: what the pages' end tore apart and what a word processor prints again."""

from __future__ import annotations

from pipelines.blocks import Place
from pipelines.readers.pdf_tables import Piece, PieceCell, join, table_of

XS = [50.0, 200.0, 260.0, 320.0, 380.0]
HEAD = ["处理结果", "自然人", "企业", "总计"]


def part(page: int, *rows: list[str]) -> Piece:
    place = Place(page=page, box=(XS[0], 50.0, XS[-1], 700.0))
    cells = [
        PieceCell(text, XS[column], XS[column + 1], row, 1, place)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Piece(list(XS), len(rows), cells, place, {page})


def rows_of(*parts: Piece) -> list[list[str]]:
    whole = parts[0]
    for following in parts[1:]:
        whole = join(whole, following)
    return [[text.replace("\n", "") for text in row] for row in table_of(whole).grid()]


def test_a_row_torn_under_a_head_printed_again_is_one_row() -> None:
    first = part(1, HEAD, ["1.予以公开", "3", "4", "7"], ["2.要求提供公开", "5", "0", "5"])
    second = part(2, HEAD, ["出版物", "", "", ""], ["3.重复申请", "1", "1", "2"])
    third = part(3, HEAD, ["4.其他处理", "0", "6", "6"])
    assert rows_of(first, second, third) == [
        HEAD,
        ["1.予以公开", "3", "4", "7"],
        ["2.要求提供公开出版物", "5", "0", "5"],
        ["3.重复申请", "1", "1", "2"],
        ["4.其他处理", "0", "6", "6"],
    ]


def test_a_table_printed_a_second_time_on_the_next_page_keeps_its_head() -> None:
    first = part(1, HEAD, ["1.予以公开", "3", "4", "7"], ["2.重复申请", "5", "0", "5"])
    again = part(2, HEAD, ["1.予以公开", "1", "1", "2"], ["2.重复申请", "0", "0", "0"])
    assert rows_of(first, again)[3] == HEAD


def test_another_head_over_the_next_page_is_no_repetition() -> None:
    first = part(1, HEAD, ["1.予以公开", "3", "4", "7"])
    other = part(2, ["收费情况", "自然人", "企业", "总计"], ["2.重复申请", "5", "0", "5"])
    assert rows_of(first, other)[2] == ["收费情况", "自然人", "企业", "总计"]


def test_rows_of_figures_alone_are_never_taken_for_a_repeated_head() -> None:
    first = part(1, ["", "0", "0", "0"], ["1.予以公开", "3", "4", "7"])
    second = part(2, ["", "0", "0", "0"], ["2.重复申请", "5", "0", "5"])
    assert len(rows_of(first, second)) == 4
