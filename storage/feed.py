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
    ended = {code: endings[-1][0] for code, endings in archive.catalogue.endings().items()}
    latest_run = max(ended.values(), default="")
    # A place whose reports were only ever found on another's portal has no run of its own: it may be as new as any.
    bounds = {code: ended.get(code, latest_run) for code in {*ended, *archive.catalogue.jurisdictions()}}
    codes = [code for code in bounds if jurisdictions is None or code in jurisdictions]
    latest: list[tuple[str, int, EventLine]] = []
    number = 0
    for code in sorted(codes, key=lambda code: (bounds[code], code), reverse=True):
        if len(latest) == limit and latest[0][0] > bounds[code]:
            # Nothing happens after the last run: all that follow are older than what is kept.
            break
        place = places(code)
        for event in sorted(events(archive, code, place.name if place else None), key=_order):
            number += 1
            if event.event in TOLD:
                (heapq.heappush if len(latest) < limit else heapq.heappushpop)(latest, (event.time, number, event))
    return sorted((event for _, _, event in latest), key=_order, reverse=True)


def _order(event: EventLine) -> tuple[str, str, str, str]:
    return event.time, event.jurisdiction, event.event, event.url or ""


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
