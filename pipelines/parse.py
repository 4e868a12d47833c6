"""Stage 4, parse (解析): an article to a report with every figure.

    parse(article, context, gazetteer) -> ParsedReport

A pure function: the same article and context give the same report on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.report import CaptureRef, Source

PARSER_VERSION = "1"


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What an article cannot tell of itself: whose portal it came from and the capture it was read from.

    `hints` are facts of the page that linked to a bare file ({"title": ..., "published": ...}), used only where the
    file prints none itself.
    """

    jurisdiction: str
    source: Source
    capture: CaptureRef
    hints: dict[str, str]
