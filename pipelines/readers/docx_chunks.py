"""Whole files that a Word file takes in where it says so (altChunk): pages, web archives, RTF, other Word files.

ECMA-376 part 1, section 17.17.2. Programs that fill a form make such files; Word replaces each by its content when it saves.
"""

from __future__ import annotations

import importlib

from lxml import etree

from pipelines.blocks import Block
from pipelines.errors import DocumentTooLarge, ReadingError
from pipelines.readers import html, text
from pipelines.readers.docx_pictures import targets
from pipelines.readers.kinds import LEADING, kind_of
from pipelines.readers.packages import Package
from pipelines.readers.wordml import attribute

MOST = 40
_READERS = {"mhtml": "packed", "rtf": "rtf", "docx": "docx", "word_xml": "docx"}


class Chunks:
    """Those of one package. A file that is itself taken in takes in none: that could go on without end."""

    def __init__(self, package: Package | None, main_part: str, inside: bool, url: str) -> None:
        self._package = package if not inside else None
        self._main_part = main_part
        self._url = url
        self._read = 0

    def of(self, chunk: etree._Element) -> tuple[Block, ...]:
        """What stands where the chunk is named; nothing for one that is not there or cannot be read."""
        if self._package is None:
            return ()
        self._read += 1
        if self._read > MOST:
            raise DocumentTooLarge(f"the Word file takes in more than {MOST} others")
        try:
            name = targets(self._package, self._main_part).get(attribute(chunk, "id") or "", "")
            body = self._package.read(name)
            return _blocks(body, self._url) if body is not None else ()
        except DocumentTooLarge:
            raise
        except ReadingError:
            return ()


def _blocks(body: bytes, url: str) -> tuple[Block, ...]:
    kind = kind_of(body, None)
    if kind == "html":
        return html.read(body, url=url, header_charset=None).blocks
    if kind == "text":
        return text.read(body, header_charset=None).blocks
    if kind not in _READERS:
        return ()
    inner = {"inside": True} if _READERS[kind] == "docx" else {}
    reader = importlib.import_module(f"pipelines.readers.{_READERS[kind]}")
    blocks: tuple[Block, ...] = reader.read(body.lstrip(LEADING), kind=kind, url=url, **inner).blocks
    return blocks
