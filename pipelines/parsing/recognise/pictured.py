"""Which of the form's tables does a page show as pictures? Their figures are not read, and it is said why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.blocks import Block, Image, Paragraph, TableBlock
from pipelines.parsing.recognise.words import report_words, squeezed

# The place of a picture that has no address.
IN_THE_FILE = "in the file itself"
LONGEST_HEADING = 45  # characters
_HEADING = re.compile(
    "(?:第?[一二三四五六七八九十]{1,3}(?:、|\\.|部分|\\))|\\([一二三四五六七八九十]{1,3}\\)|附(?:件|表))"
)


@dataclass(frozen=True, slots=True)
class Pictured:
    """A part of the report, or an annex, that has pictures where its table would stand, and where these are."""

    heading: str
    urls: tuple[str, ...]


def tables_as_pictures(blocks: Iterable[Block]) -> tuple[Pictured, ...]:
    """The parts of the form that hold pictures and no table."""
    return tuple(_pictured(blocks))


def _pictured(blocks: Iterable[Block]) -> Iterator[Pictured]:
    heading: str | None = None
    urls: list[str] = []
    tables = 0
    for block in (*blocks, Paragraph("十、")):
        if isinstance(block, Paragraph):
            line = squeezed(block.text[: 2 * LONGEST_HEADING])
            if len(line) <= LONGEST_HEADING and _HEADING.match(line):
                if heading is not None and urls and not tables:
                    yield Pictured(heading, tuple(urls))
                named = report_words().pictured.search(line) is not None
                heading, urls, tables = block.text.strip() if named else None, [], 0
        elif isinstance(block, TableBlock):
            tables += 1
        elif isinstance(block, Image) and (block.url or block.body):
            where = block.url or IN_THE_FILE
            urls.extend(() if report_words().decoration.search(where + block.alt) else (where,))
