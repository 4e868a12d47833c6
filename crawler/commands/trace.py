"""`scrapy trace`: from a number to its proof: cell or words, document, capture, bytes."""

from __future__ import annotations

import argparse
import unicodedata
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput

if TYPE_CHECKING:
    from storage.archive import Archive
    from storage.report import Indicator, ParsedReport, Report


class Command(ArchiveCommand):
    about = "From a figure to its proof: the cell or words, the capture, its digest; read again from the archived bytes"
    usage = "REPORT_ID INDICATOR[@APPLICANT[@PERIOD]]"
    example = "scrapy trace 510500/2020/government applications.received@natural_person"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        report_id, figure = self.arguments(args, "REPORT_ID", "INDICATOR[@APPLICANT[@PERIOD]]")
        assert report_id is not None and figure is not None and self.settings is not None
        from crawler.tracing import prove
        from pipelines.errors import ReadingError

        archive = self.open_archive()
        self.catch_up(archive)
        report = _find(archive, report_id).report
        indicator = _figure(report, figure)
        ref = archive.catalogue.record(report.capture.record_id)
        if ref is None:
            self.complain(f"{report_id}: its capture {report.capture.record_id} is in no committed run")
            return FAULT
        capture = archive.read_capture(ref)
        try:
            proof = prove(report, indicator, capture, self.settings.getint("DOWNLOAD_MAXSIZE"))
        except ReadingError as error:
            self.complain(f"{report_id}: the archived bytes cannot be read again: {error}")
            return FAULT
        value = "withheld" if indicator.value is None else f"{indicator.value} {indicator.unit}"
        print(f"figure    {indicator.code} @ {indicator.applicant} @ {indicator.period}: {value}")
        if indicator.doubt:
            print(f"doubt     {indicator.doubt}")
        print(f"printed   {indicator.raw}")
        print(f"where     {indicator.locator.model_dump_json()}")
        print(f"quoted    {proof.quote}")
        print(f"report    {report.report_id}  {report.title or ''}")
        print(f"address   {report.source.url}")
        print(f"capture   {report.capture.record_id}  fetched {report.capture.fetched_at}")
        print(f"bytes     sha256 {report.capture.payload_sha256}, {len(capture.body)} bytes")
        print(f"segment   {ref.segment} at {ref.offset}")
        for note in proof.unchecked:
            print(f"unchecked {note}")
        if proof.faults:
            self.complain(f"{report_id} {figure}: {'; '.join(proof.faults)}")
            return FAULT
        if proof.unchecked:
            print("agrees    all that could be checked; what could not is named above")
        else:
            print("proved    the archived bytes, the place and the value agree")
        return DONE


def _find(archive: Archive, report_id: str) -> ParsedReport:
    """The current version of a report, its issuer in either script. BadInput for one that the archive does not hold."""
    from pipelines.script import to_simplified
    from storage.selection import choose

    code, _, rest = report_id.partition("/")
    code = unicodedata.normalize("NFKC", code)
    asked = f"{code}/{rest}"
    choices = {each.report_id: each for each in choose(row.candidate() for row in archive.catalogue.reports(code))}
    fitting = [asked] if asked in choices else [each for each in choices if to_simplified(each) == to_simplified(asked)]
    if len(fitting) == 1:
        return archive.parsed(choices[fitting[0]].current.key)
    raise BadInput(f"{report_id}: no such report in {archive.uri}; `scrapy export reports` lists them")


def _figure(report: Report, text: str) -> Indicator:
    """The one figure that CODE[@APPLICANT[@PERIOD]] names; where a part is left out, `all` and `year` come first."""
    code, _, rest = text.partition("@")
    applicant, _, period = rest.partition("@")
    found = [
        one
        for one in report.indicators
        if one.code == code and applicant in ("", one.applicant) and period in ("", one.period)
    ]
    if not found:
        raise BadInput(f"{report.report_id} prints no figure {text}; `scrapy export indicators` lists what it prints")
    return min(found, key=lambda one: (one.applicant != "all", one.period != "year"))
