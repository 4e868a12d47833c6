"""Raised and lowered digits stay so in the text: a note's raised 1 behind a figure must not become a digit of it (5¹, m²)."""

from __future__ import annotations

from typing import Literal

Shift = Literal["up", "down"]

_SHIFTED = {
    "up": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "down": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


def shifted(text: str, shift: Shift | None) -> str:
    """The text as it prints above or below its line; only digits have such characters."""
    return text.translate(_SHIFTED[shift]) if shift else text
