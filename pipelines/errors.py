"""The named errors of reading: anything else that escapes a stage is a bug."""

from __future__ import annotations


class ReadingError(Exception):
    """Base: a document could not be read; the message says what and why, in one line."""


class UnsupportedDocument(ReadingError):
    """The bytes are of no kind that is read here, or a program that could read them is not installed."""


class DamagedDocument(ReadingError):
    """The bytes claim a kind that they are not, or break off."""


class DocumentTooLarge(ReadingError):
    """Reading stopped at a bound: decompressed size, pages, cells, nesting or time."""


class NotAReport(ReadingError):
    """The document was read, and it is no annual report on information disclosure; the message says what it lacks."""


class NeedsTime(Exception):
    """Not a fault of the document: it can be read only by OCR, and whoever asked wanted what is quickly read (bounds.quick)."""
