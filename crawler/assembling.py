"""Reports of which parts are in other files: they wait here until all of these came.

    a page with `parts` -> begin        each of them -> arrived | failed        the walk's end -> abandon

The bytes wait in a folder of the run's own, since many pictures of many pages are more than memory should hold. Where the page only
carries its report, a part that could not be had makes it unread: a report without one of its pages is none. Where the page is the
report and the parts are pictures of its tables, it is read without those that could not be had.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.discovery.page import Page
from pipelines.item import Found, Part
from storage.capture import Headers, RecordRef

# Bytes of one report's parts, and of all that wait at once.
MAX_REPORT_BYTES = 100_000_000
MAX_WAITING_BYTES = 2_000_000_000


@dataclass(slots=True)
class Assembly:
    """A report and the parts it waits for, in their order; `needed`, if it is none without them."""

    found: Found
    parts: tuple[str, ...]
    needed: bool


@dataclass(slots=True)
class _Tour:
    """What one walk has of parts: those that came, why others did not, and the reports that wait."""

    arrived: dict[str, Part] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    waiting: list[Assembly] = field(default_factory=list)
    awaited: set[str] = field(default_factory=set)


class Assemblies:
    """One a run. A report that it returns with a `failure` could not be put together."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="lantai-parts-", ignore_cleanup_errors=True)
        self._tours: dict[str, _Tour] = {}
        self._files = 0
        self._bytes = 0

    def begin(self, found: Found, page: Page) -> list[Found]:
        """A page with `page.parts`; its report is whole at once where another page carried the same."""
        tour = self._tours.setdefault(found.tour, _Tour())
        needed = page.recognition is None or not page.recognition.complete
        tour.waiting.append(Assembly(found, page.parts, needed))
        tour.awaited.update(page.parts)
        return list(self._complete(tour))

    def awaits(self, tour: str, url: str) -> bool:
        return tour in self._tours and url in self._tours[tour].awaited

    def arrived(self, tour: str, url: str, headers: Headers, body: bytes, ref: RecordRef) -> list[Found]:
        """A part came: the reports that are whole now. Its bytes are written to disk: to be called off the event loop."""
        state = self._tours[tour]
        if url not in state.arrived:
            if self._bytes + len(body) > MAX_WAITING_BYTES:
                return self.failed(tour, url, "too many parts of reports wait already")
            self._files += 1
            path = Path(self._folder.name) / str(self._files)
            path.write_bytes(body)
            self._bytes += len(body)
            state.arrived[url] = Part(url, headers, path, len(body), ref)
        return list(self._complete(state))

    def failed(self, tour: str, url: str, reason: str) -> list[Found]:
        """A part could not be had: reports that can do without it may be whole now; for others the walk may ask again."""
        self._tours[tour].failed[url] = reason
        return list(self._complete(self._tours[tour]))

    def abandon(self, tour: str) -> list[Found]:
        """The walk is over: the reports whose parts never came, each with its `failure` or with what came of its pictures."""
        state = self._tours.get(tour)
        if state is None:
            return []
        for assembly in state.waiting:
            if not assembly.needed:
                assembly.found.parts = _came(assembly, state)
                continue
            count = len(assembly.parts)
            number, url = next((n, url) for n, url in enumerate(assembly.parts, 1) if url not in state.arrived)
            why = state.failed.get(url, "it was not asked for")
            assembly.found.failure = f"file {number} of the {count} that are its body could not be had: {url} ({why})"
        left, state.waiting = [assembly.found for assembly in state.waiting], []
        return left

    def forget(self, tour: str) -> None:
        """Nothing of the walk is read any more."""
        state = self._tours.pop(tour, None)
        for part in state.arrived.values() if state is not None else ():
            part.path.unlink(missing_ok=True)
            self._bytes -= part.size

    def close(self) -> None:
        self._folder.cleanup()

    def _complete(self, tour: _Tour) -> Iterator[Found]:
        for assembly in list(tour.waiting):
            if all(url in tour.arrived or (url in tour.failed and not assembly.needed) for url in assembly.parts):
                tour.waiting.remove(assembly)
                found = assembly.found
                found.parts = _came(assembly, tour)
                if sum(part.size for part in found.parts) > MAX_REPORT_BYTES:
                    if assembly.needed:
                        found.failure = f"the files that are its body have more than {MAX_REPORT_BYTES} bytes"
                    else:
                        found.parts = ()
                yield found


def _came(assembly: Assembly, tour: _Tour) -> tuple[Part, ...]:
    return tuple(tour.arrived[url] for url in assembly.parts if url in tour.arrived)
