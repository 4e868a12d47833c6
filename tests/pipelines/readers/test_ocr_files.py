"""Files of images hold a page or many, and no more is taken of them than they may."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image, TiffImagePlugin

from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import ocr_files

WIDTHS = (300, 310, 320)


def stack(*, kind: str = "TIFF", widths: tuple[int, ...] = WIDTHS, **options: object) -> bytes:
    pages = [Image.new("1" if kind == "TIFF" else "L", (width, 400), 1) for width in widths]
    buffer = io.BytesIO()
    pages[0].save(buffer, kind, save_all=True, append_images=pages[1:], **options)
    return buffer.getvalue()


def test_every_page_of_a_faxed_tiff_is_taken_in_its_order() -> None:
    found, media_type = ocr_files.frames(stack(compression="group4"), 10)
    assert ([page.size for page in found], media_type) == ([(width, 400) for width in WIDTHS], "image/tiff")
    assert {page.mode for page in found} == {"RGB"}


def test_a_smaller_copy_that_a_tiff_carries_is_no_page() -> None:
    buffer = io.BytesIO()
    page, preview = Image.new("L", (300, 400), 255), _marked(Image.new("L", (30, 40), 255), 1)
    page.save(buffer, "TIFF", save_all=True, append_images=[preview, Image.new("L", (310, 400), 255)])
    found, _ = ocr_files.frames(buffer.getvalue(), 10)
    assert [one.size for one in found] == [(300, 400), (310, 400)]


def _marked(picture: Image.Image, subfile: int) -> Image.Image:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[254] = subfile
    picture.encoderinfo = {"tiffinfo": info}
    return picture


def test_the_pictures_of_an_animation_are_no_pages() -> None:
    found, media_type = ocr_files.frames(stack(kind="GIF", widths=(300, 300)), 10)
    assert (len(found), media_type) == (1, "image/gif")


def test_more_pages_than_may_be_read_are_refused() -> None:
    with pytest.raises(DocumentTooLarge, match="more than 2 pages"):
        ocr_files.frames(stack(), 2)


def test_pages_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_files, "MAX_FILE_PIXELS", 2 * 320 * 400)
    with pytest.raises(DocumentTooLarge, match="pixels"):
        ocr_files.frames(stack(), 10)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_tiff_that_breaks_off_is_damaged() -> None:
    body = stack(compression="group4")
    with pytest.raises(DamagedDocument, match="cannot be read"):
        ocr_files.frames(body[: len(body) // 2], 10)


def test_of_a_picture_to_be_pasted_the_first_is_taken() -> None:
    picture, _ = ocr_files.opened(stack())
    assert picture.size == (WIDTHS[0], 400)


def test_what_lets_the_ground_through_is_white_paper() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(buffer, "PNG")
    picture, _ = ocr_files.opened(buffer.getvalue())
    assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_a_photograph_lies_as_its_camera_was_held() -> None:
    photograph, buffer = Image.new("L", (400, 300), 255), io.BytesIO()
    photograph.paste(0, (0, 0, 100, 75))
    exif = photograph.getexif()
    exif[ExifTags.Base.Orientation] = 6  # its first row is at the right
    photograph.save(buffer, "JPEG", exif=exif)
    shown, _ = ocr_files.opened(buffer.getvalue())
    assert shown.size == (300, 400)
    assert [shown.getpixel(place)[0] > 128 for place in ((10, 10), (290, 10), (10, 390))] == [True, False, True]


def test_sixteen_bits_of_grey_are_not_cut_off() -> None:
    buffer = io.BytesIO()
    Image.new("I;16", (40, 40), 0x4000).save(buffer, "PNG")
    picture, _ = ocr_files.opened(buffer.getvalue())
    assert picture.getpixel((5, 5)) == (64, 64, 64)
