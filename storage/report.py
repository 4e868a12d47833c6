"""The report (报告) as others read it: Contract 3, one pydantic model a JSON object.

A `Report` is what `scrapy export reports --format jsonl` writes, one a line. The models forbid unknown keys and are
frozen: a parsed report is never changed, only parsed again. `None` means "not known", never 0 and never a guess.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Level = Literal["province", "prefecture", "county"]
Applicant = Literal[
    "all",
    "natural_person",
    "enterprise",
    "research_institute",
    "public_interest_org",
    "legal_service_org",
    "other_org",
]
Period = Literal["year", "cumulative"]
Form = Literal["free", "2014", "2019", "2021"]
SectionKind = Literal[
    "overview", "proactive", "applications", "review_litigation", "problems", "fees", "other", "annex"
]
CheckStatus = Literal["holds", "fails", "not_assessable"]
AttachmentRole = Literal["body", "copy", "annex", "image"]
CopyRelation = Literal["same", "file", "image", "superseded", "mirror"]


class Model(BaseModel):
    """Base of every model here: exact keys, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Jurisdiction(Model):
    """An administrative division by its GB/T 2260 code."""

    code: str
    name: str
    level: Level
    province: str | None


class Issuer(Model):
    """The body whose report it is, its name in Simplified script without its parent's name (泸州市财政局)."""

    kind: Literal["government", "department", "other"]
    name: str


class Source(Model):
    """Where the report was found; `found_by` is the path of links from the portal to it, first link first."""

    kind: Literal["official", "mirror"]
    url: str
    portal_family: str | None
    found_by: tuple[str, ...]


class CaptureRef(Model):
    """The capture that a report was parsed from; `payload_sha256` is of the body as sent, hex."""

    record_id: str
    fetched_at: str
    status: int
    media_type: str
    charset: str | None
    payload_sha256: str
    segment: str | None
    rendered: bool


class Attachment(Model):
    url: str
    media_type: str | None
    record_id: str | None
    payload_sha256: str | None
    role: AttachmentRole


class Copy(Model):
    """Another copy of the same report: same page elsewhere, file, image version, superseded version or mirror."""

    url: str
    relation: CopyRelation
    record_id: str | None
    payload_sha256: str | None


class Section(Model):
    """A numbered part; `start` and `end` are characters of the report's `text`."""

    number: str | None
    title: str
    kind: SectionKind
    level: int
    start: int
    end: int


class Table(Model):
    """A table; a merged cell stands in every cell it covers. `start` and `end` are characters of `text`."""

    caption: str | None
    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int


class TableLocator(Model):
    kind: Literal["table"] = "table"
    table: int
    row: int
    column: int


class TextLocator(Model):
    kind: Literal["text"] = "text"
    start: int
    end: int


class PdfLocator(Model):
    """A place in a PDF or a scan: `page` from 1, `box` in points from the page's top left: x0, top, x1, bottom."""

    kind: Literal["pdf"] = "pdf"
    page: int
    box: tuple[float, float, float, float]


Locator = Annotated[TableLocator | TextLocator | PdfLocator, Field(discriminator="kind")]


class Indicator(Model):
    """One figure of the dictionary; `value` is in the dictionary's unit, `raw` is what is printed.

    `doubt` is None, or says why the value was withheld; then `value` is None.
    """

    code: str
    applicant: Applicant
    period: Period
    value: int | float | None
    unit: str
    raw: str
    locator: Locator
    doubt: str | None


class Check(Model):
    """An arithmetic or continuity relation with its verdict; `cause` tells whose fault a failure is."""

    rule: str
    status: CheckStatus
    codes: tuple[str, ...]
    expected: int | float | None
    found: int | float | None
    message: str
    cause: Literal["report", "extraction"] | None


class Parser(Model):
    version: str
    commit: str | None


class Report(Model):
    """Contract 3. Text spans count characters of `text`."""

    report_id: str
    jurisdiction: Jurisdiction
    year: int
    issuer: Issuer
    title: str | None
    published: str | None
    metadata: dict[str, str]
    form: Form
    source: Source
    capture: CaptureRef
    attachments: tuple[Attachment, ...]
    copies: tuple[Copy, ...]
    script: Literal["Hans", "Hant"]
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    indicators: tuple[Indicator, ...]
    checks: tuple[Check, ...]
    parser: Parser


class Reading(Model):
    """What parsing learned besides the report itself: what the archive needs to compare and choose copies.

    `content_sha256` digests the cleaned text and tables, `figures_sha256` the figures alone: equal digests of two captures
    mean "cosmetic" and "same figures". `coverage` is the share of the article's visible characters that `text` keeps.
    `by_ocr` are the codes of which a figure was read by character recognition.
    """

    medium: Literal["page", "word", "sheet", "pdf", "scan", "text"]
    erratum: bool
    content_sha256: str
    figures_sha256: str
    coverage: float
    dropped: tuple[str, ...]
    damage: tuple[str, ...]
    notes: tuple[str, ...]
    by_ocr: tuple[str, ...] = ()


class ParsedReport(Model):
    """A stored parse (`reports/...`): the report without what only reading over the whole archive can tell.

    In `report`, `copies` is empty and `checks` has none across years.
    """

    report: Report
    reading: Reading

    def within(self, segment: str) -> ParsedReport:
        """The same, its capture being known to lie in this segment."""
        capture = self.report.capture.model_copy(update={"segment": segment})
        return self.model_copy(update={"report": self.report.model_copy(update={"capture": capture})})


def report_id(jurisdiction: str, year: int, issuer: Issuer) -> str:
    """`510500/2020/government`, or with the issuer's name for any other body than the government itself."""
    return f"{jurisdiction}/{year}/{'government' if issuer.kind == 'government' else issuer.name}"
