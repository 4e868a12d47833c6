"""What the parser makes of the reports: `python -m tests.second_hand.measure [batch ...]` prints every difference."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.errors import ReadingError
from storage.report import Report
from tests.second_hand.notation import Key, Written, batch, batches
from tests.second_hand.reading import page, read, text, wrapped

Verdict = Literal["right", "wrong", "invented", "missing", "withheld", "optional", "false alarm", "unflagged", "unread"]


@dataclass(frozen=True)
class Finding:
    verdict: Verdict
    what: str


def findings(written: Written, report: Report) -> Iterator[Finding]:
    """One finding a figure that is printed or was read, and one for each check that fails or should."""
    seen: set[Key] = set()
    for found in report.indicators:
        key = (found.code, found.applicant, found.period)
        seen.add(key)
        locator = found.locator
        around = report.text[max(0, locator.start - 16) : locator.end + 8] if locator.kind == "text" else str(locator)
        said = f"{'@'.join(key)} {found.value} ({found.raw!r} in {around!r})"
        if key in written.required:
            truth = written.required[key]
            if found.value is None:
                yield Finding("withheld", f"{said} {found.doubt}; is {truth}")
            else:
                right = Decimal(str(found.value)) in (truth, written.optional.get(key))
                yield Finding("right" if right else "wrong", f"{said}; is {truth}")
        elif found.value is not None:
            yield Finding("optional" if written.optional.get(key) == Decimal(str(found.value)) else "invented", said)
    for key in sorted(written.required.keys() - seen):
        yield Finding("missing", f"{'@'.join(key)} {written.required[key]}")
    failing = set()
    for check in report.checks:
        faults = {(check.rule.partition("@")[0], code) for code in check.codes if check.status == "fails"}
        failing |= faults
        if faults and not written.faults & faults:
            yield Finding("false alarm", f"{check.rule} {check.codes} {check.expected} {check.found} {check.message}")
    for fault in sorted(written.faults - failing):
        yield Finding("unflagged", str(fault))


def has_tables(written: Written) -> bool:
    """Tables that lost their grid are tests/variety's: such a report is read as a page only."""
    return any(line.startswith("|") for line in written.lines)


def measured(
    stems: tuple[str, ...], kinds: tuple[str, ...] = ("page", "text")
) -> Iterator[tuple[Written, str, Finding]]:
    """What was found in each report, read as each of the kinds: as a page, as plain text, as text in lines of one width."""
    for written in (report for stem in stems for report in batch(stem)):
        ways = (("page", page, "text/html"), ("text", text, "text/plain"), ("wrapped", wrapped, "text/plain"))
        for kind, body, media_type in ways[: 1 if has_tables(written) else 3]:
            if kind not in kinds:
                continue
            try:
                report = read(written, body(written), media_type)
            except ReadingError as refusal:
                yield written, kind, Finding("unread", repr(refusal))
                continue
            if (report.jurisdiction.code, report.year) != (written.code, written.year):
                yield written, kind, Finding("unread", f"as {report.report_id}")
            for finding in findings(written, report):
                yield written, kind, finding


def main(stems: tuple[str, ...]) -> None:
    counts: dict[str, Counter[str]] = {}
    for written, kind, finding in measured(stems):
        counts.setdefault(f"{written.name.split('-')[0]} as {kind}", Counter())[finding.verdict] += 1
        if finding.verdict not in ("right", "optional"):
            print(f"{written.name} {written.place} {written.year} {kind}: {finding.verdict}: {finding.what}")
    for name, count in counts.items():
        printed = sum(count[verdict] for verdict in ("right", "wrong", "missing", "withheld"))
        print(f"{name}: {count['right']} of {printed} ({count['right'] / max(printed, 1):.2%}) right; {dict(count)}")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or batches())
