"""The state of a jurisdiction's own report for a year in one word, as data/states.json lists and explains them.

It is the standing before the law (storage/legal.py), unless the copy itself says more: only a mirror has it, or it was revised.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from storage.reading_room.lines import StandingLine

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


def state_of(line: StandingLine) -> State:
    standing = cast("State", _data()["standings"].get(line.standing, line.standing))
    if standing == "gone" or line.source_kind is None:
        return standing
    if line.source_kind == "mirror":
        return "mirror"
    return "revised" if line.revised else standing


@cache
def _data() -> Any:
    return json.loads((files("storage") / "reading_room" / "data" / "states.json").read_text(encoding="utf-8"))
