"""Files of images opened, within bounds: the picture of one, or all the pages that a TIFF holds (a fax, a scanner's whole stack)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds

# Pixels of all pages of one file together: sixty sheets at 300 dots an inch.
MAX_FILE_PIXELS = 10 * bounds.MAX_IMAGE_PIXELS
# Formats whose further pictures are pages; those of a GIF or WebP are an animation, those of a camera's file previews.
_PAGED = frozenset(("TIFF",))
# TIFF 6.0, section 8: NewSubfileType, of which bit 0 says a smaller copy of another picture and bit 2 a mask.
_SUBFILE, _NO_PAGE = 254, 0b101
# What Pillow raises of a file that lies or breaks off: besides its own errors whatever its parsing stumbles over.
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError, struct.error)


def opened(body: bytes) -> tuple[Any, str]:
    """An image's (first) picture and media type. DamagedDocument for one that cannot be read."""
    pictures, media_type = _frames(body, 1, further=False)
    return pictures[0], media_type


def frames(body: bytes, most: int) -> tuple[list[Any], str]:
    """All the pages of an image file and its media type. DocumentTooLarge if it holds more than `most`."""
    return _frames(body, most, further=True)


def size_of(body: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the file claims them, None if it is no image that can be read."""
    from PIL import Image as Picture

    try:
        with Picture.open(io.BytesIO(body)) as picture:
            return picture.size
    except (*_BROKEN, Picture.DecompressionBombError):
        return None


def _frames(body: bytes, most: int, *, further: bool) -> tuple[list[Any], str]:
    pictures: list[Any] = []
    pixels = 0
    number: int | None = 0
    with _readable(body) as picture:
        while number is not None:
            size = picture.width * picture.height
            pixels += size
            if size > bounds.MAX_IMAGE_PIXELS or pixels > MAX_FILE_PIXELS:
                raise DocumentTooLarge(f"the image has {picture.width} x {picture.height} pixels")
            if len(pictures) >= most:
                raise DocumentTooLarge(f"the image file holds more than {most} pages to be read")
            pictures.append(_as_shown(picture))
            number = _next_page(picture, number + 1) if further and picture.format in _PAGED else None
        return pictures, _media_type(picture)


def _as_shown(picture: Any) -> Any:
    """The picture in RGB as it is seen on paper: turned as its camera says that it lies, what lets the ground through is white,
    sixteen bits of grey are eight."""
    from PIL import Image as Picture
    from PIL import ImageOps

    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I;16"):
        # Pillow would cut off at 255 what goes to 65535.
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    if picture.has_transparency_data:
        shown = picture.convert("RGBA")
        ground = Picture.new("RGBA", shown.size, "white")
        return Picture.alpha_composite(ground, shown).convert("RGB")
    return picture.convert("RGB")


def _media_type(picture: Any) -> str:
    from PIL import Image as Picture

    return Picture.MIME.get(picture.format or "", "image/unknown")


@contextmanager
def _readable(body: bytes) -> Iterator[Any]:
    from PIL import Image as Picture

    try:
        with Picture.open(io.BytesIO(body)) as picture:
            yield picture
    except (*_BROKEN, Picture.DecompressionBombError) as error:
        raise DamagedDocument(f"the image cannot be read: {error}") from error


def _next_page(picture: Any, number: int) -> int | None:
    """Turns to the next picture from `number` (from 0) that is a page, and tells which; None behind the last."""
    for at in range(number, number + bounds.MAX_PAGES):
        try:
            picture.seek(at)
        except EOFError:
            return None
        if not int(picture.tag_v2.get(_SUBFILE, 0)) & _NO_PAGE:
            return at
    raise DocumentTooLarge(f"the image file holds more than {bounds.MAX_PAGES} pictures that are no pages")
