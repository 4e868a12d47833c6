"""The value of a figure, read again from what is printed."""

from __future__ import annotations

import re
from decimal import Decimal

SCALE = {"万": Decimal(10_000), "萬": Decimal(10_000), "亿": Decimal(100_000_000), "億": Decimal(100_000_000)}
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_UNBROKEN = re.compile(r"(?<=\d)[\xa0\u2009\u202f](?=\d{3}(?!\d))")  # between groups of three digits
# 无, 没有 and 未 say that there was none.
_NONE = re.compile(r"无|無|没有|沒有|未|为0")
_DIGITS = {
    sign: value
    for value, signs in enumerate(("〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for sign in signs
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WORDS = re.compile(f"[{''.join((*_DIGITS, *_TENS))}]+")
_LESS = re.compile(r"^\W*(?:减少?|減少?|下降|↓|负|負)")


def read_value(raw: str, unit: str) -> Decimal | None:
    """The first number of what is printed, in the given unit; None where there is none, or words that are not understood here."""
    text = raw.translate(
        {ord(wide): ord(narrow) for wide, narrow in zip("０１２３４５６７８９．，＋－", "0123456789.,+-", strict=True)}
    )
    text = _UNBROKEN.sub("", text)
    match = _NUMBER.search(text)
    if match is not None:
        value = Decimal(match[0].replace(",", ""))
    elif _NONE.search(text):
        return Decimal(0)
    elif (match := _WORDS.search(text)) is not None and (spoken := _spoken(match[0])) is not None:
        value = Decimal(spoken)
    else:
        return None
    value = -abs(value) if _LESS.search(text) else value
    following = text[match.end() :].lstrip()
    printed = SCALE.get(following[:1])
    if printed is not None and (following[1:2].isdigit() or _WORDS.match(following, 1)):
        return None  # 1万2千
    if unit.startswith("万"):
        # A bare number is in the dictionary's unit; one with a unit of its own is converted.
        if printed is not None:
            return value * printed / SCALE["万"]
        return value / SCALE["万"] if following.startswith(unit[1:]) and unit[1:] else value
    return value * printed if printed is not None else value


def _spoken(words: str) -> int | None:
    """一百零二, or digit by digit 一〇二, below ten thousand; None for what is neither."""
    if not any(sign in _TENS for sign in words):
        return int("".join(str(_DIGITS[sign]) for sign in words))
    total, digit, before = 0, 1 if words[0] in _TENS else 0, 10_000
    for at, sign in enumerate(words):
        if sign in _DIGITS:
            if at and words[at - 1] in _DIGITS and _DIGITS[words[at - 1]]:
                return None
            digit = _DIGITS[sign]
        elif _TENS[sign] >= before or not digit:
            return None
        else:
            total, before, digit = total + digit * _TENS[sign], _TENS[sign], 0
    # 二百五 is 250, and 二百零五 says so.
    return None if digit and words[-2:-1] in tuple("百佰千仟") else total + digit
