"""`scrapy snapshot`: the archive's state under a name that can be cited, verified and compared."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, known_codes, print_table, progress
from storage.errors import NewerArchive, NotAnArchive, ObjectDamaged

if TYPE_CHECKING:
    from storage.archive import Archive
    from storage.differences import Difference
    from storage.snapshots import Progress, Snapshot

EXAMPLES = {
    "create": "scrapy snapshot create --scope 510500",
    "list": "scrapy snapshot list --json",
    "show": "scrapy snapshot show latest",
    "verify": "scrapy snapshot verify latest",
    "diff": "scrapy snapshot diff all/2026-04-01 latest",
    "export": "scrapy snapshot export latest --wacz -o snapshot.wacz",
}


class Command(ArchiveCommand):
    about = "Make, list, show, verify, compare or export snapshots of the archive"
    usage = "create|list|show [ID]|verify [ID]|diff A B|export [ID] --wacz|--ro-crate -o FILE"
    example = EXAMPLES["create"]

    def bad_input(self) -> tuple[type[Exception], ...]:
        from storage.proofs import BadKey

        return (BadKey,)

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--scope", metavar="CODE", help="create: one jurisdiction instead of the whole archive")
        parser.add_argument("--quick", action="store_true", help="verify: down to the manifests, not to the bytes")
        parser.add_argument("--wacz", action="store_true", help="export: as WACZ, which replays alone")
        parser.add_argument(
            "--ro-crate", action="store_true", help="export: as RO-Crate (ZIP): tables, captures, description"
        )
        parser.add_argument("-o", "--output", metavar="FILE", help="export: where to")
        parser.add_argument("--json", action="store_true", help="list, show, diff: as JSON")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        actions: dict[str, Callable[[list[str], argparse.Namespace], int]] = {
            "create": self._create,
            "list": self._list,
            "show": self._show,
            "verify": self._verify,
            "diff": self._diff,
            "export": self._export,
        }
        if not args or args[0] not in actions:
            raise BadInput(f"what to do with snapshots? {', '.join(actions)}; e.g. {self.example}")
        return actions[args[0]](args[1:], opts)

    def _create(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.version import code
        from storage.proofs import private_key, service_at, sign, stamp
        from storage.snapshots import WHOLE, create

        self.arguments(args, example=EXAMPLES["create"])
        scope = WHOLE
        if opts.scope is not None:
            codes = known_codes(opts.scope, self.open_registry())
            if len(codes) != 1:
                raise BadInput(f"--scope {opts.scope}: one jurisdiction's code")
            (scope,) = codes
        assert self.settings is not None
        key_file, service = (self.settings.get(name) for name in ("SNAPSHOT_SIGNING_KEY", "SNAPSHOT_TIMESTAMP_URL"))
        key = private_key(Path(key_file)) if key_file else None
        ask = service_at(service) if service else None
        archive = self.open_archive()
        self.catch_up(archive)
        made = create(archive, scope, code=code())
        print(made.citation)
        if key is not None:
            print(sign(archive, made.snapshot, key))
        if ask is not None:
            print(stamp(archive, made.snapshot, ask))
        return DONE

    def _list(self, args: list[str], opts: argparse.Namespace) -> int:
        from rich.table import Table

        from storage.snapshots import snapshots

        self.arguments(args, example=EXAMPLES["list"])
        found = snapshots(self.open_archive())
        if opts.json:
            print(json.dumps([each.model_dump(mode="json") for each in found], ensure_ascii=False, indent=1))
            return DONE
        table = Table("snapshot", "jurisdictions", "runs", "captures", "reports", "bytes", "parent")
        for each in found:
            counts = each.counts
            numbers = (each.jurisdictions, counts.runs, counts.captures, counts.reports, counts.bytes)
            table.add_row(each.snapshot, *map(str, numbers), each.parent.snapshot if each.parent else "")
        print_table(table)
        return DONE

    def _show(self, args: list[str], opts: argparse.Namespace) -> int:
        from rich.table import Table

        from storage.snapshots import jurisdiction_counts

        archive, snapshot = self._found("show", args)
        counts = jurisdiction_counts(archive, snapshot)
        if opts.json:
            places = {code: each.model_dump() for code, each in counts.items()}
            print(json.dumps({**snapshot.model_dump(mode="json"), "places": places}, ensure_ascii=False, indent=1))
            return DONE
        print(snapshot.citation)
        print(f"root    {snapshot.root}\nmade    {snapshot.created.isoformat()} by version {snapshot.code.version}")
        print(f"parent  {snapshot.parent.snapshot if snapshot.parent else 'none'}")
        table = Table("jurisdiction", "runs", "captures", "reports", "bytes")
        for code_, each in sorted(counts.items()):
            table.add_row(code_, str(each.runs), str(each.captures), str(each.reports), str(each.bytes))
        print_table(table)
        return DONE

    def _verify(self, args: list[str], opts: argparse.Namespace) -> int:
        from storage.proofs import trust_in
        from storage.snapshots import verify

        assert self.settings is not None
        files = [self.settings.get(name) for name in ("SNAPSHOT_TRUSTED_KEYS", "SNAPSHOT_TIMESTAMP_CA")]
        trust = trust_in(*(Path(file) if file else None for file in files))
        try:
            archive, snapshot = self._found("verify", args)
        except (NotAnArchive, NewerArchive) as error:
            # A marker that cannot be read, or is gone from where runs are, is what verifying is to find.
            if self.something_is_there():
                raise ObjectDamaged(str(error)) from error
            raise
        with progress(f"verifying {snapshot.snapshot}") as step:
            done = 0

            def advance(seen: Progress) -> None:
                nonlocal done
                step(seen.objects - done, seen.of_objects)
                done = seen.objects

            result = verify(archive, snapshot, quick=opts.quick, progress=advance, trust=trust)
        for damage in result.damages:
            print(f"{damage.key}: {damage.message}")
        if result.damages:
            self.complain(f"{snapshot.snapshot} does not hold: {len(result.damages)} objects are damaged or missing")
            return FAULT
        how = "quickly (presence and sizes)" if opts.quick else f"to the byte ({result.bytes} bytes)"
        print(f"{snapshot.snapshot} holds: {result.objects} objects read, verified {how}")
        for proof in (*result.signatures, *result.stamps):
            print(proof)
        if not result.signatures and not result.stamps:
            print("neither signed nor time-stamped")
        return DONE

    def _diff(self, args: list[str], opts: argparse.Namespace) -> int:
        from storage.differences import difference
        from storage.snapshots import find

        first, second = self.arguments(args, "A", "B", example=EXAMPLES["diff"])
        archive = self.open_archive()
        before, after = find(archive, first or ""), find(archive, second or "")
        self.catch_up(archive)
        found = difference(archive, before, after)
        if opts.json:
            print(json.dumps(_as_json(found, before, after), ensure_ascii=False, indent=1))
        else:
            _print_difference(found, before, after)
        return DONE

    def _export(self, args: list[str], opts: argparse.Namespace) -> int:
        from storage.crate import write_crate
        from storage.tables import whole_file
        from storage.wacz import write_wacz

        if opts.wacz == opts.ro_crate or not opts.output:
            raise BadInput(f"export as what, and where to? e.g. {EXAMPLES['export']}")
        archive, snapshot = self._found("export", args)
        self.catch_up(archive)
        with progress(f"packing {snapshot.snapshot}") as step, whole_file(Path(opts.output)) as file:
            if opts.ro_crate:
                told = f"{write_crate(archive, snapshot, file)} files"
            else:
                written = write_wacz(archive, snapshot, file, lambda segments: step(segments))
                told = (
                    f"{written.segments} segments, {written.captures} captures, {written.pages} pages,"
                    f" {written.originals} originals of revisits pulled in"
                )
        print(f"{opts.output}: {told}")
        return DONE

    def _found(self, action: str, args: list[str]) -> tuple[Archive, Snapshot]:
        from storage.snapshots import LATEST, find

        (name,) = self.arguments(args, "ID", optional=1, example=EXAMPLES[action])
        archive = self.open_archive()
        return archive, find(archive, name or LATEST)


def _as_json(found: Difference, before: Snapshot, after: Snapshot) -> dict[str, object]:
    return {"before": before.snapshot, "after": after.snapshot, **asdict(found)}


def _print_difference(found: Difference, before: Snapshot, after: Snapshot) -> None:
    print(f"{before.snapshot} -> {after.snapshot}: {len(found.jurisdictions)} jurisdictions changed")
    print(f"runs: {len(found.runs_added)} added, {len(found.runs_removed)} removed")
    for document in found.documents:
        print(f"{document.verdict:9} {document.report_id or document.jurisdiction}  {document.url}")
    for figure in found.figures:
        name = figure.code if figure.applicant == "all" else f"{figure.code}@{figure.applicant}"
        name = name if figure.period == "year" else f"{figure.code}@{figure.applicant}@{figure.period}"
        print(f"{figure.verdict:9} {figure.report_id}  {name}: {figure.before} -> {figure.after}")
