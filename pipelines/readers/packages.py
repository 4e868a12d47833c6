"""Zip files, opened with every bound that a bomb would break."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds


class Package:
    """A zip file read member by member, all of it together within bounds."""

    def __init__(self, body: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise DamagedDocument(f"a zip file that cannot be opened: {error}") from error
        self.members = {info.filename: info for info in self._zip.infolist()}
        if len(self.members) > bounds.MAX_MEMBERS:
            raise DocumentTooLarge(f"the zip file holds {len(self.members)} files")
        self._left = bounds.MAX_UNPACKED_BYTES

    def read(self, name: str) -> bytes | None:
        """A member's bytes, None if there is none of this name. The size it claims is not believed."""
        info = self.members.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise DamagedDocument("the zip file is encrypted")
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
            RuntimeError,
        ) as error:
            raise DamagedDocument(f"{name} cannot be unpacked: {error}") from error
        if len(data) > self._left:
            raise DocumentTooLarge(f"the zip file unpacks to more than {bounds.MAX_UNPACKED_BYTES} bytes")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """A member's tree."""
        data = self.read(name)
        return None if data is None else parse_xml(data, name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """XML without entities, network or unbounded depth."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument(f"{name} is no XML: {error}") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise DocumentTooLarge(f"{name} nests too deep")
    if tree is None:
        raise DamagedDocument(f"{name} is no XML")
    return tree
