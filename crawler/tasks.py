"""What the crawl has done in worker processes: bytes in, models out. Everything here runs away from the event loop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page, Verdict
from crawler.discovery.view import View
from crawler.families import FAMILIES
from crawler.registry import built_in_gazetteer
from crawler.version import code
from pipelines.blocks import BodyHint
from pipelines.coding import decoded
from pipelines.errors import DamagedDocument, DocumentTooLarge, ReadingError, UnsupportedDocument
from pipelines.parse import ParseContext
from pipelines.reading import read_report
from storage.archive import Archive
from storage.capture import Capture, Headers, RecordRef
from storage.report import CaptureRef, ParsedReport, Source

# Modules that a worker imports before it forks from its server: shared memory, quick replacement.
PRELOAD = (__name__,)
# How the DOM of a rendered page is to be read, whatever its page's own headers say.
RENDERED_HEADERS: Headers = (("Content-Type", "text/html; charset=utf-8"),)

VERDICTS: tuple[tuple[type[ReadingError], Verdict], ...] = (
    (DocumentTooLarge, "too_large"),
    (UnsupportedDocument, "unsupported"),
    (DamagedDocument, "damaged"),
)


def prepare() -> None:
    """Once in every worker: the gazetteer that examining and reading share."""
    built_in_gazetteer()


def examine_answer(answer: Answer, family: str | None, jurisdiction: str, context: dict[str, str], limit: int) -> Page:
    """What an answer, its body as sent, turned out to be. What cannot even be decoded is a Page with that verdict."""
    try:
        body = decoded(answer.body, answer.headers, limit=limit)
        return examine(replace(answer, body=body), family=family, jurisdiction=jurisdiction, context=context)
    except ReadingError as error:
        return failed_page(answer.url, error)


def failed_page(url: str, error: ReadingError) -> Page:
    verdict = next((verdict for kind, verdict in VERDICTS if isinstance(error, kind)), "damaged")
    return Page(url=url, verdict=verdict, reason=str(error))


def read(url: str, headers: Headers, body: bytes, hint: BodyHint, context: ParseContext, limit: int) -> ParsedReport:
    """A report, from its bytes as sent to its checks. Raises ReadingError.

    Where its family keeps the article as data in a script, that is what is read.
    """
    markup = decoded(body, headers, limit=limit)
    content_type = header(headers, "content-type")
    family = FAMILIES.get(hint.family or "")
    article = family.article(View(Answer(url, 200, headers, markup))) if family is not None else None
    if article is not None:
        markup, content_type = article.encode(), "text/html; charset=utf-8"
    return read_report(
        markup,
        url=url,
        content_type=content_type,
        charset=None,
        hint=hint,
        context=context,
        gazetteer=built_in_gazetteer(),
    )


def is_report(page: Page) -> bool:
    """Whether an answer is to be read as a report: it is one, and not only the stub that carries one."""
    return page.verdict == "ok" and page.recognition is not None and page.recognition.complete


def context_of(capture: Capture, payload_sha256: str, page: Page, segment: str | None = None) -> ParseContext:
    """What parsing is told of a capture: the same when it is crawled and when it is read again from the archive."""
    facts = capture.facts
    return ParseContext(
        jurisdiction=facts.jurisdiction,
        source=Source(
            kind=facts.source_kind,
            url=capture.url,
            portal_family=page.family or facts.family,
            found_by=facts.path,
        ),
        capture=CaptureRef(
            record_id=capture.record_id,
            fetched_at=capture.fetched_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            status=capture.status,
            media_type=_media_type(capture, page),
            charset=page.charset,
            payload_sha256=payload_sha256,
            segment=segment,
            rendered=capture.rendered_dom is not None,
        ),
        hints=dict(facts.context),
        commit=code().commit,
    )


# What bytes look like that are really something else inside.
_PACKAGES = frozenset({"application/zip", "application/x-ole-storage", "application/octet-stream"})
_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".wps": "application/vnd.ms-works",
    ".xls": "application/vnd.ms-excel",
}


def _media_type(capture: Capture, page: Page) -> str:
    """What the bytes are; for a package, what the server or the address says is in it."""
    declared = (header(capture.headers, "content-type") or "").split(";")[0].strip().lower()
    told = page.media_type or declared or "application/octet-stream"
    if told not in _PACKAGES:
        return told
    if declared and declared not in _PACKAGES:
        return declared
    return _OFFICE.get(PurePosixPath(urlsplit(capture.url).path).suffix.lower(), told)


@dataclass(frozen=True, slots=True)
class ArchiveAddress:
    """Where an archive is, for a worker that has to open it itself."""

    uri: str
    state_dir: str | None
    endpoint_url: str | None


@dataclass(frozen=True, slots=True)
class Reread:
    """A stored capture read again: the report, or what it is instead."""

    record_id: str
    parsed: ParsedReport | None
    reason: str


@lru_cache(maxsize=2)
def _archive(address: ArchiveAddress) -> Archive:
    return Archive.open(address.uri, state_dir=address.state_dir, endpoint_url=address.endpoint_url)


def reread(address: ArchiveAddress, ref: RecordRef, limit: int) -> Reread:
    """Examine and read a stored capture as the crawl did. Raises ReadingError and StorageError."""
    capture = _archive(address).read_capture(ref)
    return read_capture(capture, ref.payload_sha256, limit, ref.segment)


def read_capture(capture: Capture, payload_sha256: str, limit: int, segment: str | None = None) -> Reread:
    """A capture, from wherever it comes, to a report if it is one."""
    headers, body = capture.headers, capture.body
    if capture.rendered_dom is not None:
        headers, body = RENDERED_HEADERS, capture.rendered_dom
    answer = Answer(capture.url, capture.status, headers, body, rendered=capture.rendered_dom is not None)
    facts = capture.facts
    page = examine_answer(answer, facts.family, facts.jurisdiction, facts.context, limit)
    if not is_report(page):
        return Reread(capture.record_id, None, page.reason or page.verdict)
    context = context_of(capture, payload_sha256, page, segment)
    return Reread(capture.record_id, read(capture.url, headers, body, page.body_hint, context, limit), "")


def header(headers: Headers, name: str) -> str | None:
    """The first header of that name."""
    return next((value for key, value in headers if key.lower() == name), None)
