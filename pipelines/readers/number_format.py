"""A number as a sheet shows it under its format (ECMA-376 part 1, section 18.8.31): what is printed, not what is stored.

shown(1234.5, "#,##0.00")        "1,234.50"
shown(0, '0;-0;;@')              ""          a sheet that hides its zeros prints nothing
shown(0, '0_ ;-0_ ;"-"')         "-"
shown(5, '0"件"')                "5件"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

LONGEST = 255  # characters that a format may have
_DIGITS = "0#?"
_BRACKETED = re.compile(r"\[(?P<inside>[^\[\]]*)\]")
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)")
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)(?P<bound>-?[0-9.]+)$")
_PLAIN = re.compile(r"general|@", re.IGNORECASE)
_MOST_DECIMALS = 30
_GENERAL = Context(prec=11, rounding=ROUND_HALF_UP)

Part = tuple[str, str]  # ("text" | "digits" | "point" | "comma" | "percent", what stands there)


def shown(value: int | float, number_format: str) -> str:
    """The value as its cell shows it; a format that is not known here shows the plain number."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    if len(number_format) > LONGEST:
        return _general(number)
    section, negated = _section(number, _sections(number_format))
    parts = _parts(section)
    if parts is None:
        return _general(number)
    if negated:
        number = -number
    if not any(kind == "digits" for kind, _ in parts):
        return "".join(text for kind, text in parts if kind == "text").strip()
    return _laid_out(number, parts).strip()


def _general(number: Decimal) -> str:
    """A number without a format: whole, or with the eleven digits that such a cell has room for."""
    whole = number.to_integral_value()
    if number == whole:
        return f"{whole:f}"
    return f"{number.normalize(_GENERAL):f}"


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[str, ...]:
    """The sections of a format, divided by semicolons outside quotes."""
    found = [""]
    quoted = escaped = False
    for character in number_format:
        if character == ";" and not quoted and not escaped:
            found.append("")
            continue
        if character == '"' and not escaped:
            quoted = not quoted
        escaped = character in "\\!" and not quoted and not escaped
        found[-1] += character
    return tuple(found[:4])


def _section(number: Decimal, sections: tuple[str, ...]) -> tuple[str, bool]:
    """The section that a number takes, and whether that section writes the sign itself.

    One section is for all; of two the second is for negative numbers, of three the last is for zero. Conditions in
    brackets take their place.
    """
    for index, section in enumerate(sections[:3]):
        condition = next(
            (found for one in _BRACKETED.finditer(section) if (found := _CONDITION.match(one["inside"]))), None
        )
        if condition is not None and _holds(number, condition["sign"], condition["bound"]):
            return section, index > 0 and number < 0
    if any(_CONDITION.match(one["inside"]) for one in _BRACKETED.finditer("".join(sections[:2]))):
        return sections[min(2, len(sections) - 1)], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    if number < 0 and len(sections) > 1:
        return sections[1], True
    return sections[0], False


def _holds(number: Decimal, sign: str, bound: str) -> bool:
    try:
        other = Decimal(bound)
    except ArithmeticError:
        return False
    results = {
        "<": number < other,
        ">": number > other,
        "=": number == other,
        "<=": number <= other,
        ">=": number >= other,
        "<>": number != other,
    }
    return results[sign]


@lru_cache(maxsize=512)
def _parts(section: str) -> tuple[Part, ...] | None:
    """What a section prints, in order; None for General, dates, fractions and powers, which no count is printed in."""
    bare = _BRACKETED.sub("", section)
    if _PLAIN.search(re.sub(r'"[^"]*"', "", bare)):
        return None
    found = tuple(_read(section))
    return None if ("unknown", "") in found else found


def _read(section: str) -> Iterator[Part]:
    index = 0
    while index < len(section):
        character = section[index]
        index += 1
        if character == '"':
            end = section.find('"', index)
            end = len(section) if end < 0 else end
            yield "text", section[index:end]
            index = end + 1
        elif character in "\\!":
            yield "text", section[index : index + 1]
            index += 1
        elif character == "_":
            yield "text", " "
            index += 1
        elif character == "*":
            index += 1
        elif character == "[":
            end = section.find("]", index)
            currency = _CURRENCY.match(section[index:end]) if end > 0 else None
            yield ("text", currency["sign"] if currency else "") if end > 0 else ("unknown", "")
            index = end + 1 if end > 0 else len(section)
        elif character in _DIGITS:
            yield "digits", character
        elif character in ".,%":
            yield {".": "point", ",": "comma", "%": "percent"}[character], character
        elif (character.isascii() and character.isalpha()) or character == "/":
            yield "unknown", ""
        else:
            yield "text", character


def _laid_out(number: Decimal, parts: tuple[Part, ...]) -> str:
    """The number's digits put where the section has places for them."""
    kinds = [kind for kind, _ in parts]
    last = max(index for index, kind in enumerate(kinds) if kind == "digits")
    point = next((index for index, kind in enumerate(kinds) if kind == "point"), None)
    scaling = sum(kind == "comma" for kind in kinds[last + 1 :])
    grouped = any(kind == "comma" for kind in kinds[:last])
    after = [text for kind, text in parts[point + 1 :] if kind == "digits"] if point is not None else []
    after = after[:_MOST_DECIMALS]
    scaled = number.scaleb(2 * kinds.count("percent") - 3 * scaling)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(after)), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    while fraction and after[len(fraction) - 1] == "#" and fraction.endswith("0"):
        fraction = fraction[:-1]
    before = [text for kind, text in parts[:point] if kind == "digits"]
    if whole == "0" and before and "0" not in before:
        whole = ""
    whole = whole.rjust(before.count("0"), "0")
    return ("-" if rounded < 0 else "") + _filled(parts, point, whole, fraction, grouped)


def _filled(parts: tuple[Part, ...], point: int | None, whole: str, fraction: str, grouped: bool) -> str:
    """Literal text stands where the section has it, between digits too (0!.0 prints a point of its own)."""
    places = [index for index, (kind, _) in enumerate(parts[:point]) if kind == "digits"]
    digits = {}
    for nth, index in enumerate(reversed(places)):
        take = whole[-1:] if nth < len(places) - 1 else whole
        digits[index] = take
        whole = whole[: len(whole) - len(take)]
    if grouped:
        joined = "".join(digits.get(index, "") for index in places)
        digits = dict.fromkeys(places, "")
        digits[places[-1]] = f"{int(joined):,}" if joined else ""
    printed = []
    behind = list(fraction)
    for index, (kind, text) in enumerate(parts):
        if kind == "digits" and index in digits:
            printed.append(digits[index])
        elif kind == "digits":
            printed.append(behind.pop(0) if behind else "")
        elif kind == "point":
            printed.append(text if fraction or index != point else "")
        elif kind in ("text", "percent"):
            printed.append(text)
    return "".join(printed)
