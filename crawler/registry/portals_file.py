"""Reading a table of portals: the built-in one, or a user's PORTALS_FILE, checked to the cell.

Columns: jurisdiction, portal_url, reports_url, family, source_kind (Contract 2); the built-in table also has `status`.
Every complaint is one line that names the file, the line and the column, and says what to do.
"""

from __future__ import annotations

import csv
import io
import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlsplit

from crawler.discovery.page import Portal
from storage.capture import SourceKind

COLUMNS = ("jurisdiction", "portal_url", "reports_url", "family", "source_kind")
STATUS = "status"
MAX_BYTES = 20_000_000
SOURCE_KINDS = get_args(SourceKind)

_HOST_LABEL = re.compile(r"^(?!-)[\w-]{1,63}(?<!-)$")


class RegistryError(ValueError):
    """The registry or PORTALS_FILE is unreadable or wrong; the message is one line: file, line, column, what to do."""


@dataclass(frozen=True, slots=True)
class PortalRow:
    """A row as read: the portal, its status, and the line of the file it stands on."""

    portal: Portal
    status: str
    line: int


def read_portals(path: Path, *, codes: Collection[str], families: Collection[str]) -> tuple[PortalRow, ...]:
    """Every row of the file. RegistryError at the first thing that is wrong."""
    text = _decode(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[PortalRow] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(path, header)
        seen: dict[tuple[str, str], int] = {}
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise _complaint(
                    path,
                    line,
                    None,
                    f"has {len(cells)} cells where the header has {len(header)}; quote cells with commas",
                )
            row = _row(path, line, dict(zip(header, (cell.strip() for cell in cells), strict=True)), codes, families)
            key = (row.portal.jurisdiction, row.portal.portal_url)
            if key in seen:
                raise _complaint(path, line, "portal_url", f"repeats the row of line {seen[key]}; remove one of them")
            seen[key] = line
            rows.append(row)
    except csv.Error as error:
        raise _complaint(
            path, reader.line_num, None, f"is not well-formed CSV ({error}); check its quotation marks"
        ) from None
    if not rows:
        raise RegistryError(f"{path}: no portals in it; add a row below the header {','.join(COLUMNS)}")
    return tuple(rows)


def _decode(path: Path) -> str:
    try:
        if path.is_dir():
            raise RegistryError(f"{path}: is a folder; name the CSV file itself")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise RegistryError(f"{path}: {size} bytes, more than the {MAX_BYTES} read of a portals file; split it")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise RegistryError(f"{path}: cannot be read ({reason}); check the path and its permissions") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        # A spreadsheet program writes a BOM, or GB18030 on a Chinese system.
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise RegistryError(f"{path}: holds NUL characters, so it is no text; save it as CSV in UTF-8")
        return text
    raise RegistryError(f"{path}: is neither UTF-8 nor GB18030 text; save it as CSV in UTF-8")


def _check_header(path: Path, header: list[str]) -> None:
    if not header or header == [""]:
        raise RegistryError(f"{path}: is empty; its first line must be {','.join(COLUMNS)}")
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise _complaint(path, 1, repeated[0], "stands twice in the header; remove one")
    for name in header:
        if name not in (*COLUMNS, STATUS):
            raise _complaint(
                path, 1, name or "(no name)", f"is no column of a portals file; it has {','.join(COLUMNS)}"
            )
    for name in COLUMNS:
        if name not in header:
            has = f"the header has {len(header)} of {len(COLUMNS)} columns"
            raise _complaint(path, 1, name, f"is missing, {has}; it must be {','.join(COLUMNS)}")


def _row(path: Path, line: int, cells: dict[str, str], codes: Collection[str], families: Collection[str]) -> PortalRow:
    code = cells["jurisdiction"]
    if not re.fullmatch(r"[0-9]{6}", code):
        raise _complaint(
            path, line, "jurisdiction", f"{code!r} is no six-digit division code; `scrapy jurisdictions NAME` finds it"
        )
    if code not in codes:
        raise _complaint(
            path,
            line,
            "jurisdiction",
            f"{code!r} is not a division of the registry; `scrapy jurisdictions NAME` finds its code",
        )
    if not cells["portal_url"]:
        raise _complaint(path, line, "portal_url", "is empty; give the address of the portal's home page")
    for column in ("portal_url", "reports_url"):
        fault = url_fault(cells[column]) if cells[column] else None
        if fault:
            raise _complaint(path, line, column, f"{cells[column][:200]!r} {fault}")
    family = cells["family"] or None
    if family is not None and family not in families:
        raise _complaint(
            path,
            line,
            "family",
            f"{family!r} is no portal family; leave it empty or take one of {', '.join(sorted(families))}",
        )
    kind = cells["source_kind"]
    if kind not in SOURCE_KINDS:
        raise _complaint(path, line, "source_kind", f"{kind!r} must be official or mirror")
    portal = Portal(code, cells["portal_url"], cells["reports_url"] or None, family, cast(SourceKind, kind))
    return PortalRow(portal, cells.get(STATUS) or "unverified", line)


def url_fault(url: str) -> str | None:
    """What is wrong with an address of a portal, in words; None when nothing is."""
    if any(character.isspace() or ord(character) < 32 for character in url):
        return "holds white space; write the bare address"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return f"is no address ({error}); write it as http://host/path"
    if parts.scheme not in ("http", "https"):
        return "must begin with http:// or https://"
    if not host:
        return "has no host; write it as http://host/path"
    if port == 0:
        return "has port 0, which nothing listens on; correct the port"
    if parts.username is not None or parts.password is not None:
        return "carries a user name or password; remove it"
    if not _is_host(host):
        return "has a host that is no name or address; correct it"
    return None


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return len(host) <= 253 and all(_HOST_LABEL.match(label) for label in host.rstrip(".").split("."))
    return True


def _complaint(path: Path, line: int, column: str | None, message: str) -> RegistryError:
    where = f"line {line}, column {column}" if column else f"line {line}"
    return RegistryError(f"{path}: {where}: {message}")
