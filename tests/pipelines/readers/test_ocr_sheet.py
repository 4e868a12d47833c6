"""A sheet photographed aslant on a table is laid flat; a scan that fills its picture is left as it is."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.blocks import Paragraph, Place
from pipelines.readers.leaves import leaves_of, on_sheets
from pipelines.readers.pdf_page import PdfPage

numpy = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from pipelines.readers.ocr_sheet import flattened  # noqa: E402

CORNERS = [(60, 40), (850, 75), (880, 1170), (25, 1140)]


def sheet() -> Any:
    """White paper with a ruled frame and lines of print."""
    pixels = numpy.full((1200, 900, 3), 245, "uint8")
    cv2.rectangle(pixels, (100, 150), (800, 1050), (0, 0, 0), 2)
    for top in range(200, 1000, 40):
        for left in range(130, 760, 14):
            pixels[top : top + 12, left : left + 8] = 20
    return pixels


def photograph() -> Any:
    flat = numpy.asarray([(0, 0), (900, 0), (900, 1200), (0, 1200)], "float32")
    plan = cv2.getPerspectiveTransform(flat, numpy.asarray(CORNERS, "float32"))
    return cv2.warpPerspective(sheet(), plan, (900, 1200), borderValue=(70, 60, 50))


def rule(pixels: Any) -> tuple[int, int]:
    """How far down the frame's upper rule stands near its left and its right end."""
    dark = pixels[:, :, 0] < 120
    width = pixels.shape[1]
    found = [numpy.flatnonzero(dark[60:, int(share * width)])[0] for share in (0.2, 0.8)]
    return int(found[0]), int(found[1])


def test_a_sheet_seen_from_one_side_is_laid_flat() -> None:
    left, right = rule(photograph())
    assert abs(left - right) > 12
    flat, plan = flattened(photograph())
    assert plan is not None
    left, right = rule(flat)
    assert abs(left - right) <= 3


def test_places_are_told_on_the_photograph() -> None:
    flat, plan = flattened(photograph())
    height, width = flat.shape[:2]
    page = PdfPage(1, width, height, (), (), 0, bent=plan)
    whole = Paragraph("x", place=Place(page=1, box=(0.0, 0.0, 40.0, 40.0)))
    (found,) = on_sheets([whole], leaves_of([page]))
    assert isinstance(found, Paragraph) and found.place.box is not None
    assert found.place.box[:2] == pytest.approx(CORNERS[0], abs=6)


def test_a_scan_without_ground_around_it_is_left_as_it_is() -> None:
    for picture in (sheet(), numpy.full((1200, 900, 3), 128, "uint8")):
        same, plan = flattened(picture)
        assert plan is None and same is picture


def test_a_page_with_a_dark_picture_on_it_is_no_sheet_on_a_ground() -> None:
    page = sheet()
    page[:500] = (40, 60, 90)
    assert flattened(page)[1] is None
