"""Discovery on pages that real portals served."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page

SHARED = Path(__file__).parents[2] / "../shared"
REAL = SHARED / "real"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")

# The manifest's name of a system -> the family; a system without a file of its own is None.
SYSTEMS = {
    "TRS-WCM": "trs",
    "开普UCAP": "ucap",
    "Hanweb大汉jcms": "hanweb",
    "NFCMS南方网(广东gkmlpt)": "nfcms",
    "PHPCMS": "phpcms",
    "Lonsun龙讯": "lonsun",
    "PowerEasy动易 SiteFactory (.aspx)": "powereasy",
}
# Where the manifest names the portal's usual system, and the saved page bears another's marks or none.
ELSEWISE = {
    "lists/daozhen_index.html",
    "lists/hubei_samr_home.html",
    "lists/jiangxi_sthjt_list.html",
    "lists/gansu_jyt_wjtz_1.html",
}


def _manifest() -> list[dict[str, str]]:
    path = REAL / "MANIFEST.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def _page(name: str, url: str | None = None) -> Page:
    body = (REAL / name).read_bytes()
    media = "text/xml" if name.endswith(".xml") else "text/html"
    return examine(
        Answer(url or "http://www.example.test/x/index.html", 200, (("Content-Type", media),), body),
        jurisdiction="510500",
    )


@pytest.mark.parametrize(
    "row", [row for row in _manifest() if row["kind"] == "antibot_html"], ids=lambda row: row["file"]
)
def test_a_real_challenge_is_a_challenge(row: dict[str, str]) -> None:
    assert _page(row["file"]).verdict == "challenge"


@pytest.mark.parametrize(
    "row", [row for row in _manifest() if row["kind"] == "redirect_stub"], ids=lambda row: row["file"]
)
def test_a_real_stub_leads_on(row: dict[str, str]) -> None:
    page = _page(row["file"])
    assert page.verdict == "stub"
    assert len(page.links) == 1


@pytest.mark.parametrize(
    "row",
    [row for row in _manifest() if row["kind"] in ("detail_html", "list_html", "list_xml")],
    ids=lambda row: row["file"],
)
def test_a_real_page_is_an_answer_and_no_report(row: dict[str, str]) -> None:
    page = _page(row["file"])
    assert page.verdict == "ok"
    assert page.recognition is None


@pytest.mark.parametrize(
    "row",
    [
        row
        for row in _manifest()
        if row.get("cms") in SYSTEMS
        and row["file"] not in ELSEWISE
        and row["kind"] != "redirect_stub"
        and row["kind"] != "list_xml"
    ],
    ids=lambda row: row["file"],
)
def test_a_real_page_is_recognised_by_its_systems_marks(row: dict[str, str]) -> None:
    assert _page(row["file"]).family == SYSTEMS[row["cms"]]


def test_the_one_real_report_is_a_report() -> None:
    page = _page("html/shanghai_office_2019.html")
    assert page.recognition is not None
    assert page.recognition.year == 2019


def test_a_real_column_of_reports_gives_its_entries_its_pages_and_its_place() -> None:
    page = _page("lists/ordos_egb_xxgknb_column.html")
    assert page.columns[-1] == "信息公开年报"
    assert (
        next(link.text for link in page.links if "年度报告" in link.text) == "鄂尔多斯市2019年政府信息公开工作年度报告"
    )
    assert page.list_state is not None
    assert page.list_state.total_pages == 2
    assert [link.url for link in page.links if link.kind == "pager"] == ["http://www.example.test/x/index_1.html"]


def test_a_real_catalogue_says_how_many_entries_and_pages_it_has() -> None:
    page = _page("lists/handan_list.jsp.html", "http://www.example.test/zfwj/jinqixxgk/index.html")
    assert page.list_state is not None
    assert (page.list_state.total_entries, page.list_state.total_pages) == (6348, 56)


def test_a_real_data_answer_gives_its_records_with_their_dates() -> None:
    page = _page("lists/jiangsu_gxt_dataproxy_1.xml", "http://www.example.test/module/web/jpage/dataproxy.jsp")
    assert page.list_state is not None
    assert page.list_state.total_entries == 756
    assert page.links[0].published == "2025-10-29"


@pytest.mark.parametrize("name", ["huaian_2024", "hongze_2023"])
def test_a_real_file_is_a_report_of_its_year(name: str) -> None:
    file = {"huaian_2024": "szfgs2024.pdf", "hongze_2023": "hzq2023_working.pdf"}[name]
    body = (REAL / "files" / file).read_bytes()
    page = examine(Answer(f"http://www.example.test/{file}", 200, (), body), jurisdiction="320800")
    assert page.kind == "file"
    assert page.recognition is not None
    assert page.recognition.year == int(name[-4:])
