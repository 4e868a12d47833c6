"""`scrapy archive`: what the configured store supports, and a verified copy of the archive elsewhere."""

from __future__ import annotations

import argparse

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, progress
from storage.errors import ObjectConflict
from storage.objects import open_store


class Command(ArchiveCommand):
    about = "Tell what the configured store supports, or copy the archive to another store"
    usage = "probe|copy URI"
    example = "scrapy archive copy s3://bucket/prefix --endpoint-url https://s3.example.org"

    def bad_input(self) -> tuple[type[Exception], ...]:
        return (ObjectConflict,)

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--endpoint-url", metavar="URL", help="copy: the S3 server of the copy; Amazon's if not given"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        action, uri = self.arguments(args, "probe|copy", "URI", optional=1)
        if action == "probe" and uri is None:
            return self._probe()
        if action == "copy" and uri is not None:
            return self._copy(uri, opts.endpoint_url)
        raise BadInput(f"`scrapy archive probe`, or `scrapy archive copy URI`; e.g. {self.example}")

    def _probe(self) -> int:
        from storage.probing import probe

        found = probe(self.open_archive())
        for finding in found:
            print(f"{'yes' if finding.holds else 'no ':3}  {finding.what}: {finding.told}")
        missing = [finding.what for finding in found if finding.needed and not finding.holds]
        if missing:
            self.complain(f"the store lacks what an archive needs: {', '.join(missing)}")
            return FAULT
        return DONE

    def _copy(self, uri: str, endpoint_url: str | None) -> int:
        from storage.copying import copy

        archive = self.open_archive()
        place = open_store(uri, endpoint_url=endpoint_url).uri
        if f"{place}/".startswith(f"{archive.uri}/") or f"{archive.uri}/".startswith(f"{place}/"):
            raise BadInput(f"{uri} is the archive itself, or one lies in the other; name another place")
        target = open_store(uri, endpoint_url=endpoint_url, create=True)
        with progress(f"copying to {target.uri}") as step:
            result = copy(archive, target, lambda objects: step(objects))
        for fault in result.faults:
            print(fault)
        if result.faults:
            self.complain(f"{target.uri} lacks what could not be copied: {len(result.faults)} faults")
            return FAULT
        print(
            f"{target.uri} holds the archive: {result.objects} objects ({result.bytes} bytes) sent,"
            f" {result.present} were there"
        )
        return DONE
