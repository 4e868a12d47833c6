"""Where within its element does the article begin and end: the page's own lines at its head and tail go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.blocks import Block, Image, PageBreak, Paragraph, TableBlock
from pipelines.cleaning import boilerplate, metadata, mirror, published
from pipelines.cleaning.title import same_title
from pipelines.parsing.dates import find_dates
from pipelines.readers.whitespace import visible

HEAD_BLOCKS = 80
SHORT_LINE = 45
LONGEST_LISTING = 120
LONGEST_CAPTION = 8  # of a list of links
_FEET = frozenset(("copyright", "site footer"))
_LINKS = "links below the article"
_OF_THE_PAGE = frozenset(("source", "editor", "reviewer", "author"))
_FILE = re.compile(r"^\s*附(?:件|表)|\.(?:pdf|docx?|wps|xlsx?|et|rtf|ofd|zip|rar|7z)\b", re.IGNORECASE)
_OFFICE = re.compile("[\u4e00-\u9fff]{1,18}(?:网|站|局|办|室|府|委|厅|中心|科|处|院|镇|乡|街道|部|社)")
PAIRS_OF_A_BOX = 2
# What the readers of paged files call the lines that belong to the page: its number, a running head.
MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The blocks that stay, and each that went with its reason."""

    blocks: tuple[Block, ...]
    dropped: tuple[tuple[Block, str], ...]


def trim(blocks: tuple[Block, ...], title: str | None, *, page: bool) -> Trimmed:
    """`page`: the blocks are of a page, whose title stands outside its article."""
    reasons = mirror.own_words(blocks, title)
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            why = "page margin" if block.place.path == MARGIN else boilerplate.reason(block.text, "any")
            if why:
                reasons[index] = why
    first = next((i for i, block in enumerate(blocks) if i not in reasons and _opens(block)), len(blocks))
    _head(blocks, first, title, page, reasons)
    _tail(blocks, first, reasons)
    _stub(blocks, reasons)
    kept = tuple(_kept(blocks, reasons))
    return Trimmed(kept, tuple((blocks[index], reasons[index]) for index in sorted(reasons)))


def _kept(blocks: tuple[Block, ...], reasons: Mapping[int, str]) -> Iterator[Block]:
    """The blocks that stay; blank lines before a page's number that goes stand before what follows it."""
    blanks = 0
    for index, block in enumerate(blocks):
        own = block.blanks if isinstance(block, Paragraph) else 0
        if index in reasons:
            blanks += own
            continue
        yield replace(block, blanks=own + blanks) if blanks and isinstance(block, Paragraph) else block
        blanks = 0


def before_text(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of an article's head: those before its first sentence or table."""
    first = next((index for index, block in enumerate(blocks) if _opens(block)), len(blocks))
    return blocks[: min(first, HEAD_BLOCKS)]


def without_menus(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of a page in which no article stands out without those that are mostly links, and those."""
    menus = tuple(
        block for block in blocks if isinstance(block, Paragraph | TableBlock) and 2 * block.linked > _size(block)
    )
    gone = set(map(id, menus))
    return tuple(block for block in blocks if id(block) not in gone), menus


def _size(block: Paragraph | TableBlock) -> int:
    if isinstance(block, Paragraph):
        return len(visible(block.text))
    return sum(len(visible(cell.text)) for cell in block.cells)


def _stub(blocks: tuple[Block, ...], reasons: dict[int, str]) -> None:
    """Where nothing but a reference to attachments is left, it is the page's sentence; in a report it would be its own."""
    left = [
        index
        for index, block in enumerate(blocks)
        if index not in reasons and isinstance(block, Paragraph | TableBlock)
    ]
    found: dict[int, str] = {}
    for index in left:
        block = blocks[index]
        why = boilerplate.reason(block.text, "stub") if isinstance(block, Paragraph) else None
        if why:
            found[index] = why
        elif boilerplate.is_prose(block):
            return
    reasons.update(found)


def _opens(block: Block) -> bool:
    """Whether the article has certainly begun by this block."""
    if isinstance(block, Paragraph):
        info = boilerplate.reason(block.text, "head") is not None or (
            "。" not in block.text and (metadata.is_info_line(block.text) or _is_dateline(block))
        )
        return boilerplate.is_prose(block) and not info
    return isinstance(block, TableBlock) and not metadata.is_metadata_table(block)


def _head(blocks: tuple[Block, ...], first: int, title: str | None, page: bool, reasons: dict[int, str]) -> None:
    """Before the first sentence: info lines, and all short lines that stand before the last of them."""
    zone = range(min(first, HEAD_BLOCKS))
    last_info = -1
    for index in zone:
        block = blocks[index]
        if reasons.get(index, "").startswith("mirror"):
            last_info = index
        elif isinstance(block, Paragraph):
            why = boilerplate.reason(block.text, "head")
            if why is None and (metadata.is_info_line(block.text) or _is_dateline(block)):
                why = "info line"
            if why:
                reasons.setdefault(index, why)
                last_info = index
        elif isinstance(block, TableBlock) and metadata.is_metadata_table(block):
            reasons[index] = "info table"
            last_info = index
    for index in _box(blocks, zone):
        reasons.setdefault(index, "info box")
        last_info = max(last_info, index)
    if first < len(blocks):
        _head_links(blocks, zone, title, reasons)
    for index in range(last_info):
        block = blocks[index]
        if index in reasons or not isinstance(block, Paragraph):
            continue
        if len(visible(block.text)) > SHORT_LINE and 2 * block.linked <= _size(block):
            continue
        if same_title(block.text, title):
            repeated = any(
                isinstance(b, Paragraph) and same_title(b.text, title) for b in blocks[index + 1 : index + HEAD_BLOCKS]
            )
            if repeated or (page and block.heading is not None):
                reasons[index] = "title above the article"
        else:
            reasons[index] = "page head"


def _head_links(blocks: tuple[Block, ...], zone: range, title: str | None, reasons: dict[int, str]) -> None:
    """Before the first sentence: lines that are links but the title, and the line that captions them."""
    for index in zone:
        block = blocks[index]
        if index in reasons or not isinstance(block, Paragraph) or same_title(block.text, title):
            continue
        if _only_links(block) and not boilerplate.report_markers(block):
            reasons[index] = "links above the article"
            if index and index - 1 not in reasons and _captions(blocks[index - 1]):
                reasons[index - 1] = "links above the article"


def _captions(block: Block) -> bool:
    """Whether a line may caption a list: short, no link, no label and no part of the report's form."""
    if not isinstance(block, Paragraph) or block.linked or len(visible(block.text)) > LONGEST_CAPTION:
        return False
    return not metadata.is_label(block.text) and not boilerplate.report_markers(block) and not find_dates(block.text)


def _is_dateline(block: Paragraph) -> bool:
    """Whether a line is the date that a publishing system stamps, alone, with labelled values or with an office's name."""
    rest = None if block.linked else published.without_machine_date(block.text)
    return rest is not None and (
        not rest or metadata.is_info_line(rest) or _OFFICE.fullmatch(visible(rest)) is not None
    )


def _box(blocks: tuple[Block, ...], zone: range) -> list[int]:
    """The places of labels and values, each on a line of its own or both on one with nothing between, where there are several
    such pairs."""
    found = metadata.glued(blocks[: zone.stop])
    pairs = PAIRS_OF_A_BOX if found else 0
    for index in zone[:-1]:
        block, after = blocks[index], blocks[index + 1]
        if not isinstance(block, Paragraph) or not metadata.is_label(block.text):
            continue
        found.append(index)
        if isinstance(after, Paragraph) and len(after.text) <= SHORT_LINE and not metadata.is_label(after.text):
            found.append(index + 1)
            pairs += 1
    return found if pairs >= PAIRS_OF_A_BOX else []


def _tail(blocks: tuple[Block, ...], first: int, reasons: dict[int, str]) -> None:
    """After the last sentence, table or signature: from a line that opens what follows articles, all goes."""
    _readers_own(blocks, first, reasons)
    last = len(blocks) - 1
    feet = _feet(blocks, first)
    while last >= first and (last in reasons or last in feet or not _holds(blocks[last])):
        last -= 1
    cutting: str | None = None
    for index in range(max(last + 1, 0), len(blocks)):
        block = blocks[index]
        if index in reasons or isinstance(block, PageBreak):
            continue
        if isinstance(block, Image):
            if cutting:
                reasons[index] = cutting
            continue
        if isinstance(block, Paragraph):
            cutting = boilerplate.reason(block.text, "cut") or cutting
            why = cutting or boilerplate.reason(block.text, "tail") or _only_links(block) or _about_itself(block)
        else:
            why = cutting or _only_links(block)
        if why:
            reasons[index] = why
    for index in range(max(last + 1, 0), len(blocks) - 1):
        block = blocks[index]
        if index not in reasons and reasons.get(index + 1) == _LINKS and _captions(block):
            reasons[index] = _LINKS
    reasons.update({index: why for index, why in feet.items() if index > last and index not in reasons})


def _feet(blocks: tuple[Block, ...], first: int) -> dict[int, str]:
    """Lines with an address or telephone right above the site's own foot, each with its reason. Anywhere else such a line
    is the report's."""
    found: dict[int, str] = {}
    below = False
    for index in range(len(blocks) - 1, first, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        why = boilerplate.reason(block.text, "foot")
        if why and below:
            found[index] = why
        elif boilerplate.reason(block.text, "cut") in _FEET:
            below = True
        elif boilerplate.is_prose(block):
            break
    return found


def _about_itself(block: Paragraph) -> str | None:
    """Why a line that only says where the article came from and who edited it is the page's."""
    told = metadata.labelled(block.text)
    return "info line" if told and told.keys() <= _OF_THE_PAGE and metadata.is_info_line(block.text) else None


def _readers_own(blocks: tuple[Block, ...], first: int, reasons: dict[int, str]) -> None:
    """What readers wrote below the article goes with its heading, unless the form goes on below it."""
    for index in range(first + 1, len(blocks)):
        block = blocks[index]
        why = boilerplate.reason(block.text, "end") if isinstance(block, Paragraph) else None
        if why is None:
            continue
        below = blocks[index:]
        if not any(boilerplate.report_markers(other) for other in below):
            reasons.update({index + number: why for number in range(len(below)) if index + number not in reasons})
        return


def _only_links(block: Paragraph | TableBlock) -> str | None:
    """Why a short block below the article's text that is links for the most part is none of it."""
    size = _size(block)
    if isinstance(block, TableBlock):
        return _LINKS if 0 < size <= LONGEST_LISTING and 3 * block.linked >= size else None
    own = "。" in block.text or _FILE.search(block.text) is not None  # which files stay is told where files are known
    return _LINKS if not own and 2 * block.linked > size else None


def _holds(block: Block) -> bool:
    """Whether the article reaches at least to this block."""
    if isinstance(block, TableBlock):
        return _size(block) > 0 and block.linked * 2 <= _size(block) and _only_links(block) is None
    if not isinstance(block, Paragraph):
        return False
    return boilerplate.is_prose(block) and boilerplate.reason(block.text, "tail", "cut", "end") is None
