"""What lxml's elements give, typed as what is used here."""

from __future__ import annotations

from lxml import etree


def text_of(element: etree._Element, between: str = "") -> str:
    """All text below an element, its parts joined by `between`."""
    return between.join(str(part) for part in element.itertext())
