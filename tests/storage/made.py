"""Made-up parses for the tests of the archive: every field can be given, the rest is plain."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from storage.dictionary import dictionary
from storage.report import Indicator, Issuer, ParsedReport, TextLocator, report_id

PLACES = {
    "510000": ("四川省", "province", "四川省"),
    "510500": ("泸州市", "prefecture", "四川省"),
    "510521": ("泸县", "county", "四川省"),
    "350111": ("晋安区", "county", "福建省"),
}


def record_id(name: str) -> str:
    """The same record id for the same name, always."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def figure(code: str, value: float | None, applicant: str = "all", raw: str | None = None, doubt: str | None = None):
    """A figure of the year, read from the text."""
    return Indicator(
        code=code,
        applicant=applicant,  # type: ignore[arg-type]
        period="year",
        value=value,
        unit=dictionary()[code].unit,
        raw=raw if raw is not None else str(value),
        locator=TextLocator(start=0, end=1),
        doubt=doubt,
    )


def parsed(
    *,
    code: str = "510500",
    year: int = 2020,
    issuer: Issuer | None = None,
    url: str = "https://www.example.gov.cn/gk/1.html",
    kind: str = "official",
    crawled: str | None = None,
    run: str = "20260101T000000-test",
    name: str | None = None,
    fetched_at: str = "2026-01-01T00:00:00Z",
    body: str = "body",
    text: str = "2020年政府信息公开工作年度报告\n一、总体情况\n全文。",
    version: str = "1",
    medium: str = "page",
    erratum: bool = False,
    published: str | None = "2021-01-28",
    form: str = "2019",
    indicators: tuple[Indicator, ...] = (),
    checks: tuple[Any, ...] = (),
    damage: tuple[str, ...] = (),
    by_ocr: tuple[str, ...] = (),
    **changed: Any,
) -> ParsedReport:
    """One parse. `name` names its capture; by default what is in it does."""
    place, level, province = PLACES.get(code, ("某县", "county", "某省"))
    issuer = issuer or Issuer(kind="government", name=f"{place}人民政府")
    report = {
        "report_id": report_id(code, year, issuer),
        "jurisdiction": {"code": code, "name": place, "level": level, "province": province},
        "year": year,
        "issuer": issuer,
        "title": f"{place}{year}年政府信息公开工作年度报告",
        "published": published,
        "metadata": {},
        "form": form,
        "source": {"kind": kind, "url": url, "portal_family": None, "found_by": ["https://www.example.gov.cn/"]},
        "capture": {
            "record_id": record_id(name or f"{code} {year} {issuer.name} {url} {fetched_at} {body}"),
            "fetched_at": fetched_at,
            "status": 200,
            "media_type": "text/html",
            "charset": "utf-8",
            "payload_sha256": digest(body),
            "segment": f"captures/{crawled or code}/{run}/000001-0123456789abcdef.warc.gz",
            "rendered": False,
        },
        "attachments": [],
        "copies": [],
        "script": "Hans",
        "text": text,
        "sections": [],
        "tables": [],
        "indicators": indicators,
        "checks": checks,
        "parser": {"version": version, "commit": None},
    }
    reading = {
        "medium": medium,
        "erratum": erratum,
        "content_sha256": digest(text),
        "figures_sha256": digest(repr(indicators)),
        "coverage": 1.0,
        "dropped": [],
        "damage": damage,
        "notes": [],
        "by_ocr": by_ocr,
    }
    return ParsedReport.model_validate({"report": {**report, **changed}, "reading": reading})
