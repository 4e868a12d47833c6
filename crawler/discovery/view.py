"""An answer as everyone here looks at it: media type, charset, text, tree; each worked out once, on demand.

Bounds: markup is read to MAX_MARKUP bytes, and a tree deeper than the parser's own limit comes as far as it goes.
"""

from __future__ import annotations

import html
import json
import re
import zlib
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.discovery import markup_data
from crawler.discovery.addresses import route
from crawler.discovery.page import Answer
from pipelines.charset import codec_of, declared_in_header, declared_in_page, decode
from pipelines.errors import DamagedDocument
from pipelines.readers.html_attributes import with_few_attributes

MAX_MARKUP = 8_000_000
MAX_SCRIPT_TEXT = 1_000_000
MAX_MARKS = 400_000

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"{\\rtf", "application/rtf"),
)
_XML = frozenset(("text/xml", "application/xml", "application/rss+xml", "application/atom+xml"))
_OFFICE = (
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"OFD.xml", "application/ofd"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
)
# Addresses that need no joining: a path from the root, a whole address; without dots to resolve or anything odd.
_PLAIN_PATH = re.compile(r"^/(?!/)(?:[\w%~=?&+,-]|/(?!/)|\.(?!\.?/))*$", re.A)
_PLAIN_URL = re.compile(r"^https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/(?:[\w%~=?&+,-]|/(?!/)|\.(?!\.?/))*)?$", re.A)
_RELATIVE_PATH = re.compile(
    r"^(?:\./)?((?:\.\./)*)((?:[\w%-][\w%~=&+,-]*(?:\.[\w%~=&+,-]+)*/)*(?:[\w%-][\w%~=&+,-]*(?:\.[\w%~=&+,-]+)*)?)$",
    re.A,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_ENDS = re.compile(r"</(?:body|html)\s*>", re.I)
_WRAPPER = re.compile(r"[\w.$]{1,80}\s{0,80}\(")
_SPACE = re.compile(r"\s+")
# Elements of the plain parser: those of lxml.html cost a Python call each.
_SILENT = frozenset(("script", "style", "noscript", "template", "textarea", "head", "title"))


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)


def _office(body: bytes) -> str:
    """A Word file, workbook, OFD or OpenDocument file is a zip with a known member, whose name (of an OpenDocument file its
    content too) stands uncompressed in it."""
    return next((media_type for member, media_type in _OFFICE if member in body), "application/zip")


def _is_followed(markup: str) -> bool:
    """Whether anything but comments and blanks stands after the first end of a page."""
    end = max(markup.find("</html>"), markup.find("</HTML>"))
    if end < 0:
        return False
    position = end + 7
    while (start := markup.find("<", position)) >= 0:
        if markup.startswith("<!--", start):
            position = markup.find("-->", start + 4) + 3
            if position < 3:
                return True
        elif markup[start : start + 7] in ("</html>", "</HTML>"):
            position = start + 7
        else:
            return True
    return False


def _unwrapped(text: str) -> str:
    """What stands in the brackets of a JSONP answer: callback({...}); '' where it is none."""
    match = _WRAPPER.match(text)
    text = text.removesuffix(";").rstrip()
    return text[match.end() : -1].strip() if match is not None and text.endswith(")") else ""


def _unpacked(body: bytes) -> bytes:
    """A site map that is a gzip file as the map it holds, up to MAX_MARKUP; what is no such file as it stands."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        held = zlib.decompressobj(wbits=31).decompress(body, MAX_MARKUP)
    except zlib.error:
        return body
    return held if held.lstrip()[:1] == b"<" else body


def text_of(element: etree._Element) -> str:
    """All text in an element, as it stands."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


class View:
    """A read-only look at one answer. `kind` is html, xml, json, file or none."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.url = answer.url
        self.body = _unpacked(answer.body)
        # Texts of links whose handlers could not be read (links.py).
        self.unread_links: list[str] = []

    @cached_property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.answer.headers}

    @cached_property
    def media_type(self) -> str:
        """What the bytes are; the header is believed only where they do not tell."""
        start = self.body[:1024].lstrip()
        for magic, media_type in _MAGIC:
            if self.body.startswith(magic):
                return _office(self.body) if media_type == "application/zip" else media_type
        declared = self.headers.get("content-type", "").split(";")[0].strip().lower()
        if b"%PDF-" in self.body[:1024]:
            return "application/pdf"
        lowered = start.lower()
        if start[:1] in (b"{", b"[") and b"<html" not in lowered:
            return "application/json"
        if (lowered.startswith(b"<?xml") and b"<html" not in lowered) or lowered.startswith(
            (b"<datastore", b"<urlset", b"<rss")
        ):
            return "application/xml"
        if declared in _XML and b"<html" not in lowered:
            return "application/xml"
        if b"<" in start[:1] or b"<html" in lowered or b"<!doctype" in lowered:
            return "text/html"
        return declared or "application/octet-stream"

    @cached_property
    def kind(self) -> str:
        if not self.body.strip():
            return "none"
        media_type = self.media_type
        if media_type in ("text/html", "application/xhtml+xml"):
            return "html"
        if media_type in ("application/json", "text/json"):
            return "json" if self.data is not None else "html"
        if media_type.endswith("xml"):
            return "xml"
        if media_type.startswith("text/") or "javascript" in media_type:
            return "json" if self.data is not None else "html"
        return "file"

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        try:
            decoded = decode(self.body[:MAX_MARKUP], header=declared_in_header(self.headers.get("content-type")))
        except DamagedDocument:
            # Bytes that are no text: looked at as if they were, so that the gate can say what they are.
            return self.body[:MAX_MARKUP].decode("latin-1"), "latin-1"
        return decoded.text, decoded.charset

    @property
    def text(self) -> str:
        """The markup, decoded."""
        return self._decoded[0]

    @cached_property
    def lowered(self) -> str:
        """The beginning of the markup in lower case, for patterns of marks."""
        return self.text[:MAX_MARKS].lower()

    @cached_property
    def marks(self) -> bytes:
        """The same as UTF-8, in which a plain string is found fastest."""
        return self.lowered.encode("utf-8", "replace")

    @property
    def charset(self) -> str:
        return self._decoded[1]

    @cached_property
    def form_charset(self) -> str:
        """The charset in which the page's forms are sent: the page's own. A browser hands every page on as UTF-8; what it was
        then still stands in its head."""
        own = codec_of(declared_in_page(self.body)) if self.answer.rendered else self.charset
        return "gb18030" if own == "gb18030" else "utf-8"

    @cached_property
    def tree(self) -> etree._Element | None:
        if self.kind not in ("html", "xml"):
            return None
        markup = self.text.replace("\x00", "")
        if _is_followed(markup):
            # What follows the first end of a page put together of several is shown by browsers, and skipped by the parser.
            markup = _ENDS.sub("", markup)
        if not markup.strip():
            return None
        markup = with_few_attributes(markup)
        try:
            return etree.fromstring(markup.encode("utf-8", "replace"), parser=_parser())
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        if self.tree is not None:
            for element in self.tree.iter("base"):
                href = element.get("href")
                if href:
                    return join(self.url, href) or self.url
        return self.url

    @cached_property
    def data(self) -> object | None:
        """The answer as JSON, with a JSONP wrapper taken off, or XML in its shapes; None when it is none."""
        text = self.text.strip()
        if text[:1] == "<":
            return markup_data.data_of(text) if self.kind == "xml" else None
        if text[:1] not in "{[":
            text = _unwrapped(text)
            if text[:1] not in ("{", "["):
                return None
        try:
            return json.loads(text)  # type: ignore[no-any-return]
        except (ValueError, RecursionError):
            return None

    @cached_property
    def scripts(self) -> str:
        """All inline script, one after the other."""
        if self.tree is None:
            return ""
        pieces: list[str] = []
        size = 0
        for element in self.tree.iter("script"):
            if element.text:
                pieces.append(element.text)
                size += len(element.text)
                if size > MAX_SCRIPT_TEXT:
                    break
        return "\n".join(pieces)

    @cached_property
    def functions(self) -> str:
        """The inline script and, of a rendered page, the scripts that it loaded: where the functions are that its links call."""
        loaded: list[str] = []
        for answer in self.answer.behind:
            view = View(answer)
            if "javascript" in view.headers.get("content-type", "") and view.data is None:
                loaded.append(view.text)
        return "\n".join((self.scripts, *loaded))

    @property
    def is_final(self) -> bool:
        """Whether a browser could show no more: it was rendered already, or has no script."""
        return self.answer.rendered or "<script" not in self.lowered

    @cached_property
    def meta(self) -> dict[str, str]:
        """The page's <meta name content>, names in lower case, the first of each that says something."""
        found: dict[str, str] = {}
        if self.tree is not None:
            for element in self.tree.iter("meta"):
                name = element.get("name") or element.get("property")
                content = element.get("content")
                if name and content and content.strip():
                    found.setdefault(name.strip().lower(), content.strip())
        return found

    @cached_property
    def head_title(self) -> str:
        """The text of <title>."""
        if self.tree is not None:
            for element in self.tree.iter("title"):
                return squeeze(text_of(element))
        return ""

    @cached_property
    def visible(self) -> str:
        """All text but scripts and styles, white space squeezed to single spaces."""
        if self.tree is None:
            return ""
        pieces: list[str] = []
        for element in self.tree.iter():
            text, tail = element.text, element.tail
            if text and element.tag not in _SILENT:
                pieces.append(text)
            if tail:
                pieces.append(tail)
        return squeeze(" ".join(pieces))

    @cached_property
    def _origin(self) -> str:
        parts = urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc}"

    def absolute(self, href: str) -> str | None:
        """An address of the page as an absolute one; None for what is none."""
        if _PLAIN_PATH.match(href):
            return self._origin + href
        if _PLAIN_URL.match(href):
            return href
        known = self._joined.get(href)
        if known is None and href not in self._joined:
            known = self._joined[href] = self._relative(href) or join(self.base, href)
        return known

    @cached_property
    def _joined(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def _folders(self) -> list[str]:
        return urlsplit(self.base).path.split("/")[:-1]

    def _relative(self, href: str) -> str | None:
        """The usual relative paths, joined by hand: ./a/b.html, ../../a, a.html. None for any other."""
        match = _RELATIVE_PATH.match(href)
        if match is None or not href:
            return None
        folders = self._folders
        up = match.group(1).count("../")
        if up:
            folders = folders[: max(len(folders) - up, 1)]
        return f"{self._origin}{'/'.join(folders)}/{match.group(2)}"


def unescaped(text: str) -> str:
    """Character references in a piece of markup resolved; only those that end properly: &current= is a parameter, no sign."""
    return _REFERENCE.sub(lambda match: html.unescape(match.group(0)), text) if "&" in text else text


def squeeze(text: str | None) -> str:
    """White space of any kind to single spaces, none at the ends."""
    return " ".join(text.split()) if text else ""


def join(base: str, href: str) -> str | None:
    """An absolute http address, or None for what is none (javascript:, mailto:, data:, malformed)."""
    href = href.strip()
    if not href or (href.startswith("#") and not route(href)):
        return None
    try:
        url = urljoin(base, href.replace("\\", "/"))
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        parts.port  # noqa: B018  (a port that is no number raises here)
    except ValueError:
        return None
    return _SPACE.sub("%20", url)
