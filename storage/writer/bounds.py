"""When a segment is sealed, when the spool is full, and how long is waited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriterBounds:
    """Bytes and seconds.

    A segment is sealed at `segment_bytes`, `segment_captures` or `segment_age`. The spool is full above `high_water` bytes
    or with less than `least_free` on its disk, until it is below `low_water` again. Retries wait from `first_retry` to
    `longest_retry`; `close` goes on for `patience` against a store that does not answer.
    """

    segment_bytes: int = 32 << 20
    segment_captures: int = 1000
    segment_age: float = 600.0
    high_water: int = 2 << 30
    low_water: int = 1 << 30
    least_free: int = 256 << 20
    first_retry: float = 1.0
    longest_retry: float = 60.0
    patience: float = 3600.0
