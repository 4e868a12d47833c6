"""How S3-compatible servers differ, told by the endpoint's host: dialects.csv, a row each.

    addressing    path | virtual: where the bucket's name stands; some refuse it in the path
    checksum      sha256 | md5: the checksum header that the server takes with a put and checks (Content-MD5 is the oldest)
    create_once   what makes a put fail when the key is taken: `if-none-match`, a header of the server's own, or nothing
    exists_code   the error code for a taken key where it is not 412

A host that no row names gets `DEFAULT`: what SeaweedFS, MinIO and Ceph take. Whether If-None-Match is honoured is tried
out before it is relied on, on every server.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

IF_NONE_MATCH = "if-none-match"


@dataclass(frozen=True, slots=True)
class Dialect:
    """What to say to one kind of server; see the module."""

    name: str
    addressing: Literal["path", "virtual"]
    checksum: Literal["sha256", "md5"]
    create_once: str | None
    exists_code: str | None

    @property
    def own_header(self) -> tuple[str, str] | None:
        """The server's own create-once header, as name and value."""
        if self.create_once is None or self.create_once == IF_NONE_MATCH:
            return None
        name, _, value = self.create_once.partition(":")
        return name.strip(), value.strip()


DEFAULT = Dialect("S3-compatible", "path", "sha256", IF_NONE_MATCH, None)
AMAZON = "https://s3.amazonaws.com"


def dialect_of(endpoint_url: str | None) -> Dialect:
    """The dialect of an endpoint; None is Amazon's own."""
    host = urlsplit(endpoint_url or AMAZON).hostname or ""
    for suffix, dialect in _dialects():
        if host == suffix or host.endswith("." + suffix):
            return dialect
    return DEFAULT


@cache
def _dialects() -> tuple[tuple[str, Dialect], ...]:
    text = (files(__package__ or "storage.objects") / "dialects.csv").read_text(encoding="utf-8")
    return tuple(
        (
            row["host"],
            Dialect(
                name=row["name"],
                addressing="virtual" if row["addressing"] == "virtual" else "path",
                checksum="md5" if row["checksum"] == "md5" else "sha256",
                create_once=row["create_once"] or None,
                exists_code=row["exists_code"] or None,
            ),
        )
        for row in csv.DictReader(text.splitlines())
    )
