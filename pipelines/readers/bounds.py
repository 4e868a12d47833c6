"""The bounds of reading one document: everything fetched is hostile until read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_TEXT_CHARACTERS = 4_000_000
MAX_BLOCKS = 50_000
MAX_LINKS = 10_000
MAX_PAGES = 300
MAX_TABLE_CELLS = 40_000
MAX_TABLE_COLUMNS = 200
# Rows times columns of all tables of a document: few cells may span a great grid.
MAX_TABLE_PLACES = 1_000_000
# A span beyond this was written to mean "to the edge".
MAX_SPAN = 100
# Places are not told more finely below this depth of nesting.
MAX_PATH_DEPTH = 120
MAX_IMAGE_PIXELS = 60_000_000

_quick: ContextVar[bool] = ContextVar("quick", default=False)


@contextmanager
def quick() -> Iterator[None]:
    """While this lasts nothing is read that takes minutes: a reader that would begin OCR raises NeedsTime instead."""
    token = _quick.set(True)
    try:
        yield
    finally:
        _quick.reset(token)


def is_quick() -> bool:
    return _quick.get()
