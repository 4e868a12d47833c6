"""Reports whose page only carries them in several files: page images, slices of a long picture, a PDF in parts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from demo import articles, render
from demo.grids import CONTENT
from demo.server import Answer, PortalServer, Site, page
from tests.commands import Result, Workplace

pytest.importorskip("rapidocr")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

CODE = "510500"
TITLE = "泸州市人民政府{}年政府信息公开工作年度报告"
MENU = "".join(f'<li><a href="/c{n}/">栏目{n}</a></li>' for n in range(12))


def pdf_of(name: str) -> bytes:
    return render.pdf(articles.read(name))


def sheets(pdf: bytes, scale: float = 2.0) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [sheet.render(scale=scale).to_pil().convert("RGB") for sheet in document]


def png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def picture(content: bytes) -> Answer:
    return Answer(content, content_type="image/png")


def framed(title: str, article: str) -> Answer:
    return page(
        f"<html><head><title>{title}_泸州市人民政府</title></head><body>"
        f'<div class="header"><img src="/img/banner.jpg" width="1200"></div><ul class="nav">{MENU}</ul>'
        f'<div class="main"><h1>{title}</h1><p>发布日期：2021-03-30　来源：市政府办公室</p>{article}</div>'
        '<div class="share">分享到<img src="/img/w.png"></div>'
        '<div class="footer"><img src="/img/jiucuo.png" width="120">主办：泸州市人民政府办公室 政府信息公开</div></body></html>'
    )


def split(pdf: bytes, *sizes: int) -> list[bytes]:
    source = pypdfium2.PdfDocument(pdf)
    parts, at = [], 0
    for size in (*sizes, len(source) - sum(sizes)):
        part = pypdfium2.PdfDocument.new()
        part.import_pages(source, list(range(at, at + size)))
        target = io.BytesIO()
        part.save(target)
        parts.append(target.getvalue())
        at += size
    return parts


@dataclass(frozen=True)
class Crawled:
    result: Result
    workplace: Workplace
    site: Site
    reports: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("files")
    site = Site("files")
    # 2020: a picture a page, named against their order, each put in by a script that waits for scrolling.
    pages = sheets(pdf_of("luzhou-2020"))
    names = [f"/upload/{name}.png" for name in "zyxwvutsrq"[: len(pages)]]
    for name, sheet in zip(names, pages, strict=True):
        site.put(name, picture(png(sheet)))
    site.put("/upload/code.png", picture(png(Image.new("RGB", (430, 430), "white"))))
    body = "".join(f'<p style="text-align:center"><img src="/img/loading.gif" data-original="{n}"></p>' for n in names)
    body += '<p><img src="/upload/code.png" width="430"></p>'
    site.put("/a/2020.html", framed(TITLE.format(2020), f'<div class="con">{body}</div>'))
    # 2021: a PDF in parts, listed from the last to the first.
    parts = split(pdf_of("luzhou-2021"), 1)
    links = []
    for number, part in enumerate(parts, 1):
        site.put(f"/f/{number}.pdf", Answer(part, content_type="application/pdf"))
        links.insert(0, f'<li><a href="/f/{number}.pdf">2021年度报告（{number}）.pdf</a></li>')
    site.put("/a/2021.html", framed(TITLE.format(2021), f"<ul>{''.join(links)}</ul>"))
    # 2022: one of the pictures is not there.
    for number, sheet in enumerate(sheets(pdf_of("luzhou-2022"))[:2], 1):
        site.put(f"/upload/2022/{number}.png", picture(png(sheet)))
    body = "".join(f'<p><img src="/upload/2022/{n}.png"></p>' for n in (1, 2, 3))
    site.put("/a/2022.html", framed(TITLE.format(2022), f'<div class="con">{body}</div>'))
    items = "".join(
        f'<li><a href="/a/{y}.html">{TITLE.format(y)}</a><span>{y + 1}-03-30</span></li>' for y in (2020, 2021, 2022)
    )
    site.put(
        "/nb/",
        page(
            f"<html><title>政府信息公开年报</title><ul>{MENU}</ul><div>当前位置：首页 > 政府信息公开年报</div><ul>{items}</ul>"
        ),
    )
    site.put("/", page(f'<html><title>泸州市人民政府</title><ul>{MENU}</ul><a href="/nb/">政府信息公开年报</a>'))
    with PortalServer([site]):
        file = folder / "portals.csv"
        file.write_text(
            f"jurisdiction,portal_url,reports_url,family,source_kind\n{CODE},http://{site.host}:{site.port}/,,,official\n"
        )
        workplace = Workplace(folder, {"PORTALS_FILE": file, "BROWSER_ENABLED": False})
        result = workplace.crawl(CODE)
        reports = {report["report_id"]: report for report in workplace.reports()}
        yield Crawled(result, workplace, site, reports)


def value(report: dict[str, Any], code: str, applicant: str = "all") -> float | None:
    found = [one for one in report["indicators"] if (one["code"], one["applicant"]) == (code, applicant)]
    return found[0]["value"] if found else None


def printed(name: str) -> list[int]:
    """The totals of the rows of the table of applications."""
    figures = json.loads((CONTENT / "figures" / f"{name}.json").read_text(encoding="utf-8"))
    return [int(row[-1] or 0) for row in figures["applications"][:2]]


def test_pictures_of_pages_are_one_report_in_the_order_of_the_page(crawled: Crawled) -> None:
    report = crawled.reports["510500/2020/government"]
    body = [one for one in report["attachments"] if one["role"] == "body"]
    assert [one["url"].rpartition("/")[2] for one in body] == [f"{n}.png" for n in "zyxwvutsrq"[: len(body)]]
    assert len(body) > 1
    assert all(one["record_id"] and one["payload_sha256"] for one in report["attachments"])
    assert report["source"]["url"].endswith("/a/2020.html")
    assert report["published"] == "2021-03-30"
    assert report["text"].index("一、") < report["text"].index("六、")


def test_what_is_read_in_pictures_is_what_was_printed(crawled: Crawled) -> None:
    report = crawled.reports["510500/2020/government"]
    assert value(report, "applications.received") == printed("luzhou-2020")[0]
    assert value(report, "applications.carried_in") == printed("luzhou-2020")[1]


def test_a_figure_names_the_picture_that_shows_it(crawled: Crawled) -> None:
    report = crawled.reports["510500/2020/government"]
    located = [one["locator"] for one in report["indicators"] if one["locator"]["kind"] == "pdf"]
    pages = {one["page"] for one in located}
    body = [one for one in report["attachments"] if one["role"] == "body"]
    assert located
    assert pages <= set(range(1, len(body) + 1))


def test_a_code_to_scan_is_no_page(crawled: Crawled) -> None:
    report = crawled.reports["510500/2020/government"]
    roles = {one["url"].rpartition("/")[2]: one["role"] for one in report["attachments"]}
    assert roles["code.png"] == "image"


def test_the_parts_of_a_pdf_are_one_report_in_the_order_of_their_numbers(crawled: Crawled) -> None:
    report = crawled.reports["510500/2021/government"]
    assert [one["url"].rpartition("/")[2] for one in report["attachments"] if one["role"] == "body"] == [
        "1.pdf",
        "2.pdf",
    ]
    assert value(report, "applications.received") == printed("luzhou-2021")[0]


def test_a_report_without_one_of_its_pages_is_not_read_and_the_run_says_which(crawled: Crawled) -> None:
    assert "510500/2022/government" not in crawled.reports
    manifest = next(iter((crawled.workplace.archive / "runs").rglob("*.json"))).read_text(encoding="utf-8")
    assert "file 3 of the 3 that are its body could not be had" in manifest


def test_a_trace_names_the_picture_in_which_a_figure_stands(crawled: Crawled) -> None:
    result = crawled.workplace.in_process("trace", "510500/2020/government", "applications.received")
    assert result.status == 0, result.err
    assert ".png" in result.out
    assert "which only OCR reads" in result.out


def test_reading_the_archive_again_reads_them_again_alike(crawled: Crawled) -> None:
    again = crawled.workplace.scrapy("reparse")
    assert again.status == 0, again.err
    assert "no longer a report" not in again.out + again.err
    assert "differs" not in again.out + again.err


def test_an_unchanged_report_in_pictures_is_not_read_again(crawled: Crawled) -> None:
    result = crawled.workplace.scrapy("refetch", CODE)
    assert "unchanged" in result.out
    assert "revised" not in result.out
