"""The project's commands as a user runs them: a process of its own, its output and its exit status.

It is forked from one that has imported what commands need (forking.py): its own start takes a second or two. What a command of the archive
tells a test that tries something else is asked for in this process (`run_here`, `Workplace.in_process`): the same code from the arguments
on, without Scrapy's command line before it.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from scrapy.settings import Settings

from tests import forking

ROOT = Path(__file__).parents[1]
TIMEOUT = 240
# Variables that an interpreter looks at when it starts: a forked one has started already.
INTERPRETERS = ("PYTHON", "LC_", "LANG")


@cache
def _forker() -> forking.Forker:
    return forking.Forker(ROOT)


@dataclass(frozen=True, slots=True)
class Result:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The last line of standard error: what every failure has to end with."""
        lines = [line for line in self.err.splitlines() if line.strip()]
        return lines[-1] if lines else ""


def run_here(name: str, *arguments: str, settings: Mapping[str, object], environment: Mapping[str, str] = {}) -> Result:
    """A command of the archive (one that crawls nothing) in this process; nothing but the given settings is set."""
    made = importlib.import_module(f"crawler.commands.{name}").Command()
    made.settings = Settings(dict(settings))
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    made.add_options(parser)
    options, rest = parser.parse_known_args(arguments)
    made.process_options(rest, options)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with patch.dict(os.environ, environment), redirect_stdout(out), redirect_stderr(err):
        made.run(rest, options)
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return Result(made.exitcode, *texts)


@dataclass(frozen=True, slots=True)
class Workplace:
    """An archive of its own for a test, and the commands on it. Nothing of the user's environment gets in."""

    folder: Path
    settings: Mapping[str, object] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def scrapy(self, *arguments: str, **settings: object) -> Result:
        """Run `scrapy ARGUMENTS`, with the test's archive and any settings given."""
        given = self._given(settings)
        command = [*arguments, *(word for name, value in given.items() for word in ("-s", f"{name}={value}"))]
        environment = {**forking.clean(os.environ), **self.environment}
        if any(name.startswith(INTERPRETERS) for name in self.environment):
            own = [sys.executable, "-m", "scrapy", *command]
            done = subprocess.run(own, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=TIMEOUT)
            return Result(done.returncode, done.stdout, done.stderr)
        return Result(*_forker().run(command, cwd=ROOT, env=environment, timeout=TIMEOUT))

    def in_process(self, *arguments: str, **settings: object) -> Result:
        """The same for a command of the archive, in this process."""
        given = {name: str(value) for name, value in self._given(settings).items()}
        return run_here(*arguments, settings=given, environment=self.environment)

    def _given(self, settings: Mapping[str, object]) -> dict[str, object]:
        return {
            "ARCHIVE_URI": f"file:{self.archive}",
            "STATE_DIR": self.folder / "state",
            "ALLOW_PRIVATE_ADDRESSES": True,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "RETRY_TIMES": 0,
            **self.settings,
            **settings,
        }

    def crawl(self, jurisdiction: str, url: str | None = None, **settings: object) -> Result:
        arguments = ["crawl", "annual_reports", "-a", f"jurisdiction={jurisdiction}"]
        return self.scrapy(*arguments, *(["-a", f"url={url}"] if url else []), **settings)

    def reports(self) -> list[dict[str, Any]]:
        """The export of all reports."""
        return self.exported("reports")

    def exported(self, what: str) -> list[dict[str, Any]]:
        """An export, line by line."""
        file = self.folder / f"{what}.jsonl"
        result = self.in_process("export", what, "--format", "jsonl", "-o", str(file))
        assert result.status == 0, result.err
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
