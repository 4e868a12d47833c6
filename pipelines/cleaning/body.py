"""Which element of the page is the article: by the family's knowledge, else by where its text is, else by trafilatura.

Every block names the element it stands in (`Place.path`); an element is a prefix of those paths.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from pipelines.blocks import Block, BodyHint, Document, Image, PageBreak, Paragraph, TableBlock
from pipelines.cleaning import boilerplate
from pipelines.cleaning.published import is_signature
from pipelines.readers import html, html_links
from pipelines.readers.elements import text_of
from pipelines.readers.whitespace import visible

MARKER_WEIGHT = 120
# The main column holds at least this share of what weighs, or the page has no single article.
MAIN_SHARE = 0.8
MIN_WEIGHT = 20
SCATTERED_PROSE = 200
SCATTERED_MARKERS = 3
# A line that is no sentence: a heading, a caption, a menu's entry without a link.
SHORT_WEIGHT = 0.25
REPEATED_SIZE = 6
# A signature stands among an article's last lines.
SIGNATURE_LINES = 6
# Lines over a table that are no sentences: what it is called, its unit.
CAPTIONS = 2
LONGEST_CAPTION = 40


@dataclass(frozen=True, slots=True)
class Body:
    """The article's element: its blocks, where they stand among the page's (`start` to `end`), and how it was found.

    `elements` is empty for a document that is not a page.
    """

    blocks: tuple[Block, ...]
    start: int
    end: int
    method: str
    elements: tuple[etree._Element, ...] = ()
    hidden_shown: bool = False


def choose(document: Document, hint: BodyHint, url: str) -> Body:
    """The article's element; the whole document where it is not a page or where nothing stands out."""
    tree = document.tree
    if not isinstance(tree, etree._Element):
        return Body(document.blocks, 0, len(document.blocks), "whole")
    hinted = _by_hint(document, tree, hint, html_links.base_of(tree, url))
    if hinted is not None:
        return hinted
    weighed = _by_weight(document, tree)
    if weighed is None:
        return _whole(document, tree)
    if _is_scattered(document, weighed):
        return _by_trafilatura(document, tree) or weighed
    return weighed


def matches(tree: etree._Element, expressions: Iterable[str]) -> tuple[etree._Element, ...]:
    """The elements of the first XPath that matches any with text, outermost only. A faulty XPath matches nothing."""
    for expression in expressions:
        try:
            found = tree.xpath(expression)
        except etree.XPathError:
            continue
        elements = [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []
        chosen = set(elements)
        outermost = tuple(e for e in elements if not any(above in chosen for above in e.iterancestors()))
        if any(visible(text_of(element)) or element.find(".//img") is not None for element in outermost):
            return outermost
    return ()


def blocks_of_matches(tree: etree._Element, expression: str) -> tuple[Block, ...]:
    """The blocks of all elements that an XPath matches."""
    return tuple(block for element in matches(tree, (expression,)) for block in html.read_blocks(element, base=""))


def _by_hint(document: Document, tree: etree._Element, hint: BodyHint, base: str) -> Body | None:
    elements = matches(tree, hint.body)
    if not elements:
        return None
    skip = frozenset(element for expression in hint.drop for element in matches(tree, (expression,)))
    blocks: list[Block] = []
    for element in elements:
        blocks.extend(html.read_blocks(element, base=base, skip=skip))
    hidden_shown = False
    if not blocks:
        # The family knows that this is the article: a page that shows it by script has it hidden until then.
        blocks = [
            block for element in elements for block in html.read_blocks(element, base=base, skip=skip, show_hidden=True)
        ]
        hidden_shown = bool(blocks)
    if not blocks:
        return None
    start, end = _range(document.blocks, tuple(html.path_of(element) for element in elements))
    return Body(tuple(blocks), start, end, "family", elements, hidden_shown)


def _is_scattered(document: Document, found: Body) -> bool:
    """Whether the text is all over the page: the element is the page itself, holds more of other things than of sentences,
    and shows none of the report's form."""
    if any(element.tag not in ("html", "body") for element in found.elements):
        return False
    prose = sum(_size(block) for block in found.blocks if boilerplate.is_prose(block))
    if prose < SCATTERED_PROSE or 2 * prose > sum(map(_size, found.blocks)):
        return False
    return sum(map(boilerplate.report_markers, found.blocks)) < SCATTERED_MARKERS


@dataclass(frozen=True, slots=True)
class _Piece:
    """What choosing needs to know of a block. `prose`: an author wrote it, here and not before on the page."""

    path: str
    size: int
    weight: float
    prose: bool
    signature: bool = False


def _by_weight(document: Document, tree: etree._Element) -> Body | None:
    """The deepest element with most of what an author wrote, widened while that brings in more of it than of the page."""
    again = _said_before(document.blocks)
    pieces = [_piece(block, index in again) for index, block in enumerate(document.blocks)]
    total = sum(piece.weight for piece in pieces)
    if total < MIN_WEIGHT:
        return None
    by_path: dict[str, float] = {}
    for piece in pieces:
        if piece.weight:
            for prefix in _prefixes(piece.path):
                by_path[prefix] = by_path.get(prefix, 0.0) + piece.weight
    children: dict[str, list[str]] = {}
    for path in by_path:
        children.setdefault(path.rpartition("/")[0], []).append(path)
    current = ""
    while current in children:
        heaviest = max(children[current], key=lambda path: by_path[path])
        if by_path[heaviest] < MAIN_SHARE * (by_path[current] if current else total):
            break
        current = heaviest
    current = _widen(pieces, current)
    element = _element(tree, current)
    if element is None:
        return None
    start, end = _range(document.blocks, (current,))
    return Body(document.blocks[start:end], start, end, "weight", (element,))


def _piece(block: Block, again: bool) -> _Piece:
    size = _size(block)
    linked = 0 if isinstance(block, (Image, PageBreak)) else block.linked
    if not size or _is_page_text(block):
        return _Piece(_path(block), size, 0.0, False)
    if isinstance(block, Paragraph) and is_signature(block):
        return _Piece(_path(block), size, SHORT_WEIGHT * size, not again, signature=True)
    prose = not again and boilerplate.is_prose(block)
    if again or linked * 2 > size or (isinstance(block, TableBlock) and not prose):
        return _Piece(_path(block), size, 0.0, prose)
    own = size - linked
    weight = own + MARKER_WEIGHT * boilerplate.report_markers(block) if prose else SHORT_WEIGHT * own
    return _Piece(_path(block), size, weight, prose)


def _said_before(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Blocks that say what an earlier one said: pages carry their article again for narrow screens."""
    seen: set[str] = set()
    again = set()
    for index, block in enumerate(blocks):
        text = _text(block)
        if len(text) >= REPEATED_SIZE:
            if text in seen:
                again.add(index)
            seen.add(text)
    return frozenset(again)


def _widen(pieces: list[_Piece], path: str) -> str:
    """The element itself or one around it: text right before or after the chosen element is the article's if it reads
    like it, and if the element around brings in more of that than of anything else."""
    chosen = path
    outer = path.rpartition("/")[0]
    while outer:
        inside = [index for index, piece in enumerate(pieces) if _below(piece.path, chosen)]
        beside = _adjoining(pieces, inside[0], -1, outer)
        if not any(pieces[index].signature for index in inside[-SIGNATURE_LINES:]):
            beside += _adjoining(pieces, inside[-1], 1, outer)
        added = sum(piece.size for piece in pieces if _below(piece.path, outer) and not _below(piece.path, chosen))
        if 2 * beside > added:
            chosen = outer
        outer = outer.rpartition("/")[0]
    return chosen


def _adjoining(pieces: list[_Piece], edge: int, step: int, outer: str) -> int:
    """How much the run of an author's blocks next to the chosen element holds. Before it, a line that captions it may stand
    between."""
    size = 0
    index = edge + step
    captions = CAPTIONS if step < 0 else 0
    while 0 <= index < len(pieces) and _below(pieces[index].path, outer):
        piece = pieces[index]
        if piece.size and not piece.prose:
            if not captions or not piece.weight or piece.size > LONGEST_CAPTION:
                break
            captions -= 1
        else:
            size += piece.size
        index += step
    return size


def _by_trafilatura(document: Document, tree: etree._Element) -> Body | None:
    """Where trafilatura finds the text; the characters are ours, it only points."""
    import trafilatura

    text = trafilatura.extract(etree.tostring(tree, encoding="unicode", method="html"), include_tables=True)
    wanted = visible(text or "")
    if not wanted:
        return None
    found = [
        index
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and visible(block.text) in wanted
    ]
    if not found:
        return None
    common = _common([_path(document.blocks[index]) for index in found])
    element = _element(tree, common)
    if element is None:
        return None
    start, end = _range(document.blocks, (common,))
    return Body(document.blocks[start:end], start, end, "trafilatura", (element,))


def _whole(document: Document, tree: etree._Element) -> Body:
    return Body(document.blocks, 0, len(document.blocks), "whole", (tree,))


def _is_page_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and boilerplate.reason(block.text, "any", "tail", "cut", "head") is not None


def _size(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(visible(block.text))
    if isinstance(block, TableBlock):
        return sum(len(visible(cell.text)) for cell in block.cells)
    return 0


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return visible(block.text)
    return visible("".join(cell.text for cell in block.cells)) if isinstance(block, TableBlock) else ""


def _path(block: Block) -> str:
    return "" if isinstance(block, PageBreak) else block.place.path or ""


def _prefixes(path: str) -> list[str]:
    prefixes = []
    at = path.find("/", 1)
    while at != -1:
        prefixes.append(path[:at])
        at = path.find("/", at + 1)
    prefixes.append(path)
    return prefixes


def _below(path: str, element: str) -> bool:
    return path == element or path.startswith(element + "/")


def _range(blocks: tuple[Block, ...], paths: tuple[str, ...]) -> tuple[int, int]:
    """From the first block in any of the elements to past the last; what stands around it is the page's."""
    within = [index for index, block in enumerate(blocks) if any(_below(_path(block), path) for path in paths)]
    return (within[0], within[-1] + 1) if within else (len(blocks), len(blocks))


def _common(paths: list[str]) -> str:
    steps = [path.split("/") for path in paths]
    common = []
    for level in zip(*steps, strict=False):
        if len(set(level)) > 1:
            break
        common.append(level[0])
    return "/".join(common)


def _element(tree: etree._Element, path: str) -> etree._Element | None:
    try:
        found = tree.xpath(path) if path else [tree]
    except (etree.XPathError, ValueError):
        return None
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None
