"""A job as a process of its own: bounded in time and memory, in its own process group, dead when its worker dies."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LEASH = Path(__file__).with_name("leash.py")
LOOK_SECONDS = 1.0
REASON_LENGTH = 500
TAIL_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds a child may run, bytes that it and its own children may hold, seconds to stop cleanly when told to."""

    seconds: float
    memory_bytes: int
    grace: float


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended: its exit status, and why it was stopped if it was. `said` is its last line."""

    status: int
    stopped: str | None
    said: str


async def run_child(
    command: Sequence[str], *, environment: Mapping[str, str], log: Path, bounds: Bounds, stop: Callable[[], str | None]
) -> Ending:
    """Run a command to its end; its output goes to `log`. `stop` is asked every second: a reason tells the child to end.

    A child that is told to end has `grace` seconds to keep what it has; one whose worker has lost the queue has none, since
    another worker may visit the same site by then (`stop` raises LostQueue).
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", str(LEASH), str(os.getpid()), *command),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
            # Unbuffered, so that what is said last stands last.
            env={**environment, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
    ended = asyncio.ensure_future(process.wait())
    try:
        stopped = await _watch(ended, process.pid, bounds, stop)
        if stopped is not None:
            _signal_group(process.pid, signal.SIGTERM, leader_only=True)
            await asyncio.wait([ended], timeout=bounds.grace)
    finally:
        # Whatever happened, nothing of the group lives on: a browser or a reader would outlive a killed leader.
        _signal_group(process.pid, signal.SIGKILL)
        status = await ended
    return Ending(status, stopped, last_line(log))


async def _watch(ended: asyncio.Future[int], leader: int, bounds: Bounds, stop: Callable[[], str | None]) -> str | None:
    """Why the child is to end before its time; None when it ended by itself."""
    deadline = time.monotonic() + bounds.seconds
    while True:
        await asyncio.wait([ended], timeout=LOOK_SECONDS)
        if ended.done():
            return None
        reason = stop()
        if reason is not None:
            return reason
        if time.monotonic() > deadline:
            return f"it ran for {bounds.seconds:.0f} seconds, which is all it may"
        held = await asyncio.to_thread(memory_of_session, leader)
        if held > bounds.memory_bytes:
            return f"it held {held >> 20} MB of memory and may hold {bounds.memory_bytes >> 20} MB"


def _signal_group(leader: int, number: signal.Signals, *, leader_only: bool = False) -> None:
    with contextlib.suppress(ProcessLookupError):  # it is over
        if leader_only:
            os.kill(leader, number)
        else:
            os.killpg(leader, number)


def memory_of_session(session: int) -> int:
    """Bytes that the processes of a session hold, pages shared between them counted once each (PSS)."""
    total = 0
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            with open(f"/proc/{entry.name}/stat", encoding="ascii", errors="replace") as file:
                if int(file.read().rpartition(")")[2].split()[3]) != session:
                    continue
            with open(f"/proc/{entry.name}/smaps_rollup", encoding="ascii") as file:
                total += next((int(line.split()[1]) << 10 for line in file if line.startswith("Pss:")), 0)
        except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            continue
        except PermissionError:  # a browser's sandboxed helper does not let itself be looked into
            continue
    return total


def last_line(log: Path) -> str:
    """The last line of a child's output that says anything: every command ends with what was wrong."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - TAIL_BYTES))
        lines = file.read().decode(errors="replace").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "")[:REASON_LENGTH]
