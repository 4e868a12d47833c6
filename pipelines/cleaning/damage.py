"""Which characters did the source lose before it came here: marked, never mended.

`201711日` was `2017年1月1日` before someone's extraction dropped the characters between digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.blocks import Block, Paragraph

MAX_FLAGS = 20
_DAMAGED = (
    ("damaged_date", re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}[0-9]{1,4}[日月](?!报)")),
    ("damaged_document_number", re.compile(r"〔(?:19|20)[0-9]{3,8}号")),
    ("replacement_character", re.compile("�+")),
)


def flags(blocks: Iterable[Block]) -> tuple[str, ...]:
    """What the text shows of earlier damage, as `kind:characters`; bounded."""
    found: dict[str, None] = {}
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        for kind, pattern in _DAMAGED:
            for match in pattern.finditer(block.text):
                found.setdefault(f"{kind}:{match.group()}")
                if len(found) >= MAX_FLAGS:
                    return tuple(found)
    return tuple(found)
