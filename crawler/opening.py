"""The archive and the registry that the settings name, for the crawl and for every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.registry import Registry
from storage.archive import Archive
from storage.errors import NotAnArchive
from storage.objects import open_store
from storage.status import Source

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


def open_archive(settings: BaseSettings, *, create: bool = False) -> Archive:
    """The archive that the settings name. Raises StorageError, one line."""
    return Archive.open(
        settings.get("ARCHIVE_URI"),
        state_dir=settings.get("STATE_DIR") or None,
        endpoint_url=settings.get("ARCHIVE_S3_ENDPOINT_URL") or None,
        create=create,
    )


def open_registry(settings: BaseSettings) -> Registry:
    """The registry, with the portals of PORTALS_FILE where that is set. Raises RegistryError, one line."""
    return Registry.load(settings.get("PORTALS_FILE") or None)


def archive_if_any(settings: BaseSettings) -> Archive | None:
    """The archive, None where none was begun: for what can be told of a registry alone. Raises StorageError, one line."""
    try:
        return open_archive(settings)
    except NotAnArchive:
        endpoint_url = settings.get("ARCHIVE_S3_ENDPOINT_URL") or None
        if open_store(settings.get("ARCHIVE_URI"), endpoint_url=endpoint_url).head("archive.json") is not None:
            raise
        return None


def sources(registry: Registry) -> dict[str, Source]:
    """What the registry says of each jurisdiction that has a portal in it."""
    return {
        code: Source(any(portal.reports_url is not None for portal in registry.portals(code)))
        for code in registry.codes()
    }
