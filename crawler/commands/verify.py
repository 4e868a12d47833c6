"""`scrapy verify`: fixity of the whole archive."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, progress
from storage.errors import NewerArchive, NotAnArchive, ObjectDamaged

if TYPE_CHECKING:
    from storage.verify import Progress


class Command(ArchiveCommand):
    about = "Verify every object of the archive: missing, damaged, contradicting, or not belonging there"
    example = "scrapy verify --resume"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--quick", action="store_true", help="manifests and trees to the byte, the rest by size")
        parser.add_argument("--resume", action="store_true", help="go on where an interrupted verification stopped")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from storage.verify import Progress, verify_archive

        self.arguments(args)
        try:
            archive = self.open_archive()
        except (NotAnArchive, NewerArchive) as error:
            # A marker that cannot be read, or is gone from where runs are, is what verifying is to find.
            if self.something_is_there():
                raise ObjectDamaged(str(error)) from error
            raise
        seen = Progress(0, 0, 0)
        with progress("verifying") as step:

            def advance(now: Progress) -> None:
                nonlocal seen
                step(now.done - seen.done, now.total)
                seen = now

            faults = verify_archive(archive, advance, quick=opts.quick, resume=opts.resume)
        for fault in faults:
            print(f"{fault.kind:12} {fault.key}: {fault.message}")
        serious = [fault for fault in faults if not fault.harmless]
        if serious:
            self.complain(f"{archive.uri}: {len(serious)} faults; the first: {serious[0].key} {serious[0].message}")
            return FAULT
        how = "quickly" if opts.quick else f"to the byte ({seen.bytes} bytes)"
        print(f"{archive.uri} is whole: {seen.done} objects, verified {how}")
        return DONE
