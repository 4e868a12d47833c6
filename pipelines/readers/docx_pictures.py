"""The pictures that a Word file holds, by the names that its paragraphs give them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from pipelines.errors import DamagedDocument
from pipelines.readers.docx_runs import SILENT
from pipelines.readers.packages import Package
from pipelines.readers.wordml import attribute, child, name_of

# What names the picture that it shows, and by which attribute (ECMA-376 part 1, section 20.1.8.13; part 4, section 19.1.2.11).
_SHOWN = {"blip": "embed", "imagedata": "id"}


class Pictures:
    """Those of one package; a file that was saved as one XML has none that can be read."""

    def __init__(self, package: Package | None, main_part: str) -> None:
        self._package = package
        self._targets = targets(package, main_part) if package is not None else {}
        self._read: dict[str, bytes | None] = {}

    def of(self, drawing: etree._Element) -> list[bytes | None]:
        """The pictures that a drawing shows, None for one that cannot be had; a drawing of lines shows one that nobody has."""
        return [self._picture(name) for name in _shown(drawing)] or [None]

    def _picture(self, name: str) -> bytes | None:
        if self._package is None or name not in self._targets:
            return None
        if name not in self._read:
            try:
                self._read[name] = self._package.read(self._targets[name])
            except DamagedDocument:
                self._read[name] = None
        return self._read[name]


def targets(package: Package, main_part: str) -> dict[str, str]:
    """Members of the package by the names that the document gives them (ECMA-376 part 2, section 9.3)."""
    folder, _, name = main_part.rpartition("/")
    relations = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for relation in relations if relations is not None else ():
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External" and target:
            found[relation.get("Id") or ""] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return found


def _shown(drawing: etree._Element) -> Iterator[str]:
    """The names of the pictures in their order, of what is there in two notations the first. Iterative: it may nest without end."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name in _SHOWN:
            named = attribute(element, _SHOWN[name])
            if named:
                yield named
        elif name == "alternatecontent":
            chosen = child(element, "choice")
            stack.extend([chosen] if chosen is not None else reversed(element))
        elif name not in SILENT:
            stack.extend(reversed(element))
