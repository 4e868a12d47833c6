"""What the reading room is given from outside, since storage knows neither the registry nor any markup.

`scrapy browse` fills it (crawler/commands/browse.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from storage.capture import Capture
from storage.report import Indicator, Jurisdiction, Level, Report


class CannotShow(Exception):
    """An original that cannot be shown as a page or pictures; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A division in force or abolished, as the room lists it."""

    code: str
    name: str
    level: Level
    parent: str | None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Portal:
    url: str
    reports_url: str | None
    kind: Literal["official", "mirror"]
    family: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF, or an image: its size in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Markup that runs nothing and loads nothing, and whether the figure asked for is marked in it (id `figure`)."""

    markup: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Proved:
    """What reading the archived bytes a second time says of a figure. No faults: it is proved."""

    quote: str
    faults: tuple[str, ...]
    unchecked: tuple[str, ...]


Captured = Callable[[str], Capture | None]
"""The capture of an address that a captured page names, None where there is none."""


class Originals(Protocol):
    """Shows captures. Each method raises CannotShow."""

    def kind(self, capture: Capture) -> Literal["markup", "sheets", "none"]: ...

    def markup(
        self, capture: Capture, report: Report | None, figure: Indicator | None, captured: Captured
    ) -> Shown: ...

    def sheets(self, capture: Capture) -> tuple[Sheet, ...]: ...

    def picture(self, capture: Capture, number: int) -> bytes:
        """A page as PNG."""
        ...

    def prove(self, report: Report, figure: Indicator, capture: Capture) -> Proved: ...


@dataclass(frozen=True, slots=True)
class Helpers:
    places: Callable[[str], Jurisdiction | None]
    divisions: Sequence[Place]
    portals: Callable[[str], Sequence[Portal]]
    fold: Callable[[str], str]
    """To Simplified characters, of the same length."""
    originals: Originals
