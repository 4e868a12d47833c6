"""What a paragraph of a Word file prints: text, text boxes and images in their order (ECMA-376 part 1, section 17.3).

Deleted and hidden text and the codes of fields print nothing; raised and lowered digits stay so. What is struck through by
hand is printed, apart from what stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipelines.readers.raised import Shift, shifted
from pipelines.readers.wordml import attribute, child, name_of, switch, text_value

# Deleted text, codes of fields, and properties: nothing of it prints.
SILENT = frozenset(
    "del deltext movefrom instrtext delinstrtext ppr rpr tblpr tblgrid trpr tcpr sectpr prooferr bookmarkstart bookmarkend "
    "commentrangestart commentrangeend comment annotation".split()
)
_IMAGES = frozenset(("drawing", "pict", "object"))
_SHIFTS: dict[str, Shift | None] = {"superscript": "up", "subscript": "down", "baseline": None}
_RAISED_BY = 6  # half points: the 3 points by which Word raises text that is raised by hand
_MAX_CHAIN = 12


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run or style prints; None where it does not say."""

    hidden: bool | None = None
    shift: str | None = None
    struck: bool | None = None

    def over(self, below: _Look) -> _Look:
        return _Look(
            below.hidden if self.hidden is None else self.hidden,
            self.shift or below.shift,
            below.struck if self.struck is None else self.struck,
        )


class Runs:
    """Reads paragraphs of one document, whose styles of characters and paragraphs are known."""

    def __init__(self, styles: etree._Element | None = None) -> None:
        self._styles: dict[str, tuple[_Look, str | None]] = {}
        for style in styles if styles is not None else ():
            if name_of(style) == "style":
                look = _look(child(style, "rpr"))
                self._styles[attribute(style, "styleId") or ""] = (look, text_value(style, "basedon"))

    def of(self, paragraph: etree._Element) -> Iterator[tuple[str, str | etree._Element]]:
        """A paragraph's content: ("text", its text), ("box", its content) or ("image", the drawing).

        Iterative: wrappers may nest without end. A field that begins here and never comes to its result hides no more
        than the rest of its paragraph.
        """
        fields: list[bool] = []  # for each open field, whether its result has begun
        around = self._styled(text_value(child(paragraph, "ppr"), "pstyle"))
        look = _Look()
        stack: list[tuple[Iterator[etree._Element], _Look]] = [(iter(paragraph), look)]
        while stack:
            one = next(stack[-1][0], None)
            if one is None:
                stack.pop()
                continue
            name, look = name_of(one), stack[-1][1]
            if name == "fldchar":
                _follow(fields, attribute(one, "fldCharType"))
            elif name == "r":
                look = self._look_of(one).over(around)
                if not look.hidden:
                    stack.append((iter(one), look))
            elif name == "alternatecontent":
                chosen = child(one, "choice")
                stack.append((iter(chosen if chosen is not None else one), look))
            elif not name or name in SILENT:
                continue
            elif name in _IMAGES:
                boxes = list(_boxes(one))
                yield from (("box", box) for box in boxes)
                if not boxes:
                    yield "image", one
            elif (text := _printed(one, name)) is None:
                stack.append((iter(one), look))
            elif all(fields):
                text = shifted(text, _SHIFTS.get(look.shift or ""))
                yield "text", f" {text} " if look.struck else text

    def _look_of(self, run: etree._Element) -> _Look:
        properties = child(run, "rpr")
        return _look(properties).over(self._styled(text_value(properties, "rstyle")))

    def _styled(self, style: str | None) -> _Look:
        """What a style and those that it builds on say."""
        look = _Look()
        for _ in range(_MAX_CHAIN):
            known = self._styles.get(style or "")
            if known is None:
                break
            look, style = look.over(known[0]), known[1]
        return look


def _look(properties: etree._Element | None) -> _Look:
    shift = text_value(properties, "vertalign")
    by = text_value(properties, "position") or ""
    if shift is None and by.isascii() and by.isdigit() and len(by) < 9 and int(by) >= _RAISED_BY:
        shift = "superscript"
    struck = [on for name in ("strike", "dstrike") if (on := switch(properties, name)) is not None]
    return _Look(switch(properties, "vanish"), shift, any(struck) if struck else None)


def _follow(fields: list[bool], kind: str | None) -> None:
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()


def _printed(element: etree._Element, name: str) -> str | None:
    """The text that an element of a run is; None for one that only holds others."""
    if name == "t":
        return element.text or ""
    if name in ("tab", "ptab"):
        return " "
    if name in ("br", "cr"):
        return "\n"
    if name == "nobreakhyphen":
        return "-"
    return _symbol(element) if name == "sym" else None


def _boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes of a drawing; a box inside a box is found when that one's paragraphs are read."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        if name_of(element) == "txbxcontent":
            yield element
        elif name_of(element) == "alternatecontent":
            chosen = child(element, "choice")
            stack.append(chosen if chosen is not None else element[0]) if len(element) else None
        else:
            stack.extend(reversed(element))


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char") or ""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 else "�"
