"""`scrapy export`: the data, as JSON Lines, CSV or Parquet."""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from crawler.command import (
    DONE,
    FAULT,
    ArchiveCommand,
    BadInput,
    known_codes,
    named_arguments,
    output_file,
    places,
    progress,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import BaseModel

    from storage.exports import Kind
    from storage.tables import Format

SCHEMA = "schema"
_ROWS = {"coverage": "rows of coverage"}  # what a count is of, where the kind's own name counts nothing


class Command(ArchiveCommand):
    about = "Export reports, figures, checks, captures, coverage or events; or the JSON Schema of a report"
    usage = "reports|indicators|checks|captures|coverage|events|schema --format jsonl|csv|parquet -o FILE"
    example = "scrapy export indicators --format csv -o figures.csv -a jurisdiction=510500 -a years=2018-2024"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--format", default="jsonl", help="jsonl (the default), csv or parquet")
        parser.add_argument(
            "-o", "--output", metavar="FILE", default="-", help="where to; - is standard output (default)"
        )
        parser.add_argument(
            "-a",
            dest="narrowed",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="jurisdiction=CODE[,CODE], years=2018-2024",
        )
        parser.add_argument(
            "--all-versions", action="store_true", help="every version of each report, not the current one only"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.plan import parse_years
        from storage.exports import MODELS, Wanted, rows
        from storage.tables import Format

        (what,) = self.arguments(args, "|".join([*MODELS, SCHEMA]))
        if what == SCHEMA:
            self._deliver_schema(opts.output)
            return DONE
        if what not in MODELS:
            raise BadInput(f"{what!r} cannot be exported; there are {', '.join(MODELS)} and {SCHEMA}")
        if opts.format not in get_args(Format):
            raise BadInput(f"--format {opts.format!r} is not known; there are {', '.join(get_args(Format))}")
        registry = self.open_registry()
        narrowed = named_arguments(opts.narrowed, ("jurisdiction", "years"))
        wanted = Wanted(
            jurisdictions=known_codes(narrowed["jurisdiction"], registry) if "jurisdiction" in narrowed else None,
            years=parse_years(narrowed["years"]) if "years" in narrowed else None,
            versions="all" if opts.all_versions else "current",
        )
        archive = self.open_archive()
        with progress("catalogue: reading runs") as step:
            archive.catalogue.catch_up(lambda manifest: step(1))
        unread: list[str] = []
        read = partial(rows, archive, cast("Kind", what), wanted, places(registry), unread.append)
        self._deliver(read, cast("Kind", what), opts.format, opts.output)
        for each in unread[:10]:
            self.complain(each)
        if self.name_faults(archive) or unread:
            self.complain("exported without what could not be read (named above)")
            return FAULT
        return DONE

    def _deliver_schema(self, output: str) -> None:
        from storage.exports import report_schema

        with output_file(output) as file:
            file.write(json.dumps(report_schema(), ensure_ascii=False, indent=1).encode() + b"\n")

    def _deliver(self, read: Callable[[], Iterator[BaseModel]], kind: Kind, form: Format, output: str) -> None:
        from storage.exports import MODELS
        from storage.tables import describe, whole_file, write

        if output == "-":
            write(read(), MODELS[kind], form, sys.stdout.buffer)
            return
        path = Path(output)
        with progress(f"export of {kind}") as step, whole_file(path) as file:
            count = write(read(), MODELS[kind], form, file, progress=lambda count: step(1))
        if form != "jsonl":
            describe(path, kind, form, MODELS[kind])
        print(f"{count} {_ROWS.get(kind, kind)} in {path}", file=sys.stderr)
