"""`python -m tests.odd_pages.measure MODULE [name ...]`, as `... common_systems`: what each page gave, and the sums."""

from __future__ import annotations

import importlib
import sys
import traceback

from tests.odd_pages.scoring import gazetteer, score


def main(batch: str, names: list[str]) -> None:
    pages = importlib.import_module(f"tests.odd_pages.{batch}").pages()
    places = gazetteer()
    sums = {"figures": 0, "right": 0, "wrong": 0, "invented": 0, "missing": 0, "facts": 0, "text": 0, "sections": 0}
    alarms = clean = 0
    for odd in pages:
        if names and odd.name not in names:
            continue
        try:
            got = score(odd, places)
        except Exception:
            traceback.print_exc()
            print(f"!! {odd.name} raised")
            continue
        sums["figures"] += len(odd.figures)
        sums["right"] += got.right
        for field in ("wrong", "invented", "facts", "text", "sections"):
            sums[field] += len(getattr(got, field))
        sums["missing"] += len(odd.figures) - got.right - len(got.wrong)
        alarms += len(got.alarms)
        clean += got.clean
        if got.clean and not names:
            print(
                f"ok {odd.name}"
                + (f" ({got.withheld} withheld)" if got.withheld else "")
                + (f" (refused: {got.refused})" if got.refused else "")
            )
            continue
        print(f"-- {odd.name}: {got.right}/{len(odd.figures)} right")
        for field in ("wrong", "invented", "missing", "facts", "text", "sections", "alarms"):
            lines = getattr(got, field)
            for line in lines[: None if names else 3]:
                print(f"     {field}: {line[:400]}")
            if len(lines) > 3 and not names:
                print(f"     {field}: ... {len(lines)} in all")
    print(sums, f"false alarms {alarms}, clean pages {clean}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
