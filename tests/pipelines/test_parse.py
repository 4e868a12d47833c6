"""From an article to a report: merging, spans, digests, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.blocks import Article, Block, Cell, Link, Paragraph, TableBlock
from pipelines.errors import NotAReport
from pipelines.parse import ParseContext, merge, parse
from pipelines.parsing.figures import Figure
from storage.report import CaptureRef, Form, Source, TableLocator, TextLocator
from tests.pipelines.parsing.made_article import BODY, PLACES, article

TITLE = "泸州市2020年政府信息公开工作年度报告"
CONTEXT = ParseContext(
    jurisdiction="510500",
    source=Source(kind="official", url="http://portal.example/1.html", portal_family=None, found_by=()),
    capture=CaptureRef(
        record_id="urn:uuid:1", fetched_at="2021-02-01T00:00:00Z", status=200, media_type="text/html",
        charset="utf-8", payload_sha256="0" * 64, segment=None, rendered=False,
    ),
    hints={},
)  # fmt: skip


def table(*rows: tuple[str, ...]) -> TableBlock:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return TableBlock(cells, len(rows), max(map(len, rows)))


def with_blocks(*blocks: Block) -> Article:
    return article(TITLE, blocks=(*(Paragraph(line) for line in BODY), *blocks))


def figure(code: str, value: int | None, origin: str, *, doubt: str | None = None) -> Figure:
    locator = TableLocator(table=0, row=0, column=0) if origin == "table" else TextLocator(start=0, end=1)
    number = None if value is None else Decimal(value)
    return Figure(code, "all", "year", number, str(value), locator, origin, doubt)  # type: ignore[arg-type]


def test_a_report_carries_what_its_sentences_say_with_proof() -> None:
    report = parse(article(TITLE), CONTEXT, PLACES).report
    values = {indicator.code: indicator.value for indicator in report.indicators}
    assert values["proactive.items"] == 1200
    assert values["applications.received"] == 12
    assert (report.report_id, report.form, report.script) == ("510500/2020/government", "free", "Hans")
    for indicator in report.indicators:
        assert indicator.locator.kind == "text"
        assert report.text[indicator.locator.start : indicator.locator.end] == indicator.raw
    for section in report.sections:
        assert section.title in report.text[section.start : section.end]


def test_the_tables_figure_beats_the_sentences_and_the_sentence_becomes_a_check() -> None:
    rows = (("指标名称", "单位", "2020年"), ("受理政府信息公开申请总数", "件", "13"), ("主动公开文件数", "条", "1200"))
    report = parse(with_blocks(table(*rows)), CONTEXT, PLACES).report
    received = next(i for i in report.indicators if i.code == "applications.received")
    assert (received.value, received.locator.kind) == (13, "table")
    words = {check.codes: check.status for check in report.checks if check.rule == "words"}
    assert words[("applications.received",)] == "fails"
    assert words[("proactive.items",)] == "holds"


def test_merging_prefers_tables_then_values_over_doubts() -> None:
    chosen = merge(
        (figure("review.total", 5, "table"), figure("litigation.total", None, "table", doubt="damaged")),
        (
            figure("review.total", 6, "prose"),
            figure("litigation.total", 2, "prose"),
            figure("complaints.total", 1, "prose"),
        ),
        "free",
    )
    assert {(f.code, f.value, f.origin) for f in chosen} == {
        ("review.total", Decimal(5), "table"),
        ("litigation.total", Decimal(2), "prose"),
        ("complaints.total", Decimal(1), "prose"),
    }


def test_letters_in_words_are_no_figure_beside_the_tables_letters_and_faxes() -> None:
    chosen = merge(
        (figure("applications.channel.letter_fax", 125, "table"),),
        (figure("applications.channel.letter", 125, "prose"),),
        "free",
    )
    assert [f.code for f in chosen] == ["applications.channel.letter_fax"]


def test_a_blank_row_of_the_table_of_applications_is_not_filled_from_words() -> None:
    rows = [
        f"applications.outcome.refused.{name}" for name in ("state_secret", "internal_affairs", "process_information")
    ]
    rows += ["applications.received", "applications.answered", "applications.carried_in"]
    words = (figure("applications.outcome.granted", 7, "prose"), figure("applications.outcome.unable", 3, "prose"))
    chosen = {f.code for f in merge([figure(code, 1, "table") for code in rows], words, "2019")}
    assert "applications.outcome.granted" not in chosen
    assert "applications.outcome.unable" in chosen


@pytest.mark.parametrize(
    ("form", "rows", "filled"),
    [
        ("2019", ("other.correction_overdue", "other.fee_overdue", "other.remaining"), True),
        ("2021", ("other.correction_overdue", "other.fee_overdue", "other.remaining"), True),
        ("2019", ("granted_partly",), False),
    ],
)
def test_otherwise_handled_is_filled_from_words_where_its_kinds_have_the_rows(
    form: Form, rows: tuple[str, ...], *, filled: bool
) -> None:
    read = ("received", "carried_in", "answered", "outcome.granted", "carried_out", *(f"outcome.{row}" for row in rows))
    tables = [figure(f"applications.{row}", 1, "table") for row in (*read, "outcome.refused.state_secret")]
    chosen = {f.code for f in merge(tables, [figure("applications.outcome.other", 3, "prose")], form)}
    assert ("applications.outcome.other" in chosen) is filled


def test_otherwise_handled_of_a_row_of_its_own_is_not_filled_from_words() -> None:
    read = ("received", "carried_in", "answered", "outcome.granted", "outcome.granted_partly")
    tables = [figure(f"applications.{row}", 1, "table") for row in read]
    tables.append(replace(figure("applications.outcome.other", 2, "table"), applicant="enterprise"))
    chosen = {(f.code, f.applicant) for f in merge(tables, [figure("applications.outcome.other", 3, "prose")], "2021")}
    assert ("applications.outcome.other", "all") not in chosen


def test_totals_of_a_table_without_their_column_are_those_in_words() -> None:
    rows = ("received", "carried_in", "answered", "outcome.granted_partly", "outcome.other", "carried_out")
    cells = [replace(figure(f"applications.{row}", 1, "table"), applicant="enterprise") for row in rows]
    words = (figure("applications.outcome.granted", 7, "prose"),)
    assert ("applications.outcome.granted", "all") in {(f.code, f.applicant) for f in merge(cells, words, "2021")}
    with_totals = [*cells, figure("applications.received", 9, "table")]
    assert "applications.outcome.granted" not in {f.code for f in merge(with_totals, words, "2021")}


def test_layout_changes_leave_both_digests_as_they_are_and_a_figure_changes_both() -> None:
    one = parse(article(TITLE), CONTEXT, PLACES).reading
    spaced = parse(article(TITLE, tuple(line.replace("2020年", "2020 年 ") for line in BODY)), CONTEXT, PLACES).reading
    revised = parse(article(TITLE, tuple(line.replace("1200", "1300") for line in BODY)), CONTEXT, PLACES).reading
    assert (one.content_sha256, one.figures_sha256) == (spaced.content_sha256, spaced.figures_sha256)
    assert one.content_sha256 != revised.content_sha256
    assert one.figures_sha256 != revised.figures_sha256


def test_parsing_twice_gives_the_same_report() -> None:
    assert parse(article(TITLE), CONTEXT, PLACES) == parse(article(TITLE), CONTEXT, PLACES)


def test_hints_stand_in_only_for_what_the_file_does_not_print() -> None:
    hinted = replace(CONTEXT, hints={"title": TITLE, "published": "2021-01-28"})
    bare = parse(article(None), hinted, PLACES).report
    assert (bare.title, bare.year, bare.published) == (None, 2020, "2021-01-28")


def test_attachments_get_their_role() -> None:
    links = (
        Link("http://portal.example/a.docx", "泸州市2020年政府信息公开工作年度报告.docx"),
        Link("http://portal.example/b.jpg", "图一"),
        Link("http://portal.example/c.xls", "附件1"),
    )
    report = parse(article(TITLE, attachments=links), CONTEXT, PLACES).report
    assert [attachment.role for attachment in report.attachments] == ["copy", "image", "annex"]


@pytest.mark.parametrize(
    ("title", "says"),
    [("2008-2010年泸州市政府信息公开工作年度报告", "year"), ("鼓楼区2020年政府信息公开工作年度报告", "jurisdiction")],
)
def test_without_year_or_place_there_is_no_report(title: str, says: str) -> None:
    with pytest.raises(NotAReport, match=says):
        parse(article(title), CONTEXT, PLACES)


def test_a_stub_is_no_report_of_its_own() -> None:
    stub = replace(article(TITLE, ("详见附件。",)), attachments=(Link("http://example.gov.cn/report.pdf", "附件"),))
    with pytest.raises(NotAReport, match="as an attachment"):
        parse(stub, CONTEXT, PLACES)


def test_a_page_without_text_or_files_is_not_said_to_carry_any() -> None:
    with pytest.raises(NotAReport, match="hardly any text or files"):
        parse(article(TITLE, ("详见附件。",)), CONTEXT, PLACES)
