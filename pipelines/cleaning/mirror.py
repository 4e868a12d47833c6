"""An encyclopedia copy's lead: the sentence that says what the document is, or that repeats how it begins."""

from __future__ import annotations

import re

from pipelines.blocks import Block, Paragraph
from pipelines.readers.whitespace import visible

FIRST_BLOCKS = 6
LONGEST_LEAD = 200
_IS_A = re.compile(r"^《(?P<name>[^《》]{4,80})》(?:是|为|為|系|係).{0,60}(?:发布|發布|印发|印發|颁布|頒布|制定|公布|编制|編制|公开|公開).{0,30}$")
_CUT_OFF = re.compile(r"(?:\.{2,}|…+)$")


def drop_lead(blocks: tuple[Block, ...], title: str | None) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks without such a lead, and the lead. A lead that is the report's own first words, moved up, stays."""
    lead = []
    for index, block in enumerate(blocks[:FIRST_BLOCKS]):
        if isinstance(block, Paragraph) and (_defines(block, title) or _repeated(block, blocks[index + 1 :])):
            lead.append(block)
    gone = set(map(id, lead))
    return tuple(block for block in blocks if id(block) not in gone), tuple(lead)


def _defines(block: Paragraph, title: str | None) -> bool:
    match = _IS_A.match(block.text)
    return match is not None and len(block.text) <= LONGEST_LEAD and (title is None or visible(match["name"]) in visible(title))


def _repeated(block: Paragraph, following: tuple[Block, ...]) -> bool:
    start = visible(_CUT_OFF.sub("", block.text))
    if len(start) < 40 or not _CUT_OFF.search(block.text):
        return False
    return any(isinstance(other, Paragraph) and visible(other.text).startswith(start) for other in following[:FIRST_BLOCKS])
