"""What is due now, for the queue: the same question as `scrapy due` asks, of an archive brought up to date."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.due import due, histories
from crawler.opening import open_archive, open_registry
from storage.errors import NotAnArchive
from storage.objects import open_store

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from storage.archive import Archive


def due_now(settings: BaseSettings) -> tuple[str, ...]:
    """Codes, the most pressing first. StorageError and RegistryError."""
    registry = open_registry(settings)
    archive = _archive(settings)
    if archive is not None:
        # Other machines commit runs too.
        archive.catalogue.catch_up()
    return tuple(each.jurisdiction for each in due(histories(archive, registry.codes()), datetime.now(UTC)))


def _archive(settings: BaseSettings) -> Archive | None:
    try:
        return open_archive(settings)
    except NotAnArchive:
        endpoint_url = settings.get("ARCHIVE_S3_ENDPOINT_URL") or None
        if open_store(settings.get("ARCHIVE_URI"), endpoint_url=endpoint_url).head("archive.json") is not None:
            raise
        return None  # nobody went anywhere yet
