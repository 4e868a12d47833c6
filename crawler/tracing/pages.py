"""Web pages, read again by the standard library's parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from crawler.tracing.source import Source
from crawler.tracing.squeezing import squeeze

# An element without others inside that its own style hides: noise between the characters that are seen.
_HIDDEN = re.compile(
    r"<(\w+)\b[^<>]*(?:display\s*:\s*none|font-size\s*:\s*0(?![.1-9]))[^<>]*>[^<>]*</\1>", re.IGNORECASE
)
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b|data:image/", re.IGNORECASE)
# Of a page, and of a workbook kept as one XML file.
_ROWS = ("tr", "row")
_CELLS = ("td", "th", "cell")
# Elements within a line; others begin a new one.
_INLINE = frozenset("a b big em font i o:p s small span strong sub sup u wbr".split())
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def of_html(markup: str) -> Source:
    """The text and the rows of a page, with those that its scripts and attributes carry."""
    readers = [_read(markup)]
    seen = _HIDDEN.sub("", markup)
    if seen != markup:
        readers.append(_read(seen))
    scripts = (_CDATA.sub("", script) for script in readers[0].scripts)
    readers += [_read(_unescaped(script)) for script in scripts if "<" in script or "\\u003c" in script.lower()]
    return Source(
        "".join(squeeze("".join(reader.text)) for reader in readers),
        [row for reader in readers for row in reader.rows],
        laid_out="\n".join("".join(reader.laid_out) for reader in readers),
        pictured=_PICTURE.search(markup) is not None,
    )


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
        self.laid_out: list[str] = []
        self.scripts: list[str] = []
        self.rows: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._unseen: set[int] = set()
        self._in_cell = False
        self._hidden: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.laid_out.append("" if tag in _INLINE else "\n")
        named = dict(attrs)
        self.scripts += [carried for carried in named.values() if carried and "<" in carried]
        typed = named.get("value") or ""
        if tag == "input" and "<" not in typed:
            self.handle_data(typed)
        if tag in ("script", "style"):
            self._hidden = tag
        elif tag in _ROWS:
            self._close_row()
        elif tag in _CELLS:
            self._in_cell = True
            if "hidden" in named or _UNSEEN.search(named.get("style") or ""):
                self._unseen.add(len(self._cells))
            self._cells.append([])

    def handle_endtag(self, tag: str) -> None:
        self.laid_out.append("" if tag in _INLINE else "\n")
        if tag == self._hidden:
            self._hidden = None
        elif tag in _CELLS:
            self._in_cell = False
        elif tag in (*_ROWS, "table"):
            self._close_row()

    def handle_data(self, data: str) -> None:
        if self._hidden is not None:
            self.scripts.append(data if self._hidden == "script" else "")
            return
        if "</" in data:
            self.scripts.append(data)
        self.text.append(data)
        self.laid_out.append(data)
        if self._in_cell and self._cells:
            self._cells[-1].append(data)

    def _close_row(self) -> None:
        cells = [squeeze("".join(cell)) for cell in self._cells]
        if cells:
            self.rows.append(cells)
        if self._unseen:
            self.rows.append([cell for at, cell in enumerate(cells) if at not in self._unseen])
        self._cells, self._unseen = [], set()
        self._in_cell = False
