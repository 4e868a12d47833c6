"""Figures read from pictures that their own sums contradict: withheld, for a digit may have been misread.

A printed figure that breaks a check is kept as published; of a figure that OCR read, nobody knows whether it was printed. What
another sum confirms is kept: a wrong figure breaks every sum it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.parsing.figures import Figure
from storage.report import Check

DOUBT = "read by OCR, and the sums in which it stands do not hold"
_WHOLE_ROW = "row_sum"


def unless_contradicted(figures: Iterable[Figure], checks: Iterable[Check]) -> tuple[Figure, ...]:
    """The figures, those withheld that OCR read and that stand in a check that fails and in none that holds."""
    held: set[tuple[str, str]] = set()
    broken: set[tuple[str, str]] = set()
    for check in checks:
        if check.status == "holds":
            held.update(_places(check))
        elif check.status == "fails":
            broken.update(_places(check))
    return tuple(_judged(figure, held, broken) for figure in figures)


def _judged(figure: Figure, held: set[tuple[str, str]], broken: set[tuple[str, str]]) -> Figure:
    places = {(figure.code, figure.applicant), (figure.code, _WHOLE_ROW)}
    if not figure.ocr or figure.value is None or places & held or not places & broken:
        return figure
    return replace(figure, value=None, doubt=DOUBT)


def _places(check: Check) -> Iterator[tuple[str, str]]:
    """The codes of a check, each with the applicant whose column was added up, or with the mark of a whole row."""
    rule, _, who = check.rule.partition("@")
    for code in check.codes:
        yield code, _WHOLE_ROW if rule == _WHOLE_ROW else who or "all"
