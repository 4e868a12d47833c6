"""The text as patterns read it: Simplified, half-width, of the same length, so that spans hold."""

from __future__ import annotations

from pipelines.script import to_simplified

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("　"): ord(" "),
    ord("﹪"): ord("%"),
    ord("〈"): ord("《"),
    ord("〉"): ord("》"),
    ord("「"): ord("“"),
    ord("」"): ord("”"),
    ord("『"): ord("“"),
    ord("』"): ord("”"),
    ord("﹐"): ord(","),
    ord("﹔"): ord(";"),
    ord("﹕"): ord(":"),
    ord("︰"): ord(":"),
    ord("∶"): ord(":"),
    ord("覆"): ord("复"),
    ord("徵"): ord("征"),
    ord("佔"): ord("占"),
    ord("\xa0"): ord(" "),
}


def fold(text: str) -> str:
    """Simplified characters and half-width signs, character for character (答覆 becomes 答复 too)."""
    return to_simplified(text).translate(_NARROW)
