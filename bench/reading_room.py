"""The reading room under ten readers at once, over a large archive that is made up.

Its catalogue is that of bench/archive.py; the index is filled by the reading room's own code, a report of a thousand
characters and some eighty figures for each place and year. Reports that are opened lie in the store; captures do not, so that
their pages say so: what is measured of a report is everything but its original.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from bench.archive import PER_RUN, YEARS, _put_run
from bench.process import _pss, _tree
from pipelines.script import to_simplified
from storage.archive import Archive
from storage.dictionary import dictionary
from storage.reading_room.building import fingerprints, put
from storage.reading_room.index import writer
from storage.reading_room.room import INDEX_NAME
from storage.reading_room.whole import Whole
from storage.report import ParsedReport
from storage.selection import Choice, candidate

ROOT = Path(__file__).parents[1]
READERS = 10
BOUNDS = {"coverage": 200, "search": 300, "report": 300, "compare": 300}
WORDS = (
    "政府 信息 公开 申请 答复 行政 复议 诉讼 规范性文件 平台 建设 监督 保障 主动 解读 回应 教育 财政 卫生 环境".split()
)
SENTENCES = ("一、总体情况", "二、收到和处理申请情况", "三、存在问题")


def run(captures: int, jurisdictions: int, asked: int, show: Callable[[str], None]) -> None:
    """Prints the median and the slowest twentieth of each kind of page, and the command's memory."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(f"file:{folder}/archive", state_dir=f"{folder}/state", create=True)
        codes = [f"{11 + number % 31:02}{1 + number // 31:04}" for number in range(jurisdictions)]
        show(f"making up {captures} captures and {jurisdictions * len(YEARS)} reports")
        for number, start in enumerate(range(0, jurisdictions, PER_RUN)):
            _put_run(archive, number, codes[start : start + PER_RUN], captures // jurisdictions)
        opened = _fill(archive, codes, chance)
        archive.catalogue.close()
        command = [sys.executable, "-m", "scrapy", "browse", "--port", "0"]
        for name, value in (("ARCHIVE_URI", archive.uri), ("STATE_DIR", f"{folder}/state")):
            command += ["-s", f"{name}={value}"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                _measure(process.stdout.readline().split()[-1], opened, asked, chance)
                memory = sum(_pss(each) for each in _tree(process.pid))
                print(f"reading room, memory: {memory / 1e6:.0f} MB (bound: 400 MB)")
            finally:
                process.terminate()


def _fill(archive: Archive, codes: list[str], chance: random.Random) -> list[str]:
    """The index, and the addresses of the reports that lie in the store as well."""
    opened: list[str] = []
    connection = writer(archive.state_dir / INDEX_NAME)
    now = fingerprints(archive)
    for number, code in enumerate(codes):
        connection.execute("BEGIN")
        for row in archive.catalogue.reports(code):
            parsed = _parsed(row.jurisdiction, row.year, row.record_id, row.payload_sha256, chance)
            made = candidate(parsed, row.key)
            whole = Whole(parsed.report, parsed, made, Choice(parsed.report.report_id, made, (), (made,)))
            put(connection, whole, to_simplified, made_of="bench", gone=False, revised=False)
            if number % 50 == 0:
                path = Path(archive.uri.removeprefix("file:")) / row.key
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(parsed.model_dump_json(), encoding="utf-8")
                opened.append(f"/en/reports/{parsed.report.report_id}")
        connection.execute("INSERT INTO places VALUES (?, ?)", [code, now[code]])
        connection.execute("COMMIT")
    connection.close()
    return opened


def _parsed(code: str, year: int, record_id: str, sha256: str, chance: random.Random) -> ParsedReport:
    text, sections, figures = "", [], []
    for title in SENTENCES:
        sections.append({"number": None, "title": title, "kind": "overview", "level": 1, "start": len(text), "end": 0})
        text += title + "\n" + "".join(chance.choice(WORDS) for _ in range(150)) + "\n"
    for entry in list(dictionary().values())[:80]:
        value = chance.randrange(2000)
        where = {"kind": "text", "start": len(text), "end": len(text) + len(str(value))}
        text += f"{value}件，"
        figures.append({"code": entry.code, "applicant": "all", "period": "year", "value": value, "unit": entry.unit,
                        "raw": str(value), "locator": where, "doubt": None})  # fmt: skip
    issuer = {"kind": "government", "name": "某市人民政府"}
    report = {
        "report_id": f"{code}/{year}/government",
        "jurisdiction": {"code": code, "name": "某市", "level": "prefecture", "province": "某省"},
        "year": year, "issuer": issuer, "title": f"某市{year}年政府信息公开工作年度报告", "published": f"{year + 1}-01-31",
        "metadata": {}, "form": "2019",
        "source": {"kind": "official", "url": f"https://www.example{code}.gov.cn/{year}.html", "portal_family": None, "found_by": []},
        "capture": {"record_id": record_id, "fetched_at": "2025-01-01T00:00:00Z", "status": 200, "media_type": "text/html",
                    "charset": "utf-8", "payload_sha256": sha256, "segment": None, "rendered": False},
        "attachments": [], "copies": [], "script": "Hans", "text": text, "sections": sections, "tables": [],
        "indicators": figures, "checks": [], "parser": {"version": "1", "commit": None},
    }  # fmt: skip
    reading = {"medium": "page", "erratum": False, "content_sha256": sha256, "figures_sha256": sha256, "coverage": 1.0,
               "dropped": [], "damage": [], "notes": []}  # fmt: skip
    return ParsedReport.model_validate({"report": report, "reading": reading})


def _measure(url: str, opened: list[str], asked: int, chance: random.Random) -> None:
    pages: dict[str, Callable[[random.Random], str]] = {
        "coverage": lambda dice: "/en/",
        "search": lambda dice: "/zh/search?q=" + urllib.parse.quote(dice.choice(WORDS) + dice.choice(WORDS)),
        "report": lambda dice: dice.choice(opened),
        "compare": lambda dice: f"/en/compare?place={dice.randrange(11, 40)}0000",
    }
    times: defaultdict[str, list[float]] = defaultdict(list)

    def read(dice: random.Random) -> None:
        for _ in range(asked):
            kind = dice.choice(list(pages))
            started = time.perf_counter()
            with urllib.request.urlopen(url.rstrip("/") + pages[kind](dice), timeout=60) as answer:
                answer.read(1)
                times[kind].append(time.perf_counter() - started)
                answer.read()

    readers = [threading.Thread(target=read, args=(random.Random(chance.random()),)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    for kind, found in times.items():
        marks = quantiles(found, n=20)
        print(
            f"reading room, {kind}: {marks[9] * 1000:.0f} ms, of twenty the slowest {marks[18] * 1000:.0f} ms"
            f" to the first byte (bound: {BOUNDS[kind]} ms), {READERS} readers"
        )
