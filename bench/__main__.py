"""`make bench`, or python -m bench [crawl|parse|text|archive|keeping|segments|many|queue|reading_room] [--pages 1000] [--rounds 3]."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bench import crawl, process

WHAT = ("crawl", "parse", "text", "archive", "keeping", "segments", "many", "queue", "reading_room")


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("what", nargs="*", default=list(WHAT), metavar="|".join(WHAT))
    options.add_argument("--pages", type=int, default=1000, help="pages of the crawl's portal (1000)")
    options.add_argument("--reports", type=float, default=0.25, help="share of articles that are reports (0.25)")
    options.add_argument("--captures", type=int, default=1_000_000, help="captures of the large archive (1000000)")
    options.add_argument("--portals", type=int, default=300, help="portals of the crawl of many (300)")
    options.add_argument("--each", type=int, default=20, help="reports of each of them (20)")
    options.add_argument("--jobs", type=int, default=12, help="jobs of the queue (12)")
    options.add_argument("--rounds", type=int, default=3, help="rounds in turn, of which the median is shown (3)")
    options.add_argument("--keep", type=Path, help="folder in which the reading room's archive is made once and kept")
    options.add_argument("--gold", type=Path, help="folder of pages with their articles typed by hand, for text")
    given = options.parse_args()
    if given.gold is not None and not (given.gold / "MANIFEST.jsonl").is_file():
        options.error(f"--gold: there is no MANIFEST.jsonl in {given.gold}")
    if unknown := set(given.what) - set(WHAT):
        options.error(f"there is no benchmark {unknown.pop()!r}: {', '.join(WHAT)}")
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    fair = True
    try:
        if "crawl" in given.what:
            fair = crawl.run(given.pages, given.reports, given.rounds, _show)
        if "parse" in given.what:
            from bench import parse  # only here: it loads the parser and its rivals

            parse.run(given.rounds, _show)
        if "text" in given.what:
            from bench import text

            text.run(given.gold, _show)
        if "archive" in given.what:
            from bench import archive

            archive.run(given.captures, 3000, 50, _show)
        if "keeping" in given.what:
            from bench import keeping

            keeping.run(given.pages, given.reports, given.rounds, _show)
        if "segments" in given.what:
            from bench import segments

            segments.run(given.pages, given.rounds, _show)
        if "reading_room" in given.what:
            from bench import reading_room

            reading_room.run(given.captures, 60_000, 60, given.keep, _show)
        if "many" in given.what:
            from bench import many

            many.run(given.portals, given.each, _show)
        if "queue" in given.what:
            from bench import workers

            workers.run(given.jobs, _show)
    except process.CommandFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if fair else 1


def _show(line: str) -> None:
    print(f"  {line} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
