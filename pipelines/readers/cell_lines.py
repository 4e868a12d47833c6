"""What stands in one cell of an office file, as lines: paragraphs, and a table inside it row by row."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.blocks import Block, Image, Paragraph, TableBlock


def in_a_cell(blocks: Iterable[Block]) -> tuple[str, list[Image]]:
    """The cell's text by lines, and its images."""
    lines: list[str] = []
    images: list[Image] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, TableBlock):
            by_row: dict[int, list[str]] = {}
            for item in block.cells:
                by_row.setdefault(item.row, []).append(item.text)
            lines.extend(" ".join(text for text in texts if text) for texts in by_row.values())
        elif isinstance(block, Image):
            images.append(block)
    return "\n".join(line for line in lines if line), images
