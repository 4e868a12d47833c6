"""How much of the chosen element does the article keep: counted from the source itself, not from our blocks."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipelines.blocks import Block, Paragraph, TableBlock
from pipelines.readers.html import is_unseen
from pipelines.readers.whitespace import visible


def of_blocks(blocks: Iterable[Block]) -> int:
    """Visible characters of blocks; a merged cell counts once."""
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += len(visible(block.text))
        elif isinstance(block, TableBlock):
            count += sum(len(visible(cell.text)) for cell in block.cells) + len(visible(block.caption or ""))
    return count


def of_elements(elements: Iterable[etree._Element], *, show_hidden: bool) -> int:
    """Visible characters below elements of a page, by a traversal that shares nothing with the reader's blocks."""
    count = 0
    for element in elements:
        parts: list[str] = []
        unseen: etree._Element | None = None
        for event, node in etree.iterwalk(element, events=("start", "end")):
            if event == "start":
                if unseen is None and node is not element and is_unseen(node, show_hidden=show_hidden):
                    unseen = node
                elif unseen is None:
                    parts.append(node.text or "")
            else:
                if unseen is node:
                    unseen = None
                if unseen is None and node is not element:
                    parts.append(node.tail or "")
        count += len(visible("".join(parts)))
    return count
