"""A second look at a jurisdiction: what changed is told from what only looks changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo import portals
from demo.portals import Row
from demo.server import Answer, PortalServer
from tests.commands import Result, Workplace

CODE = "350111"
REVISED, COSMETIC = "/show.asp?id=1221", "/show.asp?id=1214"


@dataclass(frozen=True)
class Place:
    workplace: Workplace
    row: Row

    def change(self, path: str, old: str, new: str) -> None:
        body = self.row.site.page_body(path)
        assert old.encode("gb18030") in body, old
        changed = body.replace(old.encode("gb18030"), new.encode("gb18030"))
        self.row.site.put(path, Answer(changed, content_type="text/html"))

    def refetch(self, *arguments: str) -> Result:
        return self.workplace.scrapy("refetch", CODE, *arguments)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    rows = portals.build(fixed_ports=False)
    with PortalServer(portals.sites(rows)):
        file = tmp_path / "portals.csv"
        file.write_text(portals.portals_csv(rows), encoding="utf-8")
        workplace = Workplace(tmp_path, {"PORTALS_FILE": file})
        (row,) = [row for row in rows if row.jurisdiction == CODE]
        first = workplace.crawl(CODE)
        assert first.status == 0, first.err
        yield Place(workplace, row)


def verdicts(result: Result) -> dict[str, str]:
    """The verdict of each address, as printed."""
    found = {}
    for line in result.out.splitlines():
        word, _, rest = line.partition(" ")
        if "<" in rest and not line.startswith(" "):
            found[rest.partition("<")[2].rstrip(">").partition("/show")[2]] = word
    return found


def test_an_unchanged_portal_has_only_unchanged_documents(place: Place) -> None:
    result = place.refetch()
    assert result.status == 0, result.err
    assert verdicts(result) == {REVISED[5:]: "unchanged", COSMETIC[5:]: "unchanged"}


def test_a_changed_figure_is_revised_and_a_changed_counter_cosmetic(place: Place) -> None:
    place.change(REVISED, "48634", "48635")
    place.change(COSMETIC, "</body>", "<!-- 您是第10023位访问者 --></body>")
    result = place.refetch()
    assert verdicts(result) == {REVISED[5:]: "revised", COSMETIC[5:]: "cosmetic"}
    assert "hotline.cases@all@year: 48634 件 -> 48635 件" in result.out


def test_a_document_that_is_gone_is_asked_for_twice_and_its_report_stays(place: Place) -> None:
    for path in place.row.site.paths():
        if "list" in path and b"id=1221" in place.row.site.page_body(path):
            place.change(path, "id=1221", "id=99999")
    place.row.site.remove(REVISED)
    place.row.site.requests.clear()
    result = place.refetch()
    assert verdicts(result)[REVISED[5:]] == "gone"
    assert place.row.site.fetched(REVISED) == 2
    assert {report["report_id"] for report in place.workplace.reports()} == {
        f"{CODE}/2017/government",
        f"{CODE}/2018/government",
    }


def test_a_dry_run_asks_for_nothing(place: Place) -> None:
    place.row.site.requests.clear()
    result = place.refetch("--dry-run")
    assert result.status == 0
    assert "2 documents would be asked for again" in result.out
    assert place.row.site.requests == []


@pytest.mark.parametrize("arguments", [[], ["999999"], ["350111", "--years", "soon"]])
def test_bad_input_is_one_line_and_status_2(tmp_path: Path, arguments: list[str]) -> None:
    result = Workplace(tmp_path).scrapy("refetch", *arguments)
    assert result.status == 2
    assert result.complaint.startswith("refetch: ")
