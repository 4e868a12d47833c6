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

from pipelines.reading import read_report

from crawler.registry import Registry
from pipelines.blocks import BodyHint
from pipelines.parse import ParseContext
from pipelines.places import Gazetteer
from storage.report import CaptureRef, ParsedReport, Source
from tests.variety import sampling, sentences, tables
from tests.variety.rendering import KINDS, Kind, Part
from tests.variety.truth import Truth

FORMS = ("2019", "2021", "2014", "free")
YEARS = {
    "2019": (2019, 2020),
    "2021": (2021, 2025),
    "2014": (2014, 2018),
    "free": (2009, 2018),
}
PLACES = (
    ("510500", "泸州市"),
    ("320800", "淮安市"),
    ("421300", "随州市"),
    ("370200", "青岛市"),
    ("441900", "东莞市"),
)


def make(seed: int, form: str) -> tuple[Truth, list[Part]]:
    """A report's truth and its parts, by seed: the same on every machine."""
    rng = random.Random(f"{form}/{seed}")
    year = rng.randint(*YEARS[form])
    code, place = rng.choice(PLACES)
    title = rng.choice(
        (
            f"{place}人民政府{year}年政府信息公开工作年度报告",
            f"{place}{year}年政府信息公开工作年度报告",
            f"{year}年{place}人民政府信息公开年度报告",
        )
    )
    truth = Truth(
        seed,
        form,
        year,
        code,
        place,
        f"{place}人民政府",
        title,
        f"{year + 1}-0{rng.randint(1, 3)}-{rng.randint(10, 28)}",
    )
    parts: list[Part] = []
    faulty = rng.random() < 0.25
    if form == "free":
        for heading, lines in sentences.free_report(truth, rng):
            parts.extend((heading, *lines))
        return truth, parts
    typist = tables.Typist(truth, rng)
    # A sum over cells some of which are blank proves nothing: there a fault cannot be told.
    faulty = faulty and not (typist.blank_zero or typist.dash_zero)
    if form == "2014":
        values = sampling.statistics_2014(rng)
        if faulty:
            tables.plant_fault(
                truth,
                values,
                rng,
                [
                    ("review.total", "all"),
                    ("applications.answered", "all"),
                ],
            )
        parts += [
            "一、概述",
            f"{year}年，{place}各级行政机关依法推进政府信息公开。",
            "附件：政府信息公开情况统计表",
        ]
        parts.append(tables.statistics_2014(typist, values))
        return truth, parts
    groups = sampling.outcome_groups(form, rng)
    values = sampling.applications(rng, groups) | sampling.cases(rng) | sampling.article20(rng, form)
    honest = dict(values)
    if faulty:
        candidates = [
            ("applications.answered", "natural_person"),
            ("applications.received", "all"),
            ("review.total", "all"),
            ("litigation.after_review.total", "all"),
            ("applications.carried_out", "natural_person"),
        ]
        tables.plant_fault(truth, values, rng, candidates)
    parts += [
        "一、总体情况",
        *sentences.overview_with_tables(truth, values if faulty else honest, rng),
    ]
    parts += ["二、主动公开政府信息情况", *tables.article20(typist, values, form)]
    parts += [
        "三、收到和处理政府信息公开申请情况",
        tables.applications(typist, values, groups),
    ]
    parts += ["四、政府信息公开行政复议、行政诉讼情况", tables.cases(typist, values)]
    parts += [
        "五、存在的主要问题及改进情况",
        "公开的针对性还需加强，下一步将加大培训力度。",
        "六、其他需要报告的事项",
        "无。",
    ]
    return truth, parts


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
        kind="official",
        url=url,
        portal_family=None,
        found_by=("http://portal.example/",),
    )
    context = ParseContext(
        truth.code,
        source,
        capture,
        {"title": truth.title, "published": truth.published},
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
            lines.append(f"{verdict} {key}: truth {value}, got {found and (found.value, found.raw, found.doubt)}")
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
                except Exception as error:  # the table must show every failure, whatever it is
                    counts, lines = (
                        Counter({"crashed": 1}),
                        [f"crashed: {type(error).__name__}: {error}"],
                    )
                table[(form, kind.name)] += counts
                if chosen.v and lines:
                    print(f"--- {form} {kind.name} seed {seed} {truth.irregularities}")
                    print("\n".join(lines[:12]))
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
        "crashed",
    )
    print(f"{'form':6}{'kind':6}" + "".join(f"{c:>14}" for c in columns))
    total: Counter[str] = Counter()
    for (form, name), counts in table.items():
        total += counts
        print(f"{form:6}{name:6}" + "".join(f"{counts[c]:>14}" for c in columns))
    figures = sum(total[c] for c in ("right", "wrong", "withheld", "missing")) or 1
    print(
        f"right {total['right'] / figures:.3%}   wrong {(total['wrong'] + total['invented']) / figures:.3%}   of {figures} figures"
    )


if __name__ == "__main__":
    main()
