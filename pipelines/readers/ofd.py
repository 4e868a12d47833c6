"""OFD (GB/T 33190-2016), the national format of fixed pages: a zip of XML. Its pages are seen by ofd_page.py and assembled as those
of a PDF are; pages that are pictures go to OCR. Annotations, seals and signatures are none of the text.

    OFD.xml -> Doc_N/Document.xml -> Pages/Page_N/Content.xml, with templates, and resources by ID
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.blocks import Box, Document
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds, ocr
from pipelines.readers.ocr_files import opened
from pipelines.readers.ofd_page import Budget, OfdPage, Painter, Resources
from pipelines.readers.ofd_values import numbers
from pipelines.readers.packages import Package, parse_xml
from pipelines.readers.paper import document_of, is_scanned, is_unreadable, read_by_eye
from pipelines.readers.wordml import attribute, child, name_of

MEDIA_TYPE = "application/ofd"
ROOT = "ofd.xml"
# The XML of one page or list of resources, unpacked.
MAX_XML = 32 * 1024 * 1024
MAX_TEMPLATES = 100
# Images of which a scanned page is put together.
MAX_IMAGES = 60
# Millimetres: the sides of a sheet.
SMALLEST, LARGEST = 5.0, 5_000.0
# A4, for a document that does not say.
USUAL: Box = (0.0, 0.0, 210.0, 297.0)
_WHITE = (255, 255, 255)


def read(body: bytes, *, kind: str, url: str) -> Document:
    """An OFD as a Document. One whose pages are pictures is read by OCR where that is installed, else UnsupportedDocument."""
    file = _File(Package(body))
    root = file.xml("", ROOT)
    found = [_Body(file, part) for part in root if name_of(part) == "docbody"]
    budget = Budget()
    drawn: list[OfdPage] = []
    for one in found:
        drawn.extend(one.pages(len(drawn), budget))
    pages = [one.page for one in drawn]
    if not pages:
        raise DamagedDocument("the OFD has no pages")
    if is_unreadable(pages):
        raise UnsupportedDocument("the OFD's fonts do not say which characters they print")
    scanned = is_scanned(pages)
    by_eye = read_by_eye(pages, scanned)
    if len(by_eye) > ocr.MAX_SCANNED_PAGES:
        raise DocumentTooLarge(f"the scan has {len(by_eye)} pages, more than {ocr.MAX_SCANNED_PAGES}")
    for number in by_eye:
        pages[number - 1] = ocr.read_drawn(_picture(drawn[number - 1]), number)
    return document_of(pages, MEDIA_TYPE, title=found[0].title, scanned=scanned, by_eye=by_eye)


class _File:
    """The zip's members by their places in each other; nothing outside of it is ever opened."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.names = {_plain(name): name for name in package.members}

    def place(self, base: str, said: str) -> str:
        """The place that a member of the folder `base` names: from the root where it begins with a slash."""
        said = said.strip().replace("\\", "/")
        return _plain(said if said.startswith("/") else posixpath.join(base, said))

    def bytes(self, place: str) -> bytes | None:
        name = self.names.get(place)
        return self.package.read(name) if name is not None else None

    def xml(self, base: str, said: str) -> etree._Element:
        """DamagedDocument for a member that is not there: something of the document is lost."""
        place = self.place(base, said)
        data = self.bytes(place)
        if data is None:
            raise DamagedDocument(f"the OFD lacks {place[:200]}")
        if len(data) > MAX_XML:
            raise DocumentTooLarge(f"{place[:200]} unpacks to more than {MAX_XML} bytes")
        return parse_xml(data, place[:200])


def _plain(name: str) -> str:
    return posixpath.normpath(posixpath.join("/", name.replace("\\", "/"))).lstrip("/").lower()


@dataclass(slots=True)
class _Shared:
    """What Res files hold, by ID."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    composites: dict[str, etree._Element] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)


class _Body:
    """One of the documents in the file, mostly the only one."""

    def __init__(self, file: _File, body: etree._Element) -> None:
        self.file = file
        self.title = _text(child(child(body, "docinfo"), "title"))
        place = file.place("", _text(child(body, "docroot")) or "")
        self.folder = posixpath.dirname(place)
        self.root = file.xml("", place)
        common = child(self.root, "commondata")
        self.area = _area(child(common, "pagearea")) or USUAL
        self.shared = _Shared()
        self.templates: dict[str, tuple[str, str]] = {}
        self.opened: dict[str, etree._Element] = {}
        for part in common if common is not None else ():
            kind = name_of(part)
            if kind in ("publicres", "documentres"):
                self._load(self.folder, _text(part) or "")
            elif kind == "templatepage":
                said = attribute(part, "ID") or "", attribute(part, "BaseLoc") or ""
                self.templates[said[0]] = said[1], attribute(part, "ZOrder") or "Background"

    def _load(self, base: str, said: str) -> None:
        """A Res file's entries. One that is not there costs images and styles, no text."""
        place = self.file.place(base, said)
        if place not in self.file.names:
            return
        res = self.file.xml("", place)
        stored = self.file.place(posixpath.dirname(place), attribute(res, "BaseLoc") or "")
        for entry in (entry for group in res for entry in group):
            number, kind = attribute(entry, "ID") or "", name_of(entry)
            if kind == "drawparam":
                self.shared.styles[number] = entry
            elif kind == "compositegraphicunit":
                self.shared.composites[number] = entry
            elif kind == "multimedia":
                self.shared.media[number] = self.file.place(stored, _text(child(entry, "mediafile")) or "")

    def image(self, resource: str) -> bytes | None:
        place = self.shared.media.get(resource)
        return self.file.bytes(place) if place is not None else None

    def pages(self, before: int, budget: Budget) -> Iterator[OfdPage]:
        """The pages in their order, numbered after those `before`."""
        listed = child(self.root, "pages")
        entries = [entry for entry in (listed if listed is not None else ()) if name_of(entry) == "page"]
        if before + len(entries) > bounds.MAX_PAGES:
            raise DocumentTooLarge(f"the OFD has {before + len(entries)} pages, more than {bounds.MAX_PAGES}")
        for number, entry in enumerate(entries, start=before + 1):
            place = self.file.place(self.folder, attribute(entry, "BaseLoc") or "")
            page = self.file.xml("", place)
            for part in page:
                if name_of(part) == "pageres":
                    self._load(posixpath.dirname(place), _text(part) or "")
            resources = Resources(self.shared.styles, self.shared.composites, self.image)
            painter = Painter(_area(child(page, "area")) or self.area, resources, budget)
            over = [*self._shown(page)]
            for content in (
                *(content for content, order in over if order != "Foreground"),
                child(page, "content"),
                *(content for content, order in over if order == "Foreground"),
            ):
                if content is not None:
                    painter.draw(content)
            yield painter.page(number)

    def _shown(self, page: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
        """The contents of the templates that a page shows, each with whether it lies under or over the page's own."""
        named = [part for part in page if name_of(part) == "template"]
        if len(named) > MAX_TEMPLATES:
            raise DocumentTooLarge(f"a page of the OFD shows {len(named)} templates")
        for part in named:
            said, order = self.templates.get(attribute(part, "TemplateID") or "", ("", ""))
            if not said:
                raise DamagedDocument("a page of the OFD shows a template that is not there")
            if said not in self.opened:
                self.opened[said] = self.file.xml(self.folder, said)
            yield child(self.opened[said], "content"), attribute(part, "ZOrder") or order


def _text(element: etree._Element | None) -> str | None:
    return (element.text or "").strip() or None if element is not None else None


def _area(area: etree._Element | None) -> Box | None:
    """The physical box: left, top, width, height. DamagedDocument for one of no sheet."""
    said = _text(child(area, "physicalbox"))
    if said is None:
        return None
    box = numbers(said, 4)
    if box is None or not all(SMALLEST <= side <= LARGEST for side in box[2:]):
        raise DamagedDocument(f"the OFD has a page of the size {said[:80]!r}")
    return box[0], box[1], box[2], box[3]


def _picture(drawn: OfdPage) -> Any:
    """A page that is a picture, at the resolution in which OCR reads. UnsupportedDocument for images that cannot be laid out here."""
    from PIL import Image as Picture

    scale = ocr.RESOLUTION / ocr.POINTS_PER_INCH
    width, height = round(drawn.page.width * scale), round(drawn.page.height * scale)
    if width * height > bounds.MAX_IMAGE_PIXELS:
        raise DocumentTooLarge(f"page {drawn.page.number} of the scan is {drawn.page.width:.0f} points wide")
    sheet = Picture.new("RGB", (width, height), _WHITE)
    for placed in drawn.images[:MAX_IMAGES]:
        x0, top, x1, bottom = (round(value * scale) for value in placed.box)
        body = placed.read()
        area = (x1 - x0) * (bottom - top)
        if placed.turned or body is None or area <= 0 or area > bounds.MAX_IMAGE_PIXELS:
            raise UnsupportedDocument(f"page {drawn.page.number} of the OFD is a picture that cannot be laid out")
        sheet.paste(opened(body)[0].resize((x1 - x0, bottom - top)), (x0, top))
    return sheet
