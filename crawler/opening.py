"""The archive and the registry that the settings name, for the crawl and for every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.registry import Registry
from storage.archive import Archive

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
