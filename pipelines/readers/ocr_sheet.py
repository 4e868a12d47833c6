"""A sheet photographed on a table: found by its four corners, and laid flat as if seen from above."""

from __future__ import annotations

from typing import Any

# Pixels across of the small picture in which the sheet is looked for.
LOOKED_WIDTH = 640
# Of the picture: how much of it a sheet fills; with more there is nothing around it, and it is a scan.
FILLS = (0.45, 0.975)
# Of 255: how much darker what lies around the sheet is than the sheet.
DARKER = 40
# Of its outline: how far from it its four straight edges may run; of its area: how much of the sheet they must hold.
STRAIGHT = 0.02
HELD = 0.95
# Of the picture: how far from its edges the sheet's lie where there is ground, and at most; on how many sides there must be.
SEEN, FARTHEST, LEAST_SIDES = 0.004, 0.22, 3
# Pixels of the sheet's own edge that are left off, with their shadow.
EDGE = 3
WHITE = (255, 255, 255)
# A homography, row by row.
Plan = tuple[float, float, float, float, float, float, float, float, float]


def flattened(pixels: Any) -> tuple[Any, Plan | None]:
    """The sheet alone, and where its points lie in the picture; the picture itself and None where no sheet lies in it."""
    import cv2
    import numpy

    corners = _corners(pixels)
    if corners is None:
        return pixels, None
    top_left, top_right, low_right, low_left = corners
    width = round(float(numpy.linalg.norm(top_right - top_left) + numpy.linalg.norm(low_right - low_left)) / 2)
    height = round(float(numpy.linalg.norm(low_left - top_left) + numpy.linalg.norm(low_right - top_right)) / 2)
    flat = numpy.asarray([(0, 0), (width, 0), (width, height), (0, height)], "float32")
    down = cv2.getPerspectiveTransform(corners.astype("float32"), flat)
    made = cv2.warpPerspective(pixels, down, (width, height), flags=cv2.INTER_CUBIC, borderValue=WHITE)
    for edge in (made[:EDGE], made[-EDGE:], made[:, :EDGE], made[:, -EDGE:]):
        edge[:] = WHITE
    plan = tuple(float(value) for value in numpy.linalg.inv(down).ravel())
    return made, plan  # type: ignore[return-value]


def _corners(pixels: Any) -> Any:
    """The corners of the sheet, from the upper left one with the clock; None where there is none."""
    import cv2
    import numpy

    scale = min(LOOKED_WIDTH / max(pixels.shape[1], 1), 1.0)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (5, 5), 0)
    _, light = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    # Print on the sheet is no hole in it.
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, numpy.ones((9, 9), "uint8"))
    contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    sheet = max(contours, key=cv2.contourArea, default=None)
    if sheet is None:
        return None
    hull = cv2.convexHull(sheet)
    found = cv2.approxPolyDP(hull, STRAIGHT * cv2.arcLength(hull, True), True).reshape(-1, 2)
    area = cv2.contourArea(found) if len(found) == 4 else 0.0
    if not FILLS[0] <= area / grey.size <= FILLS[1] or area < HELD * cv2.contourArea(hull):
        return None
    corners = _from_upper_left(found)
    if not _has_ground(corners, *grey.shape):
        return None
    inside = numpy.zeros(grey.shape, "uint8")
    cv2.fillConvexPoly(inside, found, 1)
    around = cv2.erode(1 - inside, numpy.ones((3, 3), "uint8")).astype(bool)
    if not around.any() or numpy.median(grey[inside.astype(bool)]) - numpy.percentile(grey[around], 90) < DARKER:
        return None
    return corners / scale


def _has_ground(corners: Any, height: int, width: int) -> bool:
    """Whether something else than the sheet is seen on most of its sides, and its corners are near the picture's: a banner on a page
    is no ground that it lies on."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    away = (
        ((ax, dx), width),
        ((ay, by), height),
        ((width - bx, width - cx), width),
        ((height - cy, height - dy), height),
    )
    seen = [max(distances) >= SEEN * size for distances, size in away]
    return sum(seen) >= LEAST_SIDES and all(max(distances) <= FARTHEST * size for distances, size in away)


def _from_upper_left(points: Any) -> Any:
    import numpy

    sums, differences = points.sum(axis=1), points[:, 0] - points[:, 1]
    order = [int(sums.argmin()), int(differences.argmax()), int(sums.argmax()), int(differences.argmin())]
    return numpy.asarray([points[index] for index in order], "float64")
