"""The same commands with the archive in a real S3-compatible server; and what happens when it will not let us in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo import portals
from demo.portals import Row
from demo.server import PortalServer
from tests.commands import Workplace
from tests.s3_server import BUCKET, S3Server


@pytest.fixture(scope="module")
def mirror() -> Iterator[Row]:
    """One portal, quickly crawled: 合肥 on the Traditional mirror."""
    row = next(row for row in portals.build(fixed_ports=False) if row.jurisdiction == "340100")
    with PortalServer([row.site]):
        yield row


def workplace(folder: Path, server: S3Server, row: Row, uri: str, **environment: str) -> Workplace:
    file = folder / "portals.csv"
    file.write_text(portals.portals_csv([row]), encoding="utf-8")
    settings = {"ARCHIVE_URI": uri, "ARCHIVE_S3_ENDPOINT_URL": server.endpoint_url, "PORTALS_FILE": file}
    return Workplace(folder, settings, {**server.environment, **environment})


def test_a_crawl_a_snapshot_and_an_export_on_s3(tmp_path: Path, s3_server: S3Server, s3_uri: str, mirror: Row) -> None:
    here = workplace(tmp_path, s3_server, mirror, s3_uri)
    crawled = here.crawl(mirror.jurisdiction)
    assert crawled.status == 0, crawled.err
    assert [report["report_id"] for report in here.reports()] == ["340100/2012/government"]
    for command in (("snapshot", "create"), ("snapshot", "verify"), ("verify",)):
        result = here.scrapy(*command)
        assert result.status == 0, result.err
    elsewhere = Workplace(tmp_path / "elsewhere", here.settings, here.environment)
    elsewhere.folder.mkdir()
    assert elsewhere.scrapy("catalogue", "rebuild").status == 0
    assert [report["report_id"] for report in elsewhere.reports()] == ["340100/2012/government"]


@pytest.mark.parametrize(
    "wrong",
    [{"AWS_SECRET_ACCESS_KEY": "wrong-secret"}, {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}],
    ids=["wrong", "none"],
)
def test_wrong_s3_credentials(tmp_path: Path, s3_server: S3Server, mirror: Row, wrong: dict[str, str]) -> None:
    mirror.site.requests.clear()
    here = workplace(tmp_path, s3_server, mirror, f"s3://{BUCKET}/wrong", **wrong)
    result = here.crawl(mirror.jurisdiction)
    assert result.status == 2, result.err
    assert f"s3://{BUCKET}/wrong" in result.complaint
    assert "Traceback" not in result.err
    assert "wrong-secret" not in result.out + result.err
    assert mirror.site.requests == []


def test_an_s3_bucket_that_is_not_there(tmp_path: Path, s3_server: S3Server, mirror: Row) -> None:
    result = workplace(tmp_path, s3_server, mirror, "s3://no-such-bucket/x").crawl(mirror.jurisdiction)
    assert result.status == 2, result.err
    assert "no-such-bucket" in result.complaint
    assert "Traceback" not in result.err


def test_an_s3_server_that_does_not_answer(tmp_path: Path, s3_server: S3Server, mirror: Row) -> None:
    here = workplace(tmp_path, s3_server, mirror, f"s3://{BUCKET}/x")
    result = here.scrapy("snapshot", "list", ARCHIVE_S3_ENDPOINT_URL="http://127.0.0.1:9")
    assert result.status == 1, result.err
    assert "127.0.0.1:9" in result.complaint
    assert "Traceback" not in result.err
