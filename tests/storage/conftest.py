"""What the archive's tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="package")
def _no_waiting_for_the_disk() -> Iterator[None]:
    """fsync is called and does nothing: processes are killed here, not machines, and what a process wrote survives it.

    What a lost page would do is tested by taking it away; that fsync is called, and what follows when it fails, by a `Disk`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield
