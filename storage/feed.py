"""The events as an Atom feed (RFC 4287): what an archivist subscribes to.

Only what somebody may want to act on or know at once: a new report, one revised, moved, gone or back, one late or overdue, a
portal that fails or recovers. Cosmetic changes and further copies are left to the export.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from storage.events import events
from storage.rows import EventKind, EventLine

if TYPE_CHECKING:
    from storage.archive import Archive
    from storage.exports import Places

TOLD: Final[dict[EventKind, str]] = {
    "new": "新报告 new report",
    "revised": "修订 revised",
    "moved": "迁移 moved",
    "gone": "消失 gone",
    "back": "恢复 back",
    "late": "逾期发布 late",
    "overdue": "逾期未见 overdue",
    "portal_failed": "网站中断 portal broken",
    "portal_recovered": "网站恢复 portal recovered",
}
"""The events of the feed, and what each is called."""

ENTRIES = 500
_NAMESPACE = "http://www.w3.org/2005/Atom"
# XML 1.0 has no such characters, escaped or not.
_FORBIDDEN = dict.fromkeys((*range(32), 127, 65534, 65535, *range(55296, 57344))) | {
    9: " ",
    10: " ",
    13: " ",
}


def latest_events(
    archive: Archive, places: Places, jurisdictions: Collection[str] | None = None, *, limit: int = ENTRIES
) -> list[EventLine]:
    """The latest events of the feed's kinds, the latest first, of all jurisdictions or of some."""
    catalogue = archive.catalogue
    visited = {visit.jurisdiction for visit in catalogue.visits(jurisdictions)}
    codes = visited | {code for code in catalogue.jurisdictions() if jurisdictions is None or code in jurisdictions}
    latest: list[tuple[str, int, EventLine]] = []
    number = 0
    for code in sorted(codes):
        place = places(code)
        for event in events(archive, code, place.name if place else None):
            number += 1
            if event.event in TOLD:
                (heapq.heappush if len(latest) < limit else heapq.heappushpop)(latest, (event.time, number, event))
    return [event for _, _, event in sorted(latest, reverse=True)]


def atom(found: Iterable[EventLine], *, title: str = "Lantai 兰台") -> bytes:
    """The feed's bytes: a function of its events alone, so that an unchanged feed is the same file."""
    listed = list(found)
    updated = max((event.time for event in listed), default=datetime.fromtimestamp(0, UTC).isoformat())
    entries = "".join(_entry(event) for event in listed)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{_NAMESPACE}">\n'
        f" <id>urn:lantai:events</id>\n <title>{_text(title)}</title>\n <updated>{_time(updated)}</updated>\n"
        f" <author><name>Lantai</name></author>\n{entries}</feed>\n"
    ).encode()


def _entry(event: EventLine) -> str:
    what = event.report_id or f"{event.jurisdiction} {event.year}" if event.year else event.jurisdiction
    heading = f"{TOLD[event.event]}: {event.name or ''} {what}"
    link = f"  <link href={quoteattr(_clean(event.url))}/>\n" if event.url else ""
    return (
        f" <entry>\n  <id>{_identity(event)}</id>\n  <title>{_text(' '.join(heading.split()))}</title>\n"
        f"  <updated>{_time(event.time)}</updated>\n  <category term={quoteattr(event.event)}/>\n{link}"
        f"  <summary>{_text(event.detail)}</summary>\n </entry>\n"
    )


def _identity(event: EventLine) -> str:
    """The same event has the same id in every feed."""
    told = "\n".join(map(str, (event.event, event.jurisdiction, event.year, event.report_id, event.url, event.run)))
    return f"urn:sha256:{hashlib.sha256(told.encode()).hexdigest()}"


def _time(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return text.translate(_FORBIDDEN)
