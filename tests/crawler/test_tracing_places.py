"""A figure is proved at its place on a page of a PDF and in odd rows, and at no other place."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime

import pytest

from crawler.tracing import prove, read_value
from crawler.tracing.source import Source
from storage.capture import Capture, CaptureFacts
from storage.report import Indicator, PdfLocator, Report, TableLocator
from tests.odd_pages.scoring import URL, gazetteer
from tests.odd_pages.scoring import read as read_page
from tests.variety.making import make
from tests.variety.mangled.first import BATCH
from tests.variety.measure import read
from tests.variety.paper.measure import CASES
from tests.variety.rendering import KINDS

LIMIT = 20_000_000
ALL_KINDS = {**CASES, **{kind.name: kind for kind in KINDS}}
LETTERS = ("pdf", "plainpdf", "turned90", "cropped", "fields", "thrice", "hidden")


def held(report: Report, body: bytes) -> tuple[Report, Capture]:
    """The report and the capture that it was read from, which it names by its digest."""
    digest = hashlib.sha256(body).hexdigest()
    named = report.capture.model_copy(update={"payload_sha256": digest, "charset": None})
    moment = datetime(2025, 5, 1, tzinfo=UTC)
    facts = CaptureFacts("510500", URL)
    capture = Capture("urn:uuid:0", URL, moment, 200, "OK", (), body, "GET", (), b"", facts)
    return report.model_copy(update={"capture": named}), capture


def made(name: str) -> tuple[Report, Capture]:
    truth, parts = make(202, "2021")
    kind = ALL_KINDS[name]
    report = read(truth, parts, kind, gazetteer()).report
    return held(report, kind.render(truth, parts, random.Random(truth.seed)))


def some(report: Report) -> list[Indicator]:
    return [one for one in report.indicators if one.value and isinstance(one.locator, PdfLocator)][::20]


@pytest.mark.parametrize("name", LETTERS)
def test_a_figure_on_a_page_is_quoted_with_the_line_it_stands_on(name: str) -> None:
    report, capture = made(name)
    figures = some(report)
    assert len({one.locator.page for one in figures if isinstance(one.locator, PdfLocator)}) > 1
    for figure in figures:
        proof = prove(report, figure, capture, LIMIT)
        assert proof.faults == () and figure.raw in proof.quote, figure


@pytest.mark.parametrize("name", ["pdf", "plainpdf", "turned90"])
def test_a_figure_that_stands_at_another_place_of_the_pages_is_not_proved(name: str) -> None:
    report, capture = made(name)
    figure = max(some(report), key=lambda one: len(one.raw))
    assert isinstance(figure.locator, PdfLocator)
    x0, top, x1, bottom = figure.locator.box
    pages = {one.locator.page for one in report.indicators if isinstance(one.locator, PdfLocator)}
    for moved in (
        figure.locator.model_copy(update={"box": (x0, top + 200, x1, bottom + 200)}),
        figure.locator.model_copy(update={"page": min(pages - {figure.locator.page})}),
        figure.locator.model_copy(update={"page": 99}),
    ):
        assert prove(report, figure.model_copy(update={"locator": moved}), capture, LIMIT).faults


@pytest.mark.parametrize("name", ["text-markdown", "text-paged", "text-units", "docx"])
def test_every_figure_of_a_copied_table_is_proved(name: str) -> None:
    report, capture = made(name)
    assert [figure for figure in report.indicators if prove(report, figure, capture, LIMIT).faults] == []


def altered(report: Report, figure: Indicator, raw: str) -> tuple[Report, Indicator]:
    """The record with another number in the figure's cell, all of it agreeing with itself."""
    where = figure.locator
    assert isinstance(where, TableLocator)
    table = report.tables[where.table]
    rows = [list(row) for row in table.rows]
    rows[where.row][where.column] = raw
    tables = list(report.tables)
    tables[where.table] = table.model_copy(update={"rows": tuple(map(tuple, rows))})
    return report.model_copy(update={"tables": tuple(tables)}), figure.model_copy(
        update={"raw": raw, "value": int(raw)}
    )


@pytest.mark.parametrize("name", ["html", "docx", "rtf", "xlsx", "text-single"])
def test_a_number_that_the_row_prints_elsewhere_is_not_proved(name: str) -> None:
    report, capture = made(name)
    asked = [one for one in report.indicators if one.code == "applications.received" and one.value]
    others = {one.raw for one in asked}
    for figure in asked:
        for raw in others - {figure.raw}:
            proof = prove(*altered(report, figure, raw), capture, LIMIT)
            assert proof.faults or (name == "text-single" and proof.unchecked), (figure, raw)


@pytest.mark.parametrize("name", ["html", "docx"])
def test_the_cell_of_another_figure_is_not_the_place_of_this_one(name: str) -> None:
    report, capture = made(name)
    nought = [one for one in report.indicators if one.raw == "0" and isinstance(one.locator, TableLocator)]
    for one, other in zip(nought[:8], nought[8:16], strict=True):
        moved = one.model_copy(update={"locator": other.locator})
        assert any("the same cell" in fault for fault in prove(report, moved, capture, LIMIT).faults)


@pytest.mark.parametrize("name", ["tables_as_tabbed_text", "a_cell_is_missing", "words_for_zero", "chinese_digits"])
def test_indented_rows_withheld_rows_and_figures_in_words_are_proved(name: str) -> None:
    (odd,) = BATCH.pages(name)
    report, capture = held(read_page(odd, gazetteer()).report, odd.body)
    assert [figure for figure in report.indicators if prove(report, figure, capture, LIMIT).faults] == []


def test_a_place_that_no_table_has_is_a_fault_and_no_accident() -> None:
    (odd,) = BATCH.pages("statistics_money_in_yuan")
    report, capture = held(read_page(odd, gazetteer()).report, odd.body)
    for figure in report.indicators:
        if isinstance(figure.locator, TableLocator):
            nowhere = figure.model_copy(update={"locator": figure.locator.model_copy(update={"row": 9999})})
            assert any("no table" in fault for fault in prove(report, nowhere, capture, LIMIT).faults)


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        ("一百零二件", "件", 102),
        ("十二", "件", 12),
        ("一〇二", "件", 102),
        ("三万", "件", 30000),
        ("三万元", "万元", 3),
        ("〇", "件", 0),
        ("没有一件", "件", 0),
        ("二百五", "件", None),
        ("1万2千", "件", None),
        ("多件", "件", None),
    ],
)
def test_figures_in_words_are_read_where_they_say_one_thing(raw: str, unit: str, value: int | None) -> None:
    assert read_value(raw, unit) == value


def test_a_cell_is_marked_in_its_row_and_no_equal_number_beside_it_is_left_out() -> None:
    truth, parts = make(202, "2021")
    kind = next(kind for kind in KINDS if kind.name == "html")
    report = read(truth, parts, kind, gazetteer()).report
    report, capture = held(report, kind.render(truth, parts, random.Random(truth.seed)))
    figure = next(one for one in report.indicators if one.code == "applications.carried_in" and one.applicant == "all")
    where = figure.locator
    assert isinstance(where, TableLocator)
    numbers = [cell for cell in report.tables[where.table].rows[where.row] if cell.isdigit()]
    quoted = prove(report, figure, capture, LIMIT).quote.split(" | ")
    assert len(numbers) > len(set(numbers))
    assert [cell.strip("【】") for cell in quoted if cell.strip("【】").isdigit()] == numbers
    assert [cell for cell in quoted if "【" in cell] == [f"【{figure.raw}】"]


@pytest.mark.parametrize("name", ["text", "html", "docx"])
def test_any_cell_of_any_table_may_be_named_and_only_its_own_is_proved(name: str) -> None:
    report, capture = made(name)
    figure = next(one for one in report.indicators if one.raw == "0" and isinstance(one.locator, TableLocator))
    for number, table in enumerate(report.tables):
        for row in range(0, len(table.rows), 5):
            for column in range(len(table.rows[row])):
                where = TableLocator(kind="table", table=number, row=row, column=column)
                if table.rows[row][column] == "":
                    assert prove(report, figure.model_copy(update={"locator": where}), capture, LIMIT).faults


def test_a_row_of_noughts_is_looked_for_in_bounded_time() -> None:
    source = Source("0" * 20_000, [])
    assert source.holds(["0"] * 14 + ["5"], 14, "5") == "nowhere"
