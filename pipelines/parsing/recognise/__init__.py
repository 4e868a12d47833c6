"""Is it an annual report on information disclosure; if so, of which issuer, jurisdiction and year.

    recognise(article, gazetteer, jurisdiction) -> Recognised        raises NotAReport

Told by the content: the title, the parts that every such report has (Regulations art. 50), its figures. What a link said
plays no part. What cannot be told is None, with a reason; the words are data (../../data/recognise.json).

The issuer's rules: a government's name ends in 人民政府 and carries no parent (泸州市人民政府); a department's carries its
jurisdiction's name (泸州市财政局); an office that reports for itself is a department, but its signature or its line above
the government's report changes nothing; townships, streets and zones are `other`.

    words    the words, the article's title and text     judging  is it one
    pictured which tables are pictures
    years    which year                                  issuers  whose, and of which place
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.blocks import Article
from pipelines.parsing.recognise.issuers import FindIssuer
from pipelines.parsing.recognise.judging import judge
from pipelines.parsing.recognise.pictured import IN_THE_FILE, tables_as_pictures
from pipelines.parsing.recognise.words import LONGEST_TITLE, read_article, report_words
from pipelines.parsing.recognise.years import year_of
from pipelines.parsing.words import fold
from pipelines.places import Gazetteer
from storage.report import Issuer

__all__ = ["Recognised", "recognise"]

_ERRATUM_HEAD = 200


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the article says of itself. `title` is as printed, or None where it prints none.

    `jurisdiction` is a code, or None where the place cannot be told. `complete` is False for a page that only carries the
    report as an attachment. `pictured` are the addresses of the pictures that stand where tables would. `reasons` say how each doubtful thing was decided, or why it is None.
    """

    title: str | None
    issuer: Issuer
    year: int | None
    jurisdiction: str | None
    erratum: bool
    complete: bool
    pictured: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def recognise(
    article: Article, gazetteer: Gazetteer, jurisdiction: str | None, hints: Mapping[str, str] | None = None
) -> Recognised:
    """Whose report an article is and of which year. Raises NotAReport, with the reason in words.

    `jurisdiction` is the portal's code: a last resort for a report that does not name its place, and what decides between
    places of one name. `hints` are facts of the page that linked here, for a file that prints none itself.
    """
    hints = hints or {}
    read = read_article(article, hints)
    pictures = tables_as_pictures(article.blocks)
    complete = judge(read, carries=bool(article.attachments), pictured=bool(pictures) and read.title is not None)
    reasons = [f"the table under {part.heading} is a picture, not read: {' '.join(part.urls[:3])}" for part in pictures]
    year = year_of(read, article, hints, reasons)
    issuer, place = FindIssuer(read, article, gazetteer, jurisdiction, year, hints, reasons).find()
    erratum = (
        report_words().erratum.search(fold(read.title or "")[:LONGEST_TITLE] + read.text[:_ERRATUM_HEAD]) is not None
    )
    shown = tuple(dict.fromkeys(url for part in pictures for url in part.urls if url != IN_THE_FILE))
    return Recognised(read.printed_title, issuer, year, place, erratum, complete, shown, tuple(reasons))
