"""`scrapy probe URL`: which portal family, where the report list is, what was found; proposes the registry row."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.command import DONE, FAULT, BadInput
from crawler.crawling import CrawlingCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.discovery.walk import Walk
    from crawler.registry import Registry
    from crawler.run import Run
    from crawler.spiders.tours import Tours

# No division has this code: whose portal it is, is what the probe is to find out.
NOBODY = "000000"
REQUESTS = 60
SHOWN = 8
# A probe is no run of the archive: nothing is judged by it, published of it, or sent to anybody.
NOBODY_IS_TOLD = (("SPIDERMON_ENABLED", False), ("FEED_FILE", ""), ("METRICS_FILE", ""))
# How a refused redirect or link names the host that is not the portal's own (crawler/middlewares/errands.py).
_FOREIGN = re.compile(r"\((\S+) is no host of ")


class Command(CrawlingCommand):
    """A short crawl into an archive that is thrown away."""

    about = (
        "Look at a portal without archiving anything: its family with the evidence, where its reports are listed, one report fetched"
        " and parsed, the registry row proposed, and what did not work"
    )
    usage = "URL [--requests N]"
    example = "scrapy probe http://www.luzhou.gov.cn/"
    statuses = "0 reports were found, 1 none were, 2 bad input"

    def short_desc(self) -> str:
        return "Look at a portal: its family, its report list, one report parsed; proposes the registry row"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--requests", type=int, default=REQUESTS, help=f"at most so many requests ({REQUESTS})")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.discovery.page import Portal
        from crawler.opening import open_registry
        from crawler.plan import Plan
        from crawler.registry.portals_file import url_fault

        assert self.settings is not None
        self.arguments(args, "URL")
        fault = url_fault(args[0])
        if fault is not None:
            raise BadInput(f"{args[0]!r} {fault}; e.g. {self.example}")
        if opts.requests < 1:
            raise BadInput(f"--requests must be 1 or more, not {opts.requests}")
        registry = open_registry(self.settings)
        parts = urlsplit(args[0])
        home = f"{parts.scheme}://{parts.netloc}/"
        portal = Portal(NOBODY, home, args[0] if args[0] != home else None)
        with tempfile.TemporaryDirectory(prefix="lantai-probe-") as folder:
            for name, value in (
                ("ARCHIVE_URI", f"file:{folder}/archive"),
                ("STATE_DIR", f"{folder}/state"),
                ("MAX_REQUESTS_PER_JURISDICTION", opts.requests),
                ("REFETCH_KNOWN", True),
                *NOBODY_IS_TOLD,
            ):
                self.settings.set(name, value, priority="cmdline")
            run = self.spin({"plan": Plan({NOBODY: (portal,)}, None, None)})
        if run is None:
            return self.exitcode
        tours: Tours = self.crawler.spider.tours  # type: ignore[union-attr]
        if tours.last is None:
            self.complain("stopped before anything was asked of the portal")
            return FAULT
        return tell(run, tours.last.walk, args[0], home, registry)  # type: ignore[arg-type]


def tell(run: Run, walk: Walk, asked: str, home: str, registry: Registry) -> int:
    """What was seen, in words; 0 if there are reports."""
    from crawler.coverage import ranges

    if walk.family is not None:
        print(f"family    {walk.family}: {', '.join(walk.family_evidence) or 'declared'}")
    elif run.tallies[NOBODY].counts["ok"]:
        print("family    none that is known; it was walked by what its links say")
    else:
        print("family    not told: no page came back")
    lists = sorted(walk.ledger.lists.values(), key=lambda one: (not one.government, -len(one.entries)))
    for one in [one for one in lists if one.government][:3]:
        print(f"list      {one.describe()}")
    assert run.documents is not None
    reports = [document.parsed for document in run.documents.by_url.values() if document.parsed is not None]
    for parsed in sorted(reports, key=lambda parsed: parsed.report.report_id)[:SHOWN]:
        report = parsed.report
        figures = sum(one.value is not None for one in report.indicators)
        print(
            f"report    {report.report_id}: {report.title}, form {report.form}, {figures} figures <{report.source.url}>"
        )
    if len(reports) > SHOWN:
        print(f"          and {len(reports) - SHOWN} more")
    years = sorted({parsed.report.year for parsed in reports if parsed.report.issuer.kind == "government"})
    if years:
        print(f"years     {ranges(years)}")
    tally = run.tallies[NOBODY]
    for obstacle in [*tally.reasons, *tally.obstacles]:
        print(f"trouble   {obstacle}")
    for url, titles in walk.ledger.unaddressed.items():
        print(
            f"trouble   {url} shows {len(titles)} titles of reports that have no address, {titles[0]} among them: "
            "a script opens their texts within the page, and they cannot be followed"
        )
    for hint in hints([*tally.reasons, *tally.obstacles], asked):
        print(f"try       {hint}")
    if not reports:
        print(f"probe: no report was found from {asked} in {walk.requests} requests ({walk.ended})", file=sys.stderr)
        return FAULT
    codes = Counter(parsed.report.jurisdiction.code for parsed in reports)
    code = codes.most_common(1)[0][0]
    found_list = next((one.url for one in lists if one.government), "")
    print(f"row       {code},{home},{found_list},{walk.family or ''},official")
    print(f"          {registry.gazetteer.by_code[code].name}; check that the portal is its own before adding the row")
    return DONE


def hints(obstacles: Sequence[str], asked: str) -> list[str]:
    """What whoever probes may do about what stood in the way."""
    said = "\n".join(obstacles)
    told = [
        f"scrapy probe http://{host}/ , and give that host a row of its own if reports are there"
        for host in dict.fromkeys(_FOREIGN.findall(said))
    ]
    if "is not a public address" in said:
        told.append(f"scrapy probe {asked} -s ALLOW_PRIVATE_ADDRESSES=True if the portal is on this machine or network")
    if "are spent" in said:
        told.append(f"scrapy probe {asked} --requests {REQUESTS * 5}, or probe the page that lists the reports")
    if "challenge:" in said:
        told.append(
            "nothing: the portal asks for a proof that only a person can give; it is tried again with each crawl"
        )
    return told
