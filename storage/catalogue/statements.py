"""Pieces of SQL statements, and values as they lie in the tables."""

from __future__ import annotations

import json
from collections.abc import Collection


def among(column: str, wanted: Collection[str] | None) -> tuple[str, list[str]]:
    """A WHERE clause for a column's allowed values, None for all."""
    if wanted is None:
        return "", []
    return f" WHERE {column} IN ({', '.join('?' * len(wanted))})", sorted(wanted)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
