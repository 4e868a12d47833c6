"""`scrapy browse`: the reading room on this machine."""

from __future__ import annotations

import argparse
import logging
import sys
import threading
from typing import TYPE_CHECKING

from crawler.command import BAD_INPUT, DONE, ArchiveCommand, BadInput, places, progress

if TYPE_CHECKING:
    from storage.reading_room.room import Room


class Command(ArchiveCommand):
    about = "The reading room: the archive as web pages on this machine, read-only"
    usage = ""
    example = "scrapy browse --port 8765"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8765, help="port to listen on, 0 for a free one (8765)")
        parser.add_argument(
            "--allow-host", action="append", default=[], metavar="NAME", help="another name under which it is asked for"
        )

    def bad_input(self) -> tuple[type[Exception], ...]:
        from storage.reading_room.serving import NoSuchHost

        return (NoSuchHost,)

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        self.arguments(args)
        if not 0 <= opts.port <= 65535:
            raise BadInput(f"--port {opts.port}: a port is a number from 0 to 65535")
        from crawler.originals import SafeOriginals
        from storage.reading_room.guard import LOOPBACK
        from storage.reading_room.helpers import Helpers, Place, Portal
        from storage.reading_room.room import Room
        from storage.reading_room.serving import address, listen, serve

        assert self.settings is not None
        registry = self.open_registry()
        # First of all, so that where the port is taken nothing has been started beside it.
        listener = listen(opts.host, opts.port)
        originals = SafeOriginals(self.settings.getint("DOWNLOAD_MAXSIZE"))

        def portals(code: str) -> list[Portal]:
            return [
                Portal(each.portal_url, each.reports_url, each.source_kind, each.family)
                for each in registry.portals(code)
            ]

        from pipelines.script import to_simplified

        helpers = Helpers(
            places=places(registry),
            divisions=[
                Place(each.code, each.name, each.level, each.parent, each.until)
                for each in registry.gazetteer.by_code.values()
            ],
            portals=portals,
            fold=to_simplified,
            originals=originals,
        )
        room = Room(self.open_archive, helpers)
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
        hosts = {*LOOPBACK, opts.host, *opts.allow_host}
        try:
            self.prepare(room, address(opts.host, listener))
            serve(room, hosts, listener)
        finally:
            originals.close()
        return DONE if room.trouble is None else BAD_INPUT

    def prepare(self, room: Room, url: str) -> None:
        """Reads what is new beside the requests, which say how far it is, then names the address."""

        def read() -> None:
            with progress(f"{url} reads reports (it may be interrupted, and goes on where it was)") as step:
                room.refresh(lambda done, of: step(1 if done else 0, of))
            if room.closed:
                return
            if room.trouble is not None:
                self.complain(f"{room.trouble}; the pages say so until it is there")
            for complaint in room.complaints[:10]:
                self.complain(complaint)
            print(f"The reading room is at {url}", flush=True)

        threading.Thread(target=read, name="prepare", daemon=True).start()
