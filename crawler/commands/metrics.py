"""`scrapy metrics`: the archive's gauges for Prometheus, as text or over HTTP."""

from __future__ import annotations

import argparse
import re

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, output_file

_ADDRESS = re.compile(r"(?:(?P<host>[\w.-]+|\[[\da-fA-F:]+\]):)?(?P<port>\d{1,5})")


class Command(ArchiveCommand):
    about = "Gauges for Prometheus: sources by state, what is due, last year's reports, the last run"
    usage = "[-o FILE] [--serve 127.0.0.1:9109]"
    example = "scrapy metrics --serve 127.0.0.1:9109"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="a textfile for node_exporter, replaced in one step")
        parser.add_argument("--serve", metavar="[HOST:]PORT", help="answer over HTTP until interrupted")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from prometheus_client import generate_latest, start_http_server

        from crawler.monitors.metrics import registry_of

        self.arguments(args)
        if opts.output and opts.serve:
            raise BadInput("give -o or --serve, not both")
        address = _address(opts.serve) if opts.serve else None
        found = registry_of(self.open_archive(), self.open_registry())
        if address is not None:
            host, port = address
            try:
                _, thread = start_http_server(port, addr=host, registry=found)
            except OSError as error:
                self.complain(f"cannot listen on {host} port {port}: {error.strerror or error}; try another --serve")
                return FAULT
            print(f"serving http://{host}:{port}/metrics until interrupted", flush=True)
            thread.join()
        else:
            with output_file(opts.output) as file:
                file.write(generate_latest(found))
        return DONE


def _address(text: str) -> tuple[str, int]:
    match = _ADDRESS.fullmatch(text)
    if match is None or not 0 < int(match["port"]) < 65536:
        raise BadInput(f"--serve {text}: write it as 127.0.0.1:9109")
    return (match["host"] or "127.0.0.1").strip("[]"), int(match["port"])
