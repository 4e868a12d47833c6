"""A recogniser that looks only at a page's titles and headings: for tests of the walk that must not wait for the parser."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace

from docx import Document as Word

from crawler.discovery.recognition import Reading, from_title, titles_of
from crawler.discovery.view import View
from crawler.discovery.words import headings_in, is_report_title
from crawler.registry import built_in_gazetteer
from pipelines.blocks import BodyHint


def recognise_plainly(
    view: View, hint: BodyHint, jurisdiction: str, context: Mapping[str, str], article: str | None = None
) -> Reading:
    """By the first title worded as a report's, given the parts of one."""
    if view.kind == "file":
        if not view.body.startswith(b"PK"):
            return Reading(None, "unsupported", "not a Word file")
        lines = [paragraph.text for paragraph in Word(io.BytesIO(view.body)).paragraphs]
        titles, text = tuple(lines[:1]), "\n".join(lines)
    else:
        text = article or view.visible
        titles = (*titles_of(view, hint), *re.findall(r"[^\s]{0,30}(?:19|20)\d{2}[^\s]{4,40}报告", view.visible[:3000]))
    if headings_in(text) < 3:
        return Reading(None, "not_a_report", "no parts")
    for title in titles:
        found = from_title(title, jurisdiction, built_in_gazetteer()) if is_report_title(title) else None
        if found is not None:
            return Reading(replace(found, complete=True))
    return Reading(None, "not_a_report", "no title")
