"""What a file in hand is, and what lies in it."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds

_WEB_ARCHIVE = re.compile(r"(?:.*/)?archive/[^/]+\.w?arc(?:\.gz)?", re.IGNORECASE)
_OF_A_DOCUMENT = frozenset({"[content_types].xml", "ofd.xml", "mimetype"})
"""What Word, Excel, OFD and OpenDocument files have in them: these are zip files, and documents."""
_OF_NO_ACCOUNT = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_UTF8_NAME = 0x800
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class WebArchive:
    """A WARC or ARC file, by itself or inside a WACZ file. `name` says where it was."""

    path: Path
    name: str
    arc: bool
    member: str | None = None

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Its bytes as they lie there; what is wrong with the package is a ValueError."""
        with self.path.open("rb") as file:
            if self.member is None:
                yield file
                return
            try:
                with zipfile.ZipFile(file) as package, package.open(self.member) as inner:
                    yield inner
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
                raise ValueError(f"{self.member} cannot be unpacked: {error}") from error


@dataclass(frozen=True, slots=True)
class DocumentInHand:
    """A page or file of its own. `name` is what its address is made of."""

    name: str
    body: bytes


def opened_up(path: Path, limit: int) -> Iterator[WebArchive | DocumentInHand]:
    """What a file holds: itself, the web archives of a WACZ file, or the documents of a zip file. ReadingError, OSError."""
    kind = _kind(path)
    if kind is not None:
        yield WebArchive(path, path.name, kind == "arc")
        return
    package = _package(path)
    if package is None:
        if path.stat().st_size > limit:
            raise DocumentTooLarge(f"{path.name} has more than {limit} bytes")
        yield DocumentInHand(path.name, path.read_bytes())
        return
    with package:
        archives = [info.filename for info in package.infolist() if _WEB_ARCHIVE.fullmatch(info.filename)]
        if archives:
            for member in sorted(archives):
                arc = member.lower().removesuffix(".gz").endswith(".arc")
                yield WebArchive(path, f"{path.name}/{member}", arc, member)
            return
        yield from _documents(package, path, limit)


def _kind(path: Path) -> str | None:
    """`warc` or `arc` by its first bytes, packed or not; None for anything else."""
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(path) as inner:
                start = inner.read(16)
        except (OSError, EOFError, zlib.error):
            return None
    if start.startswith(b"WARC/"):
        return "warc"
    return "arc" if start.startswith(b"filedesc:") else None


def _package(path: Path) -> zipfile.ZipFile | None:
    """A zip file that holds several files which are no parts of one document; None for anything else."""
    if not zipfile.is_zipfile(path):
        return None
    try:
        package = zipfile.ZipFile(path)
    except _UNREADABLE:
        return None
    names = {info.filename.lower() for info in package.infolist() if not info.is_dir()}
    if names & _OF_A_DOCUMENT or (len(names) < 2 and not any(map(_WEB_ARCHIVE.fullmatch, names))):
        package.close()
        return None
    return package


def _documents(package: zipfile.ZipFile, path: Path, limit: int) -> Iterator[DocumentInHand]:
    """The members, which are read into memory only: their names are never those of files here."""
    members = [info for info in package.infolist() if not info.is_dir() and not _OF_NO_ACCOUNT.search(info.filename)]
    if len(members) > bounds.MAX_MEMBERS:
        raise DocumentTooLarge(f"{path.name} holds {len(members)} files")
    for info in members:
        name = _name(info)
        try:
            with package.open(info) as file:
                body = file.read(limit + 1)
        except _UNREADABLE as error:
            raise DamagedDocument(f"{path.name}: {name[:200]!r} cannot be unpacked: {error}") from error
        if len(body) > limit:
            raise DocumentTooLarge(f"{path.name}: {name[:200]!r} has more than {limit} bytes")
        yield DocumentInHand(f"{path.name}/{name}", body)


def _name(info: zipfile.ZipInfo) -> str:
    """A name that is not said to be UTF-8 is what a Chinese Windows wrote."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
