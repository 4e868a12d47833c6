"""Object stores (物): one interface, two places, the same keys in both.

interface.py  what a store is, and which keys there may be
local.py      a directory: `file:archive` (relative to the working directory), `file:///srv/archive`
s3.py         a bucket and a prefix: `s3://bucket/prefix`
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from storage.errors import BadArchiveUri
from storage.objects.interface import ObjectInfo, ObjectStore, check_key, is_key, listed
from storage.objects.local import LocalStore

__all__ = ["ObjectInfo", "ObjectStore", "check_key", "is_key", "listed", "open_store"]

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def open_store(uri: str, *, endpoint_url: str | None = None, create: bool = False) -> ObjectStore:
    """The store at an address; nothing is read or written, except a local folder made when `create` says so.

    `endpoint_url` is the S3 server's address, None for AWS. Raises BadArchiveUri, StoreUnwritable.
    """
    scheme, separator, rest = uri.partition(":")
    if separator and scheme == "file":
        return LocalStore(_folder(uri, rest), create=create)
    if separator and scheme == "s3" and rest.startswith("//"):
        bucket, _, prefix = rest[2:].partition("/")
        prefix = prefix.strip("/")
        if not _BUCKET.fullmatch(bucket):
            raise BadArchiveUri(f"{uri!r} names no bucket; write s3://bucket/prefix")
        try:
            if prefix:
                check_key(prefix)
        except ValueError as error:
            raise BadArchiveUri(f"{uri!r}: the prefix may hold letters, digits and ._+=@- between slashes") from error
        from storage.objects.s3 import S3Store  # boto3 takes half a second to import, and a local archive needs none

        return S3Store(bucket, prefix, endpoint_url=endpoint_url)
    raise BadArchiveUri(f"{uri!r} is no address of an archive; write file:folder, file:///folder or s3://bucket/prefix")


def _folder(uri: str, rest: str) -> Path:
    """`file:a/b` is relative, `file:/a` and `file:///a` are absolute; `file://host/a` is refused."""
    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        if host not in ("", "localhost") or not slash:
            raise BadArchiveUri(f"{uri!r} names a host; write file:///{path or host} or file:{path or host}")
        rest = "/" + path
    if not rest or "\0" in rest or "?" in rest or "#" in rest:
        raise BadArchiveUri(f"{uri!r} names no folder; write file:folder or file:///folder")
    return Path(unquote(rest))
