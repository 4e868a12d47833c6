"""A report: its text and tables beside the archived original, every figure a link that marks it on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from storage.errors import StorageError
from storage.exports import concerns
from storage.reading_room.asking import NotHere, Parameters, code, record, year
from storage.reading_room.helpers import CannotShow, Proved
from storage.reading_room.laying_out import lay_out
from storage.reading_room.rendering import address, page, room_of
from storage.reading_room.room import Room
from storage.reading_room.whole import Whole, choices_of, whole
from storage.report import Indicator, PdfLocator, Report

if TYPE_CHECKING:
    from storage.capture import Capture

MOST_SHEETS = 40


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page beside the report: its number in the report, and which sheet of which capture it is."""

    number: int
    record: str
    sheet: int
    width: float
    height: float


def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    found = find(request, room, parameters.text("version"))
    report = found.report
    figure = figure_of(found, parameters)
    laid = lay_out(report)
    capture, trouble = _capture(room, found)
    kind, sheets, proof = "none", tuple[Leaf, ...](), None
    if capture is not None:
        kind, sheets, trouble = _original(room, report, capture)
        if figure is not None:
            proof, problem = _prove(room, found, figure, capture)
            trouble = trouble or problem
    sheet = figure.locator.page if figure is not None and isinstance(figure.locator, PdfLocator) else None
    boxes = [(each, each.locator) for each in report.indicators if isinstance(each.locator, PdfLocator)]
    return page(
        request,
        "report.html",
        whole=found,
        report=report,
        laid=laid,
        figure=figure,
        figure_name=name_of(figure) if figure else None,
        name_of=name_of,
        link=lambda each: address(request, _path(found), version=_version(found), figure=name_of(each)) + "#figure",
        record=found.version.record_id.removeprefix("urn:uuid:"),
        capture=capture,
        kind=kind,
        sheets=sorted(sheets[:MOST_SHEETS], key=lambda each: (each.number != sheet, each.number)),
        boxes=boxes,
        proof=proof,
        trouble=trouble,
        involved=[check for check in report.checks if figure is not None and concerns(check, figure)],
        permanent=f"{_path(found)}",
        failing=[check for check in report.checks if check.status == "fails"],
        doubtful=[each for each in report.indicators if each.doubt is not None],
    )


def find(request: Request, room: Room, version: str | None) -> Whole:
    """The report of the address. NotHere if the archive has none such."""
    asked = code(request.path_params["code"])
    report_id = f"{asked}/{year(request.path_params['year'])}/{request.path_params['issuer']}"
    found = whole(room.archive, choices_of(room.archive, asked), report_id, record(version) if version else None)
    if found is None:
        raise NotHere("no_such_report", report_id=report_id[:120])
    return found


def figure_of(found: Whole, parameters: Parameters) -> Indicator | None:
    asked = parameters.figure()
    if asked is None:
        return None
    for figure in found.report.indicators:
        if (figure.code, figure.applicant, figure.period) == asked:
            return figure
    raise NotHere("no_such_figure", figure="@".join(asked), report_id=found.report.report_id)


def name_of(figure: Indicator) -> str:
    return f"{figure.code}@{figure.applicant}@{figure.period}"


def _path(found: Whole) -> str:
    return f"/reports/{found.report.report_id}"


def _version(found: Whole) -> str | None:
    return None if found.is_current else found.version.record_id.removeprefix("urn:uuid:")


def _capture(room: Room, found: Whole) -> tuple[Capture | None, str | None]:
    ref = room.archive.catalogue.record(found.version.record_id)
    if ref is None:
        return None, "capture_not_committed"
    try:
        return room.archive.read_capture(ref), None
    except StorageError as error:
        return None, str(error)


def _original(room: Room, report: Report, capture: Capture) -> tuple[str, tuple[Leaf, ...], str | None]:
    try:
        files = _files(room, report)
        if files and all(room.helpers.originals.kind(file) == "sheets" for file in files):
            return "sheets", _leaves(room, files), None
        kind = room.helpers.originals.kind(capture)
        return kind, _leaves(room, [capture]) if kind == "sheets" else (), None
    except (CannotShow, StorageError) as error:
        return "none", (), str(error)


def _files(room: Room, report: Report) -> list[Capture]:
    """The captures of the files that are the report's body together, where its page only carries them."""
    body = [one.record_id for one in report.attachments if one.role == "body"]
    if report.capture.record_id in body or len(body) > MOST_SHEETS:
        return []
    refs = [room.archive.catalogue.record(one) for one in body if one is not None]
    found = [room.archive.read_capture(ref) for ref in refs if ref is not None]
    return found if len(found) == len(body) else []


def _leaves(room: Room, captures: Sequence[Capture]) -> tuple[Leaf, ...]:
    """The sheets of all, counted through as the report's locators count them."""
    leaves: list[Leaf] = []
    for capture in captures:
        record = capture.record_id.removeprefix("urn:uuid:")
        for sheet in room.helpers.originals.sheets(capture):
            leaves.append(Leaf(len(leaves) + 1, record, sheet.number, sheet.width, sheet.height))
    return tuple(leaves)


def _prove(room: Room, found: Whole, figure: Indicator, capture: Capture) -> tuple[Proved | None, str | None]:
    try:
        # Of one reading of one capture: neither ever changes.
        key = (found.version.key, name_of(figure))
        return room.proofs.get(key, lambda: room.helpers.originals.prove(found.report, figure, capture)), None
    except CannotShow as error:
        return None, str(error)
