"""The dictionary of figures (指标): every indicator that a report form asks for, by its code.

The table itself is `data/indicators.csv`, one row an indicator; a new one is a new row there and nothing here.

    label_zh    the forms' own words; where forms differ, divided by " / "
    unit        the unit in which values are kept (条, 件, 万元 ...)
    forms       the report forms that ask for it
    dimensions  what divides it: by `applicant` (the forms' columns), by `period` (this year, 历年累计), both or none
    total_of    the code of the total that it is a part of
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from storage.report import Form

Dimension = Literal["applicant", "period"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the dictionary."""

    code: str
    label_zh: str
    label_en: str
    unit: str
    forms: tuple[Form, ...]
    dimensions: tuple[Dimension, ...]
    total_of: str | None
    note: str | None


@cache
def dictionary() -> MappingProxyType[str, Entry]:
    """Every entry by code, in the table's order. Read once a process; read-only."""
    with (files("storage") / "data" / "indicators.csv").open(encoding="utf-8") as table:
        entries = [
            Entry(
                code=row["code"],
                label_zh=row["label_zh"],
                label_en=row["label_en"],
                unit=row["unit"],
                forms=cast("tuple[Form, ...]", tuple(row["forms"].split())),
                dimensions=cast("tuple[Dimension, ...]", tuple(row["dimensions"].split())),
                total_of=row["total_of"] or None,
                note=row["note"] or None,
            )
            for row in csv.DictReader(table)
        ]
    return MappingProxyType({entry.code: entry for entry in entries})


@cache
def parts_of(total: str) -> tuple[Entry, ...]:
    """The entries whose `total_of` is this code, in the table's order."""
    return tuple(entry for entry in dictionary().values() if entry.total_of == total)
