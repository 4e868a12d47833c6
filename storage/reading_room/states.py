"""The state of a jurisdiction's own report for a year in one word, as data/states.json lists and explains them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Lang = Literal["en", "zh"]
State = Literal["gone", "mirror", "revised", "late", "on_time", "undated", "waiting", "missing", "blocked", "unknown"]
FOUND: frozenset[State] = frozenset({"gone", "mirror", "revised", "late", "on_time", "undated"})


@dataclass(frozen=True, slots=True)
class Legend:
    """A state, the letter that stands for it, and what it means, in both languages."""

    state: State
    mark: dict[Lang, str]
    short: dict[Lang, str]
    meaning: dict[Lang, str]


@cache
def legend() -> dict[State, Legend]:
    """Every state in the order in which the first that fits is taken."""
    return {
        row["state"]: Legend(row["state"], row["mark"], row["short"], {"en": row["en"], "zh": row["zh"]})
        for row in _data()["states"]
    }


def deadline(year: int) -> date:
    """The day by which a government's report on a year had to be published."""
    month, day = map(int, _data()["deadline"]["government"].split("-"))
    return date(year + 1, month, day)


def of_report(year: int, published: str | None, source_kind: str, *, revised: bool, gone: bool) -> State:
    """Of a report that the archive has."""
    if gone:
        return "gone"
    if source_kind == "mirror":
        return "mirror"
    if revised:
        return "revised"
    if published is None:
        return "undated"
    return "late" if date.fromisoformat(published) > deadline(year) else "on_time"


def of_gap(year: int, known: str, *, portal_failed: bool, today: date) -> State:
    """Of a year without a report: `known` is the coverage's state (storage.catalogue)."""
    if today <= deadline(year):
        return "waiting"
    if known == "absent":
        return "missing"
    return "blocked" if portal_failed else "unknown"


@cache
def _data() -> Any:
    return json.loads((files("storage") / "reading_room" / "data" / "states.json").read_text(encoding="utf-8"))
