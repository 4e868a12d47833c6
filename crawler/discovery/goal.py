"""What a walk seeks, and how long it is worth looking."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from crawler.discovery.scoring import STOP

FIRST_YEAR = 2008


class Goal:
    """The reports of `years`; None: of every year since 2008 up to `latest`, by default last year."""

    def __init__(self, years: Collection[int] | None, latest: int | None) -> None:
        self.latest = latest if latest is not None else date.today().year - 1
        self.sought = tuple(sorted(set(years))) if years is not None else None

    def years(self) -> tuple[int, ...]:
        """The years that the coverage speaks of."""
        return self.sought if self.sought is not None else tuple(range(FIRST_YEAR, self.latest + 1))

    def missing(self, found: Collection[int]) -> tuple[int, ...]:
        """The sought years that are not found."""
        return tuple(year for year in self.years() if year not in found)

    def gaps(self, found: Collection[int]) -> tuple[int, ...]:
        """The missing years between others that are found: a report that its column lacks was perhaps put elsewhere."""
        return tuple(y for y in self.missing(found) if found and min(found) < y < max(found))

    def earlier(self, year: int, found: Collection[int]) -> bool:
        """Whether a year, sought only because every year is, lies before all that was found: many portals begin late."""
        return self.sought is None and bool(found) and year < min(found)

    def unsought(self, label: str, year: int | None) -> bool:
        """Whether a text names a year that nobody asked for. A title's year is the year reported on; a year elsewhere may be that
        of publication, the next."""
        if self.sought is None or year is None or year in self.sought:
            return False
        return label in ("report", "year") or year - 1 not in self.sought


class Patience:
    """How many fruitless answers in a row are borne: more the more was found, and many while nothing was."""

    def __init__(self) -> None:
        self._fruitless = 0

    def count(self, *, fruitful: bool) -> None:
        self._fruitless = 0 if fruitful else self._fruitless + 1

    def worth(self, promise: float, found: int, *, missing: bool) -> bool:
        """Whether the best candidate is worth a request now: after `found` reports, with or without years `missing`."""
        if promise >= STOP["strong"]:
            return True
        if not found:
            return self._fruitless < STOP["empty_patience"]
        if promise < (STOP["weak"] if missing else STOP["middle"]):
            return False
        return self._fruitless < min(STOP["patience"] + STOP["patience_each"] * found, STOP["patience_most"])
