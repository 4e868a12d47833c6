"""Text that a page holds and nobody sees: drawn without ink, in a layer that is switched off, cut away by a clip path.

PDFium's text of a page takes all of it, and of two letters alike at nearly the same place only the first: what is not seen would
swallow what is. So it is put aside before the text is asked for.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.blocks import Box
from pipelines.readers.pdf_drawn import WHITE, Drawing, Frame

# PDF 32000-1, table 106: neither filled nor stroked.
UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
# PDF 32000-1, 8.11.3.2: the tag of content that belongs to a layer.
LAYER = "OC"
# Layers of a page that are looked at, one after the other, each at the cost of a small rendering.
MOST_LAYERS = 12
MOST_MARKS = 16
# Pixels of such a rendering.
RENDERED = 1_500_000
_LETTERS = 256
# Of clip paths: one of more segments is not looked at, nor more of them of one text, nor of a page.
MOST_SEGMENTS, MOST_PATHS, MOST_OF_A_PAGE = 400, 40, 40_000


def put_aside(page: pypdfium2.PdfPage, frame: Frame, drawing: Drawing) -> None:
    """Make the page's text objects inactive that leave no ink on it."""
    layers: dict[str, list[pypdfium2.PdfObject]] = {}
    for item in drawing.letterings:
        if pdfium.FPDFTextObj_GetTextRenderMode(item) in UNSEEN_MODES or _is_lost(item, frame, drawing.areas):
            pdfium.FPDFPageObj_SetIsActive(item, False)
        elif (name := _layer(item)) is not None and (name in layers or len(layers) < MOST_LAYERS):
            layers.setdefault(name, []).append(item)
    if not layers:
        return
    shown = _rendered(page)
    for items in layers.values():
        _activate(items, False)
        if _rendered(page) != shown:
            _activate(items, True)


def _activate(items: Iterable[pypdfium2.PdfObject], active: bool) -> None:
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, active)


def _is_lost(item: pypdfium2.PdfObject, frame: Frame, areas: Sequence[Box]) -> bool:
    """Whether letters are filled with nothing, or white where all around is paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if pdfium.FPDFTextObj_GetTextRenderMode(item) != pdfium.FPDF_TEXTRENDERMODE_FILL:
        return False
    if not pdfium.FPDFPageObj_GetFillColor(item, *map(ctypes.byref, (red, green, blue, alpha))):
        return False
    if alpha.value == 0:
        return True
    if item.level or min(red.value, green.value, blue.value) < WHITE:
        return False
    x0, top, x1, bottom = frame.box(*item.get_bounds())
    return not any(a[0] < x1 and a[2] > x0 and a[1] < bottom and a[3] > top for a in areas)


def _layer(item: pypdfium2.PdfObject) -> str | None:
    """The name of the layer that the object belongs to; layers of one name are told apart by nothing."""
    buffer = ctypes.create_string_buffer(_LETTERS)
    length = ctypes.c_ulong()
    for index in range(min(pdfium.FPDFPageObj_CountMarks(item), MOST_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        if _wide(pdfium.FPDFPageObjMark_GetName, mark, buffer, length) == LAYER:
            name = lambda *rest: pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *rest[1:])  # noqa: E731, B023
            return _wide(name, mark, buffer, length)
    return None


def _wide(ask: object, mark: object, buffer: ctypes.Array[ctypes.c_char], length: ctypes.c_ulong) -> str:
    """What PDFium says in UTF-16 of a mark."""
    known = ask(mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), _LETTERS, ctypes.byref(length))  # type: ignore[operator]
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") if known else ""


def _rendered(page: pypdfium2.PdfPage) -> bytes:
    width, height = page.get_size()
    scale = min(1.0, (RENDERED / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        return bytes(bitmap.buffer)
    finally:
        bitmap.close()


def clips(texts: Iterable[pypdfium2.PdfObject]) -> Iterator[tuple[int, Box]]:
    """The addresses of text objects of which a clip path leaves a part, or nothing, each with the box (left, bottom, right, top
    in user space) outside of which nothing of it is seen."""
    looked = 0
    for item in texts:
        clip = pdfium.FPDFPageObj_GetClipPath(item)
        count = pdfium.FPDFClipPath_CountPaths(clip) if clip and not item.level else 0
        if count <= 0:
            continue
        looked += min(count, MOST_PATHS)
        if looked > MOST_OF_A_PAGE:
            return
        left, bottom, right, top = item.get_bounds()
        box = _left_by(clip)
        if box[0] > left or box[1] > bottom or box[2] < right or box[3] < top:
            yield ctypes.addressof(item.raw.contents), box


def _left_by(clip: pdfium.FPDF_CLIPPATH) -> Box:
    """The rectangle around what all of the paths leave."""
    x, y = ctypes.c_float(), ctypes.c_float()
    x0 = y0 = float("-inf")
    x1 = y1 = float("inf")
    for path in range(min(pdfium.FPDFClipPath_CountPaths(clip), MOST_PATHS)):
        xs, ys = [], []
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        for index in range(count if count <= MOST_SEGMENTS else 0):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            x0, y0, x1, y1 = max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys))
    return x0, y0, x1, y1
