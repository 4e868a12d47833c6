"""Measure the parser on made-up reports: `python -m tests.variety.measure --seeds 200 [--kind html] [--form 2021] [-v]`.

Prints, by kind of file and form: figures right, wrong, withheld (null with a reason), missing, invented; planted faults
found; false alarms; year and issuer right.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from datetime import UTC, datetime
from decimal import Decimal

from crawler.registry import Registry
from pipelines.blocks import BodyHint
from pipelines.errors import NotAReport, ReadingError
from pipelines.parse import ParseContext
from pipelines.places import Gazetteer
from pipelines.reading import read_report
from storage.report import CaptureRef, ParsedReport, Source
from tests.variety.making import FORMS, make
from tests.variety.negatives import NEGATIVES
from tests.variety.rendering import KINDS, Kind, Part
from tests.variety.truth import Truth

WORST = ("wrong", "invented", "false alarm")


def read(truth: Truth, parts: list[Part], kind: Kind, gazetteer: Gazetteer) -> ParsedReport:
    body = kind.render(truth, parts, random.Random(truth.seed))
    capture = CaptureRef(
        record_id="urn:uuid:00000000-0000-0000-0000-000000000000",
        fetched_at=datetime.now(UTC).isoformat(),
        status=200,
        media_type=kind.content_type.split(";")[0],
        charset="utf-8",
        payload_sha256="0" * 64,
        segment=None,
        rendered=False,
    )
    url = f"http://portal.example/{truth.seed}.{kind.name}"
    source = Source(
        kind="mirror" if kind.source == "mirror" else "official",
        url=url,
        portal_family=None,
        found_by=("http://portal.example/",),
    )
    context = ParseContext(
        truth.code,
        source,
        capture,
        {"title": truth.title, "published": truth.published} if truth.seed % 3 else {},
    )
    return read_report(
        body,
        url=url,
        content_type=kind.content_type,
        charset=None,
        hint=BodyHint(),
        context=context,
        gazetteer=gazetteer,
    )


def compare(truth: Truth, parsed: ParsedReport) -> tuple[Counter[str], list[str]]:
    """Counts of verdicts, and a line for each that is not right."""
    report, counts, lines = parsed.report, Counter[str](), []
    got = {(i.code, i.applicant, i.period): i for i in report.indicators}
    for key, value in truth.figures.items():
        found = got.get(key)
        verdict = "missing"
        if found is not None:
            verdict = "withheld" if found.value is None else "right" if Decimal(str(found.value)) == value else "wrong"
        counts[verdict] += 1
        if verdict != "right":
            lines.append(
                f"{verdict} {key}: truth {value}, got {found and (found.value, found.raw, found.doubt)} {truth.said.get(key, '')}"
            )
    for key, found in got.items():
        if key in truth.figures or found.value is None:
            continue
        if truth.optional.get(key) == Decimal(str(found.value)):
            continue
        counts["invented"] += 1
        lines.append(f"invented {key}: {found.value} from {found.raw!r}")
    failing = [set(c.codes) for c in report.checks if c.status == "fails"]
    for fault in truth.faults:
        counts["fault found" if any(fault & codes for codes in failing) else "fault missed"] += 1
    if not truth.faults:
        counts["false alarm"] += len(failing)
        lines.extend(f"false alarm {c.rule}: {c.message}" for c in report.checks if c.status == "fails")
    counts["heading right" if (report.year, report.issuer.name) == (truth.year, truth.issuer) else "heading wrong"] += 1
    if (report.year, report.issuer.name) != (truth.year, truth.issuer):
        lines.append(f"heading {report.year} {report.issuer.name}: truth {truth.year} {truth.issuer}")
    if report.form != truth.form:
        counts["form wrong"] += 1
        lines.append(f"form {report.form}")
    return counts, lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=50)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--kind", choices=[k.name for k in KINDS])
    options.add_argument("--form", choices=FORMS)
    options.add_argument("-v", action="store_true", help="a line for every figure that is not right")
    chosen = options.parse_args()
    gazetteer = Registry.load().gazetteer
    table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form in [chosen.form] if chosen.form else FORMS:
        for kind in KINDS:
            if chosen.kind and kind.name != chosen.kind:
                continue
            for seed in range(chosen.first, chosen.first + chosen.seeds):
                truth, parts = make(seed, form)
                try:
                    counts, lines = compare(truth, read(truth, parts, kind, gazetteer))
                except ReadingError as error:
                    counts, lines = Counter({"refused": 1, "missing": len(truth.figures)}), [f"refused: {error}"]
                except Exception as error:  # the table must show every failure, whatever it is
                    counts, lines = (
                        Counter({"crashed": 1}),
                        [f"crashed: {type(error).__name__}: {error}"],
                    )
                table[(form, kind.name)] += counts
                if chosen.v and lines:
                    print(f"--- {form} {kind.name} seed {seed} {truth.irregularities}")
                    print("\n".join(sorted(lines, key=lambda line: not line.startswith(WORST))[:12]))
    columns = (
        "right",
        "wrong",
        "withheld",
        "missing",
        "invented",
        "fault found",
        "fault missed",
        "false alarm",
        "heading wrong",
        "form wrong",
        "refused",
        "crashed",
    )
    print(f"{'form':6}{'kind':9}" + "".join(f"{c:>9.9}" for c in columns))
    total: Counter[str] = Counter()
    for (form, name), counts in table.items():
        total += counts
        print(f"{form:6}{name:9}" + "".join(f"{counts[c]:>9}" for c in columns))
    if not chosen.form and not chosen.kind:
        accepted = 0
        for seed in range(chosen.first, chosen.first + max(1, chosen.seeds // 3)):
            for negative in NEGATIVES:
                truth, parts = negative(random.Random(f"{negative.__name__}/{seed}"), seed)
                for kind in (KINDS[0], KINDS[3], KINDS[4]):
                    try:
                        read(truth, parts, kind, gazetteer)
                    except NotAReport:
                        continue
                    accepted += 1
                    print(f"accepted no report: {kind.name} seed {seed} {truth.title}")
        print(f"documents that are no reports accepted: {accepted}")
    figures = sum(total[c] for c in ("right", "wrong", "withheld", "missing")) or 1
    print(
        f"right {total['right'] / figures:.3%}   wrong {(total['wrong'] + total['invented']) / figures:.3%}   of {figures} figures"
    )


if __name__ == "__main__":
    main()
