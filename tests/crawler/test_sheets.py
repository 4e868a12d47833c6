"""Images as the reading room draws them: the way up that their camera says, and none that claims to be beyond all size."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image

from crawler.originals.sheets import draw_images, draw_sheet, measure_sheets
from storage.reading_room.helpers import CannotShow


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def test_a_photograph_is_shown_as_it_was_held() -> None:
    photograph = Image.new("L", (400, 300), 255)
    exif = photograph.getexif()
    exif[ExifTags.Base.Orientation] = 8
    (sheet,) = measure_sheets(encoded(photograph, "JPEG", exif=exif))
    assert (sheet.width, sheet.height) == (300.0, 400.0)


def test_an_image_of_boundless_size_is_not_opened() -> None:
    body = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    with pytest.raises(CannotShow):
        draw_sheet(body, 1)
    small = encoded(Image.new("L", (40, 30)), "PNG")
    assert [bool(drawn) for drawn in draw_images([body, small])] == [False, True]
