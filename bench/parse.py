"""A report page to its whole model, figures and checks included, beside what others need for its text alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from bench import portal
from crawler.registry import Registry
from pipelines.blocks import BodyHint
from pipelines.parse import ParseContext
from pipelines.reading import read_report
from storage.report import CaptureRef, Source

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
