"""How large a PDF's pictures really are: a JPEG 2000 states its size in its own header, whatever the PDF says of it, and PDFium
decodes what the header says.

    Pictures().count(image)    DocumentTooLarge where one, or all together, hold more pixels than are read
"""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds

MAX_CODED_PIXELS = 1_000_000_000  # of all such pictures of a file: sixty pages of A4 at 400 dpi
_JPX = b"JPXDecode"
_SIZE_MARKER = b"\xff\x4f\xff\x51"  # ISO/IEC 15444-1, A.4.1 and A.5.1: SOC and SIZ
_FILTER_BYTES = 64


class Pictures:
    """Counts the pixels of a file's pictures that are coded as JPEG 2000."""

    def __init__(self) -> None:
        self._pixels = 0

    def count(self, image: pypdfium2.PdfObject) -> None:
        """Adds an image that a page draws, as often as it draws it."""
        last = pdfium.FPDFImageObj_GetImageFilterCount(image) - 1
        if last < 0 or _filter(image, last) != _JPX:
            return
        pixels = coded_pixels(_raw(image))
        self._pixels += pixels
        if pixels > bounds.MAX_IMAGE_PIXELS or self._pixels > MAX_CODED_PIXELS:
            raise DocumentTooLarge(f"a picture of the PDF has {pixels} pixels, its pictures {self._pixels} together")


def coded_pixels(body: bytes) -> int:
    """The pixels that a JPEG 2000 codestream, alone or in its boxes, has by its header; 0 where it has none."""
    at = body.find(_SIZE_MARKER)
    header = body[at + 8 : at + 24] if at >= 0 else b""
    if len(header) < 16:
        return 0
    right, bottom, left, top = (int.from_bytes(header[place : place + 4], "big") for place in range(0, 16, 4))
    return max(right - left, 0) * max(bottom - top, 0)


def _filter(image: pypdfium2.PdfObject, index: int) -> bytes:
    name = ctypes.create_string_buffer(_FILTER_BYTES)
    pdfium.FPDFImageObj_GetImageFilter(image, index, name, _FILTER_BYTES)
    return name.value


def _raw(image: pypdfium2.PdfObject) -> bytes:
    """The stream as it stands in the file; what stands outside JPEG 2000 around it (another filter) is not undone."""
    size = pdfium.FPDFImageObj_GetImageDataRaw(image, None, 0)
    if not 0 < size <= bounds.MAX_BYTES:
        return b""
    data = (ctypes.c_ubyte * size)()
    pdfium.FPDFImageObj_GetImageDataRaw(image, data, size)
    return bytes(data)
