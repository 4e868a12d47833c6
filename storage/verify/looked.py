"""Objects found whole, noted in STATE_DIR, so that an interrupted verification can go on."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import IO

_FILE = "verify.progress"


class Looked:
    """A context while it is written. With `resume`, what an earlier one noted is known."""

    def __init__(self, state_dir: Path, *, resume: bool) -> None:
        self._path = state_dir / _FILE
        self._known = set(self._path.read_text().splitlines()) if resume and self._path.exists() else set()
        self._file: IO[str] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a" if self._known else "w")

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def has(self, key: str, sha256: str) -> bool:
        return f"{sha256} {key}" in self._known

    def add(self, key: str, sha256: str) -> None:
        with self._lock:
            if self._file is not None:
                self._file.write(f"{sha256} {key}\n")

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)
