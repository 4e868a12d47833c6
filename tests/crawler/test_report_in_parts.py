"""A report in parts that need no OCR, from the page that carries them to the export."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pytest

from demo import articles, render
from demo.server import Answer, PortalServer, Site, page
from tests.commands import Result, Workplace

CODE = "510500"
TITLE = "泸州市人民政府{}年政府信息公开工作年度报告"


def pages_of(pdf: bytes) -> list[bytes]:
    """Each page as a file of its own."""
    source, made = pypdfium2.PdfDocument(pdf), []
    for number in range(len(source)):
        part = pypdfium2.PdfDocument.new()
        part.import_pages(source, [number])
        target = io.BytesIO()
        part.save(target)
        made.append(target.getvalue())
    return made


def carrier(year: int, files: list[str]) -> Answer:
    links = "".join(
        f'<li><a href="{path}">{year}年年度报告（{n}）.pdf</a></li>' for n, path in reversed(list(enumerate(files, 1)))
    )
    title = TITLE.format(year)
    return page(
        f"<html><title>{title}</title><h1>{title}</h1><p>发布日期：{year + 1}-03-30</p><div>政府信息公开 报告：<ul>{links}</ul></div></html>"
    )


@dataclass(frozen=True)
class Crawled:
    result: Result
    workplace: Workplace
    reports: dict[str, dict[str, Any]]
    whole: list[bytes]

    @property
    def manifest(self) -> dict[str, Any]:
        """The run's commit."""
        (file,) = (self.workplace.archive / "runs").rglob("*.json")
        return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("parts")
    site = Site("parts")
    whole = pages_of(render.pdf(articles.read("luzhou-2021")))
    paths = [f"/f/{'zyxw'[number]}.pdf" for number in range(len(whole))]
    for path, part in zip(paths, whole, strict=True):
        site.put(path, Answer(part, content_type="application/pdf"))
    site.put("/2021.html", carrier(2021, paths))
    site.put("/2022.html", carrier(2022, [paths[0], "/f/gone.pdf"]))
    items = "".join(f'<li><a href="/{year}.html">{TITLE.format(year)}</a></li>' for year in (2021, 2022))
    site.put("/", page(f"<html><title>泸州市人民政府</title><p>政府信息公开年报</p><ul>{items}</ul></html>"))
    with PortalServer([site]):
        file = folder / "portals.csv"
        file.write_text(
            f"jurisdiction,portal_url,reports_url,family,source_kind\n{CODE},http://{site.host}:{site.port}/,,,official\n"
        )
        workplace = Workplace(folder, {"PORTALS_FILE": file, "BROWSER_ENABLED": False})
        result = workplace.crawl(CODE)
        yield Crawled(result, workplace, {one["report_id"]: one for one in workplace.reports()}, whole)


def test_the_parts_are_one_report_in_the_order_of_their_numbers(crawled: Crawled) -> None:
    (report,) = crawled.reports.values()
    assert report["report_id"] == "510500/2021/government"
    body = [one for one in report["attachments"] if one["role"] == "body"]
    assert [one["url"].rpartition("/")[2] for one in body] == [f"{'zyxw'[n]}.pdf" for n in range(len(crawled.whole))]
    assert all(one["record_id"] and one["payload_sha256"] and one["media_type"] == "application/pdf" for one in body)
    assert report["text"].index("一、") < report["text"].index("五、")


def test_the_page_that_carries_them_is_the_reports_source_and_tells_its_date(crawled: Crawled) -> None:
    (report,) = crawled.reports.values()
    assert report["source"]["url"].endswith("/2021.html")
    assert report["published"] == "2022-03-30"


def test_the_year_is_found_in_the_coverage(crawled: Crawled) -> None:
    rows = {row["year"]: row["state"] for row in crawled.manifest["jurisdictions"][CODE]["coverage"]}
    assert rows[2021] == "found"
    assert rows[2022] != "found"


def test_a_report_without_one_of_its_parts_is_not_read_and_the_run_says_which(crawled: Crawled) -> None:
    reasons = " ".join(crawled.manifest["jurisdictions"][CODE]["reasons"])
    assert "file 2 of the 2 that are its body could not be had" in reasons
    assert "/f/gone.pdf" in reasons
