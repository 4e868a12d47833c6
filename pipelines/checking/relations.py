"""The arithmetic relations between figures that a report is held against, and what a verdict says: data/checks.json as values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from storage.dictionary import dictionary


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
    """`balances` are a rule with the codes of its two sides; `messages` and `applicants` are in Chinese and in English."""

    balances: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    sums: tuple[Sum, ...]
    shares: dict[str, tuple[str, ...]]
    messages: dict[str, tuple[str, str]]
    applicants: dict[str, tuple[str, str]]


@cache
def relations() -> Relations:
    data: dict[str, Any] = json.loads((files("pipelines") / "data" / "checks.json").read_text("utf-8"))
    return Relations(
        balances=tuple((entry["rule"], tuple(entry["left"]), tuple(entry["right"])) for entry in data["balances"]),
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
        messages={name: (zh, en) for name, (zh, en) in data["messages"].items()},
        applicants={name: (zh, en) for name, (zh, en) in data["applicants"].items()},
    )


def message(*names: str, **values: str) -> str:
    """These messages one behind another, first in Chinese, then in English."""
    said = [relations().messages[name] for name in names]
    return " / ".join("".join(parts).format(**values) for parts in zip(*said, strict=True))


def labels(*codes: str, prefix: str = "") -> dict[str, str]:
    """The names of codes together, as `zh` and `en` for a message (with a prefix: `of_zh`). A code may be several (a+b)."""
    entries = [dictionary().get(code) for code in codes for code in code.split("+")]
    known = [entry for entry in entries if entry is not None]
    return {
        f"{prefix}zh": " + ".join(entry.label_zh for entry in known),
        f"{prefix}en": " + ".join(entry.label_en for entry in known),
    }


def applicant(who: str) -> dict[str, str]:
    """An applicant's names, as `who_zh` and `who_en` for a message."""
    zh, en = relations().applicants[who]
    return {"who_zh": zh, "who_en": en}
