"""`python -m tests.variety.paper.offices.measure [name ...] [--seed N] [-v]`: what each way gave, and the sums.

`weighed` counts each way by how often it is met.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from tests.odd_pages.scoring import gazetteer, score
from tests.variety.paper.offices.batch import WAYS, pages

FIELDS = ("wrong", "invented", "alarms", "facts", "missing")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--keep", type=Path, help="a folder for the files made")
    options.add_argument("-v", action="store_true", help="every line")
    chosen = options.parse_args()
    places = gazetteer()
    common = {way.name: way.common for way in WAYS}
    sums: Counter[str] = Counter()
    weighed: Counter[str] = Counter()
    for odd in pages(*chosen.names, seed=chosen.seed, kept=chosen.keep):
        started = time.process_time()
        got = score(odd, places)
        spent = time.process_time() - started
        missing = len(odd.figures) if got.refused else len(got.missing)
        counts = {"figures": len(odd.figures), "right": got.right, "missing": missing}
        counts |= {field: len(getattr(got, field)) for field in FIELDS[:-1]}
        sums.update(counts)
        weighed.update({name: count * common[odd.name] for name, count in counts.items()})
        told = " ".join(f"{name} {counts[name]}" for name in FIELDS if counts[name])
        print(f"{odd.name:22} {got.right:4}/{len(odd.figures):<4} {spent:6.1f} s CPU  {told}", flush=True)
        lines = [f"{field}: {line}" for field in FIELDS for line in getattr(got, field)]
        for line in lines if chosen.v else lines[:3]:
            print(f"      {line[:200]}")
    for name, count in (("plain", sums), ("weighed", weighed)):
        whole = count["figures"] or 1
        print(
            f"{name}: {count['right'] / whole:.2%} right, {(count['wrong'] + count['invented']) / whole:.3%} wrong",
            dict(count),
        )


if __name__ == "__main__":
    main()
