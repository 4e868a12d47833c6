"""`python -m tests.variety.mangled.measure BATCH [name ...]`: what each way gave, and the sums."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections import Counter

from tests.odd_pages.scoring import gazetteer, score


def main(batch: str, names: list[str]) -> None:
    places = gazetteer()
    sums: Counter[str] = Counter()
    for odd in importlib.import_module(f"tests.variety.mangled.{batch}").BATCH.pages(*names):
        try:
            got = score(odd, places)
        except Exception:
            traceback.print_exc()
            print(f"!! {odd.name} raised")
            sums["raised"] += 1
            continue
        sums["figures"] += len(odd.figures)
        sums["right"] += got.right
        sums["withheld, and may be"] += got.withheld
        for field in ("wrong", "invented", "missing", "alarms", "facts"):
            sums[field] += len(odd.figures) if got.refused and field == "missing" else len(getattr(got, field))
        lines = [
            f"{field}: {line}"
            for field in ("wrong", "invented", "alarms", "facts", "missing")
            for line in getattr(got, field)
        ]
        if lines:
            print(f"-- {odd.name}: {got.right}/{len(odd.figures)}, {len(got.missing)} missing")
            for line in lines if names else lines[:4]:
                print(f"     {line[:300]}")
    print(dict(sums))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
