"""Commands over what was crawled: probe, trace, reparse, import, on one of the demonstration portals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from crawler.tracing import Proof, prove, read_value
from demo import portals
from demo.portals import Row
from demo.server import PortalServer
from storage.archive import Archive
from storage.capture import Capture
from storage.report import ParsedReport
from tests.commands import Workplace

CODE = "350111"
REPORT_ID = f"{CODE}/2018/government"
LIMIT = 20_000_000


@dataclass(frozen=True)
class Place:
    workplace: Workplace
    row: Row

    @property
    def archive(self) -> Archive:
        return Archive.open(f"file:{self.workplace.archive}", state_dir=self.workplace.folder / "state")

    def report(self) -> tuple[ParsedReport, Capture]:
        archive = self.archive
        (row,) = [row for row in archive.catalogue.reports(CODE) if row.report_id == REPORT_ID]
        ref = archive.catalogue.record(row.record_id)
        assert ref is not None
        return archive.parsed(row.key), archive.read_capture(ref)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("commands")
    rows = portals.build(fixed_ports=False)
    with PortalServer(portals.sites(rows)):
        file = folder / "portals.csv"
        file.write_text(portals.portals_csv(rows), encoding="utf-8")
        (row,) = [row for row in rows if row.jurisdiction == CODE]
        workplace = Workplace(folder, {"PORTALS_FILE": file})
        first = workplace.crawl(CODE)
        assert first.status == 0, first.err
        yield Place(workplace, row)


def test_a_probe_proposes_the_row_and_archives_nothing(place: Place, tmp_path: Path) -> None:
    site = place.row.site
    told = {"METRICS_FILE": tmp_path / "run.prom", "FEED_FILE": tmp_path / "feed.xml"}
    result = Workplace(tmp_path, told).scrapy("probe", f"http://{site.host}:{site.port}/")
    assert result.status == 0, result.err
    assert f"row       {CODE},http://{site.host}:{site.port}/," in result.out
    assert "years     2017-2018" in result.out
    assert not (tmp_path / "archive").exists()
    assert not any(file.exists() for file in told.values()), "a probe is no run to be told of"
    assert "monitors" not in result.err


def test_every_figure_is_proved_by_other_code(place: Place) -> None:
    parsed, capture = place.report()
    assert parsed.report.indicators
    for indicator in parsed.report.indicators:
        assert prove(parsed.report, indicator, capture, LIMIT).faults == (), indicator


def proof_of(place: Place, *, value: int | None = None, raw: str | None = None, body: bytes | None = None) -> Proof:
    """The proof of a table's figure after one thing was changed."""
    parsed, capture = place.report()
    indicator = next(one for one in parsed.report.indicators if one.locator.kind == "table")
    if value is not None:
        indicator = indicator.model_copy(update={"value": value})
    if raw is not None:
        indicator = indicator.model_copy(update={"raw": raw, "value": int(raw)})
    if body is not None:
        capture = replace(capture, body=body)
    return prove(parsed.report, indicator, capture, LIMIT)


def test_a_value_that_the_printed_figure_does_not_give_is_no_proof(place: Place) -> None:
    assert any("the report says 77" in fault for fault in proof_of(place, value=77).faults)


def test_a_figure_that_is_not_in_its_cell_is_no_proof(place: Place) -> None:
    assert any("the cell holds" in fault for fault in proof_of(place, raw="987654").faults)


def test_other_bytes_are_no_proof(place: Place) -> None:
    faults = proof_of(place, body=b"<html>nothing</html>").faults
    assert any("sha256" in fault for fault in faults)
    assert any("not found in the archived bytes" in fault for fault in faults)


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        ("37.62万条", "条", "376200"),
        ("1,204.5", "万元", "1204.5"),
        ("251000元", "万元", "25.1"),
        ("0元", "万元", "0"),
        ("22（其中修订16件）", "件", "22"),
        ("-51", "件", "-51"),
        ("＋２", "件", "2"),
        ("没有发生", "件", "0"),
        ("1.2亿元", "万元", "12000"),
    ],
)
def test_a_printed_number_is_read_again(raw: str, unit: str, value: str) -> None:
    assert read_value(raw, unit) == Decimal(value)


def test_a_trace_names_cell_capture_and_bytes(place: Place) -> None:
    parsed, capture = place.report()
    code = next(one.code for one in parsed.report.indicators if one.locator.kind == "table")
    result = place.workplace.scrapy("trace", REPORT_ID, code)
    assert result.status == 0, result.err
    assert capture.record_id in result.out
    assert capture.payload_sha256 in result.out
    assert place.workplace.in_process("trace", REPORT_ID, "no.such.code").status == 2


def test_reading_again_finds_the_same(place: Place) -> None:
    result = place.workplace.scrapy("reparse")
    assert result.status == 0, result.err
    assert "0 changed, 0 appeared, 0 vanished" in result.out
    assert "2 reports, 0 stored" in result.out
    assert "differs" not in result.out


def test_a_stored_segment_of_others_is_imported_and_read(place: Place, tmp_path: Path) -> None:
    (segment,) = place.workplace.archive.rglob("*.warc.gz")
    own = Workplace(tmp_path)
    result = own.scrapy("import", str(segment))
    assert result.status == 0, result.err
    reports = own.reports()
    assert {report["report_id"] for report in reports} == {REPORT_ID, f"{CODE}/2017/government"}
    assert {report["source"]["kind"] for report in reports} == {"mirror"}
    assert {report["capture"]["payload_sha256"] for report in reports} <= {
        row.payload_sha256 for row in place.archive.catalogue.captures()
    }


def test_a_page_in_hand_is_imported_under_its_own_jurisdiction(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(place.report()[1].body)
    own = Workplace(tmp_path)
    result = own.scrapy("import", str(file), "-a", "url=http://portal.example/report.html")
    assert result.status == 0, result.err
    (report,) = own.reports()
    assert report["report_id"] == REPORT_ID
    assert report["source"]["url"] == "http://portal.example/report.html"


@pytest.mark.parametrize("arguments", [[], ["nothing-here.pdf"]])
def test_nothing_to_import_is_bad_input(tmp_path: Path, arguments: list[str]) -> None:
    result = Workplace(tmp_path).in_process("import", *arguments)
    assert (result.status, result.complaint[:8]) == (2, "import: ")


def test_a_folder_is_no_file_to_import_and_says_what_to_name(tmp_path: Path) -> None:
    result = Workplace(tmp_path).in_process("import", str(tmp_path))
    assert result.status == 2 and f"{tmp_path} is a folder; name the files in it" in result.complaint


def test_a_picture_in_hand_is_no_report_and_says_why(tmp_path: Path) -> None:
    picture = tmp_path / "seal.png"
    Image.new("RGB", (40, 40), "red").save(picture)
    result = Workplace(tmp_path).scrapy("import", str(picture), "-a", "jurisdiction=510500")
    assert result.status == 1
    assert "holds no report (nothing in it (image/png) says" in result.complaint
