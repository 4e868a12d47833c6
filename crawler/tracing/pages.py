"""Web pages, read again by the standard library's parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from crawler.tracing.source import Source
from crawler.tracing.squeezing import collapsed, squeeze

# An element without others inside that its own style hides: noise between the characters that are seen.
_HIDDEN = re.compile(r"<(\w+)\b[^<>]*display\s*:\s*none[^<>]*>[^<>]*</\1>", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b|data:image/", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def of_html(markup: str) -> Source:
    """The text and the rows of a page, with those that its scripts and attributes carry."""
    reader = _read(markup)
    text, rows = squeeze("".join(reader.text)), reader.rows
    seen = _HIDDEN.sub("", markup)
    if seen != markup:
        shown = _read(seen)
        text, rows = text + squeeze("".join(shown.text)), rows + shown.rows
    for script in (_CDATA.sub("", script) for script in reader.scripts):
        if "<" in script or "\\u003c" in script.lower():
            inner = _read(_unescaped(script))
            text += squeeze("".join(inner.text))
            rows = rows + inner.rows
    return Source(text, rows, pictured=_PICTURE.search(markup) is not None)


def _read(markup: str) -> _Rows:
    reader = _Rows()
    reader.feed(markup)
    reader.close()
    reader._close_row()
    return reader


def _unescaped(script: str) -> str:
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), script)
    return re.sub(r"\\([\"'/])", r"\1", text).replace("\\n", "\n").replace("\\t", "\t")


class _Rows(HTMLParser):
    """Text and table rows; scripts are kept apart, since some systems keep the article in one, or in an attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.scripts: list[str] = []
        self.rows: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._in_cell = False
        self._hidden: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        carried = named.get("srcdoc") or named.get("value") or ""
        if "<" in carried:
            self.scripts.append(carried)
        elif tag == "input" and carried:
            self.handle_data(carried)
        if tag in ("script", "style"):
            self._hidden = tag
        elif tag == "tr":
            self._close_row()
        elif tag in ("td", "th"):
            self._in_cell = True
            self._cells.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = None
        elif tag in ("td", "th"):
            self._in_cell = False
        elif tag in ("tr", "table"):
            self._close_row()

    def handle_data(self, data: str) -> None:
        if self._hidden is not None:
            self.scripts.append(data if self._hidden == "script" else "")
            return
        if "</" in data:
            self.scripts.append(data)
        self.text.append(data)
        if self._in_cell and self._cells:
            self._cells[-1].append(data)

    def _close_row(self) -> None:
        if self._cells:
            self.rows.append(collapsed(["".join(cell) for cell in self._cells]))
        self._cells = []
        self._in_cell = False
