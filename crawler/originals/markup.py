"""A captured page made harmless, in the worker: rebuilt from an allowlist, with the figure asked for marked in it.

Elements of text, lists and tables, their spans and alignment, and nothing else; no script, style sheet, form, frame, drawing or
address survives, so that nothing can run, load, submit or lead away even before the sandbox and the policy with which it is
answered. An image leaves a comment where it stood, which no text of a page can forge; what was captured is put there. Word files and the
like are shown as the document reader reads them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from crawler.originals.needles import Needle, squeeze
from pipelines.charset import decode
from pipelines.readers.kinds import kind_of

if TYPE_CHECKING:
    from lxml import etree

    from pipelines.blocks import TableBlock

MAX_EVENTS = 400_000
MAX_MARKUP = 6_000_000
MAX_IMAGES = 60
PLACE = re.compile(r"<!--image (\d+)-->")

KEPT = frozenset(
    "p div span br hr h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr td th ul ol li dl dt dd b strong i em u s sub sup"
    " blockquote pre center section article header footer nav main aside address small".split()
)
"""What may stand in a shown page; of any other element only what is inside it."""
DROPPED = frozenset(
    "script style noscript template iframe frame frameset object applet svg math canvas audio video head title select"
    " option textarea button datalist noframes".split()
)
"""What goes with all that is inside."""
EMPTY = frozenset({"br", "hr"})
_SPAN = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_ALIGN = frozenset({"left", "right", "center", "justify"})
_ALIGNED = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|right|center|justify)\s*(?:;|$)", re.I)
_STYLE = (
    "body{font:16px/1.7 'Noto Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif;margin:1rem;color:#1d1b18;background:#fff;"
    "overflow-wrap:break-word}table{border-collapse:collapse;margin:.8rem 0;max-width:100%}td,th{border:1px solid #b9b2a5;"
    "padding:.15rem .45rem;vertical-align:top}img{max-width:100%;height:auto}.lost{color:#6b645a;font-size:.85em}"
    "mark{background:#ffd84d;color:#000;"
    "outline:3px solid #b3261e;outline-offset:1px;scroll-margin:3rem}"
    "p{margin:.5rem 0}h1{font-size:1.35rem}h2{font-size:1.15rem}"
)


@dataclass(frozen=True, slots=True)
class Event:
    """An element that begins or ends, some text, an image (its address), or the address that others are relative to."""

    kind: Literal["open", "close", "text", "image", "base"]
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a page: its address, or its data, and what stands for it in words."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Markup that does nothing, with a comment (`PLACE`) where each image stands."""

    markup: str
    marked: bool
    images: tuple[Image, ...]


def rebuild(body: bytes, content_type: str | None, url: str, needles: Sequence[Needle], title: str) -> Rebuilt:
    """A page or a Word file as markup that does nothing, with the first needle that is found marked.

    Where the title stands last (it stands above the article too) there is an anchor, `report`.
    """
    kind = kind_of(body, content_type)
    every = _page_events(body, content_type) if kind == "html" else _document_events(body, content_type, url)
    events = list(_bounded(every))
    base = urljoin(url, next((event.name for event in events if event.kind == "base"), ""))
    text = "".join(squeeze(event.name) for event in events if event.kind == "text")
    span = _find(text, needles)
    images = [event for event in events if event.kind == "image"][:MAX_IMAGES]
    inside = _write(events, span, text.rfind(title) if title else -1)
    markup = (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>archived page</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>{inside}</body></html>'
    )
    return Rebuilt(markup, span is not None, tuple(_image(event, base) for event in images))


def _image(event: Event, base: str) -> Image:
    try:
        url = event.name if event.name[:5].lower() == "data:" else urljoin(base, event.name)
    except ValueError:
        url = ""
    return Image(url, event.attributes[0][1])


def _bounded(events: Iterable[Event]) -> Iterator[Event]:
    """Stops where a page is larger than anybody reads."""
    size = 0
    for count, event in enumerate(events):
        size += len(event.name)
        if count > MAX_EVENTS or size > MAX_MARKUP:
            yield Event("text", " […]")
            return
        yield event


def _page_events(body: bytes, content_type: str | None) -> Iterator[Event]:
    from pipelines.charset import declared_in_header
    from pipelines.readers.html import parse

    tree = parse(decode(body, header=declared_in_header(content_type)).text)
    for base in tree.iter("base"):
        if base.get("href"):
            yield Event("base", base.get("href", "").strip())
            break
    yield from _walk(tree)


def _walk(root: etree._Element) -> Iterator[Event]:
    """The kept elements and texts in order, without recursion."""
    waiting: list[tuple[str, Any]] = [("enter", root)]
    while waiting:
        step, value = waiting.pop()
        if step == "text":
            yield Event("text", value)
            continue
        if step == "close":
            yield Event("close", value)
            continue
        name = value.tag.lower() if isinstance(value.tag, str) else None
        if value.tail and value is not root:
            waiting.append(("text", value.tail))
        if name is None or name in DROPPED:
            continue
        if name == "img":
            yield Event("image", (value.get("src") or "").strip(), (("alt", (value.get("alt") or "").strip()[:80]),))
            continue
        if name in KEPT:
            yield Event("open", name, _attributes(name, value))
            if name in EMPTY:
                continue
            waiting.append(("close", name))
        waiting += [("enter", child) for child in reversed(value)]
        if value.text:
            waiting.append(("text", value.text))


def _attributes(name: str, element: etree._Element) -> tuple[tuple[str, str], ...]:
    kept = []
    if name in ("td", "th"):
        for each in ("colspan", "rowspan"):
            value = (element.get(each) or "").strip()
            if _SPAN.fullmatch(value):
                kept.append((each, value))
    aligned = _ALIGNED.search(element.get("style") or "")
    align = aligned[1].lower() if aligned else (element.get("align") or "").strip().lower()
    if align in _ALIGN:
        kept.append(("style", f"text-align:{align}"))
    return tuple(kept)


def _document_events(body: bytes, content_type: str | None, url: str) -> Iterator[Event]:
    from pipelines.blocks import Paragraph, TableBlock
    from pipelines.document import read_document

    for block in read_document(body, url=url, content_type=content_type).blocks:
        if isinstance(block, TableBlock):
            yield Event("open", "table")
            yield from _cell_events(block)
            yield Event("close", "table")
        elif isinstance(block, Paragraph):
            name = f"h{min(block.heading, 6)}" if block.heading else "p"
            yield Event("open", name)
            yield Event("text", block.text)
            yield Event("close", name)


def _cell_events(table: TableBlock) -> Iterator[Event]:
    row = -1
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row != row:
            if row >= 0:
                yield Event("close", "tr")
            yield Event("open", "tr")
            row = cell.row
        yield Event("open", "td", (("colspan", str(cell.colspan)), ("rowspan", str(cell.rowspan))))
        yield Event("text", cell.text)
        yield Event("close", "td")
    if row >= 0:
        yield Event("close", "tr")


def _find(text: str, needles: Sequence[Needle]) -> tuple[int, int] | None:
    """First and last character of the figure, counted over all characters that are not blank."""
    for needle in needles:
        at = text.find(needle.text)
        for _ in range(needle.skip):
            following = text.find(needle.text, at + 1) if at >= 0 else -1
            at = following if following >= 0 else at
        if at >= 0:
            return at + needle.start, at + needle.end
    return None


def _write(events: Iterable[Event], span: tuple[int, int] | None, title: int) -> str:
    """Markup with every element closed in order; the figure's characters in <mark>; an anchor where the title begins."""
    parts: list[str] = []
    opened: list[str] = []
    at, images, first = 0, 0, True
    for event in events:
        if event.kind == "open":
            attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in event.attributes)
            parts.append(f"<{event.name}{attributes}>")
            if event.name not in EMPTY:
                opened.append(event.name)
        elif event.kind == "close":
            while opened and event.name in opened:
                name = opened.pop()
                parts.append(f"</{name}>")
                if name == event.name:
                    break
        elif event.kind == "image":
            parts.append(f"<!--image {images}-->" if images < MAX_IMAGES else '<span class="lost">[…]</span>')
            images += 1
        elif event.kind == "text":
            text, length = event.name, len(squeeze(event.name))
            if at <= title < at + length:
                parts.append('<span id="report"></span>')
            if span is not None and at < span[1] and at + length > span[0]:
                parts.append(_marked(text, span[0] - at, span[1] - at, first=first))
                first = False
            else:
                parts.append(html.escape(text))
            at += length
    parts += [f"</{name}>" for name in reversed(opened)]
    return "".join(parts)


def _marked(text: str, start: int, end: int, *, first: bool) -> str:
    """The text with its characters from `start` to `end` marked, blanks not counted."""
    places = [place for place, character in enumerate(text) if squeeze(character)]
    chosen = [place for number, place in enumerate(places) if start <= number < end]
    left, right = chosen[0], chosen[-1] + 1
    name = ' id="figure"' if first else ""
    return f"{html.escape(text[:left])}<mark{name}>{html.escape(text[left:right])}</mark>{html.escape(text[right:])}"
