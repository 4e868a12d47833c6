"""Writes what others read of the archive: the Atom feed of events and the metrics as a textfile, after every run and on request.

FEED_FILE     an Atom feed, whole or not at all: it is written beside and then renamed
METRICS_FILE  for node_exporter's textfile collector; the name must end with .prom there
"""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import write_to_textfile
from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.command import places
from crawler.monitors.metrics import registry_of
from crawler.opening import open_registry
from storage.errors import StorageError
from storage.feed import atom, latest_events

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.registry import Registry
    from crawler.run import Run
    from storage.archive import Archive

logger = logging.getLogger(__name__)


class Publishing:
    """After the commit; what cannot be written is said in the log and harms nothing."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._feed = settings.get("FEED_FILE")
        self._metrics = settings.get("METRICS_FILE")
        if not (self._feed or self._metrics) or getattr(crawler.spider, "plan", None) is None:
            raise NotConfigured
        crawler.signals.connect(self.publish, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Publishing:
        return cls(crawler)

    def publish(self) -> None:
        run: Run = self._crawler.run  # type: ignore[attr-defined]
        registry = open_registry(self._crawler.settings)
        try:
            if self._feed:
                write_feed(run.archive, registry, Path(self._feed))
            if self._metrics:
                write_to_textfile(self._metrics, registry_of(run.archive, registry))
        except (OSError, StorageError, sqlite3.Error) as error:
            logger.error("the feed or the metrics could not be written: %s", error)


def write_feed(archive: Archive, registry: Registry, file: Path) -> None:
    """The feed of the latest events, in one step."""
    data = atom(latest_events(archive, places(registry)))
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(beside).chmod(0o644)
        Path(beside).replace(file)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
