"""The words of an OpenDocument paragraph, and what its styles say of them: hidden, raised, lowered."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipelines.errors import DocumentTooLarge
from pipelines.readers.raised import Shift, shifted
from pipelines.readers.wordml import attribute, child, name_of

MAX_NESTING = 60
_MOST_SPACES = 1_000
_LONGEST_LINE_OF_PARENTS = 20
_SPACING = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
# Beside the words: marks of notes, comments, the reading above a ruby's characters, what a change took away.
_BESIDE = frozenset(("note-citation", "annotation", "ruby-text", "tracked-changes", "hidden-text", "hidden-paragraph"))
_BOXES = frozenset(("text-box", "image", "note-body", "table", "list"))


class Styles:
    """The named styles of a file, each with the one it builds on."""

    def __init__(self, *parts: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        for part in parts:
            for element in part.iter() if part is not None else ():
                if name_of(element) == "style" and (name := attribute(element, "name")) is not None:
                    self._styles.setdefault(name, element)

    def is_hidden(self, element: etree._Element) -> bool:
        """Whether a paragraph, span, section or table is not shown."""
        own = attribute(element, "display") if name_of(element) == "section" else None
        return own == "none" or self._said(element, "display") in ("none", "false")

    def is_struck(self, element: etree._Element) -> bool:
        """Whether a span is struck through."""
        said = (self._said(element, f"text-line-through-{name}") for name in ("style", "type"))
        return any(value not in (None, "none") for value in said)

    def shift(self, element: etree._Element) -> Shift | None:
        """Whether a span stands above or below its line (`super 58%`, `-33% 58%`)."""
        place = (self._said(element, "text-position") or "").split(" ")[0]
        if place == "super":
            return "up"
        if place == "sub" or (place.startswith("-") and place != "-0%"):
            return "down"
        return "up" if place.endswith("%") and place.strip("0%") else None

    def _said(self, element: etree._Element, name: str) -> str | None:
        """What the element's style, or the nearest that it builds on, says of a property."""
        style = attribute(element, "style-name")
        for _ in range(_LONGEST_LINE_OF_PARENTS):
            found = self._styles.get(style or "")
            if found is None:
                return None
            for kind in ("text-properties", "table-properties", "section-properties"):
                properties = child(found, kind)
                value = attribute(properties, name) if properties is not None else None
                if value is not None:
                    return value
            style = attribute(found, "parent-style-name")
        return None


def inside(element: etree._Element, styles: Styles, depth: int = 0) -> Iterator[str | etree._Element]:
    """The words of a paragraph in order, line breaks as newlines, and the boxes, images and notes that it holds."""
    if depth > MAX_NESTING:
        raise DocumentTooLarge("a paragraph of the OpenDocument file nests too deep")
    is_span = name_of(element) == "span"
    shift = styles.shift(element) if is_span else None
    # A figure struck out must not run into the one that stands for it.
    apart = " " if is_span and styles.is_struck(element) else ""
    yield apart + shifted(element.text or "", shift)
    for one in element:
        name = name_of(one)
        if name == "s":
            yield " " * count(one, "c", _MOST_SPACES)
        elif name in _SPACING:
            yield _SPACING[name]
        elif name in _BOXES:
            yield one
        elif name and name not in _BESIDE and not (name == "span" and styles.is_hidden(one)):
            yield from inside(one, styles, depth + 1)
        yield shifted(one.tail or "", shift)
    yield apart


def count(element: etree._Element, name: str, most: int) -> int:
    """A count that an attribute gives, 1 where it gives none, `most` at most."""
    text = attribute(element, name) or ""
    return max(min(int(text), most), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1
