"""Lists that go on by a mark in their answer: {"items": [...], "nextCursor": "40"} is asked again with cursor=40."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.turning import Call, rewrite

MAX_DEPTH = 4
MAX_MARK = 400

# Fields of an answer that hold the mark, and parameters of the call that take it.
_MARK = re.compile(
    r"^(?:next_?(?:cursor|page_?token|token|id|key|max_?id|start|offset)?|cursor|page_?token|scroll_?id|end_?cursor|continuation(?:_?token)?)$",
    re.I,
)
_TAKES = re.compile(
    r"cursor|page_?token|^token$|^after$|scroll_?id|continuation|max_?id|^next|last_?id|since_?id", re.I
)


def following(call: Call, data: object) -> Call | None:
    """The call for what follows; None where the answer holds no mark, or the call has no place for it."""
    for mark in _marks(data, 0):
        taken = False

        def change(name: str, value: str, mark: str = mark) -> str | None:
            nonlocal taken
            if taken or not _TAKES.search(name) or value == mark:
                return None
            taken = True
            return mark

        turned = rewrite(call, change)
        if turned is not None:
            return turned
    return None


def _marks(value: object, depth: int) -> Iterator[str]:
    if not isinstance(value, dict) or depth > MAX_DEPTH:
        return
    for key, inner in value.items():
        if (
            _MARK.match(key)
            and isinstance(inner, str | int)
            and not isinstance(inner, bool)
            and 0 < len(str(inner)) <= MAX_MARK
        ):
            yield str(inner)
        elif isinstance(inner, dict):
            yield from _marks(inner, depth + 1)
