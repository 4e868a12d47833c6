"""Captures of what lies in files in hand."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from crawler.importing.files import DocumentInHand, WebArchive, opened_up
from crawler.importing.hand import Hand
from crawler.importing.messages import Request, Response, read_request, read_response
from crawler.importing.records import HEAD, Record, holds, moment, read_records
from pipelines.coding import decoded
from pipelines.errors import DamagedDocument, ReadingError
from storage.capture import Capture, Truncation, new_record_id

_CLOCKS_DIFFER = timedelta(days=1)
_TRUNCATIONS: dict[str, Truncation] = {"length": "length", "time": "time", "disconnect": "disconnect"}


def captures_in(path: Path, hand: Hand) -> Iterator[Capture]:
    """The captures that a file holds: itself, the documents of a zip file, the answers of a web archive. ReadingError, OSError.

    Records that cannot be taken stand in `hand.not_taken`.
    """
    for found in opened_up(path, hand.limit):
        if isinstance(found, WebArchive):
            yield from _answers(found, hand)
        else:
            yield _in_hand(found, hand)


def revisits_of(hand: Hand) -> Iterator[Capture]:
    """When all files are read: the captures of their revisits, with the bodies that they refer to."""
    for revisit in hand.revisits:
        original = hand.original(revisit)
        if original is None:
            hand.refuse(revisit.record, "refers to a record that is in none of the files")
            continue
        answer = revisit.answer
        said = {} if answer is None else {"status": answer.status, "reason": answer.reason, "headers": answer.headers}
        yield replace(
            original,
            record_id=new_record_id(),
            url=revisit.url,
            fetched_at=revisit.at,
            facts=replace(revisit.facts, portal_url=revisit.facts.portal_url or revisit.url),
            request_method="GET",
            request_headers=(),
            request_body=b"",
            **said,
        )


def of_jurisdiction(capture: Capture, code: str) -> Capture:
    return replace(capture, facts=replace(capture.facts, jurisdiction=code))


def _in_hand(found: DocumentInHand, hand: Hand) -> Capture:
    media_type = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return Capture(
        record_id=new_record_id(),
        url=(hand.url if "/" not in found.name else None)
        or f"file:///{quote(found.name.encode('utf-8', 'surrogateescape'))}",
        fetched_at=hand.now,
        status=200,
        reason="OK",
        headers=(("Content-Type", media_type),),
        body=found.body,
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=hand.facts(found.name.encode("utf-8", "replace").decode()),
    )


def _answers(archive: WebArchive, hand: Hand) -> Iterator[Capture]:
    """The answers of a web archive, each with its request where that lies beside it."""
    found = 0
    waiting: tuple[Record, Capture] | None = None
    before: Record | None = None

    def done(pair: tuple[Record, Capture]) -> Capture:
        hand.keep_original(*pair)
        return pair[1]

    try:
        with archive.opened() as file:
            for record in read_records(file, hand.limit, arc=archive.arc):
                if record.kind == "request":
                    if waiting is not None and _belong(record, waiting[0]):
                        waiting = waiting[0], _with_request(waiting[1], record)
                    before = record
                    continue
                if waiting is not None:
                    yield done(waiting)
                    waiting = None
                capture = _capture(record, hand, archive.name)
                if capture is not None:
                    found += 1
                    if before is not None and _belong(before, record):
                        capture = _with_request(capture, before)
                    waiting = record, capture
                before = None
            if waiting is not None:
                yield done(waiting)
                waiting = None
    except (OSError, ValueError) as error:
        if waiting is not None:
            yield done(waiting)
        raise DamagedDocument(f"{archive.name} is damaged after {found} responses: {error}") from error
    if not found and not any(each.facts.context["imported_from"] == archive.name for each in hand.revisits):
        why = f"; {hand.not_taken[-1]}" if hand.not_taken else ""
        raise DamagedDocument(f"{archive.name} holds no response that can be read{why}")


def _capture(record: Record, hand: Hand, name: str) -> Capture | None:
    """None for a record that holds no answer of the web, or cannot be taken."""
    if record.kind not in ("response", "resource") or not record.of_the_web:
        return None
    answer = _answer(record)
    if answer is None:
        return None
    at = moment(record.fields.get("warc-date", ""))
    if at is None:
        hand.refuse(record.id, f"has no date that can be read: {record.fields.get('warc-date', '')[:40]!r}")
        return None
    if at > hand.now + _CLOCKS_DIFFER:
        hand.refuse(record.id, f"is dated {at:%Y-%m-%d}, which is in the future")
        return None
    context = {**hand.facts(name).context, "original_record": record.id}
    if not record.cut:
        intact = holds(record.fields.get("warc-block-digest"), record.block)
        payload = holds(record.fields.get("warc-payload-digest"), *_payloads(answer, hand.limit))
        if intact is False or (payload is False and intact is None):
            hand.refuse(record.id, "does not have the digest that it states")
            return None
        if payload is False:
            context["stated_payload_digest"] = "does not hold"
    stated = record.fields.get("warc-truncated", "").strip().lower()
    truncated = _TRUNCATIONS.get(stated, "unspecified") if stated else None
    if not answer.whole:
        truncated = truncated or "unspecified"
    if len(answer.body) > hand.limit or record.cut:
        truncated = "length"
    return Capture(
        record_id=new_record_id(),
        url=record.url,
        fetched_at=at,
        status=answer.status,
        reason=answer.reason,
        headers=answer.headers,
        body=answer.body[: hand.limit],
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=replace(hand.facts(name), portal_url=hand.url or record.url, context=context),
        http_version=answer.version,
        ip=record.fields.get("warc-ip-address", "").strip() or None,
        truncated=truncated,
    )


def _answer(record: Record) -> Response | None:
    """A response as it was sent; a `resource` is a document by itself, of which only the type is known."""
    if record.kind == "response":
        return read_response(record.block)
    media_type = record.fields.get("content-type", "").strip()
    headers = (("Content-Type", media_type),) if media_type else ()
    return Response("HTTP/1.1", 200, "", headers, record.block, record.block, not record.cut)


def _payloads(answer: Response, limit: int) -> tuple[bytes, ...]:
    """What tools take for the payload: with its chunks, without them, or even without its content encoding."""
    try:
        plain = decoded(answer.body, answer.headers, limit=limit + HEAD)
    except ReadingError:
        plain = answer.body
    return answer.sent, answer.body, plain


def _belong(request: Record, answer: Record) -> bool:
    named = {request.fields.get("warc-concurrent-to", ""), answer.fields.get("warc-concurrent-to", "")}
    return bool({request.id, answer.id} & {name.strip("<> ") for name in named})


def _with_request(capture: Capture, record: Record) -> Capture:
    request: Request | None = None if record.cut else read_request(record.block)
    if request is None:
        return capture
    return replace(capture, request_method=request.method, request_headers=request.headers, request_body=request.body)
