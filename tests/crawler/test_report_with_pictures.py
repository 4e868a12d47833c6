"""A report whose page shows a table as a picture: the picture is captured with it, and the report waits for it, but not in vain."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image, ImageDraw

from crawler import tasks
from demo.server import Answer, PortalServer, Site, page
from storage.archive import Archive
from tests.commands import Result, Workplace

CODE = "510500"
TITLE = "泸州市人民政府{}年政府信息公开工作年度报告"
YEARS = (2020, 2021, 2022)


def ruled() -> bytes:
    """A picture of an empty table."""
    picture = Image.new("RGB", (900, 250), "white")
    pen = ImageDraw.Draw(picture)
    for y in range(10, 250, 60):
        pen.line((10, y, 890, y), fill="black", width=2)
    for x in (10, 450, 700, 890):
        pen.line((x, 10, x, 190), fill="black", width=2)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def report(year: int, picture: str) -> Answer:
    title = TITLE.format(year)
    lines = [
        "根据《中华人民共和国政府信息公开条例》，现公布本机关年度报告。",
        "一、总体情况",
        f"{year}年，全市主动公开政府信息{year + 1}条，各项工作有序推进，没有收取任何费用。",
        "二、主动公开政府信息情况",
        "本年制发规章0件，废止规章0件，现行有效规章2件。",
        "三、收到和处理政府信息公开申请情况",
        f'<img src="{picture}">',
        "四、政府信息公开行政复议、行政诉讼情况",
        "本年度未发生行政复议和行政诉讼案件。",
        "五、存在的主要问题及改进情况",
        "公开的主动性还需加强，下一步将完善制度、加强培训。",
        "六、其他需要报告的事项",
        "没有其他需要报告的事项。",
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    return page(
        f"<html><title>{title}</title><h1>{title}</h1><p>发布日期：{year + 1}-01-28</p><div>{body}</div></html>"
    )


@dataclass(frozen=True)
class Crawled:
    result: Result
    workplace: Workplace
    site: Site
    reports: dict[int, dict[str, Any]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("pictures")
    site = Site("pictures")
    site.put("/robots.txt", Answer(b"User-agent: *\nDisallow: /kept/\n", content_type="text/plain"))
    site.put("/p/table.png", Answer(ruled(), content_type="image/png"))
    for year, picture in zip(YEARS, ("/p/table.png", "/p/gone.png", "/kept/table.png"), strict=True):
        site.put(f"/{year}.html", report(year, picture))
    items = "".join(f'<li><a href="/{year}.html">{TITLE.format(year)}</a></li>' for year in YEARS)
    site.put("/", page(f"<html><title>泸州市人民政府</title><p>政府信息公开年报</p><ul>{items}</ul></html>"))
    with PortalServer([site]):
        file = folder / "portals.csv"
        file.write_text(
            f"jurisdiction,portal_url,reports_url,family,source_kind\n{CODE},http://{site.host}:{site.port}/,,,official\n"
        )
        workplace = Workplace(folder, {"PORTALS_FILE": file, "BROWSER_ENABLED": False})
        result = workplace.crawl(CODE)
        yield Crawled(result, workplace, site, {one["year"]: one for one in workplace.reports()})


def test_the_picture_is_captured_and_named_with_its_record(crawled: Crawled) -> None:
    (picture,) = crawled.reports[2020]["attachments"]
    assert picture["url"].endswith("/p/table.png")
    assert (picture["role"], picture["media_type"]) == ("image", "image/png")
    assert picture["record_id"] and picture["payload_sha256"]
    # The page is what was read; the picture only says more of it.
    assert crawled.reports[2020]["capture"]["media_type"] == "text/html"


@pytest.mark.parametrize("year", YEARS)
def test_the_report_is_read_whether_its_picture_came_or_not(crawled: Crawled, year: int) -> None:
    values = {one["code"]: one["value"] for one in crawled.reports[year]["indicators"]}
    assert values["proactive.items"] == year + 1


def test_the_same_is_read_of_the_archive_alone(crawled: Crawled) -> None:
    archive = Archive.open(f"file:{crawled.workplace.archive}", state_dir=crawled.workplace.folder / "state")
    address = tasks.ArchiveAddress(f"file:{crawled.workplace.archive}", str(crawled.workplace.folder / "state"), None)
    for year, report in crawled.reports.items():
        (row,) = (row for row in archive.catalogue.reports(CODE) if row.year == year)
        ref = archive.catalogue.record(row.record_id)
        assert ref is not None
        again = tasks.reread(address, ref, 10**8).parsed
        assert again is not None
        assert json.loads(again.report.model_dump_json())["indicators"] == report["indicators"]
        assert [one.url for one in again.report.attachments] == [one["url"] for one in report["attachments"]]


def test_an_unchanged_page_with_an_unchanged_picture_is_known(crawled: Crawled) -> None:
    again = crawled.workplace.crawl(CODE)
    assert again.status == 0, again.err
    assert {one["year"]: one for one in crawled.workplace.reports()} == crawled.reports
