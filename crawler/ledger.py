"""What one walk has captured, by address: the reports that it found wait here for their attachments."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.capture import RecordRef
from storage.report import ParsedReport


@dataclass(slots=True)
class Ledger:
    """One walk's captures by address, for the attachments of the reports that wait for them."""

    captured: dict[str, tuple[RecordRef, str | None]] = field(default_factory=dict)
    waiting: list[ParsedReport] = field(default_factory=list)
    settled: bool = False

    def missing(self, parsed: ParsedReport) -> bool:
        return any(one.record_id is None and one.url not in self.captured for one in parsed.report.attachments)

    def filled(self, parsed: ParsedReport) -> ParsedReport:
        """The report with record, digest and type of each attachment that was captured."""
        attachments = []
        for one in parsed.report.attachments:
            ref, media_type = self.captured.get(one.url, (None, None))
            if one.record_id is None and ref is not None:
                update = {"record_id": ref.record_id, "payload_sha256": ref.payload_sha256}
                one = one.model_copy(update=update | {"media_type": one.media_type or media_type})
            attachments.append(one)
        report = parsed.report.model_copy(update={"attachments": tuple(attachments)})
        return parsed.model_copy(update={"report": report})
