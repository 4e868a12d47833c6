"""Texts of the pages in English and Chinese: data/texts.json, one entry a text."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from storage.reading_room.states import Lang

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@cache
def texts() -> dict[str, dict[Lang, str]]:
    """Every text by its name. Read once a process."""
    found: dict[str, dict[Lang, str]] = json.loads(
        (files("storage") / "reading_room" / "data" / "texts.json").read_text(encoding="utf-8")
    )
    return found


def text(lang: Lang, name: str, /, **values: object) -> str:
    """A text with its places filled in. KeyError for a name that there is not."""
    return texts()[name][lang].format(**values)


def preferred(accept_language: str) -> Lang:
    """The language that a browser asks for; English where it asks for neither."""
    best: tuple[float, Lang] = (0.0, "en")
    for part in accept_language.lower().split(",")[:20]:
        name, _, quality = part.strip().partition(";q=")
        lang: Lang | None = "zh" if name.startswith("zh") else "en" if name.startswith("en") else None
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if lang is not None and weight > best[0]:
            best = (weight, lang)
    return best[1]
