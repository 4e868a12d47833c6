"""Pages to pictures, as scanners and telephones make them."""

from __future__ import annotations

import io
import random
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.variety.paper.glyphs import font
from tests.variety.paper.typeset import Page, advance

Flaw = Literal["clean", "skewed", "noisy", "coarse", "sealed", "sideways", "overturned", "phone"]
FLAWS: tuple[Flaw, ...] = ("clean", "skewed", "noisy", "coarse", "sealed", "sideways", "overturned", "phone")
DPI = {flaw: 100 if flaw == "coarse" else 200 for flaw in FLAWS}


def picture(page: Page, flaw: Flaw, rng: random.Random) -> Image.Image:
    scale = DPI[flaw] / 72
    image = Image.new("RGB", (round(page.width * scale), round(page.height * scale)), "white")
    pen = ImageDraw.Draw(image)
    for shade in page.shades:
        pen.rectangle((shade.x0 * scale, shade.y0 * scale, shade.x1 * scale, shade.y1 * scale), fill=(225, 225, 225))
    for rule in page.rules:
        pen.line(
            (rule.x0 * scale, rule.y0 * scale, rule.x1 * scale, rule.y1 * scale),
            fill="black",
            width=max(1, round(scale / 2)),
        )
    for text in page.texts:
        if text.layer != "text":
            continue
        x = text.x
        face = font(round(text.size * scale))
        for char in text.string:
            pen.text((x * scale, text.y * scale), char, font=face, fill="black", anchor="ls")
            x += advance(char) * text.size
    if flaw == "sealed":
        image = _sealed(image, scale, rng)
    if flaw == "skewed":
        image = image.rotate(rng.choice((-2, -1.5, -1, 1, 1.5, 2)), Image.Resampling.BICUBIC, fillcolor="white")
    if flaw == "noisy":
        image = _noisy(image, rng)
    if flaw in ("sideways", "overturned"):
        image = image.rotate(180 if flaw == "overturned" else rng.choice((90, 270)), expand=True)
    if flaw == "phone":
        image = _photographed(image, rng)
    return image


def _photographed(image: Image.Image, rng: random.Random) -> Image.Image:
    """A sheet on a dark table, seen a little from one side, with the light from a corner."""
    width, height = image.size
    edge = 0.04 * width
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    inward = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    seen = [
        (x + dx * rng.uniform(0.3, 1.4) * edge, y + dy * rng.uniform(0.3, 1.4) * edge)
        for (x, y), (dx, dy) in zip(corners, inward, strict=True)
    ]
    equations, values = [], []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        equations += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    plan = np.linalg.solve(np.asarray(equations, float), np.asarray(values, float))
    bent = image.transform(
        image.size, Image.Transform.PERSPECTIVE, list(plan), Image.Resampling.BICUBIC, fillcolor=(70, 60, 50)
    )
    light = (
        np.linspace(1.0, rng.uniform(0.6, 0.8), width)[None, :, None] * np.linspace(1.0, 0.85, height)[:, None, None]
    )
    return Image.fromarray((np.asarray(bent).astype(float) * light).clip(0, 255).astype("uint8"))


def _sealed(image: Image.Image, scale: float, rng: random.Random) -> Image.Image:
    """A red seal over a table: a ring, a star and letters, through which the print shows."""
    seal = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(seal)
    x, y = image.width * rng.uniform(0.3, 0.7), image.height * rng.uniform(0.2, 0.7)
    radius = 60 * scale
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(220, 30, 30), width=round(2.5 * scale))
    pen.text((x, y), "★", font=font(round(32 * scale)), fill=(220, 30, 30), anchor="mm")
    pen.text((x, y + radius * 0.55), "人民政府办公室", font=font(round(9 * scale)), fill=(220, 30, 30), anchor="mm")
    return Image.fromarray(np.minimum(np.asarray(image), np.asarray(seal)))


def _noisy(image: Image.Image, rng: random.Random) -> Image.Image:
    grain = np.random.default_rng(rng.randrange(2**32))
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(0.7))).astype(float)
    pixels = 20 + pixels * 0.87 + grain.normal(0, 14, pixels.shape)
    specks = grain.random(pixels.shape[:2]) < 0.0008
    pixels[specks] = 40
    return Image.fromarray(pixels.clip(0, 255).astype("uint8"))


def encoded(image: Image.Image, flaw: Flaw) -> bytes:
    buffer = io.BytesIO()
    if flaw in ("noisy", "coarse", "phone"):
        image.save(buffer, "JPEG", quality=70)
    else:
        image.save(buffer, "PNG")
    return buffer.getvalue()


def long_picture(pages: list[Page], flaw: Flaw, rng: random.Random) -> Image.Image:
    """All pages in one picture, one below the other."""
    images = [picture(page, flaw, rng) for page in pages]
    whole = Image.new("RGB", (max(i.width for i in images), sum(i.height for i in images)), "white")
    top = 0
    for image in images:
        whole.paste(image, (0, top))
        top += image.height
    return whole


def scanned_pdf(pages: list[Page], flaw: Flaw, rng: random.Random) -> bytes:
    images = [picture(page, flaw, rng) for page in pages]
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", save_all=True, append_images=images[1:], resolution=DPI[flaw])
    return buffer.getvalue()
