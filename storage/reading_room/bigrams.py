"""Chinese as tokens for SQLite's FTS5: overlapping pairs of characters, so that a word of any length is found.

    政府信息 2021  ->  政府 府信 信息 息 2021

The last character of a run stands alone too: a word of one character is found as the beginning of a token. Both scripts
find each other because who calls folds characters to Simplified first. Other words and numbers are tokens as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_WORDS = 12
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>[^\W_{_HAN}]+(?:[.,]\d+)*)")


def tokens(text: str) -> str:
    """A folded text as tokens divided by blanks."""
    return " ".join(_tokens(text))


def question(text: str) -> str | None:
    """What somebody typed as an FTS5 expression: each of its words must occur. None if there is nothing to look for."""
    parts = []
    for match in list(_RUN.finditer(text))[:MAX_WORDS]:
        han = match["han"]
        if han is None:
            parts.append(f'"{_plain(match["word"])}"')
        elif len(han) == 1:
            parts.append(f'"{han}" *')
        else:
            parts.append('"' + " ".join(han[at : at + 2] for at in range(len(han) - 1)) + '"')
    return " AND ".join(parts) or None


def words(text: str) -> list[str]:
    """The words of a question, to be marked in what was found."""
    return [match["han"] or match["word"] for match in list(_RUN.finditer(text))[:MAX_WORDS]]


def _tokens(text: str) -> Iterator[str]:
    for match in _RUN.finditer(text):
        han = match["han"]
        if han is None:
            yield _plain(match["word"])
            continue
        for at in range(len(han) - 1):
            yield han[at : at + 2]
        yield han[-1]


def _plain(word: str) -> str:
    """1,234.5 is one token, as 1234.5 would be: FTS5's tokenizer divides at points."""
    return re.sub(r"[.,]", "", word.lower())
