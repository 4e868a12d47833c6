"""Running lines of pages that do not lie alike are the pages' and not the text's."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.blocks import Paragraph
from pipelines.readers.paged import blocks_of
from pipelines.readers.pdf_page import Character, PdfPage


def written(text: str, top: float, order: int) -> Iterator[Character]:
    for number, one in enumerate(text):
        x = 90.0 + 12 * number
        yield Character(one, x, top, x + 12, top + 12, order + number, order + number)


def page(number: int, *lines: tuple[str, float]) -> PdfPage:
    characters = [one for at, (text, top) in enumerate(lines) for one in written(text, top, 100 * at)]
    return PdfPage(number, 595.0, 842.0, tuple(characters), (), 0)


def text_of(pages: list[PdfPage]) -> str:
    paragraphs = [block for block in blocks_of(pages) if isinstance(block, Paragraph)]
    return "".join(block.text for block in paragraphs if block.place.path != "margin")


HEAD, BODY = "青石县人民政府文件", ("全年收到申请若干件，都已办结。", 120.0)


def test_a_running_head_of_sheets_that_lay_shifted_is_no_text() -> None:
    pages = [page(number, (HEAD, top), BODY) for number, top in enumerate((40.0, 47.5, 52.0, 44.0), 1)]
    assert text_of(pages) == BODY[0] * 4


def test_a_line_at_another_height_on_each_page_is_text() -> None:
    pages = [page(number, (HEAD, top), BODY) for number, top in enumerate((10.0, 40.0, 70.0), 1)]
    assert text_of(pages).count(HEAD) == 3


def test_rows_of_figures_alone_at_the_heads_of_sheets_are_no_running_lines() -> None:
    rows = ("10，11，12", "20，21，22", "30，31，32")
    pages = [page(at + 1, (row, 40.0 + 7.5 * at), BODY) for at, row in enumerate(rows)]
    assert [row in text_of(pages) for row in rows] == [True, True, True]


def test_a_small_line_over_both_pages_of_two_is_their_running_head_whatever_its_dash_was_read_as() -> None:
    said = "青石县人民政府2020年政府信息公开工作年度报告"
    pages = [
        page(1, ("2020年度一公开年报", 40.0), (said, 80.0), BODY),
        page(2, ("2020年度—公开年报", 40.0), BODY),
    ]
    assert text_of(pages) == said + BODY[0] * 2


def test_a_title_over_both_pages_of_two_is_larger_than_their_text_and_stays() -> None:
    def titled(number: int) -> PdfPage:
        own = page(number, BODY, ("又一行。", 160.0), ("再一行。", 200.0))
        title = tuple(Character(one, 90.0 + 22 * at, 40.0, 112.0 + 22 * at, 62.0) for at, one in enumerate(HEAD))
        return PdfPage(number, 595.0, 842.0, title + own.characters, (), 0)

    assert text_of([titled(1), titled(2)]).count(HEAD) == 2


def test_a_large_line_over_both_pages_that_begins_with_the_time_of_printing_is_the_browser_s() -> None:
    def printed(number: int) -> PdfPage:
        own = page(number, BODY, ("又一行。", 160.0), ("再一行。", 200.0))
        words = "2021/1/20 14:31 " + HEAD
        head = tuple(Character(one, 40.0 + 20 * at, 20.0, 58.0 + 20 * at, 40.0, at, at) for at, one in enumerate(words))
        return PdfPage(number, 595.0, 842.0, head + own.characters, (), 0)

    assert text_of([printed(1), printed(2)]) == (BODY[0] + "又一行。再一行。") * 2
