"""Which lines are the page's and not the article's.

The patterns are ../data/boilerplate.csv: `pattern` must match the whole line, its spaces squeezed out; `where` is the zone
in which it counts (any; head: before the article's first sentence; tail: after its last; cut: in the tail, with all that
follows; end: the same, and what follows may be sentences; foot: in the tail, right above the site's own foot; mirror: among the first blocks of an encyclopedia copy; stub: where there is no article but its attachments);
`reason` is what `dropped` says.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from pipelines.blocks import Block, Paragraph, TableBlock
from pipelines.cleaning.tables import rows
from pipelines.readers.whitespace import visible

Zone = Literal["any", "head", "tail", "cut", "end", "foot", "mirror", "stub"]

LONGEST_LINE = 160
_SENTENCE = re.compile("[。；！？;]")
_MARKER_LINE = 80
_BETWEEN = re.compile(r"(?<=[】\])）])(?=\s*[【\[（(])|[|｜　]|\s{2,}")  # what stands side by side in a page's bar


def reason(text: str, *zones: Zone) -> str | None:
    """Why this line is boilerplate in one of these zones, or None. A line of several things is, if each of them is."""
    line = visible(text)
    if not line or len(line) > LONGEST_LINE:
        return None
    for zone in zones:
        why = _reason(line, zone)
        if why:
            return why
    parts = [part for piece in _BETWEEN.split(text) if (part := visible(piece))]
    if len(parts) < 2:
        return None
    reasons = [next((why for zone in zones if (why := _reason(part, zone))), None) for part in parts]
    return reasons[0] if all(reasons) else None


@lru_cache(maxsize=20_000)
def _reason(line: str, zone: Zone) -> str | None:
    """Cached: the lines that are boilerplate are the same on all pages of a portal."""
    pattern, reasons = _patterns()[zone]
    match = pattern.fullmatch(line)
    return reasons[match.lastgroup or ""] if match else None


def report_markers(block: Block) -> int:
    """How many signs of the official report form a block shows: its numbered headings, the labels of its tables."""
    if isinstance(block, Paragraph):
        if len(block.text) > _MARKER_LINE:
            return 0
        return int(any(pattern.search(block.text) for pattern in _markers()["heading"] + _markers()["label"]))
    if isinstance(block, TableBlock):
        text = "\n".join("".join(cell.text.split()) for cell in block.cells[:400])
        return sum(1 for pattern in _markers()["label"] if pattern.search(text))
    return 0


def is_prose(block: Block) -> bool:
    """Whether a block is something an author wrote: a sentence that is no link, or a sign of the report form."""
    if isinstance(block, Paragraph):
        size = len(visible(block.text))
        if block.linked * 2 > size:
            return False
        if size >= 12 and _SENTENCE.search(block.text) is not None:
            return True
        return (size >= 40 and not block.linked) or report_markers(block) > 0
    return isinstance(block, TableBlock) and (report_markers(block) > 1 or _is_data(block))


def _is_data(table: TableBlock) -> bool:
    size = sum(len(visible(cell.text)) for cell in table.cells)
    return table.height > 2 and table.width > 2 and table.linked * 3 < size


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
    """For each zone one pattern of named alternatives, and the reason that each name stands for."""
    by_zone: dict[str, dict[str, tuple[str, str]]] = {}
    for number, row in enumerate(rows("boilerplate.csv")):
        by_zone.setdefault(row["where"], {})[f"row{number}"] = (row["pattern"], row["reason"])
    return {
        zone: (
            re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in named.items()), re.IGNORECASE),
            {name: why for name, (_, why) in named.items()},
        )
        for zone, named in by_zone.items()
    }


@cache
def _markers() -> dict[str, list[re.Pattern[str]]]:
    markers: dict[str, list[re.Pattern[str]]] = {"heading": [], "label": []}
    for row in rows("report_markers.csv"):
        markers[row["kind"]].append(re.compile(row["pattern"]))
    return markers
