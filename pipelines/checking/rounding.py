"""What a printed number may stand for: 37.62万条 is any number 50 either way, and 12.5% any share that rounds to it."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.parsing.figures import Figure, Share
from pipelines.parsing.numbers import find_numbers

_DIGITS = re.compile("[0-9]+(?:\\.(?P<places>[0-9]+))?")


def step(figure: Figure) -> Decimal:
    """The step of the last digit printed, in the figure's unit; 0 for one printed in full, and for a table's."""
    if not figure.value or figure.origin == "table":
        return Decimal(0)
    numbers = [found for found in find_numbers(figure.raw) if found.kind in ("count", "percent")]
    if len(numbers) != 1 or not numbers[0].value:
        return Decimal(0)
    printed = _DIGITS.search(figure.raw.replace(",", ""))
    if printed is None:
        return Decimal(0)
    digits = Decimal(printed[0])
    if not digits:
        return Decimal(0)
    last = Decimal(1).scaleb(-len(printed["places"] or "")) * (figure.value / digits)
    return last if last > 1 else Decimal(0)


def is_share(share: Share, part: Decimal, part_step: Decimal, base: Decimal, base_step: Decimal) -> bool:
    """Whether a printed share is that of a part in a base, rounded or cut off, though both may be rounded as well."""
    printed = _DIGITS.search(share.raw)
    unit = Decimal(1).scaleb(-len(printed["places"] or "")) if printed is not None else Decimal(1)
    half = base_step / 2
    if base <= half:
        return False
    low = (part - part_step / 2) * 100 / (base + half)
    high = (part + part_step / 2) * 100 / (base - half)
    return low - unit / 2 <= share.percent + unit / 2 and share.percent - unit / 2 <= high
