"""Plain text: a line is a paragraph."""

from __future__ import annotations

import re

from pipelines import charset
from pipelines.blocks import Block, Document, Paragraph, Place
from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.whitespace import fold

_BLANKS = re.compile(" {2,}")


def read(body: bytes, *, header_charset: str | None) -> Document:
    """A text file as a Document; `Place.path` is the line's number, from 1."""
    decoded = charset.decode(body, header=header_charset)
    if len(decoded.text) > bounds.MAX_TEXT_CHARACTERS:
        raise DocumentTooLarge(f"the text has more than {bounds.MAX_TEXT_CHARACTERS} characters")
    blocks: list[Block] = []
    for number, line in enumerate(decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        # A tab or several blanks between words are a column, not layout.
        text = "\t".join("  ".join(fold(one) for one in _BLANKS.split(part)) for part in line.split("\t")).strip()
        if text:
            blocks.append(Paragraph(text, place=Place(path=f"line {number}")))
        if len(blocks) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the text has more than {bounds.MAX_BLOCKS} lines")
    return Document("text", "text/plain", decoded.charset, tuple(blocks), flags=decoded.flags)
