"""WordprocessingML by local names, so that transitional, strict and 2003 files are one."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_OFF = ("0", "false", "off")


def name_of(element: etree._Element) -> str:
    """The local name in lower case; '' for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def first(root: etree._Element, name: str) -> etree._Element | None:
    """The first element of this name anywhere below."""
    return next((element for element in root.iter() if name_of(element) == name), None)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this name."""
    return next((one for one in element if name_of(one) == name), None) if element is not None else None


def children_through(element: etree._Element, name: str, most: int, depth: int = 0) -> Iterator[etree._Element]:
    """Children of a name, content controls and the like seen through, down to `most` of them in each other."""
    for one in element:
        own = name_of(one)
        if own == name:
            yield one
        elif own in ("sdt", "sdtcontent", "customxml", "smarttag", "ins", "sect") and depth < most:
            yield from children_through(one, name, most, depth + 1)


def text_value(properties: etree._Element | None, name: str) -> str | None:
    """The `val` of a property; None where there is no such property."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val") or ""


def number(properties: etree._Element | None, name: str, default: int) -> int:
    """The `val` of a property as a count."""
    text = text_value(properties, name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property is on; None where it is not said."""
    value = text_value(properties, name)
    return None if value is None else value not in _OFF
