"""Fonts that a PDF names and does not hold: where the machine has none for Chinese, a font of boxes stands for them.

PDFium asks the machine for a font that is not embedded, for the widths and boxes of its letters. Without any it leaves out letters that are
drawn one by one, since they have no width: words would be lost, and which depends on what the machine has installed
(docs/decisions/0013-a-font-of-boxes.md).
"""

from __future__ import annotations

import ctypes
from functools import cache
from importlib.resources import files
from typing import Any

import pypdfium2

# Character sets of Windows (MS-WMF 2.1.1.5) of which PDFium asks for a font: Japanese, Korean, Simplified and Traditional Chinese.
_EAST_ASIAN = frozenset((128, 129, 134, 136))
_NAME = b"Lantai Boxes\0"


@cache
def install() -> None:
    """For this process, once; what the machine has goes first."""
    _Boxes(files("pipelines").joinpath("data", "boxes.ttf").read_bytes()).setup()


class _Boxes(pypdfium2.PdfSysfontBase):  # type: ignore[misc]  # pypdfium2 has no types
    """The machine's fonts, and behind them ours. The names and arguments are those of PDFium's fpdf_sysfontinfo.h."""

    def __init__(self, font: bytes) -> None:
        super().__init__()
        self._font = font
        self._held = ctypes.create_string_buffer(font, len(font))
        self._own = ctypes.addressof(self._held)

    def MapFont(self, _: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int | None:
        found: int | None = self.default.MapFont(self.default, weight, italic, charset, pitch, face, exact)
        return self._own if found is None and charset in _EAST_ASIAN else found

    def GetFontData(self, _: Any, font: int, table: int, buffer: Any, size: int) -> int:
        if font != self._own:
            return int(self.default.GetFontData(self.default, font, table, buffer, size))
        # Table 0 is the whole file; single ones are not asked for where that can be had.
        return _handed(self._font, buffer, size) if table == 0 else 0

    def GetFaceName(self, _: Any, font: int, buffer: Any, size: int) -> int:
        if font != self._own:
            return int(self.default.GetFaceName(self.default, font, buffer, size))
        return _handed(_NAME, buffer, size)

    def GetFontCharset(self, _: Any, font: int) -> int:
        return 134 if font == self._own else int(self.default.GetFontCharset(self.default, font))

    def DeleteFont(self, _: Any, font: int) -> None:
        if font != self._own:
            self.default.DeleteFont(self.default, font)


def _handed(content: bytes, buffer: Any, size: int) -> int:
    """Copies where there is room, and says how much it is."""
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)
