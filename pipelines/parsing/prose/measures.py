"""The things of measures.json as entries of rules: a name, and words around it that say nothing of their own.

Words are taken longest first and never given back, so that no clause makes a match go back and forth.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any


def entries() -> Iterator[dict[str, Any]]:
    """Each thing as an entry of `figures` in prose.json."""
    data: dict[str, Any] = json.loads((files("pipelines") / "data" / "measures.json").read_text("utf-8"))
    for measure in data["measures"]:
        own = ("name", "needed", "fillers", "also", "behind", "either_side", "bare")
        yield {key: value for key, value in measure.items() if key not in own} | {
            "general": True,
            "say": list(_says(measure, data["fillers"])),
        }


def _says(measure: Mapping[str, Any], fillers: Mapping[str, list[str]]) -> Iterator[str]:
    """The name left of the number, or right of it behind words that fill (召开新闻发布会3场, 召开3场新闻发布会)."""
    name = f"(?:{measure['name']})"
    known = [word for group in measure["fillers"] for word in fillers[group]] + measure.get("also", [])
    either = "|".join(sorted(known, key=lambda word: (word[0] != "{", "[" in word or "(" in word, -len(word))))
    fill = f"(?:(?!{name})(?:{either}))*+"
    more = f"(?:{either})*+"
    wanted = f"(?=.*(?:{measure['needed']}))" if "needed" in measure else ""
    yield f"{wanted}{fill}{name}{more}N"
    if "behind" in measure:
        yield f"{wanted}{fill}{name}{more}N{measure['behind']}"
    opens = f"(?:{either})*+" if measure.get("bare") else f"(?:{either})++"
    if measure.get("either_side"):
        yield f"{wanted}{opens}N{fill}{name}{more}$"
        if wanted:
            yield f"{opens}N{wanted}{fill}{name}{more}$"
    elif not wanted and measure.get("antecedent") is None and measure.get("within") is None:
        yield f"{opens}N{fill}{name}{more}$"
