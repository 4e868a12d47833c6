"""`scrapy due`: which jurisdictions are due now, by season, deadline, last success and failures; `--run` crawls them."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.command import DONE, LEVELS
from crawler.crawling import CrawlingCommand

if TYPE_CHECKING:
    from crawler.due import Due
    from crawler.registry import Registry


class Command(CrawlingCommand):
    """Computed from registry, catalogue and clock; with --run a crawl of what came out, and the season's snapshot."""

    about = (
        "Which jurisdictions are due now, by season, deadline, last success and failures; --run crawls them in one run and makes"
        " the snapshot that is due at the end of a season"
    )
    usage = "[--run] [--level prefecture] [--limit N] [--json]"
    example = "scrapy due --run --level prefecture"
    statuses = "0 done, 1 a jurisdiction has no report or the run failed, 2 bad input"

    def short_desc(self) -> str:
        return "Which jurisdictions are due now, by season, deadline, last success and failures; --run crawls them"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--run", action="store_true", help="crawl what is due, and make the snapshot that is due")
        parser.add_argument("--level", choices=LEVELS, help="only divisions of this level")
        parser.add_argument("--limit", type=int, metavar="N", help="no more than N, the most pressing first")
        parser.add_argument("--at", metavar="TIME", help="the moment to compute for, e.g. 2026-03-25; not with --run")
        parser.add_argument("--json", action="store_true", help="as JSON")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.due import due, histories, snapshot_due
        from crawler.opening import archive_if_any, open_registry
        from crawler.plan import BadArgument

        assert self.settings is not None
        self.arguments(args)
        if opts.limit is not None and opts.limit < 1:
            raise BadArgument(f"--limit {opts.limit}: a number from 1")
        if opts.at and opts.run:
            raise BadArgument("--at computes for another moment, --run crawls now; give one of them")
        now = _moment(opts.at)
        registry = open_registry(self.settings)
        archive = archive_if_any(self.settings)
        found = due(histories(archive, registry.codes(level=opts.level), now), now)[: opts.limit]
        snapshot = snapshot_due(archive, now) if archive is not None else None
        if not opts.run:
            _show(found, snapshot, registry, as_json=opts.json)
            return DONE
        if found:
            self.crawl({"jurisdiction": ",".join(each.jurisdiction for each in found)})
        else:
            print("nothing is due")
        return max(self.exitcode, self._snapshot())

    def _snapshot(self) -> int:
        """The snapshot of a season that is over, once what was due has been crawled."""
        from crawler.due import snapshot_due
        from crawler.opening import archive_if_any
        from crawler.version import code
        from storage.snapshots import WHOLE, create

        assert self.settings is not None
        archive = archive_if_any(self.settings)
        if archive is None:
            return DONE
        why = snapshot_due(archive, datetime.now(UTC))
        if why is not None:
            print(f"{why}: {create(archive, WHOLE, code=code()).citation}")
        return DONE


def _moment(text: str | None) -> datetime:
    from crawler.plan import BadArgument

    if not text:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadArgument(f"--at {text}: write it as 2026-03-25 or 2026-03-25T08:00") from None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _show(found: list[Due], snapshot: str | None, registry: Registry, *, as_json: bool) -> None:
    if as_json:
        rows = [{**asdict(each), "since": each.since.isoformat()} for each in found]
        print(json.dumps({"due": rows, "snapshot": snapshot}, ensure_ascii=False, indent=1))
        return
    from rich.table import Table

    from crawler.command import print_table

    table = Table("code", "name", "reason", "since", "why")
    for each in found:
        name = registry.gazetteer.by_code[each.jurisdiction].name
        table.add_row(each.jurisdiction, name, each.reason, f"{each.since:%Y-%m-%d}", each.why)
    if found:
        print_table(table)
    print(f"{len(found)} jurisdictions are due")
    if snapshot:
        print(f"a snapshot is due: {snapshot}")
