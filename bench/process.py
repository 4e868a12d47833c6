"""A command measured from outside, the same way for every command: wall time, CPU of it and all its children, memory.

CPU is what the kernel counts. Processes that outlive their parent come to this one (PR_SET_CHILD_SUBREAPER) and are waited
for, so that nothing a command started is left out.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.25
PR_SET_CHILD_SUBREAPER = 36


class CommandFailed(Exception):
    """A measured command did not end with status 0; the message holds the end of its output."""


@dataclass(frozen=True, slots=True)
class Usage:
    """`ended` is time.monotonic() at exit; `cpu` in seconds; `peak` the largest sum of PSS of the process tree, bytes."""

    ended: float
    cpu: float
    peak: int


def measure(command: Sequence[str], *, cwd: Path, environment: dict[str, str]) -> Usage:
    """Run a command to its end. CommandFailed if its exit status is not 0."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before, others = _cpu_of_children(), _children()
    with subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        sampler = _Sampler(process.pid)
        sampler.start()
        assert process.stdout is not None
        output = process.stdout.read()
        process.wait()
        ended = time.monotonic()
        sampler.stop()
    while orphans := _children() - others:
        for orphan in orphans:
            with contextlib.suppress(ChildProcessError):  # it was waited for meanwhile
                os.waitpid(orphan, 0)
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)}: exit status {process.returncode}\n{output[-3000:].decode()}")
    return Usage(ended, _cpu_of_children() - before, sampler.peak)


def _children() -> set[int]:
    """Processes whose parent this one is."""
    mine = os.getpid()
    return {int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _parent(entry) == mine}


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Sampler(threading.Thread):
    """Looks at the memory of a process and its descendants until told to stop."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root = root
        self._stop_asked = threading.Event()

    def run(self) -> None:
        while not self._stop_asked.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, memory_of(self._root))

    def stop(self) -> None:
        self._stop_asked.set()
        self.join()


def memory_of(root: int) -> int:
    """Bytes that a process and its descendants hold now (PSS)."""
    return sum(_pss(process) for process in _tree(root))


def _tree(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            parent = _parent(entry)
            if parent is not None:
                parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += parents.get(process, [])
    return found


def _parent(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return None


def _pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
