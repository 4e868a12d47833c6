"""What the crawl has done in worker processes: bytes in, models out. Everything here runs away from the event loop."""

from __future__ import annotations

from dataclasses import replace

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page, Verdict
from crawler.discovery.view import View
from crawler.families import FAMILIES
from crawler.registry import built_in_gazetteer
from pipelines.blocks import BodyHint
from pipelines.coding import decoded
from pipelines.errors import DamagedDocument, DocumentTooLarge, ReadingError, UnsupportedDocument
from pipelines.parse import ParseContext
from pipelines.reading import read_report
from storage.capture import Headers
from storage.report import ParsedReport

# Modules that a worker imports before it forks from its server: shared memory, quick replacement.
PRELOAD = (__name__,)

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


def header(headers: Headers, name: str) -> str | None:
    """The first header of that name."""
    return next((value for key, value in headers if key.lower() == name), None)
