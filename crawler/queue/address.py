"""Which PostgreSQL the queue is on, and what of its address may be said."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crawler.queue.embedded import EmbeddedPostgres
from storage.objects import open_store
from storage.state import default_state_dir

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

SECRET_PARTS = ("password", "sslpassword", "passfile", "sslkey", "oauth_client_secret")
CONNECT_SECONDS = 10
HIDDEN = "***"


class BadQueueUri(Exception):
    """QUEUE_URI is no address of a PostgreSQL; the message does not repeat it."""


class Address:
    """Where the queue is. `conninfo` is for libpq alone; everything that is shown or logged goes through `redact`."""

    def __init__(self, conninfo: str, told: str = "", revive: Callable[[], None] = lambda: None) -> None:
        """`told` is the address as it was given; `revive` starts a server of ours again if it died."""
        self.revive = revive
        try:
            parts = conninfo_to_dict(conninfo)
        except psycopg.Error:
            raise BadQueueUri(
                "QUEUE_URI is no address of a PostgreSQL; one looks like postgresql://user@host:5432/database"
            ) from None
        given = {"connect_timeout": CONNECT_SECONDS, "application_name": "lantai", **parts}
        self.conninfo = make_conninfo("", **given)
        secrets = {str(parts[name]) for name in SECRET_PARTS if parts.get(name)}
        self._secrets = sorted(
            {conninfo, self.conninfo, told, *secrets, *(quote(one, safe="") for one in secrets)} - {""},
            key=len,
            reverse=True,
        )
        where = f"{parts.get('host') or 'the default host'}"
        self.shown = f"PostgreSQL on {where}, database {parts.get('dbname') or 'the default'}"

    def redact(self, text: str) -> str:
        """The text without anything that is secret in the address."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def hide(self, record: logging.LogRecord) -> bool:
        """A filter of log records: the message redacted, no traceback of what may hold the address."""
        record.msg, record.args = self.redact(record.getMessage()), None
        record.exc_info = record.exc_text = None
        return True


def state_folder(settings: BaseSettings) -> Path:
    """STATE_DIR, by default the folder that belongs to ARCHIVE_URI; the archive need not be there yet."""
    given = settings.get("STATE_DIR")
    if given:
        return Path(given).absolute()
    endpoint_url = settings.get("ARCHIVE_S3_ENDPOINT_URL") or None
    store = open_store(settings.get("ARCHIVE_URI"), endpoint_url=endpoint_url)
    return default_state_dir(f"{store.uri} {endpoint_url or ''}".strip())


@contextmanager
def address(settings: BaseSettings) -> Iterator[Address]:
    """The users' server, or the embedded one for as long as this lasts. BadQueueUri, EmbeddedError."""
    uri = (settings.get("QUEUE_URI") or "").strip()
    if uri:
        yield Address(uri, uri)
        return
    with EmbeddedPostgres(state_folder(settings) / "queue") as server:
        yield Address(server.conninfo, revive=server.revive)
