"""Measure the parser on typeset reports: `python -m tests.variety.paper.measure --seeds 20 [--form 2021] [--case bare] [-v]`.

A case is a manner of ruling, a container of the file, letters without names, or a flaw of a scan.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable

from crawler.registry import Registry
from pipelines.errors import ReadingError
from tests.variety.making import FORMS, make
from tests.variety.measure import compare, read
from tests.variety.paper import glyphs, manners, pdf, printed, scans, tampered
from tests.variety.paper.typeset import Page, typeset
from tests.variety.rendering import Kind, Part
from tests.variety.truth import Truth

Make = Callable[[list[Page], manners.Manner, random.Random], bytes]

CONTAINERS = {
    "turned90": pdf.Container(turned=90),
    "turned180": pdf.Container(turned=180),
    "turned270": pdf.Container(turned=270),
    "cropped": pdf.Container(cropped=70),
    "locked": pdf.Container(locked=True),
    "hidden": pdf.Container(hidden=("共收到申请98765件", "本年新收政府信息公开申请数量54321", "机密 31337")),
}


def plain(pages: list[Page], manner: manners.Manner, rng: random.Random) -> bytes:
    return pdf.pdf(pages, manner)


def contained(container: pdf.Container) -> Make:
    return lambda pages, manner, rng: pdf.pdf(pages, manner, container)


def broken(pages: list[Page], manner: manners.Manner, rng: random.Random) -> bytes:
    return pdf.without_table_of_objects(pdf.pdf(pages, manner))


def nameless(pages: list[Page], manner: manners.Manner, rng: random.Random) -> bytes:
    return glyphs.pdf(pages)


def scanned(flaw: scans.Flaw) -> Make:
    return lambda pages, manner, rng: scans.scanned_pdf(pages, flaw, rng)


def long_picture(pages: list[Page], manner: manners.Manner, rng: random.Random) -> bytes:
    return scans.encoded(scans.long_picture(pages, "clean", rng), "clean")


def case(name: str, make_file: Make, rules: manners.Rules | None = None) -> Kind:
    def render(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
        manner = manners.draw(rng, rules)
        return make_file(typeset(truth.title, parts, manner), manner, rng)

    return Kind(name, "application/pdf", render)


CASES = {
    **{rules: case(rules, plain, rules) for rules in manners.RULES},
    **{name: case(name, contained(container)) for name, container in CONTAINERS.items()},
    "broken": case("broken", broken),
    **{name: case(name, way, "grid") for name, way in tampered.WAYS.items()},
}
PRINTED = {name: Kind(name, "application/pdf", render) for name, render in printed.PRINTS.items()}
SEEN_ONLY = {
    "nameless": case("nameless", nameless, "grid"),
    **{f"scan-{flaw}": case(f"scan-{flaw}", scanned(flaw), "grid") for flaw in scans.FLAWS},
    "scan-bare": case("scan-bare", scanned("clean"), "bare"),
    "scan-long": case("scan-long", long_picture, "grid"),
    **{name: case(name, way, "grid") for name, way in (tampered.READ_BY_EYE | tampered.BROKEN_OFF).items()},
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--form", choices=FORMS)
    options.add_argument("--case", choices=[*CASES, *PRINTED, *SEEN_ONLY])
    options.add_argument("-v", action="store_true", help="a line for every figure that is not right")
    chosen = options.parse_args()
    gazetteer = Registry.load().gazetteer
    cases = [(CASES | PRINTED | SEEN_ONLY)[chosen.case]] if chosen.case else list(CASES.values())
    columns = (
        "right",
        "wrong",
        "withheld",
        "missing",
        "invented",
        "false alarm",
        "heading wrong",
        "form wrong",
        "refused",
    )
    print(f"{'case':17}{'form':7}" + "".join(f"{c:>9.9}" for c in columns))
    total: Counter[str] = Counter()
    for kind in cases:
        for form in [chosen.form] if chosen.form else FORMS:
            counts: Counter[str] = Counter()
            for seed in range(chosen.first, chosen.first + chosen.seeds):
                truth, parts = make(seed, form)
                try:
                    found, lines = compare(truth, read(truth, parts, kind, gazetteer))
                except ReadingError as error:
                    found = Counter({"refused": 1, "missing": len(truth.figures)})
                    lines = [f"refused: {error}"]
                counts += found
                if chosen.v and lines:
                    print(f"--- {kind.name} {form} seed {seed} {truth.irregularities}")
                    print("\n".join(sorted(lines, key=lambda line: line.startswith(("missing", "withheld")))[:12]))
            total += counts
            print(f"{kind.name:17}{form:7}" + "".join(f"{counts[c]:>9}" for c in columns), flush=True)
    figures = sum(total[c] for c in ("right", "wrong", "withheld", "missing")) or 1
    print(
        f"right {total['right'] / figures:.3%}   wrong {(total['wrong'] + total['invented']) / figures:.3%}   of {figures} figures"
    )


if __name__ == "__main__":
    main()
