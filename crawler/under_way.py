"""What is still under way of each jurisdiction: its walks, responses being examined, items in the stages."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator

from pipelines.item import Found


class UnderWay:
    """`finish` is called once for each jurisdiction whose walks are all over, as soon as nothing of it is under way any more: so
    that a run of thousands holds only those that it is at."""

    def __init__(self, finish: Callable[[str], None]) -> None:
        self._finish = finish
        self._at_work: Counter[str] = Counter()
        self._walked: set[str] = set()

    @contextlib.contextmanager
    def at_work(self, jurisdiction: str) -> Iterator[None]:
        """While this lasts the jurisdiction is not finished, even if its walks are over."""
        self._at_work[jurisdiction] += 1
        try:
            yield
        finally:
            self._done(jurisdiction)

    def expect(self, found: Found) -> None:
        """An item sets out through the stages."""
        self._at_work[found.context.jurisdiction] += 1

    def item_done(self, item: Found) -> None:
        self._done(item.context.jurisdiction)

    def walked(self, jurisdiction: str) -> None:
        """All its walks are over."""
        self._walked.add(jurisdiction)
        if not self._at_work[jurisdiction]:
            self._finish(jurisdiction)

    def has_walked(self, jurisdiction: str) -> bool:
        return jurisdiction in self._walked

    def _done(self, jurisdiction: str) -> None:
        self._at_work[jurisdiction] -= 1
        if not self._at_work[jurisdiction]:
            del self._at_work[jurisdiction]
            if jurisdiction in self._walked:
                self._finish(jurisdiction)
