"""A large archive for the reading room, made up: a catalogue of a million captures, an index of 60,000 reports, and a few
hundred reports with everything that their pages need (captures in segments, parses in the store).

It may be kept in a folder and used again: `made.json` is written last and says of what size it is.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from bench.archive import PER_RUN, YEARS, _put_run
from crawler.registry.lookup import built_in_divisions, built_in_gazetteer
from pipelines.script import to_simplified
from storage.archive import Archive
from storage.capture import Capture, CaptureFacts
from storage.catalogue.database import SCHEMA_VERSION
from storage.dictionary import dictionary
from storage.legal import china_day
from storage.reading_room.building import fingerprints, tell
from storage.reading_room.database import writer
from storage.reading_room.filling import put
from storage.reading_room.room import INDEX_NAME
from storage.reading_room.whole import Whole
from storage.report import ParsedReport, Report
from storage.runs import Code, CoverageRow, JurisdictionOutcome
from storage.selection import Choice, candidate
from storage.writer import RunWriter

WORDS = (
    "政府 信息 公开 申请 答复 行政 复议 诉讼 规范性文件 平台 建设 监督 保障 主动 解读 回应 教育 财政 卫生 环境".split()
)
TITLES = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、存在的主要问题")
APPLICANTS = ("natural_person", "enterprise", "research_institute", "public_interest_org", "legal_service_org", "other_org", "all")  # fmt: skip
IN_TEXT, IN_TABLE = 40, 20
"""Figures of a report's text, and rows of its table, each a figure an applicant."""
FIGURE = next(iter(dictionary()))
"""One that every report has."""
VERSIONS = {"catalogue": SCHEMA_VERSION}
"""Of a catalogue of another version nothing can be read again: its segments were never written."""
WHOLE = 12
"""Places whose reports lie in the store with their captures."""


@dataclass(frozen=True, slots=True)
class Size:
    captures: int
    reports: int


def made(folder: Path, size: Size, show: Callable[[str], None]) -> tuple[Archive, list[str]]:
    """The archive in `folder`, made if it is not there, and the paths of reports that can be opened.

    What is there already is not made again: an index that was not filled to its end, or is of another version, is filled.
    """
    told = folder / "made.json"
    archive = Archive.open(f"file:{folder}/archive", state_dir=folder / "state", create=True)
    codes = sorted({division.code for division in built_in_divisions()})[: -(-size.reports // len(YEARS)) + WHOLE]
    chance = random.Random(7)
    chance.shuffle(codes)
    whole, rest = codes[:WHOLE], sorted(codes[WHOLE:])
    if not told.exists():
        show(f"making up {size.captures} captures and {size.reports} reports in {folder}")
        opened = _crawl(archive, whole, chance)
        for number, start in enumerate(range(0, len(rest), PER_RUN)):
            _put_run(archive, number, rest[start : start + PER_RUN], size.captures // len(rest))
            show(f"captures of {min(start + PER_RUN, len(rest))} of {len(rest)} places")
        told.write_text(json.dumps({"made": {**asdict(size), **VERSIONS}, "opened": opened}), encoding="utf-8")
    found = json.loads(told.read_text(encoding="utf-8"))
    if found.get("made") != {**asdict(size), **VERSIONS}:
        raise ValueError(f"{folder} holds an archive of another size or version: remove it, or name another folder")
    _fill(archive, rest, chance, show)
    return archive, found["opened"]


def _fill(archive: Archive, codes: Sequence[str], chance: random.Random, show: Callable[[str], None]) -> None:
    """The index, as building.py would fill it if it read the reports from the store."""
    connection = writer(archive.state_dir / INDEX_NAME)
    today = china_day(datetime.now(UTC))
    now = fingerprints(archive, today)
    known = dict(connection.execute("SELECT jurisdiction, fingerprint FROM places").fetchall())
    gazetteer = built_in_gazetteer()
    for number, code in enumerate(codes, start=1):
        if known.get(code) == now[code]:
            continue
        connection.execute("BEGIN")
        for row in archive.catalogue.reports(code):
            parsed = _parsed(code, row.year, row.url, row.record_id, row.payload_sha256, chance)
            made_of = candidate(parsed, row.key)
            whole = Whole(parsed.report, parsed, made_of, Choice(parsed.report.report_id, made_of, (), (made_of,)))
            put(connection, whole, to_simplified, made_of="bench", revised=False)
        tell(connection, archive, code, now[code], gazetteer.jurisdiction, today)
        connection.execute("COMMIT")
        if number % 100 == 0:
            show(f"reports of {number} of {len(codes)} places")
    connection.close()


def _crawl(archive: Archive, codes: Sequence[str], chance: random.Random) -> list[str]:
    """A run that archived pages with their reports, and the paths of their pages in the reading room."""
    opened = []
    writing = RunWriter(archive, spider="annual_reports", code=Code(version="bench"))
    at = datetime(2025, 3, 1, tzinfo=UTC)
    for code in codes:
        for year in YEARS:
            url = f"https://www.example{code}.gov.cn/{year}.html"
            record = f"urn:uuid:{UUID(bytes=sha256(url.encode()).digest()[:16])}"
            bare = _parsed(code, year, url, record, "0" * 64, chance)
            capture = _capture(code, url, record, at, _page(bare.report))
            digest = sha256(capture.body).hexdigest()
            told = bare.report.capture.model_copy(update={"payload_sha256": digest})
            writing.append(capture)
            writing.add_report(bare.model_copy(update={"report": bare.report.model_copy(update={"capture": told})}))
            opened.append(f"/reports/{bare.report.report_id}")
            at += timedelta(seconds=1)
    outcomes = {
        code: JurisdictionOutcome(
            outcome="success",
            coverage=tuple(CoverageRow(year=year, state="found", evidence="list read") for year in YEARS),
        )
        for code in codes
    }
    writing.close("success", (), outcomes)
    return opened


def _capture(code: str, url: str, record: str, at: datetime, body: bytes) -> Capture:
    portal = f"https://www.example{code}.gov.cn/"
    return Capture(
        record_id=record,
        url=url,
        fetched_at=at,
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=body,
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=CaptureFacts(jurisdiction=code, portal_url=portal, source_kind="official", path=(portal,)),
    )


def _page(report: Report) -> bytes:
    """The report's text as a page: its paragraphs, and its table where it stands."""
    (table,) = report.tables
    lines = [f"<p>{line}</p>" for line in report.text[: table.start].splitlines()]
    rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table.rows]
    rest = [f"<p>{line}</p>" for line in report.text[table.end :].splitlines()]
    inside = "\n".join([f"<h1>{report.title}</h1>", *lines, "<table>", *rows, "</table>", *rest])
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{inside}</body></html>'.encode()


def _parsed(code: str, year: int, url: str, record_id: str, sha256: str, chance: random.Random) -> ParsedReport:
    written = _Written(chance)
    written.write(f"某市{year}年政府信息公开工作年度报告\n")
    for title in TITLES:
        written.section(title)
        if title is TITLES[2]:
            written.table()
    report = {
        "report_id": f"{code}/{year}/government",
        "jurisdiction": {"code": code, "name": "某市", "level": "prefecture", "province": "某省"},
        "year": year, "issuer": {"kind": "government", "name": "某市人民政府"},
        "title": f"某市{year}年政府信息公开工作年度报告", "published": f"{year + 1}-01-31", "metadata": {}, "form": "2019",
        "source": {"kind": "official", "url": url, "portal_family": None, "found_by": []},
        "capture": {"record_id": record_id, "fetched_at": "2025-01-01T00:00:00Z", "status": 200, "media_type": "text/html",
                    "charset": "utf-8", "payload_sha256": sha256, "segment": None, "rendered": False},
        "attachments": [], "copies": [], "script": "Hans", "text": written.text, "sections": written.sections,
        "tables": written.tables, "indicators": written.figures, "checks": [], "parser": {"version": "1", "commit": None},
    }  # fmt: skip
    reading = {"medium": "page", "erratum": False, "content_sha256": sha256, "figures_sha256": sha256, "coverage": 1.0,
               "dropped": [], "damage": [], "notes": []}  # fmt: skip
    return ParsedReport.model_validate({"report": report, "reading": reading})


class _Written:
    """A report's text as it grows, with what stands where in it."""

    def __init__(self, chance: random.Random) -> None:
        self.text = ""
        self.sections: list[dict[str, object]] = []
        self.tables: list[dict[str, object]] = []
        self.figures: list[dict[str, object]] = []
        self._chance = chance

    def write(self, text: str) -> None:
        self.text += text

    def section(self, title: str) -> None:
        start = len(self.text)
        self.text += title + "\n" + "".join(self._chance.choices(WORDS, k=110)) + "\n"
        for entry in list(dictionary().values())[len(self.sections) * 10 :][: IN_TEXT // len(TITLES)]:
            value = self._chance.randrange(2000)
            at = len(self.text)
            self.text += f"{value}件，"
            self._figure(entry.code, "all", value, {"kind": "text", "start": at, "end": at + len(str(value))})
        self.text += "\n"
        self.sections.append(
            {
                "number": title[0],
                "title": title[2:],
                "kind": "overview",
                "level": 1,
                "start": start,
                "end": len(self.text),
            }
        )

    def table(self) -> None:
        rows = []
        for row, entry in enumerate(list(dictionary().values())[IN_TEXT : IN_TEXT + IN_TABLE]):
            values = [self._chance.randrange(500) for _ in APPLICANTS]
            rows.append([entry.label_zh, *map(str, values)])
            for column, (applicant, value) in enumerate(zip(APPLICANTS, values, strict=True), start=1):
                where = {"kind": "table", "table": 0, "row": row, "column": column}
                self._figure(entry.code, applicant, value, where)
        start = len(self.text)
        self.text += "\n".join("\t".join(row) for row in rows)
        self.tables.append({"caption": None, "rows": rows, "start": start, "end": len(self.text)})
        self.text += "\n"
        self.sections[-1]["end"] = len(self.text)

    def _figure(self, code: str, applicant: str, value: int, where: dict[str, object]) -> None:
        entry = dictionary()[code]
        self.figures.append({"code": code, "applicant": applicant, "period": "year", "value": value, "unit": entry.unit,
                             "raw": str(value), "locator": where, "doubt": None})  # fmt: skip
