"""An encyclopedia copy's own words among a report's first: its lead, its info box, its headings.

The lead says what the document is (`《…》是2012年…发布的文件`) or repeats how it begins, cut off; a lead that is the report's own
first paragraph, moved up, is the report's and stays.
"""

from __future__ import annotations

import re

from pipelines.blocks import Block, Paragraph, TableBlock
from pipelines.cleaning import boilerplate, metadata
from pipelines.readers.whitespace import visible

FIRST_BLOCKS = 20
LONGEST_LEAD = 200
INFO_BOX = "mirror's info box"
_IS_A = re.compile(
    r"^《?(?P<name>[^《》]{4,80})》?(?:是|为|為|系|係).{0,60}(?:发布|發布|印发|印發|颁布|頒布|制定|公布|编制|編制|公开|公開).{0,30}$"
)
_CUT_OFF = re.compile(r"(?:\.{2,}|…+)$")


def own_words(blocks: tuple[Block, ...], title: str | None) -> dict[int, str]:
    """The places of such blocks among the first, each with its reason."""
    found: dict[int, str] = {}
    in_box = False
    for index, block in enumerate(blocks[:FIRST_BLOCKS]):
        if isinstance(block, TableBlock):
            if metadata.is_metadata_table(block):
                found[index] = INFO_BOX
        elif isinstance(block, Paragraph):
            why = boilerplate.reason(block.text, "mirror")
            if why is None and (_defines(block, title) or _repeated(block, blocks[index + 1 :])):
                why = "mirror's lead"
            if why is None and in_box and _is_box_line(block, blocks[index - 1]):
                why = INFO_BOX
            in_box = why == INFO_BOX
            if why:
                found[index] = why
    return found


def _is_box_line(block: Paragraph, before: Block) -> bool:
    """A label of the box, a label with its value, or the value of the label before it."""
    if metadata.is_label(block.text) or metadata.is_info_line(block.text):
        return True
    return (
        isinstance(before, Paragraph) and metadata.is_label(before.text) and len(block.text) <= metadata.LONGEST_VALUE
    )


def _defines(block: Paragraph, title: str | None) -> bool:
    match = _IS_A.match(block.text)
    return match is not None and len(block.text) <= LONGEST_LEAD and visible(match["name"]) == visible(title or "")


def _repeated(block: Paragraph, following: tuple[Block, ...]) -> bool:
    start = visible(_CUT_OFF.sub("", block.text))
    if len(start) < 40 or not _CUT_OFF.search(block.text):
        return False
    return any(
        isinstance(other, Paragraph) and visible(other.text).startswith(start) for other in following[:FIRST_BLOCKS]
    )
