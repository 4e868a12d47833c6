"""The data files of cleaning, read once a process."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV in pipelines/data, by its header."""
    with (files("pipelines") / "data" / name).open("r", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
