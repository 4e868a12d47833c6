"""One page read by the pipeline and compared with what it prints."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from crawler.registry.lookup import built_in_gazetteer
from pipelines.blocks import BodyHint
from pipelines.errors import ReadingError
from pipelines.parse import ParseContext
from pipelines.places import Gazetteer
from pipelines.reading import read_report
from storage.report import CaptureRef, ParsedReport, Source
from tests.odd_pages.facts import Facts

URL = "http://www.example.gov.cn/xxgk/nb/202203/t20220311_51234.html"
Key = tuple[str, str]
PRECISION = 0.98


@dataclass(slots=True)
class Odd:
    """A page and what a careful reader takes from it.

    `nullable`: figures that may be withheld, never wrong. `words` must be in the report's text and `strangers` must not,
    whitespace apart. `digits`: what the body prints, whose digits must all stand in the text in this order. `metadata`:
    what the report's metadata must hold. `refusable`: a reader may also say that this page carries no report. `faults`:
    codes of what the report itself gets wrong: a check of each fails, and no check that has none of them. `whole`: `words` and
    the title are all that is printed, so that anything else in the text is foreign.
    """

    name: str
    body: bytes
    figures: dict[Key, int | float]
    code: str
    year: int
    form: str
    title: str | None = None
    published: str | None = None
    issuer: str | None = None
    nullable: set[Key] = field(default_factory=set)
    words: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    digits: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    sections: tuple[tuple[str, str], ...] = ()
    content_type: str | None = "text/html"
    charset: str | None = None
    refusable: bool = False
    faulty: bool = False
    faults: tuple[str, ...] = ()
    whole: bool = False


@dataclass(slots=True)
class Score:
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    withheld: int = 0
    facts: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    refused: str | None = None

    @property
    def clean(self) -> bool:
        return not (
            self.wrong or self.invented or self.missing or self.facts or self.text or self.sections or self.alarms
        )


def gazetteer() -> Gazetteer:
    return built_in_gazetteer()


def read(odd: Odd, places: Gazetteer, url: str = URL) -> ParsedReport:
    digest = hashlib.sha256(odd.body).hexdigest()
    capture = CaptureRef(
        record_id=f"urn:uuid:{digest[:12]}",
        fetched_at="2025-05-01T00:00:00Z",
        status=200,
        media_type="text/html",
        charset=odd.charset,
        payload_sha256=digest,
        segment=None,
        rendered=False,
    )
    source = Source(kind="official", url=url, portal_family=None, found_by=())
    return read_report(
        odd.body,
        url=url,
        content_type=odd.content_type,
        charset=odd.charset,
        hint=BodyHint(),
        context=ParseContext(odd.code, source, capture, {}),
        gazetteer=places,
    )


def squeezed(text: str) -> str:
    return re.sub(r"[\s\xa0\u3000\u200b]+", "", text)


def score(odd: Odd, places: Gazetteer) -> Score:
    """Compared. Errors other than the named ones pass through: they are faults of the reader."""
    made = Score()
    try:
        parsed = read(odd, places)
    except ReadingError as error:
        made.refused = str(error)
        if not odd.refusable:
            made.missing = [f"all {len(odd.figures)}: {error}"]
        return made
    report = parsed.report
    found = {(each.code, each.applicant): each for each in report.indicators if each.period == "year"}
    for key, value in odd.figures.items():
        each = found.get(key)
        label = f"{key[0]}@{key[1]}"
        if each is None or each.value is None:
            if key in odd.nullable:
                made.withheld += 1
            else:
                made.missing.append(f"{label}={value} ({each.doubt if each else 'absent'})")
        elif abs(float(each.value) - float(value)) > 1e-6:
            made.wrong.append(f"{label}: printed {value}, read {each.value} from {each.raw!r} {each.locator}")
        else:
            made.right += 1
    for key, each in found.items():
        if key not in odd.figures and each.value is not None:
            made.invented.append(f"{key[0]}@{key[1]}={each.value} from {each.raw!r}")
    _facts(odd, parsed, made)
    _text(odd, parsed, made)
    if odd.sections:
        printed = [(section.number, squeezed(section.title)) for section in report.sections if section.level == 1]
        expected = [(number, squeezed(title)) for number, title in odd.sections]
        if printed != expected:
            made.sections.append(f"{printed} for {expected}")
    _checks(odd, parsed, made)
    return made


def _checks(odd: Odd, parsed: ParsedReport, made: Score) -> None:
    failing = [check for check in parsed.report.checks if check.status == "fails"]
    if odd.faults:
        made.alarms = [f"not flagged: {code}" for code in odd.faults if not any(code in each.codes for each in failing)]
        failing = [check for check in failing if not set(check.codes) & set(odd.faults)]
    elif odd.faulty:
        return
    made.alarms += [f"{check.rule}: {check.message}" for check in failing]


def _facts(odd: Odd, parsed: ParsedReport, made: Score) -> None:
    report = parsed.report
    for name, expected, actual in (
        ("year", odd.year, report.year),
        ("form", odd.form, report.form),
        ("jurisdiction", odd.code, report.jurisdiction.code),
        ("title", odd.title and squeezed(odd.title), report.title and squeezed(report.title)),
        ("published", odd.published, report.published),
        ("issuer", odd.issuer, report.issuer.name),
    ):
        if expected is not None and expected != actual:
            made.facts.append(f"{name}: {actual!r} for {expected!r}")
    for key, value in odd.metadata.items():
        if squeezed(report.metadata.get(key) or "") != squeezed(value):
            made.facts.append(f"metadata.{key}: {report.metadata.get(key)!r} for {value!r}")


def _text(odd: Odd, parsed: ParsedReport, made: Score) -> None:
    text = squeezed(parsed.report.text)
    made.text += [f"lost {word!r}" for word in odd.words if squeezed(word) not in text]
    made.text += [f"kept stranger {word!r}" for word in odd.strangers if squeezed(word) in text]
    if odd.whole:
        printed = Counter(squeezed("".join(odd.words) + (odd.title or "")))
        foreign = Counter(text) - printed
        if foreign.total() > (1 - PRECISION) * len(text):
            made.text.append(
                f"precision {1 - foreign.total() / len(text):.3f}: {''.join(foreign.elements())[:80]!r} too much"
            )
    if odd.digits is not None:
        wanted = "".join(re.findall(r"\d", odd.digits))
        kept = "".join(re.findall(r"\d", parsed.report.text))
        if wanted not in kept:
            at = next((at for at in range(len(wanted)) if wanted[: at + 1] not in kept), 0)
            made.text.append(f"digits lost or moved after ...{wanted[max(0, at - 12) : at]}|{wanted[at : at + 12]}")
        elif len(kept) - len(wanted) > 40:
            made.text.append(f"{len(kept) - len(wanted)} digits more than printed")


def expected(facts: Facts) -> dict[Key, int | float]:
    return dict(facts.values)
