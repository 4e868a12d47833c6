"""A scanned page made ready to be read: laid straight, and without the red seals that are stamped over its text."""

from __future__ import annotations

from typing import Any

# Degrees: pages lie crooked on a scanner, but not more; a smaller slant does no harm.
MOST_SLANT = 3.0
LEAST_SLANT = 0.2
STEP = 0.2
# How much more the rows of a straight page differ from each other than those of a crooked one.
CLEARER = 1.02
# Pixels across of the small picture on which the slant is measured.
MEASURED_WIDTH = 900
# Of 255: how much redder than green or blue the ink of a seal is.
REDDER = 45
# A seal's width in parts of the page's, and how far from a square or circle it may be.
SEAL_WIDTHS = (0.08, 0.45)
SEAL_SHAPE = 1.4
# Of the red that most of a seal's ink has: what is lighter is paper or ink.
INK_LIGHT = 0.8
WHITE = 255
# Of 255: where most of a page is darker and hardly any of it in between, its print is white on black.
DARK, LIGHT, IN_BETWEEN = 70, 185, 0.1


def ready(pixels: Any) -> Any:
    """The picture (rows, columns, RGB) as OCR reads it best, of the same size."""
    return _straight(_without_seals(_dark_on_light(pixels)))


def _dark_on_light(pixels: Any) -> Any:
    """The picture, a negative (some fax programs store one) turned over."""
    import cv2
    import numpy

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    if numpy.median(grey) >= DARK or ((grey >= DARK) & (grey <= LIGHT)).mean() > IN_BETWEEN:
        return pixels
    return WHITE - pixels


def _straight(pixels: Any) -> Any:
    """The picture turned so that lines of text run level: rows of pixels are then either dark or bare."""
    import cv2
    import numpy

    width = pixels.shape[1]
    scale = min(MEASURED_WIDTH / max(width, 1), 1.0)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[: 2 * MEASURED_WIDTH]
    ink = (small < small.mean() - 30).astype("float32")

    def clearness(angle: float) -> float:
        rows = _turned(ink, angle, 0).sum(axis=1)
        return float(numpy.square(numpy.diff(rows)).sum())

    angles = numpy.arange(-MOST_SLANT, MOST_SLANT + STEP / 2, STEP)
    best = max(angles, key=clearness)
    if abs(best) < LEAST_SLANT or clearness(best) < CLEARER * clearness(0.0):
        return pixels
    return _turned(pixels, float(best), (WHITE, WHITE, WHITE))


def _turned(pixels: Any, angle: float, border: Any) -> Any:
    import cv2

    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=border)


def _without_seals(pixels: Any) -> Any:
    """Red ink of a seal's size and shape goes; red lines and headings stay. Black print under it is not red, and stays."""
    import cv2
    import numpy

    width = pixels.shape[1]
    channels = pixels.astype("int16")
    red = (channels[:, :, 0] - numpy.maximum(channels[:, :, 1], channels[:, :, 2])) > REDDER
    if not red.any():
        return pixels
    reach = max(int(width * 0.02), 3)
    joined = cv2.morphologyEx(red.astype("uint8"), cv2.MORPH_CLOSE, numpy.ones((reach, reach), "uint8"))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    cleaned = pixels.copy()
    for label in range(1, count):
        x, y, across, down, _ = stats[label]
        round_enough = max(across, down) <= SEAL_SHAPE * min(across, down)
        if not round_enough or not SEAL_WIDTHS[0] * width <= across <= SEAL_WIDTHS[1] * width:
            continue
        place = slice(max(y - reach, 0), y + down + reach), slice(max(x - reach, 0), x + across + reach)
        # Red ink is light to a red eye, black print is dark under it and beside it, whatever JPEG made of its colour.
        part, seen = cleaned[place], channels[place][:, :, 0]
        light = float(numpy.median(seen[red[place]])) * INK_LIGHT
        part[:] = (seen * (WHITE / light)).clip(0, WHITE).astype("uint8")[:, :, None]
    return cleaned
