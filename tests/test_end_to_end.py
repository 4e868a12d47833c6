"""From portals to a verified snapshot, by the commands a user types, over the demonstration portals on free ports."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema
import pytest
from fastwarc.warc import ArchiveIterator

from demo import grids, portals
from demo.grids import CONTENT
from demo.portals import Row
from demo.server import PortalServer
from tests.commands import Result, Workplace

pytestmark = [pytest.mark.timeout(600)]

EXPECTED = {
    "510500/2018/government": "2014",
    "510500/2020/government": "2019",
    "510500/2020/泸州市财政局": "2019",
    "510500/2021/government": "2021",
    "510500/2022/government": "2021",
    "510500/2022/泸州市教育和体育局": "2021",
    "421300/2016/government": "free",
    "421300/2017/government": "free",
    "440100/2018/government": "free",
    "340100/2012/government": "free",
    "350111/2017/government": "free",
    "350111/2018/government": "free",
}
APPLICANTS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_interest_org",
    "legal_service_org",
    "other_org",
    "all",
)


@dataclass(frozen=True)
class Crawled:
    """The portals after one crawl, and what the crawl said."""

    rows: tuple[Row, ...]
    workplace: Workplace
    result: Result

    def again(self) -> Result:
        return self.workplace.crawl(",".join(row.jurisdiction for row in self.rows))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    rows = portals.build(fixed_ports=False)
    folder = tmp_path_factory.mktemp("end-to-end")
    with PortalServer(portals.sites(rows)):
        file = folder / "portals.csv"
        file.write_text(portals.portals_csv(rows), encoding="utf-8")
        workplace = Workplace(folder, settings={"PORTALS_FILE": file})
        result = workplace.crawl(",".join(row.jurisdiction for row in rows))
        yield Crawled(rows, workplace, result)


@pytest.fixture(scope="module")
def reports(crawled: Crawled) -> dict[str, dict[str, Any]]:
    return {report["report_id"]: report for report in crawled.workplace.reports()}


def value(report: dict[str, Any], code: str, applicant: str = "all", period: str = "year") -> float | None:
    for entry in report["indicators"]:
        if (entry["code"], entry["applicant"], entry["period"]) == (code, applicant, period):
            found: float | None = entry["value"]
            return found
    return None


def test_the_crawl_succeeds(crawled: Crawled) -> None:
    assert crawled.result.status == 0, crawled.result.err


def test_every_report_is_found_and_nothing_else(reports: dict[str, dict[str, Any]]) -> None:
    assert {name: report["form"] for name, report in reports.items()} == EXPECTED


def test_every_cell_of_the_applications_table_is_its_figure(reports: dict[str, dict[str, Any]]) -> None:
    for name, file in (
        ("510500/2020/government", "luzhou-2020"),
        ("510500/2021/government", "luzhou-2021"),
        ("510500/2022/government", "luzhou-2022"),
        ("510500/2022/泸州市教育和体育局", "luzhou-education-2022"),
    ):
        printed = json.loads((CONTENT / "figures" / f"{file}.json").read_text(encoding="utf-8"))
        labels = [row[-1] for row in grids.forms()[printed["form"]]["applications"]]
        wanted = {
            "applications.received": labels.index("一、本年新收政府信息公开申请数量"),
            "applications.carried_in": labels.index("二、上年结转政府信息公开申请数量"),
            "applications.outcome.granted": labels.index("（一）予以公开"),
            "applications.outcome.unable.not_held": labels.index("1.本机关不掌握相关政府信息"),
            "applications.answered": labels.index("（七）总计"),
            "applications.carried_out": labels.index("四、结转下年度继续办理"),
        }
        found = {code: [value(reports[name], code, applicant) for applicant in APPLICANTS] for code in wanted}
        assert found == {code: [int(cell) for cell in printed["applications"][row]] for code, row in wanted.items()}


def test_units_signs_and_remarks_are_read(reports: dict[str, dict[str, Any]]) -> None:
    government, finance = reports["510500/2020/government"], reports["510500/2020/泸州市财政局"]
    assert value(government, "proactive.items") == 376200
    assert value(government, "procurement.amount") == 26769
    assert value(government, "permits.items_change") == -51
    assert value(government, "coercion.items_change") == 2
    assert value(finance, "procurement.amount") == 1204.5
    assert value(reports["440100/2018/government"], "proactive.items") == 810000


def test_a_blank_and_a_stroke_give_no_figure(reports: dict[str, dict[str, Any]]) -> None:
    finance = reports["510500/2020/泸州市财政局"]
    assert value(finance, "applications.outcome.refused.state_secret") == 0
    assert value(finance, "applications.outcome.refused.state_secret", "research_institute") is None
    assert value(finance, "litigation.after_review.upheld") is None
    assert value(finance, "litigation.direct.upheld") == 0


def test_year_and_cumulative_columns_are_told_apart(reports: dict[str, dict[str, Any]]) -> None:
    report = reports["350111/2018/government"]
    assert value(report, "applications.outcome.granted") == 57
    assert value(report, "applications.outcome.granted_partly", period="cumulative") == 57
    assert value(report, "applications.channel.letter_fax", period="cumulative") == 402


def test_only_the_planted_fault_fails_a_check(reports: dict[str, dict[str, Any]]) -> None:
    failing = {
        (name, code)
        for name, report in reports.items()
        for check in report["checks"]
        if check["status"] == "fails"
        for code in check["codes"]
    }
    assert {name for name, _ in failing} == {"510500/2022/government"}
    assert ("510500/2022/government", "applications.answered") in failing


def test_a_stub_page_gives_the_report_of_its_file(reports: dict[str, dict[str, Any]]) -> None:
    for name, kind in (("510500/2021/government", "pdf"), ("510500/2022/泸州市教育和体育局", "wordprocessingml")):
        report = reports[name]
        assert kind in report["capture"]["media_type"]
        assert report["published"] == {"pdf": "2022-01-28", "wordprocessingml": "2023-01-18"}[kind]


def test_pages_in_gb18030_and_traditional_script_are_read(reports: dict[str, dict[str, Any]]) -> None:
    assert (reports["350111/2018/government"]["capture"]["charset"] or "").lower().startswith("gb")
    assert reports["440100/2018/government"]["script"] == "Hant"
    assert reports["440100/2018/government"]["source"]["kind"] == "mirror"
    assert "檔案" in reports["340100/2012/government"]["text"]


def test_every_report_says_where_it_was_found(reports: dict[str, dict[str, Any]]) -> None:
    for report in reports.values():
        assert report["source"]["url"].startswith("http://127.0.0.1:")
        assert report["source"]["found_by"]
        assert report["capture"]["segment"]


def test_robots_txt_is_obeyed_and_asked_for_first(crawled: Crawled) -> None:
    for row in crawled.rows:
        paths = [request.path for request in row.site.requests]
        assert paths[0] == "/robots.txt"
        assert [path for path in paths if path.startswith("/admin/")] == []


def test_the_project_names_itself(crawled: Crawled) -> None:
    agents = {request.headers.get("user-agent", "") for row in crawled.rows for request in row.site.requests}
    assert all("Lantai" in agent for agent in agents)


def test_the_export_validates_against_its_schema(crawled: Crawled, reports: dict[str, dict[str, Any]]) -> None:
    schema = json.loads(crawled.workplace.scrapy("export", "schema").out)
    validator = jsonschema.Draft202012Validator(schema)
    assert reports and all(validator.is_valid(report) for report in reports.values())


def test_indicators_are_exported_one_a_row(crawled: Crawled, reports: dict[str, dict[str, Any]]) -> None:
    file = crawled.workplace.folder / "indicators.csv"
    assert crawled.workplace.scrapy("export", "indicators", "--format", "csv", "-o", str(file)).status == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == sum(len(report["indicators"]) for report in reports.values())


def test_a_snapshot_is_made_and_verified(crawled: Crawled) -> None:
    for command in (("snapshot", "create"), ("snapshot", "verify"), ("verify",)):
        result = crawled.workplace.scrapy(*command)
        assert result.status == 0, result.err


def test_the_catalogue_is_rebuilt_from_the_objects_alone(crawled: Crawled, reports: dict[str, dict[str, Any]]) -> None:
    result = crawled.workplace.scrapy("catalogue", "rebuild")
    assert result.status == 0, result.err
    assert {report["report_id"]: report for report in crawled.workplace.reports()} == reports


def test_a_second_crawl_stores_no_report_again(crawled: Crawled, reports: dict[str, dict[str, Any]]) -> None:
    before = set(crawled.workplace.archive.rglob("*.warc.gz"))
    result = crawled.again()
    assert result.status == 0, result.err
    assert {report["report_id"] for report in crawled.workplace.reports()} == set(reports)
    kinds: dict[str, set[str]] = {}
    for segment in set(crawled.workplace.archive.rglob("*.warc.gz")) - before:
        with segment.open("rb") as opened:
            for record in ArchiveIterator(opened):
                kinds.setdefault(record.headers["WARC-Type"], set()).add(record.headers.get("WARC-Target-URI", ""))
    pages = {report["source"]["url"] for report in reports.values()}
    assert pages <= kinds["revisit"]
    assert kinds.get("response", set()) & pages == set()
