"""Captures as the reading room shows them: pages made harmless, PDF pages and images as pictures, a figure marked in them.

A captured page is rebuilt from an allowlist: elements of text, lists and tables, their spans and alignment, and nothing else; no
script, style sheet, form, frame, drawing, image or address survives, so that nothing can run, load, submit or lead away even
before the sandbox and the policy with which it is answered. Word files and the like are shown as the document reader reads
them. All of it happens in a process of its own, bounded in time and memory: the bytes are anybody's.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pipelines.charset import decode
from pipelines.coding import decoded
from pipelines.errors import ReadingError
from pipelines.readers.kinds import kind_of
from pipelines.workers import WorkerPool
from storage.reading_room.helpers import CannotShow, Proved, Sheet, Shown
from storage.report import Indicator, PdfLocator, Report, TableLocator

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from pipelines.blocks import TableBlock
    from storage.capture import Capture

T = TypeVar("T")
TIMEOUT = 30
MEMORY = 1 << 30
MAX_SHEETS = 500
MAX_EVENTS = 400_000
MAX_MARKUP = 6_000_000
MAX_PIXELS = 4_000_000
MAX_IMAGE_PIXELS = 80_000_000
SCALE = 2.0  # pixels a point: sharp on a good screen
CONTEXT = 24

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
_LABEL = re.compile(r"[^\W\d_]")
_STYLE = (
    "body{font:16px/1.7 'Noto Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif;margin:1rem;color:#1d1b18;background:#fff;"
    "overflow-wrap:break-word}table{border-collapse:collapse;margin:.8rem 0;max-width:100%}td,th{border:1px solid #b9b2a5;"
    "padding:.15rem .45rem;vertical-align:top}.lost{color:#6b645a;font-size:.85em}mark{background:#ffd84d;color:#000;"
    "outline:3px solid #b3261e;outline-offset:1px;scroll-margin:3rem}"
    "p{margin:.5rem 0}h1{font-size:1.35rem}h2{font-size:1.15rem}"
)


@dataclass(frozen=True, slots=True)
class Event:
    """An element that begins or ends, or some text."""

    kind: Literal["open", "close", "text"]
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


class SafeOriginals:
    """`storage.reading_room.helpers.Originals`, in one process that may be killed. `limit` bounds decoded bodies, bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pool = WorkerPool(1, memory_bytes=MEMORY, preload=("crawler.tracing", "pipelines.document"))
        self._pool.run(str, timeout=TIMEOUT * 4)  # the process is there before the first page is asked for

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def kind(self, capture: Capture) -> Literal["markup", "sheets", "none"]:
        if capture.rendered_dom is not None:
            return "markup"
        try:
            kind = kind_of(self._body(capture), _content_type(capture))
        except (ReadingError, CannotShow):
            return "none"
        return "sheets" if kind in ("pdf", "image") else "markup"

    def markup(self, capture: Capture, report: Report | None, figure: Indicator | None) -> Shown:
        body = capture.rendered_dom if capture.rendered_dom is not None else self._body(capture)
        header = "text/html; charset=utf-8" if capture.rendered_dom is not None else _content_type(capture)
        needles = _needles(report, figure) if report is not None and figure is not None else ()
        title = _squeeze(report.title or "") if report is not None else ""
        return self._run(show, body, header, capture.url, needles, title)

    def sheets(self, capture: Capture) -> tuple[Sheet, ...]:
        return self._run(measure_sheets, self._body(capture))

    def picture(self, capture: Capture, number: int) -> bytes:
        return self._run(draw_sheet, self._body(capture), number)

    def prove(self, report: Report, figure: Indicator, capture: Capture) -> Proved:
        from crawler.tracing import prove

        proof = self._run(prove, report, figure, capture, self._limit)
        return Proved(proof.quote, proof.faults, proof.unchecked)

    def _body(self, capture: Capture) -> bytes:
        try:
            return decoded(capture.body, capture.headers, limit=self._limit)
        except ReadingError as error:
            raise CannotShow(str(error)) from error

    def _run(self, function: Callable[..., T], *args: Any) -> T:
        try:
            return self._pool.run(function, *args, timeout=TIMEOUT).result(timeout=TIMEOUT * 4)
        except (ReadingError, BrokenExecutor, TimeoutError, ValueError, OSError, MemoryError) as error:
            raise CannotShow(" ".join(str(error).split())[:300] or type(error).__name__) from error


def _content_type(capture: Capture) -> str | None:
    return next((value for name, value in capture.headers if name.lower() == "content-type"), None)


# ---- Where a figure stands: what to look for, in characters without blanks -------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needle:
    """Text without blanks in which the figure stands from `start` to `end`; `skip` earlier places are others' rows."""

    text: str
    start: int
    end: int
    skip: int


def _needles(report: Report, figure: Indicator) -> tuple[Needle, ...]:
    """What to look for, the longest context first."""
    where = figure.locator
    if isinstance(where, PdfLocator):
        return ()
    if isinstance(where, TableLocator):
        return tuple(_row_needles(report, where.table, where.row, where.column))
    found = []
    raw = _squeeze(report.text[where.start : where.end])
    left, right = report.text[: where.start], report.text[where.end :]
    around = [(left[-context:], right[:context]) for context in (CONTEXT * 2, CONTEXT)]
    # In its own line alone: what stands in other lines may lie elsewhere on the page.
    around.append((left.rpartition("\n")[2][-CONTEXT:], right.partition("\n")[0][:CONTEXT]))
    for before, after in ((_squeeze(one), _squeeze(other)) for one, other in around):
        whole = before + raw + after
        earlier = _squeeze(report.text[: where.start])
        skip = _occurrences(earlier[: len(earlier) - len(before)] + whole[:-1], whole)
        found.append(Needle(whole, len(before), len(before) + len(raw), skip))
    return tuple(found)


def _row_needles(report: Report, table: int, row: int, column: int) -> Iterator[Needle]:
    """The row's cells, a merged one once, from the first label on or from a later one: a merged label stands rows above."""
    cells = _collapsed(report.tables[table].rows[row])
    target = next((place for place, (_, first, last) in enumerate(cells) if first <= column <= last), None)
    if target is None or not cells[target][0]:
        return
    for first in range(target + 1):
        if first and not (_LABEL.search(cells[first][0]) or first == target):
            continue
        text = "".join(cell for cell, _, _ in cells[first:])
        start = sum(len(cell) for cell, _, _ in cells[first:target])
        if not _LABEL.search(text):
            continue
        yield Needle(text, start, start + len(cells[target][0]), _rows_before(report, table, row, text))


def _rows_before(report: Report, table: int, row: int, text: str) -> int:
    """In how many rows before this one the same text stands."""
    rows: list[Sequence[str]] = [each for earlier in report.tables[:table] for each in earlier.rows]
    rows += report.tables[table].rows[:row]
    return sum("".join(cell for cell, _, _ in _collapsed(each)).endswith(text) for each in rows)


def _collapsed(row: Sequence[str]) -> list[tuple[str, int, int]]:
    """Cells without blanks, each with its first and last column; a label repeated in neighbours is one merged cell."""
    cells: list[tuple[str, int, int]] = []
    for column, text in enumerate(map(_squeeze, row)):
        if cells and cells[-1][0] == text and _LABEL.search(text):
            cells[-1] = (text, cells[-1][1], column)
        else:
            cells.append((text, column, column))
    return cells


def _squeeze(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


def _occurrences(text: str, needle: str) -> int:
    count, at = 0, text.find(needle)
    while at >= 0:
        count, at = count + 1, text.find(needle, at + 1)
    return count


# ---- Pages, in the worker ----------------------------------------------------------------------------------------------------


def show(body: bytes, content_type: str | None, url: str, needles: Sequence[Needle], title: str) -> Shown:
    """A page or a Word file as markup that does nothing, with the first needle that is found marked.

    Where the title stands last (it stands above the article too) there is an anchor, `report`.
    """
    kind = kind_of(body, content_type)
    events = list(
        _bounded(_page_events(body, content_type) if kind == "html" else _document_events(body, content_type, url))
    )
    text = "".join(_squeeze(event.name) for event in events if event.kind == "text")
    span = _find(text, needles)
    inside = _write(events, span, text.rfind(title) if title else -1)
    markup = (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>archived page</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>{inside}</body></html>'
    )
    return Shown(markup, span is not None)


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
            alt = (value.get("alt") or "").strip()[:80]
            yield Event("open", "span", (("class", "lost"),))
            yield Event("text", f" [image{': ' + alt if alt else ''}] ")
            yield Event("close", "span")
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
    at, first = 0, True
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
        else:
            text, length = event.name, len(_squeeze(event.name))
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
    places = [place for place, character in enumerate(text) if _squeeze(character)]
    chosen = [place for number, place in enumerate(places) if start <= number < end]
    left, right = chosen[0], chosen[-1] + 1
    name = ' id="figure"' if first else ""
    return f"{html.escape(text[:left])}<mark{name}>{html.escape(text[left:right])}</mark>{html.escape(text[right:])}"


# ---- Pictures, in the worker ---------------------------------------------------------------------------------------------------


def measure_sheets(body: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF or the one of an image, sizes in points."""
    if b"%PDF-" not in body[:1024]:
        image = _image(body)
        return (Sheet(1, float(image.width), float(image.height)),)
    with _pdf(body) as document:
        return tuple(
            Sheet(number + 1, *map(float, document.get_page_size(number)))
            for number in range(min(len(document), MAX_SHEETS))
        )


def draw_sheet(body: bytes, number: int) -> bytes:
    """A page as PNG, no larger than MAX_PIXELS."""
    if b"%PDF-" not in body[:1024]:
        if number != 1:
            raise CannotShow(f"an image has one page, not {number}")
        return _png(_image(body))
    with _pdf(body) as document:
        if number > len(document):
            raise CannotShow(f"the PDF has {len(document)} pages, not {number}")
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCALE, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        return _png(page.render(scale=scale, may_draw_forms=False).to_pil())


def _pdf(body: bytes) -> Any:
    import contextlib

    import pypdfium2

    try:
        return contextlib.closing(pypdfium2.PdfDocument(body))
    except pypdfium2.PdfiumError as error:
        raise CannotShow(f"the PDF cannot be opened: {error}") from error


def _image(body: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(body))
        if image.width * image.height > MAX_IMAGE_PIXELS:
            raise CannotShow(f"the image has {image.width} by {image.height} pixels")
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise CannotShow(f"the image cannot be opened: {error}") from error
    return image


def _png(image: Any) -> bytes:
    if image.width * image.height > MAX_PIXELS:
        share = (MAX_PIXELS / (image.width * image.height)) ** 0.5
        image = image.resize((max(1, int(image.width * share)), max(1, int(image.height * share))))
    target = io.BytesIO()
    image.convert("RGB").save(target, "PNG", optimize=False)
    return target.getvalue()
