"""`scrapy catalogue rebuild`: the catalogue again, from the stored objects alone."""

from __future__ import annotations

import argparse

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, progress


class Command(ArchiveCommand):
    about = "Make the catalogue again from the stored objects alone"
    usage = "rebuild"
    example = "scrapy catalogue rebuild"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from storage.snapshots import named_manifests

        (action,) = self.arguments(args, "rebuild")
        if action != "rebuild":
            raise BadInput(f"{action!r} cannot be done to the catalogue; e.g. {self.example}")
        archive = self.open_archive()
        with progress("catalogue: reading runs") as step:
            totals = archive.catalogue.rebuild(lambda manifest: step(1), named=named_manifests(archive))
        print(
            f"{archive.catalogue.path}: {totals.runs} runs, {totals.jurisdictions} jurisdictions,"
            f" {totals.captures} captures, {totals.parses} parsed reports"
        )
        if self.name_faults(archive):
            self.complain(f"{totals.faults} objects could not be read (named above); `scrapy verify` tells more")
            return FAULT
        return DONE
