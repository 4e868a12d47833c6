"""How well does the walk find reports? `python -m tests.crawler.measure_discovery [--seeds 2] [--only NAME] [--plain]`

Prints for every made-up portal: reports it holds, found, wrongly taken, requests, requests a report; the systems with and
without their own family's file. A report counts as found when it was read whole, at whatever address.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crawler.discovery.examine import examine
from crawler.discovery.page import Page
from crawler.discovery.recognition import recognise_by_parser
from crawler.discovery.walk import Walk
from crawler.families.base import Family
from tests.crawler.portals import strangers
from tests.crawler.portals.plain import recognise_plainly
from tests.crawler.portals.site import Site, Truth

try:
    from tests.crawler.portals import systems
except ImportError:
    systems = None


@dataclass
class Outcome:
    """What a walk made of a portal."""

    name: str
    truth: int
    found: int
    wrong: list[str]
    missed: list[Truth]
    misread: list[str]
    requests: int
    ended: str | None
    family: str | None

    @property
    def recall(self) -> float:
        return self.found / self.truth if self.truth else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + len(self.wrong)) if self.found + len(self.wrong) else 1.0

    @property
    def each(self) -> float:
        return self.requests / max(self.found, 1)


def walk_through(
    site: Site,
    *,
    families: Iterable[Family] | None = None,
    recogniser: Callable[..., object] = recognise_plainly,
    years: tuple[int, ...] | None = None,
    budget: int = 600,
    trace: bool = False,
) -> tuple[Outcome, Walk]:
    """Walk a site to the end, one request at a time."""
    walk = Walk(site.portal, site.jurisdiction, years=years, budget=budget, latest=2024)
    wanted = {truth for truth in site.reports.values() if years is None or truth.year in years}
    found: set[Truth] = set()
    wrong: list[str] = []
    misread: list[str] = []
    family = None
    while not walk.finished:
        visit = walk.next()
        if visit is None:
            break
        page: Page = examine(
            site.answer(visit),
            family=family,
            jurisdiction=site.jurisdiction,
            context=visit.context,
            families=families,
            recogniser=recogniser,
        )  # type: ignore[arg-type]
        page = walk.learn(visit, page) or page
        family = page.family or family
        if trace:
            print(
                f"{walk.requests:4d} {visit.score:6.1f} {visit.role:10s} {page.verdict:9s} {page.kind:8s} {visit.url[:90]} {visit.anchor} {page.reason[:30]} R={page.recognition.year if page.recognition else ''} {page.needs_browser or ''}"
            )
        seen = page.recognition
        if seen is not None and seen.complete and page.verdict == "ok":
            truth = site.reports.get(page.url)
            if truth is None:
                wrong.append(page.url)
            else:
                if truth in wanted:
                    found.add(truth)
                if (seen.year, seen.issuer_kind) != (truth.year, truth.kind):
                    misread.append(f"{page.url}: {seen.year} {seen.issuer_name} {seen.issuer_kind}, is {truth}")
    return Outcome(
        site.name,
        len(wanted),
        len(found),
        wrong,
        sorted(wanted - found, key=str),
        misread,
        walk.requests,
        walk.ended,
        walk.family,
    ), walk


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--plain", action="store_true", help="recognise by titles alone, without the parser")
    parser.add_argument("--trace", action="store_true")
    options = parser.parse_args()
    recogniser = recognise_plainly if options.plain else recognise_by_parser
    print(
        f"{'portal':16s} {'family':10s} {'reports':>7s} {'found':>5s} {'recall':>6s} {'prec.':>6s} {'requests':>8s} {'each':>5s}  ended"
    )
    groups: dict[str, list[Outcome]] = {"known": [], "known, families off": [], "strangers": []}
    builders = [("strangers", build, None) for build in strangers.ALL]
    if systems is not None:
        builders += [("known", build, None) for build in systems.ALL]
        builders += [("known, families off", build, ()) for build in systems.ALL]
    for seed in range(options.seeds):
        for group, build, families in builders:
            if options.only and options.only != build.__name__:
                continue
            outcome, walk = walk_through(build(seed), families=families, recogniser=recogniser, trace=options.trace)
            groups[group].append(outcome)
            off = " (off)" if families == () else ""
            print(
                f"{outcome.name + off:16s} {outcome.family or '-':10s} {outcome.truth:7d} {outcome.found:5d} {outcome.recall:6.2f} "
                f"{outcome.precision:6.2f} {outcome.requests:8d} {outcome.each:5.1f}  {outcome.ended}",
                flush=True,
            )
            for line in outcome.misread[:3]:
                print("    misread:", line)
            if options.only:
                print("    missed:", outcome.missed[:6], "wrong:", outcome.wrong[:6])
                for row in walk.coverage():
                    print("   ", row)
    for group, outcomes in groups.items():
        if outcomes:
            print(
                f"{group}: recall {statistics.mean(o.recall for o in outcomes):.3f}, precision {statistics.mean(o.precision for o in outcomes):.3f}, "
                f"median requests a report {statistics.median(o.each for o in outcomes):.1f}, most requests {max(o.requests for o in outcomes)}"
            )


if __name__ == "__main__":
    main()
