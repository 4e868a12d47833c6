"""The values that the parsing modules hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from storage.report import Applicant, Form, Locator, Period, Section, Table

Origin = Literal["table", "prose"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure of the dictionary. `value` is in the dictionary's unit; None only with a `doubt`. `ocr`: a character
    recognition read it."""

    code: str
    applicant: Applicant
    period: Period
    value: Decimal | None
    raw: str
    locator: Locator
    origin: Origin
    doubt: str | None = None
    ocr: bool = False


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Share:
    """A printed percentage of one code in another (占64.8%): never a figure, always a check. `percent` as printed.

    One applicant's share (自然人申请230件,占89.8%) is of all applicants' figure of the code it is `of`."""

    code: str
    applicant: Applicant
    of: str
    percent: Decimal
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A count in prose that no code has by itself but that checks can use (共受理398件,含上年结转18件)."""

    name: str
    value: Decimal
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The report's text with every table at its place. `flattened` says of each table whether it came as lines of text; `ocr` are the
    spans of paragraphs that were read from pictures."""

    text: str
    tables: tuple[Table, ...]
    paragraphs: tuple[tuple[int, int], ...]
    flattened: tuple[bool, ...] = ()
    ocr: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables gave: the form they follow, their figures, what was odd (printed twice, damaged row), and the codes of
    the form's rows that were not met: left out by the report, or not told."""

    form: Form
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProseReading:
    """What the sentences gave. `narrow` names the codes whose figure is said of the body's own level, not of the whole."""

    figures: tuple[Figure, ...]
    shares: tuple[Share, ...] = ()
    statements: tuple[Statement, ...] = ()
    narrow: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outline:
    sections: tuple[Section, ...]
