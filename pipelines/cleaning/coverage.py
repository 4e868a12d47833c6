"""How much of the chosen element does the article keep: counted from the source itself, not from our blocks."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipelines.blocks import Block, Paragraph, TableBlock
from pipelines.readers.elements import text_of
from pipelines.readers.html_sight import UNSEEN, Sight
from pipelines.readers.whitespace import visible

_MAY_HIDE = etree.XPath(
    "descendant::*[@hidden or (@style and (contains(translate(@style, 'NOE', 'noe'), 'none')"
    " or contains(translate(@style, 'HID', 'hid'), 'hid')))]"
)


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
    sight = Sight(show_hidden=show_hidden)
    for element in elements:
        count += len(visible(text_of(element)))
        unseen = {node for node in _suspects(element) if sight.misses(node)}
        for node in unseen:
            if not any(above in unseen for above in node.iterancestors()):
                count -= len(visible(text_of(node)))
    return count


def _suspects(element: etree._Element) -> list[etree._Element]:
    """Elements below this one that may be unseen: by name, or by a style or attribute that could hide them."""
    by_style = _MAY_HIDE(element)
    return [*element.iterdescendants(*UNSEEN), *(by_style if isinstance(by_style, list) else ())]
