"""A second look at a jurisdiction: what changed is told from what only looks changed.

One portal is crawled, looked at again as it is (every page with a new counter and a new token), then changed and looked at a
third time; the tests read what came of it.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crawler.refetching import differences
from demo import portals
from demo.portals import Row
from demo.server import Answer, PortalServer, Request, Site, page, redirect
from storage.archive import Archive
from storage.events import events
from storage.exports import Wanted, reports
from storage.runs import Finding
from tests.commands import Result, Workplace
from tests.storage.made import figure, parsed

CODE = "510500"
LIST = "/zwgk/xxgknb/"
NEW, MOVED = f"{LIST}202003/t20200301_999999.html", f"{LIST}202305/t20230501_888888.html"


@dataclass
class Place:
    """The portal, and the verdicts of the looks at it by report, in the order in which they were taken."""

    workplace: Workplace
    site: Site
    paths: dict[str, str]
    dry: Result
    asked_dry: int
    looks: list[dict[str, Finding]] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    def look(self) -> None:
        result = self.workplace.scrapy("refetch", CODE, "--json")
        self.results.append(result)
        found = [Finding.model_validate(each) for each in json.loads(result.out)]
        self.looks.append({f"{each.verdict} {each.url.partition(str(self.site.port))[2]}": each for each in found})

    def verdict(self, look: int, path: str) -> Finding:
        (found,) = [each for name, each in self.looks[look].items() if name.endswith(f" {path}")]
        return found


def enliven(site: Site) -> None:
    """Every page carries a token, and a counter that counts its visits."""
    count = itertools.count(10_000)

    def alive(path: str, body: bytes, request: Request) -> Answer:
        number = next(count)
        noise = f'<input type="hidden" name="csrf" value="{number * 7919:x}"/><p>您是第{number}位访问者</p></body>'
        return Answer(body.replace(b"</body>", noise.encode()))

    for path in site.paths():
        if path.endswith((".html", "/")):
            revive(site, path, site.page_body(path), alive)


def revive(site: Site, path: str, body: bytes, alive: object) -> None:
    site.put(path, Answer(body))
    site.remove(path)
    site.handle(path, lambda request: alive(path, body, request))  # type: ignore[operator]


def still(site: Site, path: str, body: bytes) -> None:
    """Serve a page at a path that an enlivened one stood at."""
    become(site, path, Answer(body))


def become(site: Site, path: str, answer: Answer) -> None:
    """From now on this is the answer, whatever it was."""
    site.remove(path)
    site.handle(path, lambda request: answer)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("refetch")
    rows = [row for row in portals.build(fixed_ports=False) if row.jurisdiction == CODE]
    (row,) = rows
    site = row.site
    bodies = {path: site.page_body(path) for path in site.paths()}
    paths = {
        name: next(
            path for path, body in bodies.items() if path.startswith(start) and "/t" in path and is_on(body, name)
        )
        for name, start in (("2018", LIST), ("2020", LIST), ("2022", LIST), ("财政局", "/zwgk/bmnb/"))
    }
    paths["word"] = next(path for path in bodies if path.endswith(".docx"))
    paths["pdf"] = next(path for path in bodies if path.endswith(".pdf"))
    enliven(site)
    with PortalServer(portals.sites(rows)):
        yield looked_at_three_times(folder, row, bodies, paths)


def is_on(body: bytes, name: str) -> bool:
    title = body.decode().partition("<title>")[2].partition("</title>")[0]
    return name in title and "年度报告" in title and "附件" not in body.decode()


def looked_at_three_times(folder: Path, row: Row, bodies: dict[str, bytes], paths: dict[str, str]) -> Place:
    file = folder / "portals.csv"
    file.write_text(portals.portals_csv([row]), encoding="utf-8")
    workplace = Workplace(folder, {"PORTALS_FILE": file, "BROWSER_ENABLED": False})
    first = workplace.crawl(CODE)
    assert first.status == 0, first.err
    row.site.requests.clear()
    dry = workplace.scrapy("refetch", CODE, "--dry-run")
    place = Place(workplace, row.site, paths, dry, len(row.site.requests))
    place.look()
    change(row.site, bodies, paths)
    row.site.requests.clear()
    place.look()
    return place


def change(site: Site, bodies: dict[str, bytes], paths: dict[str, str]) -> None:
    # One report has another figure, one another sentence.
    revised = bodies[paths["2020"]].decode()
    assert "1092" in revised
    still(site, paths["2020"], revised.replace("1092", "1093").encode())
    still(
        site,
        paths["2018"],
        bodies[paths["2018"]].replace("编制本报告。".encode(), "编制本报告，特此说明。".encode(), 1),
    )
    # One stands at another address, one is new, one's address leads to the home page, one is kept from us.
    site.put(MOVED, Answer(bodies[paths["2022"]]))
    become(site, paths["2022"], page("<title>404</title>", status=404))
    site.put(NEW, Answer(bodies[paths["2018"]].replace(b"2018", b"2019").replace(b"2019-0", b"2020-0")))
    become(site, paths["财政局"], redirect("/"))
    become(site, paths["word"], page("<title>403 Forbidden</title>", status=403))
    for path in (LIST, f"{LIST}index.html"):
        old = f"./{paths['2022'].removeprefix(LIST)}"
        listed = bodies[path].decode().replace(old, f"./{MOVED.removeprefix(LIST)}")
        entry = f'<li><a href="{NEW}">泸州市人民政府2019年政府信息公开工作年度报告</a><span>2020-03-01</span></li>'
        start = listed.index('<li><a href="./20')
        still(site, path, (listed[:start] + entry + listed[start:]).encode())


def test_a_dry_run_says_what_it_would_ask_for_and_asks_for_nothing(place: Place) -> None:
    assert place.dry.status == 0
    assert f"{CODE}/2020/government" in place.dry.out
    assert "documents would be asked for again" in place.dry.out
    assert place.asked_dry == 0


def test_counters_and_tokens_are_no_change(place: Place) -> None:
    assert place.results[0].status == 0, place.results[0].err
    verdicts = {name.split()[0] for name in place.looks[0]}
    assert verdicts == {"unchanged", "cosmetic"}
    assert place.verdict(0, place.paths["pdf"]).verdict == "unchanged"
    assert place.verdict(0, place.paths["2020"]).verdict == "cosmetic"


def test_a_changed_figure_and_a_changed_sentence_are_named(place: Place) -> None:
    figure_changed = place.verdict(1, place.paths["2020"])
    assert figure_changed.verdict == "revised"
    assert any("1092" in detail and "1093" in detail and "->" in detail for detail in figure_changed.details)
    sentence = place.verdict(1, place.paths["2018"])
    assert sentence.verdict == "revised"
    assert [detail[0] for detail in sentence.details] == ["-", "+"]
    assert sentence.details[1].endswith("，特此说明。")


def test_a_report_at_another_address_has_moved_and_its_old_address_is_gone_by_two_looks(place: Place) -> None:
    old, new = place.verdict(1, place.paths["2022"]), place.verdict(1, MOVED)
    assert (old.verdict, old.looks) == ("gone", 2)
    assert place.site.fetched(place.paths["2022"]) == 2
    assert (new.verdict, new.report_id) == ("moved", f"{CODE}/2022/government")


def test_an_address_that_leads_elsewhere_has_lost_its_report(place: Place) -> None:
    found = place.verdict(1, place.paths["财政局"])
    assert (found.verdict, found.looks > 1) == ("gone", True)
    assert "another page is there" in found.details[0]


def test_new_blocked_and_unchanged_are_told_apart(place: Place) -> None:
    assert place.verdict(1, NEW).verdict == "new"
    assert place.verdict(1, place.paths["word"]).verdict == "blocked"
    assert place.verdict(1, place.paths["pdf"]).verdict == "unchanged"


def test_older_versions_and_lost_reports_stay_and_the_verdicts_are_kept_with_the_run(place: Place) -> None:
    archive = Archive.open(f"file:{place.workplace.archive}", state_dir=place.workplace.folder / "state")
    exported = {report.report_id for report in reports(archive, Wanted())}
    assert {f"{CODE}/{year}/government" for year in (2018, 2019, 2020, 2021, 2022)} <= exported
    assert f"{CODE}/2020/泸州市财政局" in exported
    last = max(run.run for run in archive.catalogue.runs())
    stored = archive.run(last).jurisdictions[CODE].findings
    assert {each.url: each.verdict for each in stored} == {each.url: each.verdict for each in place.looks[1].values()}
    assert [each.finding for each in archive.catalogue.findings([CODE], last)] == list(stored)
    versions = [row for row in archive.catalogue.reports(CODE) if row.report_id == f"{CODE}/2020/government"]
    assert len({row.content_sha256 for row in versions}) == 2
    told = {(event.event, event.report_id) for event in events(archive, CODE, None)}
    assert {("revised", f"{CODE}/2020/government"), ("gone", f"{CODE}/2022/government")} <= told


def test_more_differences_than_anybody_reads_are_counted() -> None:
    old, new = (parsed(text="\n".join(f"{word}{n}" for n in range(150))) for word in ("甲", "乙"))
    told = differences(old, new)
    assert len(told) == 201
    assert told[-1] == "and 100 differences more"


def test_a_figure_that_is_withheld_now_is_a_difference() -> None:
    old = parsed(indicators=(figure("hotline.cases", 5),))
    new = parsed(indicators=(figure("hotline.cases", None, raw="5?", doubt="blurred"),))
    assert differences(old, new) == ["hotline.cases@all@year: 5 件 -> withheld (blurred)"]


def test_bad_input_is_one_line_and_status_2(tmp_path: Path) -> None:
    result = Workplace(tmp_path).scrapy("refetch", CODE, "--years", "soon")
    assert result.status == 2
    assert result.complaint.startswith("refetch: ")
