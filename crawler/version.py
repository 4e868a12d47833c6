"""Which program is running: for manifests and reports."""

from __future__ import annotations

import os
import subprocess
import tomllib
from functools import lru_cache
from pathlib import Path

from storage.runs import Code

ROOT = Path(__file__).parents[1]


@lru_cache(maxsize=1)
def code() -> Code:
    """The project's version; the commit from LANTAI_COMMIT (a deployed copy has no repository), else from git, else None."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    return Code(version=version, commit=os.environ.get("LANTAI_COMMIT") or _git_commit())


def _git_commit() -> str | None:
    if not (ROOT / ".git").exists():
        return None
    try:
        found = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None
