"""How one office typesets its report: drawn once a report, since an office is consistent."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

Rules = Literal["grid", "across", "three", "shades", "bare", "thin", "pictures", "dashes", "open"]
RULES: tuple[Rules, ...] = ("grid", "across", "three", "shades", "bare", "thin", "pictures", "dashes", "open")


@dataclass(frozen=True)
class Manner:
    """Sizes are points. `across`: only rules between rows; `three`: above, below and under the head; `shades`: every second
    row grey; `thin`: rules as filled rectangles; `pictures`: as images; `open`: a grid without the outer left and right rule.
    """

    page: tuple[float, float]
    margin: float
    rules: Rules
    cell_size: float
    body_size: float
    figure_align: Literal["left", "centre", "right"]
    label_align: Literal["left", "centre"]
    head_align: Literal["left", "centre"]
    vertical: Literal["top", "middle", "bottom"]
    padding: float
    head_again: bool
    running_head: str
    folio: str
    letters: Literal["runs", "single", "doubled", "tracked"]
    latin: bool
    watermark: str


def draw(rng: random.Random, rules: Rules | None = None) -> Manner:
    portrait, large = (595.0, 842.0), (842.0, 1191.0)
    page = rng.choice((portrait, portrait, portrait, (842.0, 595.0), (612.0, 792.0), large))
    return Manner(
        page=page,
        margin=rng.choice((42.0, 60.0, 72.0)),
        rules=rules or rng.choice(RULES),
        cell_size=rng.choice((7.0, 8.0, 9.0, 10.5)),
        body_size=rng.choice((10.5, 12.0, 14.0, 16.0)),
        figure_align=rng.choice(("centre", "centre", "left", "right")),
        label_align=rng.choice(("left", "centre")),
        head_align=rng.choice(("centre", "centre", "centre", "left")),
        vertical=rng.choice(("middle", "middle", "top", "bottom")),
        padding=rng.choice((1.5, 2.5, 4.0)),
        head_again=rng.random() < 0.4,
        running_head=rng.choice(("", "", "政府信息公开工作年度报告", "2024年度 — 公开年报")),
        folio=rng.choice(("", "- {n} -", "{n}", "第{n}页 共{of}页", "— {n} —", "{n}/{of}")),
        letters=rng.choice(("runs", "runs", "single", "doubled", "tracked")),
        latin=rng.random() < 0.6,
        watermark=rng.choice(("", "", "", "仅供查阅")),
    )
