"""Snapshots: states of the archive that can be cited, and what changed since the one before."""

from __future__ import annotations

from pydantic import computed_field
from starlette.requests import Request
from starlette.responses import Response

from storage import snapshots
from storage.errors import ObjectMissing
from storage.reading_room.asking import NotHere
from storage.reading_room.rendering import page, room_of


class SnapshotLine(snapshots.Snapshot):
    """A snapshot with the words to cite it by."""

    @computed_field(alias="citation")  # type: ignore[prop-decorator]  # pydantic's own way
    @property
    def cited(self) -> str:
        return self.citation


def index(request: Request) -> Response:
    return page(request, "snapshots.html", snapshots=snapshots.snapshots(room_of(request).archive))


def show(request: Request) -> Response:
    room = room_of(request)
    name = f"{request.path_params['scope']}/{request.path_params['name']}"
    try:
        found = snapshots.find(room.archive, name)
    except (snapshots.NoSuchSnapshot, ObjectMissing) as error:
        raise NotHere("no_such_snapshot", name=name[:120]) from error
    counts = snapshots.jurisdiction_counts(room.archive, found)
    return page(request, "snapshot.html", snapshot=found, counts=sorted(counts.items())[:500], of=len(counts))
