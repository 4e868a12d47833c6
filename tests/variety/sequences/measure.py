"""`python -m tests.variety.sequences.measure [FIRST] [NUMBER]`: planted faults flagged, false alarms, over sequences by seed."""

from __future__ import annotations

import sys
from collections import Counter

from pipelines.places import Gazetteer
from storage.continuity import Continuity
from storage.selection import candidate, choose
from tests.odd_pages.scoring import gazetteer, read
from tests.variety.sequences.making import Sequence, sequence


def judged(made: Sequence, places: Gazetteer) -> tuple[Counter[str], list[str]]:
    """The current versions of the sequence's reports, each held against the year before."""
    parsed = {str(n): read(each.odd, places, each.url) for n, each in enumerate(made.pages)}
    chosen = sorted(choose(candidate(each, key) for key, each in parsed.items()), key=lambda one: one.report_id)
    continuity = Continuity()
    counts, lines = Counter[str](), []
    flagged: set[tuple[int, str, str]] = set()
    years = set()
    for choice in chosen:
        current = parsed[choice.current.key]
        report = continuity.complete(current, current.report)
        continuity.remember(current)
        years.add(report.year)
        for check in report.checks:
            if check.rule.startswith("continuity"):
                counts[check.status] += 1
            if check.status != "fails":
                continue
            applicant = check.rule.partition("@")[2] or "all"
            hit = {(report.year, code, applicant) for code in check.codes} & made.planted
            flagged |= hit
            if not hit:
                lines.append(f"{made.name} false alarm {report.year} {check.rule}: {check.message[:160]}")
    counts["reports"] += len(chosen)
    counts["reports expected"] += len({each.odd.year for each in made.pages})
    counts["flagged"] += len(flagged)
    counts["planted"] += len(made.planted)
    counts["false alarms"] += len(lines)
    lines += [f"{made.name} missed {each}" for each in sorted(made.planted - flagged)]
    if len(chosen) != len({each.odd.year for each in made.pages}):
        lines.append(f"{made.name} reports {[one.report_id for one in chosen]}")
    return counts, lines


def main(first: int, number: int) -> None:
    places = gazetteer()
    sums = Counter[str]()
    for seed in range(first, first + number):
        counts, lines = judged(sequence(seed), places)
        sums += counts
        print(*lines, sep="\n", end="\n" if lines else "")
    print(dict(sums))


if __name__ == "__main__":
    main(*(int(each) for each in [*sys.argv[1:], "0", "24"][:2]))
