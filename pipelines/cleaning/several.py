"""A page that prints several reports, of other years or of other bodies: only the one that its title names is the article's."""

from __future__ import annotations

import re

from pipelines.blocks import Block, Paragraph, TableBlock
from pipelines.cleaning import boilerplate
from pipelines.cleaning.title import is_of_report, same_title
from pipelines.readers.whitespace import visible

LONGEST_TITLE = 60
# So many signs of the form below its title make a report.
MARKERS = 3
_YEAR = re.compile("[12][0-9]{3}|[〇○零一二三四五六七八九]{4}")
_SENTENCE = re.compile("[。；！？，,;]")


def others(blocks: tuple[Block, ...], title: str | None) -> frozenset[int]:
    """The places of the blocks that belong to other reports; none where there is one report, or none is the title's.

    A report begins at a line that is a report's title. What stands before the first such line is the report that the page is
    titled by, unless it shows no signs of one.
    """
    parts = _parts(blocks)
    own = [number for number, (_, named) in enumerate(parts) if named is not None and same_title(named, title)]
    if not own and parts and parts[0][1] is None:
        own = [0]
    if len(parts) < 2 or len(own) != 1:
        return frozenset()
    first = parts[own[0]][0] if own[0] and not _is_contents(blocks[: parts[own[0]][0]]) else 0
    last = parts[own[0] + 1][0] if own[0] + 1 < len(parts) else len(blocks)
    return frozenset(range(len(blocks))) - frozenset(range(first, last))


def _is_contents(blocks: tuple[Block, ...]) -> bool:
    """Whether what stands before a report is its cover and its table of contents: lines, and no sentence of a report."""
    return all(
        not isinstance(block, TableBlock) and not (isinstance(block, Paragraph) and "。" in block.text)
        for block in blocks
    )


def _parts(blocks: tuple[Block, ...]) -> list[tuple[int, str | None]]:
    """Where each report begins, and its title if it begins with one. The same title again goes on with the same report."""
    parts: list[tuple[int, str | None]] = []
    start, named, markers = 0, None, 0
    for index, block in enumerate(blocks):
        title = _title(block)
        if title is not None:
            start, named, markers = index, title, 0
            continue
        before, markers = markers, markers + boilerplate.report_markers(block)
        if before < MARKERS <= markers and (not parts or parts[-1][1] != named):
            parts.append((start, named))
    return parts


def _title(block: Block) -> str | None:
    """The line that is a report's title and nothing else, without its blanks."""
    if not isinstance(block, Paragraph) or block.linked or len(block.text) > 2 * LONGEST_TITLE:
        return None
    line = visible(block.text)
    named = len(line) <= LONGEST_TITLE and is_of_report(line) and _YEAR.search(line) and not _SENTENCE.search(line)
    return line if named else None
