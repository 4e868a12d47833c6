"""What goes into the log: only what somebody running a crawl wants to read, as lines of text or of JSON.

With LOG_FORMAT_JSON every line is one object: time (UTC), level, logger, message, and where an error was caught its traceback;
lines about a document have its verdict, report_id and url too (pipelines/archive.py).
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

FIELDS = ("verdict", "report_id", "url", "jurisdiction", "run")
"""Attributes of a log record that are passed on where a line has them (`extra=`)."""
_SPIDERMON = "[Spidermon]"


class OneLine(LogFormatter):
    """A document has one line, written by the archive stage; items are not printed, and refusals are one line each."""

    def scraped(self, item: Any, response: Any, spider: Any) -> None:  # type: ignore[override]
        return None

    def crawled(self, request: Any, response: Any, spider: Any) -> dict[str, Any]:  # type: ignore[override]
        return {**super().crawled(request, response, spider), "level": logging.DEBUG}


class JsonLines(logging.Formatter):
    """One JSON object a record, on one line whatever it holds."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= {name: getattr(record, name) for name in FIELDS if isinstance(getattr(record, name, None), str)}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def as_json(settings: BaseSettings) -> None:
    """Writes the log as JSON from its first line on: to LOG_FILE, else to standard error, in place of Scrapy's own handler."""
    if not settings.getbool("LOG_FORMAT_JSON") or not settings.getbool("LOG_ENABLED"):
        return
    file = settings.get("LOG_FILE")
    mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
    handler = logging.FileHandler(file, mode, encoding="utf-8") if file else logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.setLevel(settings.get("LOG_LEVEL"))
    logging.root.addHandler(handler)
    settings.set("LOG_ENABLED", False, priority="cmdline")
    settings.set("LOG_FILE", None, priority="cmdline")


def no_monitor_report(record: logging.LogRecord) -> bool:
    """Spidermon's report runs over forty lines; the suite has a line for each monitor that failed."""
    return not (isinstance(record.msg, str) and record.msg.startswith(_SPIDERMON))
