"""Stages 2 to 5 in one call: the bytes of a capture to a report with its checks.

    read_report(body, url=..., ...) -> ParsedReport

Runs in a process of the pool (workers.py). No Scrapy, no network; whatever the bytes are, only the errors of errors.py come out.
"""

from __future__ import annotations

from pipelines.blocks import BodyHint
from pipelines.clean import clean
from pipelines.document import read_document
from pipelines.parse import ParseContext, parse
from pipelines.places import Gazetteer
from storage.report import ParsedReport


def read_report(
    body: bytes,
    *,
    url: str,
    content_type: str | None,
    charset: str | None,
    hint: BodyHint,
    context: ParseContext,
    gazetteer: Gazetteer,
) -> ParsedReport:
    """Document, cleaned, parsed, checked. `body` is decoded from any Content-Encoding. Raises ReadingError."""
    document = read_document(body, url=url, content_type=content_type, charset=charset)
    return parse(clean(document, hint, url=url), context, gazetteer)
