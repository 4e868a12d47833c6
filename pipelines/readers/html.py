"""Pages: HTML to blocks, no visible character lost, in one pass over the tree.

A paragraph is what stands between two block boundaries (block elements, `<br>`), however many inline elements Word or an
editor has put around its characters; unknown elements (`o:p`, `st1:chsdate`, `ucapcontent`) are inline, as in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipelines import charset
from pipelines.blocks import Block, Document, Image, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds, html_links, html_scripted, html_shapes
from pipelines.readers.elements import text_of
from pipelines.readers.html_attributes import with_few_attributes
from pipelines.readers.html_sight import Sight, shown_value
from pipelines.readers.html_table import RawCell, RawTable, blocks_of, span
from pipelines.readers.inline import picture_in
from pipelines.readers.raised import Shift, shifted
from pipelines.readers.whitespace import fold

_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre section summary "
    "table tbody td tfoot th thead tr ul xmp".split()
)
# Elements that must be entered even if they hold nothing but text.
_INLINE_APART = _BLOCK | {"sup", "sub", "del", "s", "strike"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|table|list-item|flex|grid)", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_BLANK_LINES = "\u00a0\u3000"  # what editors put into a paragraph that is to stay empty
_SHIFTED = re.compile(r"vertical-align\s*:\s*su(?P<way>per|b)(?![a-z])", re.IGNORECASE)
_SHIFTS: dict[str, Shift] = {"sup": "up", "sub": "down"}
# A figure struck out must not run into the one that stands for it: it stays, apart from what follows.
_STRUCK = frozenset(("del", "s", "strike"))
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_IMAGE_ADDRESSES = ("data-original", "data-src", "src")
# Characters that no document may hold: they print nothing, and in the name of an element they would break its path.
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
# A page that shows fewer characters of sentences than this may be waiting for its script; one that shows some has its article
# elsewhere only if that holds several times as much.
LITTLE_TEXT = 100
SOME_TEXT = 1500
HARDLY_ANY = 30
TIMES_MORE = 3


def read(body: bytes, *, url: str, header_charset: str | None) -> Document:
    """A page as a Document with its tree. DamagedDocument if nothing can be made of it, DocumentTooLarge at a bound."""
    decoded = charset.decode(body, header=header_charset)
    tree = parse(decoded.text)
    base = html_links.base_of(tree, url)
    flags = decoded.flags
    if "&lt;/" in decoded.text and html_scripted.show_printed(tree, parse):
        flags = (*flags, "text_from_printed_markup")
    blocks = read_blocks(tree, base=base)
    said = _said(blocks)
    if said < SOME_TEXT:
        if _show_scripted(tree, said):
            blocks = read_blocks(tree, base=base)
            flags = (*flags, "text_from_script")
        elif said < HARDLY_ANY:
            hidden = read_blocks(tree, base=base, show_hidden=True)
            if not blocks or _said(hidden) > LITTLE_TEXT + TIMES_MORE * said:
                blocks, flags = hidden, (*flags, "hidden_text_only")
    return Document(
        medium="page",
        media_type="text/html",
        charset=decoded.charset,
        blocks=blocks,
        title=_title(tree),
        meta=_meta(tree),
        links=html_links.links_of(tree, url),
        flags=flags,
        tree=tree,
    )


def _said(blocks: tuple[Block, ...]) -> int:
    """How many characters of sentences and tables a page shows."""
    said = 0
    for block in blocks:
        if isinstance(block, TableBlock):
            said += sum(len(cell.text) for cell in block.cells) - block.linked
        elif isinstance(block, Paragraph) and "。" in block.text:
            said += len(block.text) - block.linked
    return said


def _show_scripted(tree: etree._Element, said: int) -> bool:
    """Puts the articles that a page carries unseen where its scripts would: into the page, if it shows hardly a sentence or
    far less than they hold. Whether there were any."""
    found = list(html_scripted.fragments(tree))
    if said >= LITTLE_TEXT and sum(html_scripted.size(markup) for _, markup in found) < TIMES_MORE * said:
        return False
    for carrier, markup in found:
        html_scripted.place(carrier, tree).append(parse(markup))
    return bool(found)


def parse(text: str) -> etree._Element:
    """The tree of a page's text. A declaration inside it is not believed again: it has been decoded."""
    if len(text) > bounds.MAX_TEXT_CHARACTERS * 4:
        raise DocumentTooLarge(f"the page has {len(text)} characters")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    source = with_few_attributes(_NO_CHARACTERS.sub("", text)).encode("utf-8", errors="replace")
    try:
        tree = etree.fromstring(source, parser) if source.strip() else None
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(f"the page cannot be parsed: {error}") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise DocumentTooLarge("the page nests more than 2048 elements in each other")
    if tree is None:
        raise DamagedDocument("the page is empty")
    html_shapes.make_tables(tree, text)
    return tree


def path_of(element: etree._Element) -> str:
    """The place of an element as the blocks of its page name it."""
    steps: list[str] = []
    node: etree._Element | None = element
    while node is not None:
        parent = node.getparent()
        same = sum(1 for _ in node.itersiblings(node.tag, preceding=True)) if parent is not None else 0
        steps.append(_step(str(node.tag), same + 1))
        node = parent
    return "/" + "/".join(steps[::-1][: bounds.MAX_PATH_DEPTH + 1])


def read_blocks(
    root: etree._Element,
    *,
    base: str,
    path: str | None = None,
    skip: frozenset[etree._Element] = frozenset(),
    show_hidden: bool = False,
) -> tuple[Block, ...]:
    """The blocks below `root`, in reading order; `base` is what addresses are relative to, `skip` are elements to
    leave out, `path` is the place of `root`."""
    return tuple(_Walk(base, skip, show_hidden).over(root, path if path is not None else path_of(root)))


def _step(tag: str, number: int) -> str:
    return f"{tag}[{number}]" if _PLAIN_NAME.fullmatch(tag) else f"*[name()='{tag.replace(chr(39), '')}'][{number}]"


@dataclass(slots=True)
class _Frame:
    """An element being walked. `home` is the place of the nearest block element: what a paragraph is named by."""

    element: etree._Element
    children: Iterator[etree._Element]
    path: str
    home: str
    depth: int
    is_block: bool
    preformatted: bool
    heading: int | None
    linked: bool
    shift: Shift | None
    struck: bool
    counts: dict[str, int] = field(default_factory=dict)


class _Walk:
    """One pass over a tree; `out` is where finished blocks go: the page, a cell, a caption."""

    def __init__(self, base: str, skip: frozenset[etree._Element], show_hidden: bool) -> None:
        self.base = base
        self.skip = skip
        self.sight = Sight(show_hidden=show_hidden)
        self.out: list[Block] = []
        self.parts: list[str] = []
        self.blanks = 0  # paragraphs of nothing but an unbreakable blank, since the last with text
        self.images: list[Image] = []
        self.linked = 0
        self.characters = 0
        self.tables: list[RawTable] = []
        self.outer: list[list[Block]] = []

    def over(self, root: etree._Element, path: str) -> list[Block]:
        self.stack = [self.enter(root, path, path, 0, None)]
        while self.stack:
            frame = self.stack[-1]
            child = next(frame.children, None)
            if child is None:
                self.leave(frame)
                self.stack.pop()
                if self.stack and frame.element.tail:
                    self.add(frame.element.tail, self.stack[-1])
                continue
            tag = child.tag
            if not isinstance(tag, str):
                if child.tail:
                    self.add(child.tail, frame)
                continue
            number = frame.counts[tag] = frame.counts.get(tag, 0) + 1
            if tag == "br" or tag == "hr":
                self.flush(frame)
                # libxml2 may hang content below an unclosed <br>.
                if len(child) or child.text:
                    self.descend(child, tag, number, frame)
                    continue
            elif tag == "img":
                self.images.append(self.image(child, frame))
            elif tag == "input":
                if value := shown_value(child, in_table=bool(self.tables)):
                    self.add(value, frame)
            elif self.unseen(child):
                pass
            elif tag not in _INLINE_APART and not len(child) and not frame.preformatted and not child.get("style"):
                if child.text:
                    self.add(child.text, frame, linked=tag == "a")
            else:
                self.descend(child, tag, number, frame)
                continue
            if child.tail:
                self.add(child.tail, frame)
        return self.out

    def image(self, element: etree._Element, frame: _Frame) -> Image:
        """An image with its address; pages that load images late name it elsewhere than in `src`."""
        named = next((value for name in _IMAGE_ADDRESSES if (value := element.get(name))), None)
        body = picture_in(named) if named else None
        address = html_links.absolute(named, self.base) if named and body is None else None
        return Image(address, fold(element.get("alt") or ""), Place(path=frame.home), body)

    def unseen(self, element: etree._Element) -> bool:
        return element in self.skip or self.sight.misses(element)

    def descend(self, child: etree._Element, tag: str, number: int, parent: _Frame) -> None:
        deep = parent.depth >= bounds.MAX_PATH_DEPTH
        path = parent.path if deep else f"{parent.path}/{_step(tag, number)}"
        self.stack.append(self.enter(child, path, parent.home, parent.depth + 1, parent))

    def enter(self, element: etree._Element, path: str, home: str, depth: int, parent: _Frame | None) -> _Frame:
        tag = str(element.tag)
        style = element.get("style") or ""
        is_block = tag in _BLOCK or (bool(style) and _AS_BLOCK.search(style) is not None)
        if is_block and parent is not None:
            self.flush(parent)
        preformatted = tag in ("pre", "listing", "xmp", "plaintext") or (parent is not None and parent.preformatted)
        frame = _Frame(
            element,
            iter(element),
            path,
            path if is_block or parent is None else home,
            depth,
            is_block,
            preformatted or (bool(style) and _PREFORMATTED.search(style) is not None),
            _HEADINGS.get(tag) or (parent.heading if parent is not None else None),
            tag == "a" or (parent is not None and parent.linked),
            (_shift(tag, style) if style or tag in _SHIFTS else None) or (parent.shift if parent is not None else None),
            tag in _STRUCK or (bool(style) and _STRUCK_STYLE.search(style) is not None),
        )
        if tag == "table":
            self.tables.append(RawTable(path, element.get("role") in ("presentation", "none")))
            self.redirect(self.tables[-1].loose)
        elif self.tables and tag in ("td", "th"):
            cell = RawCell(span(element.get("rowspan")), span(element.get("colspan")), path)
            self.tables[-1].start_cell(cell)
            self.redirect(cell.blocks)
        elif self.tables and tag == "tr":
            self.tables[-1].start_row()
        elif self.tables and tag == "tfoot":
            self.tables[-1].in_foot = True
            self.tables[-1].end_row()
        elif self.tables and tag == "caption":
            self.redirect(self.tables[-1].caption)
        if frame.struck:
            self.add(" ", frame)
        if element.text:
            self.add(element.text, frame)
        return frame

    def leave(self, frame: _Frame) -> None:
        if frame.is_block:
            self.flush(frame)
        tag = frame.element.tag
        if frame.struck:
            self.add(" ", frame)
        if tag == "table":
            self.out = self.outer.pop()
            self.out.extend(blocks_of(self.tables.pop().finish()))
        elif self.tables and tag in ("td", "th", "caption"):
            self.out = self.outer.pop()
        elif self.tables and tag == "tr":
            self.tables[-1].end_row()
        elif self.tables and tag == "tfoot":
            self.tables[-1].in_foot = False
            self.tables[-1].end_row()

    def redirect(self, out: list[Block]) -> None:
        self.outer.append(self.out)
        self.out = out
        self.blanks = 0

    def add(self, text: str, frame: _Frame, linked: bool = False) -> None:
        self.characters += len(text)
        if self.characters > bounds.MAX_TEXT_CHARACTERS:
            raise DocumentTooLarge(f"the page has more than {bounds.MAX_TEXT_CHARACTERS} characters of text")
        if frame.preformatted and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self.parts.append(line)
                self.flush(frame)
        self.parts.append(shifted(text, frame.shift))
        if linked or frame.linked:
            self.linked += len("".join(text.split()))

    def flush(self, frame: _Frame) -> None:
        if self.parts:
            raw = "".join(self.parts)
            text = fold(raw)
            self.parts.clear()
            if text:
                self.out.append(Paragraph(text, frame.heading, Place(path=frame.home), self.linked, self.blanks))
                self.blanks = 0
            elif any(blank in raw for blank in _BLANK_LINES):
                self.blanks += 1
            self.linked = 0
        if self.images:
            self.out.extend(self.images)
            self.images.clear()
        if len(self.out) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the page has more than {bounds.MAX_BLOCKS} blocks")


def _shift(tag: str, style: str) -> Shift | None:
    """Whether an element sets its text above or below the line."""
    styled = _SHIFTED.search(style) if style else None
    if styled is not None:
        return "up" if styled["way"].lower() == "per" else "down"
    return _SHIFTS.get(tag)


def _title(tree: etree._Element) -> str | None:
    for element in tree.iter("title"):
        title = fold(text_of(element))
        if title:
            return title
    return None


def _meta(tree: etree._Element) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("http-equiv")
        content = element.get("content")
        if name and content and len(meta) < 200:
            meta.setdefault(name.strip(), fold(content))
    return meta
