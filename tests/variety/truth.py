"""A made-up report and what a careful human would read in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

Key = tuple[str, str, str]  # code, applicant, period


@dataclass
class Truth:
    """`figures` holds what is printed and must be read; `optional` what may be read or not, with the only right value.

    `blank` are cells that a table leaves empty: a figure of the same name in words is optional. `tables` says whether the
    report has tables, whose figures come first. `faults` are codes of which at least one must stand in a failing check;
    without faults no check may fail.
    """

    seed: int
    form: str
    year: int
    code: str
    place: str
    issuer: str
    title: str
    published: str
    tables: bool = False
    figures: dict[Key, Decimal] = field(default_factory=dict)
    optional: dict[Key, Decimal] = field(default_factory=dict)
    blank: set[Key] = field(default_factory=set)
    faults: list[frozenset[str]] = field(default_factory=list)
    irregularities: list[str] = field(default_factory=list)
    said: dict[Key, str] = field(default_factory=dict)  # the sentence a figure was stated in, to tell what was missed

    def state(
        self,
        code: str,
        value: Decimal | int,
        applicant: str = "all",
        period: str = "year",
    ) -> None:
        self.figures[(code, applicant, period)] = Decimal(value)
