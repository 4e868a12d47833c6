"""Captures as the reading room shows them (`storage.reading_room.helpers.Originals`).

    markup.py    a page rebuilt from an allowlist, a figure marked in it      needles.py   what to look for to mark it
    sheets.py    pages of a PDF and images as pictures; images of a page drawn anew

All of it happens in a process of its own, bounded in time and memory: the bytes are anybody's.
"""

from __future__ import annotations

import html
from base64 import b64encode
from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from w3lib.url import safe_url_string

from crawler.originals.markup import PLACE, Image, rebuild
from crawler.originals.needles import needles, squeeze
from crawler.originals.sheets import draw_images, draw_sheet, measure_sheets
from pipelines.coding import decoded
from pipelines.errors import ReadingError
from pipelines.readers.inline import is_inline, picture_in
from pipelines.readers.kinds import kind_of
from pipelines.workers import WorkerPool
from storage.capture import header
from storage.reading_room.helpers import CannotShow, Captured, Proved, Sheet, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from storage.capture import Capture
    from storage.report import Indicator, Report

T = TypeVar("T")
TIMEOUT = 30
MEMORY = 1 << 30
IMAGE_BYTES = 12_000_000
"""Of all captured images of one page that are drawn."""


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
            kind = kind_of(self._body(capture), header(capture.headers, "content-type"))
        except (ReadingError, CannotShow):
            return "none"
        return "sheets" if kind in ("pdf", "image") else "markup"

    def markup(self, capture: Capture, report: Report | None, figure: Indicator | None, captured: Captured) -> Shown:
        if capture.rendered_dom is not None:
            body, content_type = capture.rendered_dom, "text/html; charset=utf-8"
        else:
            body, content_type = self._body(capture), header(capture.headers, "content-type")
        looked = needles(report, figure) if report is not None and figure is not None else ()
        title = squeeze(report.title or "") if report is not None else ""
        made = self._run(rebuild, body, content_type, capture.url, looked, title)
        shown = self._images(made.images, captured)
        # Text is escaped: only a place of an image begins like this.
        return Shown(PLACE.sub(lambda place: shown[int(place[1])], made.markup), made.marked)

    def sheets(self, capture: Capture) -> tuple[Sheet, ...]:
        return self._run(measure_sheets, self._body(capture))

    def picture(self, capture: Capture, number: int) -> bytes:
        return self._run(draw_sheet, self._body(capture), number)

    def prove(self, report: Report, figure: Indicator, capture: Capture) -> Proved:
        from crawler.tracing import prove

        proof = self._run(prove, report, figure, capture, self._limit)
        return Proved(proof.quote, proof.faults, proof.unchecked)

    def _images(self, images: Sequence[Image], captured: Captured) -> list[str]:
        """Each image as markup: drawn anew and written into the page where it was captured, else that it was not."""
        bodies: list[bytes] = []
        left = IMAGE_BYTES
        for image in images:
            body = self._image(image, captured)
            left -= len(body)
            bodies.append(body if left >= 0 else b"")
        drawn = self._run(draw_images, bodies) if any(bodies) else [b""] * len(bodies)
        return [_image_markup(image, bool(body), new) for image, body, new in zip(images, bodies, drawn, strict=True)]

    def _image(self, image: Image, captured: Captured) -> bytes:
        """The captured bytes of an image, none if there are none."""
        if is_inline(image.url):
            return picture_in(image.url) or b""
        try:
            capture = captured(safe_url_string(image.url)) if image.url else None
            return self._body(capture) if capture is not None else b""
        except (CannotShow, ValueError):  # no address: it is shown as not captured
            return b""

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


def _image_markup(image: Image, captured: bool, drawn: bytes) -> str:
    alt = html.escape(image.alt)
    if drawn:
        kind = "png" if drawn.startswith(b"\x89PNG") else "jpeg"
        return f'<img alt="{alt}" src="data:image/{kind};base64,{b64encode(drawn).decode()}">'
    told = "image cannot be shown · 图片无法显示" if captured else "image not captured · 图片未采集"
    return f'<span class="lost">[{told}{": " + alt if alt else ""}]</span>'


__all__ = ["SafeOriginals"]
