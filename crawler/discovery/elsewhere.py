"""Where reports may be that a walk did not see: columns of older ones that a link names, columns that were refused or left, and
texts without a year. A year that any of them may hold is not absent, however complete a list is that lacks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.discovery.page import Hint
from crawler.discovery.words import MOST_YEAR


@dataclass
class Elsewhere:
    """By address, in the form in which it is remembered. `named` are links that name older entries, `refused` columns of reports
    that would not be read, `undated` reports that say no year, each with its list; `came` are the addresses that answered."""

    named: dict[str, Hint] = field(default_factory=dict)
    refused: dict[str, Hint] = field(default_factory=dict)
    undated: dict[str, tuple[Hint, str]] = field(default_factory=dict)
    came: set[str] = field(default_factory=set)

    def name(self, address: str, text: str, years: tuple[int, int]) -> None:
        """A link that names older entries."""
        self.named.setdefault(address, Hint(f"not looked through: {address} ({text})", *years))

    def refuse(self, address: str, said: str, year: int | None) -> None:
        """A column of reports, or of those of a year, that would not be read. A column's year may be that of publication."""
        years = (0, MOST_YEAR) if year is None else (year - 1, year)
        self.refused.setdefault(address, Hint(said, *years))

    def no_year(self, address: str, list_url: str, published: str | None) -> None:
        """A text that its list calls a report, and that does not say of which year: of one before it was published."""
        last = int(published[:4]) if published else MOST_YEAR
        hint = Hint(f"{address}: a report that does not say its year", 0, last)
        self.undated.setdefault(address, (hint, list_url))

    def reasons(self, year: int, lists: set[str]) -> Iterator[str]:
        """Why a year may be elsewhere; `lists` are those that hold reports of the government."""
        for address, hint in (*self.named.items(), *self.refused.items()):
            if address not in self.came and hint.speaks_of(year):
                yield hint.said
        for hint, list_url in self.undated.values():
            if list_url in lists and hint.speaks_of(year):
                yield hint.said
