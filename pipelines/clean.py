"""Stage 3, clean (净文): a document becomes the article: boilerplate out, nothing of the report lost.

    clean(document, hint, url=...) -> Article

The article's element is chosen (cleaning/body.py), its head and tail trimmed (cleaning/trim.py), and what the page prints
of itself is read from around it. `coverage` is the share of the element's visible characters that the article keeps;
`dropped` says what went and why.
"""

from __future__ import annotations

from lxml import etree

from pipelines.blocks import Article, Block, BodyHint, Document, Paragraph, TableBlock
from pipelines.cleaning import (
    attachments,
    body,
    boilerplate,
    copies,
    coverage,
    damage,
    metadata,
    published,
    several,
    title,
    trim,
)
from pipelines.readers.elements import text_of
from pipelines.readers.whitespace import visible

# So many signs of the form make an article a report, whose attachment links are no text of it.
REPORT_MARKERS = 3
CONTEXT_BEFORE = 80
CONTEXT_NEAR = 30
CONTEXT_AFTER = 25
QUOTED = 40
MAX_NOTES = 200


def clean(document: Document, hint: BodyHint, *, url: str) -> Article:
    """The article of a document. Never raises for an odd one: a page without an article gives what text it has."""
    chosen = body.choose(document, hint, url)
    around = (*document.blocks[max(chosen.start - CONTEXT_BEFORE, 0) : chosen.start],)
    after = document.blocks[chosen.end : chosen.end + CONTEXT_AFTER]
    tree = document.tree if isinstance(document.tree, etree._Element) else None

    hinted = title.hinted_title(hint, _texts(tree, hint.title))
    inner = [block for block in trim.before_text(chosen.blocks) if isinstance(block, Paragraph) and block.heading]
    headings = [block for block in around if isinstance(block, Paragraph)] + inner
    called = title.find(document, hinted, headings, chosen.blocks)

    once, again = copies.without_copies(chosen.blocks, tree)
    trimmed = trim.trim(once, called, page=tree is not None)
    kept = trimmed.blocks
    dropped = [(block, copies.REASON) for block in again] + list(trimmed.dropped)
    if tree is not None and chosen.method == "whole":
        kept, menus = trim.without_menus(kept)
        dropped += [(block, "menu") for block in menus]
    strangers = several.others(kept, called)
    dropped += [(block, "another report on the page") for index, block in enumerate(kept) if index in strangers]
    kept = tuple(block for index, block in enumerate(kept) if index not in strangers)
    files = attachments.find(document, chosen, url)
    if _is_report(kept, called):
        kept, listings = attachments.drop_listings(kept, files)
        dropped += [(block, "attachment link") for block in listings]

    own = [block for block, _ in trimmed.dropped]
    # Where no sentence begins, as on a page that only carries a file, the head stands among the rest.
    own += [
        block for block in trim.before_text(kept) if isinstance(block, Paragraph) and metadata.is_info_line(block.text)
    ]
    near, far = around[-CONTEXT_NEAR:], around[:-CONTEXT_NEAR]
    printed = metadata.read([*_hinted_blocks(tree, hint), *own, *near, *after], called)
    printed = {**metadata.read(far, called), **printed}
    day = published.published(printed, document.meta, (*around[-published.NEAR :], *inner, *own))
    facts = {key: value for key, value in printed.items() if key != "published"}
    facts.update({key: value for key, value in published.of_meta(document.meta).items() if key not in facts})
    number = metadata.number_alone((*around[-published.NEAR :], *own, *kept[: metadata.HEAD]))
    if number is not None:
        facts.setdefault("document_number", number)
    signed = published.signed(kept)
    if signed is not None:
        facts["signed"] = signed.isoformat()

    visible_count = coverage.of_elements(
        chosen.elements, show_hidden=chosen.hidden_shown or "hidden_text_only" in document.flags
    )
    whole = visible_count if chosen.elements else coverage.of_blocks(chosen.blocks)
    kept_count = coverage.of_blocks(kept)
    notes = [f"{reason}: {_quote(block)}" for block, reason in dropped[:MAX_NOTES]]
    if len(dropped) > MAX_NOTES:
        notes.append(f"and {len(dropped) - MAX_NOTES} more blocks")
    unexplained = whole - kept_count - coverage.of_blocks(block for block, _ in dropped)
    if unexplained > 0:
        notes.append(f"not in any block: {unexplained} characters")
    return Article(
        medium=document.medium,
        media_type=document.media_type,
        charset=document.charset,
        title=called,
        published=day,
        metadata=facts,
        blocks=kept,
        attachments=files,
        coverage=min(round(kept_count / whole, 6), 1.0) if whole else 1.0,
        dropped=tuple(notes),
        ocr=document.ocr,
        flags=(*document.flags, f"body:{chosen.method}", *damage.flags(kept)),
    )


def _is_report(blocks: tuple[Block, ...], called: str | None) -> bool:
    return title.is_of_report(called) or sum(map(boilerplate.report_markers, blocks)) >= REPORT_MARKERS


def _texts(tree: etree._Element | None, expressions: tuple[str, ...]) -> list[str]:
    if tree is None:
        return []
    return [text_of(element) for expression in expressions for element in body.matches(tree, (expression,))]


def _hinted_blocks(tree: etree._Element | None, hint: BodyHint) -> list[Block]:
    if tree is None:
        return []
    return [block for expression in hint.metadata for block in body.blocks_of_matches(tree, expression)]


def _quote(block: Block) -> str:
    if isinstance(block, Paragraph):
        text = block.text
    elif isinstance(block, TableBlock):
        text = "".join(cell.text for cell in block.cells)
    else:
        text = type(block).__name__
    text = visible(text)
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"
