"""Printed pages as pictures: what copiers, telephones and senders make of them, and the files that carry them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.variety.paper.glyphs import font

A4 = (595.3, 841.9)


@dataclass(frozen=True)
class Copier:
    """`dpi` of the picture; `turn` degrees of skew at most; `quality` of its JPEG, None: lossless; `two_level`: black or white;
    `dirt`: paper tone, dark edges, holes; `seal`: a red stamp; `pen`: a signature; `through`: the other side shows through;
    `blur`: radius of the lens at 200 dpi.
    """

    dpi: int = 200
    turn: float = 0.0
    quality: int | None = 70
    grey: bool = False
    two_level: bool = False
    dirt: bool = False
    seal: str = ""
    pen: bool = False
    through: bool = False
    blur: float = 0.4
    bend: float = 0.0


def pages_of(body: bytes, dpi: int) -> list[Image.Image]:
    document = pdfium.PdfDocument(body)
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def scanned(body: bytes, copier: Copier, rng: random.Random) -> list[Image.Image]:
    printed = pages_of(body, copier.dpi)
    out = []
    for number, image in enumerate(printed):
        back = printed[number - 1] if copier.through and number else None
        out.append(_scan(image, back, copier, rng, last=number == len(printed) - 1))
    return out


def _scan(
    image: Image.Image, back: Image.Image | None, copier: Copier, rng: random.Random, *, last: bool
) -> Image.Image:
    scale = copier.dpi / 72
    pixels = np.asarray(image).astype(float)
    if back is not None:
        other = np.asarray(back.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(2)))
        if other.shape == pixels.shape:
            pixels = np.minimum(pixels, 255 - (255 - other.astype(float)) * 0.13)
    image = Image.fromarray(pixels.astype("uint8"))
    if copier.seal == "table" or (copier.seal == "end" and last):
        place = (0.62, 0.35) if copier.seal == "table" else (0.68, rng.uniform(0.3, 0.75))
        image = _stamped(image, scale, place, rng)
    if copier.pen:
        image = _signed(image, scale, rng)
    if copier.turn:
        angle = rng.uniform(0.3, 1.0) * copier.turn * rng.choice((-1, 1))
        image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    if copier.bend:
        image = _bent(image, copier.bend, rng)
    if copier.blur:
        image = image.filter(ImageFilter.GaussianBlur(copier.blur * copier.dpi / 200))
    if copier.dirt:
        image = _soiled(image, scale, rng)
    if copier.two_level:
        return image.convert("L").point(lambda v: 255 if v > 150 else 0).convert("1", dither=Image.Dither.NONE)
    return image.convert("L") if copier.grey else image


def _stamped(image: Image.Image, scale: float, place: tuple[float, float], rng: random.Random) -> Image.Image:
    layer = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(layer)
    x, y, radius = image.width * place[0], image.height * place[1], 59 * scale
    red = (215, 40, 45)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=round(3.4 * scale))
    pen.text((x, y), "★", font=font(round(38 * scale)), fill=red, anchor="mm")
    around = "某某市人民政府办公室"
    for number, char in enumerate(around):
        angle = np.radians(200 + number * 140 / (len(around) - 1))
        pen.text(
            (x + 0.78 * radius * np.cos(angle), y + 0.78 * radius * np.sin(angle)),
            char,
            font=font(round(13 * scale)),
            fill=red,
            anchor="mm",
        )
    worn = np.random.default_rng(rng.randrange(2**32)).random((image.height, image.width)) < 0.12
    stamp = np.asarray(layer).copy()
    stamp[worn] = 255
    mixed = np.asarray(image).astype(float) * stamp.astype(float) / 255
    return Image.fromarray(mixed.astype("uint8"))


def _signed(image: Image.Image, scale: float, rng: random.Random) -> Image.Image:
    """A signature in blue ink in the foot of the page, and a tick beside a line."""
    made = image.copy()
    pen = ImageDraw.Draw(made)
    x, y = image.width * 0.55, image.height * 0.9
    points = [(x, y)]
    for _ in range(26):
        x += rng.uniform(-4, 11) * scale * 0.6
        points.append((x, y + rng.uniform(-14, 14) * scale * 0.6))
    pen.line(points, fill=(30, 40, 140), width=max(2, round(0.9 * scale)), joint="curve")
    x, y = image.width * 0.06, image.height * rng.uniform(0.3, 0.6)
    tick = [(x, y), (x + 4 * scale, y + 6 * scale), (x + 14 * scale, y - 10 * scale)]
    pen.line(tick, fill=(30, 40, 140), width=max(2, round(scale)))
    return made


def _soiled(image: Image.Image, scale: float, rng: random.Random) -> Image.Image:
    grain = np.random.default_rng(rng.randrange(2**32))
    pixels = np.asarray(image).astype(float)
    tone = np.array([rng.uniform(232, 250), rng.uniform(230, 248), rng.uniform(222, 244)])
    pixels = pixels / 255 * tone + grain.normal(0, 4, pixels.shape)
    width = image.width
    shadow = np.ones(width)
    edge = round(14 * scale)
    shadow[:edge] = np.linspace(0.45, 1, edge)
    pixels *= shadow[None, :, None]
    made = Image.fromarray(pixels.clip(0, 255).astype("uint8"))
    pen = ImageDraw.Draw(made)
    for share in (0.36, 0.64):
        x, y, r = 22 * scale, image.height * share, 8 * scale
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(70, 66, 62))
    for _ in range(60):
        x, y = rng.uniform(0, width), rng.uniform(0, image.height)
        pen.ellipse((x, y, x + 1.2 * scale * rng.random() + 1, y + 1.2 * scale * rng.random() + 1), fill=(90, 90, 90))
    return made


def _bent(image: Image.Image, share: float, rng: random.Random) -> Image.Image:
    """A sheet photographed a little from one side, on a dark table, the light uneven."""
    width, height = image.size
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    inward = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    seen = [
        (x + dx * rng.uniform(0.2, 1) * share * width, y + dy * rng.uniform(0.2, 1) * share * width)
        for (x, y), (dx, dy) in zip(corners, inward, strict=True)
    ]
    equations, values = [], []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        equations += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    plan = np.linalg.solve(np.asarray(equations, float), np.asarray(values, float))
    made = image.transform(
        image.size, Image.Transform.PERSPECTIVE, list(plan), Image.Resampling.BICUBIC, fillcolor=(84, 72, 60)
    )
    light = (
        np.linspace(1.0, rng.uniform(0.7, 0.85), width)[None, :, None] * np.linspace(0.9, 1.0, height)[:, None, None]
    )
    return Image.fromarray((np.asarray(made).astype(float) * light).clip(0, 255).astype("uint8"))


# ---------------------------------------------------------------- files


def encoded(image: Image.Image, quality: int | None) -> bytes:
    out = io.BytesIO()
    if quality is None:
        image.save(out, "PNG")
    else:
        image.convert("L" if image.mode in ("1", "L") else "RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def bound(images: Sequence[Image.Image], copier: Copier, extra: Callable[[Canvas, int], None] | None = None) -> bytes:
    """A PDF of pictures, a sheet each; `extra` draws more on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for number, image in enumerate(images):
        width, height = image.width * 72 / copier.dpi, image.height * 72 / copier.dpi
        canvas.setPageSize((width, height))
        body = encoded(image, None if image.mode == "1" else copier.quality)
        canvas.drawImage(ImageReader(io.BytesIO(body)), 0, 0, width, height)
        if extra:
            extra(canvas, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def long_picture(images: Sequence[Image.Image], width: int, margin: float) -> Image.Image:
    """The pages' print, one below the other without their upper and lower margins, `width` pixels wide."""
    strips = []
    for image in images:
        top, bottom = round(image.height * margin), round(image.height * (1 - margin))
        strip = image.crop((0, top, image.width, bottom))
        strips.append(strip.resize((width, round(strip.height * width / strip.width)), Image.Resampling.LANCZOS))
    whole = Image.new("RGB", (width, sum(s.height for s in strips)), "white")
    at = 0
    for strip in strips:
        whole.paste(strip, (0, at))
        at += strip.height
    return whole


def cut(picture: Image.Image, height: int) -> list[Image.Image]:
    return [
        picture.crop((0, top, picture.width, min(top + height, picture.height)))
        for top in range(0, picture.height, height)
    ]
