"""Parts of an article that a page holds again for another screen and hides by its stylesheet: one copy is the report's.

    without_copies(blocks, tree) -> kept, copies

An element is hidden where a rule of the page's own <style> says display: none outside of what narrow screens and paper get, or
where its class, or a word of it, names a device (../data/device_words.csv), since the files of stylesheets are not read. Being
hidden is never enough: a copy goes only if what it says stands in the article outside of what is hidden, in the same characters,
and what holds more than half of the article is no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from pipelines.blocks import Block, Paragraph, TableBlock
from pipelines.cleaning.tables import rows
from pipelines.readers import html
from pipelines.readers.elements import text_of
from pipelines.readers.whitespace import visible

REASON = "a copy for another screen"
SHORTEST_COPY = 20  # visible characters
LEAST_LINES = 6
MOST_RULES = 400
MOST_PARTS = 6
LONGEST_STYLE = 400_000  # characters
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)([{}])")
_HIDES = re.compile(r"(?:^|[;{\s])display\s*:\s*none", re.IGNORECASE)
_NARROW_OR_PAPER = re.compile(r"max-(?:device-)?width|print", re.IGNORECASE)
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<named>(?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"([.#])([\w-]+)")
_WORD = re.compile(r"[a-z]+[0-9]?")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
Selector = tuple[tuple[str, frozenset[str], frozenset[str]], ...]  # from outside in: tag or '', classes, ids


def without_copies(
    blocks: tuple[Block, ...], tree: etree._Element | None
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks but those that the stylesheet hides and others say, and those."""
    if tree is None or not _repeats(blocks):
        return blocks, ()
    half = sum(len(_text(block)) for block in blocks) / 2
    paths = [
        path for path in _hidden(tree) if sum(len(_text(block)) for block in blocks if _home(block, (path,))) <= half
    ]
    homes = [_home(block, paths) for block in blocks]
    shown = "".join(_text(block) for block, home in zip(blocks, homes, strict=True) if home is None)
    copies: set[int] = set()
    for home in dict.fromkeys(home for home in homes if home is not None):
        inside = [index for index, other in enumerate(homes) if other == home]
        said = "".join(_text(blocks[index]) for index in inside)
        if len(said) >= SHORTEST_COPY and said in shown:
            copies.update(inside)
            continue
        for index in inside:
            text = _text(blocks[index])
            if isinstance(blocks[index], TableBlock) and len(text) >= SHORTEST_COPY and text in shown:
                copies.add(index)
    return (
        tuple(block for index, block in enumerate(blocks) if index not in copies),
        tuple(block for index, block in enumerate(blocks) if index in copies),
    )


def _repeats(blocks: Sequence[Block]) -> bool:
    """Whether any text of some length stands there twice, or cells of a table also stand on lines of their own."""
    seen: set[str] = set()
    cells = {visible(cell.text) for block in blocks if isinstance(block, TableBlock) for cell in block.cells}
    lines = 0
    for block in blocks:
        text = _text(block)
        lines += isinstance(block, Paragraph) and text in cells
        if text in seen or lines >= LEAST_LINES:
            return True
        if len(text) >= SHORTEST_COPY:
            seen.add(text)
    return False


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return visible(block.text)
    if isinstance(block, TableBlock):
        return visible((block.caption or "") + "".join(cell.text for cell in block.cells))
    return ""


def _home(block: Block, paths: Sequence[str]) -> str | None:
    """The place of the outermost hidden element that holds a block."""
    place = block.place.path if isinstance(block, Paragraph | TableBlock) else None
    if place is None:
        return None
    return next((path for path in paths if place == path or place.startswith(path + "/")), None)


def _hidden(tree: etree._Element) -> list[str]:
    """The places of the elements that other screens are shown: hidden by a rule, then named for a device; outer ones first."""
    by_style = list(_selectors(tree))
    by_word: list[str] = []
    styled: list[str] = []
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("html", "body"):
            continue
        if not (element.get("class") or element.get("id")):
            continue
        if any(_selects(selector, element) for selector in by_style):
            styled.append(html.path_of(element))
        elif _words(element) & _device_words() and text_of(element).strip():
            by_word.append(html.path_of(element))
    return styled + by_word


def _words(element: etree._Element) -> set[str]:
    names = _CAPITAL.sub(" ", f"{element.get('class') or ''} {element.get('id') or ''}")
    return {*_WORD.findall(names.lower()), *(element.get("class") or "").lower().split()}


@cache
def _device_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("device_words.csv"))


def _selectors(tree: etree._Element) -> Iterator[Selector]:
    """What the page's own stylesheets hide on a wide screen, as far as plain selectors name it."""
    found = 0
    for style in tree.iter("style"):
        for names in _hiding(_COMMENT.sub("", text_of(style)[:LONGEST_STYLE])):
            for name in names.split(","):
                selector = _selector(name)
                if selector is not None and found < MOST_RULES:
                    found += 1
                    yield selector


def _hiding(css: str) -> Iterator[str]:
    """The selectors of rules that say display: none, those for narrow screens and paper apart."""
    outer: list[str] = []
    for before, brace in _RULE.findall(css):
        if brace == "{":
            outer.append(before.strip())
        elif outer:
            named = outer.pop()
            if not named.startswith("@") and _HIDES.search(before) and not any(map(_NARROW_OR_PAPER.search, outer)):
                yield named


def _selector(name: str) -> Selector | None:
    parts = name.replace(">", " ").split()
    if not 0 < len(parts) <= MOST_PARTS:
        return None
    made = []
    for part in parts:
        compound = _COMPOUND.fullmatch(part)
        if compound is None:
            return None
        names = _NAME.findall(compound["named"])
        classes = frozenset(each for sign, each in names if sign == ".")
        ids = frozenset(each for sign, each in names if sign == "#")
        made.append(((compound["tag"] or "").lower(), classes, ids))
    return tuple(made) if made[-1][1] or made[-1][2] else None


def _selects(selector: Selector, element: etree._Element) -> bool:
    *outer, last = selector
    if not _is(last, element):
        return False
    node = element.getparent()
    for part in reversed(outer):
        while node is not None and not _is(part, node):
            node = node.getparent()
        if node is None:
            return False
        node = node.getparent()
    return True


def _is(part: tuple[str, frozenset[str], frozenset[str]], element: etree._Element) -> bool:
    tag, classes, ids = part
    if tag and element.tag != tag:
        return False
    return classes <= set((element.get("class") or "").split()) and ids <= {element.get("id") or ""}
