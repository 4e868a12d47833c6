"""The patterns of prose.json: no repeated group can read the same words in two ways, so that hostile text cannot stall them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from pipelines.parsing.figures import LaidOut
from pipelines.parsing.prose import read_prose
from pipelines.parsing.sections import outline

_REPEATED = re.compile(r"\(\?:([^()]*)\)[*+]")


def groups() -> Iterator[list[str]]:
    data = json.loads((files("pipelines") / "data" / "prose.json").read_text("utf-8"))
    for match in _REPEATED.finditer(json.dumps(data, ensure_ascii=False)):
        words = match[1].split("|")
        if not any(re.search(r"[\\?*+\[\]{}.^$]", word) for word in words):
            yield words


def made_of(word: str, others: list[str]) -> bool:
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(word[:end].endswith(other) and reached[end - len(other)] for other in others if other)
    return reached[-1]


def test_no_word_of_a_repeated_group_is_made_of_its_others() -> None:
    found = [
        (word, words) for words in groups() for word in words if made_of(word, [w for w in words if w != word])
    ]  # fmt: skip
    twice = [words for words in groups() if len(set(words)) < len(words)]
    assert (found, twice) == ([], [])


@pytest.mark.parametrize(
    "words", ["举报投诉", "提起行政诉讼", "因属于", "的检索费", "共有总数", "组织开展召开", "依申请公开政府信息"]
)
def test_words_said_over_and_over_are_no_figure(words: str) -> None:
    text = f"{words * 60}5件。未{words * 60}。{words * 60}无"
    laid_out = LaidOut(text, (), ((0, len(text)),))
    assert read_prose(laid_out, outline(laid_out), "free", 2016).figures == ()
