"""Stages 2 to 5 in one call: the bytes of a capture to a report with its checks.

    read_report(body, url=..., ...) -> ParsedReport               one file
    read_together(page, parts, ...) -> ParsedReport               a page and other files that are the report's body, or show its tables

Runs in a process of the pool (workers.py). No Scrapy, no network; whatever the bytes are, only the errors of errors.py come out.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.blocks import Article, BodyHint, Image
from pipelines.clean import clean
from pipelines.document import read_document
from pipelines.errors import DamagedDocument
from pipelines.parse import ParseContext, parse
from pipelines.parsing.recognise import recognise
from pipelines.pictured import with_tables
from pipelines.places import Gazetteer
from pipelines.readers.kinds import kind_of
from pipelines.readers.together import as_one, pictures_of_text
from storage.report import Attachment, ParsedReport

# Articles that were read lately in this process: what is examined is read a moment later.
_KEPT = 8
_Key = tuple[str, str, str | None, str | None, tuple[tuple[str, ...], ...]]
_lately: OrderedDict[_Key, Article] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Part:
    """One of the files that are a report's body, or pictures of its tables; `body` is decoded, `file` names its capture."""

    body: bytes
    content_type: str | None
    file: Attachment


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
    """Document, cleaned, its pictures of tables read, parsed, checked. `body` is decoded from any Content-Encoding. Raises ReadingError."""
    article = article_of(body, url=url, content_type=content_type, charset=charset, hint=hint)
    return parse(with_tables(article, {}), context, gazetteer)


def article_of(body: bytes, *, url: str, content_type: str | None, charset: str | None, hint: BodyHint) -> Article:
    """Document, cleaned. The latest few are kept: each is looked at before it is read as a report. Raises ReadingError."""
    where = (hint.body, hint.title, hint.metadata, hint.drop)
    key = (hashlib.sha256(body).hexdigest(), url, content_type, charset, where)
    known = _lately.get(key)
    if known is not None:
        return known
    article = clean(read_document(body, url=url, content_type=content_type, charset=charset), hint, url=url)
    if article.medium == "page" and any(isinstance(block, Image) and block.body for block in article.blocks):
        article = _from_its_pages(article, url)
    _lately[key] = article
    while len(_lately) > _KEPT:
        _lately.popitem(last=False)
    return article


def _from_its_pages(around: Article, url: str) -> Article:
    """A web page that holds its report as pictures of pages, as these are read; else as it came."""
    from pipelines.readers.word_pictures import pages_seen

    seen = pages_seen(around.blocks)
    return around if seen is None else _framed(clean(seen, BodyHint(), url=url), around)


def _framed(article: Article, around: Article) -> Article:
    """What pictures or files say, with what the page that carries them prints of it."""
    return replace(
        article,
        published=around.published or article.published,
        metadata={**article.metadata, **around.metadata},
        attachments=around.attachments,
    )


def read_together(
    page: bytes,
    parts: Sequence[Part],
    *,
    url: str,
    content_type: str | None,
    hint: BodyHint,
    context: ParseContext,
    gazetteer: Gazetteer,
) -> ParsedReport:
    """The report of a page and other files. Raises ReadingError.

    Where the page is the report, `parts` are pictures of its tables. Where it only carries the report, its body is `parts`, in their
    order: images a page each, or files; title, date and what else is printed of the report come from the page. The report's pages
    are counted through its files with the role `body`; images too small or of a shape that no page of text has are no part of it.
    """
    around = clean(read_document(page, url=url, content_type=content_type), hint, url=url)
    if recognise(around, gazetteer, context.jurisdiction, context.hints).complete:
        shown = with_tables(around, {part.file.url: part.body for part in parts})
        return parse(shown, replace(context, pictures=tuple(part.file for part in parts)), gazetteer)
    kinds = [kind_of(part.body, part.content_type) for part in parts]
    if set(kinds) == {"image"}:
        kept = pictures_of_text([part.body for part in parts])
        body = [part for number, part in enumerate(parts) if number in kept]
        if not body:
            raise DamagedDocument(f"none of its {len(parts)} images is a picture of text")
        from pipelines.readers.ocr import read_pictures

        document = read_pictures([part.body for part in body])
    else:
        body = list(parts)
        document = as_one(
            [read_document(part.body, url=part.file.url, content_type=part.content_type) for part in parts]
        )
    article = with_tables(clean(document, BodyHint(), url=url), {})
    own = {part.file.url for part in parts}
    rest = tuple(link for link in around.attachments if link.url not in own)
    article = _framed(article, replace(around, attachments=rest))
    files = tuple(part.file.model_copy(update={"role": "body"}) for part in body)
    files += tuple(part.file for part in parts if part not in body)
    return parse(article, replace(context, body=files), gazetteer)
