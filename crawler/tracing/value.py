"""The value of a figure, read again from what is printed."""

from __future__ import annotations

import re
from decimal import Decimal

SCALE = {"万": Decimal(10_000), "萬": Decimal(10_000), "亿": Decimal(100_000_000), "億": Decimal(100_000_000)}
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_UNBROKEN = re.compile(r"(?<=\d)[\xa0\u2009\u202f](?=\d{3}(?!\d))")  # between groups of three digits
# 无, 没有 and 未 say that there was none.
_NONE = re.compile(r"无|無|没有|沒有|未|零|为0")
_LESS = re.compile(r"^\W*(?:减少?|減少?|下降|↓|负|負)")


def read_value(raw: str, unit: str) -> Decimal | None:
    """The first number of what is printed, in the given unit; None where it is printed in words."""
    text = raw.translate(
        {ord(wide): ord(narrow) for wide, narrow in zip("０１２３４５６７８９．，＋－", "0123456789.,+-", strict=True)}
    )
    text = _UNBROKEN.sub("", text)
    match = _NUMBER.search(text)
    if match is None:
        return Decimal(0) if _NONE.search(text) else None
    value = Decimal(match[0].replace(",", ""))
    value = -abs(value) if _LESS.search(text) else value
    following = text[match.end() :].lstrip()
    printed = SCALE.get(following[:1])
    if unit.startswith("万"):
        # A bare number is in the dictionary's unit; one with a unit of its own is converted.
        if printed is not None:
            return value * printed / SCALE["万"]
        return value / SCALE["万"] if following.startswith(unit[1:]) and unit[1:] else value
    return value * printed if printed is not None else value
