"""A scanned page is laid straight and loses its seals before it is read; a straight page without seals is left as it is."""

from __future__ import annotations

from typing import Any

import pytest

numpy = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from pipelines.readers.ocr_picture import ready  # noqa: E402


def page() -> Any:
    """White paper with lines of print: rows of short black strokes."""
    pixels = numpy.full((1200, 900, 3), 255, "uint8")
    for top in range(100, 1100, 40):
        for left in range(100, 800, 14):
            pixels[top : top + 12, left : left + 8] = 0
    return pixels


def slant(pixels: Any) -> float:
    """How far the first line's left end stands from its right end, in pixels down."""
    dark = pixels[:, :, 0] < 128
    left = numpy.flatnonzero(dark[:, 110:130].any(axis=1))[0]
    right = numpy.flatnonzero(dark[:, 760:780].any(axis=1))[0]
    return float(abs(left - right))


@pytest.mark.parametrize("angle", [-2.0, 1.4])
def test_a_crooked_page_is_laid_straight(angle: float) -> None:
    turn = cv2.getRotationMatrix2D((450, 600), angle, 1.0)
    crooked = cv2.warpAffine(page(), turn, (900, 1200), borderValue=(255, 255, 255))
    assert slant(crooked) > 12
    assert slant(ready(crooked)) <= 3


def test_a_straight_page_is_left_as_it_is() -> None:
    assert (ready(page()) == page()).all()


def test_a_seal_goes_and_black_print_under_it_stays() -> None:
    sealed = page()
    red = numpy.full_like(sealed, 255)
    cv2.circle(red, (450, 600), 120, (220, 30, 30), 6)
    cv2.circle(red, (450, 600), 30, (220, 30, 30), -1)
    sealed = numpy.minimum(sealed, red)
    cleaned = ready(sealed).astype(int)
    assert (cleaned[:, :, 0] - cleaned[:, :, 1] <= 45).all()
    assert (cleaned[page()[:, :, 0] == 0] == 0).all()


def test_black_print_under_a_seal_outlives_the_colours_that_jpeg_smears() -> None:
    red = numpy.full_like(page(), 255)
    cv2.circle(red, (450, 600), 120, (215, 40, 45), 14)
    sealed = (page().astype(float) * red / 255).astype("uint8")
    _, sent = cv2.imencode(".jpg", cv2.cvtColor(sealed, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 65])
    cleaned = ready(cv2.cvtColor(cv2.imdecode(sent, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)).max(axis=2)
    under = (page()[:, :, 0] == 0) & (red[:, :, 1] < 255)
    assert (cleaned[under] < 110).mean() > 0.97
    beside = (page()[:, :, 0] == 255) & (red[:, :, 1] < 255)
    assert (cleaned[beside] > 190).mean() > 0.9


def test_red_lines_and_headings_stay() -> None:
    headed = page()
    headed[40:60, 100:800] = (220, 30, 30)
    assert (ready(headed) == headed).all()


def test_white_print_on_black_is_turned_over_and_a_dark_photograph_is_not() -> None:
    assert numpy.array_equal(ready(255 - page()), page())
    dark = (page() // 8 + numpy.linspace(0, 120, 900).astype("uint8")[None, :, None]).astype("uint8")
    assert ready(dark).mean() < 128
