"""What the crawl has done in worker processes: bytes in, models out. Everything here runs away from the event loop."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from crawler.discovery import held
from crawler.discovery.examine import examine
from crawler.discovery.gate import judge
from crawler.discovery.page import Answer, Page, Verdict
from crawler.discovery.view import View
from crawler.families import FAMILIES
from crawler.registry import built_in_gazetteer
from crawler.version import code
from pipelines.blocks import BodyHint
from pipelines.coding import decoded
from pipelines.errors import DamagedDocument, DocumentTooLarge, ReadingError, UnsupportedDocument
from pipelines.item import Part
from pipelines.parse import ParseContext
from pipelines.readers import bounds
from pipelines.reading import Part as ReadablePart
from pipelines.reading import read_report, read_together
from storage.archive import Archive
from storage.capture import Capture, Headers, RecordRef, header, media_type
from storage.report import Attachment, CaptureRef, ParsedReport, Source

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


def examine_quickly(answer: Answer, family: str | None, jurisdiction: str, context: dict[str, str], limit: int) -> Page:
    """As `examine_answer`, for the workers that a crawl's pages wait for. NeedsTime for what only OCR reads."""
    with bounds.quick():
        return examine_answer(answer, family, jurisdiction, context, limit)


def look_at_part(answer: Answer, limit: int) -> Page:
    """Whether a file that is one of several of a report came at all. What it says is read with the others."""
    try:
        view = View(replace(answer, body=decoded(answer.body, answer.headers, limit=limit)))
    except ReadingError as error:
        return failed_page(answer.url, error)
    refused = judge(view, ())
    if refused is not None:
        return Page(answer.url, refused.verdict, reason=refused.reason, media_type=view.media_type)
    if view.kind != "file":
        return Page(answer.url, "soft_404", reason=f"it is no file but {view.media_type}", media_type=view.media_type)
    digest = hashlib.sha256(view.body).hexdigest()
    return Page(answer.url, "ok", kind="file", media_type=view.media_type, content_sha256=digest)


def failed_page(url: str, error: ReadingError) -> Page:
    verdict = next((verdict for kind, verdict in VERDICTS if isinstance(error, kind)), "damaged")
    return Page(url=url, verdict=verdict, reason=str(error))


def read(url: str, headers: Headers, body: bytes, hint: BodyHint, context: ParseContext, limit: int) -> ParsedReport:
    """A report, from its bytes as sent to its checks. Raises ReadingError.

    Where the article is kept as data, in a script or in the answer itself, that is what is read.
    """
    markup, content_type = _markup(url, headers, body, hint, limit)
    return read_report(
        markup,
        url=url,
        content_type=content_type,
        charset=None,
        hint=hint,
        context=context,
        gazetteer=built_in_gazetteer(),
    )


def _markup(url: str, headers: Headers, body: bytes, hint: BodyHint, limit: int) -> tuple[bytes, str | None]:
    """The bytes that are to be read, and their type: a page's own, or those of the article that it keeps as data."""
    markup = decoded(body, headers, limit=limit)
    family = FAMILIES.get(hint.family or "")
    view = View(Answer(url, 200, headers, markup))
    article = (family.article(view) if family is not None else None) or held.article_of(view)
    if article is not None:
        return article.encode(), "text/html; charset=utf-8"
    return markup, header(headers, "content-type")


def read_quickly(
    url: str, headers: Headers, body: bytes, hint: BodyHint, context: ParseContext, limit: int
) -> ParsedReport:
    """As `read`, for the workers that a crawl's pages wait for. NeedsTime for what only OCR reads."""
    with bounds.quick():
        return read(url, headers, body, hint, context, limit)


def read_parts(
    url: str,
    headers: Headers,
    body: bytes,
    parts: Sequence[Part],
    hint: BodyHint,
    context: ParseContext,
    limit: int,
) -> ParsedReport:
    """A report whose page, at `url`, has its body or its tables in other files. Raises ReadingError."""
    return _read_together(
        url,
        headers,
        body,
        [(part.url, part.headers, part.path.read_bytes(), part.ref) for part in parts],
        hint,
        context,
        limit,
    )


def _read_together(
    url: str,
    headers: Headers,
    body: bytes,
    parts: Sequence[tuple[str, Headers, bytes, RecordRef]],
    hint: BodyHint,
    context: ParseContext,
    limit: int,
) -> ParsedReport:
    readable = []
    for address, lines, sent, ref in parts:
        whole = decoded(sent, lines, limit=limit)
        content_type = header(lines, "content-type")
        file = Attachment(
            url=address,
            media_type=View(Answer(address, ref.status, lines, whole)).media_type,
            record_id=ref.record_id,
            payload_sha256=ref.payload_sha256,
            role="image",
        )
        readable.append(ReadablePart(whole, content_type, file))
    markup, content_type = _markup(url, headers, body, hint, limit)
    return read_together(
        markup,
        readable,
        url=url,
        content_type=content_type,
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
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".ofd": "application/ofd",
    ".doc": "application/msword",
    ".wps": "application/vnd.ms-works",
    ".xls": "application/vnd.ms-excel",
}


def _media_type(capture: Capture, page: Page) -> str:
    """What the bytes are; for a package, what the server or the address says is in it."""
    declared = media_type(capture.headers)
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
    archive = _archive(address)
    capture = archive.read_capture(ref)
    answer, page = _examined(capture, limit)
    if not page.parts:
        return _reread(capture, answer, page, ref.payload_sha256, limit, ref.segment)
    parts = []
    for url in page.parts:
        part = _capture_beside(archive, ref, url)
        if part is None and is_report(page):
            continue
        if part is None:
            return Reread(capture.record_id, None, f"of the files that are its body {url} is not archived")
        stored = archive.read_capture(part)
        parts.append((url, stored.headers, stored.body, part))
    context = context_of(capture, ref.payload_sha256, page, ref.segment)
    parsed = _read_together(capture.url, answer.headers, answer.body, parts, page.body_hint, context, limit)
    return Reread(capture.record_id, parsed, "")


def _capture_beside(archive: Archive, page: RecordRef, url: str) -> RecordRef | None:
    """The capture of a page's file that was made with it: in its run, or in one that it went on from, nearest in time."""
    refs = [row.ref() for row in archive.catalogue.captures_of(url) if row.status in (200, 304)]
    return min(
        refs,
        key=lambda ref: (ref.run != page.run, abs((ref.fetched_at - page.fetched_at).total_seconds())),
        default=None,
    )


def read_capture(capture: Capture, payload_sha256: str, limit: int, segment: str | None = None) -> Reread:
    """A capture, from wherever it comes, to a report if it is one."""
    answer, page = _examined(capture, limit)
    return _reread(capture, answer, page, payload_sha256, limit, segment)


def _examined(capture: Capture, limit: int) -> tuple[Answer, Page]:
    headers, body = capture.headers, capture.body
    if capture.rendered_dom is not None:
        headers, body = RENDERED_HEADERS, capture.rendered_dom
    answer = Answer(capture.url, capture.status, headers, body, rendered=capture.rendered_dom is not None)
    facts = capture.facts
    return answer, examine_answer(answer, facts.family, facts.jurisdiction, facts.context, limit)


def _why_none(page: Page) -> str:
    """Why a page is no report, in words: one that can be read (`ok`) and says nothing of a report has no reason of its own."""
    if page.reason or page.verdict != "ok":
        return page.reason or page.verdict
    return f"nothing in it ({page.media_type or page.kind}) says that it is an annual report, whose and of which year"


def _reread(
    capture: Capture, answer: Answer, page: Page, payload_sha256: str, limit: int, segment: str | None
) -> Reread:
    if not is_report(page):
        return Reread(capture.record_id, None, _why_none(page))
    context = context_of(capture, payload_sha256, page, segment)
    parsed = read(capture.url, answer.headers, answer.body, page.body_hint, context, limit)
    return Reread(capture.record_id, parsed, "")
