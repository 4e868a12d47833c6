"""Data that comes as XML, in the shapes of JSON: an element of elements is an object, of text a string; attributes are fields
too. So whatever reads the one reads the other."""

from __future__ import annotations

from lxml import etree

MAX_BYTES = 4_000_000
MAX_ELEMENTS = 60_000
MAX_DEPTH = 24


def data_of(text: str) -> object | None:
    """The document's data; None for what is no XML, or is too large."""
    if len(text) > MAX_BYTES or "<" not in text:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or sum(1 for _ in zip(root.iter(), range(MAX_ELEMENTS + 1), strict=False)) > MAX_ELEMENTS:
        return None
    return _value(root, 0)


def _value(element: etree._Element, depth: int) -> object:
    if depth > MAX_DEPTH:
        return ""
    made: dict[str, object] = {_name(name): value for name, value in element.attrib.items()}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name, value = _name(child.tag), _value(child, depth + 1)
        if name in made:
            held = made[name]
            made[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            made[name] = value
    text = (element.text or "").strip()
    if not made:
        return text
    if text:
        made.setdefault("text", text)
    return made


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
