"""Is this the form's label: labels compared as a reader would, not as strings.

    read_label("（三）不予公开")          Label(number="三", core="不予公开", unit=None)
    read_label("4.专项经费（万元）")       Label(number="4", core="专项经费", unit="万元")
    Labels({"不予公开": "refused", ...}).find(label) -> Found(meaning, exact) | None

Numbering, 其中, blanks, punctuation, brackets, script and Taiwan's words make no difference. A label that lost characters is
still told, as long as it is near one label of the form and clearly farther from every other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz.distance import Levenshtein

from pipelines.script import to_mainland

Meaning = TypeVar("Meaning", bound=Hashable)

LONGEST = 80  # characters of a cell that can be a label; a longer text is compared by its beginning
_MARGIN = 2  # edits by which the nearest label must beat the nearest one of another meaning
_TOLERATED = 0.3  # share of a label's characters that may be wrong
_TELLING = ("本年", "上年", "上一年", "去年", "下年", "累计", "不予", "不同意")  # words that no damage makes of others
_SHORTENED = 0.7  # share of its characters that a label must keep when nothing but lost characters is wrong with it
_FAR = 1e9  # what a meaning costs that no label was compared for
_LEFT = 0.4  # share of a label's characters that a piece of it must keep

_NUMBERING = re.compile(
    r"(?:其中[:,]?"
    r"|第?\((?P<bracketed>[一二三四五六七八九十]{1,3}|[0-9]{1,2})\)[.、,:]?"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3})(?:[、.,:)]|$)"
    r"|(?P<arabic>[0-9]{1,2})(?:[、.,:)]+|(?=[一-鿿]))"
    r"|[、.,:;)]+)"
)
_BRACKETS = re.compile(r"[(\[【〔<{][^()\[\]【】〔〕<>{}]*[)\]】〕>}]")
_UNCLOSED = re.compile(r"(?<=.)[(\[【〔].*$")
_KEPT = re.compile(r"[^0-9a-z\u3400-\u9fff]")
_UNIT = re.compile(
    r"[(\[【](?:计量)?(?:单位[:,]?)?([百千]?[万亿]?(?:元|条|件|次|人次|人|个|篇|宗|份|项|场|期)|[万亿])[)\]】]"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A cell's text as a label: its innermost number, its words alone, and the unit that it declares in brackets."""

    number: str | None
    core: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
    """What a label means; `exact` unless characters of it are lost or wrong."""

    meaning: Meaning
    exact: bool


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """The label that a cell prints."""
    plain = re.sub(
        r"[\s\u200b-\u200f\ufeff]+", "", unicodedata.normalize("NFKC", to_mainland(text[: 4 * LONGEST]))
    ).lower()
    unit = _UNIT.search(plain)
    number, rest = _numbered(plain)
    bare = rest
    while (shorter := _BRACKETS.sub("", bare)) != bare:
        bare = shorter
    bare = _UNCLOSED.sub("", bare)
    core = _KEPT.sub("", bare) or _KEPT.sub("", rest)
    return Label(number, core[:LONGEST], unit[1] if unit else None)


def _numbered(plain: str) -> tuple[str | None, str]:
    number = None
    while match := _NUMBERING.match(plain):
        found = match["bracketed"] or match["chinese"] or match["arabic"]
        if not plain[match.end() :] and found:
            break
        number, plain = found or number, plain[match.end() :]
    return number, plain


class Labels(Generic[Meaning]):
    """The labels of one part of a form and what each means."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._exact = {read_label(text).core: meaning for text, meaning in meanings.items()}
        self._meanings = list(dict.fromkeys(self._exact.values()))
        places = {meaning: place for place, meaning in enumerate(self._meanings)}
        self._known = [(known, places[meaning]) for known, meaning in self._exact.items()]
        self._similar: dict[str, Found[Meaning] | None] = {}

    def find(self, label: Label) -> Found[Meaning] | None:
        """What the label means, or None if it is none of these or could be several."""
        if not label.core:
            return None
        if label.core in self._exact:
            return Found(self._exact[label.core], exact=True)
        if label.core not in self._similar:
            if len(self._similar) > 4096:
                self._similar.clear()
            self._similar[label.core] = self._nearest(label.core)
        return self._similar[label.core]

    def exactly(self, label: Label) -> Meaning | None:
        """What the label means if it is printed whole."""
        return self._exact.get(label.core)

    def _nearest(self, core: str) -> Found[Meaning] | None:
        """The label that the text is, characters lost or wrong; None where it could be another as well."""
        size = len(core)
        if size >= 4:
            shortened = {
                place for known, place in self._known if size >= _SHORTENED * len(known) and is_shortened(core, known)
            }
            if len(shortened) == 1:
                return Found(self._meanings[shortened.pop()], exact=False)
        costs = [_FAR] * len(self._meanings)
        near = [False] * len(self._meanings)
        farthest = size // 2 + _MARGIN
        telling = [word for word in _TELLING if word in core]
        for known, place in self._known:
            length = len(known)
            limit = max(int(length * _TOLERATED), 1) if length >= 3 else 0
            cost, good = float(Levenshtein.distance(core, known, score_cutoff=max(limit + _MARGIN, farthest))), False
            if cost <= limit and (length >= 6 or 3 <= size <= length):
                good = all(word in known for word in telling)
            if size >= 4 and core in known:
                cost, good = min(cost, 1.0), good or size >= _LEFT * length
            if cost < costs[place]:
                costs[place], near[place] = cost, good
        if not costs:
            return None
        best = min(range(len(costs)), key=costs.__getitem__)
        others = [cost for place, cost in enumerate(costs) if place != best]
        if not near[best] or (others and min(others) < costs[best] + _MARGIN):
            return None
        return Found(self._meanings[best], exact=False)


def is_shortened(text: str, whole: str) -> bool:
    """Whether the text is the whole with characters lost and nothing else changed."""
    rest = iter(whole)
    return all(character in rest for character in text)
