"""What of a page does a reader see: machinery, controls and what its own style hides are not text of it.

A button that unfolds something is its heading, and what it unfolds is seen; how a word is read aloud (ruby) is not text of it.

Panes that a page shows one at a time (tabs, parts of a long article) are all seen: hidden ones among shown ones of the same
make are a click away. The page's stylesheets are not read: what only they hide counts as seen.
"""

from __future__ import annotations

import re

from lxml import etree

from pipelines.readers.elements import text_of
from pipelines.readers.whitespace import fold, visible

UNSEEN = frozenset(
    "applet audio base button canvas colgroup datalist embed frame frameset head iframe input link map marquee math meta noframes "
    "noscript object option param rp rt rtc script select source style svg template textarea title track video".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# Letters of no size. A box of no size is how pages close the gaps between what is in it, which has sizes of its own.
_SIZELESS = re.compile(r"font-size\s*:\s*(?:0+(?:\.0*)?|\.0+)(?:px|pt|em|rem|%)?\s*(?:!|;|$)", re.IGNORECASE)
_PANES = frozenset(("div", "section", "article", "table", "dd", "li"))
_DIGITS = re.compile("[0-9]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SMALLEST_PANE = 20  # visible characters
_MOST_PANES = 60
# What a control may show as a datum: a count, with separators, sign or a decimal point.
_FIGURE = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]{0,14}")
_TEXT_CONTROLS = frozenset(("", "text", "number"))
_LONGEST_SHOWN = 200


class Sight:
    """Which elements of one tree are seen. `show_hidden` believes no style that hides."""

    def __init__(self, *, show_hidden: bool) -> None:
        self._show_hidden = show_hidden
        self._panes: dict[etree._Element, frozenset[etree._Element]] = {}

    def misses(self, element: etree._Element) -> bool:
        """Whether a reader sees nothing of this element."""
        if element.tag in UNSEEN:
            return not (element.tag == "button" and _unfolds(element))
        return not self._show_hidden and is_hidden(element) and not self._is_pane(element) and not _is_folded(element)

    def _is_pane(self, element: etree._Element) -> bool:
        parent = element.getparent()
        if parent is None or element.tag not in _PANES:
            return False
        if parent not in self._panes:
            self._panes[parent] = frozenset(_hidden_panes(parent))
        return element in self._panes[parent]


def _unfolds(button: etree._Element) -> bool:
    """Whether a button shows and hides something that stands right behind it, or names it."""
    return button.get("aria-expanded") is not None or button.get("aria-controls") is not None


def _is_folded(element: etree._Element) -> bool:
    """Whether a hidden element is what the control right before it unfolds."""
    before = element.getprevious()
    return (
        element.tag in _PANES
        and isinstance(before, etree._Element)
        and isinstance(before.tag, str)
        and (_unfolds(before) or any(_unfolds(child) for child in before.iterchildren()))
        and _CHINESE.search(text_of(element)) is not None
    )


def is_hidden(element: etree._Element) -> bool:
    """Whether an element's own style or attribute hides it."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style is None:
        return False
    return _HIDDEN.search(style) is not None or (len(element) == 0 and _SIZELESS.search(style) is not None)


def shown_value(element: etree._Element, *, in_table: bool) -> str:
    """What a text control prints that is there to be read: one that cannot be written to, or a figure in a table's cell."""
    if (element.get("type") or "").strip().lower() not in _TEXT_CONTROLS:
        return ""
    value = fold(element.get("value") or "")[:_LONGEST_SHOWN]
    fixed = element.get("readonly") is not None or element.get("disabled") is not None
    return value if fixed or (in_table and _FIGURE.fullmatch(value)) else ""


def _hidden_panes(parent: etree._Element) -> list[etree._Element]:
    """The hidden children that a click would show in the place of a shown one: of one make with it, and saying something else."""
    makes: dict[tuple[str, str], list[etree._Element]] = {}
    for child in parent.iterchildren(*_PANES):
        make = _make(child)
        if make:
            makes.setdefault((str(child.tag), make), []).append(child)
    found = []
    for children in makes.values():
        hidden = [child for child in children if is_hidden(child)]
        if not hidden or len(hidden) == len(children) or len(children) > _MOST_PANES:
            continue
        said = {visible(text_of(child)) for child in children if not is_hidden(child)}
        if not any(len(text) >= _SMALLEST_PANE for text in said):
            continue
        for child in hidden:
            text = visible(text_of(child))
            if len(text) >= _SMALLEST_PANE and _CHINESE.search(text) and text not in said:
                said.add(text)
                found.append(child)
    return found


def _make(element: etree._Element) -> str:
    """What panes of one set have in common: their first class, else their id without its number."""
    classes = (element.get("class") or "").split()
    if classes:
        return classes[0]
    named = element.get("id") or ""
    bare = _DIGITS.sub("#", named)
    return f"#{bare}" if bare != named else ""
