"""Simplified and Traditional script (简, 繁): for matching only; what is printed is kept.

    to_simplified("規範性檔案")    "规范性档案"    character by character, of the same length, so that spans hold
    to_mainland("規範性檔案")      "规范性文件"    the words too: mirrors in Traditional script follow Taiwan's vocabulary
    in_mainland_words("最佳化", " ")    "优化 "     the words of a text that is simplified already, of the same length again
    of(text)                       "Hans" | "Hant"

The characters are OpenCC's tables; the words are `data/script.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Literal

from opencc import OpenCC  # type: ignore[import-untyped, unused-ignore]

Script = Literal["Hans", "Hant"]

_RADICALS = range(
    0x2E80, 0x2FE0
)  # a radical's own sign, which text copied from a PDF file has for the letter (⼈⺠ for 人民)
_SAMPLED = 20_000  # characters that tell a text's script; more would not change the answer


@cache
def _letters() -> dict[int, str]:
    """The letter for each radical's sign: by compatibility, or, of the supplement's, by the table."""
    table: dict[str, str] = json.loads((files("pipelines") / "data" / "script.json").read_text("utf-8"))["radicals"]
    return {code: table.get(chr(code)) or unicodedata.normalize("NFKC", chr(code)) for code in _RADICALS}


class _Characters(dict[int, int]):
    """A `str.translate` table that asks OpenCC for each character once; a radical's sign is the letter that it looks like."""

    def __init__(self, configuration: str) -> None:
        self._convert = OpenCC(configuration).convert

    def __missing__(self, code: int) -> int:
        letter = _letters().get(code, chr(code))
        converted = self._convert(letter) if ord(letter) >= 0x3400 else letter
        self[code] = ord(converted) if len(converted) == 1 else code
        return self[code]


@cache
def _simplified() -> _Characters:
    return _Characters("t2s")


@cache
def _traditional() -> _Characters:
    return _Characters("s2t")


def to_simplified(text: str) -> str:
    """The text in Simplified characters, of exactly the same length; words are left as they are."""
    return text.translate(_simplified())


def of(text: str) -> Script:
    """The script a text is written in, by which script's own characters it has more of. Hans when there are none."""
    simplified = traditional = 0
    for character, times in Counter(text[:_SAMPLED]).items():
        code = ord(character)
        if code < 0x3400:
            continue
        if _simplified()[code] != code:
            traditional += times
        elif _traditional()[code] != code:
            simplified += times
    return "Hant" if traditional > simplified else "Hans"


@cache
def _mainland() -> tuple[re.Pattern[str], dict[str, str]]:
    words = json.loads((files("pipelines") / "data" / "script.json").read_text("utf-8"))["words"]
    means = {word["word"]: word["means"] for word in words}
    alternatives = []
    for word in sorted(words, key=lambda word: -len(word["word"])):
        kept = "|".join(re.escape(longer) for longer in word.get("but", ()))
        alternatives.append((f"(?!{kept})" if kept else "") + re.escape(word["word"]))
    return re.compile("|".join(alternatives)), means


def to_mainland(text: str) -> str:
    """The text in Simplified characters and mainland words, for comparing with the forms' own labels.

    Its length may differ. Words are exchanged only in a text that has Traditional characters: in a Simplified text 档案
    means archives.
    """
    simplified = to_simplified(text)
    if simplified == text.translate(_letters()):
        return simplified
    pattern, means = _mainland()
    return pattern.sub(lambda match: means[match[0]], simplified)


def in_mainland_words(simplified: str, filler: str) -> str:
    """A text of a Traditional mirror, in Simplified characters, with mainland words filled up to the length of those they replace."""
    pattern, means = _mainland()
    return pattern.sub(lambda match: means[match[0]].ljust(len(match[0]), filler), simplified)
