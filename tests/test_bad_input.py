"""Bad input ends with one clear line on standard error and the right exit status, and nothing half-written counts."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server import Answer, PortalServer, Site, page
from tests.commands import Result, Workplace

NEWS = page(
    "<html><head><title>市政府召开会议</title></head><body><h1>市政府召开会议</h1><p>会议研究了有关工作。</p></body></html>"
)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site("bad input")
    site.put("/", page("<html><body><a href='/news.html'>市政府召开会议</a></body></html>"))
    site.put("/news.html", NEWS)
    site.put("/empty.html", page(""))
    site.put("/letter.txt", Answer("你好，这不是报告。".encode(), content_type="text/plain; charset=utf-8"))
    site.put("/other.pdf", Answer(b"%PDF-1.7\nthis breaks off", content_type="application/pdf"))
    with PortalServer([site]):
        yield site


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


def address(site: Site, path: str) -> str:
    return f"http://{site.host}:{site.port}{path}"


def portals_file(folder: Path, text: str | bytes) -> Path:
    file = folder / "portals.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def assert_complains(result: Result, status: int, *words: str) -> None:
    assert result.status == status, result.err
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.complaint, result.err


def assert_no_reports(workplace: Workplace) -> None:
    """The archive holds no parsed report, and what its runs committed is all there."""
    assert list(workplace.archive.glob("reports/**/*.json")) == []
    if workplace.archive.exists():
        verified = workplace.in_process("verify")
        assert verified.status == 0, verified.err


def test_an_unknown_jurisdiction(workplace: Workplace) -> None:
    assert_complains(workplace.crawl("999999"), 2, "999999")
    assert not workplace.archive.exists()


def test_no_jurisdiction_at_all(workplace: Workplace) -> None:
    assert_complains(workplace.scrapy("crawl", "annual_reports"), 2, "jurisdiction")


def test_a_portals_file_that_is_not_there(workplace: Workplace) -> None:
    missing = workplace.folder / "missing.csv"
    assert_complains(workplace.crawl("510500", PORTALS_FILE=missing), 2, str(missing))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "portals.csv"),
        ("jurisdiction,portal_url,reports_url,family,source_kind\n510500,http://127.0.0.1/\n", "line 2"),
        ("code,address\n510500,http://127.0.0.1/\n", "jurisdiction"),
        ("jurisdiction,portal_url,reports_url,family,source_kind\n510500,not an address,,,official\n", "portal_url"),
        ("jurisdiction,portal_url,reports_url,family,source_kind\n5105,http://127.0.0.1/,,,official\n", "5105"),
        ("jurisdiction,portal_url,reports_url,family,source_kind\n510500,http://127.0.0.1/,,,friend\n", "source_kind"),
        (b"jurisdiction,portal_url\n\xff\xfe\x00\x81,http://127.0.0.1/\n", "portals.csv"),
    ],
    ids=["empty", "short row", "other columns", "no address", "no code", "no kind", "no text"],
)
def test_a_malformed_portals_file_is_named_with_its_fault(workplace: Workplace, text: str | bytes, word: str) -> None:
    file = portals_file(workplace.folder, text)
    assert_complains(workplace.crawl("510500", PORTALS_FILE=file), 2, "portals.csv", word)


def test_an_unreachable_portal(workplace: Workplace) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        rows = f"jurisdiction,portal_url,reports_url,family,source_kind\n510500,http://127.0.0.1:{closed.getsockname()[1]}/,,,official\n"
        result = workplace.crawl("510500", PORTALS_FILE=portals_file(workplace.folder, rows))
    assert_complains(result, 1, "510500")
    assert_no_reports(workplace)


def test_a_portal_without_any_report_is_a_failure_and_says_so(workplace: Workplace, site: Site) -> None:
    rows = f"jurisdiction,portal_url,reports_url,family,source_kind\n510500,{address(site, '/')},,,official\n"
    result = workplace.crawl("510500", PORTALS_FILE=portals_file(workplace.folder, rows))
    assert_complains(result, 1, "510500", "report")
    assert_no_reports(workplace)


@pytest.mark.parametrize(
    "path",
    ["/gone.html", "/empty.html", "/news.html", "/letter.txt", "/other.pdf"],
    ids=["404", "empty page", "another page", "another text", "damaged file"],
)
def test_an_address_that_is_no_report(workplace: Workplace, site: Site, path: str) -> None:
    assert_complains(workplace.crawl("510500", address(site, path)), 1, "510500")
    assert_no_reports(workplace)


def test_an_archive_that_cannot_be_written(workplace: Workplace, site: Site) -> None:
    in_the_way = workplace.folder / "file"
    in_the_way.write_text("not a folder")
    target = f"file:{in_the_way / 'archive'}"
    assert_complains(workplace.crawl("510500", address(site, "/news.html"), ARCHIVE_URI=target), 2, str(in_the_way))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_archive_without_permission(workplace: Workplace, site: Site) -> None:
    locked = workplace.folder / "locked"
    locked.mkdir(mode=0o500)
    assert_complains(
        workplace.crawl("510500", address(site, "/news.html"), ARCHIVE_URI=f"file:{locked / 'a'}"), 2, "locked"
    )


@pytest.mark.parametrize("uri", ["ftp://example.org/x", "s3://", "archive"], ids=["scheme", "no bucket", "no scheme"])
def test_an_archive_uri_of_no_known_kind(workplace: Workplace, site: Site, uri: str) -> None:
    assert_complains(workplace.crawl("510500", address(site, "/news.html"), ARCHIVE_URI=uri), 2, uri)


def test_an_export_of_no_known_format(workplace: Workplace) -> None:
    assert_complains(workplace.in_process("export", "reports", "--format", "xml", "-o", "x"), 2, "xml")


def test_an_export_of_an_archive_that_is_not_there(workplace: Workplace) -> None:
    result = workplace.in_process("export", "reports", "--format", "jsonl", "-o", str(workplace.folder / "out.jsonl"))
    assert_complains(result, 2, str(workplace.archive))
    assert not (workplace.folder / "out.jsonl").exists()


def test_a_catalogue_that_cannot_be_opened(workplace: Workplace, site: Site) -> None:
    (workplace.folder / "state" / "catalogue.sqlite").mkdir(parents=True)
    result = workplace.crawl("510500", url=address(site, "/news.html"))
    assert_complains(result, 1, "catalogue.sqlite", "cannot be opened")
