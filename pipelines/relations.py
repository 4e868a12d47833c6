"""The arithmetic relations between figures that a report is held against: data/checks.json as values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Sum:
    rule: str
    total: str
    instead: str | None
    parts: tuple[str, ...]
    complete: frozenset[str]
    only: frozenset[str]
    never_fails: bool
    nested: bool


@dataclass(frozen=True, slots=True)
class Relations:
    balances: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]
    sums: tuple[Sum, ...]
    shares: dict[str, tuple[str, ...]]


@cache
def relations() -> Relations:
    data: dict[str, Any] = json.loads((files("pipelines") / "data" / "checks.json").read_text("utf-8"))
    return Relations(
        balances=tuple(
            (entry["rule"], entry["label"], tuple(entry["left"]), tuple(entry["right"])) for entry in data["balances"]
        ),
        sums=tuple(
            Sum(
                rule=entry["rule"],
                total=entry["total"],
                instead=entry.get("or"),
                parts=tuple(entry["parts"]),
                complete=frozenset(entry["complete"]),
                only=frozenset(entry.get("only", ())),
                never_fails=entry.get("never_fails", False),
                nested=entry.get("nested", False),
            )
            for entry in data["sums"]
        ),
        shares={code: tuple(others) for code, others in data["shares"].items()},
    )
