"""What do numerals in Chinese characters stand for."""

from __future__ import annotations

from decimal import Decimal

MAX_DIGITS = 30
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}


def parse_chinese(numeral: str) -> Decimal | None:
    """The value of a numeral in Chinese characters, or None if it is malformed or vague (三五, 二三十).

    百二 is 120 and 三千五 is 3500; 一百零二 is 102; 二〇二四 is read by position; 廿 and 卅 are 20 and 30.
    """
    if not numeral or len(numeral) > MAX_DIGITS:
        return None
    if "点" in numeral:
        return _chinese_decimal(numeral)
    if not any(c in MAGNITUDES or c in _TENS for c in numeral):
        return _positional(numeral)
    for magnitude in ("亿", "万"):
        if magnitude in numeral:
            head, _, tail = numeral.rpartition(magnitude)
            return _joined(head, tail, MAGNITUDES[magnitude])
    return _below_ten_thousand(numeral)


def _positional(numeral: str) -> Decimal | None:
    values = [_DIGITS[c] for c in numeral]
    if len(values) == 2 and 0 not in values:
        return None
    return Decimal("".join(str(value) for value in values))


def _joined(head: str, tail: str, scale: int) -> Decimal | None:
    upper = parse_chinese(head) if head else None
    if upper is None:
        return None
    if not tail:
        return upper * scale
    if len(tail) == 1 and tail in _DIGITS and _DIGITS[tail]:
        return upper * scale + Decimal(_DIGITS[tail]) * (scale // 10)
    lower = parse_chinese(tail.lstrip("零〇○"))
    return upper * scale + lower if lower is not None and lower < scale else None


def _below_ten_thousand(numeral: str) -> Decimal | None:
    total = 0
    digit: int | None = None
    zero = False
    scale = 10000
    for index, character in enumerate(numeral):
        if character in _TENS:
            if digit is not None or scale <= 10:
                return None
            total, scale, zero = total + _TENS[character], 10, False
        elif character in MAGNITUDES:
            magnitude = MAGNITUDES[character]
            if magnitude >= scale or (digit is None and index and not zero and magnitude != 10):
                return None
            total, digit, scale, zero = (
                total + (1 if digit is None else digit) * magnitude,
                None,
                magnitude,
                False,
            )
        elif _DIGITS[character] == 0:
            if digit is not None:
                return None
            zero = True
        else:
            if digit is not None:
                return None
            digit = _DIGITS[character]
    if digit is not None:
        total += digit if zero or scale in (10, 10000) else digit * scale // 10
    return Decimal(total)


def _chinese_decimal(numeral: str) -> Decimal | None:
    whole, _, places = numeral.partition("点")
    scale = 1
    if places and places[-1] in "万亿":
        scale, places = MAGNITUDES[places[-1]], places[:-1]
    upper = parse_chinese(whole)
    if upper is None or not places or any(c not in _DIGITS for c in places):
        return None
    return (upper + Decimal("0." + "".join(str(_DIGITS[c]) for c in places))) * scale


def magnitude(word: str | None) -> Decimal:
    product = Decimal(1)
    for character in word or "":
        product *= MAGNITUDES[character]
    return product
