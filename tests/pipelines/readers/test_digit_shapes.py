"""A digit's shape says which digits it cannot be; a font is only mistrusted where two of its digits have each other's names."""

from __future__ import annotations

import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont

from pipelines.readers.digit_shapes import DIGITS, Shape, possible, shape_of
from pipelines.readers.pdf_names import Names

FONT = reportlab.__path__[0] + "/fonts/Vera.ttf"


def drawn(text: str, size: int = 60) -> Shape:
    picture = Image.new("L", (2 * size, 2 * size), 255)
    ImageDraw.Draw(picture).text((size // 2, size // 3), text, font=ImageFont.truetype(FONT, size), fill=0)
    return shape_of([[picture.getpixel((x, y)) < 176 for x in range(2 * size)] for y in range(2 * size)])


@pytest.mark.parametrize("digit", sorted(DIGITS))
def test_a_digit_can_be_itself_in_every_size(digit: str) -> None:
    assert all(digit in possible(drawn(digit, size)) for size in (24, 38, 60, 90))


@pytest.mark.parametrize("pair", ["17", "69", "23", "35", "25", "57", "06", "09", "08", "86"])
def test_digits_that_are_often_exchanged_are_told_apart(pair: str) -> None:
    one, other = pair
    assert other not in possible(drawn(one)) or one not in possible(drawn(other))


def test_what_is_too_small_or_blank_can_be_any_digit() -> None:
    assert possible(drawn("7", 8)) == DIGITS
    assert possible(shape_of([[False] * 20] * 20)) == DIGITS


def test_one_fancy_digit_proves_nothing_and_two_with_each_others_names_do() -> None:
    assert not Names(misnamed={"A": {"1": frozenset("34")}}).are_wrong
    assert not Names(misnamed={"A": {"1": frozenset("34"), "5": frozenset("34")}}).are_wrong
    assert not Names(misnamed={"A": {"1": frozenset("74")}, "B": {"7": frozenset("14")}}).are_wrong
    assert Names(misnamed={"A": {"1": frozenset("74"), "7": frozenset("14")}}).are_wrong
