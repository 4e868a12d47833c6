"""Plain text as a laid-out report, and what its sentences give."""

from __future__ import annotations

from decimal import Decimal

from pipelines.parsing.figures import LaidOut, ProseReading
from pipelines.parsing.prose import read_prose
from pipelines.parsing.sections import outline
from storage.report import Form, Issuer

CITY = Issuer(kind="government", name="泸州市人民政府")
BUREAU = Issuer(kind="department", name="泸县水务局")


def lay(text: str) -> LaidOut:
    """Each line a paragraph, no tables."""
    spans = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return LaidOut(text, (), tuple(spans))


def read(text: str, *, form: Form = "2019", year: int = 2020, issuer: Issuer | None = CITY) -> ProseReading:
    laid_out = lay(text)
    return read_prose(laid_out, outline(laid_out), form, year, issuer)


def values(text: str, **options: object) -> dict[str, Decimal | None]:
    """Value by code; a cumulative one by `code (cumulative)`."""
    reading = read(text, **options)  # type: ignore[arg-type]
    return {
        figure.code + (" (cumulative)" if figure.period == "cumulative" else ""): figure.value
        for figure in reading.figures
    }


def told(heading: str, sentence: str, issuer: Issuer = BUREAU, *, year: int = 2012) -> dict[str, object]:
    """What a small body's report without its year's form tells in one sentence under a heading: value by code."""
    return dict(values(f"{heading}\n{sentence}", form="free", year=year, issuer=issuer))
