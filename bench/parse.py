"""A report page to its whole model, and a PDF to its blocks, beside what others need for their text alone."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

import pdfplumber
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from bench import portal
from crawler.registry import Registry
from pipelines.blocks import BodyHint
from pipelines.document import read_document
from pipelines.parse import ParseContext
from pipelines.reading import read_report
from storage.report import CaptureRef, Source
from tests.variety.making import make
from tests.variety.paper import manners, pdf
from tests.variety.paper.typeset import typeset

SAMPLE = 40


def run(rounds: int, show: Callable[[str], None]) -> None:
    pages = _report_pages()
    readers = {
        "ours, the whole report": _ours(),
        "trafilatura, text": _trafilatura,
        "resiliparse, text": _resiliparse,
    }
    rates: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(rounds):
        show(f"parse, round {number + 1} of {rounds}")
        for name, reader in readers.items():
            start = time.process_time()
            for body in pages:
                reader(body)
            rates[name].append(len(pages) / (time.process_time() - start))
    size = sum(map(len, pages)) / len(pages) / 1000
    print(f"\nParse: {len(pages)} report pages of {size:.0f} kB, one process, medians of {rounds} rounds in turn")
    yardstick = median(rates["trafilatura, text"])
    for name, measured in rates.items():
        print(f"{name:24}{median(measured):8.1f} pages/s{median(measured) / yardstick:8.2f} of trafilatura")
    print("target                  more than 1.00 of trafilatura")
    _pdf(rounds, show)


def _pdf(rounds: int, show: Callable[[str], None]) -> None:
    """A report of five pages as PDF, with ruled tables and without, against pdfplumber's text of the same file."""
    print("\nPDF of 5 pages: text and tables, CPU time against pdfplumber's text alone")
    for rules in ("grid", "bare"):
        body = _five_pages(rules)
        taken: dict[str, list[float]] = {"ours": [], "pdfplumber": []}
        for number in range(rounds):
            show(f"PDF {rules}, round {number + 1} of {rounds}")
            for name, reader in (("ours", _blocks), ("pdfplumber", _pdfplumber)):
                start = time.process_time()
                reader(body)
                taken[name].append(time.process_time() - start)
        ratio = median(taken["ours"]) / median(taken["pdfplumber"])
        print(f"{rules:24}{median(taken['ours']):8.3f} s{ratio:14.2f} of pdfplumber")
    print("target                  less than 2.00 of pdfplumber")


def _five_pages(rules: manners.Rules) -> bytes:
    truth, parts = make(1, "2021")
    manner = replace(
        manners.draw(random.Random(1), rules),
        page=(595.0, 842.0),
        body_size=16.0,
        cell_size=10.5,
        padding=4.0,
        letters="runs",
    )
    pages = typeset(truth.title, [*parts, *parts], manner)[:5]
    return pdf.pdf(pages, manner)


def _blocks(body: bytes) -> object:
    return read_document(body, url="http://127.0.0.1/report.pdf")


def _pdfplumber(body: bytes) -> object:
    with pdfplumber.open(io.BytesIO(body)) as document:
        return [page.extract_text() for page in document.pages]


def _report_pages() -> Sequence[bytes]:
    site = portal.build(SAMPLE * len(portal.PLACES), reports=1.0)[0].site
    paths = [path for path in site.paths() if "/t2" in path]
    return [site.page_body(path) for path in paths[:SAMPLE]]


def _ours() -> Callable[[bytes], object]:
    gazetteer = Registry.load().gazetteer
    url = "http://127.0.0.1/report.html"
    context = ParseContext(
        jurisdiction=portal.PLACES[0][0],
        source=Source(kind="official", url=url, portal_family=None, found_by=()),
        capture=CaptureRef(
            record_id="urn:uuid:00000000-0000-4000-8000-000000000000",
            fetched_at="2024-01-01T00:00:00Z",
            status=200,
            media_type="text/html",
            charset="utf-8",
            payload_sha256="0" * 64,
            segment=None,
            rendered=False,
        ),
        hints={},
    )

    def read(body: bytes) -> object:
        return read_report(
            body,
            url=url,
            content_type="text/html; charset=utf-8",
            charset=None,
            hint=BodyHint(),
            context=context,
            gazetteer=gazetteer,
        )

    return read


def _trafilatura(body: bytes) -> object:
    return trafilatura.extract(body.decode())


def _resiliparse(body: bytes) -> object:
    return extract_plain_text(body.decode(), main_content=True)
